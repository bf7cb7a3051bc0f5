"""What the shipped plan's pages say: the sentences an editor would quote, held to what the reports carry."""

from __future__ import annotations

import json
import re
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


def test_after_geneva_the_army_cap_is_changed_and_disputed_with_every_side_named() -> None:
    text = " ".join(str(shown("diff", "us-28", "geneva-19").render("terminal")).split())
    assert "~ 6 → ? Limit on Ukraine's armed forces: changed — reported, disputed" in text
    (cap,) = [e for e in shown("diff", "us-28", "geneva-19").page.sections[0].entries if e.id.endswith("/army-cap")]
    said = {side.says: {name for name, _ in side.voices} for side in cap.disputes[0].sides}
    assert "senior Ukrainian officials (to FT)" in said["at most 800,000 (in peacetime)"]
    assert "Kyslytsya" in said["dropped"]


def test_after_geneva_nothing_is_called_removed_or_added_that_no_report_calls_so() -> None:
    comparison = shown("diff", "us-28", "geneva-19").value
    for change in comparison.changes:
        if change.verdict in ("removed", "added"):
            assert any(item.says in ("removed", "dropped", "added") and item.stands for item in change.evidence)


def test_the_sum_after_geneva_is_right() -> None:
    accounting = shown("diff", "us-28", "geneva-19").value.accounting
    assert (accounting.old_total, accounting.new_total) == (28, 19)
    assert accounting.identified + accounting.unaccounted == 9


def test_the_cap_is_followed_from_600_000_through_a_dispute_to_800_000_in_peacetime() -> None:
    (path,) = shown("issue", "army-cap").page.paths
    assert re.search(r": at most 600,000 .*→ disputed \(geneva-19\) → .*800,000 personnel \(in peacetime\)", path)


def test_the_briefing_says_where_it_stands_in_five_lines() -> None:
    names = [line.name for line in shown("brief").page.standing]
    assert names == ["The latest text followed", "Territory", "NATO", "Army cap", "Security guarantees"]


def test_every_dispute_of_the_briefing_names_who_takes_each_side() -> None:
    disputes = shown("brief").page.disputes
    assert "number of points of geneva-19" in {dispute.about for dispute in disputes}
    assert all(len(dispute.sides) > 1 and all(side.voices for side in dispute.sides) for dispute in disputes)


def test_no_sentence_of_the_briefing_states_as_a_fact_what_only_reports_say() -> None:
    for headline in shown("brief").page.headlines:
        for step in headline.steps:
            if " text" not in step.sentence:
                assert re.search(r"is (reported|disputed|not known)|is not known", step.sentence), step.sentence
