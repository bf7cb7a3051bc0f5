"""The styles of a Word document: what a paragraph or a run of words has from them, circles and gaps forgiven."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Final

from planstrack.documents.word.xml import UnreadableError, child, children, name, number_in, switched, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_STYLES: Final = 10_000
"""Styles of a document; Word holds four thousand of its users' own."""
MAX_CHAIN: Final = 50
"""Styles that are based on one another; Word stops at eleven."""

_HEADING = re.compile(r"heading ([1-9])\Z", re.IGNORECASE)
_WHITE = re.compile(r"[fF][89a-fA-F]" * 3 + r"\Z")
_SMALLEST = 2  # Half points: at one point nobody reads a letter.
_BODY = 9  # The outline level of body text.
_TOGGLES = {"b": "bold", "bCs": "bold", "i": "italic", "iCs": "italic", "smallCaps": "small_capitals"}
_LINKS = ("hyperlink", "followedhyperlink", "internet link", "visited internet link")
_QUOTES = ("quote", "intense quote", "block text", "quotations")


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """How words look, as far as it decides whether they are read and are set apart; None where nothing is said."""

    vanish: bool | None = None
    strike: bool | None = None
    dstrike: bool | None = None
    bold: bool | None = None
    italic: bool | None = None
    small_capitals: bool | None = None
    underlined: bool | None = None
    white: bool | None = None
    shaded: bool | None = None
    tiny: bool | None = None
    raised: str | None = None
    font: str | None = None
    language: str | None = None
    style: str | None = None


PLAIN: Final = Face()


def face(properties: Element | None) -> Face:
    """Return what the properties of a run (w:rPr) say."""
    if properties is None or len(properties) == 0:
        return PLAIN
    said: dict[str, object] = {}
    for element in properties:
        match name(element):
            case ("b" | "i" | "smallCaps") as switch:
                said[_TOGGLES[switch]] = switched(element)
            case ("bCs" | "iCs") as switch if _is_complex(properties):
                said[_TOGGLES[switch]] = switched(element)
            case "u":
                said["underlined"] = (value(element) or "none") != "none"
            case "vanish" | "strike" | "dstrike" as switch:
                said[switch] = switched(element)
            case "color":
                said["white"] = _white(element)
            case "shd":
                said["shaded"] = shaded(element)
            case "highlight":
                said["shaded"] = (value(element) or "none") not in ("none", "white")
            case "sz":
                size = number_in(element)
                said["tiny"] = size is not None and 0 <= size <= _SMALLEST
            case "vertAlign":
                said["raised"] = value(element)
            case "rFonts":
                said["font"] = value(element, "ascii") or value(element, "hAnsi")
            case "lang":
                said["language"] = value(element)
            case "rStyle":
                said["style"] = value(element)
    return Face(**said)  # type: ignore[arg-type]


def _is_complex(properties: Element) -> bool:
    """Return whether the words are of a script from right to left, for which bold has a property of its own."""
    return bool(switched(child(properties, "rtl")) or switched(child(properties, "cs")))


def _white(color: Element) -> bool:
    theme = value(color, "themeColor")
    written = value(color) or ""
    return bool(_WHITE.match(written)) and theme in (None, "background1", "light1")


