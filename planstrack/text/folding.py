"""Texts as they are compared: what only typography changes is made alike, and every character knows where it came from."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

_SPACES = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace() and sign != " ")
_HINTS = (
    "\u00ad\u200b\u2060\ufeff"  # Soft hyphen, zero-width space, word joiner, byte-order mark: where a line may break.
)
_ALIKE = {
    **dict.fromkeys("“”„‟«»〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛‹›`´ʼ′\u1fef\u1ffd", "'"),  # The last two become ` and ´ when letters are composed.
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys(_SPACES, " "),
}
_SPELLED_OUT = {"…": "...", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_ODD = re.compile(f"[{''.join(_ALIKE)}]")
_RUN = re.compile(f"[ {_HINTS}]{{2,}}|[{_HINTS}{''.join(_SPELLED_OUT)}]")


class _Way(NamedTuple):
    """The way from a changed text back to the one it was made of: from `starts[n]` on, `shifts[n]` is to be added."""

    starts: list[int]
    shifts: list[int]

    def back(self, index: int) -> int:
        return index + self.shifts[bisect_right(self.starts, index) - 1]


@dataclass(frozen=True, eq=False)
class Folded:
    """A text as it is compared, and the way back: `offset(i)` is the place of folded character `i` in the original.

    Characters that one sign was spelled out into (`ﬁ`, `…`) have all its place, and a span over any of them covers it.
    """

    text: str
    original: str = field(repr=False)
    _composing: _Way = field(repr=False)
    _cleaning: _Way = field(repr=False)

    def offset(self, index: int) -> int:
        """Return where folded character `index` begins in the original; the folded end is the original's end."""
        if index >= len(self.text):
            return len(self.original)
        return self._cleaning.back(self._composing.back(index))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's (start, end) of folded characters `start` up to `end`, white space outside left out."""
        first = self.offset(start)
        if end <= start:
            return first, first
        last = self.offset(end - 1) + 1
        limit = self.offset(end)
        while last < limit and self._belongs(last, limit):
            last += 1
        return first, last

    def _belongs(self, at: int, limit: int) -> bool:
        """Return whether the sign at `at` was composed into the character before it, or only parts such a one from it."""
        while at < limit and self.original[at] in _HINTS:
            at += 1
        return at < limit and _attaches(self.original[at])


def _attaches(sign: str) -> bool:
    """Return whether a sign may compose with the one before it: a combining mark, or a Hangul vowel or final."""
    return sign > "\u02ff" and (unicodedata.category(sign)[0] == "M" or "\u1160" <= sign <= "\u11ff")


def alike(text: str) -> str:
    """Return a text of the same length with its quotation marks, dashes and white space made alike."""
    return _ODD.sub(lambda sign: _ALIKE[sign[0]], text)


def _cleaned(text: str) -> tuple[str, _Way]:
    """Return the text with its signs alike, runs of spaces as one, break hints gone, ellipses and ligatures spelled out."""
    signs = alike(text)
    way = _Way([0], [0])
    if not _RUN.search(signs):
        return signs, way
    pieces: list[str] = []
    length = at = 0
    for run in _RUN.finditer(signs):
        start, end = run.span()
        pieces.append(signs[at:start])
        length += start - at
        spelled = _SPELLED_OUT.get(run[0])
        if spelled:
            pieces.append(spelled)
            for further in range(1, len(spelled)):
                way.starts.append(length + further)
                way.shifts.append(start - length - further)
            length += len(spelled)
        else:
            broken_word = text[start] == "\u00ad" and text[start + 1 : end] in ("\n", "\r\n")
            sign = " " if " " in run[0] and not broken_word else ""
            pieces.append(sign)
            length += len(sign)
            way.starts.append(length)
            way.shifts.append(end - length)
        at = end
    pieces.append(signs[at:])
    return "".join(pieces), way


