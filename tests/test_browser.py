"""The pages in a real browser: no error, no request, filters by keyboard, the search, headings that stay, axe, 360 pixels."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from webplans import SHIPPED, compared, excerpt, hostile_plan, version

from planstrack import api, serve, site
from planstrack.briefing.diff_page import diff_page
from planstrack.render import html

WIDTHS = (360, 800, 1280)
PAGES = (  # one of each kind, and the two that hold most
    "index.html", "versions.html", "versions/us-28.html", "versions/geneva-19.html", "compare/us-28..geneva-19.html",
    "compare/us-28..e3-reuters.html", "table.html", "issues.html", "issues/army-cap.html", "issues/territory.html",
    "articles.html", "evidence.html", "days.html", "articles/kyiv-independent-2025-12-01-r2.html", "brief.html", "search.html?q=nato",
)  # fmt: skip


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("no browser: install chromium to see the pages as a reader does")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of a few points of each version: every kind of page, none of them long."""
    out = tmp_path_factory.mktemp("small")
    site.build(api.PlanFolder(out, excerpt(), ()), out)
    return out


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    site.build(api.load(SHIPPED), out)
    return out


Open = Callable[..., Page]


@pytest.fixture
def opened(chrome: Browser) -> Iterator[Open]:
    """Open a page and hold it to this: no error, no word in the console, no request but for itself."""
    contexts = []
    wrong: list[str] = []

    def open_(address: str, width: int = 1280, scheme: Any = "light", **more: Any) -> Page:
        context = chrome.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, **more)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda message: wrong.append(f"{address}: {message.text}"))
        page.on("pageerror", lambda error: wrong.append(f"{address}: {error}"))
        page.on("dialog", lambda dialog: wrong.append(f"{address}: dialog {dialog.message}"))

        def asked(request: Any) -> None:
            if request.resource_type != "document" and not request.url.endswith("/-/events"):
                wrong.append(f"{address}: asks for {request.url}")

        page.on("request", asked)
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not wrong


def test_pages_open_without_errors_or_requests_and_nothing_overflows(built: Path, opened: Open) -> None:
    for name in PAGES:
        page = opened((built / "x").as_uri()[:-1] + name, 360)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over <= 0, f"{name} is {over} pixels too wide at {width}"


def violations(page: Page, **options: Any) -> list[Any]:
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    found = Axe().run(page, options=options or None).response["violations"]
    return [(item["id"], [node["target"] for node in item["nodes"]][:5], item["help"]) for item in found]


def test_axe_finds_no_violation(small: Path, opened: Open) -> None:
    article = next(small.glob("articles/*.html")).relative_to(small)
    for name in [name for name in PAGES if not name.startswith("articles/")] + [str(article)]:
        page = opened((small / "x").as_uri()[:-1] + name, 1280, bypass_csp=True)
        assert not violations(page), name


def test_axe_finds_enough_contrast_on_dark_pages(small: Path, opened: Open) -> None:
    for name in (
        "index.html",
        "compare/us-28..geneva-19.html",
        "compare/us-28..e3-reuters.html",
        "issues/army-cap.html",
    ):
        page = opened((small / "x").as_uri()[:-1] + name, 360, "dark", bypass_csp=True)
        assert not violations(page, runOnly=["color-contrast"]), name


def test_filters_work_with_the_keyboard_alone(built: Path, opened: Open) -> None:
    page = opened((built / "compare/us-28..geneva-19.html").as_uri())
    shown = page.locator("[data-verdict]:visible")
    output = page.locator("form.filters output")
    total = page.locator("[data-verdict]").count()
    expect(output).to_have_text(f"{total} of {total} shown")

    def reach(name: str, value: str) -> None:
        page.keyboard.press("Home")
        for _ in range(200):
            page.keyboard.press("Tab")
            if page.evaluate("[document.activeElement.name, document.activeElement.value].join()") == f"{name},{value}":
                return
        pytest.fail(f"no filter {name}={value} on the way of the Tab key")

    page.locator("h1").evaluate("node => { node.tabIndex = -1; node.focus(); }")
    reach("verdict", "removed")
    page.keyboard.press("Space")
    assert {node.get_attribute("data-verdict") for node in shown.all()} == {"removed"}
    page.keyboard.press("Space")
    reach("basis", "disputed")
    page.keyboard.press("Space")
    assert all("disputed" in (node.get_attribute("data-basis") or "") for node in shown.all())
    assert shown.count() == 2
    page.keyboard.press("Space")
    issue = page.locator("label", has_text="Army cap").locator("input")
    reach("issue", str(issue.get_attribute("value")))
    page.keyboard.press("Space")
    assert [node.get_attribute("id") for node in shown.all()] == ["change-army-cap"]
    page.locator("button[type=reset]").press("Enter")
    expect(output).to_have_text(f"{total} of {total} shown")


