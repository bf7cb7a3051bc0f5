"""Templates of one's own: what they see, that what they print is escaped, and that they can do no harm."""

from __future__ import annotations

import dataclasses
import io
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from markdown_it import MarkdownIt
from typer.testing import CliRunner
from webplans import HOSTILE, SHIPPED, compared, version

from planstrack import api, render
from planstrack.briefing.diff_page import diff_page
from planstrack.cli.app import app
from planstrack.render import OFFERED, worker
from planstrack.render.template import rendered


def sides(text: str = "The army is limited to 800,000.") -> Any:
    old = version("old", [{"id": "cap", "number": "6", "title": "Army", "text": "The army is limited to 600,000."}])
    return compared(old, version("new", [{"id": "cap", "number": "4", "title": "Army", "text": text}]))


def written(tmp_path: Path, template: str, form: str, comparison: Any = None) -> str:
    path = tmp_path / f"house.{form}"
    path.write_text(template, "utf-8")
    comparison = comparison or sides()
    made = rendered("diff", comparison, diff_page(comparison), form, path)
    assert isinstance(made, str)
    return made


EACH = "{% for section in page.sections %}{% for entry in section.entries %}"
END = "{% endfor %}{% endfor %}"


def test_a_template_sees_the_page_and_the_words(tmp_path: Path) -> None:
    template = EACH + "{{ entry.numbers }} {{ entry.title }}: {{ wording.VERDICTS[entry.verdict] }}" + END
    assert written(tmp_path, template, "html") == "6 → 4 Army: changed"


def test_a_redline_is_markup_of_the_format(tmp_path: Path) -> None:
    template = EACH + "{{ entry.redline|redline }}" + END
    page = written(tmp_path, template, "html")
    assert "<del>600,000</del>" in page
    assert "<ins>800,000</ins>" in page
    assert "{--600,000--}" in written(tmp_path, template, "markdown")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_it_prints_is_escaped_for_the_format(tmp_path: Path, text: str) -> None:
    old = version("old", [])
    comparison = compared(
        old, version("new", [{"id": "x", "title": text, "text": f"{text}\n# not a heading\n- nor a list"}])
    )
    template = EACH + '<p title="{{ entry.title }}">{{ entry.new_texts[0] }}</p>' + END
    tree = lxml.html.fragment_fromstring(written(tmp_path, template, "html", comparison))
    assert tree.tag == "p"
    assert len(tree) == 0
    assert set(tree.attrib) == {"title"}
    made = written(tmp_path, EACH + "{{ entry.title }}\n\n{{ entry.new_texts[0] }}\n" + END, "markdown", comparison)
    kinds = {token.type for token in MarkdownIt("commonmark").parse(made)}
    assert kinds <= {"paragraph_open", "inline", "paragraph_close"}
    inner = {child.type for token in MarkdownIt("commonmark").parse(made) for child in token.children or ()}
    assert inner <= {"text", "text_special", "softbreak"}


