"""Take the pictures of the README anew: `python tests/screenshots.py` from the project's folder.

Builds the site of the plan that ships and photographs some of its pages with Debian's chromium, through Playwright. The
pictures land in `tests/screenshots/`; nothing else is changed.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from planstrack import api, site

HERE = Path(__file__).resolve().parent
PLAN = HERE.parent / "plans" / "ukraine-2025"


@dataclass(frozen=True)
class Shot:
    """One picture: a page, what of it is shown (an element, else the top of the page), in which window."""

    name: str
    page: str
    part: str | None = None
    width: int = 1280
    height: int = 860
    dark: bool = False


SHOTS = (
    Shot("comparison", "compare/us-28..geneva-19.html"),
    Shot("comparison-phone-dark", "compare/us-28..geneva-19.html", width=360, height=780, dark=True),
    Shot("redline", "compare/us-28..e3-reuters.html", "#part-changed", height=700),
    Shot("table", "table.html"),
    Shot("number-over-time", "issues/army-cap.html", "figure.picture svg", width=800),
    Shot("versions", "versions.html", "figure.picture svg"),
    Shot("flow", "compare/us-28..framework-20-dec23.html", "figure.picture svg"),
    Shot("briefing", "brief.html"),
)


def taken(browser: Any, folder: Path, shot: Shot, to: Path) -> None:
    """Write one picture."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto((folder / shot.page).as_uri())
    path = str(to / f"{shot.name}.png")
    if shot.part and "svg" in shot.part:
        page.locator(shot.part).first.screenshot(path=path)
    else:
        if shot.part:
            page.locator(shot.part).evaluate("node => node.scrollIntoView()")
        page.screenshot(path=path)
    context.close()


def main() -> None:
    """Build the site, take every picture, say where they are."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("no browser: install chromium")
    to = HERE / "screenshots"
    to.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        folder = Path(name)
        site.build(api.load(PLAN), folder)
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for shot in SHOTS:
            taken(browser, folder, shot, to)
        browser.close()
    print(f"{len(SHOTS)} pictures in {to}")


if __name__ == "__main__":
    main()
