"""Web archives (WARC 1.0 and 1.1, ISO 28500): the pages that were answered with status 200, or kept as a resource.

A record goes by its own day, which is that of its capture and never of publication. Several captures of one address come
in the order of their days; what led to an address (a permanent redirect) is one of its names, and a record that a page was
unchanged (revisit) is told.

Records are read one after another, also out of compressed data, and each count of them has a bound: a small file may unpack
to millions of lines, records or pieces. Nothing is printed, and a damaged archive gives the pages before the damage.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urljoin

from planstrack.documents.article import MAX_PAGE, Extracted, NotExtracted
from planstrack.documents.encodings import media_type
from planstrack.documents.page import HTML_MEDIA, page_text
from planstrack.documents.plain import plain_text
from planstrack.documents.warc_records import MAX_HEAD, MAX_WARC, BrokenError, Record, Unpacking, head_of, records

MAX_PAGES: Final = 200
"""Pages taken out of one web archive."""
MAX_CHUNKS: Final = 100_000
"""Pieces in which a server sent one page."""
MAX_TAGS: Final = 1_000_000
"""Signs `<` in all the pages of one web archive together."""

_HOPS = 5  # Redirects that lead to a page one after another.
_FIRST_YEAR, _LAST_YEAR = 1989, 2200
_NO_DAY = datetime.max.replace(tzinfo=UTC)
_READ = (b"200", b"301", b"308")  # A page, and the answers that it has another address for good.
_CONTENT_TYPE = re.compile(rb"^content-type:[ \t]*([^\r\n]{0,200})", re.IGNORECASE | re.MULTILINE)
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


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
    stream = io.BytesIO(data) if data[:2] != b"\x1f\x8b" else io.BufferedReader(Unpacking(data), 65_536)
    found = _Found()
    ending = ""
    try:
        for record in records(stream):
            found.add(record)
    except BrokenError as error:
        ending = str(error)
    articles = found.in_order()
    if not articles:
        why = found.others[0].why if found.others else found.why_nothing()
        return (NotExtracted(why=ending if ending and not found.others else why),)
    notes = (*articles[0].notes, *found.notes())
    if ending:
        notes += (f"{ending}; what follows was not read",)
    return (replace(articles[0], notes=notes), *articles[1:])


@dataclass(slots=True)
class _Found:
    """What was read of a web archive so far."""

    articles: list[Extracted] = field(default_factory=list)
    derived: list[Extracted] = field(default_factory=list)
    others: list[NotExtracted] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    unchanged: list[tuple[str, datetime | None]] = field(default_factory=list)
    tags: int = 0

    def add(self, record: Record) -> None:
        """Take what a record holds.

        Raises:
            BrokenError: There are more pages, or larger ones, than are read.
        """
        found = _page_of(record)
        if isinstance(found, _Page):
            self.tags += found.body.count(b"<")
            if self.tags > MAX_TAGS or len(self.articles) + len(self.derived) + len(self.others) >= MAX_PAGES:
                raise BrokenError(f"there are more than {MAX_PAGES} pages in it, or too large ones")
        page = found.read() if isinstance(found, _Page) else found
        if isinstance(page, Extracted):
            is_derived = record.head.get("warc-type", "").lower() == "conversion"
            (self.derived if is_derived else self.articles).append(page)
        elif isinstance(page, _Moved):
            self.moved.append((page.old, page.new))
        elif isinstance(page, _Unchanged):
            self.unchanged.append((page.url, page.when))
        elif page is not None:
            self.others.append(page)

    def in_order(self) -> list[Extracted]:
        """Return the pages, those of one address in the order of their capture, each with what led to it.

        A text that an archive made of a page is left out where the page is there.
        """
        from planstrack.fetch import compared

        known = {compared(page.url) for page in self.articles if page.url}
        pages = [*self.articles, *(page for page in self.derived if not page.url or compared(page.url) not in known)]
        places: dict[str, list[int]] = {}
        for at, page in enumerate(pages):
            places.setdefault(compared(page.url) if page.url else f" {at}", []).append(at)
        ordered = list(pages)
        for same in places.values():
            by_day = sorted(same, key=lambda at: (pages[at].captured or _NO_DAY, at))
            for at, other in zip(same, by_day, strict=True):
                ordered[at] = pages[other]
        led: dict[str, list[str]] = {}
        for old, new in self.moved:
            led.setdefault(compared(new), []).append(old)
        return [replace(page, led_from=_leading_to(page.url, led)) if page.url else page for page in ordered]

    def why_nothing(self) -> str:
        """Return why there is no page, when nothing in the archive was a page that could not be read."""
        if self.unchanged:
            return "its records only say that pages were unchanged: add the web archive in which they were taken"
        if self.moved:
            return "its records only say that pages have another address"
        return "there is no page in this web archive"

    def notes(self) -> tuple[str, ...]:
        """Return sentences on what is not among the pages."""
        found: list[str] = []
        if self.others:
            found.append(
                f"pages of the web archive that were left out: {len(self.others)}; of the first, {self.others[0].why}"
            )
        if self.unchanged:
            url, when = self.unchanged[0]
            day = f" on {when.date()}" if when else ""
            more = f", and {len(self.unchanged) - 1} more" if len(self.unchanged) > 1 else ""
            found.append(f"the web archive says that {url[:200]} was unchanged{day}{more}")
        return tuple(found)


def _leading_to(url: str, led: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return the addresses that led to one, also by way of others."""
    from planstrack.fetch import compared

    found: dict[str, None] = {}
    at = [url]
    for _ in range(_HOPS):
        at = [old for new in at for old in led.get(compared(new), [])[:_HOPS] if old not in found and old != url]
        found |= dict.fromkeys(at)
    return tuple(found)


