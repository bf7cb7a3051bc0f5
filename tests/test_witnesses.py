"""Witnesses: the words of a version come from a text in the archive, where it is here; the file has only their places."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from planstrack.api import PlanFolder, load
from planstrack.api.checking import check
from planstrack.claims.archive import Archive, hash_of
from planstrack.claims.witnesses import Texts, faults, keys_of, with_texts
from planstrack.cli.app import app
from planstrack.model import Plan, Version, Witness

FIRST = """A draft, as the Gazette prints it.

1. The harbour stays open
to ships of all states.
2. The council has nine mem-
bers:
a) five from the coast,
b) four from the hills.
Our correspondent adds: nobody has signed.
3. The tower is rebuilt.
"""
SECOND = """The second draft.

1. The harbour stays open to ships of all states.
2. The council has nine members:
a) five from the coast,
b) four from the valley.
3. The tower is sold.
"""
POINTS: list[dict[str, Any]] = [
    {"id": "harbour", "number": "1", "title": "The harbour"},
    {"id": "council", "number": "2", "parts": [{"id": "coast", "label": "a"}, {"id": "hills", "label": "b"}]},
    {"id": "tower", "number": "3", "title": "The tower"},
]
FIRST_WORDS = {
    "harbour": ["The harbour stays open\nto ships of all states."],
    "council": ["The council has nine mem-\nbers:"],
    "council/0": ["five from the coast,"],
    "council/1": ["four from the hills."],
    "tower": ["The tower is rebuilt."],
}
SECOND_WORDS = {
    "harbour": ["The harbour stays open to ships of all states."],
    "council": ["The council has nine members:"],
    "council/0": ["five from the coast,"],
    "council/1": ["four from the valley."],
    "tower": ["The tower is sold."],
}


def spans(text: str, words: dict[str, list[str]]) -> dict[str, list[int]]:
    """Return where words stand in a text, as a witness's `spans` give it."""
    return {
        key: [place for piece in pieces for place in (text.index(piece), text.index(piece) + len(piece))]
        for key, pieces in words.items()
    }


def witness(text: str, words: dict[str, list[str]], **more: Any) -> dict[str, Any]:
    return {"id": "gazette", "sha256": hash_of(text), "wording": "verbatim", "spans": spans(text, words)} | more


def version(points: list[dict[str, Any]], *witnesses: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "title": more.pop("title", "A draft"),
        "date": "2025-11-20",
        "known": "2025-11-20",
        "text": "leaked",
        "labels": "printed",
        "points_held": "all",
        "witnesses": list(witnesses),
        "points": points,
    } | more


def write(folder: Path, versions: dict[str, Any], texts: tuple[str, ...] = (), **plan: Any) -> PlanFolder:
    """Write a plan folder with an archive in it and return it as it is read."""
    (folder / "versions").mkdir(parents=True, exist_ok=True)
    (folder / "plan.yaml").write_text(
        yaml.safe_dump({"title": "A plan", "language": "en", "main_line": list(versions)} | plan), encoding="utf-8"
    )
    for name, written in versions.items():
        path = folder / "versions" / f"{name}.yaml"
        path.write_text(yaml.safe_dump(written, sort_keys=False, allow_unicode=True), encoding="utf-8")
    archive = Archive(folder / ".planstrack" / "archive")
    for text in texts:
        archive.add(text)
    found = load(folder)
    assert not found.problems
    return found


def two_drafts(folder: Path, texts: tuple[str, ...] = (FIRST, SECOND)) -> PlanFolder:
    return write(
        folder,
        {
            "v1": version(POINTS, witness(FIRST, FIRST_WORDS), title="First draft"),
            "v2": version(POINTS, witness(SECOND, SECOND_WORDS), title="Second draft", based_on=["v1"]),
        },
        texts,
    )


def told(folder: PlanFolder, **more: Any) -> dict[str, tuple[str, str]]:
    comparison = folder.diff("v1", "v2", **more).value
    return {change.id.rpartition("/")[2]: (change.verdict, change.basis) for change in comparison.changes}


# ------------------------------------------------------------------------------------------ words into points


