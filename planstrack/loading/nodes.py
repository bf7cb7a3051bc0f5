"""YAML text to nodes that know their places, by the parser's events in an own loop.

Never `compose` or `load`: they crash the process on deep nesting, keep the last of two equal keys in silence and turn
`NO` into False. Here every scalar keeps the analyst's characters; YAML 1.2 decides what a line end and a null is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

import yaml

from planstrack.loading.syntax import conflict_problems, has_conflict, syntax_problem, too_deep_at
from planstrack.problem import Problem, SeeAlso, Severity
from planstrack.source import Place, Source
from planstrack.text.characters import mixed_word, name_of, unseen

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # PyYAML was built without libyaml: slower, the same events.

    class _Parser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):  # type: ignore[no-redef]
        def __init__(self, stream: str) -> None:
            yaml.reader.Reader.__init__(self, stream)
            yaml.scanner.Scanner.__init__(self)
            yaml.parser.Parser.__init__(self)


DEEPEST = 30
MOST_EVENTS = 400_000
MOST_ALIASES = 100
MOST_PROBLEMS = 1_000

_ODD_KEYS = frozenset(("", "<<"))
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
# What YAML 1.2 does not take as text: C0 but tab and line ends, DEL, C1 but NEL, lone surrogates, two non-characters.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Line ends for libyaml (YAML 1.1), plain characters for YAML 1.2 and every editor; they arrive with pasted text.
_OLD_LINE_ENDS = "\x85\u2028\u2029"
_OLD_LINE_END = re.compile(f"[{_OLD_LINE_ENDS}]")
_TAG = re.compile(r"![^\s,\[\]{}]*")


class Scalar:
    """Text as written, quotes and escapes resolved; None for a plain null. Offsets count code points."""

    __slots__ = ("end", "plain", "start", "value")

    def __init__(self, value: str | None, start: int, end: int, plain: bool) -> None:
        self.value = value
        self.start = start
        self.end = end
        self.plain = plain


class Sequence:
    """A list and where it stands; `flow` when it is written in brackets."""

    __slots__ = ("end", "flow", "items", "start")

    def __init__(self, start: int, flow: bool) -> None:
        self.items: list[Node] = []
        self.start = start
        self.end = start
        self.flow = flow


class Mapping:
    """Keys with their values, and where it stands. Of two equal keys the first is kept.

    `left_out` holds entries taken away because their values are wrong: they are no data any more, but have a place.
    """

    __slots__ = ("end", "entries", "flow", "left_out", "start")

    def __init__(self, start: int, flow: bool) -> None:
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.left_out: dict[str, tuple[Scalar, Node]] | None = None
        self.start = start
        self.end = start
        self.flow = flow


Node = Scalar | Sequence | Mapping


class Tree(NamedTuple):
    """What a file holds: its root node (None when it could not be read to its end), and its problems as YAML."""

    root: Node | None
    problems: tuple[Problem, ...]


def kind_of(node: Node) -> str:
    """Return what a node is, in words for a message."""
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a mapping"
    return "nothing" if node.value is None else "text"


def plain_data(node: Node) -> Any:
    """Return a node as plain Python values: dict, list, str and None, nothing else."""
    kind = type(node)
    if kind is Scalar:
        return node.value  # type: ignore[union-attr]
    if kind is Mapping:
        return {
            key: value.value if type(value) is Scalar else plain_data(value)
            for key, (_, value) in node.entries.items()  # type: ignore[union-attr]
        }
    return [item.value if type(item) is Scalar else plain_data(item) for item in node.items]  # type: ignore[union-attr]


def head(node: Node) -> tuple[int, int]:
    """Return the stretch that shows a reader where the node is: a block mapping's first line, anything else whole."""
    if isinstance(node, Mapping) and not node.flow and node.entries:
        key, value = next(iter(node.entries.values()))
        written_here = isinstance(value, Scalar) and value.start >= key.end  # Not the value of an alias.
        return key.start, value.end if written_here else key.end
    if isinstance(node, Sequence) and not node.flow and node.items:
        return node.start, max(node.start + 1, head(node.items[0])[1])
    return node.start, node.end


def too_many_problems(place: Place) -> Problem:
    """Return the problem that stands for all others of a file that has more of them than anybody reads."""
    message = f"the file has more than {MOST_PROBLEMS:,} problems; the others are not listed"
    return Problem(code="too-many-problems", message=message, place=place, hint="mend the first ones, then check again")


def shortened(text: str, most: int = 60) -> str:
    """Return a text as one line of at most `most` characters, as a message shows it."""
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most and len(text) <= 4 * most else line[: most - 1] + "…"


