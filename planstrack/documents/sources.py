"""Where a document comes from: a file, an address, or bytes at hand (a paste on standard input)."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Final

from planstrack.documents.article import ExtraMissingError, NotExtracted
from planstrack.files.reading import regular_bytes

MAX_SOURCE: Final = 100_000_000
"""Bytes of a file at most; what each kind of document may have, its reader says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """The bytes of a document; `name` is its file's name, which tells its kind and is written nowhere."""

    data: bytes = field(repr=False)
    name: str = ""
    content_type: str | None = None
    url: str | None = None


def is_address(source: str) -> bool:
    """Return whether a source is named by an address (`https://…`), rather than a file's name."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://", source) is not None


def sourced(source: str, *, private: bool = False, limit: int = MAX_SOURCE) -> Sourced | NotExtracted:
    """Return what a file or an http(s) address holds, or why it cannot be had.

    Args:
        source: A file's name, or an address.
        private: Whether addresses of private networks may be fetched from.
        limit: The most bytes of a file.

    Raises:
        ExtraMissingError: It is an address, and what fetches is not installed.
    """
    if is_address(source):
        try:
            from planstrack.fetch import NotFetched, fetch

            page = fetch(source, private=private)
        except ImportError as error:
            raise ExtraMissingError("fetching pages") from error
        if isinstance(page, NotFetched):
            where = "" if page.url == source else f" at {page.url}"
            return NotExtracted(why=f"the page was not fetched{where}: {page.why}")
        return Sourced(data=page.data, content_type=page.content_type, url=page.url)
    try:
        data = regular_bytes(Path(os.path.realpath(source)), limit)  # A person named it: a link is followed.
    except OSError as error:
        said = (error.strerror or str(error) or type(error).__name__).lower()
        where = f" ({error.filename})" if error.filename else ""
        return NotExtracted(why=f"the file cannot be read: {said}{where}")
    except ValueError:
        return NotExtracted(why="a file's name cannot hold a NUL character")
    return Sourced(data=data, name=PurePath(source).name)
