"""The footnotes and endnotes of a Word document: which mark each has, and in which order they are referred to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.documents.numerals import known, written
from planstrack.documents.word_xml import child, children, number_in, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@dataclass(slots=True)
class Note:
    """A note that the text refers to."""

    mark: str
    element: Element
    foot: bool


class _Numbers:
    """Counts notes of one kind."""

    def __init__(self, form: str, document: Element | None, settings: Element | None, kind: str) -> None:
        sections = [child(child(child(document, "body"), "sectPr"), kind), child(settings, kind)]
        found = [said for said in sections if said is not None]
        self.form = next((value(said) or form for place in found if (said := child(place, "numFmt")) is not None), form)
        self.form = self.form if known(self.form) else "decimal"
        starts = (number_in(child(place, "numStart")) for place in found)
        self.start = next((start for start in starts if start is not None), 1)
        restarts = (value(said) for place in found if (said := child(place, "numRestart")) is not None)
        self.restart = next(restarts, None) or "continuous"
        self.next = self.start

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

    def referred(self, id: str | None, *, foot: bool, own: bool) -> str:
        """Return the mark that stands in the text for a reference, "" where the text after it is the mark (`own`)."""
        key = (foot, id)
        if key not in self._texts:
            return ""
        mark = "" if own else self._numbers[foot].mark()
        note = Note(mark, self._texts[key], foot)
        self._notes.setdefault(key, note)
        self._waits = note if own else None
        return f"^{mark}" if mark else ""

    def marked(self, text: str) -> str:
        """Return words of the text; those that are the mark of a note stand apart from a number before them."""
        if self._waits is None or not text.strip():
            return text
        self._waits.mark, self._waits = text.strip()[:20], None
        return f"^{text.lstrip()}"

    def section_ends(self) -> None:
        """Take note that a section ends, with which some documents begin to count anew."""
        for numbers in self._numbers.values():
            if numbers.restart == "eachSect":
                numbers.next = numbers.start

    @property
    def begin_anew_on_pages(self) -> bool:
        """Whether each page counts anew, which cannot be known without setting the pages."""
        return self._numbers[True].restart == "eachPage" and any(note.foot for note in self._notes.values())

    def __iter__(self) -> Iterator[Note]:
        """Give the footnotes, then the endnotes."""
        yield from (note for note in self._notes.values() if note.foot)
        yield from (note for note in self._notes.values() if not note.foot)
