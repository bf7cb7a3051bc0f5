"""What stands on a page: pieces of text with their places, lines that are drawn, what was left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Unseen = Literal["invisible", "white", "covered", "outside", "tiny", "switched off", "struck"]
"""Why a reader of the page does not see a piece, or does not take it for the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text without a space, from `left` to `right` on a baseline, in points; `base` grows upwards.

    `strong` says that it is bold or underlined.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    strong: bool = False
    italic: bool = False
    artifact: bool = False
    spaced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A thin line across the page, from `left` to `right`."""

    left: float
    right: float
    base: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page as its reader sees it.

    `unseen` counts the pieces that were left out, by reason, `turned` those set at another angle than most. `recognised`
    says that the text was read from a picture by a machine, `pictured` that pictures fill most of the page. `why` says why
    the page, or what is left of it, could not be read.
    """

    number: int
    left: float
    right: float
    top: float
    bottom: float
    pieces: tuple[Piece, ...] = field(default=(), repr=False)
    rules: tuple[Rule, ...] = field(default=(), repr=False)
    unseen: dict[Unseen, int] = field(default_factory=dict)
    turned: int = 0
    recognised: bool = False
    pictured: bool = False
    comments: int = 0
    fields: int = 0
    why: str | None = None
