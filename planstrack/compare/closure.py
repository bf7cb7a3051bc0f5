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
from planstrack.compare.records import BASES, Answer, Basis, Fact, strength, strongest, weakest

LONGEST = 12
"""Links of a chain that is looked for where the shortest would pass a version twice; longer ones are not followed."""


def sameness(facts: Facts, matter: str, old: str, new: str) -> dict[bool, Answer]:
    """Return whether a matter says the same in two versions: from facts of the pair, else from stronger chains."""
    return {value: answer for value, (answer, _) in _settled(facts, matter, old, new).items()}


_Reached = tuple[Answer, int]
"""An answer, and how many links the chains have that give it; 0 where facts of the pair give it."""


def _settled(facts: Facts, matter: str, old: str, new: str) -> dict[bool, _Reached]:
    direct = answers_of(facts.same(matter, old, new))
    found = {value: (answer, 0) for value, answer in direct.items()}
    if any(answer.basis == "text" for answer in direct.values()):
        return found
    edges = facts.linked(matter)
    for value in (True, False):
        if (not value) in direct:
            continue  # A chain is no side against a fact of the pair, and settles no dispute among them.
        least = strength(direct[value].basis) + 1 if value in direct else 1
        chain = _chain(edges, old, new, value, least)
        reached = [chain] if chain else []
        if value is False:
            reached += [item for item in _by_parts(facts, matter, old, new) if strength(item[0].basis) >= least]
        if reached:
            found[value] = _best_of(reached)
    return found


def _by_parts(facts: Facts, matter: str, old: str, new: str) -> Iterator[_Reached]:
    """Give that a point differs since chains say so of a part of it; to the point it is one step more.

    What a proposition's amount is, no chain says of its point.
    """
    for part in (*facts.parts_of(matter), *facts.propositions_of(matter)):
        settled = _settled(facts, part, old, new)
        if clear({value: answer for value, (answer, _) in settled.items()}) is not False:
            continue
        answer, length = settled[False]
        if answer.chained and not (part.startswith("~") and any(fact.told for fact in answer.facts)):
            lifted = tuple(replace(fact, matter=matter, part=part) for fact in answer.facts)
            yield replace(answer, facts=lifted), length + 1


def _best_of(reached: Sequence[_Reached]) -> _Reached:
    """Return the strongest of some chains, of those the shortest, all of them if several."""
    basis = strongest(answer.basis for answer, _ in reached)
    length = min(length for answer, length in reached if answer.basis == basis)
    best = [answer for answer, steps in reached if (answer.basis, steps) == (basis, length)]
    return replace(best[0], facts=tuple(fact for answer in best for fact in answer.facts)), length


def _chain(edges: Linked, old: str, new: str, value: bool, least: int) -> _Reached | None:
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
            return _answer(edges, paths, value, basis), len(paths[0][0]) - 1
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
