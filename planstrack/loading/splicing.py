"""Edits of an analyst's YAML that touch only their own lines.

Programs that write into one folder wait for each other, and a save by any other program in between is noticed. What an
edit gave is read again and compared before it is written: old facts plus edit must be new facts, and every other character
must be where it was.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from planstrack.files.reading import BYTE_ORDER_MARK, Refusal, bytes_of, shown_name, text_of
from planstrack.files.writing import folder_lock, replace_in
from planstrack.loading.nodes import Mapping as MappingNode
from planstrack.loading.nodes import Node, head, plain_data, tree_of
from planstrack.loading.nodes import Sequence as SequenceNode
from planstrack.problem import Problem
from planstrack.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class AsWritten:
    """A mapping or list as YAML, put into the file as it is written here."""

    yaml: str


Value = AsWritten | str | int | bool | Decimal | date | None | Sequence["Value"] | Mapping[str, "Value"]
"""What can be written: text stays text (quoted where YAML needs it), numbers, flags and dates are written bare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change of one value: `set` writes the value at `route`, `append` adds it to the list that stands there.

    `set` of a key that is not there adds it: after the key `after`, as the first key when `after` is empty, and at the
    end when it is None or not there either; the mapping around it must be there. `append` makes a list that is missing.
    """

    route: tuple[str | int, ...]
    value: Value
    op: Literal["set", "append"] = "set"
    after: str | None = None


class _Cannot(Exception):  # noqa: N818 - becomes a problem, never leaves this file
    pass


def splice(path: Path, edits: Sequence[Edit], *, read: str | None = None) -> Problem | None:
    """Make edits in an analyst's YAML file, all or none; return why not, or None when it is done.

    Comments, order, quotes, line ends, byte-order mark and permissions stay. `read` is the text on which the caller's
    routes rest: when the file has another one by now, nothing is written (`changed-meanwhile`). A link, or a file with
    a second name, is refused: replacing it would part it from what it stands for.
    """
    shown = shown_name(path)
    source = Source(shown, "")
    try:
        if path.is_symlink():
            raise _Cannot("this is a symbolic link, which is not written through")
        with folder_lock(path.parent) as folder:
            there = os.stat(path.name, dir_fd=folder, follow_symlinks=False)
            data = bytes_of(path.name, beside=folder)
            if isinstance(data, Refusal):
                return Problem(code=data.code, message=data.message, place=source.place(0), hint=data.hint)
            if there.st_nlink > 1:
                raise _Cannot("this file has a second name (a hard link), which would keep the old text")
            text = text_of(data)
            if not isinstance(text, str):
                raise _Cannot("this file is not UTF-8 text")
            source = Source(shown, text)
            if read is not None and read != text:
                return _meanwhile(source)
            new = spliced(text, edits)
            body = (BYTE_ORDER_MARK if data.startswith(BYTE_ORDER_MARK) else b"") + new.encode()
            if body == data:
                return None
            if not replace_in(folder, path.name, body, there, read=data):
                return _meanwhile(source)
    except _Cannot as why:
        return Problem(code="cannot-edit", message=f"nothing was written: {why}", place=source.place(0))
    except OSError as error:
        said = error.strerror or str(error)
        said = said[:1].lower() + said[1:]
        return Problem(code="cannot-write", message=f"nothing was written: {said}", place=source.place(0))
    return None


def article_route(text: str, article: str) -> tuple[str | int, ...]:
    """Return where an article stands in its file: in the list under `articles` that has its id, else at the top."""
    root = tree_of(Source("", text)).root
    data = plain_data(root) if root is not None else None
    items = data.get("articles") if isinstance(data, dict) else None
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict) and item.get("id") == article:
            return "articles", index
    return ()


def _meanwhile(source: Source) -> Problem:
    message = "nothing was written: somebody saved this file in the meantime"
    return Problem(code="changed-meanwhile", message=message, place=source.place(0), hint="run the command again")


def spliced(text: str, edits: Sequence[Edit]) -> str:
    """Return a YAML text with edits made and checked: new facts are old facts plus edits, other lines are as they were.

    Raises:
        _Cannot: An edit's place is not there, or the result is not what was asked; the message says which.
    """
    root = _root(text)
    before, expected = plain_data(root), plain_data(root)
    touched: set[int] = set()
    for edit in edits:
        _expect(expected, edit)
        touched |= _lines_of(root, Source("", text), edit)
    if expected == before:
        return text
    new = _by_library(text, edits)
    try:
        again = plain_data(_root(new))
    except _Cannot:
        again = None
    if again != expected:
        raise _Cannot(f"{_listed(edits)} cannot be written into this file's YAML; write it by hand")
    if not _others_stand(text, new, touched):
        raise _Cannot(f"writing {_listed(edits)} would change other lines; write it by hand")
    return new


def _listed(edits: Sequence[Edit]) -> str:
    names = [f"'{_where(edit)}'" for edit in edits[:3]]
    return ", ".join(names) + (f" and {len(edits) - 3} more" if len(edits) > 3 else "")


def _where(edit: Edit) -> str:
    return ".".join(map(str, edit.route))[:100]


def _root(text: str) -> Node:
    tree = tree_of(Source("", text))
    if tree.root is None or tree.problems:
        problem = tree.problems[0] if tree.problems else None
        raise _Cannot(f"line {problem.place.line}: {problem.message}" if problem else "the file holds nothing")
    return tree.root


def _text_value(value: Value) -> Any:
    """Return a value as reading gives it: every scalar as text."""
    if isinstance(value, AsWritten):
        return plain_data(_root(value.yaml))
    if isinstance(value, Mapping):
        return {key: _text_value(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_text_value(inner) for inner in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return None if value is None else str(value)


def _expect(data: Any, edit: Edit) -> None:
    """Make the edit in plain values, which is what the new text must say."""
    where = _where(edit)
    if not edit.route:
        raise _Cannot("a whole file is not an edit")
    for step in edit.route[:-1]:
        data = _inside(data, step, where)
    last, value = edit.route[-1], _text_value(edit.value)
    if edit.op == "append":
        if isinstance(data, dict) and isinstance(last, str) and data.get(last) is None:
            data[last] = [value]
            return
        items = _inside(data, last, where)
        if not isinstance(items, list):
            raise _Cannot(f"'{where}' is no list")
        items.append(value)
        return
    if not (isinstance(data, dict) and isinstance(last, str)):
        _inside(data, last, where)
    data[last] = value


def _inside(data: Any, step: str | int, where: str) -> Any:
    if isinstance(data, dict) and isinstance(step, str) and step in data:
        return data[step]
    if isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
        return data[step]
    raise _Cannot(f"there is no '{where}' in this file")


def _lines_of(root: Node, source: Source, edit: Edit) -> set[int]:
    """Return the lines that an edit may change: the value's own, else the line beside which something is put in."""
    node: Node = root
    start, end = root.start, root.start
    for step in edit.route:
        if isinstance(node, MappingNode) and step in node.entries:
            key, node = node.entries[str(step)]
            start, end = key.start, node.end
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            start, end = node.start, node.end
        else:
            start, end = (node.start, node.end) if getattr(node, "flow", False) else head(node)
            break
    if edit.op == "append" and isinstance(node, SequenceNode) and not node.flow:
        start = end  # Nothing of a list in lines changes, but its last line may get a line end.
    while end < len(source.text) and source.text[end] in " \t\r\n":
        end += 1  # Blank lines after a text in lines belong to it.
    first, last = source.position(start)[0], source.position(end)[0]
    return set(range(first, last if last > first and source.position(end)[1] == 1 else last + 1))


