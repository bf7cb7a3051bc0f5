"""Pages as Markdown that an editor can hand on: every text literal, sources as numbered footnotes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.foot import Foot, foot_line
from planstrack.render.markup import Document, Item, code, link, literal, literal_lines, named, references, strong

if TYPE_CHECKING:
    from planstrack.briefing.brief_page import BriefPage, Line
    from planstrack.briefing.concordance_page import ConcordancePage
    from planstrack.briefing.diff_page import DiffPage
    from planstrack.briefing.evidence_page import EvidencePage
    from planstrack.briefing.hindsight_page import HindsightPage
    from planstrack.briefing.issue_page import IssuePage, IssuesPage
    from planstrack.briefing.knowledge_page import KnowledgePage, News
    from planstrack.briefing.log_page import LogPage
    from planstrack.briefing.parts import Disagreement, Entry, Head, Note, Passage, Position, Section, Source, Statement
    from planstrack.briefing.step import Step
    from planstrack.briefing.table import TablePage
    from planstrack.briefing.variants_page import VariantsPage
    from planstrack.briefing.version_page import Matter, PointPage, VersionPage
    from planstrack.briefing.why_page import WhyFact, WhyPage
    from planstrack.compare.redline import Edit

LEGEND = "In redlines, {--this was deleted--} and {++this was inserted++}."
VARIANTS_LEGEND = "Marked are the words of {--the one--} and of {++the other++}."


def _day(iso: str | None) -> str:
    return (wording.day(date.fromisoformat(iso)) if iso else None) or "no date"


def _head(head: Head, side: str) -> str:
    words = ", ".join(literal(word) for word in (head.day or "no date", head.state) if word)
    return f"{side}: {strong(head.title)} ({code(head.id)}), {words}{references(head.sources)}"


def _statement(item: Statement, *, cite: bool = True, lead: str = "") -> str:
    against = "against: " if item.stance == "disputes" else ""
    words = f"“{literal(item.quote)}”" if item.quote else literal(item.words)
    words = f"{literal(item.gist)} ({words})" if item.gist else words
    translation = f" ({literal(item.translation)})" if item.translation else ""
    where = references([item.source]) if cite else ""
    return f"{lead}{against}{words}{translation} — {named(item.chain)}{where}, {literal(item.checked)}"


def _disagreement(dispute: Disagreement, *, full: bool = True, lead: str = "Disputed: ") -> Item:
    """Return a dispute: its sides with what was said, or in brief only with who says it and where."""
    sides = [_position(side, "", full=full) for side in dispute.sides]
    return f"{lead}{strong(dispute.about)}", [
        *sides,
        *(_position(side, "also said: ", full=full) for side in dispute.also),
    ]


def _position(side: Position, lead: str, *, full: bool) -> Item:
    voices = ", ".join(f"{named(speaker)}{references(numbers)}" for speaker, numbers in side.voices)
    counted = literal(side.sureness or side.basis)
    told = " — ".join(word for word in (strong(side.says), "" if full else voices, counted) if word)
    head = f"{lead}{told}{'' if side.statements else references(side.cited)}"
    return (head, [_statement(item) for item in side.statements]) if full else head


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
    document.paragraph(f"{strong(entry.headline.capitalize())}{references(entry.cited)}. {code(entry.id)}.{issues}")
    if entry.redline:
        document.quoted(redline(entry.redline))
    elif entry.verdict in ("added", "removed"):
        document.quoted(_passages(entry.new_texts if entry.verdict == "added" else entry.old_texts, ""))
    elif entry.side_by_side:
        document.quoted("\n".join([_passages(entry.old_texts, "old"), _passages(entry.new_texts, "new")]))
    grounds = "; ".join(word for word in (entry.reason, entry.sureness) if word)
    document.bullets(
        [
            *(literal(word) for word in (entry.went, entry.link) if word),
            *(f"{literal(line.text)}{references(line.cited)}" for line in entry.quantities),
            *(f"{literal(note.text)}{references(note.cited)}" for note in entry.notes),
            f"how: {literal(', '.join(entry.aspects))}" if entry.aspects else "",
            *(_disagreement(dispute) for dispute in entry.disputes),
            *(_statement(item) for item in (*entry.further, *entry.beside)),
            *(_statement(item, lead="also on file: ") for item in entry.also),
            f"why: {literal(grounds)}",
            *(_matching(entry) if explain else ()),
        ]
    )


def _passages(passages: Iterable[Passage], side: str) -> str:
    """Return the words of one side, each behind whose words they are: the document's own need no such word."""
    found = []
    for passage in passages:
        label = ", ".join(word for word in (side, "" if passage.label == "text" else passage.label) if word)
        found.append((f"{label}: " if label else "") + literal_lines(passage.text))
    return "\n".join(found)


