"""Words for facts: the verb that the evidence allows, amounts, dates, counts. Nothing is typed in by hand elsewhere.

A sentence may not outrun its evidence, so its verb comes from its basis, by `told` or `verb`, and from nowhere else.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from planstrack.claims.evidence import VERIFIED
from planstrack.claims.sayings import SAYINGS
from planstrack.claims.witnesses import away as words_elsewhere
from planstrack.compare.words import amount_text, count_words, number_text, with_unit
from planstrack.compare.words import listed as listed  # to be used from here too

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from planstrack.claims.evidence import Check, Evidence
    from planstrack.claims.sayings import Question
    from planstrack.claims.speakers import SourceRange
    from planstrack.compare.records import AspectName, Basis, ReasonCode, Shape, Verdict
    from planstrack.model import Amount, OutletKind, SpeakerKind, Status, TextKind, Version, Wording

_Speaker = TypeVar("_Speaker")
Verb = Literal["is", "is (in translation)", "is, as summarised here", "is reported", "is disputed", "is not known"]

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NAMED = 3
"""How many speakers a sentence names before it counts the others."""
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

VERDICTS: Mapping[Verdict, str] = {
    "disputed": "disputed",
    "changed": "changed",
    "added": "added",
    "removed": "removed",
    "unmatched": "only in one text",
    "unknown": "not known",
    "unchanged": "unchanged",
}
BECAME: Mapping[Verdict, str] = {
    "disputed": "disputed",
    "changed": "changed",
    "added": "new",
    "removed": "removed",
    "unmatched": "in one text only",
    "unknown": "",
    "unchanged": "unchanged",
}
SIGNS: Mapping[Verdict, str] = {
    "disputed": "!", "changed": "~", "added": "+", "removed": "-", "unmatched": "|", "unknown": "?", "unchanged": "=",
}  # fmt: skip
BASES: Mapping[Basis, str] = {
    "text": "from the texts",
    "translation": "from translations",
    "summary": "as summarised here",
    "reported": "reported",
    "none": "",
}
VERBS: Mapping[Basis, Verb] = {
    "text": "is",
    "translation": "is (in translation)",
    "summary": "is, as summarised here",
    "reported": "is reported",
    "none": "is not known",
}
WORDINGS: Mapping[Wording, str] = {
    "verbatim": "text",
    "translation": "translation",
    "paraphrase": "our summary",
    "reported": "as reported",
}
AWAY = "text not here"
"""What a point says whose words a witness gives, where the text of the witness is not at hand."""
NO_WORDS = "its wording is not held"
REASONS: Mapping[ReasonCode, str] = {
    "not-yet-known": "not known by then",
    "wordings": "held on both sides, in wordings that settle nothing (a summary is not the text); side by side",
    "parts-not-known": "no point of its own; what points held in part hold besides is not known",
    "stays-in-force": "one text stands beside the other and leaves it untouched",
    "spoken-of": "reports speak of it; none says whether it changed",
    "not-held": "the text is not held",
    "not-reported": "the text of one side at least is not on file, and no report says more",
}
"""Why something is not known, for a group of which each may have more to say."""
SHAPES: Mapping[Shape, str] = {
    "kept": "", "added": "", "removed": "", "split": "split", "joined": "joined", "regrouped": "regrouped",
}  # fmt: skip
ASPECTS: Mapping[AspectName, str] = {
    "reworded": "reworded",
    "renumbered": "renumbered",
    "moved": "moved to another place",
    "retitled": "new title",
    "quantity": "a tracked number changes",
    "status": "its status changes",
    "position": "a party's position changes",
    "number": "a number in the text changes",
    "amount": "a sum of money changes",
    "date": "a date changes",
    "percentage": "a percentage changes",
    "negation": "a negation comes or goes",
    "modal": "the force of an obligation changes",
    "party": "a party is named or dropped",
}
CHECKS: Mapping[Check, str] = {
    "exact": "quote verified",
    "moved": "quote found elsewhere in a later revision",
    "recorded": "quote verified against a text not held here",
    "ambiguous": "quote found more than once",
    "orphan": "quote not found in the archived text",
    "withdrawn": "withdrawn: a later revision dropped it",
    "corrected": "corrected by who said it",
    "not-archived": "quote not checked: text not archived",
    "not-quoted": "no quote",
    "draft": "draft, not confirmed by an analyst",
    "altered": "not checked: archived text was altered",
}


def checked(item: Evidence) -> str:
    """Return how a claim stands, in words; of a quote that was verified elsewhere, on which day."""
    if item.check == "recorded" and item.recorded:
        return f"quote verified on {day(item.recorded)} against a text not held here"
    return CHECKS[item.check]


CHECKED: Mapping[Check, str] = {
    "exact": "with a verified quote",
    "moved": "with a quote that moved",
    "recorded": "with a quote verified against a text not held here",
    "ambiguous": "with an ambiguous quote",
    "orphan": "whose quote was not found",
    "withdrawn": "withdrawn by a later revision",
    "corrected": "corrected by who said it",
    "not-archived": "whose quote was not checked",
    "not-quoted": "without a quote",
    "draft": "not confirmed by an analyst",
    "altered": "whose archived text was altered",
}
SPEAKERS: Mapping[SpeakerKind, str] = {
    "official": "official",
    "unnamed": "unnamed source",
    "institution": "institution",
    "outlet": "outlet in its own voice",
    "state-outlet": "state outlet",
}
REPEATERS: Mapping[OutletKind, str] = {"mirror": "mirror", "relay": "relay", "rewrite": "rewrite"}
"""Outlets that pass on what others printed, which is said wherever they are cited."""
TEXTS: Mapping[TextKind, str] = {
    "published": "published",
    "leaked": "leaked",
    "read-out": "read out",
    "unpublished": "not published",
}
STATUSES: Mapping[Status, str] = {
    "proposed": "proposed", "agreed": "agreed", "bracketed": "in brackets (not agreed)", "parked": "parked for later",
    "open": "open", "dropped": "dropped",
}  # fmt: skip
WHERE: Mapping[TextKind, str] = {
    "published": "the published text",
    "leaked": "the leaked text",
    "read-out": "the text as read out",
}
_LIKELY = (
    (0.05, "almost no chance of being the same point"),
    (0.20, "very unlikely the same point"),
    (0.45, "unlikely the same point"),
    (0.55, "roughly even chance of being the same point"),
    (0.80, "likely the same point"),
    (0.95, "very likely the same point"),
)
"""The terms of ICD 203 for what is only computed, each up to its bound, excluded."""


def verb(basis: Basis, *, disputed: bool = False) -> Verb:
    """Return the strongest verb that a statement on this basis may carry."""
    return "is disputed" if disputed else VERBS[basis]


def told(basis: Basis, words: str, *, joint: str = "") -> str:
    """Return a predicate whose verb its basis allows; `joint` stands before the words of a report.

    >>> told("summary", "at most 600,000"), told("reported", "800,000", joint="as ")
    ('is at most 600,000, as summarised here', 'is reported as 800,000')
    """
    if basis == "none":
        return "is not known"
    if basis == "reported":
        return f"is reported {joint}{words}"
    return f"is {words}" + {"text": "", "translation": " (in translation)", "summary": ", as summarised here"}[basis]


def having(basis: Basis, words: str) -> str:
    """Return a predicate of what a matter has, whose verb its basis allows: `has no limit, as summarised here`."""
    if basis == "reported":
        return f"is reported to have {words}"
    return f"has {words}" + {"translation": " (in translation)", "summary": ", as summarised here"}.get(basis, "")


def likely(score: float) -> str:
    """Return a calibrated score in the terms of ICD 203: `likely the same point`."""
    return next((words for bound, words in _LIKELY if score < bound), "almost certainly the same point")


def headline(verdict: Verdict, basis: Basis, *, disputed: bool = False) -> str:
    """Return verdict and basis as a reader needs them: `changed — reported, disputed`."""
    grounds = [word for word in (BASES[basis], "disputed" if disputed and verdict != "disputed" else "") if word]
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


def signed(value: Decimal, places: int | None = None) -> str:
    """Return a difference with its sign, `+200,000` or `−5`; with `places` it is rounded to at most so many."""
    if places is not None:
        value = round(value, places)
    return ("−" if value < 0 else "+" if value > 0 else "±") + number_text(abs(value))


def amount(value: Amount | None, unit: str | None = None) -> str:
    """Return an amount with bound and condition: `at most 800,000 personnel (in peacetime)`; `not known` for none."""
    return "not known" if value is None else with_unit(value, unit)


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
    if item.count is not None:
        return f"gives {count_words(item.count)} points"
    return SAYINGS[item.says].words + (f" to {item.to}" if item.to else "")


def flowing(text: str) -> str:
    r"""Return a text as it stands inside a sentence: its line ends are spaces, and none stands at its edges.

    >>> flowing("one\n  two\n")
    'one two'
    """
    lines = (line.strip(" \t") for line in text.replace("\r", "\n").split("\n"))
    return " ".join(line for line in lines if line)


def gist(item: Evidence) -> str:
    """Return what a claim says as one can read it: its gist, else its quote, else our words for what it says."""
    if item.gist:
        return flowing(item.gist).rstrip(". ")
    return f"“{flowing(item.quote)}”" if item.quote else claim(item)


_MANY = frozenset((
    "advisers", "aides", "diplomats", "experts", "insiders", "interlocutors", "lawmakers", "members", "negotiators",
    "officers", "officials", "people", "persons", "representatives", "sources",
))  # fmt: skip
_ONE = frozenset((
    "adviser", "aide", "correspondent", "diplomat", "expert", "insider", "interlocutor", "lawmaker", "member",
    "negotiator", "officer", "official", "person", "representative", "source",
))  # fmt: skip
_CONSONANT = ("US", "UN", "UK", "EU", "Uk", "uni", "eu", "one")
"""How words begin that take `a` although their first letter is a vowel."""


def group(name: str) -> bool:
    """Return whether a speaker's name is that of several: `sources (to AFP)`, `eight people who know of it`."""
    return any(word in _MANY for word in name.partition(" (")[0].split())


