"""What a markup's emphasis says of a line: a title that runs into it, a line wholly set apart, or another voice."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from planstrack.documents.labels import label_at

_TITLE = 12  # Words of a line in italics that may still be a title.
_ENDS = re.compile(r"[.!?…:;؟][\"'”’»)\]]*\Z")


@dataclass(slots=True)
class Emphasis:
    """The words of one line while it is read: the first that are strong, and how many code points from its start are slanted."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    begin: int = 0
    strong: int = 0
    slanted: int = 0

    @property
    def words(self) -> str:
        """The whole line."""
        return "".join(self.pieces)

    def add(self, words: str, *, strong: bool, slanted: bool) -> None:
        """Take note of the next words of the line; white space breaks no emphasis."""
        is_blank = not words.strip()
        if strong and not is_blank and not self.strong:
            self.begin = self.strong = self.length
        if (strong or is_blank) and self.strong == self.length and (self.strong or strong):
            self.strong += len(words)
        if (slanted or is_blank) and self.slanted == self.length:
            self.slanted += len(words)
        self.pieces.append(words)
        self.length += len(words)


def lead_and_aside(shown: str, emphasis: Emphasis) -> tuple[int, bool]:
    """Return how many code points of a line are set apart at its start, and whether the whole line is another voice.

    `shown` are the words with their white space mended. A label may stand before what is strong. Few words in italics
    that are no sentence may be a title; a sentence, or more words, are another voice.

    >>> lead_and_aside("Borders. They stay.", Emphasis(pieces=["Borders.  They stay."], strong=8))
    (8, False)
    >>> lead_and_aside("Nobody knows.", Emphasis(pieces=["Nobody knows."], slanted=13))
    (0, True)
    """
    words = emphasis.words
    whole = len(words.rstrip())
    if emphasis.slanted >= whole > 0 and emphasis.strong < whole:
        is_title = len(shown.split()) <= _TITLE and not _ENDS.search(shown)
        return (len(shown), False) if is_title else (0, True)
    lead, before = (" ".join(words[:end].split()) for end in (emphasis.strong, emphasis.begin))
    label = label_at(shown) if before else None
    is_first = not before or (label is not None and label.words >= len(before))
    return (len(lead), False) if lead and is_first and shown.startswith(lead) else (0, False)
