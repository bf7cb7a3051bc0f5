"""Pages as HTML: each one file that asks nothing of anybody, from the same plain values as every other format.

A page is a Jinja2 template over a briefing page; styles and scripts stand in the page and are allowed by their hash
alone. Data stands in text nodes and quoted attributes only, isolated by `<bdi>`; a link leads to http(s) or to a page of
the same site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planstrack.render.html.environment import Addresses, page

if TYPE_CHECKING:
    from planstrack.briefing.brief_page import BriefPage
    from planstrack.briefing.diff_page import DiffPage
    from planstrack.briefing.evidence_page import EvidencePage
    from planstrack.briefing.issue_page import IssuePage
    from planstrack.briefing.log_page import LogPage
    from planstrack.briefing.pictures import Flow, Graph, Series
    from planstrack.briefing.table import TablePage
    from planstrack.briefing.version_page import VersionPage

__all__ = ["Addresses", "brief", "diff", "evidence", "issue", "log", "page", "table", "version"]


def diff(of: DiffPage, *, flow: Flow | None = None, addresses: Addresses | None = None, **more: Any) -> str:
    """Return the page of a comparison; with `flow` it opens with the picture of which point went where."""
    return page("diff.html", of.title, of, addresses, flow=flow, **more)


def brief(of: BriefPage, *, addresses: Addresses | None = None, **more: Any) -> str:
    """Return the briefing as a page."""
    return page("brief.html", of.title, of, addresses, **more)


def issue(of: IssuePage, *, series: tuple[Series, ...] = (), addresses: Addresses | None = None, **more: Any) -> str:
    """Return the page of one issue, with a picture of each of its numbers over time."""
    return page("issue.html", of.title, of, addresses, series=series, **more)


def table(of: TablePage, *, addresses: Addresses | None = None, **more: Any) -> str:
    """Return the table of versions: one row for each matter, one column for each version."""
    return page("table.html", of.title, of, addresses, **more)


def version(of: VersionPage, *, addresses: Addresses | None = None, **more: Any) -> str:
    """Return the page of one version with its points."""
    return page("version.html", of.version.title, of, addresses, **more)


def log(of: LogPage, *, graph: Graph, addresses: Addresses | None = None, **more: Any) -> str:
    """Return the page of the graph of versions."""
    return page("log.html", "Versions", of, addresses, graph=graph, **more)


def evidence(of: EvidencePage, *, addresses: Addresses | None = None, **more: Any) -> str:
    """Return the page of what stands behind each change."""
    return page("evidence.html", of.title, of, addresses, **more)