def test_the_words_of_points_and_parts_come_from_the_text_without_its_lines_and_without_what_stands_between(
    tmp_path: Path,
) -> None:
    found = two_drafts(tmp_path).texts.plan.versions["v1"]
    assert found.points[0].text == "The harbour stays open to ships of all states."
    assert found.points[1].text == "The council has nine members:"
    assert [part.text for part in found.points[1].parts] == ["five from the coast,", "four from the hills."]
    assert {point.wording for point in found.points} == {"verbatim"}
    assert "correspondent" not in found.model_dump_json()


def test_with_both_texts_here_the_comparison_is_one_of_texts(tmp_path: Path) -> None:
    folder = two_drafts(tmp_path)
    assert told(folder) == {
        "harbour": ("unchanged", "text"), "council": ("changed", "text"), "tower": ("changed", "text"),
    }  # fmt: skip
    redlines = {change.title: change.redline for change in folder.diff("v1", "v2").value.changes}
    assert [(edit.op, edit.text.strip()) for edit in redlines["The tower"] if edit.op != "="] == [
        ("-", "rebuilt"), ("+", "sold"),
    ]  # fmt: skip


@pytest.mark.parametrize("texts", [(), (FIRST,), (SECOND,)], ids=["no text is here", "the first is", "the second is"])
def test_without_a_text_nothing_is_known_and_the_page_says_that_the_text_is_not_here(
    tmp_path: Path, texts: tuple[str, ...]
) -> None:
    folder = two_drafts(tmp_path, texts)
    assert set(told(folder).values()) == {("unknown", "none")}
    changes = folder.diff("v1", "v2").value.changes
    assert {change.reason_code for change in changes} == {"not-held"}
    assert all("held here" in change.reason for change in changes)
    away = "v2" if FIRST in texts else "v1"
    shown = str(folder.show(away))
    assert "text not here" in shown
    assert "no text held" not in shown
    assert "The harbour stays" not in shown


def test_a_version_whose_points_stand_in_a_witness_alone_passes_check(tmp_path: Path) -> None:
    for texts in ((), (FIRST, SECOND)):
        two_drafts(tmp_path, texts)
        assert {problem.code for problem in check(plan=tmp_path).problems} <= {"not-archived"}


def test_a_point_that_no_witness_gives_words_to_is_still_missed(tmp_path: Path) -> None:
    words = {key: words for key, words in FIRST_WORDS.items() if key != "tower"}
    write(tmp_path, {"v1": version(POINTS, witness(FIRST, words))}, (FIRST,))
    assert "point-not-held" in {problem.code for problem in check(plan=tmp_path).problems}


@pytest.mark.parametrize(
    ("here", "basis"), [(True, "text"), (False, "summary")], ids=["the text is here", "the text is not here"]
)
def test_absence_needs_no_text_but_rests_on_it_where_it_is_here(tmp_path: Path, here: bool, basis: str) -> None:
    words = {key: words for key, words in SECOND_WORDS.items() if key != "tower"}
    folder = write(
        tmp_path,
        {
            "v1": version(POINTS, witness(FIRST, FIRST_WORDS)),
            "v2": version(POINTS[:2], witness(SECOND, words), based_on=["v1"]),
        },
        (FIRST, SECOND) if here else (),
    )
    assert told(folder)["tower"] == ("removed", basis)


def test_a_summary_serves_where_the_text_is_not_here_and_stands_aside_where_it_is(tmp_path: Path) -> None:
    points = [{**POINTS[2], "wording": "paraphrase", "text": "They build the tower again."}]
    made = {"v1": version(points, witness(FIRST, {"tower": FIRST_WORDS["tower"]}))}
    without = write(tmp_path / "a", made)
    assert "They build the tower again." in str(without.show("v1"))
    folder = write(tmp_path / "b", made, (FIRST,))
    assert "The tower is rebuilt." in str(folder.show("v1"))
    assert folder.texts.summaries["v1", (0,)].text == "They build the tower again."
    assert folder.plan.versions["v1"].points[0].text == "They build the tower again."


def test_words_of_the_document_in_the_file_are_not_replaced_by_a_witness(tmp_path: Path) -> None:
    points = [{**POINTS[2], "wording": "verbatim", "text": "The tower is rebuilt!"}]
    found = write(tmp_path, {"v1": version(points, witness(FIRST, {"tower": FIRST_WORDS["tower"]}))}, (FIRST,))
    assert found.texts.plan.versions["v1"].points[0].text == "The tower is rebuilt!"


