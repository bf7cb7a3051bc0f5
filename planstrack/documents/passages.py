"""What a reader sees of a page, passage by passage: one for each paragraph, heading, item, cell or caption.

Markup inside a passage leaves its words alone: `<time>` keeps the day that stands in it, `<q>` gets its marks, and a raised
figure after a number does not become a digit of it. Everything here takes time in proportion to the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from lxml import etree, html

from planstrack.documents.list_marks import ListMarks

MAX_ELEMENTS: Final = 30_000
"""Elements of one page; a long report has some thousands, and a page made to keep a reader busy has more."""
MAX_DEPTH: Final = 250
"""Elements of a page that stand in one another; browsers stop at 512, and a report has some thirty."""

_NEVER_SHOWN = frozenset(
    """applet area audio canvas datalist embed head iframe map noembed noframes noscript object param rp script select
    source style svg template textarea title track video""".split()
)
_LISTS = frozenset(("dir", "menu", "ol", "ul"))
_STRUCK = frozenset(("del", "s", "strike"))
_BLOCKS = frozenset(
    """address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main menu nav ol p pre search section
    summary table tbody td tfoot th thead tr ul""".split()
)
_CARRIED = ("class", "id", "role", "itemprop", "style", "data-component", "data-testid", "aria-hidden")
"""Attributes by which the library that finds the main text tells it from the rest of a page."""

_OUTLINE_DEPTH = 40  # Blocks in one another; that library reads what is in a list once for each list around it.

_SPACE = re.compile(r"[ \t\n\f\r]+")
_BREAKS = re.compile(r" ?\0[ \0]*")
_CONTROL = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")
_ZERO = re.compile(r"\+?(?:0+(?:\.0*)?|\.0+)(?:%|[a-z]{1,4})?\Z")


class TooMuchError(Exception):
    """A page has more elements, or more of them in one another, than `MAX_ELEMENTS` and `MAX_DEPTH`."""


@dataclass(slots=True, kw_only=True)
class Passage:
    """A stretch of text that stands apart; `of_links` of its characters are links, `block` is an index of `Shown.tags`.

    `text` begins with `before`, what an article prints before an item. `label` is what the page prints there, `outer` are
    the labels of items around it that have no words of their own, with their levels; `level` and `list_name` say in which
    list it stands, -1 and None: in none.
    """

    text: str
    mark: str
    block: int
    of_links: int
    is_caption: bool
    before: str = ""
    label: str | None = None
    outer: tuple[tuple[str, int, str], ...] = ()
    level: int = -1
    list_name: str | None = None


@dataclass(slots=True)
class Shown:
    """The passages of a page in order, and the blocks they stand in.

    Block `n` has the tag `tags[n]`, stands in the block `parents[n]`, and holds the blocks from `n` up to `ends[n]`.
    `outline` is a page of these blocks and passages alone, in which each passage begins with its mark. `hidden` and
    `struck` are the words that a reader does not see, or sees struck out.
    """

    outline: html.HtmlElement
    passages: list[Passage] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)


def shown(tree: html.HtmlElement) -> Shown:
    """Return what a reader sees of a page, which is not altered.

    Raises:
        TooMuchError: The page is larger or deeper than any report.
    """
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise TooMuchError
    reading = _Reading()
    walk = etree.iterwalk(tree, events=("start", "end"))
    depth = 0
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            depth += 1
            if depth > MAX_DEPTH:
                raise TooMuchError
            if reading.leaves_out(tag, element):
                walk.skip_subtree()
            else:
                reading.begin(tag, element)
                reading.add(element.text)
        else:
            depth -= 1
            reading.end(tag)
            reading.add(element.tail if depth else None)
    return reading.finished()


# ------------------------------------------------------------------------------------------------------- marks

_SIGNS = [chr(code) for code in range(0x2801, 0x2900)]  # Braille: printed, neither letters nor digits, one word.
ANY_MARK = re.compile(f"([{_SIGNS[0]}-{_SIGNS[-1]}])([{_SIGNS[0]}-{_SIGNS[-1]}])")
_ANY_SIGN = re.compile("[\u2800-\u28ff]")


def _mark(number: int) -> str:
    """Return two characters that stand for a passage: the outline's text holds no others of their kind."""
    high, low = divmod(number, len(_SIGNS))
    return _SIGNS[high] + _SIGNS[low]


# ------------------------------------------------------------------------------------------------------ reading


