"""The sum of a comparison: totals, disputed ones too, how many points fewer, how many of these are identified."""

from __future__ import annotations

import pytest
from small_plans import compared, facts

from planstrack.compare.records import VERDICTS, Accounting
from planstrack.compare.sums import totals

# ---------------------------------------------------------------------------------------------------- totals


@pytest.mark.parametrize(
    ("version", "claims", "expected"),
    [
        pytest.param("", "", (), id="no count"),
        pytest.param("", "{count: 19}", (19,), id="one count"),
        pytest.param("", "{count: 22}, {count: 19}, {count: 19}", (19, 22), id="every number once, the smallest first"),
        pytest.param("", "{count: [26, 28]}, {count: 19}", (19, 26, 28), id="alternatives are two numbers"),
        pytest.param("", "{count: {about: 20}}", (20,), id="about 20"),
        pytest.param("", "{count: 19}, {count: 22, stance: disputes}", (19,), id="a count that is denied is none"),
        pytest.param("points_held: all, points: [cap]", "{count: 19}", (1,), id="the text's own count is stronger"),
        pytest.param("points_held: some, points_total: 20, sources: [paper#c1]", "{count: 19}", (19, 20),
                     id="a reported total is a report"),
        pytest.param("", "{count: 19, draft: true}", (), id="a draft is none"),
    ],
)  # fmt: skip
def test_the_totals_of_a_version_on_the_strongest_basis(version: str, claims: str, expected: tuple[int, ...]) -> None:
    assert totals(facts(f"versions: {{new: {{{version}}}}}\nclaims: [{claims}]"), "new") == expected


# ---------------------------------------------------------------------------------------------------- the sum


def accounting(
    old: str, new: str, claims: str = "", old_points: str = "cap, nato", relation: str = "revises"
) -> Accounting:
    """Return the sum between two versions held in part, whose counts are claims: `28`, `26 28`."""
    counts = [
        f"{{count: {number}, in: {name}, id: {name}{at}}}"
        for name, numbers in (("old", old), ("new", new))
        for at, number in enumerate(numbers.split())
    ]
    return compared(f"""
versions:
  old: {{points_held: some, points: [{old_points}]}}
  new: {{relations: {{old: {relation}}}, points_held: some}}
  late: {{points: [money]}}
claims: [{", ".join([*counts, *filter(None, [claims])])}]
""").accounting


REMOVED = "{removed: cap, since: old, by: Ann}"
ADDED = "{added: money, since: old, by: Ann}"


