"""Web archives (WARC 1.0 and 1.1, ISO 28500): the pages that were answered with status 200, or kept as a resource.

Records are read one after another, also out of compressed data, and each count of them has a bound: a small file may unpack
to millions of lines, records or pieces. Nothing is printed, and a damaged archive gives the pages before the damage.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from planstrack.documents.article import MAX_PAGE, Extracted, NotExtracted
from planstrack.documents.encodings import media_type
from planstrack.documents.page import HTML_MEDIA, page_text
from planstrack.documents.plain import plain_text

MAX_WARC: Final = 200_000_000
"""Bytes of a web archive, compressed and decompressed."""
MAX_PAGES: Final = 200
"""Pages taken out of one web archive."""
MAX_RECORDS: Final = 50_000
"""Records of one web archive; a page with all its pictures has some hundreds."""
MAX_HEAD: Final = 64_000
"""Bytes of the head of a record, or of a server's answer."""
MAX_HEAD_LINES: Final = 1_000
"""Lines of the head of a record, or of a server's answer."""
MAX_CHUNKS: Final = 100_000
"""Pieces in which a server sent one page."""
MAX_TAGS: Final = 1_000_000
"""Signs `<` in all the pages of one web archive together."""

_EMPTY_LINES = 16  # Between records; two are written.
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


class _BrokenError(Exception):
    """What follows cannot be read; the message says why."""


@dataclass(slots=True)
class _Record:
    head: Mapping[str, str]
    body: bytes
    is_whole: bool


def is_web_archive(data: bytes) -> bool:
    """Return whether a file is a web archive, compressed or not."""
    if data[:2] != b"\x1f\x8b":
        return data[:5] == b"WARC/"
    from planstrack.fetch import unzipped  # Fetching needs asyncio, which takes longer to import than a text to read.

    return (unzipped(data[:100_000], 4) or b"")[:5] == b"WARC/"


def web_archive(data: bytes) -> tuple[Extracted | NotExtracted, ...]:
    """Return the pages of a web archive; what was not read of it stands in the notes of the first.

    Raises:
        ExtraMissingError: The `articles` extra is not installed.
    """
    if len(data) > MAX_WARC:
        return (NotExtracted(why=f"the web archive is larger than {MAX_WARC:,} bytes"),)
    stream = io.BytesIO(data) if data[:2] != b"\x1f\x8b" else io.BufferedReader(_Unpacking(data), 65_536)
    articles: list[Extracted] = []
    others: list[NotExtracted] = []
    ending = ""
    tags = 0
    try:
        for record in _records(stream):
            found = _page_of(record)
            if isinstance(found, _Page):
                tags += found.body.count(b"<")
                if tags > MAX_TAGS or len(articles) + len(others) >= MAX_PAGES:
                    raise _BrokenError(f"there are more than {MAX_PAGES} pages in it, or too large ones")
            page = found.read() if isinstance(found, _Page) else found
            if isinstance(page, Extracted):
                articles.append(page)
            elif page is not None:
                others.append(page)
    except _BrokenError as error:
        ending = str(error)
    if not articles:
        why = others[0].why if others else "there is no page in this web archive"
        return (NotExtracted(why=ending if ending and not others else why),)
    notes = articles[0].notes
    if others:
        notes += (f"pages of the web archive that were left out: {len(others)}; of the first, {others[0].why}",)
    if ending:
        notes += (f"{ending}; what follows was not read",)
    return (replace(articles[0], notes=notes), *articles[1:])


# ----------------------------------------------------------------------------------------------------- records


class _Unpacking(io.RawIOBase):
    """Compressed data as a stream of what it holds, `MAX_WARC` bytes at most."""

    def __init__(self, data: bytes) -> None:
        from planstrack.fetch import unpacked

        self._pieces = unpacked(data)
        self._rest = memoryview(b"")
        self._size = 0

    def readable(self) -> bool:
        """Return True: this is for reading."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer as far as there is data at hand; return how far."""
        from planstrack.fetch import DamagedError

        if not self._rest:
            try:
                self._rest = memoryview(next(self._pieces, b""))
            except DamagedError:
                raise _BrokenError("the web archive's compression is damaged") from None
            self._size += len(self._rest)
            if self._size > MAX_WARC:
                raise _BrokenError(f"the web archive is larger than {MAX_WARC:,} bytes")
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def _records(stream: io.BufferedIOBase) -> Iterator[_Record]:
    """Yield the records of a web archive that may hold pages."""
    for _ in range(MAX_RECORDS):
        line = b"\n"
        for _ in range(_EMPTY_LINES):
            line = stream.readline(MAX_HEAD)
            if line.strip() or not line:
                break
        if not line:
            return
        if not line.startswith(b"WARC/"):
            raise _BrokenError("the web archive is damaged: a record does not begin with WARC/")
        head = _head(stream)
        length = head.get("content-length", "")
        if not re.fullmatch(r"[0-9]{1,12}", length):
            raise _BrokenError("the web archive is damaged: a record does not say its length")
        left = int(length)
        body = b""
        if head.get("warc-type", "").lower() in ("response", "resource", "conversion"):
            body = stream.read(min(left, MAX_PAGE + MAX_HEAD))
            left -= len(body)
            yield _Record(head, body, left == 0)
        while left:
            size = len(stream.read(min(left, 1_000_000)))
            if not size:
                raise _BrokenError("the web archive is damaged: a record ends too early")
            left -= size
    if stream.read(1):
        raise _BrokenError(f"the web archive has more than {MAX_RECORDS:,} records")


