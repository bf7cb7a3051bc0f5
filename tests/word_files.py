"""Word documents from pieces of XML, for tests: what Word, other programs and hostile hands write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACES = (
    'xmlns:w="{main}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = {
    "numbering": "numbering",
    "styles": "styles",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "settings": "settings",
    "comments": "comments",
    "header": "hdr",
    "footer": "ftr",
}
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP file of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


def members(
    body: str, *, main: str = MAIN, more: Mapping[str, str | bytes] | None = None, **parts: str
) -> dict[str, str | bytes]:
    """Return the files of a document's package; `parts` are the insides of other parts, `more` whole files."""
    spaces = _SPACES.format(main=main)
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{_RELATION}/{part}" Target="{part}.xml"/>' for at, part in enumerate(parts)
    )
    types = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}{part}+xml"/>' for part in parts
    )  # fmt: skip
    package = 'xmlns="http://schemas.openxmlformats.org/package/2006/'
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types {package}content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{_TYPE}document.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships {package}relationships">'
        f'<Relationship Id="r1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships {package}relationships">{relations}</Relationships>',
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
    }
    for part, inside in parts.items():
        found[f"word/{part}.xml"] = f"<w:{_PARTS[part]} {spaces}>{inside}</w:{_PARTS[part]}>"
    return {**found, **(more or {})}


def word(body: str, **parts: str) -> bytes:
    """Return a Word document with this body."""
    return packed(members(body, **parts))


def run(text: str, looks: str = "") -> str:
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def par(
    text: str = "", *, number: tuple[int, int] | None = None, style: str = "", more: str = "", mark: str = ""
) -> str:
    """Return a paragraph: `text` is words or runs, `number` its list and level, `mark` what marks its end."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        properties += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    properties += more + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    inside = text if text.startswith("<") or not text else run(text)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def level(at: int, template: str | None = None, form: str = "decimal", *, start: int | None = 1, more: str = "") -> str:
    """Return a level of a list; without a template the numbers of all levels above it, a full stop after each."""
    shown = "".join(f"%{deep + 1}." for deep in range(at + 1)) if template is None else template
    begins = f'<w:start w:val="{start}"/>' if start is not None else ""
    return f'<w:lvl w:ilvl="{at}">{begins}<w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{shown}"/></w:lvl>'


def lists(*definitions: str, numbers: Mapping[int, tuple[int, str]] | None = None) -> str:
    """Return definitions 0, 1, … of lists, and the lists that use them: each by its own number, unless others are named."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{levels}</w:abstractNum>' for at, levels in enumerate(definitions)
    )
    used = numbers or {at + 1: (at, "") for at in range(len(definitions))}
    return abstract + "".join(
        f'<w:num w:numId="{id}"><w:abstractNumId w:val="{of}"/>{more}</w:num>' for id, (of, more) in used.items()
    )


def begins_with(at: int, number: int) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{number}"/></w:lvlOverride>'


def style(
    id: str, *, name: str = "", based_on: str = "", paragraph: str = "", looks: str = "", kind: str = "paragraph"
) -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{name or id}"/>{base}<w:pPr>{paragraph}</w:pPr>'
        f"<w:rPr>{looks}</w:rPr></w:style>"
    )


def field(code: str, result: str) -> str:
    """Return a field of three marks, with its code and result."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def table(*rows: tuple[str, ...]) -> str:
    """Return a table; a cell is words, or paragraphs, or begins with the properties of the cell."""
    written = ""
    for row in rows:
        cells = "".join(f"<w:tc>{cell if cell.startswith('<') else par(cell)}</w:tc>" for cell in row)
        written += f"<w:tr>{cells}</w:tr>"
    return f"<w:tbl>{written}</w:tbl>"