@pytest.mark.parametrize(
    ("old", "new", "claims", "fewer", "identified", "unaccounted", "note"),
    [
        pytest.param("28", "19", "", (9, 9), 0, (9, 9), "28 → 19: 9 fewer; none identified; 9 unaccounted for.", id="28 to 19: nine fewer"),
        pytest.param("28", "19", REMOVED, (9, 9), 1, (8, 8), "28 → 19: 9 fewer; 1 identified; 8 unaccounted for.",
                     id="one of them identified"),
        pytest.param("2", "1", REMOVED, (1, 1), 1, (0, 0), "2 → 1: 1 fewer; 1 identified; none unaccounted for.", id="all identified"),
        pytest.param("2", "2", "", (0, 0), 0, (0, 0), "2 (reported) → 2 (reported): as many points; which points stayed is not known.",
                     id="as many"),
        pytest.param("19", "20", "", (-1, -1), 0, (-1, -1), "19 → 20: 1 more; none identified; 1 unaccounted for.", id="one more"),
        pytest.param("20", "20", REMOVED, (0, 0), 1, (-1, -1), "20 → 20: as many points; 1 identified fewer; 1 unaccounted for.",
                     id="as many, and one is gone"),
        pytest.param("19", "21", REMOVED, (-2, -2), 1, (-3, -3), "19 → 21: 2 more; 1 identified fewer; 3 unaccounted for.",
                     id="more, and one is gone"),
        pytest.param("2", "1", "{removed: cap, since: old, by: Ann}, {removed: nato, since: old, by: Ann}", (1, 1), 2, (-1, -1),
                     "2 → 1: 1 fewer; 2 identified: 1 more than the totals allow, so they cannot all be right.",
                     id="more identified than there can be"),
        pytest.param("28", "19 20 22 26 28", "", (0, 9), 0, (0, 9), "28 → 19, 20, 22, 26 or 28 (disputed): 0 to 9 fewer; none identified.",
                     id="a disputed total: so is the sum"),
        pytest.param("28", "19 22", REMOVED, (6, 9), 1, (5, 8), "28 → 19 or 22 (disputed): 6 to 9 fewer; 1 identified.",
                     id="a disputed total, one identified"),
        pytest.param("26 28", "19", "", (7, 9), 0, (7, 9), "26 or 28 (disputed) → 19: 7 to 9 fewer; none identified.",
                     id="a disputed old total"),
        pytest.param("19", "20 22", "", (-3, -1), 0, (-3, -1), "19 → 20 or 22 (disputed): 1 to 3 more; none identified.",
                     id="a disputed total, more"),
        pytest.param("19", "18 22", "", (-3, 1), 0, (-3, 1), "19 → 18 or 22 (disputed): 3 more to 1 fewer; none identified.",
                     id="more or fewer"),
        pytest.param("", "19", "", None, 0, None, "How many points “old” has is not known, so the sum cannot be drawn.", id="no old total"),
        pytest.param("20", "20", ADDED, (0, 0), -1, (1, 1), "20 → 20: as many points; 1 identified more; 1 unaccounted for.",
                     id="as many, and one came"),
        pytest.param("28", "24", ADDED, (4, 4), -1, (5, 5), "28 → 24: 4 fewer; 1 identified more; 5 unaccounted for.",
                     id="fewer, and one came"),
        pytest.param("19", "20 22", ADDED, (-3, -1), -1, (-2, 0), "19 → 20 or 22 (disputed): 1 to 3 more; 1 identified.",
                     id="a disputed total, more, and one came"),
        pytest.param("28", "19 22", ADDED, (6, 9), -1, (7, 10), "28 → 19 or 22 (disputed): 6 to 9 fewer; 1 identified more.",
                     id="a disputed total, fewer, and one came"),
        pytest.param("19", "18 22", ADDED, (-3, 1), -1, (-2, 2), "19 → 18 or 22 (disputed): 3 more to 1 fewer; 1 identified more.",
                     id="more or fewer, and one came"),
        pytest.param("19", "18 22", REMOVED, (-3, 1), 1, (-4, 0), "19 → 18 or 22 (disputed): 3 more to 1 fewer; 1 identified fewer.",
                     id="more or fewer, and one went"),
        pytest.param("19", "21", ADDED, (-2, -2), -1, (-1, -1), "19 → 21: 2 more; 1 identified; 1 unaccounted for.",
                     id="more, and one came"),
        pytest.param("19", "19 20", "", (-1, 0), 0, (-1, 0), "19 → 19 or 20 (disputed): 0 to 1 more; none identified.",
                     id="none, or one more"),
        pytest.param("20 22", "20", ADDED, (0, 2), -1, (1, 3), "20 or 22 (disputed) → 20: 0 to 2 fewer; 1 identified more.",
                     id="none, or two fewer, and one came"),
        pytest.param("19", "19 20", REMOVED, (-1, 0), 1, (-2, -1), "19 → 19 or 20 (disputed): 0 to 1 more; 1 identified fewer.",
                     id="none, or one more, and one went"),
        pytest.param("19", "19 20", ADDED, (-1, 0), -1, (0, 1), "19 → 19 or 20 (disputed): 0 to 1 more; 1 identified.",
                     id="none, or one more, and one came"),
        pytest.param("20 21", "19", REMOVED, (1, 2), 1, (0, 1), "20 or 21 (disputed) → 19: 1 to 2 fewer; 1 identified.",
                     id="one or two fewer, and one went"),
        pytest.param("20 22", "20", "", (0, 2), 0, (0, 2), "20 or 22 (disputed) → 20: 0 to 2 fewer; none identified.",
                     id="none, or two fewer"),
        pytest.param("28", "", "", None, 0, None, "How many points “new” has is not known, so the sum cannot be drawn.", id="no new total"),
        pytest.param("", "", REMOVED, None, 1, None, "How many points “old” and “new” have is not known, so the sum cannot be drawn.",
                     id="neither"),
    ],
)  # fmt: skip
def test_the_sum(
    old: str, new: str, claims: str, fewer: tuple[int, int] | None, identified: int, unaccounted: tuple[int, int] | None,
    note: str,
) -> None:  # fmt: skip
    found = accounting(old, new, claims)
    assert (found.fewer, found.identified, found.unaccounted) == (fewer, identified, unaccounted)
    assert found.note == note
    assert found.identified_disputed == 0


