"""The boundary between data and a screen: what passes through here holds no control byte and nothing unseen.

Every word from a file, a page or a file name goes through `printable` before it reaches a terminal, a pipe or a log.
"""

from __future__ import annotations

from typing import Any

from planstrack.text.characters import unseen


def _mark(char: str) -> str:
    return f"⟨U+{ord(char):04X}⟩"


def printable(text: str, *, lines: bool = False) -> str:
    """Return `text` as it may be shown: each unseen character as a mark like ⟨U+202E⟩, a tab as one space.

    Cyrillic, Hebrew and Arabic, emoji with joiners and no-break spaces stay as they are. With `lines`, line feeds stay
    too (and CRLF becomes LF), for text that is shown on several lines; otherwise they are marked as other controls are.
    """
    offsets = unseen(text, lines=lines)
    if not offsets:
        return text
    pieces = []
    done = 0
    for at in offsets:
        char = text[at]
        pieces.append(text[done:at])
        done = at + 1
        if char == "\t":
            pieces.append(" ")
        elif lines and char == "\r" and text[done : done + 1] == "\n":
            continue
        else:
            pieces.append(_mark(char))
    pieces.append(text[done:])
    return "".join(pieces)


def marked(text: str, *, kept: str = "") -> str:
    """Return `text` with each unseen character as a mark, but for those in `kept`."""
    offsets = [at for at in unseen(text) if text[at] not in kept]
    pieces = []
    done = 0
    for at in offsets:
        pieces += [text[done:at], _mark(text[at])]
        done = at + 1
    return "".join((*pieces, text[done:]))


def _escape(char: str) -> str:
    code = ord(char)
    if code > 0xFFFF:  # JSON writes these as a pair
        return f"\\u{0xD800 + (code - 0x10000 >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"


def json_text(value: Any, *, indent: int | None = 2) -> str:
    r"""Return `value` as JSON that a person can read: Cyrillic as it is, unseen characters as \uXXXX.

    Read back, it gives the same value. Keys keep their order; there is no line feed at the end.
    """
    import json

    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    offsets = unseen(text, lines=True)  # a raw line feed is JSON's own; those of data are escaped
    if not offsets:
        return text
    pieces = []
    done = 0
    for at in offsets:
        pieces.append(text[done:at])
        pieces.append(_escape(text[at]))
        done = at + 1
    return "".join((*pieces, text[done:]))
