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
_INT = re.compile(r"[-+]?[0-9]{1,18}\Z")
_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,18}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})\Z")
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


def _int(value: Any) -> Any:
    if isinstance(value, str):
        if not _INT.match(value):
            raise PydanticCustomError("bad-number", "'{value}' is not a whole number", {"value": value[:120]})
        return int(value)
    return value


def _number(value: Any) -> Any:
    if isinstance(value, str):
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


_IdText = Annotated[str, Field(pattern="^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
_CitedText = Annotated[str, Field(pattern="^[A-Za-z0-9][A-Za-z0-9._-]{0,99}(#[A-Za-z0-9][A-Za-z0-9._-]{0,99})?$")]

Id = Annotated[str, BeforeValidator(_id, json_schema_input_type=_IdText)]
Cited = Annotated[str, BeforeValidator(_cited, json_schema_input_type=_CitedText)]
"""What a version or point rests on: an article's id, or one claim of it as `article#claim`."""
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
Bound = Literal["at-most", "exactly", "at-least", "about", "between", "none"]
Says = Literal[
    "added", "removed", "kept", "reworded", "moved", "joined", "split", "agreed", "bracketed", "parked", "open",
    "dropped", "proposed", "count", "value", "discussed", "denied",
]  # fmt: skip
Stance = Literal["supports", "disputes"]
SpeakerKind = Literal["official", "unnamed", "institution", "outlet", "state-outlet"]

STATUS_SAYINGS: frozenset[str] = frozenset(("proposed", "agreed", "bracketed", "parked", "open", "dropped"))


class Noun(BaseModel):
    """What all records share: frozen, closed to unknown keys, built when first needed (start-up time)."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


# ---------------------------------------------------------------------------------------------------- quantities


class Amount(Noun):
    """A number as a text or a speaker gives it: bound, value, condition.

    `bound` none means that there is no limit (a cap that was dropped); `between` has `value` and `upper`. The unit is
    that of the plan's tracked quantity of the same name.
    """

    bound: Bound = "exactly"
    value: Number | None = None
    upper: Number | None = None
    condition: str | None = None
    note: str | None = None


def _bound_as_key(value: Any) -> Any:
    """Read `{at-most: 800000}` as `{bound: at-most, value: 800000}`, and `none` as no limit."""
    if value == "none":
        return {"bound": "none"}
    if isinstance(value, str):
        return {"bound": "exactly", "value": value}
    if isinstance(value, Mapping) and "bound" not in value and "value" not in value:
        bounds = [key for key in value if key in ("at-most", "exactly", "at-least", "about")]
        if len(bounds) == 1:
            rest = {key: val for key, val in value.items() if key != bounds[0]}
            return {"bound": bounds[0], "value": value[bounds[0]], **rest}
    return value


AmountShort = Annotated[Amount, BeforeValidator(_bound_as_key, json_schema_input_type=Amount | float | Literal["none"])]
"""An amount as a claim may write it: in full, `{at-most: 800000}`, a bare number, or `none` for no limit."""


# ---------------------------------------------------------------------------------------------------- versions


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
    """One point of a version. Everything may be missing: a text pasted in from anywhere can be compared at once."""

    id: Id | None = None
    number: str | None = None
    label: str | None = None
    title: str | None = None
    text: str | None = None
    wording: Wording | None = None
    status: Status | None = None
    issues: tuple[Id, ...] = ()
    quantities: dict[Id, AmountShort] = Field(default_factory=dict)
    from_: tuple[str, ...] = Field(default=(), alias="from")
    parts: tuple[Point, ...] = ()
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
    """One version of the document. `known` is the day it became known, when that is later than `date`."""

    id: Id | None = None
    title: str | None = None
    date: Day | None = None
    known: Day | None = None
    based_on: tuple[Id, ...] = ()
    text: TextKind | None = None
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
    """What a claim speaks of: a version, since which earlier one, which points (ids or numbers) and issues."""

    version: Id | None = None
    since: Id | None = None
    points: tuple[str, ...] = ()
    issues: tuple[Id, ...] = ()


def _value_kind(value: Any) -> str:
    return "amounts" if isinstance(value, Mapping) else "count"


ClaimValue = Annotated[
    Annotated[Int, Tag("count")] | Annotated[dict[Id, AmountShort], Tag("amounts")], Discriminator(_value_kind)
]
"""What a claim of a count or a value says: a number of points, or amounts by the name of the tracked quantity."""


class Claim(Noun):
    """One thing an article says: its words (`quote`), what they mean here (`says`), and who said it, first speaker first.

    `gist` is the analyst's own paraphrase, `draft` marks a proposal no analyst has confirmed: it is never evidence.
    """

    id: Id
    quote: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    gist: str | None = None
    about: About = Field(default_factory=About)
    says: Says
    value: ClaimValue | None = None
    said_by: tuple[str, ...] = ()
    stance: Stance = "supports"
    draft: Flag = False
    note: str | None = None


class Article(Noun):
    """One report, or one revision of it. `sha256` names the archived text, when it is held."""

    id: Id | None = None
    outlet: str
    title: str | None = None
    url: str | None = None
    published: Day | None = None
    language: str | None = None
    author: str | None = None
    revises: Id | None = None
    sha256: str | None = None
    claims: tuple[Claim, ...] = ()
    note: str | None = None


class ArticleList(Noun):
    """A file of several articles."""

    articles: tuple[Article, ...]


# ---------------------------------------------------------------------------------------------------- the plan


def _name_only(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class Party(Noun):
    """A side of the negotiation; `aliases` are other names a text gives it."""

    name: str
    aliases: tuple[str, ...] = ()


class Issue(Noun):
    """A matter that is followed through the versions; `aliases` are words by which reports speak of it."""

    title: str
    about: str | None = None
    aliases: tuple[str, ...] = ()


class TrackedQuantity(Noun):
    """A number that is followed through the versions, with its unit and the issue it belongs to."""

    issue: Id | None = None
    unit: str | None = None
    title: str | None = None
    aliases: tuple[str, ...] = ()


class Speaker(Noun):
    """What the analyst knows of a name that stands in `said_by`: its kind, its party, its other names."""

    kind: SpeakerKind
    party: Id | None = None
    aliases: tuple[str, ...] = ()


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
    version_names: dict[Id, tuple[str, ...]] = Field(default_factory=dict)
    main_line: tuple[Id, ...] = ()
    note: str | None = None


class Locator(Protocol):
    """Knows where each value of one file stands."""

    def place(self, *route: str | int, key: bool = False) -> Place:
        """Return the place of the value at `route` (of its key, with `key`), else of the nearest value around it."""
        ...


class Plan(PlanFile):
    """A whole plan folder: what plan.yaml says, its versions and articles by id, and where every value stands."""

    versions: dict[str, Version] = Field(default_factory=dict)
    articles: dict[str, Article] = Field(default_factory=dict)
    _locators: Mapping[tuple[str, str], Locator] = PrivateAttr(default_factory=dict)
    _unread: frozenset[tuple[str, str]] = PrivateAttr(default=frozenset())

    def located(
        self, locators: Mapping[tuple[str, str], Locator], unread: frozenset[tuple[str, str]] = frozenset()
    ) -> Plan:
        """Return the same plan, knowing its places; keys are ("plan", ""), ("version", id), ("article", id).

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
        self, kind: Literal["plan", "version", "article"], name: str, *route: str | int, key: bool = False
    ) -> Place:
        """Return where a value stands: `place("version", "us-28", "points", 3, "number")`.

        Raises:
            KeyError: No file of that kind and name was read, as for a plan made in code.
        """
        return self._locators[kind, name].place(*route, key=key)
