"""Where an article comes from: a file, an address, or what was read from standard input."""

from __future__ import annotations

from dataclasses import replace

from planstrack.documents import MAX_WARC, Extracted, NotExtracted, extracted
from planstrack.documents.sources import Sourced, sourced
from planstrack.intake.records import CannotError

STANDARD_INPUT = "-"


def said(error: OSError) -> str:
    """Return what the system says of a file, in small letters."""
    what = (error.strerror or str(error) or type(error).__name__).lower()
    return f"{what} ({error.filename})" if error.filename else what


def pages_of(source: str, data: bytes | None, url: str | None, allow_private: bool) -> tuple[Extracted, ...]:
    """Return the articles in a file or at an address; `data` is what stands in a source that is neither.

    Raises:
        CannotError: There is none, with the reason.
        ExtraMissingError: The `articles` extra is needed and not installed.
    """
    read = Sourced(data=data) if data is not None else sourced(source, private=allow_private, limit=MAX_WARC)
    if isinstance(read, NotExtracted):
        raise CannotError(read.why)
    found = extracted(read.data, content_type=read.content_type, url=url or read.url, name=read.name)
    led_from = (source,) if read.url is not None and read.url != source else ()
    articles = tuple(
        replace(page, led_from=(*page.led_from, *led_from)) for page in found if isinstance(page, Extracted)
    )
    if not articles:
        why = next((page.why for page in found if isinstance(page, NotExtracted)), "there is nothing in it")
        raise CannotError(f"no article was found: {why}")
    return articles
