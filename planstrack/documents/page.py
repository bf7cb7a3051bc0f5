"""A page: its main text as its reader sees it, and what the page says of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.documents.article import Extracted, ExtraMissingError, Kind, NotExtracted
from planstrack.documents.encodings import decoded

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from planstrack.documents.passages import Shown

HTML_MEDIA = ("text/html", "application/xhtml+xml")

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,30})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_NEARLY_ALL = 0.9  # Of the main text: what stands beside that much of it belongs to the article, or is reported.
_A_SENTENCE = 8  # Words; shorter passages beside an article are buttons, names of sections and the like.


def page_text(data: bytes, charset: str | None, url: str | None, kind: Kind) -> Extracted | NotExtracted:
    """Return the main text of a page, its title in front, with what the page says of itself.

    Raises:
        ExtraMissingError: The `articles` extra is not installed.
    """
    opened = opened_page(data, charset)
    if isinstance(opened, NotExtracted):
        return opened
    tree, seen, notes = opened.tree, opened.seen, opened.notes
    from planstrack.documents.description import described

    body, left_out = _main_text(seen)
    if not body:
        return NotExtracted(why="no main text was found in the page: save its text and add that")
    said = described(tree, url)
    if said.title and said.title.casefold() not in " ".join(body[: len(said.title) + 200].split()).casefold():
        body = f"{said.title}\n\n{body}"
    passages = (
        ("hidden on the page", seen.hidden),
        ("struck out on the page", seen.struck),
        ("beside the article", left_out),
    )
    return Extracted(
        kind=kind,
        text=body,
        title=said.title,
        outlet=said.outlet,
        url=said.url,
        published=said.published,
        language=said.language,
        author=said.author,
        notes=(*notes, *(left_out_note(how, what) for how, what in passages if what), *said.notes),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPage:
    """A page that was parsed, what a reader sees of it, and notes on its encoding."""

    tree: HtmlElement
    seen: Shown
    notes: tuple[str, ...]


def opened_page(data: bytes, charset: str | None) -> OpenedPage | NotExtracted:
    """Return a page with all that a reader sees of it, whatever of that is its main text.

    Raises:
        ExtraMissingError: The `articles` extra is not installed.
    """
    meta = _META_CHARSET.search(data[:4096])
    markup, notes = decoded(data, (charset, meta[1].decode("ascii") if meta else None))
    try:
        import lxml.html
        import trafilatura  # noqa: F401 - needed below; a page that cannot be read whole is not begun
    except ImportError as error:
        raise ExtraMissingError("reading web pages") from error
    from planstrack.documents.passages import MAX_DEPTH, MAX_ELEMENTS, TooMuchError, shown

    try:
        tree = _tree(markup) if markup.count("<") <= 3 * MAX_ELEMENTS else None
        seen = shown(tree) if tree is not None else None
    except TooMuchError:
        seen = None
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return NotExtracted(why="it cannot be read as a page")
    if tree is None or seen is None:
        much = f"more than {MAX_ELEMENTS:,} elements, or more than {MAX_DEPTH} in one another"
        return NotExtracted(why=f"the page has {much}: save its text and add that")
    return OpenedPage(tree=tree, seen=seen, notes=notes)


def _tree(markup: str) -> HtmlElement:
    import lxml.html

    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    whole = _XML_DECLARATION.sub("", markup.lstrip("\ufeff")).encode("utf-8", "replace")
    return lxml.html.document_fromstring(whole, parser=parser)


def _main_text(seen: Shown) -> tuple[str, list[str]]:
    """Return the passages that are the page's article, as a text, and sentences that stand among them and are left out.

    A library chooses, from the outline alone; how a passage reads is not its business. Captions of the article are
    its own words and are taken, whatever it says.
    """
    chosen = chosen_passages(seen)
    if not any(chosen):
        return "", []
    first, end = _around(seen, chosen)
    kept: list[str] = []
    left_out: list[str] = []
    for passage, is_chosen in zip(seen.passages, chosen, strict=True):
        inside = first <= passage.block < end
        if is_chosen or (inside and passage.is_caption):
            kept.append(passage.text)
        elif inside and 2 * passage.of_links < len(passage.text) and len(passage.text.split()) >= _A_SENTENCE:
            left_out.append(passage.text)
    return "\n".join(kept), left_out


def chosen_passages(seen: Shown) -> list[bool]:
    """Return for each passage whether it belongs to the main text."""
    import lxml.etree
    from trafilatura import bare_extraction

    from planstrack.documents.passages import ANY_MARK

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # Else what it warns of reaches the terminal.
    try:
        found = bare_extraction(seen.outline, fast=True, include_comments=False)
    except (lxml.etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError, KeyError, IndexError):
        found = None  # The library meets pages that nobody foresaw; then there is no main text, which is said.
    text = getattr(found, "text", None) or ""
    marks = {mark[0] for mark in ANY_MARK.finditer(text)}
    return [passage.mark in marks for passage in seen.passages]


def _around(seen: Shown, chosen: Sequence[bool]) -> tuple[int, int]:
    """Return the innermost block that holds nearly all of the main text, as the range of the blocks in it."""
    weights = [0] * len(seen.tags)
    for passage, is_chosen in zip(seen.passages, chosen, strict=True):
        weights[passage.block] += len(passage.text) * is_chosen
    for block in range(len(weights) - 1, 0, -1):  # A block stands after the one around it.
        weights[seen.parents[block]] += weights[block]
    most = _NEARLY_ALL * weights[0]
    inner = max(block for block, weight in enumerate(weights) if weight >= most)
    return inner, seen.ends[inner]


def left_out_note(how: str, passages: Sequence[str]) -> str:
    """Return a note on passages that were left out, with the beginning of the longest."""
    count = "1 passage that is" if len(passages) == 1 else f"{len(passages)} passages that are"
    longest = " ".join(max(passages, key=len).split())
    return f"left out {count} {how}: “{longest[:80]}{'…' if len(longest) > 80 else ''}”"
