"""What a reader sees of a page, passage by passage: one for each paragraph, heading, item, cell or caption.

Markup inside a passage leaves its words alone: `<time>` keeps the day that stands in it, `<q>` gets its marks, and a raised
figure after a number does not become a digit of it. Everything here takes time in proportion to the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from lxml import etree, html

from planstrack.documents.apart import (
    MOST_REMARKS,
    before_in_formula,
    has_its_own_line,
    is_a_caption,
    is_set_apart,
    raised_sign,
    whole_numbers,
    words_in_picture,
)
from planstrack.documents.article import MAX_DEPTH, MAX_ELEMENTS
from planstrack.documents.emphasis import Emphasis
from planstrack.documents.list_marks import ListMarks
from planstrack.documents.unseen import declared, why_unseen, words_of

_LISTS = frozenset(("dir", "menu", "ol", "ul"))
_BLOCKS = frozenset(
    """address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section
    summary table tbody td tfoot th thead tr ul""".split()
)
_MAY_BE_INLINE = frozenset("div h1 h2 h3 h4 h5 h6 p section".split())
_CARRIED = ("class", "id", "role", "itemprop", "style", "data-component", "data-testid", "aria-hidden")
"""Attributes by which the library that finds the main text tells it from the rest of a page."""

_OUTLINE_DEPTH = 40  # Blocks in one another; that library reads what is in a list once for each list around it.

_HEAVY = frozenset(("bold", "bolder", "600", "700", "800", "900"))
_NOTE_MARK = re.compile(r"[\s\[(]*(?:[0-9]{1,3}|[a-z]|[*†‡§]{1,3})[\s\])]*\Z")
_SPACE = re.compile(r"[ \t\n\f\r]+")
_BREAKS = re.compile(r" ?\0[ \0]*")
_CONTROL = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class TooMuchError(Exception):
    """A page has more elements, or more of them in one another, than `MAX_ELEMENTS` and `MAX_DEPTH`."""


@dataclass(slots=True, kw_only=True)
class Passage:
    """A stretch of text that stands apart; `of_links` of its characters are links, `block` is an index of `Shown.tags`.

    `text` begins with `before`, what an article prints before an item. `label` is what the page prints there, `outer` are
    the labels of items around it that have no words of their own, with their levels; `level` and `list_name` say in which
    list it stands, -1 and None: in none. `lines` are its words, line by line, without `before` and without the marks of
    notes, each with what is emphasised in it.
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
    lines: tuple[tuple[str, Emphasis], ...] = ()


@dataclass(slots=True)
class Shown:
    """The passages of a page in order, and the blocks they stand in.

    Block `n` has the tag `tags[n]`, stands in the block `parents[n]`, and holds the blocks from `n` up to `ends[n]`.
    `outline` is a page of these blocks and passages alone, in which each passage begins with its mark. `hidden` and
    `struck` are the words that a reader does not see, or sees struck out; `drawn` are words in pictures, `touching`
    places where two elements' numbers touch, `turned` numbers that the markup shows from the right to the left.
    """

    outline: html.HtmlElement
    passages: list[Passage] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    touching: list[str] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)


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


