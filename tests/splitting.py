"""What the tests of documents share: a document from a few lines, and where each character of it went."""

from __future__ import annotations

from collections.abc import Iterator

from planstrack.documents.article import NotExtracted
from planstrack.documents.lines import Document, Line, laid_out
from planstrack.documents.pieces import Piece, PointList
from planstrack.documents.plain import text_document
from planstrack.documents.points import lists_of

Told = tuple[object, ...]


def document_of(*lines: Line, kind: str = "Word document") -> Document:
    """Return a document that a reader could have made of these lines."""
    text, placed = laid_out(lines)
    return Document(kind=kind, text=text, lines=placed)  # type: ignore[arg-type]


def of_text(text: str) -> Document:
    """Return a plain text as a document."""
    found = text_document(text.encode())
    assert not isinstance(found, NotExtracted), found
    return found


def best(text: str) -> PointList:
    """Return the best list of a plain text; the law of accounting is held on the way."""
    document = of_text(text)
    found = lists_of(document)
    assert found, "there is no list"
    for one in found:
        assert_accounted(document, one)
    return found[0]


def told(piece: Piece) -> Told:
    """Return a piece as a person would write it down: number or label, title if any, words, parts if any."""
    head = [piece.number if piece.number is not None else piece.label]
    if piece.title is not None:
        head.append(f"[{piece.title}]")
    return (*head, piece.text, *(told(part) for part in piece.parts))


def points(text: str) -> list[Told]:
    """Return the points of the best list of a plain text."""
    return [told(piece) for piece in best(text).points]


def spans(piece: Piece) -> Iterator[tuple[int, int]]:
    """Yield the spans of a piece and of its parts, with those of their labels and titles."""
    yield from piece.marks
    yield from piece.spans
    for part in piece.parts:
        yield from spans(part)


def assert_accounted(document: Document, found: PointList) -> None:
    """Every character that is no white space stands in exactly one of: a label, a title, words, a leftover."""
    times = [0] * len(document.text)
    leftovers = [(leftover.start, leftover.end) for leftover in found.leftovers]
    for start, end in [*leftovers, *(span for piece in found.points for span in spans(piece))]:
        assert 0 <= start <= end <= len(document.text)
        for at in range(start, end):
            times[at] += 1
    wrong = [
        (at, document.text[max(0, at - 20) : at + 20], count)
        for at, count in enumerate(times)
        if count != 1 and not (document.text[at].isspace() and count == 0) and not document.text[at].isspace()
    ]
    assert not wrong, wrong[:3]
