"""What the README shows is what the commands give, and what it names is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from docx import Document
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner

from planstrack.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"```console\n\$ (planstrack [^\n]+)\n(.*?)```", README, re.DOTALL)


def test_the_readme_has_sessions_to_check() -> None:
    assert len(SESSIONS) >= 3


@pytest.mark.parametrize(("command", "shown"), SESSIONS, ids=[command for command, _ in SESSIONS])
def test_a_session_in_the_readme_gives_what_it_shows(command: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("PLANSTRACK_PLAN", raising=False)
    given = CliRunner().invoke(app, shlex.split(command)[1:]).stdout
    at = 0
    for part in shown.split("…\n"):
        found = given.find(part, at)
        assert found >= 0, f"not in the output: {part}"
        at = found + len(part)


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert "\npython3 tests/run.py\n" in README
    assert (ROOT / ".ci" / "run").read_text().splitlines()[-1] == "exec python3 tests/run.py"


def test_every_command_stands_in_the_readme() -> None:
    names = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    assert {name for name in names if f"`{name}" not in README} == set()


def test_the_first_documents_of_the_readme_become_a_redline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its four commands, on a Word document with automatic numbers and on a PDF."""
    [lines] = re.findall(r"```sh\n(planstrack init .*?)```", README, re.DOTALL)
    word = Document()
    for text in (
        "The border stays where it is today.",
        "The army is limited to 600,000 personnel.",
        "Prisoners go home.",
    ):
        word.add_paragraph(text, style="List Number")
    word.save(str(tmp_path / "draft-1.docx"))
    page = Canvas(str(tmp_path / "draft-2.pdf"))
    for at, text in enumerate(
        ("The border stays where it is.", "The army is limited to 800,000 personnel.", "Prisoners go home.")
    ):
        page.drawString(72, 720 - 40 * at, f"{at + 1}. {text}")
    page.save()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANSTRACK_PLAN", raising=False)
    for line in lines.replace(" && ", "\n").splitlines():
        command, *arguments = shlex.split(line)
        if command == "cd":
            monkeypatch.chdir(arguments[0])
            continue
        given = CliRunner().invoke(app, arguments)
        assert given.exit_code == 0, given.output
    assert "limited to [-600,000-]{+800,000+} personnel" in given.stdout
    assert "2 changed, 1 unchanged" in given.stdout


def test_every_picture_and_link_to_a_file_leads_somewhere() -> None:
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in target]
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_notebook_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    [example] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names: dict[str, object] = {}
    exec(example, names)
    assert names["plan"].problems == ()  # type: ignore[attr-defined]


def test_the_yaml_of_the_readme_makes_a_plan_without_problems(tmp_path: Path) -> None:
    for text in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL):
        path = tmp_path / text.split()[1].rstrip(":")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    after = "title: Text after Geneva\ndate: 2025-11-23\ntext: unpublished\npoints_held: none\nbased_on: [us-28]\n"
    (tmp_path / "versions" / "geneva-19.yaml").write_text(after)
    given = CliRunner().invoke(app, ["--plan", str(tmp_path), "check"])
    assert (given.exit_code, given.stderr) == (0, ""), given.output
    shown = CliRunner().invoke(app, ["--plan", str(tmp_path), "diff", "us-28", "geneva-19"]).stdout
    assert "source briefed (to ABC) → A newspaper" in " ".join(shown.split())
