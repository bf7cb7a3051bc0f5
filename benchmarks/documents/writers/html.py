"""Pages: ordered lists with start, type and value, or typed paragraphs, alone or among the rest of a news page."""

from __future__ import annotations

import re
from html import escape

from benchmarks.documents.making import BULLETS
from benchmarks.documents.record import Item, Plan


def lists(plan: Plan, seed: int) -> bytes:
    """Return the points as one `<ol>` with start, type and values: the numbers stand in no text."""
    del seed
    return _page(plan, _listed(plan), news=False)


def news(plan: Plan, seed: int) -> bytes:
    """Return the typed points as paragraphs in an article of a news page, with menus, related stories and a foot."""
    del seed
    return _page(plan, _typed(plan), news=True)


def typed(plan: Plan, seed: int) -> bytes:
    """Return the typed points as paragraphs of a bare page."""
    del seed
    return _page(plan, _typed(plan), news=False)


def _listed(plan: Plan) -> str:
    numbers = [value(point.number) for point in plan.points]
    roman = bool(plan.points[0].number) and not (plan.points[0].number or "")[0].isdigit()
    attributes = (' type="I"' if roman else "") + (f' start="{numbers[0]}"' if numbers[0] not in (None, 1) else "")
    tag = "ul" if numbers[0] is None else "ol"
    out = [f"<{tag}{attributes}>"]
    for at, point in enumerate(plan.points):
        given = (
            f' value="{numbers[at]}"'
            if at and numbers[at] is not None and numbers[at] != (numbers[at - 1] or 0) + 1
            else ""
        )
        title = f"<h4>{escape(point.title)}</h4>" if point.title else ""
        texts = list(point.text)
        body = (
            escape(texts[0]) if len(texts) == 1 and not title else "".join(f"<p>{escape(text)}</p>" for text in texts)
        )
        out.append(f"<li{given}>{title}{body}{_sublist(point.parts)}</li>")
    return "\n".join([*out, f"</{tag}>"])


def _sublist(parts: tuple[Item, ...]) -> str:
    if not parts:
        return ""
    first = parts[0].label
    items = "".join(f"<li>{escape(' '.join(part.text))}{_sublist(part.parts)}</li>" for part in parts)
    if first in BULLETS:
        return f"<ul>{items}</ul>"
    return f'<ol type="{"a" if "a" in first else "i"}">{items}</ol>'


def value(number: str | None) -> int | None:
    """Return a number in figures or Roman numerals as one; None for none."""
    if number is None:
        return None
    if number.isdigit():
        return int(number)
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    signs = [values.get(sign, 0) for sign in number]
    return sum(-one if one < two else one for one, two in zip(signs, [*signs[1:], 0], strict=True))


def _typed(plan: Plan) -> str:
    from benchmarks.documents.printing import typed as lines

    tags = {"heading": "", "section": "h2", "title": "h3", "label": "h3"}
    out = []
    for line in lines(plan):
        if line.kind == "heading":
            continue
        if line.kind == "remark":
            out.append(f"<blockquote><p>{escape(line.text)}</p></blockquote>")
            continue
        tag = tags.get(line.kind, "p")
        style = f' style="margin-left: {2 * line.depth}em"' if line.depth else ""
        out.append(f"<{tag}{style}>{escape(line.text)}</{tag}>")
    return "\n".join(out)


def _page(plan: Plan, points: str, *, news: bool) -> bytes:
    listed = re.match(r"<[ou]l", points) is not None
    lead = "".join(f"<p>{escape(text)}</p>\n" for text in plan.lead) if listed else ""
    tail = "".join(f"<p>{escape(text)}</p>\n" for text in plan.tail) if listed else ""
    body = f"<h1>{escape(plan.heading)}</h1>\n{lead}{points}\n{tail}"
    if news:
        menu = "".join(
            f'<li><a href="/{at}">{word}</a></li>' for at, word in enumerate(("Home", "World", "Business", "Sport"))
        )
        related = "".join(
            f'<li><a href="/story-{at}">A story that is not about it at all, number {at}</a></li>' for at in range(1, 6)
        )
        body = (
            f"<header><nav><ul>{menu}</ul></nav></header>\n<main><article>\n{body}\n</article>\n"
            f"<aside><h2>Related</h2><ul>{related}</ul></aside></main>\n<footer><p>All rights reserved. Contact us.</p></footer>"
        )
    head = f'<meta charset="utf-8"><title>{escape(plan.heading)}</title>'
    return f"<!doctype html>\n<html><head>{head}</head>\n<body>\n{body}\n</body></html>\n".encode()
