"""A comparison, what stands behind it, and the briefing, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planstrack.render.terminal.sheet import Sheet, redline_spans, style_of

if TYPE_CHECKING:
    from planstrack.briefing.brief_page import BriefPage, Line
    from planstrack.briefing.diff_page import DiffPage
    from planstrack.briefing.evidence_page import EvidencePage
    from planstrack.briefing.parts import Entry, Head, Section


def diff(page: DiffPage, *, width: int = 80, colour: bool = False) -> str:
    """Return the page of a comparison as lines."""
    sheet = Sheet(width)
    sheet.title(page.title)
    _introduced(sheet, "old", page.old)
    _introduced(sheet, "new", page.new)
    sheet.as_of(page.as_of)
    sheet.blank()
    sheet.write((page.accounting, "strong"))
    sheet.write(page.tally)
    for note in page.notes:
        sheet.write(f"note: {note}", hang=2)
    for dispute in page.disputes:
        sheet.blank()
        sheet.disagreement(dispute, 0, full=page.explain)
    for section in page.sections:
        sheet.section(section.title, section.size)
        for entry in section.entries:
            _entry(sheet, entry, explain=page.explain)
            sheet.blank()
        _groups(sheet, section, explain=page.explain)
    sheet.sources(page.sources)
    return sheet.text(colour)


def _introduced(sheet: Sheet, side: str, head: Head) -> None:
    words = " · ".join(word for word in (f"{side} {head.id}", head.day or "no date", head.state) if word)
    sheet.write((words + sheet.refs(head.sources), "dim"), hang=4)


def _entry(sheet: Sheet, entry: Entry, *, explain: bool) -> None:
    style = style_of(entry)
    numbers = f"{entry.numbers}  " if entry.numbers else ""
    sheet.write((f"{entry.sign} ", style), (f"{numbers}{entry.title}: ", "strong"), (entry.headline, style), hang=2)
    sheet.write((" · ".join([entry.id, *entry.issues]), "dim"), indent=2, hang=2)
    for line in entry.quantities:
        sheet.write(line.text, indent=2, hang=2)
    if entry.status:
        sheet.write(f"status: {entry.status}", indent=2, hang=2)
    if entry.aspects:
        sheet.write(f"how: {', '.join(entry.aspects)}", indent=2, hang=2)
    if entry.redline:
        sheet.write(*redline_spans(entry.redline), indent=4)
    elif entry.verdict in ("added", "removed"):
        for text in entry.new_texts if entry.verdict == "added" else entry.old_texts:
            sheet.write(text, indent=4)
    for dispute in entry.disputes:
        sheet.disagreement(dispute, 2)
    for item in entry.further:
        sheet.statement(item, 4)
    grounds = "; ".join(word for word in (entry.reason, entry.sureness, *entry.notes) if word)
    sheet.write((f"why: {grounds}", "dim"), indent=2, hang=2)
    if explain:
        _matching(sheet, entry, 2)


def _matching(sheet: Sheet, entry: Entry, indent: int) -> None:
    sheet.write((f"matched: {entry.matched}", "dim"), indent=indent, hang=2)
    for rival in entry.rivals:
        sheet.write((f"close call: {rival}", "dim"), indent=indent + 2, hang=2)


def _groups(sheet: Sheet, section: Section, *, explain: bool) -> None:
    """Write changes of which little is to be said: those with details a line each, the others in a row."""
    for group in section.groups:
        sheet.write((f"{section.sign} {group.reason}:", section.key), hang=2)
        bare = []
        for item in group.entries:
            if not item.details and not explain:
                bare.append(item.label + sheet.refs(item.sources))
                continue
            details = f": {'; '.join(item.details)}" if item.details else ""
            sheet.write(f"{item.label}{details}{sheet.refs(item.sources)}", indent=4, hang=2)
            if explain:
                _matching(sheet, item, 6)
        if bare:
            sheet.write(" · ".join(bare), indent=4)


def evidence(page: EvidencePage, *, width: int = 80, colour: bool = False) -> str:
    """Return what stands behind each change as lines; changes that need no report are only counted."""
    sheet = Sheet(width)
    sheet.title(page.title, page.as_of)
    sheet.blank()
    sheet.grid([((str(number), "strong"), (words, "")) for words, number in page.totals], [4, width - 8], indent=2)
    if page.checks:
        checks = "; ".join(f"{number} {words}" for words, number in page.checks)
        sheet.write(f"claims: {checks}", indent=2, hang=2)
    for backing in page.backings:
        entry = backing.entry
        if not entry.statements and backing.support in ("text", "unknown"):
            continue
        sheet.blank()
        sheet.write((f"{entry.sign} {entry.label}: ", "strong"), (entry.headline, style_of(entry)), hang=2)
        speakers = f" — {'; '.join(backing.voices)}" if backing.voices else ""
        sheet.write((f"{entry.id} · {backing.words}{speakers}", "dim"), indent=2, hang=2)
        for dispute in entry.disputes:
            sheet.disagreement(dispute, 2)
        for item in entry.further:
            sheet.statement(item, 4)
        for note in entry.notes:
            sheet.write((f"note: {note}", "dim"), indent=2, hang=2)
    sheet.sources(page.sources)
    return sheet.text(colour)


def brief(page: BriefPage, *, width: int = 80, colour: bool = False) -> str:
    """Return the briefing as lines."""
    sheet = Sheet(width)
    sheet.title(f"Briefing: {page.title}", page.as_of)
    sheet.write(page.span)
    sheet.blank()
    for line in page.standing:
        _line(sheet, line)
    if page.turns:
        sheet.section("What changed, and how sure that is")
    for turn in page.turns:
        sheet.blank()
        sheet.write((f"{turn.old.id} → {turn.new.id}", "strong"))
        sheet.write(f"{turn.accounting} ({turn.tally})")
        for line in turn.lines:
            _line(sheet, line)
    for headline in page.headlines:
        sheet.section(headline.title)
        for path in headline.paths:
            sheet.write((path, "dim"), hang=2)
        for step in headline.steps:
            sheet.write((f"{step.version.id}: ", "strong"), step.sentence + sheet.refs(step.sources), hang=2)
    if page.disputes:
        sheet.section("What is disputed, and between whom", len(page.disputes))
        for dispute in page.disputes:
            sheet.disagreement(dispute, 0, full=False)
    if page.unknown:
        sheet.section("What is not known")
    for turn in page.turns:
        if turn.unknown:
            sheet.write((f"{turn.old.id} → {turn.new.id}", "strong"))
        for line in turn.unknown:
            _line(sheet, line)
    if page.fallen:
        sheet.section("What was reported and no longer stands")
    for line in page.fallen:
        _line(sheet, line)
    sheet.sources(page.sources)
    return sheet.text(colour)


def _line(sheet: Sheet, line: Line) -> None:
    sheet.write("• ", (line.name, "strong"), line.rest + sheet.refs(line.sources), hang=2)
