"""A plain text, exactly as it is."""

from __future__ import annotations

from planstrack.documents.article import Extracted, NotExtracted
from planstrack.documents.encodings import decoded


def plain_text(data: bytes, charset: str | None, url: str | None) -> Extracted | NotExtracted:
    """Return a plain text exactly as it is. UTF-8 comes first: then the text's hash is the file's."""
    try:
        text, notes = data.decode("utf-8"), tuple[str, ...]()
    except UnicodeDecodeError:
        text, notes = decoded(data, (charset,))
    if "\0" in text:
        return NotExtracted(why="it is not a text: it holds NUL characters")
    if not text.strip():
        return NotExtracted(why="it holds no words")
    return Extracted(kind="text", text=text, url=url, notes=notes)
