"""The nouns, as frozen pydantic models: Plan, Version, Point, Part, Quantity, Article, Claim.

Models take what the YAML says: every scalar may arrive as text and is converted here, so that `7.10`, `NO` and `12:30`
mean what the analyst typed. Aliases (`from`) are the YAML keys. A record never changes after it is made.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Protocol

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, PlainSerializer, PrivateAttr, Tag
from pydantic_core import PydanticCustomError

from planstrack.source import Place

# ---------------------------------------------------------------------------------------------------- scalars

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\Z")
_CITED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}(?:#[A-Za-z0-9][A-Za-z0-9._-]{0,99})?\Z")
_PAIR = re.compile(
    r"([A-Za-z0-9][A-Za-z0-9._-]{0,99})@([A-Za-z0-9][A-Za-z0-9._-]{0,99}?)\.\."
    r"([A-Za-z0-9][A-Za-z0-9._-]{0,99})@([A-Za-z0-9][A-Za-z0-9._-]{0,99})\Z"
)
_INT = re.compile(r"[-+]?[0-9]{1,18}\Z")
_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,18}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})\Z")
_GROUPED = re.compile(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}\Z")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")


def is_id(name: str) -> bool:
    """Return whether a name can be an id: ASCII letters, digits, '-', '_' and '.', at most 100, no mark first."""
    return _ID.match(name) is not None


def _id(value: Any) -> Any:
    if isinstance(value, str) and not is_id(value):
        raise PydanticCustomError(
            "bad-id",
            "'{value}' cannot be an id: letters a-z, digits, '-', '_' and '.' only, at most 100",
            {"value": value[:120]},
        )
    return value


def _cited(value: Any) -> Any:
    if isinstance(value, str) and not _CITED.match(value):
        raise PydanticCustomError(
            "bad-id", "'{value}' is neither the id of an article nor ARTICLE#CLAIM", {"value": value[:120]}
        )
    return value


def _claim_key(value: Any) -> Any:
    if isinstance(value, str) and not (_CITED.match(value) and "#" in value):
        raise PydanticCustomError("bad-id", "'{value}' is not ARTICLE#CLAIM", {"value": value[:120]})
    return value


def _pair_key(value: Any) -> Any:
    if isinstance(value, str) and not _PAIR.match(value):
        raise PydanticCustomError("bad-id", "'{value}' is not VERSION@WITNESS..VERSION@WITNESS", {"value": value[:120]})
    return value


def _about_version(value: Any) -> Any:
    if isinstance(value, str) and not all(is_id(part) for part in value.split("/", 1)):
        raise PydanticCustomError(
            "bad-id", "'{value}' is neither the id of a version nor VERSION/DOCUMENT", {"value": value[:120]}
        )
    return value


def _read_two_ways(value: str) -> None:
    """Refuse a number whose full stop may part thousands or decimals: `600.000` is 600000 to some and 600 to others.

    A decimal of three places is written with another zero behind it.
    """
    if _GROUPED.match(value):
        decimal = value.rstrip("0").rstrip(".") if value.endswith("0") else f"{value}0"
        raise PydanticCustomError(
            "ambiguous-number",
            "'{value}' can be read as {grouped} or as {decimal}",
            {"value": value, "grouped": value.replace(".", ""), "decimal": decimal},
        )


def _int(value: Any) -> Any:
    if isinstance(value, str):
        _read_two_ways(value)
        if not _INT.match(value):
            raise PydanticCustomError("bad-number", "'{value}' is not a whole number", {"value": value[:120]})
        return int(value)
    return value


def _number(value: Any) -> Any:
    if isinstance(value, str):
        _read_two_ways(value)
        if not _NUMBER.match(value):
            raise PydanticCustomError(
                "bad-number", "'{value}' is not a number: write digits only, for example 600000", {"value": value[:120]}
            )
        return Decimal(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Decimal(str(value))
    return value


def _day(value: Any) -> Any:
    if isinstance(value, str):
        found = _DAY.match(value)
        try:
            if not found:
                raise ValueError
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            raise PydanticCustomError("bad-date", "'{value}' is not a calendar date", {"value": value[:120]}) from None
    return value


def _flag(value: Any) -> Any:
    if isinstance(value, str):
        if value.lower() not in ("true", "false"):
            raise PydanticCustomError("bad-flag", "'{value}' is neither true nor false", {"value": value[:120]})
        return value.lower() == "true"
    return value


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


_AboutVersionText = Annotated[
    str, Field(pattern="^[A-Za-z0-9][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?$")
]
_IdText = Annotated[str, Field(pattern="^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
_CitedText = Annotated[str, Field(pattern="^[A-Za-z0-9][A-Za-z0-9._-]{0,99}(#[A-Za-z0-9][A-Za-z0-9._-]{0,99})?$")]

_ClaimKeyText = Annotated[str, Field(pattern="^[A-Za-z0-9][A-Za-z0-9._-]{0,99}#[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
_PairKeyText = Annotated[str, Field(pattern="^[A-Za-z0-9][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9._-]*@[A-Za-z0-9._-]+$")]

Id = Annotated[str, BeforeValidator(_id, json_schema_input_type=_IdText)]
Cited = Annotated[str, BeforeValidator(_cited, json_schema_input_type=_CitedText)]
"""What a version or point rests on: an article's id, or one claim of it as `article#claim`."""
ClaimKey = Annotated[str, BeforeValidator(_claim_key, json_schema_input_type=_ClaimKeyText)]
PairKey = Annotated[str, BeforeValidator(_pair_key, json_schema_input_type=_PairKeyText)]
"""Two versions, each in the rendering of one witness: `us-28@axios..e3-reuters@reuters`."""
AboutVersion = Annotated[str, BeforeValidator(_about_version, json_schema_input_type=_AboutVersionText)]
"""A version's id, or a document of a package: `us-package-dec11/agreement`."""
Int = Annotated[int, BeforeValidator(_int, json_schema_input_type=int)]
Number = Annotated[
    Decimal, BeforeValidator(_number, json_schema_input_type=float), PlainSerializer(_plain, when_used="json")
]
Day = Annotated[dt.date, BeforeValidator(_day, json_schema_input_type=dt.date)]
Flag = Annotated[bool, BeforeValidator(_flag, json_schema_input_type=bool)]