class _Reading:
    """Goes through a page once and gathers its passages."""

    def __init__(self) -> None:
        page = html.Element("html")
        self.result = Shown(page, tags=["body"], parents=[-1], ends=[0])
        self._blocks: list[tuple[int, html.HtmlElement]] = [(0, etree.SubElement(page, "body"))]  # Those that are open.
        self._lists: list[ListMarks] = []
        self._count = 0  # Of the lists.
        self._label: str | None = None
        self._outer: list[tuple[str, int, str]] = []
        self._rows: list[bool] = []  # For each open row: are its cells one line?
        self._pieces: list[str] = []
        self._linked: list[bool] = []
        self._raised: list[int] = []  # Where in the pieces each open sup and sub begins.
        self._before = ""
        self._links = self._quotes = self._preformatted = 0
        self._left: list[bool] = []

    def leaves_out(self, tag: str, element: html.HtmlElement) -> bool:
        """Return whether a reader does not see an element, or sees it struck out; its words are kept to be reported."""
        why = why_unseen(element)
        words = _words_of(element) if why in ("hidden", "struck") else ""
        if words:
            (self.result.hidden if why == "hidden" else self.result.struck).append(words)
        self._left.append(why is not None)
        return why is not None

    def begin(self, tag: str, element: html.HtmlElement) -> None:
        """Take note of an element that begins."""
        if tag == "br":
            self._put("\0")
        elif tag == "q":
            self._quotes += 1
            self._put("“" if self._quotes % 2 else "‘")
        elif tag == "a":
            self._links += 1
        elif tag in ("sup", "sub"):
            self._raised.append(len(self._pieces))
        elif self._is_cell_of_a_line(tag):
            if self._pieces:
                self._put(" | ")
        elif tag in _BLOCKS:
            self._open(tag, element)

    def end(self, tag: str) -> None:
        """Take note of an element that ends."""
        if self._left.pop():
            return
        if tag == "q":
            self._put("”" if self._quotes % 2 else "’")
            self._quotes -= 1
        elif tag == "a":
            self._links -= 1
        elif tag in ("sup", "sub"):
            self._set_apart(self._raised.pop(), "^" if tag == "sup" else "_")
        elif tag in _BLOCKS and not self._is_cell_of_a_line(tag):
            self._close(tag)

    def add(self, text: str | None) -> None:
        """Take note of text as it stands in the markup."""
        if text:
            self._put(text.replace("\r\n", "\n").replace("\n", "\0") if self._preformatted else text)

    def finished(self) -> Shown:
        """Return all that was gathered."""
        self._flush(alone=False)
        self.result.ends[0] = len(self.result.tags)
        return self.result

    def _is_cell_of_a_line(self, tag: str) -> bool:
        return tag in ("td", "th") and bool(self._rows) and self._rows[-1]

    def _put(self, piece: str) -> None:
        self._pieces.append(piece)
        self._linked.append(self._links > 0)

    def _set_apart(self, start: int, sign: str) -> None:
        """Keep a raised or lowered digit from becoming one of the number before it: 600,000¹ is not 6,000,001."""
        before = next((piece for piece in reversed(self._pieces[max(0, start - 3) : start]) if piece), "")
        inside = next((piece for piece in self._pieces[start : start + 3] if piece.strip()), "").lstrip()
        if before[-1:].isdigit() and inside[:1].isdigit():
            self._pieces[start] = sign + self._pieces[start]

    def _open(self, tag: str, element: html.HtmlElement) -> None:
        self._flush(alone=False)
        result = self.result
        outline = etree.SubElement(self._blocks[:_OUTLINE_DEPTH][-1][1], tag)
        for name in _CARRIED:
            value = element.get(name)
            if value:
                outline.set(name, _CONTROL.sub("", value)[:300])
        result.parents.append(self._blocks[-1][0])
        result.tags.append(tag)
        result.ends.append(0)
        self._blocks.append((len(result.tags) - 1, outline))
        if tag in _LISTS:
            self._count += 1
            self._lists.append(ListMarks(tag, element, f"list {self._count}"))
        elif tag == "li" and self._lists:
            self._item(element)
        elif tag == "tr":
            inner = (child.tag for child in element.iterdescendants())
            self._rows.append(not any(name in _BLOCKS and name not in ("td", "th") for name in inner))
        elif tag == "pre":
            self._preformatted += 1

    def _item(self, element: html.HtmlElement) -> None:
        """Take note of what is printed before an item that begins."""
        marks = self._lists[-1]
        if self._label and len(self._lists) > 1:
            self._outer.append((self._label, len(self._lists) - 2, self._lists[-2].name))
        self._label = marks.label(element)
        self._before = f"{self._label} " if self._label and marks.is_ordered else "- "

    def _close(self, tag: str) -> None:
        index, outline = self._blocks[-1]
        self._flush(alone=len(outline) == 0)
        self._blocks.pop()
        self.result.ends[index] = len(self.result.tags)
        if tag in _LISTS:
            self._lists.pop()
        elif tag == "li":
            self._before, self._label, self._outer = "", None, []
        elif tag == "tr":
            self._rows.pop()
        elif tag == "pre":
            self._preformatted -= 1

    def _flush(self, *, alone: bool) -> None:
        """End the passage that is being read, if it has any words; is it `alone` in its block?"""
        pieces, linked = self._pieces, self._linked
        self._pieces, self._linked, self._raised = [], [], [0] * len(self._raised)
        text = _as_shown("".join(pieces))
        if not text:
            return
        parts = list(zip(pieces, linked, strict=True))
        links = _as_shown("".join(piece for piece, is_link in parts if is_link)) if any(linked) else ""
        rest = _as_shown("".join(piece for piece, is_link in parts if not is_link)) if links else text
        index, outline = self._blocks[-1]
        tag = self.result.tags[index]
        mark = _mark(len(self.result.passages))
        self.result.passages.append(
            Passage(
                text=self._before + text,
                mark=mark,
                block=index,
                of_links=len(links),
                is_caption=tag in ("figcaption", "caption"),
                before=self._before,
                label=self._label,
                outer=tuple(self._outer),
                level=len(self._lists) - 1,
                list_name=self._lists[-1].name if self._lists else None,
            )
        )
        self._before, self._label, self._outer = "", None, []
        place = outline if alone and tag != "tr" else etree.SubElement(outline, "td" if tag == "tr" else "p")
        place.text = mark + _ANY_SIGN.sub(" ", rest)
        if links:
            etree.SubElement(place, "a", href="/").text = _ANY_SIGN.sub(" ", links)


