"""The desk's pages on the terminal: articles that came in, the archive, proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planstrack.render.terminal import Paper, redline_spans

if TYPE_CHECKING:
    from planstrack.briefing.desk_page import ArchivePage, IntakePage, Proposal, SuggestionsPage


def intake(page: IntakePage, *, width: int = 80, colour: bool = False) -> str:
    """Return what came of an intake."""
    paper = Paper(width)
    for item in page.arrivals:
        paper.blank()
        paper.write((item.article, "title"), (f": {item.words}", ""), hang=2)
        if item.path:
            paper.write((f"file {item.path}", "dim"), indent=2, hang=2)
        paper.write((f"sha256 {item.sha256}", "dim"), indent=2, hang=2)
        if item.revises:
            paper.write((f"revises {item.revises}; its words differ here:", ""), indent=2, hang=2)
            for passage in item.passages:
                paper.write(("• ", ""), *redline_spans(passage), indent=4, hang=2)
        for claim in item.affected:
            paper.write((f"! {claim.key}: {claim.before} → {claim.after}", "disputed"), indent=2, hang=2)
        for note in item.notes:
            paper.write((f"note: {note}", ""), indent=2, hang=2)
    return paper.text(colour)


def archive(page: ArchivePage, *, width: int = 80, colour: bool = False) -> str:
    """Return the state of the archive."""
    paper = Paper(width)
    paper.write((page.summary, ""))
    if page.not_archived:
        paper.write((f"{page.not_archived} articles name no archived text.", ""))
    for name in page.unnamed:
        paper.write((f"stored, but named by no article: {name}", "dim"), hang=2)
    return paper.text(colour)


def suggestions(page: SuggestionsPage, *, width: int = 80, colour: bool = False) -> str:
    """Return proposed claims, article by article, each with the passage it stands in."""
    paper = Paper(width)
    paper.write((page.summary, ""))
    for article in page.articles:
        paper.blank()
        paper.write((article.article, "title"), (f" · {article.outlet}", ""), hang=2)
        for item in article.proposals:
            _proposal(paper, item)
    for name, why in page.unread:
        paper.blank()
        paper.write((f"{name}: not read, {why}", ""), hang=2)
    return paper.text(colour)


def _proposal(paper: Paper, item: Proposal) -> None:
    paper.write((f"{item.score:.2f} ", ""), (f"“{item.quote}”", "quote"), indent=2, hang=5)
    about = [part for part in (item.version, ", ".join(item.points), ", ".join(item.issues), item.value) if part]
    paper.write((f"{item.seems}: {' · '.join(about)}", ""), indent=7, hang=2)
    paper.write((f"said by {item.chain}; id {item.id}; {item.why}", "dim"), indent=7, hang=2)
    paper.write((f"in: {item.passage}", "dim"), indent=7, hang=4)
