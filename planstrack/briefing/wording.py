"""Words for facts: the verb that the evidence allows, amounts, dates, counts. Nothing is typed in by hand elsewhere.

A sentence may not outrun its evidence, so its verb comes from `verb` and from nowhere else.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from planstrack.claims.evidence import independent_speakers
from planstrack.compare.dispute import amount_text, number_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planstrack.claims.evidence import Evidence
    from planstrack.model import Amount, Version

_Speaker = TypeVar("_Speaker")
Verb = Literal["is", "is reported", "is disputed", "is not known"]

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NAMED = 3
"""How many speakers a sentence names before it counts the others."""
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

VERDICTS = {
    "changed": "changed",
    "added": "added",
    "removed": "removed",
    "unknown": "not known",
    "unchanged": "unchanged",
}
BECAME = {"changed": "changed", "added": "new", "removed": "removed", "unknown": "", "unchanged": "unchanged"}
SIGNS = {"changed": "~", "added": "+", "removed": "-", "unknown": "?", "unchanged": "="}
BASES = {"text": "from the texts", "reported": "reported", "none": ""}
SHAPES = {
    "kept": "", "added": "", "removed": "", "split": "split", "joined": "joined", "regrouped": "regrouped",
}  # fmt: skip
ASPECTS = {
    "reworded": "reworded",
    "renumbered": "renumbered",
    "moved": "moved to another place",
    "retitled": "new title",
    "quantity": "a tracked number changes",
    "status": "its status changes",
    "number": "a number in the text changes",
    "amount": "a sum of money changes",
    "date": "a date changes",
    "percentage": "a percentage changes",
    "negation": "a negation comes or goes",
    "modal": "the force of an obligation changes",
    "party": "a party is named or dropped",
}
CHECKS = {
    "exact": "quote verified",
    "moved": "quote found elsewhere in a later revision",
    "ambiguous": "quote found more than once",
    "orphan": "quote not found in the archived text",
    "withdrawn": "withdrawn: a later revision dropped it",
    "not-archived": "quote not checked: text not archived",
    "not-quoted": "no quote",
    "draft": "draft, not confirmed by an analyst",
    "altered": "not checked: archived text was altered",
}
CHECKED = {
    "exact": "with a verified quote",
    "moved": "with a quote that moved",
    "ambiguous": "with an ambiguous quote",
    "orphan": "whose quote was not found",
    "withdrawn": "withdrawn by a later revision",
    "not-archived": "whose quote was not checked",
    "not-quoted": "without a quote",
    "draft": "not confirmed by an analyst",
    "altered": "whose archived text was altered",
}
SPEAKERS = {
    "official": "official",
    "unnamed": "unnamed source",
    "institution": "institution",
    "outlet": "outlet in its own voice",
    "state-outlet": "state outlet",
}
TEXTS = {
    "published": "published",
    "leaked": "leaked",
    "read-out": "read out",
    "unpublished": "not published",
}
STATUSES = {
    "proposed": "proposed", "agreed": "agreed", "bracketed": "in brackets (not agreed)", "parked": "parked for later",
    "open": "open", "dropped": "dropped",
}  # fmt: skip
WHERE = {
    "published": "the published text",
    "leaked": "the leaked text",
    "read-out": "the text as read out",
}
SAYINGS = {
    "added": "says it was added", "removed": "says it was removed", "kept": "says it was kept",
    "reworded": "says it was reworded", "moved": "says it was moved", "joined": "says it was joined with others",
    "split": "says it was split", "agreed": "says it is agreed", "bracketed": "says it is in brackets",
    "parked": "says it is parked", "open": "says it is open", "dropped": "says it was dropped",
    "proposed": "says it is proposed", "count": "gives a count", "value": "gives a number",
    "discussed": "says it was discussed", "denied": "denies it",
}  # fmt: skip


def verb(basis: str, *, disputed: bool = False) -> Verb:
    """Return the strongest verb that a statement on this basis (text, reported, none) may carry."""
    if disputed:
        return "is disputed"
    if basis not in ("text", "reported"):
        return "is not known"
    return "is" if basis == "text" else "is reported"


def headline(verdict: str, basis: str, *, disputed: bool = False) -> str:
    """Return verdict and basis as a reader needs them: `changed — reported, disputed`."""
    grounds = [word for word in (BASES[basis], "disputed" if disputed else "") if word]
    return f"{VERDICTS[verdict]} — {', '.join(grounds)}" if grounds else VERDICTS[verdict]


def day(value: date | None) -> str | None:
    """Return a date in prose, the same in every locale: `20 November 2025`."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else None


