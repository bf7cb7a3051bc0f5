"""The aligner: facts a reader would expect, on small versions in several languages."""

from __future__ import annotations

import random

import pytest

from planstrack.compare.align import Match, align
from planstrack.compare.align.assignment import best_pairing
from planstrack.compare.align.words import stem, words
from planstrack.model import Point, Version

ARMY = "Ukraine's armed forces are limited to 600,000 personnel in peacetime."
NATO = "Ukraine agrees to enshrine in its constitution that it will not join NATO."
MONEY = "The frozen assets of 100 billion dollars will be invested in reconstruction led by the United States."
PLANT = (
    "The nuclear power plant at Zaporizhzhia is restarted under supervision of the IAEA, electricity shared equally."
)
VOTE = "Elections will be held in one hundred days after the signing of the agreement."
PRISONERS = "All prisoners and the bodies of the dead are exchanged on the principle of all for all."


def version(*points: str | Point) -> Version:
    return Version(points=tuple(point if isinstance(point, Point) else Point(text=point) for point in points))


def shape(matches: tuple[Match, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(match.old, match.new) for match in matches]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("600,000; 600 000; 600.000; 600\u00a0000", ["600000"] * 4, id="a grouped number is one word"),
        pytest.param("7.10 and 3,5", ["7.10", "and", "3,5"], id="a decimal number keeps its mark"),
        pytest.param("п'ять пʼять п’ять", ["пять"] * 3, id="Ukrainian apostrophes are folded"),
        pytest.param("жи\u0301зни", ["жизни"], id="a stress mark is folded"),
        pytest.param("l’État, don't", ["l", "etat", "don", "t"], id="Latin apostrophes part words"),
        pytest.param("STREITKRÄFTE Straße", ["streitkrafte", "strasse"], id="case and umlauts are folded"),
        pytest.param("日本語", ["日", "本", "語"], id="a script without spaces gives its letters"),
        pytest.param("…—!?", [], id="punctuation is no word"),
    ],
)
def test_words_are_folded_by_unicode_rules(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_inflected_forms_meet_in_their_stem() -> None:
    assert stem("streitkrafte") == stem("streitkraften") or stem("streitkraften").startswith(stem("streitkrafte"))
    assert stem("гарантии") == stem("гарантий")


def test_a_point_reworded_and_moved_is_found() -> None:
    old = version(ARMY, NATO, MONEY, VOTE)
    new = version(VOTE, "Ukraine's armed forces stay at 800,000 personnel in peacetime.", NATO, MONEY)
    assert shape(align(old, new)) == [((3,), (0,)), ((0,), (1,)), ((1,), (2,)), ((2,), (3,))]


def test_a_dropped_and_an_added_point_stay_alone() -> None:
    matches = align(version(ARMY, NATO, MONEY), version(ARMY, PRISONERS, MONEY))
    assert shape(matches) == [((0,), (0,)), ((1,), ()), ((), (1,)), ((2,), (2,))]
    assert all(match.how == "computed" and match.score >= 0.5 for match in matches if not (match.old and match.new))


def test_identical_text_says_so() -> None:
    (match,) = align(version(ARMY), version(ARMY))
    assert (match.how, match.score, match.why) == ("identical", 1.0, "identical text")


def test_a_reason_can_be_checked() -> None:
    old = version(Point(number="1", title="Army cap", text=ARMY), NATO)
    new = version(Point(number="1", title="Army cap", text=ARMY.replace("600,000", "800,000")), NATO)
    assert align(old, new)[0].why == "same number; same title; 91 % of their words; neighbours agree"


def test_a_join_names_its_pieces() -> None:
    old = version(Point(number="1", text=ARMY), Point(number="2", text=VOTE), NATO, MONEY)
    new = version(f"{ARMY} {VOTE}", NATO, MONEY)
    first = align(old, new)[0]
    assert (first.old, first.new) == ((0, 1), (0,))
    assert first.why == "joined: 100 % of 1, 100 % of 2 in the new point"


def test_a_split_is_the_join_read_backwards() -> None:
    old = version(f"{PLANT} {PRISONERS}", NATO, MONEY, ARMY)
    new = version(PLANT, PRISONERS, NATO, MONEY, ARMY)
    assert shape(align(old, new))[0] == ((0,), (0, 1))
    assert shape(align(new, old))[0] == ((0, 1), (0,))
    assert align(old, new)[0].why.startswith("split: ")
    assert align(new, old)[0].why.startswith("joined: ")


def test_a_dropped_near_twin_is_no_join() -> None:
    old = version(ARMY, "Ukraine's armed forces are limited to 600,000 personnel in wartime.", NATO, MONEY)
    assert ((1,), ()) in shape(align(old, version(ARMY, NATO, MONEY)))


def test_ids_that_differ_are_never_matched() -> None:
    old, new = version(Point(id="a", text=ARMY)), version(Point(id="b", text=ARMY))
    assert shape(align(old, new)) == [((0,), ()), ((), (0,))]


def test_a_point_with_an_id_may_match_one_without() -> None:
    assert shape(align(version(Point(id="a", text=ARMY)), version(ARMY))) == [((0,), (0,))]


def test_the_same_id_is_the_same_matter_whatever_the_words() -> None:
    (match,) = align(version(Point(id="a", text=ARMY)), version(Point(id="a", text=VOTE)))
    assert (match.how, match.why) == ("declared", "same id")


def test_declared_groups_come_back_as_they_are() -> None:
    declared = (((0, 1), (1,), "from: v1#1, v1#2"),)
    matches = align(version(ARMY, NATO, MONEY), version(ARMY, NATO, MONEY), declared)
    group = next(match for match in matches if match.how == "declared")
    assert (group.old, group.new, group.score, group.why) == ((0, 1), (1,), 1.0, "from: v1#1, v1#2")
    assert ((), (0,)) in shape(matches)


def test_points_without_text_meet_by_their_title() -> None:
    old = version(Point(title="Security guarantees"), Point(title="Elections"), ARMY)
    new = version(Point(title="Elections"), Point(title="Security guarantees"), ARMY)
    assert ((0,), (1,)) in shape(align(old, new))


def test_issues_speak_where_words_do_not() -> None:
    old = version(Point(issues=("army-cap",), text=ARMY), Point(issues=("nato",), text=NATO), PLANT)
    new = version(
        Point(issues=("nato",), text="Ukraine stays outside the alliance, and its laws say so."),
        Point(issues=("army-cap",), text="In peacetime Ukraine keeps at most 800,000 soldiers under arms."),
        PLANT,
    )
    matches = align(old, new)
    assert ((0,), (1,)) in shape(matches)
    assert "same issue" in next(match.why for match in matches if match.new == (1,))


def test_parts_are_text_of_their_point() -> None:
    whole = Point(text="The parties agree.", parts=(Point(label="a", text=ARMY), Point(label="b", text=PLANT)))
    assert ((0,), (1,)) in shape(align(version(whole, VOTE), version(VOTE, f"{ARMY} {PLANT}", MONEY)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            (
                "Die Streitkräfte der Ukraine werden auf 600 000 Personen begrenzt.",
                "Wahlen finden in hundert Tagen statt.",
            ),
            (
                "Es finden Wahlen nach hundert Tagen statt.",
                "Die ukrainischen Streitkräfte sind auf 800 000 Personen begrenzt.",
            ),
            id="German",
        ),
        pytest.param(
            (
                "Les forces armées de l’Ukraine sont limitées à 600 000 personnes.",
                "Des élections auront lieu dans cent jours.",
            ),
            (
                "Des élections ont lieu dans les cent jours.",
                "L'effectif des forces armées de l'Ukraine est limité à 800 000.",
            ),
            id="French",
        ),
        pytest.param(
            ("Збройні сили України обмежуються 600 000 осіб.", "Вибори відбудуться через сто днів після підписання."),
            (
                "Через сто днів після підписання проводяться вибори.",
                "Чисельність Збройних сил України обмежується 800 000 осіб.",
            ),
            id="Ukrainian",
        ),
        pytest.param(
            ("Вооружённые силы Украины ограничиваются 600 000 человек.", "Выборы состоятся через сто дней."),
            ("Через сто дней проводятся выборы.", "Численность вооруженных сил Украины ограничена 800 000 человек."),
            id="Russian",
        ),
    ],
)
def test_rewritten_points_are_found_in(old: tuple[str, str], new: tuple[str, str]) -> None:
    assert shape(align(version(*old), version(*new))) == [((1,), (0,)), ((0,), (1,))]