def voice(name: str) -> str:
    """Return a speaker as a sentence names it, with the article that a common noun takes.

    >>> voice("source briefed (to ABC)"), voice("informed source"), voice("US officials"), voice("Zelensky")
    ('a source briefed (to ABC)', 'an informed source', 'US officials', 'Zelensky')
    """
    words = name.partition(" (")[0].split()
    if group(name) or not any(word in _ONE for word in words) or words[0] in ("a", "an", "the", "one"):
        return name
    vowel = name[0] in "aeiouAEIOU" and not name.startswith(_CONSONANT)
    return f"{'an' if vowel else 'a'} {name}"


def sources(number: SourceRange, evidence: Iterable[Evidence] = ()) -> str:
    """Return how many independent sources there are, as a range: `1 or 2 sources`; the empty string for none.

    An unnamed source of `evidence` whose name is that of several is told as a group, which is counted once.

    >>> from planstrack.claims.speakers import SourceRange
    >>> sources(SourceRange(at_least=2, at_most=6, unnamed=4))
    'at least 2, at most 6 sources, 4 of them unnamed'
    """
    least, most, unnamed = number.at_least, number.at_most, number.unnamed
    if not most:
        return ""
    groups = any(item.origin.speaker_kind == "unnamed" and group(item.speaker) for item in evidence)
    if groups and most == unnamed == 1:
        return "one unnamed group of sources"
    noun = ("unnamed " if unnamed == most else "") + ("source" if most == 1 else "sources")
    if least == most:
        words = f"{count(most)} {noun}"
    elif most == least + 1:
        words = f"{least} or {most} {noun}"
    else:
        words = f"at least {least}, at most {most} {noun}"
    return words if unnamed in (0, most) else f"{words}, {unnamed} of them unnamed"


