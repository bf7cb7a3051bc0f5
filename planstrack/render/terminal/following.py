"""Versions and issues as lines: log, what became known when, one version, one issue, all issues, a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.render.terminal.sheet import Sheet, style_of

if TYPE_CHECKING:
    from planstrack.briefing.issue_page import IssuePage, IssuesPage
    from planstrack.briefing.knowledge_page import KnowledgePage
    from planstrack.briefing.log_page import LogPage
    from planstrack.briefing.step import Step
    from planstrack.briefing.table import TablePage
    from planstrack.briefing.version_page import PointPage, VersionPage

_VERB_STYLES = {"is": "strong", "is reported": "strong", "is disputed": "disputed", "is not known": "unknown"}

_NARROWEST_COLUMN = 16
"""Columns of a table narrower than this are unreadable: the versions then stand below each other."""


def log(page: LogPage, *, width: int = 80, colour: bool = False) -> str:
    """Return the graph of versions as lines: `●` is on the main line, `○` beside it."""
    sheet = Sheet(width)
    sheet.title(page.title, page.as_of)
    sheet.write(("● on the main line, ○ beside it, ← based on", "dim"))
    sheet.blank()
    for row in page.rows:
        based = f" ← {', '.join(row.based_on)}" if row.based_on else ""
        mark = "●" if row.on_main_line else "○"
        sheet.write(f"{mark} {row.date or 'no date   '}  ", (row.id, "strong"), (based, "dim"), hang=14)
        counts = f"reports also count {', '.join(map(str, row.counts))}" if row.counts else ""
        known = f"known since {row.known}" if row.known and row.known != row.date else ""
        facts = [row.title, row.text or "", known, row.held, counts]
        sheet.write(" · ".join(fact for fact in facts if fact), indent=14, hang=2)
    return sheet.text(colour)


def knowledge(page: KnowledgePage, *, width: int = 80, colour: bool = False) -> str:
    """Return what became known when as lines."""
    sheet = Sheet(width)
    sheet.title(page.title)
    for day in page.days:
        sheet.blank()
        sheet.write((day.day, "title"))
        for item in day.news:
            outlet = f"{item.outlet}: " if item.outlet and item.outlet != item.title else ""
            sheet.write(f"{outlet}{item.title} ", (f"({item.kind} {item.id})", "dim"), indent=2, hang=4)
            for statement in item.statements:
                sheet.statement(statement, 6, cite=False)
    return sheet.text(colour)


def version(page: VersionPage, *, width: int = 80, colour: bool = False) -> str:
    """Return the page of one version as lines."""
    sheet = Sheet(width)
    head = page.head
    sheet.title(head.title)
    based = f" · based on {', '.join(page.based_on)}" if page.based_on else ""
    sheet.write((f"{head.id} · {head.day or 'no date'} · {head.state}{based}{sheet.refs(head.sources)}", "dim"), hang=4)
    sheet.as_of(page.as_of)
    if page.note:
        sheet.write(page.note)
    if page.missing:
        sheet.write((page.missing, "unknown"))
    for point in page.points:
        sheet.blank()
        _point(sheet, point)
    if page.disputes or page.statements:
        sheet.section("On the version as a whole")
        for dispute in page.disputes:
            sheet.disagreement(dispute, 0, full=False)
        for statement in page.statements:
            sheet.statement(statement, 0)
    sheet.sources(page.sources)
    return sheet.text(colour)


def _point(sheet: Sheet, point: PointPage) -> None:
    facts = " · ".join(fact for fact in (point.status, point.wording, ", ".join(point.issues)) if fact)
    name = f"{point.label}  {point.title}".rstrip()
    sheet.write((name, "strong"), (f"  {facts}{sheet.refs(point.sources)}", "dim"), hang=4)
    sheet.write(point.text or "(no wording held)", indent=4)
    for line in point.quantities:
        sheet.write(line, indent=4, hang=2)
    for item in point.renderings:
        sheet.write((f"{item.kind}, {item.by}: ", "dim"), item.text, indent=4, hang=2)
    for statement in point.statements:
        sheet.statement(statement, 4)
    if point.note:
        sheet.write((f"note: {point.note}", "dim"), indent=4, hang=2)


def issue(page: IssuePage, *, width: int = 80, colour: bool = False) -> str:
    """Return the page of an issue as lines."""
    sheet = Sheet(width)
    sheet.title(page.title + (f": {page.about}" if page.about else ""), page.as_of)
    sheet.blank()
    sheet.write((page.standing, "strong"))
    for path in page.paths:
        sheet.write(path, hang=2)
    for step in page.steps:
        _step(sheet, step)
    if page.branches:
        sheet.section("Other versions", len(page.branches))
        for step in page.branches:
            _step(sheet, step)
    sheet.sources(page.sources)
    return sheet.text(colour)


def _step(sheet: Sheet, step: Step) -> None:
    sheet.blank()
    head = step.version
    sheet.write(
        (head.id, "strong"), (f" · {head.day or 'no date'} · {head.state}{sheet.refs(head.sources)}", "dim"), hang=4
    )
    sheet.write((wording.sentence(step.words), _VERB_STYLES[step.verb]), indent=2, hang=2)
    for entry in step.changes:
        details = f"; {'; '.join(entry.details)}" if entry.details else ""
        words = f"since {step.since}: {entry.sign} {entry.label}: {entry.headline}{details}{sheet.refs(entry.sources)}"
        sheet.write((words, style_of(entry)), indent=4, hang=2)
    for point in step.points:
        number = f"{point.number}  " if point.number else ""
        status = f" [{point.status}]" if point.status else ""
        text = point.text if point.held else "its wording is not held"
        sheet.write(f"{number}{point.title}{status}: {text}{sheet.refs(point.sources)}", indent=4, hang=2)
    for dispute in step.disputes:
        sheet.disagreement(dispute, 4)
    for item in step.further:
        sheet.statement(item, 4)


def issues(page: IssuesPage, *, width: int = 80, colour: bool = False) -> str:
    """Return the page of all issues as lines."""
    sheet = Sheet(width)
    sheet.title(page.title, page.as_of)
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
    sheet.blank()
    room = (sheet.width - 20) // max(1, len(page.columns)) - 2
    if room >= _NARROWEST_COLUMN:
        widths = [20, *[room] * len(page.columns)]
        rows = [[("", ""), *((head.id, "title") for head in page.columns)]]
        rows += [
            [(row.title, "strong"), *((cell.brief, cell.verdict or "") for cell in row.cells)] for row in page.rows
        ]
        sheet.grid(rows, widths, apart=True)
    else:
        for row in page.rows:
            sheet.write((row.title, "strong"))
            for head, cell in zip(page.columns, row.cells, strict=True):
                sheet.write((f"{head.id}: ", "dim"), (cell.brief, cell.verdict or ""), indent=2, hang=4)
            sheet.blank()
    return sheet.text(colour)