@pytest.mark.parametrize(
    ("template", "says"),
    [
        pytest.param("a\n{{ page.nothing }}", "house.html:2:", id="a name that is not there"),
        pytest.param("a\n\n{% for %}", "house.html:3:", id="not a template"),
        pytest.param("{{ page.__class__.__mro__ }}", "unsafe", id="the way out of the sandbox"),
        pytest.param("{{ ''.__class__ }}", "unsafe", id="by a text"),
        pytest.param("{{ '{0.__class__}'.format(page) }}", "unsafe", id="by a format"),
        pytest.param("{% include '/etc/passwd' %}", "no loader", id="another file"),
        pytest.param("{% for x in range(99999999) %}{% endfor %}", "too big|too large", id="without end"),
        pytest.param("{{ 1 / 0 }}", "zero", id="arithmetic"),
        pytest.param("{{ page.title|web|upper + 1 }}", "house.html:1:", id="types"),
    ],
)
def test_a_template_that_fails_says_where_and_gets_nowhere(tmp_path: Path, template: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        written(tmp_path, template, "html")


# ------------------------------------------------------------------------------------------------ what asks for too much

DEEP = "it calls itself without end, or is nested too deeply"
MEMORY = "it needs more than 256 MB"
ENDLESS = "{% for a in range(99999) %}" * 3 + "{% endfor %}" * 3

TOO_MUCH = [
    pytest.param("a\n{{ 'a' * 3000000000 }}", 2, MEMORY, id="a long text"),
    pytest.param("a\n{{ ([1] * 10 ** 12) | length }}", 2, MEMORY, id="a long list"),
    pytest.param("a\n{{ 'a' | center(10 ** 10) }}", 2, MEMORY, id="a wide text"),
    pytest.param("a\n{{ '%09999999999d' % 1 }}", 2, MEMORY, id="a wide number"),
    pytest.param("a\n{{ '{:>9999999999}'.format(1) }}", 2, MEMORY, id="a wide format"),
    pytest.param(
        "{% set n = namespace(a='aa') %}\n{% for i in range(99) %}\n{% set n.a = n.a ~ n.a %}\n{% endfor %}",
        3, MEMORY, id="a text doubled again and again",
    ),
    pytest.param("a\n{% for i in range(10 ** 12) %}{% endfor %}", 2, "Range too big", id="a long range"),
    pytest.param("a\n{% macro m() %}\n{{ m() }}{% endmacro %}{{ m() }}", 3, DEEP, id="a macro that calls itself"),
    pytest.param(
        "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}\n{{ a() }}", 1, DEEP,
        id="two that call each other",
    ),
    pytest.param("a\n{% block a %}\n{{ self.a() }}{% endblock %}", 3, DEEP, id="a block inside itself"),
    pytest.param("{% for a in [1] recursive %}\n{{ loop([1]) }}{% endfor %}", 2, DEEP, id="a loop inside itself"),
    pytest.param("a\n{{ " + "(" * 100_000 + "1" + ")" * 100_000 + " }}", 2, DEEP, id="brackets"),
    pytest.param("a\n{{ " + "[" * 100_000 + "]" * 100_000 + " }}", 2, DEEP, id="lists in lists"),
    pytest.param("a\n{{ " + "not " * 50_000 + "1 }}", 2, DEEP, id="not not"),
    pytest.param("a\n{{ " + "1 + " * 20_000 + "1 }}", 2, DEEP, id="a long sum"),
    pytest.param("a\n{{ page" + ".a" * 20_000 + " }}", 2, DEEP, id="a long way"),
    pytest.param("a\n" + "{% if 1 %}" * 5_000 + "{% endif %}" * 5_000, 2, DEEP, id="conditions in conditions"),
    pytest.param("a\n" + "{% for a in [1] %}" * 25 + "{% endfor %}" * 25, 2, "too many", id="loops in loops"),
    pytest.param(
        "a\n{% for a in range(99999) %}{% for b in range(99999) %}\n" + "x" * 200 + "{% endfor %}{% endfor %}",
        2, "it writes more than 16 million characters", id="a long page",
    ),
    pytest.param("a\n" + ENDLESS, 2, "it takes longer than 1 seconds", id="loops that do not end"),
    pytest.param("a\n{{ 7 ** (7 ** 9) }}", 2, "it takes longer than 1 seconds", id="one long sum"),
    pytest.param("a\n{% include '/etc/passwd' %}", 2, "no loader", id="another file"),
    pytest.param("a\n{% import 'os' as os %}", 2, "no loader", id="a module"),
    pytest.param("a\n{% from 'house.html' import x %}", 2, "no loader", id="a name from a file"),
    pytest.param("a\n{% extends 'house.html' %}", 2, "no loader", id="a file to build on"),
    pytest.param("a\n{{ dict(a=1, a=2) }}", 2, "repeated", id="an argument twice"),
    pytest.param("a\n{{ " + "9" * 5_000 + " }}", 2, "Exceeds the limit", id="a number of 5,000 digits"),
    pytest.param("a\n{{ 10 ** 5_000 }}", 2, "Exceeds the limit", id="a number that grows to them"),
]  # fmt: skip


@pytest.mark.parametrize(("template", "line", "says"), TOO_MUCH)
def test_a_template_that_asks_for_too_much_ends_as_a_problem_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, template: str, line: int, says: str
) -> None:
    if "longer than" in says:
        monkeypatch.setattr(worker, "SECONDS", 1)
    with pytest.raises(ValueError, match=r"^house\.html:\d+: ") as raised:
        written(tmp_path, template, "html")
    assert str(raised.value).startswith(f"house.html:{line}: ")
    assert says in str(raised.value)
    assert len(str(raised.value)) < 400


