"""Markdown: lists as people write them by hand, and what a formatter makes of them."""

from __future__ import annotations

import re

from benchmarks.documents.making import BULLETS
from benchmarks.documents.record import Item, Plan

_LIST = re.compile(r"\d+[.)]\Z")
_OPENER = re.compile(r"(?m)^(\s*)(\d+)([.)]) ")


def markdown(plan: Plan, seed: int) -> bytes:
    """Return headings with #, points as lists where Markdown knows their numbers, else typed; parts as lists set in."""
    pieces = [f"# {plan.heading}", *plan.lead]
    for at, point in enumerate(plan.points):
        if at in plan.sections:
            pieces.append(f"## {plan.sections[at]}")
        pieces += _point(plan, point)
        if at in plan.notes:
            pieces[-1] += f"[^{at + 1}]"
        if at in plan.remarks:
            pieces.append(f"> {plan.remarks[at]}" if seed % 2 else f"*{plan.remarks[at]}*")
    pieces += plan.tail
    pieces += [f"[^{at + 1}]: {note}" for at, note in plan.notes.items()]
    return ("\n\n".join(pieces) + "\n").encode()


def formatted(plan: Plan, seed: int) -> bytes:
    """Return what mdformat makes of it, with numbers kept consecutive where they were."""
    import mdformat

    text = markdown(plan, seed).decode()
    return mdformat.text(text, options={"number": True, "wrap": "keep"}, extensions={"footnote"}).encode()


def _point(plan: Plan, point: Item) -> list[str]:
    text = list(point.text)
    out: list[str] = []
    inset = ""
    if plan.beside == "beside":
        out.append(f"### {point.label}{plan.after}{point.title}")
    elif plan.beside in ("under", "alone"):
        out.append(f"### {point.label}")
        if point.title:
            out.append(f"**{point.title}**")
    else:
        if point.title:
            out.append(f"### {point.title}")
        label = point.label or ("" if point.title else "-")
        listed = bool(_LIST.match(label)) or label == "-"
        start = f"{label} " if listed else f"{label}{plan.after}" if label else ""
        inset = " " * len(start) if listed else ""
        out.append(start + text.pop(0))
    out += [inset + more for more in text]
    if point.parts:
        out.append("\n".join(_parts(point.parts, inset)))
    return out


def _parts(parts: tuple[Item, ...], inset: str) -> list[str]:
    out: list[str] = []
    for part in parts:
        bullet = part.label in BULLETS
        start = "- " if bullet and part.label != "→" else f"- {part.label} " if not bullet else "- → "
        out.append(f"{inset}{start}{' '.join(part.text)}")
        out += _parts(part.parts, inset + "  ")
    return out
