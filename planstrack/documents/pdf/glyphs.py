"""What the signs of a font say, and how wide they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject

UNKNOWN = "\ufffd"
"""For a sign of which the file does not say what it means."""

_LIGATURES = re.compile("[\ufb00-\ufb06]")
_ARABIC_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_BULLETS = str.maketrans(
    {
        "\x7f": "•",  # what fonts for Windows show where they have no sign
        "\uf0b7": "•",
        "\uf0a7": "▪",
        "\uf0a8": "▫",
        "\uf0d8": "➢",
        "\uf0fc": "✓",
        "\uf02d": "–",
        "\uf0e8": "→",
        "\uf0e0": "→",
    }
)
"""Marks of lists as word processors write them, in the private places of symbol fonts."""
_BOLD = re.compile(r"bold|black|heavy|semib|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv|slanted", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_IS_ITALIC = 1 << 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A font as far as reading needs it. `unit` is the width of one unit of its widths, in text space."""

    font: Any
    bold: bool
    italic: bool
    upright: bool
    identity: bool
    unit: float = 0.001
    known: dict[str | int, tuple[str, float, bool]] = field(default_factory=dict, repr=False)

    def signs(self, shown: bytes | str) -> Iterator[tuple[str, float, bool]]:
        """Yield of each sign what it says, how wide it is, and whether it is the single byte of a space."""
        encoding = self.font.encoding
        if isinstance(shown, str):
            shown = shown.encode("utf-16-be" if isinstance(encoding, str) else "latin-1", "replace")
        for code in shown.decode(encoding, "replace") if isinstance(encoding, str) else shown:
            sign = self.known.get(code)
            if sign is None:
                sign = self.known[code] = self._wide(code) if isinstance(code, str) else self._narrow(code)
            yield sign

    def _wide(self, code: str) -> tuple[str, float, bool]:
        said = self.font.character_map.get(code)
        if said is None:
            said = UNKNOWN if self.identity else code
        return _clean(str(said)), self._width(code), False

    def _narrow(self, byte: int) -> tuple[str, float, bool]:
        named = self.font.encoding.get(byte, chr(byte))
        said = str(self.font.character_map.get(named, named)) if self.font.interpretable else UNKNOWN
        if said.startswith("/") and len(said) > 1:
            said = _of_name(said[1:])
        return _clean(said), self._width(chr(byte)), byte == 32

    def _width(self, code: str) -> float:
        widths = self.font.character_widths
        return _number(widths.get(code, widths["default"])) * self.unit


def face(resource: DictionaryObject) -> Face:
    """Return a font of a page's resources; errors of pypdf go on to who called."""
    from pypdf.generic._font import Font

    font = Font.from_font_resource(resource)
    encoding = resource.get("/Encoding")
    encoding = encoding.get_object() if encoding is not None else None
    named = encoding if isinstance(encoding, str) else ""
    unit = 0.001
    if font.sub_type == "Type3" and "/FontMatrix" in resource:
        matrix: Any = resource["/FontMatrix"].get_object()
        unit = abs(float(matrix[0])) or unit
    flags = font.font_descriptor.flags
    return Face(
        font=font,
        bold=bool(_BOLD.search(font.name)) or bool(isinstance(flags, int) and flags & _FORCE_BOLD),
        italic=bool(_ITALIC.search(font.name)) or bool(isinstance(flags, int) and flags & _IS_ITALIC),
        upright=not named.endswith("V"),
        identity=font.sub_type == "Type0" and (not named or named.startswith("/Identity")),
        unit=unit,
    )


def _number(value: Any) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0


def _clean(said: str) -> str:
    """Return what a sign says with ligatures and shapes of letters as letters, and control characters as unknown."""
    if said.isascii() and said != "\x7f":
        return (
            said if said.isprintable() or said.isspace() else "".join(UNKNOWN if char < " " else char for char in said)
        )
    said = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), said)
    said = _ARABIC_FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), said)
    said = said.translate(_BULLETS)
    return "".join(UNKNOWN if unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn") else char for char in said)


def _of_name(name: str) -> str:
    """Return what a glyph's name says: `f_i` is f and i; an unknown name says nothing."""
    parts = name.split(".")[0].split("_")
    return "".join(parts) if all(len(part) == 1 for part in parts) else UNKNOWN