def count(number: int) -> str:
    """Return a count in words up to twelve, in figures above."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else f"{number:,}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: `1 point`, `3 points`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(items: Iterable[str], joint: str = "and") -> str:
    """Return `a`, `a and b`, `a, b and c`."""
    words = list(items)
    return f" {joint} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def signed(value: Decimal, places: int | None = None) -> str:
    """Return a difference with its sign, `+200,000` or `−5`; with `places` it is rounded to at most so many."""
    if places is not None:
        value = round(value, places)
    return ("−" if value < 0 else "+" if value > 0 else "±") + number_text(abs(value))


def amount(value: Amount | None, unit: str | None = None) -> str:
    """Return an amount with bound and condition: `at most 800,000 personnel (in peacetime)`; `not given` for none."""
    if value is None:
        return "not given"
    if not unit or value.value is None or value.bound == "none":
        return amount_text(value)
    bare = amount_text(value.model_copy(update={"condition": None}))
    return f"{bare} {unit}" + (f" ({value.condition})" if value.condition else "")


def difference(value: Decimal | None, percent: Decimal | None) -> str | None:
    """Return `+200,000, +33.3 %`; None where no difference can be told."""
    if value is None:
        return None
    return signed(value) + (f", {signed(percent, 1)} %" if percent is not None else "")


def claim(item: Evidence) -> str:
    """Return what a claim says in our words, for a claim that brings neither quote nor gist."""
    if item.amounts:
        given = ", ".join(
            f"{heading(None, name)}: {amount_text(value)}" for name, value in sorted(item.amounts.items())
        )
        return f"gives {given}"
    if item.says == "count" and isinstance(item.value, int):
        return f"gives {counted(item.value, 'point')}"
    return SAYINGS.get(item.says, item.says)


def sureness(evidence: Iterable[Evidence]) -> str:
    """Return how claims support a statement: how many independent sources, whether quotes were verified.

    Sources are counted by first speaker: ten articles that end in one speaker are one source.
    """
    items = list(evidence)
    standing = [item for item in items if item.stands]
    parts = []
    if standing:
        sources, articles = len(independent_speakers(standing)), len({item.article for item in standing})
        parts.append("single source" if sources == 1 else f"{count(sources)} independent sources")
        if articles > sources:
            parts[0] += f" in {counted(articles, 'article')}"
        verified = sum(item.check in ("exact", "moved") for item in standing)
        some_of = f"{verified} of {counted(len(standing), 'claim')} with a verified quote"
        parts.append("quotes verified" if verified == len(standing) else some_of if verified else "no quote verified")
    return "; ".join(parts)


def match(how: str, why: str, score: float) -> str:
    """Return how a match was made: `declared: same id`, `computed (0.83): …`."""
    return f"{how}: {why}" if how != "computed" else f"computed ({score:.2f}): {why}"


def chain(said_by: Sequence[str]) -> str:
    """Return who said it, first speaker first: `Ukrainian officials → Axios → TASS`."""
    return " → ".join(said_by) if said_by else "speaker not named"


def held(version: Version) -> str:
    """Return how much of a version's text stands in the plan, as a phrase."""
    total, here = version.points_total, sum(point.held for point in version.points)
    if version.points_held == "all":
        points = total if total is not None else len(version.points)
        return f"all {points} points held" if points != 1 else "its one point held"
    if version.points_held == "none" or not here:
        return f"no text held{f' of its {total} points' if total is not None else ''}, reports only"
    return f"text of {here} of {total} points held" if total is not None else f"text of {counted(here, 'point')} held"


def heading(title: str | None, name: str | None) -> str:
    """Return what a matter is called: its title, else its id made readable, else `untitled`."""
    return title or (name.replace("-", " ").replace("_", " ") if name else "untitled")


def beginning(text: str, words: int = 8) -> str:
    """Return how a text begins, for want of a title."""
    parts = text.split(None, words)
    return " ".join(parts[:words]) + " …" if len(parts) > words else " ".join(parts).rstrip(".;:,")


def predicate(subject: str, is_: Verb, words: str, where: str = "the text") -> str:
    """Return a statement with its verb: `army size is reported as at most 800,000 personnel`."""
    if is_ == "is":
        return f"{subject} is {words} in {where}"
    joint = {"is reported": " as", "is disputed": ":"}.get(is_)
    return f"{subject} {is_}{joint} {words}" if joint else f"{subject} {is_}"


class _Side(Protocol):
    @property
    def says(self) -> str: ...
    @property
    def speakers(self) -> tuple[str, ...]: ...


class _Sided(Protocol):
    """A dispute, as data or as a page shows it."""

    @property
    def sides(self) -> Sequence[_Side]: ...


def sides(dispute: _Sided) -> str:
    """Return the sides of a dispute in one line, each with two of its speakers at most: `800,000, according to …`."""
    return "; ".join(f"{side.says}, according to {some(side.speakers)}" for side in dispute.sides)


def some(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are: `Zelensky, Sybiha and 2 more`."""
    chosen = named(names)
    if len(chosen) == len(names):
        return listed(names)
    return f"{', '.join(chosen)} and {len(names) - len(chosen)} more"


def named(speakers: Sequence[_Speaker]) -> Sequence[_Speaker]:
    """Return the speakers that a sentence names: all of them where it would otherwise count only one more."""
    return speakers if len(speakers) <= NAMED + 1 else speakers[:NAMED]


def sentence(words: str, *, capital: bool = True) -> str:
    """Return words as a sentence: a capital at its start (unless it follows a colon), a full stop at its end."""
    return (words[:1].upper() + words[1:] if capital else words) + (
        "" if words.endswith((".", "!", "?", ".”")) else "."
    )
