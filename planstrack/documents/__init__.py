"""Files and pages to plain text: what an article says, with what its page tells about itself.

Plain text stays exactly as it is. Of a page (HTML, a saved page in MHTML, the pages of a web archive in WARC) the main
text is taken as its reader sees it; what was hidden, struck out or left out of the article is reported. Nothing a page
refers to is loaded, and nothing in it is run.

    lines        what every reader of a document gives: its text and its lines, each with its place
    sources      where a document comes from: a file, an address, or bytes at hand
    word         a Word document
    pdf          a PDF
    article      what comes of it: Extracted, or NotExtracted with the reason; a document as an article
    encodings    bytes to text
    kinds        what a file is
    reading      any file as a document
    plain        a plain text
    running_heads heads and feet of pages in a plain text
    emphasis     what bold and slanted letters say of a line
    markdown     a Markdown text
    page_lines   a page as a document
    page_choice  which of its passages are taken
    list_marks   what a page prints before the items of its lists
    counting     what numbers and letters before points count as
    labels       what people print before points and parts
    label_words  the words in such labels, and the names of months
    segments     a document's lines, cut where a label begins
    runs         labels that count up together
    lists        which runs are the lists of a document
    inline_parts parts that run on in one paragraph
    pieces       what a document falls into: points, parts, leftovers, doubts
    gathering    points while they are put together
    titles       titles of points
    short_lines  lines of a few words, as titles are
    endings      lines that say that a list is over, or that a group of points begins
    remarks      lines that say themselves that another voice speaks
    titled       points without numbers that stand under titles
    comments     paragraphs without a label between the points
    points       the points of a document
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

from dataclasses import replace

from planstrack.documents.article import (
    MAX_DEPTH,
    MAX_ELEMENTS,
    MAX_PAGE,
    Extracted,
    ExtraMissingError,
    Kind,
    NotExtracted,
    article_of,
)
from planstrack.documents.encodings import media_type
from planstrack.documents.kinds import kind_of
from planstrack.documents.lines import Document, Line, laid_out
from planstrack.documents.page import page_text
from planstrack.documents.plain import plain_text
from planstrack.documents.reading import read_document
from planstrack.documents.saved_page import saved_page
from planstrack.documents.warc_records import MAX_WARC
from planstrack.documents.web_archive import MAX_PAGES, web_archive

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


def extracted(
    data: bytes, *, content_type: str | None = None, url: str | None = None, name: str = ""
) -> tuple[Extracted | NotExtracted, ...]:
    """Return the articles in a file: one for a text, page, Word document or PDF, one for each page of a web archive.

    The kind is told by the content; `content_type` (of a server) and `name` (of a file) settle what it leaves open.

    Raises:
        ExtraMissingError: The libraries that read this kind are not installed (the extras `articles` and `documents`).
    """
    media, charset = media_type(content_type)
    kind = kind_of(data, name=name, media=media)
    if isinstance(kind, NotExtracted):
        return (kind,)
    if kind == "web archive":
        return web_archive(data)
    if kind in ("PDF", "Word document"):
        found = read_document(data, name=name, content_type=content_type, url=url)
        return (replace(article_of(found), url=found.url or url) if isinstance(found, Document) else found,)
    if len(data) > MAX_PAGE:
        return (NotExtracted(why=f"it is larger than {MAX_PAGE:,} bytes"),)
    if kind == "saved page":
        return (saved_page(data, url),)
    return (page_text(data, charset, url, "page") if kind == "page" else plain_text(data, charset, url),)