def why_unseen(element: html.HtmlElement) -> Literal["never shown", "hidden", "struck"] | None:
    """Return why the reader of a page does not see an element, or does not take it for its text; None when he does."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _NEVER_SHOWN:
        return "never shown"
    if tag in ("html", "body"):
        return None
    if element.get("hidden") is not None or (tag == "dialog" and element.get("open") is None):
        return "hidden"
    written = element.get("style")
    if written is None:
        return "struck" if tag in _STRUCK else None
    style = _declared(written)
    if _hides(style):
        return "hidden"
    lines = f"{style.get('text-decoration')} {style.get('text-decoration-line')}"
    return "struck" if tag in _STRUCK or "line-through" in lines else None


def words_seen(element: html.HtmlElement) -> str:
    """Return what a reader sees of one element, on one line."""
    return " ".join(" ".join(passage.text for passage in shown(element).passages).split())


def _as_shown(text: str) -> str:
    """Return text with white space as a browser shows it, and a line's end where the markup (\\0) breaks the line."""
    return _BREAKS.sub("\n", _SPACE.sub(" ", _CONTROL.sub("", text))).strip()


def _words_of(element: html.HtmlElement) -> str:
    """Return the words in an element, without those that are never shown."""
    pieces = []
    for inner in element.iter():
        if isinstance(inner.tag, str) and inner.tag not in _NEVER_SHOWN:
            pieces.append(inner.text or "")
        if inner is not element:
            pieces.append(inner.tail or "")
    return " ".join(" ".join(pieces).split())


def _declared(style: str) -> Mapping[str, str]:
    """Return what a `style` attribute declares: of two values of one property the last counts, or the important one."""
    found: dict[str, str] = {}
    important: set[str] = set()
    for declaration in _COMMENT.sub("", style).lower().split(";"):
        name, _, value = declaration.partition(":")
        value, mark, _ = value.partition("!")
        if mark or name.strip() not in important:
            found[name.strip()] = value.strip()
            important |= {name.strip()} if mark else set()
    return found


def _hides(style: Mapping[str, str]) -> bool:
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or any(_ZERO.match(style.get(name, "")) for name in ("opacity", "font-size"))
    )
