"""Receipts: what was verified where the texts are is known where they are not, as long as it is of those texts and words."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from test_witnesses import FIRST, FIRST_WORDS, POINTS, SECOND, SECOND_WORDS, told, two_drafts, version, witness, write
from typer.testing import CliRunner, Result

from planstrack.api import PlanFolder, load
from planstrack.api.checking import check
from planstrack.briefing import wording
from planstrack.claims.archive import Archive, hash_of
from planstrack.claims.evidence import sources_of
from planstrack.cli.app import app
from planstrack.loading.receipts import receipts_yaml
from planstrack.model import Receipts, pair_of

DAY = date(2025, 11, 23)
REPORT = (
    "A report.\n\nThe tower is sold, said the mayor. The harbour stays open, he said twice: the harbour stays open.\n"
)
CLAIMS: list[dict[str, Any]] = [
    {"id": "sold", "quote": "The tower is sold", "about": {"version": "v2", "points": ["tower"]}, "says": "reworded"},
    {"id": "open", "quote": "harbour stays open", "about": {"version": "v2", "points": ["harbour"]}, "says": "kept"},
    {"id": "lent", "quote": "The tower is lent", "about": {"version": "v2", "points": ["tower"]}, "says": "reworded"},
]  # fmt: skip


def with_report(folder: Path, text: str = REPORT, claims: list[dict[str, Any]] = CLAIMS) -> PlanFolder:
    """Write a plan of two versions without witnesses and an article whose text is in the archive."""
    made = {name: version([{**point} for point in POINTS], points_held="some") for name in ("v1", "v2")}
    write(folder, made, (text,))
    article = {"outlet": "Gazette", "published": "2025-11-21", "sha256": hash_of(text), "claims": claims}
    (folder / "articles").mkdir(exist_ok=True)
    (folder / "articles" / "report.yaml").write_text(yaml.safe_dump(article), encoding="utf-8")
    return load(folder)


def without_texts(folder: Path) -> PlanFolder:
    shutil.rmtree(folder / ".planstrack")
    return load(folder)


def checks(folder: PlanFolder) -> dict[str, str]:
    return {item.claim: item.check for item in folder.facts.evidence}


def call(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--plan", str(folder), *arguments])


def errors(folder: Path) -> list[tuple[str, str]]:
    found = check(plan=folder).problems
    return [(item.code, item.place.text) for item in found if item.code.startswith("receipt-")]


# ------------------------------------------------------------------------------------------ quotes


def test_an_exact_quote_counts_as_verified_where_the_text_is_not(tmp_path: Path) -> None:
    folder = with_report(tmp_path)
    assert checks(folder) == {"sold": "exact", "open": "ambiguous", "lent": "orphan"}
    recorded = folder.record_receipts(DAY)
    assert (recorded.quotes, recorded.texts, recorded.written, recorded.problems) == (1, 0, True, ())
    away = without_texts(tmp_path)
    assert checks(away) == {"sold": "recorded", "open": "not-archived", "lent": "not-archived"}
    said = "quote verified on 23 November 2025 against a text not held here"
    assert said in " ".join(str(away.show("v2")).split())
    assert "1 of 3 claims with a verified quote, by receipt" in wording.sureness(
        away.facts.evidence, sources_of(away.facts.evidence)
    )


def test_the_receipt_names_the_text_the_place_and_the_day(tmp_path: Path) -> None:
    with_report(tmp_path).record_receipts(DAY)
    receipt = load(tmp_path).plan.receipts.quotes["report#sold"]
    assert (receipt.sha256, receipt.on) == (hash_of(REPORT), DAY)
    assert REPORT[slice(*receipt.at)] == "The tower is sold"


def test_json_says_that_a_quote_is_verified_by_receipt(tmp_path: Path) -> None:
    with_report(tmp_path).record_receipts(DAY)
    found = without_texts(tmp_path).diff("v1", "v2").json()
    assert [item["check"] for change in found["changes"] for item in change["evidence"] if item["claim"] == "sold"] == [
        "recorded"
    ]


def test_recording_again_changes_nothing_and_keeps_the_day(tmp_path: Path) -> None:
    with_report(tmp_path).record_receipts(DAY)
    before = (tmp_path / "receipts.yaml").read_bytes()
    again = load(tmp_path).record_receipts(date(2026, 1, 1))
    assert not again.written
    assert (tmp_path / "receipts.yaml").read_bytes() == before


def test_receipts_of_texts_that_are_not_here_stay(tmp_path: Path) -> None:
    with_report(tmp_path).record_receipts(DAY)
    before = (tmp_path / "receipts.yaml").read_bytes()
    away = without_texts(tmp_path)
    assert away.record_receipts(date(2026, 1, 1)).quotes == 1
    assert (tmp_path / "receipts.yaml").read_bytes() == before


def test_an_edited_quote_is_no_longer_verified(tmp_path: Path) -> None:
    with_report(tmp_path).record_receipts(DAY)
    without_texts(tmp_path)
    path = tmp_path / "articles" / "report.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("The tower is sold", "The tower is gold"), encoding="utf-8"
    )
    assert checks(load(tmp_path))["sold"] == "not-archived"
    assert [code for code, _ in errors(tmp_path)] == ["receipt-does-not-fit"]


def test_a_receipt_of_another_text_names_both_hashes(tmp_path: Path) -> None:
    with_report(tmp_path).record_receipts(DAY)
    without_texts(tmp_path)
    path = tmp_path / "articles" / "report.yaml"
    other = hash_of("another text")
    path.write_text(path.read_text(encoding="utf-8").replace(hash_of(REPORT), other), encoding="utf-8")
    assert checks(load(tmp_path))["sold"] == "not-archived"
    problem = next(item for item in check(plan=tmp_path).problems if item.code == "receipt-does-not-fit")
    assert hash_of(REPORT) in problem.message
    assert other in problem.message
    assert [Path(item.place.path).name for item in problem.see_also] == ["report.yaml"]


def test_where_the_text_is_at_hand_the_place_is_looked_at_again(tmp_path: Path) -> None:
    with_report(tmp_path).record_receipts(DAY)
    path = tmp_path / "receipts.yaml"
    at = load(tmp_path).plan.receipts.quotes["report#sold"].at
    path.write_text(path.read_text(encoding="utf-8").replace(f"[{at[0]}, {at[1]}]", "[0, 17]"), encoding="utf-8")
    problem = next(item for item in check(plan=tmp_path).problems if item.code == "receipt-does-not-fit")
    assert "0–17" in problem.message
    assert f"{at[0]}–{at[1]}" in problem.message
    assert call(tmp_path, "article", "verify", "--record").exit_code == 0
    assert errors(tmp_path) == []


def test_a_receipt_typed_by_hand_counts_where_its_place_is_as_long_as_the_quote(tmp_path: Path) -> None:
    with_report(tmp_path)
    without_texts(tmp_path)
    written = "quotes: {report#sold: {sha256: %s, at: [11, 28]}, report#lent: {sha256: %s, at: [11, 99]}}\n"
    (tmp_path / "receipts.yaml").write_text(written % (hash_of(REPORT), hash_of(REPORT)), encoding="utf-8")
    assert checks(load(tmp_path)) == {"sold": "recorded", "open": "not-archived", "lent": "not-archived"}


# ------------------------------------------------------------------------------------------ two texts


def test_what_two_texts_gave_is_known_where_they_are_not_as_the_analysts_word(tmp_path: Path) -> None:
    folder = two_drafts(tmp_path)
    assert folder.record_receipts(DAY).texts == 1
    away = without_texts(tmp_path)
    assert away.plan.receipts.texts["v1@gazette..v2@gazette"] == {
        "harbour": "same", "council": "different", "council/coast": "same", "council/hills": "different",
        "tower": "different",
    }  # fmt: skip
    assert told(away) == {
        "harbour": ("unchanged", "summary"), "council": ("changed", "summary"), "tower": ("changed", "summary"),
    }  # fmt: skip
    why = " ".join(away.why("v1..v2/tower").render("markdown").split())
    assert "receipts.yaml:" in why
    assert "compared on 23 November 2025" in why
    assert errors(tmp_path) == []


def test_texts_that_are_here_are_compared_and_no_receipt_is_asked(tmp_path: Path) -> None:
    folder = two_drafts(tmp_path)
    folder.record_receipts(DAY)
    path = tmp_path / "receipts.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("tower: different", "tower: same"), encoding="utf-8")
    assert told(load(tmp_path))["tower"] == ("changed", "text")
    assert errors(tmp_path) == [("receipt-does-not-fit", "same")]


def test_a_receipt_of_another_text_of_a_witness_says_nothing(tmp_path: Path) -> None:
    two_drafts(tmp_path).record_receipts(DAY)
    without_texts(tmp_path)
    path = tmp_path / "versions" / "v2.yaml"
    other = hash_of("another text")
    path.write_text(path.read_text(encoding="utf-8").replace(hash_of(SECOND), other), encoding="utf-8")
    assert told(load(tmp_path))["tower"] == ("unknown", "none")
    problem = next(item for item in check(plan=tmp_path).problems if item.code == "receipt-does-not-fit")
    assert hash_of(SECOND) in problem.message
    assert other in problem.message


def test_every_pair_of_witnesses_that_is_here_is_compared(tmp_path: Path) -> None:
    words = {"tower": FIRST_WORDS["tower"]}
    retold = "The tower is rebuilt.\n"
    first = version(POINTS, witness(FIRST, FIRST_WORDS), witness(retold, words, id="herald"))
    second = version(POINTS, witness(SECOND, SECOND_WORDS), relations={"v1": "answers"})
    folder = write(tmp_path, {"v1": first, "v2": second}, (FIRST, retold, SECOND), main_line=[])
    assert folder.record_receipts(DAY).texts == 2
    assert set(load(tmp_path).plan.receipts.texts) == {"v1@gazette..v2@gazette", "v1@herald..v2@gazette"}
    assert load(tmp_path).plan.receipts.texts["v1@herald..v2@gazette"] == {"tower": "different"}


def test_a_receipt_of_what_is_not_there_is_an_error_with_its_place(tmp_path: Path) -> None:
    two_drafts(tmp_path, ())
    (tmp_path / "receipts.yaml").write_text(
        "quotes: {report#sold: {sha256: abc, at: [1, 2]}}\n"
        "texts: {v1@gazette..v2@gazette: {spire: same}, v1@herald..v2@gazette: {tower: same}}\n"
        "compared: {v2@gazette..v1@gazette: {old: abc, new: abc}}\n",
        encoding="utf-8",
    )
    assert [place for code, place in errors(tmp_path) if code == "receipt-of-nothing"] == [
        "report#sold", "spire", "v1@herald..v2@gazette", "v2@gazette..v1@gazette",
    ]  # fmt: skip


# ------------------------------------------------------------------------------------------ the file


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("quotes: {report: {sha256: a, at: [1, 2]}}", "bad-id", id="a quote is named ARTICLE#CLAIM"),
        pytest.param("texts: {v1..v2: {a: same}}", "bad-id", id="texts are named by their witnesses"),
        pytest.param("texts: {v1@a..v2@b: {a: alike}}", "bad-value", id="texts are the same or different"),
        pytest.param("quotes: {a#b: {sha256: a, at: [1]}}", "bad-value", id="a place has two numbers"),
        pytest.param("quotes: {a#b: {sha256: a, at: [1, 2], day: x}}", "unknown-key", id="no key is unknown"),
        pytest.param("quotes: {a#b: {sha256: a, at: [1, 2], on: 2025-11-31}}", "bad-date", id="a day is a day"),
        pytest.param("quote: {}", "unknown-key", id="no noun is unknown"),
        pytest.param("", "empty-file", id="an empty file"),
    ],
)
def test_the_file_is_strict_and_one_that_is_broken_is_not_written(tmp_path: Path, text: str, code: str) -> None:
    two_drafts(tmp_path)
    path = tmp_path / "receipts.yaml"
    path.write_text(text, encoding="utf-8")
    folder = load(tmp_path)
    assert [(item.code, Path(item.place.path).name) for item in folder.problems] == [(code, "receipts.yaml")]
    assert [item.code for item in folder.record_receipts(DAY).problems] == ["cannot-edit"]
    assert path.read_text(encoding="utf-8") == text


def test_a_file_that_somebody_saved_meanwhile_or_a_link_stays(tmp_path: Path) -> None:
    folder = two_drafts(tmp_path)
    path = tmp_path / "receipts.yaml"
    path.write_text("quotes: {}\n", encoding="utf-8")
    assert [item.code for item in folder.record_receipts(DAY).problems] == ["changed-meanwhile"]
    assert path.read_text(encoding="utf-8") == "quotes: {}\n"
    path.unlink()
    (tmp_path / "elsewhere").write_text("", encoding="utf-8")
    path.symlink_to("elsewhere")
    assert [item.code for item in folder.record_receipts(DAY).problems] == ["cannot-write"]
    assert (tmp_path / "elsewhere").read_text(encoding="utf-8") == ""


def test_comments_at_the_beginning_and_a_note_stay(tmp_path: Path) -> None:
    two_drafts(tmp_path)
    path = tmp_path / "receipts.yaml"
    path.write_text("# ours\n# of the desk\nnote: asked for\n", encoding="utf-8")
    assert load(tmp_path).record_receipts(DAY).written
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ours\n# of the desk\ntexts:\n")
    assert load(tmp_path).plan.receipts.note == "asked for"


def test_any_name_is_written_so_that_it_is_read_again() -> None:
    names = ["6", "a b", "no", "1e5", "№ 1: x", "#", "a#b", "'", '"', "ж", "~", "- a", "a: b", "0x1"]
    receipts = Receipts(texts={"1@a..2@b": dict.fromkeys(names, "same")})
    assert "1@a..2@b" in receipts_yaml(receipts)  # which reads it again


def test_a_pair_is_taken_apart_at_the_first_place_that_fits() -> None:
    assert pair_of("a.b@c..d@e.f") == ("a.b", "c", "d", "e.f")
    assert pair_of("a..b") == ("", "", "", "")


def test_a_plan_without_receipts_gets_none_for_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"v1": version(POINTS, points_held="some")})
    assert call(tmp_path, "article", "verify", "--record").exit_code == 0
    assert not (tmp_path / "receipts.yaml").exists()


def test_the_archive_does_not_call_the_text_of_a_witness_unnamed(tmp_path: Path) -> None:
    two_drafts(tmp_path)
    assert "named by no" not in call(tmp_path, "article", "verify").output
    Archive(tmp_path / ".planstrack" / "archive").add("nobody's")
    assert "named by no article and no witness" in call(tmp_path, "article", "verify").output


def test_verify_names_the_texts_of_witnesses_that_are_missing_or_altered(tmp_path: Path) -> None:
    two_drafts(tmp_path, (FIRST,))
    archive = Archive(tmp_path / ".planstrack" / "archive")
    found = load(tmp_path).verify_archive().value
    assert [(item.code, item.place.text) for item in found.problems] == [("not-archived", hash_of(SECOND))]
    assert "v2@gazette" in found.problems[0].message
    archive.path_of(hash_of(FIRST)).write_text("altered", encoding="utf-8")
    assert {item.code for item in load(tmp_path).verify_archive().value.problems} == {"not-archived", "text-altered"}
    assert call(tmp_path, "article", "verify").exit_code == 1
