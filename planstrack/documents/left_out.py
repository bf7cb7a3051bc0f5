"""Passages that a document holds and its text does not: they are told, with how they begin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

NAMES_LEFT_OUT: Final = "the file names persons, devices or folders in its properties; none of these is kept"
"""What is said of names that a file carries beside its text; which they are is said nowhere."""

MOST_TOLD: Final = 3
"""Passages of which a note tells how they begin: the longest."""


def left_out(how: str, passages: Sequence[str]) -> str:
    """Return a note on passages that were left out, with the beginnings of the longest.

    >>> left_out("hidden on the page", ["Never", "Secret cap."])
    'left out 2 passages that are hidden on the page: “Never”, “Secret cap.”'
    """
    count = "1 passage that is" if len(passages) == 1 else f"{len(passages)} passages that are"
    longest = sorted(sorted(range(len(passages)), key=lambda at: -len(passages[at]))[:MOST_TOLD])
    return f"left out {count} {how}: {', '.join(f'“{_beginning(passages[at])}”' for at in longest)}"


def _beginning(passage: str) -> str:
    line = " ".join(passage.split())
    return f"{line[:80]}{'…' if len(line) > 80 else ''}"
