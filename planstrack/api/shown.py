"""What every answer is: plain values that draw themselves; and what a name that is not there raises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planstrack.briefing.foot import Foot
    from planstrack.model import Plan


class NotFound(LookupError):  # noqa: N818 - an answer to a wrong name; the command line shows it as a usage message
    """A plan, version, issue, change, article, code or format that is not there; `hint` says what to try."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


def nearest(name: str, known: Sequence[str], what: str) -> NotFound:
    """Return what to raise for a name that is not among those known."""
    from planstrack.text.nearest import Names

    near = Names(known).near(name)
    hint = f"Did you mean {near}?" if near else (f"Known: {', '.join(known)}." if known and len(known) <= 40 else None)
    return NotFound(f"there is no {what} {name!r}", hint)


@dataclass(frozen=True)
class Shown:
    """An answer: `kind` names it, `value` is its data (a Comparison, or the page), `page` what a page says, in order.

    `foot` says from which plan and with which texts a page was made that is passed on.
    """

    kind: str
    value: Any
    page: Any
    plan: Plan | None = field(default=None, repr=False)
    foot: Foot | None = field(default=None, repr=False)

    @property
    def different(self) -> bool:
        """Whether anything is known to differ; False for what is no comparison."""
        return bool(getattr(self.value, "different", False))

    def render(
        self, form: str = "terminal", *, width: int = 80, colour: bool = False, template: str | Path | None = None
    ) -> str | bytes:
        """Return the answer as terminal text, Markdown, HTML, JSON, CSV (all str) or a Word document (bytes).

        Raises:
            NotFound: The format is not offered for this answer, what writes it is not installed, or the template cannot
                be read.
        """
        from planstrack.render import offered, render

        forms = offered(self.kind)
        if form not in forms:
            raise NotFound(f"{self.kind} is not written as {form}", f"Formats: {', '.join(forms)}.")
        own = Path(template) if template is not None else None
        try:
            return render(
                self.kind, self.value, self.page, form, width=width, colour=colour, template=own, foot=self.foot
            )
        except ModuleNotFoundError as error:
            if error.name != "docx":
                raise
            raise NotFound("Word documents need python-docx", "pip install 'planstrack[docx]'") from None
        except (OSError, ValueError) as error:
            if own is None:
                raise
            raise NotFound(f"the template {str(own)!r} cannot be used: {error}") from None

    def json(self) -> Any:
        """Return the answer as what a JSON reader would see."""
        import json

        return json.loads(self.render("json"))

    def __str__(self) -> str:
        return str(self.render("terminal"))

    def _repr_html_(self) -> str | None:
        """The page in a frame of its own, so that neither its styles nor its scripts touch the notebook.

        A page that is not written as HTML is drawn from its Markdown.
        """
        from html import escape

        from planstrack.render import offered

        if "html" not in offered(self.kind):
            if "markdown" not in offered(self.kind):
                return None
            from markdown_it import MarkdownIt

            return str(MarkdownIt("commonmark", {"html": False}).enable("table").render(str(self.render("markdown"))))
        page = escape(str(self.render("html")))
        style = "width:100%;height:36em;border:1px solid #8884"
        return (
            f'<iframe sandbox="allow-scripts" title="planstrack: {self.kind}" style="{style}" srcdoc="{page}"></iframe>'
        )

    def _repr_markdown_(self) -> str | None:
        from planstrack.render import offered

        return str(self.render("markdown")) if "markdown" in offered(self.kind) else None
