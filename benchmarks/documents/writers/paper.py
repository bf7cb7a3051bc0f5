"""PDF by ReportLab: flowing paragraphs with running heads, two columns, and lines set one by one with hyphens."""

from __future__ import annotations

import io
import random
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from benchmarks.documents.printing import typed
from benchmarks.documents.record import Plan

_FONTS = Path("/usr/share/fonts/truetype/dejavu")
_LEFT, _TOP, _BOTTOM = 62, 70, 64


def _font() -> tuple[str, str]:
    if "Serif" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Serif", _FONTS / "DejaVuSerif.ttf"))
        pdfmetrics.registerFont(TTFont("Serif-Bold", _FONTS / "DejaVuSerif-Bold.ttf"))
    return "Serif", "Serif-Bold"


def flowing(plan: Plan, seed: int) -> bytes:
    """Return paragraphs that flow over pages with a running head and a page's number, headings in bold."""
    return _flowed(plan, seed, columns=1)


def columns(plan: Plan, seed: int) -> bytes:
    """Return the same in two columns."""
    return _flowed(plan, seed, columns=2)


def _flowed(plan: Plan, seed: int, *, columns: int) -> bytes:
    plain, bold = _font()
    body = ParagraphStyle(
        "body", fontName=plain, fontSize=9.5, leading=12.5, spaceAfter=6, alignment=4 if seed % 2 else 0
    )
    head = ParagraphStyle("head", parent=body, fontName=bold, fontSize=15, leading=19, spaceAfter=12, alignment=0)
    over = ParagraphStyle("over", parent=body, fontName=bold, fontSize=10.5, spaceBefore=6, keepWithNext=1, alignment=0)
    group = ParagraphStyle("group", parent=over, fontSize=12.5, leading=16, spaceBefore=12)
    remark = ParagraphStyle("remark", parent=body, leftIndent=14, rightIndent=14, fontSize=8.5, leading=11)
    styles = {"heading": head, "section": group, "title": over, "label": over, "remark": remark}
    story = []
    for line in typed(plan):
        style = styles.get(line.kind, body)
        if line.kind == "part":
            style = ParagraphStyle(f"part{line.depth}", parent=body, leftIndent=16 * line.depth)
        story.append(Paragraph(escape(line.text), style))
    out = io.BytesIO()
    width, height = A4
    gap = 18
    each = (width - 2 * _LEFT - gap * (columns - 1)) / columns
    frames = [
        Frame(_LEFT + at * (each + gap), _BOTTOM, each, height - _TOP - _BOTTOM, 0, 0, 0, 0) for at in range(columns)
    ]

    def page(canvas: Any, template: Any) -> None:
        canvas.setFont(plain, 8)
        canvas.drawString(_LEFT, height - 44, f"{plan.heading} – draft")
        canvas.drawCentredString(width / 2, 34, f"{template.page}")

    template = BaseDocTemplate(out, pagesize=A4, pageTemplates=[PageTemplate(frames=frames, onPage=page)])
    template.build(story)
    return out.getvalue()


def hyphened(plan: Plan, seed: int) -> bytes:
    """Return lines that are set one by one, words broken with hyphens at their ends, numbers hanging by themselves."""
    plain, bold = _font()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    width, height = A4
    chance = random.Random(f"hyphen{seed}")
    at, page = height - _TOP, 1
    hang = 26

    def turn() -> None:
        nonlocal at, page
        canvas.setFont(plain, 8)
        canvas.drawString(_LEFT, height - 44, plan.heading)
        canvas.drawRightString(width - _LEFT, 34, f"- {page} -")
        canvas.showPage()
        at, page = height - _TOP, page + 1

    for line in typed(plan):
        strong = line.kind in ("heading", "section", "title", "label")
        font, size = (bold if strong else plain), (14 if line.kind == "heading" else 10)
        label, text = "", line.text
        if line.kind in ("point", "part") and " " in text and len(text.split(" ", 1)[0]) < 7:
            label, text = text.split(" ", 1)
        indent = hang * line.depth + (hang if label else 0)
        rows = _rows(text, font, size, width - 2 * _LEFT - indent, chance)
        for count, row in enumerate(rows):
            if at < _BOTTOM:
                turn()
            canvas.setFont(font, size)
            if label and not count:
                canvas.drawString(_LEFT + indent - hang, at, label)
            canvas.drawString(_LEFT + indent, at, row)
            at -= size * 1.3
        at -= 6
    turn()
    canvas.save()
    return out.getvalue()


def _rows(text: str, font: str, size: float, width: float, chance: random.Random) -> list[str]:
    """Break a paragraph into lines; a word that does not fit is broken with a hyphen where both halves have three letters."""
    rows: list[str] = []
    row = ""
    for word in text.split(" "):
        longer = f"{row} {word}".strip()
        if pdfmetrics.stringWidth(longer, font, size) <= width:
            row = longer
            continue
        if word.isalpha() and len(word) >= 7 and chance.random() < 0.7:
            cut = next(
                (
                    at
                    for at in range(len(word) - 3, 2, -1)
                    if pdfmetrics.stringWidth(f"{row} {word[:at]}-", font, size) <= width
                ),
                0,
            )
            if cut:
                rows.append(f"{row} {word[:cut]}-".strip())
                row = word[cut:]
                continue
        rows.append(row)
        row = word
    return [*rows, row]
