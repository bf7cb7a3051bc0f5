"""What terminal pages share: titles, claims, disputes, redlines and sources as lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.render.printable import printable
from planstrack.render.terminal.paper import Lines, Paper, Span, cells

if TYPE_CHECKING:
    from planstrack.briefing.parts import Disagreement, Entry, Position, Source, Statement
    from planstrack.compare.redline import Edit


def style_of(entry: Entry) -> str:
    """Return the style that underlines what a change's sign and headline say."""
    return "disputed" if entry.disputed else entry.verdict


def redline_spans(edits: Iterable[Edit]) -> list[Span]:
    """Return a redline as marked text: `[-deleted-]{+inserted+}`; what moved bears the number of its move."""
    spans: list[Span] = []
    for edit in edits:
        if edit.op == "=" or edit.hidden:  # white space nobody asked for: the new text's, unmarked
            spans.append((Lines(edit.text if edit.op != "-" else ""), ""))
            continue
        before, after, style = ("[-", "-]", "delete") if edit.op == "-" else ("{+", "+}", "insert")
        moved = f"(moved {edit.move})" if edit.move is not None else ""
        spans.append((Lines(f"{before}{edit.text}{after}{moved}"), style))
    return spans


class Sheet(Paper):
    """A page being written: what a page is made of, as lines. Only sources that are referred to are numbered and listed."""

    def __init__(self, width: int) -> None:
        super().__init__(width)
        self._numbers: dict[int, int] = {}

    def refs(self, numbers: Iterable[int]) -> str:
        """Return references to sources behind a space, `[2][5]`; the empty string for none."""
        listed = sorted([self._numbers.setdefault(number, len(self._numbers) + 1) for number in sorted(numbers)])
        return " " + "".join(f"[{number}]" for number in listed) if listed else ""

    def title(self, words: str, as_of: str | None = None, left_out: str | None = None) -> None:
        """Write a page's title, the day it speaks of, and what is left out or not yet known by then."""
        self.write((words, "title"))
        self.as_of(as_of, left_out)

    def as_of(self, day: str | None, left_out: str | None = None) -> None:
        """Say on what day the page could have been written, and what that leaves out."""
        if day:
            self.write((f"as of {day}: only what had been published by then", "strong"))
        if left_out:
            self.write((left_out, "dim"))

    def section(self, words: str, count: int | None = None) -> None:
        """Write a section's title, with how many things stand in it."""
        self.blank()
        self.write((words.upper() + (f" ({count})" if count is not None else ""), "title"))
        self.blank()

    def statement(self, item: Statement, indent: int, *, cite: bool = True, lead: str = "") -> None:
        """Write a claim: words, speakers, footnote (unless the article stands above it), the state of its quote."""
        spans: list[Span] = [(lead, "dim")] if lead else []
        spans += [("against: ", "disputed")] if item.stance == "disputes" else []
        spans += [(f"{item.gist} (", "")] if item.gist else []
        spans.append((f"“{wording.flowing(item.quote)}”", "quote") if item.quote else (wording.flowing(item.words), ""))
        spans += [(")", "")] if item.gist else []
        spans.append((f" ({wording.flowing(item.translation)})" if item.translation else "", ""))
        where = self.refs([item.source]) if cite else ""
        spans.append((f" — {item.chain}{where}, {item.checked}", "" if item.stands else "dim"))
        self.write(*spans, indent=indent, hang=2)

    def disagreement(self, dispute: Disagreement, indent: int, *, full: bool = True) -> None:
        """Write a dispute: its sides with what was said, or in brief only with who says it and where."""
        self.write(("disputed: ", "disputed"), (dispute.about, "strong"), indent=indent, hang=2)
        for side in dispute.sides:
            self._side(side, indent + 2, "•", full=full)
        for side in dispute.also:
            self._side(side, indent + 2, "also said:", full=full)

    def _side(self, side: Position, indent: int, sign: str, *, full: bool) -> None:
        names = "" if full else ", ".join(name + self.refs(numbers) for name, numbers in side.voices)
        counted = side.sureness or side.basis
        told = " — " + " — ".join(word for word in (names, counted) if word) if names or counted else ""
        rest = self.refs(side.cited) if not side.statements else ""
        self.write((f"{sign} {side.says}", "strong"), told + rest, indent=indent, hang=2)
        for item in side.statements if full else ():
            self.statement(item, indent + 4)

    def sources(self, known: Sequence[Source]) -> None:
        """Write the sources that were referred to, an address on the same line where it fits."""
        cited = {self._numbers[source.number]: source for source in known if source.number in self._numbers}
        listed = sorted(cited.items())
        if listed:
            self.section("Sources")
        for number, source in listed:
            title = f"“{source.title}”, " if source.title else ""
            words = f"[{number}] {source.label}, {title}{source.dated or 'no date'}"
            if source.url and cells(printable(f"{words} {source.url}")) <= self.width:
                self.write(f"{words} ", (source.url, "dim"))
                continue
            self.write(words, hang=4)
            if source.url:
                self.write((source.url, "dim"), indent=4)
