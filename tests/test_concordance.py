"""What the aligner found, written into the new version for an analyst to correct."""

from __future__ import annotations

from pathlib import Path

import pytest

from planstrack import concordance
from planstrack.compare.align import align
from planstrack.concordance import Proposal, proposals
from planstrack.loading import load_version
from planstrack.loading.splicing import splice
from planstrack.model import Origin, Point, Version

ARMY = "Ukraine's armed forces are limited to 600,000 personnel in peacetime."
NATO = "Ukraine agrees to enshrine in its constitution that it will not join NATO."
VOTE = "Elections will be held in one hundred days after the signing of the agreement."


def written(old: Version, new: Version) -> list[tuple[int, str | None, tuple[str, ...]]]:
    return [(one.new, one.id, one.from_) for one in proposals(old, new, align(old, new))]


def test_a_point_that_continues_one_takes_its_id() -> None:
    old = Version(id="v1", points=(Point(id="army", text=ARMY), Point(id="nato", text=NATO)))
    new = Version(id="v2", points=(Point(text=NATO), Point(text=ARMY.replace("600", "800"))))
    assert written(old, new) == [(0, "nato", ()), (1, "army", ())]


def test_joined_points_are_named_by_from() -> None:
    old = Version(
        id="v1", points=(Point(id="army", text=ARMY), Point(number="2", text=VOTE), Point(id="nato", text=NATO))
    )
    new = Version(id="v2", points=(Point(text=f"{ARMY} {VOTE}"), Point(text=NATO)))
    assert written(old, new) == [(0, None, ("v1#army", "v1#2")), (1, "nato", ())]


def test_a_point_whose_origin_has_only_a_number_names_it() -> None:
    old = Version(id="v1", points=(Point(number="1", text=ARMY),))
    assert written(old, Version(id="v2", points=(Point(text=ARMY),))) == [(0, None, ("v1#1",))]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(Point(text=ARMY), Point(text=ARMY), id="the old point cannot be named"),
        pytest.param(
            Point(id="army", text=ARMY),
            Point(text=ARMY, from_=(Origin(point="v0#1"),)),
            id="an analyst has written from",
        ),
        pytest.param(
            Point(id="army", text=ARMY), Point(text=ARMY, from_=()), id="an analyst has written that it is new"
        ),
        pytest.param(Point(id="army", text=ARMY), Point(id="army", text=ARMY), id="the ids agree already"),
        pytest.param(Point(id="army", text=ARMY), Point(text=VOTE), id="they are not the same matter"),
    ],
)
def test_nothing_is_proposed_where(before: Point, after: Point) -> None:
    assert written(Version(id="v1", points=(before,)), Version(id="v2", points=(after,))) == []


def test_an_id_in_use_is_not_given_twice() -> None:
    old = Version(id="v1", points=(Point(id="army", text=ARMY),))
    new = Version(id="v2", points=(Point(text=ARMY), Point(id="vote", text=VOTE)))
    taken = new.model_copy(update={"points": (new.points[0], Point(id="army", text=VOTE))})
    assert written(old, new) == [(0, "army", ())]
    assert written(old, taken) == []


def test_edits_keep_the_analysts_comments(tmp_path: Path) -> None:
    pytest.importorskip("yaml_edit")
    path = tmp_path / "v2.yaml"
    path.write_text(
        f"points:\n  # the cap\n  - number: '1'  # as printed\n    text: {ARMY}\n  - text: {VOTE}\n", encoding="utf-8"
    )
    new = load_version(path).version
    assert new is not None
    edits = concordance.edits(
        new,
        [
            Proposal(new=0, id="army", score=0.9, why="same title"),
            Proposal(new=1, from_=("v1#2", "v1#3"), score=0.8, why="joined"),
        ],
    )
    assert splice(path, edits) is None
    again = load_version(path).version
    assert again is not None
    assert [(point.id, point.number, point.from_) for point in again.points] == [
        ("army", "1", None),
        (None, None, (Origin(point="v1#2"), Origin(point="v1#3"))),
    ]
    assert "# the cap" in path.read_text(encoding="utf-8")
    assert "# as printed" in path.read_text(encoding="utf-8")
