"""The commands as a person calls them: what comes out, where it goes, and how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import planstrack
from planstrack.cli.app import app
from planstrack.render import OFFERED

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "plans" / "ukraine-2025"

PLAN = """\
title: A plan
parties: {us: United States}
issues:
  army-cap: {title: Cap}
main_line: [v1, v2]
"""
V1 = """\
title: First
date: 2025-11-20
text: leaked
points_held: all
points:
  - {id: cap, number: "1", text: "The army is limited to 600,000.", wording: verbatim, issues: [army-cap]}
  - {id: gone, number: "2", text: "Fighter jets stand in Poland."}
"""
V2 = """\
title: Second
date: 2025-11-23
based_on: [v1]
text: leaked
points_held: all
points:
  - {id: cap, number: "1", text: "The army is limited to 800,000.", wording: verbatim, issues: [army-cap]}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "versions").mkdir()
    (tmp_path / "articles").mkdir()
    (tmp_path / "plan.yaml").write_text(PLAN)
    (tmp_path / "versions" / "v1.yaml").write_text(V1)
    (tmp_path / "versions" / "v2.yaml").write_text(V2)
    return tmp_path


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(item) for item in arguments])


def widest(text: str) -> int:
    """The longest line; an address is never cut, so that it can be followed."""
    return max(len(line) for line in text.splitlines() if "://" not in line)


def process(*arguments: str, cwd: Path = ROOT, **more: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", "from planstrack.cli import main; main()", *arguments],
        cwd=cwd,
        capture_output="stdout" not in more,
        check=False,
        **more,  # type: ignore[call-overload]
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["log"],
        ["log", "--knowledge"],
        ["show", "us-28"],
        ["show", "florida"],
        ["diff", "us-28", "geneva-19"],
        ["diff", "us-28", "e3-reuters", "--explain"],
        ["diff", "us-28", "geneva-19", "--as-of", "2025-11-24"],
        ["issue"],
        ["issue", "army-cap"],
        ["table", "us-28", "geneva-19", "florida"],
        ["evidence"],
        ["evidence", "us-28..geneva-19/army-cap"],
        ["brief"],
        ["check"],
        ["explain"],
        ["explain", "bad-date"],
        ["schema", "version"],
    ],
    ids=" ".join,
)
def test_every_reading_command_works_on_the_shipped_plan(arguments: list[str]) -> None:
    result = call("--plan", SHIPPED, *arguments)
    assert (result.exit_code, result.exception) == (0, None)
    assert result.stdout.strip()
    if arguments[0] not in ("schema", "check", "brief"):  # JSON, programs' lines and Markdown are not wrapped
        assert widest(result.stdout) <= 80


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        ("diff", ["diff", "us-28", "geneva-19"]),
        ("brief", ["brief"]),
        ("issue", ["issue", "territory"]),
        ("issues", ["issue"]),
        ("table", ["table", "us-28", "geneva-19", "florida"]),
        ("version", ["show", "e3-reuters"]),
        ("log", ["log"]),
        ("knowledge", ["log", "--knowledge"]),
        ("evidence", ["evidence"]),
    ],
)
def test_every_page_comes_in_every_format_offered_and_twice_the_same(
    kind: str, arguments: list[str], tmp_path: Path
) -> None:
    for form in OFFERED[kind]:
        written = [tmp_path / f"one.{form}", tmp_path / f"two.{form}"]
        for path in written:
            result = call("--plan", SHIPPED, *arguments, "--format", form, "-o", path)
            assert (result.exit_code, result.stderr) == (0, "")
        one, two = (path.read_bytes() for path in written)
        assert one == two, f"{kind} as {form} is not the same twice"
        assert len(one) > 100