def test_a_disputed_removal_is_identified_apart() -> None:
    found = accounting(
        "28", "19", f"{REMOVED}, {{removed: nato, since: old, by: Ann}}, {{kept: nato, since: old, by: Bob}}"
    )
    assert (found.identified, found.identified_disputed, found.unaccounted) == (1, 1, (8, 8))
    assert found.note == "28 → 19: 9 fewer; 1 identified, 1 more disputed; 8 unaccounted for."


def test_a_removal_that_a_weaker_answer_marks_is_identified_apart() -> None:
    found = compared("""
versions:
  old: {points_held: all, points: [{id: cap, verbatim: x}, {id: nato, verbatim: y}]}
  new: {based_on: [old], points_held: all, points: [{id: nato, verbatim: y}]}
claims: [{kept: cap, since: old, by: Ann}]
""").accounting
    assert (found.identified, found.identified_disputed) == (0, 1)
    assert found.note == "2 → 1: 1 fewer; none identified, 1 more disputed; 1 unaccounted for."


@pytest.mark.parametrize(
    ("old", "new", "claims", "identified"),
    [
        pytest.param("[cap, nato]", "[{id: j, paraphrase: x, from: [old#cap, old#nato]}]", "", 1, id="two joined in one: one fewer"),
        pytest.param("[cap]", "[{id: p, paraphrase: x, from: [old#cap]}, {id: q, paraphrase: y, from: [old#cap]}]", "", -1,
                     id="one split in two: one more"),
        pytest.param("[cap, nato, money]", "[{id: j, paraphrase: x, from: [old#cap, old#nato, old#money]}]", "", 2,
                     id="three joined in one"),
        pytest.param("[cap]", "[cap]", "", 0, id="nothing came or went"),
        pytest.param("[cap]", "[]", "{removed: cap, since: old}", 1, id="one removed"),
        pytest.param("[cap]", "[]", "{moved: cap, since: old, to: annex}", 1, id="one moved to another paper counts among the identified"),
        pytest.param("[]", "[cap]", "{added: cap, since: old}", -1, id="one added"),
        pytest.param("[]", "[]", "{added: cap, since: old}", -1, id="one added that stands nowhere"),
        pytest.param("[]", "[]", "{removed: cap, since: old}", 1, id="one removed that stands nowhere"),
        pytest.param("[cap]", "[money]", "{removed: cap, since: old}, {added: money, since: old}", 0, id="one removed, one added"),
    ],
)  # fmt: skip
def test_identified_are_removed_and_joined_away_less_added_and_split(
    old: str, new: str, claims: str, identified: int
) -> None:
    found = compared(f"""
versions: {{known: {{points: [cap]}}, old: {{points: {old}}}, new: {{based_on: [old], points: {new}}}}}
claims: [{claims}]
""").accounting
    assert (found.identified, found.identified_disputed) == (identified, 0)


def test_a_disputed_addition_is_told_apart_as_one_more() -> None:
    found = compared("""
versions: {old: {}, new: {based_on: [old], points: [{id: cap, reported: ~}]}}
claims: [{count: 2, in: old}, {count: 3}, {added: cap, since: old, by: Ann}, {added: cap, since: old, by: Bob, stance: disputes}]
""").accounting
    assert (found.identified, found.identified_disputed) == (0, -1)
    assert found.note == "2 → 3: 1 more; none identified, 1 more disputed; 1 unaccounted for."