def test_a_part_that_the_witness_does_not_give_apart_keeps_no_summary_among_the_words_of_the_text(
    tmp_path: Path,
) -> None:
    points = [
        {
            "id": "council",
            "wording": "paraphrase",
            "text": "Nine sit there.",
            "parts": [{"id": "coast", "text": "Five of the coast."}],
        }
    ]
    words = {"council": ["The council has nine mem-\nbers:\na) five from the coast,\nb) four from the hills."]}
    folder = write(tmp_path, {"v1": version(points, witness(FIRST, words))}, (FIRST,))
    point = folder.texts.plan.versions["v1"].points[0]
    assert point.full_text == "The council has nine members: a) five from the coast, b) four from the hills."
    assert point.parts[0].wording == "paraphrase"
    assert folder.texts.summaries["v1", (0, 0)].text == "Five of the coast."


def test_a_point_of_which_only_some_parts_are_given_is_held_in_part(tmp_path: Path) -> None:
    words = {key: FIRST_WORDS[key] for key in ("council", "council/0")}
    folder = write(tmp_path, {"v1": version(POINTS[1:2], witness(FIRST, words))}, (FIRST,))
    assert folder.texts.plan.versions["v1"].points[0].parts_held == "some"


def test_the_first_witness_with_the_very_words_serves(tmp_path: Path) -> None:
    told_again = "In short: the tower is built again."
    said = "The tower is rebuilt, says the Herald."
    others = [
        witness(told_again, {"tower": ["the tower is built again"]}, id="retold", wording="paraphrase"),
        witness(FIRST, {"tower": FIRST_WORDS["tower"]}, id="gazette"),
        witness(said, {"tower": ["The tower is rebuilt"]}, id="herald"),
    ]
    folder = write(tmp_path, {"v1": version(POINTS[2:], *others)}, (told_again, FIRST, said))
    assert folder.texts.serving["v1"].id == "gazette"
    assert set(folder.texts.presence.values()) == {"held"}
    without = write(tmp_path / "b", {"v1": version(POINTS[2:], *others)}, (told_again, said))
    assert without.texts.serving["v1"].id == "herald"
    assert without.texts.presence["v1", "gazette"] == "missing"


def test_a_translation_has_the_language_and_the_hand_of_its_witness(tmp_path: Path) -> None:
    more = {"wording": "translation", "language": "fr", "hand": "the Gazette"}
    made = {
        "v1": version(POINTS, witness(FIRST, FIRST_WORDS, **more), language="uk"),
        "v2": version(POINTS, witness(SECOND, SECOND_WORDS, **more), language="uk", based_on=["v1"]),
    }
    assert told(write(tmp_path, made, (FIRST, SECOND)))["tower"] == ("changed", "translation")
    made["v2"]["witnesses"][0]["hand"] = "the Herald"
    assert told(write(tmp_path, made, (FIRST, SECOND)))["tower"] == ("unknown", "none")


def test_a_witness_in_another_language_does_not_serve_beside_words_of_the_document(tmp_path: Path) -> None:
    points = [POINTS[0], {**POINTS[2], "wording": "verbatim", "text": "La tour est reconstruite."}]
    given = witness(FIRST, {"harbour": FIRST_WORDS["harbour"]}, language="en")
    folder = write(tmp_path, {"v1": version(points, given, language="fr")}, (FIRST,))
    assert folder.texts.serving == {}
    assert folder.texts.plan.versions["v1"].language == "fr"


def test_a_rendering_in_another_language_has_its_own_words_alone(tmp_path: Path) -> None:
    points = [POINTS[0], {**POINTS[2], "wording": "verbatim", "text": "La tour est reconstruite."}]
    given = witness(FIRST, {"harbour": FIRST_WORDS["harbour"]}, language="en")
    folder = write(tmp_path, {"v1": version(points, given, language="fr")}, (FIRST,))
    shown = str(folder.show("v1@gazette"))
    assert "The harbour stays open" in shown
    assert "La tour" not in shown


