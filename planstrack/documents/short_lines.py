"""Short lines: a few words on a line of their own that no sign of a sentence ends, as titles and heads of groups are."""

from __future__ import annotations

from typing import Final

MAX_TITLE: Final = 12
"""Words of a title."""

NEAR: Final = 40
"""Characters in which the end of the words before, or the first word, is looked for."""
ENDS: Final = (".", "!", "?", ";", ":", ",", "…", "。", "؟", "؛")
"""Signs that end a sentence, or a piece of one."""
AROUND: Final = "\"'“”«»’)]"
"""Signs that may stand after them."""
_LONGEST = 300  # Characters of a title.


def is_short(text: str, start: int, end: int) -> bool:
    """Return whether a stretch is one line of few words that no mark of a sentence ends."""
    words = text[start : min(end, start + _LONGEST)].strip()
    return (
        end - start <= _LONGEST and len(words.split()) <= MAX_TITLE and "\n" not in words and not words.endswith(ENDS)
    )


def begins_anew(text: str, start: int) -> bool:
    """Return whether a line follows the end of a sentence, or nothing, and begins with no small letter."""
    before = text[max(0, start - NEAR) : start].rstrip().rstrip(AROUND)
    return not text[start].islower() and (not before or before.endswith(ENDS))
