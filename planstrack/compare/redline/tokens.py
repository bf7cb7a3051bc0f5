"""A text as pieces: each a word, number or mark together with the white space behind it.

Words follow Unicode's rules (UAX #29: letters, digits, marks that combine, joiners; apostrophes and full stops between
letters), and beyond them what an editor would not cut: hyphenated words, numbers with separators, signs and units,
dates, abbreviations with inner spaces, emoji sequences and flags. Scripts without spaces give one piece a character.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category

from planstrack.compare.redline.words import (
    CURRENCIES,
    MONTHS,
    PERCENT_PAIRS,
    PERCENTS,
    SCALES,
    UNITS,
    YEAR_WORDS,
)  # fmt: skip

_THIN = " \u00a0\u2007\u2009\u202f"
"""Spaces that may stand inside a number or an abbreviation."""

_JOINERS = "\u00ad\u200c\u200d"
_EMOJI_EXTENDERS = "\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
_MONEY = "$£¥֏৳฿\u20a0-\u20cf"
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Thai, Lao, Myanmar, Khmer, Hiragana, Katakana, Han: written without spaces, so each character is a word."""

_has_unspaced = re.compile(f"[{_UNSPACED}]").search
_has_number = re.compile(r"\d").search
_is_number = re.compile(rf"[{_MONEY}]?[{_THIN}]?[-+−±]?\d").match


@lru_cache(maxsize=64)
def _pattern(marks: str, unspaced: bool) -> re.Pattern[str]:
    """Return the expression that finds pieces in texts whose combining characters are all among `marks`."""
    if unspaced:
        inner = rf"(?:[^\W{_UNSPACED}]|[{marks}{_JOINERS}])*"
        letter, word = rf"[^\W\d{_UNSPACED}]", rf"[^\W{_UNSPACED}]{inner}"
    else:
        inner = rf"[\w{marks}{_JOINERS}]*"
        letter, word = r"[^\W\d]", rf"\w{inner}"
    extend = f"[{marks}{_EMOJI_EXTENDERS}]*"
    number = (
        rf"(?:[{_MONEY}][{_THIN}]?)?[-+−±]?"
        rf"(?:\d{{1,3}}(?:[{_THIN}]\d{{3}})+(?!\d)|\d+)(?:[.,:'’/\-‐‑⁄٫٬]\d+)*"
        rf"{inner}(?:[-‐‑'’]{word})*"
        rf"(?:[{_THIN}]?(?:°[CF]\b|[%‰°]|[{_MONEY}](?!\d)){extend})?"
    )
    alternatives = [
        rf"[^\W\d_]\.(?:[{_THIN}]?[^\W\d_]\.)+{extend}",  # initials: U.S., z. B.
        rf"{letter}{inner}(?:(?! )[-‐‑'’.·]{word})*",  # a space, the usual end, is told quickest
        number,
        rf"(?:[\U0001f1e6-\U0001f1ff]{{2}}|\.{{2,}}|-{{2,}}){extend}",
    ]
    if marks:
        alternatives.append(rf"\s[{marks}]+")
    if unspaced:
        alternatives.append(f"[{_UNSPACED}]{extend}")
    alternatives.append(rf"[^\w\s]{extend}(?:\u200d[^\w\s]{extend})*")
    alternatives.append(r"\S")  # whatever is left: nothing may be lost
    gap = rf"(?:\s+(?![{marks}]))?" if marks else r"\s*"
    return re.compile(f"(?:{'|'.join(alternatives)}){gap}")


def pieces(text: str) -> tuple[str, list[str]]:
    """Return the white space a text begins with, and its pieces; joined they are the text."""
    body = text.lstrip()
    lead = text[: len(text) - len(body)]
    if body.isascii():
        found = _pattern("", False).findall(body)
    else:
        marks = "".join(sorted(char for char in set(body) if char > "\u02ff" and category(char)[0] == "M"))
        found = _pattern(marks, bool(_has_unspaced(body))).findall(body)
    return lead, _with_numbers_whole(found) if _has_number(body) else found


def _with_numbers_whole(found: list[str]) -> list[str]:
    """Return the pieces with dates, and numbers and their scale, currency or unit, in one piece each."""
    whole: list[str] = []
    done = 0
    for at in [at for at, piece in enumerate(found) if piece[0] < "A" or (piece[0] > "\x7f" and _is_number(piece))]:
        if at < done or not _is_number(found[at]):
            continue
        neighbours = [piece.rstrip().casefold() for piece in found[max(at - 1, 0) : at + 2]]
        if _JOINS.isdisjoint(neighbours) and not found[at - 1][:3].isupper():
            continue
        start = _start_of_number(found, at, done)
        end = _end_of_number(found, at, start)
        if end - start > 1:
            whole += found[done:start]
            whole.append("".join(found[start:end]))
            done = end
    whole += found[done:]
    return whole


def _tied(piece: str) -> bool:
    """Return whether one space that does not end a line, or none, stands behind the word of this piece."""
    gap = piece[len(piece.rstrip()) :]
    return gap == "" or (len(gap) == 1 and gap in _THIN)


