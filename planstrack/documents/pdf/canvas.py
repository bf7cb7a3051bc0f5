"""What a page draws, as records: signs with their places, filled areas, thin lines; what may still be read of a file."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, Final

from planstrack.documents.pdf.glyphs import Face
from planstrack.documents.pdf.page import Rule

_LEANING: Final = 0.1
"""Cosine of the angle between a line and its letters, from which they lean."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class TooMuchError(Exception):
    """A page, or the file, holds more than is read of one."""


@dataclass(slots=True)
class Budget:
    """What may still be read of a file: operators, pieces, forms, bytes of unpacked content."""

    operators: int
    pieces: int
    forms: int
    content: int

    def spend(self, what: str, much: int = 1) -> None:
        """Take so much away.

        Raises:
            TooMuchError: There is none left.
        """
        left = getattr(self, what) - much
        setattr(self, what, left)
        if left < 0:
            raise TooMuchError(what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A stretch of text without a space as it was drawn; `order` is when. `angle` is that of its baseline, in degrees."""

    text: str
    start: tuple[float, float]
    end: tuple[float, float]
    size: float
    angle: int
    bold: bool
    italic: bool
    invisible: bool
    white: bool
    off: bool
    artifact: bool
    spaced: bool
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle painted over what was there before."""

    left: float
    bottom: float
    right: float
    top: float
    order: int
    white: bool
    picture: bool

    @property
    def size(self) -> float:
        return max(0.0, self.right - self.left) * max(0.0, self.top - self.bottom)


@dataclass(slots=True)
class Canvas:
    """What was drawn on a page so far."""

    budget: Budget
    off: frozenset[int]
    faces: dict[int, Face | None]
    drawn: list[Drawn] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    order: int = 0


def times(one: Matrix, two: Matrix) -> Matrix:
    """Return the matrix that does `one`, then `two`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def placed(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a place lies through a matrix."""
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def leans(matrix: Matrix) -> bool:
    """Return whether signs are slanted as they are drawn: italics of a font that has none."""
    a, b, c, d = matrix[:4]
    return abs(a * c + b * d) > _LEANING * math.hypot(a, b) * math.hypot(c, d)


def matrix_of(operands: Any) -> Matrix:
    """Return the matrix that six operands are."""
    a, b, c, d, e, f = (float(value) for value in operands[:6])
    return (a, b, c, d, e, f)
