"""Pictures as inline SVG: every word escaped, a title and a description for each, colours from the page's variables.

Sizes are in units of the drawing; a picture shrinks with its page. Names are cut to their place and whole in a tooltip.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from planstrack.briefing import wording
from planstrack.render.web import anchor, legal

if TYPE_CHECKING:
    from markupsafe import Markup

    from planstrack.briefing.pictures import Box, Flow, Graph, Mark, Series
    from planstrack.compare.records import Verdict

_ISOLATE, _END = "\u2068", "\u2069"


def _tag(name: str, *children: Any, **attributes: Any) -> Markup:
    """Return an element; text and attributes are escaped here, `class_` and `view_box` are read as SVG's own names."""
    from markupsafe import Markup, escape

    said = "".join(
        f' {_NAMES.get(key, key.replace("_", "-"))}="{escape(legal(str(value)))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(str(escape(child if hasattr(child, "__html__") else legal(str(child)))) for child in children)
    return Markup(f"<{name}{said}>{inner}</{name}>")


_NAMES = {"class_": "class", "view_box": "viewBox", "preserve": "preserveAspectRatio"}


def _cut(text: str, width: float, size: float = 14) -> Markup:
    """Return `text` cut to about `width` units at a font of `size`, isolated; wide characters count double."""
    from markupsafe import Markup, escape

    text = legal(text)
    room = width / (size * 0.58)
    used = 0.0
    for at, char in enumerate(text):
        used += 1.8 if east_asian_width(char) in "WF" else 1
        if used > room:
            text = text[: max(1, at - 1)].rstrip() + "…"
            break
    return Markup(f"{_ISOLATE}{escape(text)}{_END}")


def _label(text: str, x: float, y: float, width: float, class_: str = "", size: float = 14) -> Markup:
    from markupsafe import Markup

    if "strong" in class_:
        width *= 0.9  # bold letters are wider
    tip = _tag("title", text) if len(text) * size * 0.58 > width else Markup()
    return _tag("text", _cut(text, width, size), tip, x=_n(x), y=_n(y), class_=class_ or None)


def _n(value: float | Decimal) -> str:
    return f"{float(value):.1f}".removesuffix(".0")


def _drawing(
    key: str, title: str, summary: str, width: float, height: float, parts: list[Markup], *, linked: bool
) -> Markup:
    from markupsafe import Markup

    return _tag(
        "svg",
        _tag("title", title, id=f"{key}-title"),
        _tag("desc", summary, id=f"{key}-desc"),
        Markup().join(parts),
        view_box=f"0 0 {_n(width)} {_n(height)}",
        width=_n(width),
        height=_n(height),
        role="group" if linked else "img",
        aria_labelledby=f"{key}-title",
        aria_describedby=f"{key}-desc",
    )


def _linked(address: str | None, *children: Any) -> Markup:
    from markupsafe import Markup

    return _tag("a", *children, href=address) if address else Markup().join(children)


# ---------------------------------------------------------------------------------------------------- graph

_ROW, _LANE, _DOT = 54, 24, 7


def graph(of: Graph, version: Callable[[str], str | None] = lambda _: None) -> Markup:
    """Return the graph of versions, earliest at the top: a filled dot is held whole, a dashed one not at all.

    A line is a revision; a dashed one is another relation (an answer, a supplement), or a basis that is not stated.
    """
    left = 24 + (of.lanes - 1) * _LANE
    text_at, wide = left + 24, 420
    spots = {node.id: (24 + node.lane * _LANE, 26 + node.row * _ROW) for node in of.nodes}
    by_row = {(node.lane, node.row) for node in of.nodes}
    lanes = {node.id: node.lane for node in of.nodes}
    parts = []
    for edge in of.edges:
        (x1, y1), (x2, y2) = spots[edge.old], spots[edge.new]
        main = lanes[edge.old] == lanes[edge.new] == 0
        names = "line" + (" main" if main and edge.revises else "") + ("" if edge.stated and edge.revises else " gap")
        d = _route(x1, y1, x2, y2, 24 + edge.lane * _LANE, by_row, edge.lane)
        parts.append(_tag("path", _tag("title", edge.words), d=d, class_=names))
    for node in of.nodes:
        x, y = spots[node.id]
        told = ", ".join(part for part in (node.day, node.state) if part)
        parts.append(_tag("circle", cx=_n(x), cy=_n(y), r=_DOT, class_=f"held-{node.held}"))
        weight = "strong" if node.lane == 0 else ""
        parts.append(_linked(version(node.id), _label(node.title, text_at, y, wide, weight)))
        parts.append(_label(told, text_at, y + 17, wide, "small", 12))
    height = 26 + len(of.nodes) * _ROW
    return _drawing(
        "graph", "Versions and how they stand to each other", of.summary, text_at + wide, height, parts, linked=True
    )


def _route(x1: float, y1: float, x2: float, y2: float, lane_x: float, taken: set[tuple[int, int]], lane: int) -> str:
    """Return the path of one edge: along its lane, or bowed to the left where versions of the lane stand in between."""
    first, last = round((y1 - 26) / _ROW), round((y2 - 26) / _ROW)
    if x1 == x2 == lane_x:
        if any((lane, row) in taken for row in range(first + 1, last)):
            return f"M{_n(x1)} {_n(y1)} C{_n(x1 - 22)} {_n(y1 + 18)} {_n(x2 - 22)} {_n(y2 - 18)} {_n(x2)} {_n(y2)}"
        return f"M{_n(x1)} {_n(y1)} V{_n(y2)}"
    if lane_x == x2:
        turn = y1 + _ROW * 0.8
        return f"M{_n(x1)} {_n(y1)} C{_n(x1)} {_n(y1 + 26)} {_n(x2)} {_n(turn - 26)} {_n(x2)} {_n(turn)} V{_n(y2)}"
    turn = y2 - _ROW * 0.8
    return f"M{_n(x1)} {_n(y1)} V{_n(turn)} C{_n(x1)} {_n(turn + 26)} {_n(x2)} {_n(y2 - 26)} {_n(x2)} {_n(y2)}"


# ---------------------------------------------------------------------------------------------------- series

_WIDE = 460


def series(of: Series, version: Callable[[str], str | None] = lambda _: None) -> Markup:
    """Return a number through the versions, one row each: where it stands, how far it may reach, who says so, gaps.

    A filled mark is in the text or in a translation, a grey one in our summary, a hollow one is only reported; a cap is a
    bar up to its mark, a floor one from it on. What is no value (no limit, no number named) stands in words alone.
    """
    top = float(of.top) * 1.12 or 1.0
    start, end = 20.0, _WIDE - 20.0

    def at(value: Decimal) -> float:
        return start + (end - start) * max(0.0, min(1.0, float(value) / top))

    parts: list[Markup] = []
    y = 18.0
    previous: float | None = None
    for stop in of.stops:
        name = _label(stop.title, 0, y, _WIDE - (120 if stop.day else 0), "strong" if stop.on_main_line else "")
        parts.append(_linked(version(stop.id), name))
        if stop.day:
            parts.append(_tag("text", stop.day, x=_n(_WIDE), y=_n(y), class_="small end"))
        if stop.disputed:
            y += 19
            parts.append(_tag("text", "◆ disputed", x=20, y=_n(y), class_="clash-ink"))
        first, last = y + 22, y + 22
        for mark in stop.marks:
            y += 22
            if mark.low is not None or mark.high is not None:
                parts += _bar(mark, y, at, start, end)
            else:
                y -= 22  # what is no value has no line to stand on
            by = f" — {mark.told}" if mark.told else ""
            y += 22
            used = len(mark.words) * 7.6
            said = _tag("tspan", _cut(by, _WIDE - 24 - used, 12), class_="small") if by else ""
            parts.append(
                _tag("text", _tag("tspan", _cut(mark.words, _WIDE - 24, 13), class_="strong"), said,
                     _tag("title", mark.words + by), x=20, y=_n(y))
            )  # fmt: skip
            last = y if mark.contested else last
        if not stop.marks:
            y += 24
            parts.append(
                _tag("rect", x=_n(start), y=_n(y - 13), width=_n(end - start), height=22, rx=4, class_="hole-box")
            )
            parts.append(_tag("text", "? not known", x=_n((start + end) / 2), y=_n(y + 3), class_="small mid"))
        elif stop.disputed:
            parts.append(_tag("path", d=f"M8 {_n(first - 8)} H4 V{_n(last)} H8", class_="clash"))
        previous = y
        y += 34
    height = (previous or 0) + 14
    unit = f", {of.unit}" if of.unit else ""
    return _drawing(
        f"series-{of.name}", f"{of.title}{unit}, through the versions", of.summary, _WIDE, height, parts, linked=True
    )


def _bar(mark: Mark, y: float, at: Callable[[Decimal], float], start: float, end: float) -> list[Markup]:
    parts = [_tag("path", d=f"M{_n(start)} {_n(y)} H{_n(end)}", class_="thin")]
    kind = "text" if mark.basis in ("text", "translation") else mark.basis
    fill, reach = f"fill-{kind}", f"reach {kind}"
    low, high = mark.low, mark.high
    left = start if low is None else at(low)
    right = end if high is None else at(high)
    if low != high:
        parts.append(_tag("path", d=f"M{_n(left)} {_n(y)} H{_n(right)}", class_=reach))
    for value in dict.fromkeys((low, high)):
        if value is not None:
            x = at(value)
            if mark.bound in ("at-most", "at-least", "between"):
                parts.append(_tag("rect", x=_n(x - 4), y=_n(y - 9), width=8, height=18, rx=1.5, class_=fill))
            else:
                parts.append(_tag("circle", cx=_n(x), cy=_n(y), r=7, class_=fill))
    return parts


# ---------------------------------------------------------------------------------------------------- flow

_BOX, _STEP, _GAP, _FULL = 230, 32, 150, 640


def flow(of: Flow, change: Callable[[str], str | None] | None = None) -> Markup:
    """Return which point went where: old points on the left, new ones on the right, what is missing in dashed boxes."""
    to = change or (lambda name: f"#{anchor(name)}")
    right = _FULL - _BOX
    parts: list[Markup] = [
        _label(of.old_title, 0, 16, _BOX, "strong"),
        _label(of.new_title, right, 16, _BOX, "strong"),
    ]
    stubs_old = {stream.old: stream for stream in of.streams if stream.new is None}
    stubs_new = {stream.new: stream for stream in of.streams if stream.old is None}

    def middle(row: int) -> float:
        return 30 + row * _STEP + 13

    for stream in of.streams:
        names = f"flow {stream.verdict} {stream.basis}" + ("" if stream.declared else " computed")
        if stream.old is not None and stream.new is not None:
            a, b = middle(stream.old), middle(stream.new)
            half = (_BOX + right) / 2
            d = f"M{_BOX} {_n(a)} C{_n(half)} {_n(a)} {_n(half)} {_n(b)} {right} {_n(b)}"
        elif stream.old is not None:
            d = f"M{_BOX} {_n(middle(stream.old))} h26"
        else:
            d = f"M{right} {_n(middle(stream.new or 0))} h-26"
        became = f"reported moved to {stream.moved}" if stream.moved else wording.VERDICTS[stream.verdict]
        told = f"{stream.title}: {became}" + ("" if stream.declared else ", matched by computation")
        parts.append(_tag("path", _tag("title", told), d=d, class_=names))
    for row, box in enumerate(of.old):
        parts += _point(box, 0, 30 + row * _STEP, _address(of, "old", row, to))
        if row in stubs_old:
            parts.append(_sign(stubs_old[row].verdict, _BOX + 36, middle(row), ""))
    for row, box in enumerate(of.new):
        parts += _point(box, right, 30 + row * _STEP, _address(of, "new", row, to))
        if row in stubs_new:
            parts.append(_sign(stubs_new[row].verdict, right - 36, middle(row), ""))
    deepest = max(len(of.old), len(of.new))
    for x, rows, missing in ((0, len(of.old), of.missing_old), (right, len(of.new), of.missing_new)):
        if missing == 0:
            continue
        y = 30 + rows * _STEP
        words = (
            "? more points, how many is not known"
            if missing is None
            else f"? {wording.counted(missing, 'more point')} not known"
        )
        parts.append(_tag("rect", x=x, y=_n(y), width=_BOX, height=26, rx=4, class_="hole-box"))
        parts.append(_label(words, x + 8, y + 17, _BOX - 12, "small", 12))
        deepest = max(deepest, rows + 1)
    height = 30 + deepest * _STEP + 4
    return _drawing("flow", "Which point went where", of.summary, _FULL, height, parts, linked=True)


def _address(of: Flow, side: str, row: int, to: Callable[[str], str | None]) -> str | None:
    stream = next((item for item in of.streams if getattr(item, side) == row), None)
    box: Box = getattr(of, side)[row]
    return to(stream.change) if stream and box.size == 1 else None


def _point(box: Box, x: float, y: float, address: str | None) -> list[Markup]:
    number = f"{box.number} " if box.number else ""
    return [
        _tag("rect", x=_n(x), y=_n(y), width=_BOX, height=26, rx=4, class_="box"),
        _linked(address, _label(f"{number}{box.title}".strip(), x + 8, y + 18, _BOX - 14, "", 13)),
    ]


def _sign(verdict: Verdict, x: float, y: float, class_: str) -> Markup:
    sign = wording.SIGNS[verdict].replace("-", "−")
    return _tag("text", sign, x=_n(x), y=_n(y + 5), class_=f"mid strong {verdict}{class_}")