@pytest.mark.parametrize(
    ("versions", "claims", "disputed"),
    [
        pytest.param("old: {points: [cap]}, new: {based_on: [old]}", "{agreed: cap}, {dropped: cap}", 1,
                     id="in new: if it is gone, one fewer"),
        pytest.param("old: {points: [{id: cap, verbatim: x, status: dropped}]}, new: {based_on: [old]}",
                     "{agreed: cap}, {dropped: cap}", -1,
                     id="in new, and not in old: if it is there, one more"),
        pytest.param("elder: {points: [cap]}, old: {based_on: [elder]}, new: {based_on: [old]}",
                     "{kept: cap, in: old, since: elder}, {agreed: cap}, {dropped: cap}", 1, id="in new, and reported of old: one fewer"),
        pytest.param("elder: {points: [cap]}, old: {based_on: [elder]}, new: {based_on: [old]}",
                     "{dropped: cap, in: old}, {agreed: cap}, {dropped: cap}", -1, id="in new, and reported gone from old: one more"),
        pytest.param("elder: {points: [cap]}, old: {based_on: [elder]}, new: {based_on: [old]}",
                     "{agreed: cap, in: old}, {dropped: cap, in: old}, {agreed: cap}", -1, id="in old, and reported of new: one more"),
        pytest.param("elder: {points: [cap]}, old: {based_on: [elder]}, new: {based_on: [old]}",
                     "{agreed: cap, in: old}, {dropped: cap, in: old}, {dropped: cap}", 1,
                     id="in old, and reported gone from new: one fewer"),
        pytest.param("old: {}, new: {based_on: [old]}, known: {points: [cap]}", "{agreed: cap}, {dropped: cap}", 0,
                     id="in new, and of old nothing is known"),
        pytest.param("old: {}, new: {based_on: [old], points: [cap]}", "{agreed: cap, in: old}, {dropped: cap, in: old}", -1,
                     id="in old: if it was not there, one more"),
        pytest.param("old: {}, new: {based_on: [old], points: [{id: cap, verbatim: x, status: dropped}]}",
                     "{agreed: cap, in: old}, {dropped: cap, in: old}", 1, id="in old, and not in new: if it was there, one fewer"),
        pytest.param("old: {}, new: {based_on: [old], points: [{id: cap, reported: ~}]}",
                     "{agreed: cap, in: old}, {dropped: cap, in: old}", 0,
                     id="in old, and of new nothing is known"),
        pytest.param("old: {points: [{id: cap, reported: ~}]}, new: {based_on: [old], points: [{id: cap, reported: ~}]}",
                     "{agreed: cap, in: old}, {dropped: cap, in: old}, {agreed: cap}, {dropped: cap}", 0, id="in both"),
        pytest.param("old: {points: [a, b]}, new: {based_on: [old], points: [{id: cap, reported: ~, from: [old#a, old#b]}]}",
                     "{agreed: cap}, {dropped: cap}, {dropped: a}, {dropped: b}", 2,
                     id="what two were joined in, both of them gone: if it is gone, two fewer"),
        pytest.param("old: {based_on: [new], points: [{id: cap, reported: ~, from: [new#a, new#b]}]}, new: {points: [a, b]}",
                     "{agreed: cap, in: old}, {dropped: cap, in: old}, {dropped: a, in: old}, {dropped: b, in: old}", -2,
                     id="what two came from: if it was not there, two more"),
        pytest.param("old: {points: [a, b]}, new: {based_on: [old], points: [{id: cap, paraphrase: z, from: [old#a, old#b], "
                     "readings: [{since: old, says: kept, gist: g}]}]}", "", 1,
                     id="whether what two were joined in changed: they are one either way"),
        pytest.param("old: {points: [a, b]}, new: {based_on: [old], points: [{id: cap, reported: ~, from: [old#a, old#b]}]}",
                     "{agreed: cap}, {dropped: cap}", 1, id="what two were joined in: they are one, which is disputed"),
    ],
)  # fmt: skip
def test_what_is_disputed_is_counted_as_the_side_says_that_makes_a_difference(
    versions: str, claims: str, disputed: int
) -> None:
    found = compared(f"versions: {{{versions}}}\nclaims: [{claims}]").accounting
    assert (found.identified, found.identified_disputed) == (0, disputed)