def _others_stand(old: str, new: str, touched: set[int]) -> bool:
    """Return whether every line that no edit touches still stands, in order, and every comment too."""
    lines = iter(new.split("\n"))
    others = (line for number, line in enumerate(old.split("\n"), 1) if number not in touched)
    return all(any(line == there for there in lines) for line in others)


def _by_library(text: str, edits: Sequence[Edit]) -> str:
    """Return the text as yaml-edit writes it; what comes of it is checked by whoever asks."""
    try:
        import yaml_edit
    except ImportError:
        raise _Cannot("the library yaml-edit is missing; pip install 'planstrack[edit]' brings it") from None
    edit = edits[0]
    try:
        document = yaml_edit.Document.parse(text)
        comments = [comment.text() for comment in document.comments()]
        for edit in edits:
            _make(document, edit)
        if [comment.text() for comment in document.comments()] != comments:
            raise _Cannot(f"writing {_listed(edits)} would lose a comment; write it by hand")
        return str(document)
    except (yaml_edit.YamlError, ValueError, TypeError, AttributeError) as error:
        said = (str(error).splitlines() or [type(error).__name__])[0]
        raise _Cannot(f"'{_where(edit)}' cannot be written by yaml-edit: {said}") from None


def _make(document: Any, edit: Edit) -> None:
    node = document.as_mapping() or document.as_sequence()
    for step in edit.route[:-1]:
        node = _collection(node.get(step), edit)
    last, value = edit.route[-1], _library_value(edit.value)
    there = node.get(last)
    if edit.op == "append" and there is not None and there.as_sequence() is not None:
        there.as_sequence().append(value)
    elif edit.op == "append":
        _put(node, str(last), [value], edit.after)
    elif isinstance(last, int) or there is not None:
        node.set(last, value)
    else:
        _put(node, last, value, edit.after)


def _collection(node: Any, edit: Edit) -> Any:
    found = None if node is None else node.as_mapping() or node.as_sequence()
    if found is None:
        raise _Cannot(f"'{_where(edit)}' stands behind an alias or is not there; write it by hand")
    return found


def _put(mapping: Any, key: str, value: Any, after: str | None) -> None:
    """Add a key that is not there."""
    if after == "":
        mapping.insert_at_index(0, key, value)
    elif after is None or not mapping.insert_after(after, key, value):
        mapping.set(key, value)


def _library_value(value: Value) -> Any:
    """Return a value as yaml-edit takes it, so that numbers and dates are written bare."""
    import yaml_edit

    if isinstance(value, AsWritten):
        document = yaml_edit.Document.parse(value.yaml)
        return document.as_mapping() or document.as_sequence()
    if isinstance(value, Mapping):
        return {key: _library_value(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_library_value(inner) for inner in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return yaml_edit.ScalarValue(value.isoformat(), style="plain") if isinstance(value, date) else value
