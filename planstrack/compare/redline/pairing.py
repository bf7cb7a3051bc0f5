"""Two sequences of numbers -> the runs they share, in order: what a redline keeps.

The answer is a longest common subsequence (the least possible is marked) wherever the sequences are small or can be
cut at runs that stand once in either. diff-match-patch does the small windows; a large one is done row by row on
integers as wide as the window. Every limit is a count, never a clock: one input gives one answer on any machine.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

SMALL = 100
"""Up to this many word pairs a window is diff-match-patch's. Its cost grows with the square of the differences, in pure
Python; beyond, rows of bits are quicker (7-fold at 60 words of which a third differ, 400-fold at 5,000)."""

CUT = 40_000
"""From this many word pairs on, a window is first cut at the runs that stand once on either side."""

RUN = 4
"""Words that such a run must hold: a shorter one may be chance, and cutting there would mark more than is needed."""

DEPTH = 8
"""How often a window that was cut may be cut again: input made to reveal one cut at a time stays cheap."""

CELLS = 1 << 32
"""Most word pairs that one window may cost (about a second); beyond, it is cut into slabs of like position."""

HELD_BITS = 1 << 26
"""Most bits of rows held at once (8 MB); beyond, only some rows are held and the others made again."""


class Run(NamedTuple):
    """`size` words are the same from `old` and from `new` on."""

    old: int
    new: int
    size: int


def shared_runs(old: Sequence[int], new: Sequence[int]) -> list[Run]:
    """Return the runs that two sequences share, in order, none adjacent to the one before on both sides."""
    runs: list[Run] = []
    for run in _runs(list(old), list(new)):
        if runs and runs[-1].old + runs[-1].size == run.old and runs[-1].new + runs[-1].size == run.new:
            runs[-1] = Run(runs[-1].old, runs[-1].new, runs[-1].size + run.size)
        elif run.size:
            runs.append(run)
    return runs


def heaviest_chain(pairs: Sequence[tuple[int, int, int]]) -> list[int]:
    """Return which of `pairs` (old place, new place, weight), sorted by old place, form the heaviest rising chain.

    Both places rise strictly along the chain; every new place occurs once. O(n log n) but for the moves of list items.
    """
    places: list[int] = []  # ends of the best chains so far, by rising new place and rising weight
    weights: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for index, (_, place, weight) in enumerate(pairs):
        at = bisect_left(places, place)
        total = weight + (weights[at - 1] if at else 0)
        back.append(ends[at - 1] if at else -1)
        over = at
        while over < len(places) and weights[over] <= total:
            over += 1
        places[at:over] = [place]
        weights[at:over] = [total]
        ends[at:over] = [index]
    chain: list[int] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(index)
        index = back[index]
    return chain[::-1]


def _runs(old: list[int], new: list[int]) -> Iterator[Run]:
    """Yield shared runs in order; windows still to do wait on a stack (no recursion: input may be hostile)."""
    stack = [(0, len(old), 0, len(new), 0)]
    while stack:
        i, i_end, j, j_end, depth = stack.pop()
        size = _same_from(old, new, i, i_end, j, j_end)
        if size:
            yield Run(i, j, size)
            i, j = i + size, j + size
        if i == i_end or j == j_end:
            continue
        tail = _same_back(old, new, i, i_end, j, j_end)
        if tail:
            i_end, j_end = i_end - tail, j_end - tail
            if i == i_end or j == j_end:
                yield Run(i_end, j_end, tail)
                continue
            stack.append((i_end, i_end + tail, j_end, j_end + tail, depth))
        cells = (i_end - i) * (j_end - j)
        if cells > CUT:
            cuts = _cuts(old, new, i, i_end, j, j_end) if depth < DEPTH else []
            if not cuts and cells > CELLS:
                cuts = _slabs(i, i_end, j, j_end, -(-cells // CELLS))
            if cuts:
                windows = zip([(i, j), *cuts], [*cuts, (i_end, j_end)], strict=True)
                stack += reversed([(a, b, c, d, depth + 1) for (a, c), (b, d) in windows])
                continue
        yield from _least_marked(old[i:i_end], new[j:j_end], i, j)


def _same_from(old: list[int], new: list[int], i: int, i_end: int, j: int, j_end: int) -> int:
    """Return how many words are the same from the start of a window, by comparing ever longer stretches."""
    most = min(i_end - i, j_end - j)
    size, step = 0, 8
    while size < most:
        step = min(step, most - size)
        if old[i + size : i + size + step] != new[j + size : j + size + step]:
            if step == 1:
                break
            step = max(1, step // 4)
            most = min(most, size + step * 4 + 3)
        else:
            size += step
            step *= 2
    return size


def _same_back(old: list[int], new: list[int], i: int, i_end: int, j: int, j_end: int) -> int:
    """Return how many words are the same up to the end of a window whose first words differ."""
    most = min(i_end - i, j_end - j)
    size = 0
    while size < most and old[i_end - 1 - size] == new[j_end - 1 - size]:
        size += 1
    return size


def _cuts(old: list[int], new: list[int], i: int, i_end: int, j: int, j_end: int) -> list[tuple[int, int]]:
    """Return places at which to cut a window: words that stand once on either side, within a run of RUN words or more.

    Source:
        Bram Cohen's patience diff; the run's length is ours, so that a single moved word cuts nothing.
    """
    left, right = old[i:i_end], new[j:j_end]
    in_left, in_right = Counter(left), Counter(right)
    once = {word for word, count in in_left.items() if count == 1 and in_right.get(word) == 1}
    if not once:
        return []
    place = {word: at for at, word in enumerate(right) if word in once}
    points: list[tuple[int, int, int]] = []  # the first such word of each run, and how many such words it holds
    n, m = len(left), len(right)
    ahead = diagonal = -1  # the end of the run found last, and how far apart its places are
    for a, word in enumerate(left):
        if word not in once:
            continue
        apart = place[word] - a
        if a < ahead and apart == diagonal:
            points[-1] = (*points[-1][:2], points[-1][2] + 1)
            continue
        start, end = a, a + 1
        while end < n and end + apart < m and left[end] == right[end + apart]:
            end += 1
        while end - start < RUN and start and start + apart and left[start - 1] == right[start - 1 + apart]:
            start -= 1
        if end - start >= RUN:
            ahead, diagonal = end, apart
            points.append((i + a, j + a + apart, 1))
    return [points[index][:2] for index in heaviest_chain(points)]


def _slabs(i: int, i_end: int, j: int, j_end: int, count: int) -> list[tuple[int, int]]:
    """Return cuts into `count` windows of like position: bounded cost, at the price of marking more than is needed."""
    return [(i + (i_end - i) * k // count, j + (j_end - j) * k // count) for k in range(1, count)]


def _least_marked(old: list[int], new: list[int], i: int, j: int) -> Iterator[Run]:
    """Yield the runs of a longest common subsequence of two windows that begin at `i` and `j`."""
    in_new = set(new)
    both = in_new.intersection(old)
    if not both:
        return
    if len(old) * len(new) <= SMALL:
        yield from _by_diff_match_patch(old, new, i, j)
        return
    left = [at for at, word in enumerate(old) if word in both]  # words of one side only can never be kept
    right = [at for at, word in enumerate(new) if word in both]
    for a, b in _by_rows([old[at] for at in left], [new[at] for at in right]):
        yield Run(i + left[a], j + right[b], 1)


@lru_cache(maxsize=1)
def _differ() -> Any:
    from diff_match_patch import diff_match_patch  # imported late: it loads urllib, and equal texts need no differ

    differ = diff_match_patch()
    differ.Diff_Timeout = 0  # No deadline: the same input must always give the same redline.
    return differ


def _by_diff_match_patch(old: list[int], new: list[int], i: int, j: int) -> Iterator[Run]:
    """Yield the runs diff-match-patch finds between two small windows, each word one private character."""
    chars: dict[int, str] = {}
    for word in old + new:
        if word not in chars:
            chars[word] = chr(0xE000 + len(chars))  # at most 2 * SMALL of 6,400: never a surrogate
    for op, text in _differ().diff_main("".join([chars[w] for w in old]), "".join([chars[w] for w in new]), False):
        size = len(text)
        if op == 0:
            yield Run(i, j, size)
        if op <= 0:
            i += size
        if op >= 0:
            j += size


def _by_rows(old: list[int], new: list[int]) -> list[tuple[int, int]]:
    """Return the pairs of a longest common subsequence, by one integer of `len(new)` bits for each word of `old`.

    A clear bit says that the subsequence grows there. Rows are held only up to HELD_BITS; beyond, every k-th is, and
    those between are made again while the pairs are traced back, at most twice the work.

    Source:
        Hyyrö (2004), "Bit-parallel LCS-length computation revisited", AWOCA 2004.
    """
    if not old or not new:
        return []
    width = len(new)
    full = (1 << width) - 1
    match: dict[int, int] = dict.fromkeys(old, 0)
    for at, word in enumerate(new):
        match[word] |= 1 << at
    masks = [match[word] for word in old]
    step = len(old) if len(old) * width <= HELD_BITS else max(1, int(len(old) ** 0.5))
    held = [full]
    row = full
    if step < len(old):
        for at, mask in enumerate(masks, 1):
            grown = row & mask
            row = ((row + grown) | (row - grown)) & full
            if at % step == 0:
                held.append(row)
    pairs: list[tuple[int, int]] = []
    b = width - 1
    for block in range((len(old) - 1) // step, -1, -1):
        row = held[block]
        rows: list[int] = []
        start = block * step
        for mask in masks[start : start + step]:
            grown = row & mask
            row = ((row + grown) | (row - grown)) & full
            rows.append(row)
        a = len(rows) - 1
        while a >= 0 and b >= 0:
            if old[start + a] == new[b]:
                pairs.append((start + a, b))
                a -= 1
                b -= 1
            elif rows[a] >> b & 1:
                b -= 1
            else:
                a -= 1
        if b < 0:
            break
    return pairs[::-1]
