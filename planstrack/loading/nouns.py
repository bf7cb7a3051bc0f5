"""Nodes to nouns: pydantic validates a file in one go, and every error is walked back to the value at fault.

pydantic's `loc` names fields by alias, holds union labels that are not in the data, and counts what a validator made of
a short form; its English speaks of tuples. Both are translated here. A value with an error is left out and the rest is
read again, so that one slip hides nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar, get_args

from pydantic import ValidationError

from planstrack.loading.nodes import (
    MOST_PROBLEMS,
    Mapping,
    Node,
    Scalar,
    Sequence,
    head,
    kind_of,
    plain_data,
    shortened,
    too_many_problems,
)
from planstrack.loading.shape import (
    SHORT,
    Spot,
    below_types,
    fields_of,
    known_keys,
    nouns_among,
    required_keys,
    spot,
    words_allowed,
)
from planstrack.model import Amount, Article, Count, Noun, Number, Point
from planstrack.problem import Problem
from planstrack.source import Source
from planstrack.text.nearest import Names

Model = TypeVar("Model", bound=Noun)

_ROUNDS = 20
_NUMERIC = frozenset((int, float)) | {get_args(Number)[0]}
_LEADING_ZERO = re.compile(r"(?<![^\s\[{])[-+]?0[0-9]")
_GLUED_HASH = re.compile(r"[^\s#] (#[^\s#!]+)")


@lru_cache(maxsize=64)
def _names(known: tuple[str, ...]) -> Names:
    return Names(known)


# ------------------------------------------------------------------------------------------ what pydantic says

_EXPECTED = {
    "string_type": "text",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "int_type": "a number",
    "decimal_type": "a number",
    "float_type": "a number",
    "date_type": "a date",
    "bool_type": "true or false",
}


def _name_of(at: Spot) -> str:
    if at.key is not None and at.key.value:
        return f"'{shortened(at.key.value)}'"
    return "this item" if isinstance(at.step, int) else "the file"


def _kind_hint(at: Spot, expected: str) -> str | None:
    """Return how to write a value of the kind that is expected, from the one that stands there."""
    node, key = at.node, at.key.value if at.key is not None else None
    if expected == "a list":
        if isinstance(node, Scalar) and node.value is not None:
            items = below_types(at.types, 0) or ()
            if str in items and key:
                return f"write {key}: [{shortened(node.value)}]"
            return "write each item on a line of its own that begins with '- '"
        return "begin each item with '- '"
    if expected == "text":
        if isinstance(node, Scalar):
            return None
        if isinstance(node, Sequence) and node.flow:
            if len(node.items) == 1 and isinstance(node.items[0], Scalar) and " " not in (node.items[0].value or " "):
                return "remove the brackets"
            return 'text that begins with "[" needs quotes'
        if isinstance(node, Mapping):
            return "text that holds ': ' or begins with '{' needs quotes, or stands after '|' on lines of its own"
        return "write one text; text of several lines stands after '|'"
    if expected == "a mapping":
        keys = ", ".join(known_keys(at.types)[:4])
        return f"write its keys on lines of their own: {keys}, …" if keys else "write it as 'key: value'"
    if expected == "a number":
        if below_types(at.types, "x") is not None and isinstance(node, Sequence):
            return "write a number, or amounts by their names: {army-size: {at-most: 800000}}"
        return "write digits only, for example 600000"
    return None


def _wrong_kind(at: Spot, expected: str) -> tuple[str, str, str | None]:
    if isinstance(at.node, Scalar) and at.node.value is None:
        return "wrong-kind", f"{_name_of(at)} has no value; it must be {expected}", _kind_hint(at, expected)
    shown = kind_of(at.node)
    if isinstance(at.node, Scalar):
        shown = f"'{shortened(at.node.value or '')}'"
    return "wrong-kind", f"{_name_of(at)} must be {expected}, not {shown}", _kind_hint(at, expected)


def _scalar_hint(code: str, value: str) -> str | None:
    if code == "bad-date":
        return "write dates as YYYY-MM-DD, for example 2025-11-20"
    if code == "bad-flag":
        said = value.strip().lower()
        word = "true" if said in ("yes", "y", "on", "1") else "false" if said in ("no", "n", "off", "0") else None
        return f"write {word}" if word else "write true or false"
    if code == "bad-number":
        digits = re.sub(r"(?<=[0-9])[_, '\u00a0\u202f](?=[0-9]{3}(?![0-9]))", "", value.strip())
        if digits != value and re.fullmatch(r"[-+]?[0-9]{1,18}(\.[0-9]{1,9})?", digits):
            return f"write {digits}"
        return "write digits only, for example 600000"
    if code == "ambiguous-number":
        return "write the number that is meant, without a full stop between thousands"
    if code == "bad-id":
        import unicodedata

        plain = unicodedata.normalize("NFKD", value[:200]).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9._]+", "-", plain).strip("-._")[:100]
        return f"for example '{slug}'" if slug else "for example 'army-cap'"
    return None


def _keys_of(at: Spot) -> frozenset[str]:
    return frozenset(at.node.entries) if isinstance(at.node, Mapping) else frozenset()


def _unknown_key(around: Spot, key: Scalar) -> tuple[str, str, str | None]:
    name = key.value or ""
    known = known_keys(around.types)
    if Amount in around.types and name == "between" and "bound" not in _keys_of(around):
        return "unknown-key", "'between' needs two numbers and no other bound", "write {between: [1, 2]}"
    if Amount in around.types and name in SHORT:
        return "unknown-key", f"'{name}' is a second bound of one amount", "write {bound: between, value: 1, upper: 2}"
    hint = _names(known).hint(name)
    if hint is None and known:
        hint = "known keys here: " + ", ".join(known)
    return "unknown-key", f"the key '{shortened(name)}' is not known here", hint


def _bad_word(at: Spot) -> tuple[str, str, str | None]:
    value = at.node.value if isinstance(at.node, Scalar) else None
    if value is None:
        return _wrong_kind(at, "one word")
    words = words_allowed(at.types)
    near = _names(words).near(value)
    listed = ", ".join(words)
    hint = f"did you mean '{near}'? Allowed: {listed}" if near else f"allowed: {listed}"
    return "bad-value", f"'{shortened(value)}' is not a word that {_name_of(at)} can have", hint


class _Reading:
    """One file on its way to a record: what is wrong so far, and what is left out for it."""

    def __init__(self, source: Source, root: Node, model: type[Noun]) -> None:
        self.source = source
        self.root = root
        self.model = model
        self.problems: dict[tuple[int, int, str, str], Problem] = {}
        self.gone: set[tuple[int, str]] = set()  # keys left out, by the identity of their mapping
        self.hopeless = False
        self.lost: set[str] = set()
        self._removed: list[tuple[Mapping, str]] = []  # all of it at the end: errors speak of the file as it was
        self._dropped: list[tuple[Sequence, Node]] = []  # by identity, since positions move
        self._emptied: list[tuple[Sequence, int]] = []

    def take(self, errors: Iterable[Any]) -> None:
        """Report pydantic's errors, and leave out what they speak of; a file with very many is read no further."""
        for error in errors:
            if len(self.problems) >= MOST_PROBLEMS:
                last = next(reversed(self.problems.values()))
                self.problems[0, 0, "too-many-problems", ""] = too_many_problems(last.place)
                self.hopeless = True
                return
            self._report(error)
        for mapping, key in self._removed:
            entry = mapping.entries.pop(key, None)
            if entry is not None:
                mapping.left_out = mapping.left_out or {}
                mapping.left_out[key] = entry
        for sequence, step in self._emptied:
            broken = sequence.items[step]
            sequence.items[step] = Mapping(broken.start, True)
            sequence.items[step].end = broken.end
        dropped: dict[int, tuple[Sequence, set[int]]] = {}
        for sequence, node in self._dropped:
            dropped.setdefault(id(sequence), (sequence, set()))[1].add(id(node))
        for sequence, nodes in dropped.values():
            sequence.items[:] = [item for item in sequence.items if id(item) not in nodes]
        self._removed, self._dropped, self._emptied = [], [], []

    def _leave_out(self, at: Spot) -> None:
        if at.parent is None:
            self.hopeless = True
        elif isinstance(at.parent, Mapping):
            self.gone.add((id(at.parent), str(at.step)))
            self._removed.append((at.parent, str(at.step)))
        elif Point in at.types and isinstance(at.step, int):
            self._emptied.append((at.parent, at.step))  # A point's position is its address: an empty one stands for it.
        else:
            self._dropped.append((at.parent, at.node))
            name = at.node.entries.get("id") if Article in at.types and isinstance(at.node, Mapping) else None
            if name is not None and isinstance(name[1], Scalar) and name[1].value:
                self.lost.add(name[1].value)

    def _report(self, error: Any) -> None:
        kind: str = error["type"]
        route: tuple[str | int, ...] = error["loc"]
        at_key = route[-1:] == ("[key]",)
        if at_key:
            route = route[:-1]
        if kind == "missing":
            self._missing(spot(self.root, route[:-1], self.model), str(route[-1]))
            return
        at, around = spot(self.root, route, self.model), spot(self.root, route[:-1], self.model)
        start, end = head(at.node)
        value = at.node.value if isinstance(at.node, Scalar) else None
        hint: str | None
        if kind == "extra_forbidden":
            if not at.found or at.key is None:
                return  # Left out already: an alias gives the same key at several places.
            start, end = at.key.start, at.key.end
            code, message, hint = _unknown_key(around, at.key)
        elif at_key and at.key is not None:
            start, end = at.key.start, at.key.end
            code, message, hint = kind, error["msg"], _scalar_hint(kind, at.key.value or "")
        elif at.key is not None and isinstance(at.node, Scalar) and value is None and _is_field(around, at.key):
            required = at.key.value in required_keys(around.types)
            self._leave_out(at)
            if required:
                message = f"the key '{at.key.value}' has no value"
                self._add("missing-key", message, at.key.start, at.key.end, f"write one after '{at.key.value}:'")
            return  # `issues:` with nothing after it says what leaving the key out says.
        elif "-" in kind:
            code, message, hint = kind, error["msg"], _scalar_hint(kind, value or "")
        elif kind == "literal_error":
            code, message, hint = _bad_word(at)
        elif kind in _EXPECTED:
            code, message, hint = _wrong_kind(at, _EXPECTED[kind])
        else:
            code, message, hint = "bad-value", f"{_name_of(at)} has a value that cannot be: {error['msg']}", None
        self._add(code, message, start, end, hint)
        self._leave_out(around if Amount in around.types and around.parent is not None else at)  # No half of an amount.

    def _missing(self, at: Spot, key: str) -> None:
        self._leave_out(at)
        if (id(at.node), key) in self.gone:
            return  # Its value was wrong, which has been said.
        start, end = head(at.node)
        if at.key is not None and not isinstance(at.node, Sequence):
            start, end = at.key.start, at.key.end
        self._add("missing-key", f"the key '{key}' is missing", start, end, f"add '{key}:'")

    def _add(self, code: str, message: str, start: int, end: int, hint: str | None) -> None:
        problem = Problem(code=code, message=message, place=self.source.place(start, end), hint=hint)
        self.problems.setdefault((start, end, code, message), problem)


