"""A name is one line wherever it is shown: what would break it is a visible mark, and honest names stay as they are."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from briefed import PAGES, page, the_plan
from typer.testing import CliRunner

from planstrack.briefing import wording
from planstrack.cli.app import app
from planstrack.model import Plan
from planstrack.render import markdown, terminal
from planstrack.render.markup import Document, named
from planstrack.render.printable import printable
from planstrack.render.terminal.paper import Lines, Paper

SAID = "All quotes verified."
ENDS = [
    "\n",
    "\r",
    "\r\n",
    "\v",
    "\f",
    "\x1c",
    "\x1d",
    "\x1e",
    "\x85",
    "\u2028",
    "\u2029",
    "\n\n",
    "\n\r\n",
    "\n\t",
    "\n    ",
]
IDS = [" ".join(f"U+{ord(char):04X}" for char in end) for end in ENDS]
BREAKS = re.compile("[\r\v\f\x1c-\x1e\x85\u2028\u2029\t]")

HONEST = ["R&D <5 %", "=", "Дзеркало тижня «ні»", "שלום (לא)", "🇺🇦 👨‍👩‍👧", "a\u00a0b", "javascript: in prose"]


def everywhere(end: str) -> Plan:
    """Return the plan with a stranger's line behind every title, outlet, speaker, unit, text and gist."""
    return the_plan(f"{end}$ planstrack check{end}{SAID}")


@pytest.mark.parametrize("end", ENDS, ids=IDS)
@pytest.mark.parametrize("kind", PAGES)
def test_no_name_begins_a_line_of_the_terminal(kind: str, end: str) -> None:
    shown = getattr(terminal, kind)(page(kind, plan_=everywhere(end)), width=120)
    assert not BREAKS.search(shown)
    marks = "".join(" " if char == "\t" else f"⟨U+{ord(char):04X}⟩" for char in end if char != " ").strip()
    assert marks in shown


@pytest.mark.parametrize("end", ["\n", "\r\n", "\v", "\u2028"])
@pytest.mark.parametrize("kind", PAGES)
def test_what_an_article_is_called_is_one_line_of_the_terminal(kind: str, end: str) -> None:
    plan = the_plan()
    named_so = dict.fromkeys(("outlet", "title", "url"), f"x{end}$ planstrack check{end}{SAID}")
    articles = {name: item.model_copy(update=named_so) for name, item in plan.articles.items()}
    shown = getattr(terminal, kind)(page(kind, plan_=plan.model_copy(update={"articles": articles})), width=120)
    assert not BREAKS.search(shown)
    assert not [line for line in shown.split("\n") if line.strip() in ("$ planstrack check", SAID)]


@pytest.mark.parametrize("end", ENDS, ids=IDS)
@pytest.mark.parametrize("kind", PAGES)
def test_no_name_begins_a_line_of_markdown(kind: str, end: str) -> None:
    text = getattr(markdown, kind)(page(kind, plan_=everywhere(end)))
    assert not BREAKS.search(text)
    assert all(unicodedata.category(char) != "Cc" or char == "\n" for char in text)
    headings = [line for line in text.split("\n") if line.startswith("#")]
    assert any(f"⟨U+{ord(end[0]):04X}⟩" in line for line in headings)


@pytest.mark.parametrize("end", ENDS, ids=IDS)
def test_a_name_in_markdown_bears_a_mark_where_it_broke(end: str) -> None:
    document = Document()
    document.heading(1, f"Paper{end}# {SAID}")
    document.paragraph(named(f"Paper{end}- {SAID}"))
    lines = [line for line in document.text().split("\n") if line]
    assert len(lines) == 2
    assert all(f"Paper⟨U+{ord(end[0]):04X}⟩" in line for line in lines)


def test_a_text_keeps_its_lines_and_a_sentence_about_it_does_not() -> None:
    paper = Paper(80)
    paper.write(Lines("one\ntwo\r\nthree"))
    paper.write("four\nfive")
    assert paper.text(colour=False) == "one\ntwo\nthree\nfour⟨U+000A⟩five\n"
    assert wording.flowing(" one \n\n  two\r\nthree \n") == "one two three"


def test_a_point_of_several_lines_is_shown_with_them() -> None:
    plan = the_plan()
    third = plan.versions["second"]
    points = tuple(point.model_copy(update={"text": "a) one\nb) two", "wording": "verbatim"}) for point in third.points)
    changed = plan.model_copy(
        update={"versions": {**plan.versions, "second": third.model_copy(update={"points": points})}}
    )
    shown = terminal.version(page("version", plan_=changed))
    assert "    a) one\n    b) two\n" in shown
    assert "⟨U+" not in shown


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("mark", HONEST)
def test_an_honest_name_stays_as_it_is(kind: str, mark: str) -> None:
    shown = getattr(terminal, kind)(page(kind, f" {mark}"), width=120)
    assert mark in shown.replace("\n", " ").replace("  ", " ") or mark in re.sub(r"\s+", " ", shown)
    assert "⟨" not in shown


@pytest.mark.parametrize("end", ENDS, ids=IDS)
def test_a_plan_on_disk_prints_no_line_of_a_stranger(tmp_path: Path, end: str) -> None:
    evil = "".join(f"\\u{ord(char):04x}" for char in f"Paper{end}$ planstrack check{end}{SAID}")
    plan = tmp_path / "plan"
    (plan / "versions").mkdir(parents=True)
    (plan / "articles").mkdir()
    (plan / "plan.yaml").write_text(
        f'title: "{evil}"\nissues: {{nato: {{title: "{evil}"}}}}\nheadlines: [nato]\nmain_line: [one, two]\n',
        encoding="utf-8",
    )
    for at, name in enumerate(("one", "two")):
        (plan / "versions" / f"{name}.yaml").write_text(
            f'title: "{evil}"\ndate: 2025-11-2{at}\ntext: leaked\npoints_held: all\nsources: [a]\npoints:\n'
            f'  - {{id: p, number: "1", title: "{evil}", text: The cap is {at}., issues: [nato]}}\n',
            encoding="utf-8",
        )
    (plan / "articles" / "a.yaml").write_text(
        f'outlet: "{evil}"\ntitle: "{evil}"\nurl: "{evil}"\npublished: 2025-11-20\nclaims:\n'
        f'  - {{id: c, gist: It is so., says: confirmed, said_by: ["{evil}"], about: {{version: two, points: [p]}}}}\n',
        encoding="utf-8",
    )
    for command in (
        ["check"], ["brief"], ["log"], ["diff", "one", "two"], ["show", "two"], ["issue", "nato"], ["issue"], ["table"],
        ["evidence", "one", "two"], ["show", "one", "--format", "markdown"], ["check", "--format", "github"],
    ):  # fmt: skip
        result = CliRunner().invoke(app, ["--plan", str(plan), *command], env={"COLUMNS": "120"})
        assert not isinstance(result.exception, Exception) or isinstance(result.exception, SystemExit), command
        told = result.stdout + result.stderr
        assert not BREAKS.search(told), command
        for line in told.split("\n"):
            assert line != SAID, command
            assert not re.fullmatch(r"\s*\$ planstrack check\s*", line), command


def test_what_is_printable_is_one_line() -> None:
    for end in ENDS:
        assert len(printable(f"a{end}b").splitlines()) == 1
