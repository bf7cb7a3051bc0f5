"""Characters that cannot be seen: which ones, where they stand in a text, and which of them honest writing needs.

A zero-width joiner holds an emoji family together and shapes Persian; between Latin letters it only hides something.
So each is judged by its neighbours. Sources: Unicode 16 chapter 23 (special areas), UTR #36 and UTS #39 (security).
"""

from __future__ import annotations

import re
import unicodedata

# Everything that could be hidden or could steer a terminal; the rest of a text is passed over at the speed of `re`.
_SUSPECT_IN_LINES = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\ufdd0-\ufdef"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_SUSPECT = re.compile(_SUSPECT_IN_LINES.pattern.replace("\x0b", "\x0a", 1))
_EMOJI = re.compile("[#*0-9\xa9\xae\u203c-\u3299\U0001f000-\U0001faff\U000e0020-\U000e007f]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Scripts in which a joiner or non-joiner changes the shape of a letter: Arabic, Syriac, N'Ko, Indic, Khmer, Mongolian.
_JOINING = re.compile("[\u0620-\u07ff\u0840-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]")
_BLACK_FLAG = "\U0001f3f4"
_CLOSE = 40
"""How far around a direction mark right-to-left letters are looked for; a long text must not be read for each mark."""

SCRIPTS_ALIKE = ("LATIN", "CYRILLIC", "GREEK")
"""Scripts whose letters look alike: a word that mixes them is not what it seems."""


def _before(text: str, at: int) -> str:
    """Return the character before `at`, passing over marks that change how it looks (variation, skin tone, accents)."""
    at -= 1
    while at > 0 and (
        text[at] in "\ufe0e\ufe0f" or "\U0001f3fb" <= text[at] <= "\U0001f3ff" or unicodedata.combining(text[at])
    ):
        at -= 1
    return text[at] if at >= 0 else ""


def _belongs(text: str, at: int) -> bool:
    """Whether the suspect character at `at` does what it is for, so that honest text keeps it."""
    char = text[at]
    before, after = _before(text, at), text[at + 1 : at + 2]
    if char == "\u200d":  # zero-width joiner
        return bool(
            (_EMOJI.match(before) and _EMOJI.match(after) and not (before + after).isascii()) or _JOINING.match(before)
        )
    if char == "\u200c":  # zero-width non-joiner
        return bool(_JOINING.match(before) and _JOINING.match(after))
    if char in "\u200e\u200f\u061c":  # direction marks, needed at the edges of right-to-left words
        return _RIGHT_TO_LEFT.search(text, max(0, at - _CLOSE), at + _CLOSE) is not None
    if char in "\ufe0e\ufe0f":  # text or emoji presentation
        return at > 0 and bool(_EMOJI.match(text[at - 1]))
    if "\ufe00" <= char <= "\ufe0d" or "\U000e0100" <= char <= "\U000e01ef":  # ideographic and mathematical variants
        return at > 0 and ("\u2190" <= text[at - 1] <= "\u9fff" or "\U00020000" <= text[at - 1] <= "\U0003ffff")
    if "\U000e0020" <= char <= "\U000e007f":  # the flags of England, Scotland, Wales: a black flag, then up to six tags
        start = max(0, at - 7)
        flag = text.rfind(_BLACK_FLAG, start, at)
        return flag >= 0 and all("\U000e0020" <= tag <= "\U000e007f" for tag in text[flag + 1 : at])
    return "\u180b" <= char <= "\u180f" and bool(_JOINING.match(before))  # Mongolian shapes


def unseen(text: str, *, lines: bool = False) -> tuple[int, ...]:
    """Return the offsets of characters of `text` that cannot be seen, or that steer what shows them.

    Control characters (also line feed and tab), bidirectional overrides, zero-width and filler characters, line
    separators, lone surrogates and non-characters; not those that honest text needs where they stand: joiners in emoji
    and in Arabic or Indic words, direction marks beside right-to-left letters, variation selectors, soft flags. With
    `lines`, the text is one of several lines, and line feeds are not counted.
    """
    if text.isascii() and text.isprintable():
        return ()  # most texts, at once
    suspects = (_SUSPECT_IN_LINES if lines else _SUSPECT).finditer(text)
    return tuple(found.start() for found in suspects if not _belongs(text, found.start()))


def name_of(char: str) -> str:
    """Return how a person may call a character: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    name = unicodedata.name(char, "control character" if unicodedata.category(char) == "Cc" else "")
    return f"U+{ord(char):04X} {name}".rstrip()


def _script(char: str) -> str | None:
    if char.isascii():
        return "LATIN" if char.isalpha() else None
    if not char.isalpha():
        return None
    first = unicodedata.name(char, "").partition(" ")[0]
    return first if first in SCRIPTS_ALIKE else None


def mixed_word(text: str) -> str | None:
    """Return the first word of `text` that mixes Latin, Cyrillic or Greek letters; None when there is none.

    A hyphen ends a word, so that `COVID-подібний` and `β-version` are as honest as they look.
    """
    if text.isascii():
        return None
    for word in re.finditer(r"[^\W\d_]{2,}", text):
        if not word[0].isascii() and len({script for script in map(_script, word[0]) if script}) > 1:
            return word[0]
    return None


def script_of(text: str, most: int = 20_000) -> str | None:
    """Return the script in which most letters of a text are written, as Unicode names it ("LATIN", "CYRILLIC", "CJK").

    Looks at the first `most` characters; None where there are no letters.

    >>> script_of("Пункт 1. Кордони"), script_of("600,000")
    ('CYRILLIC', None)
    """
    found: dict[str, int] = {}
    for char in text[:most]:
        if char.isalpha():
            name = "LATIN" if char.isascii() else unicodedata.name(char, "").partition(" ")[0]
            found[name] = found.get(name, 0) + 1
    return max(found, key=lambda name: (found[name], name), default=None)
