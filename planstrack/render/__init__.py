"""Values → text, one file per format. Nothing is chosen or sorted here.

terminal    plain or coloured text
markdown    with numbered footnotes
html        self-contained pages
json        for scripts
docx        tracked changes
csv         for spreadsheets
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planstrack.briefing.foot import Foot

OFFERED: dict[str, tuple[str, ...]] = {
    "diff": ("terminal", "markdown", "html", "json", "docx", "csv"),
    "variants": ("terminal", "markdown", "html", "json"),
    "brief": ("terminal", "markdown", "html", "json", "docx"),
    "issue": ("terminal", "markdown", "html", "json"),
    "issues": ("terminal", "markdown", "html", "json"),
    "table": ("terminal", "markdown", "html", "json", "csv"),
    "version": ("terminal", "markdown", "html", "json"),
    "log": ("terminal", "markdown", "html", "json"),
    "knowledge": ("terminal", "markdown", "html", "json"),
    "hindsight": ("terminal", "markdown", "html", "json"),
    "evidence": ("terminal", "markdown", "html", "json"),
    "why": ("terminal", "markdown", "json"),
    "suggestions": ("terminal", "json"),
    "concordance": ("terminal", "markdown", "json"),
    "intake": ("terminal", "json"),
    "archive": ("terminal", "json"),
    "imported": ("terminal", "json"),
}
"""Which formats each kind of answer is written in; the first is what a command writes when not asked."""


def offered(kind: str) -> tuple[str, ...]:
    """Return the formats of a kind of answer."""
    return OFFERED[kind]


def render(
    kind: str,
    value: Any,
    page: Any,
    form: str,
    *,
    width: int = 80,
    colour: bool = False,
    template: Path | None = None,
    foot: Foot | None = None,
) -> str | bytes:
    """Return an answer in one of the formats offered for its kind: text, or bytes for a Word document.

    Args:
        kind: What the answer is: diff, brief, issue …
        value: The data behind it; for a diff the comparison, else the page itself.
        page: What the page says, in order.
        form: One of `offered(kind)`.
        width: Columns of terminal text.
        colour: Whether terminal text may be coloured.
        template: A template of the user's own, for Markdown, HTML and Word.
        foot: From what the page was made; a terminal, Markdown, HTML and Word say it at their end.

    Raises:
        OSError: The template cannot be read.
        ValueError: The template is not one, or not for this format.
    """
    if template is not None:
        from planstrack.render.template import rendered

        return rendered(kind, value, page, form, template)
    writer = import_module(f"planstrack.render.{form}")
    if form == "json":
        return writer.diff(value) if kind in ("diff", "variants") else writer.page(kind, page)  # type: ignore[no-any-return]
    write = getattr(writer, kind)
    if form == "terminal":
        page_text: str = write(page, width=width, colour=colour)
        return page_text + (writer.foot(foot, width=width, colour=colour) if foot else "")
    if form == "csv":
        return write(value if kind == "diff" else page)  # type: ignore[no-any-return]
    if form == "markdown":
        written: str = write(page)
        return writer.footed(written, foot) if foot else written
    more = {"foot": foot} if foot else {}
    return write(value if form == "docx" and kind == "diff" else page, **more)  # type: ignore[no-any-return]
