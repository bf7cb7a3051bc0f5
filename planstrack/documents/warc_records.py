"""The records of a web archive (WARC 1.0 and 1.1, ISO 28500), one after another, also out of compressed data.

Each count of them has a bound: a small file may unpack to millions of lines, records or pieces.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from planstrack.documents.article import MAX_PAGE

MAX_WARC: Final = 200_000_000
"""Bytes of a web archive, compressed and decompressed."""
MAX_RECORDS: Final = 50_000
"""Records of one web archive; a page with all its pictures has some hundreds."""
MAX_HEAD: Final = 64_000
"""Bytes of the head of a record, or of a server's answer."""
MAX_HEAD_LINES: Final = 1_000
"""Lines of the head of a record, or of a server's answer."""
_EMPTY_LINES = 16  # Between records; two are written.


class BrokenError(Exception):
    """What follows cannot be read; the message says why."""


@dataclass(slots=True)
class Record:
    """A record that may hold a page: the fields of its head by their names in small letters, and what stands in it."""

    head: Mapping[str, str]
    body: bytes
    is_whole: bool


class Unpacking(io.RawIOBase):
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
                raise BrokenError("the web archive's compression is damaged") from None
            self._size += len(self._rest)
            if self._size > MAX_WARC:
                raise BrokenError(f"the web archive is larger than {MAX_WARC:,} bytes")
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def records(stream: io.BufferedIOBase) -> Iterator[Record]:
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
            raise BrokenError("the web archive is damaged: a record does not begin with WARC/")
        head = head_of(stream)
        length = head.get("content-length", "")
        if not re.fullmatch(r"[0-9]{1,12}", length):
            raise BrokenError("the web archive is damaged: a record does not say its length")
        left = int(length)
        body = b""
        if head.get("warc-type", "").lower() in ("response", "resource", "conversion", "revisit"):
            body = stream.read(min(left, MAX_PAGE + MAX_HEAD))
            left -= len(body)
            yield Record(head, body, left == 0)
        while left:
            size = len(stream.read(min(left, 1_000_000)))
            if not size:
                raise BrokenError("the web archive is damaged: a record ends too early")
            left -= size
    if stream.read(1):
        raise BrokenError(f"the web archive has more than {MAX_RECORDS:,} records")


def head_of(stream: io.BufferedIOBase) -> dict[str, str]:
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
    raise BrokenError(f"the web archive has a head of more than {MAX_HEAD_LINES:,} lines or {MAX_HEAD:,} bytes")