def _is_field(around: Spot, key: Scalar) -> bool:
    return any(key.value in fields_of(noun) for noun in nouns_among(around.types))


class Read(NamedTuple, Generic[Model]):
    """A file's record, its problems, and the ids of articles in a list that had to be left out.

    The record is None when what is wrong leaves nothing to read, as a list where the whole file should be a mapping.
    """

    record: Model | None
    problems: tuple[Problem, ...]
    lost: frozenset[str] = frozenset()


def noun_of(source: Source, root: Node, model: type[Model]) -> Read[Model]:
    """Return a file's record and what is wrong with it; values with an error are left out of both record and `root`."""
    reading = _Reading(source, root, model)
    for _ in range(_ROUNDS):
        try:
            record = model.model_validate(plain_data(root), by_alias=True, by_name=False)
        except ValidationError as error:
            reading.take(error.errors(include_url=False, include_input=False))
            if reading.hopeless:
                break
        else:
            problems = (*reading.problems.values(), *_warnings(source, root, model))
            return Read(record, problems, frozenset(reading.lost))
    return Read(None, tuple(reading.problems.values()))


# ------------------------------------------------------------------------------------------ valid, and not meant


def _scalars(node: Node, types: tuple[Any, ...]) -> Iterator[tuple[Scalar, tuple[Any, ...]]]:
    if isinstance(node, Scalar):
        yield node, types
    elif isinstance(node, Sequence):
        below = (int,) if Count in types else below_types(types, 0) or ()
        for item in node.items:
            yield from _scalars(item, below)
    else:
        for key, (_, value) in node.entries.items():
            below = below_types(types, key) or ()
            if Amount in types and key in SHORT:
                below = below_types(types, "value") or ()
                for end in value.items if isinstance(value, Sequence) else (value,):
                    yield from _scalars(end, below)
            else:
                yield from _scalars(value, (int,) if Count in types and key == "about" else below)


def _warnings(source: Source, root: Node, model: type[Noun]) -> Iterator[Problem]:
    """Yield what is valid and probably not meant; files without a trace of it cost two searches."""
    zero, hash_ = _LEADING_ZERO.search(source.text), _GLUED_HASH.search(source.text)
    if not zero and not hash_:
        return
    for node, types in _scalars(root, (model,)):
        if not node.plain or node.value is None:
            continue
        if not _NUMERIC.union((Amount, Count)).isdisjoint(types):
            if re.match(r"[-+]?0[0-9]", node.value):
                yield Problem(
                    code="leading-zero",
                    severity="warning",
                    message=f"'{shortened(node.value)}' is read as decimal; older YAML programs read it as octal",
                    place=source.place(node.start, node.end),
                    hint="write the number without the zero",
                )
        elif hash_ and str in types:
            rest = _GLUED_HASH.match(source.text, node.end - 1)
            if rest:
                yield Problem(
                    code="cut-off",
                    severity="warning",
                    message=f"the text ends before '{shortened(rest[1])}': what follows ' #' is a comment",
                    place=source.place(rest.start(1), rest.end(1)),
                    hint="put the text in quotes, or a space after '#' if a comment is meant",
                )
