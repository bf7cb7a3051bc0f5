"""Pages through a template of the user's own: Markdown, HTML or Word.

A template is a file named on the command line, never one from a plan folder. It is run by Jinja2 in a sandbox and sees

    page    what the page says, as in `planstrack.briefing` (its fields are those of the JSON output)
    kind    which page it is: diff, brief, issue, issues, table, version, log, evidence, knowledge, hindsight
    wording the words for verdicts (`wording.VERDICTS`), signs, aspects, checks; `wording.listed`, `wording.counted`

and the filters `web` (an http(s) address, else none), `anchor` (the name of a change on a page) and `redline` (the
edits of an entry as markup). Whatever an expression prints is escaped for the
format. A name that is not there is an error.

A Word template is a .docx: its styles, headers and margins are used, `{{ content }}` alone in a paragraph is where the
text goes, and any other paragraph may hold expressions such as `{{ page.title }}`.
"""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2.sandbox import SandboxedEnvironment

    from planstrack.compare.redline import Edit

FORMATS = ("markdown", "html", "docx")
LARGEST = 8_000_000
"""Bytes of a template: a house document with a logo fits, a mistaken file does not."""

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def rendered(kind: str, value: Any, page: Any, form: str, template: Path) -> str | bytes:
    """Return a page written by the template in a file.

    Args:
        kind: Which page it is: diff, brief, issue …
        value: The data behind the page; for a diff the comparison, from which tracked changes are written.
        page: What the page says.
        form: markdown, html or docx.
        template: The template's file.

    Raises:
        OSError: The template cannot be read.
        ValueError: It is not a template for this format, or it fails; the message says where.
    """
    if form not in FORMATS:
        raise ValueError(f"templates are for {', '.join(FORMATS[:-1])} and {FORMATS[-1]}, not for {form}")
    with template.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError(f"{template.name} is larger than {LARGEST // 1_000_000} MB")
    if form == "docx":
        return _document(kind, value, page, data, template.name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{template.name} is not UTF-8 text") from error
    return _run(_environment(form), text, template.name, kind, page)


def _markdown(text: str) -> str:
    """Return text with every ASCII punctuation mark escaped, on one line: no markup, no block, no link."""
    from planstrack.render.printable import printable

    return _PUNCTUATION.sub(r"\\\g<0>", printable(" ".join(text.split())))


def _environment(form: str) -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

    from planstrack.briefing import wording
    from planstrack.render.web import anchor, legal, web_address

    def shown(value: Any) -> Any:
        if value is None:
            return ""
        if form == "html" or isinstance(value, Markup):
            return legal(value) if type(value) is str else value
        return Markup(_markdown(str(value)) if form == "markdown" else str(value))

    def redline(edits: Iterable[Edit]) -> Markup:
        from markupsafe import escape

        if form == "html":
            tags = {"=": "{}", "-": "<del>{}</del>", "+": "<ins>{}</ins>"}
            return Markup("").join(
                Markup(tags["=" if edit.hidden else edit.op]).format(escape(legal(edit.text)))
                for edit in edits
                if not (edit.hidden and edit.op == "-")  # white space nobody asked for: the new text's, unmarked
            )
        from planstrack.render.markdown import redline as written

        return Markup(written(edits))

    made = ImmutableSandboxedEnvironment(
        autoescape=form != "docx", undefined=StrictUndefined, finalize=shown, keep_trailing_newline=True,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters.update(web=web_address, anchor=anchor, redline=redline)
    made.globals["wording"] = {
        name: getattr(wording, name)
        for name in ("VERDICTS", "SIGNS", "ASPECTS", "CHECKS", "BASES", "listed", "counted", "sentence", "day")
    }
    return made


def _run(environment: SandboxedEnvironment, text: str, name: str, kind: str, page: Any) -> str:
    from jinja2 import TemplateError, TemplateSyntaxError

    try:
        return environment.from_string(text).render(page=page, kind=kind)
    except TemplateSyntaxError as error:
        raise ValueError(f"{name}:{error.lineno}: {error.message}") from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, OverflowError) as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
        raise ValueError(f"{name}:{lines[-1] if lines else 1}: {error}") from error


def _document(kind: str, value: Any, page: Any, data: bytes, name: str) -> bytes:
    from planstrack.render import docx

    filled = _filled(data, name, kind, page)
    if kind == "diff":
        return docx.diff(value, template=filled)
    if kind == "brief":
        return docx.brief(page, template=filled)
    raise ValueError(f"{kind} is not written as docx")


def _filled(data: bytes, name: str, kind: str, page: Any) -> bytes:
    """Return the house document with the expressions of its paragraphs filled in, but for the place of the content."""
    import io

    from planstrack.render.docx import CONTENT, opened
    from planstrack.render.web import legal

    document = opened(data)
    environment = _environment("docx")
    places = [document, *(part for section in document.sections for part in (section.header, section.footer))]
    for place in places:
        for paragraph in place.paragraphs:
            text = paragraph.text
            if "{{" not in text or CONTENT.fullmatch(text.strip()):
                continue
            words = legal(_run(environment, text, name, kind, page))
            for run in paragraph.runs[1:]:
                run.text = ""
            if paragraph.runs:
                paragraph.runs[0].text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
