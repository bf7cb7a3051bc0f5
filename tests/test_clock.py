"""What could be known on a day: articles by their own day, versions and points by their first sources, the undated counted aloud."""

from __future__ import annotations

from datetime import date

import pytest
from small_plans import change_in, plan, told

from planstrack.claims.clock import Cut, as_of, known_on, known_when, point_known_on
from planstrack.claims.evidence import gather
from planstrack.compare.changes import compare
from planstrack.compare.facts import Facts
from planstrack.compare.records import Comparison
from planstrack.model import Plan


def cut(text: str, day: str) -> Cut:
    return as_of(plan(text), date.fromisoformat(day))


def compared_on(text: str, day: str, old: str = "old", new: str = "new") -> Comparison:
    then = cut(text, day)
    return compare(Facts(then.plan, gather(then.plan), cut=then), old, new)


def ids(given: Plan, version: str) -> list[str | None]:
    return [point.id for point in given.versions[version].points]


# ---------------------------------------------------------------------------------------------------- days

DAYS = """
versions:
  typed: {known: 2025-11-21, date: 2025-11-01, sources: [early], points: [{id: a, paraphrase: x, sources: [early]}]}
  derived: {date: 2025-11-01, sources: [late, "early#c1", undated], points: [{id: a, paraphrase: x}]}
  by-points: {sources: [undated], points: [{id: a, paraphrase: x, sources: [late]}, {id: b, paraphrase: x, sources: [middle]}]}
  undated-version: {date: 2025-11-01, sources: [undated, gone], points: [{id: a, paraphrase: x}]}
articles:
  early: {published: 2025-11-20, claims: [{kept: a}]}
  middle: {published: 2025-11-25}
  late: {published: 2025-11-30}
  undated: {published: ~}
"""


@pytest.mark.parametrize(
    ("version", "day"),
    [
        pytest.param("typed", date(2025, 11, 21), id="the typed day counts, though a source is earlier"),
        pytest.param(
            "derived", date(2025, 11, 20), id="else the earliest dated source of the version, a claim of it too"
        ),
        pytest.param("by-points", date(2025, 11, 25), id="or of its points"),
        pytest.param("undated-version", None, id="the day of a text is not the day on which it was known"),
    ],
)
def test_the_day_on_which_a_version_became_known(version: str, day: date | None) -> None:
    given = plan(DAYS)
    assert known_on(given.versions[version], given) == day


@pytest.mark.parametrize(
    ("version", "at", "day"),
    [
        pytest.param("typed", 0, date(2025, 11, 20), id="a point: from the first day of its sources"),
        pytest.param("derived", 0, date(2025, 11, 20), id="a point without sources: from its version's day"),
        pytest.param("by-points", 0, date(2025, 11, 30), id="a point that came later than its version"),
        pytest.param("undated-version", 0, None, id="neither has a day"),
    ],
)
def test_the_day_on_which_a_point_became_known(version: str, at: int, day: date | None) -> None:
    given = plan(DAYS)
    assert point_known_on(given.versions[version].points[at], given.versions[version], given) == day


def test_what_became_known_comes_in_order_of_days_versions_first_and_the_undated_last() -> None:
    assert [(item.day.day if item.day else None, item.kind, item.id) for item in known_when(plan(DAYS))] == [
        (20, "version", "derived"),
        (20, "article", "early"),
        (21, "version", "typed"),
        (25, "version", "by-points"),
        (25, "article", "middle"),
        (30, "article", "late"),
        (None, "version", "undated-version"),
        (None, "article", "undated"),
    ]


# ---------------------------------------------------------------------------------------------------- articles


