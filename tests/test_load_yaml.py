"""What YAML allows and a plan's file does not, and what its parser says in words that help."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
import yaml

from planstrack.loading import load_version, nodes
from planstrack.loading.nodes import DEEPEST, MOST_ALIASES, MOST_EVENTS, MOST_PROBLEMS, plain_data, tree_of
from planstrack.source import Source


def data(text: str) -> object:
    tree = tree_of(Source("f.yaml", text))
    assert not tree.problems
    assert tree.root is not None
    return plain_data(tree.root)


def said(text: str) -> list[str]:
    problems = tree_of(Source("f.yaml", text)).problems
    return [f"{p.place.line}:{p.place.column} {p.code} {p.place.text!r}" for p in problems]


def test_every_form_of_text_is_read_with_its_characters() -> None:
    text = """\
        plain: a b
        single: 'it''s'
        double: "tab\\t \\u263a"
        literal: |
          one

          two
        folded: >-
          one
          two
        list: [a, 'b', "c"]
        ? long key
        : value
    """
    assert data(dedent(text)) == {
        "plain": "a b",
        "single": "it's",
        "double": "tab\t ☺",
        "literal": "one\n\ntwo\n",
        "folded": "one two",
        "list": ["a", "b", "c"],
        "long key": "value",
    }


@pytest.mark.parametrize("char", ["\x85", "\u2028", "\u2029"], ids=["NEL", "line separator", "paragraph separator"])
def test_a_line_ends_at_a_line_feed_and_nowhere_else(char: str) -> None:
    """These characters arrive with pasted text; the parser would end a line, and a comment, at each of them."""
    text = f"a: x{char}y # c{char}d: e\nb: 'u{char}  v'\nc: [\n"
    assert data(text.removesuffix("c: [\n")) == {"a": f"x{char}y", "b": f"u{char}  v"}
    assert said(text)[0].startswith("3:5 bad-yaml")


def test_a_byte_order_mark_in_the_middle_is_a_character() -> None:
    assert data("a: x\ufeffy") == {"a": "x\ufeffy"}


def test_windows_line_ends_are_line_ends() -> None:
    assert data("a: |\r\n  x\r\n  y\r\nb: c\r\n") == {"a": "x\ny\n", "b": "c"}


def test_characters_beyond_the_first_plane_count_as_one_column() -> None:
    assert said("a: 😀😀 # ok\n'😀': x\n'😀': y\n") == ["3:1 duplicate-key \"'😀'\""]
    assert said("{'😀': 1, a: 2, a: 3}") == ["1:16 duplicate-key 'a'"]


SAME = [
    pytest.param("a: 1\na: 2\n", "2:1", id="the same"),
    pytest.param("Title: 1\ntitle: 2\n", "2:1", id="another case"),
    pytest.param("a: 1\n'a': 2\n", "2:1", id="in quotes"),
    pytest.param("straße: 1\nSTRASSE: 2\n", "2:1", id="folded case"),
    pytest.param("é: 1\ne\u0301: 2\n", "2:1", id="composed and decomposed"),
    pytest.param("ﬁn: 1\nfin: 2\n", "2:1", id="a ligature"),
    pytest.param("x: {a: 1, a: 2}\n", "1:11", id="in braces"),
    pytest.param("null: 1\nnull: 2\n", "2:1", id="a key that looks like a null"),
]


@pytest.mark.parametrize(("text", "place"), SAME)
def test_two_equal_keys_are_refused_with_both_places(text: str, place: str) -> None:
    (problem,) = tree_of(Source("f.yaml", text)).problems
    assert (problem.code, str(problem.place)) == ("duplicate-key", f"f.yaml:{place}")
    (first,) = problem.see_also
    assert first.place.start < problem.place.start


def test_a_hidden_character_in_a_key_is_seen_and_does_not_make_another_key() -> None:
    assert said("ti\u200btle: 1\ntitle: 2\n") == [
        "1:1 hidden-character 'ti\\u200btle'",
        "2:1 duplicate-key 'title'",
    ]


def test_a_word_of_two_scripts_is_no_key() -> None:
    assert said("speakers:\n  Аxios: {kind: outlet}\n  Аксіос: {kind: outlet}\n") == ["2:3 mixed-script 'Аxios'"]


REFUSED = [
    pytest.param(
        "a: !!python/object:os.system x", "1:4 yaml-tag '!!python/object:os.system'", id="an object of Python"
    ),
    pytest.param("a: !!int '3'", "1:4 yaml-tag '!!int'", id="a type of YAML"),
    pytest.param("a: &x !y [b]", "1:7 yaml-tag '!y'", id="a tag behind an anchor"),
    pytest.param("a: !", "1:4 yaml-tag '!'", id="an exclamation mark"),
    pytest.param("!!map {a: b}", "1:1 yaml-tag '!!map'", id="a tag of the whole file"),
    pytest.param("a: {<<: {b: c}}", "1:5 merge-key '<<'", id="a merge key"),
    pytest.param("a: *b", "1:4 unknown-alias '*b'", id="an alias of nothing"),
    pytest.param("a: &b [*b]", "1:8 unknown-alias '*b'", id="an alias inside its own anchor"),
    pytest.param("a: &b x\n*b : y", "2:1 wrong-kind '*b'", id="an alias for a key"),
    pytest.param("{a: b}: c", "1:1 wrong-kind '{a: b}'", id="a mapping for a key"),
    pytest.param("[a]: c", "1:1 wrong-kind '[a]'", id="a list for a key"),
    pytest.param("a: b\n---\nc: d\n", "2:1 several-documents '---'", id="two documents"),
    pytest.param("a: b\0", "1:5 control-character '\\x00'", id="a NUL"),
    pytest.param("a: b\n\x1b[31m", "2:1 control-character '\\x1b'", id="a terminal's escape"),
    pytest.param("a: \uffff", "1:4 control-character '\\uffff'", id="no character at all"),
    pytest.param('a: "b\\0"', "1:4 control-character '\"b\\\\0\"'", id="a NUL as an escape"),
    pytest.param('a: "\\U00110000"', "1:7 bad-yaml '0'", id="an escape beyond Unicode"),
    pytest.param('a: "\\ud800"', "1:7 bad-yaml 'd'", id="an escape of half a character"),
    pytest.param("[" * (DEEPEST + 1), "1:31 too-deep '['", id="one level too many"),
    pytest.param("[" * 5_000, "1:31 too-deep '['", id="more levels than the parser itself takes"),
    pytest.param("{a: " * 5_000, "1:121 too-deep '{'", id="more mappings than the parser itself takes"),
    pytest.param(
        """a: "[[[" # [[[[\n""" + 'b: [[], [\']\'], "\\"]", ' + "[" * 5_000,
        "2:52 too-deep '['",
        id="brackets in quotes and comments, and closed ones, open nothing",
    ),
    pytest.param("- " * 40 + "a", "1:61 too-deep '-'", id="too many levels of lists"),
    pytest.param(
        "a: [" + "x," * MOST_EVENTS + "]", f"1:{5 + 2 * (MOST_EVENTS - 3)} too-many-values ''", id="too many values"
    ),
    pytest.param(
        "a: &a x\nb: [" + "*a," * (MOST_ALIASES + 1) + "]",
        f"2:{5 + 3 * MOST_ALIASES} too-many-aliases '*a'",
        id="aliases",
    ),
]