def test_as_of_a_day_the_words_serve_the_points_that_were_known(tmp_path: Path) -> None:
    from datetime import date

    folder = two_drafts(tmp_path)
    assert told(folder, as_of=date(2025, 11, 21))["tower"] == ("changed", "text")


def test_places_in_the_files_stay(tmp_path: Path) -> None:
    folder = two_drafts(tmp_path)
    place = folder.texts.plan.place("version", "v1", "points", 2, "id")
    assert place.text == "tower"
    assert "v1.yaml:" in folder.why("v1..v2/tower").render("markdown")


def test_versions_in_files_of_their_own_have_the_words_of_the_archive_near_them(tmp_path: Path) -> None:
    from planstrack.api import diff

    two_drafts(tmp_path)
    files = [tmp_path / "versions" / f"{name}.yaml" for name in ("v1", "v2")]
    with_texts_here = {change.title: change.verdict for change in diff(*files).value.changes}
    assert with_texts_here["The tower"] == "changed"
    shutil.rmtree(tmp_path / ".planstrack")
    assert {change.verdict for change in diff(*files).value.changes} == {"unknown"}


def test_an_altered_text_gives_no_words_and_is_an_error(tmp_path: Path) -> None:
    folder = two_drafts(tmp_path)
    path = Archive(tmp_path / ".planstrack" / "archive").path_of(hash_of(FIRST))
    path.chmod(0o644)
    path.write_text(FIRST.replace("nine", "ten"), encoding="utf-8")
    again = load(tmp_path)
    assert again.texts.presence["v1", "gazette"] == "altered"
    assert again.texts.plan.versions["v1"].points[2].text is None
    assert [problem.code for problem in check(plan=tmp_path).problems if problem.severity == "error"] == [
        "text-altered"
    ]
    assert folder.plan == again.plan


def test_a_site_has_no_words_that_may_not_leave_the_desk(tmp_path: Path) -> None:
    two_drafts(tmp_path)
    done = CliRunner().invoke(app, ["--plan", str(tmp_path), "site", "-o", str(tmp_path / "site")])
    assert done.exit_code == 0, done.output
    pages = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*.html"))
    assert "harbour" in pages
    assert "The harbour stays" not in pages
    assert "rebuilt" not in pages


# ------------------------------------------------------------------------------------------ two renderings

RETOLD = """The Herald has it so.

1. The harbour stays open to ships of all states.
2. The council has nine members:
a) five from the coast,
b) four from the mountains.
4. The bells are rung.
"""
RETOLD_WORDS = {
    "harbour": ["The harbour stays open to ships of all states."],
    "council": ["The council has nine members:"],
    "council/0": ["five from the coast,"],
    "council/1": ["four from the mountains."],
    "3": ["The bells are rung."],
}


def one_draft(folder: Path, texts: tuple[str, ...] = (FIRST, RETOLD, SECOND), **more: Any) -> PlanFolder:
    points = [*POINTS, {"number": "4", "title": "The bells"}]
    renderings = [
        witness(FIRST, FIRST_WORDS, outlet="The Gazette", **more),
        witness(RETOLD, RETOLD_WORDS, id="herald", outlet="The Herald", **more),
    ]
    made = {
        "v1": version(points, *renderings, title="First draft"),
        "v2": version(POINTS, witness(SECOND, SECOND_WORDS), title="Second draft", based_on=["v1"]),
    }
    return write(folder, made, texts)


@pytest.mark.parametrize("form", ["terminal", "markdown", "html"])
def test_two_renderings_of_one_version_are_variants_and_no_page_calls_them_changes(tmp_path: Path, form: str) -> None:
    shown = one_draft(tmp_path).diff("v1@gazette", "v1@herald")
    assert shown.kind == "variants"
    page = " ".join(str(shown.render(form)).split())
    assert "Two renderings of one version: what differs is how they were rendered, not a change." in page
    for words in ("1 rendered differently", "1 rendered alike", "1 in gazette only", "1 in herald only", "mountains"):
        assert words in page
    body = page.partition("<main")[2].partition("</main>")[0] if form == "html" else page
    for verdict in ("changed", "removed", "added", "unchanged", "not known", "revises", "rival"):
        assert verdict not in body


