"""Stretches of one text with their lines joined, where the whole text tells how a word that was broken is written."""

from __future__ import annotations

import re

from planstrack.text.flow import flowed

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"[^\W\d_][-\u2010\u00ad][ \t]*[\r\n]")


class Flowing:
    """A text whose stretches are read line by line: each costs its own length, not the text's."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: frozenset[str] | None = None

    def between(self, start: int, end: int) -> str:
        """Return a stretch as one line for each paragraph in it.

        >>> text = "The cease-fire holds. A cease-\\nfire is a cease-fire."
        >>> Flowing(text).between(22, len(text))
        'A cease-fire is a cease-fire.'
        """
        piece = self._text[start:end]
        if _BROKEN.search(piece) is None:
            return flowed(piece, " ")
        if self._words is None:
            self._words = frozenset(_WORD.findall(self._text.casefold()))
        return flowed(piece, self._words)
