"""Heads and feet of pages in a plain text: lines that stand at the top or the foot of most pages, and count them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

AT_EDGE: Final = 2
"""Lines at the top and at the foot of a page that are looked at."""
_MOST = 0.5  # Of the pages: what stands in so many at the same edge is a head or a foot.
_NUMBER = re.compile(r"\d+")
_COUNT = r"[ \t]*\d{1,4}(?:[ \t]*(?:/|of|von|de|sur|из|з|di|από|من)[ \t]*\d{1,4})?"
_WORD = r"(?:page|seite|página|pagina|страница|сторінка|стр\.|с\.|σελίδα|صفحة)"
_PAGE_NUMBER = re.compile(rf"[-–—]{_COUNT}[ \t]*[-–—]|{_WORD}{_COUNT}", re.IGNORECASE)


def running_heads(pages: Sequence[Sequence[str]]) -> frozenset[tuple[int, int]]:
    """Return which lines are heads or feet, as page and line, both from 0; empty lines are not among those given.

    What stands at the top of the first page is the document's own.

    >>> sorted(running_heads([["A plan", "1. One", "- 1 -"], ["A plan", "2. Two", "- 2 -"]]))
    [(0, 2), (1, 0), (1, 2)]
    """
    found: set[tuple[int, int]] = set()
    for is_foot in (False, True):
        edges = [_edge(page, at, is_foot=is_foot) for at, page in enumerate(pages)]
        counts = Counter(key for edge in edges for key in set(edge.values()))
        for at, (page, edge) in enumerate(zip(pages, edges, strict=True)):
            for line in sorted(edge, reverse=is_foot):
                is_repeated = len(pages) > 1 and counts[edge[line]] > max(1, _MOST * len(pages) - 1)
                if not is_repeated and not _PAGE_NUMBER.fullmatch(page[line]):
                    break
                if is_foot or at:
                    found.add((at, line))
    return frozenset(found)


def _edge(page: Sequence[str], at: int, *, is_foot: bool) -> Mapping[int, tuple[str, int]]:
    """Return the lines at one edge of a page, each with what it has in common with those of other pages."""
    places = range(max(0, len(page) - AT_EDGE), len(page)) if is_foot else range(min(AT_EDGE, len(page)))
    return {place: _key(page[place], at) for place in places}


def _key(line: str, page: int) -> tuple[str, int]:
    """Return a line with its numbers left out, and how much the first is more than the page's: "Article 3" is no foot."""
    number = _NUMBER.search(line)
    return _NUMBER.sub("#", " ".join(line.casefold().split())), int(number[0][:6]) - page if number else 0