def test_json_marks_variants_and_keeps_to_its_schema(tmp_path: Path) -> None:
    import json

    import jsonschema

    from planstrack.api.checking import schema

    folder = one_draft(tmp_path)
    found = folder.diff("v1@gazette", "v1@herald").json()
    assert found["variants"] is True
    assert {change["id"].rpartition("/")[2]: change["verdict"] for change in found["changes"]} == {
        "harbour": "unchanged", "council": "changed", "tower": "unmatched", "point-4": "unmatched",
    }  # fmt: skip
    jsonschema.Draft202012Validator(json.loads(schema("diff"))).validate(found)
    assert "variants" not in folder.diff("v1", "v2").json()


def test_a_version_in_the_words_of_one_witness_is_compared_with_another_version(tmp_path: Path) -> None:
    folder = one_draft(tmp_path)
    comparison = folder.diff("v1@herald", "v2").value
    council = next(change for change in comparison.changes if change.id.endswith("/council"))
    assert (council.verdict, council.basis) == ("changed", "text")
    assert "mountains" in "".join(edit.text for edit in council.redline if edit.op == "-")
    assert not comparison.variants


def test_show_gives_the_words_of_the_witness_that_is_asked_for(tmp_path: Path) -> None:
    folder = one_draft(tmp_path)
    assert "four from the mountains" in str(folder.show("v1@herald"))
    assert "four from the hills" in str(folder.show("v1"))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param("v1@gazete", "there is no witness of v1 'gazete'", id="a witness that is not there"),
        pytest.param("v1@herald", "the text of v1@herald is not here", id="a text that is not here"),
        pytest.param("v3@herald", "there is no version 'v3@herald'", id="a version that is not there"),
    ],
)
def test_a_rendering_that_cannot_be_shown_is_named(tmp_path: Path, asked: str, said: str) -> None:
    one_draft(tmp_path, (FIRST, SECOND))
    done = CliRunner().invoke(app, ["--plan", str(tmp_path), "diff", "v1@gazette", asked])
    assert done.exit_code == 2
    assert said in done.output


def test_two_languages_of_one_version_are_not_compared(tmp_path: Path) -> None:
    points = POINTS[2:]
    renderings = [
        witness(FIRST, {"tower": FIRST_WORDS["tower"]}, language="en"),
        witness(SECOND, {"tower": SECOND_WORDS["tower"]}, id="herald", language="fr"),
    ]
    folder = write(tmp_path, {"v1": version(points, *renderings)}, (FIRST, SECOND))
    assert "not compared: the words are in two languages" in " ".join(
        str(folder.diff("v1@gazette", "v1@herald")).split()
    )


def test_show_says_which_renderings_are_here(tmp_path: Path) -> None:
    folder = one_draft(tmp_path, (FIRST,))
    assert "Rendering on file: The Gazette (text): held here; the words below are its." in str(folder.show("v1"))
    assert "Rendering on file: The Herald (text): not here." in str(folder.show("v1"))
    Archive(tmp_path / ".planstrack" / "archive").path_of(hash_of(FIRST)).write_text("altered", encoding="utf-8")
    shown = " ".join(str(load(tmp_path).show("v1")).split())
    assert "The Gazette (text): altered: the archived text does not match its hash." in shown


def test_our_summary_stands_beside_the_words(tmp_path: Path) -> None:
    points = [{**POINTS[2], "wording": "paraphrase", "text": "They build the tower again."}]
    folder = write(tmp_path, {"v1": version(points, witness(FIRST, {"tower": FIRST_WORDS["tower"]}))}, (FIRST,))
    for form in ("terminal", "markdown", "html"):
        page = str(folder.show("v1").render(form))
        assert "The tower is rebuilt" in page
        assert "our summary" in page.lower()
        assert "They build the tower again" in page


# ------------------------------------------------------------------------------------------ spans


def one(given: dict[str, Any]) -> tuple[Version, Witness]:
    made = Version.model_validate(version(POINTS, given))
    return made, made.witnesses[0]