# ---------------------------------------------------------------------------------------------------- vocabularies

TextKind = Literal["published", "leaked", "read-out", "unpublished"]
Held = Literal["all", "some", "none"]
Wording = Literal["verbatim", "translation", "paraphrase", "reported"]
Status = Literal["proposed", "agreed", "bracketed", "parked", "open", "dropped"]
Bound = Literal["at-most", "exactly", "at-least", "about", "between", "none", "unstated"]
Says = Literal[
    "added", "removed", "kept", "reworded", "moved", "joined", "split", "agreed", "bracketed", "parked", "open",
    "dropped", "proposed", "count", "value", "discussed", "sought", "denied", "corrected", "confirmed",
]  # fmt: skip
ChangeSays = Literal["added", "removed", "kept", "reworded", "moved", "joined", "split"]
"""What a reading may say: what became of a point between two versions whose renderings were compared."""
Stance = Literal["supports", "disputes"]
Scope = Literal["all", "most", "some", "few"]
SpeakerKind = Literal["official", "unnamed", "institution", "outlet", "state-outlet"]
OutletKind = Literal["original", "agency", "relay", "rewrite", "mirror"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]
Relation = Literal[
    "revises", "replaces", "answers", "supplements", "carries-out", "accompanies", "annex-of", "repackages"
]
Stand = Literal["proposes", "accepts", "rejects", "reserves"]
PartsHeld = Literal["all", "some"]
Labels = Literal["ours", "printed"]
Publish = Literal["yes", "no"]

STATUS_SAYINGS: frozenset[str] = frozenset(("proposed", "agreed", "bracketed", "parked", "open", "dropped"))