@pytest.mark.parametrize(
    ("day", "there"),
    [
        pytest.param("2025-11-23", [], id="the day before"),
        pytest.param("2025-11-24", ["r1"], id="what was published by that day, that day included"),
        pytest.param("2025-11-25", ["r1"], id="a revision counts from its own day, not that of the article"),
        pytest.param("2025-11-26", ["r1", "r2"], id="on its day the revision is there"),
    ],
)
def test_articles_count_from_their_own_day(day: str, there: list[str]) -> None:
    then = cut(
        "articles: {r1: {published: 2025-11-24}, r2: {published: 2025-11-24, revised: 2025-11-26, revises: r1}}", day
    )
    assert list(then.plan.articles) == there


def test_a_claim_of_the_older_revision_is_withdrawn_from_the_day_of_the_newer_one_on() -> None:
    text = """
articles:
  r1: {published: 2025-11-24, claims: [{kept: x, id: goes}]}
  r2: {published: 2025-11-24, revised: 2025-11-26, revises: r1, claims: []}
"""
    assert [gather(cut(text, day).plan)[0].check for day in ("2025-11-25", "2025-11-26")] == ["not-quoted", "withdrawn"]


def test_a_point_without_a_day_is_left_out_by_its_id_else_its_number_else_its_place() -> None:
    then = cut(
        """
versions:
  v:
    points:
      - {id: dated, paraphrase: x, sources: [b]}
      - {paraphrase: x, sources: [a]}
      - {id: cap, number: "2", paraphrase: x, sources: [a]}
      - {number: "4", paraphrase: x, sources: [a]}
articles: {a: {published: ~}, b: {published: 2025-11-20}}
""",
        "2025-12-01",
    )
    assert then.left_out == ("article:a", "point:v#@2", "point:v#cap", "point:v#4")
    assert ids(then.plan, "v") == ["dated"]


def test_what_has_no_day_is_left_out_and_counted_out_loud() -> None:
    then = cut(
        """
versions:
  v: {known: 2025-11-20, points: [cap]}
  later: {known: 2025-12-20, points: [cap]}
  dayless: {date: 2025-11-20, points: [cap]}
  empty: {date: 2025-11-20}
articles: {a: {published: ~}, b: {published: 2025-11-20}}
""",
        "2025-12-01",
    )
    assert then.left_out == ("article:a", "version:dayless")
    assert list(then.plan.articles) == ["b"]
    assert then.day == date(2025, 12, 1)


# ---------------------------------------------------------------------------------------------------- versions and points

GROWING = """
versions:
  old: {known: 2025-11-20, points_held: all, points: [cap, nato, {id: late, paraphrase: x, sources: [b]}]}
  new:
    based_on: [old]
    known: 2025-11-23
    points_held: all
    points_total: 3
    points: [cap, {id: nato, paraphrase: x, sources: [b]}, {number: "7", paraphrase: x, sources: [b]}]
    gone: {old#late: struck}
  latest: {based_on: [new], known: 2025-12-05, points_held: all, points_total: 2, gone: {new#cap: struck}, sources: [b],
           witnesses: [{id: axios}], points: [cap, nato]}
main_line: [old, new, latest]
articles: {a: {published: 2025-11-20}, b: {published: 2025-11-30}}
"""


def test_a_version_that_was_not_known_by_then_keeps_its_place_and_nothing_else() -> None:
    then = cut(GROWING, "2025-12-01")
    latest = then.plan.versions["latest"]
    assert then.not_yet == {"latest"}
    assert (latest.points, latest.points_total, latest.gone, latest.witnesses, latest.sources) == ((), None, {}, (), ())
    assert then.plan.main_line == ("old", "new")
    assert list(then.plan.versions) == ["old", "new", "latest"]


def test_a_version_counts_on_the_day_it_became_known() -> None:
    assert cut(GROWING, "2025-12-05").not_yet == frozenset()
    assert cut(GROWING, "2025-12-04").not_yet == {"latest"}
    assert cut(GROWING, "2025-11-19").not_yet == {"old", "new", "latest"}


