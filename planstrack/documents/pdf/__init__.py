"""A PDF → its text in reading order, line by line, each with its page.

A PDF holds no paragraphs, only signs and where they stand; everything else is worked out from the places, as a reader
does. What is not certain is said in a note, and nothing is merged into a numbered point that looks like one of its own.

    worker      a process of its own, with limits
    reader      the file → pages, through pypdf; what is hidden
    canvas      the records of what is drawn
    content     what a page draws, where and in what ink
    objects     resources, layers, references
    glyphs      what the signs of a font say
    page        the records of a page
    rows        pieces on one baseline; raised digits
    furniture   heads, feet, page numbers
    columns     gutters, reading order
    visual      the lines of all pages; footnotes
    labels      1. (a) Article 1 • at a line's start
    paragraphs  which line goes on, which begins another
    setting     titles that run in; remarks in another voice
    words       hyphens at the ends of lines
    assembled   the document and its notes
"""

from __future__ import annotations

from typing import Final

from planstrack.documents.article import ExtraMissingError, NotExtracted
from planstrack.documents.lines import Document

MAX_PDF: Final = 30_000_000
"""Bytes of one PDF."""

__all__ = ["MAX_PDF", "pdf_document"]


def pdf_document(data: bytes) -> Document | NotExtracted:
    """Return the document in a PDF, or why there is none; nothing is raised for what stands in the file.

    Raises:
        ExtraMissingError: The `documents` extra is not installed.
    """
    import importlib.util

    if importlib.util.find_spec("pypdf") is None:
        raise ExtraMissingError("reading PDF files", "documents")
    if len(data) > MAX_PDF:
        return NotExtracted(why=f"it is larger than {MAX_PDF:,} bytes")
    from planstrack.documents.pdf.worker import document_of

    return document_of(data)
