"""Word documents: reject everything and it is the old text, accept everything and it is the new one, to the letter."""

from __future__ import annotations

import io
import itertools
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from webplans import HONEST, HOSTILE, SHIPPED, compared, generated, hostile_plan, version

from planstrack import api
from planstrack.briefing import wording
from planstrack.compare.records import Comparison
from planstrack.model import Plan
from planstrack.render import docx
from planstrack.render.web import legal

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GONE = {"accept": {f"{W}del", f"{W}moveFrom"}, "reject": {f"{W}ins", f"{W}moveTo"}}


def part(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return etree.fromstring(package.read(name), etree.XMLParser(resolve_entities=False, load_dtd=False))


def resolved(data: bytes, how: str) -> list[str]:
    """Return a document's paragraphs after accepting or rejecting everything, read from its XML by these rules alone."""
    gone = GONE[how]
    lines: list[str] = []
    line = ""
    for paragraph in part(data, "word/document.xml").find(f"{W}body").findall(f"{W}p"):
        for node in paragraph.iter(f"{W}t", f"{W}delText", f"{W}br", f"{W}tab", f"{W}cr"):
            if any(above.tag in gone for above in node.iterancestors()):
                continue
            line += {f"{W}br": "\n", f"{W}tab": "\t", f"{W}cr": "\r"}.get(node.tag, node.text or "")
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is not None and any(child.tag in gone for child in mark):
            continue  # this paragraph's end goes: what is left of it belongs to the next one
        lines.append(line)
        line = ""
    return [*lines, line] if line else lines


def texts(comparison: Comparison, side: str) -> list[str]:
    """Return the texts of one side as a document can hold them: what XML cannot hold is made visible."""
    return [legal(point.full_text) for point in getattr(comparison, side).points]


def without_last_end(lines: list[str]) -> list[str]:
    """A document cannot lack its last paragraph: an empty one stands where the text's last point may go."""
    return list(itertools.dropwhile(lambda line: not line, reversed(lines)))[::-1]


def check(comparison: Comparison) -> bytes:
    data = docx.diff(comparison)
    for how, side in (("reject", "old"), ("accept", "new")):
        assert without_last_end(resolved(data, how)) == without_last_end(texts(comparison, side))
    return data


@pytest.mark.parametrize("seed", range(60))
def test_rejecting_gives_the_old_text_and_accepting_the_new_one_for_pairs_made_by_chance(seed: int) -> None:
    check(compared(*generated(seed)))


def body(data: bytes) -> Any:
    return part(data, "word/document.xml").find(f"{W}body")


def marked(data: bytes) -> list[str]:
    """Return the words that bear a mark of change, one entry a mark."""
    kinds = {f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo")}
    found = ("".join(node.itertext(f"{W}t", f"{W}delText")) for node in body(data).iter() if node.tag in kinds)
    return [words for words in found if words]


def test_summaries_are_set_side_by_side_and_no_word_of_them_is_marked() -> None:
    folder = api.load(SHIPPED)
    for old, new in (("us-28", "geneva-19"), ("us-28", "framework-20-dec23"), ("us-28", "eu-24-telegraph")):
        data = docx.diff(folder.compare(old, new))
        assert not marked(data), (old, new)
        assert "This is no full redline" in "".join(body(data)[0].itertext())
        assert resolved(data, "accept") == resolved(data, "reject")
    rows = body(docx.diff(folder.compare("us-28", "framework-20-dec23"))).findall(f"{W}tbl/{W}tr")
    cap = next(row for row in rows if "600,000" in "".join(row.itertext()))
    left, right = ("".join(cell.itertext()) for cell in cap.findall(f"{W}tc"))
    assert "our summary" in left
    assert "600,000" in left
    assert "800,000" in right


TEXTS = {
    "old": [
        {"id": "a", "number": "1", "text": "Troops leave at once.", "wording": "verbatim"},
        {"id": "b", "number": "2", "text": "Prisoners are exchanged.", "wording": "paraphrase"},
        {"id": "c", "number": "3", "text": "A council watches.", "wording": "verbatim"},
        {"id": "d", "number": "4", "text": "An amnesty is given.", "wording": "verbatim"},
    ],
    "new": [
        {"id": "a", "text": "Troops leave soon.", "wording": "verbatim"},
        {"id": "b", "text": "Prisoners are set free.", "wording": "verbatim"},
    ],
}  # fmt: skip


def partly(**more: Any) -> Comparison:
    """Return two versions of which the new one is held in part, and what one report says of them."""
    claims = [
        {
            "id": "out",
            "says": "removed",
            "gist": "It is out.",
            "about": {"version": "new", "since": "old", "points": ["d"]},
        }
    ]
    plan = Plan.model_validate(
        {
            "title": "P",
            "versions": {
                "old": {"id": "old", "title": "The old one", "points_held": "all", "points": TEXTS["old"]},
                "new": {
                    "id": "new", "title": "The new one", "points_held": "some", "based_on": ["old"],
                    "points": TEXTS["new"], **more,
                },
            },
            "articles": {"paper": {"id": "paper", "outlet": "Paper", "published": "2025-01-02", "claims": claims}},
        }
    )  # fmt: skip
    return compared(plan.versions["old"], plan.versions["new"], plan)


def test_where_the_new_text_is_held_in_part_only_what_both_hold_as_texts_is_redlined() -> None:
    data = docx.diff(partly())
    assert sorted(marked(data)) == ["at once", "soon"]
    for how, there, gone in (("accept", "Troops leave soon.", "at once"), ("reject", "Troops leave at once.", "soon")):
        lines = resolved(data, how)
        assert there in lines
        assert not any(gone in line for line in lines)
        assert {"A council watches.", "An amnesty is given."} <= set(lines), "what is not known is not struck"


def test_what_is_not_known_is_shaded_behind_a_line_that_says_so() -> None:
    data = docx.diff(partly())
    shaded = {
        "".join(run.itertext(f"{W}t")) for run in body(data).iter(f"{W}r") if run.find(f"{W}rPr/{W}shd") is not None
    }
    assert shaded == {"Prisoners are exchanged.", "Prisoners are set free.", "A council watches."}
    lines = resolved(data, "accept")
    (line,) = [line for line in lines if line.startswith("[Point 3")]
    assert "Not known" in line
    assert lines.index(line) < lines.index("A council watches.")
    (said,) = [line for line in lines if line.startswith("[Point 4")]
    assert "Removed — reported" in said


def test_the_head_says_what_the_document_is() -> None:
    full = docx.diff(compared(version("old", [{"id": "a", "text": "x"}]), version("new", [{"id": "a", "text": "y"}])))
    for data, words in (
        (full, "Reject all changes for the first text"),
        (docx.diff(partly()), "This is no full redline"),
    ):
        assert words in "".join(part(data, "word/header1.xml").itertext())
    assert "no full redline" not in "".join(resolved(full, "accept"))


def test_points_without_counterpart_are_struck_or_inserted_and_labelled_where_both_texts_are_held() -> None:
    old = version("old", [{"text": "Grain is shipped freely down the river."}, {"id": "a", "text": "Stays."}])
    new = version("new", [{"id": "a", "text": "Stays."}, {"text": "Prisoners are exchanged at once."}])
    comparison = compared(old, new)
    assert {change.verdict for change in comparison.changes} == {"unchanged", "unmatched"}
    data = check(comparison)
    authors = {node.get(f"{W}author") for kind in ("del", "ins") for node in body(data).iter(f"{W}{kind}")}
    assert authors == {"planstrack: only in one text"}
    assert "no counterpart found" in "".join(part(data, "word/comments.xml").itertext())


def test_two_languages_are_not_redlined() -> None:
    old = version("old", [{"id": "a", "text": "Troops leave."}], language="en")
    new = version("new", [{"id": "a", "text": "Війська виходять."}], language="uk")
    data = docx.diff(compared(old, new))
    assert not marked(data)
    assert "This is no full redline" in "".join(resolved(data, "accept"))


def test_comments_cite_each_side_of_a_dispute_with_its_own_sources_and_count_no_sum_of_them() -> None:
    comparison = api.load(SHIPPED).compare("us-28", "geneva-19")
    comments = ["".join(node.itertext()) for node in part(docx.diff(comparison), "word/comments.xml")]
    (amnesty,) = [text for text in comments if text.startswith("Point 26")]
    (change,) = [change for change in comparison.changes if change.id.endswith("/amnesty")]
    assert change.verdict == "disputed"
    for side in change.disputes[0].sides:
        assert f"{side.says}, according to" in amnesty
        assert f"({wording.sources(side.sources)})" in amnesty
    assert wording.sources(change.sources) not in amnesty, "what contradicts each other is not counted together"


@pytest.mark.parametrize("text", [*HOSTILE, *HONEST, "  two  spaces ", "tab\tand\nline\r\nends\r", ""])
def test_any_text_survives_as_text(text: str) -> None:
    old = version(
        "old", [{"id": "a", "text": text}, {"id": "b", "text": "Stays."}, {"id": "c", "text": f"Was {text} so"}]
    )
    new = version(
        "new", [{"id": "b", "text": "Stays."}, {"id": "c", "text": f"Now {text} so"}, {"id": "d", "text": text}]
    )
    data = docx.diff(compared(old, new))
    for how, side in (("reject", "old"), ("accept", "new")):
        wanted = [line.replace("\r\n", "\n") for line in texts(compared(old, new), side)]
        assert without_last_end(resolved(data, how)) == without_last_end(wanted)


def test_hostile_fields_stay_text_in_comments_and_properties() -> None:
    plan = hostile_plan()
    data = docx.diff(compared(plan.versions["old"], plan.versions["new"], plan))
    names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    for name in names:
        if name.endswith((".xml", ".rels")):
            tree = part(data, name)
            tags = {node.tag for node in tree.iter() if isinstance(node.tag, str)}
            assert not {
                tag for tag in tags if etree.QName(tag).localname in ("script", "img", "instrText", "fldSimple")
            }, name
    comments = "".join(part(data, "word/comments.xml").itertext())
    assert "javascript:alert(1)" in comments  # a link that is none is shown as what it is, and leads nowhere
    assert b"javascript" not in b"".join(
        zipfile.ZipFile(io.BytesIO(data)).read(name) for name in names if name.endswith(".rels")
    )


def test_one_point_is_one_paragraph_and_each_has_its_comment() -> None:
    old = version("old", [{"id": "a", "number": "1", "text": "One.\ntwo"}, {"id": "b", "number": "2", "text": "Two."}])
    new = version(
        "new", [{"id": "a", "number": "1", "text": "One.\ntwo and three"}, {"id": "b", "number": "2", "text": "Two."}]
    )
    data = docx.diff(compared(old, new))
    body = part(data, "word/document.xml").find(f"{W}body")
    assert len(body.findall(f"{W}p")) == 2
    comments = ["".join(node.itertext()) for node in part(data, "word/comments.xml")]
    assert sum(text.startswith("Point ") for text in comments) == 2


def test_what_moved_is_marked_as_moved_at_both_places_under_one_name() -> None:
    points = [{"id": name, "number": name, "text": f"The text of {name}."} for name in "abcd"]
    data = check(compared(version("old", points), version("new", [*points[1:], points[0]])))
    tree = part(data, "word/document.xml")
    starts = [node.get(f"{W}name") for kind in ("From", "To") for node in tree.iter(f"{W}move{kind}RangeStart")]
    assert starts == ["move1", "move1"]
    assert "".join(tree.find(f".//{W}moveFrom/{W}r/{W}t").itertext()) == "The text of a."


def test_a_join_deletes_the_end_of_a_paragraph_rather_than_the_words() -> None:
    old = version("old", [{"id": "a", "text": "Troops leave."}, {"id": "b", "text": "Prisoners are exchanged."}])
    new = version(
        "new",
        [{"id": "ab", "from": ["old#a", "old#b"], "text": "Troops leave. Prisoners are exchanged."}],
        based_on=["old"],
    )
    data = check(compared(old, new))
    deleted = "".join(part(data, "word/document.xml").itertext(f"{W}delText"))
    assert "Troops" not in deleted
    assert "Prisoners" not in deleted


def test_who_changed_it_says_what_it_rests_on() -> None:
    old = version("old", [{"id": "a", "text": "Elections within 100 days."}, {"id": "b", "text": "x"}])
    data = check(compared(old, version("new", [{"id": "b", "text": "x"}])))
    assert {node.get(f"{W}author") for node in body(data).iter(f"{W}del")} == {"planstrack: text"}


def test_numbers_of_marks_are_unique_and_every_comment_that_is_cited_is_there() -> None:
    data = docx.diff(compared(*generated(7)))
    tree = part(data, "word/document.xml")
    marks = [node.get(f"{W}id") for node in tree.iter() if node.get(f"{W}author") is not None]
    assert len(marks) == len(set(marks))
    cited = [node.get(f"{W}id") for node in tree.iter(f"{W}commentReference")]
    assert sorted(cited) == sorted(node.get(f"{W}id") for node in part(data, "word/comments.xml"))


def test_the_same_comparison_gives_the_same_bytes() -> None:
    assert docx.diff(compared(*generated(3))) == docx.diff(compared(*generated(3)))


def test_versions_without_points_give_an_empty_document() -> None:
    data = docx.diff(compared(version("old", []), version("new", [])))
    assert resolved(data, "accept") == [""]


def test_the_briefing_is_a_document_whose_sources_stand_in_comments() -> None:
    page = api.load(SHIPPED).brief().page
    data = docx.brief(page)
    lines = resolved(data, "accept")
    assert page.title in lines
    assert all(legal(line.text) in lines for line in page.standing)
    comments = "".join(part(data, "word/comments.xml").itertext())
    assert page.sources[0].outlet in comments


def test_two_thousand_points_are_written() -> None:
    old = version("old", [{"number": str(i), "text": f"Point {i} says {i * 7} things."} for i in range(2000)])
    new = version("new", [{"number": str(i), "text": f"Point {i} says {i * 7 + i % 2} things."} for i in range(2000)])
    check(compared(old, new))


# ---------------------------------------------------------------------------------------------------- LibreOffice


def office() -> tuple[str, str] | None:
    """Return LibreOffice and a Python that can talk to it, where both are to be had."""
    soffice = shutil.which("soffice")
    for python in (shutil.which("python3", path="/usr/bin:/usr/local/bin"), sys.executable):
        if (
            soffice
            and python
            and subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0
        ):
            return soffice, python
    return None


def test_libreoffice_accepts_and_rejects_to_the_letter_where_it_is_to_be_had(tmp_path: Path) -> None:
    points = [{"id": name, "number": name, "text": f"The text of {name}."} for name in "abcd"]
    moved = compared(version("old", points), version("new", [*points[1:], points[0]]))
    pairs = {
        "moved.docx": moved,
        "gone.docx": compared(version("old", points), version("new", points[1:3])),
        **{f"{seed}.docx": compared(*generated(seed)) for seed in range(6)},
    }
    for name, comparison in pairs.items():
        (tmp_path / name).write_bytes(check(comparison))
    (tmp_path / "partly.docx").write_bytes(docx.diff(partly()))
    found = office()
    if found is None:
        return  # the rules of the format were checked by our own reader, above and in every other test
    script = Path(__file__).parent / "in_libreoffice.py"
    (tmp_path / "profile").mkdir()
    run = subprocess.run(
        [found[1], str(script), found[0], str(tmp_path / "profile"), *map(str, sorted(tmp_path.glob("*.docx")))],
        capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    read = json.loads(run.stdout)
    part_read = read.pop("partly.docx")
    for how, there in (("Accept", "Troops leave soon."), ("Reject", "Troops leave at once.")):
        assert {there, "A council watches.", "An amnesty is given."} <= set(part_read[how])
    for name, lines in read.items():
        for how, side in (("Accept", "new"), ("Reject", "old")):
            assert without_last_end(lines[how]) == without_last_end(texts(pairs[name], side)), (name, how)


def test_without_python_docx_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(api.NotFound, match="python-docx") as refused:
        api.load(SHIPPED).diff("us-28", "geneva-19").render("docx")
    assert "planstrack[docx]" in str(refused.value.hint)
