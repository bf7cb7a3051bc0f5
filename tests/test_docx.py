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
from planstrack.compare.values import Comparison
from planstrack.model import Plan
from planstrack.render import docx
from planstrack.render.tracked import paragraphs, text_of
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


def shipped_pairs() -> list[Comparison]:
    folder = api.load(SHIPPED)
    return [folder.compare(old, new) for old, new in itertools.permutations(folder.plan.versions, 2)]


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


def test_the_same_holds_for_every_pair_of_versions_that_ships() -> None:
    for comparison in shipped_pairs():
        written = paragraphs(comparison)
        assert text_of(written, "old") == tuple(point.full_text for point in comparison.old.points)
        assert text_of(written, "new") == tuple(point.full_text for point in comparison.new.points)


def test_the_documents_of_the_main_line_hold_both_texts() -> None:
    folder = api.load(SHIPPED)
    line = folder.plan.main_line
    for old, new in itertools.pairwise(line):
        check(folder.compare(old, new))
    check(folder.compare(line[0], line[-1]))


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
    plan = Plan.model_validate({"title": "P", "versions": {v.id: v.model_dump(by_alias=True) for v in (old, new)}})
    data = check(compared(old, new, plan))
    deleted = "".join(part(data, "word/document.xml").itertext(f"{W}delText"))
    assert "Troops" not in deleted
    assert "Prisoners" not in deleted


def test_who_changed_it_says_what_it_rests_on_and_the_unknown_is_shaded() -> None:
    old = version("old", [{"id": "a", "text": "Elections within 100 days."}])
    new = version("new", [], points_held="none", points_total=19)
    data = check(compared(old, new))
    tree = part(data, "word/document.xml")
    assert {node.get(f"{W}author") for node in tree.iter(f"{W}del")} == {"planstrack: not known"}
    assert tree.find(f".//{W}del//{W}shd") is not None
    assert "claims no removal" in "".join(part(data, "word/comments.xml").itertext())


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
    folder = api.load(SHIPPED)
    line = folder.plan.main_line
    points = [{"id": name, "number": name, "text": f"The text of {name}."} for name in "abcd"]
    moved = compared(version("old", points), version("new", [*points[1:], points[0]]))
    pairs = {
        "moved.docx": moved,
        "gone.docx": compared(version("old", points), version("new", points[1:3])),
        "line.docx": folder.compare(line[0], line[-1]),
        **{f"{seed}.docx": compared(*generated(seed)) for seed in range(6)},
    }
    for name, comparison in pairs.items():
        (tmp_path / name).write_bytes(check(comparison))
    found = office()
    if found is None:
        return  # the rules of the format were checked by our own reader, above and in every other test
    script = Path(__file__).parent / "in_libreoffice.py"
    (tmp_path / "profile").mkdir()
    run = subprocess.run(
        [found[1], str(script), found[0], str(tmp_path / "profile"), *(str(tmp_path / name) for name in pairs)],
        capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    for name, lines in json.loads(run.stdout).items():
        for how, side in (("Accept", "new"), ("Reject", "old")):
            assert without_last_end(lines[how]) == without_last_end(texts(pairs[name], side)), (name, how)


def test_without_python_docx_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(api.NotFound, match="python-docx") as refused:
        api.load(SHIPPED).diff("us-28", "geneva-19").render("docx")
    assert "planstrack[docx]" in str(refused.value.hint)
