"""Texts get in: a document becomes a version, a witness, or one side of a comparison; a plan folder from nothing."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from planstrack.api import init, load
from planstrack.claims.archive import Archive, archive_folder
from planstrack.cli.app import app
from planstrack.documents.lines import Document, Line, laid_out
from planstrack.documents.pieces import Piece, PointList
from planstrack.drafts.beginning import begun
from planstrack.drafts.lineage import Lineage, Origin
from planstrack.drafts.version import drafted
from planstrack.drafts.writing import version_yaml
from planstrack.loading.folder import version_from
from planstrack.model import Witness

OLD = """\
A plan for the valley, as printed by a newspaper

1. The border stays where it is today.
2. The army of the valley is limited to 600,000 personnel for ten years.
3. Elections are held within 100 days of the signature:
a) to the council of the valley;
b) to the councils of its towns.
"""
NEW = """\
1. The border stays where it is.
2. The army of the valley is limited to 800,000 personnel for ten years.
3. Elections are held as soon as can be:
a) to the council of the valley;
b) to the councils of its towns.
4. A joint commission of both sides watches over the bridges and ferries.
"""
ISSUES = """\
title: The valley
language: en
issues:
  army: {title: Army cap, aliases: [the army]}
  vote: {title: Elections}
quantities:
  army-size: {issue: army, unit: personnel}
  days: {issue: vote, unit: days}
main_line: []
"""


class Desk:
    """A folder with a plan, and the commands run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plan = folder / "valley"
        self.plan.mkdir()
        (self.plan / "plan.yaml").write_text(ISSUES, encoding="utf-8")

    def text(self, name: str, words: str) -> Path:
        path = self.folder / name
        path.write_text(words, encoding="utf-8")
        return path

    def run(self, *arguments: str | Path, stdin: bytes | None = None, exit_code: int = 0) -> str:
        result = CliRunner().invoke(app, ["--plan", str(self.plan), *map(str, arguments)], input=stdin)
        assert result.exit_code == exit_code, result.output
        return result.output

    def take(self, words: str, name: str, *options: str) -> str:
        return self.run("import", self.text(f"{name}.txt", words), "--as", name, "--published", "2025-01-02", *options)

    def file(self, name: str) -> str:
        return (self.plan / "versions" / f"{name}.yaml").read_text(encoding="utf-8")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


# ---------------------------------------------------------------------------------------------- a new version


def test_a_version_gets_facts_and_the_archive_gets_the_words(desk: Desk) -> None:
    desk.take(OLD, "v1", "--outlet", "A newspaper")
    written = desk.file("v1")
    assert "border" not in written
    assert "known: 2025-01-02" in written
    [witness] = load(desk.plan).plan.versions["v1"].witnesses
    text = Archive(archive_folder(desk.plan)).text(witness.sha256 or "")
    assert text is not None
    spans = {
        key: " ".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
        for key, edges in witness.spans.items()
    }
    assert spans == {
        "0": "The border stays where it is today.",
        "1": "The army of the valley is limited to 600,000 personnel for ten years.",
        "2": "Elections are held within 100 days of the signature:",
        "2/0": "to the council of the valley;",
        "2/1": "to the councils of its towns.",
    }
    assert (witness.outlet, witness.wording, witness.publish) == ("A newspaper", "verbatim", "no")


def test_what_import_writes_passes_check(desk: Desk) -> None:
    desk.take(OLD, "v1")
    desk.take(NEW, "v2", "--base", "v1")
    assert re.findall(r"error|warning", desk.run("check")) == []


def test_with_the_texts_at_hand_the_words_are_compared(desk: Desk) -> None:
    desk.take(OLD, "v1")
    desk.take(NEW, "v2", "--base", "v1")
    shown = " ".join(desk.run("diff", "v1", "v2").split())
    assert "changed — from the texts" in shown
    assert "limited to [-600,000-]{+800,000+} personnel" in shown


def test_amounts_and_issues_are_read_in_the_plan_s_own_terms(desk: Desk) -> None:
    desk.take(OLD, "v1")
    points = load(desk.plan).plan.versions["v1"].points
    assert [point.issues for point in points] == [(), ("army",), ("vote",)]
    [cap] = points[1].quantities.values()
    assert (cap.bound, cap.value) == ("at-most", 600000)
    assert points[2].quantities["days"].value == 100