@pytest.mark.parametrize(("text", "problem"), REFUSED)
def test_what_a_plan_needs_nothing_of_is_refused_by_name_and_place(text: str, problem: str) -> None:
    assert said(text) == [problem]


def test_an_alias_gives_the_same_values_again() -> None:
    assert data("a: &x {b: [c]}\nd: *x\ne: &y z\nf: [*y, *y]\n") == {
        "a": {"b": ["c"]},
        "d": {"b": ["c"]},
        "e": "z",
        "f": ["z", "z"],
    }


def test_aliases_of_aliases_count_as_what_they_stand_for() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
    )
    assert [problem.code for problem in tree_of(Source("f.yaml", bomb)).problems] == ["too-many-values"]


def test_aliases_cannot_nest_deeper_than_lists_may() -> None:
    tower = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 40))
    assert [problem.code for problem in tree_of(Source("f.yaml", tower)).problems] == ["too-deep"]


@pytest.mark.parametrize("bracket", ["[", "{a: ", "- ", "? "])
def test_two_million_brackets_are_refused_at_the_thirty_first(bracket: str) -> None:
    assert [p.code for p in tree_of(Source("f.yaml", bracket * 500_000)).problems] == ["too-deep"]


SYNTAX = [
    pytest.param("title: A: b", "1:9", "a ':' stands where no value can begin", id="a colon in text"),
    pytest.param("a: @b", "1:4", "a value cannot begin with '@'", id="an at sign"),
    pytest.param("a: %b", "1:4", "a value cannot begin with '%'", id="a percent sign"),
    pytest.param("a:\n\tb: c", "2:1", "a tab stands where spaces indent", id="a tab"),
    pytest.param("a: 'b\nc: d\n", "1:4", "the quotes that open here are never closed", id="open quotes"),
    pytest.param("a: [b\nc: d\n", "2:2", "a list in brackets lacks a ',' or its ']'", id="an open bracket"),
    pytest.param("a: [\n", "1:5", "a value is missing here", id="a bracket and nothing"),
    pytest.param("a: {b: c\n", "1:9", "a mapping in braces lacks a ',' or its '}'", id="an open brace"),
    pytest.param("a: [agreed] text", "1:13", "text goes on after ], where the value has ended", id="bracketed text"),
    pytest.param('a: "It" was\n', "1:9", 'text goes on after ", where the value has ended', id="text after quotes"),
    pytest.param("a: b\nc\nd: e\n", "2:1", "a key has no ':' after it", id="a key alone"),
    pytest.param("a: - b", "1:4", "a '-' item cannot begin here", id="a list in a line"),
    pytest.param("- a\nb: c", "2:1", "a '- ' item is expected here", id="a key after a list"),
    pytest.param('a: "\\q"', "1:5", "an escape that YAML does not know", id="an escape"),
    pytest.param("a: * b", "1:5", "a value that begins with '*' must be an alias's name", id="a star"),
    pytest.param("%FOO\na: b", "1:5", "a line that begins with '%' is a directive of YAML", id="a line of percent"),
]


