"""LibreOffice as a writer: flat ODT with lists that it counts itself, or pages, turned into DOCX and PDF.

The names of writers: what is made by hand, then what LibreOffice makes of it. `converted` runs the program once for all
documents of one kind, since a start takes seconds.
"""

# ruff: noqa: E501 – an element of a document is a line

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.documents.making import FORMS
from benchmarks.documents.record import Item, Plan

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
    )
)  # fmt: skip
_FORMATS = {"decimal": "1", "upperRoman": "I"}
_LANGUAGES = {"Latin": ("en", "GB"), "Cyrillic": ("ru", "RU"), "Greek": ("el", "GR"), "Arabic": ("ar", "EG")}


def flat(plan: Plan, seed: int, *, columns: bool = False) -> bytes:
    """Return a flat ODT: automatic numbers where the form has them, else typed; footnotes; running head and foot."""
    form = next(form for form in FORMS if form.name == plan.form)
    listed = (form.automatic is not None or not plan.points[0].label) and plan.beside in ("over", "line")
    body = [f'<text:h text:style-name="Head" text:outline-level="1">{escape(plan.heading)}</text:h>']
    body += [_p(text) for text in plan.lead]
    if columns:
        body.append('<text:section text:style-name="Two" text:name="Two">')
    last = 0
    from benchmarks.documents.writers.html import value

    for at, point in enumerate(plan.points):
        if at in plan.sections:
            body.append(f'<text:h text:style-name="Group" text:outline-level="2">{escape(plan.sections[at])}</text:h>')
        number = value(point.number) or 0
        body += _point(plan, at, point, listed=listed, start=number if number and number != last + 1 else None)
        last = number
        if at in plan.remarks:
            body.append(f'<text:p text:style-name="Remark">{escape(plan.remarks[at])}</text:p>')
    if columns:
        body.append("</text:section>")
    body += [_p(text) for text in plan.tail]
    shape, pattern = form.automatic or ("decimal", "%1.")
    return _document(plan, "\n".join(body), shape, pattern, first=not listed).encode()


def _p(text: str, note: str | None = None, number: int = 0) -> str:
    foot = (
        f'<text:note text:id="n{number}" text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
        f"<text:note-body><text:p>{escape(note)}</text:p></text:note-body></text:note>"
        if note
        else ""
    )
    return f'<text:p text:style-name="Body">{escape(text)}{foot}</text:p>'


def _point(plan: Plan, at: int, point: Item, *, listed: bool, start: int | None) -> list[str]:
    note = plan.notes.get(at)
    text = list(point.text)
    out: list[str] = []
    if point.title and plan.beside == "over":
        out.append(f'<text:h text:style-name="Title3" text:outline-level="3">{escape(point.title)}</text:h>')
    if plan.beside == "beside":
        out.append(_title(f"{point.label}{plan.after}{point.title}"))
    elif plan.beside in ("under", "alone"):
        out.append(_title(point.label))
        if point.title:
            out.append(_title(point.title))
    if listed:
        unnumbered = not point.label
        style = "Dots" if unnumbered else "Points"
        begin = f' text:start-value="{start}"' if start and not unnumbered else ""
        inside = _p(text[0], note, at + 1) + "".join(_p(more) for more in text[1:]) + _parts(point.parts)
        carry = ' text:continue-numbering="true"' if at else ""
        out.append(
            f'<text:list text:style-name="{style}"{carry}><text:list-item{begin}>{inside}</text:list-item></text:list>'
        )
        return out
    first = text.pop(0)
    if plan.beside in ("over", "line"):
        first = f"{point.label}{plan.after}{first}" if point.label else first
    out.append(_p(first, note, at + 1))
    out += [_p(more) for more in text]
    if point.parts:
        out.append(_parts(point.parts))
    return out


def _title(text: str) -> str:
    return f'<text:h text:style-name="Title3" text:outline-level="3">{escape(text)}</text:h>'