def test_points_come_from_the_base_as_inferred_with_score_and_reason(desk: Desk) -> None:
    desk.take(OLD, "v1")
    shown = desk.take(NEW, "v2", "--base", "v1")
    points = load(desk.plan).plan.versions["v2"].points
    assert [[(origin.point, origin.basis) for origin in point.from_ or ()] for point in points] == [
        [("v1#1", "inferred")], [("v1#2", "inferred")], [("v1#3", "inferred")], [],
    ]  # fmt: skip
    assert re.search(r"# [01]\.\d\d: .+: confirm\n    from: \[\{point: \"v1#1\"", desk.file("v2"))
    assert "no counterpart found in v1" in " ".join(shown.split())


def test_the_words_go_into_the_file_only_when_asked_for(desk: Desk) -> None:
    desk.take(OLD, "v1", "--keep-text")
    version = load(desk.plan).plan.versions["v1"]
    assert version.points[0].text == "The border stays where it is today."
    assert {point.wording for point in version.points} == {"verbatim"}


def test_a_point_without_words_is_not_held(desk: Desk) -> None:
    desk.take("1. The border stays.\n2.\n3. Prisoners go home.\n", "v1")
    version = load(desk.plan).plan.versions["v1"]
    assert version.points_held == ("some" if len(version.points) == 3 else "all")
    assert "error" not in desk.run("check")


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    before = sorted(desk.folder.rglob("*"))
    shown = desk.run("import", desk.text("draft.txt", OLD), "--as", "v1", "--dry-run")
    assert "labels: printed" in shown
    assert sorted(desk.folder.rglob("*")) == sorted([*before, desk.folder / "draft.txt"])


def test_a_paste_comes_on_standard_input(desk: Desk) -> None:
    desk.run("import", "-", "--as", "v1", stdin=OLD.encode())
    assert len(load(desk.plan).plan.versions["v1"].points) == 3


def test_lines_that_belong_to_no_point_are_named_with_their_place(desk: Desk) -> None:
    assert "line 1: A plan for the valley, as printed by a newspaper" in " ".join(desk.take(OLD, "v1").split())


def test_a_text_in_other_letters_than_the_plan_s_has_a_language_to_be_said(desk: Desk) -> None:
    desk.take("1. Кордон лишається там, де він є.\n2. Вибори проводяться за сто днів.\n", "v1")
    assert "language: und  # say which it is" in desk.file("v1")


