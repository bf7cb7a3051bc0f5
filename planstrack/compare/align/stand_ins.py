"""Words that one version uses where the other uses another: `alarm` for `timer`, `shall` for `must`, `4.2.1` for `4.4.1`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from planstrack.compare.align.evidence import Spelled

SEEN = 2
"""Pairs of points that must show the exchange: one alone may be chance."""
SHARE = 0.3
"""Of the pairs in which the new word came in, the share in which it stands in this old word's place."""
LINE = 4000
"""Words at the start of a point that are searched for exchanges."""


def stand_ins(old: Sequence[Spelled], new: Sequence[Spelled], pairs: Iterable[tuple[int, int]]) -> dict[str, str]:
    """Return new word -> old word for words that took another's place in several of the matched `pairs`.

    A word took another's place where it came in, the other went, and both have the same neighbour on one side.
    """
    exchanged: Counter[tuple[str, str]] = Counter()
    came: Counter[str] = Counter()
    for here, there in sorted(pairs):
        one, other = old[here].body[:LINE], new[there].body[:LINE]
        gone, fresh = set(one).difference(other), set(other).difference(one)
        if not gone or not fresh:
            continue
        came.update(fresh)
        places = _places(one, gone)
        found: set[tuple[str, str]] = set()
        for place, after in _places(other, fresh).items():
            before = places.get(place, set())
            if (
                before and len(before) * len(after) <= 9
            ):  # beside a word that stands everywhere, anything is a neighbour
                found.update((word, instead) for word in before for instead in after)
        exchanged.update(found)
    best: dict[str, tuple[float, int, str]] = {}
    for (word, instead), count in exchanged.items():
        share = count / came[instead]
        if count >= SEEN and share >= SHARE:
            best[instead] = max(best.get(instead, (0.0, 0, "")), (share, count, word))
    return {instead: word for instead, (_, _, word) in sorted(best.items())}


def _places(line: Sequence[str], wanted: set[str]) -> dict[tuple[str, bool], set[str]]:
    """Return (neighbour, is it before) -> which of the wanted words stand beside it."""
    found: dict[tuple[str, bool], set[str]] = {}
    for at, word in enumerate(line):
        if word in wanted:
            if at:
                found.setdefault((line[at - 1], True), set()).add(word)
            if at + 1 < len(line):
                found.setdefault((line[at + 1], False), set()).add(word)
    return found
