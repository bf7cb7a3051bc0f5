"""The footnotes and endnotes of a Word document, each with its mark. A reference to one is no word of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.documents.word.numerals import known, written
from planstrack.documents.word.xml import child, children, number_in, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OWN_MARK = re.compile(r"\s*([^\w\s]{1,10}|\S{1,2}(?=\s*\Z))")


@dataclass(slots=True)
class Note:
    """A note that the text refers to."""

    mark: str
    element: Element
    foot: bool


class _Numbers:
    """Counts notes of one kind, in the form that the last section or the settings name."""

    def __init__(self, form: str, document: Element | None, settings: Element | None, kind: str) -> None:
        said = (child(child(child(document, "body"), "sectPr"), kind), child(settings, kind))
        forms = (value(found) for place in said if (found := child(place, "numFmt")) is not None)
        starts = (number_in(child(place, "numStart")) for place in said)
        named = next((found for found in forms if found), form)
        self.form = named if known(named) else "decimal"
        self.next = next((start for start in starts if start is not None), 1)

    def mark(self) -> str:
        number = self.next
        self.next += 1
        return written(number, self.form) or str(number)


class Notes:
    """The notes in the order in which the text refers to them, each once."""

    def __init__(
        self, document: Element, footnotes: Element | None, endnotes: Element | None, settings: Element | None
    ) -> None:
        self._texts = {
            (foot, value(note, "id")): note
            for foot, root, kind in ((True, footnotes, "footnote"), (False, endnotes, "endnote"))
            for note in children(root, kind)
            if (value(note, "type") or "normal") == "normal"
        }
        self._numbers = {
            True: _Numbers("decimal", document, settings, "footnotePr"),
            False: _Numbers("lowerRoman", document, settings, "endnotePr"),
        }
        self._notes: dict[tuple[bool, str | None], Note] = {}
        self._waits: Note | None = None

    def referred(self, id: str | None, *, foot: bool, own: bool) -> None:
        """Take note of a reference; the mark of one that has its `own` is the text after it."""
        key = (foot, id)
        if key in self._texts:
            note = self._notes.setdefault(key, Note("", self._texts[key], foot))
            if own:
                self._waits = note
            else:
                note.mark = note.mark or self._numbers[foot].mark()

    def without_mark(self, text: str) -> str:
        """Return words of the text without the mark of a note, for which a reference before them waits."""
        if self._waits is None or not text.strip():
            return text
        note, self._waits = self._waits, None
        found = _OWN_MARK.match(text)
        if found is None:
            return text
        note.mark = found[1]
        return text[found.end(1) :]

    def paragraph_ends(self) -> None:
        """Take note that no mark is to come any more: it stands in the paragraph of its reference."""
        self._waits = None

    def __iter__(self) -> Iterator[Note]:
        """Give the footnotes, then the endnotes."""
        yield from (note for note in self._notes.values() if note.foot)
        yield from (note for note in self._notes.values() if not note.foot)