@pytest.mark.parametrize(("text", "place", "message"), SYNTAX)
def test_what_is_no_yaml_is_said_in_plain_words(text: str, place: str, message: str) -> None:
    (problem,) = tree_of(Source("f.yaml", text)).problems
    assert (problem.code, str(problem.place), problem.message) == ("bad-yaml", f"f.yaml:{place}", message)


def test_the_bracket_that_was_opened_is_shown_too() -> None:
    (problem,) = tree_of(Source("f.yaml", "a: [b\nc: d\n")).problems
    assert [(str(also.place), also.message) for also in problem.see_also] == [("f.yaml:1:4", "opened here")]


def test_the_parser_in_python_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML can be built without libyaml; then its own parser gives the events."""
    text = "a: [x, 'y', \"z\"]\nb:\n  - c: |\n      d\n  - &e {f: g}\n  - *e\n"
    with_libyaml = data(text)

    class Slow(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
        def __init__(self, stream: str) -> None:
            yaml.reader.Reader.__init__(self, stream)
            yaml.scanner.Scanner.__init__(self)
            yaml.parser.Parser.__init__(self)

    monkeypatch.setattr(nodes, "_Parser", Slow)
    assert data(text) == with_libyaml
    assert said("a: [b") == ["1:6 bad-yaml ''"]


def test_places_of_texts_in_lines_end_with_their_last_character() -> None:
    tree = tree_of(Source("f.yaml", "a: |\n  x\n  y\n\n# c\n\nb: c\n"))
    assert isinstance(tree.root, nodes.Mapping)
    value = tree.root.entries["a"][1]
    assert (value.start, value.end) == (3, 12)


@pytest.mark.parametrize(
    "text", ["title: x\n" * 100_000, "points: [" + "x, " * 100_000 + "x]\n"], ids=["keys", "points"]
)
def test_a_file_of_problems_lists_the_first_thousand_and_says_so(text: str, tmp_path: Path) -> None:
    (tmp_path / "v.yaml").write_text(text)
    found = load_version(tmp_path / "v.yaml").problems
    assert len(found) == MOST_PROBLEMS + 1
    assert [problem.code for problem in found].count("too-many-problems") == 1
