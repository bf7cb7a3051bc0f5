"""What may leave the desk: pages for others hold no words of texts that stay here, and say from what they were made."""

from __future__ import annotations

import io
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
from test_receipts import with_report
from test_witnesses import (
    FIRST,
    FIRST_WORDS,
    POINTS,
    SECOND,
    SECOND_WORDS,
    one_draft,
    two_drafts,
    version,
    witness,
    write,
)
from typer.testing import CliRunner

from planstrack.api import PlanFolder, Shown, load
from planstrack.briefing.foot import Foot, foot_line
from planstrack.cli.app import app
from planstrack.loading.history import plan_revision
from planstrack.text.counting import cut, words_in

OURS = ("stays open", "nine members", "nine mem", "from the coast", "from the hills", "the valley", "rebuilt", "is sold",
        "from the mountains", "bells are rung")  # fmt: skip
ASKED = {
    "diff": ["diff", "v1", "v2"],
    "variants": ["diff", "v1@gazette", "v1@herald"],
    "rendering": ["diff", "v1@herald", "v2"],
    "show": ["show", "v1"],
    "show a rendering": ["show", "v1@herald"],
    "table": ["table", "v1", "v2"],
    "brief": ["brief"],
    "evidence": ["evidence"],
    "why": ["why", "v1..v2/tower"],
    "log": ["log"],
    "issue": ["issue", "seats"],
}


def made(folder: Path, **more: object) -> PlanFolder:
    return one_draft(folder, **more) if more else one_draft(folder)


def issue(folder: Path) -> None:
    """Tag the points with an issue, so that its page has them."""
    path = folder / "plan.yaml"
    path.write_text(
        path.read_text(encoding="utf-8") + "issues: {seats: {title: Seats}}\nheadlines: [seats]\n", encoding="utf-8"
    )
    for name in ("v1", "v2"):
        path = folder / "versions" / f"{name}.yaml"
        text = path.read_text(encoding="utf-8").replace("- id: council\n", "- id: council\n  issues: [seats]\n")
        path.write_text(text, encoding="utf-8")


def said(folder: Path, *arguments: str) -> str:
    done = CliRunner().invoke(app, ["--plan", str(folder), *arguments])
    assert done.exit_code == 0, done.output
    return " ".join(done.output.split())


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("form", ["terminal", "markdown", "json", "html"])
def test_no_word_of_a_text_that_stays_here_is_on_a_public_page(tmp_path: Path, asked: list[str], form: str) -> None:
    made(tmp_path)
    issue(tmp_path)
    if form == "html" and asked[0] == "why":
        form = "markdown"
    page = said(tmp_path, *asked, "--public", "--format", form)
    assert not [words for words in OURS if words in page]
    assert "Holds words" not in page


def test_the_same_page_on_the_desk_has_them_and_says_so(tmp_path: Path) -> None:
    made(tmp_path)
    issue(tmp_path)
    for name in ("diff", "variants", "rendering", "show", "show a rendering", "table", "issue"):
        page = said(tmp_path, *ASKED[name], "--format", "html")
        assert [words for words in OURS if words in page], name
        assert "Holds words of texts that may not leave this desk; --public leaves them out." in page, name


def test_a_public_verdict_is_that_of_the_texts_as_our_own_word(tmp_path: Path) -> None:
    folder = made(tmp_path)
    desk, public = folder.diff("v1", "v2").value, folder.publicly.diff("v1", "v2").value
    assert {c.id: c.verdict for c in desk.changes} == {c.id: c.verdict for c in public.changes}
    assert {c.basis for c in public.changes} <= {"summary", "none"}
    assert "Compared with texts that are not shown here." in " ".join(str(folder.publicly.diff("v1", "v2")).split())


def test_a_public_comparison_in_the_words_of_one_witness_is_that_of_its_words(tmp_path: Path) -> None:
    points = POINTS[2:]
    words = {"tower": ["The tower is sold."]}
    renderings = [witness(FIRST, {"tower": FIRST_WORDS["tower"]}), witness("The tower is sold.", words, id="herald")]
    made = {
        "v1": version(points, *renderings),
        "v2": version(points, witness(SECOND, {"tower": SECOND_WORDS["tower"]}), based_on=["v1"]),
    }
    folder = write(tmp_path, made, (FIRST, "The tower is sold.", SECOND))
    for each in (folder, folder.publicly):
        assert [c.verdict for c in each.diff("v1@herald", "v2").value.changes] == ["unchanged"]
        assert [c.verdict for c in each.diff("v1", "v2").value.changes] == ["changed"]


def test_as_of_a_day_too(tmp_path: Path) -> None:
    public = two_drafts(tmp_path).publicly.diff("v1", "v2", as_of=date(2025, 11, 21))
    assert {c.id.rpartition("/")[2]: (c.verdict, c.basis) for c in public.value.changes}["tower"] == (
        "changed",
        "summary",
    )
    assert "as of 21 November 2025" in " ".join(str(public).split())


def test_words_that_may_be_published_are(tmp_path: Path) -> None:
    made(tmp_path, publish="yes")
    page = said(tmp_path, *ASKED["show"], "--public")
    assert "four from the hills" in page
    assert "not shown here" not in page
    assert "mountains" in said(tmp_path, *ASKED["variants"], "--public")
    page = said(tmp_path, *ASKED["diff"], "--public")
    assert "is sold" not in page  # the other version's text stays here
    assert "Compared with texts that are not shown here." in page


