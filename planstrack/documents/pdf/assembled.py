"""Pages → a document: its lines in reading order, with a sentence on each thing that was left out or is not certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from planstrack.documents.article import NotExtracted
from planstrack.documents.left_out import NAMES_LEFT_OUT
from planstrack.documents.lines import Document, Line, LineKind, laid_out
from planstrack.documents.pdf.furniture import without_furniture
from planstrack.documents.pdf.glyphs import UNKNOWN
from planstrack.documents.pdf.page import Page, Unseen
from planstrack.documents.pdf.paragraphs import Paragraph, paragraphs_of
from planstrack.documents.pdf.reader import Reading
from planstrack.documents.pdf.rows import is_right_to_left, letters, rows_of
from planstrack.documents.pdf.setting import asides, leads
from planstrack.documents.pdf.visual import VisualLine, body_size, lines_of, mark_of
from planstrack.documents.pdf.words import mended

MAX_HEADING: Final = 300
"""Characters of a heading: what is longer is text in large letters."""
MAX_LEVEL: Final = 6
_FEW: Final = 20
"""Letters on a scanned page that are no text of it: a stamp, a page number."""
_JUNK: Final = 0.2
"""Share of unknown signs from which nothing is taken."""
_LARGER: Final = 1.08
"""Times the size of the text, from which a line in large letters is a heading."""
_UNSEEN: dict[Unseen, str] = {
    "invisible": "drawn without ink",
    "white": "white on white",
    "covered": "under something painted over it",
    "outside": "outside the part of the page that is shown",
    "tiny": "too small to read",
    "switched off": "on a layer that is switched off",
    "struck": "struck through by a line",
}
JUNK = "its fonts do not say which letters they draw: run OCR (for example ocrmypdf --force-ocr) and import its result"
SCAN = "it is a scan without text: run OCR (for example ocrmypdf) and import its result"


def assembled(reading: Reading) -> Document | NotExtracted:
    """Return the document that pages make, or why they make none."""
    pages = reading.pages
    signs = "".join(piece.text for page in pages for piece in page.pieces)
    if signs.count(UNKNOWN) > _JUNK * len(signs):
        return NotExtracted(why=JUNK)
    found = {page.number: sum(map(letters, (piece.text for piece in page.pieces))) for page in pages}
    scanned = [page.number for page in pages if page.pictured and found[page.number] < _FEW]
    if not any(found.values()) or (scanned and all(found[page.number] < _FEW for page in pages)):
        return _without_words(pages, scanned)
    rows, furniture = without_furniture([(page, rows_of(page)) for page in pages])
    lines = lines_of(list(zip(pages, rows, strict=True)))
    if not lines:
        return NotExtracted(why="it holds no words but the heads and feet of its pages")
    paragraphs = paragraphs_of(lines)
    made = _lines(paragraphs)
    text, placed = laid_out(made)
    notes = _notes(reading, scanned, furniture, lines, text)
    return Document(kind="PDF", text=text, lines=placed, title=_title(placed, pages[0].number), notes=notes)


def _without_words(pages: Sequence[Page], scanned: Sequence[int]) -> NotExtracted:
    if scanned or any(page.pictured for page in pages):
        return NotExtracted(why=SCAN)
    broken = [page for page in pages if page.why is not None]
    if broken:
        return NotExtracted(why=f"page {broken[0].number} cannot be read: {broken[0].why}")
    if any(page.unseen for page in pages):
        return NotExtracted(why="it holds no words that its reader sees, only hidden ones")
    return NotExtracted(why="it holds no words: if it shows some, run OCR (for example ocrmypdf) and import its result")


# ------------------------------------------------------------------------------------------------------------ lines


def _lines(paragraphs: Sequence[Paragraph]) -> list[Line]:
    body = body_size([line for paragraph in paragraphs if not paragraph.footnote for line in paragraph.lines])
    mostly_bold = _is_mostly_bold(paragraphs)
    texts = mended([paragraph.text for paragraph in paragraphs])
    heads = [_is_heading(paragraph, text, body, mostly_bold) for paragraph, text in zip(paragraphs, texts, strict=True)]
    ranks = sorted({_rank(paragraph) for paragraph, head in zip(paragraphs, heads, strict=True) if head}, reverse=True)
    levels = {rank: min(level, MAX_LEVEL) for level, rank in enumerate(ranks, 1)}
    made = []
    apart = zip(leads(paragraphs, texts), asides(paragraphs, body), strict=True)
    for paragraph, text, head, (lead, aside) in zip(paragraphs, texts, heads, apart, strict=True):
        first = paragraph.lines[0]
        kind: LineKind = "footnote" if paragraph.footnote else "heading" if head else "body"
        mark = mark_of(first) if paragraph.footnote else None
        text = text[len(mark) :].lstrip() if mark else text
        made.append(
            Line(
                text=text, label=mark, kind=kind, heading=levels[_rank(paragraph)] if head else None, gap=paragraph.gap,
                indent=round(max(0.0, first.left - first.edges[0]), 1),
                lead=lead if mark is None else 0, aside=aside and not head,
                place=f"page {first.page}, line {first.number}",
            )
        )  # fmt: skip
    return made


def _is_mostly_bold(paragraphs: Iterable[Paragraph]) -> bool:
    bold = {True: 0, False: 0}
    for paragraph in paragraphs:
        for line in paragraph.lines:
            bold[line.bold] += len(line.text)
    return bold[True] > bold[False]


def _is_heading(paragraph: Paragraph, text: str, body: float, mostly_bold: bool) -> bool:
    if paragraph.footnote or len(text) > MAX_HEADING or not any(char.isalpha() or char == "§" for char in text):
        return False
    return paragraph.size > _LARGER * body or (paragraph.bold and not mostly_bold and paragraph.size > 0.9 * body)


def _rank(paragraph: Paragraph) -> tuple[float, bool]:
    return round(paragraph.size * 2) / 2, paragraph.bold


def _title(lines: Sequence[Line], first_page: int) -> str | None:
    """Return the largest heading of the first page; of several the first."""
    heads = [line for line in lines if line.heading is not None and line.place.startswith(f"page {first_page},")]
    return min(heads, key=lambda line: line.heading or 0).text if heads else None


# ------------------------------------------------------------------------------------------------------------ notes


def _notes(
    reading: Reading, scanned: Sequence[int], furniture: dict[int, int], lines: Sequence[VisualLine], text: str
) -> tuple[str, ...]:
    pages = reading.pages
    notes = []
    if scanned:
        notes.append(f"{_listed(scanned)} {_is_are(scanned)} scanned without text and not in it: run OCR on the file")
    recognised = [page.number for page in pages if page.recognised]
    if recognised:
        notes.append(
            f"the text of {_listed(recognised)} was recognised by a machine from a picture: compare it with the page"
        )
    for page in pages:
        if page.why is not None and not reading.omitted:
            notes.append(f"page {page.number} could not be read whole: {page.why}")
    if reading.omitted:
        notes.append(f"the file holds more than is read of one: from page {pages[-1].number} on its text is missing")
    if furniture:
        count = sum(furniture.values())
        notes.append(
            f"heads and feet of pages were left out: {_counted(count, 'line')} on {_listed(sorted(furniture))}"
        )
    refers = sorted({line.page for line in lines if line.refers})
    if refers:
        count = sum(line.refers for line in lines)
        notes.append(f"references to footnotes were left out: {count:,} on {_listed(refers)}")
    hidden: Counter[Unseen] = Counter()
    for page in pages:
        hidden.update(page.unseen)
    for reason, count in sorted(hidden.items()):
        where = [page.number for page in pages if page.unseen.get(reason)]
        notes.append(f"text {_UNSEEN[reason]} was left out: {_counted(count, 'word')} on {_listed(where)}")
    turned = [page.number for page in pages if page.turned]
    if turned:
        count = sum(page.turned for page in pages)
        notes.append(
            f"text at an angle or from top to bottom, such as a stamp, was left out: {_counted(count, 'word')} on {_listed(turned)}"
        )
    unknown = [page.number for page in pages if any(UNKNOWN in piece.text for piece in page.pieces)]
    if unknown:
        notes.append(f"signs of which the file does not say what they mean stand as {UNKNOWN} on {_listed(unknown)}")
    if is_right_to_left(text):
        notes.append("it holds text from right to left: the order of its words and numbers is not certain")
    for what, count in (
        ("comment", sum(page.comments for page in pages)),
        ("form field", sum(page.fields for page in pages)),
        ("attached file", reading.attached),
    ):
        if count:
            notes.append(f"{_counted(count, what)} in it {'was' if count == 1 else 'were'} not taken")
    if reading.names:
        notes.append(NAMES_LEFT_OUT)
    return tuple(notes)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _is_are(pages: Sequence[int]) -> str:
    return "is" if len(pages) == 1 else "are"


def _listed(pages: Sequence[int]) -> str:
    """Return pages as a person names them.

    >>> _listed([1, 2, 3, 7])
    'pages 1–3, 7'
    """
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    named = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    named = [*named[:20], "…"] if len(named) > 20 else named
    return f"page{'' if len(pages) == 1 else 's'} {', '.join(named)}"