@pytest.fixture(scope="session")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of two texts of which one changes, one goes, and one is only in one of them."""
    old = [
        {"id": "cap", "text": "The army is limited to 600,000."},
        {"id": "jets", "text": "Jets stand in Poland."},
        {"text": "Grain is shipped freely down the river."},
    ]
    path = tmp_path_factory.mktemp("texts") / "texts.html"
    new = [{"id": "cap", "text": "The army is limited to 800,000."}]
    path.write_text(html.diff(diff_page(compared(version("old", old), version("new", new)))), "utf-8")
    return path


def test_filters_may_be_combined(texts: Path, opened: Open) -> None:
    page = opened(texts.as_uri())
    page.locator("input[value=changed]").check()
    page.locator("input[value=text]").check()
    shown = page.locator("[data-verdict]:visible")
    assert [node.get_attribute("data-verdict") for node in shown.all()] == ["changed"]
    page.locator("input[value=removed]").check()
    kinds = {node.get_attribute("data-verdict"): node.get_attribute("data-basis") for node in shown.all()}
    assert set(kinds) == {"changed", "removed"}
    assert set(kinds.values()) == {"text"}


def test_an_address_opens_what_is_folded_or_filtered_away(built: Path, opened: Open) -> None:
    page = opened((built / "compare/us-28..e3-reuters.html").as_uri())
    name = page.locator("[data-verdict=unknown]").first.get_attribute("id")
    page.locator("input[value=changed]").check()
    expect(page.locator(f"[id='{name}']")).to_be_hidden()
    page.evaluate("name => { location.hash = '#' + encodeURIComponent(name); }", name)
    expect(page.locator(f"[id='{name}']")).to_be_in_viewport()


def test_the_search_finds_from_any_page_of_a_folder(built: Path, opened: Open) -> None:
    page = opened((built / "versions/us-28.html").as_uri())
    page.get_by_role("searchbox").fill("zaporizhzhia plant")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**/search.html?q=zaporizhzhia+plant")
    hits = page.locator("#search-hits a")
    expect(hits.first).to_be_visible()
    assert any("Zaporizhzhia" in text for text in hits.all_inner_texts())
    page.locator("#search-box").fill("no such words at all")
    expect(page.locator("#search-said")).to_have_text("Nothing found.")
    page.locator("#search-box").fill("ARMY")
    expect(page.locator("#search-hits mark").first).to_be_visible()
    hits.first.click()
    page.wait_for_url("**/*.html*")
    expect(page.locator("h1")).to_be_visible()


def test_the_headings_of_the_table_stay_in_view(built: Path, opened: Open) -> None:
    page = opened((built / "table.html").as_uri(), 800)
    page.emulate_media(reduced_motion="reduce")
    page.locator(".scroll").evaluate("node => { node.scrollTop = 2500; node.scrollLeft = 300; node.scrollIntoView(); }")
    box = page.locator(".scroll").bounding_box()
    corner = page.locator("thead th").first.bounding_box()
    heading = page.locator("thead th").nth(3).bounding_box()
    assert box
    assert corner
    assert heading
    assert abs(corner["y"] - box["y"]) < 3
    assert abs(corner["x"] - box["x"]) < 3
    assert abs(heading["y"] - box["y"]) < 3
    rows = [row.bounding_box() for row in page.locator("tbody th").all()]
    assert all(row and abs(row["x"] - box["x"]) < 3 for row in rows)


def test_light_and_dark_can_be_chosen(built: Path, opened: Open) -> None:
    page = opened((built / "index.html").as_uri(), 1280, "light")
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(colour)
    page.get_by_role("button", name="Dark page").click()
    assert page.evaluate(colour) != light
    page.get_by_role("button", name="Light page").click()
    assert page.evaluate(colour) == light


def test_screen_readers_hear_what_was_inserted_and_deleted(texts: Path, opened: Open) -> None:
    page = opened(texts.as_uri())
    tree = page.locator("article.change .words").first.aria_snapshot()
    assert "deletion" in tree
    assert "insertion" in tree
    assert "[deleted:]" in tree


def test_pages_read_without_scripts_and_print_whole(built: Path, opened: Open) -> None:
    page = opened((built / "compare/us-28..geneva-19.html").as_uri(), java_script_enabled=False)
    expect(page.locator("form.filters")).to_be_hidden()
    assert page.locator("article.change").count() >= 2
    printed = opened((built / "compare/us-28..geneva-19.html").as_uri())
    printed.emulate_media(media="print")
    expect(printed.locator("form.filters")).to_be_hidden()
    printed.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert printed.locator("main details:not([open])").count() == 0
    assert len(printed.pdf()) > 10_000


def test_hostile_text_runs_nothing(tmp_path: Path, opened: Open) -> None:
    pages = site.Site(api.PlanFolder(Path("nowhere"), hostile_plan(), ()))
    for address in pages.addresses:
        path = tmp_path / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages.page(address) or "", "utf-8")
    for address in pages.addresses:
        page = opened((tmp_path / address).as_uri(), 360)
        assert page.locator("img, iframe, object").count() == 0
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, address
    search = opened((tmp_path / "search.html").as_uri() + "?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    assert search.locator("#search-hits img").count() == 0


def test_two_thousand_points_can_be_filtered(tmp_path: Path, opened: Open) -> None:
    def points(step: int) -> list[dict[str, Any]]:
        return [
            {"id": f"p{i}", "number": str(i), "text": f"Point {i} says {i * 7 + (i % 3 == 0) * step} things."}
            for i in range(2000)
        ]

    path = tmp_path / "many.html"
    path.write_text(html.diff(diff_page(compared(version("old", points(0)), version("new", points(1))))), "utf-8")
    page = opened(path.as_uri())
    page.locator("input[value=unchanged]").check()
    expect(page.locator("form.filters output")).to_have_text("1333 of 2000 shown")


def test_a_page_of_the_preview_reloads_when_a_file_is_saved(tmp_path: Path, opened: Open) -> None:
    (tmp_path / "plan.yaml").write_text("title: The first title\n", "utf-8")
    with serve.previewing(tmp_path) as preview:
        page = opened(preview.url)
        expect(page.locator("h1")).to_have_text("The first title")
        (tmp_path / "plan.yaml").write_text("title: The second title\n", "utf-8")
        expect(page.locator("h1")).to_have_text("The second title", timeout=30_000)
        page.context.close()
