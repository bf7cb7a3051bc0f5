"""Pages through a template of the user's own: Markdown, HTML or Word.

A template is a file named on the command line, never one from a plan folder. It is run by Jinja2 in a sandbox, in a
process of its own with limits (`worker`), and sees

    page    what the page says, as in `planstrack.briefing` (its fields are those of the JSON output)
    kind    which page it is: diff, variants, brief, issue, issues, table, version, log, evidence, knowledge, hindsight
    wording the words for verdicts (`wording.VERDICTS`), signs, aspects, checks; `wording.listed`, `wording.counted`

and the filters `web` (an http(s) address, else none), `anchor` (the name of a change on a page) and `redline` (the
edits of an entry as markup). Whatever an expression prints is escaped for the format. A name that is not there is an
error.

A Word template is a .docx: its styles, headers and margins are used, `{{ content }}` alone in a paragraph is where the
text goes, and any other paragraph may hold expressions such as `{{ page.title }}`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planstrack.render.worker import filled

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = ("markdown", "html", "docx")
LARGEST = 8_000_000
"""Bytes of a template: a house document with a logo fits, a mistaken file does not."""


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
    return filled([text], name=template.name, form=form, kind=kind, page=page)[0]


def _document(kind: str, value: Any, page: Any, data: bytes, name: str) -> bytes:
    from planstrack.render import docx

    house = _house(data, name, kind, page)
    if kind == "diff":
        return docx.diff(value, template=house)
    if kind == "brief":
        return docx.brief(page, template=house)
    raise ValueError(f"{kind} is not written as docx")


def _house(data: bytes, name: str, kind: str, page: Any) -> bytes:
    """Return the house document with the expressions of its paragraphs filled in, but for the place of the content."""
    import io

    from planstrack.render.docx import CONTENT, opened
    from planstrack.render.web import legal

    document = opened(data)
    parts = [document, *(part for section in document.sections for part in (section.header, section.footer))]
    places = [paragraph for part in parts for paragraph in part.paragraphs]
    places = [place for place in places if "{{" in place.text and not CONTENT.fullmatch(place.text.strip())]
    if places:
        texts = filled([place.text for place in places], name=name, form="docx", kind=kind, page=page)
        for place, text in zip(places, texts, strict=True):
            for run in place.runs[1:]:
                run.text = ""
            if place.runs:
                place.runs[0].text = legal(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
