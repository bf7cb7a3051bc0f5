"""Word documents by python-docx: typed numbers, automatic numbers, tables, text boxes, tracked changes, heads and feet."""

from __future__ import annotations

import io
import random
from copy import deepcopy
from typing import Any

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from benchmarks.documents.making import BULLETS, FORMS
from benchmarks.documents.printing import typed as lines
from benchmarks.documents.record import Item, Plan


def typed(plan: Plan, seed: int) -> bytes:
    """Return typed numbers in paragraphs, headings in heading styles, a running head and a foot with the page's number."""
    document = _headed(plan)
    for line in lines(plan):
        if line.kind == "heading":
            document.add_heading(line.text, 0)
        elif line.kind == "section":
            document.add_heading(line.text, 1)
        elif line.kind in ("title", "label"):
            document.add_heading(line.text, 2)
        else:
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.left_indent = 360000 * line.depth or None
            _runs(paragraph, line.text, seed, italic=line.kind == "remark")
    return _bytes(document)


def automatic(plan: Plan, seed: int) -> bytes:
    """Return numbers that Word counts: one numId that goes on after interruptions, overrides where numbers jump."""
    document = _headed(plan)
    form = next(form for form in FORMS if form.name == plan.form)
    numbering = _Numbering(document, *(form.automatic or ("decimal", "%1.")), chance=random.Random(seed))
    document.add_heading(plan.heading, 0)
    for text in plan.lead:
        document.add_paragraph(text)
    for at, point in enumerate(plan.points):
        if at in plan.sections:
            document.add_heading(plan.sections[at], 1)
        text = list(point.text)
        num = numbering.number_for(point.number or "")
        if point.title and plan.beside == "over":
            document.add_heading(point.title, 2)
        if point.title and plan.beside != "over":
            numbering.count(document.add_paragraph(point.title), num, 0)
        elif plan.beside == "alone":
            numbering.count(document.add_paragraph(""), num, 0)
        else:
            numbering.count(document.add_paragraph(text.pop(0)), num, 0)
        for more in text:
            document.add_paragraph(more)
        _parts(document, numbering, point.parts, 0)
        if at in plan.remarks:
            document.add_paragraph().add_run(plan.remarks[at]).italic = True
    for text in plan.tail:
        document.add_paragraph(text)
    return _bytes(document)


def table(plan: Plan, seed: int) -> bytes:
    """Return a table of two columns, the number and the words with their parts, as side-by-side papers have it."""
    del seed
    document = _headed(plan)
    document.add_heading(plan.heading, 0)
    for text in plan.lead:
        document.add_paragraph(text)
    grid = document.add_table(rows=0, cols=2)
    for point in plan.points:
        left, right = grid.add_row().cells
        left.text = point.label
        texts = ([point.title] if point.title else []) + list(point.text)
        right.text = texts[0]
        for text in texts[1:]:
            right.add_paragraph(text)
        for part in point.parts:
            right.add_paragraph(f"{part.label} {' '.join(part.text)}")
            for low in part.parts:
                right.add_paragraph(f"{low.label} {' '.join(low.text)}")
    for text in plan.tail:
        document.add_paragraph(text)
    return _bytes(document)


def boxed(plan: Plan, seed: int) -> bytes:
    """Return typed numbers with an outlet's remark in a text box beside some of the points."""
    document = Document(io.BytesIO(typed(plan, seed)))
    chance = random.Random(seed)
    for paragraph in list(document.paragraphs)[2:]:
        if chance.random() < 0.1:
            paragraph._p.append(_box("A box of the outlet's own words, beside the text."))
    return _bytes(document)


def tracked(plan: Plan, seed: int) -> bytes:
    """Return typed numbers with tracked changes whose accepted side is the plan: words struck, words inserted."""
    document = Document(io.BytesIO(typed(plan, seed)))
    chance = random.Random(seed)
    for at, paragraph in enumerate(document.paragraphs):
        runs = list(paragraph.runs)
        if at < 1 or not runs or chance.random() < 0.5:
            continue
        run = runs[-1]._r
        words = runs[-1].text.split(" ")
        if len(words) < 6:
            continue
        cut = chance.randint(3, len(words) - 2)
        before, inside, after = words[:cut], words[cut : cut + 2], words[cut + 2 :]
        pieces = [_run(run, " ".join(before) + " ")]
        pieces.append(_change("w:del", at, [_run(run, "ztruck wordz ", deleted=True)]))
        pieces.append(_change("w:ins", at + 5000, [_run(run, " ".join(inside) + (" " if after else ""))]))
        if after:
            pieces.append(_run(run, " ".join(after)))
        for piece in reversed(pieces):
            run.addnext(piece)
        run.getparent().remove(run)
    return _bytes(document)


