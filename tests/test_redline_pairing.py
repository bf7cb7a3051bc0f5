"""What a redline keeps: a longest common subsequence, whoever finds it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planstrack
from planstrack.compare.redline import pairing
from planstrack.compare.redline.pairing import Run, heaviest_chain, shared_runs

_WORDS = st.lists(st.integers(0, 5), max_size=40)


def longest(old: list[int], new: list[int]) -> int:
    """Return the length of a longest common subsequence, by the textbook's table."""
    row = [0] * (len(new) + 1)
    for a in old:
        before = row
        row = [0]
        for at, b in enumerate(new):
            row.append(before[at] + 1 if a == b else max(row[at], before[at + 1]))
    return row[-1]


def kept(runs: list[Run], old: list[int], new: list[int]) -> int:
    """Return how many words the runs hold, having checked that they rise and hold the same words."""
    i = j = 0
    for run in runs:
        assert min(run.old - i, run.new - j, run.size - 1) >= 0
        i, j = run.old + run.size, run.new + run.size
        assert old[run.old : i] == new[run.new : j]
    assert max(i - len(old), j - len(new)) <= 0
    return sum(run.size for run in runs)


@settings(max_examples=300)
@given(_WORDS, _WORDS)
def test_as_much_is_kept_as_can_be(old: list[int], new: list[int]) -> None:
    assert kept(shared_runs(old, new), old, new) == longest(old, new)


@pytest.mark.parametrize("small", [0, 10_000], ids=["by rows", "by diff-match-patch"])
@pytest.mark.parametrize("held", [1, 1 << 26], ids=["rows made again", "all rows held"])
@settings(max_examples=100)
@given(data=st.data())
def test_either_way_keeps_as_much(small: int, held: int, data: st.DataObject) -> None:
    old, new = data.draw(_WORDS), data.draw(_WORDS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairing, "SMALL", small)
        patch.setattr(pairing, "HELD_BITS", held)
        assert kept(shared_runs(old, new), old, new) == longest(old, new)


@settings(max_examples=200)
@given(st.lists(st.integers(0, 60), max_size=80), st.lists(st.integers(0, 60), max_size=80), st.integers(1, 400))
def test_cut_windows_still_give_rising_runs(old: list[int], new: list[int], cells: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairing, "CUT", 4)
        patch.setattr(pairing, "CELLS", cells)
        kept(shared_runs(old, new), old, new)


@given(st.permutations(range(7)), st.lists(st.integers(1, 9), min_size=7, max_size=7))
def test_no_rising_chain_is_heavier(places: list[int], weights: list[int]) -> None:
    pairs = [(at, place, weight) for at, (place, weight) in enumerate(zip(places, weights, strict=True))]
    chain = [pairs[index] for index in heaviest_chain(pairs)]
    assert all(a < b and c < d for (a, c, _), (b, d, _) in pairwise(chain))
    best = [0] * 7
    for at, place, weight in pairs:
        best[at] = weight + max((best[before] for before, other, _ in pairs[:at] if other < place), default=0)
    assert sum(weight for _, _, weight in chain) == max(best)


def test_an_empty_side_shares_nothing() -> None:
    assert shared_runs([], [1, 2]) == shared_runs([1], []) == shared_runs([], []) == []


def test_only_the_redline_knows_diff_match_patch() -> None:
    home = Path(planstrack.__file__).parent
    knowing = [
        path.relative_to(home).as_posix()
        for path in home.rglob("*.py")
        if "diff_match_patch" in path.read_text("utf-8")
    ]
    assert knowing == ["compare/redline/pairing.py"]
