"""A Word document (DOCX): its lines as Word shows them, with the numbers that Word counts, after or before tracked changes.

Nothing a document refers to is loaded, nothing in it is run. What is hidden, struck out or not read is reported; names of
people, machines and folders that a file carries are never given back, a note says that they are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from planstrack.documents.article import ExtraMissingError, NotExtracted
from planstrack.documents.left_out import NAMES_LEFT_OUT, left_out
from planstrack.documents.lines import Document, laid_out
from planstrack.documents.word.apart import usual
from planstrack.documents.word.changes import Tracked
from planstrack.documents.word.lines import Lines
from planstrack.documents.word.notes import Notes
from planstrack.documents.word.numbering import Lists
from planstrack.documents.word.package import Package, opened
from planstrack.documents.word.reading import Found, Reading
from planstrack.documents.word.records import paragraphs_of
from planstrack.documents.word.styles import Styles
from planstrack.documents.word.xml import UnreadableError, child, children, name, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}\Z")
_LETTER = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_IN_CYRILLIC = frozenset("be bg kk ky mk mn ru sr tg tt uk uz".split())
_PAGE_NUMBER = re.compile(
    r"page|pages|of|стр|страница|сторінка|стор|из|з|із|seite|von|sur|de|página|pagina|strona|z", re.IGNORECASE
)
_SCRIPT_SHOWN = 40_000  # Characters of a text whose letters tell its script.


def word_document(data: bytes, *, tracked: Tracked = "after") -> Document | NotExtracted:
    """Return a Word document's lines as they stand `after` its tracked changes, all accepted, or `before` them.

    Bounds: `MAX_WORD_FILE`, `MAX_MEMBERS`, `MAX_PART`, `MAX_PARTS` (package), `MAX_MARKS`, `MAX_DEPTH` (xml).
    What is beyond them, broken, protected or another kind of file is `NotExtracted`, which says what it is.

    Raises:
        ExtraMissingError: The `documents` extra is not installed.
    """
    try:
        import docx  # noqa: F401 - comes with the extra, and brings lxml
        import lxml.etree  # noqa: F401
    except ImportError as error:
        raise ExtraMissingError("reading Word documents", extra="documents") from error
    try:
        return _document(opened(data), tracked)
    except UnreadableError as error:
        return NotExtracted(why=str(error))


def _document(package: Package, tracked: Tracked) -> Document | NotExtracted:
    parts = package.parts
    styles = Styles(parts.get("styles"))
    lists = Lists(parts.get("numbering"), styles)
    document = parts["document"]
    notes = Notes(document, parts.get("footnotes"), parts.get("endnotes"), parts.get("settings"))
    reading = Reading(tracked, styles, lists, notes)
    for part in ("document", "footnotes", "endnotes"):
        if part in parts:
            reading.fields.look_over(parts[part])
    body = child(document, "body")
    blocks = reading.read(body, "body") if body is not None else ()
    lines = Lines(usual(blocks))
    lines.add(blocks)
    for note in notes:
        inside = paragraphs_of(reading.read(note.element, "notes"))
        lines.add_note(note.mark, note.foot, [paragraph.shown for paragraph in inside])
    text, placed = laid_out(lines.lines)
    found = reading.found
    if not placed:
        return NotExtracted(why=_nothing(found))
    said = _said(package, reading, lists, lines, tracked)
    return Document(
        kind="Word document",
        text=text,
        lines=placed,
        title=lines.title,
        language=_language(found, text),
        revised=reading.changes.count > 0,
        notes=tuple(said),
    )


def _nothing(found: Found) -> str:
    if found.pictures:
        return "it holds pictures and no words, as a scan does: recognise its text first (ocrmypdf, on its PDF)"
    if found.aside["hidden"] or found.aside["struck"]:
        return "all its words are hidden or struck out"
    return "it has no words"


def _language(found: Found, text: str) -> str | None:
    """Return the language in which most of the words are marked, unless they are in letters that it does not use."""
    if not found.languages:
        return None
    language = found.languages.most_common(1)[0][0]
    letters = _LETTER.findall(text[:_SCRIPT_SHOWN])
    cyrillic = sum(1 for letter in letters if _CYRILLIC.match(letter)) * 2 > len(letters)
    if not _LANGUAGE.match(language) or cyrillic != (language.split("-")[0] in _IN_CYRILLIC):
        return None
    return language


# ------------------------------------------------------------------------------------------------------- notes


def _said(package: Package, reading: Reading, lists: Lists, lines: Lines, tracked: Tracked) -> Iterator[str]:
    """Yield what is left out, not read or not certain, a sentence each."""
    found = reading.found
    changes = reading.changes.count
    if changes:
        yield f"it holds {_many(changes, 'tracked change')}; read as {tracked} {'it' if changes == 1 else 'them'}"
    asides: Mapping[str, list[str]] = {
        "hidden in the document": found.aside["hidden"],
        "struck out in the document": found.aside["struck"],
        "in its table of contents": found.aside["contents"],
    }
    for how, passages in asides.items():
        if passages:
            yield left_out(how, passages)
    if found.aside["secret"]:
        yield f"left out {_many(len(found.aside['secret']), 'passage')} that Word fills with a name or a path"
    comments = sum(1 for _ in children(package.parts.get("comments"), "comment"))
    if comments:
        yield f"it holds {_many(comments, 'comment')}, which {'is' if comments == 1 else 'are'} not read"
    words = sum(_words_of_a_head(head) for head in package.heads)
    if words:
        yield f"its page heads and feet hold {_many(words, 'word')}, which {'is' if words == 1 else 'are'} left out"
    if found.pictures:
        yield f"it holds {_many(found.pictures, 'picture')}; words in pictures are not read"
    if found.diagrams:
        yield f"it holds {_many(found.diagrams, 'chart or diagram', 'charts or diagrams')}; words in them are not read"
    if found.other_files:
        yield f"it takes in {_many(found.other_files, 'other file')}, which {'is' if found.other_files == 1 else 'are'} not read"
    if lines.bare:
        yield f"{_many(len(lines.bare), 'number')} of its lists stand{'s' * (len(lines.bare) == 1)} before no words: {_some(lines.bare)}"
    if lists.strange:
        yield f"numbers of a kind that is not known here ({_some(sorted(lists.strange))}) are shown as 1, 2, 3"
    if reading.fields.uncounted:
        yield f"{_many(reading.fields.uncounted, 'number')} that a field counts (LISTNUM, AUTONUM) cannot be shown"
    if package.has_names:
        yield NAMES_LEFT_OUT


def _many(count: int, one: str, several: str = "") -> str:
    return f"1 {one}" if count == 1 else f"{count:,} {several or one + 's'}"


def _some(names: list[str]) -> str:
    return ", ".join(name[:20] for name in names[:5]) + (", …" if len(names) > 5 else "")


def _words_of_a_head(root: Element) -> int:
    """Return how many words a page head or foot holds beside the number of the page."""
    words = 0
    shown = True
    for element in root.iter():
        kind = name(element)
        if kind == "fldChar":
            shown = value(element, "fldCharType") == "end"
        elif kind == "t" and shown:
            words += sum(
                1
                for word in (element.text or "").split()
                if _LETTER.search(word) and not _PAGE_NUMBER.fullmatch(word.strip(".,:"))
            )
    return words