def test_a_point_counts_from_its_first_source_and_till_then_its_version_is_held_in_part() -> None:
    then = cut(GROWING, "2025-11-29")
    assert ids(then.plan, "new") == ["cap"]
    assert ids(then.plan, "old") == ["cap", "nato"]
    assert (then.plan.versions["new"].points_held, then.plan.versions["old"].points_held) == ("some", "some")
    assert then.later >= {("new", "nato"), ("old", "late"), ("latest", "cap"), ("latest", "nato")}
    assert then.left_out == ()


def test_where_nothing_is_left_out_a_version_is_held_as_it_was_typed() -> None:
    then = cut(GROWING, "2025-11-30")
    assert ids(then.plan, "new") == ["cap", "nato", None]
    assert then.plan.versions["new"].points_held == "all"
    assert not then.later & {("new", "cap"), ("new", "nato")}


@pytest.mark.parametrize("held", ["some", "none"])
def test_a_version_that_is_held_in_part_stays_so(held: str) -> None:
    then = cut(
        f"""
versions: {{v: {{known: 2025-11-20, points_held: {held}, points: [cap, {{id: late, paraphrase: x, sources: [b]}}]}}}}
articles: {{b: {{published: 2025-11-30}}}}
""",
        "2025-11-21",
    )
    assert then.plan.versions["v"].points_held == held


def test_a_point_without_a_day_in_a_version_without_one_is_left_out_by_its_id_its_number_or_its_place() -> None:
    given = """
versions:
  v:
    points: [{id: dated, paraphrase: x, sources: [a]}]
  w:
    known: 2025-11-20
    points: [{id: one, paraphrase: x}, {id: two, paraphrase: x, sources: [undated]}]
articles: {a: {published: 2025-11-20}, undated: {published: ~}}
"""
    then = cut(given, "2025-12-01")
    assert then.left_out == ("article:undated",)
    assert (ids(then.plan, "v"), ids(then.plan, "w")) == (["dated"], ["one", "two"])


def test_what_is_typed_on_a_version_counts_with_its_sources() -> None:
    given = """
versions:
  part: {known: 2025-11-20, points_held: some, points_total: 19, sources: [late, "later#c1"], points: [cap]}
  whole: {known: 2025-11-20, points_held: all, points_total: 1, sources: [late], points: [cap]}
articles: {late: {published: 2025-11-24}, later: {published: 2025-11-28}}
"""
    before, on_the_day = cut(given, "2025-11-23").plan, cut(given, "2025-11-24").plan
    assert (before.versions["part"].points_total, on_the_day.versions["part"].points_total) == (None, 19)
    assert (before.versions["whole"].points_total, on_the_day.versions["whole"].points_total) == (None, 1)
    assert (before.versions["whole"].points_held, on_the_day.versions["whole"].points_held) == ("some", "all")


# ---------------------------------------------------------------------------------------------------- what compares

COMPARES = """
versions:
  old: {known: 2025-11-20, points: [cap, nato]}
  branch: {known: 2025-12-05, points: [cap, nato]}
  new:
    based_on: [old]
    known: 2025-11-23
    gone: {old#x: gone, branch#y: gone}
    points:
      - id: cap
        paraphrase: x
        readings: [{since: old, says: kept, gist: g}, {since: branch, says: reworded, gist: g}]
        parts: [{id: part, text: x, readings: [{since: branch, says: kept, gist: g}]}]
      - {id: nato, paraphrase: x, from: [old#nato, branch#nato]}
      - {id: from-branch, paraphrase: x, from: [branch#nato]}
      - {id: brand-new, paraphrase: x, from: []}
"""


def test_a_reading_gone_or_from_counts_from_the_later_day_of_what_it_compares() -> None:
    version = cut(COMPARES, "2025-12-01").plan.versions["new"]
    cap, nato, from_branch, brand_new = version.points
    assert [reading.since for reading in cap.readings] == ["old"]
    assert cap.parts[0].readings == ()
    assert [origin.point for origin in nato.from_ or ()] == ["old#nato"]
    assert from_branch.from_ is None
    assert brand_new.from_ == ()
    assert list(version.gone) == ["old#x"]