def test_a_close_call_shows_its_rival() -> None:
    first = "The contact group on prisoners meets every week in Istanbul and reports to both sides."
    second = "The contact group on borders meets every week in Istanbul and reports to both sides."
    between = "The contact group meets every month in Istanbul and reports to both sides."
    matches = align(version(first, second, ARMY), version(between, ARMY))
    assert any(match.close for match in matches)
    for match in matches:
        for rival in match.close:
            assert 0 <= rival.score <= 1
            assert rival.why


def test_matches_stand_in_the_order_of_the_new_version() -> None:
    matches = align(version(ARMY, VOTE, NATO, PLANT), version(NATO, ARMY, PRISONERS))
    assert shape(matches) == [((2,), (0,)), ((3,), ()), ((0,), (1,)), ((1,), ()), ((), (2,))]


@pytest.mark.parametrize("seed", range(40))
def test_the_pairing_has_the_largest_sum(seed: int) -> None:
    chance = random.Random(seed)
    worth = {
        (here, there): float(chance.randint(-2, 6))
        for here in range(chance.randint(1, 5))
        for there in range(chance.randint(1, 5))
        if chance.random() < 0.7
    }

    def best(here: int, taken: frozenset[int]) -> float:
        if here > 5:
            return 0.0
        sums = [best(here + 1, taken)]
        sums += [
            value + best(here + 1, taken | {there})
            for (one, there), value in worth.items()
            if one == here and there not in taken
        ]
        return max(sums)

    paired = best_pairing(worth)
    assert len(set(paired.values())) == len(paired)
    assert sum(worth[pair] for pair in paired.items()) == best(0, frozenset())
