"""What a plan calls things, ready to be found in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from planstrack.model import Amount, Plan, Point
from planstrack.text.folding import folded

Kind = Literal[
    "version", "place", "count", "day", "issue", "matter", "party", "speaker", "outlet", "value", "document", "talk",
    "verb",
]  # fmt: skip
_GENERAL: tuple[Kind, ...] = ("document", "talk", "verb")

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if len(month) > 3 else month for month in _MONTHS).replace(
    "sep(?:", "sept?(?:"
)
_DAY = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH})|({_MONTH})\.? (\d{{1,2}}))(?:st|nd|rd|th)?\b", re.IGNORECASE
)
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_WORDS = {word: number for number, word in enumerate(_UNITS.split())} | {"twenty": 20, "thirty": 30, "forty": 40}
_NUMBER_WORD = "|".join(
    [rf"(?:twenty|thirty|forty)-(?:{'|'.join(_UNITS.split()[1:10])})", *sorted(_WORDS, key=len, reverse=True)]
)
_COUNT = re.compile(
    rf"(?<![\w.,])(\d{{1,3}}|{_NUMBER_WORD})[- ](?:\w+ )?points?\b(?! (?:of view|percentage))", re.IGNORECASE
)
_AMOUNT = re.compile(r"(?<![\w.,-])\d{1,3}(?:[, ]\d{3})+(?![\w,])|(?<![\w.,-])\d{1,9}(?:\.\d{1,4})?(?![\w,]|\.\d)")


@cache
def words(kind: str) -> frozenset[str]:
    """Return the general words of one kind: document, talk, verb, common, weak. They stand in words.toml."""
    import tomllib

    with (Path(__file__).parent / "words.toml").open("rb") as file:
        return frozenset(tomllib.load(file)[kind])


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing a sentence names: what kind, which (an id, a number, a value), where (offsets into the sentence)."""

    kind: Kind
    name: str
    start: int
    end: int
    words: int = 1


@dataclass(frozen=True, eq=False)
class Names:
    """All names of one plan as patterns: `hits(sentence)` finds them, `query` asks SQLite's full-text search."""

    terms: dict[str, tuple[tuple[Kind, str], ...]] = field(repr=False)
    days: dict[tuple[int, int], tuple[str, ...]] = field(repr=False)
    totals: dict[int, tuple[str, ...]] = field(repr=False)
    values: dict[Decimal, tuple[str, ...]] = field(repr=False)
    acronyms: frozenset[str] = field(repr=False)
    _pattern: re.Pattern[str] = field(repr=False)

    @classmethod
    def of(cls, plan: Plan) -> Names:
        """Return the names of a plan: plan.yaml's, and its versions' titles, days, counts and values."""
        terms: dict[str, dict[tuple[Kind, str], None]] = {}
        acronyms: set[str] = set()

        def name(called: str, kind: Kind, of: str) -> None:
            key = plain(called)
            if 2 <= len(key) <= 80:
                terms.setdefault(key, {})[kind, of] = None
                if called.isupper() and len(called) <= 6:
                    acronyms.add(key)  # US is not "us", START not "start".

        for kind in _GENERAL:
            for word in words(kind):
                name(word, kind, word)
        for party, about in plan.parties.items():
            for alias in (about.name, *about.aliases):
                name(alias, "party", party)
        for speaker, known in plan.speakers.items():
            for alias in (speaker, *known.aliases):
                name(alias, "outlet" if known.kind in ("outlet", "state-outlet") else "speaker", speaker)
        for issue, followed in plan.issues.items():
            for alias in (followed.title, *followed.aliases):
                name(alias, "issue", issue)
        for quantity, tracked in plan.quantities.items():
            for alias in (tracked.title or "", *tracked.aliases):
                name(alias, "value", quantity)
        for version, phrases in plan.version_names.items():
            for alias in phrases:
                name(alias, "version", version)
        for word, versions in _own_words(plan).items():
            for version in versions:
                name(word, "place", version)
        for word in re.findall(r"\w{3,}", plain(plan.title)):
            if word not in words("common") and word not in terms:
                name(word, "matter", word)
        found = {key: tuple(kinds) for key, kinds in terms.items()}
        return cls(found, _days(plan), _totals(plan), _values(plan), frozenset(acronyms), _alternatives(found))

    def hits(self, sentence: str) -> tuple[Hit, ...]:
        """Return what a sentence (folded) names, in its order; of overlapping names the longest."""
        low = sentence.casefold() if len(sentence.casefold()) == len(sentence) else sentence.lower()
        if len(low) != len(sentence):
            low = sentence  # A letter whose small form is longer would shift every place behind it.
        found: list[Hit] = []
        for match in self._pattern.finditer(low):
            term = match[1]
            if term in self.acronyms and not sentence[match.start() : match.end(1)].isupper():
                continue
            for kind, name in self.terms.get(term, ()):
                found.append(Hit(kind=kind, name=name, start=match.start(), end=match.end(), words=1 + term.count(" ")))
        for match in _COUNT.finditer(low):
            number = _number(match[1])
            what: Kind = "count" if number in self.totals else "document"  # No version has so many: perhaps a new one.
            found.append(Hit(kind=what, name=str(number), start=match.start(), end=match.end(), words=2))
        for match in _DAY.finditer(low):
            day, month = int(match[1] or match[4]), match[2] or match[3]
            for version in self.days.get((1 + [m[:3] for m in _MONTHS].index(month[:3]), day), ()):
                found.append(Hit(kind="day", name=version, start=match.start(), end=match.end()))
        for match in _AMOUNT.finditer(low):
            value = Decimal(re.sub(r"[, ]", "", match[0]))
            for quantity in self.values.get(value, ()):
                found.append(Hit(kind="value", name=quantity, start=match.start(), end=match.end()))
        return tuple(sorted(found, key=lambda hit: (hit.start, -hit.end, hit.kind, hit.name)))

    @property
    def query(self) -> str:
        """The names of versions, issues, parties, speakers and quantities as a full-text query."""
        wanted = [
            term
            for term, kinds in self.terms.items()
            if any(kind in ("version", "place", "issue", "value") for kind, _ in kinds)
        ]
        phrases = [" ".join(re.findall(r"\w+", term)) for term in sorted(wanted)]
        return " OR ".join(f'"{phrase}"' for phrase in phrases if phrase)