def test_where_nothing_can_be_limited_the_clock_ends_a_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_BOOT", "import sys; sys.modules['resource'] = None; " + worker._BOOT)
    monkeypatch.setattr(worker, "SECONDS", 1)
    with pytest.raises(ValueError, match=r"house\.html:2: it takes longer than 1 seconds"):
        written(tmp_path, "a\n" + ENDLESS, "html")
    assert written(tmp_path, "{{ kind }}", "html") == "diff"


@pytest.mark.parametrize(
    ("ends", "says"),
    [
        pytest.param("import os; os.kill(os.getpid(), 9)", r"^house\.html: it asks for more than it may", id="killed"),
        pytest.param("import time; time.sleep(60)", r"^house\.html: it takes longer than", id="hangs"),
        pytest.param("raise SystemExit(3)", r"^house\.html: templates cannot be run here", id="does not begin"),
        pytest.param("import planstrack.nowhere", r"cannot be run here \(ModuleNotFoundError\)", id="is not there"),
        pytest.param("print('{\"size\": 9')", r"cannot be run here", id="answers by half"),
    ],
)
def test_a_process_that_ends_without_an_answer_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: str, says: str
) -> None:
    monkeypatch.setattr(worker, "_BOOT", ends)
    monkeypatch.setattr(worker, "SECONDS", 0.5)
    with pytest.raises(ValueError, match=says):
        written(tmp_path, "{{ kind }}", "html")


def test_a_paragraph_of_a_word_template_is_bounded_too(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"house\.docx:1: it needs more than"):
        rendered("diff", sides(), diff_page(sides()), "docx", house(tmp_path, "{{ 'a' * 3000000000 }}"))


def test_no_module_of_the_folder_one_stands_in_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pickle", "json", "jinja2", "planstrack", "markupsafe", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.path", ["", *sys.path])
    assert written(tmp_path, "{{ kind }}", "html") == "diff"


@pytest.mark.parametrize("text", ["R&D <5 %", "=", "Київ 🙂", "\u202eabc", "{{ '\\ud800' }}"])
def test_honest_text_of_a_template_survives(tmp_path: Path, text: str) -> None:
    assert written(tmp_path, text, "html") == ("\ufffd" if "{" in text else text)


def test_a_template_that_fails_is_wrong_usage_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("title: A plan\n")
    (tmp_path / "house.md").write_text("a\n{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")
    result = CliRunner().invoke(
        app, ["--plan", str(tmp_path), "log", "--format", "markdown", "--template", str(tmp_path / "house.md")]
    )
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"house.md:2: {DEEP}" in result.stderr
    assert "Traceback" not in result.stderr


def test_templates_are_for_three_formats(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not for csv"):
        written(tmp_path, "x", "csv")


def test_a_file_that_is_no_text_is_no_template(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ValueError, match="not UTF-8"):
        rendered("diff", sides(), diff_page(sides()), "html", tmp_path / "x.html")
    with pytest.raises(FileNotFoundError):
        rendered("diff", sides(), diff_page(sides()), "html", tmp_path / "none.html")


def house(tmp_path: Path, *paragraphs: str) -> Path:
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "The Daily — {{ page.title }}"
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(tmp_path / "house.docx"))
    return tmp_path / "house.docx"


def text_of(data: bytes, name: str) -> str:
    return "".join(lxml.html.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name)).itertext())


