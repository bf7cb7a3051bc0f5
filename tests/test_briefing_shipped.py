"""What the shipped plan's pages say: the sentences an editor would quote, held to what the reports carry."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import mdformat
import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from rich.cells import cell_len

import planstrack
from planstrack.api import PlanFolder, Shown, load

FOLDER = Path(__file__).parent.parent / "plans" / "ukraine-2025"


@cache
def plan() -> PlanFolder:
    return load(FOLDER)


@cache
def shown(kind: str, *names: str) -> Shown:
    answer = getattr(plan(), kind)(*names)
    assert isinstance(answer, Shown)
    return answer


ANSWERS: list[tuple[str, ...]] = [
    ("diff", "us-28", "geneva-19"), ("diff", "us-28", "e3-reuters"), ("diff", "geneva-19", "florida"), ("brief",),
    ("issue", "army-cap"), ("issue", "territory"), ("issue", "nato"), ("issue", "security-guarantees"), ("issue",),
    ("why", "us-28..geneva-19/amnesty"),
    ("log",), ("show", "geneva-19"), ("show", "us-28"), ("evidence",), ("table", "us-28", "geneva-19", "florida"),
]  # fmt: skip
NAMES = [" ".join(answer) for answer in ANSWERS]


@pytest.mark.parametrize("answer", ANSWERS, ids=NAMES)
@pytest.mark.parametrize("width", [80, 120])
def test_it_can_be_read_at_any_usual_width(answer: tuple[str, ...], width: int) -> None:
    lines = str(shown(*answer).render("terminal", width=width)).split("\n")
    assert not [line for line in lines if cell_len(line) > width and "http" not in line]


@pytest.mark.parametrize("answer", ANSWERS, ids=NAMES)
def test_its_markdown_is_as_a_formatter_would_write_it(answer: tuple[str, ...]) -> None:
    text = str(shown(*answer).render("markdown"))
    assert mdformat.text(text, extensions={"gfm", "footnote"}) == text


@pytest.mark.parametrize("answer", ANSWERS, ids=NAMES)
def test_every_source_in_markdown_is_a_footnote_with_a_link(answer: tuple[str, ...]) -> None:
    reader = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    env: dict[str, Any] = {}
    tokens = reader.parse(str(shown(*answer).render("markdown")), env)
    notes = [token for token in tokens if token.type == "footnote_open"]
    links = [c for token in tokens for c in token.children or [] if c.type == "link_open"]
    assert len(notes) == len(env.get("footnotes", {}).get("list", {}))
    assert len(links) == len(notes)


def test_the_json_of_a_diff_is_what_the_schema_says() -> None:
    schema = json.loads((Path(planstrack.__file__).parent / "schema" / "diff.json").read_text(encoding="utf-8"))
    for new in ("geneva-19", "e3-reuters", "eu-24-telegraph"):
        jsonschema.Draft202012Validator(schema).validate(json.loads(shown("diff", "us-28", new).render("json")))


def entry(page: Any, name: str) -> Any:
    """Return one change of the page of a comparison, by the end of its id."""
    found = [item for section in page.sections for item in section.entries]
    found += [item for section in page.sections for group in section.groups for item in group.entries]
    return next(item for item in found if item.id.endswith(f"/{name}"))


def text_of(answer: Shown) -> str:
    return " ".join(str(answer.render("terminal", width=120)).split())


def test_after_geneva_the_army_cap_is_changed_and_to_what_is_disputed_with_every_side_named() -> None:
    cap = entry(shown("diff", "us-28", "geneva-19").page, "army-cap")
    assert cap.headline == "changed — reported, disputed"
    said = {side.says: {name for name, _ in side.voices} for side in cap.disputes[0].sides}
    assert "senior Ukrainian officials (to FT)" in said["at most 800,000 personnel (in peacetime)"]
    assert "Kyslytsya" in said["no limit"]
    assert "dropped" not in said
    assert "independent sources" not in text_of(shown("diff", "us-28", "geneva-19"))


def test_after_geneva_the_amnesty_is_disputed_each_side_with_its_own_sources() -> None:
    amnesty = entry(shown("diff", "us-28", "geneva-19").page, "amnesty")
    assert amnesty.headline == "disputed — reported"
    (dispute,) = amnesty.disputes
    assert [(side.says, side.sureness) for side in dispute.sides] == [
        ("removed", "1 or 2 unnamed sources"),
        ("changed, hence there", "one source"),
    ]


def test_eu_eligibility_after_geneva_is_moved_to_another_track_and_a_report_speaks() -> None:
    moved = entry(shown("diff", "us-28", "geneva-19").page, "eu-accession")
    assert moved.moved == "is reported moved to a separate track of the US and the EU"


def test_after_geneva_nothing_is_called_removed_or_added_that_no_report_calls_so() -> None:
    comparison = shown("diff", "us-28", "geneva-19").value
    for change in comparison.changes:
        if change.verdict in ("removed", "added"):
            assert any(
                item.says in ("removed", "dropped", "added", "moved") and item.stands for item in change.evidence
            )


def test_the_sum_after_geneva_is_disputed() -> None:
    accounting = shown("diff", "us-28", "geneva-19").value.accounting
    assert accounting.old == (28,)
    assert {19, 20, 26, 28} <= set(accounting.new)
    assert "(disputed)" in shown("diff", "us-28", "geneva-19").page.accounting


def test_the_plan_holds_summaries_and_no_page_redlines_them_or_calls_them_texts() -> None:
    for new in ("e3-reuters", "eu-24-telegraph", "framework-20-dec23"):
        page = shown("diff", "us-28", new).page
        items = [item for section in page.sections for item in section.entries]
        assert not [item.id for item in items if item.redline or item.basis == "text"]
        assert "from the texts" not in text_of(shown("diff", "us-28", new))


def test_a_rival_text_adds_nothing_and_names_the_nearest() -> None:
    page = shown("diff", "us-28", "eu-24-telegraph").page
    assert not {"added", "removed"} & {section.key for section in page.sections}
    children = next(
        item
        for section in page.sections
        for group in section.groups
        for item in group.entries
        if item.title == "Children"
    )
    assert children.verdict == "unmatched"
    assert re.fullmatch(r"nearest: 24, 0\.\d\d: (very )?unlikely the same point", children.link)


def test_nothing_is_called_changed_since_florida_that_no_report_compares_with_florida() -> None:
    page = shown("diff", "florida", "framework-20-dec23").page
    assert [section.key for section in page.sections] == ["unknown"]


def test_land_swaps_are_disputed_as_talk_and_territory_is_not_denied() -> None:
    florida = next(step for step in shown("issue", "territory").page.steps if step.version.id == "florida")
    swaps = [dispute for dispute in florida.disputes if dispute.question == "talked"]
    assert [{side.says for side in dispute.sides} for dispute in swaps] == [{"discussed", "denied"}]
    assert all(dispute.about.startswith("Land swaps") for dispute in swaps)
    assert "“Territories” is reported as open" in florida.words


def test_nato_in_florida_is_not_known_and_what_was_discussed_is_told_of_the_talks() -> None:
    florida = next(step for step in shown("issue", "nato").page.steps if step.version.id == "florida")
    assert not florida.known
    assert florida.words.startswith("what “Text after Florida” says of the matter is not known")
    assert "it is reported of the talks: " in florida.words


def test_elections_as_soon_as_possible_name_no_number_and_are_not_without_limit() -> None:
    elections = entry(shown("diff", "us-28", "e3-reuters").page, "elections")
    (line,) = elections.quantities
    assert (line.old, line.new) == ("at most 100", "no number named")


def test_no_number_is_invented_where_none_is_sourced() -> None:
    version = plan().plan.versions["eu-24-telegraph"]
    numbers = {point.number for point in version.points if point.number}
    for step in shown("issue", "territory").page.branches:
        if step.version.id == "eu-24-telegraph":
            assert {point.number for point in step.points} <= numbers | {None}


def test_as_of_the_day_before_the_leak_nothing_is_asserted_of_the_28_points() -> None:
    text = text_of(plan().brief(as_of=date(2025, 11, 20)))
    assert "No version of the main line was known by 20 November 2025." in text
    assert "28" not in text.partition("reports on file")[0].replace("Left out", "")
    diff = text_of(plan().diff("us-28", "geneva-19", as_of=date(2025, 11, 20)))
    assert "not yet known by then" in diff
    assert "all 28 points" not in diff


def test_the_cap_is_followed_from_600_000_through_a_dispute_to_800_000_in_peacetime() -> None:
    (path,) = shown("issue", "army-cap").page.paths
    assert re.search(
        r": at most 600,000 personnel \(US 28-point plan, as summarised here\) → disputed \(Text after Geneva\) → .*"
        r"800,000 personnel \(in peacetime\)",
        path,
    )


def test_the_briefing_says_where_it_stands_in_five_lines_and_what_came_later_in_one() -> None:
    names = [line.name for line in shown("brief").page.standing]
    assert [name for name in names if not name.startswith("Later, ")] == [
        "The latest text followed", "Territory", "NATO", "Army cap", "Security guarantees",
    ]  # fmt: skip


def test_every_dispute_of_the_briefing_names_who_takes_each_side() -> None:
    disputes = shown("brief").page.disputes
    assert "count" in {dispute.question for dispute in disputes}
    for dispute in disputes:
        assert len(dispute.sides) > 1
        assert all(side.voices or side.cited for side in dispute.sides), dispute.id


def test_no_sentence_of_the_briefing_states_as_a_fact_what_only_reports_or_summaries_say() -> None:
    for headline in shown("brief").page.headlines:
        for step in headline.steps:
            for clause in step.sentence.split("; "):
                if re.search(r"\b(is|are)\b", clause):
                    assert re.search(
                        r"(is|are) (reported|disputed|not known)|as summarised here|was talked of", clause
                    ), clause


def test_no_id_of_a_version_stands_in_the_prose_of_the_briefing() -> None:
    page = shown("brief").page
    told = [line.text for turn in page.turns for line in (*turn.lines, *turn.unknown)]
    told += [line.text for line in page.standing]
    told += [text for item in page.headlines for text in (*item.paths, *(step.sentence for step in item.steps))]
    ids = [name for name in plan().plan.versions if "-" in name]
    assert not [(name, text) for text in told for name in ids if re.search(rf"\b{re.escape(name)}\b", text)]


def test_every_claim_that_stands_reaches_a_page_of_an_issue_or_of_a_comparison() -> None:
    """A claim is told under its issues, in its version or of no text; counts are told with the sum and the version."""
    folder = plan()
    found: set[str] = set()
    for name in folder.plan.issues:
        page = shown("issue", name).page
        told = [item for step in (*page.steps, *page.branches) for item in step.statements]
        found |= {key for item in (*told, *page.of_no_text) for key in (item.key, *item.kept)}
    for version in folder.plan.versions.values():
        for item in folder.facts.counts(version.name):
            found |= {ground.key for ground in item.grounds}
    assert not [item.key for item in folder.facts.evidence if item.stands and item.key not in found]


@pytest.mark.parametrize("change", ["amnesty", "army-cap", "frozen-funds", "sovereignty"])
def test_why_gives_each_ground_a_place_in_the_files(change: str) -> None:
    page = shown("why", f"us-28..geneva-19/{change}").page
    grounds = [ground for asked in page.answers for fact in asked.facts for ground in fact.grounds]
    assert grounds
    for ground in grounds:
        path, line, column = ground.place.rsplit(":", 2)
        assert Path(path).exists() or (FOLDER / path).exists()
        assert int(line) >= 1
        assert int(column) >= 1
        if ground.statement:
            text = Path(path).read_text(encoding="utf-8").split("\n")
            assert ground.key.partition("#")[2] in " ".join(text[int(line) - 1 : int(line) + 3])
