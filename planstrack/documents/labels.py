"""What people print before points and their parts: "1.", "(a)", "Article 12bis", "§ 3", "Пункт 1", "IV)", "•".

A label is read from its line alone. Which of two readings of it counts (is "i" a letter or a Roman number?), and whether
a weak one ("A." may be an initial, "7" a page) is a label at all, its neighbours decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from planstrack.documents.counting import LATIN_SUFFIXES, NUMBER_WORDS, Reading, figure, inserted, readings, word_value
from planstrack.documents.label_words import GROUPS, MONTHS, VERBS_TOO

_SHORT = 3  # Letters of a month that may be the beginning of anything.
_MOST = 120  # Characters of a line in which its label stands.


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What stands before a point. It stands from `begin` to `end` of its line, and its words begin at `words`.

    `shape` is how it is written, with {} for what counts up: labels of one list have one shape. `number` is what counts
    up, as printed. `is_weak` says that the line alone does not make it a label. `word` is the word in it, if any.
    """

    printed: str
    shape: str
    number: str
    readings: tuple[Reading, ...]
    begin: int
    end: int
    words: int
    is_weak: bool = False
    word: str | None = None

    @property
    def is_bullet(self) -> bool:
        """Whether it counts nothing."""
        return self.readings[0].style == "bullet"


_STRONG_BULLETS = "•→●▪■◦‣⁃➢➤►▸◆◇○□✓✔☐❖·"
_SYMBOL = re.compile(
    r"[\ufffd\ue000-\uf8ff](?=[ \t\u00a0]+\w)"
)  # A bullet of a font of symbols, of which a file keeps no more,
_PARAGRAPH = re.compile(r"§(?=[ \t\u00a0]+[^\W\d_])")  # and one of which it keeps what the same key writes in others.
_WEAK_BULLETS = "–—*-−‐‑+"
_SUFFIX = rf"(?:[ \u00a0]?(?:{'|'.join(LATIN_SUFFIXES)})\b|[^\W\d_ºª](?!\w))"
_NUM = rf"(?P<num>\d{{1,3}}(?!\d))(?P<suffix>{_SUFFIX})?"
_ORDINAL = r"(?:\.?[ºª°]|(?:er|ère|re)\b)"
_AFTER = r"(?:\.\)|\.[ \u00a0]?[-–—](?=\s|[^\W\d_])|\)|\.|:|[ \u00a0]?[-–—](?=\s+\D|\s*$))"
_LETTER = r"(?P<letter>στ|ΣΤ|هـ|[ivxlcdmIVXLCDMІіХхМмСс]{2,9}(?!\w)|[^\W\d_])"

_FIGURE = re.compile(
    rf"(?P<open>[(\[])?{_NUM}(?P<more>(?:\.\d{{1,3}}(?!\d)){{1,4}})?(?P<ordinal>{_ORDINAL})?(?P<after>{_AFTER})?"
)
_LETTERED = re.compile(rf"(?P<open>\()?{_LETTER}(?P<after>{_AFTER}|[΄’'](?:\)|\.)?)?")
_MARKS = "\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c"
_LEAD = re.compile(rf"[\s{_MARKS}]*")
_SPACE = re.compile(rf"[\s{_MARKS}]*")
_CIRCLED = re.compile(r"[\u2460-\u2473]")


def label_at(line: str, *, is_row: bool = False) -> Label | None:
    """Return the label that a line begins with, or None. A row of a table may have it in a cell of its own.

    >>> label = label_at("Art. 12bis. Borders hold.")
    >>> label.printed, label.shape, label.number, label.words
    ('Art. 12bis.', 'article {}', '12bis', 12)
    >>> label_at("2014. A year.") is None
    True
    """
    begin = _LEAD.match(line).end()  # type: ignore[union-attr]
    rest = line[begin : begin + _MOST]
    if not rest:
        return None
    found = _worded(rest) or _postposed(rest) or _numbered(rest, is_row=is_row) or _lettered(rest) or _bullet(rest)
    if found is None:
        return None
    end = begin + found.end
    words = _SPACE.match(line, end).end()  # type: ignore[union-attr]
    if is_row and line[words : words + 1] == "|":
        words = _SPACE.match(line, words + 1).end()  # type: ignore[union-attr]
        end = words
    return Label(
        printed=line[begin:end].strip(" |\t"),
        shape=found.shape,
        number=found.number,
        readings=found.readings,
        begin=begin,
        end=end,
        words=words,
        is_weak=found.is_weak,
        word=found.word,
    )


def label_of(printed: str) -> Label:
    """Return a label that a document's own numbering printed: one of the kinds above, else a bullet."""
    found = label_at(f"{printed.strip()} Words") if len(printed) < _MOST else None
    whole = len(printed)
    if found is None or found.words < len(printed.strip()) or (found.is_weak and len(printed.strip()) == 1):
        return Label(
            printed=printed, shape=printed, number=printed,
            readings=(Reading(style="bullet", value=(0, 0)),), begin=0, end=whole, words=whole,
        )  # fmt: skip
    return Label(
        printed=printed, shape=found.shape, number=found.number, readings=found.readings, begin=0, end=whole,
        words=whole, word=found.word,
    )  # fmt: skip


