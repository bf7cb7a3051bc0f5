"""How exactly the points that a reader found are the points that are there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from benchmarks.documents.record import Item, all_parts, core, folded, own_text

_WORD: Final = re.compile(r"[^\W_]+")
_GLUE: Final = re.compile(r"[-\s]+")
_SHOWN: Final = 110


@dataclass(slots=True)
class Score:
    """Counts over points. `lost` are words of a document that stand nowhere in what was read; `extra` points too many."""

    points: int = 0
    exact: int = 0
    numbers: int = 0
    texts: int = 0
    parts: int = 0
    flat: int = 0
    titles: int = 0
    titled: int = 0
    extra: int = 0
    words: int = 0
    lost: int = 0
    documents: int = 0
    whole: int = 0
    silent: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Take in the counts of another."""
        for name in self.__slots__:
            if name != "misses":
                setattr(self, name, getattr(self, name) + getattr(other, name))
        self.misses += other.misses


def compared(truth: tuple[Item, ...], found: tuple[Item, ...], *, inline: bool = False) -> Score:
    """Return how many of the true points were found exactly; points are set against each other in their order.

    With `inline` an enumeration inside a paragraph ("…: (a) …; (b) …") may be read as parts though the structured format
    has it as words: all words and labels must stand there in their order, and all parts that are marked as such.

    Two points are set against each other where their texts are alike; a true point without a counterpart is wrong in
    everything, a found one without a counterpart is one too many.
    """
    score = Score(points=len(truth), documents=1)
    pairs = _aligned(truth, found)
    score.extra = len(found) - sum(1 for _, got in pairs if got is not None)
    for item, got in pairs:
        score.titled += bool(item.title)
        if got is None:
            score.misses.append(f"missing: {_shown(item)}")
            continue
        number = core(item.number).casefold() == core(got.number).casefold()
        text = _same(own_text(item), own_text(got))
        parts = _parts_same(item, got)
        if inline and not (text and parts) and _same_but_inline(item, got):
            text = parts = True
        score.numbers += number
        score.texts += text
        score.parts += parts
        score.exact += number and text and parts
        score.flat += number and _flat(item) == _flat(got)
        score.titles += bool(item.title) and _same(folded(item.title or ""), folded(got.title or ""))
        if not number:
            score.misses.append(f"number: {item.number!r} read as {got.number!r}: {own_text(item)[:60]}")
        if not text:
            score.misses.append(f"text of {item.number}: {_difference(own_text(item), own_text(got))}")
        if not parts:
            score.misses.append(f"parts of {item.number}: {_difference(_spelt(item), _spelt(got))}")
    score.whole = int(score.exact == score.points and not score.extra)
    return score


def missing_words(said: Iterable[str], read: Iterable[str]) -> tuple[int, Counter[str]]:
    """Return how many words a document says, and those of them that nothing that was read has."""
    wanted = _words(said)
    return sum(wanted.values()), wanted - _words(read)


def _words(texts: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_WORD.findall(folded(text).casefold()))
    return counts


def _same(one: str, two: str) -> bool:
    """Whether two texts are the same, hyphens at line ends folded: whether a word has a hyphen or not is not compared."""
    return one == two or (
        _GLUE.sub("", one) == _GLUE.sub("", two) and abs(len(one.split()) - len(two.split())) <= one.count("-")
    )


def _parts_same(item: Item, got: Item) -> bool:
    wanted, read = list(all_parts(item)), list(all_parts(got))
    return len(wanted) == len(read) and all(
        depth == also and number.casefold() == as_read.casefold() and _same(text, as_text)
        for (depth, number, text), (also, as_read, as_text) in zip(wanted, read, strict=True)
    )


def _same_but_inline(item: Item, got: Item) -> bool:
    """Whether a point was read with parts that stand inside paragraphs, and is the same otherwise."""
    wanted, read = [number for _, number, _ in all_parts(item)], iter([number for _, number, _ in all_parts(got)])
    more = sum(1 for _ in all_parts(got)) > len(wanted)
    return more and _flat(item) == _flat(got) and all(any(number == one for one in read) for number in wanted)


def _flat(item: Item) -> list[str]:
    """All words of a point in their order, those of its parts and their labels with them."""
    said = [own_text(item)]
    for _, number, text in all_parts(item):
        said += [number, text]
    return [word for text in said for word in _WORD.findall(_GLUE.sub(" ", text).casefold())]


def _spelt(item: Item) -> str:
    return " | ".join(f"{'>' * depth}{number or '•'} {text}" for depth, number, text in all_parts(item))


def _aligned(truth: tuple[Item, ...], found: tuple[Item, ...]) -> list[tuple[Item, Item | None]]:
    """Set points against each other in order, so that as much as possible is alike (dynamic programming on a band)."""
    if len(truth) == len(found):
        return list(zip(truth, found, strict=True))
    bags = [_words(_all(item)) for item in truth]
    other = [_words(_all(item)) for item in found]
    rows, columns = len(truth), len(found)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    alike = [[_alike(bags[row], other[column]) for column in range(columns)] for row in range(rows)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            best[row][column] = max(
                best[row + 1][column], best[row][column + 1], best[row + 1][column + 1] + alike[row][column]
            )
    pairs: list[tuple[Item, Item | None]] = []
    row = column = 0
    while row < rows:
        if column == columns or best[row][column] == best[row + 1][column]:
            pairs.append((truth[row], None))
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            pairs.append((truth[row], found[column]))
            row, column = row + 1, column + 1
    return pairs


def _alike(one: Counter[str], two: Counter[str]) -> float:
    both = sum((one & two).values())
    return 2 * both / max(1, sum(one.values()) + sum(two.values()))


def _all(item: Item) -> list[str]:
    return [item.title or "", *item.text, *(text for _, _, text in all_parts(item))]


def _shown(item: Item) -> str:
    return f"{item.number} {own_text(item)[:80]}"


def _difference(wanted: str, read: str) -> str:
    """Show where two texts part, with a little around it."""
    matcher = SequenceMatcher(None, wanted, read, autojunk=False) if len(wanted) + len(read) < 6000 else None
    if matcher is None:
        at = next(
            (at for at, (one, two) in enumerate(zip(wanted, read, strict=False)) if one != two),
            min(len(wanted), len(read)),
        )
        return f"…{wanted[max(0, at - 20) : at + 60]!r} read as …{read[max(0, at - 20) : at + 60]!r}"
    tag, a, b, c, d = (
        next(op for op in matcher.get_opcodes() if op[0] != "equal") if wanted != read else ("", 0, 0, 0, 0)
    )
    before = wanted[max(0, a - 25) : a]
    return f"{tag} after {before!r}: {wanted[a:b][:_SHOWN]!r} read as {read[c:d][:_SHOWN]!r}"
