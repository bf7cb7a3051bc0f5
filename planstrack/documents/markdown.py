"""A Markdown text as a document: headings, lists with their numbers, tables, code; emphasis and links leave their words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from planstrack.documents.article import NotExtracted
from planstrack.documents.emphasis import Emphasis, lead_and_aside
from planstrack.documents.encodings import decoded
from planstrack.documents.lines import Document, Line, LineKind, laid_out

MAX_MARKDOWN: Final = 2_000_000
"""Bytes of a Markdown text."""
MAX_MARKDOWN_DEPTH: Final = 60
"""Blocks in one another: quotations, lists, items."""
MAX_BRACKETS: Final = 10_000
"""Opening brackets of a Markdown text; the library's work grows with the square of those that are never closed."""

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NOT_SHOWN = re.compile(r"<(script|style|template)\b[^>]{0,1000}>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[/!?]?[A-Za-z][^<>]{0,2000}>|<[!?][^<>]{0,2000}>")
_BREAK_TAG = re.compile(r"<(?:br|/?p|/?div|/?li|/?tr)\b[^<>]{0,300}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>\Z", re.IGNORECASE)
_STRIKE_BEGINS = re.compile(r"<(?:del|s|strike)\b[^>]{0,200}>\Z", re.IGNORECASE)
_STRIKE_ENDS = re.compile(r"</(?:del|s|strike)\s*>\Z", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,80}\]:")
_DEFINED = re.compile(
    r"^( {0,3})\[\^(?=[^\]\s]{1,80}\]:)", re.MULTILINE
)  # CommonMark takes some for addresses of links.
_REFERENCE = re.compile(r"(?<!\A)[ \t]*\[\^[^\]\s]{1,80}\](?!:)")


def markdown_document(data: bytes, charset: str | None = None, url: str | None = None) -> Document | NotExtracted:
    """Return a Markdown text (CommonMark with tables and strikethrough) as lines; places are the source's lines.

    Numbers of lists stand as they are written, where they are not all the same; else they count up from the first.
    """
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    if len(data) > MAX_MARKDOWN:
        return NotExtracted(why=f"it is Markdown and larger than {MAX_MARKDOWN:,} bytes")
    text, notes = decoded(data, (charset,))
    if "\0" in text:
        return NotExtracted(why="it is not a text: it holds NUL characters")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("[") > MAX_BRACKETS:
        return NotExtracted(why=f"it is Markdown with more than {MAX_BRACKETS:,} brackets")
    front = _FRONT.match(text)
    source = "\n" * front[0].count("\n") + text[front.end() :] if front else text.removeprefix("\ufeff")
    source = _DEFINED.sub(r"\1\\[^", source)
    parser = MarkdownIt("commonmark", {"maxNesting": 2 * MAX_MARKDOWN_DEPTH}).enable(["table", "strikethrough"])
    tokens: list[Token] = parser.parse(source)
    if any(token.level >= MAX_MARKDOWN_DEPTH for token in tokens):
        return NotExtracted(why=f"it is Markdown with more than {MAX_MARKDOWN_DEPTH} blocks in one another")
    reading = _Reading(source.split("\n"))
    lines = list(reading.lines(tokens))
    if not any(line.text for line in lines):
        return NotExtracted(why="it holds no words")
    laid, placed = laid_out(lines)
    said = list(notes)
    if front:
        said.append("left out the lines at its top that describe it (front matter)")
    if reading.struck:
        said.append(f"left out {_passages(reading.struck)} struck out: “{_beginning(reading.struck)}”")
    if reading.pictures:
        said.append(f"left out {len(reading.pictures)} picture{'s' if len(reading.pictures) > 1 else ''}")
    if reading.has_html:
        said.append("there is HTML in it: its words were taken, its tags left out")
    said += reading.numbers
    title = next((line.text for line in placed if line.heading == 1), None)
    return Document(kind="Markdown", text=laid, lines=placed, title=title, url=url, notes=tuple(said))


def _passages(found: Sequence[str]) -> str:
    return "1 passage that is" if len(found) == 1 else f"{len(found)} passages that are"


def _beginning(found: Sequence[str]) -> str:
    words = " ".join(max(found, key=len).split())
    return f"{words[:80]}{'…' if len(words) > 80 else ''}"


@dataclass(slots=True)
class _List:
    name: str
    labels: list[str]
    at: int = 0


