"""article add, verify, suggest and align, called as a person calls them, on a small plan of their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from planstrack.cli.app import app

PLAN = """\
title: A plan
parties: {us: United States}
issues:
  army-cap: {title: Army cap, aliases: [cap on the army]}
quantities:
  army-size: {issue: army-cap, unit: personnel}
main_line: [v1]
version_names:
  v1: [the six-point plan]
"""
VERSION = """\
# the first text
title: First
date: 2025-11-20
text: unpublished
points_held: none
points_total: 6
"""
TEXT = """\
Ministers met on Monday.

The six-point plan leaves a cap on the army at 800,000 personnel, officials said.

The weather was fine.
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "plans" / "p"
    (folder / "versions").mkdir(parents=True)
    (folder / "articles").mkdir()
    (folder / "plan.yaml").write_text(PLAN)
    (folder / "versions" / "v1.yaml").write_text(VERSION)
    return folder


def call(plan: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["--plan", str(plan), *(str(item) for item in arguments)])


def added(plan: Path, tmp_path: Path, text: str, *more: str) -> Result:
    source = tmp_path / "paper-2025-12-01.txt"
    source.write_text(text)
    return call(plan, "article", "add", source, "--outlet", "Paper", "--published", "2025-12-01", *more)


def test_an_article_is_added_verified_and_read_for_claims(plan: Path, tmp_path: Path) -> None:
    result = added(plan, tmp_path, TEXT, "--url", "https://paper.example/1")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("paper-2025-12-01: added as a new article")
    verified = call(plan, "article", "verify")
    assert verified.stdout.startswith("1 archived text verified; all as they were stored.")
    found = json.loads(call(plan, "article", "suggest", "--format", "json").stdout)
    [article] = found["articles"]
    assert all(item["quote"] in " ".join(TEXT.split()) for item in article["proposals"])
    assert any("army" in item["quote"] for item in article["proposals"])


def test_proposals_are_written_as_drafts_that_check_lists(plan: Path, tmp_path: Path) -> None:
    added(plan, tmp_path, TEXT)
    path = plan / "articles" / "paper-2025-12-01.yaml"
    path.write_text("# kept\n" + path.read_text())
    result = call(plan, "article", "suggest", "--write")
    assert result.exit_code == 0
    assert path.read_text().startswith("# kept\n")
    assert "draft: true" in path.read_text()
    assert "warning[draft" in call(plan, "check").stdout
    again = json.loads(call(plan, "article", "suggest", "--format", "json").stdout)
    assert again["articles"] == []


def test_the_same_words_change_nothing_and_other_words_make_a_revision(plan: Path, tmp_path: Path) -> None:
    address = ("--url", "https://paper.example/1")
    added(plan, tmp_path, TEXT, *address)
    before = {path: path.read_bytes() for path in plan.rglob("*.yaml")}
    assert "nothing was changed" in added(plan, tmp_path, TEXT, *address).stdout
    assert {path: path.read_bytes() for path in plan.rglob("*.yaml")} == before
    result = added(plan, tmp_path, TEXT.replace("800,000", "600,000"), *address)
    assert "added as a new revision" in result.stdout
    assert "[-800,000-]{+600,000+}" in result.stdout
    assert {path: path.read_bytes() for path in before} == before


def test_an_altered_archive_is_reported_and_ends_with_1(plan: Path, tmp_path: Path) -> None:
    added(plan, tmp_path, TEXT)
    [stored] = [path for path in (tmp_path / ".planstrack" / "archive").rglob("*") if path.is_file()]
    stored.chmod(0o644)
    stored.write_text(TEXT.replace("Monday", "Sunday"))
    result = call(plan, "article", "verify")
    assert result.exit_code == 1
    assert "altered" in result.stderr
    assert "1 text is missing or altered" in result.stdout


def test_a_source_that_is_not_there_changes_nothing(plan: Path, tmp_path: Path) -> None:
    result = call(plan, "article", "add", tmp_path / "nowhere.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: ")
    assert list((plan / "articles").iterdir()) == []


