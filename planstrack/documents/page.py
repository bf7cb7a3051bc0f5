"""A page: its main text as its reader sees it, and what the page says of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.documents.article import MAX_DEPTH, MAX_ELEMENTS, Extracted, ExtraMissingError, Kind, NotExtracted
from planstrack.documents.encodings import decoded
from planstrack.documents.gates import why_no_article
from planstrack.documents.left_out import left_out
from planstrack.documents.published import changed_in_prose, day_changed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from planstrack.documents.passages import Passage, Shown

HTML_MEDIA = ("text/html", "application/xhtml+xml")

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,30})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_NEARLY_ALL = 0.9  # Of the main text: what stands beside that much of it belongs to the article, or is reported.
_A_SENTENCE = 8  # Words; shorter passages beside an article are buttons, names of sections and the like,
_OF_WEIGHT = frozenset("blockquote caption dd details dt figcaption li pre summary td th tr".split())
_QUOTED_OR_NUMBER = re.compile(r"\A\W{0,3}[“„«\"‘»]|[0-9]")
_FEW_WORDS = 3  # unless they stand in one of these, or are quoted, or hold a number.
_HEADINGS = frozenset("h2 h3 h4 h5 h6".split())
_ASIDE = frozenset("aside footer form nav".split())
_ADDED = re.compile(
    r"content\s*:\s*(?:\"([^\"\n]{0,200})\"|'([^'\n]{0,200})'|[^;}\"']{0,100}?counters?\()", re.IGNORECASE
)
_ESCAPED = re.compile(r"\\[0-9A-Fa-f]{1,6}\s?")  # Of a style sheet: one sign, mostly a quotation mark or a picture.
_MAX_STYLE = 200_000  # Characters of a page's own style sheets that are looked at.


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

    body, beside, near = _main_text(seen)
    said = described(tree, url)
    titles = [title for title in (said.title, *(element.text for element in tree.iter("title"))) if title][:2]
    gate = why_no_article(titles, (*body, *beside) if body else _all_words(tree, seen))
    if gate is not None:
        return NotExtracted(why=f"{gate}: open the page in a browser, save it there, and add that")
    if not body:
        return NotExtracted(why="no main text was found in the page: save its text and add that")
    text = "\n".join(body)
    if said.title and said.title.casefold() not in " ".join(text[: len(said.title) + 200].split()).casefold():
        text = f"{said.title}\n\n{text}"
    passages = (
        ("hidden on the page", seen.hidden),
        ("struck out on the page", seen.struck),
        ("beside the article", beside),
        ("drawn in a picture", seen.drawn),
    )
    day, revised_notes = day_changed((*said.changed, *changed_in_prose(near)), said.published)
    return Extracted(
        kind=kind,
        text=text,
        title=said.title,
        outlet=said.outlet,
        url=said.url,
        published=said.published,
        revised=day,
        named=said.named,
        language=said.language,
        author=said.author,
        notes=(
            *notes,
            *(left_out(how, what) for how, what in passages if what),
            *doubts(seen),
            *_added_by_style(tree),
            *said.notes,
            *revised_notes,
        ),
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
    from planstrack.documents.passages import TooMuchError, shown

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


def _all_words(tree: HtmlElement, seen: Shown) -> list[str]:
    """Return what a page shows, also to a reader whose browser runs no scripts."""
    return [passage.text for passage in seen.passages] + [
        " ".join(element.itertext()) for element in tree.iter("noscript")
    ]


def doubts(seen: Shown) -> list[str]:
    """Return sentences on what the text may read otherwise than the page does."""
    found = []
    if seen.touching:
        found.append(
            f"numbers in elements of their own touch on the page and stand here as one ({'; '.join(seen.touching[:3])}): "
            "look whether they are"
        )
    if seen.turned:
        found.append(f"the page shows from right to left what the text has as “{seen.turned[0][:80]}”")
    return found


def _added_by_style(tree: HtmlElement) -> list[str]:
    """Return a sentence where the page's own style sheets add words or numbers to what stands in its markup."""
    found: list[str] = []
    styles = "\n".join(element.text or "" for element in tree.iter("style"))[:_MAX_STYLE]
    if any(
        (added[1] is None and added[2] is None)
        or re.search(r"[0-9]|[^\W_]{2}", _ESCAPED.sub("", added[1] or added[2] or ""))
        for added in _ADDED.finditer(styles)
    ):
        found.append("the page's style adds words or numbers to what stands in it (content:), which the text lacks")
    return found


def _main_text(seen: Shown) -> tuple[list[str], list[str], list[str]]:
    """Return the passages that are the page's article, those that stand among them and are left out, and all that do.

    A library chooses, from the outline alone; how a passage reads is not its business. Captions and tables of the article
    are its own words and are taken, whatever it says.
    """
    chosen = chosen_passages(seen)
    if not any(chosen):
        return [], [], []
    first, end = _around(seen, chosen)
    outer = _outer(seen, first)
    aside = _in_an_aside(seen)
    leads = _leads_to_chosen(seen, chosen)
    heading = max((p.block for p in seen.passages if p.block < first and seen.tags[p.block] == "h1"), default=first)
    kept: list[str] = []
    beside: list[str] = []
    among: list[str] = []
    for passage, is_chosen, is_lead in zip(seen.passages, chosen, leads, strict=True):
        inside = first <= passage.block < end
        near = inside or heading < passage.block < first or outer <= passage.block < seen.ends[outer]
        if is_chosen or (near and not aside[passage.block]):
            among.append(passage.text)
        of_links = 2 * passage.of_links >= len(passage.text)
        is_row = seen.tags[passage.block] in ("tr", "td", "th") and not of_links
        is_own = inside and not aside[passage.block] and (is_row or is_lead)
        if is_chosen or is_own or (near and passage.is_caption):
            kept.append(passage.text)
        elif near and not of_links and _has_weight(passage, seen):
            beside.append(passage.text)
    return kept, beside, among


def _leads_to_chosen(seen: Shown, chosen: Sequence[bool]) -> list[bool]:
    """Return for each passage whether it is a heading over one that was chosen."""
    found = [False] * len(chosen)
    follows = False
    for at in range(len(chosen) - 1, -1, -1):
        is_heading = seen.tags[seen.passages[at].block] in _HEADINGS
        found[at] = is_heading and follows
        follows = chosen[at] or (is_heading and follows)
    return found


def _has_weight(passage: Passage, seen: Shown) -> bool:
    """Return whether a passage is more than a button or a name: a sentence, or some words that are quoted or hold a number.

    So it is with some words in a list, a table or a quotation.
    """
    words = len(passage.text.split())
    around = {seen.tags[passage.block], seen.tags[max(0, seen.parents[passage.block])]}
    tells = bool(around & _OF_WEIGHT) or _QUOTED_OR_NUMBER.search(passage.text) is not None
    return words >= _A_SENTENCE or (words >= _FEW_WORDS and tells)


def _outer(seen: Shown, inner: int) -> int:
    """Return the innermost `article` or `main` around a block, else the block."""
    block = inner
    while block > 0:
        if seen.tags[block] in ("article", "main"):
            return block
        block = seen.parents[block]
    return inner


def _in_an_aside(seen: Shown) -> list[bool]:
    """Return for each block whether it stands in one that holds what is not the article's."""
    found: list[bool] = []
    for tag, parent in zip(seen.tags, seen.parents, strict=True):  # A block stands after the one around it.
        found.append(tag in _ASIDE or (parent >= 0 and found[parent]))
    return found


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
