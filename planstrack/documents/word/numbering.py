"""The numbers that Word prints before paragraphs, counted as Word counts them.

A list that paragraphs name (w:num) leads to its definition (w:abstractNum); the definition counts. So one list goes on
after other text, two lists with one definition go on together, and a list that sets a start of its own (w:startOverride)
begins anew where it is first used, once. A level begins anew when one above it goes on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from planstrack.documents.word.numerals import MAX_NUMBER, known, written
from planstrack.documents.word.xml import child, children, name, number_in, switched, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from planstrack.documents.word.styles import ParagraphStyle, Styles

LEVELS: Final = 9
"""Levels that a list has."""
MAX_LABEL: Final = 200
"""Characters of a label; a template of thousands of signs before each paragraph would only fill the page."""
MAX_LINKS: Final = 10
"""Definitions that lead to one another through numbering styles; Word makes two."""

BULLET: Final = "•"
_PLACEHOLDER = re.compile(r"%([1-9])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SIGN_FONTS = ("symbol", "wingdings", "webdings", "courier new")
_ARROWS = {("wingdings", 0xE0): "→", ("wingdings", 0xE8): "→", ("symbol", 0xAE): "→", ("symbol", 0x2D): "–"}
"""Signs of symbol fonts that texts use with a meaning of their own; every other sign is a bullet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list: how it counts, and what is printed around its number (`%2` is the number of level 1)."""

    start: int = 0
    form: str = "decimal"
    template: str = ""
    restart: int | None = None
    style: str | None = None
    legal: bool = False
    font: str | None = None
    picture: bool = False
    indent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberList:
    """A list: the definition it counts with, its levels, and with which number some begin anew where it is first used."""

    counter: int
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What is printed before a paragraph; `list_name` is the same for all that count together."""

    text: str
    level: int
    list_name: str
    bullet: bool
    indent: int | None


class Lists:
    """The lists of a document."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self.strange: set[str] = set()  # Forms of numbers that are not known.
        self._by_style: dict[int, dict[str, int]] = {}
        definitions = {
            id: element
            for element in children(root, "abstractNum")
            if (id := number_in(element, "abstractNumId")) is not None
        }
        numbers = {id: element for element in children(root, "num") if (id := number_in(element, "numId")) is not None}
        used = {id: number_in(child(element, "abstractNumId")) for id, element in numbers.items()}
        levels: dict[int, dict[int, Level]] = {}
        self._lists: dict[int, NumberList] = {}
        for id, element in numbers.items():
            counter = used[id]
            if counter is None or counter not in definitions:
                continue
            if counter not in levels:
                levels[counter] = _levels(_definition(counter, definitions, used, styles))
            self._lists[id] = _overridden(counter, levels[counter], element)

    def of(self, style: ParagraphStyle, number: int | None, level: int | None) -> tuple[int, int] | None:
        """Return the list and level of a paragraph, by its own properties and its style's; None if it has no number."""
        wanted = number if number is not None else style.number
        if wanted is None or wanted not in self._lists:
            return None  # List 0 is never defined: it switches numbering off.
        if level is None:
            level = self._level(style, wanted) if style.number is not None else 0
        return wanted, min(max(level, 0), LEVELS - 1)

    def __getitem__(self, id: int) -> NumberList:
        return self._lists[id]

    def _level(self, style: ParagraphStyle, number: int) -> int:
        """Return the level that a definition keeps for a style, else the one that the style sets, else 0."""
        if number not in self._by_style:
            levels = self._lists[number].levels.items()
            self._by_style[number] = {level.style: depth for depth, level in levels if level.style is not None}
        kept = self._by_style[number]
        for id, level in zip(style.numbered, style.levels, strict=True):
            if id in kept:
                return kept[id]
            if level is not None:
                return level
        return 0


def _definition(
    counter: int, definitions: Mapping[int, Element], used: Mapping[int, int | None], styles: Styles
) -> Element:
    """Return the definition that holds the levels: one may only name a numbering style, whose list leads to another."""
    element = definitions[counter]
    for _ in range(MAX_LINKS):
        link = child(element, "numStyleLink")
        if link is None:
            break
        number = styles.list_of(value(link))
        further = used.get(number) if number is not None else None
        if further is None or further not in definitions or definitions[further] is element:
            break
        element = definitions[further]
    return element


