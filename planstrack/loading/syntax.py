"""What is wrong with a text before it is data: what libyaml says of it, in words that help, and conflicts left by a merge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from planstrack.problem import Problem, SeeAlso
from planstrack.source import Source

_QUOTES = "put the text in quotes, or after '|' on lines of its own"
_COLON = "text that holds ': ' needs quotes, or stands after '|' on lines of its own"
_ESCAPE = "write \\\\ for a backslash, or use single quotes"
_INDENT = "is the line indented like its neighbours?"

# What the parser says → what it means, and what to do about it. The first that is found in its words counts.
_MEANINGS: tuple[tuple[str, str, str | None], ...] = (
    ("mapping values are not allowed", "a ':' stands where no value can begin", _COLON),
    ("could not find expected ':'", "a key has no ':' after it", "indent the lines of a text further than its key"),
    (
        "block sequence entries are not",
        "a '-' item cannot begin here",
        "put the list on lines of its own, below its key",
    ),
    ("found character that cannot start", "a value cannot begin with {char}", _QUOTES),
    ("tab character", "a tab stands where spaces indent", "indent with spaces"),
    (
        "unexpected document indicator",
        "a '---' or '...' stands inside quotes",
        "indent it, or close the quotes before it",
    ),
    ("unknown escape character", "an escape that YAML does not know", _ESCAPE),
    ("hexdecimal number", "an escape without its digits", _ESCAPE),
    (
        "invalid Unicode character",
        "an escape that names no character",
        "a character is at most \\U0010FFFF, no surrogate",
    ),
    ("scanning a quoted scalar", "the quotes that open here are never closed", "in '…' an apostrophe is written twice"),
    ("scanning an alias", "a value that begins with '*' must be an alias's name", _QUOTES),
    ("scanning an anchor", "a value that begins with '&' must be an anchor's name", _QUOTES),
    ("undefined tag handle", "a value that begins with '!' is a tag, and this one is unknown", _QUOTES),
    ("scanning a tag", "a value that begins with '!' is a tag", _QUOTES),
    ("parsing a tag", "a value that begins with '!' is a tag", _QUOTES),
    ("scanning a block scalar", "what follows '|' or '>' is not understood", "begin the text on the next line"),
    ("contains too many spaces", "an empty line is indented further than the text", "remove its spaces"),
    ("parsing a flow sequence", "a list in brackets lacks a ',' or its ']'", "text that begins with '[' needs quotes"),
    ("parsing a flow mapping", "a mapping in braces lacks a ',' or its '}'", "text that begins with '{' needs quotes"),
    ("parsing a block mapping", "a key cannot begin here", _INDENT),
    ("parsing a block collection", "a '- ' item is expected here", _INDENT),
    ("expected node content", "a value is missing here", None),
    ("parsing a node", "a value is missing, or has two anchors or tags", None),
    ("expected <document start>", "what stands here belongs to nothing", _INDENT),
    ("YAML document", "this %YAML line is not understood", "remove it"),
    ("directive", "a line that begins with '%' is a directive of YAML", _QUOTES),
)

# What may hold brackets that open nothing (quoted text, comments), and the brackets themselves.
_BRACKETS = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:^|(?<=\s))#[^\n]*|[\[\]{}]""", re.DOTALL)

# git, Mercurial and others write each of these at the beginning of a line; an editor may have indented it since.
_MARKER = re.compile(r"(?<![^\r\n])[ \t]*(<{7}|\|{7}|={7}|>{7})(?:[ \t][^\r\n]{0,80}|(?![^\r\n]))")
_SHOWN = 3
"""So many markers of a conflict are shown behind its first; more are no conflict that anybody left."""
_PARTS = {"|": "what both sides were made from begins here", "=": "the other side begins here", ">": "it ends here"}

_OPENERS = ("scanning a quoted scalar", "parsing a flow sequence", "parsing a flow mapping")