def _section(document: Document, section: Section, *, explain: bool) -> None:
    document.heading(2, f"{section.title} ({section.size})")
    for entry in section.entries:
        _entry(document, entry, explain=explain)
    items: list[Item] = []
    for group in section.groups:
        bare: list[str] = []
        below: list[Item] = []
        for entry in group.entries:
            reason = group.own_reason(entry)
            details = [f"{literal(reason)}{references(entry.carried)}"] if reason else []
            details += [f"{literal(words)}{references(cited)}" for words, cited in entry.told]
            told = f": {'; '.join(details)}" if details else ""
            name = f"{literal(entry.label)}{'' if reason else references(entry.carried)}{told}"
            under = [
                *(_side_by_side(entry) if entry.side_by_side else ()),
                *(_disagreement(dispute) for dispute in entry.disputes),
                *(_matching(entry) if explain else ()),
            ]
            if details or under:
                below.append((name, under))
            else:
                bare.append(name)
        items.append((f"{literal(group.reason)}:", [*below, "; ".join(bare)]))
    document.bullets(items)


def _side_by_side(entry: Entry) -> list[Item]:
    sides = (("old", entry.old_texts), ("new", entry.new_texts))
    return [f"{side}, {passage.label}: {literal(passage.text)}" for side, texts in sides for passage in texts]


def _matching(entry: Entry) -> list[Item]:
    return [f"matched: {literal(entry.matched)}", *(f"close call: {literal(why)}" for why in entry.rivals)]


def _sources(document: Document, sources: Iterable[Source]) -> None:
    by_number = {source.number: source for source in sources}
    if not document.cited:
        return
    document.heading(2, "Sources")
    for source in [by_number[number] for number in document.cited]:
        revised = f"revised {_day(source.revised)}" if source.revised and source.revised != source.published else ""
        words = [
            named(source.label),
            f"“{named(source.title)}”" if source.title else "",
            _day(source.published),
            revised,
        ]
        words.append(link(source.url))
        document.footnote(source.number, ", ".join(word for word in words if word))


def _as_of(document: Document, as_of: str | None, left_out: str | None = None) -> None:
    if as_of:
        document.paragraph(f"As of {_day(as_of)}: only what had been published by then.")
    if left_out:
        document.paragraph(literal(left_out))


# ---------------------------------------------------------------------------------------------------- pages


def diff(page: DiffPage) -> str:
    """Return the page of a comparison."""
    document = Document()
    document.heading(1, page.title)
    _as_of(document, page.as_of, page.left_out)
    document.bullets([_head(page.old, "Old"), _head(page.new, "New")])
    document.paragraph(literal(page.relation))
    document.paragraph(literal(page.accounting))
    document.paragraph(f"Points: {literal(page.tally)}.")
    if any(entry.redline for section in page.sections for entry in section.entries):
        document.paragraph(LEGEND)
    document.bullets(f"note: {literal(note)}" for note in page.notes)
    for section in page.sections:
        _section(document, section, explain=page.explain)
    if page.whole:
        document.heading(2, f"On the text as a whole ({len(page.whole)})")
        document.bullets(map(_statement, page.whole))
    if page.disputes:
        document.heading(2, f"Also disputed ({len(page.disputes)})")
        document.bullets(_disagreement(dispute, full=page.explain, lead="") for dispute in page.disputes)
    _sources(document, page.sources)
    return document.text()


def footed(text: str, of: Foot) -> str:
    """Return a page with its foot: before the footnotes, which end a page wherever a formatter has been."""
    document = Document()
    document.paragraph(literal(foot_line(of)))
    at = text.find("\n[^1]: ")  # No text from data begins a line like that: every bracket of it is escaped.
    return f"{text}\n{document.text()}" if at < 0 else f"{text[: at + 1]}{document.text()}\n{text[at + 1 :]}"