def _levels(definition: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for element in children(definition, "lvl"):
        depth = number_in(element, "ilvl")
        if depth is not None and 0 <= depth < LEVELS:
            found.setdefault(depth, _one_level(element))
    return found


def _one_level(element: Element) -> Level:
    form, template = "decimal", ""
    said: dict[str, Element] = {}
    for inner in element:
        if name(inner) == "mc:AlternateContent":  # A form like "001, 002" stands in it, with an ordinary one besides.
            form_inside = child(next(children(inner, "mc:Choice"), None), "numFmt")
            inner = inner if form_inside is None else form_inside
        said.setdefault(name(inner), inner)
    if "numFmt" in said:
        form = value(said["numFmt"]) or form
        form = (value(said["numFmt"], "format") or form) if form == "custom" else form
    if "lvlText" in said and not switched_off(said["lvlText"]):
        template = (value(said["lvlText"]) or "")[:MAX_LABEL]
    fonts = child(said.get("rPr"), "rFonts")
    ind = child(said.get("pPr"), "ind")
    return Level(
        start=_counted(number_in(said.get("start")), 0),
        form=form,
        template=template,
        restart=number_in(said.get("lvlRestart")),
        style=value(said["pStyle"]) if "pStyle" in said else None,
        legal=switched(said.get("isLgl")) or False,
        font=(value(fonts, "ascii") or value(fonts, "hAnsi")) if fonts is not None else None,
        picture="lvlPicBulletId" in said,
        indent=next((at for at in (number_in(ind, "left"), number_in(ind, "start")) if at is not None), None),
    )


def switched_off(template: Element) -> bool:
    """Return whether a level has no template at all (w:null), which prints nothing."""
    return value(template, "null") in ("1", "true", "on")


def _counted(number: int | None, otherwise: int) -> int:
    return otherwise if number is None else min(max(number, 0), MAX_NUMBER)


def _overridden(counter: int, levels: Mapping[int, Level], element: Element) -> NumberList:
    own = dict(levels)
    starts: dict[int, int] = {}
    for override in children(element, "lvlOverride"):
        depth = number_in(override, "ilvl")
        if depth is None or not 0 <= depth < LEVELS:
            continue
        level = child(override, "lvl")
        if level is not None:
            own[depth] = _one_level(level)
        start = number_in(child(override, "startOverride"))
        if start is not None:
            starts[depth] = _counted(start, 0)
    return NumberList(counter=counter, levels=own, starts=starts)


@dataclass(slots=True)
class Counting:
    """Counts the paragraphs of one story: the body, all text boxes, the footnotes. Call `next` for each in order."""

    lists: Lists
    _counts: dict[int, list[int | None]] = field(default_factory=dict)
    _starts: dict[int, dict[int, int]] = field(default_factory=dict)  # Of lists that were used: what is still to come.

    def next(self, number: int, depth: int) -> Label:
        """Return what Word prints before the next paragraph of a list, and count it."""
        entry = self.lists[number]
        counts = self._counts.setdefault(entry.counter, [None] * LEVELS)
        if number not in self._starts:
            self._starts[number] = dict(entry.starts)
            for restarted in entry.starts:
                counts[restarted] = None
        starts = self._starts[number]
        for above in range(depth):
            if counts[above] is None:  # A level that was passed over counts as if it stood there.
                counts[above] = starts.pop(above, entry.levels.get(above, Level()).start)
        level = entry.levels.get(depth, Level())
        last = counts[depth]
        if depth in starts:
            counts[depth] = starts.pop(depth)
        else:
            counts[depth] = level.start if last is None else min(last + 1, MAX_NUMBER)
        for deeper in range(depth + 1, LEVELS):
            if _begins_anew(entry.levels.get(deeper), deeper, depth):
                counts[deeper] = None
        bullet = level.form == "bullet" or level.picture
        text = _sign(level) if bullet else self._printed(entry, level, counts)
        return Label(
            text=" ".join(text.split())[:MAX_LABEL],
            level=depth,
            list_name=f"list {entry.counter}",
            bullet=bullet,
            indent=level.indent,
        )

    def _printed(self, entry: NumberList, level: Level, counts: list[int | None]) -> str:
        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            shown = entry.levels.get(at, Level())
            count = counts[at]
            form = "decimal" if level.legal and shown.form not in ("none", "bullet") else shown.form
            if not known(form):
                self.lists.strange.add(form)
            return written(shown.start if count is None else count, form)

        return _PLACEHOLDER.sub(number, level.template)


def _begins_anew(level: Level | None, deeper: int, depth: int) -> bool:
    """Return whether a level begins anew after a paragraph of a level above it."""
    restart = level.restart if level is not None else None
    if restart is None or restart > deeper:
        return True
    return depth < restart  # 0 is "never": no level stands above the first.


def _sign(level: Level) -> str:
    """Return a bullet as a person would write it: the characters of symbol fonts mean nothing outside them."""
    sign = _PLACEHOLDER.sub("", level.template).strip()
    if level.picture:
        return BULLET
    if not sign:
        return ""
    font = (level.font or "").casefold()
    if _PRIVATE.search(sign) or font.startswith(_SIGN_FONTS[:3]):
        return _ARROWS.get((font, ord(sign[0]) & 0xFF), BULLET)
    return BULLET if sign == "o" and font.startswith(_SIGN_FONTS[3]) else sign
