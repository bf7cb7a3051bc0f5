"""Files and pages to plain text: what an article says, with what its page tells about itself.

Plain text stays exactly as it is. Of a page (HTML, a saved page in MHTML, the pages of a web archive in WARC) the main
text is taken as its reader sees it; what was hidden, struck out or left out of the article is reported. Nothing a page
refers to is loaded, and nothing in it is run.

    lines        what every reader of a document gives: its text and its lines, each with its place
    article      what comes of it: Extracted, or NotExtracted with the reason; a document as an article
    encodings    bytes to text
    plain        a plain text
    page         a page: its main text, and what it says of itself
    passages     what a reader sees of a page, passage by passage
    unseen       what the markup itself says that he does not see
    apart        what markup does to the characters beside it: a raised figure, a line of its own, a caption
    left_out     what the text lacks, in a sentence
    gates        pages that stand before an article and are none: consent, paywall, a check for robots, an error
    description  what a page says of itself: title, outlet, addresses, author
    published    the days on which it was published and changed, if the page says so
    saved_page   MHTML
    web_archive  WARC: its pages, in the order of their capture
    warc_records its records
"""

from __future__ import annotations

import re

from planstrack.documents.article import MAX_PAGE, Extracted, ExtraMissingError, Kind, NotExtracted, article_of
from planstrack.documents.encodings import media_type
from planstrack.documents.lines import Document, Line, laid_out
from planstrack.documents.page import HTML_MEDIA, page_text
from planstrack.documents.passages import MAX_DEPTH, MAX_ELEMENTS
from planstrack.documents.plain import plain_text
from planstrack.documents.saved_page import is_saved_page, saved_page
from planstrack.documents.warc_records import MAX_WARC
from planstrack.documents.web_archive import MAX_PAGES, is_web_archive, web_archive

__all__ = [
    "MAX_DEPTH",
    "MAX_ELEMENTS",
    "MAX_PAGE",
    "MAX_PAGES",
    "MAX_WARC",
    "Document",
    "ExtraMissingError",
    "Extracted",
    "Kind",
    "Line",
    "NotExtracted",
    "article_of",
    "extracted",
    "laid_out",
]

_HTML_NAME = re.compile(r"\.x?html?\Z", re.IGNORECASE)
_HTML_START = re.compile(rb"(?:<\?xml[^>]{0,300}>\s*|<!--.{0,1500}?-->\s*)?(?:<!doctype html|<html)", re.DOTALL)
_NOT_TEXT = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP or Word file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x1f\x8b": "a gzip file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}


def extracted(
    data: bytes, *, content_type: str | None = None, url: str | None = None, name: str = ""
) -> tuple[Extracted | NotExtracted, ...]:
    """Return the articles in a file: one for a text or page, one for each page of a web archive.

    The kind is told by the content; `content_type` (of a server) and `name` (of a file) settle what it leaves open.

    Raises:
        ExtraMissingError: The file is a page or web archive, and the `articles` extra is not installed.
    """
    media, charset = media_type(content_type)
    if is_web_archive(data):
        return web_archive(data)
    if len(data) > MAX_PAGE:
        return (NotExtracted(why=f"it is larger than {MAX_PAGE:,} bytes"),)
    for start, what in _NOT_TEXT.items():
        if data.startswith(start):
            return (NotExtracted(why=f"it is {what}: save its text, or the page as HTML, and add that"),)
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if media == "multipart/related" or is_saved_page(head):
        return (saved_page(data, url),)
    if _HTML_START.match(head) or media in HTML_MEDIA or (not media and _HTML_NAME.search(name)):
        return (page_text(data, charset, url, "page"),)
    if media and not media.startswith("text/"):
        return (NotExtracted(why=f"the server sent {media[:60]}, which is neither a page nor a text"),)
    return (plain_text(data, charset, url),)
