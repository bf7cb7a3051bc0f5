"""Pages as HTML: each one file that asks nothing of anybody, from the same plain values as every other format.

A page is a Jinja2 template over a briefing page; styles and scripts stand in the page and are allowed by their hash
alone. Data stands in text nodes and quoted attributes only, isolated by `<bdi>`; a link leads to http(s) or to a
page of the same site. `addresses` says where other pages stand, `live` is for the preview; a page that stands alone has
neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planstrack.render.html.environment import Addresses, Live, page

if TYPE_CHECKING:
    from planstrack.briefing.article_page import ArticlePage
    from planstrack.briefing.brief_page import BriefPage
    from planstrack.briefing.diff_page import DiffPage
    from planstrack.briefing.evidence_page import EvidencePage
    from planstrack.briefing.foot import Foot
    from planstrack.briefing.hindsight_page import HindsightPage
    from planstrack.briefing.issue_page import IssuePage, IssuesPage
    from planstrack.briefing.knowledge_page import KnowledgePage
    from planstrack.briefing.log_page import LogPage
    from planstrack.briefing.table import TablePage
    from planstrack.briefing.variants_page import VariantsPage
    from planstrack.briefing.version_page import VersionPage

__all__ = [
    "Addresses", "Live", "article", "brief", "diff", "evidence", "hindsight", "issue", "issues", "knowledge", "log", "table",
    "variants", "version",
]  # fmt: skip


def diff(of: DiffPage, addresses: Addresses | None = None, live: Live | None = None, foot: Foot | None = None) -> str:
    """Return the page of a comparison, with filters and the picture of which point went where."""
    return page("diff.html", of.title, of, addresses, live=live, foot=foot)


def variants(
    of: VariantsPage, addresses: Addresses | None = None, live: Live | None = None, foot: Foot | None = None
) -> str:
    """Return the page of two renderings of one version."""
    return page("variants.html", of.title, of, addresses, live=live, foot=foot)


def brief(of: BriefPage, addresses: Addresses | None = None, live: Live | None = None, foot: Foot | None = None) -> str:
    """Return the briefing as a page."""
    return page("brief.html", f"Briefing: {of.title}", of, addresses, live=live, foot=foot)


def issue(of: IssuePage, addresses: Addresses | None = None, live: Live | None = None, foot: Foot | None = None) -> str:
    """Return the page of one issue, with a picture of each of its numbers over time."""
    return page("issue.html", of.title, of, addresses, live=live, foot=foot)


def issues(
    of: IssuesPage, addresses: Addresses | None = None, live: Live | None = None, foot: Foot | None = None
) -> str:
    """Return the page of all issues in brief."""
    return page("issues.html", f"Issues: {of.title}", of, addresses, live=live, foot=foot)


def table(of: TablePage, addresses: Addresses | None = None, live: Live | None = None, foot: Foot | None = None) -> str:
    """Return the table of versions: one row for each matter, one column for each version."""
    return page("table.html", of.title, of, addresses, live=live, foot=foot)


def version(
    of: VersionPage, addresses: Addresses | None = None, live: Live | None = None, foot: Foot | None = None
) -> str:
    """Return the page of one version with its points."""
    return page("version.html", of.head.title, of, addresses, live=live, foot=foot)


def log(of: LogPage, addresses: Addresses | None = None, live: Live | None = None) -> str:
    """Return the page of the versions, with the graph of what each is based on."""
    return page("log.html", f"Versions: {of.title}", of, addresses, live=live)


def knowledge(of: KnowledgePage, addresses: Addresses | None = None, live: Live | None = None) -> str:
    """Return the page of what became known on which day."""
    return page("knowledge.html", of.title, of, addresses, live=live)


def hindsight(of: HindsightPage, addresses: Addresses | None = None, live: Live | None = None) -> str:
    """Return the page of what two days knew of one comparison."""
    return page("hindsight.html", of.title, of, addresses, live=live)


def evidence(of: EvidencePage, addresses: Addresses | None = None, live: Live | None = None) -> str:
    """Return the page of what stands behind each change."""
    return page("evidence.html", of.title, of, addresses, live=live)


def article(of: ArticlePage, addresses: Addresses | None = None, live: Live | None = None) -> str:
    """Return the page of one article with the claims it makes."""
    return page("article.html", of.title, of, addresses, live=live)