def test_an_address_of_this_machine_is_not_fetched_unasked(plan: Path) -> None:
    result = call(plan, "article", "add", "http://127.0.0.1:9/page")
    assert result.exit_code == 1
    assert "Traceback" not in result.stderr
    assert "private" in result.stderr or "public" in result.stderr


def test_suggest_names_an_article_that_is_not_there(plan: Path) -> None:
    result = call(plan, "article", "suggest", "papre")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (2, "Error: there is no article 'papre'")


PAGE = (
    '<!doctype html><html lang="en"><head><title>Envoys return</title><meta property="og:site_name" content="Paper">{0}</head>'
    "<body><article><h1>Envoys return</h1><p>{1}</p></article><footer>© 2019 Paper</footer></body></html>"
)


def test_a_day_is_not_guessed_and_the_command_says_how_to_give_it(plan: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format("", "About 2014 soldiers crossed the river before the talks, an officer said. " * 5))
    result = call(plan, "article", "add", page)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "published" not in (plan / "articles" / "page.yaml").read_text()
    assert "give --published DATE" in " ".join(result.stdout.split())
    (plan / "articles" / "page.yaml").unlink()
    assert call(plan, "article", "add", page, "--published", "2025-12-01").exit_code == 0
    assert "published: 2025-12-01" in (plan / "articles" / "paper-2025-12-01.yaml").read_text()


@pytest.mark.parametrize(
    "address",
    ["http://xn--a/", "http://1.1.1.1:99999/", "http://[", "http://u:p@example.org/", "javascript://x/%0aalert(1)"],
)
def test_a_typed_address_that_is_none_is_a_plain_message(plan: Path, address: str) -> None:
    result = call(plan, "article", "add", address)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: the page was not fetched")
    assert isinstance(result.exception, SystemExit)


def test_a_broken_file_of_articles_is_shown_and_nothing_is_written(plan: Path, tmp_path: Path) -> None:
    (plan / "articles" / "broken.yaml").write_text("outlet: [\n")
    result = added(plan, tmp_path, TEXT)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "broken.yaml:1:" in result.stderr
    assert "Error: nothing was added: broken.yaml cannot be read" in " ".join(result.stderr.split())
    assert [path.name for path in (plan / "articles").iterdir()] == ["broken.yaml"]
    assert not (tmp_path / ".planstrack").exists()


def test_several_files_and_a_paste_are_added_at_once(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / "two.txt").write_text(TEXT.replace("Monday", "Tuesday"))
    command = [
        "--plan",
        str(plan),
        "article",
        "add",
        str(tmp_path / "one.txt"),
        str(tmp_path / "two.txt"),
        "-",
        "--outlet",
        "Paper",
    ]
    result = CliRunner().invoke(app, command, input="Words of a paste.\n")
    assert (result.exit_code, result.stderr) == (0, "")
    assert sorted(path.stem for path in (plan / "articles").iterdir()) == ["one", "paper", "two"]
    result = call(plan, "article", "add", tmp_path / "one.txt", tmp_path / "nowhere.txt")
    assert (result.exit_code, result.stdout.partition(":")[0]) == (1, "one")
    assert "nowhere.txt: the file cannot be read" in result.stderr


@pytest.mark.parametrize("option", ["--id", "--title", "--url"])
def test_what_belongs_to_one_article_is_not_given_for_several(plan: Path, tmp_path: Path, option: str) -> None:
    result = call(plan, "article", "add", "a.txt", "b.txt", option, "x")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{option} can be those of one article only" in result.stderr
    assert "read once only" in call(plan, "article", "add", "-", "-").stderr
    assert list((plan / "articles").iterdir()) == []


def test_the_day_of_a_revision_is_given(plan: Path, tmp_path: Path) -> None:
    address = ("--url", "https://paper.example/1")
    added(plan, tmp_path, TEXT, *address)
    result = added(plan, tmp_path, TEXT.replace("800,000", "600,000"), *address, "--revised", "2025-12-03")
    assert (result.exit_code, "note" in result.stdout) == (0, False)
    assert "revised: 2025-12-03\n" in (plan / "articles" / "paper-2025-12-01-r2.yaml").read_text()
