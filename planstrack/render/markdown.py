"""Pages as Markdown that an editor can hand on: every text literal, sources as numbered footnotes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.render.markup import Document, Item, code, link, literal, literal_lines, references, strong

if TYPE_CHECKING:
    from planstrack.briefing.brief_page import BriefPage, Line
    from planstrack.briefing.concordance_page import ConcordancePage
    from planstrack.briefing.diff_page import DiffPage
    from planstrack.briefing.evidence_page import EvidencePage
    from planstrack.briefing.hindsight_page import HindsightPage
    from planstrack.briefing.issue_page import IssuePage, IssuesPage
    from planstrack.briefing.knowledge_page import KnowledgePage, News
    from planstrack.briefing.log_page import LogPage
    from planstrack.briefing.parts import Disagreement, Entry, Head, Position, Section, Source, Statement
    from planstrack.briefing.step import Step
    from planstrack.briefing.table import TablePage
    from planstrack.briefing.version_page import VersionPage
    from planstrack.compare.redline import Edit

LEGEND = "In redlines, {--this was deleted--} and {++this was inserted++}."


def _day(iso: str | None) -> str:
    return (wording.day(date.fromisoformat(iso)) if iso else None) or "no date"


def _head(head: Head, side: str) -> str:
    words = ", ".join(literal(word) for word in (head.day or "no date", head.state) if word)
    return f"{side}: {strong(head.title)} ({code(head.id)}), {words}{references(head.sources)}"


def _statement(item: Statement, *, cite: bool = True) -> str:
    against = "against: " if item.stance == "disputes" else ""
    words = f"“{literal(item.quote)}”" if item.quote else literal(item.words)
    where = references([item.source]) if cite else ""
    return f"{against}{words} — {literal(item.chain)}{where}, {literal(item.checked)}"


def _disagreement(dispute: Disagreement, *, full: bool = True, lead: str = "Disputed: ") -> Item:
    """Return a dispute: its sides with what was said, or in brief only with who says it and where."""

    def voices(side: Position) -> str:
        return ", ".join(f"{literal(speaker)}{references(numbers)}" for speaker, numbers in side.voices)

    return (
        f"{lead}{strong(dispute.about)}",
        [
            (strong(side.says), [_statement(item) for item in side.statements])
            if full
            else f"{strong(side.says)} — {voices(side)}"
            for side in dispute.sides
        ],
    )


def redline(edits: Iterable[Edit]) -> str:
    """Return a redline in CriticMarkup: `{--deleted--}{++inserted++}`; what moved bears the number of its move."""
    pieces = []
    for edit in edits:
        if edit.hidden and edit.op == "-":
            continue  # white space nobody asked for: the new text's is shown, unmarked
        # Space at the edges of an edit stands inside the marks, so that what was deleted can be told to the letter.
        text = "\n".join(_kept_edges(line) for line in edit.text.split("\n"))
        if edit.op == "=" or edit.hidden:
            pieces.append(text)
            continue
        moved = f"(moved {edit.move})" if edit.move is not None else ""
        mark = "--" if edit.op == "-" else "++"
        pieces.append(f"{{{mark}{text}{mark}}}{moved}")
    return "".join(pieces)


def _kept_edges(line: str) -> str:
    shown = literal(line)
    if not shown:
        return " " if line else ""
    return (" " if line[0] in " \t" else "") + shown + (" " if line[-1] in " \t" else "")


def _numbers(numbers: str) -> str:
    return f" ({numbers})" if numbers else ""


def _entry(document: Document, entry: Entry, *, explain: bool) -> None:
    document.heading(3, f"{entry.title}{_numbers(entry.numbers)}", otherwise=entry.id)
    issues = f" Issues: {literal(', '.join(entry.issues))}." if entry.issues else ""
    document.paragraph(f"{strong(entry.headline.capitalize())}. {code(entry.id)}.{issues}")
    if entry.redline:
        document.quoted(redline(entry.redline))
    elif entry.verdict in ("added", "removed"):
        document.quoted(literal_lines("\n".join(entry.new_texts if entry.verdict == "added" else entry.old_texts)))
    grounds = "; ".join(word for word in (entry.reason, entry.sureness, *entry.notes) if word)
    document.bullets(
        [
            *(literal(line.text) for line in entry.quantities),
            f"status: {literal(entry.status)}" if entry.status else "",
            f"how: {literal(', '.join(entry.aspects))}" if entry.aspects else "",
            *(_disagreement(dispute) for dispute in entry.disputes),
            *(_statement(item) for item in entry.further),
            f"why: {literal(grounds)}",
            *(_matching(entry) if explain else ()),
        ]
    )


def _section(document: Document, section: Section, *, explain: bool) -> None:
    document.heading(2, f"{section.title} ({section.size})")
    for entry in section.entries:
        _entry(document, entry, explain=explain)
    items: list[Item] = []
    for group in section.groups:
        bare, below = [], []
        for entry in group.entries:
            name = f"{literal(entry.label)}{references(entry.sources)}"
            if not entry.details and not explain:
                bare.append(name)
                continue
            details = f": {literal('; '.join(entry.details))}" if entry.details else ""
            below.append(
                (f"{literal(entry.label)}{details}{references(entry.sources)}", _matching(entry) if explain else [])
            )
        items.append((f"{literal(group.reason)}:", [*below, "; ".join(bare)]))
    document.bullets(items)


def _matching(entry: Entry) -> list[str]:
    return [f"matched: {literal(entry.matched)}", *(f"close call: {literal(why)}" for why in entry.rivals)]


def _sources(document: Document, sources: Iterable[Source]) -> None:
    by_number = {source.number: source for source in sources}
    if not document.cited:
        return
    document.heading(2, "Sources")
    for source in [by_number[number] for number in document.cited]:
        words = [literal(source.outlet), f"“{literal(source.title)}”" if source.title else "", _day(source.published)]
        words.append(link(source.url))
        document.footnote(source.number, ", ".join(word for word in words if word))


def _as_of(document: Document, as_of: str | None) -> None:
    if as_of:
        document.paragraph(f"As of {_day(as_of)}: only what had been published by then.")


# ---------------------------------------------------------------------------------------------------- pages


def diff(page: DiffPage) -> str:
    """Return the page of a comparison."""
    document = Document()
    document.heading(1, page.title)
    _as_of(document, page.as_of)
    document.bullets([_head(page.old, "Old"), _head(page.new, "New")])
    document.paragraph(literal(page.accounting))
    document.paragraph(f"Points: {literal(page.tally)}.")
    if any(entry.redline for section in page.sections for entry in section.entries):
        document.paragraph(LEGEND)
    document.bullets(
        [
            *(f"note: {literal(note)}" for note in page.notes),
            *(_disagreement(dispute, full=page.explain) for dispute in page.disputes),
        ]
    )
    for section in page.sections:
        _section(document, section, explain=page.explain)
    _sources(document, page.sources)
    return document.text()


def _change_brief(entry: Entry) -> str:
    details = f"; {literal('; '.join(entry.details))}" if entry.details else ""
    return f"{literal(entry.label)}: {literal(entry.headline)}{details}{references(entry.sources)}"


def _step(step: Step) -> Item:
    day = f", {step.version.day}" if step.version.day else ""
    # A point's own words, where they are held, then the claims that no dispute shows.
    points: list[Item] = []
    for point in step.points:
        number = f"{literal(point.number)} " if point.number else ""
        status = f" [{point.status}]" if point.status else ""
        text = f": {literal(point.text)}" if point.held else ": its wording is not held"
        points.append(f"{number}{strong(point.title)}{literal(status)}{text}{references(point.sources)}")
    return (
        f"{strong(step.version.title)} ({code(step.version.id)}{day}; {literal(step.version.state)})"
        f"{references(step.version.sources)}: {literal(step.words)}",
        [
            *(f"since {code(step.since or '')}: {_change_brief(entry)}" for entry in step.changes),
            *points,
            *(_disagreement(dispute) for dispute in step.disputes),
            *(_statement(item) for item in step.further),
        ],
    )


def issue(page: IssuePage) -> str:
    """Return the page of an issue."""
    document = Document()
    document.heading(1, page.title)
    document.paragraph(literal(page.about or ""))
    _as_of(document, page.as_of)
    document.paragraph(f"{strong('Where it stands:')} {literal(page.standing)}")
    document.bullets(literal(path) for path in page.paths)
    document.heading(2, "Through the versions")
    document.bullets(_step(step) for step in page.steps)
    if page.branches:
        document.heading(2, "Other versions")
        document.bullets(_step(step) for step in page.branches)
    _sources(document, page.sources)
    return document.text()


def issues(page: IssuesPage) -> str:
    """Return the page of all issues."""
    document = Document()
    document.heading(1, page.title)
    _as_of(document, page.as_of)
    document.bullets(
        (
            f"{strong(row.title)} ({code(row.id)}): {literal(row.standing)}{references(row.sources)}",
            [literal(path) for path in row.paths],
        )
        for row in page.rows
    )
    _sources(document, page.sources)
    return document.text()


def version(page: VersionPage) -> str:
    """Return the page of one version."""
    document = Document()
    document.heading(1, page.head.title)
    based = f" Based on {', '.join(code(name) for name in page.based_on)}." if page.based_on else ""
    state = ", ".join(literal(word) for word in (page.head.day or "no date", page.head.state))
    document.paragraph(f"{code(page.head.id)}: {state}.{references(page.head.sources)}{based}")
    _as_of(document, page.as_of)
    document.paragraph(literal(page.note or ""))
    document.paragraph(literal(page.missing or ""))
    for point in page.points:
        document.heading(2, f"{point.label} {point.title}".strip(), otherwise=point.id or point.label)
        facts = [
            f"status: {point.status}" if point.status else "",
            f"wording: {point.wording}" if point.wording else "",
        ]
        facts += [f"issues: {', '.join(point.issues)}" if point.issues else ""]
        document.quoted(literal_lines(point.text))
        document.bullets(
            [
                literal("; ".join(fact for fact in facts if fact)) + references(point.sources),
                *(literal(line) for line in point.quantities),
                *(f"{item.kind}, {literal(item.by)}: {literal(item.text)}" for item in point.renderings),
                *(_statement(item) for item in point.statements),
                f"note: {literal(point.note)}" if point.note else "",
            ]
        )
    if page.disputes or page.statements:
        document.heading(2, "On the version as a whole")
        document.bullets([*map(_disagreement, page.disputes), *map(_statement, page.statements)])
    _sources(document, page.sources)
    return document.text()


def log(page: LogPage) -> str:
    """Return the page of the graph of versions."""
    document = Document()
    document.heading(1, page.title)
    _as_of(document, page.as_of)
    items: list[Item] = []
    for row in page.rows:
        based = f", based on {', '.join(map(code, row.based_on))}" if row.based_on else ""
        known = f"known since {_day(row.known)}" if row.known and row.known != row.date else ""
        counts = f"other counts: {', '.join(map(str, row.counts))}" if row.counts else ""
        facts = [row.text or "", known, row.held, counts, "" if row.on_main_line else "not on the main line"]
        facts = [fact for fact in facts if fact]
        items.append((f"{_day(row.date)}: {strong(row.title)} ({code(row.id)}){based}", [literal("; ".join(facts))]))
    document.bullets(items)
    return document.text()


def table(page: TablePage) -> str:
    """Return versions side by side, one row for each matter."""
    document = Document()
    document.heading(1, page.title)
    _as_of(document, page.as_of)
    document.bullets(
        f"{code(head.id)}: {strong(head.title)}, {literal(head.day or 'no date')}, {literal(head.state)}"
        f"{references(head.sources)}"
        for head in page.columns
    )
    document.table(
        ["Matter", *(code(head.id) for head in page.columns)],
        ([strong(row.title), *(literal(cell.brief) for cell in row.cells)] for row in page.rows),
    )
    _sources(document, page.sources)
    return document.text()


def _news(item: News) -> str:
    outlet = f"{literal(item.outlet)}: " if item.outlet and item.outlet != item.title else ""
    address = f", {link(item.url)}" if item.url else ""
    return f"{outlet}{strong(item.title)} ({item.kind} {code(item.id)}){address}"


def knowledge(page: KnowledgePage) -> str:
    """Return the page of what became known when."""
    document = Document()
    document.heading(1, page.title)
    for day in page.days:
        document.heading(2, day.day)
        document.bullets(
            (_news(item), [_statement(statement, cite=False) for statement in item.statements]) for item in day.news
        )
    return document.text()


def concordance(page: ConcordancePage) -> str:
    """Return the page of which point became which."""
    document = Document()
    document.heading(1, page.title)
    document.paragraph(literal(page.summary))
    document.table(
        ["old", "new", "how", "score", "why"],
        [
            [
                literal("; ".join(link.old)),
                literal("; ".join(link.new)),
                link.how,
                f"{link.score:.2f}",
                literal(link.why),
            ]
            for link in page.links
        ],
    )
    return document.text()


def hindsight(page: HindsightPage) -> str:
    """Return the page of what two days knew of one comparison."""
    document = Document()
    document.heading(1, page.title)
    document.paragraph(f"What was known on {page.earlier}, and what on {page.later}.")
    document.bullets([f"{page.earlier}: {literal(page.sum_before)}", f"{page.later}: {literal(page.sum_after)}"])
    for turn in page.turns:
        document.heading(2, turn.title, otherwise=turn.id)
        document.paragraph(code(turn.id))
        document.bullets(
            [
                f"{page.earlier}: {literal(turn.before)}",
                (f"{page.later}: {literal(turn.after)}", [_statement(item) for item in turn.learned]),
            ]
        )
    document.paragraph(literal(page.rest))
    _sources(document, page.sources)
    return document.text()


def evidence(page: EvidencePage) -> str:
    """Return the page of what stands behind each change."""
    document = Document()
    document.heading(1, page.title)
    document.bullets(f"{literal(words)}: {number}" for words, number in page.totals)
    if page.checks:
        document.paragraph(f"Claims: {literal('; '.join(f'{number} {words}' for words, number in page.checks))}.")
    items: list[Item] = []
    for backing in page.backings:
        entry = backing.entry
        if not entry.statements and backing.support in ("text", "unknown"):
            continue
        speakers = f" — {literal('; '.join(backing.voices))}" if backing.voices else ""
        grounds = f"{literal(entry.headline)}; {literal(backing.words)}{speakers}"
        items.append(
            (
                f"{code(entry.id)} {strong(entry.title)}: {grounds}",
                [
                    *map(_disagreement, entry.disputes),
                    *map(_statement, entry.further),
                    *(f"note: {literal(note)}" for note in entry.notes),
                ],
            )
        )
    if items:
        document.heading(2, "Changes")
    document.bullets(items)
    _sources(document, page.sources)
    return document.text()


def _line(line: Line) -> str:
    rest = literal(line.rest)
    return f"{strong(line.name)}{rest if rest.startswith((':', ',')) else f' {rest}'}{references(line.sources)}"


def brief(page: BriefPage) -> str:
    """Return the briefing."""
    document = Document()
    document.heading(1, f"Briefing: {page.title}")
    _as_of(document, page.as_of)
    document.paragraph(literal(page.span))
    if page.standing:
        document.heading(2, "Where it stands")
        document.bullets(map(_line, page.standing))
    if page.turns:
        document.heading(2, "What changed, and how sure that is")
    for turn in page.turns:
        document.heading(3, f"{turn.old.title} → {turn.new.title}", otherwise=f"{turn.old.id}..{turn.new.id}")
        document.paragraph(f"{literal(turn.accounting)} Points: {literal(turn.tally)}.")
        document.bullets(map(_line, turn.lines))
    if page.headlines:
        document.heading(2, "The issues, version by version")
    for headline in page.headlines:
        document.heading(3, headline.title, otherwise=headline.id)
        for path in headline.paths:
            document.paragraph(literal(path))
        document.bullets(
            f"{code(item.version.id)}{f', {item.version.day}' if item.version.day else ''}: "
            f"{literal(item.sentence)}{references(item.sources)}"
            for item in headline.steps
        )
    if page.disputes:
        document.heading(2, "What is disputed, and between whom")
        document.bullets(_disagreement(dispute, full=False, lead="") for dispute in page.disputes)
    if any(turn.unknown for turn in page.turns):
        document.heading(2, "What is not known")
        document.bullets(
            (f"{code(turn.old.id)} → {code(turn.new.id)}", [_line(line) for line in turn.unknown])
            for turn in page.turns
            if turn.unknown
        )
    if page.fallen:
        document.heading(2, "What was reported and no longer stands")
        document.bullets(map(_line, page.fallen))
    _sources(document, page.sources)
    return document.text()
