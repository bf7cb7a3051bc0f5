"""What a markup's emphasis says of a line: a title that runs into it, a line wholly set apart, or another voice."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TITLE = 12  # Words of a line in italics that may still be a title.
_ENDS = re.compile(r"[.!?…:;؟][\"'”’»)\]]*\Z")


@dataclass(slots=True)
class Emphasis:
    """How far the words of one line are strong, and how far slanted, from the line's start; counted while it is read."""

    length: int = 0
    strong: int = 0
    slanted: int = 0

    def add(self, words: str, *, strong: bool, slanted: bool) -> None:
        """Take note of the next words of the line."""
        blank = not words.strip()
        if (strong or blank) and self.strong == self.length:
            self.strong += len(words)
        if (slanted or blank) and self.slanted == self.length:
            self.slanted += len(words)
        self.length += len(words)


def lead_and_aside(raw: str, shown: str, emphasis: Emphasis) -> tuple[int, bool]:
    """Return how many code points of a line are set apart at its start, and whether the whole line is another voice.

    `raw` is what emphasis was counted in, `shown` the same words with their white space mended. Few words in italics
    that are no sentence may be a title; a sentence, or more words, are another voice.

    >>> lead_and_aside("Borders.  They stay.", "Borders. They stay.", Emphasis(length=20, strong=8))
    (8, False)
    >>> lead_and_aside("Nobody knows.", "Nobody knows.", Emphasis(length=13, slanted=13))
    (0, True)
    """
    whole = len(raw.rstrip())
    if emphasis.slanted >= whole > 0 and emphasis.strong < whole:
        is_title = len(shown.split()) <= _TITLE and not _ENDS.search(shown)
        return (len(shown), False) if is_title else (0, True)
    lead = " ".join(raw[: emphasis.strong].split())
    return (len(lead), False) if lead and " ".join(shown.split()).startswith(lead) else (0, False)