def test_a_word_document_for_others_has_no_words_of_texts_that_stay_here(tmp_path: Path) -> None:
    made(tmp_path)
    for public in (False, True):
        out = tmp_path / "out.docx"
        said(tmp_path, "diff", "v1", "v2", "--format", "docx", "-o", str(out), *(["--public"] if public else []))
        with zipfile.ZipFile(io.BytesIO(out.read_bytes())) as package:
            text = "".join(
                package.read(name).decode("utf-8", "replace") for name in package.namelist() if name.endswith(".xml")
            )
        assert bool([words for words in OURS if words in text]) != public
        assert ("Compared with texts that are not shown here." in text) == public
        assert ("may not leave this desk" in text) != public


def test_a_long_quote_is_cut_for_others(tmp_path: Path) -> None:
    quote = "one two three four five six seven eight nine ten eleven twelve thirteen"
    claims = [{"id": "long", "quote": quote, "about": {"version": "v2", "points": ["tower"]}, "says": "reworded"}]
    with_report(tmp_path, f"He said: {quote}.\n", claims)
    assert "thirteen" in said(tmp_path, "show", "v2")
    page = said(tmp_path, "show", "v2", "--public")
    assert "eleven twelve …" in page
    assert "thirteen" not in page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two", "one two"),
        (" ".join("abcdefghijklm"), " ".join("abcdefghijkl") + " …"),
        ("字" * 40, "字" * 23 + " …"),
        ("a — b", "a — b"),
    ],
    ids=["short", "thirteen words", "no spaces", "a dash is no word"],
)
def test_a_cut_text_has_twelve_words_at_most(text: str, expected: str) -> None:
    assert cut(text) == expected
    assert words_in(cut(text)) <= 12


# ------------------------------------------------------------------------------------------ the foot


@pytest.mark.parametrize(
    ("foot", "line"),
    [
        (Foot(commit=None, edited=False, as_of=None, here=0, texts=0), "From the plan’s files."),
        (Foot(commit="abc", edited=False, as_of=date(2025, 12, 1), here=2, texts=3),
         "From the plan at abc, as of 1 December 2025; 2 of 3 texts at hand."),
        (Foot(commit="abc", edited=True, as_of=None, here=0, texts=1),
         "From the plan at abc with uncommitted edits; none of 1 text at hand."),
    ],
    ids=["no git, no texts", "a day", "edits"],
)  # fmt: skip
def test_the_foot_says_from_what_a_page_was_made(foot: Foot, line: str) -> None:
    assert foot_line(foot) == line


def git(folder: Path, *arguments: str) -> None:
    name = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *name, *arguments], check=True, capture_output=True)


def test_the_revision_is_the_commit_and_whether_the_plans_files_were_edited_since(tmp_path: Path) -> None:
    folder = tmp_path / "plans" / "p"
    two_drafts(folder)
    assert plan_revision(folder) is None
    git(tmp_path, "init", "--quiet", ".")
    assert plan_revision(folder) is None
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "Begin")
    commit = subprocess.run(
        ["git", "-C", str(tmp_path), "rev-parse", "HEAD"], check=True, capture_output=True, text=True
    )
    assert plan_revision(folder) == (commit.stdout[:10], False)
    (folder / "elsewhere.txt").write_text("no file of the plan", encoding="utf-8")
    assert plan_revision(folder) == (commit.stdout[:10], False)
    path = folder / "versions" / "v1.yaml"
    before = path.read_bytes()
    path.write_bytes(before.replace(b"\n", b"\r\n"))  # as git on another system would put it there
    assert plan_revision(folder) == (commit.stdout[:10], False)
    path.write_bytes(before + b"note: edited\n")
    assert plan_revision(folder) == (commit.stdout[:10], True)
    path.write_bytes(before)
    (folder / "versions" / "v3.yaml").write_text("title: New\npoints_held: none\n", encoding="utf-8")
    assert plan_revision(folder) == (commit.stdout[:10], True)
    (folder / "versions" / "v3.yaml").unlink()
    path.unlink()
    assert plan_revision(folder) == (commit.stdout[:10], True)


def test_a_repository_runs_nothing_of_its_own_when_it_is_asked(tmp_path: Path) -> None:
    two_drafts(tmp_path)
    git(tmp_path, "init", "--quiet", ".")
    (tmp_path / ".gitattributes").write_text("*.yaml filter=evil\n", encoding="utf-8")
    git(tmp_path, "add", "plan.yaml", "versions")
    git(tmp_path, "commit", "--quiet", "-m", "Begin")
    git(tmp_path, "config", "filter.evil.clean", f"touch {tmp_path}/ran; cat")
    (tmp_path / "plan.yaml").write_text("title: Edited\nmain_line: [v1, v2]\n", encoding="utf-8")
    found = plan_revision(tmp_path)
    assert found is not None
    assert found.edited
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "docx"])
def test_the_same_input_gives_the_same_bytes(tmp_path: Path, form: str) -> None:
    made(tmp_path)
    pages: list[Shown] = [load(tmp_path).diff("v1", "v2") for _ in range(2)]
    assert pages[0].render(form) == pages[1].render(form)


def test_pages_of_files_without_a_plan_have_no_foot(tmp_path: Path) -> None:
    from planstrack.api import diff

    write(tmp_path, {"v1": version(POINTS, points_held="some"), "v2": version(POINTS, points_held="some")})
    assert diff(tmp_path / "versions" / "v1.yaml", tmp_path / "versions" / "v2.yaml").foot is None