def subject(title: str, question: Question) -> str:
    """Return what a dispute on a matter is about, as the subject of a sentence: `whether “Land swaps” was talked of`."""
    if title.startswith("Whether "):
        return f"w{title[1:]}"  # A proposition that is a question itself.
    return {
        "present": f"whether “{title}” is in it",
        "same": f"whether “{title}” changed",
        "status": f"how far “{title}” is settled",
        "talked": f"whether “{title}” was talked of",
        "value": title,
        "count": "the number of points",
    }[question]


def sureness(evidence: Iterable[Evidence], number: SourceRange) -> str:
    """Return how claims support a statement: how many independent sources, whether quotes were verified."""
    standing = [item for item in evidence if item.stands]
    if not standing:
        return ""
    articles = len({item.article for item in standing})
    first = sources(number, standing) + (f" in {counted(articles, 'article')}" if articles > number.at_most else "")
    verified = sum(item.check in VERIFIED for item in standing)
    some_of = f"{verified} of {counted(len(standing), 'claim')} with a verified quote"
    quotes = "quotes verified" if verified == len(standing) else some_of if verified else "no quote verified"
    recorded = sum(item.check == "recorded" for item in standing)
    if recorded:
        quotes += f"{', by receipt' if recorded == verified else f', {recorded} by receipt'}"
    if not any(item.quote for item in standing):
        quotes = "paraphrased, not quoted"
    return f"{first}; {quotes}"


