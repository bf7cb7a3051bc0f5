"""Markdown by hand: text made literal, and blocks that no text can leave.

What is written is CommonMark plus footnotes (and tables, where a page is one). Lines are at most 80 columns where a
space allows it. A text from data is harmless for two reasons: `literal` escapes every mark that could be markup inside
a line, and `Document` breaks lines only itself and escapes what a line must not begin with. That holds for readers that
know no footnotes too, to whom `[^1]: word` would say where a link leads: how a footnote is written and referred to is
decided in `Document` alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from planstrack.render.printable import printable

WIDTH = 80

Item = tuple[str, Sequence["Item"]] | str
"""A list item: one paragraph of markup, and the items under it."""

_BLANKS = re.compile(r"[ \t\r\n]+")
_MARK = re.compile(
    r"[\\`*\[\]~|{}]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside a word an underscore is no markup
    r"|<(?! )"
    r"|&(?=#[0-9]{1,7};|#[Xx][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)"
    # bare addresses, which some readers turn into links
    r"|(?<=[A-Za-z]):(?=//)|(?<=\b[Ww][Ww][Ww])\.|(?<=[\w.+-])@(?=\w)"
)
_LINE_START = re.compile(r"(?:[-+*](?= |$)|#{1,6}(?= |$)|>|[-=_:|](?=[-=_:| ]*$))")
_LABEL = re.compile(r"(\[\^[0-9]+\]):")
"""A reference that would define its footnote at the beginning of a line."""
_INLINE = re.compile(r"(\[\^[0-9]+\])\(")
"""A reference that would be the words of a link, for readers without footnotes."""
_TITLE = re.compile(r"\S+ (?:\".*\"|'.*'|\(.*\))(?:\n|\Z)", re.DOTALL)
"""What makes a link definition of a footnote that begins with it: a word, and a title that ends where a line does."""
_LINE_NUMBER = re.compile(r"([0-9]{1,9})([.)])(?= |$)")
_ADDRESS = "!#$%&'()*+,/:;=?@~-._"  # What may stand in an address as it is; the rest is percent-encoded.
_REFERENCE = re.compile("\x02([0-9]+)\x03")
_REFERENCES = re.compile("(?:\x02[0-9]+\x03)+")
_LINK = re.compile(r"https?://[^\s<>]", re.IGNORECASE)


def literal(text: str) -> str:
    """Return text as markup that shows exactly it, on one line: white space in a row becomes one space."""
    return _MARK.sub(r"\\\g<0>", printable(_BLANKS.sub(" ", text)).strip())


def named(text: str) -> str:
    """Return a name as markup that shows it on one line: what would break it is a mark there, ⟨U+000A⟩."""
    return literal(printable(text.strip(" \t\r\n")))


def literal_lines(text: str) -> str:
    """Return text as markup that keeps its line ends (as hard breaks); empty lines fall away."""
    return "\n".join(line for line in map(literal, re.split(r"\r\n?|\n", text)) if line)


def code(text: str) -> str:
    """Return an id as a code span; as literal text where it could not stand in one."""
    return f"`{text}`" if re.fullmatch(r"[!-_a-~]+", text) else literal(text)


def strong(text: str) -> str:
    """Return a name in bold; follow it with a space or punctuation."""
    shown = named(text)
    return f"**{shown}**" if shown else ""


def link(url: str | None) -> str:
    """Return an address as a link when it is http(s), as literal text when it is anything else."""
    if not url:
        return ""
    if not _LINK.match(url) or printable(url) != url or re.search(r"\s", url):
        return named(url)
    return f"<{quote(url, safe=_ADDRESS)}>"


def references(numbers: Iterable[int]) -> str:
    """Return references to sources, to stand directly behind a word; `Document` makes footnotes of them as it goes."""
    return "".join(f"\x02{number}\x03" for number in numbers)  # Control characters, which no text from data can bring.


def _safe_start(line: str) -> str:
    if _LINE_START.match(line):
        return "\\" + line
    if _LABEL.match(line):
        return _LABEL.sub(r"\1\\:", line, count=1)
    return _LINE_NUMBER.sub(r"\1\\\2", line, count=1) if _LINE_NUMBER.match(line) else line


class Document:
    """Markdown being written, block by block. Lives only while one page is rendered.

    Footnotes are numbered in the order in which they are met, as every reader of Markdown expects.
    """

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._headings: set[str] = set()
        self._cited: dict[int, int] = {}

    @property
    def cited(self) -> tuple[int, ...]:
        """The sources that were referred to, in the order of their footnotes."""
        return tuple(self._cited)

    def _lines(self, markup: str, first: str, rest: str) -> Iterable[str]:
        def footnote(found: re.Match[str]) -> str:
            number = self._cited.setdefault(int(found[1]), len(self._cited) + 1)
            return f"[^{number}]"

        def in_order(run: re.Match[str]) -> str:
            notes = _REFERENCE.sub(footnote, run[0])
            return "".join(sorted(re.findall(r"\[\^[0-9]+\]", notes), key=lambda note: int(note[2:-1])))

        return _lines(_INLINE.sub(r"\1\\(", _REFERENCES.sub(in_order, markup)), first, rest)

    def heading(self, level: int, text: str, otherwise: str = "") -> None:
        """Write a heading; `otherwise` is added where the same heading stands already or it ends like a sentence."""
        shown = named(text) or "Untitled"
        if shown in self._headings or shown.endswith((".", ",", ";", ":", "!", "#")):
            shown = f"{shown} — {code(otherwise)}" if otherwise else shown
        self._headings.add(shown)
        shown = re.sub(r"(?<!\\)#$", r"\\#", _safe_start(shown))
        self._blocks.append(f"{'#' * level} {shown}")

    def paragraph(self, markup: str) -> None:
        if markup:
            self._blocks.append("\n".join(self._lines(markup, "", "")))

    def quoted(self, markup: str) -> None:
        """Write a block quotation, which keeps the line ends of its markup."""
        if markup:
            self._blocks.append("\n".join(self._lines(markup, "> ", "> ")))

    def bullets(self, items: Iterable[Item]) -> None:
        lines = list(self._bullets(items, ""))
        if lines:
            self._blocks.append("\n".join(lines))

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Write a table; its cells are markup on one line."""
        from planstrack.render.terminal.paper import cells

        every = [list(head), *(list(row) for row in rows)]
        widths = [max(3, *(cells(row[at]) for row in every)) for at in range(len(head))]
        drawn = [
            "| "
            + " | ".join(cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=True))
            + " |"
            for row in every
        ]
        drawn.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
        self._blocks.append("\n".join(drawn))

    def footnote(self, source: int, markup: str) -> None:
        """Write the footnote of a source that was referred to.

        A reader without footnotes takes `[^1]: word` for a link definition where nothing but a title follows on its line.
        So two words stand on the first line however long they are, and the second does not begin what can be a title.
        """
        target, *more = [word for word in re.split(r"[ \n]+", markup) if word]
        if not more:
            target, more = "Source:", [target]
        target = f"\\{target}" if target.startswith("<") else target
        label = f"[^{self._cited[source]}]: "
        written = "\n".join(_lines(" ".join((target, *more)), label, "    ", together=2))
        if _TITLE.match(written, len(label)):
            more[0] = f"\\{more[0]}"
            written = "\n".join(_lines(" ".join((target, *more)), label, "    ", together=2))
        self._blocks.append(written)

    def _bullets(self, items: Iterable[Item], indent: str) -> Iterable[str]:
        for item in items:
            markup, below = (item, ()) if isinstance(item, str) else item
            if markup:
                yield from self._lines(markup, f"{indent}- ", f"{indent}  ")
                yield from self._bullets(below, f"{indent}  ")

    def text(self) -> str:
        """Return what was written, ended by a line feed."""
        return "\n\n".join(self._blocks) + "\n"


def _lines(markup: str, first: str, rest: str, *, together: int = 1) -> Iterable[str]:
    """Give the lines of a paragraph: wrapped at spaces, each safe at its start, a line feed kept as a hard break.

    So many words as `together` says stand on the first line, even where they are wider than it.
    """
    prefix = first
    hard = [part for part in markup.split("\n") if part.strip(" ")]
    for number, part in enumerate(hard):
        line = ""
        for word in part.split(" "):
            if not word:
                continue
            together -= 1
            if line and together < 0 and len(prefix) + len(line) + 1 + len(word) > WIDTH:
                yield prefix + _safe_start(line)
                prefix, line = rest, word
            else:
                line = f"{line} {word}" if line else word
        yield prefix + _safe_start(line) + ("\\" if number < len(hard) - 1 else "")
        prefix = rest