class Noun(BaseModel):
    """What all records share: frozen, closed to unknown keys, built when first needed (start-up time)."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


# ---------------------------------------------------------------------------------------------------- quantities


class Amount(Noun):
    """A number as a text or a speaker gives it: bound, value, condition.

    `bound` none means that there is no limit (a cap that was dropped), `unstated` that no number is named ("as soon as
    possible"); `between` has `value` and `upper`. The unit is that of the plan's tracked quantity of the same name.
    """

    bound: Bound = "exactly"
    value: Number | None = None
    upper: Number | None = None
    condition: str | None = None
    note: str | None = None


def _bound_as_key(value: Any) -> Any:
    """Read `{at-most: 800000}` as `{bound: at-most, value: 800000}`, `{between: [1, 2]}` with both ends, `none` as no limit."""
    if value in ("none", "unstated"):
        return {"bound": value}
    if isinstance(value, str):
        return {"bound": "exactly", "value": value}
    if isinstance(value, Mapping) and "bound" not in value and "value" not in value:
        bounds = [key for key in value if key in ("at-most", "exactly", "at-least", "about")]
        if len(bounds) == 1:
            rest = {key: val for key, val in value.items() if key != bounds[0]}
            return {"bound": bounds[0], "value": value[bounds[0]], **rest}
        ends = value.get("between")
        if not bounds and isinstance(ends, (list, tuple)) and len(ends) == 2:
            rest = {key: val for key, val in value.items() if key != "between"}
            return {"bound": "between", "value": ends[0], "upper": ends[1], **rest}
    return value


AmountShort = Annotated[
    Amount, BeforeValidator(_bound_as_key, json_schema_input_type=Amount | float | Literal["none", "unstated"])
]
"""An amount as it may be written: in full, `{at-most: 800000}`, `{between: [1, 2]}`, a bare number, `none`, `unstated`."""


# ---------------------------------------------------------------------------------------------------- versions


class Signed(Noun):
    """When a text was signed and by which parties; what is signed is agreed."""

    on: Day | None = None
    by: tuple[Id, ...] = ()


class Document(Noun):
    """One document of a version that is a package; points name theirs in `document:`."""

    id: Id
    title: str | None = None
    points_total: Int | None = None


class Witness(Noun):
    """A rendering of a version whose text is in the archive; `spans` are code points, end excluded, by point id or index."""

    id: Id
    outlet: str | None = None
    url: str | None = None
    sha256: str | None = None
    language: str | None = None
    wording: Wording | None = None
    hand: str | None = None
    publish: Publish = "no"
    spans: dict[str, tuple[Int, ...]] = Field(default_factory=dict)
    note: str | None = None


class Reading(Noun):
    """What the analyst found who compared renderings of this point and of the version `since`, in own words.

    `sources` print both texts. `to` is the place or paper a point moved to; `matter` the one proposition it is about.
    """

    since: Id
    says: ChangeSays
    gist: str
    to: str | None = None
    matter: Id | None = None
    sources: tuple[Cited, ...] = ()
    note: str | None = None


def _stand_only(value: Any) -> Any:
    return {"is": value} if isinstance(value, str) else value


class Position(Noun):
    """How a party stands to a point, and which reports say so."""

    is_: Stand = Field(alias="is")
    sources: tuple[Cited, ...] = ()
    note: str | None = None


PositionShort = Annotated[Position, BeforeValidator(_stand_only, json_schema_input_type=Position | Stand)]


def _point_only(value: Any) -> Any:
    return {"point": value} if isinstance(value, str) else value


class Origin(Noun):
    """A point of an earlier version that a point comes from: `us-28#3`; `basis: inferred` where no source says so."""

    point: str
    basis: Literal["declared", "inferred"] = "declared"


OriginShort = Annotated[Origin, BeforeValidator(_point_only, json_schema_input_type=Origin | str)]


class Variant(Noun):
    """How another witness renders a point: never a change, since a witness is not a version."""

    by: str | None = None
    text: str | None = None
    note: str | None = None
    sources: tuple[Cited, ...] = ()


class Option(Noun):
    """One of several rival bracketed proposals for one point; `by` is a party's id."""

    by: str
    text: str | None = None
    quantities: dict[Id, AmountShort] = Field(default_factory=dict)
    note: str | None = None


class Point(Noun):
    """One point of a version. Everything may be missing: a text pasted in from anywhere can be compared at once.

    `from_` (written `from`) names the points it comes from; an empty list says that it is new. `parts_held` says whether
    all of its sub-points and sentences stand here.
    """

    id: Id | None = None
    number: str | None = None
    label: str | None = None
    title: str | None = None
    text: str | None = None
    wording: Wording | None = None
    status: Status | None = None
    issues: tuple[Id, ...] = ()
    quantities: dict[Id, AmountShort] = Field(default_factory=dict)
    positions: dict[Id, PositionShort] = Field(default_factory=dict)
    from_: tuple[OriginShort, ...] | None = Field(default=None, alias="from")
    document: Id | None = None
    parts_held: PartsHeld | None = None
    parts: tuple[Point, ...] = ()
    readings: tuple[Reading, ...] = ()
    options: tuple[Option, ...] = ()
    variants: tuple[Variant, ...] = ()
    sources: tuple[Cited, ...] = ()
    note: str | None = None

    @property
    def full_text(self) -> str:
        """The point's own text and that of its parts, one a line, each part behind its label; empty when none is."""
        lines = [self.text] if self.text else []
        for part in self.parts:
            inner = part.full_text
            if inner:
                name = part.label or part.number
                lines.append(f"{name}) {inner}" if name else inner)
        return "\n".join(lines)

    @property
    def held(self) -> bool:
        """Whether words of the point itself stand here, rather than only what reports say of it."""
        return self.wording != "reported" and bool(self.full_text)

    @property
    def all_quantities(self) -> dict[str, Amount]:
        """The point's quantities and those of its parts; the point's own value wins."""
        found: dict[str, Amount] = {}
        for part in self.parts:
            found.update(part.all_quantities)
        return {**found, **self.quantities}

    @property
    def all_issues(self) -> tuple[str, ...]:
        """The point's issues, then those of its parts, each once."""
        return tuple(dict.fromkeys([*self.issues, *(name for part in self.parts for name in part.all_issues)]))


class Version(Noun):
    """One version of the document. `known` is the day it became known; left out, that of its earliest dated source.

    `relations` says how it stands to other versions where "revises" is wrong. `gone` names points of earlier versions
    that it is declared to have removed, with the reason. `labels` says whether labels of parts are the document's own.
    """

    id: Id | None = None
    title: str | None = None
    date: Day | None = None
    known: Day | None = None
    based_on: tuple[Id, ...] = ()
    relations: dict[Id, Relation] = Field(default_factory=dict)
    text: TextKind | None = None
    signed: Signed | None = None
    language: str | None = None
    hand: str | None = None
    documents: tuple[Document, ...] = ()
    labels: Labels = "ours"
    witnesses: tuple[Witness, ...] = ()
    gone: dict[str, str] = Field(default_factory=dict)
    points_held: Held | None = None
    points_total: Int | None = None
    points: tuple[Point, ...] = ()
    sources: tuple[Cited, ...] = ()
    note: str | None = None

    @property
    def name(self) -> str:
        return self.id or self.title or "version"

    @property
    def known_on(self) -> dt.date | None:
        """The first day on which a reader could have known this version."""
        return self.known or self.date

    def find(self, reference: str) -> int | None:
        """Return the position of the point with this id, else with this number; None when there is none."""
        for index, point in enumerate(self.points):
            if point.id == reference:
                return index
        for index, point in enumerate(self.points):
            if point.number == reference:
                return index
        return None


# ---------------------------------------------------------------------------------------------------- articles


class About(Noun):
    """What a claim speaks of: a version (`us-package/agreement` for a document of it), since which earlier one, which points.

    Points are ids, numbers, or parts (`frozen-funds/a`). `matter` is one proposition inside an issue: the claim says
    nothing beyond it. `claim` is another claim, for what is denied, corrected or confirmed.
    """

    version: AboutVersion | None = None
    since: Id | None = None
    points: tuple[str, ...] = ()
    matter: Id | None = None
    claim: Cited | None = None
    issues: tuple[Id, ...] = ()


class Count(Noun):
    """A number of points as a speaker gives it: one of `any_of` (26 or 28), or `about` so many."""

    any_of: tuple[Int, ...]
    about: Flag = False


def _count(value: Any) -> Any:
    if isinstance(value, Mapping) and set(value) == {"about"}:
        return {"any_of": [value["about"]], "about": True}
    if isinstance(value, (list, tuple)):
        return {"any_of": value}
    return value if isinstance(value, (Mapping, Count)) else {"any_of": [value]}


CountShort = Annotated[
    Count, BeforeValidator(_count, json_schema_input_type=int | list[int] | dict[Literal["about"], int])
]


def _value_kind(value: Any) -> str:
    if isinstance(value, Mapping):
        return "count" if set(value) in ({"about"}, {"any_of"}, {"any_of", "about"}) else "amounts"
    return "amounts" if isinstance(value, Noun) and not isinstance(value, Count) else "count"


ClaimValue = Annotated[
    Annotated[CountShort, Tag("count")] | Annotated[dict[Id, AmountShort], Tag("amounts")], Discriminator(_value_kind)
]
"""What a claim of a count or a value says: a number of points, or amounts by the name of the tracked quantity."""


class Claim(Noun):
    """One thing an article says: its words (`quote`), what they mean here (`says`), and who said it, first speaker first.

    `gist` is the analyst's own paraphrase, `translation` the quote in the plan's language, `draft` marks a proposal no
    analyst has confirmed: it is never evidence. `to` is where a point moved (`#14`, or another paper); `scope` says of
    how many points a claim on the version as a whole speaks; `credibility` is an Admiralty code, 1 to 6.
    """

    id: Id
    quote: str | None = None
    translation: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    gist: str | None = None
    about: About = Field(default_factory=About)
    says: Says
    to: str | None = None
    scope: Scope | None = None
    value: ClaimValue | None = None
    said_by: tuple[str, ...] = ()
    stance: Stance = "supports"
    credibility: Credibility | None = None
    draft: Flag = False
    note: str | None = None


class Article(Noun):
    """One report, or one revision of it. `sha256` names the archived text, when it is held.

    `revised` is the day this revision appeared, when that is later than the day of the article.
    """

    id: Id | None = None
    outlet: str
    title: str | None = None
    url: str | None = None
    published: Day | None = None
    revised: Day | None = None
    language: str | None = None
    author: str | None = None
    revises: Id | None = None
    sha256: str | None = None
    claims: tuple[Claim, ...] = ()
    note: str | None = None


class ArticleList(Noun):
    """A file of several articles."""

    articles: tuple[Article, ...]


# ---------------------------------------------------------------------------------------------------- receipts


def _places(value: Any) -> Any:
    if isinstance(value, (list, tuple)) and len(value) != 2:
        raise PydanticCustomError("bad-value", "a place is two numbers: [start, end]")
    return value


class QuoteReceipt(Noun):
    """That a quote was found, exact, in the text with this hash, `at` these code points (end excluded), `on` this day.

    `words` tell an edited quote: the first 16 digits of the SHA-256 of prefix, quote and suffix, one a line, as they were.
    """

    sha256: str
    at: Annotated[tuple[Int, ...], BeforeValidator(_places, json_schema_input_type=tuple[Int, ...])]
    on: Day | None = None
    words: str | None = None


class TextsReceipt(Noun):
    """Which two texts were compared, by their hashes, and on which day."""

    old: str
    new: str
    on: Day | None = None


Compared = Literal["same", "different"]


class Receipts(Noun):
    """What receipts.yaml holds: what was verified against texts that may not be here, written by the program.

    `quotes` by ARTICLE#CLAIM; `texts` what the comparison of two witnesses' texts gave, by their names and by the point
    (id, number, part as POINT/PART of the later version); `compared` which texts these were.
    """

    quotes: dict[ClaimKey, QuoteReceipt] = Field(default_factory=dict)
    texts: dict[PairKey, dict[str, Compared]] = Field(default_factory=dict)
    compared: dict[PairKey, TextsReceipt] = Field(default_factory=dict)
    note: str | None = None


def pair_of(key: str) -> tuple[str, str, str, str]:
    """Return what a pair of witnesses names: old version, its witness, new version, its witness.

    >>> pair_of("us-28@axios..e3-reuters@reuters")
    ('us-28', 'axios', 'e3-reuters', 'reuters')
    """
    found = _PAIR.match(key)
    return (found[1], found[2], found[3], found[4]) if found else ("", "", "", "")


# ---------------------------------------------------------------------------------------------------- the plan


def _name_only(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class Party(Noun):
    """A side of the negotiation; `aliases` are other names a text gives it."""

    name: str
    aliases: tuple[str, ...] = ()


class Issue(Noun):
    """A subject that is followed through the versions; `aliases` are words by which reports speak of it.

    `matters` are propositions inside it, each with a title: what a claim says of one it does not say of the rest.
    """

    title: str
    about: str | None = None
    matters: dict[Id, str] = Field(default_factory=dict)
    aliases: tuple[str, ...] = ()


class TrackedQuantity(Noun):
    """A number that is followed through the versions, with its unit and the issue it belongs to."""

    issue: Id | None = None
    unit: str | None = None
    title: str | None = None
    aliases: tuple[str, ...] = ()


class Speaker(Noun):
    """What the analyst knows of a name that stands in `said_by`: its kind, its party, its other names.

    `may_be` names who an unnamed speaker may be; left out, anyone of the party; empty, none of those who are named.
    """

    kind: SpeakerKind
    party: Id | None = None
    aliases: tuple[str, ...] = ()
    may_be: tuple[str, ...] | None = None


class Outlet(Noun):
    """What the analyst knows of an outlet: how reliable it is (Admiralty code A to F), and whether it reports itself."""

    kind: OutletKind = "original"
    reliability: Reliability | None = None
    note: str | None = None


class Acknowledgement(Noun):
    """That a dispute was looked at: by whom, on which day, and why it stands."""

    by: str
    on: Day | None = None
    why: str | None = None


class PlanFile(Noun):
    """What plan.yaml holds."""

    title: str
    about: str | None = None
    parties: dict[Id, Annotated[Party, BeforeValidator(_name_only, json_schema_input_type=Party | str)]] = Field(
        default_factory=dict
    )
    issues: dict[Id, Issue] = Field(default_factory=dict)
    headlines: tuple[Id, ...] = ()
    quantities: dict[Id, TrackedQuantity] = Field(default_factory=dict)
    speakers: dict[str, Speaker] = Field(default_factory=dict)
    outlets: dict[str, Outlet] = Field(default_factory=dict)
    acknowledged: dict[str, Acknowledgement] = Field(default_factory=dict)
    language: str | None = None
    version_names: dict[Id, tuple[str, ...]] = Field(default_factory=dict)
    main_line: tuple[Id, ...] = ()
    note: str | None = None


class Locator(Protocol):
    """Knows where each value of one file stands."""

    def place(self, *route: str | int, key: bool = False) -> Place:
        """Return the place of the value at `route` (of its key, with `key`), else of the nearest value around it."""
        ...


class Plan(PlanFile):
    """A whole plan folder: what plan.yaml says, its versions and articles by id, receipts, where every value stands."""

    versions: dict[str, Version] = Field(default_factory=dict)
    articles: dict[str, Article] = Field(default_factory=dict)
    receipts: Receipts = Field(default_factory=Receipts)
    _locators: Mapping[tuple[str, str], Locator] = PrivateAttr(default_factory=dict)
    _unread: frozenset[tuple[str, str]] = PrivateAttr(default=frozenset())

    def located(
        self, locators: Mapping[tuple[str, str], Locator], unread: frozenset[tuple[str, str]] = frozenset()
    ) -> Plan:
        """Return the same plan, knowing its places; keys are ("plan", ""), ("receipts", ""), ("version", id), ("article", id).

        `unread` names, by the same keys, what has a file that could not be read.
        """
        copy = self.model_copy()
        copy._locators = locators
        copy._unread = unread
        return copy

    @property
    def unread(self) -> frozenset[tuple[str, str]]:
        """What has a file that could not be read, as ("version", id): to point there is no dangling reference."""
        return self._unread

    def place(
        self, kind: Literal["plan", "version", "article", "receipts"], name: str, *route: str | int, key: bool = False
    ) -> Place:
        """Return where a value stands: `place("version", "us-28", "points", 3, "number")`.

        Raises:
            KeyError: No file of that kind and name was read, as for a plan made in code.
        """
        return self._locators[kind, name].place(*route, key=key)