def left_out(keys: Iterable[str]) -> str | None:
    """Return what was left out for want of a day: `Left out, since no day is known: 11 articles, 2 versions.`"""
    found: dict[str, int] = {}
    for key in keys:
        kind = key.partition(":")[0]
        found[kind] = found.get(kind, 0) + 1
    if not found:
        return None
    kinds = sorted(found, key=lambda kind: ("article", "version", "point").index(kind))
    return f"Left out, since no day is known: {', '.join(counted(found[kind], kind) for kind in kinds)}."


def whose(wording: Wording, *, away: bool) -> str:
    """Return whose words a point's text is; of one whose words are elsewhere, that they are."""
    return AWAY if away else WORDINGS[wording]


def chain(said_by: Sequence[str]) -> str:
    """Return who said it, first speaker first: `Ukrainian officials → Axios → TASS`."""
    return " → ".join(said_by) if said_by else "speaker not named"


def held(version: Version, totals: Sequence[int] = (), *, loose: bool = False) -> str:
    """Return how much of a version stands in the plan, and in which wording, as a phrase.

    `totals` are the numbers of points that it is given; `loose` says that the file stands without a plan, where words
    are the document's if nothing else is said.
    """
    wordings = [point.wording or ("verbatim" if loose else "paraphrase") for point in version.points if point.held]
    known = [name for name in ("verbatim", "translation", "paraphrase") if name in wordings]
    kinds = {"verbatim": "in its words", "translation": "in translation", "paraphrase": "as summarised here"}
    how = "".join(f", {wordings.count(name)} {kinds[name]}" if len(known) > 1 else f", {kinds[name]}" for name in known)
    here, total = len(wordings), totals[0] if len(totals) == 1 else None
    elsewhere = sum(len(path) == 1 for path in words_elsewhere(version))
    if elsewhere and not here:
        of = "" if total in (None, elsewhere) or version.points_held == "all" else f" of a reported {total}"
        return f"{counted(elsewhere, 'point')}{of} known, {'its' if elsewhere == 1 else 'their'} {AWAY}"
    if elsewhere:
        how += f", {elsewhere} with their {AWAY}"
    if version.points_held == "all":
        points = version.points_total if version.points_total is not None else len(version.points)
        if points == here:
            return ("its one point held" if here == 1 else f"all {here} points held") + how
        return f"{here} of {points} points held{how}"
    if not here:
        reported = f"reported to have {counted(total, 'point')}" if total is not None else "reports only"
        return f"no text held; {reported}"
    of = f", of {total} that it is reported to have" if total not in (None, here) else ""
    return f"{counted(here, 'point')} held{how}{of}"


def heading(title: str | None, name: str | None) -> str:
    """Return what a matter is called: its title, else its id made readable, else `untitled`."""
    return title or (name.replace("-", " ").replace("_", " ") if name else "untitled")


def beginning(text: str, words: int = 8) -> str:
    """Return how a text begins, for want of a title."""
    parts = text.split(None, words)
    return " ".join(parts[:words]) + " …" if len(parts) > words else " ".join(parts).rstrip(".;:,")


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
    """Return the sides of a dispute in one line, each once with its own speakers: `800,000, according to …`."""
    return "; ".join(
        side.says + (f", according to {some(side.speakers)}" if side.speakers else "") for side in dispute.sides
    )


def some(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are: `Zelensky, Sybiha and 2 more`."""
    chosen = [voice(name) for name in named(names)]
    if len(chosen) == len(names):
        return listed(chosen)
    return f"{', '.join(chosen)} and {len(names) - len(chosen)} more"


def named(speakers: Sequence[_Speaker]) -> Sequence[_Speaker]:
    """Return the speakers that a sentence names: all of them where it would otherwise count only one more."""
    return speakers if len(speakers) <= NAMED + 1 else speakers[:NAMED]


def sentence(words: str, *, capital: bool = True) -> str:
    """Return words as a sentence: a capital at its start (unless it follows a colon), a full stop at its end."""
    return (words[:1].upper() + words[1:] if capital else words) + (
        "" if words.endswith((".", "!", "?", ".”")) else "."
    )
