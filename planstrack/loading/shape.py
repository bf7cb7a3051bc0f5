"""Where a value stands: routes through the models, walked along the nodes of a file.

A route is what pydantic's `loc` and `Plan.place` speak of: keys as they are written, and positions in lists.
"""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from planstrack.loading.nodes import Mapping, Node, Scalar, Sequence, head, tree_of
from planstrack.model import Amount, Count, Noun
from planstrack.source import Place, Source

BOUNDS = ("at-most", "exactly", "at-least", "about")
"""Keys by which an amount may be written in short: `{at-most: 800000}`."""
SHORT = (*BOUNDS, "between")
"""The same and `{between: [1, 2]}`, whose two ends stand in a list."""

_UNION_LABELS = frozenset(("count", "amounts"))
"""What pydantic's routes hold between a claim's `value` and what stands under it."""

# ------------------------------------------------------------------------------------------ what a place expects


def _bare(annotation: Any) -> tuple[Any, ...]:
    """Return the types that an annotation allows, without `Annotated`, unions taken apart."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _bare(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return tuple(bare for part in get_args(annotation) for bare in _bare(part))
    return (annotation,)


@cache
def fields_of(model: type[Noun]) -> dict[str, tuple[Any, ...]]:
    """Return the keys of a noun as they are written, with the types that each allows."""
    return {field.alias or name: _bare(field.annotation) for name, field in model.model_fields.items()}


def below_types(types: tuple[Any, ...], step: str | int) -> tuple[Any, ...] | None:
    """Return the types that are allowed one step further in, None when there is no such step."""
    for kind in types:
        origin = get_origin(kind)
        if isinstance(kind, type) and issubclass(kind, Noun):
            if isinstance(step, str) and step in fields_of(kind):
                return fields_of(kind)[step]
        elif origin is dict and isinstance(step, str):
            return _bare(get_args(kind)[1])
        elif origin is tuple and isinstance(step, int):
            return _bare(get_args(kind)[0])
    return None


def nouns_among(types: tuple[Any, ...]) -> tuple[type[Noun], ...]:
    """Return the nouns among types."""
    return tuple(kind for kind in types if isinstance(kind, type) and issubclass(kind, Noun))


def known_keys(types: tuple[Any, ...]) -> tuple[str, ...]:
    """Return the keys that may be written."""
    keys = [key for noun in nouns_among(types) for key in fields_of(noun)]
    return (*keys, *SHORT) if Amount in types else tuple(keys)


def required_keys(types: tuple[Any, ...]) -> frozenset[str]:
    """Return the keys that must be written."""
    fields = (item for noun in nouns_among(types) for item in noun.model_fields.items())
    return frozenset(field.alias or name for name, field in fields if field.is_required())


def words_allowed(types: tuple[Any, ...]) -> tuple[str, ...]:
    """Return the words that are allowed, for a choice among words."""
    return tuple(str(word) for kind in types if get_origin(kind) is Literal for word in get_args(kind))


# ------------------------------------------------------------------------------------------ where a value stands


class Spot(NamedTuple):
    """One value in a file: its node, its key, what holds it under which step, and the types allowed there."""

    node: Node
    key: Scalar | None
    parent: Mapping | Sequence | None
    step: str | int | None
    types: tuple[Any, ...]
    found: bool
    """Whether the whole route led here; otherwise this is the nearest value around."""


def spot(root: Node, route: tuple[str | int, ...], model: type[Noun]) -> Spot:
    """Return the value at a route, else the nearest one around it.

    Steps that are not in the data are passed over: labels of unions, `value` in `{at-most: 5}` or in a bare `5`.
    """
    here = Spot(root, None, None, None, (model,), True)
    for step in route:
        node = here.node
        if step in _UNION_LABELS and Count in here.types and not (isinstance(node, Mapping) and step in node.entries):
            continue
        below = below_types(here.types, step)
        if isinstance(node, Mapping) and isinstance(step, str):
            if step not in node.entries and Amount in here.types and step in ("value", "upper", "bound"):
                end = _end_of_a_range(node, step)
                if end is not None:
                    here = Spot(end[1], None, end[0], ("value", "upper").index(step), below or (), True)
                    continue
                step = next((bound for bound in BOUNDS if bound in node.entries), step)
            if step == "any_of" and Count in here.types and "about" in node.entries and step not in node.entries:
                step = "about"
            entry = node.entries.get(step) or (node.left_out or {}).get(step)
            if entry is not None:
                here = Spot(entry[1], entry[0], node, step, below or (), True)
                continue
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            here = Spot(node.items[step], None, node, step, below or (), True)
            continue
        elif step == "any_of" and isinstance(node, Sequence) and below is not None:
            here = here._replace(types=below)  # `[26, 28]` stands for it.
            continue
        if below is not None and nouns_among(here.types):  # A key that is known and not written, or written in short.
            return here._replace(types=below, found=False)
    return here


def _end_of_a_range(node: Mapping, step: str) -> tuple[Sequence, Node] | None:
    """Return the list of `{between: [1, 2]}` and the end of it that `step` means; None where it is written otherwise."""
    ends = node.entries["between"][1] if "between" in node.entries else None
    if step == "bound" or not isinstance(ends, Sequence) or len(ends.items) != 2:
        return None
    return ends, ends.items[("value", "upper").index(step)]


class Locator:
    """Knows where each value of one file stands; the file is parsed anew when that is first asked, which is rare."""

    __slots__ = ("_model", "_root", "_route", "source")

    def __init__(
        self, source: Source, model: type[Noun], route: tuple[str | int, ...] = (), root: Node | None = None
    ) -> None:
        self.source = source
        self._model = model
        self._route = route
        self._root = root

    def __eq__(self, other: object) -> bool:
        """Two locators of the same text give the same places, so that plans read twice are equal."""
        return isinstance(other, Locator) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[str, str, tuple[str | int, ...]]:
        return self.source.path, self.source.text, self._route

    def below(self, *route: str | int) -> Locator:
        """Return the locator of a record inside this one, such as an article of a list."""
        return Locator(self.source, self._model, self._route + route, self._read())

    def _read(self) -> Node:
        if self._root is None:
            self._root = tree_of(self.source).root or Scalar(None, 0, 0, True)
        return self._root

    def place(self, *route: str | int, key: bool = False) -> Place:
        """Return the place of the value at `route` (of its key, with `key`), else of the nearest value around it."""
        written = tuple("from" if step == "from_" else step for step in route)
        found = spot(self._read(), self._route + written, self._model)
        if key and found.key is not None and found.found:
            return self.source.place(found.key.start, found.key.end)
        return self.source.place(*head(found.node))
