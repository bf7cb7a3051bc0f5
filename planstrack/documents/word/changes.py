"""The tracked changes of a Word document: what is gone on the side that is read, and how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from planstrack.documents.word.xml import child

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Tracked = Literal["after", "before"]
Change = Literal["ins", "del", "moveFrom", "moveTo"]

_GONE: dict[Tracked, frozenset[Change]] = {
    "after": frozenset(("del", "moveFrom")),
    "before": frozenset(("ins", "moveTo")),
}
_CHANGES: dict[str, Change] = {"ins": "ins", "del": "del", "moveFrom": "moveFrom", "moveTo": "moveTo"}


def change(kind: str) -> Change | None:
    """Return the change that an element of a short name marks."""
    return _CHANGES.get(kind)


def marked(properties: Element | None) -> list[Change]:
    """Return the changes that properties (of a row, of a paragraph's end) mark."""
    if properties is None:
        return []
    return [found for kind, found in _CHANGES.items() if child(properties, kind) is not None]


class Changes:
    """The marks of change around the place that is read, and the count of the changes met."""

    def __init__(self, tracked: Tracked) -> None:
        self.tracked: Tracked = tracked
        self.counts: Counter[str] = Counter()
        self._gone_marks = _GONE[tracked]
        self._around: list[Change] = []
        self._gone = 0
        self._last: tuple[Change, ...] = ()

    @property
    def gone(self) -> bool:
        """Whether words here are gone on the side that is read."""
        return self._gone > 0

    def takes(self, kinds: Iterable[Change]) -> bool:
        """Return whether one of these changes takes away what it marks, on the side that is read."""
        return any(kind in self._gone_marks for kind in kinds)

    def begin(self, kind: Change) -> None:
        """Enter the words that a change marks."""
        self._around.append(kind)
        self._gone += kind in self._gone_marks

    def end(self) -> None:
        """Leave them."""
        self._gone -= self._around.pop() in self._gone_marks

    def met(self, more: Iterable[Change] = ()) -> None:
        """Count a stretch that was put in, struck out or moved once, however many pieces of the text it stands in."""
        here = (*self._around, *more)
        if here and here != self._last:
            self.counts[here[-1]] += 1
        self._last = here

    def forget(self) -> None:
        """Begin a part that does not go on where the last one ended."""
        self._last = ()

    @property
    def count(self) -> int:
        """How many changes were met; a passage that was moved is one."""
        counts = self.counts
        return counts["ins"] + counts["del"] + counts["numbering"] + max(counts["moveFrom"], counts["moveTo"])
