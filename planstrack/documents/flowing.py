"""Stretches of one text with their lines joined, where the whole text tells how a word that was broken is written."""

from __future__ import annotations

from planstrack.text.flow import flowed


class Flowing:
    """A text whose stretches are read line by line: each costs its own length, not the text's."""

    def __init__(self, text: str) -> None:
        self._text = text

    def between(self, start: int, end: int) -> str:
        """Return a stretch as one line for each paragraph in it.

        >>> text = "The cease-fire holds. A cease-\\nfire is a cease-fire."
        >>> Flowing(text).between(22, len(text))
        'A cease-fire is a cease-fire.'
        """
        return flowed(self._text[start:end], self._text)
