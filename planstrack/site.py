"""A static site of the whole plan: every version, every pair that is compared, every issue, every article, a search.

Each page is one file that needs no other to be read; links between them are relative, so that the site works from a
file:// address and from any folder of a server. Addresses are made of ids and are meant to be cited:
`compare/us-28..geneva-19.html#change-army-cap`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from planstrack.briefing import wording
from planstrack.claims.evidence import day_of
from planstrack.model import is_id
from planstrack.render.html import environment as html
from planstrack.render.web import anchor
from planstrack.text.counting import cut

if TYPE_CHECKING:
    from pathlib import Path

    from planstrack.api import PlanFolder
    from planstrack.compare.facts import Facts
    from planstrack.compare.records import Comparison

_SEARCHED = 700
"""How many characters of a text the search looks into: the first lines of a point name what it is about."""


class Site:
    """The pages of one plan folder, each made when it is asked for."""

    def __init__(self, folder: PlanFolder) -> None:
        from planstrack.briefing.index_page import pairs

        self._folder = folder.publicly
        self._plan = folder.plan
        self._compare: Callable[[str, str], Comparison] = cache(self._compared)
        self._pairs = pairs(folder.plan)
        self._makers = dict(self._pages())
        self._foot = self._folder.foot()

    @property
    def addresses(self) -> tuple[str, ...]:
        """The address of every page, relative to the site's first folder, in a fixed order."""
        return tuple(self._makers)

    def page(self, address: str, live: html.Live | None = None) -> str | None:
        """Return the page at an address, or None where there is none."""
        make = self._makers.get(address)
        if make is None:
            return None
        template, title, values, scripts = make()
        return html.page(template, title, values, self._links(address), scripts=scripts, live=live, foot=self._foot)

    @property
    def _facts(self) -> Facts:
        """What may leave the desk: a site is for readers who do not hold the texts."""
        return self._folder.facts

    def _compared(self, old: str, new: str) -> Comparison:
        from planstrack.compare.changes import compare

        return compare(self._facts, old, new)

    # ------------------------------------------------------------------------------------------ which pages there are

    def _pages(self) -> Iterator[tuple[str, Callable[[], tuple[str, str, Any, tuple[str, ...]]]]]:
        yield "index.html", self._index
        yield "versions.html", self._log
        for name in filter(is_id, self._plan.versions):  # A plan made in code may hold any key; a path may not.
            yield f"versions/{name}.html", lambda name=name: self._version(name)  # type: ignore[misc]
        for old, new in self._pairs:
            if not (is_id(old) and is_id(new)):
                continue
            yield f"compare/{old}..{new}.html", lambda old=old, new=new: self._diff(old, new)  # type: ignore[misc]
        if self._line:
            yield "table.html", self._table
            yield "brief.html", self._brief
        yield "issues.html", self._issues
        for name in filter(is_id, self._plan.issues):
            yield f"issues/{name}.html", lambda name=name: self._issue(name)  # type: ignore[misc]
        yield "evidence.html", self._evidence_page
        yield "days.html", self._days
        yield "articles.html", self._articles
        for name in filter(is_id, self._plan.articles):
            yield f"articles/{name}.html", lambda name=name: self._article(name)  # type: ignore[misc]
        yield "search.html", self._search

    @cached_property
    def _line(self) -> list[str]:
        return [name for name in self._plan.main_line if name in self._plan.versions]

    def _links(self, address: str) -> html.Addresses:
        """Return where other pages stand, seen from the page at `address`."""
        up = "../" * address.count("/")

        def to(path: str, fragment: str = "") -> str | None:
            if path not in self._makers:
                return None
            return up + quote(path, safe="/-._~") + (f"#{quote(fragment, safe='-._~')}" if fragment else "")

        def change(name: str) -> str | None:
            return to(f"compare/{name.partition('/')[0]}.html", anchor(name))

        def claim(name: str) -> str | None:
            article, _, own = name.rpartition("#")
            return to(f"articles/{article}.html", f"claim-{own}")

        places = [
            (title, to(path) or "", path == address)
            for title, path in (
                ("Overview", "index.html"),
                ("Versions", "versions.html"),
                ("Table", "table.html"),
                ("Issues", "issues.html"),
                ("Briefing", "brief.html"),
                ("Evidence", "evidence.html"),
                ("Days", "days.html"),
                ("Articles", "articles.html"),
            )
            if path in self._makers
        ]
        return html.Addresses(
            version=lambda name: to(f"versions/{name}.html"),
            article=lambda name: to(f"articles/{name}.html"),
            claim=claim,
            issue=lambda name: to(f"issues/{name}.html"),
            change=change,
            pair=lambda old, new: to(f"compare/{old}..{new}.html"),
            places=tuple(places),
            search=to("search.html") if address != "search.html" else None,
            site=self._plan.title,
        )

    # ------------------------------------------------------------------------------------------ the pages

    def _index(self) -> tuple[str, str, Any, tuple[str, ...]]:
        from planstrack.briefing.index_page import index_page

        return "index.html", self._plan.title, index_page(self._facts, self._compare), ()

    def _log(self) -> tuple[str, str, Any, tuple[str, ...]]:
        from planstrack.briefing.log_page import log_page

        return "log.html", "Versions", log_page(self._facts), ()

    def _version(self, name: str) -> tuple[str, str, Any, tuple[str, ...]]:
        from planstrack.briefing.version_page import version_page

        page = version_page(self._facts.plan.versions[name], self._facts)
        return "version.html", page.head.title, page, ()

    def _diff(self, old: str, new: str) -> tuple[str, str, Any, tuple[str, ...]]:
        from planstrack.briefing.diff_page import diff_page

        page = diff_page(self._compare(old, new), self._plan)
        return "diff.html", page.title, page, ()

    def _table(self) -> tuple[str, str, Any, tuple[str, ...]]:
        from planstrack.briefing.table import table_page

        return "table.html", "Table of versions", table_page(self._line, self._facts, self._compare), ()

    def _brief(self) -> tuple[str, str, Any, tuple[str, ...]]:
        from planstrack.briefing.brief_page import brief_page

        return "brief.html", "Briefing", brief_page(self._facts, self._compare), ()

    def _issues(self) -> tuple[str, str, Any, tuple[str, ...]]:
        from planstrack.briefing.issue_page import issues_page

        return "issues.html", "Issues", issues_page(self._facts), ()

    def _issue(self, name: str) -> tuple[str, str, Any, tuple[str, ...]]:
        from planstrack.briefing.issue_page import issue_page

        page = issue_page(name, self._facts, self._compare)
        return "issue.html", page.title, page, ()

    def _evidence_page(self) -> tuple[str, str, Any, tuple[str, ...]]:
        from planstrack.briefing.evidence_page import evidence_page

        along = [self._compare(old, new) for old, new in pairwise(self._line)]
        return "evidence.html", "Evidence", evidence_page(along, self._plan), ()

    def _days(self) -> tuple[str, str, Any, tuple[str, ...]]:
        from planstrack.briefing.knowledge_page import knowledge_page

        page = knowledge_page(self._facts)
        return "knowledge.html", "What became known when", page, ()

    def _articles(self) -> tuple[str, str, Any, tuple[str, ...]]:
        from planstrack.briefing.index_page import articles_page

        return "articles.html", "Articles", articles_page(self._plan), ()

    def _article(self, name: str) -> tuple[str, str, Any, tuple[str, ...]]:
        from planstrack.briefing.article_page import article_page

        page = article_page(self._plan.articles[name], self._facts)
        return "article.html", page.title, page, ()

    def _search(self) -> tuple[str, str, Any, tuple[str, ...]]:
        return "search.html", "Search", {"title": self._plan.title, "records": list(self._records())}, ("search.js",)

    def _records(self) -> Iterator[dict[str, Any]]:
        """Give what can be searched: versions, points, changes, issues, articles and claims, each with its address."""
        to = self._links("search.html")

        def record(title: str, kind: str, text: str, address: str | None, weight: int = 0) -> dict[str, Any]:
            return {"title": title, "kind": kind, "text": text[:_SEARCHED], "address": address, "weight": weight}

        for name, issue in self._plan.issues.items():
            yield record(issue.title, "issue", " ".join([issue.about or "", *issue.aliases]), to.issue(name), 3)
        for name, version in self._plan.versions.items():
            title = version.title or name
            yield record(title, f"version {name}", version.note or "", to.version(name), 3)
            for at, point in enumerate(version.points):
                yield record(
                    " ".join(part for part in (point.number, point.title) if part)
                    or wording.beginning(point.full_text)
                    or "untitled",
                    f"point of {title}",
                    point.full_text or point.note or "",
                    f"{to.version(name)}#point-{at + 1}",
                    1,
                )
        for old, new in self._pairs:
            comparison = self._compare(old, new)
            pair = " → ".join(version.title or version.name for version in (comparison.old, comparison.new))
            for change in comparison.changes:
                if change.verdict != "unchanged" or change.disputed:
                    told = wording.headline(change.verdict, change.basis, disputed=change.disputed)
                    yield record(change.title, pair, f"{told}; {change.reason}", to.change(change.id))
        for name, article in self._plan.articles.items():
            title = article.title or article.outlet
            known = day_of(article)
            day = f", {known}" if known else ""
            yield record(title, f"article, {article.outlet}{day}", article.note or "", to.article(name), 2)
            for claim in article.claims:
                said = " → ".join(claim.said_by)
                text = " — ".join(
                    part for part in (cut(claim.quote or ""), cut(claim.translation or ""), claim.gist, said) if part
                )
                yield record(
                    claim.quote or claim.gist or claim.id,
                    f"claim, {article.outlet}",
                    text,
                    to.claim(f"{name}#{claim.id}"),
                )


def build(folder: PlanFolder, out: Path, progress: Callable[[int, int | None], None] | None = None) -> int:
    """Write every page of the plan below `out`, each whole or not at all, and return how many there are.

    Pages of an earlier build that this one lacks are left alone: the folder may hold other things.

    Raises:
        OSError: A folder or file cannot be written, or a link stands where one should be.
    """
    from planstrack.files.writing import output_folder

    site = Site(folder)
    total = len(site.addresses)
    with output_folder(out) as write:
        for done, address in enumerate(site.addresses, 1):
            write(address, (site.page(address) or "").encode())
            if progress:
                progress(done, total)
    return total
