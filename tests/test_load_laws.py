"""Laws of loading: any bytes give records and problems, never another error; places are inside the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planstrack.files.reading import Entry, Refusal
from planstrack.loading import load_plan
from planstrack.loading.folder import version_from
from planstrack.loading.nodes import plain_data, tree_of
from planstrack.model import Version
from planstrack.problem import Problem
from planstrack.source import Source

QUICK = settings(max_examples=150, deadline=None)

# Pieces that YAML, the models and the limits care about, so that random files get past the parser.
PIECES = st.sampled_from([
    "title", "points", "text", "id", "date", "issues", "quantities", "value", "at-most", "claims", "outlet",
    "articles", "says", ": ", ":\n", "\n", "\n  ", "\n- ", "\n  - ", "[", "]", "{", "}", ", ", "'", '"', "|",
    ">-", "&a ", "*a", "!!x ", "<<", "---", "#", " #", "~", "null", "us-28", "600000", "2025-11-20",
    "2025-02-30", "é", "\u200b", "\u2028", "\x85", "\ufeff", "\0", "\t", "😀", "\\U00110000", "%YAML 1.2", "?",
    "@", "at", "none", "-",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)


class InMemory:
    """Files that are nowhere but here, in the shape in which `load` reads files."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files

    def shown(self, path: str) -> str:
        return path

    def entries(self, folder: str) -> tuple[Entry, ...] | Refusal | None:
        inside = folder + "/" if folder else ""
        names = {path.removeprefix(inside).partition("/")[0] for path in self.files if path.startswith(inside)}
        return tuple(Entry(name, "file") for name in sorted(names))

    def read(self, path: str) -> bytes | Refusal | None:
        return self.files.get(path)


def hold(problems: tuple[Problem, ...]) -> None:
    """Every problem stands somewhere in the text it speaks of, and says something."""
    for problem in problems:
        place = problem.place
        assert 0 <= place.start <= place.end <= len(place.source.text)
        assert place.line >= 1
        assert place.column >= 1
        assert problem.code
        assert problem.message
        for also in problem.see_also:
            assert also.place.end <= len(also.place.source.text)


@QUICK
@given(st.binary(max_size=300))
@example(b"")
@example(b"\xef\xbb\xbf\xff")
@example(b'a: "\\x00"')
def test_any_bytes_give_records_and_problems(data: bytes) -> None:
    version, problems = version_from("f.yaml", data, "f")
    assert version is not None or problems
    hold(problems)


@QUICK
@given(st.dictionaries(st.sampled_from(["plan.yaml", "versions/a.yaml", "articles/b.yaml", "articles/c.yaml"]), TEXTS))
def test_any_text_gives_records_and_problems(texts: dict[str, str]) -> None:
    files = {path: text.encode("utf-8", "surrogatepass") for path, text in texts.items()}
    plan, problems = load_plan(Path("/"), opener=InMemory(files))
    hold(problems)
    for kind, name in [*(("version", name) for name in plan.versions), *(("article", name) for name in plan.articles)]:
        place = plan.place(kind, name, "points", 0, "text")  # type: ignore[arg-type]
        assert 0 <= place.start <= place.end <= len(place.source.text)


SCALARS = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.sampled_from(["all", "us-28", "2025-11-20"])
)
KEYS = st.sampled_from([*Version.model_fields, "from", "id", "text", "at-most", "x"]) | st.text(max_size=5)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=12
)


@settings(QUICK, max_examples=50)
@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_any_values_under_any_keys_give_a_record(data: dict[str, Any]) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    version, problems = version_from("f.yaml", text.encode("utf-8", "surrogatepass"), "f")
    hold(problems)
    assert version is not None or problems


PLAIN = st.recursive(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).filter(
        lambda text: text not in ("\ufffe", "\uffff")
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abcdefg", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=10,
)


@QUICK
@given(PLAIN)
def test_what_is_written_is_what_is_read(value: Any) -> None:
    text = yaml.safe_dump({"x": value}, default_style='"', allow_unicode=False)
    tree = tree_of(Source("f.yaml", text))
    assert tree.root is not None
    assert plain_data(tree.root) == {"x": value}


@QUICK
@given(TEXTS)
def test_reading_again_gives_the_same(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    one, other = (version_from("f.yaml", data, "f") for _ in range(2))
    assert one.version == other.version
    assert [problem.sort_key for problem in one.problems] == [problem.sort_key for problem in other.problems]
