"""What a Word document sets apart: the words at the start of a paragraph, and paragraphs of another voice.

Only what differs from the rest of the document sets anything apart: bold in a document all in bold does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from planstrack.documents.word.records import Block, Paragraph, paragraphs_of
from planstrack.documents.word.words import LOOKS, Look

_LEADING: Final[tuple[Look, ...]] = ("bold", "underlined", "small_capitals")


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """How a document looks anyway: looks that all its paragraphs have wholly, and those that more than half of them have.

    `boxed` says that more than half of the paragraphs stand in boxes.
    """

    of_all: frozenset[Look] = frozenset()
    of_half: frozenset[Look] = frozenset()
    boxed: bool = False


def usual(blocks: Iterable[Block]) -> Usual:
    """Return how most paragraphs of a document look, headings left out."""
    count = boxed = 0
    wholly: Counter[Look] = Counter()
    for paragraph in paragraphs_of(blocks):
        if paragraph.text and paragraph.heading is None:
            count += 1
            boxed += paragraph.boxed
            wholly.update(look for look in LOOKS if _is_wholly(paragraph, look))
    return Usual(
        of_all=frozenset(look for look in LOOKS if wholly[look] == count),
        of_half=frozenset(look for look in LOOKS if 2 * wholly[look] > count),
        boxed=2 * boxed > count,
    )


def lead(paragraph: Paragraph, usual: Usual) -> int:
    """Return how many code points of a paragraph, from its start, are set apart: all where the whole of it is."""
    ends = [paragraph.first.get(look, 0) for look in _LEADING if look not in usual.of_all]
    return max((end for end in ends if end < len(paragraph.text)), default=0) or max(ends, default=0)


def is_aside(paragraph: Paragraph, usual: Usual) -> bool:
    """Return whether a paragraph is set apart as another voice; what is a heading, or has a number that Word counts, is not."""
    if paragraph.heading is not None or (paragraph.label is not None and not paragraph.label.bullet):
        return False
    is_italic = _is_wholly(paragraph, "italic") and "italic" not in usual.of_half
    return paragraph.quoted or is_italic or (paragraph.boxed and not usual.boxed)


def _is_wholly(paragraph: Paragraph, look: Look) -> bool:
    return paragraph.first.get(look, 0) == len(paragraph.text)
