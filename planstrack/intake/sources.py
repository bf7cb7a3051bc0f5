"""Where an article comes from: a file, an address, or what was read from standard input."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path, PurePath

from planstrack.documents import MAX_WARC, Extracted, ExtraMissingError, NotExtracted, extracted
from planstrack.files.reading import regular_bytes
from planstrack.intake.records import CannotError

STANDARD_INPUT = "-"


def is_address(source: str) -> bool:
    """Return whether a source is an address, and not the name of a file."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://", source) is not None


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
    led_from: tuple[str, ...] = ()
    if data is not None:
        found = extracted(data, url=url)
    elif is_address(source):
        try:
            from planstrack.fetch import NotFetched, fetch

            page = fetch(source, private=allow_private)
        except ImportError as error:
            raise ExtraMissingError("fetching pages") from error
        if isinstance(page, NotFetched):
            where = "" if page.url == source else f" at {page.url}"
            raise CannotError(f"the page was not fetched{where}: {page.why}")
        led_from = (source,) if page.url != source else ()
        found = extracted(page.data, content_type=page.content_type, url=url or page.url)
    else:
        try:
            data = regular_bytes(Path(os.path.realpath(source)), MAX_WARC)  # A person named it: a link is followed.
        except OSError as error:
            raise CannotError(f"the file cannot be read: {said(error)}") from None
        except ValueError:
            raise CannotError("a file's name cannot hold a NUL character") from None
        found = extracted(data, url=url, name=PurePath(source).name)
    articles = tuple(
        replace(page, led_from=(*page.led_from, *led_from)) for page in found if isinstance(page, Extracted)
    )
    if not articles:
        why = next((page.why for page in found if isinstance(page, NotExtracted)), "there is nothing in it")
        raise CannotError(f"no article was found: {why}")
    return articles