# ------------------------------------------------------------------------------------------------------- shapes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    shape: str
    number: str
    readings: tuple[Reading, ...]
    end: int
    is_weak: bool = False
    word: str | None = None


_WORD = re.compile(r"[§#№]|n[°º]|[^\W\d_]{1,20}", re.IGNORECASE)
_SPELT = "|".join(re.escape(word).replace("’", "['’]") for word in NUMBER_WORDS)
_AFTER_WORD = re.compile(
    rf"\.?[ \t\u00a0]*(?:(?:n[°ºo]\.?|no\.|nr\.?|№|number|numéro|número)[ \t\u00a0]*)?"
    rf"(?:(?P<num>\d{{1,4}}(?!\d))(?P<suffix>{_SUFFIX}|-\d{{1,2}}(?!\d))?(?P<more>(?:\.\d{{1,3}}(?!\d)){{1,4}})?"
    rf"(?P<ordinal>{_ORDINAL})?|(?P<spelt>{_SPELT})\b|(?P<letter>[IVXLCDMІХМС]{{1,9}}|[A-ZА-Я])(?!\w))"
    rf"(?P<after>{_AFTER})?",
    re.IGNORECASE,
)


def _worded(rest: str) -> _Found | None:
    """Return a label with a word in it: "Point 1:", "Article IV", "§ 3", "№ 3"."""
    begin = _WORD.match(rest)
    word = begin[0].casefold() if begin else ""
    found = _AFTER_WORD.match(rest, begin.end()) if begin and word in GROUPS else None
    if found is None:
        return None
    letter = found["letter"]
    if letter and not letter.isupper():
        return None
    after = rest[found.end() :]
    ends = not after.strip() or after[0] == "\n"
    is_set_apart = bool(found["after"]) or ends or bool(re.match(r"[ \t\u00a0]*\n|[ \u00a0]{2}|\t", after))
    if not is_set_apart and not re.match(r"[ \u00a0][\"“«„'‘(]?[^\W\d_]", after):
        return None
    first = re.search(r"[^\W_]", after)
    if not is_set_apart and (first is None or first[0].islower()):
        return None  # "Article 5 applies" is a sentence.
    if found["after"] and found["after"][-1] in "-–—" and word not in ("§",) and first and first[0].isdigit():
        return None
    group = GROUPS[word]
    if found["num"]:
        ways: tuple[Reading, ...] = (_figured(found),)
    elif found["spelt"]:
        ways = (Reading(style="figure", value=(word_value(found["spelt"]) or 0, 0)),)
    else:
        ways = readings(letter)
    number = rest[found.start("num") : max(found.end("num"), found.end("suffix"), found.end("more"))]
    return _Found(
        shape=f"{group} {{}}",
        number=number if found["num"] else found["spelt"] or letter,
        readings=ways,
        end=found.end(),
        is_weak=not is_set_apart,
        word=group,
    )


def _figured(found: re.Match[str]) -> Reading:
    suffix = found["suffix"] or ""
    if found["more"]:
        above = (int(found["num"]), *(int(part) for part in found["more"].split(".")[1:]))
        return Reading(style="figure", value=(above[-1], inserted(suffix)), above=above[:-1])
    return Reading(style="figure", value=figure(found["num"], suffix))


_POSTPOSED = re.compile(rf"{_NUM}\.?[ \u00a0]+(?P<word>[^\W\d_]+|§)\.?[ \t]*:?[ \t]*(?=\n|\Z)")


def _postposed(rest: str) -> _Found | None:
    """Return a label whose word comes last, on a line of its own: "1. cikk", "3 §"."""
    found = _POSTPOSED.match(rest)
    if found is None or found["word"].casefold() not in GROUPS:
        return None
    group = GROUPS[found["word"].casefold()]
    value = figure(found["num"], found["suffix"] or "")
    number = found["num"] + (found["suffix"] or "")
    return _Found(
        shape=f"{group} {{}}",
        number=number,
        readings=(Reading(style="figure", value=value),),
        end=found.end(),
        word=group,
    )


