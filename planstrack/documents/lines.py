"""What every reader of a document gives: its text, and the lines it is made of, each with its place.

A line is what stands apart on the page: a paragraph, a heading, an item of a list, a row of a table, a footnote. The text
is what goes into the archive, where quotes are looked for and to which spans of points refer; a line knows where in it
it stands. What a reader left out, or is not sure of, stands in the notes, in sentences.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

DocumentKind = Literal["Word document", "PDF", "page", "Markdown", "text"]
LineKind = Literal["body", "heading", "item", "row", "footnote", "box"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A stretch of a document that stands apart.

    `label` is what the document's own numbering prints before it ("6.", "(a)", "•") and `text` does not hold; a number
    that somebody typed stands in `text`. `level` is how deep an item stands in lists that stand in one another, from 0;
    `list_name` tells the lists of a document apart. `heading` is the level of a heading, from 1. `gap` says that empty
    space stands before it, `indent` how far it is set in (characters, points: only larger and smaller mean something).
    `lead` is how many code points of `text`, from its start, the document sets apart (bold, underlined): a title that runs
    into the text. `aside` says that the document sets the whole line apart as another voice: a quotation, a remark in
    italics. References to footnotes are no words and stand in no line. `place` is where a person finds it ("page 3, line 12").
    `start` and `end` are code points of the document's text,
    end excluded: the label, if any, then one space, then the words.
    """

    text: str
    label: str | None = None
    kind: LineKind = "body"
    level: int = 0
    list_name: str | None = None
    heading: int | None = None
    gap: bool = False
    indent: float = 0.0
    lead: int = 0
    aside: bool = False
    place: str = ""
    start: int = 0
    end: int = 0

    @property
    def shown(self) -> str:
        """The line as its reader sees it: the label, then the words."""
        return f"{self.label} {self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that was read. `revised` says that it holds tracked changes, of which `lines` are one side."""

    kind: DocumentKind
    text: str = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    revised: bool = False
    notes: tuple[str, ...] = ()


def laid_out(lines: Iterable[Line]) -> tuple[str, tuple[Line, ...]]:
    """Return the text that lines make, an empty line between any two, and the same lines with their places in it.

    >>> text, lines = laid_out([Line(text="A plan"), Line(text="Borders hold.", label="1.")])
    >>> text
    'A plan\\n\\n1. Borders hold.'
    >>> lines[1].start, lines[1].end
    (8, 24)
    """
    pieces: list[str] = []
    placed: list[Line] = []
    at = 0
    for line in lines:
        shown = line.shown
        placed.append(replace(line, start=at, end=at + len(shown)))
        pieces.append(shown)
        at += len(shown) + 2
    return "\n\n".join(pieces), tuple(placed)