def test_a_house_document_keeps_its_head_and_takes_the_text_where_it_says(tmp_path: Path) -> None:
    comparison = sides()
    made = rendered(
        "diff",
        comparison,
        diff_page(comparison),
        "docx",
        house(tmp_path, "Before", "{{ content }}", "After {{ kind }}"),
    )
    assert isinstance(made, bytes)
    body = text_of(made, "word/document.xml")
    assert body.index("Before") < body.index("The army") < body.index("After diff")
    header = next(name for name in zipfile.ZipFile(io.BytesIO(made)).namelist() if "header" in name)
    assert "The Daily — old → new" in text_of(made, header)


def test_a_briefing_goes_into_a_house_document_too(tmp_path: Path) -> None:
    page = api.load(SHIPPED).brief().page
    made = rendered("brief", page, page, "docx", house(tmp_path, "{{ content }}"))
    assert isinstance(made, bytes)
    assert page.title in text_of(made, "word/document.xml")


def test_what_is_no_word_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"not a zip")
    with pytest.raises(ValueError, match="not a Word document"):
        rendered("diff", sides(), diff_page(sides()), "docx", tmp_path / "x.docx")
    with pytest.raises(ValueError, match="not written as docx"):
        rendered("issue", None, diff_page(sides()), "docx", house(tmp_path))


# ---------------------------------------------------------------------------------------------------- what is documented

DOCUMENTED = (Path(render.__file__).parent / "templates.md").read_text("utf-8")


def fields_of(row: str) -> list[str]:
    """Return the names a row of the documentation gives for its page or part, those in brackets left out."""
    found = re.search(rf"^\| `?{row}`? \| (.+) \|$", DOCUMENTED, re.MULTILINE)
    assert found, row
    return re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", found[1]))


def records() -> dict[str, Any]:
    folder = api.load(SHIPPED)
    diff = folder.diff("us-28", "geneva-19").page
    entries = diff.sections[0].entries
    entry = next(item for item in entries if item.statements and item.disputes and item.quantities)
    brief = folder.brief().page
    return {
        "diff": diff,
        "brief": brief,
        "issue": folder.issue("army-cap").page,
        "issues": folder.issue().page,
        "table": folder.table("us-28", "geneva-19").page,
        "version": folder.show("us-28").page,
        "log": folder.log().page,
        "evidence": folder.evidence().page,
        "knowledge": folder.log(knowledge=True).page,
        "head": diff.old,
        "section": diff.sections[0],
        "entry": entry,
        "statement": entry.statements[0],
        "dispute": entry.disputes[0],
        "quantity": entry.quantities[0],
        "line": brief.standing[0],
        "source": diff.sources[0],
    }


def test_every_documented_value_is_there_and_every_field_of_a_page_is_documented() -> None:
    for name, record in records().items():
        documented = set(fields_of(name))
        assert not [field for field in documented if not hasattr(record, field)], name
        if name in OFFERED:
            assert {item.name for item in dataclasses.fields(record)} <= documented, name


def test_every_page_that_takes_a_template_is_documented() -> None:
    for kind, forms in OFFERED.items():
        if "html" in forms:
            assert fields_of(kind), kind


def test_the_documented_example_runs(tmp_path: Path) -> None:
    example = re.search(r"```jinja\n(.*?)```", DOCUMENTED, re.DOTALL)
    assert example
    (tmp_path / "house.md").write_text(example[1], "utf-8")
    folder = api.load(SHIPPED)
    made = str(folder.diff("us-28", "e3-reuters").render("markdown", template=tmp_path / "house.md"))
    assert made.startswith("# US 28\\-point plan")
    assert "## Not known" in made
    assert "{--" not in made, "summaries are not redlined"
    for name, number in (("old", "600,000"), ("new", "800,000")):
        (tmp_path / f"{name}.yaml").write_text(
            f"points: [{{id: a, title: Army, text: 'At most {number}.'}}]\n", "utf-8"
        )
    loose = api.diff(tmp_path / "old.yaml", tmp_path / "new.yaml")
    assert "{--600,000--}" in str(loose.render("markdown", template=tmp_path / "house.md"))
