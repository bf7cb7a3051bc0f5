"""Whether a matter says the same in two versions: facts of the pair, and chains of sameness through other versions.

same ∘ same = same, same ∘ different = different, at most one *different* in a chain. A chain is as strong as its weakest
link and answers only where it is stronger than every fact of the pair itself that gives the same answer.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from planstrack.compare.answers import answers_of, clear
from planstrack.compare.facts import Facts, Linked
from planstrack.compare.records import BASES, Answer, Basis, Fact, strength, weakest

LONGEST = 12
"""Links of a chain that is looked for where the shortest would pass a version twice; longer ones are not followed."""


def sameness(facts: Facts, matter: str, old: str, new: str) -> dict[bool, Answer]:
    """Return whether a matter says the same in two versions: from facts of the pair, else from stronger chains."""
    found = answers_of(facts.same(matter, old, new))
    if matter.startswith("~") or any(answer.basis == "text" for answer in found.values()):
        return found
    edges = facts.linked(matter)
    chains: dict[bool, Answer] = {}
    for value in (True, False):
        if value not in found and (not value) in found:
            continue  # A chain is no side against a fact of the pair.
        known = found.get(value)
        chain = _chain(edges, old, new, value, strength(known.basis) + 1 if known else 1)
        if chain is not None:
            chains[value] = chain
    return {**found, **chains} or _by_parts(facts, matter, old, new)


def _by_parts(facts: Facts, matter: str, old: str, new: str) -> dict[bool, Answer]:
    """Return that a point differs since chains say so of a part of it."""
    given: list[Fact] = []
    for part in facts.parts_of(matter):
        answers = sameness(facts, part, old, new)
        if clear(answers) is False and answers[False].chained:
            given += [replace(fact, matter=matter, part=part) for fact in answers[False].facts]
    if not given:
        return {}
    return {False: Answer(answer=False, basis=weakest(fact.basis for fact in given), facts=tuple(given), chained=True)}


def _chain(edges: Linked, old: str, new: str, value: bool, least: int) -> Answer | None:
    """Return the answer of the strongest chains, of those the shortest, all of them if several; None when there is none.

    A chain has two links or more, passes no version twice, and has one *different* for False, none for True.
    """
    if old not in edges or new not in edges or sum(map(len, edges.values())) < 4:
        return None
    for basis in BASES[:-1]:
        if strength(basis) < least:
            return None
        paths = list(_shortest(edges, old, new, value, basis))
        if paths:
            return _answer(edges, paths, value, basis)
    return None


_Linked = Callable[[str, str, bool], bool]
"""Whether two versions have a link with this answer, of the basis that is asked for or stronger."""
_Path = tuple[tuple[str, ...], int | None]
"""The versions of a chain in order, and the position of its one *different* link."""


def _shortest(edges: Linked, old: str, new: str, value: bool, basis: Basis) -> Iterator[_Path]:
    """Give every shortest chain whose links are all of this basis or stronger."""

    def linked(one: str, other: str, answer: bool) -> bool:
        given = edges[one].get(other, {}).get(answer, ())
        return any(strength(fact.basis) >= strength(basis) for fact in given)

    distance = _distances(edges, new, linked)
    start = distance.get((old, not value))
    if start is None:
        return
    for length in range(max(2, start), max(LONGEST, start) + 1):
        found = list(_walks(edges, old, new, not value, length, linked, distance))
        if found:
            yield from found
            return


def _distances(edges: Linked, new: str, linked: _Linked) -> dict[tuple[str, bool], int]:
    """Return the fewest links from each version to `new`, by whether a *different* is still to come."""
    found: dict[tuple[str, bool], int] = {(new, False): 0}
    queue = deque([(new, False)])
    while queue:
        here, differs = queue.popleft()
        for other in edges[here]:
            steps = [(other, differs)] if linked(here, other, True) else []
            if not differs and linked(here, other, False):
                steps.append((other, True))
            for step in steps:
                if step not in found:
                    found[step] = found[here, differs] + 1
                    queue.append(step)
    return found


def _walks(
    edges: Linked,
    old: str,
    new: str,
    differs: bool,
    length: int,
    linked: _Linked,
    distance: Mapping[tuple[str, bool], int],
) -> Iterator[_Path]:
    """Give every chain of exactly `length` links that passes no version twice."""
    stack: list[tuple[tuple[str, ...], int | None]] = [((old,), None)]
    while stack:
        path, at = stack.pop()
        here, left = path[-1], length - len(path) + 1
        todo = differs and at is None
        if left == 0:
            if here == new and not todo:
                yield path, at
            continue
        if here == new:
            continue
        for other in edges[here]:
            if other in path:
                continue
            if linked(here, other, True) and distance.get((other, todo), left) < left:
                stack.append(((*path, other), at))
            if todo and linked(here, other, False) and distance.get((other, False), left) < left:
                stack.append(((*path, other), len(path) - 1))


def _answer(edges: Linked, paths: Sequence[_Path], value: bool, basis: Basis) -> Answer:
    links: dict[int, Fact] = {}
    for path, at in sorted(paths):
        for step in range(len(path) - 1):
            for fact in edges[path[step]][path[step + 1]][step != at]:
                if strength(fact.basis) >= strength(basis):
                    links[id(fact)] = fact
    return Answer(
        answer=value, basis=weakest(fact.basis for fact in links.values()), facts=tuple(links.values()), chained=True
    )
