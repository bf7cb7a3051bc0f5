"""Sentences of archived texts, ranked by how surely they report something on the plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from planstrack.suggest.names import Hit, Names
from planstrack.text.folding import Folded, folded
from planstrack.text.sentences import sentences

THRESHOLD = 0.5
"""The score from which a passage is proposed."""

# How much each kind of name lets one believe that a sentence reports on the plan, 0 to 1, taken alone. Names of
# versions and counts of points are said of nothing else; a party or a meeting is named in every second sentence.
_WEIGHTS: Mapping[str, float] = {
    "version": 0.75, "count": 0.85, "place": 0.6, "value": 0.7, "day": 0.3, "issue": 0.4, "document": 0.28,
    "talk": 0.25, "verb": 0.2, "matter": 0.08, "party": 0.08, "speaker": 0.08, "outlet": 0.05,
}  # fmt: skip
_MOST: Mapping[str, int] = {"verb": 2, "document": 2, "talk": 2, "party": 2, "speaker": 2, "matter": 2, "issue": 3}
_OWN = frozenset(("version", "place", "count", "day", "issue", "value", "party", "speaker"))
_PHRASE = 0.12  # A name of several words is less likely to be met by chance.
_CARRIED = 0.3  # What the sentence before lends to one that goes on about it.
_BM25 = 0.15
_GOES_ON = re.compile(
    r"[\"'(•\s-]*(?:he|she|they|it|this|these|those|both|such|following|the (?:us|ukrainian|russian|two|sides?))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence: of which article, where in its archived text, its words as compared, what it names, its score.

    `score` is 0 to 1; `carried` names versions that the sentences before speak of and this one goes on about.
    """

    article: str
    start: int
    end: int
    text: str
    hits: tuple[Hit, ...]
    score: float
    carried: tuple[str, ...] = ()


def _strength(hits: Iterable[Hit]) -> float:
    """Return how likely it is that at least one of the things named is no coincidence (noisy or), 0 to 1."""
    doubt = 1.0
    seen: dict[str, set[str]] = {}
    counted: set[int] = set()
    for hit in sorted(hits, key=lambda hit: (-_WEIGHTS[hit.kind], hit.start)):
        if hit.start in counted and hit.kind in ("document", "talk", "verb"):
            continue  # "talks" names an issue or a version here; the same word is not a second reason.
        counted.add(hit.start)
        names = seen.setdefault(hit.kind, set())
        if hit.name in names or len(names) >= _MOST.get(hit.kind, 1):
            continue
        names.add(hit.name)
        weight = _WEIGHTS[hit.kind]
        if hit.words > 1 and hit.kind in ("issue", "document"):
            weight += _PHRASE
        doubt *= 1 - weight
    return 1 - doubt


def _is_heading(sentence: str) -> bool:
    """Return whether a line is a heading or a by-line rather than a sentence: short, and not ended as sentences are."""
    return len(sentence.split()) <= 12 and not re.search(r"[.!?…][\"')\]]*\Z", sentence)


def _passages(article: str, text: Folded, names: Names) -> Iterator[Passage]:
    """Yield the sentences of one text with their strength, before the full-text search has its say."""
    line_before, strength_before = 0, 0.0
    versions_before: tuple[str, ...] = ()
    original = text.original
    for start, end in sentences(text):
        sentence = folded(original[start:end]).text
        hits = names.hits(sentence)
        strength = _strength(hits)
        same_line = "\n" not in original[line_before:start]
        carried: tuple[str, ...] = ()
        versions = tuple(dict.fromkeys(hit.name for hit in hits if hit.kind in ("version", "place", "day")))
        if (
            versions_before
            and not versions
            and (same_line or _GOES_ON.match(sentence))
            and any(hit.kind in ("talk", "document", "issue", "verb", "party") for hit in hits)
        ):
            carried = versions_before
            strength = 1 - (1 - strength) * (1 - _CARRIED * strength_before)
        if _is_heading(sentence) or not (carried or any(hit.kind in _OWN for hit in hits)):
            strength *= 0.5  # General words alone may be said of any negotiation.
        yield Passage(article=article, start=start, end=end, text=sentence, hits=hits, score=strength, carried=carried)
        versions_before = versions or (carried if same_line else ())
        line_before, strength_before = end, strength


def scored(article: str, text: str, names: Names) -> tuple[Passage, ...]:
    """Return every sentence of a text in its order, scored from 0 to 1.

    SQLite's BM25 for the plan's names has a small voice beside what the sentence names. It compares the sentences of
    one text with each other, so that a score is the same whatever other articles are looked at.
    """
    found = tuple(_passages(article, folded(text), names))
    relevance = bm25([passage.text for passage in found], names.query)
    return tuple(
        replace(passage, score=round(1 - (1 - passage.score) * (1 - _BM25 * relevance.get(index, 0.0)), 4))
        for index, passage in enumerate(found)
    )


def bm25(texts: list[str], query: str) -> dict[int, float]:
    """Return each matching text's BM25 relevance for the query, as a share of the best one's."""
    import sqlite3

    if not query:
        return {}
    store = sqlite3.connect(":memory:")
    try:
        store.execute('create virtual table passage using fts5(text, tokenize = "unicode61 remove_diacritics 2")')
        store.executemany("insert into passage(rowid, text) values (?, ?)", enumerate(texts))
        rows = store.execute("select rowid, bm25(passage) from passage where passage match ?", (query,)).fetchall()
    except sqlite3.OperationalError:
        return {}  # This SQLite was built without full-text search: the names alone then rank.
    finally:
        store.close()
    best = max((-score for _, score in rows), default=0.0)
    return {row: -score / best for row, score in rows} if best > 0 else {}
