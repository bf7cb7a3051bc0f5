"""Any file that holds a plan, as a document: the reader that its kind has."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from planstrack.documents.article import MAX_PAGE, NotExtracted
from planstrack.documents.encodings import media_type
from planstrack.documents.kinds import FileKind, is_told_by_signs, kind_of
from planstrack.documents.lines import Document

_LAST_OF_ADDRESS = re.compile(r"https?://[^/?#]{1,300}/(?:[^?#]*/)?([^/?#]*)", re.IGNORECASE)


def read_document(
    data: bytes,
    *,
    name: str = "",
    content_type: str | None = None,
    url: str | None = None,
    tracked: Literal["before", "after"] = "after",
) -> Document | NotExtracted:
    """Return a file as a document, or why it is none and which program makes one of it.

    The kind is told by the content; `content_type` (of a server) and `name` (of a file) settle what it leaves open, and a
    text is one where they say so. A note says what a text without a name was read as. `tracked` chooses the side of
    tracked changes.

    Raises:
        ExtraMissingError: The libraries that read this kind are not installed.
    """
    media, charset = media_type(content_type)
    in_address = _LAST_OF_ADDRESS.match(url) if url and media and not name else None
    name = in_address[1] if in_address else name
    kind = kind_of(data, name=name, media=media)
    if isinstance(kind, NotExtracted):
        return kind
    found = _read(kind, data, charset, url, tracked)
    if isinstance(found, Document) and is_told_by_signs(kind, name, media):
        said = f"it is read as {'a web page' if kind == 'page' else 'Markdown'}, as signs in it say: name it .txt if it is plain text"
        return replace(found, notes=(*found.notes, said))
    return found


def _read(
    kind: FileKind, data: bytes, charset: str | None, url: str | None, tracked: Literal["before", "after"]
) -> Document | NotExtracted:
    if len(data) > MAX_PAGE and kind in ("saved page", "page", "Markdown", "text"):
        return NotExtracted(why=f"it is larger than {MAX_PAGE:,} bytes")
    match kind:
        case "web archive":
            return NotExtracted(why="it is a web archive, which holds many pages: save the one page, and read that")
        case "saved page":
            from planstrack.documents.page_lines import saved_page_document

            return saved_page_document(data, url)
        case "page":
            from planstrack.documents.page_lines import page_document

            return page_document(data, charset, url)
        case "Markdown":
            from planstrack.documents.markdown import markdown_document

            return markdown_document(data, charset, url)
        case "text":
            from planstrack.documents.plain import text_document

            return text_document(data, charset, url)
        case "Word document":
            from planstrack.documents.word.document import word_document

            return word_document(data, tracked=tracked)
        case "PDF":
            from planstrack.documents.pdf import pdf_document

            return pdf_document(data)
