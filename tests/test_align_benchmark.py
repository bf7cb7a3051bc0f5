"""The alignment benchmark: its measures count what they say, and the shipped pairs are found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from planstrack.model import Point, Version

ROOT = Path(__file__).parent.parent
if str(ROOT) not in sys.path:  # benchmarks are run from a clone and are not installed
    sys.path.insert(0, str(ROOT))

from benchmarks import pairs  # noqa: E402 - after the path
from benchmarks.alignment import planstrack  # noqa: E402
from benchmarks.fit import family  # noqa: E402
from benchmarks.scale import versions  # noqa: E402

THREE = Version(points=tuple(Point(text=text) for text in ("army cap", "grain corridor", "church property")))
PAIR = pairs.Pair("toy", "toys", THREE, THREE, frozenset({(0, 0), (1, 0), (2, 2)}), frozenset())


@pytest.mark.parametrize(
    ("groups", "measure", "value"),
    [
        pytest.param([((0, 1), (0,)), ((2,), (2,))], "F1", 1.0, id="all links right"),
        pytest.param([((0,), (0,)), ((2,), (2,))], "F1", 0.8, id="one link of three missed"),
        pytest.param([((0, 1), (0,)), ((2,), (2,))], "exact", 1.0, id="the join is exactly right"),
        pytest.param([((0,), (0,)), ((2,), (2,))], "exact", 0.0, id="part of a join is no join"),
        pytest.param([((0, 1), (0,)), ((2,), (2,))], "added", 1.0, id="the second new point has no ancestor"),
        pytest.param([((0,), (0,)), ((2,), (2,))], "removed", 0.0, id="no old point has gone, one is said to"),
        pytest.param(
            [((0,), (0,)), ((2,), (2,))], "hard", 0.0, id="the link that was missed is the only rewritten one"
        ),
    ],
)
def test_a_measure_counts(groups: list[tuple[tuple[int, ...], tuple[int, ...]]], measure: str, value: float) -> None:
    assert pairs.by_set([PAIR], [groups])["toys"][measure] == pytest.approx(value)


def test_uncertain_links_count_neither_way() -> None:
    unsure = pairs.Pair("toy", "toys", THREE, THREE, frozenset({(0, 0)}), frozenset({(1, 1)}))
    for groups in ([((0,), (0,))], [((0,), (0,)), ((1,), (1,))]):
        table = pairs.by_set([unsure], [groups])
        assert table["toys"]["F1"] == 1.0
        assert table["toys"]["removed"] == pytest.approx(1.0)


def test_the_shipped_pairs_are_found() -> None:
    shipped = pairs.read_pairs(pairs.SHIPPED)
    mean = pairs.by_set(shipped, [planstrack(pair) for pair in shipped])["mean"]
    assert len(shipped) == 6
    assert {measure: value >= 0.9 for measure, value in mean.items() if value is not None} == dict.fromkeys(
        pairs.MEASURES, True
    )


def test_every_shipped_pair_belongs_to_a_family() -> None:
    assert {family(pair) for pair in pairs.read_pairs(pairs.SHIPPED)} == {"nist", "us41", "de-"}


def test_versions_of_any_size_are_made_from_a_seed() -> None:
    assert versions(20) == versions(20)
    assert len(versions(20)[0].points) == 20
