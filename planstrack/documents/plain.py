"""A plain text, exactly as it is: as an article, or as a document with its lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from planstrack.documents.article import MAX_PAGE, Extracted, NotExtracted
from planstrack.documents.encodings import decoded
from planstrack.documents.labels import label_at
from planstrack.documents.lines import Document, Line
from planstrack.documents.running_heads import running_heads
from planstrack.text.flow import flowed

MAX_LINES: Final = 50_000
"""Lines of one text."""

_MOST_WIDE = 160  # Columns of a text whose lines were broken by hand or by a program; longer lines are paragraphs.
_LEAST_WIDE = 30  # Columns; lines of fewer are not broken to fit.
_NEARLY = 0.85  # Of the widest line: a line that was broken is as wide as that.
_TAB = 8
_TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*\Z")
_OPEN_END = re.compile(r"(?:[,–—(\[]|[^\W\d_][-\u2010\u00ad])\Z")


def plain_text(data: bytes, charset: str | None, url: str | None) -> Extracted | NotExtracted:
    """Return a plain text exactly as it is. UTF-8 comes first: then the text's hash is the file's."""
    found = _text_of(data, charset)
    if isinstance(found, NotExtracted):
        return found
    text, notes = found
    return Extracted(kind="text", text=text, url=url, notes=notes)


def text_document(data: bytes, charset: str | None = None, url: str | None = None) -> Document | NotExtracted:
    """Return a plain text exactly as it is, with its lines: paragraphs, in which broken lines are joined again.

    An empty line ends a paragraph; so does a line that was broken where more would have had room, and one that begins
    with a label. Places are numbers of lines, from 1.
    """
    if len(data) > MAX_PAGE:
        return NotExtracted(why=f"it is larger than {MAX_PAGE:,} bytes")
    found = _text_of(data, charset)
    if isinstance(found, NotExtracted):
        return found
    text, notes = found
    rows = _rows(text)
    if rows is None:
        return NotExtracted(why=f"it has more than {MAX_LINES:,} lines")
    edges = _edges(text, rows)
    if edges:
        notes = (*notes, _said_of(text, edges))
    return Document(kind="text", text=text, lines=_lines(text, rows, edges), url=url, notes=notes)


def _text_of(data: bytes, charset: str | None) -> tuple[str, tuple[str, ...]] | NotExtracted:
    """Return what bytes say, with notes on how they were read."""
    try:
        text, notes = data.decode("utf-8"), tuple[str, ...]()
    except UnicodeDecodeError:
        text, notes = decoded(data, (charset,))
    if "\0" in text:
        return NotExtracted(why="it is not a text: it holds NUL characters")
    if not text.strip("\ufeff \t\r\n") or text.isspace():
        return NotExtracted(why="it holds no words")
    return text, notes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One line as it is written: where its signs begin and end, how far it is set in, and its number."""

    number: int
    start: int
    end: int
    indent: int
    width: int


def _rows(text: str) -> list[_Row] | None:
    """Return the lines as they are written, the empty ones too; None when there are too many."""
    rows: list[_Row] = []
    at = 0
    number = 1
    for written in text.splitlines(keepends=True):
        if len(rows) >= MAX_LINES:
            return None
        words = written.strip()
        start = at + len(written) - len(written.lstrip())
        lead = text[at:start].lstrip("\ufeff")
        indent = len(lead.expandtabs(_TAB))
        rows.append(_Row(number=number, start=start, end=start + len(words), indent=indent, width=indent + len(words)))
        at += len(written)
        number += written.endswith(("\n", "\r"))
    return rows


def _edges(text: str, rows: Sequence[_Row]) -> dict[int, _Row]:
    """Return the lines that are heads and feet of pages, by where they start."""
    pages: list[list[_Row]] = [[]]
    at = 0
    for row in rows:
        if text.find("\f", at, row.start) >= 0:
            pages.append([])
        at = row.start
        if row.start < row.end:
            pages[-1].append(row)
    heads = running_heads([[text[row.start : row.end] for row in page] for page in pages])
    return {pages[page][line].start: pages[page][line] for page, line in heads}


def _said_of(text: str, edges: Mapping[int, _Row]) -> str:
    count = "1 line is" if len(edges) == 1 else f"{len(edges)} lines are"
    first = edges[min(edges)]
    return f"{count} a head or a foot of a page, and no words of a point: “{text[first.start : first.end][:80]}”"


def _lines(text: str, rows: Sequence[_Row], edges: Mapping[int, _Row]) -> tuple[Line, ...]:
    """Return the paragraphs that lines make, and the heads and feet of pages as boxes."""
    wrapping = _wrapping(rows)
    groups: list[list[_Row]] = []
    gaps: list[bool] = []
    was_empty = False
    for row in rows:
        if row.start == row.end:
            was_empty = True
            continue
        is_apart = row.start in edges or (bool(groups) and groups[-1][0].start in edges)
        if groups and not was_empty and not is_apart and _goes_on(text, groups[-1], row, wrapping):
            groups[-1].append(row)
        else:
            groups.append([row])
            gaps.append(was_empty)
        was_empty = False
    return tuple(
        Line(
            text=flowed(text[group[0].start : group[-1].end], text),
            kind="box" if group[0].start in edges else "body",
            gap=gap,
            indent=float(group[0].indent),
            place=f"line {group[0].number}",
            start=group[0].start,
            end=group[-1].end,
        )
        for group, gap in zip(groups, gaps, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wrapping:
    """How wide the lines of a text are that was broken into lines; `is_sure` says that many lines are as wide as that."""

    width: int
    is_sure: bool


def _wrapping(rows: Sequence[_Row]) -> _Wrapping:
    """Return where the lines of a text were broken; a width of 0 where they were not."""
    widths = sorted(row.width for row, after in pairwise(rows) if row.end > row.start and after.end > after.start)
    if not widths:
        return _Wrapping(width=0, is_sure=False)
    widest = widths[len(widths) - 1 - len(widths) // 50]  # One address that could not be broken is no measure.
    if not _LEAST_WIDE <= widest <= _MOST_WIDE:
        return _Wrapping(width=0, is_sure=False)
    full = sum(width >= _NEARLY * widest for width in widths)
    return _Wrapping(width=widest, is_sure=full > 2 and 3 * full >= len(widths))


def _goes_on(text: str, group: Sequence[_Row], row: _Row, wrapping: _Wrapping) -> bool:
    """Return whether a line goes on with the paragraph of the lines before it."""
    before = group[-1]
    ended = text[before.start : before.end]
    words = text[row.start : row.end]
    first = re.match(r"\S+", words)
    is_full = bool(wrapping.width) and before.width + 1 + len(first[0] if first else "") > wrapping.width
    is_ended = _TERMINAL.search(ended) is not None
    is_full = is_full and (not is_ended or wrapping.is_sure)
    label = label_at(words[:200])
    if label is not None and (
        not label.is_weak or label.is_bullet or not is_full or is_ended or label.words == len(words)
    ):
        return False
    if not any(sign.isalnum() for sign in words) or not any(sign.isalnum() for sign in ended):
        return False
    opening = label_at(ended[:200]) if len(group) == 1 else None
    if opening is not None and opening.words >= len(ended):
        return False  # A label alone on its line.
    if _OPEN_END.search(ended) or re.match(r"[\"“«„(\[]?[a-zа-яёєіїґα-ωà-öø-ÿ]", words):
        return True
    if is_full or (words[0].isdigit() and not is_ended):
        return True
    return opening is not None and row.indent > before.indent and not is_ended
