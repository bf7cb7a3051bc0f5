"""One edit of a redline: a stretch of text with its fate, and what kind of change it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Op = Literal["=", "-", "+"]
Kind = Literal["wording", "number", "amount", "date", "percentage", "negation", "modal", "party", "whitespace"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A stretch of text that is kept (`=`), removed (`-`) or added (`+`).

    `kinds` says what sort of change it is; kept text has none, all other has one or more. A `-` and a `+` with the same
    `move` are one sentence in two places. `hidden` marks a difference of white space only that nobody asked for: it is
    there so that both texts can be read back, and is shown as if it were kept (`+`) or not at all (`-`).
    """

    op: Op
    text: str
    kinds: frozenset[Kind] = frozenset()
    move: int | None = None
    hidden: bool = False
