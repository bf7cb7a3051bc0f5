"""Versions and issues as lines: log, what became known when, one version, one issue, all issues, a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.render.terminal.paper import Lines
from planstrack.render.terminal.sheet import Sheet, style_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planstrack.briefing.issue_page import IssuePage, IssuesPage
    from planstrack.briefing.knowledge_page import KnowledgePage
    from planstrack.briefing.log_page import LogPage
    from planstrack.briefing.parts import Note
    from planstrack.briefing.step import Step
    from planstrack.briefing.table import TablePage
    from planstrack.briefing.version_page import Matter, PointPage, VersionPage

_VERB_STYLES = {"is disputed": "disputed", "is not known": "unknown"}

_NARROWEST_COLUMN = 16
"""Columns of a table narrower than this are unreadable: the versions then stand below each other."""


def log(page: LogPage, *, width: int = 80, colour: bool = False) -> str:
    """Return the graph of versions as lines: `●` is on the main line, `○` beside it."""
    sheet = Sheet(width)
    sheet.title(page.title, page.as_of)
    _left_out(sheet, page)
    sheet.write(("● on the main line, ○ beside it", "dim"))
    sheet.blank()
    for row in page.rows:
        mark = "●" if row.on_main_line else "○"
        sheet.write(f"{mark} {row.date or 'no date   '}  ", (row.title, "strong"), (f"  {row.id}", "dim"), hang=14)
        known = f"known since {row.known}" if row.known and row.known != row.date else ""
        counts = f"points: {'; '.join(row.counts)}" if row.counts else ""
        facts = [row.text or "", row.signed or "", known, row.held, counts]
        sheet.write(" · ".join(fact for fact in facts if fact), indent=14, hang=2)
        if row.related:
            sheet.write(("; ".join(item.words for item in row.related), "dim"), indent=14, hang=2)
    for title in page.not_yet:
        sheet.write(f"  {title}: ", ("not yet known by then", "unknown"), hang=14)
    return sheet.text(colour)


def _left_out(sheet: Sheet, page: LogPage | KnowledgePage | VersionPage | TablePage) -> None:
    """Say what was left out for want of a day."""
    if page.left_out:
        sheet.write((page.left_out, "unknown"))


def knowledge(page: KnowledgePage, *, width: int = 80, colour: bool = False) -> str:
    """Return what became known when as lines."""
    sheet = Sheet(width)
    sheet.title(page.title, page.as_of)
    _left_out(sheet, page)
    for day in page.days:
        sheet.blank()
        sheet.write((day.day, "title"))
        for item in day.news:
            outlet = f"{item.outlet}: " if item.outlet and item.outlet != item.title else ""
            sheet.write(f"{outlet}{item.title} ", (f"({item.kind} {item.id})", "dim"), indent=2, hang=4)
            for statement in item.statements:
                sheet.statement(statement, 6, cite=False)
    if page.not_yet:
        sheet.blank()
        sheet.write(("Not yet known by then: ", "unknown"), "; ".join(page.not_yet), hang=2)
    return sheet.text(colour)


def version(page: VersionPage, *, width: int = 80, colour: bool = False) -> str:
    """Return the page of one version as lines."""
    sheet = Sheet(width)
    head = page.head
    sheet.title(head.title)
    sheet.write((f"{head.id} · {head.day or 'no date'} · {head.state}{sheet.refs(head.sources)}", "dim"), hang=4)
    if page.related:
        sheet.write(wording.sentence("; ".join(item.words for item in page.related)), hang=2)
    sheet.as_of(page.as_of)
    _left_out(sheet, page)
    for line in page.about:
        sheet.write(line, hang=2)
    if page.note:
        sheet.write(Lines(page.note))
    if page.missing:
        sheet.write((page.missing, "unknown"))
    for point in page.points:
        sheet.blank()
        _point(sheet, point)
    if page.gone:
        sheet.section("Declared gone", len(page.gone))
        for line in page.gone:
            sheet.write(line, hang=2)
    if page.elsewhere:
        sheet.section("Spoken of, without a point here", len(page.elsewhere))
        for matter in page.elsewhere:
            _matter(sheet, matter, 0)
    if page.disputes or page.statements:
        sheet.section("On the text as a whole")
        for dispute in page.disputes:
            sheet.disagreement(dispute, 0, full=False)
        for statement in page.statements:
            sheet.statement(statement, 0)
    sheet.sources(page.sources)
    return sheet.text(colour)


def _point(sheet: Sheet, point: PointPage) -> None:
    facts = (point.wording, point.parts_held or "", point.document or "", ", ".join(point.issues))
    name = "  ".join(word for word in (point.number or "", point.title) if word) or "untitled"
    known = " · ".join(fact for fact in facts if fact)
    sheet.write((name, "strong"), (f"  {known}{sheet.refs(point.sources)}", "dim"), hang=4)
    sheet.write(
        Lines(point.text or f"({wording.AWAY if point.wording == wording.AWAY else 'no wording held'})"), indent=4
    )
    _notes(sheet, (*point.given, *point.readings), 4)
    for item in point.renderings:
        sheet.write((f"{item.kind}, {item.by}: ", "dim"), Lines(item.text), indent=4, hang=2)
    for dispute in point.disputes:
        sheet.disagreement(dispute, 4, full=False)
    for statement in point.statements:
        sheet.statement(statement, 4)
    for matter in point.below:
        _matter(sheet, matter, 4)
    if point.note:
        sheet.write(("note: ", "dim"), (Lines(point.note), "dim"), indent=4, hang=2)


def _matter(sheet: Sheet, matter: Matter, indent: int) -> None:
    sheet.write((matter.title, "strong"), indent=indent, hang=2)
    _notes(sheet, matter.given, indent + 2)
    for dispute in matter.disputes:
        sheet.disagreement(dispute, indent + 2, full=False)
    for statement in matter.statements:
        sheet.statement(statement, indent + 2)


def _notes(sheet: Sheet, notes: Iterable[Note], indent: int) -> None:
    for note in notes:
        sheet.write(f"{wording.sentence(note.text)}{sheet.refs(note.cited)}", indent=indent, hang=2)


def issue(page: IssuePage, *, width: int = 80, colour: bool = False) -> str:
    """Return the page of an issue as lines."""
    sheet = Sheet(width)
    sheet.title(page.title + (f": {wording.flowing(page.about)}" if page.about else ""), page.as_of, page.left_out)
    sheet.blank()
    sheet.write((page.standing, "strong"), sheet.refs(page.cited))
    for path in page.paths:
        sheet.write(path, hang=2)
    for step in page.steps:
        _step(sheet, step)
    if page.branches:
        sheet.section("Other versions", len(page.branches))
        for step in page.branches:
            _step(sheet, step)
    if page.of_no_text:
        sheet.section("Of no text", len(page.of_no_text))
        for item in page.of_no_text:
            sheet.statement(item, 0, lead=f"{item.published or 'no date'}  ")
    sheet.sources(page.sources)
    return sheet.text(colour)


def _step(sheet: Sheet, step: Step) -> None:
    sheet.blank()
    head = step.version
    words = f" · {head.id} · {head.day or 'no date'} · {head.state}{sheet.refs(head.sources)}"
    sheet.write((head.title, "strong"), (words, "dim"), hang=4)
    stands = wording.sentence(step.words) + sheet.refs(step.cited)
    sheet.write((stands, _VERB_STYLES.get(step.verb, "strong")), indent=2, hang=2)
    for entry in step.changes:
        reason = entry.reason if entry.verdict in ("unknown", "unmatched") else ""
        since = f"since “{step.since}”: {entry.sign} {entry.label}: {entry.headline}"
        words = f"{since}{f'; {reason}' if reason else ''}{sheet.refs(entry.carried)}"
        words += "".join(f"; {detail}{sheet.refs(cited)}" for detail, cited in entry.told)
        sheet.write((words, style_of(entry)), indent=4, hang=2)
    for point in step.points:
        number = f"{point.number}  " if point.number else ""
        status = f" [{point.status}]" if point.status else ""
        label = "" if point.label == "text" else f"{point.label}: "
        wordless = wording.AWAY if point.label == wording.AWAY else wording.NO_WORDS
        text = f"{label}{wording.flowing(point.text)}" if point.text else wordless
        sheet.write(f"{number}{point.title}{status}: {text}{sheet.refs(point.sources)}", indent=4, hang=2)
        for option in point.options:
            sheet.write(f"rival proposal {option}", indent=6, hang=2)
    for dispute in step.disputes:
        sheet.disagreement(dispute, 4)
    for item in step.further:
        sheet.statement(item, 4)


def issues(page: IssuesPage, *, width: int = 80, colour: bool = False) -> str:
    """Return the page of all issues as lines."""
    sheet = Sheet(width)
    sheet.title(page.title, page.as_of, page.left_out)
    sheet.blank()
    for row in page.rows:
        sheet.write((f"{row.title} ({row.id}): ", "strong"), row.standing + sheet.refs(row.sources), hang=4)
        for path in row.paths:
            sheet.write((path, "dim"), indent=4, hang=2)
    sheet.sources(page.sources)
    return sheet.text(colour)


def table(page: TablePage, *, width: int = 80, colour: bool = False) -> str:
    """Return versions side by side as lines; below each other where the columns would become too narrow."""
    sheet = Sheet(width)
    sheet.title(page.title, page.as_of)
    _left_out(sheet, page)
    sheet.blank()
    room = (sheet.width - 20) // max(1, len(page.columns)) - 2
    if room >= _NARROWEST_COLUMN:
        widths = [20, *[room] * len(page.columns)]
        rows = [[("", ""), *((head.title, "title") for head in page.columns)]]
        rows += [
            [(row.title, "strong"), *((cell.brief, cell.verdict or "") for cell in row.cells)] for row in page.rows
        ]
        sheet.grid(rows, widths, apart=True)
    else:
        for row in page.rows:
            sheet.write((row.title, "strong"))
            for head, cell in zip(page.columns, row.cells, strict=True):
                sheet.write((f"{head.title}: ", "dim"), (cell.brief, cell.verdict or ""), indent=2, hang=4)
            sheet.blank()
    return sheet.text(colour)
