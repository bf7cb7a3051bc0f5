"""What is said of words that a reader of documents left out."""

from __future__ import annotations

from collections.abc import Sequence

_SHOWN = 80  # Characters of the longest passage.


def left_out(how: str, passages: Sequence[str]) -> str:
    """Return how many passages were left out, and the beginning of the longest.

    >>> left_out("hidden", ["not for the press"])
    'left out 1 passage that is hidden: “not for the press”'
    """
    count = "1 passage that is" if len(passages) == 1 else f"{len(passages)} passages that are"
    longest = " ".join(max(passages, key=len).split())
    return f"left out {count} {how}: “{longest[:_SHOWN]}{'…' if len(longest) > _SHOWN else ''}”"
