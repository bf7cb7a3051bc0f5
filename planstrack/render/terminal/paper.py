"""Lines for a terminal: wrapped by the width that a screen gives each character, coloured only at the very end.

Every text passes through `printable` on its way in, so no control byte of the data reaches a screen; and no line of it
either: what is written is one paragraph, in which a line end is a mark, but for the words of a document (`Lines`). rich is
asked only for the width of unusual characters and for the colours, so that a pipe does not wait for it to be imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from planstrack.render.printable import printable

Span = tuple[str, str]
"""A piece of text and the name of its style, a key of `STYLES`."""


class Lines(str):
    """Words of a document, which may have lines. Every other text that is written (names, sentences) is one line."""

    __slots__ = ()


STYLES = {
    "": "",
    "title": "bold",
    "strong": "bold",
    "dim": "dim",
    "changed": "yellow",
    "added": "green",
    "removed": "red",
    "unknown": "cyan",
    "unmatched": "cyan",
    "unchanged": "dim",
    "disputed": "magenta",
    "delete": "red strike",
    "insert": "bold green",
    "quote": "italic",
}
WIDEST = 120
NARROWEST = 30

# Characters that every terminal shows in one column: most of what is written here, told without loading a table.
_ONE_CELL = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0530"
    "\u2010-\u2027\u2030-\u205e\u2190-\u2199\u2212\u25cb\u25cf\u27e8\u27e9]*"
)


def cells(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if _ONE_CELL.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


class Paper:
    """Lines being written, at one width. Lives only while one page is rendered."""

    def __init__(self, width: int) -> None:
        self.width = max(NARROWEST, min(width, WIDEST))
        self.lines: list[list[Span]] = []

    def blank(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append([])

    def write(self, *spans: Span | str, indent: int = 0, hang: int = 0) -> None:
        """Write a paragraph, wrapped at spaces; lines after the first stand `hang` columns further in."""
        for number, paragraph in enumerate(_paragraphs(spans)):
            start = indent if number == 0 else indent + hang
            for line in wrapped(paragraph, self.width - start, self.width - indent - hang):
                self.lines.append([(" " * start, ""), *line])
                start = indent + hang

    def grid(
        self,
        rows: Sequence[Sequence[Span]],
        widths: Sequence[int],
        *,
        indent: int = 0,
        gap: int = 2,
        apart: bool = False,
    ) -> None:
        """Write rows in columns of these widths, each cell wrapped; with `apart` an empty line after each row."""
        for row in rows:
            columns = [list(_cell(cell, width)) for cell, width in zip(row, widths, strict=True)]
            for at in range(max(map(len, columns), default=0)):
                line: list[Span] = [(" " * indent, "")]
                for column, width in zip(columns, widths, strict=True):
                    cell = column[at] if at < len(column) else []
                    line += [*cell, (" " * (width - sum(cells(text) for text, _ in cell) + gap), "")]
                self.lines.append(line)
            if apart:
                self.blank()

    def text(self, colour: bool) -> str:
        """Return what was written, each line ended by a line feed."""
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        plain = ["".join(text for text, _ in line).rstrip() for line in self.lines]
        return "".join(f"{line}\n" for line in plain) if not colour else _coloured(self.lines)


def _coloured(lines: Iterable[Sequence[Span]]) -> str:
    import io

    from rich.console import Console
    from rich.text import Text

    file = io.StringIO()
    console = Console(
        file=file, force_terminal=True, color_system="standard", width=10_000, legacy_windows=False, no_color=False,
        markup=False, highlight=False, emoji=False,
    )  # fmt: skip
    for line in lines:
        runs = groupby(line, key=lambda span: span[1])
        text = Text.assemble(*(("".join(words for words, _ in run), STYLES[style]) for style, run in runs))
        text.rstrip()
        console.print(text, soft_wrap=True)
    return file.getvalue()


def _cell(cell: Span, width: int) -> Iterable[list[Span]]:
    for paragraph in _paragraphs([cell]):
        yield from wrapped(paragraph, width, width)


def _paragraphs(spans: Iterable[Span | str]) -> list[list[Span]]:
    """Return spans made printable, cut at the line feeds of those that may have lines."""
    found: list[list[Span]] = [[]]
    for span in spans:
        text, style = (span, "") if isinstance(span, str) else span
        first, *rest = printable(text, lines=isinstance(text, Lines)).split("\n")
        found[-1].append((first, style))
        found += [[(line, style)] for line in rest]
    return found


def wrapped(spans: Iterable[Span], first: int, rest: int) -> Iterable[list[Span]]:
    """Give the lines of a paragraph: broken at spaces, and inside a word only where it is wider than a line.

    An address is never broken, so that it can be opened from the screen.
    """
    line: list[Span] = []
    used, room = 0, first
    for gap, word in _words(spans):
        size, space = sum(cells(text) for text, _ in word), cells(gap[0])
        if used and used + space + size > room:
            yield line
            line, used, room, space = [], 0, rest, 0
        if space and used:
            line.append(gap)
            used += space
        while size > room and not word[0][0].startswith(("http://", "https://")):
            head, word = _cut(word, room - used)
            yield [*line, *head]
            line, used, room = [], 0, rest
            size = sum(cells(text) for text, _ in word)
        line += word
        used += size
    if line:
        yield line


def _words(spans: Iterable[Span]) -> Iterable[tuple[Span, list[Span]]]:
    """Give each word (which may change style inside) behind the space before it."""
    gap: Span = ("", "")
    word: list[Span] = []
    for text, style in spans:
        for piece in re.split(r"( +)", text):
            if not piece:
                continue
            if piece[0] != " ":
                word.append((piece, style))
                continue
            if word:
                yield gap, word
                word = []
            gap = (piece, style)
    if word:
        yield gap, word


def _cut(word: list[Span], room: int) -> tuple[list[Span], list[Span]]:
    """Return a word in two: what fits into `room` columns (at least one character), and the rest."""
    head: list[Span] = []
    for at, (text, style) in enumerate(word):
        for end, char in enumerate(text):
            room -= cells(char)
            if room < 0 and (head or end):
                return [*head, (text[:end], style)], [(text[end:], style), *word[at + 1 :]]
        head.append((text, style))
    return head, []