def test_on_the_day_of_the_later_one_all_of_it_counts() -> None:
    version = cut(COMPARES, "2025-12-05").plan.versions["new"]
    assert [reading.since for reading in version.points[0].readings] == ["old", "branch"]
    assert len(version.points[1].from_ or ()) == 2
    assert len(version.points[0].parts[0].readings) == 1
    assert list(version.gone) == ["old#x", "branch#y"]


def test_a_position_counts_from_the_first_day_of_its_sources() -> None:
    given = """
versions:
  new:
    known: 2025-11-20
    points: [{id: cap, paraphrase: x, positions: {ua: {is: rejects, sources: [late]}, ru: {is: accepts, sources: [early]}, us: proposes}}]
articles: {early: {published: 2025-11-20}, late: {published: 2025-11-28}}
"""
    assert set(cut(given, "2025-11-21").plan.versions["new"].points[0].positions) == {"ru", "us"}
    assert set(cut(given, "2025-11-28").plan.versions["new"].points[0].positions) == {"ua", "ru", "us"}


# ---------------------------------------------------------------------------------------------------- verdicts on a day

NEGOTIATION = """
versions:
  old: {known: 2025-11-20, points_held: all, points: [cap, nato]}
  new: {based_on: [old], known: 2025-11-23, points_held: all, points: [cap, {id: nato, paraphrase: x, sources: [late]}]}
articles:
  late: {published: 2025-11-30}
  early: {published: 2025-11-24, claims: [{removed: cap, since: old, by: Ann}]}
  undated: {published: ~, claims: [{kept: nato, since: old, by: Ann}]}
"""


def test_a_version_that_was_not_known_has_no_verdicts() -> None:
    compared = compared_on(NEGOTIATION, "2025-11-22")
    assert {told(change)[:2] for change in compared.changes} == {("unknown", "none")}
    assert {change.reason_code for change in compared.changes} == {"not-yet-known"}
    assert any("was not known by then" in note for note in compared.notes)


def test_a_point_that_came_later_is_not_yet_known_and_not_removed() -> None:
    change = change_in(compared_on(NEGOTIATION, "2025-11-25"), "nato")
    assert (change.verdict, change.reason_code) == ("unknown", "not-yet-known")


def test_a_comparison_as_of_a_day_says_which_day_and_what_it_leaves_out() -> None:
    compared = compared_on(NEGOTIATION, "2025-11-25")
    assert (compared.as_of, compared.left_out) == (date(2025, 11, 25), ("article:undated",))


def test_a_claim_carries_a_verdict_from_its_own_day_on() -> None:
    part = NEGOTIATION.replace("known: 2025-11-23, points_held: all, points: [cap, ", "known: 2025-11-23, points: [")
    assert change_in(compared_on(part, "2025-11-23"), "cap").verdict == "unknown"
    assert change_in(compared_on(part, "2025-11-24"), "cap").verdict == "removed"


def test_as_of_the_last_day_equals_no_day_but_for_what_has_no_day() -> None:
    dated = NEGOTIATION.replace("published: ~", "published: 2025-11-30")
    whole = compare(Facts(plan(dated)), "old", "new")
    last = compared_on(dated, "2025-12-31")
    assert [told(change) for change in whole.changes] == [told(change) for change in last.changes]
    assert last.left_out == ()


def test_that_a_version_was_not_known_joins_no_two_others_on_the_main_line() -> None:
    text = """
versions:
  old: {known: 2025-11-20, points_held: all, points: [cap]}
  between: {known: 2025-12-05, relations: {old: answers}, points: [cap]}
  new: {known: 2025-11-25, points_held: all, points: [nato]}
main_line: [old, between, new]
"""
    for day in ("2025-12-01", "2025-12-10"):
        found = compared_on(text, day)
        assert found.relation == "answers"
        assert told(change_in(found, "cap"))[0] == "unmatched"