def test_a_format_that_is_not_offered_is_a_usage_error() -> None:
    result = call("--plan", SHIPPED, "log", "--format", "docx")
    assert result.exit_code == 2
    assert result.stderr == "Error: log is not written as docx\nFormats: terminal, markdown, html, json.\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["diff", "v1", "v3"], "there is no version 'v3'", id="a version that is not there"),
        pytest.param(["diff", "v1", "nowhere.yaml"], "there is no file 'nowhere.yaml'", id="a file that is not there"),
        pytest.param(["diff", "v1", "v2", "--issue", "armycap"], "Did you mean army-cap?", id="nearly an issue"),
        pytest.param(["diff", "v1", "v2", "--aspect", "modals"], "Did you mean modal?", id="nearly an aspect"),
        pytest.param(["diff", "v1", "v2", "--as-of", "2025-02-30"], "is not a calendar date", id="no such day"),
        pytest.param(["show", "v2", "--as-of", "2025-11-21"], "was not known by then", id="not known by then"),
        pytest.param(["show", "../../etc/passwd"], "there is no", id="a path for an id"),
        pytest.param(["issue", "army-cup"], "Did you mean army-cap?", id="nearly an issue again"),
        pytest.param(["evidence", "v1..v2/nothing"], "there is no change", id="a change that is not there"),
        pytest.param(["evidence", "nothing"], "is not the name of a change", id="no change at all"),
        pytest.param(["why", "v1..v2/capp"], "Did you mean v1..v2/cap?", id="nearly a change"),
        pytest.param(["why", "v1..v3/cap"], "there is no version 'v3'", id="a change of a version that is not there"),
        pytest.param(["explain", "bad-dates"], "Did you mean bad-date?", id="nearly a code"),
        pytest.param(["explain", "nonsense"], "planstrack explain lists all codes.", id="nothing like a code"),
        pytest.param(["check", "nowhere"], "there is no file or folder 'nowhere'", id="nothing to check"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_was_meant(plan: Path, arguments: list[str], message: str) -> None:
    result = call("--plan", plan, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_no_plan_is_a_usage_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANSTRACK_PLAN", raising=False)
    result = call("log")
    assert result.exit_code == 2
    assert "plan.yaml" in result.stderr


def test_the_plan_is_found_by_option_then_environment_then_the_folder_above_then_the_only_one_below(
    plan: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.delenv("PLANSTRACK_PLAN", raising=False)
    monkeypatch.chdir(plan / "versions")
    assert "First" in call("show", "v1").stdout
    below = other / "plans" / "mine"
    below.mkdir(parents=True)
    (below / "plan.yaml").write_text("title: Below\n")
    monkeypatch.chdir(other)
    assert call("log").exit_code == 0
    monkeypatch.setenv("PLANSTRACK_PLAN", str(plan))
    assert "First" in call("show", "v1").stdout
    assert call("--plan", below, "show", "v1").exit_code == 2


def test_two_yaml_files_need_no_plan(
    plan: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("empty"))
    result = call("diff", plan / "versions" / "v1.yaml", plan / "versions" / "v2.yaml", "--format", "json")
    assert result.exit_code == 0
    assert [change["verdict"] for change in json.loads(result.stdout)["changes"]] == ["changed", "removed"]


def test_exit_code_tells_differences_apart_only_when_asked(plan: Path) -> None:
    assert call("--plan", plan, "diff", "v1", "v2").exit_code == 0
    assert call("--plan", plan, "diff", "v1", "v2", "--exit-code").exit_code == 1
    assert call("--plan", plan, "diff", "v1", "v1", "--exit-code").exit_code == 0


def test_a_broken_side_ends_with_1_and_shows_its_problems(plan: Path) -> None:
    (plan / "versions" / "v2.yaml").write_text("title: [\n")
    result = call("--plan", plan, "diff", "v1", "v2")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "v2.yaml:" in result.stderr


def test_a_broken_article_is_reported_beside_the_answer_which_may_lack_what_it_says(plan: Path) -> None:
    (plan / "articles" / "a.yaml").write_text("outlet: [\n")
    result = call("--plan", plan, "diff", "v1", "v2")
    assert result.exit_code == 1
    assert "a.yaml:" in result.stderr
    assert "600,000" in result.stdout


def test_an_aspect_filters_changes(plan: Path) -> None:
    found = json.loads(call("--plan", plan, "diff", "v1", "v2", "--aspect", "number", "--format", "json").stdout)
    assert [change["id"] for change in found["changes"]] == ["v1..v2/cap"]


def test_output_goes_to_a_file_whole_or_not_at_all(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    out.write_text("before")
    assert call("--plan", plan, "diff", "v1", "nothing", "-o", out).exit_code == 2
    assert out.read_text() == "before"
    assert call("--plan", plan, "diff", "v1", "v2", "--format", "markdown", "-o", out).exit_code == 0
    assert out.read_text().startswith("# ")
    missing = call("--plan", plan, "diff", "v1", "v2", "-o", tmp_path / "no" / "such" / "folder.md")
    assert missing.exit_code == 1
    assert "not written" in missing.stderr


@pytest.mark.parametrize(
    ("links", "arguments"),
    [
        pytest.param({"brief.md": "../ours/secret"}, ["log", "-o", "brief.md"], id="a file"),
        pytest.param({"out": "../ours"}, ["diff", "v1", "v2", "-o", "out/secret"], id="a folder on the way"),
        pytest.param({"a": "b", "b": "../ours/secret"}, ["check", "-o", "a"], id="link by link"),
        pytest.param({"site": "../ours"}, ["site", "-o", "site"], id="the folder of a site"),
        pytest.param({"site/index.html": "../../ours/secret"}, ["site", "-o", "site"], id="a page of a site"),
        pytest.param({"site/versions": "../../ours"}, ["site", "-o", "site"], id="a folder of a site"),
        pytest.param({"site/index.html": "search.html"}, ["site", "-o", "site"], id="a link within a site"),
    ],
)
def test_nothing_is_written_through_a_strangers_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: dict[str, str], arguments: list[str]
) -> None:
    for folder in ("clone/versions", "clone/site", "ours"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "clone/plan.yaml").write_text(PLAN)
    (tmp_path / "clone/versions/v1.yaml").write_text(V1)
    (tmp_path / "clone/versions/v2.yaml").write_text(V2)
    (tmp_path / "ours/secret").write_text("ours")
    if "site" in links:
        (tmp_path / "clone/site").rmdir()
    for name, target in links.items():
        (tmp_path / "clone" / name).symlink_to(target)
    monkeypatch.chdir(tmp_path / "clone")
    result = call("--plan", ".", *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"Error: {arguments[-1]}: not written: " in result.stderr
    assert "link" in result.stderr
    assert ([path.name for path in (tmp_path / "ours").iterdir()], (tmp_path / "ours/secret").read_text()) == (
        ["secret"],
        "ours",
    )


def test_a_read_only_file_is_not_replaced_in_silence(plan: Path) -> None:
    (plan / "out.md").write_text("mine")
    (plan / "out.md").chmod(0o444)
    result = call("--plan", plan, "log", "-o", plan / "out.md")
    assert (result.exit_code, result.stderr) == (1, f"Error: {plan}/out.md: not written: 'out.md' is read-only\n")
    assert (plan / "out.md").read_text() == "mine"


def test_no_colour_and_no_control_character_reaches_a_pipe() -> None:
    result = process("diff", "us-28", "geneva-19", env={**os.environ, "TERM": "xterm-256color"})
    assert result.returncode == 0
    assert not set(result.stdout) & (set(range(32)) - {10})


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_locale_gives_the_same_bytes_in_a_pipe(encoding: str) -> None:
    plain = process("diff", "us-28", "geneva-19").stdout
    assert (
        process("diff", "us-28", "geneva-19", env={**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C"}).stdout
        == plain
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [["diff", "us-28", "geneva-19"], ["--help"], ["--version"], ["diff", "--help"]])
def test_a_full_standard_output_is_not_success(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        result = process(*arguments, stdout=full, stderr=subprocess.PIPE)
    assert result.returncode == 1
    assert result.stderr.startswith(b"Error: standard output could not be written")
    assert b"Traceback" not in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes streams")
@pytest.mark.parametrize(
    ("call", "status"),
    [("log >&-", 1), ("--version >&-", 1), ("log -o {} >&-", 0), ("log 2>&- >{}", 0), ("show nothing 2>&-", 2)],
)
def test_a_closed_stream_is_no_traceback_and_no_success_where_it_was_needed(
    call: str, status: int, tmp_path: Path
) -> None:
    command = f"{sys.executable} -c 'from planstrack.cli import main; main()' {call.format(tmp_path / 'log.txt')}"
    result = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, check=False)
    assert result.returncode == status
    assert b"Traceback" not in result.stderr
    assert (b"standard output could not be written" in result.stderr) == (status == 1)


def test_a_reader_that_goes_away_gives_no_traceback() -> None:
    command = f"{sys.executable} -c 'from planstrack.cli import main; main()' diff us-28 geneva-19 | head -1"
    result = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, check=False)
    assert result.stderr == b""


@pytest.mark.parametrize("columns", ["80", "120"])
def test_a_page_keeps_to_its_width(columns: str) -> None:
    result = process("diff", "us-28", "e3-reuters", env={**os.environ, "COLUMNS": columns})
    assert 60 < widest(result.stdout.decode()) <= int(columns)


def test_help_lists_every_command_of_the_contract() -> None:
    found = call("--help").stdout
    for command in ("check", "explain", "log", "show", "diff", "issue", "table", "evidence", "brief", "article"):
        assert f"  {command} " in found


def test_the_version_is_that_of_the_project() -> None:
    import tomllib

    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert call("--version").stdout == f"planstrack {declared}\n"
    assert planstrack.__version__ == declared


def test_a_notebook_gets_the_same_as_the_command() -> None:
    folder = planstrack.load(SHIPPED)
    shown = folder.diff("us-28", "geneva-19")
    assert shown.json() == json.loads(call("--plan", SHIPPED, "diff", "us-28", "geneva-19", "--format", "json").stdout)
    html = shown._repr_html_()
    assert html is not None
    assert html.startswith("<iframe sandbox")
    assert shown._repr_markdown_().startswith("# ")


def test_two_days_show_what_was_learned_between_them() -> None:
    days = ("--as-of", "2025-11-25", "--as-of", "2025-11-23")
    page = json.loads(call("--plan", SHIPPED, "diff", "us-28", "geneva-19", *days, "--format", "json").stdout)
    assert (page["earlier"], page["later"]) == ("2025-11-23", "2025-11-25")
    [cap] = [turn for turn in page["turns"] if turn["id"] == "us-28..geneva-19/army-cap"]
    assert cap["before"].startswith("not known; “Text after Geneva” was not known by then")
    assert cap["after"].startswith("changed — reported, disputed")
    assert {item["published"] for item in cap["learned"]} <= {"2025-11-24", "2025-11-25"}
    assert call("--plan", SHIPPED, "diff", "us-28", "geneva-19", *days, *days).exit_code == 2


@pytest.mark.parametrize(
    ("command", "formats"), [("log", "terminal, markdown, html, json."), ("align", "terminal, markdown, json.")]
)
def test_help_names_only_the_formats_that_a_command_writes(command: str, formats: str) -> None:
    assert f"How to write it: {formats}" in " ".join(call(command, "--help").stdout.split())


def test_a_version_of_one_point_is_said_to_have_one(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("points_held: all\npoints:\n  - text: Fees are set by the city.\n")
    assert "its one point held" in call("diff", tmp_path / "a.yaml", tmp_path / "a.yaml").stdout


def test_a_briefing_of_a_plan_without_a_main_line_says_how_to_give_it_one(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("title: Harbour talks\n")
    result = call("--plan", tmp_path, "brief")
    assert result.exit_code == 2
    assert "no main line" in result.stderr
    assert "main_line: [first, second]" in result.stderr


def test_a_comparison_with_a_version_that_was_not_known_by_then_says_nothing_of_it(plan: Path) -> None:
    found = json.loads(call("--plan", plan, "diff", "v1", "v2", "--as-of", "2025-11-21", "--format", "json").stdout)
    assert {change["verdict"] for change in found["changes"]} <= {"unknown"}
    assert {change["reason_code"] for change in found["changes"]} <= {"not-yet-known"}


def test_why_gives_the_chain_of_facts_with_its_places_in_the_files(plan: Path) -> None:
    shown = "".join(call("--plan", plan, "why", "v1..v2/cap").stdout.split())
    assert "versions/v1.yaml:6:" in shown
    assert "versions/v2.yaml:7:" in shown
    data = json.loads(call("--plan", plan, "why", "v1..v2/cap", "--format", "json").stdout)
    assert data["format"] == "planstrack.why/2"
    assert call("--plan", plan, "why", "v1..v2/cap", "--format", "markdown").stdout.startswith("# ")
    assert call("--plan", plan, "why", "v1..v2/cap", "--format", "html").exit_code == 2


def test_why_cites_both_sides_of_a_dispute() -> None:
    shown = " ".join(call("--plan", SHIPPED, "why", "us-28..geneva-19/amnesty").stdout.split())
    for key in ("the-australian-copy-19-points#amnesty-softened", "caliber-abc-19-points#amnesty-dropped"):
        assert key in shown


def test_why_is_told_as_of_a_day() -> None:
    asked = ("--plan", SHIPPED, "why", "us-28..geneva-19/amnesty")
    assert "amnesty-softened" in call(*asked).stdout
    assert "amnesty-softened" not in call(*asked, "--as-of", "2025-11-24").stdout, "it was published a day later"
