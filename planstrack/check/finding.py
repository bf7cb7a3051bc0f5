"""What all rules share: making a problem at a place of the plan, walking its points, gathering its claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Literal, NamedTuple, TypeVar

from planstrack.claims.references import References, version_of
from planstrack.claims.speakers import Speakers
from planstrack.codes import severity_of
from planstrack.model import Article, Claim, Plan, Point
from planstrack.problem import Problem, SeeAlso, Severity
from planstrack.source import Place, Source
from planstrack.text.nearest import Names

Kind = Literal["plan", "version", "article", "receipts"]
Route = tuple[str | int, ...]
Value = TypeVar("Value")
Of = TypeVar("Of")

_LISTED = 8
"""So many known names are listed in a hint; more would not be read."""


def place(plan: Plan, kind: Kind, name: str, route: Route = (), *, key: bool = False) -> Place:
    """Return where a value stands; in a plan made in code, an empty place named for the record."""
    try:
        return plan.place(kind, name, *route, key=key)
    except KeyError:
        return Place(Source(f"<{kind} {name}>" if name else f"<{kind}>", ""), 0, 0)


def written(plan: Plan, kind: Kind, name: str, route: Route) -> bool:
    """Whether the file has something at this route, although the record has not: a value with a problem of its own.

    To call it missing too would be a second problem from one mistake.
    """
    here, around = place(plan, kind, name, route), place(plan, kind, name, route[:-1])
    return (here.start, here.end) != (around.start, around.end)


def see(plan: Plan, message: str, kind: Kind, name: str, route: Route = ()) -> SeeAlso:
    """Return another place that explains a problem."""
    return SeeAlso(place=place(plan, kind, name, route), message=message)


def finding(
    plan: Plan,
    code: str,
    message: str,
    kind: Kind,
    name: str,
    route: Route = (),
    *,
    key: bool = False,
    hint: str | None = None,
    see_also: Sequence[SeeAlso] = (),
    severity: Severity | None = None,
) -> Problem:
    """Return the problem `code` with the value at `route` of a file as its place; as severe as the code says."""
    return Problem(
        code=code,
        message=message,
        place=place(plan, kind, name, route, key=key),
        severity=severity or severity_of(code),
        hint=hint,
        see_also=tuple(see_also),
    )


class Known:
    """The names of one kind that exist, with a hint for each one that does not."""

    def __init__(self, what: str, names: Sequence[str]) -> None:
        self._what = what
        self._names = tuple(names)
        self._set = frozenset(names)
        self._near = Names(names)

    def __contains__(self, name: object) -> bool:
        return name in self._set

    def near(self, name: str) -> str | None:
        """Return `did you mean 'x'?`, None when no name is near."""
        return self._near.hint(name)

    def hint(self, name: str) -> str:
        """Return the name that was probably meant, else which names there are."""
        near = self.near(name)
        if near:
            return near
        if not self._names:
            return f"there are no {self._what}"
        more = f" and {len(self._names) - _LISTED} more" if len(self._names) > _LISTED else ""
        return f"{self._what}: {', '.join(self._names[:_LISTED])}{more}"


def points_of(points: Sequence[Point], route: Route = ("points",)) -> Iterator[tuple[Route, Point]]:
    """Give every point and part with its route, each before its parts."""
    for index, point in enumerate(points):
        yield (*route, index), point
        if point.parts:
            yield from points_of(point.parts, (*route, index, "parts"))


def point_route(route: Route, point: Point) -> Route:
    """Return the route to what names a point best: its id, number, label or title, else the point as a whole."""
    for name in ("id", "number", "label", "title"):
        if getattr(point, name):
            return (*route, name)
    return route


def point_name(point: Point) -> str:
    """Return what a reader calls a point: 'army-cap', 'number 6', 'the point'."""
    if point.id:
        return f"'{point.id}'"
    if point.number or point.label:
        return f"'{point.number or point.label}'"
    return f"'{point.title}'" if point.title else "the point"


class Cited(NamedTuple):
    """One claim and where it stands: `at` is its position in the article's list."""

    article: Article
    article_id: str
    at: int
    claim: Claim

    @property
    def name(self) -> str:
        """How the claim is cited: `article#claim`."""
        return f"{self.article_id}#{self.claim.id}"


def once(of: Callable[[Of], Value]) -> Callable[[Of], Value]:
    """Return the function that remembers what it gave for the last plan (or facts): many rules ask for the same."""
    last: tuple[Of, Value] | None = None

    @wraps(of)
    def remembered(given: Of) -> Value:
        nonlocal last
        if last is None or last[0] is not given:
            last = (given, of(given))
        return last[1]

    return remembered


@once
def claims(plan: Plan) -> tuple[Cited, ...]:
    """Return every claim of the plan, in the order of the articles' ids and of their lists, however they were read."""
    return tuple(
        Cited(article, article_id, index, claim)
        for article_id, article in sorted(plan.articles.items())
        for index, claim in enumerate(article.claims)
    )


@once
def claims_by_version(plan: Plan) -> dict[str, list[Cited]]:
    """Return the claims that an analyst has confirmed, by the version they speak of."""
    found: dict[str, list[Cited]] = {}
    for cited in claims(plan):
        version = version_of(cited.claim.about)
        if version and not cited.claim.draft:
            found.setdefault(version, []).append(cited)
    return found


@once
def references(plan: Plan) -> References:
    """Return what names stand for in the plan's versions."""
    return References(plan)


@once
def speakers(plan: Plan) -> Speakers:
    """Return the plan's speakers by all of their names."""
    return Speakers(plan)


def unread(plan: Plan, kind: Kind) -> frozenset[str]:
    """Return the ids of files that exist but could not be read: nothing can be said about what refers to them."""
    return frozenset(name for what, name in plan.unread if what == kind)