@pytest.mark.parametrize(
    ("span", "found"),
    [
        pytest.param({"tower": [3]}, [("uneven", "tower", 0)], id="one number is no span"),
        pytest.param({"tower": []}, [("uneven", "tower", None)], id="no number is no span"),
        pytest.param({"tower": [1, 2, 3]}, [("uneven", "tower", 2)], id="three numbers are no spans"),
        pytest.param({"tower": [5, 5]}, [("void", "tower", 1)], id="a span ends behind its start"),
        pytest.param({"tower": [-1, 5]}, [("void", "tower", 0)], id="a text begins at 0"),
        pytest.param({"spire": [1, 5]}, [("nameless", "spire", None)], id="a key names a point"),
        pytest.param({"council/2": [1, 5]}, [("nameless", "council/2", None)], id="a key names a part that is there"),
        pytest.param({"tower": [1, 5], "2": [6, 8]}, [("twice", "2", None)], id="a point has one key"),
        pytest.param({"tower": [1, 5], "council": [4, 8]}, [("overlap", "council", 0)], id="words have one point"),
        pytest.param({"tower": [1, 5, 3, 8]}, [("overlap", "tower", 2)], id="words stand once in a span"),
        pytest.param({"tower": [1, 9, 2, 3], "council": [4, 8]},
                     [("overlap", "tower", 2), ("overlap", "council", 0)], id="inside of another span"),
        pytest.param({"tower": [1, 5], "council": [5, 8]}, [], id="spans may touch"),
        pytest.param({"tower": [9, 12, 1, 5]}, [], id="pieces may stand in any order"),
        pytest.param({"tower": [1, 9999]}, [("beyond", "tower", 1)], id="a span ends in the text"),
        pytest.param({"tower": [34, 36]}, [("wordless", "tower", None)], id="a span has words"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_spans(span: dict[str, list[int]], found: list[tuple[str, str, int | None]]) -> None:
    made, given = one(witness(FIRST, {}) | {"spans": span})
    assert [(fault.kind, fault.key, fault.at) for fault in faults(made, given, FIRST)] == found


def test_one_bad_span_and_the_witness_gives_no_words(tmp_path: Path) -> None:
    given = witness(FIRST, FIRST_WORDS)
    given["spans"]["tower"][1] = 9999
    folder = write(tmp_path, {"v1": version(POINTS, given)}, (FIRST,))
    assert folder.texts.presence["v1", "gazette"] == "unfit"
    assert folder.texts.plan.versions["v1"].points[0].text is None
    problem = next(problem for problem in check(plan=tmp_path).problems if problem.code == "span-past-the-end")
    assert problem.place.text == "9999"


def test_keys_are_ids_else_positions_and_parts_go_on_from_their_point() -> None:
    made = Version.model_validate(version([{"number": "1"}, {"id": "0", "parts": [{"parts": [{"label": "i"}]}]}]))
    assert keys_of(made) == {"0": (1,), "1": (1,), "1/0": (1, 0), "0/0": (1, 0), "1/0/0": (1, 0, 0), "0/0/0": (1, 0, 0)}


def test_without_an_archive_a_plan_is_what_its_files_say() -> None:
    plan = Plan(title="A plan", versions={"v1": Version.model_validate(version(POINTS, witness(FIRST, FIRST_WORDS)))})
    assert with_texts(plan, None) == Texts(plan=plan, presence={("v1", "gazette"): "missing"})


def test_a_text_of_two_megabytes_with_twenty_thousand_spans_is_read_in_seconds(tmp_path: Path) -> None:
    import time

    text = "The tow-\ner stands on the hill over there.\n" * 20_000
    size = len(text) // 20_000
    points = [{"number": str(at)} for at in range(20_000)]
    given = {"id": "g", "sha256": hash_of(text), "wording": "verbatim",
             "spans": {str(at): [at * size, (at + 1) * size - 1] for at in range(20_000)}}  # fmt: skip
    made = Version.model_validate(version(points, given))
    archive = Archive(tmp_path / ".planstrack" / "archive")
    (tmp_path / ".planstrack").mkdir()
    archive.add(text)
    begun = time.process_time()
    found = with_texts(Plan(title="A plan", versions={"v1": made}), archive)
    assert time.process_time() - begun < 10
    assert found.plan.versions["v1"].points[-1].text == "The tower stands on the hill over there."
