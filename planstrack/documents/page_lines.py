"""A page as a document: its lines, with the numbers that its lists print, its headings and the rows of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from planstrack.documents.article import NotExtracted
from planstrack.documents.emphasis import lead_and_aside
from planstrack.documents.left_out import left_out
from planstrack.documents.lines import Document, Line, LineKind, laid_out
from planstrack.documents.page import doubts, opened_page
from planstrack.documents.page_choice import in_any, taken_passages
from planstrack.documents.saved_page import page_inside

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from planstrack.documents.passages import Passage, Shown

_HEADING = re.compile(r"h([1-6])\Z")
_QUOTED = frozenset(("blockquote",))
_COUNTERS = re.compile(r"counter-increment\s*:|content\s*:\s*[^;}]{0,100}counters?\(", re.IGNORECASE)
_STYLES = re.compile(r"list-style(?:-type)?\s*:\s*(?!none)[a-z\"']", re.IGNORECASE)
_MOST_STYLE = 500_000  # Characters of style sheets that are looked at.


def page_document(data: bytes, charset: str | None, url: str | None) -> Document | NotExtracted:
    """Return the main text of a page as lines; the whole page, with a note, where no main text is found.

    Items of a list know its number as a browser prints it (`start`, `value`, `type`, `reversed`, a style at the list);
    what style sheets make of numbers is not known, and a note says so where they count.

    Raises:
        ExtraMissingError: The `articles` extra is not installed.
    """
    opened = opened_page(data, charset)
    if isinstance(opened, NotExtracted):
        return opened
    from planstrack.documents.description import described

    tree, seen = opened.tree, opened.seen
    notes = [*opened.notes]
    taken, is_main = taken_passages(seen)
    if not is_main:
        notes.append(
            "no main text was found in the page: all of it was taken, without menus and what stands at its foot"
        )
    if not any(taken):
        return NotExtracted(why="there are no words in the page")
    said = described(tree, url)
    lines = list(_lines(seen, taken))
    if said.title and said.title.casefold() not in " ".join(line.text for line in lines[:5]).casefold():
        lines.insert(0, Line(text=said.title, kind="heading", heading=1, place="title"))
    text, placed = laid_out(lines)
    left = [passage.text for passage in _left_among(seen, taken)]
    passages = (
        ("hidden on the page", seen.hidden),
        ("struck out on the page", seen.struck),
        ("left out of it", left),
        ("drawn in a picture", seen.drawn),
    )
    notes += [left_out(how, words) for how, words in passages if words]
    notes += [*doubts(seen), *_notes_on_styles(tree)]
    return Document(
        kind="page",
        text=text,
        lines=placed,
        title=said.title,
        outlet=said.outlet,
        url=said.url,
        published=said.published,
        language=said.language,
        notes=(*notes, *said.notes),
    )


def saved_page_document(data: bytes, url: str | None) -> Document | NotExtracted:
    """Return the main text of the page in a saved page (MHTML) as lines.

    Raises:
        ExtraMissingError: The `articles` extra is not installed.
    """
    found = page_inside(data, url)
    if isinstance(found, NotExtracted):
        return found
    page = page_document(found.data, found.charset, found.url)
    return replace(page, notes=(*found.notes, *page.notes)) if isinstance(page, Document) else page


def _left_among(seen: Shown, taken: Sequence[bool]) -> Iterator[Passage]:
    """Yield the passages between the first and the last that were taken which were not."""
    places = [at for at, is_taken in enumerate(taken) if is_taken]
    for at in range(places[0], places[-1]):
        passage = seen.passages[at]
        if not taken[at] and 2 * passage.of_links < len(passage.text):
            yield passage


def _lines(seen: Shown, taken: Sequence[bool]) -> Iterator[Line]:
    """Yield the lines of the passages that were taken: a passage whose markup breaks the line is several."""
    headings: list[int | None] = []
    for tag, parent in zip(seen.tags, seen.parents, strict=True):
        own = _HEADING.match(tag)
        headings.append(int(own[1]) if own else headings[parent] if parent >= 0 else None)
    quoted = in_any(seen, _QUOTED)
    number = 0
    for passage, is_taken in zip(seen.passages, taken, strict=True):
        if not is_taken:
            continue
        number += 1
        place = f"paragraph {number}"
        for label, level, name in passage.outer:
            yield Line(text="", label=label, kind="item", level=level, list_name=name, place=place)
        heading = headings[passage.block]
        kind: LineKind = "body"
        if heading is not None:
            kind = "heading"
        elif passage.list_name is not None:
            kind = "item"
        elif seen.tags[passage.block] == "tr":
            kind = "row"
        for at, (words, emphasis) in enumerate(passage.lines):
            if words:
                lead, aside = lead_and_aside(words, emphasis)
                yield Line(
                    text=words,
                    label=passage.label if at == 0 else None,
                    kind=kind,
                    level=max(0, passage.level),
                    list_name=passage.list_name,
                    heading=heading,
                    lead=0 if heading else lead,
                    aside=quoted[passage.block] or (aside and heading is None),
                    place=place,
                )


def _notes_on_styles(tree: HtmlElement) -> list[str]:
    """Return a note where style sheets print numbers that the markup does not hold."""
    sheets = "\n".join(element.text or "" for element in tree.iter("style"))[:_MOST_STYLE]
    inline = "\n".join(element.get("style") or "" for element in tree.iter() if element.get("style"))[:_MOST_STYLE]
    if _COUNTERS.search(sheets) or _COUNTERS.search(inline):
        return ["the page's style counts: numbers that it prints so are not known and stand in no line"]
    if _STYLES.search(sheets) and next(tree.iter("ol"), None) is not None:
        return ["the page's style says how its lists count: its numbers may be printed as letters or Roman numbers"]
    return []
