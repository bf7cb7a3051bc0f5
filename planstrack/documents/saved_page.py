"""A page that a browser saved as one file (MHTML, RFC 2557): the HTML in it that the file names as its root.

The root is the part with the Content-ID that `start` names (RFC 2387), else the one at the address that the browser saved
(`Snapshot-Content-Location`, else `Content-Location` of the whole), else the first that is HTML: frames are HTML too.

The parts are told apart here, and not by the standard library, whose work grows with their number times their depth.
"""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import Message
from typing import Final

from planstrack.documents.article import Extracted, NotExtracted
from planstrack.documents.page import page_text

MAX_PARTS: Final = 2_000
"""Parts of one saved page; each picture, font and frame is one."""
MAX_NESTING: Final = 4
"""Parts in one another; browsers write one level, mail programs two or three."""
MAX_HEAD: Final = 64_000
"""Bytes before the first empty line of a part."""
MAX_HEAD_LINES: Final = 500
"""Lines before the first empty line of a part."""
_MAX_LINE = 8_000  # Characters of one header; the library's reading of parameters is slow in their length.

_MHTML = re.compile(rb"^content-type:[ \t]*multipart/related", re.MULTILINE)
_HEAD_END = re.compile(rb"\r?\n[ \t]*\r?\n")


class _TooMuchError(Exception):
    """A saved page has more parts, more levels or longer heads than browsers write."""


def is_saved_page(head: bytes) -> bool:
    """Return whether a file that begins so (in small letters) is a saved page."""
    return re.match(rb"[a-z-]+:", head) is not None and _MHTML.search(head) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageInside:
    """The page in a saved page: its bytes, what is said of their encoding, its address, and notes on the choice of it."""

    data: bytes
    charset: str | None
    url: str | None
    notes: tuple[str, ...] = ()


def saved_page(data: bytes, url: str | None) -> Extracted | NotExtracted:
    """Return the main text of the page in a saved page.

    Raises:
        ExtraMissingError: The `articles` extra is not installed.
    """
    found = page_inside(data, url)
    if isinstance(found, NotExtracted):
        return found
    page = page_text(found.data, found.charset, found.url, "saved page")
    return replace(page, notes=(*found.notes, *page.notes)) if isinstance(page, Extracted) else page


def page_inside(data: bytes, url: str | None) -> PageInside | NotExtracted:
    """Return the page in a saved page; `url` is where it was found, which wins over what it names."""
    from planstrack.fetch import is_web_address

    try:
        top, _ = _part(data)
        pages = list(_pages(data, 0, [0]))
    except _TooMuchError:
        return NotExtracted(why=f"it has more than {MAX_PARTS:,} parts, or longer heads of them than browsers write")
    except (ValueError, LookupError, TypeError, AttributeError):  # The library meets heads that nobody foresaw.
        return NotExtracted(why="it cannot be read as a saved page")
    if not pages:
        return NotExtracted(why="there is no page in this saved page")
    root, note = _root(top, pages)
    head, body = root.head, _plain(root.body, str(root.head.get("Content-Transfer-Encoding") or ""))
    named = (str(top.get("Snapshot-Content-Location") or ""), str(head.get("Content-Location") or ""))
    where = next((address.strip() for address in named if is_web_address(address.strip())), None)
    return PageInside(data=body, charset=head.get_content_charset(), url=url or where, notes=(note,) if note else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """An HTML part, still as it was sent.

    `starts` are the Content-IDs that the parts around it name as their root, `inside` those that these parts have themselves.
    """

    head: Message
    body: bytes
    starts: tuple[str, ...]
    inside: tuple[str, ...]


def _root(top: Message, pages: Sequence[_Page]) -> tuple[_Page, str | None]:
    """Return the part that the saved page names as its root, and a note when it is not there."""
    starts = [*dict.fromkeys(start for page in pages for start in page.starts)]
    addresses = [*filter(None, (_address(top, "Snapshot-Content-Location"), _address(top, "Content-Location")))]
    for names, header in ((starts, "Content-ID"), (addresses, "Content-Location")):
        for name in names:
            found = next((page for page in pages if _address(page.head, header) == name), None)
            if found is None and header == "Content-ID":  # Alternatives, of which one is HTML, may be the root.
                found = next((page for page in pages if name in page.inside), None)
            if found is not None:
                return found, None
    missing = "the page that the file names as its root is not in it: the first page was read" if starts else None
    return pages[0], missing


def _address(head: Message, name: str) -> str:
    """Return a Content-ID or an address as it is compared: without `<`, `>`, white space and the place in the page."""
    return "".join(str(head.get(name) or "").split()).strip("<>").partition("#")[0]


def _part(data: bytes) -> tuple[Message, bytes]:
    """Return the head and the body of a part."""
    end = _HEAD_END.search(data, 0, MAX_HEAD)
    if end is None and len(data) > MAX_HEAD:
        raise _TooMuchError
    head = data[: end.start()] if end else data
    if data[:1] in (b"\n", b"\r"):  # An empty line at once: a part without a head.
        head, end = b"", re.compile(rb"\r?\n").match(data)
    lines = head.split(b"\n")
    if len(lines) > MAX_HEAD_LINES or len(re.sub(rb"\n(?![ \t])", b"", max(lines, key=len))) > _MAX_LINE:
        raise _TooMuchError
    return message_from_bytes(head + b"\r\n\r\n", policy=policy.compat32), data[end.end() :] if end else b""


def _pages(
    data: bytes, level: int, parts: list[int], starts: tuple[str, ...] = (), inside: tuple[str, ...] = ()
) -> Iterator[_Page]:
    """Yield each HTML part, in order; `parts` counts them all."""
    head, body = _part(data)
    if head.get_content_type() in ("text/html", "application/xhtml+xml"):
        yield _Page(head=head, body=body, starts=starts, inside=inside)
    if head.get_content_maintype() != "multipart":
        return
    boundary = head.get_boundary()
    if not boundary or len(boundary) > 200:
        return
    if level >= MAX_NESTING:
        raise _TooMuchError
    named = head.get_param("start") if head.get_content_subtype() == "related" else None
    if isinstance(named, str) and named.strip():
        starts = (*starts, "".join(named.split()).strip("<>"))
    inside = (*inside, _address(head, "Content-ID"))
    start = None
    for border in re.finditer(
        rb"^--" + re.escape(boundary.encode("utf-8", "surrogateescape")) + rb"(--)?[ \t]*\r?$", body, re.M
    ):
        if start is not None:
            parts[0] += 1
            if parts[0] > MAX_PARTS:
                raise _TooMuchError
            yield from _pages(body[start : border.start()], level + 1, parts, starts, inside)
        start = border.end() + 1
        if border[1]:
            return
    if start is not None:  # The last border is missing: the file was cut.
        yield from _pages(body[start:], level + 1, parts, starts, inside)


def _plain(body: bytes, encoding: str) -> bytes:
    """Return a body as it was before it was encoded for transfer; what is damaged of it stays as it stands."""
    match encoding.strip().lower():
        case "quoted-printable":
            return quopri.decodestring(body)
        case "base64":
            try:
                return binascii.a2b_base64(body)
            except binascii.Error:
                return body
        case _:
            return body