def _head(stream: io.BufferedIOBase) -> dict[str, str]:
    """Return the fields of a head by their names in small letters; of two with one name, the first."""
    found: dict[str, str] = {}
    name = ""
    size = 0
    for _ in range(MAX_HEAD_LINES):
        line = stream.readline(MAX_HEAD)
        size += len(line)
        if size > MAX_HEAD:
            break
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            return found
        if text[0] in " \t":
            found[name] = f"{found.get(name, '')} {text.strip()}"
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        if name in found:
            name = ""
        found[name] = value.strip()
    raise _BrokenError(f"the web archive has a head of more than {MAX_HEAD_LINES:,} lines or {MAX_HEAD:,} bytes")


# ------------------------------------------------------------------------------------------------------- pages


@dataclass(slots=True)
class _Page:
    body: bytes
    media: str
    charset: str | None
    url: str | None

    def read(self) -> Extracted | NotExtracted:
        if self.media == "text/plain":
            found = plain_text(self.body, self.charset, self.url)
        else:
            found = page_text(self.body, self.charset, self.url, "web archive")
        return replace(found, kind="web archive") if isinstance(found, Extracted) else found


def _page_of(record: _Record) -> _Page | NotExtracted | None:
    """Return the page in a record, decoded; None when there is none, and a reason when it cannot be had."""
    from planstrack.fetch import is_web_address

    kind = record.head.get("warc-type", "").lower()
    head, body = record.head, record.body
    if kind == "response":
        stream = io.BytesIO(body)
        status = stream.readline(MAX_HEAD)
        if not re.match(rb"HTTP/[0-9.]{1,4} 200\b", status):
            return None
        try:
            head = _head(stream)
        except _BrokenError:
            return None
        body = stream.read()
    media, charset = media_type(head.get("content-type"))
    if media not in HTML_MEDIA and not (kind == "conversion" and media == "text/plain"):
        return None
    decoded = _decoded(body, head) if record.is_whole else None
    if decoded is None or len(decoded) > MAX_PAGE:
        how = f"larger than {MAX_PAGE:,} bytes, or packed in a way that cannot be read"
        return NotExtracted(why=f"a page in the web archive is {how}")
    where = record.head.get("warc-target-uri", "").strip("<> ")
    return _Page(decoded, media, charset, where if is_web_address(where) else None)


def _decoded(body: bytes, head: Mapping[str, str]) -> bytes | None:
    """Return a page as it was before it was sent; None when that is too large or cannot be done.

    Some archives keep a server's headers and store the page decoded already: then it stays as it is.
    """
    if "chunked" in head.get("transfer-encoding", "").lower() and _CHUNK.match(body):
        whole = _joined(body)
        if whole is None:
            return None
        body = whole
    encoding = head.get("content-encoding", "").strip().lower()
    if encoding in ("gzip", "x-gzip", "deflate"):
        from planstrack.fetch import unzipped

        forms = (47,) if encoding != "deflate" else (47, -15)
        found = next((plain for form in forms if (plain := unzipped(body, MAX_PAGE, form)) is not None), None)
        return found if found is not None or body[:2] == b"\x1f\x8b" else body
    return body if encoding in ("", "identity") or body.lstrip()[:1] == b"<" else None


def _joined(body: bytes) -> bytes | None:
    """Return the pieces of a chunked body joined; None when they are damaged or too many."""
    pieces: list[bytes] = []
    at = 0
    for _ in range(MAX_CHUNKS):
        size = _CHUNK.match(body, at)
        if size is None:
            return None
        length = int(size[1], 16)
        if not length:
            return b"".join(pieces)
        pieces.append(body[size.end() : size.end() + length])
        at = size.end() + length
        if body[at : at + 2] == b"\r\n":
            at += 2
    return None