def _name(piece: str) -> str:
    return piece.rstrip().casefold()


def _is_month(piece: str) -> bool:
    """Return whether a piece is a month's name; "may" without its capital is a verb."""
    name = _name(piece)
    return name in MONTHS and (name != "may" or piece[0] == "M")


def _is_year(piece: str) -> bool:
    word = piece.rstrip()
    return len(word) == 4 and word.isdecimal()


def _start_of_number(found: list[str], at: int, done: int) -> int:
    """Return where the number at `at` begins: with a month or a currency's code before it, if one is tied to it."""
    if at == done or not _tied(found[at - 1]):
        return at
    before = found[at - 1]
    if _is_month(before) and found[at][:4].rstrip().isdecimal():
        return at - 1
    if before.isupper() and (len(before) == 4 and _name(before) in CURRENCIES):
        return at - 1
    if before.isupper() and len(before) < 4 and found[at][0] in CURRENCIES:
        return at - 1  # US$100
    if before.rstrip() == "." and at - 1 > done and _is_month(found[at - 2]) and found[at - 2][-1:].isalpha():
        return at - 2  # Nov. 20
    return at


def _end_of_number(found: list[str], at: int, start: int) -> int:
    """Return the end of the number at `at`: behind its month and year, its scale, currency, per cent or unit."""
    last = len(found)
    end = at + 1
    if not _tied(found[at]) or end == last:
        return end
    if start < at and _name(found[start]) in MONTHS:
        if end + 1 < last and found[end] == ", " and _is_year(found[end + 1]) and not _is_year(found[at]):
            return end + 2  # November 20, 2025
        return end
    after = end + 1 if found[end].rstrip() == "." and _tied(found[end]) and end + 1 < last else end  # 20. November
    if _is_month(found[after]) and len(found[at].rstrip()) <= 4 and (after == end or _name(found[after]) != "may"):
        end = after + 1
        if end < last and _tied(found[after]) and _is_year(found[end]):
            end += 1
    if _is_year(found[end - 1]):
        return end + 1 if end < last and _tied(found[end - 1]) and _name(found[end]) in YEAR_WORDS else end
    if end > at + 1:
        return end
    while end < last and _tied(found[end - 1]):
        name = _name(found[end])
        pair = (name, _name(found[end + 1])) if end + 1 < last and _tied(found[end]) else ("", "")
        if name in SCALES or name in CURRENCIES or name in PERCENTS or (end == at + 1 and name in UNITS):
            end += 1
        elif pair in PERCENT_PAIRS or (pair[1] in CURRENCIES and (name in _US or (name == "." and end > at + 1))):
            end += 2  # per cent; 5 Mrd. Euro; 100 billion US dollars
        else:
            break
    return end


_US = frozenset(("us", "u.s."))
_JOINS = MONTHS | PERCENTS | UNITS | YEAR_WORDS | _US | SCALES.keys() | CURRENCIES.keys() | {".", "per", "pour", "v"}
"""Words next to a number that may belong to it."""


STOPS = frozenset(".!?…;。！？")
CLOSERS = frozenset("\"'”“’»«)]")
_MAY_END = STOPS | CLOSERS


class Lexicon:
    """The pieces of both texts by number: what stands in them, how much they weigh, whether a sentence may end there.

    Two pieces share a word's number when they differ in white space only.
    """

    def __init__(self) -> None:
        self._by_piece: dict[str, int] = {}
        self._by_key: dict[str, int] = {}
        self.text: list[str] = []  # by piece number: the piece
        self.word: list[str] = []  # by piece number: the piece without the white space behind it
        self.gap: list[str] = []  # by piece number: that white space
        self.key: list[int] = []  # by piece number: the word's number
        self.ends: list[bool] = []  # by piece number: may a sentence end here?
        self.name: list[str] = []  # by word number: the word, inner white space as single spaces
        self.letters: list[int] = []  # by word number: its length as a reader sees it

    def numbered(self, found: list[str]) -> list[int]:
        """Return the numbers of these pieces, new ones included."""
        known = self._by_piece
        for piece in dict.fromkeys(found):
            if piece not in known:
                self._added(piece)
        return [known[piece] for piece in found]

    def _added(self, piece: str) -> None:
        word = piece.rstrip()
        gap = piece[len(word) :]
        key = word if word.isalpha() or word[0].isspace() else " ".join(word.split())
        self._by_piece[piece] = len(self.word)
        self.text.append(piece)
        self.word.append(word)
        self.gap.append(gap)
        self.ends.append("\n" in gap or (gap != "" and word[0] in _MAY_END))
        code = self._by_key.get(key)
        if code is None:
            code = self._by_key[key] = len(self.letters)
            self.name.append(key)
            self.letters.append(_weight(word))
        self.key.append(code)


def _weight(word: str) -> int:
    """Return a word's length as it counts for a reader: a mark is 1, a number or an ideograph more than its width."""
    first = word[0]
    if first.isalpha():
        return len(word) if len(word) > 1 or first < "\u0e00" else 3
    if first.isdecimal():
        return len(word) + 3
    return 1 if len(word) < 3 else len(word)
