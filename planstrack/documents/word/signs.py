"""Signs of symbol fonts as the characters that other fonts have for them."""

from __future__ import annotations

import re
from typing import Final

_PRIVATE = re.compile("[\uf000-\uf0ff]")

UNKNOWN: Final = "□"
"""What stands for a sign whose meaning is not known."""

_SYMBOL_LOW = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"  # From 0x20.
)
_SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…│─↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"  # From 0xA0.
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "←", 0xE8: "→", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑", 0x4A: "☺", 0x4C: "☹",
}  # fmt: skip


def sign(code: int, font: str) -> str:
    """Return the character for a sign of a font, U+F0xx or its last two figures.

    >>> sign(0xF061, "Symbol"), sign(0xE0, "Wingdings"), sign(0xF02A, "Webdings")
    ('α', '→', '□')
    """
    at = code & 0xFF if 0xF000 <= code <= 0xF0FF else code
    match font.casefold():
        case "symbol" if 0x20 <= at < 0x20 + len(_SYMBOL_LOW):
            return _SYMBOL_LOW[at - 0x20]
        case "symbol" if 0xA0 <= at < 0xA0 + len(_SYMBOL_HIGH):
            return _SYMBOL_HIGH[at - 0xA0]
        case "wingdings":
            return _WINGDINGS.get(at, UNKNOWN)
        case _ if 0xE000 <= code <= 0xF8FF or not 0x20 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            return UNKNOWN
        case name if name.startswith(("webdings", "wingdings")):
            return UNKNOWN
        case _:
            return chr(code)


def shown(text: str, font: str | None) -> str:
    """Return text in which signs of a symbol font, typed as characters of private use, are what they look like."""
    return _PRIVATE.sub(lambda found: sign(ord(found[0]), font or "Symbol"), text)
