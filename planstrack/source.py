"""A file's text, and places in it: lines and columns counted as editors do.

Lines end at LF only (a CR before it belongs to the line end); lines and columns count from 1, columns in Unicode
code points. A byte-order mark is no column.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, eq=False)
class Source:
    """The text of one file under the name a reader knows it by; `path` is shown, never opened from here."""

    path: str
    text: str = field(repr=False)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Return (line, column) of the character at `offset`, both counted from 1; past the end means the end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Return line `number` (from 1) without its line end; the empty string for a line that is not there."""
        starts = self._line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].removesuffix("\r")

    def place(self, start: int, end: int | None = None) -> Place:
        """Return the place of the characters from `start` up to `end` (offsets into the text, end not included).

        Offsets past the text mean its end: a parser may name a value that would stand behind the last character.
        """
        start = max(0, min(start, len(self.text)))
        return Place(self, start, start if end is None else max(start, min(end, len(self.text))))


@dataclass(frozen=True)
class Place:
    """A stretch of a file. `start` and `end` are offsets in code points; `end` is not included and may equal `start`."""

    source: Source = field(repr=False)
    start: int
    end: int

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def line(self) -> int:
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        return self.source.position(self.start)[1]

    @property
    def end_line(self) -> int:
        return self.source.position(self.end)[0]

    @property
    def end_column(self) -> int:
        """The column after the last character."""
        return self.source.position(self.end)[1]

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