def syntax_problem(source: Source, error: Any) -> Problem:
    """Return a parser's error as a problem where it stopped, or where the quotes began that are never closed."""
    context, said = error.context or "", error.problem or ""
    mark = error.problem_mark or error.context_mark
    at = mark.index if mark else 0
    opened = error.context_mark.index if error.context_mark else None
    words = f"{context}; {said}"
    message, hint = said or "this is not YAML", None
    for clue, meaning, help_ in _MEANINGS:
        if clue in words:
            message, hint = meaning, help_
            break
    char = source.text[at : at + 1]
    if "tab character" not in words and char == "\t" and "cannot start any token" in words:
        message, hint = "a tab stands where spaces indent", "indent with spaces"
    before = source.text[:at].rstrip(" \t")[-1:]
    if before and before in "]}\"'" and "while parsing a block mapping" in context:
        message, hint = f"text goes on after {before}, where the value has ended", _QUOTES
    message = message.replace("{char}", f"'{char}'" if char else "nothing")
    see_also: tuple[SeeAlso, ...] = ()
    if opened is not None and opened != at and any(clue in context for clue in _OPENERS):
        if "quoted" in context and "end of stream" in said:
            at = opened
        else:
            see_also = (SeeAlso(place=source.place(opened, opened + 1), message="opened here"),)
    if opened is not None and "scanning a simple key" in context:
        at = opened
    at = _before_white_space(source.text, at)
    end = at + 1 if source.text[at : at + 1] not in ("", "\n", "\r") else at
    return Problem(code="bad-yaml", message=message, place=source.place(at, end), hint=hint, see_also=see_also)


def has_conflict(text: str) -> bool:
    """Whether a text holds conflict markers on lines of their own."""
    return next(_conflicts(text), None) is not None


def conflict_problems(source: Source) -> Iterator[Problem]:
    """Yield a problem for each conflict that a merge has left, at its first marker, the others beside it."""
    for first, *others in _conflicts(source.text):
        sign = first[1][0]
        yield Problem(
            code="conflict-marker",
            message=f"a merge has left a conflict here: '{first[1]}' is a conflict marker and no text",
            place=source.place(first.start(1), first.end()),
            hint="keep what is right of both sides, and take out the lines that begin with <<<<<<<, ======= and >>>>>>>"
            if sign == "<"
            else "take the line out; what it parted may stand here twice",
            see_also=tuple(
                SeeAlso(place=source.place(other.start(1), other.end()), message=_PARTS[other[1][0]])
                for other in others[:_SHOWN]
            ),
        )


def _conflicts(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the markers of each conflict.

    Seven equals signs alone are an underlined heading, and lines that begin with > are a quoted letter: they are
    markers only where others stand with them.
    """
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return
    begun: list[re.Match[str]] = []
    for marker in _MARKER.finditer(text):
        sign = marker[1][0]
        if sign == "<":
            if begun and begun[0][1][0] == "<":
                yield begun
            begun = [marker]
        elif sign != ">":
            if not begun or begun[0][1][0] != "<":
                begun = []
            begun.append(marker)
        elif begun or not _is_quoted(text, marker):
            yield [*begun, marker]
            begun = []
    if begun and begun[0][1][0] == "<":
        yield begun


def _is_quoted(text: str, marker: re.Match[str]) -> bool:
    """Whether a line of seven > stands beside another line that begins with >, as in a letter quoted seven times."""
    before = text.rfind("\n", 0, max(0, marker.start() - 1)) + 1
    after = text.find("\n", marker.end()) + 1
    return bool(
        re.compile(r"[ \t]*>").match(text, before, marker.start())
        or (after and re.compile(r"[ \t]*>").match(text, after))
    )


def too_deep_at(text: str, deepest: int, end: int) -> int:
    """Return the offset of the first bracket before `end` that opens more than `deepest` levels; `end` when none does."""
    depth = 0
    for found in _BRACKETS.finditer(text, 0, end):
        if found[0] in "[{":
            depth += 1
            if depth > deepest:
                return found.start()
        elif found[0] in "]}":
            depth = max(0, depth - 1)
    return end


def _before_white_space(text: str, at: int) -> int:
    """Return `at`, or the end of the last line with text when there is nothing but white space from `at` on."""
    if re.compile(r"\s*\Z").match(text, at):
        return len(text[:at].rstrip())
    return at