def folded(key: str) -> str:
    """Return the form in which keys are compared: hidden characters removed, NFKC, case folded."""
    if key.isascii():
        return key.lower()
    hidden = set(unseen(key))
    seen = "".join(char for at, char in enumerate(key) if at not in hidden and unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())


def _stood_in(text: str) -> tuple[str, dict[int, int]]:
    """Return the text with a stand-in for each old line end, and the table that turns stand-ins back."""
    unused = (char for char in map(chr, range(0xF0000, 0xFFFFE)) if char not in text)
    there = {old: next(unused) for old in _OLD_LINE_ENDS}
    return text.translate({ord(old): new for old, new in there.items()}), {
        ord(new): ord(old) for old, new in there.items()
    }


class _Stop(Exception):  # noqa: N818 - ends a loop, never leaves this file
    """Reading cannot go on in this file."""


class _Refused(Scalar):
    """A key that is refused: its value is read and left out."""

    __slots__ = ()


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.aliases = 0
        self.alias_at = (0, 0)
        self.values = 0
        self.back: dict[int, int] = {}
        self.anchors: dict[str, tuple[Node, int, int]] = {}  # name → node, its size and height with aliases expanded
        self.named: list[tuple[str, int]] = []  # anchors of plain texts, and where each stands
        self.referred: set[str] = set()  # anchors that an alias refers to
        self.sizes: dict[int, tuple[int, int]] = {}  # the same by the node's identity, so that measuring is linear

    def report(
        self,
        code: str,
        message: str,
        start: int,
        end: int,
        hint: str | None = None,
        *,
        first: Scalar | None = None,
        severity: Severity = "error",
    ) -> None:
        also: tuple[SeeAlso, ...] = ()
        if first is not None:
            also = (SeeAlso(place=self.source.place(first.start, first.end), message="first written here"),)
        place = self.source.place(start, end)
        self.add(Problem(code=code, message=message, place=place, hint=hint, see_also=also, severity=severity))

    def add(self, problem: Problem) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        elif len(self.problems) == MOST_PROBLEMS:
            self.problems.append(too_many_problems(problem.place))

    def read(self) -> Node | None:
        text = self.source.text
        found = _CONTROL.search(text)
        if found:
            more = len(_CONTROL.findall(text)) - 1
            self.report(
                "control-character",
                f"{name_of(found[0])} is not text" + (f", and {more:,} more such characters follow" if more else ""),
                found.start(),
                found.end(),
                "remove it; a file with many of them is no text file",
            )
            return None
        if _OLD_LINE_END.search(text):
            text, self.back = _stood_in(text)
        for problem in conflict_problems(self.source):
            self.add(problem)
            if len(self.problems) > MOST_PROBLEMS:
                break
        parser = _Parser(text)
        try:
            root = self._document(parser)
            self._look_at_anchors()
            return root
        except yaml.MarkedYAMLError as error:
            if "nesting depth" in (error.problem or ""):
                # libyaml from 0.2.6 on refuses a thousand open brackets before it gives the first of them.
                mark = error.problem_mark
                start = too_deep_at(text, DEEPEST, mark.index if mark else len(text))
                with suppress(_Stop):
                    self._too_deep(start, start + 1)
            else:
                self._unreadable(syntax_problem(self.source, error))
        except yaml.YAMLError as error:
            self.report("bad-yaml", f"this is not YAML: {str(error).splitlines()[0]}", 0, 0)
        except _Stop:
            pass
        finally:
            parser.dispose()
        return None

    def _unreadable(self, problem: Problem) -> None:
        """Report why the parser cannot read on; where a conflict stands before that place, this is why."""
        at = problem.place.start
        left = [item for item in self.problems if item.code == "conflict-marker" and item.place.start <= at]
        if not left:
            self.add(problem)
            return
        last = self.problems.index(left[-1])
        self.problems[last] = replace(left[-1], message=f"{left[-1].message}; the file cannot be read with it")

    def _look_at_anchors(self) -> None:
        """Report each plain text that lost its first word to an anchor which nothing refers to."""
        for name, start in self.named:
            if name not in self.referred:
                message = f"'&{shortened(name)}' is read as the name of a value, and no alias refers to it"
                hint = 'text that begins with "&" needs quotes; a name that nothing uses can be taken out'
                self.report("anchor-not-used", message, start, start + 1 + len(name), hint, severity="warning")

    def _anchored(self, event: Any) -> None:
        """Look at the anchor of a scalar: without a value behind it, what was written is lost."""
        name, start = event.anchor, self.source.text.find("&", event.start_mark.index)
        if event.value or event.style:
            if not event.style:
                self.named.append((name, start))
            return
        message = f"'&{shortened(name)}' is read as the name of a value, and no value follows it"
        hint = f"text that begins with '&' needs quotes: \"&{shortened(name)}\""
        self.report("anchor-without-value", message, start, start + 1 + len(name), hint)

    def _document(self, parser: Any) -> Node | None:
        parser.get_event()  # the stream's start
        if type(parser.get_event()) is yaml.StreamEndEvent:
            return None
        root = self._content(parser.get_event)
        parser.get_event()  # the document's end
        event: Any = parser.get_event()
        if type(event) is not yaml.StreamEndEvent:
            start = event.start_mark.index
            end = start + 3 if self.source.text.startswith("---", start) else start
            hint = "a file holds one: put each into its own file"
            self.report("several-documents", "a second YAML document begins here", start, end, hint)
        return root

    def _content(self, get_event: Callable[[], Any]) -> Node:
        """Read one node with everything in it; a stack instead of recursion, since nesting comes from the file."""
        stack: list[tuple[Sequence | Mapping | None, Scalar | None, dict[str, Scalar], str | None]] = []
        inside: Sequence | Mapping | None = None  # the collection that is being filled
        key: Scalar | None = None  # the key whose value comes next
        folds: dict[str, Scalar] = {}  # the keys of `inside` in the form in which they are compared
        anchor: str | None = None  # of `inside`
        node: Node
        scalar_event, mapping_start, sequence_start = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
        while True:
            event: Any = get_event()
            kind = type(event)
            self.values += 1
            if self.values > MOST_EVENTS:
                at = event.start_mark.index
                self.report("too-many-values", f"the file holds more than {MOST_EVENTS:,} values", at, at)
                raise _Stop
            if kind is scalar_event:
                node = self._scalar(event)
                if event.anchor is not None:
                    self.anchors[event.anchor] = (node, 1, 0)
            elif kind is mapping_start or kind is sequence_start:
                start: int = event.start_mark.index
                if len(stack) >= DEEPEST:
                    self._too_deep(start, start + 1)
                if event.tag is not None:
                    self._tag(event)
                if event.anchor is not None:
                    self.anchors.pop(event.anchor, None)  # Not known inside itself.
                stack.append((inside, key, folds, anchor))
                inside = (Mapping if kind is mapping_start else Sequence)(start, event.flow_style)
                key, folds, anchor = None, {}, event.anchor
                continue
            elif kind is yaml.AliasEvent:
                node = self._alias(event, len(stack))
            else:  # the end of a mapping or a list
                assert inside is not None
                node = inside
                node.end = event.end_mark.index if node.flow else _last_end(node)
                if anchor is not None:
                    self.anchors[anchor] = (node, *self._measure(node))
                    self.sizes[id(node)] = self.anchors[anchor][1:]
                inside, key, folds, anchor = stack.pop()
            if inside is None:
                return node
            if type(inside) is Sequence:
                inside.items.append(node)
            elif key is None:
                key = self._key(node, folds, kind is yaml.AliasEvent)
            else:
                if type(key) is Scalar:
                    inside.entries[key.value or ""] = (key, node)  # type: ignore[union-attr]
                key = None

    def _scalar(self, event: Any) -> Scalar:
        value, style = event.value, event.style
        start, end = event.start_mark.index, event.end_mark.index
        if event.tag is not None:
            self._tag(event)
        if event.anchor is not None:
            self._anchored(event)
        if not style:
            if value in _NULLS:
                return Scalar(None, start, end, True)
            return Scalar(value.translate(self.back) if self.back else value, start, end, True)
        if self.back:
            value = value.translate(self.back)
        if style == '"':
            found = _CONTROL.search(value)
            if found:
                message = f"an escape writes {name_of(found[0])}, which is not text"
                self.report("control-character", message, start, end, "remove it")
                value = _CONTROL.sub("\ufffd", value)
            if has_conflict(value) and not has_conflict(self.source.text[start:end]):  # written with escapes
                message = "a merge has left a conflict in this text: it holds lines of conflict markers"
                self.report("conflict-marker", message, start, end, "keep what is right of both sides")
        elif style != "'":  # A block scalar's end is where the next key begins.
            end = max(start + 1, start + len(self.source.text[start:end].rstrip()))
        return Scalar(value, start, end, False)

    def _key(self, node: Node, folds: dict[str, Scalar], is_alias: bool) -> Scalar:
        """Return the key for the value to come; when it is refused, one that leaves its value out."""
        if type(node) is Scalar and node.value is not None and node.value.isascii() and not is_alias:
            form = node.value.lower()
            if form.isprintable() and form not in folds and form not in _ODD_KEYS:
                folds[form] = node
                return node
        return self._odd_key(node, folds, is_alias)

    def _odd_key(self, node: Node, folds: dict[str, Scalar], is_alias: bool) -> Scalar:
        start, end = head(node)
        refused = _Refused(None, start, end, True)
        if is_alias:
            self.report("wrong-kind", "an alias cannot be a key", *self.alias_at, "write the key out")
            return refused
        if not isinstance(node, Scalar):
            hint = 'text that begins with "[" or "{" needs quotes'
            self.report("wrong-kind", f"a key must be text, not {kind_of(node)}", start, end, hint)
            return refused
        if node.value is None:
            written = self.source.text[start:end]
            if not written:
                hint = 'text that begins with ":" needs quotes'
                self.report("wrong-kind", "a key is missing before ':'", start, start + 1, hint)
                return refused
            node.value = written  # A key is text, whatever it is spelt like.
        key = node.value
        if key == "<<" and node.plain:
            self.report("merge-key", "the merge key '<<' is not used here", start, end, "write the keys out")
            return refused
        if not key.isascii() or not key.isprintable():
            self._look_at_key(key, node)
        form = folded(key)
        first = folds.setdefault(form, node)
        if first is not node:
            same = "" if first.value == key else f", the other time as '{shortened(first.value or '')}'"
            message = f"the key '{shortened(key)}' stands here twice{same}"
            self.report("duplicate-key", message, start, end, "keep one of them", first=first)
            return refused
        return node

    def _look_at_key(self, key: str, node: Scalar) -> None:
        hidden = unseen(key)
        if hidden:
            message = f"the key holds {name_of(key[hidden[0]])}, which a reader cannot see"
            self.report("hidden-character", message, node.start, node.end, "type the key anew")
        word = mixed_word(key)
        if word:
            message = f"'{shortened(word)}' mixes letters of several scripts that look alike"
            self.report("mixed-script", message, node.start, node.end, "type the word anew in one script")

    def _tag(self, event: Any) -> None:
        start = event.start_mark.index
        found = _TAG.search(self.source.text, start, start + 300)  # Behind an anchor, and no further.
        name, end = (found[0], found.end()) if found else (event.tag, start)
        start = found.start() if found else start
        if len(name) == 1 or name[1:2].isalnum():
            hint = 'text that begins with "!" needs quotes; a tag is not needed'
        else:
            hint = "write the value without the tag"
        self.report("yaml-tag", f"the tag {name[:80]} is not used here", start, min(end, start + 80), hint)

    def _alias(self, event: Any, depth: int) -> Node:
        start, end = event.start_mark.index, event.end_mark.index
        self.aliases += 1
        self.alias_at = start, end
        if self.aliases > MOST_ALIASES:
            message = f"more than {MOST_ALIASES} aliases in one file"
            self.report("too-many-aliases", message, start, end, "write the values out")
            raise _Stop
        if event.anchor not in self.anchors:
            name = shortened(event.anchor)
            hint = f'text that begins with "*" needs quotes; an alias needs an anchor (&{name}) before it'
            message = f"there is no value named '{name}' before this alias"
            self.report("unknown-alias", message, start, end, hint)
            return Scalar(None, start, end, True)
        self.referred.add(event.anchor)
        node, size, height = self.anchors[event.anchor]
        self.values += size
        if depth + height > DEEPEST:
            self._too_deep(start, end)
        return node

    def _too_deep(self, start: int, end: int) -> None:
        self.report("too-deep", f"lists and mappings are nested more than {DEEPEST} deep here", start, end)
        raise _Stop

    def _measure(self, node: Node) -> tuple[int, int]:
        """Return how many values and levels a node has, aliases counted as what they stand for."""
        if id(node) in self.sizes:
            return self.sizes[id(node)]
        if isinstance(node, Scalar):
            return 1, 0
        below = node.items if isinstance(node, Sequence) else [value for _, value in node.entries.values()]
        measured = [self._measure(child) for child in below]
        return 1 + sum(size for size, _ in measured), 1 + max((height for _, height in measured), default=0)


def _last_end(node: Sequence | Mapping) -> int:
    """Return where a block collection ends for a reader: with its last value, not where the next key begins."""
    if isinstance(node, Sequence):
        last = node.items[-1] if node.items else None
    else:
        last = next((value for _, value in reversed(node.entries.values())), None)
    return max(node.start, last.end) if last is not None else node.start


def tree_of(source: Source) -> Tree:
    """Return what a file's text holds, with every problem it has as YAML.

    Bounded by the text's length: at most 30 levels, 400,000 values (aliases expanded) and 100 aliases are read.
    """
    reader = _Reader(source)
    root = reader.read()
    return Tree(root, tuple(reader.problems))
