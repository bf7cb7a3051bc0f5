"""What the shared runs leave over -> the places an editor would mark: whole phrases, cut where sentences are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.compare.redline.pairing import Run

if TYPE_CHECKING:
    from planstrack.compare.redline.edit import Kind

SHARE = 0.5
"""What stands between two changes is marked with them when it has at most this share of the letters of the smaller one.

At 1.0 (diff-match-patch's own rule) half-sentences are struck that a reader would keep, at 0 a lone "the" stands
between two rewritten halves. At 0.5 a text of which every tenth word begins an edit has 5 % more words marked than
the least.
"""

FEW = 5
"""A longer shared run is never marked, however much was rewritten around it."""


@dataclass(slots=True)
class Block:
    """Words `old` to `old_end` are replaced by words `new` to `new_end`; either may be none."""

    old: int
    old_end: int
    new: int
    new_end: int
    kinds: frozenset[Kind] = frozenset()


class Side:
    """The words of one text as blocks are laid on them: numbers, letters, and where sentences end."""

    def __init__(self, words: list[int], ends: set[int], letters: list[int]) -> None:
        self.words = words
        self.ends = ends
        self.letters = letters

    def size(self, start: int, end: int) -> int:
        """Return how many letters stand from `start` to `end`."""
        letters = self.letters
        return sum([letters[word] for word in self.words[start:end]])


def blocks_between(runs: list[Run], old_size: int, new_size: int) -> list[Block]:
    """Return what lies between, before and after the runs."""
    found: list[Block] = []
    i = j = 0
    for run in runs:
        if run.old > i or run.new > j:
            found.append(Block(i, run.old, j, run.new))
        i, j = run.old + run.size, run.new + run.size
    if old_size > i or new_size > j:
        found.append(Block(i, old_size, j, new_size))
    return found


def slid(blocks: list[Block], old: Side, new: Side, marks: list[str]) -> list[Block]:
    """Return the blocks, those that only add or only remove slid to where a phrase or sentence begins and ends.

    "The [A. The] B" and "[The A.] The B" say the same; the second is how one marks it. A block that can slide up to
    its neighbour joins it. `marks` tells the mark, or the first character, of each word.
    """
    done: list[Block] = []
    for at, block in enumerate(blocks):
        only = old if block.new == block.new_end else new if block.old == block.old_end else None
        if only is None:
            done.append(block)
            continue
        words = only.words
        start, end = (block.old, block.old_end) if only is old else (block.new, block.new_end)
        room = block.old - (done[-1].old_end if done else 0)
        left = 0
        while left < room and words[start - 1 - left] == words[end - 1 - left]:
            left += 1
        if done and left == room:
            before = done[-1]
            before.old_end, before.new_end = block.old_end - left, block.new_end - left
            before.kinds |= block.kinds
            continue
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        room = (following.old if following else len(old.words)) - block.old_end
        right = 0
        while right < room and words[start + right] == words[end + right]:
            right += 1
        if following and right == room:
            following.old, following.new = block.old + right, block.new + right
            following.kinds |= block.kinds
            continue
        if left or right:
            shift = max(range(-left, right + 1), key=lambda by: (_fit(only, start + by, end + by, marks), -by))
            block = Block(
                block.old + shift, block.old_end + shift, block.new + shift, block.new_end + shift, block.kinds
            )
        done.append(block)
    return done


def _fit(side: Side, start: int, end: int, marks: list[str]) -> int:
    """Return how well an edit from `start` to `end` begins and ends where a sentence, clause or phrase does."""
    words, ends = side.words, side.ends
    before = 8 if start == 0 or start in ends else _after_mark(marks[words[start - 1]])
    behind = 8 if end == len(words) or end in ends else _after_mark(marks[words[end - 1]])
    return before + behind + (end < len(words) and end not in ends and marks[words[end]] in _STOPPING)


_CLAUSE = frozenset(";:—–")
_STOPPING = frozenset(".,;:!?)]»”")


def _after_mark(mark: str) -> int:
    return 5 if mark in _CLAUSE else 3 if mark == "," else 0


def joined(blocks: list[Block], old: Side, new: Side) -> list[Block]:
    """Return the blocks, joined where what they share between them is too slight to stand alone.

    What a shared run carries is its letters: the words that say little are short in every language, and a number counts
    for more than its width. A run of more than FEW words, or one that ends a sentence or line, always stands. A single
    number, modal or the like that changed stays alone: in a phrase one would have to look for it.
    """
    if len(blocks) < 2:
        return blocks
    done: list[Block] = []
    sizes: list[tuple[int, int]] = []  # letters of each block that is done, old and new
    for block in blocks:
        size = old.size(block.old, block.old_end), new.size(block.new, block.new_end)
        while done:
            before = done[-1]
            if _is_precise(block) or _is_precise(before):
                break
            if block.old - before.old_end > FEW:
                break
            shared = old.size(before.old_end, block.old)
            if shared > SHARE * min(max(size), max(sizes[-1])):
                break
            if any(at in old.ends for at in range(before.old_end + 1, block.old + 1)):
                break
            if before.old_end in old.ends and before.new_end in new.ends:
                break  # what is shared begins a sentence
            block = Block(before.old, block.old_end, before.new, block.new_end, before.kinds | block.kinds)
            size = sizes[-1][0] + shared + size[0], sizes[-1][1] + shared + size[1]
            done.pop()
            sizes.pop()
        done.append(block)
        sizes.append(size)
    return done


def _is_precise(block: Block) -> bool:
    """Return whether one word gave way to one, or came, or went, and it is more than wording: a number, a modal."""
    return block.old_end - block.old <= 1 and block.new_end - block.new <= 1 and "wording" not in block.kinds
