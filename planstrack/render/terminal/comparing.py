"""A comparison, what stands behind it, why a verdict is what it is, and the briefing, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.render.terminal.paper import Lines
from planstrack.render.terminal.sheet import Sheet, redline_spans, style_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planstrack.briefing.brief_page import BriefPage, Line
    from planstrack.briefing.diff_page import DiffPage
    from planstrack.briefing.evidence_page import EvidencePage
    from planstrack.briefing.parts import Entry, Head, Passage, Section
    from planstrack.briefing.variants_page import VariantsPage
    from planstrack.briefing.why_page import WhyFact, WhyPage


def diff(page: DiffPage, *, width: int = 80, colour: bool = False) -> str:
    """Return the page of a comparison as lines."""
    sheet = Sheet(width)
    sheet.title(page.title)
    _introduced(sheet, "old", page.old)
    _introduced(sheet, "new", page.new)
    sheet.as_of(page.as_of, page.left_out)
    if page.relation:
        sheet.write((page.relation, "dim"))
    sheet.blank()
    sheet.write((page.accounting, "strong"))
    sheet.write(wording.sentence(page.tally))
    for note in page.notes:
        sheet.write(f"note: {note}", hang=2)
    for section in page.sections:
        sheet.section(section.title, section.size)
        for entry in section.entries:
            _entry(sheet, entry, explain=page.explain)
            sheet.blank()
        _groups(sheet, section, explain=page.explain)
    if page.whole:
        sheet.section("On the text as a whole", len(page.whole))
        for item in page.whole:
            sheet.statement(item, 0)
    if page.disputes:
        sheet.section("Also disputed", len(page.disputes))
        for dispute in page.disputes:
            sheet.disagreement(dispute, 0)
    sheet.sources(page.sources)
    return sheet.text(colour)


def variants(page: VariantsPage, *, width: int = 80, colour: bool = False) -> str:
    """Return the page of two renderings of one version as lines."""
    sheet = Sheet(width)
    sheet.title(page.title)
    _introduced(sheet, "one", page.old)
    _introduced(sheet, "other", page.new)
    sheet.write((page.sentence, "strong"))
    sheet.write(wording.sentence(page.tally))
    for group in page.groups:
        sheet.section(group.title, len(group.points))
        for point in group.points:
            sheet.write((point.label, "strong"), f": {point.told}" if group.key != "alike" else "", hang=2)
            if point.redline:
                sheet.write(*redline_spans(point.redline), indent=4)
            _passages(sheet, point.old_texts, "one", 4)
            _passages(sheet, point.new_texts, "other", 4)
    return sheet.text(colour)


def _introduced(sheet: Sheet, side: str, head: Head) -> None:
    words = " · ".join(word for word in (f"{side} {head.id}", head.day or "no date", head.state) if word)
    sheet.write((words + sheet.refs(head.sources), "dim"), hang=4)


def _entry(sheet: Sheet, entry: Entry, *, explain: bool) -> None:
    style = style_of(entry)
    numbers = f"{entry.numbers}  " if entry.numbers else ""
    verdict = f"{entry.headline}{sheet.refs(entry.cited)}"
    sheet.write((f"{entry.sign} ", style), (f"{numbers}{entry.title}: ", "strong"), (verdict, style), hang=2)
    sheet.write((" · ".join([entry.id, *entry.issues]), "dim"), indent=2, hang=2)
    for word in (entry.went, entry.link):
        if word:
            sheet.write(word, indent=2, hang=2)
    for line in entry.quantities:
        sheet.write(line.text + sheet.refs(line.cited), indent=2, hang=2)
    for note in entry.notes:
        sheet.write(note.text + sheet.refs(note.cited), indent=2, hang=2)
    if entry.aspects:
        sheet.write(f"how: {', '.join(entry.aspects)}", indent=2, hang=2)
    if entry.redline:
        sheet.write(*redline_spans(entry.redline), indent=4)
    elif entry.verdict in ("added", "removed"):
        _passages(sheet, entry.new_texts if entry.verdict == "added" else entry.old_texts, "", 4)
    elif entry.side_by_side:
        _passages(sheet, entry.old_texts, "old", 4)
        _passages(sheet, entry.new_texts, "new", 4)
    for dispute in entry.disputes:
        sheet.disagreement(dispute, 2)
    for item in entry.further:
        sheet.statement(item, 4)
    for item in entry.beside:
        sheet.statement(item, 4)
    for item in entry.also:
        sheet.statement(item, 4, lead="also on file: ")
    grounds = "; ".join(word for word in (entry.reason, entry.sureness) if word)
    sheet.write((f"why: {grounds}", "dim"), indent=2, hang=2)
    if explain:
        _matching(sheet, entry, 2)


def _passages(sheet: Sheet, passages: Iterable[Passage], side: str, indent: int) -> None:
    """Write the words of one side, each behind whose words they are: the document's own need no such word."""
    for passage in passages:
        label = ", ".join(word for word in (side, "" if passage.label == "text" else passage.label) if word)
        sheet.write((f"{label}: " if label else "", "dim"), Lines(passage.text), indent=indent, hang=2)


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
            reason = group.own_reason(item)
            named = "" if reason else sheet.refs(item.carried)
            details = [reason + sheet.refs(item.carried)] if reason else []
            details += [words + sheet.refs(cited) for words, cited in item.told]
            full = explain or item.side_by_side or item.disputes
            if not details and not full:
                bare.append(item.label + named)
                continue
            told = f": {'; '.join(details)}" if details else ""
            sheet.write(f"{item.label}{named}{told}", indent=4, hang=2)
            if item.side_by_side:
                _passages(sheet, item.old_texts, "old", 6)
                _passages(sheet, item.new_texts, "new", 6)
            for dispute in item.disputes:
                sheet.disagreement(dispute, 6)
            if explain:
                _matching(sheet, item, 6)
        if bare:
            sheet.write(" · ".join(bare), indent=4)


