"""What an alignment says: which points of two versions are one matter, how that was found, and what else was near."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal["declared", "inferred", "identical", "computed", "none"]
"""How a match is known: typed by an analyst, typed as inferred, by its very words, by computation; or not at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """Another reading of a close call: points of either side (positions from 0) with their score from 0 to 1."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The point of the other side that is most like one without a counterpart: its position from 0, how sure, and why."""

    index: int
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Points of the old and of the new version that are one matter; one side may be empty.

    `old` and `new` are positions in their versions, from 0, ascending. `score` runs from 0 to 1: how sure it is that
    these points belong together, or, with one side empty, that the point has no partner. `why` is short and can be
    checked by eye. `close` lists what nearly won instead; `nearest` is the likest point of the other side, where no
    counterpart was found.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    how: How
    score: float
    why: str
    close: tuple[Rival, ...] = ()
    nearest: Nearest | None = None
