"""Rules on how versions, points and revisions follow from one another: from earlier to later, and never in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from planstrack.check.circles import circles
from planstrack.check.finding import Kind, Route, claims, finding, points_of, see, unread
from planstrack.claims.references import version_of
from planstrack.model import Plan, Version
from planstrack.problem import Problem


def _origins(version: Version) -> Iterator[tuple[Route, str]]:
    """Give each earlier version that this one, or a point of it, is said to come from."""
    for index, name in enumerate(version.based_on):
        yield ("based_on", index), name
    for route, point in points_of(version.points):
        for index, origin in enumerate(point.from_ or ()):
            name, mark, _ = origin.point.partition("#")
            if mark:
                yield (*route, "from", index, "point"), name


def lineage_points_back_in_time(plan: Plan) -> Iterator[Problem]:
    """No version and no point comes from a version that is dated later."""
    for owner, version in plan.versions.items():
        for route, name in _origins(version):
            origin = plan.versions.get(name)
            if origin and origin.date and version.date and origin.date > version.date:
                yield finding(
                    plan,
                    "lineage-forward",
                    f"'{owner}' of {version.date} cannot come from '{name}' of {origin.date}",
                    "version",
                    owner,
                    route,
                    hint="exchange the two, or correct one of the dates",
                    see_also=(see(plan, f"'{name}' is dated here", "version", name, ("date",)),),
                )


def claims_compare_with_an_earlier_version(plan: Plan) -> Iterator[Problem]:
    """A claim or a reading `since` another version compares with one that is not later, and not with itself."""
    for cited in claims(plan):
        about = cited.claim.about
        if about.since:
            route: Route = ("claims", cited.at, "about", "since")
            yield from _since(plan, version_of(about) or "", about.since, "article", cited.article_id, route)
    for owner, version in plan.versions.items():
        for at, point in points_of(version.points):
            for index, reading in enumerate(point.readings):
                route = (*at, "readings", index, "since")
                yield from _since(plan, owner, reading.since, "version", owner, route)


def _since(plan: Plan, later: str, since: str, kind: Kind, owner: str, route: Route) -> Iterator[Problem]:
    new, old = plan.versions.get(later), plan.versions.get(since)
    if new is None or old is None:
        return
    if later == since:
        message = f"'{later}' is compared with itself"
    elif new.date and old.date and old.date > new.date:
        message = f"'{since}' of {old.date} is later than '{later}' of {new.date}"
    else:
        return
    hint = "the version is the later text, `since` the earlier one"
    yield finding(plan, "lineage-forward", message, kind, owner, route, hint=hint)


def lineage_runs_in_no_circle(plan: Plan) -> Iterator[Problem]:
    """No version comes from itself, neither directly nor round several others, by `based_on` and `from` together."""
    edges: dict[str, dict[str, Route]] = {}
    for owner, version in plan.versions.items():
        edges[owner] = {}
        for route, name in _origins(version):
            edges[owner].setdefault(name, route)
    for members in circles(edges):
        ordered = sorted(members)
        inside = frozenset(members)
        steps = [(name, next(target for target in edges[name] if target in inside)) for name in ordered]
        others = [
            see(plan, f"'{name}' comes from '{target}'", "version", name, edges[name][target])
            for name, target in steps[1:8]
        ]
        first, target = steps[0]
        message = (
            f"'{first}' comes from itself"
            if len(members) == 1
            else f"these versions come from one another: {', '.join(ordered[:8])}"
        )
        yield finding(
            plan,
            "lineage-circle",
            message,
            "version",
            first,
            edges[first][target],
            hint="take out the step that leads from an earlier version to a later one",
            see_also=others,
        )


def revisions_run_in_no_circle(plan: Plan) -> Iterator[Problem]:
    """No article revises itself, neither directly nor round several others."""
    edges = {name: (article.revises,) for name, article in plan.articles.items() if article.revises}
    for members in circles(edges):
        ordered = sorted(members)
        others = [
            see(plan, f"'{name}' revises '{edges[name][0]}'", "article", name, ("revises",)) for name in ordered[1:8]
        ]
        message = (
            f"'{ordered[0]}' revises itself"
            if len(members) == 1
            else f"these articles revise one another: {', '.join(ordered[:8])}"
        )
        yield finding(
            plan,
            "revision-circle",
            message,
            "article",
            ordered[0],
            ("revises",),
            see_also=others,
            hint="the later revision names the earlier one; the first names none",
        )


def main_line_runs_forward(plan: Plan) -> Iterator[Problem]:
    """The main line names each version once, in the order of their dates."""
    first: dict[str, int] = {}
    latest: tuple[int, str] | None = None
    for index, name in enumerate(plan.main_line):
        if first.setdefault(name, index) != index:
            yield finding(
                plan,
                "main-line-order",
                f"'{name}' stands on the main line twice",
                "plan",
                "",
                ("main_line", index),
                hint="take one of them out",
                see_also=(see(plan, "it stands here already", "plan", "", ("main_line", first[name])),),
            )
            continue
        version = plan.versions.get(name)
        if version is None or version.date is None:
            continue
        before = plan.versions[latest[1]].date if latest else None
        if latest and before and version.date < before:
            yield finding(
                plan,
                "main-line-order",
                f"'{name}' of {version.date} stands after '{latest[1]}' of {before}",
                "plan",
                "",
                ("main_line", index),
                hint="name the versions from the earliest to the latest, or correct a date",
                see_also=(see(plan, f"'{name}' is dated here", "version", name, ("date",)),),
            )
        else:
            latest = (index, name)


def versions_hang_together(plan: Plan) -> Iterator[Problem]:
    """Every version is on the main line, or tied to it by `based_on`, `from`, `relations` or `gone`; a lone one is apart."""
    if not plan.main_line or len(plan.versions) < 2 or unread(plan, "version"):
        return
    tied: dict[str, set[str]] = {name: set() for name in plan.versions}
    for owner, version in plan.versions.items():
        others = [*version.relations, *(reference.partition("#")[0] for reference in version.gone)]
        for name in (*(name for _, name in _origins(version)), *others):
            if name in tied:
                tied[owner].add(name)
                tied[name].add(owner)
    reached = set(plan.main_line)
    open_ends = [name for name in plan.main_line if name in tied]
    while open_ends:
        for name in tied[open_ends.pop()]:
            if name not in reached:
                reached.add(name)
                open_ends.append(name)
    for owner in plan.versions:
        if owner not in reached:
            yield finding(
                plan,
                "version-apart",
                f"nothing ties '{owner}' to the main line",
                "version",
                owner,
                ("based_on",),
                key=True,
                hint="say what it is based on or how it stands to another version (`relations`), or put it on the main line",
            )
