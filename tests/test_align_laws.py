"""Laws of the aligner, for versions made by chance, and for input made to hurt."""

from __future__ import annotations

import os
import random
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from planstrack.compare.align import Match, align
from planstrack.model import Point, Version

law = settings(deadline=None, derandomize=True, max_examples=60)

WORDS = (
    "army border treaty guarantee election prisoner assets reactor council language church sanctions monitor ceasefire"
    " territory corridor grain vessel missile brigade ratify parliament referendum reconstruction fund tribunal amnesty"
    " перемирие граница гарантия выборы санкции вибори кордон мова збройні Streitkräfte Grenze Vertrag élection frontière"
).split()

texts = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
points = st.builds(
    Point,
    number=st.none() | st.sampled_from("12345"),
    title=st.none() | st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
    text=st.none() | st.just("…") | texts,
    id=st.none() | st.sampled_from("abc"),
)
versions = st.lists(points, max_size=9).map(lambda found: Version(points=tuple(found)))
plain = st.lists(texts.filter(bool), unique=True, max_size=9).map(
    lambda found: Version(points=tuple(Point(text=text) for text in found))
)


def sides(matches: tuple[Match, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(match.old, match.new) for match in matches]


@law
@given(versions, versions)
def test_every_point_stands_in_exactly_one_match(old: Version, new: Version) -> None:
    matches = align(old, new)
    assert sorted(at for match in matches for at in match.old) == list(range(len(old.points)))
    assert sorted(at for match in matches for at in match.new) == list(range(len(new.points)))
    assert all(0 <= match.score <= 1 and match.why for match in matches)
    assert all(match.old or match.new for match in matches)


@law
@given(versions)
def test_a_version_against_itself_is_all_unchanged(one: Version) -> None:
    worded = tuple(point for point in one.points if point.full_text or point.title)  # no words: nothing to match by
    one = one.model_copy(update={"points": worded})
    matches = align(one, one)
    assert sides(matches) == [((at,), (at,)) for at in range(len(one.points))]
    assert all(match.how in ("identical", "declared") for match in matches)


@law
@given(versions, versions)
def test_exchanging_the_versions_exchanges_the_sides(old: Version, new: Version) -> None:
    there = {(match.old, match.new, match.how, match.score) for match in align(old, new)}
    back = {(match.new, match.old, match.how, match.score) for match in align(new, old)}
    assert there == back


@law
@given(plain, st.randoms(use_true_random=False))
def test_permuting_points_gives_moves_only(one: Version, chance: random.Random) -> None:
    order = list(range(len(one.points)))
    chance.shuffle(order)
    matches = align(one, Version(points=tuple(one.points[at] for at in order)))
    assert sides(matches) == [((before,), (at,)) for at, before in enumerate(order)]


@law
@given(versions, versions)
def test_the_same_input_gives_the_same_matches(old: Version, new: Version) -> None:
    assert align(old, new) == align(old, new)


CLAUSES = [
    "The parties withdraw heavy weapons thirty kilometres from the line of contact within ten days.",
    "A joint commission chaired by Norway verifies every withdrawal by satellite and drone.",
    "Grain vessels pass the Black Sea corridor without inspection by naval forces.",
    "Frozen reserves are released in four tranches against milestones of reconstruction.",
    "Schools teach both languages, and churches keep their property as of last January.",
    "A tribunal in The Hague hears claims of owners whose houses were confiscated.",
    "Reactors at Enerhodar restart only after inspectors certify their cooling ponds.",
    "Parliament ratifies the annexes by simple majority before the first exchange of prisoners.",
]


@law
@given(st.permutations(range(8)))
def test_a_point_split_and_joined_again_is_found_both_ways(order: list[int]) -> None:
    clauses = [CLAUSES[at] for at in order]
    whole = Version(points=tuple(Point(text=text) for text in [f"{clauses[0]} {clauses[1]}", *clauses[2:]]))
    parted = Version(points=tuple(Point(text=text) for text in clauses))
    assert sides(align(whole, parted))[0] == ((0,), (0, 1))
    assert sides(align(parted, whole))[0] == ((0, 1), (0,))


@law
@given(st.integers(0, 6), st.integers(0, 6))
def test_an_unrelated_point_changes_no_other_match(reworded: int, at: int) -> None:
    """Tolerance: the matches stay, and no score moves by more than 0.05."""
    new = [
        text.replace("The ", "Each ").replace(" and ", " or ") if here == reworded else text
        for here, text in enumerate(CLAUSES)
    ]
    more = [*new[:at], "Zebras graze quietly beneath umbrella acacias.", *new[at:]]
    old = Version(points=tuple(Point(text=text) for text in CLAUSES))
    before = align(old, Version(points=tuple(Point(text=text) for text in new)))
    after = align(old, Version(points=tuple(Point(text=text) for text in more)))
    kept = {
        (match.old, tuple(there - (there > at) for there in match.new)): match.score
        for match in after
        if match.new != (at,)
    }
    assert set(kept) == {(match.old, match.new) for match in before}
    assert all(abs(kept[match.old, match.new] - match.score) <= 0.05 for match in before)


def test_ten_thousand_equal_points_are_paired_in_order() -> None:
    one = Version(points=(Point(text="Reserved."),) * 10_000)
    assert sides(align(one, one)) == [((at,), (at,)) for at in range(10_000)]


def test_thousands_of_near_equal_points_are_paired_by_place() -> None:
    old = Version(points=(Point(text="Reserved for later."),) * 2000)
    new = Version(points=(Point(text="Reserved for now."),) * 2000)
    assert len([match for match in align(old, new) if match.old and match.new]) == 2000


def test_one_huge_point_costs_no_more_than_a_book() -> None:
    huge = " ".join(f"word{at * at % 7919}" for at in range(130_000))
    matches = align(
        Version(points=(Point(text=huge), Point(text="Elections."))),
        Version(points=(Point(text="Elections."), Point(text=huge + " more"))),
    )
    assert sides(matches) == [((1,), (0,)), ((0,), (1,))]


def test_points_of_punctuation_and_nothing_do_not_disturb() -> None:
    old = Version(points=(Point(text="…"), Point(), Point(text=""), Point(text="Elections.")))
    new = Version(points=(Point(text="—"), Point(text="Elections."), Point()))
    assert ((3,), (1,)) in sides(align(old, new))


def test_the_matches_do_not_depend_on_the_seed_of_hashes() -> None:
    program = (
        "from planstrack.compare.align import align; from planstrack.model import Point, Version;"
        f"old = Version(points=tuple(Point(text=text) for text in {CLAUSES!r}));"
        f"new = Version(points=tuple(Point(text=text.replace('the', 'each')) for text in {CLAUSES[::-1]!r}));"
        "print(align(old, new))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