def _numbered(rest: str, *, is_row: bool) -> _Found | None:
    """Return a label of figures: "1.", "1)", "(1)", "1º", "13.1", "1 –", or a number alone."""
    circled = _CIRCLED.match(rest)
    if circled:
        value = (ord(circled[0]) - 0x245F, 0)
        return _Found(shape="{}", number=circled[0], readings=(Reading(style="figure", value=value),), end=1)
    found = _FIGURE.match(rest)
    if found is None or found["open"] == "[":
        return None
    after, more = found["after"] or "", found["more"]
    following = rest[found.end() :]
    number = found["num"] + (more or "") + (found["suffix"] or "")
    if more and (found["suffix"] or any(len(part) > 2 or part[0] == "0" for part in more.split(".")[1:])):
        return None  # 1.000 men, 2.05 per cent
    way = _figured(found)
    if found["open"]:
        if after != ")" or following[:1].isdigit():
            return None
        return _Found(shape="({})", number=number, readings=(way,), end=found.end())
    if following[:1].isdigit() or following[:1] in ("%", "€", "$", "£", ",", "/"):
        return None
    if _is_date(found, following) and not (after == ")" or after == ":"):
        return None
    is_alone = not following.strip() or re.match(r"[ \t]*\n", following) is not None
    if more:
        if not (is_alone or following[:1].isspace()):
            return None
        return _Found(shape="{}.{}", number=number, readings=(way,), end=found.end(), is_weak=not after)
    if after in (")", ".)"):
        return _Found(shape="{})", number=number, readings=(way,), end=found.end())
    if after == ":":
        return _Found(shape="{}:", number=number, readings=(way,), end=found.end()) if _free(following) else None
    if after[-1:] in ("-", "–", "—"):
        shape = "{}." if after[0] == "." else "{} –"
        return _Found(shape=shape, number=number, readings=(way,), end=found.end(), is_weak=shape != "{}.")
    if after == "." or found["ordinal"]:
        if not (
            _free(following) or (following[:1].isalpha() and not following[:1].islower()) or following[:1] in "“«„\"'("
        ):
            return None
        shape = "{}º" if found["ordinal"] else "{}."
        return _Found(shape=shape, number=number, readings=(way,), end=found.end())
    first = re.search(r"\S", following)
    if is_row and (re.match(r"[ \u00a0]*(\||\t)", following)):
        return _Found(shape="{} |", number=number, readings=(way,), end=found.end())
    if is_alone or re.match(r"\t|[ \u00a0]{2}", following) or (
        re.match(r"[ \u00a0]", following) and first and first[0].isalpha() and not first[0].islower()
    ):  # fmt: skip
        return _Found(shape="{}", number=number, readings=(way,), end=found.end(), is_weak=True)
    return None


def _free(following: str) -> bool:
    return not following or following[0].isspace()


_MONTH = re.compile(r"[ \u00a0]*(?P<month>[^\W\d_]{3,12})\.?,?(?P<year>[ \u00a0]+\d{4}\b)?(?P<rest>.{0,3})", re.DOTALL)


def _is_date(found: re.Match[str], following: str) -> bool:
    """Return whether the number is the day of a date: "1. December", "3 May 2025"."""
    month = _MONTH.match(following)
    if month is None or int(found["num"]) > 31 or found["suffix"] or not following[:1].isspace():
        return False
    name = month["month"].casefold()
    if name not in MONTHS:
        return False
    is_word = name in VERBS_TOO or len(name) <= _SHORT
    return bool(month["year"]) or not is_word or not month["rest"].strip()


def _lettered(rest: str) -> _Found | None:
    """Return a label of letters or a Roman number: "a)", "(ii)", "IV.", "а)"."""
    found = _LETTERED.match(rest)
    if found is None:
        return None
    after, letter, following = found["after"] or "", found["letter"], rest[found.end() :]
    ways = readings(letter)
    if not ways:
        return None
    if found["open"]:
        if after != ")":
            return None
        return _Found(shape="({})", number=letter, readings=ways, end=found.end())
    is_roman = ways[0].style in ("ROMAN", "roman")
    if not after:
        is_alone = not following.strip() or re.match(r"[ \t]*\n", following) is not None
        if is_alone and ways[0].style == "ROMAN":
            return _Found(shape="{}", number=letter, readings=ways[:1], end=found.end(), is_weak=True)
        return None
    if after in (")", ".)"):
        return _Found(shape="{})", number=letter, readings=ways, end=found.end())
    if not _free(following):
        return None
    if after == "." or after[0] == "." or after[0] in "΄’'":
        is_weak = not is_roman or len(letter) == 1
        return _Found(shape="{}.", number=letter, readings=ways, end=found.end(), is_weak=is_weak)
    if not is_roman or letter.islower():
        return None
    shape = "{}:" if after == ":" else "{} –"
    return _Found(shape=shape, number=letter, readings=ways[:1], end=found.end(), is_weak=len(letter) == 1)


def _bullet(rest: str) -> _Found | None:
    """Return a sign that counts nothing: "•", "→", "–"."""
    sign = rest[0]
    following = rest[1:2]
    is_strong = sign in _STRONG_BULLETS or _SYMBOL.match(rest) is not None
    is_dash = sign in _WEAK_BULLETS and following.isspace() and following != "\n"
    if not (is_strong or is_dash or _PARAGRAPH.match(rest)):
        return None
    if (sign == "·" and not following.isspace()) or not re.search(r"[^\W_]", rest):
        return None  # A line of signs parts what stands over it from what stands below.
    way = Reading(style="bullet", value=(0, 0))
    return _Found(shape=sign, number=sign, readings=(way,), end=1, is_weak=not is_strong)
