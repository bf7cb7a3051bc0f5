"""Pages for a terminal or a pipe. The same words with and without colour: colour only underlines what a sign or word says.

Every text passes through `printable` on its way in, so no control byte of the data reaches a screen. Lines are laid out
here; rich is asked only for the width of unusual characters and, on a terminal, for the colours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.render.printable import printable

if TYPE_CHECKING:
    from planstrack.briefing.brief_page import BriefPage, Line
    from planstrack.briefing.diff_page import DiffPage
    from planstrack.briefing.evidence_page import EvidencePage
    from planstrack.briefing.issue_page import IssuePage, IssuesPage
    from planstrack.briefing.knowledge_page import KnowledgePage
    from planstrack.briefing.log_page import LogPage
    from planstrack.briefing.parts import Disagreement, Entry, Head, Section, Source, Statement
    from planstrack.briefing.step import Step
    from planstrack.briefing.version_page import VersionPage
    from planstrack.redline import Edit

Span = tuple[str, str]
"""A piece of text and the name of its style, a key of `STYLES`."""

STYLES = {
    "": "",
    "title": "bold",
    "strong": "bold",
    "dim": "dim",
    "changed": "yellow",
    "added": "green",
    "removed": "red",
    "unknown": "cyan",
    "unchanged": "dim",
    "disputed": "magenta",
    "delete": "red strike",
    "insert": "bold green",
    "quote": "italic",
}
WIDEST = 120
NARROWEST = 30

_ONE_CELL = re.compile(
    r"[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2212\u27e8\u27e9]*"
)


def cells(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if _ONE_CELL.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


class Paper:
    """Lines being written, at one width. Lives only while one page is rendered."""

    def __init__(self, width: int) -> None:
        self.width = max(NARROWEST, min(width, WIDEST))
        self.lines: list[list[Span]] = []

    def blank(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append([])

    def write(self, *spans: Span | str, indent: int = 0, hang: int = 0) -> None:
        """Write a paragraph, wrapped at spaces; lines after the first stand `hang` columns further in."""
        for number, paragraph in enumerate(_paragraphs(spans)):
            start = indent if number == 0 else indent + hang
            for line in wrapped(paragraph, self.width - start, self.width - indent - hang):
                self.lines.append([(" " * start, ""), *line])
                start = indent + hang

    def grid(self, rows: Sequence[Sequence[Span]], *, indent: int = 0, gap: int = 2, flexible: int = -1) -> None:
        """Write rows in columns as wide as their widest cell; the `flexible` column gives way and is wrapped."""
        if not rows:
            return
        rows = [[(printable(text), style) for text, style in row] for row in rows]
        widths = [max(cells(row[at][0]) for row in rows) for at in range(len(rows[0]))]
        others = sum(widths) - widths[flexible] + gap * (len(widths) - 1) + indent
        widths[flexible] = max(12, min(widths[flexible], self.width - others))
        for row in rows:
            columns = [list(wrapped([cell], width, width)) or [[]] for cell, width in zip(row, widths, strict=True)]
            for at in range(max(map(len, columns))):
                line: list[Span] = [(" " * indent, "")]
                for column, width in zip(columns, widths, strict=True):
                    cell = column[at] if at < len(column) else []
                    line += [*cell, (" " * (width - sum(cells(text) for text, _ in cell) + gap), "")]
                self.lines.append(line)

    def text(self, colour: bool) -> str:
        """Return what was written, each line ended by a line feed."""
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        plain = ["".join(text for text, _ in line).rstrip() for line in self.lines]
        return "".join(f"{line}\n" for line in plain) if not colour else _coloured(self.lines)


def _coloured(lines: Iterable[Sequence[Span]]) -> str:
    import io

    from rich.console import Console
    from rich.text import Text

    file = io.StringIO()
    console = Console(
        file=file, force_terminal=True, color_system="standard", width=10_000, markup=False, highlight=False, emoji=False,
        legacy_windows=False, no_color=False,
    )  # fmt: skip
    for line in lines:
        text = Text.assemble(*((words, STYLES[style]) for words, style in line))
        text.rstrip()
        console.print(text, soft_wrap=True)
    return file.getvalue()


def _paragraphs(spans: Iterable[Span | str]) -> list[list[Span]]:
    """Return spans made printable, cut at line feeds."""
    found: list[list[Span]] = [[]]
    for span in spans:
        text, style = (span, "") if isinstance(span, str) else span
        first, *rest = printable(text, lines=True).split("\n")
        found[-1].append((first, style))
        found += [[(line, style)] for line in rest]
    return found


def wrapped(spans: Iterable[Span], first: int, rest: int) -> Iterable[list[Span]]:
    """Give the lines of a paragraph: broken at spaces, and inside a word only where it is wider than a line.

    An address is never broken, so that it can be opened from the screen.
    """
    line: list[Span] = []
    used, room = 0, first
    for gap, word in _words(spans):
        size, space = sum(cells(text) for text, _ in word), cells(gap[0])
        if used and used + space + size > room:
            yield line
            line, used, room, space = [], 0, rest, 0
        if space and used:
            line.append(gap)
            used += space
        while size > room and not word[0][0].startswith(("http://", "https://")):
            head, word = _cut(word, room - used)
            yield [*line, *head]
            line, used, room = [], 0, rest
            size = sum(cells(text) for text, _ in word)
        line += word
        used += size
    if line:
        yield line


def _words(spans: Iterable[Span]) -> Iterable[tuple[Span, list[Span]]]:
    """Give each word (which may change style inside) behind the space before it."""
    gap: Span = ("", "")
    word: list[Span] = []
    for text, style in spans:
        for piece in re.split(r"( +)", text):
            if not piece:
                continue
            if piece[0] != " ":
                word.append((piece, style))
                continue
            if word:
                yield gap, word
                word = []
            gap = (piece, style)
    if word:
        yield gap, word


def _cut(word: list[Span], room: int) -> tuple[list[Span], list[Span]]:
    """Return a word in two: what fits into `room` columns (at least one character), and the rest."""
    head: list[Span] = []
    for at, (text, style) in enumerate(word):
        for end, char in enumerate(text):
            room -= cells(char)
            if room < 0 and (head or end):
                return [*head, (text[:end], style)], [(text[end:], style), *word[at + 1 :]]
        head.append((text, style))
    return head, []


# ---------------------------------------------------------------------------------------------------- what pages share


def _style(entry: Entry) -> str:
    return "disputed" if entry.disputed else entry.verdict


def _head(paper: Paper, head: Head, sign: str) -> None:
    words = " · ".join(word for word in (f"{sign} {head.id}", head.day or "no date", head.state) if word)
    paper.write((f"{words} {_refs(head.sources)}", "dim"), hang=4)


def _refs(numbers: Iterable[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _section_title(paper: Paper, title: str, count: int | None = None) -> None:
    paper.blank()
    paper.write((title.upper() + (f" ({count})" if count is not None else ""), "title"))
    paper.blank()


def redline_spans(edits: Iterable[Edit]) -> list[Span]:
    """Return a redline as marked text: `[-deleted-]{+inserted+}`; what moved bears the number of its move."""
    spans: list[Span] = []
    for edit in edits:
        if edit.op == "=":
            spans.append((edit.text, ""))
            continue
        before, after, style = ("[-", "-]", "delete") if edit.op == "-" else ("{+", "+}", "insert")
        moved = f"(moved {edit.move})" if edit.move is not None else ""
        spans.append((f"{before}{edit.text}{after}{moved}", style))
    return spans


def statement_spans(item: Statement, *, cite: bool = True) -> list[Span]:
    """Return a claim: its words, its speakers, its footnote (unless the article stands above it), the state of its quote."""
    spans: list[Span] = [("against: ", "disputed")] if item.stance == "disputes" else []
    spans.append((f"“{item.quote}”", "quote") if item.quote else (item.words, ""))
    spans.append((f" — {item.chain}{f' [{item.source}]' if cite else ''}, {item.checked}", "" if item.stands else "dim"))
    return spans


def _disagreement(paper: Paper, dispute: Disagreement, indent: int, *, full: bool = True) -> None:
    """Write a dispute: its sides with what was said, or in brief only with who says it and where."""
    paper.write(("disputed: ", "disputed"), (dispute.about, "strong"), indent=indent, hang=2)
    for side in dispute.sides:
        voices = ", ".join(f"{speaker} {_refs(numbers)}" for speaker, numbers in side.voices)
        paper.write((f"• {side.says}", "strong"), "" if full else f" — {voices}", indent=indent + 2, hang=2)
        for item in side.statements if full else ():
            paper.write(*statement_spans(item), indent=indent + 6, hang=2)


def _entry(paper: Paper, entry: Entry, *, explain: bool) -> None:
    numbers = f"{entry.numbers}  " if entry.numbers else ""
    paper.write(
        (f"{entry.sign} ", _style(entry)), (f"{numbers}{entry.title}: ", "strong"), (entry.headline, _style(entry)),
        hang=2,
    )  # fmt: skip
    paper.write((" · ".join([entry.id, *entry.issues]), "dim"), indent=2, hang=2)
    for line in entry.quantities:
        paper.write(line.text, indent=2, hang=2)
    if entry.status:
        paper.write(f"status: {entry.status}", indent=2, hang=2)
    if entry.aspects:
        paper.write(f"how: {', '.join(entry.aspects)}", indent=2, hang=2)
    if entry.redline:
        paper.write(*redline_spans(entry.redline), indent=4)
    elif entry.verdict in ("added", "removed"):
        for text in entry.new_texts if entry.verdict == "added" else entry.old_texts:
            paper.write(text, indent=4)
    for dispute in entry.disputes:
        _disagreement(paper, dispute, 2)
    for item in entry.further:
        paper.write(*statement_spans(item), indent=4, hang=2)
    grounds = "; ".join(word for word in (entry.reason, entry.sureness, *entry.notes) if word)
    paper.write((f"why: {grounds}", "dim"), indent=2, hang=2)
    if explain:
        _matching(paper, entry, 2)


def _matching(paper: Paper, entry: Entry, indent: int) -> None:
    paper.write((f"matched: {entry.matched}", "dim"), indent=indent, hang=2)
    for rival in entry.rivals:
        paper.write((f"close call: {rival}", "dim"), indent=indent + 2, hang=2)


def _groups(paper: Paper, section: Section, *, explain: bool) -> None:
    for group in section.groups:
        paper.write((f"{section.sign} {group.reason}:", section.key), hang=2)
        bare = []
        for item in group.entries:
            name = f"{item.label} {_refs(item.sources)}".strip()
            if not item.details and not explain:
                bare.append(name)
                continue
            details = f": {'; '.join(item.details)}" if item.details else ""
            paper.write(f"{item.label}{details} {_refs(item.sources)}".strip(), indent=4, hang=2)
            if explain:
                _matching(paper, item, 6)
        if bare:
            paper.write(" · ".join(bare), indent=4)


def _sources(paper: Paper, sources: Iterable[Source]) -> None:
    listed = list(sources)
    if not listed:
        return
    _section_title(paper, "Sources")
    for source in listed:
        title = f"“{source.title}”, " if source.title else ""
        words = f"[{source.number}] {source.outlet}, {title}{source.published or 'no date'}"
        if source.url and cells(printable(f"{words} {source.url}")) <= paper.width:
            paper.write(f"{words} ", (source.url, "dim"))
            continue
        paper.write(words, hang=4)
        if source.url:
            paper.write((source.url, "dim"), indent=4)


# ---------------------------------------------------------------------------------------------------- pages


def diff(page: DiffPage, *, width: int = 80, colour: bool = False) -> str:
    """Return the page of a comparison as lines."""
    paper = Paper(width)
    paper.write((page.title, "title"))
    _head(paper, page.old, "old")
    _head(paper, page.new, "new")
    _as_of(paper, page.as_of)
    paper.blank()
    paper.write((page.accounting, "strong"))
    paper.write(page.tally)
    for note in page.notes:
        paper.write(f"note: {note}", hang=2)
    for dispute in page.disputes:
        paper.blank()
        _disagreement(paper, dispute, 0, full=page.explain)
    for section in page.sections:
        _section_title(paper, section.title, section.size)
        for entry in section.entries:
            _entry(paper, entry, explain=page.explain)
            paper.blank()
        _groups(paper, section, explain=page.explain)
    _sources(paper, page.sources)
    return paper.text(colour)


def _as_of(paper: Paper, as_of: str | None) -> None:
    if as_of:
        paper.write(f"as of {as_of}: only what was published by then")


def _title(paper: Paper, title: str, as_of: str | None = None) -> None:
    paper.write((title, "title"))
    _as_of(paper, as_of)
    paper.blank()


_VERB_STYLES = {"is": "unchanged", "is reported": "changed", "is disputed": "disputed", "is not known": "unknown"}


def _step(paper: Paper, step: Step) -> None:
    paper.blank()
    day = step.version.day or "no date"
    paper.write(
        (f"{step.version.id}", "strong"),
        (f" · {day} · {step.version.state} {_refs(step.version.sources)}", "dim"),
        hang=4,
    )
    paper.write(
        (wording.sentence(step.words), "strong" if step.verb in ("is", "is reported") else _VERB_STYLES[step.verb]),
        indent=2,
        hang=2,
    )
    for entry in step.changes:
        details = f"; {'; '.join(entry.details)}" if entry.details else ""
        words = f"since {step.since}: {entry.sign} {entry.label}: {entry.headline}{details} {_refs(entry.sources)}"
        paper.write((words, _style(entry)), indent=4, hang=2)
    for point in step.points:
        number = f"{point.number}  " if point.number else ""
        status = f" [{point.status}]" if point.status else ""
        text = point.text if point.held else "its wording is not held"
        paper.write(f"{number}{point.title}{status}: {text} {_refs(point.sources)}", indent=4, hang=2)
    for dispute in step.disputes:
        _disagreement(paper, dispute, 4)
    for item in step.further:
        paper.write(*statement_spans(item), indent=4, hang=2)


def issue(page: IssuePage, *, width: int = 80, colour: bool = False) -> str:
    """Return the page of an issue as lines."""
    paper = Paper(width)
    _title(paper, page.title + (f": {page.about}" if page.about else ""), page.as_of)
    paper.write((page.standing, "strong"))
    for path in page.paths:
        paper.write(path, hang=2)
    for step in page.steps:
        _step(paper, step)
    if page.branches:
        _section_title(paper, "Other versions", len(page.branches))
        for step in page.branches:
            _step(paper, step)
    _sources(paper, page.sources)
    return paper.text(colour)


def issues(page: IssuesPage, *, width: int = 80, colour: bool = False) -> str:
    """Return the page of all issues as lines."""
    paper = Paper(width)
    _title(paper, page.title, page.as_of)
    for row in page.rows:
        paper.write((f"{row.title} ({row.id}): ", "strong"), f"{row.standing} {_refs(row.sources)}", hang=4)
        for path in row.paths:
            paper.write((path, "dim"), indent=4, hang=2)
    _sources(paper, page.sources)
    return paper.text(colour)


def version(page: VersionPage, *, width: int = 80, colour: bool = False) -> str:
    """Return the page of one version as lines."""
    paper = Paper(width)
    paper.write((page.head.title, "title"))
    based = f" · based on {', '.join(page.based_on)}" if page.based_on else ""
    paper.write(
        (f"{page.head.id} · {page.head.day or 'no date'} · {page.head.state}{based} {_refs(page.head.sources)}", "dim"),
        hang=4,
    )
    _as_of(paper, page.as_of)
    if page.note:
        paper.write(page.note)
    if page.missing:
        paper.write((page.missing, "unknown"))
    for point in page.points:
        paper.blank()
        facts = [point.status, point.wording, ", ".join(point.issues)]
        shown = " · ".join(fact for fact in facts if fact)
        paper.write(
            (f"{point.label}  {point.title}".rstrip(), "strong"), (f"  {shown} {_refs(point.sources)}", "dim"), hang=4
        )
        paper.write(point.text or "(no wording held)", indent=4)
        for line in point.quantities:
            paper.write(line, indent=4, hang=2)
        for item in point.renderings:
            paper.write((f"{item.kind}, {item.by}: ", "dim"), item.text, indent=4, hang=2)
        for statement in point.statements:
            paper.write(*statement_spans(statement), indent=4, hang=2)
        if point.note:
            paper.write((f"note: {point.note}", "dim"), indent=4, hang=2)
    if page.disputes or page.statements:
        _section_title(paper, "On the version as a whole")
        for dispute in page.disputes:
            _disagreement(paper, dispute, 0, full=False)
        for statement in page.statements:
            paper.write(*statement_spans(statement), hang=2)
    _sources(paper, page.sources)
    return paper.text(colour)


def log(page: LogPage, *, width: int = 80, colour: bool = False) -> str:
    """Return the graph of versions as lines: `●` is on the main line, `○` beside it."""
    paper = Paper(width)
    _title(paper, page.title, page.as_of)
    for row in page.rows:
        based = f" ← {', '.join(row.based_on)}" if row.based_on else ""
        mark = "●" if row.on_main_line else "○"
        paper.write(f"{mark} {row.date or 'no date   '}  ", (row.id, "strong"), (based, "dim"), hang=14)
        counts = f"reports also count {', '.join(map(str, row.counts))}" if row.counts else ""
        known = f"known since {row.known}" if row.known and row.known != row.date else ""
        facts = [row.title, row.text or "", known, row.held, counts]
        paper.write((" · ".join(fact for fact in facts if fact), ""), indent=14, hang=2)
    return paper.text(colour)


def knowledge(page: KnowledgePage, *, width: int = 80, colour: bool = False) -> str:
    """Return what became known when as lines."""
    paper = Paper(width)
    _title(paper, page.title)
    for day in page.days:
        paper.blank()
        paper.write((day.day, "title"))
        for item in day.news:
            outlet = f"{item.outlet}: " if item.outlet and item.outlet != item.title else ""
            paper.write(f"{outlet}{item.title} ", (f"({item.kind} {item.id})", "dim"), indent=2, hang=4)
            for statement in item.statements:
                paper.write(*statement_spans(statement, cite=False), indent=6, hang=2)
    return paper.text(colour)


def evidence(page: EvidencePage, *, width: int = 80, colour: bool = False) -> str:
    """Return what stands behind each change as lines."""
    paper = Paper(width)
    _title(paper, page.title)
    paper.grid([((str(number), "strong"), (words, "")) for words, number in page.totals], indent=2)
    for backing in page.backings:
        entry = backing.entry
        if not entry.statements and backing.support in ("text", "unknown"):
            continue
        paper.blank()
        paper.write((f"{entry.sign} {entry.label}: ", "strong"), (entry.headline, _style(entry)), hang=2)
        speakers = f" — {', '.join(backing.speakers)}" if backing.speakers else ""
        paper.write((f"{entry.id} · {backing.words}{speakers}", "dim"), indent=2, hang=2)
        for dispute in entry.disputes:
            _disagreement(paper, dispute, 2)
        for item in entry.further:
            paper.write(*statement_spans(item), indent=4, hang=2)
    _sources(paper, page.sources)
    return paper.text(colour)


def _line(paper: Paper, line: Line) -> None:
    paper.write("• ", (line.name, "strong"), f"{line.rest} {_refs(line.sources)}", hang=2)


def brief(page: BriefPage, *, width: int = 80, colour: bool = False) -> str:
    """Return the briefing as lines."""
    paper = Paper(width)
    _title(paper, f"Briefing: {page.title}", page.as_of)
    paper.write(page.span)
    for line in page.standing:
        _line(paper, line)
    if page.turns:
        _section_title(paper, "What changed, and how sure that is")
    for turn in page.turns:
        paper.blank()
        paper.write((f"{turn.old.id} → {turn.new.id}: ", "strong"), f"{turn.accounting} ({turn.tally})", hang=2)
        for line in turn.lines:
            _line(paper, line)
    for headline in page.headlines:
        _section_title(paper, headline.title)
        for path in headline.paths:
            paper.write((path, "dim"), hang=2)
        for station in headline.steps:
            paper.write((f"{station.version.id}: ", "strong"), f"{station.sentence} {_refs(station.sources)}", hang=2)
    if page.disputes:
        _section_title(paper, "What is disputed, and between whom", len(page.disputes))
        for dispute in page.disputes:
            _disagreement(paper, dispute, 0, full=False)
    if any(turn.unknown for turn in page.turns):
        _section_title(paper, "What is not known")
    for turn in page.turns:
        if turn.unknown:
            paper.write((f"{turn.old.id} → {turn.new.id}", "strong"))
        for line in turn.unknown:
            _line(paper, line)
    _sources(paper, page.sources)
    return paper.text(colour)