def plain(called: str) -> str:
    """Return a name as names are compared here: folded as a quote is, without case, single spaces, no outer marks."""
    return folded(called).text.casefold().strip(" .,;:!?\"'()[]")


def _alternatives(terms: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern for all terms, the longest first; a plural or possessive ending is allowed."""
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    return re.compile(rf"(?<![\w])({'|'.join(map(re.escape, longest_first))})(?:'?s|')?(?![\w])")


def _number(said: str) -> int:
    if said.isdigit():
        return int(said)
    tens, _, units = said.partition("-")
    return _WORDS[tens] + _WORDS.get(units, 0)


def _own_words(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return the proper names that only one or two versions carry in their names or titles: Geneva, Florida, Berlin.

    The first word of a title has a capital anyway and counts only if the version's id has it too. Words of parties,
    speakers, issues and of the plan's own title are nobody's own.
    """
    taken = {word for party in plan.parties.values() for name in (party.name, *party.aliases) for word in _tokens(name)}
    taken |= {
        word for name, known in plan.speakers.items() for alias in (name, *known.aliases) for word in _tokens(alias)
    }
    taken |= {
        word for issue in plan.issues.values() for name in (issue.title, *issue.aliases) for word in _tokens(name)
    }
    taken |= {*_tokens(plan.title), *words("common"), *_MONTHS, *(month[:3] for month in _MONTHS)}
    owners: dict[str, set[str]] = {}
    for version in plan.versions:
        first, _, rest = (plan.versions[version].title or "").partition(" ")
        texts = (*plan.version_names.get(version, ()), rest, first if first.casefold() in version.casefold() else "")
        for word in {word for text in texts for word in re.findall(r"\b[^\W\d_]\w{3,}", text) if word[0].isupper()}:
            if word.casefold() not in taken:
                owners.setdefault(word.casefold(), set()).add(version)
    return {word: tuple(sorted(versions)) for word, versions in sorted(owners.items()) if len(versions) <= 2}


def _tokens(name: str) -> list[str]:
    return re.findall(r"\w+", plain(name))


def _days(plan: Plan) -> dict[tuple[int, int], tuple[str, ...]]:
    found: dict[tuple[int, int], list[str]] = {}
    for name in sorted(plan.versions):
        for day in {plan.versions[name].date, plan.versions[name].known} - {None}:
            if day is not None:
                found.setdefault((day.month, day.day), []).append(name)
    return {day: tuple(names) for day, names in found.items()}


def _totals(plan: Plan) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for name in sorted(plan.versions):
        total = plan.versions[name].points_total
        if total is not None:
            found.setdefault(total, []).append(name)
    return {total: tuple(names) for total, names in found.items()}


def _values(plan: Plan) -> dict[Decimal, tuple[str, ...]]:
    """Return which tracked quantities have each value in some version; small numbers say nothing alone."""
    found: dict[Decimal, set[str]] = {}

    def note(name: str, amount: Amount) -> None:
        for value in (amount.value, amount.upper):
            if value is not None and value >= 1000 and not 1900 <= value <= 2100 and name in plan.quantities:
                found.setdefault(value.normalize(), set()).add(name)

    def walk(points: tuple[Point, ...]) -> None:
        for point in points:
            for name, amount in point.quantities.items():
                note(name, amount)
            walk(point.parts)

    for version in plan.versions.values():
        walk(version.points)
    return {value: tuple(sorted(names)) for value, names in found.items()}
