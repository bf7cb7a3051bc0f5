"""The words of one paragraph as they are gathered: what is shown of them, and what a reader does not see or take for text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from planstrack.documents.word.properties import Properties
    from planstrack.documents.word.records import Block
    from planstrack.documents.word.styles import Face

Aside = Literal["hidden", "struck", "contents", "secret"]
Look = Literal["bold", "italic", "small_capitals", "underlined"]
LOOKS: Final[tuple[Look, ...]] = ("bold", "italic", "small_capitals", "underlined")

_BLANK = " \0\t\r\n\f"
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
    _first: dict[Look, int] = field(default_factory=lambda: dict.fromkeys(LOOKS, 0))
    _ended: set[Look] = field(default_factory=set)

    def put(self, text: str, looks: Face) -> None:
        """Add words that are shown. A raised figure after a figure stands apart: 10⁶ is not 106."""
        if not text:
            return
        raised = looks.raised
        if raised != self._raised and self._tail.isdigit() and text[0].isdigit():
            if raised == "superscript":
                text = f"^{text}"
            elif raised == "subscript":
                text = f"_{text}"
        self.pieces.append(text)
        self._tail, self._raised = text[-1], raised
        self._goes_on = self._goes_on and text.isspace()
        for look in LOOKS:
            if getattr(looks, look) and look not in self._ended:
                self._first[look] = len(self.pieces)
            elif text.strip(_BLANK):
                self._ended.add(look)

    def set_aside(self, why: Aside, text: str) -> None:
        """Add words that are left out; those that follow one another are one passage."""
        if self._goes_on and self.aside and self.aside[-1][0] == why:
            self.aside[-1][1].append(text)
        elif text.strip(_BLANK):
            self.aside.append((why, [text]))
            self._goes_on = True

    @property
    def text(self) -> str:
        """What is shown, white space as a page shows it, and a line's end where the line is broken."""
        return tidy("".join(self.pieces))

    def first(self, look: Look) -> int:
        """Return how many code points of the text, from its start, look so: all of them, where nothing else follows."""
        if not self._first[look]:
            return 0
        raw = "".join(self.pieces[: self._first[look]])
        first = len(tidy(raw))
        return first + (raw[-1] in _BLANK and 0 < first < len(self.text))


def tidy(text: str) -> str:
    """Return text with single spaces, and a line's end for each run of breaks (\\0)."""
    return _BREAKS.sub("\n", _SPACE.sub(" ", text)).strip(" \n")