@dataclass(slots=True)
class _Reading:
    """Goes through the tokens once."""

    source: Sequence[str]
    struck: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    has_html: bool = False
    _lists: list[_List] = field(default_factory=list)
    _labels: list[tuple[str, int, str]] = field(default_factory=list)  # Of items that begin and have had no words yet.
    _count: int = 0

    def lines(self, tokens: Sequence[object]) -> Iterator[Line]:
        """Yield the lines of all the blocks."""
        from markdown_it.token import Token

        heading: int | None = None
        quoted = 0
        cells: list[str] | None = None
        number = 0
        closers = _closers(tokens)
        for at, token in enumerate(tokens):
            assert isinstance(token, Token)
            number = token.map[0] + 1 if token.map else number
            match token.type:
                case "heading_open":
                    heading = int(token.tag[1])
                case "heading_close":
                    heading = None
                case "blockquote_open" | "blockquote_close":
                    quoted += 1 if token.nesting > 0 else -1
                case "ordered_list_open" | "bullet_list_open":
                    self._count += 1
                    labels = self._labels_of(tokens[at : closers[at]], token.level + 1, number)
                    self._lists.append(_List(f"list {self._count}", labels))
                case "ordered_list_close" | "bullet_list_close":
                    self._lists.pop()
                case "list_item_open":
                    inside = self._lists[-1]
                    self._labels.append((inside.labels[inside.at], len(self._lists) - 1, inside.name))
                    inside.at += 1
                case "list_item_close":
                    yield from self._empty_items(number)
                case "tr_open":
                    cells = []
                case "tr_close":
                    if cells is not None and any(cells):
                        yield from self._line(" | ".join(cells), number, "row", None, quoted)
                    cells = None
                case "inline":
                    pieces = self._inline(token.children or [])
                    if cells is not None:
                        cells.append(" ".join(_REFERENCE.sub("", " ".join(piece.words for piece in pieces)).split()))
                        continue
                    for piece in pieces:
                        for note in re.split(r"\n(?=\[\^[^\]\s]{1,80}\]:)", piece.words):
                            kind: LineKind = "heading" if heading else "footnote" if _FOOTNOTE.match(note) else "body"
                            yield from self._line(
                                note, number, kind, heading, quoted, piece if note == piece.words else None
                            )
                case "fence" | "code_block":
                    for paragraph in re.split(r"\n[ \t]*\n", token.content):
                        yield from self._line(paragraph.strip("\n"), number, "body", None, quoted)
                        number += paragraph.count("\n") + 2
                case "html_block":
                    self.has_html = True
                    for paragraph in re.split(r"\n", _without_tags(token.content)):
                        yield from self._line(paragraph, number, "body", None, quoted)
                        number += 1

    def _line(
        self,
        words: str,
        number: int,
        kind: LineKind,
        heading: int | None,
        quoted: int,
        emphasis: Emphasis | None = None,
    ) -> Iterator[Line]:
        """Yield one line with the label of the item that it begins; before it, items around it without words."""
        if not words.strip():
            return
        place = f"line {number}"
        own = self._labels.pop() if self._labels else None
        yield from self._empty_items(number)
        text = "\n".join(" ".join(line.split()) for line in _REFERENCE.sub("", words).strip().split("\n"))
        lead, aside = lead_and_aside(text, emphasis) if emphasis is not None else (0, False)
        yield Line(
            text=text,
            label=own[0] if own else None,
            kind="item" if kind == "body" and self._lists else kind,
            level=max(0, len(self._lists) - 1),
            list_name=self._lists[-1].name if self._lists else None,
            heading=heading,
            gap=1 < number <= len(self.source) + 1 and not self.source[number - 2].strip(" \t>"),
            indent=2.0 * quoted,
            lead=lead if kind == "body" else 0,
            aside=aside or quoted > 0,
            place=place,
        )

    def _empty_items(self, number: int) -> Iterator[Line]:
        for label, level, name in self._labels:
            yield Line(text="", label=label, kind="item", level=level, list_name=name, place=f"line {number}")
        self._labels = []

    def _labels_of(self, tokens: Sequence[object], level: int, line: int) -> list[str]:
        """Return what stands before each item of a list: numbers as written, unless all are the same."""
        from markdown_it.token import Token

        items = [
            token
            for token in tokens
            if isinstance(token, Token) and token.type == "list_item_open" and token.level == level
        ]
        if not items or not items[0].info:
            return ["•"] * len(items)
        written = [int(item.info) for item in items]
        signs = [item.markup for item in items]
        shown = list(range(written[0], written[0] + len(items)))
        if len(set(written)) > 1 and written != shown:
            first = next(
                at for at, (number, counted) in enumerate(zip(written, shown, strict=True)) if number != counted
            )
            self.numbers.append(
                f"line {line}: the numbers of a list stand as they are written; a page made from it shows "
                f"{shown[first]}{signs[first]} where {written[first]}{signs[first]} is written"
            )
            shown = written
        return [f"{number}{sign}" for number, sign in zip(shown, signs, strict=True)]

    def _inline(self, children: Sequence[object]) -> list[Emphasis]:
        """Return the words of a paragraph as its reader sees them: one piece for each line that a hard break ends."""
        from markdown_it.token import Token

        pieces = [Emphasis()]
        struck: list[str] = []
        depth = strong = slanted = 0
        for token in children:
            assert isinstance(token, Token)
            words = ""
            match token.type:
                case "text" | "code_inline":
                    words = token.content
                case "softbreak":
                    words = "\n"
                case "hardbreak":
                    pieces.append(Emphasis())
                case "strong_open" | "strong_close":
                    strong += token.nesting
                case "em_open" | "em_close":
                    slanted += token.nesting
                case "s_open":
                    depth += 1
                case "s_close":
                    depth = max(0, depth - 1)
                case "image":
                    self.pictures.append(token.content)
                case "html_inline":
                    self.has_html = True
                    if _BREAK.match(token.content):
                        pieces.append(Emphasis())
                    depth += bool(_STRIKE_BEGINS.match(token.content)) - bool(_STRIKE_ENDS.match(token.content))
                    depth = max(0, depth)
            if depth:
                struck.append(words)
            else:
                pieces[-1].add(words, strong=strong > 0, slanted=slanted > 0)
        if "".join(struck).strip():
            self.struck.append("".join(struck))
        return pieces


def _closers(tokens: Sequence[object]) -> dict[int, int]:
    """Return where each list ends."""
    from markdown_it.token import Token

    found: dict[int, int] = {}
    stack: list[int] = []
    for at, token in enumerate(tokens):
        if isinstance(token, Token) and token.type.endswith("_list_open"):
            stack.append(at)
        elif isinstance(token, Token) and token.type.endswith("_list_close"):
            found[stack.pop()] = at
    return found


def _without_tags(markup: str) -> str:
    """Return the words in a block of HTML."""
    return html.unescape(_TAG.sub("", _BREAK_TAG.sub("\n", _NOT_SHOWN.sub("", _COMMENT.sub("", markup)))))