def _runs(paragraph: Any, text: str, seed: int, *, italic: bool) -> None:
    """Add the text in several runs, broken inside words, as Word saves what was edited often."""
    chance = random.Random(f"{seed}{text[:9]}")
    at = 0
    while at < len(text):
        size = chance.randint(1, 90)
        paragraph.add_run(text[at : at + size]).italic = italic
        at += size


def _headed(plan: Plan) -> Any:
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = f"{plan.heading} – confidential"
    foot = section.footer.paragraphs[0]
    foot.add_run("Page ")
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    foot._p.append(field)
    return document


def _bytes(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _run(like: Any, text: str, *, deleted: bool = False) -> Any:
    run = deepcopy(like)
    for child in list(run):
        if child.tag != qn("w:rPr"):
            run.remove(child)
    words = OxmlElement("w:delText" if deleted else "w:t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    return run


def _change(tag: str, ident: int, runs: list[Any]) -> Any:
    change = OxmlElement(tag)
    change.set(qn("w:id"), str(ident))
    change.set(qn("w:author"), "A. Reviser")
    change.set(qn("w:date"), "2025-11-20T10:00:00Z")
    change.extend(runs)
    return change


def _box(text: str) -> Any:
    return parse_xml(
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:120pt;height:60pt">'
        f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


class _Numbering:
    """The numbering part of a document: one list for the points, one for each group of parts."""

    def __init__(self, document: Any, shape: str, pattern: str, chance: random.Random) -> None:
        self.root = document.part.numbering_part.element
        self.chance = chance
        self.next = 100
        self.points = self._abstract([(shape, pattern)])
        self.current = self._num(self.points)
        self.count_to = 1

    def number_for(self, sign: str) -> int:
        """Return the list in which the next point has this number: the running one, or one that starts there."""
        from benchmarks.documents.writers.html import value

        number = value(sign) or self.count_to
        if number != self.count_to:
            self.current = self._num(self.points, start=number)
        self.count_to = number + 1
        return self.current

    def parts(self, levels: list[tuple[str, str]]) -> int:
        """Return a fresh list for the parts of one point."""
        return self._num(self._abstract(levels))

    def count(self, paragraph: Any, num: int, level: int) -> None:
        """Make a paragraph an item of a list."""
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')
        )

    def _abstract(self, levels: list[tuple[str, str]]) -> int:
        self.next += 1
        body = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{pattern}"/>'
            f'<w:pPr><w:ind w:left="{360 * (at + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
            for at, (shape, pattern) in enumerate(levels)
        )
        element = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self.next}">{body}</w:abstractNum>')
        first = self.root.find(qn("w:num"))
        if first is None:
            self.root.append(element)
        else:
            first.addprevious(element)
        return self.next

    def _num(self, abstract: int, start: int | None = None) -> int:
        self.next += 1
        override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start else ""
        self.root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self.next}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
            )
        )
        return self.next


def _parts(document: Any, numbering: _Numbering, parts: tuple[Item, ...], level: int, num: int | None = None) -> None:
    if not parts:
        return
    if num is None:
        inner = next((part.parts[0].label for part in parts if part.parts), "–")
        num = numbering.parts([_shape(parts[0].label, 1), _shape(inner, 2)])
    for part in parts:
        numbering.count(document.add_paragraph(" ".join(part.text)), num, level)
        _parts(document, numbering, part.parts, level + 1, num)


def _shape(label: str, level: int) -> tuple[str, str]:
    if label in BULLETS:
        return "bullet", label
    letter = "a" if "a" in label else "i"
    return ("lowerLetter" if letter == "a" else "lowerRoman"), label.replace(letter, f"%{level}")
