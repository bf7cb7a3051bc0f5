"""What comes of a file or a page: an article, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from planstrack.documents.lines import Document

MAX_PAGE: Final = 10_000_000
"""Bytes of one page or text, as a file."""
MAX_ELEMENTS: Final = 30_000
"""Elements of one page; a long report has some thousands, and a page made to keep a reader busy has more."""
MAX_DEPTH: Final = 250
"""Elements of a page that stand in one another; browsers stop at 512, and a report has some thirty."""

Kind = Literal["text", "page", "saved page", "web archive", "Word document", "PDF", "Markdown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """One article's text and what its page says of it. `notes` are sentences on what was left out or is not clear.

    `revised` is the day on which the page says that it was changed, when that is after its publication; `captured` when a
    web archive took it, which says nothing of its publication. `named` are other addresses that the page names as its own,
    `led_from` those that led to it.
    """

    kind: Kind
    text: str = field(repr=False)
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    revised: date | None = None
    captured: datetime | None = None
    named: tuple[str, ...] = ()
    led_from: tuple[str, ...] = ()
    language: str | None = None
    author: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotExtracted:
    """Why a file holds no article, in a sentence."""

    why: str


def article_of(document: Document) -> Extracted:
    """Return a document that was read (a Word file, a PDF) as an article: its text, and what it says of itself.

    Its lines go into no archive; who wrote or revised it is not asked.
    """
    return Extracted(
        kind=document.kind,
        text=document.text,
        title=document.title,
        outlet=document.outlet,
        url=document.url,
        published=document.published,
        language=document.language,
        notes=document.notes,
    )


class ExtraMissingError(Exception):
    """A library of an extra is not installed; the message says what needs it, and how it is had."""

    def __init__(self, what: str, extra: str = "articles") -> None:
        super().__init__(f"{what} needs more libraries: pip install 'planstrack[{extra}]'")