def test_two_languages_are_matched_by_number_only(desk: Desk) -> None:
    desk.take(OLD, "v1")
    desk.take(
        "1. Кордон лишається там, де він є.\n2. Армія долини.\n3. Вибори.\n", "v2", "--base", "v1", "--language", "uk"
    )
    assert "same number; the texts are in two languages" in desk.file("v2")
    assert "changed" not in desk.run("diff", "v1", "v2").split("NOT KNOWN")[0].split("known.")[0]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        pytest.param(("--base", "v9"), "there is no version 'v9'", id="a base that is not there"),
        pytest.param(("--as", "../x"), "cannot be an id", id="an id that leads out of the folder"),
        pytest.param(("--list", "7"), "there is no list 7", id="a list that is not there"),
        pytest.param(("--url", "javascript:alert(1)"), "nothing was imported", id="an address that is none of the web"),
        pytest.param(("--hand", "somebody"), "say --wording translation", id="a translator of what is no translation"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(desk: Desk, options: tuple[str, ...], why: str) -> None:
    path = desk.text("draft.txt", OLD)
    assert why in desk.run("import", path, *options, exit_code=1)
    assert not (desk.plan / "versions").exists()


def test_a_day_that_is_none_is_wrong_usage(desk: Desk) -> None:
    desk.run("import", desk.text("draft.txt", OLD), "--published", "2025-02-30", exit_code=2)


def test_nothing_is_written_beside_a_version_that_cannot_be_read(desk: Desk) -> None:
    (desk.plan / "versions").mkdir()
    (desk.plan / "versions" / "v0.yaml").write_text("points: [", encoding="utf-8")
    shown = desk.run("import", desk.text("draft.txt", OLD), "--as", "v1", exit_code=1)
    assert "v0.yaml:1:10" in shown
    assert names(desk.plan / "versions") == ["v0.yaml"]


def test_a_folder_of_versions_that_is_a_link_is_not_written_through(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (desk.plan / "versions").symlink_to(tmp_path / "elsewhere")
    desk.run("import", desk.text("draft.txt", OLD), "--as", "v1", exit_code=1)
    assert names(tmp_path / "elsewhere") == []


def test_two_ids_that_would_be_one_file_on_many_computers_are_refused(desk: Desk) -> None:
    desk.take(OLD, "v1")
    assert "V1.yaml is there already" in desk.run("import", desk.text("b.txt", NEW), "--as", "V1", exit_code=1)


def test_without_an_id_the_file_s_name_gives_a_free_one(desk: Desk) -> None:
    path = desk.text("Draft (final) — v2.txt", OLD)
    desk.run("import", path)
    desk.run("import", path)
    assert sorted(load(desk.plan).plan.versions) == ["draft-final-v2", "draft-final-v2-2"]


# ------------------------------------------------------------------------------------------------- the main line


def test_a_first_version_begins_the_main_line_and_the_next_follows_it(desk: Desk) -> None:
    desk.take(OLD, "v1")
    desk.take(NEW, "v2", "--base", "v1")
    assert load(desk.plan).plan.main_line == ("v1", "v2")


def test_a_version_that_revises_an_earlier_one_stays_off_the_main_line(desk: Desk) -> None:
    desk.take(OLD, "v1")
    desk.take(NEW, "v2", "--base", "v1")
    desk.take(NEW.replace("ferries", "fords"), "v3", "--base", "v1")
    assert load(desk.plan).plan.main_line == ("v1", "v2")


# --------------------------------------------------------------------------------------------------- a witness


def test_under_the_id_of_a_version_a_text_becomes_its_witness(desk: Desk) -> None:
    desk.take(OLD, "v1", "--outlet", "A newspaper")
    before = desk.file("v1").splitlines()
    other = OLD.replace("where it is today", "as it is")
    desk.run("import", desk.text("other.txt", other), "--as", "v1", "--outlet", "A broadcaster")
    version = load(desk.plan).plan.versions["v1"]
    assert [witness.id for witness in version.witnesses] == ["a-newspaper", "a-broadcaster"]
    assert version.witnesses[1].spans.keys() == version.witnesses[0].spans.keys()
    assert [line for line in before if line not in desk.file("v1").splitlines()] == []


def test_a_witness_keeps_lists_on_one_line_and_parts_in_order(desk: Desk) -> None:
    words = "1. The two sides agree:\n- that the border stays;\n- that the bridges open.\n2. Prisoners go home.\n"
    desk.take(words, "v1")
    desk.run(
        "import", desk.text("other.txt", words.replace("go home", "are freed")), "--as", "v1", "--outlet", "A paper"
    )
    spans = [
        re.findall(r'^ {6}"?([0-9/]+)"?: \[[0-9, ]+\]$', part, re.MULTILINE) for part in desk.file("v1").split("- id: ")
    ]
    assert spans[1] == spans[2] == ["0", "0/0", "0/1", "1"]


def test_a_witness_says_which_of_its_points_the_version_lacks(desk: Desk) -> None:
    desk.take(OLD, "v1")
    shown = desk.run("import", desk.text("more.txt", NEW), "--as", "v1", "--outlet", "A broadcaster")
    assert "the version has no 4" in " ".join(shown.split())


def test_the_same_text_is_no_second_witness(desk: Desk) -> None:
    desk.take(OLD, "v1")
    assert "has this text as a witness already" in desk.run(
        "import", desk.text("v1.txt", OLD), "--as", "v1", exit_code=1
    )


# ------------------------------------------------------------------------------------------------- two documents


def test_two_documents_are_compared_without_a_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(OLD, encoding="utf-8")
    Path("b.md").write_text(NEW, encoding="utf-8")
    result = CliRunner().invoke(app, ["diff", "a.txt", "b.md"])
    assert result.exit_code == 0
    assert "[-600,000-]{+800,000+}" in result.stdout
    assert "note: a.txt: 1 line belongs to no point" in result.stderr


def test_a_language_that_only_one_document_states_parts_them_in_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("1. Alpha. The army has 5 men.\n2. Beta. Something else here.\n", encoding="utf-8")
    page = "<html lang=en><ol><li>Alpha. The army has 5 men.<li>Beta. Something else there.</ol></html>"
    (tmp_path / "b.html").write_text(page, encoding="utf-8")
    result = CliRunner().invoke(app, ["diff", str(tmp_path / "a.txt"), str(tmp_path / "b.html")])
    assert "1 changed, 1 unchanged" in result.stdout


def test_two_documents_of_one_name_are_two_texts(tmp_path: Path) -> None:
    for folder, words in (("mon", OLD), ("tue", NEW)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "draft.txt").write_text(words, encoding="utf-8")
    result = CliRunner().invoke(app, ["diff", str(tmp_path / "mon" / "draft.txt"), str(tmp_path / "tue" / "draft.txt")])
    assert "draft..draft-2/2" in result.stdout
    assert "correction of the record" not in result.stdout


def test_a_document_is_compared_with_a_version(desk: Desk) -> None:
    desk.take(OLD, "v1")
    assert "800,000" in desk.run("diff", "v1", desk.text("b.txt", NEW))


def test_a_document_that_cannot_be_read_is_a_problem_with_a_place(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.docx"):
        (tmp_path / name).write_bytes(b"\x89PNG\r\n\x1a\n")
    result = CliRunner().invoke(app, ["diff", str(tmp_path / "a.pdf"), str(tmp_path / "b.docx")])
    assert result.exit_code == 1
    assert "a.pdf:1:1: error[unreadable]" in result.output


def test_where_a_reader_is_not_installed_it_is_said_how_to_have_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    compared = CliRunner().invoke(app, ["diff", str(path), str(path)])
    assert (compared.exit_code, "pip install 'planstrack[documents]'" in compared.output) == (2, True)


# ---------------------------------------------------------------------------------------------- the file written

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


def clean(words: str) -> str:
    """Return words without what no YAML file may hold."""
    return "".join(
        sign if unicodedata.category(sign) not in ("Cc", "Zl", "Zp", "Cn") and sign != "\ufeff" else " "
        for sign in words
    )


@given(titles=st.lists(st.none() | texts, min_size=1, max_size=4), words=texts, label=texts, keep=st.booleans())
def test_whatever_a_document_says_the_file_reads_back_as_it_was_meant(
    titles: list[str | None], words: str, label: str, keep: bool
) -> None:
    part = Piece(number=None, label=label, title=None, spans=((0, 1),), text=words)
    pieces = tuple(
        Piece(number=str(at), label=None, title=title, spans=((0, 1),), text=words, parts=(part,))
        for at, title in enumerate(titles)
    )
    text, lines = laid_out([Line(text=words)])
    document = Document(kind="text", text=text, lines=lines, title=words)
    draft = drafted(PointList(name="", form="1.", points=pieces), document, id="v1")
    lineage = Lineage(origins={0: Origin(points=("v0#1",), score=0.5, why=words)}, alone={1: words}, left=(words,))
    written = version_yaml(
        draft, Witness(id="w", outlet=words, spans={"0": (0, 1)}), lineage, base="v0", keep_text=keep
    )
    version, problems = version_from("v1.yaml", written.encode(), "v1")
    assert problems == ()
    assert version is not None
    assert [point.title for point in version.points] == [point.title for point in draft.version.points]
    assert [point.parts[0].label for point in version.points] == [
        point.parts[0].label for point in draft.version.points
    ]
    if keep:
        held = [point.text or "" for point in version.points]
        assert [text.split() for text in held] == [clean(words).split()] * len(titles)


# --------------------------------------------------------------------------------------------- a folder to begin with


def test_a_new_folder_passes_check_without_a_word(tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    assert CliRunner().invoke(app, ["init", str(folder)]).exit_code == 0
    result = CliRunner().invoke(app, ["--plan", str(folder), "check"])
    assert (result.exit_code, result.output.strip()) == (0, "no problems")


def test_every_file_of_a_new_folder_names_a_schema_that_is_there(tmp_path: Path) -> None:
    for demo in (False, True):
        folder = tmp_path / str(demo)
        init(folder, demo=demo)
        for path in folder.rglob("*.yaml"):
            named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text(encoding="utf-8"))
            assert named, path
            assert (path.parent / named[1]).is_file(), path


def test_the_demo_is_the_plan_that_ships(tmp_path: Path) -> None:
    init(tmp_path / "demo", demo=True)
    demo, shipped = load(tmp_path / "demo"), load(Path(__file__).parent.parent / "plans" / "ukraine-2025")
    assert demo.problems == ()
    assert (demo.plan.versions, demo.plan.articles) == (shipped.plan.versions, shipped.plan.articles)


def test_nothing_that_stands_there_is_touched(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("title: Mine\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["init", str(tmp_path)])
    assert result.exit_code == 1
    assert "plan.yaml is there already" in result.output
    assert names(tmp_path) == ["plan.yaml"]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    found = begun(tmp_path / "file" / "talks")
    assert found.failure is not None
    assert "cannot be written" in found.failure


def test_the_first_import_takes_the_place_of_the_example_and_an_edited_one_stays(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(OLD, encoding="utf-8")
    for name, edit in (("plain", ""), ("edited", "note: mine\n")):
        folder = tmp_path / name
        init(folder)
        example = folder / "versions" / "example.yaml"
        example.write_text(example.read_text(encoding="utf-8") + edit, encoding="utf-8")
        CliRunner().invoke(app, ["--plan", str(folder), "import", str(tmp_path / "draft.txt"), "--as", "v1"])
        assert example.exists() == bool(edit)
        assert load(folder).plan.main_line == (("example",) if edit else ("v1",))
