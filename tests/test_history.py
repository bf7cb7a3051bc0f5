"""A plan as of a git revision, from folders that may be hostile."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from planstrack import api
from planstrack.loading import history
from planstrack.loading.history import load_plan_at, load_version_at
from planstrack.problem import Problem

Git = Callable[..., None]


@pytest.fixture
def git(tmp_path: Path) -> Git:
    who = {f"GIT_{role}_{what}": "a@b.c" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}

    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=tmp_path, env=environment, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    return git


@pytest.fixture
def folder(tmp_path: Path, git: Git) -> Path:
    """A plan with one revision `then`, and another text on disk."""
    folder = tmp_path / "plans" / "demo"
    for name, text in {
        "plan.yaml": "title: Then\n",
        "versions/v1.yaml": "title: One\npoints:\n  - {id: a, text: b}\n",
        "versions/bad.yaml": "date: never\n",
        "articles/a.yaml": "outlet: X\n",
        "articles/b.yaml": "articles: [{id: c, outlet: X}]\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (folder / "versions" / "link.yaml").symlink_to("v1.yaml")
    git("add", "-A")
    git("commit", "-q", "-m", "then")
    git("tag", "then")
    (folder / "plan.yaml").write_text("title: Now\n")
    (folder / "versions" / "v1.yaml").write_text("title: Uno\n")
    return folder


def said(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{problem.place} {problem.code}" for problem in problems]


def test_a_plan_is_what_it_was(folder: Path) -> None:
    plan, problems = load_plan_at(folder, "then")
    assert (plan.title, plan.versions["v1"].title) == ("Then", "One")
    assert list(plan.articles) == ["a", "c"]
    assert said(problems) == [
        "then:plans/demo/versions/bad.yaml:1:7 bad-date",
        "then:plans/demo/versions/link.yaml:1:1 linked-file",
    ]
    assert str(plan.place("version", "v1", "points", 0, "text")) == "then:plans/demo/versions/v1.yaml:3:19"


def test_a_version_is_what_it_was(folder: Path) -> None:
    version, problems = load_version_at(folder, "then", "v1")
    assert version is not None
    assert (version.id, version.title, problems) == ("v1", "One", ())


def test_a_plan_at_the_top_of_its_repository(tmp_path: Path, git: Git) -> None:
    (tmp_path / "plan.yaml").write_text("title: Top\n")
    git("add", "-A")
    git("commit", "-q", "-m", "then")
    plan, problems = load_plan_at(tmp_path, "HEAD")
    assert (plan.title, problems) == ("Top", ())


@pytest.mark.parametrize(
    "rev",
    [
        "nope",
        "",
        "-x",
        "--upload-pack=touch x",
        "--output=x",
        "a b",
        "a\0b",
        "a\nb",
        "then:plans",
        "\udce9",
        "x" * 300,
        "then^{tree}",
    ],
    ids=[
        "unknown",
        "empty",
        "an option",
        "upload-pack",
        "output",
        "a space",
        "a NUL",
        "two lines",
        "a folder",
        "a stray byte",
        "very long",
        "a tree",
    ],
)
def test_no_revision_is_a_problem(folder: Path, rev: str) -> None:
    plan, (problem,) = load_plan_at(folder, rev)
    assert (problem.code, plan.unread) == ("no-such-revision", {("plan", "")})
    version, (problem,) = load_version_at(folder, rev, "v1")
    assert (problem.code, version) == ("no-such-revision", None)
    problem.message.encode()
    problem.place.path.encode()
    assert sorted(path.name for path in folder.iterdir()) == ["articles", "plan.yaml", "versions"]


@pytest.mark.parametrize("name", ["v2", "../../plan", "", "v1.yaml", "-x", "*"])
def test_no_such_version_then_is_a_problem(folder: Path, name: str) -> None:
    version, (problem,) = load_version_at(folder, "then", name)
    assert (version, problem.code) == (None, "not-in-revision")


def test_a_version_nearly_named_is_offered(folder: Path, git: Git) -> None:
    (folder / "versions" / "geneva-19.yaml").write_text("title: G\n")
    git("add", "-A")
    git("commit", "-q", "-m", "now")
    assert load_version_at(folder, "HEAD", "genva-19").problems[0].hint == "did you mean 'geneva-19'?"


def test_no_repository_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "_git", lambda *_: None)  # the folder for tests may stand in a repository
    assert [problem.message for problem in load_plan_at(tmp_path, "HEAD").problems] == [
        "the plan's folder is in no git repository that git trusts"
    ]


def test_no_git_and_a_slow_git_are_problems(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "_SECONDS", 0.001)
    monkeypatch.setattr(history, "_NEVER", ("alias.rev-parse=!sleep 5",))
    message = load_plan_at(folder, "then").problems[0].message
    assert message.startswith("git gave no answer")
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(history, "_SECONDS", 60)
    assert load_plan_at(folder, "then").problems[0].message == "git is not installed, or the folder is gone"


def test_nothing_that_a_hostile_folder_brings_is_run(folder: Path, tmp_path: Path, git: Git) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    for setting in (
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.askPass",
        "core.gitProxy",
        "core.editor",
        "diff.external",
        "core.alternateRefsCommand",
        "uploadpack.packObjectsHook",
        "filter.x.smudge",
        "filter.x.process",
        "credential.helper",
        "diff.x.textconv",
        "alias.rev-parse",
        "alias.ls-tree",
        "alias.cat-file",
    ):
        git("config", setting, f"!{trap}" if setting.startswith("alias") else str(trap))
    git("config", "core.hooksPath", str(tmp_path))
    git("config", "remote.origin.url", f"ext::{trap}")
    git("config", "remote.origin.promisor", "true")
    git("config", "extensions.partialClone", "origin")
    git("config", "protocol.ext.allow", "always")
    (tmp_path / ".gitattributes").write_text("* filter=x diff=x\n")
    (tmp_path / "post-index-change").write_text(trap.read_text())
    load_plan_at(folder, "then")
    objects = sorted((tmp_path / ".git" / "objects").glob("??/*"))
    for blob in objects:  # whatever is missing must not be fetched
        kept = blob.read_bytes()
        blob.unlink()
        load_plan_at(folder, "then")
        load_version_at(folder, "then", "v1")
        blob.write_bytes(kept)
    assert not (tmp_path / "sprung").exists()


def test_settings_of_a_surrounding_git_do_not_lead_elsewhere(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(tmp_path / "nowhere"))
    assert load_plan_at(folder, "then").plan.title == "Then"


def test_a_branch_with_a_slash_in_its_name_is_a_revision(folder: Path, git: Git) -> None:
    git("update-ref", "refs/remotes/origin/main", "HEAD")
    plan = api.load(folder)
    assert plan.diff("origin/main:v1", "v1").value.old.title == "One"
    with pytest.raises(api.NotFound, match="git knows no such revision here"):
        plan.diff("origin/other:v1", "v1")
    with pytest.raises(api.NotFound, match="there is no file"):
        plan.diff("then:../../v1", "v1")