# ------------------------------------------------------------------------------------------------------- pages


@dataclass(slots=True)
class _Moved:
    """A page that has another address for good."""

    old: str
    new: str


@dataclass(slots=True)
class _Unchanged:
    """A page that was the same as before when it was visited again."""

    url: str
    when: datetime | None


@dataclass(slots=True)
class _Page:
    body: bytes
    media: str
    charset: str | None
    url: str | None
    when: datetime | None
    cut: str

    def read(self) -> Extracted | NotExtracted:
        if self.media == "text/plain":
            found = plain_text(self.body, self.charset, self.url)
        else:
            found = page_text(self.body, self.charset, self.url, "web archive")
        if not isinstance(found, Extracted):
            return found
        note = (f"the record was cut when the page was taken ({self.cut[:40]}): this may be only its beginning",)
        return replace(found, kind="web archive", captured=self.when, notes=(*found.notes, *(note if self.cut else ())))


def _moment(written: str) -> datetime | None:
    """Return when a record was made; None when it does not say so in a form that can be read."""
    try:
        moment = datetime.fromisoformat(written[:40].strip())
    except ValueError:
        return None
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:  # There was no web; and a zone may not lead out of the calendar.
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _page_of(record: Record) -> _Page | _Moved | _Unchanged | NotExtracted | None:
    """Return the page in a record, decoded; None when there is none, and a reason when it cannot be had."""
    from planstrack.fetch import is_web_address

    kind = record.head.get("warc-type", "").lower()
    head, body = record.head, record.body
    where = record.head.get("warc-target-uri", "").strip("<> ")
    when = _moment(record.head.get("warc-date", ""))
    if kind == "revisit":
        said = _CONTENT_TYPE.search(body[:MAX_HEAD])
        kept, _ = media_type(said[1].decode("latin-1") if said else "")
        return _Unchanged(where, when) if kept in ("", *HTML_MEDIA) and is_web_address(where) else None
    if kind == "response":
        stream = io.BytesIO(body)
        status = stream.readline(MAX_HEAD)
        code = re.match(rb"HTTP/[0-9.]{1,4} ([0-9]{3})\b", status)
        if code is None or code[1] not in _READ:
            return None
        try:
            head = head_of(stream)
        except BrokenError:
            return None
        if code[1] != b"200":
            return _moved(where, head.get("location", ""))
        body = stream.read()
    media, charset = media_type(head.get("content-type"))
    if media not in HTML_MEDIA and not (kind == "conversion" and media == "text/plain"):
        return None
    decoded = _decoded(body, head) if record.is_whole else None
    if decoded is None or len(decoded) > MAX_PAGE:
        how = f"larger than {MAX_PAGE:,} bytes, or packed in a way that cannot be read"
        return NotExtracted(why=f"a page in the web archive is {how}")
    cut = record.head.get("warc-truncated", "")
    return _Page(decoded, media, charset, where if is_web_address(where) else None, when, cut)


def _moved(old: str, location: str) -> _Moved | None:
    """Return where a page has gone, when both addresses are those of pages."""
    from planstrack.fetch import is_web_address

    try:
        new = urljoin(old, location.strip())
    except ValueError:
        return None
    return _Moved(old, new) if is_web_address(old) and is_web_address(new) else None


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