def evidence(page: EvidencePage, *, width: int = 80, colour: bool = False) -> str:
    """Return what stands behind each change as lines; changes that need no report are only counted."""
    sheet = Sheet(width)
    sheet.title(page.title, page.as_of, page.left_out)
    sheet.blank()
    sheet.grid([((str(number), "strong"), (words, "")) for words, number in page.totals], [4, width - 8], indent=2)
    if page.checks:
        checks = "; ".join(f"{number} {words}" for words, number in page.checks)
        sheet.write(f"claims: {checks}", indent=2, hang=2)
    for backing in page.backings:
        entry = backing.entry
        if backing.quiet:
            continue
        sheet.blank()
        sheet.write(
            (f"{entry.sign} {entry.label}: ", "strong"),
            (entry.headline + sheet.refs(entry.cited), style_of(entry)),
            hang=2,
        )
        speakers = f" — {'; '.join(backing.voices)}" if backing.voices else ""
        counted = f" ({backing.sureness})" if backing.sureness else ""
        sheet.write((f"{entry.id} · {backing.words}{counted}{speakers}", "dim"), indent=2, hang=2)
        for dispute in entry.disputes:
            sheet.disagreement(dispute, 2)
        for item in entry.further:
            sheet.statement(item, 4)
        for item in entry.beside:
            sheet.statement(item, 4, lead="on its status or numbers: ")
        for item in entry.also:
            sheet.statement(item, 4, lead="also on file: ")
    sheet.sources(page.sources)
    return sheet.text(colour)


def why(page: WhyPage, *, width: int = 80, colour: bool = False) -> str:
    """Return the grounds of a verdict as lines, each with its place in the files."""
    sheet = Sheet(width)
    sheet.title(page.title, page.as_of, page.left_out)
    sheet.write((page.id, "dim"), hang=2)
    sheet.blank()
    sheet.write((page.sentence, "strong"))
    _introduced(sheet, "old", page.old)
    _introduced(sheet, "new", page.new)
    sheet.write(page.relation)
    sheet.write(f"how its points belong together: {page.link}", hang=2)
    sheet.section("What carries it")
    for number, asked in enumerate(page.answers, 1):
        sheet.write(f"{number}. ", (asked.question, "strong"), f" {asked.answer}", hang=3)
        for fact in asked.facts:
            _fact(sheet, fact)
        sheet.blank()
    sheet.write(("why this verdict: ", "strong"), page.row, hang=2)
    if page.sureness:
        sheet.write(("behind it: ", "strong"), page.sureness, hang=2)
    if page.beside:
        sheet.section("Beside the verdict", len(page.beside))
        for fact in page.beside:
            _fact(sheet, fact)
    if page.unused:
        sheet.section("Also on file, and why it did not count", len(page.unused))
        for item in page.unused:
            sheet.statement(item.statement, 0)
            sheet.write((f"{item.statement.key}{f' · {item.place}' if item.place else ''}", "dim"), indent=2, hang=2)
            sheet.write(f"why not: {item.why}", indent=2, hang=2)
    sheet.sources(page.sources)
    return sheet.text(colour)


def _fact(sheet: Sheet, fact: WhyFact) -> None:
    carries = " ← carries the verdict" if fact.carries else ""
    sheet.write(f"{fact.question} ", (f"{fact.answer}, {fact.basis}{carries}", "strong"), indent=3, hang=2)
    for ground in fact.grounds:
        place = f" · {ground.place}" if ground.place else ""
        sheet.write((f"{ground.key}{place}", "dim"), indent=5, hang=2)
        if ground.statement:
            sheet.statement(ground.statement, 7, lead="presupposes it: " if ground.presupposes else "")
            day = ground.statement.published or "no date"
            sheet.write((f"{ground.statement.outlet}, {day}", "dim"), indent=7, hang=2)
            continue
        says = f": {wording.flowing(ground.says)}" if ground.says else ""
        lead = "presupposes it: " if ground.presupposes else ""
        sheet.write(f"{lead}{ground.what}{says}{sheet.refs(ground.cited)}", indent=7, hang=2)


def brief(page: BriefPage, *, width: int = 80, colour: bool = False) -> str:
    """Return the briefing as lines."""
    sheet = Sheet(width)
    sheet.title(f"Briefing: {page.title}", page.as_of, page.left_out)
    sheet.write(page.span)
    sheet.blank()
    for line in page.standing:
        _line(sheet, line)
    if page.turns:
        sheet.section("What changed, and how sure that is")
    for turn in page.turns:
        sheet.blank()
        sheet.write((f"{turn.old.title} → {turn.new.title}", "strong"))
        sheet.write(f"{turn.accounting} {wording.sentence(turn.tally)}")
        for line in turn.lines:
            _line(sheet, line)
    for headline in page.headlines:
        sheet.section(headline.title)
        for path in headline.paths:
            sheet.write((path, "dim"), hang=2)
        for step in headline.steps:
            sheet.write((f"{step.version.title}: ", "strong"), step.sentence + sheet.refs(step.sources), hang=2)
    if page.disputes:
        sheet.section("What is disputed on the versions followed, and between whom", len(page.disputes))
        for dispute in page.disputes:
            sheet.disagreement(dispute, 0, full=False)
    if page.unknown:
        sheet.section("What is not known")
    for turn in page.turns:
        if turn.unknown:
            sheet.write((f"{turn.old.title} → {turn.new.title}", "strong"))
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
