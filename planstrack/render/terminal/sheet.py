"""What terminal pages share: titles, claims, disputes, redlines and sources as lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from planstrack.render.printable import printable
from planstrack.render.terminal.paper import Paper, Span, cells

if TYPE_CHECKING:
    from planstrack.briefing.parts import Disagreement, Entry, Source, Statement
    from planstrack.compare.redline import Edit


def style_of(entry: Entry) -> str:
    """Return the style that underlines what a change's sign and headline say."""
    return "disputed" if entry.disputed else entry.verdict


def redline_spans(edits: Iterable[Edit]) -> list[Span]:
    """Return a redline as marked text: `[-deleted-]{+inserted+}`; what moved bears the number of its move."""
    spans: list[Span] = []
    for edit in edits:
        if edit.op == "=" or edit.hidden:  # white space nobody asked for: the new text's, unmarked
            spans.append((edit.text if edit.op != "-" else "", ""))
            continue
        before, after, style = ("[-", "-]", "delete") if edit.op == "-" else ("{+", "+}", "insert")
        moved = f"(moved {edit.move})" if edit.move is not None else ""
        spans.append((f"{before}{edit.text}{after}{moved}", style))
    return spans


class Sheet(Paper):
    """A page being written: what a page is made of, as lines. Only sources that are referred to are listed."""

    def __init__(self, width: int) -> None:
        super().__init__(width)
        self._cited: set[int] = set()

    def refs(self, numbers: Iterable[int]) -> str:
        """Return references to sources behind a space, `[2][5]`; the empty string for none."""
        listed = list(numbers)
        self._cited.update(listed)
        return " " + "".join(f"[{number}]" for number in listed) if listed else ""

    def title(self, words: str, as_of: str | None = None) -> None:
        """Write a page's title, and the day it speaks of."""
        self.write((words, "title"))
        self.as_of(as_of)

    def as_of(self, day: str | None) -> None:
        """Say on what day the page could have been written."""
        if day:
            self.write((f"as of {day}: only what had been published by then", "strong"))

    def section(self, words: str, count: int | None = None) -> None:
        """Write a section's title, with how many things stand in it."""
        self.blank()
        self.write((words.upper() + (f" ({count})" if count is not None else ""), "title"))
        self.blank()

    def statement(self, item: Statement, indent: int, *, cite: bool = True) -> None:
        """Write a claim: words, speakers, footnote (unless the article stands above it), the state of its quote."""
        spans: list[Span] = [("against: ", "disputed")] if item.stance == "disputes" else []
        spans.append((f"“{item.quote}”", "quote") if item.quote else (item.words, ""))
        where = self.refs([item.source]) if cite else ""
        spans.append((f" — {item.chain}{where}, {item.checked}", "" if item.stands else "dim"))
        self.write(*spans, indent=indent, hang=2)

    def disagreement(self, dispute: Disagreement, indent: int, *, full: bool = True) -> None:
        """Write a dispute: its sides with what was said, or in brief only with who says it and where."""
        self.write(("disputed: ", "disputed"), (dispute.about, "strong"), indent=indent, hang=2)
        for side in dispute.sides:
            names = ", ".join(name + self.refs(numbers) for name, numbers in side.voices)
            voices = f" — {len(side.voices)} speaker{'s' * (len(side.voices) > 1)}" if full else f" — {names}"
            self.write((f"• {side.says}", "strong"), voices, indent=indent + 2, hang=2)
            for item in side.statements if full else ():
                self.statement(item, indent + 6)

    def sources(self, known: Sequence[Source]) -> None:
        """Write the sources that were referred to, an address on the same line where it fits."""
        listed = [source for source in known if source.number in self._cited]
        if listed:
            self.section("Sources")
        for source in listed:
            title = f"“{source.title}”, " if source.title else ""
            words = f"[{source.number}] {source.outlet}, {title}{source.published or 'no date'}"
            if source.url and cells(printable(f"{words} {source.url}")) <= self.width:
                self.write(f"{words} ", (source.url, "dim"))
                continue
            self.write(words, hang=4)
            if source.url:
                self.write((source.url, "dim"), indent=4)
