"""What is true of a real document: its points, from the structured format of the same text.

Markdown, LaTeX and HTML through the tree that pandoc makes of them; licences of the SPDX list and the declaration of
human rights through their XML. None of it is code of planstrack's.
"""

from __future__ import annotations

import json
import re
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from benchmarks.documents.making import roman
from benchmarks.documents.record import Item, core

_DEPTHS: Final = ("Decimal", "LowerAlpha", "LowerRoman", "UpperAlpha")
"""How LaTeX numbers lists that stand in one another."""


def points_of(path: Path, told: dict[str, Any]) -> tuple[Item, ...]:
    """Return the points that a file has, as the manifest's entry tells to read it."""
    how = told["how"]
    found = (
        _licence(path)
        if how == "licence"
        else _declaration(path)
        if how == "declaration"
        else _Tree(path, told).points()
    )
    if "tail" in told and found:
        last = found[-1]
        end = next((at for at, words in enumerate(last.text) if re.search(told["tail"], words)), len(last.text))
        found = (*found[:-1], replace(last, text=last.text[:end]))
    several = told.get("leave_several", False)
    return tuple(
        item for item in found if item.number not in told.get("leave_out", []) and not (several and len(item.text) > 1)
    )


class _Tree:
    """Reads points from pandoc's tree: headings that match, and what stands below each."""

    def __init__(self, path: Path, told: dict[str, Any]) -> None:
        kind = {"markdown": "markdown", "latex": "latex", "html": "html"}[told["how"]]
        text = path.read_text(encoding="utf-8")
        for old, new in told.get("before", []):
            text = re.sub(old, new, text, flags=re.MULTILINE)
        answer = subprocess.run(
            ["pandoc", "-f", kind + told.get("extensions", ""), "-t", "json"],
            input=text,
            capture_output=True,
            text=True,
            check=True,
        )
        self.blocks: list[dict[str, Any]] = json.loads(answer.stdout)["blocks"]
        self.heading = re.compile(told.get("heading", r"(?P<title>.*)"))
        self.level = told.get("level")
        self.typed = [re.compile(pattern) for pattern in told.get("typed", [])]
        self.inner = told.get("inner", "")
        self.first: str | None = told.get("from")
        self.last: str | None = told.get("until")
        self.count = int(told.get("start", 1)) - 1
        self.sub = told.get("sub")
        self.depths = told.get("depths", list(_DEPTHS) if told["how"] == "latex" else ["Decimal"])
        self.clauses = told.get("clauses", False)

    def points(self) -> tuple[Item, ...]:
        """Return the points: one for each heading of the level that matches."""
        found: list[tuple[str, str | None, list[dict[str, Any]]]] = []
        on = self.first is None
        depth = 0
        for block in _unwrapped(self.blocks):
            if block["t"] == "Header":
                words = plain(block["c"][2])
                if not on and re.search(self.first or "", words):
                    on = True
                elif on and self.last is not None and re.search(self.last, words):
                    break
                level = block["c"][0]
                match = (
                    self.heading.fullmatch(words.strip())
                    if on and (self.level is None or level == self.level)
                    else None
                )
                if match:
                    self.count += 1
                    named = match.groupdict()
                    found.append(
                        (named.get("number") or str(self.count), (named.get("title") or "").strip() or None, [])
                    )
                    depth = level
                    continue
                if found and level <= depth and not self.clauses:
                    depth = -1  # A heading over a group of points: what follows belongs to none, until the next point.
                    continue
            if on and found and depth >= 0:
                found[-1][2].append(block)
        return (
            tuple(self._flat(self._item(*one) for one in found))
            if self.clauses
            else tuple(self._item(*one) for one in found)
        )

    def _flat(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield each numbered clause as a point: what stands in numbered parts of it are clauses of their own."""
        for item in items:
            own = tuple(part for part in item.parts if not part.number)
            yield replace(item, parts=own)
            yield from self._flat(part for part in item.parts if part.number)

    def _item(self, number: str, title: str | None, blocks: list[dict[str, Any]]) -> Item:
        text: list[str] = []
        parts: list[Item] = []
        below = [at for at, block in enumerate(blocks) if block["t"] == "Header" and block["c"][0] == self.sub]
        self._gather(blocks[: below[0]] if below else blocks, text, parts, 0)
        for count, (at, end) in enumerate(zip(below, [*below, len(blocks)][1:], strict=True), 1):
            # Headings of the next level that are numbered: parts of the point, with parts of their own.
            inside: list[Item] = []
            words = [plain(blocks[at]["c"][2]).strip()]
            self._gather(blocks[at + 1 : end], words, inside, 0)
            parts.append(Item(number=f"{number}.{count}", label="heading", text=tuple(words), parts=tuple(inside)))
        return Item(number=number, label=number, title=title, text=tuple(text), parts=tuple(parts))

    def _gather(self, blocks: list[dict[str, Any]], text: list[str], parts: list[Item], depth: int) -> None:
        for block in _unwrapped(blocks):
            kind, content = block["t"], block.get("c")
            if kind in ("Para", "Plain", "Header"):
                words = plain(content if kind != "Header" else content[2])
                for line in words.split("\n"):
                    self._line(line.strip(), text, parts)
            elif kind in ("OrderedList", "BulletList"):
                items = self._list(kind, content, depth)
                target = self._open(parts) if self.typed and parts else None
                if target is None:
                    parts += items
                else:
                    parts[-1] = target(items)
            elif kind == "DefinitionList":
                for term, definitions in content:
                    text.append(plain(term))
                    for definition in definitions:
                        self._gather(definition, text, parts, depth)
            elif kind == "LineBlock":
                text += [plain(line) for line in content]

    def _open(self, parts: list[Item]) -> Any:
        last = parts[-1]
        if last.parts:
            inner = last.parts[-1]
            if len(self.typed) > 1 and inner.label.startswith("typed"):
                return lambda items: replace(
                    last, parts=(*last.parts[:-1], replace(inner, parts=(*inner.parts, *items)))
                )
        return (lambda items: replace(last, parts=(*last.parts, *items))) if last.label.startswith("typed") else None

    def _line(self, line: str, text: list[str], parts: list[Item]) -> None:
        if not line:
            return
        for depth, pattern in enumerate(self.typed):
            match = pattern.match(line)
            if match:
                part = Item(number=match[1], label="typed", text=(line[match.end() :].strip(),))
                if depth and parts:
                    parts[-1] = replace(parts[-1], parts=(*parts[-1].parts, part))
                else:
                    parts.append(part)
                return
        if self.typed and parts and parts[-1].label == "typed" and self.inner == "goes on":
            last = parts[-1]
            parts[-1] = replace(last, text=(*last.text, line))
        else:
            text.append(line)

    def _list(self, kind: str, content: Any, depth: int) -> list[Item]:
        start, style = (content[0][0], content[0][1]["t"]) if kind == "OrderedList" else (1, "")
        entries = content[1] if kind == "OrderedList" else content
        if style in ("DefaultStyle", "Example"):
            style = self.depths[min(depth, len(self.depths) - 1)]
        out = []
        for at, blocks in enumerate(entries):
            text: list[str] = []
            parts: list[Item] = []
            self._gather(blocks, text, parts, depth + 1)
            number = _number(style, start + at)
            if self.clauses and number is None and text:
                match = re.match(r"(\d+(?:\.\d+)+)(?:\s*[-–:]\s*|\s+)", text[0])
                if match:
                    number, text[0] = match[1], text[0][match.end() :]
            out.append(Item(number=number, label=number or "•", text=tuple(text), parts=tuple(parts)))
        return out


def _number(style: str, value: int) -> str | None:
    if style == "Decimal":
        return str(value)
    if style in ("LowerAlpha", "UpperAlpha"):
        letters = "abcdefghijklmnopqrstuvwxyz"
        sign = letters[value - 1] if value <= 26 else letters[(value - 1) // 26 - 1] + letters[(value - 1) % 26]
        return sign.upper() if style == "UpperAlpha" else sign
    if style in ("LowerRoman", "UpperRoman"):
        return roman(value) if style == "UpperRoman" else roman(value).lower()
    return None


def _unwrapped(blocks: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        if block["t"] in ("Div", "BlockQuote"):
            yield from _unwrapped(block["c"][1] if block["t"] == "Div" else block["c"])
        else:
            yield block


def plain(inlines: Iterable[dict[str, Any]]) -> str:
    """Return the words of a run of pandoc's inline elements; footnotes are left out, forced breaks are line ends."""
    out = []
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            out.append(content)
        elif kind in ("Space", "SoftBreak"):
            out.append(" ")
        elif kind == "LineBreak":
            out.append("\n")
        elif kind in ("Emph", "Strong", "Underline", "SmallCaps", "Superscript", "Subscript", "Strikeout"):
            out.append(plain(content))
        elif kind == "Quoted":
            mark = '"' if content[0]["t"] == "DoubleQuote" else "'"
            out.append(mark + plain(content[1]) + mark)
        elif kind in ("Link", "Span", "Cite"):
            out.append(plain(content[1]))
        elif kind in ("Code", "Math"):
            out.append(content[1])
    return "".join(out)


_NAMES: Final = {"licence": "{http://www.spdx.org/license}", "declaration": "{http://efele.net/udhr}"}


def _licence(path: Path) -> tuple[Item, ...]:
    name = _NAMES["licence"]
    root = ET.parse(path).getroot()
    inner = {
        element for outer in root.iter(f"{name}list") for element in outer.iter(f"{name}list") if element is not outer
    }
    items = [
        item for element in root.iter(f"{name}list") if element not in inner for item in element.findall(f"{name}item")
    ]
    found = [_entry(item, name) for item in items if _bullet(item, name)]
    return tuple(item for item in found if re.fullmatch(r"\d+(\.0)?", item.number or ""))


def _bullet(item: ET.Element, name: str) -> str:
    """Return what stands before an item: its own bullet, which may stand in its first paragraph."""
    for child in item:
        if child.tag == f"{name}list":
            return ""
        own = (
            child if child.tag == f"{name}bullet" else child.find(f"{name}bullet") if child.tag == f"{name}p" else None
        )
        if own is not None:
            return " ".join(" ".join(own.itertext()).split())
    return ""


def _entry(item: ET.Element, name: str) -> Item:
    label = _bullet(item, name)
    text: list[str] = []
    parts: list[Item] = []
    _walk(item, name, text, parts)
    number = label.strip("().:-*—–• ") or None
    return Item(
        number=number,
        label=label or "•",
        text=tuple(part for part in (" ".join(one.split()) for one in text) if part),
        parts=tuple(parts),
    )


def _walk(element: ET.Element, name: str, text: list[str], parts: list[Item]) -> None:
    text.append(element.text or "")
    for child in element:
        if child.tag == f"{name}list":
            for item in child.findall(f"{name}item"):
                if _bullet(item, name):
                    parts.append(_entry(item, name))
                else:
                    _walk(item, name, text, parts)
        elif child.tag in (f"{name}bullet", f"{name}br"):
            text.append(" ")
        else:
            _walk(child, name, text, parts)
        text.append(child.tail or "")


def _declaration(path: Path) -> tuple[Item, ...]:
    name = _NAMES["declaration"]
    out = []
    for article in ET.parse(path).getroot().iter(f"{name}article"):
        text = [(para.text or "").strip() for para in article.findall(f"{name}para")]
        parts = []
        for count, entry in enumerate(article.findall(f"{name}orderedlist/{name}listitem"), 1):
            words = " ".join((para.text or "").strip() for para in entry.findall(f"{name}para"))
            parts.append(
                Item(
                    number=(entry.get("tag") or "").strip("(). ") or str(count),
                    label=entry.get("tag") or "",
                    text=(words,),
                )
            )
        title = article.findtext(f"{name}title") or ""
        out.append(Item(number=core(title) or article.get("number"), label=title, text=tuple(text), parts=tuple(parts)))
    return tuple(out)
