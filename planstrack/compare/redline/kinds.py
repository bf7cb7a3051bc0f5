"""What sort of change a block is: number, amount, date, percentage, negation, modal, party; else wording.

Kinds are told from the words that no longest common subsequence keeps, before phrases are joined for reading: a "not"
that was only swept into a larger phrase raises nothing, one that crossed its neighbours does. They only ever raise: a
change without a known kind is wording, which says nothing of its weight.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from planstrack.compare.redline.blocks import Block, Side
from planstrack.compare.redline.tokens import pieces
from planstrack.compare.redline.words import (
    BEFORE_YEARS,
    CONTRACTIONS,
    CURRENCIES,
    MODALS,
    MONTHS,
    NAMES_TOO,
    NEGATIONS,
    NUMBERS,
    PARTS_THAT_NEGATE,
    PERCENT_PAIRS,
    PERCENTS,
    PREFIXES_THAT_NEGATE,
    SCALES,
    VERBS_TOO,
    YEAR_WORDS,
)  # fmt: skip

if TYPE_CHECKING:
    from planstrack.compare.redline.edit import Kind

_WORDING: frozenset[Kind] = frozenset(("wording",))
_APOSTROPHES = str.maketrans("’ʼ`‘", "''''")


Signal = tuple["Kind", str]
"""A kind that a word can raise, and what decides whether two are the same: a value, a verb."""


def raise_kinds(blocks: list[Block], old: Side, new: Side, names: list[str], parties: Sequence[Sequence[str]]) -> None:
    """Set the kinds of each block. `names` are the words by number; a party is the list of its names."""
    touched: set[int] = set()
    for block in blocks:
        touched.update(old.words[block.old : block.old_end])
        touched.update(new.words[block.new : block.new_end])
    loud = {word: signals for word in touched if (signals := _signals_of_word(names[word]))}
    prefixed = {word for word in touched if names[word].casefold().startswith(PREFIXES_THAT_NEGATE)}
    swapped = _swapped_parties(blocks, old, new, names, parties) if parties else set()
    for at, block in enumerate(blocks):
        ours, theirs = old.words[block.old : block.old_end], new.words[block.new : block.new_end]
        found: set[Kind] = {"party"} if at in swapped else set()
        if not (loud.keys().isdisjoint(ours) and loud.keys().isdisjoint(theirs)):
            removed = _signals(old, block.old, block.old_end, names, loud)
            added = _signals(new, block.new, block.new_end, names, loud)
            found.update(kind for kind, _ in (removed - added) + (added - removed))
        may_turn = ours and theirs and not (prefixed.isdisjoint(ours) and prefixed.isdisjoint(theirs))
        if may_turn and _turned(ours, theirs, names):
            found.add("negation")
        block.kinds = frozenset(found) if found else _WORDING


def _signals(
    side: Side, start: int, end: int, names: list[str], loud: dict[int, tuple[Signal, ...]]
) -> Counter[Signal]:
    """Return what stands out in some words: each number with its value, negations, and modals by verb."""
    found: Counter[Signal] = Counter()
    for at in range(start, end):
        word = side.words[at]
        if word not in loud:
            continue
        name = names[word]
        for kind, what in loud[word]:
            if what == "":  # a modal, or a month or name
                if _is_name(side, at, name) != (kind == "date"):
                    continue
                what = name.casefold()
            found[kind, what] += 1
            if what.startswith("year ") and not _is_dated(side, at, names):
                found["number", what] += 1
    return found


def _is_name(side: Side, at: int, name: str) -> bool:
    """Return whether a capital inside a sentence says that this is a month or a name: "in May"."""
    return name[0].isupper() and not name.isupper() and at != 0 and at not in side.ends


def _is_dated(side: Side, at: int, names: list[str]) -> bool:
    """Return whether the words around four digits say that they are a year."""
    before = names[side.words[at - 1]].casefold() if at else ""
    behind = names[side.words[at + 1]].casefold() if at + 1 < len(side.words) else ""
    return before in BEFORE_YEARS or before in MONTHS or behind in YEAR_WORDS


_LOUD = NUMBERS.keys() | MONTHS | NEGATIONS | MODALS.keys() | CONTRACTIONS.keys()


def _signals_of_word(word: str) -> tuple[Signal, ...]:
    """Return the kinds that one word can raise and what decides whether two are the same.

    An empty string as the second says that the word is a modal, or a month, only where it stands as one.
    """
    name = word.casefold()
    if name.isalpha() and name not in _LOUD:
        return ()
    name = name.translate(_APOSTROPHES)
    if _has_digit(word):
        if _is_numbered_name(word):
            return (("number", name),)
        return (_number(name),)
    if name in NUMBERS:
        return (("number", str(NUMBERS[name])),)
    found: list[Signal] = []
    parts = CONTRACTIONS.get(name)
    if parts is None:
        if name.endswith("n't"):
            parts = (name[:-3], "not")
        elif name.endswith("'ll"):
            parts = ("will",)
        elif name.startswith(("n'", "qu'")):
            parts = ("ne",) if name[0] == "n" else (name[3:],)
        elif "-" in name and name.split("-", 1)[0] in PARTS_THAT_NEGATE:
            parts = ("not",)
        else:
            parts = (name,)
    if name in MONTHS and (name not in VERBS_TOO or word[0].isupper()):
        found.append(("date", "" if name in NAMES_TOO else name))
    for part in parts:
        if part in NEGATIONS:
            found.append(("negation", "not"))
        if part in MODALS:
            found.append(("modal", "" if name in NAMES_TOO else MODALS[part]))
    return tuple(found)


_FIGURES = re.compile(r"[-+−]?\d(?:[\d.,'’  \u2007\u2009\u202f٫٬]*\d)?")
_ISO_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}/\d{1,2}/\d{1,2}")
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_has_digit = re.compile(r"\d").search
_is_numbered_name = re.compile(r"[^\W\d_][^\s$£¥\u20a0-\u20cf]*\Z").match  # F-16, G8
_LETTERS = re.compile(r"[^\W\d_]+|[%‰$£¥\u20a0-\u20cf]")


def _number(name: str) -> Signal:
    """Return a word with digits as its kind and value, such as ("amount", "USD 100000000000").

    Two that are written differently and mean the same have the same value; where that is not sure they have not.
    """
    if name.isdecimal():
        year = len(name) == 4 and 1800 <= int(name) <= 2199
        return ("date", f"year {int(name)}") if year else ("number", name.lstrip("0") or "0")
    if _ISO_DATE.fullmatch(name) or _TIME.fullmatch(name):
        return "date", name
    words = _LETTERS.findall(name)
    if not MONTHS.isdisjoint(words):
        return "date", " ".join(sorted(re.findall(r"\w+", name)))
    if name[:4].isdecimal() and not YEAR_WORDS.isdisjoint(words):
        return "date", f"year {int(name[:4])}"
    currencies = [CURRENCIES[word] for word in words if word in CURRENCIES]
    is_money = bool(currencies) or any(not word.isalpha() and word not in "%‰" for word in words)
    scales = [word for word in words if word in SCALES and (word != "m" or is_money)]
    rest = [word for word in words if word not in scales and word not in CURRENCIES and word not in ("us", "u", "s")]
    found = _FIGURES.search(name)
    value = _value(found[0]) if found else None
    if found is None or value is None:
        amount = name
    else:
        for word in scales:
            value *= SCALES[word]
        more = name[found.end() :] if _has_digit(name, found.end()) else ""  # a range, a fraction: 5-10, 3/4
        amount = f"{value.normalize():f}{more}"
    if "%" in words or "‰" in words or not PERCENTS.isdisjoint(words) or PERCENT_PAIRS & set(pairwise(words)):
        return "percentage", f"{amount}{'‰' if '‰' in words else '%'}"
    if is_money:
        return "amount", " ".join((*(currencies or rest), amount))
    return "number", " ".join((amount, *rest))


def _value(figures: str) -> Decimal | None:
    """Return the value of digits with separators, or none where it is not sure.

    600,000 and 600 000 are the same, 600.000 is not: a single full stop is always a decimal point. Where this misreads
    a text (1.000 in German) both sides are misread alike, and a difference is still told.
    """
    sign = -1 if figures[0] in "-−" else 1
    digits = re.sub(r"[\s'’٬]", "", figures.lstrip("-+−")).replace("٫", ".")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+", digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+,\d+", digits):
        digits = digits.replace(",", ".")
    if len(digits) > 15 or not re.fullmatch(r"\d+(?:\.\d+)?", digits):  # Decimal rounds at 28 digits, scales included
        return None
    return sign * Decimal(digits)


def _turned(old: list[int], new: list[int], names: list[str]) -> bool:
    """Return whether a word gave way to its opposite by a prefix: lawful, unlawful."""
    removed = {names[word].casefold() for word in old}
    added = {names[word].casefold() for word in new}
    return _has_opposite(removed, added) or _has_opposite(added, removed)


def _has_opposite(words: Iterable[str], others: set[str]) -> bool:
    return any(
        word.startswith(PREFIXES_THAT_NEGATE)
        and any(
            word[len(prefix) :].lstrip("-") in others
            for prefix in PREFIXES_THAT_NEGATE
            if word.startswith(prefix) and len(word) >= len(prefix) + 5
        )
        for word in words
    )


class _Mention(NamedTuple):
    start: int
    end: int
    party: int


def _swapped_parties(
    blocks: list[Block], old: Side, new: Side, names: list[str], parties: Sequence[Sequence[str]]
) -> set[int]:
    """Return which blocks lose one party's mention and gain another's, or do so together within a sentence."""
    aliases = _aliases(parties)
    lost = _touched([(block.old, block.old_end) for block in blocks], _mentions(old.words, names, aliases))
    gained = _touched([(block.new, block.new_end) for block in blocks], _mentions(new.words, names, aliases))
    found: set[int] = set()
    sentence: list[int] = []
    for at, block in enumerate(blocks):
        lost[at], gained[at] = lost[at] - gained[at], gained[at] - lost[at]
        if at and (
            _stop_between(old.ends, blocks[at - 1].old_end, block.old)
            or _stop_between(new.ends, blocks[at - 1].new_end, block.new)
        ):
            found |= _swaps(sentence, lost, gained)
            sentence = []
        if lost[at] and gained[at]:
            found.add(at)
        elif lost[at] or gained[at]:
            sentence.append(at)
    return found | _swaps(sentence, lost, gained)


def _stop_between(ends: set[int], start: int, end: int) -> bool:
    return any(at in ends for at in range(start, end + 1)) if end - start < 200 else True


def _swaps(sentence: list[int], lost: list[Counter[int]], gained: list[Counter[int]]) -> set[int]:
    """Return the blocks of a sentence that lose a party where another block gains another one, and those blocks."""
    return {
        at
        for a in sentence
        for b in sentence
        if any(one != other for one in lost[a] for other in gained[b])
        for at in (a, b)
    }


def _touched(spans: list[tuple[int, int]], mentions: list[_Mention]) -> list[Counter[int]]:
    """Return how many mentions of each party overlap each span; spans and mentions both rise."""
    found: list[Counter[int]] = []
    first = 0
    for start, end in spans:
        while first < len(mentions) and mentions[first].end <= start:
            first += 1
        at = first
        parties: Counter[int] = Counter()
        while at < len(mentions) and mentions[at].start < end:
            parties[mentions[at].party] += 1
            at += 1
        found.append(parties)
    return found


def _aliases(parties: Sequence[Sequence[str]]) -> list[tuple[list[str], int]]:
    """Return every name of a party as words, longest first."""
    found = [
        ([piece.rstrip().translate(_APOSTROPHES) for piece in pieces(name)[1]], party)
        for party, names in enumerate(parties)
        for name in names
    ]
    return sorted([alias for alias in found if alias[0]], key=lambda alias: (-len(alias[0]), alias))


def _mentions(words: list[int], names: list[str], aliases: list[tuple[list[str], int]]) -> list[_Mention]:
    """Return where parties are named, in order; a longer name wins over one within it."""
    may_start: dict[int, list[tuple[list[str], int]]] = {}
    for word in set(words):
        able = [alias for alias in aliases if _is_form(names[word], alias[0][0], len(alias[0]) == 1)]
        if able:
            may_start[word] = able
    found: list[_Mention] = []
    for at, word in enumerate(words):
        if word not in may_start or (found and at < found[-1].end):
            continue
        for alias, party in may_start[word]:
            size = len(alias)
            rest = words[at + 1 : at + size]
            if len(rest) == size - 1 and all(
                _is_form(names[other], part, k == size - 1)
                for k, (other, part) in enumerate(zip(rest, alias[1:], strict=True), 1)
            ):
                found.append(_Mention(at, at + size, party))
                break
    return found


_FLEETING = frozenset("aeiouyаеєиіїоуюяьй")
"""Last letters that give way to another ending."""


def _is_form(word: str, alias: str, last: bool) -> bool:
    """Return whether a word is the alias, whole or as a part ("US-brokered", "l'Ukraine"), or, as the last word of the
    alias, an inflected form of it ("України", "Russian"). Short capitals (US) must be capitals in the text."""
    parts = [word, *re.split(r"['-]", word.translate(_APOSTROPHES))]
    if alias.isupper() and len(alias) <= 4:
        return alias in parts
    folded = alias.casefold()
    stem = folded[:-1] if folded[-1:] in _FLEETING else folded
    inflects = last and len(stem) >= 4
    for part in parts:
        name = part.casefold()
        if name == folded or (inflects and name.startswith(stem) and len(name) <= len(stem) + 6):
            return True
    return False