def variants(page: VariantsPage) -> str:
    """Return the page of two renderings of one version."""
    document = Document()
    document.heading(1, page.title)
    document.bullets([_head(page.old, "One"), _head(page.new, "Other")])
    document.paragraph(strong(page.sentence))
    document.paragraph(f"Points: {literal(page.tally)}.")
    if any(point.redline for group in page.groups for point in group.points):
        document.paragraph(VARIANTS_LEGEND)
    for group in page.groups:
        document.heading(2, f"{group.title.capitalize()} ({len(group.points)})")
        for point in group.points if group.key != "alike" else ():
            document.heading(3, point.label, otherwise=point.id)
            if point.redline:
                document.quoted(redline(point.redline))
            elif point.old_texts or point.new_texts:
                document.quoted(
                    "\n".join([_passages(point.old_texts, "one"), _passages(point.new_texts, "other")]).strip()
                )
        if group.key == "alike":
            document.bullets(literal(point.label) for point in group.points)
    return document.text()


def _change_brief(entry: Entry) -> str:
    reason = entry.reason if entry.verdict in ("unknown", "unmatched") else ""
    told = f"; {literal(reason)}" if reason else ""
    beside = "".join(f"; {literal(words)}{references(cited)}" for words, cited in entry.told)
    return f"{literal(entry.label)}: {literal(entry.headline)}{told}{references(entry.carried)}{beside}"


