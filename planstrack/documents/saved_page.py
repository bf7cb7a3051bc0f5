"""A page that a browser saved as one file (MHTML, RFC 2557): the first HTML in it.

The parts are told apart here, and not by the standard library, whose work grows with their number times their depth.
"""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
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
    """The page in a saved page: its bytes, what is said of their encoding, and its address."""

    data: bytes
    charset: str | None
    url: str | None


def saved_page(data: bytes, url: str | None) -> Extracted | NotExtracted:
    """Return the main text of the page in a saved page.

    Raises:
        ExtraMissingError: The `articles` extra is not installed.
    """
    found = page_inside(data, url)
    if isinstance(found, NotExtracted):
        return found
    return page_text(found.data, found.charset, found.url, "saved page")


def page_inside(data: bytes, url: str | None) -> PageInside | NotExtracted:
    """Return the page in a saved page; `url` is where it was found, which wins over what it names."""
    from planstrack.fetch import is_web_address

    try:
        top, _ = _part(data)
        found = next(_pages(data, 0, [0]), None)
    except _TooMuchError:
        return NotExtracted(why=f"it has more than {MAX_PARTS:,} parts, or longer heads of them than browsers write")
    except (ValueError, LookupError, TypeError, AttributeError):  # The library meets heads that nobody foresaw.
        return NotExtracted(why="it cannot be read as a saved page")
    if found is None:
        return NotExtracted(why="there is no page in this saved page")
    head, body = found
    named = (str(top.get("Snapshot-Content-Location") or ""), str(head.get("Content-Location") or ""))
    where = next((address.strip() for address in named if is_web_address(address.strip())), None)
    return PageInside(data=body, charset=head.get_content_charset(), url=url or where)


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


def _pages(data: bytes, level: int, parts: list[int]) -> Iterator[tuple[Message, bytes]]:
    """Yield the head and the decoded body of each HTML part, in order; `parts` counts them all."""
    head, body = _part(data)
    if head.get_content_type() == "text/html":
        yield head, _plain(body, str(head.get("Content-Transfer-Encoding") or ""))
    if head.get_content_maintype() != "multipart":
        return
    boundary = head.get_boundary()
    if not boundary or len(boundary) > 200:
        return
    if level >= MAX_NESTING:
        raise _TooMuchError
    start = None
    for border in re.finditer(
        rb"^--" + re.escape(boundary.encode("utf-8", "surrogateescape")) + rb"(--)?[ \t]*\r?$", body, re.M
    ):
        if start is not None:
            parts[0] += 1
            if parts[0] > MAX_PARTS:
                raise _TooMuchError
            yield from _pages(body[start : border.start()], level + 1, parts)
        start = border.end() + 1
        if border[1]:
            return
    if start is not None:  # The last border is missing: the file was cut.
        yield from _pages(body[start:], level + 1, parts)


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