def shaded(shading: Element | None) -> bool:
    """Return whether something (w:shd) stands on a ground of colour, on which white words are seen."""
    if shading is None:
        return False
    fill = (value(shading, "fill") or "auto").lower()
    pattern = value(shading) or "clear"
    return (
        (fill != "auto" and not _WHITE.match(fill))
        or value(shading, "themeFill") not in (None, "background1", "light1")
        or pattern not in ("clear", "nil")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One style as it is written."""

    id: str
    name: str
    based_on: str | None
    outline: int | None
    number: int | None
    level: int | None
    indent: int | None
    shaded: bool | None
    boxed: bool | None
    face: Face
    any_shading: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """What a paragraph has from its style and those it is based on.

    `numbered` are the styles from its own up to the one that sets the list, in that order; `number` is that list
    (0: the style switches numbering off), `levels` what each of them says of the level.
    """

    heading: int | None = None
    title: bool = False
    number: int | None = None
    numbered: tuple[str, ...] = ()
    levels: tuple[int | None, ...] = ()
    indent: int | None = None
    shaded: bool = False
    boxed: bool = False
    quoted: bool = False
    face: Face = PLAIN


class Styles:
    """The styles of a document; each is worked out once.

    Raises:
        UnreadableError: There are more than `MAX_STYLES`.
    """

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._characters: dict[str | None, Face] = {}
        self._looks: dict[tuple[Face, ParagraphStyle], Face] = {}
        self._default: str | None = None
        defaults = child(child(child(root, "docDefaults"), "rPrDefault"), "rPr")
        self.default_face = face(defaults)
        for at, element in enumerate(children(root, "style")):
            if at >= MAX_STYLES:
                raise UnreadableError(f"it has more than {MAX_STYLES:,} styles")
            style = _style(element)
            self._styles.setdefault(style.id, style)
            if value(element, "type") == "paragraph" and switched_on(value(element, "default")):
                self._default = self._default or style.id

    def paragraph(self, id: str | None) -> ParagraphStyle:
        """Return what a paragraph has from a style; the default style stands for none and for one that is missing."""
        key = id if id in self._styles else self._default
        if key not in self._paragraphs:
            self._paragraphs[key] = self._paragraph(self._chain(key))
        return self._paragraphs[key]

    def character(self, id: str | None) -> Face:
        """Return how words look by a character style."""
        if id not in self._styles:
            return PLAIN
        if id not in self._characters:
            self._characters[id] = _first(self._chain(id))
        return self._characters[id]

    def looks(self, own: Face, paragraph: ParagraphStyle) -> Face:
        """Return how words look: by their own properties, else by the styles of the words and the paragraph."""
        key = (own, paragraph)
        if key not in self._looks:
            self._looks[key] = _combined(own, self.character(own.style), paragraph.face, self.default_face)
        return self._looks[key]

    def list_of(self, id: str | None) -> int | None:
        """Return the list that a numbering style stands for."""
        return self._styles[id].number if id in self._styles else None

    def shades(self, id: str | None) -> bool:
        """Return whether a table style gives some cells a ground of colour."""
        return any(style.any_shading for style in self._chain(id))

    def _chain(self, id: str | None) -> tuple[Style, ...]:
        """Return a style and those it is based on; a circle ends where it closes."""
        found: dict[str, Style] = {}
        while id is not None and id in self._styles and id not in found and len(found) < MAX_CHAIN:
            found[id] = self._styles[id]
            id = found[id].based_on
        return tuple(found.values())

    def _paragraph(self, chain: tuple[Style, ...]) -> ParagraphStyle:
        numbered: list[Style] = []
        number = None
        for style in chain:
            numbered.append(style)
            if style.number is not None:
                number = style.number
                break
        outline = next((style.outline for style in chain if style.outline is not None), None)
        named = next((int(found[1]) for style in chain if (found := _HEADING.match(style.name))), None)
        title = any(style.name.casefold() == "title" for style in chain[:1])
        heading = outline + 1 if outline is not None and outline < _BODY else None if outline is not None else named
        return ParagraphStyle(
            heading=1 if title and heading is None else heading,
            title=title,
            number=number,
            numbered=tuple(style.id for style in numbered) if number is not None else (),
            levels=tuple(style.level for style in numbered) if number is not None else (),
            indent=next((style.indent for style in chain if style.indent is not None), None),
            shaded=next((style.shaded for style in chain if style.shaded is not None), False),
            boxed=next((style.boxed for style in chain if style.boxed is not None), False),
            quoted=any(style.name.casefold() in _QUOTES for style in chain),
            face=_first(chain),
        )


def switched_on(written: str | None) -> bool:
    """Return whether an attribute that is a switch is on."""
    return written is not None and written.strip().lower() in ("1", "true", "on")


def _style(element: Element) -> Style:
    paragraph, run = child(element, "pPr"), child(element, "rPr")
    numbering = child(paragraph, "numPr")
    ground = child(paragraph, "shd")
    named = (value(name_of) or "").strip() if (name_of := child(element, "name")) is not None else ""
    looks = face(run)
    if named.casefold() in _LINKS:
        looks = replace(looks, underlined=None)  # A link is underlined to be clicked on, not to be read first.
    return Style(
        id=value(element, "styleId") or "",
        name=named,
        based_on=value(base) if (base := child(element, "basedOn")) is not None else None,
        outline=number_in(child(paragraph, "outlineLvl")),
        number=number_in(child(numbering, "numId")),
        level=number_in(child(numbering, "ilvl")),
        indent=indent(paragraph),
        shaded=shaded(ground) if ground is not None else None,
        boxed=stands_in_a_box(paragraph),
        face=looks,
        any_shading=value(element, "type") == "table" and any(shaded(shading) for shading in element.iter("{*}shd")),
    )


def stands_in_a_box(paragraph: Element | None) -> bool | None:
    """Return whether a paragraph (w:pPr) has lines at its sides or a ground; None where nothing is said of these."""
    borders, ground = child(paragraph, "pBdr"), child(paragraph, "shd")
    if borders is None and ground is None:
        return None
    sides = (child(borders, side) for side in ("left", "start", "right", "end"))
    lined = any(side is not None and value(side) not in (None, "none", "nil") for side in sides)
    return lined or shaded(ground)


def indent(paragraph: Element | None) -> int | None:
    """Return how far a paragraph is set in by its own properties (w:pPr), in twentieths of a point."""
    ind = child(paragraph, "ind")
    if ind is None:
        return None
    left = number_in(ind, "left")
    return left if left is not None else number_in(ind, "start")


def _nearest(layers: Sequence[Face]) -> Face:
    """Return how words look by layers, of which the first that says something counts."""
    said = {
        one.name: next((found for layer in layers if (found := getattr(layer, one.name)) is not None), None)
        for one in fields(Face)
    }
    return Face(**said)


def _first(chain: tuple[Style, ...]) -> Face:
    return _nearest([style.face for style in chain])


def _combined(own: Face, character: Face, paragraph: Face, default: Face) -> Face:
    def toggled(mine: bool | None, one: bool | None, other: bool | None, always: bool | None) -> bool:
        if mine is not None:
            return mine
        return bool(always) or bool(one) != bool(other)  # Twice on is off: ISO/IEC 29500-1, 17.7.3.

    layers = (own, character, paragraph, default)
    return replace(
        _nearest(layers),
        vanish=toggled(*(layer.vanish for layer in layers)),
        strike=toggled(*(layer.strike for layer in layers)),
        dstrike=toggled(*(layer.dstrike for layer in layers)),
        bold=toggled(*(layer.bold for layer in layers)),
        italic=toggled(*(layer.italic for layer in layers)),
        small_capitals=toggled(*(layer.small_capitals for layer in layers)),
    )
