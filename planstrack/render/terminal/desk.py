"""The pages of an analyst's desk as lines: an article that came in, the state of the archive, proposed claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.render.terminal.sheet import Sheet, redline_spans

if TYPE_CHECKING:
    from planstrack.briefing.desk_page import ArchivePage, IntakePage, Proposal, SuggestionsPage
    from planstrack.briefing.import_page import ImportedText, ImportPage, Placed


def intake(page: IntakePage, *, width: int = 80, colour: bool = False) -> str:
    """Return what came of taking in articles, as lines."""
    sheet = Sheet(width)
    for item in page.arrivals:
        sheet.blank()
        revises = f", revises {item.revises}" if item.revises else ""
        sheet.write((item.article, "strong"), f": {item.words}{revises}", hang=2)
        sheet.write((f"sha256 {item.sha256}", "dim"), indent=2)
        if item.path:
            sheet.write((item.path, "dim"), indent=2)
        for passage in item.passages:
            sheet.write(*redline_spans(passage), indent=4)
        for claim in item.affected:
            sheet.write((claim.key, "strong"), f": {claim.before} → {claim.after}", indent=2, hang=2)
        for note in item.notes:
            sheet.write((f"note: {note}", "dim"), indent=2, hang=2)
    return sheet.text(colour)


def imported(page: ImportPage, *, width: int = 80, colour: bool = False) -> str:
    """Return what came of importing texts, as lines."""
    sheet = Sheet(width)
    for item in page.texts:
        sheet.blank()
        sheet.write((item.version, "strong"), f": {item.summary}", hang=2)
        if item.path:
            sheet.write((item.path, "dim"), indent=2)
        sheet.write((f"sha256 {item.sha256}", "dim"), indent=2)
        _points(sheet, item)
        if len(item.lists) > 1:
            sheet.section("Lists found", len(item.lists))
            for at, name in enumerate(item.lists, 1):
                sheet.write(f"--list {at}  {name}" + (" (taken)" if at == item.chosen else ""), indent=2, hang=10)
        _placed(sheet, "Not certain", item.doubts)
        _placed(sheet, "Belongs to no point", item.leftovers)
        for note in item.notes:
            sheet.write((f"note: {note}", "dim"), hang=2)
        if item.outcome == "proposed":
            sheet.section("It would be written")
            for line in item.content.splitlines():
                sheet.write(line, indent=2, hang=4)
        if item.following:
            sheet.section("Next")
            for step in item.following:
                sheet.write(step, indent=2, hang=2)
    return sheet.text(colour)


def _points(sheet: Sheet, item: ImportedText) -> None:
    sheet.section("Points", len(item.points))
    wide = max((len(point.number) for point in item.points), default=1)
    for point in item.points:
        parts = f"; {wording.counted(point.parts, 'part', 'parts')}" if point.parts else ""
        sheet.write(
            f"{point.number:>{wide}}  ", (wording.flowing(point.title), "strong"), parts, indent=2, hang=wide + 2
        )
        for amount in point.amounts:
            sheet.write(amount, indent=wide + 4, hang=2)
        if point.origin:
            sheet.write((point.origin, "dim"), indent=wide + 4, hang=2)
    if item.left:
        sheet.write(f"Of {item.base}, nothing was found here for {wording.listed(item.left)}.", indent=2, hang=2)


def _placed(sheet: Sheet, title: str, lines: tuple[Placed, ...]) -> None:
    if lines:
        sheet.section(title, len(lines))
    for line in lines:
        sheet.write((f"{line.place}: ", "dim"), wording.flowing(line.text), indent=2, hang=4)


def archive(page: ArchivePage, *, width: int = 80, colour: bool = False) -> str:
    """Return the state of the archive as lines."""
    sheet = Sheet(width)
    sheet.write((page.summary, "strong"))
    if page.not_archived:
        verb = "article has" if page.not_archived == 1 else "articles have"
        sheet.write(f"{page.not_archived:,} {verb} no text in the archive.")
    if page.recorded:
        quotes = f"{page.recorded:,} quote{'' if page.recorded == 1 else 's'}"
        sheet.write(f"{quotes} verified against texts not held here, as receipts.yaml records.")
    for name in page.unnamed:
        sheet.write((f"in the archive, named by no article and no witness: {name}", "dim"), hang=2)
    return sheet.text(colour)


def suggestions(page: SuggestionsPage, *, width: int = 80, colour: bool = False) -> str:
    """Return proposed claims as lines, article by article."""
    sheet = Sheet(width)
    sheet.write((page.summary, "strong"))
    for article in page.articles:
        sheet.section(f"{article.outlet}: {article.title}", len(article.proposals))
        sheet.write((article.article, "dim"))
        for item in article.proposals:
            sheet.blank()
            _proposal(sheet, item)
    if page.unread:
        sheet.section("Not read", len(page.unread))
        for name, why in page.unread:
            sheet.write((name, "strong"), f": {why}", indent=2, hang=2)
    return sheet.text(colour)


def _proposal(sheet: Sheet, item: Proposal) -> None:
    since = f" since {item.since}" if item.since else ""
    about = [f"of {item.version}{since}" if item.version else "", *item.points, *item.issues]
    sheet.write(
        (f"{item.score:.2f}  ", "strong"), (f"“{wording.flowing(item.quote)}”", "quote"), f" — {item.chain}", hang=6
    )
    words = " · ".join(word for word in (item.seems, item.value, *about) if word)
    sheet.write(words, indent=6, hang=2)
    sheet.write((f"in: {wording.flowing(item.passage)}", "dim"), indent=6, hang=2)
    sheet.write((f"why: {item.why}", "dim"), indent=6, hang=2)
