"""The verdict table, the names of changes, the sum, and the laws that every comparison keeps."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planstrack.claims.evidence import gather
from planstrack.compare.align import align
from planstrack.compare.comparing import compare
from planstrack.compare.lineage import declared_links
from planstrack.compare.values import Comparison
from planstrack.model import Plan, Version


def version(name: str, points: list[dict[str, Any]], **more: Any) -> Version:
    return Version.model_validate({"id": name, "title": name, "points_held": "all", "points": points, **more})


def plan_of(*versions: Version, claims: list[dict[str, Any]] | None = None, **more: Any) -> Plan:
    article = {"id": "paper", "outlet": "Paper", "published": "2025-12-01", "claims": claims or []}
    return Plan.model_validate(
        {
            "title": "A plan",
            "quantities": {"army-size": {"unit": "personnel", "issue": "army-cap"}},
            "versions": {item.id: item.model_dump(by_alias=True) for item in versions},
            "articles": {"paper": article},
            **more,
        }
    )


def comparison(old: Version, new: Version, claims: list[dict[str, Any]] | None = None) -> Comparison:
    plan = plan_of(old, new, claims=claims)
    return compare(old, new, align(old, new, declared_links(old, new, plan)), gather(plan), plan)


def claim(says: str, *points: str, **more: Any) -> dict[str, Any]:
    about = {"version": "new", "since": "old", "points": list(points), **more.pop("about", {})}
    return {
        "id": f"c{abs(hash((says, points, str(more)))) % 10**6}",
        "says": says,
        "about": about,
        "said_by": ["A"],
        **more,
    }


TEXT = {"id": "cap", "number": "6", "text": "The army is limited to 600,000."}
OTHER = {"id": "cap", "number": "6", "text": "The army is limited to 800,000."}
REPORTED = {"id": "cap", "wording": "reported", "title": "Army cap"}
HOLDS_SOME = {"points_held": "some"}


@pytest.mark.parametrize(
    ("old", "new", "old_more", "new_more", "claims", "verdict", "basis"),
    [
        pytest.param([TEXT], [TEXT], {}, {}, [], "unchanged", "text", id="the same text is unchanged"),
        pytest.param([TEXT], [OTHER], {}, {}, [], "changed", "text", id="another text is changed"),
        pytest.param([TEXT], [], {}, {}, [], "removed", "text", id="missing from a whole text is removed"),
        pytest.param([TEXT], [], {}, HOLDS_SOME, [claim("removed", "cap")], "removed", "reported", id="a claim says removed"),
        pytest.param([TEXT], [], {}, HOLDS_SOME, [claim("kept", "cap")], "unchanged", "reported", id="a claim says kept"),
        pytest.param([TEXT], [], {}, HOLDS_SOME, [], "unknown", "none", id="not mentioned is not removed"),
        pytest.param([TEXT], [], {}, {"points_held": None}, [], "unknown", "none", id="held is not stated, so not removed"),
        pytest.param([], [TEXT], {}, {}, [], "added", "text", id="missing from a whole old text is added"),
        pytest.param([], [TEXT], HOLDS_SOME, {}, [claim("added", "cap")], "added", "reported", id="a claim says added"),
        pytest.param([], [TEXT], HOLDS_SOME, {}, [], "unknown", "none", id="not mentioned before is not added"),
        pytest.param([TEXT], [REPORTED], {}, HOLDS_SOME, [claim("reworded", "cap")], "changed", "reported", id="reported as reworded"),
        pytest.param([TEXT], [REPORTED], {}, HOLDS_SOME, [claim("kept", "cap")], "unchanged", "reported", id="reported as kept"),
        pytest.param([TEXT], [REPORTED], {}, HOLDS_SOME, [], "unknown", "none", id="reported only, and nothing said"),
        pytest.param(
            [TEXT], [REPORTED], {}, HOLDS_SOME, [claim("discussed", "cap")], "unknown", "none", id="discussed says nothing of the text"
        ),
        pytest.param(
            [TEXT], [REPORTED], {}, HOLDS_SOME, [claim("open", "cap")], "unknown", "none", id="a status says nothing of the text"
        ),
        pytest.param(
            [TEXT],
            [],
            {},
            HOLDS_SOME,
            [claim("removed", "cap", draft=True)],
            "unknown",
            "none",
            id="a draft claim is no evidence",
        ),
        pytest.param(
            [TEXT],
            [],
            {},
            HOLDS_SOME,
            [claim("removed", "cap", about={"since": "elsewhere"})],
            "unknown",
            "none",
            id="a removal since another version does not count here",
        ),
        pytest.param(
            [TEXT],
            [],
            {},
            HOLDS_SOME,
            [claim("removed", "cap", stance="disputes")],
            "unknown",
            "none",
            id="a removal that is denied is no removal",
        ),
        pytest.param(
            [{"number": "6", "text": "x y"}],
            [],
            {},
            HOLDS_SOME,
            [claim("removed", "6")],
            "removed",
            "reported",
            id="a removal names the point by its old number",
        ),
    ],
)  # fmt: skip
def test_the_verdict_table(
    old: list[Any], new: list[Any], old_more: Any, new_more: Any, claims: list[Any], verdict: str, basis: str
) -> None:
    changes = comparison(version("old", old, **old_more), version("new", new, **new_more), claims).changes
    assert [(change.verdict, change.basis) for change in changes] == [(verdict, basis)]


def test_claims_that_cannot_all_be_true_leave_the_verdict_and_mark_it_disputed() -> None:
    changes = comparison(
        version("old", [{**TEXT, "quantities": {"army-size": {"bound": "at-most", "value": 600000}}}]),
        version("new", [REPORTED], points_held="some", points_total=19),
        [
            claim("removed", "cap", id="dropped", said_by=["A"]),
            claim("value", "cap", id="value", value={"army-size": {"at-most": 800000}}, said_by=["B"]),
            claim("kept", "cap", id="remains", said_by=["C"]),
            claim("open", "cap", id="open", said_by=["D"]),
        ],
    ).changes
    [change] = changes
    assert (change.verdict, change.basis, change.disputed) == ("changed", "reported", True)
    [dispute] = change.disputes
    assert [(side.says, side.speakers) for side in dispute.sides] == [
        ("dropped", ("A",)),
        ("at most 800,000", ("B",)),
        ("kept as it was", ("C",)),
        ("still open", ("D",)),
    ]
    assert "quantity" in change.aspects


def test_removed_from_a_whole_text_and_reported_kept_is_removed_and_disputed() -> None:
    [change] = comparison(
        version("old", [TEXT]), version("new", []), [claim("kept", "cap"), claim("removed", "cap", said_by=["B"])]
    ).changes
    assert (change.verdict, change.basis, change.disputed) == ("removed", "text", True)


def test_a_cap_that_moves_from_limited_to_exactly_is_a_change_of_quantity() -> None:
    def held(bound: str) -> Version:
        point = {"id": "cap", "text": "The cap.", "quantities": {"army-size": {"bound": bound, "value": 800000}}}
        return version("old" if bound == "at-most" else "new", [point])

    [change] = comparison(held("at-most"), held("exactly")).changes
    assert (change.verdict, change.aspects) == ("changed", ("quantity",))
    assert change.quantities[0].difference == 0


def test_a_quantity_change_gives_difference_and_per_cent() -> None:
    def held(name: str, value: int) -> Version:
        return version(
            name, [{"id": "cap", "text": name, "quantities": {"army-size": {"bound": "at-most", "value": value}}}]
        )

    [change] = comparison(held("old", 600000), held("new", 800000)).changes
    [quantity] = change.quantities
    assert (int(quantity.difference or 0), str(quantity.percent), quantity.unit) == (200000, "33.3", "personnel")


def test_status_is_an_aspect_and_never_a_verdict() -> None:
    [change] = comparison(
        version("old", [{**TEXT, "status": "proposed"}]), version("new", [{**TEXT, "status": "agreed"}])
    ).changes
    assert (change.verdict, change.aspects) == ("unchanged", ("status",))


@pytest.mark.parametrize(
    ("old", "new", "ids"),
    [
        pytest.param([{"id": "a", "text": "x"}], [{"id": "a", "text": "y"}], ["old..new/a"], id="one id"),
        pytest.param([{"number": "6", "text": "same words"}], [{"number": "4", "text": "same words"}], ["old..new/6>4"], id="numbers"),
        pytest.param([{"id": "a", "text": "x"}], [], ["old..new/a"], id="an id that is gone"),
        pytest.param([{"number": "6", "text": "x"}], [], ["old..new/6>"], id="a number that is gone"),
        pytest.param([], [{"number": "7", "text": "x"}], ["old..new/>7"], id="a number that came"),
        pytest.param(
            [{"number": "3", "text": "x"}, {"number": "7", "text": "y"}],
            [{"number": "4", "text": "x y", "from": ["old#3", "old#7"]}],
            ["old..new/3,7>4"],
            id="joined",
        ),
        pytest.param(
            [{"number": "1", "text": "x"}, {"number": "1", "text": "y"}],
            [],
            ["old..new/1@1>", "old..new/1@2>"],
            id="a number used twice stays unique by its place",
        ),
        pytest.param([{"number": "../a b>", "text": "x"}], [], ["old..new/..%2Fa%20b%3E>"], id="a hostile number"),
        pytest.param([{"text": "x"}], [], ["old..new/@1>"], id="neither id nor number"),
    ],
)  # fmt: skip
def test_the_name_of_a_change(old: list[Any], new: list[Any], ids: list[str]) -> None:
    assert [change.id for change in comparison(version("old", old), version("new", new)).changes] == ids


@pytest.mark.parametrize(
    ("old", "new", "identified", "unaccounted", "note"),
    [
        pytest.param((28, []), (19, []), 0, 9, "28 → 19: 9 fewer; none identified, 9 unaccounted for.", id="nothing known"),
        pytest.param((28, ["a", "b"]), (19, ["a"]), 1, 8, "28 → 19: 9 fewer; 1 identified, 8 unaccounted for.", id="one known"),
        pytest.param((19, ["a"]), (20, ["a"]), 0, 1, "19 → 20: 1 more; none identified, 1 unaccounted for.", id="one more"),
        pytest.param(
            (28, ["a"]),
            (24, ["a", "n"]),
            -1,
            5,
            "28 → 24: 4 fewer, though what is identified comes to 1 more; 5 unaccounted for.",
            id="the other way than the totals",
        ),
        pytest.param((2, ["a", "b"]), (1, ["a"]), 1, 0, "2 → 1: 1 fewer; 1 identified, none unaccounted for.", id="all known"),
        pytest.param(
            (20, ["a", "b"]),
            (20, ["a"]),
            1,
            -1,
            "20 → 20: as many points, though what is identified comes to 1 fewer; 1 unaccounted for.",
            id="as many, and one is gone",
        ),
        pytest.param((None, ["a"]), (19, ["a"]), 0, None, "How many points old has is not known", id="no total"),
    ],
)  # fmt: skip
def test_the_sum(old: Any, new: Any, identified: int, unaccounted: int | None, note: str) -> None:
    def made(name: str, total: int | None, ids: list[str]) -> Version:
        return version(name, [{"id": i, "text": f"text {i}"} for i in ids], points_held="some", points_total=total)

    claims = [claim("removed", "b")] if "b" in old[1] else []
    claims += [claim("added", "n")] if "n" in new[1] else []
    accounting = comparison(made("old", *old), made("new", *new), claims).accounting
    assert (accounting.identified, accounting.unaccounted) == (identified, unaccounted)
    assert accounting.note.startswith(note)


def test_two_states_of_one_version_are_a_correction_and_not_a_negotiated_change() -> None:
    notes = comparison(version("v", [TEXT]), version("v", [OTHER])).notes
    assert notes == (
        "Both sides are the same version: a difference is a correction of the record, not a negotiated change.",
    )


def test_a_version_against_itself_is_unchanged_even_where_only_reports_speak_of_it() -> None:
    same = version("v", [TEXT, REPORTED | {"id": "other"}, {"title": "Only a title"}], points_held="some")
    changes = comparison(same, same).changes
    assert [(change.verdict, change.basis) for change in changes] == [
        ("unchanged", "text"),
        ("unchanged", "reported"),
        ("unchanged", "reported"),
    ]


def test_a_redline_of_two_paraphrases_says_so() -> None:
    [change] = comparison(
        version("old", [{**TEXT, "wording": "paraphrase"}]), version("new", [{**OTHER, "wording": "paraphrase"}])
    ).changes
    assert change.notes == ("a redline of two paraphrases: the words compared are not the document's own",)


# ---------------------------------------------------------------------------------------------------- laws

words = st.lists(
    st.sampled_from("alpha beta gamma delta epsilon zeta eta theta iota kappa".split()), min_size=1, max_size=6
)
texts = st.lists(words.map(" ".join), min_size=0, max_size=7)


@given(texts)
def test_a_version_against_itself_is_all_unchanged(found: list[str]) -> None:
    same = version("v", [{"text": text} for text in found])
    assert all((c.verdict, c.aspects, c.redline) == ("unchanged", (), ()) for c in comparison(same, same).changes)
    assert not comparison(same, same).different


@given(texts, texts)
def test_every_point_stands_in_exactly_one_change(old: list[str], new: list[str]) -> None:
    changes = comparison(version("a", [{"text": t} for t in old]), version("b", [{"text": t} for t in new])).changes
    assert sorted(side.index for change in changes for side in change.old) == list(range(len(old)))
    assert sorted(side.index for change in changes for side in change.new) == list(range(len(new)))
    assert len({change.id for change in changes}) == len(changes)


@given(texts, texts)
def test_exchanging_the_sides_exchanges_the_verdicts(old: list[str], new: list[str]) -> None:
    a, b = version("a", [{"text": t} for t in old]), version("b", [{"text": t} for t in new])
    swapped = {"added": "removed", "removed": "added"}

    def facts(c: Comparison, back: bool) -> list[Any]:
        sides = [(tuple(s.index for s in x.old), tuple(s.index for s in x.new), x.verdict) for x in c.changes]
        return sorted((n, o, swapped.get(v, v)) if back else (o, n, v) for o, n, v in sides)

    assert facts(comparison(a, b), False) == facts(comparison(b, a), True)


@given(st.permutations([f"point {name} {name}{name}" for name in "abcdefgh"]))
def test_a_permutation_gives_moves_only_and_as_few_as_there_can_be(order: list[str]) -> None:
    before = sorted(order)
    changes = comparison(
        version("a", [{"text": t} for t in before]), version("b", [{"text": t} for t in order])
    ).changes
    assert all(change.verdict == "unchanged" for change in changes)
    run: list[int] = []
    longest = [1] * len(order)
    for i, text in enumerate(order):
        run.append(before.index(text))
        longest[i] = max([1, *(longest[j] + 1 for j in range(i) if run[j] < run[i])])
    assert sum("moved" in change.aspects for change in changes) == len(order) - max(longest)


def test_a_disputed_removal_is_counted_and_called_disputed() -> None:
    points = [{"id": "a", "text": "text a"}, {"id": "b", "text": "text b"}]
    old = version("old", points, points_total=28)
    new = version("new", points[:1], points_held="some", points_total=19)
    claims = [claim("removed", "b"), claim("reworded", "b", said_by=["B"])]
    note = comparison(old, new, claims).accounting.note
    assert note == "28 → 19: 9 fewer; 1 identified (1 of them disputed), 8 unaccounted for."


def test_what_is_not_known_is_not_matched_with_certainty() -> None:
    [change] = comparison(version("old", [TEXT]), version("new", [], points_held="some")).changes
    assert (change.match.score, change.match.why) == (0.0, "no partner among the points that are held")