def _composed(text: str) -> tuple[str, _Way]:
    """Return the text in Unicode's composed form (NFC)."""
    way = _Way([0], [0])
    if unicodedata.is_normalized("NFC", text):
        return text, way
    pieces: list[str] = []
    length = at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and _attaches(text[end]):
            end += 1
        piece = unicodedata.normalize("NFC", text[at:end])
        if at - length != way.shifts[-1]:
            way.starts.append(length)
            way.shifts.append(at - length)
        if 1 < len(piece) < end - at:  # The marks that were not composed are the last ones.
            way.starts.append(length + 1)
            way.shifts.append(end - length - len(piece))
        pieces.append(piece)
        length += len(piece)
        at = end
    return "".join(pieces), way


def folded(text: str) -> Folded:
    """Return the text as it is compared. It forgives, and forgives nothing else:

    - quotation marks: “ ” „ ‟ « » 〝 〞 ＂ are `"`, and ‘ ’ ‚ ‛ ‹ › ` ´ ʼ ′ are `'`
    - dashes, hyphens and the minus sign are `-`
    - white space: every run of it, line breaks and no-break spaces included, is one space
    - hints where a line may break: soft hyphen (with the line break after it), zero-width space, word joiner, byte-order
      mark are nothing
    - the ellipsis `…` is three dots
    - typographic ligatures are their letters: ﬀ ﬁ ﬂ ﬃ ﬄ, and ﬅ ﬆ are `st`
    - letters and their marks are composed (NFC)

    Letters, digits, case and all other signs must agree. Folding what is folded already changes nothing.
    """
    cleaned, cleaning = _cleaned(text)
    composed, composing = _composed(cleaned)
    return Folded(composed, text, composing, cleaning)


def same_text(old: str, new: str) -> bool:
    """Return whether two texts differ at most in what folding forgives, and in white space around them."""
    return old == new or folded(old).text.strip() == folded(new).text.strip()


# ------------------------------------------------------------------------------------------- borders of words

_NO_SPACES_WRITTEN = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_" or _attaches(sign)


def _joins_number(text: str, at: int) -> bool:
    """Return whether the sign at `at` stands inside a number: 600,000, 7.10, 600 000 (groups of three only)."""
    if not (0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit()):
        return False
    if text[at] in ".,'":
        return True
    if text[at] != " ":
        return False
    before = re.search(r"(?<!\d)\d{1,3}\Z", text[max(0, at - 4) : at])
    return bool(before and re.match(r"\d{3}(?!\d)", text[at + 1 : at + 5]))


def _joins_letters(text: str, at: int) -> bool:
    return text[at] == "'" and 0 < at < len(text) - 1 and text[at - 1].isalpha() and text[at + 1].isalpha()


def _inside_ellipsis(text: str, at: int) -> bool:
    dots = re.search(r"\.*\Z", text[max(0, at - 3) : at]), re.match(r"\.*", text[at : at + 3])
    return sum(len(found[0]) for found in dots if found) == 3


def is_border(text: str, at: int) -> bool:
    """Return whether a word may begin or end between characters `at` - 1 and `at` of a folded text.

    Numbers are whole (`600` does not end inside `600,000`), and so are words with an apostrophe (`can` does not end
    inside `can't`), except that a word may end before a possessive `'s`; three dots are one sign. Scripts written without
    spaces have a border between any two letters.
    """
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if _attaches(after):
        return False
    if _is_word(before) and _is_word(after):
        return bool(_NO_SPACES_WRITTEN.match(before) or _NO_SPACES_WRITTEN.match(after))
    if before == after == "." and _inside_ellipsis(text, at):
        return False
    if _joins_number(text, at) or _joins_number(text, at - 1) or _joins_letters(text, at - 1):
        return False
    if _joins_letters(text, at):
        return after == "'" and text[at + 1] in "sS" and (at + 2 >= len(text) or not _is_word(text[at + 2]))
    return True
