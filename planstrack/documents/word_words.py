"""The words of one paragraph as they are gathered: what is shown of them, and what a reader does not see or take for text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from planstrack.documents.word_properties import Properties
    from planstrack.documents.word_records import Block

Aside = Literal["hidden", "struck", "contents", "secret"]

_SPACE = re.compile(r"[ \t\r\n\f]+")
_BREAKS = re.compile(" ?\0[ \0]*")


@dataclass(slots=True)
class Words:
    """Words on their way to a paragraph; `aside` are passages that are left out, each with the reason.

    `kept` are the properties that the paragraph has already, when it goes on after an end that is hidden.
    """

    pieces: list[str] = field(default_factory=list)
    aside: list[tuple[Aside, list[str]]] = field(default_factory=list)
    boxes: list[tuple[Block, ...]] = field(default_factory=list)
    kept: Properties | None = None
    _tail: str = ""
    _raised: str | None = None
    _goes_on: bool = False

    def put(self, text: str, raised: str | None = None) -> None:
        """Add words that are shown. A raised figure after a figure stands apart: 600,000¹ is not 6,000,001."""
        if not text:
            return
        if raised != self._raised and self._tail.isdigit() and text[0].isdigit():
            if raised == "superscript":
                text = f"^{text}"
            elif raised == "subscript":
                text = f"_{text}"
        self.pieces.append(text)
        self._tail, self._raised = text[-1], raised
        self._goes_on = self._goes_on and text.isspace()

    def set_aside(self, why: Aside, text: str) -> None:
        """Add words that are left out; those that follow one another are one passage."""
        if self._goes_on and self.aside and self.aside[-1][0] == why:
            self.aside[-1][1].append(text)
        elif text.strip(" \0\t\r\n"):
            self.aside.append((why, [text]))
            self._goes_on = True

    @property
    def text(self) -> str:
        """What is shown, white space as a page shows it, and a line's end where the line is broken."""
        return tidy("".join(self.pieces))


def tidy(text: str) -> str:
    """Return text with single spaces, and a line's end for each run of breaks (\\0)."""
    return _BREAKS.sub("\n", _SPACE.sub(" ", text)).strip(" \n")
