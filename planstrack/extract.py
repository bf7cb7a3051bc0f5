"""Files and pages to plain text: what an article says, with what its page tells about itself.

Plain text stays exactly as it is. Of a page (HTML, a saved page in MHTML, the pages of a web archive in WARC) the main
text is taken, without what its reader could not see; what was hidden or struck out is reported. Nothing a
page refers to is loaded, and nothing in it is run.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_PAGE = 10_000_000
"""Bytes of one page or text, as a file."""
MAX_ELEMENTS = 30_000
"""Elements of one page; a long report has some thousands, and a page made to keep a reader busy has more."""
MAX_WARC = 200_000_000
"""Bytes of a web archive, decompressed."""
MAX_PAGES = 200
"""Pages taken out of one web archive."""

Kind = Literal["text", "page", "saved page", "web archive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """One article's text and what its page says of it. `notes` are sentences on what was left out or guessed."""

    kind: Kind
    text: str = field(repr=False)
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    author: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotExtracted:
    """Why a file holds no article, in a sentence."""

    why: str


class ExtraMissingError(Exception):
    """A library of the `articles` extra is not installed."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} needs more libraries: pip install 'planstrack[articles]'")


def extracted(
    data: bytes, *, content_type: str | None = None, url: str | None = None, name: str = ""
) -> tuple[Extracted | NotExtracted, ...]:
    """Return the articles in a file: one for a text or page, one for each page of a web archive.

    The kind is told by the content; `content_type` (of a server) and `name` (of a file) settle what it leaves open.

    Raises:
        ExtraMissingError: The file is a page or web archive, and the `articles` extra is not installed.
    """
    media, charset = _media(content_type)
    if data[:5] == b"WARC/" or (data[:2] == b"\x1f\x8b" and _unzipped(data, 16)[:5] == b"WARC/"):
        return _web_archive(data)
    if len(data) > MAX_PAGE:
        return (NotExtracted(why=f"it is larger than {MAX_PAGE:,} bytes"),)
    for start, what in _NOT_TEXT.items():
        if data.startswith(start):
            return (NotExtracted(why=f"it is {what}: save its text, or the page as HTML, and add that"),)
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if media == "multipart/related" or (re.match(rb"[a-z-]+:", head) and _MHTML.search(head)):
        return (_saved_page(data, url),)
    if _HTML_START.match(head) or media in _HTML_MEDIA or (not media and _HTML_NAME.search(name)):
        return (_page(data, charset, url, "page"),)
    if media and not media.startswith("text/"):
        return (NotExtracted(why=f"the server sent {media[:60]}, which is neither a page nor a text"),)
    return (_plain(data, charset, url),)


_HTML_NAME = re.compile(r"\.x?html?\Z", re.IGNORECASE)
_HTML_MEDIA = ("text/html", "application/xhtml+xml")
_HTML_START = re.compile(rb"(?:<\?xml[^>]{0,300}>\s*|<!--.{0,1500}?-->\s*)?(?:<!doctype html|<html)", re.DOTALL)
_MHTML = re.compile(rb"^content-type:[ \t]*multipart/related", re.MULTILINE)
_NOT_TEXT = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP or Word file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x1f\x8b": "a gzip file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}  # fmt: skip

# --------------------------------------------------------------------------------------------------- encodings

_ENCODING = re.compile(
    r"(?:utf-?8|utf-?16(?:le|be)?|windows-?125[0-8]|cp125[0-8]|iso-?8859-?1?[0-9]|latin-?1|koi8-?[ru]|ibm866|cp866"
    r"|macintosh|mac-?cyrillic|gb2312|gbk|gb18030|big5|shift[_-]?jis|euc-?jp|euc-?kr|iso-?2022-?jp|us-ascii|ascii|tis-?620)\Z"
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,30})", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def _media(content_type: str | None) -> tuple[str, str | None]:
    """Return the media type (lower case, empty if none) and the charset of a Content-Type header."""
    media, _, rest = (content_type or "")[:500].partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,30})", rest, re.IGNORECASE)
    return media.strip().lower(), charset[1] if charset else None


def _codec(label: str | None) -> str | None:
    """Return Python's name of an encoding that pages use, read as browsers do; None for any other label.

    Python also knows codecs such as `unicode_escape` and `punycode`, which a page must not choose.
    """
    name = (label or "").strip().lower()
    if not _ENCODING.match(name):
        return None
    if name in ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii"):
        return "windows-1252"
    if name.startswith(("utf-16", "utf16")):
        return "utf-16-le" if not name.endswith("be") else "utf-16-be"
    return {"gb2312": "gb18030", "gbk": "gb18030", "macintosh": "mac-roman"}.get(name, name)


def _decoded(data: bytes, labels: tuple[str | None, ...]) -> tuple[str, tuple[str, ...]]:
    """Return bytes as text, with notes: by the byte-order mark, the labels, as UTF-8, else as what is most likely."""
    for mark, name in _BOMS[1:]:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), ()
    known = [codec for codec in map(_codec, labels) if codec]
    for codec in (*[c for c in known if c != "utf-8"][:1], "utf-8", *known):
        try:
            return data.decode(codec), ()
        except (UnicodeDecodeError, LookupError):
            continue
    if known:
        text = data.decode(known[0], "replace")
        return text, (f"{text.count(chr(0xFFFD))} characters could not be read as {known[0]}",)
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return data.decode("windows-1252", "replace"), ("the encoding is not stated; it was read as windows-1252",)
    best = from_bytes(data[:100_000]).best()
    codec = best.encoding if best else "windows-1252"
    return data.decode(codec, "replace"), (f"the encoding is not stated; it was guessed to be {codec}",)


def _plain(data: bytes, charset: str | None, url: str | None) -> Extracted | NotExtracted:
    """Return a plain text exactly as it is. UTF-8 comes first: then the text's hash is the file's."""
    try:
        text, notes = data.decode("utf-8"), tuple[str, ...]()
    except UnicodeDecodeError:
        text, notes = _decoded(data, (charset,))
    if "\0" in text:
        return NotExtracted(why="it is not a text: it holds NUL characters")
    if not text.strip():
        return NotExtracted(why="it holds no words")
    return Extracted(kind="text", text=text, url=url, notes=notes)


# ------------------------------------------------------------------------------------------------------- pages

_HIDDEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|\Z)"
    r"|font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|\Z))",
    re.IGNORECASE,
)
_STRUCK = frozenset(("del", "s", "strike"))
_NEVER_SHOWN = frozenset(("style", "template", "noscript", "iframe", "object", "embed", "svg", "select"))


def _page(data: bytes, charset: str | None, url: str | None, kind: Kind) -> Extracted | NotExtracted:
    """Return the main text of a page, its title in front, with what the page says of itself."""
    meta = _META_CHARSET.search(data[:4096])
    text, notes = _decoded(data, (charset, meta[1].decode("ascii") if meta else None))
    try:
        import lxml.etree
        import lxml.html
        from trafilatura import bare_extraction
    except ImportError as error:
        raise ExtraMissingError("reading web pages") from error
    markup = re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", text.lstrip("\ufeff"))
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = (
            None
            if markup.count("<") > 3 * MAX_ELEMENTS
            else lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
        )
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return NotExtracted(why="it cannot be read as a page")
    if tree is None or sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        return NotExtracted(why=f"the page has more than {MAX_ELEMENTS:,} elements: save its text and add that")
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    notes += _without_unseen(tree)
    try:
        found: Any = bare_extraction(tree, url=url, fast=True, include_comments=False, with_metadata=True)
    except (lxml.etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError, KeyError, IndexError):
        found = None  # The library meets pages that nobody foresaw; then there is no main text, which is said.
    body = (found.text or "").strip() if found is not None else ""
    if not body:
        return NotExtracted(why="no main text was found in the page: save its text and add that")
    title = _line(found.title)
    if title and title.casefold() not in " ".join(body[: len(title) + 200].split()).casefold():
        body = f"{title}\n\n{body}"
    return Extracted(
        kind=kind,
        text=body,
        title=title,
        outlet=_line(found.sitename) or _line(found.hostname),
        url=_web(url) or _web(found.url),
        published=_day(found.date),
        language=language.strip().lower()[:20] if language and re.match(r"\s*[A-Za-z]{2,3}\b", language) else None,
        author=_line(found.author),
        notes=notes,
    )


def _without_unseen(tree: HtmlElement) -> tuple[str, ...]:
    """Take out of a page what its reader does not see, and what is struck out; return notes on what that was."""
    hidden: list[str] = []
    struck: list[str] = []
    for element in list(tree.iter()):
        # Scripts stay for now: in JSON-LD the page says when it was published. None is run, and none is main text.
        if element.tag in ("html", "body", "head", "script") or element.getparent() is None:
            continue
        name = str(element.tag)
        if name in _NEVER_SHOWN:
            element.drop_tree()
            continue
        unseen = element.get("hidden") is not None or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
        if not unseen and name not in _STRUCK:
            continue
        words = " ".join(str(element.text_content()).split())
        if words:
            (hidden if unseen else struck).append(words)
        element.drop_tree()
    said = (("hidden", hidden), ("struck out", struck))
    return tuple(_left_out(how, passages) for how, passages in said if passages)


def _left_out(how: str, passages: list[str]) -> str:
    count = "1 passage that is" if len(passages) == 1 else f"{len(passages)} passages that are"
    longest = max(passages, key=len)
    return f"left out {count} {how} on the page: “{longest[:80]}{'…' if len(longest) > 80 else ''}”"


def _line(value: object) -> str | None:
    """Return a metadata value as one line of at most 300 characters; None when there is nothing in it."""
    words = " ".join(str(value).split()) if value else ""
    return words[:300] or None


def _web(url: object) -> str | None:
    value = str(url).strip() if url else ""
    return value if re.match(r"https?://[^\s<>\"]{1,1990}\Z", value, re.IGNORECASE) else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _saved_page(data: bytes, url: str | None) -> Extracted | NotExtracted:
    """Return the main text of a page that a browser saved as one MHTML file."""
    from email import message_from_bytes, policy

    try:
        message = message_from_bytes(data, policy=policy.compat32)
        html = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        if html is None:
            return NotExtracted(why="there is no page in this saved page")
        body, charset = html.get_payload(decode=True), html.get_content_charset()
        where = _web(message.get("Snapshot-Content-Location")) or _web(html.get("Content-Location"))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        return NotExtracted(why="it cannot be read as a saved page")
    if not isinstance(body, bytes):
        return NotExtracted(why="there is no page in this saved page")
    return _page(body, charset, url or where, "saved page")


# ------------------------------------------------------------------------------------------------ web archives


def _unzipped(data: bytes, most: int) -> bytes:
    """Return gzip data decompressed, `most` + 1 bytes at most; nothing when it is damaged."""
    from planstrack.fetch import unzipped  # Fetching needs asyncio, which takes longer to import than a text to read.

    return unzipped(data, most) or b""


def _web_archive(data: bytes) -> tuple[Extracted | NotExtracted, ...]:
    if data[:2] == b"\x1f\x8b":
        # Decompressed here, with a cap: the library would unpack whatever a record hides before anybody looks at it.
        plain = _unzipped(data, MAX_WARC)
        if not plain:
            return (NotExtracted(why="the web archive's compression is damaged"),)
        data = plain
    if len(data) > MAX_WARC:
        return (NotExtracted(why=f"the web archive is larger than {MAX_WARC:,} bytes"),)
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError as error:
        raise ExtraMissingError("reading web archives") from error
    pages: list[Extracted | NotExtracted] = []
    for found in _records(iter(ArchiveIterator(BytesIO(data)))):
        pages.append(found)
        if len(pages) >= MAX_PAGES:
            break
    articles = [page for page in pages if isinstance(page, Extracted)]
    if articles:
        return tuple(articles)
    return tuple(pages[:1]) or (NotExtracted(why="there is no page in this web archive"),)


def _records(records: Iterator[Any]) -> Iterator[Extracted | NotExtracted]:
    """Yield each page of a web archive's records: HTML answered with status 200, or kept as a resource."""
    while True:
        try:
            record = next(records)
        except StopIteration:
            return
        except Exception as error:  # For damaged input the library raises many kinds, and all mean the same.
            yield NotExtracted(why=f"the web archive is damaged: {' '.join(str(error).split())[:120]}")
            return
        kind = record.rec_type
        if kind not in ("response", "resource", "conversion"):
            continue
        headers = record.http_headers
        if kind == "response" and (headers is None or headers.get_statuscode() != "200"):
            continue
        media, charset = _media((record.rec_headers if headers is None else headers).get_header("Content-Type"))
        if media not in _HTML_MEDIA and not (kind == "conversion" and media == "text/plain"):
            continue
        try:
            body = record.content_stream().read(MAX_PAGE + 1)
        except Exception:  # As above: a damaged record is left out, the others are read.
            continue
        if len(body) > MAX_PAGE:
            yield NotExtracted(why=f"a page in the web archive is larger than {MAX_PAGE:,} bytes")
            continue
        where = _web(record.rec_headers.get_header("WARC-Target-URI"))
        if media == "text/plain":
            page: Extracted | NotExtracted = _plain(body, charset, where)
        else:
            page = _page(body, charset, where, "web archive")
        yield replace(page, kind="web archive") if isinstance(page, Extracted) else page
