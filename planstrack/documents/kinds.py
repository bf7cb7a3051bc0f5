"""What a file is, told by its content; its name and a server's word settle only what the content leaves open."""

from __future__ import annotations

import re
from typing import Final, Literal

from planstrack.documents.article import NotExtracted
from planstrack.documents.page import HTML_MEDIA
from planstrack.documents.saved_page import is_saved_page
from planstrack.documents.web_archive import is_web_archive

FileKind = Literal["web archive", "Word document", "PDF", "saved page", "page", "Markdown", "text"]

_HTML_NAME = re.compile(r"\.x?html?\Z", re.IGNORECASE)
_MARKDOWN_NAME = re.compile(r"\.(?:md|markdown|mkd|mdown)\Z", re.IGNORECASE)
_TEXT_NAME = re.compile(r"\.te?xt\Z", re.IGNORECASE)
_TEXT_MEDIA: Final = "text/plain"
_MARKUP_NAME = re.compile(r"\.(?:x?html?|md|markdown|mkd|mdown|mht|mhtml|eml|warc)\Z", re.IGNORECASE)
_HTML_START = re.compile(rb"(?:<\?xml[^>]{0,300}>\s*|<!--.{0,1500}?-->\s*)?(?:<!doctype html|<html)", re.DOTALL)

_TO_WORD = "turn it into a Word document (soffice --convert-to docx FILE) and read that"
_TO_TEXT = "turn it into a Word document (pandoc FILE -o FILE.docx) and read that"
_PICTURE = "a picture: make a PDF with its text from it (ocrmypdf --image-dpi 300 FILE FILE.pdf) and read that"
_SHEET = "a spreadsheet: save the cells that are the text as a Word document or as plain text, and read that"
_SLIDES = "a presentation: turn it into a PDF (soffice --convert-to pdf FILE) and read that"

_OLE = b"\xd0\xcf\x11\xe0"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_WORD_XML = (b"schemas.microsoft.com/office/word/2003", b"schemas.microsoft.com/office/2006/xmlPackage")
_STARTS: Final = (
    (b"{\\rtf", f"an RTF file: {_TO_WORD}"),
    (_OLE, f"an old Office file: {_TO_WORD}"),
    (b"\x1f\x8b", "a gzip file: unpack it (gunzip FILE) and read what is in it"),
    (b"BZh", "a bzip2 file: unpack it (bunzip2 FILE) and read what is in it"),
    (b"7z\xbc\xaf", "a 7z file: unpack it (7z x FILE) and read what is in it"),
    (b"Rar!", "a RAR file: unpack it (unrar x FILE) and read what is in it"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"BM", _PICTURE),
    (b"AT&TFORM", "a DjVu file: turn it into a PDF (ddjvu -format=pdf FILE FILE.pdf) and read that"),
    (b"%!PS", "a PostScript file: turn it into a PDF (ps2pdf FILE) and read that"),
    (b"\\documentclass", f"a LaTeX file: {_TO_TEXT}"),
)
_IN_ZIP: Final = (  # In this order: a name that stands in the directory of the archive, or the type it begins with.
    (b"mimetypeapplication/epub+zip", f"an EPUB: {_TO_TEXT}"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", f"an OpenDocument text: {_TO_WORD}"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", _SHEET),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", _SLIDES),
    (b"xl/workbook", _SHEET),
    (b"ppt/presentation", _SLIDES),
    (b"Index/Document.iwa", "a Pages or Keynote file: export it as a Word document, and read that"),
)
_MARKDOWN_SIGNS: Final = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^ {0,3}#{1,6} \S",
        r"(?<!\*)\*\*[^\s*][^*\n]{0,300}\*\*(?!\*)",
        r"\[[^\]\n]{1,300}\]\((?:https?:|/|#|mailto:)[^)\s]{1,500}\)",
        r"^ {0,3}(?:```|~~~)",
        r"^\|?[ :|-]{0,300}-{3,}[ :|-]{0,300}\|[ :|-]{0,300}$",
        r"~~[^\s~][^~\n]{0,300}~~",
    )
)


def kind_of(data: bytes, *, name: str = "", media: str = "") -> FileKind | NotExtracted:
    """Return what a file is; of a kind that is not read, a sentence that names it and what to do with it.

    What its name or a server calls a text is one, whatever signs of markup stand in it: in `a < b > c` words would be lost.
    """
    if is_called_text(name, media) and not _is_binary(data):
        return "text"
    if is_web_archive(data):
        return "web archive"
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(b"%PDF") or b"%PDF-" in data[:1024]:
        return "PDF"
    if data.startswith(b"PK\x03\x04"):
        return _in_zip(data)
    if head.startswith(_OLE) and _PROTECTED in data:
        return NotExtracted(why="it is protected by a password: save it without one")
    if head.startswith(b"<?xml") and any(sign in head for sign in _WORD_XML):
        return NotExtracted(why=f"it is a Word document as one XML file: {_TO_WORD}")
    for start, what in _STARTS:
        if head.startswith(start) and (start != b"BM" or b"\0" in data[:30]):
            return NotExtracted(why=f"it is {what}")
    if (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:12] in (b"ftypheic", b"ftypavif", b"ftypmif1"):
        return NotExtracted(why=f"it is {_PICTURE}")
    low = head.lower()
    if media == "multipart/related" or is_saved_page(low):
        return "saved page"
    if _HTML_START.match(low) or media in HTML_MEDIA or (not media and _HTML_NAME.search(name)):
        return "page"
    if media and not media.startswith("text/") and media != "application/octet-stream":
        return NotExtracted(why=f"the server sent {media[:60]}, which is neither a page nor a text")
    if media == "text/markdown" or _MARKDOWN_NAME.search(name) or _looks_like_markdown(data):
        return "Markdown"
    return "text"


def is_called_text(name: str, media: str) -> bool:
    """Return whether a file's name says that it is a text, or a server does and the name says nothing else."""
    if _TEXT_NAME.search(name) and media in ("", _TEXT_MEDIA, "application/octet-stream"):
        return True
    return media == _TEXT_MEDIA and _MARKUP_NAME.search(name) is None


def is_told_by_signs(kind: FileKind, name: str, media: str) -> bool:
    """Return whether nothing but signs in a text told that it is a page or Markdown."""
    return kind in ("page", "Markdown") and _MARKUP_NAME.search(name) is None and not media


def _is_binary(data: bytes) -> bool:
    """Return whether a file is no text by its first bytes, whatever it is called."""
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    is_known = data.startswith((b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", _OLE))
    return is_known or (b"\0" in data[:2000] and not is_wide)


def _in_zip(data: bytes) -> FileKind | NotExtracted:
    directory = data[-300_000:]
    start = data[:200]
    for sign, what in _IN_ZIP:
        if sign in start or (not sign.startswith(b"mimetype") and sign in directory):
            return NotExtracted(why=f"it is {what}")
    if b"word/document" in directory or b"word/document" in data[:2000] or b"[Content_Types].xml" in directory:
        return "Word document"
    return NotExtracted(why="it is a ZIP file: unpack it (unzip FILE) and read what is in it")


def _looks_like_markdown(data: bytes) -> bool:
    """Return whether a text without a name has at least two of the signs that Markdown has."""
    beginning = data[:100_000].decode("utf-8", "replace").replace("\r\n", "\n")
    return sum(sign.search(beginning) is not None for sign in _MARKDOWN_SIGNS) > 1