def test_a_dispute_on_whether_it_changed_identifies_nothing() -> None:
    found = accounting("28", "19", "{kept: cap, since: old, by: Ann}, {reworded: cap, since: old, by: Bob}")
    assert (found.identified, found.identified_disputed) == (0, 0)


def test_every_verdict_is_counted() -> None:
    found = compared("""
versions:
  old: {points_held: all, points: [{id: a, verbatim: x}, {id: b, verbatim: y}, {id: c, verbatim: z}]}
  new: {based_on: [old], points_held: all, points: [{id: a, verbatim: x}, {id: b, verbatim: w}, {id: d, verbatim: v}]}
""").accounting
    assert dict(found.verdicts) == {
        **dict.fromkeys(VERDICTS, 0), "unchanged": 1, "changed": 1, "removed": 1, "added": 1,
    }  # fmt: skip
    assert (found.old, found.new, found.fewer, found.identified) == ((3,), (3,), (0, 0), 0)


def test_what_is_only_computed_is_not_identified() -> None:
    found = compared("""
versions:
  old: {points_held: all, points: [{verbatim: The army is limited to at most 600 and the fleet is limited to at most ten ships}]}
  new:
    based_on: [old]
    points_held: all
    points: [{verbatim: The army is limited to at most 600}, {verbatim: and the fleet is limited to at most ten ships}]
""")
    assert found.accounting.identified == 0


@pytest.mark.parametrize("relation", ["answers", "supplements", "accompanies", "carries-out", "annex-of", "repackages"])
def test_between_texts_of_which_neither_revises_the_other_no_sum_is_drawn(relation: str) -> None:
    found = accounting("28", "24", relation=relation)
    assert (found.old, found.new, found.fewer, found.unaccounted) == ((28,), (24,), None, None)
    assert "fewer" not in found.note
    assert "more" not in found.note
    assert found.note == "28 and 24 points; neither text revises the other, so no sum is drawn."
    assert (
        accounting("28", "19 24", relation=relation).note
        == "28 and 19 or 24 points (disputed); neither text revises the other, so no sum is drawn."
    )
    assert accounting("28 29", "24", relation=relation).note.startswith("28 or 29 (disputed) and 24 points;")
    assert accounting("", "24", relation=relation).note == "Neither text revises the other, so no sum is drawn."
    assert accounting("28", "", relation=relation).note == "Neither text revises the other, so no sum is drawn."


@pytest.mark.parametrize(
    ("claims", "note"),
    [
        pytest.param("", "2 → 2 (reported): as many points; which points stayed is not known.", id="nothing is identified"),
        pytest.param("{kept: cap, since: old, by: Ann}", "2 → 2: as many points; no point is identified as removed or added.",
                     id="one stayed"),
        pytest.param(f"{REMOVED}, {ADDED}", "2 → 2: as many points; what is identified adds up.", id="one came and one went"),
    ],
)  # fmt: skip
def test_a_sum_adds_up_only_where_something_is_identified(claims: str, note: str) -> None:
    found = compared(f"""
versions:
  old: {{points_held: all, points: [cap, nato]}}
  new: {{based_on: [old], points_held: some}}
  late: {{points: [money]}}
claims: [{", ".join(filter(None, ["{count: 2}", claims]))}]
""").accounting  # fmt: skip
    assert found.note == note


def test_alternatives_of_one_speaker_are_no_dispute_and_about_is_said() -> None:
    text = "versions: {old: {points: [cap]}, new: {based_on: [old]}}\nclaims: [{count: 28, in: old}, {count: COUNT}]"
    assert (
        compared(text.replace("COUNT", "[26, 28]")).accounting.note == "28 → 26 or 28: 0 to 2 fewer; none identified."
    )
    about = compared(text.replace("COUNT", "{about: 20}")).accounting.note
    assert about == "28 → about 20: about 8 fewer; none identified."