def _parts(parts: tuple[Item, ...]) -> str:
    if not parts:
        return ""
    label = parts[0].label
    style = {"→": "Arrow", "–": "Dash", "•": "Dot"}.get(label) or ("Letters" if "a" in label else "Smalls") + (
        "2" if "(" in label else "1"
    )
    items = "".join(f"<text:list-item>{_p(' '.join(part.text))}{_parts(part.parts)}</text:list-item>" for part in parts)
    return f'<text:list text:style-name="{style}">{items}</text:list>'


def _style(name: str, shape: str, before: str, after: str) -> str:
    levels = "".join(
        (
            f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="{before}">'
            if shape == "bullet"
            else f'<text:list-level-style-number text:level="{level}" style:num-format="{shape}" style:num-prefix="{before}" style:num-suffix="{after}">'
        )
        + '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        f'<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.7cm" fo:margin-left="{level}cm"/>'
        + (
            "</style:list-level-properties></text:list-level-style-bullet>"
            if shape == "bullet"
            else "</style:list-level-properties></text:list-level-style-number>"
        )
        for level in (1, 2, 3)
    )
    return f'<text:list-style style:name="{name}">{levels}</text:list-style>'


def _document(plan: Plan, body: str, shape: str, pattern: str, *, first: bool) -> str:
    del first
    before, after = pattern.split("%1")
    styles = (
        _style("Points", _FORMATS.get(shape, "1"), escape(before), escape(after))
        + _style("Dots", "bullet", "•", "")
        + _style("Arrow", "bullet", "→", "") + _style("Dash", "bullet", "–", "") + _style("Dot", "bullet", "•", "")
        + _style("Letters1", "a", "", ")") + _style("Letters2", "a", "(", ")")
        + _style("Smalls1", "i", "", ")") + _style("Smalls2", "i", "(", ")")
    )  # fmt: skip
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_NAMES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:font-family="DejaVu Serif" style:font-family-asian="DejaVu Serif" style:font-family-complex="DejaVu Sans" fo:font-size="10.5pt"/></style:default-style>
<style:style style:name="Body" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.2cm"/></style:style>
<style:style style:name="Head" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.4cm"/><style:text-properties fo:font-size="16pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Group" style:family="paragraph"><style:paragraph-properties fo:margin-top="0.5cm" fo:margin-bottom="0.3cm" fo:keep-with-next="always"/><style:text-properties fo:font-size="13pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Title3" style:family="paragraph"><style:paragraph-properties fo:margin-top="0.4cm" fo:margin-bottom="0.15cm" fo:keep-with-next="always"/><style:text-properties fo:font-size="11pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Remark" style:family="paragraph"><style:paragraph-properties fo:margin-left="0.6cm" fo:margin-bottom="0.2cm"/><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="Small" style:family="paragraph"><style:text-properties fo:font-size="8pt"/></style:style>
</office:styles>
<office:automatic-styles>
{styles}
<style:style style:name="Two" style:family="section"><style:section-properties><style:columns fo:column-count="2" fo:column-gap="0.8cm"/></style:section-properties></style:style>
<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="2.4cm" fo:margin-right="2.4cm"/>
<style:header-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-bottom="0.4cm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.4cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">
<style:header><text:p text:style-name="Small">{escape(plan.heading)} – draft</text:p></style:header>
<style:footer><text:p text:style-name="Small"><text:page-number text:select-page="current">1</text:page-number> / <text:page-count>1</text:page-count></text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>
{body}
</office:text></office:body></office:document>
"""


def converted(files: dict[str, bytes], suffix: str, target: str) -> dict[str, bytes]:
    """Return each file as LibreOffice turns it into another format; a file that it does not turn is left out.

    `suffix` is the files' ending, `target` what `--convert-to` is told ("docx", "pdf", "odt"). Raises OSError where the
    program is not there.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise OSError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for key, data in files.items():
            (folder / f"{key}.{suffix}").write_bytes(data)
        out = folder / "out"
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        if suffix == "html":
            command.append("--infilter=HTML (StarWriter)")
        command += ["--convert-to", target, "--outdir", str(out), *(str(folder / f"{key}.{suffix}") for key in files)]
        subprocess.run(command, check=True, capture_output=True, timeout=1800)
        ending = target.split(":")[0]
        return {key: (out / f"{key}.{ending}").read_bytes() for key in files if (out / f"{key}.{ending}").is_file()}
