"""What a plan calls things, ready to be found in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from planstrack.model import Amount, Plan, Point
from planstrack.quote import folded

Kind = Literal[
    "version",
    "place",
    "count",
    "day",
    "issue",
    "matter",
    "party",
    "speaker",
    "outlet",
    "value",
    "document",
    "talk",
    "verb",
]

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
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_WORDS = {word: number for number, word in enumerate(_UNITS.split())} | {"twenty": 20, "thirty": 30, "forty": 40}
_NUMBER_WORD = "|".join(
    [rf"(?:twenty|thirty|forty)-(?:{'|'.join(_UNITS.split()[1:10])})", *sorted(_WORDS, key=len, reverse=True)]
)
_COUNT = re.compile(
    rf"(?<![\w.,])(\d{{1,3}}|{_NUMBER_WORD})[- ](?:\w+ )?points?\b(?! (?:of view|percentage))", re.IGNORECASE
)
_AMOUNT = re.compile(r"(?<![\w.,-])\d{1,3}(?:[, ]\d{3})+(?![\w,])|(?<![\w.,-])\d{1,9}(?:\.\d{1,4})?(?![\w,]|\.\d)")

# General words of negotiating, in English: the same for any plan. A sentence that has none of them hardly reports on one.
_DOCUMENT = """accord agreement agreements annex article articles clause clauses concession concessions condition conditions deal
document documents draft drafts framework memorandum outline peace plan plan plans proposal proposals provision provisions roadmap
settlement terms text treaty understanding understandings version versions wording"""
_TALK = """consultations delegation delegations diplomacy discussions envoy envoys mediation mediators meeting meetings negotiated
negotiating negotiation negotiations negotiator negotiators round rounds summit talks"""
_VERB = """accept accepted add added agree agreed agreeing amended bracketed cap cede changed clarify completed compromise concede
constructive counter decide decided demand demanded demands denied deny difficult discuss discussed discussing drafted drop
dropped edited exclude excluded finalise finalised finalize finalized give guarantee guarantees include included includes insist
insisted issue issues join keep kept leave leaves limit limited limits merged must narrow narrowed obtain offer offered on the table
open outstanding parked points productive progress propose proposed recognise recognize reduced refined reject
rejected rejects removed replaced require required resolve resolved resulted retain retained revise revised rewritten should softened
split still submitted unacceptable unresolved updated withdraw withdrawal withdrawn"""
_COMMON = frozenset(
    "plan plans text version draft point points talks proposal form original initial after before and the from with for".split()
)


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
    """All names of one plan as patterns. `hits(sentence)` finds them; `query` asks SQLite's full-text search for them."""

    terms: dict[str, tuple[tuple[Kind, str], ...]] = field(repr=False)
    days: dict[tuple[int, int], tuple[str, ...]] = field(repr=False)
    totals: dict[int, tuple[str, ...]] = field(repr=False)
    values: dict[Decimal, tuple[str, ...]] = field(repr=False)
    acronyms: frozenset[str] = field(repr=False)
    _pattern: re.Pattern[str] = field(repr=False)

    @classmethod
    def of(cls, plan: Plan) -> Names:
        """Return the names of a plan: from plan.yaml, its versions' titles, days, counts and the values of its points."""
        terms: dict[str, dict[tuple[Kind, str], None]] = {}
        acronyms: set[str] = set()

        def name(words: str, kind: Kind, of: str) -> None:
            key = plain(words)
            if 2 <= len(key) <= 80:
                terms.setdefault(key, {})[kind, of] = None
                if words.isupper() and len(words) <= 6:
                    acronyms.add(key)  # US is not "us", START not "start".

        for word in _phrases(_DOCUMENT, ("peace plan",)):
            name(word, "document", word)
        for word in _phrases(_TALK):
            name(word, "talk", word)
        for word in _phrases(_VERB, ("on the table",)):
            name(word, "verb", word)
        for party, about in plan.parties.items():
            for words in (about.name, *about.aliases):
                name(words, "party", party)
        for speaker, known in plan.speakers.items():
            for words in (speaker, *known.aliases):
                name(words, "outlet" if known.kind in ("outlet", "state-outlet") else "speaker", speaker)
        for issue, followed in plan.issues.items():
            for words in (followed.title, *followed.aliases):
                name(words, "issue", issue)
        for quantity, tracked in plan.quantities.items():
            for words in (tracked.title or "", *tracked.aliases):
                name(words, "value", quantity)
        for version, phrases in plan.version_names.items():
            for words in phrases:
                name(words, "version", version)
        for word, versions in _own_words(plan).items():
            for version in versions:
                name(word, "place", version)
        for word in re.findall(r"\w{3,}", plain(plan.title)):
            if word not in _COMMON and word not in terms:
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
            found.append(Hit(kind="count", name=str(_number(match[1])), start=match.start(), end=match.end(), words=2))
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
        words = [" ".join(re.findall(r"\w+", term)) for term in sorted(wanted)]
        return " OR ".join(f'"{word}"' for word in words if word)


def plain(words: str) -> str:
    """Return words as they are compared here: folded as a quote is, without case, single spaces, no outer marks."""
    return folded(words).text.casefold().strip(" .,;:!?\"'()[]")


def _phrases(words: str, together: tuple[str, ...] = ()) -> Iterator[str]:
    joined = " ".join(words.split())
    for phrase in together:
        if phrase in joined:
            joined = joined.replace(phrase, "", 1)
            yield phrase
    yield from joined.split()


def _alternatives(terms: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern for all terms, the longest first; a plural or possessive ending is allowed."""
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    return re.compile(rf"(?<![\w])({'|'.join(map(re.escape, longest_first))})(?:'?s|')?(?![\w])")


def _number(words: str) -> int:
    if words.isdigit():
        return int(words)
    tens, _, units = words.partition("-")
    return _WORDS[tens] + _WORDS.get(units, 0)


def _own_words(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return the proper names that only one or two versions carry in their names or titles: Geneva, Florida, Berlin.

    The first word of a title has a capital anyway and counts only if the version's id has it too. Words of parties, speakers, issues and of the plan's own title are nobody's own.
    """
    taken = {word for party in plan.parties.values() for name in (party.name, *party.aliases) for word in _tokens(name)}
    taken |= {
        word for name, known in plan.speakers.items() for alias in (name, *known.aliases) for word in _tokens(alias)
    }
    taken |= {
        word for issue in plan.issues.values() for name in (issue.title, *issue.aliases) for word in _tokens(name)
    }
    taken |= {*_tokens(plan.title), *_COMMON, *_MONTHS, *(month[:3] for month in _MONTHS), "article"}
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
    """Return the tracked quantities that some version gives each value, small numbers left out: they say nothing alone."""
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