class _Way(NamedTuple):
    """How an open element is read; `start` is where in the pieces a raised one begins, `sign` what is put before it."""

    kind: Literal["left out", "block", "cell", "line", "raised", "time", "inline"]
    sign: str = ""
    start: int = 0
    is_strong: bool = False
    is_slanted: bool = False


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
        self._cells: list[int] = []  # and how many of them were met.
        self._pieces: list[str] = []
        self._linked: list[bool] = []
        self._ways: list[_Way] = []  # How each open element is read.
        self._captions = 0
        self._closed = -1  # Where in the pieces an inline element has just ended,
        self._touches = -1  # and where another begins with nothing between the two.
        self._ended: _Way | None = None  # A raised figure, or a time, that has just ended.
        self._before = ""
        self._links = self._quotes = self._preformatted = self._strong = self._slanted = 0
        self._emphasised: list[tuple[bool, bool]] = []  # For each piece: is it strong, and is it slanted?
        self._marks: list[tuple[int, int]] = []  # Pieces that are the mark of a note.

    def leaves_out(self, tag: str, element: html.HtmlElement) -> bool:
        """Return whether a reader does not see an element, or sees it struck out; its words are kept to be reported."""
        why = why_unseen(element)
        words = words_of(element) if why in ("hidden", "struck") else words_in_picture(element) if tag == "svg" else ""
        if words:
            (
                self.result.hidden if why == "hidden" else self.result.struck if why == "struck" else self.result.drawn
            ).append(words)
        if why is not None:
            self._ways.append(_Way("left out"))
        return why is not None

    def begin(self, tag: str, element: html.HtmlElement) -> None:
        """Take note of an element that begins."""
        way = self._way_of(tag, element)
        self._ways.append(way)
        self._strong += way.is_strong
        self._slanted += way.is_slanted
        if way.kind in ("inline", "raised") and self._closed == len(self._pieces):
            self._touches = len(self._pieces)
        if way.kind in ("line", "time") and self._pieces and self._pieces[-1][-1:].isalnum():
            self._put("\0" if way.kind == "line" else " ")
        if tag == "br":
            self._put("\0")
        elif tag == "q":
            self._quotes += 1
            self._put("“" if self._quotes % 2 else "‘")
        elif tag == "a":
            self._links += 1
        elif tag == "rt" or way.sign == "math":
            self._put("(" if tag == "rt" else before_in_formula(element))
        elif tag == "bdo" and (element.get("dir") or "").strip().lower() == "rtl":
            words = " ".join("".join(element.itertext()).split())[:200]
            if re.search("[0-9]", words) and len(self.result.turned) < MOST_REMARKS:
                self.result.turned.append(words)
        elif way.kind == "cell":
            if self._cells[-1]:
                self._put(" | ")
            self._cells[-1] += 1
        elif way.kind == "block":
            self._captions += way.sign == "caption"
            self._open(tag, element)

    def end(self, tag: str) -> None:
        """Take note of an element that ends."""
        way = self._ways.pop()
        self._strong -= way.is_strong
        self._slanted -= way.is_slanted
        if way.kind == "left out":
            return
        if tag == "q":
            self._put("”" if self._quotes % 2 else "’")
            self._quotes -= 1
        elif tag == "a":
            self._links -= 1
        elif tag == "rt":
            self._put(")")
        if way.kind == "raised":
            self._set_apart(way)
        elif way.kind == "block":
            self._close(tag)
            self._captions -= way.sign == "caption"
        elif way.kind in ("line", "time"):
            self._ended = way
        if way.kind in ("inline", "raised"):
            self._closed = len(self._pieces)

    def add(self, text: str | None) -> None:
        """Take note of text as it stands in the markup."""
        if text:
            self._put(text.replace("\r\n", "\n").replace("\n", "\0") if self._preformatted else text)

    def finished(self) -> Shown:
        """Return all that was gathered."""
        self._flush(alone=False)
        self.result.ends[0] = len(self.result.tags)
        return self.result

    def _way_of(self, tag: str, element: html.HtmlElement) -> _Way:
        """Return how an element is read: as a block, a cell of a line, raised, on a line of its own, or in its line."""
        written = element.get("style")
        style = declared(written) if written else {}
        if tag in ("td", "th") and self._rows and self._rows[-1]:
            return _Way("cell")
        if tag in _BLOCKS and not (tag in _MAY_BE_INLINE and style.get("display") == "inline"):
            return _Way("block", "caption" if is_a_caption(tag, element) else "")
        if has_its_own_line(style):
            return _Way("line")
        sign = raised_sign(tag, element, style)
        if sign:
            return _Way("raised", sign, len(self._pieces))
        if tag == "time":
            return _Way("time")
        is_strong = tag in ("b", "strong") or style.get("font-weight", "").strip() in _HEAVY
        is_slanted = tag in ("em", "i") or style.get("font-style", "").strip() == "italic"
        sign = "math" if before_in_formula(element) else ""
        return _Way("inline", sign, is_strong=is_strong, is_slanted=is_slanted)

    def _put(self, piece: str) -> None:
        if not piece:
            return
        ended, self._ended = self._ended, None
        if ended is not None and ended.kind in ("line", "time") and piece[0].isalnum():
            piece = ("\0" if ended.kind == "line" else " ") + piece
        elif ended is not None and ended.kind == "raised" and piece[0].isdigit():
            first = self._pieces[ended.start]
            sign = first[0] if first[0] in "^_" else ended.sign[0]
            self._pieces[ended.start] = f"{sign}({first.removeprefix(sign)}"
            piece = ")" + piece
        elif self._touches == len(self._pieces) and piece[0].isdigit():
            before = self._pieces[-1] if self._pieces else ""
            if before[-1:].isdigit() and len(self.result.touching) < MOST_REMARKS:
                self.result.touching.append(f"{before.split()[-1][-20:]}{piece.split()[0][:20]}")
        self._pieces.append(piece)
        self._linked.append(self._links > 0)
        self._emphasised.append((self._strong > 0, self._slanted > 0))

    def _set_apart(self, way: _Way) -> None:
        """Keep a raised or lowered figure from becoming a part of what stands beside it."""
        inside = "".join(self._pieces[way.start : way.start + 3])
        if not inside.strip():
            return
        if way.sign == "^^" and _NOTE_MARK.match("".join(self._pieces[way.start :])):
            self._marks.append((way.start, len(self._pieces)))
        if is_set_apart("".join(self._pieces[max(0, way.start - 3) : way.start])[-40:], inside.lstrip(), way.sign):
            self._pieces[way.start] = way.sign[0] + self._pieces[way.start].lstrip()
        if self._pieces[-1][-1:].isdigit():
            self._ended = way

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
            self._cells.append(0)
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
            self._cells.pop()
        elif tag == "pre":
            self._preformatted -= 1

    def _flush(self, *, alone: bool) -> None:
        """End the passage that is being read, if it has any words; is it `alone` in its block?"""
        pieces, linked = self._pieces, self._linked
        emphasised, marks = self._emphasised, self._marks
        self._pieces, self._linked, self._emphasised, self._marks = [], [], [], []
        self._ways = (
            [way._replace(start=0) for way in self._ways] if any(way.start for way in self._ways) else self._ways
        )
        self._closed = self._touches = -1
        self._ended = None
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
                is_caption=self._captions > 0,
                before=self._before,
                label=self._label,
                outer=tuple(self._outer),
                level=len(self._lists) - 1,
                list_name=self._lists[-1].name if self._lists else None,
                lines=_lines(pieces, emphasised, marks),
            )
        )
        self._before, self._label, self._outer = "", None, []
        place = outline if alone and tag != "tr" else etree.SubElement(outline, "td" if tag == "tr" else "p")
        place.text = mark + _ANY_SIGN.sub(" ", rest)
        if links:
            etree.SubElement(place, "a", href="/").text = _ANY_SIGN.sub(" ", links)


def _lines(
    pieces: Sequence[str], emphasised: Sequence[tuple[bool, bool]], marks: Sequence[tuple[int, int]]
) -> tuple[tuple[str, Emphasis], ...]:
    """Return the lines of a passage without the marks of notes; a line without words is left out."""
    left_out = {at for start, end in marks for at in range(start, end)}
    lines = [Emphasis()]
    for at, (piece, (strong, slanted)) in enumerate(zip(pieces, emphasised, strict=True)):
        if at in left_out:
            continue
        for number, words in enumerate(piece.split("\0")):
            if number:
                lines.append(Emphasis())
            lines[-1].add(_CONTROL.sub("", words), strong=strong, slanted=slanted)
    shown_lines = ((_as_shown(line.words), line) for line in lines)
    return tuple((words, line) for words, line in shown_lines if words)


def words_seen(element: html.HtmlElement) -> str:
    """Return what a reader sees of one element, on one line."""
    return " ".join(" ".join(passage.text for passage in shown(element).passages).split())


def _as_shown(text: str) -> str:
    """Return text with white space as a browser shows it, and a line's end where the markup (\\0) breaks the line."""
    return whole_numbers(_BREAKS.sub("\n", _SPACE.sub(" ", _CONTROL.sub("", text))).strip())
