"""The static site: which pages there are, that every link leads somewhere, and what the search can find."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
from webplans import SHIPPED, hostile_plan

from planstrack import api, site
from planstrack.briefing.index_page import pairs
from planstrack.render.web import anchor


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    site.build(api.load(SHIPPED), out)
    return out


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def trees(folder: Path) -> dict[str, Any]:
    return {name: lxml.html.document_fromstring((folder / name).read_text("utf-8")) for name in sorted(files(folder))}


def test_every_version_pair_issue_and_article_has_its_page(built: Path) -> None:
    plan = api.load(SHIPPED).plan
    wanted = {f"versions/{name}.html" for name in plan.versions}
    wanted |= {f"issues/{name}.html" for name in plan.issues}
    wanted |= {f"articles/{name}.html" for name in plan.articles}
    wanted |= {f"compare/{old}..{new}.html" for old, new in pairs(plan)}
    wanted |= {
        f"{name}.html"
        for name in ("index", "versions", "table", "brief", "issues", "evidence", "days", "articles", "search")
    }
    assert files(built) == wanted


def test_what_is_compared_is_every_stated_basis_the_line_and_its_ends() -> None:
    plan = api.load(SHIPPED).plan
    found = set(pairs(plan))
    assert {
        (base, name) for name, item in plan.versions.items() for base in item.based_on if base in plan.versions
    } <= found
    assert (plan.main_line[0], plan.main_line[-1]) in found


def test_every_link_leads_to_a_page_that_is_there_and_to_a_place_on_it(built: Path) -> None:
    pages = trees(built)
    names = {page: {node.get("id") for node in tree.xpath("//*[@id]")} for page, tree in pages.items()}
    for page, tree in pages.items():
        for node in tree.xpath("//a[@href]"):
            address = urlsplit(node.get("href"))
            if address.scheme:
                assert address.scheme in ("http", "https")
                continue
            target = (
                str((Path("/") / page).parent.joinpath(unquote(address.path)).resolve())[1:] if address.path else page
            )
            assert target in pages, (page, node.get("href"))
            if address.fragment:
                assert unquote(address.fragment) in names[target], (page, node.get("href"))


def test_a_change_has_an_address_that_can_be_cited(built: Path) -> None:
    tree = lxml.html.document_fromstring((built / "compare/us-28..geneva-19.html").read_text("utf-8"))
    assert tree.get_element_by_id("change-army-cap").get("data-verdict") == "changed"


def test_the_search_holds_every_point_every_claim_and_every_change_with_its_address(built: Path) -> None:
    folder = api.load(SHIPPED)
    text = re.search(r'id="search-data">(.*?)</script>', (built / "search.html").read_text("utf-8"), re.DOTALL)
    assert text
    records = json.loads(text[1])
    addresses = {record["address"] for record in records}
    for name, version in folder.plan.versions.items():
        assert {f"versions/{name}.html#point-{at}" for at in range(1, len(version.points) + 1)} <= addresses
    for name, article in folder.plan.articles.items():
        assert {f"articles/{name}.html#claim-{claim.id}" for claim in article.claims} <= addresses
    changes = folder.compare("us-28", "geneva-19").changes
    for change in changes:
        if change.verdict != "unchanged":
            assert f"compare/us-28..geneva-19.html#{anchor(change.id)}" in {unquote(address) for address in addresses}


def test_the_same_plan_gives_the_same_bytes(built: Path) -> None:
    pages = site.Site(api.load(SHIPPED))
    for address in ("index.html", "search.html", "compare/us-28..geneva-19.html", "issues/army-cap.html"):
        assert pages.page(address) == (built / address).read_text("utf-8")


def test_no_page_holds_the_text_of_an_article(built: Path) -> None:
    """Quotes are twelve words at most; what a page shows of an article is its quotes."""
    for path in built.glob("articles/*.html"):
        for quote in lxml.html.document_fromstring(path.read_text("utf-8")).xpath("//q"):
            assert len(quote.text_content().split()) <= 12


def test_a_page_that_is_not_there_is_none() -> None:
    assert site.Site(api.load(SHIPPED)).page("../plan.yaml") is None


def test_a_hostile_plan_gives_pages_without_markup_of_its_own() -> None:
    pages = site.Site(api.PlanFolder(Path("nowhere"), hostile_plan(), ()))
    for address in pages.addresses:
        page = pages.page(address)
        assert page is not None
        tree = lxml.html.document_fromstring(page)
        assert not tree.xpath("//img|//iframe|//object|//*[@onload or @onerror or @onmouseover]"), address
        scripts = tree.xpath("//script[not(@type)]")
        assert len(scripts) == (2 if address == "search.html" else 1), address
        assert not [
            a for a in tree.xpath("//a/@href") if a.lower().lstrip().startswith(("javascript", "data", "vbscript"))
        ]


def test_a_plan_with_next_to_nothing_still_has_a_site(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan/plan.yaml").write_text("title: Nothing yet\n", "utf-8")
    count = site.build(api.load(tmp_path / "plan"), tmp_path / "out")
    assert count == len(files(tmp_path / "out"))
    assert "index.html" in files(tmp_path / "out")


def test_building_again_leaves_other_files_alone_and_says_how_far_it_is(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "plan", ignore=shutil.ignore_patterns("articles"))
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine", "utf-8")
    told: list[tuple[int, int | None]] = []
    count = site.build(
        api.load(tmp_path / "plan"), tmp_path / "out", progress=lambda done, total: told.append((done, total))
    )
    assert (tmp_path / "out/mine.txt").read_text("utf-8") == "mine"
    assert told == [(done, count) for done in range(1, count + 1)]