def _step(step: Step) -> Item:
    day = f", {step.version.day}" if step.version.day else ""
    # A point as it is held, or as reports have it, then the claims that no dispute shows.
    points: list[Item] = []
    for point in step.points:
        number = f"{literal(point.number)} " if point.number else ""
        status = f" [{point.status}]" if point.status else ""
        label = "" if point.label == "text" else f"{point.label}: "
        wordless = wording.AWAY if point.label == wording.AWAY else wording.NO_WORDS
        text = f": {label}{literal(point.text)}" if point.text else f": {wordless}"
        under = [f"rival proposal {literal(option)}" for option in point.options]
        points.append((f"{number}{strong(point.title)}{literal(status)}{text}{references(point.sources)}", under))
    return (
        f"{strong(step.version.title)} ({code(step.version.id)}{day}; {literal(step.version.state)})"
        f"{references(step.version.sources)}: {literal(step.words)}{references(step.cited)}",
        [
            *(f"since {literal(f'“{step.since}”')}: {_change_brief(entry)}" for entry in step.changes),
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
    _as_of(document, page.as_of, page.left_out)
    document.paragraph(f"{strong('Where it stands:')} {literal(page.standing)}{references(page.cited)}")
    document.bullets(literal(path) for path in page.paths)
    document.heading(2, "Through the versions")
    document.bullets(_step(step) for step in page.steps)
    if page.branches:
        document.heading(2, "Other versions")
        document.bullets(_step(step) for step in page.branches)
    if page.of_no_text:
        document.heading(2, f"Of no text ({len(page.of_no_text)})")
        document.bullets(_statement(item, lead=f"{_day(item.published)}: ") for item in page.of_no_text)
    _sources(document, page.sources)
    return document.text()


def issues(page: IssuesPage) -> str:
    """Return the page of all issues."""
    document = Document()
    document.heading(1, page.title)
    _as_of(document, page.as_of, page.left_out)
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
    state = ", ".join(literal(word) for word in (page.head.day or "no date", page.head.state))
    document.paragraph(f"{code(page.head.id)}: {state}.{references(page.head.sources)}")
    if page.related:
        document.paragraph(literal(wording.sentence("; ".join(item.words for item in page.related))))
    _as_of(document, page.as_of)
    for line in (page.left_out, *page.about, page.note, page.missing):
        document.paragraph(literal(line or ""))
    for point in page.points:
        _point(document, point)
    if page.gone:
        document.heading(2, "Declared gone")
        document.bullets(map(literal, page.gone))
    if page.elsewhere:
        document.heading(2, "Spoken of, without a point here")
        document.bullets(map(_matter, page.elsewhere))
    if page.disputes or page.statements:
        document.heading(2, "On the text as a whole")
        document.bullets([*map(_disagreement, page.disputes), *map(_statement, page.statements)])
    _sources(document, page.sources)
    return document.text()


def _point(document: Document, point: PointPage) -> None:
    name = f"{point.number or ''} {point.title}".strip()
    document.heading(2, name, otherwise=point.id or point.number or "untitled")
    document.quoted(literal_lines(point.text))
    facts = [point.wording, point.parts_held or "", point.document or ""]
    facts += [f"issues: {', '.join(point.issues)}" if point.issues else ""]
    document.bullets(
        [
            literal("; ".join(fact for fact in facts if fact)) + references(point.sources),
            *map(_noted, (*point.given, *point.readings)),
            *(f"{item.kind}, {literal(item.by)}: {literal(item.text)}" for item in point.renderings),
            *map(_disagreement, point.disputes),
            *map(_statement, point.statements),
            *map(_matter, point.below),
            f"note: {literal(point.note)}" if point.note else "",
        ]
    )


def _noted(note: Note) -> str:
    return literal(wording.sentence(note.text)) + references(note.cited)


def _matter(matter: Matter) -> Item:
    contested: list[Item] = [
        f"disputed: {strong(dispute.about)}: {literal(wording.sides(dispute))}" for dispute in matter.disputes
    ]
    return strong(matter.title), [*map(_noted, matter.given), *contested, *map(_statement, matter.statements)]


def log(page: LogPage) -> str:
    """Return the page of the graph of versions."""
    document = Document()
    document.heading(1, page.title)
    _as_of(document, page.as_of)
    document.paragraph(literal(page.left_out or ""))
    items: list[Item] = []
    for row in page.rows:
        known = f"known since {_day(row.known)}" if row.known and row.known != row.date else ""
        counts = f"points: {'; '.join(row.counts)}" if row.counts else ""
        related = "; ".join(item.words for item in row.related)
        line = "" if row.on_main_line else "not on the main line"
        facts = [row.text or "", row.signed or "", known, row.held, counts, related, line]
        facts = [fact for fact in facts if fact]
        items.append((f"{_day(row.date)}: {strong(row.title)} ({code(row.id)})", [literal("; ".join(facts))]))
    items += [f"{strong(title)}: not yet known by then" for title in page.not_yet]
    document.bullets(items)
    return document.text()


def table(page: TablePage) -> str:
    """Return versions side by side, one row for each matter."""
    document = Document()
    document.heading(1, page.title)
    _as_of(document, page.as_of)
    document.paragraph(literal(page.left_out or ""))
    document.bullets(
        f"{strong(head.title)} ({code(head.id)}), {literal(head.day or 'no date')}, {literal(head.state)}"
        f"{references(head.sources)}"
        for head in page.columns
    )
    document.table(
        ["Matter", *(named(head.title) for head in page.columns)],
        ([strong(row.title), *(literal(cell.brief) for cell in row.cells)] for row in page.rows),
    )
    _sources(document, page.sources)
    return document.text()


def _news(item: News) -> str:
    outlet = f"{named(item.outlet)}: " if item.outlet and item.outlet != item.title else ""
    address = f", {link(item.url)}" if item.url else ""
    return f"{outlet}{strong(item.title)} ({item.kind} {code(item.id)}){address}"


def knowledge(page: KnowledgePage) -> str:
    """Return the page of what became known when."""
    document = Document()
    document.heading(1, page.title)
    _as_of(document, page.as_of)
    document.paragraph(literal(page.left_out or ""))
    for day in page.days:
        document.heading(2, day.day)
        document.bullets(
            (_news(item), [_statement(statement, cite=False) for statement in item.statements]) for item in day.news
        )
    if page.not_yet:
        document.paragraph(f"Not yet known by then: {literal('; '.join(page.not_yet))}.")
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
                f"{link.score:.2f}" if link.old and link.new else "",
                literal("; ".join(word for word in (link.likely, link.why, link.nearest) if word)),
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
    document.paragraph(literal(page.left_out or ""))
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
    _as_of(document, page.as_of, page.left_out)
    document.bullets(f"{literal(words)}: {number}" for words, number in page.totals)
    if page.checks:
        document.paragraph(f"Claims: {literal('; '.join(f'{number} {words}' for words, number in page.checks))}.")
    items: list[Item] = []
    for backing in page.backings:
        entry = backing.entry
        if backing.quiet:
            continue
        counted = f" ({literal(backing.sureness)})" if backing.sureness else ""
        speakers = f" — {'; '.join(map(named, backing.voices))}" if backing.voices else ""
        grounds = f"{literal(entry.headline)}{references(entry.cited)}; {literal(backing.words)}{counted}{speakers}"
        items.append(
            (
                f"{code(entry.id)} {strong(entry.title)}: {grounds}",
                [
                    *map(_disagreement, entry.disputes),
                    *map(_statement, entry.further),
                    *(_statement(item, lead="on its status or numbers: ") for item in entry.beside),
                    *(_statement(item, lead="also on file: ") for item in entry.also),
                ],
            )
        )
    if items:
        document.heading(2, "Changes")
    document.bullets(items)
    _sources(document, page.sources)
    return document.text()


def why(page: WhyPage) -> str:
    """Return the grounds of a verdict, each with its place in the files."""
    document = Document()
    document.heading(1, page.title)
    _as_of(document, page.as_of, page.left_out)
    document.paragraph(f"{strong(page.sentence)} {code(page.id)}")
    document.bullets([_head(page.old, "Old"), _head(page.new, "New")])
    document.paragraph(literal(page.relation))
    document.paragraph(f"How its points belong together: {literal(page.link)}.")
    document.heading(2, "What carries it")
    for asked in page.answers:
        document.paragraph(f"{strong(asked.question)} {literal(wording.sentence(asked.answer))}")
        document.bullets(map(_fact, asked.facts))
    document.paragraph(f"The row that applied: {literal(page.row)}")
    document.paragraph(f"Behind it: {literal(page.sureness)}." if page.sureness else "")
    if page.beside:
        document.heading(2, "Beside the verdict")
        document.bullets(map(_fact, page.beside))
    if page.unused:
        document.heading(2, "Also on file, and why it did not count")
        document.bullets(
            (
                _statement(item.statement),
                [f"{code(item.statement.key)}{f' {literal(item.place)}' if item.place else ''}: {literal(item.why)}"],
            )
            for item in page.unused
        )
    _sources(document, page.sources)
    return document.text()


def _fact(fact: WhyFact) -> Item:
    carries = " (carries the verdict)" if fact.carries else ""
    grounds: list[Item] = []
    for ground in fact.grounds:
        place = f", {literal(ground.place)}" if ground.place else ""
        if ground.statement:
            day = f"{named(ground.statement.outlet)}, {_day(ground.statement.published)}"
            supposed = ", which presupposes it" if ground.presupposes else ""
            grounds.append((f"{code(ground.key)}{place}{supposed}", [_statement(ground.statement), day]))
            continue
        says = f": {literal(ground.says)}" if ground.says else ""
        supposed = "presupposes it: " if ground.presupposes else ""
        grounds.append(
            (f"{code(ground.key)}{place}", [f"{supposed}{literal(ground.what)}{says}{references(ground.cited)}"])
        )
    return f"{literal(fact.question)} {literal(fact.answer)}, {literal(fact.basis)}{carries}", grounds


def _line(line: Line) -> str:
    rest = literal(line.rest)
    return f"{strong(line.name)}{rest if rest.startswith((':', ',')) else f' {rest}'}{references(line.sources)}"


def brief(page: BriefPage) -> str:
    """Return the briefing."""
    document = Document()
    document.heading(1, f"Briefing: {page.title}")
    _as_of(document, page.as_of, page.left_out)
    document.paragraph(literal(page.span))
    if page.standing:
        document.heading(2, "Where it stands, on the versions followed")
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
            f"{strong(item.version.title)}{f', {item.version.day}' if item.version.day else ''}: "
            f"{literal(item.sentence)}{references(item.sources)}"
            for item in headline.steps
        )
    if page.disputes:
        document.heading(2, "What is disputed on the versions followed, and between whom")
        document.bullets(_disagreement(dispute, full=False, lead="") for dispute in page.disputes)
    if any(turn.unknown for turn in page.turns):
        document.heading(2, "What is not known")
        document.bullets(
            (literal(f"{turn.old.title} → {turn.new.title}"), [_line(line) for line in turn.unknown])
            for turn in page.turns
            if turn.unknown
        )
    if page.fallen:
        document.heading(2, "What was reported and no longer stands")
        document.bullets(map(_line, page.fallen))
    _sources(document, page.sources)
    return document.text()
