"""What a document falls into: points with their parts, lines that belong to no point, and what is not certain of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
"""Code points of the document's text, end excluded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A point or a part of one.

    A point has a `number` as printed, without brackets and full stops ("6", "12bis", "IV"), or None where points have
    none; a part has a `label` ("a", "i", "•"). `spans` cover exactly its own words, without number, title and parts;
    `text` is these words with broken lines joined. `marks` are the spans of its number or label and of its title.
    """

    number: str | None
    label: str | None
    title: str | None
    spans: tuple[Span, ...]
    text: str
    parts: tuple[Piece, ...] = ()
    place: str = ""
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """A line that belongs to no point: `start` and `end` are code points of the document's text."""

    text: str
    place: str
    where: Literal["before", "between", "after"]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What is not certain, in a sentence, and where a person can look."""

    place: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointList:
    """The points of a document as one of its lists gives them.

    `name` is how a person would name it; `form` is its first label as printed. Each character of the document's text
    that is no white space stands in one of: a piece's `marks`, its `spans`, a leftover.
    """

    name: str
    form: str
    points: tuple[Piece, ...]
    leftovers: tuple[Leftover, ...] = ()
    doubts: tuple[Doubt, ...] = ()
