"""What markup does to the characters beside it: a raised figure, a line of its own, a caption, a picture with words.

A page's numbers are data: a mark of a note must not become a digit of one, two numbers must not become one, and one number
must not be torn. What only a page's style sheet knows is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import html

_NOTE_MARK = re.compile(r"\s*[0-9]{1,3}\s*\Z")
_NOTE_WORDS = re.compile(r"(?:foot|end)?note-?(?:ref|mark|link|number)?|fn-?ref|noteref|doc-noteref|superscript|sup")
_CAPTION = re.compile(r"(?:\A|[\s_-])(?:caption|legende|bildunterschrift)(?:\Z|[\s_-])", re.IGNORECASE)
_OWN_LINE = frozenset("block flex grid table table-row table-cell list-item flow-root table-caption".split())
_FORMULA = frozenset("mn msup msub msubsup mfrac msqrt".split())
_OVER_OR_UNDER: Mapping[str, tuple[str, ...]] = {
    "msup": ("", "^"),
    "msub": ("", "_"),
    "msubsup": ("", "_", "^"),
    "mfrac": ("", "/"),
}

_ENDS_IN_A_NUMBER = re.compile(r"[0-9][.,:;)\]”’»\"']?\s?\Z")
_ENDS_IN_A_WORD = re.compile(r"[^\W\d_]{4,}[.,:;)\]”’»\"']?\Z")
_ENDS_IN_ANYTHING = re.compile(r"[\w.,:;!?)\]”’»\"']\s?\Z")
_BEGINS_WITH_A_NUMBER = re.compile(r"[-+−–]?[0-9]")
_ONE_OR_TWO_DIGITS = re.compile(r"[0-9]{1,3}(?:\s*,\s*[0-9]{1,3})*\s*\Z")
_IN_A_NUMBER = re.compile("(?<=[0-9.,])[\u00ad\u200b-\u200d\u2060\ufeff]+(?=[0-9.,])")

MOST_REMARKS: Final = 100
"""Places of one page at which numbers touch, or words are turned round, that are told."""


def raised_sign(tag: str, element: html.HtmlElement, style: Mapping[str, str]) -> str:
    """Return `^` or `_` for an element that stands higher or lower than its line, `^^` for the mark of a note, else nothing."""
    align = style.get("vertical-align", "")
    sign = "^" if tag == "sup" or align in ("super", "text-top") else "_" if tag == "sub" or align == "sub" else ""
    if sign == "_":
        return sign
    named = f"{element.get('class') or ''} {element.get('role') or ''} {element.get('epub:type') or ''}".lower().split()
    linked = tag == "a" and "#" in (element.get("href") or "")
    inner = [child for child in element[:2] if isinstance(child.tag, str)]
    linked |= tag == "sup" and any(child.tag == "a" for child in inner)
    if linked or (tag not in ("p", "div", "li") and any(_NOTE_WORDS.fullmatch(name) for name in named)):
        words = (element.text or "") + "".join(child.text or "" for child in inner)
        return "^^" if sign or _NOTE_MARK.match(words) else ""
    return sign


def is_set_apart(before: str, inside: str, sign: str) -> bool:
    """Return whether what is raised would become part of what stands before it: 600,000¹ is not 6,000,001.

    A unit keeps its figure (km², CO₂), a number its ending (5th).
    """
    if not _BEGINS_WITH_A_NUMBER.match(inside):
        return False
    if sign == "^^":
        return _ENDS_IN_ANYTHING.search(before) is not None
    return _ENDS_IN_A_NUMBER.search(before) is not None or (
        _ENDS_IN_A_WORD.search(before) is not None and _ONE_OR_TWO_DIGITS.match(inside) is not None
    )


def before_in_formula(element: html.HtmlElement) -> str:
    """Return the sign that stands before a part of a formula (MathML): over or under another one, or beside it."""
    outer = element.getparent()
    signs = _OVER_OR_UNDER.get(outer.tag, ()) if outer is not None and isinstance(outer.tag, str) else ()
    for part, sign in zip(outer if signs else (), signs, strict=False):
        if part is element:
            return sign
    return " " if element.tag in _FORMULA else ""


def has_its_own_line(style: Mapping[str, str]) -> bool:
    """Return whether a `style` attribute puts an element on a line of its own."""
    return style.get("display", "") in _OWN_LINE


def is_a_caption(tag: str, element: html.HtmlElement) -> bool:
    """Return whether an element holds what stands under a picture or over a table."""
    if tag in ("figcaption", "caption") or "caption" in (element.get("itemprop") or "").lower().split():
        return True
    return _CAPTION.search(element.get("class") or "") is not None


def words_in_picture(element: html.HtmlElement) -> str:
    """Return the words that a drawing (SVG) shows, when they are more than a name: four words, or a number."""
    pieces = [" ".join(" ".join(inner.itertext()).split()) for inner in element.iter("text")]
    words = " ".join(piece for piece in pieces if piece)
    return words if len(words.split()) >= 4 or re.search(r"[0-9]", words) else ""


def whole_numbers(text: str) -> str:
    """Return text without what cannot be seen inside its numbers: soft hyphens, and places where a line may break.

    >>> whole_numbers("600\\u00ad,\\u200b000 men")
    '600,000 men'
    """
    return _IN_A_NUMBER.sub("", text)
