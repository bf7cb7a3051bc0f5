"""What stands on page after page and is no part of the text: heads, feet, page numbers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final

from planstrack.documents.pdf.labels import label_of
from planstrack.documents.pdf.page import Page
from planstrack.documents.pdf.rows import Row

MAX_ROWS: Final = 5
"""Rows at the top and at the foot of a page that may be heads and feet."""
_MARGIN: Final = 0.16
"""Share of a page's height in which they stand."""
_SAME_PLACE: Final = 4.0
"""Points by which the same head differs in height from page to page."""
_APART: Final = 1.5
"""Times its size that a head or foot stands off the text."""
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—\s|\[(]*(?:(?:page|p\.|pg\.|seite|стр\.?|страница|стор\.?|сторінка|σελίδα|σελ\.|pagina|página|strona|str\.)\s*)?"
    r"(?P<number>\d{1,4}|[ivxlcdm]{1,7})(?:\s*(?:/|of|von|из|з|de|di|z|από)\s*\d{1,4})?[-–—\s|\])]*",
    re.IGNORECASE,
)
"""3 · – 3 – · Page 3 · Page 3 of 12 · 3/12 · iv"""


def without_furniture(pages: Sequence[tuple[Page, Sequence[Row]]]) -> tuple[list[list[Row]], dict[int, int]]:
    """Return the rows of each page without its heads and feet, and how many rows were left out, by page number."""
    heads = [_edge(page, rows, top=True) for page, rows in pages]
    feet = [_edge(page, rows, top=False) for page, rows in pages]
    out: dict[int, int] = {}
    kept: list[list[Row]] = []
    numbers = [page.number for page, _ in pages]
    at_head, at_foot = _repeating(heads, numbers), _repeating(feet, numbers)
    for index, (page, rows) in enumerate(pages):
        gone = {id(row) for row in rows if all(piece.artifact for piece in row.pieces)}
        for edge, repeats in ((heads[index], at_head), (feet[index], at_foot)):
            run = 0
            for place, row in enumerate(edge):
                alone = _is_page_number(row, page) and _stands_off(edge, place, rows)
                if id(row) not in repeats and id(row) not in gone and not alone:
                    break  # What stands further in than a row of the text is text as well.
                run += 1
            while run and id(edge[run - 1]) not in gone and not _stands_off(edge, run - 1, rows):
                run -= 1  # No space parts it from the text: lines that repeat, as those of a form do, are text.
            gone |= {id(row) for row in edge[:run]}
        kept.append([row for row in rows if id(row) not in gone])
        if gone:
            out[page.number] = len(gone)
    return kept, out


def _edge(page: Page, rows: Sequence[Row], *, top: bool) -> list[Row]:
    """Return the rows at the top or foot of a page, the outermost first."""
    height = page.top - page.bottom
    if top:
        return [row for row in rows[:MAX_ROWS] if row.base > page.top - _MARGIN * height]
    return [row for row in reversed(rows[-MAX_ROWS:]) if row.base < page.bottom + _MARGIN * height]


def _repeating(edges: list[list[Row]], numbers: list[int]) -> set[int]:
    """Return the ids of the rows that stand in the same place of another page, running numbers apart."""
    seen: dict[str, list[tuple[int, Row]]] = {}
    for number, edge in zip(numbers, edges, strict=True):
        for row in edge:
            seen.setdefault(_NUMBER.sub("#", _masked(row)), []).append((number, row))
    found: set[int] = set()
    for same in seen.values():
        for (one, first), (two, second) in itertools.pairwise(same):
            if one != two and abs(first.base - second.base) <= _SAME_PLACE and _runs_on(first, second, two - one):
                found |= {id(first), id(second)}
    return found


def _masked(row: Row) -> str:
    text = " ".join(row.text.casefold().split())
    number = _PAGE_NUMBER.fullmatch(text)
    return "#" if number is not None and not number["number"].isdigit() else text


def _runs_on(first: Row, second: Row, pages: int) -> bool:
    """Return whether the numbers of two alike rows are the same, or run with the pages.

    The number of a point at a row's start ("Article 5") must be the same: articles run on, too.
    """
    one, two = _NUMBER.findall(first.text), _NUMBER.findall(second.text)
    if one == two:
        return True
    if len(one) != len(two):
        return False
    is_point = _PAGE_NUMBER.fullmatch(first.text.strip()) is None and label_of(first.text) is not None
    if is_point and (one[0] != two[0] or len(one) == 1):
        return False
    return all(left == right or int(right[:9]) - int(left[:9]) == pages for left, right in zip(one, two, strict=True))


def _is_page_number(row: Row, page: Page) -> bool:
    found = _PAGE_NUMBER.fullmatch(row.text.strip())
    if found is None:
        return False
    number = found["number"]
    return not number.isdigit() or abs(int(number) - page.number) <= 30 or number != row.text.strip()


def _stands_off(edge: list[Row], place: int, rows: Sequence[Row]) -> bool:
    """Return whether a row at the edge stands apart from the text further in, or is all there is."""
    row = edge[place]
    others = [edge[place + 1].base] if place + 1 < len(edge) else [other.base for other in rows if other not in edge]
    return not others or min(abs(base - row.base) for base in others) > _APART * row.size
