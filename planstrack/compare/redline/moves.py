"""Where sentences end, and which of them stand unchanged in another place."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from planstrack.compare.redline.pairing import heaviest_chain
from planstrack.compare.redline.tokens import CLOSERS, STOPS, Lexicon

LETTERS = 12
"""A sentence that is shown as moved has at least three words and this many letters: "No." says too little to be known
again elsewhere."""


class Move(NamedTuple):
    """Words `old` to `old_end` of the old text stand as `new` to `new_end` in the new one, at another place."""

    old: int
    old_end: int
    new: int
    new_end: int


def sentence_ends(numbers: list[int], lexicon: Lexicon) -> list[int]:
    """Return the places behind each sentence, line, clause with a semicolon, or label that opens a line; rising."""
    may_end, word, gap = lexicon.ends, lexicon.word, lexicon.gap
    last = len(numbers)
    ends: list[int] = []
    line = 0  # where the line begins
    for at in [0, *[at + 1 for at, number in enumerate(numbers) if may_end[number]]]:
        if at:
            if at < last and not _ends_before(numbers, at, lexicon):
                continue
            if not ends or ends[-1] < at:
                ends.append(at)
            line = at if "\n" in gap[numbers[at - 1]] else -1
        if line == at:
            size = 2 if at + 1 < last and word[numbers[at + 1]] == ")" else 3
            if at + size < last and word[numbers[at + size - 1]] == ")" and (size == 2 or word[numbers[at]] == "("):
                ends.append(at + size)
    return ends


def _ends_before(numbers: list[int], at: int, lexicon: Lexicon) -> bool:
    """Return whether a sentence ends before `at`, behind a stop or line end: not at an abbreviation's ("Art. 5")."""
    word, gap = lexicon.word, lexicon.gap
    before = numbers[at - 1]
    if "\n" in gap[before]:
        return True
    stop, first = word[before][0], word[numbers[at]][0]
    inside = numbers[at - 2] if at > 1 else None
    if stop in CLOSERS:
        return inside is not None and word[inside][0] in STOPS and not gap[inside]
    if stop in ".…":
        return not (first.islower() or (first.isdecimal() and inside is not None and len(word[inside]) < 5))
    return True


def moved_sentences(
    old: list[int], new: list[int], old_ends: list[int], new_ends: list[int], lexicon: Lexicon
) -> list[Move]:
    """Return the sentences that stand once in either text, the same but for white space, and not in the same order.

    What keeps its place is the heaviest chain of shared sentences (by words); all others of them have moved.
    Neighbours that moved together are one move.
    """
    key, letters = lexicon.key, lexicon.letters
    theirs = _sentences([key[number] for number in new], new_ends)
    ours = _sentences([key[number] for number in old], old_ends)
    if len(ours) < 2 or len(theirs) < 2:
        return []
    once = Counter(words for words, _ in theirs)
    ours_once = Counter(words for words, _ in ours)
    place = {words: at for at, (words, _) in enumerate(theirs) if once[words] == 1}
    pairs = [
        (at, place[words], len(words)) for at, (words, _) in enumerate(ours) if words in place and ours_once[words] == 1
    ]
    kept = set(heaviest_chain(pairs))
    if len(kept) == len(pairs):
        return []
    moves: list[Move] = []
    for index, (a, b, _) in enumerate(pairs):
        words, start = ours[a]
        if (
            index in kept
            or sum(letters[word] > 1 for word in words) < 3
            or sum(letters[word] for word in words) < LETTERS
        ):
            continue
        there = theirs[b][1]
        if moves and moves[-1].old_end == start and moves[-1].new_end == there:
            moves[-1] = moves[-1]._replace(old_end=start + len(words), new_end=there + len(words))
        else:
            moves.append(Move(start, start + len(words), there, there + len(words)))
    return moves


def _sentences(words: list[int], ends: list[int]) -> list[tuple[tuple[int, ...], int]]:
    """Return each sentence's words and where it begins."""
    stops = ends if ends and ends[-1] == len(words) else [*ends, len(words)]
    found: list[tuple[tuple[int, ...], int]] = []
    start = 0
    for end in stops:
        if end > start:
            found.append((tuple(words[start:end]), start))
        start = end
    return found
