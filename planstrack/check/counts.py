"""Rules on how many points a version has, and how many of them stand in its file."""

from __future__ import annotations

from collections.abc import Iterator

from planstrack.check.finding import Route, claims, finding, point_name, point_route, see, written
from planstrack.claims.witnesses import away
from planstrack.model import Count, Plan, Version
from planstrack.problem import Problem


def _present(version: Version) -> int:
    """Return how many points the file says are in the version: one marked `dropped` is named to say that it is not."""
    return sum(point.status != "dropped" for point in version.points)


def versions_say_how_much_they_hold(plan: Plan) -> Iterator[Problem]:
    """Every version says whether all, some or none of its points stand in its file.

    Only where all of them do may a point that is not there be called removed.
    """
    for owner, version in plan.versions.items():
        if version.points_held is None and not written(plan, "version", owner, ("points_held",)):
            yield finding(
                plan,
                "held-not-stated",
                f"'{owner}' does not say how many of its points stand here",
                "version",
                owner,
                ("points",),
                key=True,
                hint="add `points_held: all`, `some` or `none`; until then nothing can be called added or removed",
            )


def totals_agree_with_the_points(plan: Plan) -> Iterator[Problem]:
    """Where all points are held there are as many as the total says; elsewhere there are no more than that."""
    for owner, version in plan.versions.items():
        total, present = version.points_total, _present(version)
        if total is None or total < 1:
            continue
        stand = "stands" if present == 1 else "stand"
        if version.points_held == "all" and total not in (present, len(version.points)):
            yield finding(
                plan,
                "count-mismatch",
                f"the total is {total}, but {present} {stand} here, and all are said to be held",
                "version",
                owner,
                ("points_total",),
                hint=f"add what is missing, write `points_total: {present}`, or `points_held: some`",
                see_also=(see(plan, "all points are said to be held", "version", owner, ("points_held",)),),
            )
        elif version.points_held != "all" and present > total:
            yield finding(
                plan,
                "count-mismatch",
                f"the total is {total}, but {present} {stand} here",
                "version",
                owner,
                ("points_total",),
                hint="correct the total, or make points that belong together parts of one point",
            )


def totals_are_at_least_one(plan: Plan) -> Iterator[Problem]:
    """A number of points, in a version, a document of a package or a claim, is at least one."""
    for owner, version in plan.versions.items():
        totals: list[tuple[Route, int | None]] = [(("points_total",), version.points_total)]
        totals += [
            (("documents", at, "points_total"), known.points_total) for at, known in enumerate(version.documents)
        ]
        for route, total in totals:
            if total is not None and total < 1:
                hint = "leave points_total out when it is not known"
                yield finding(plan, "bad-count", f"{total} is no number of points", "version", owner, route, hint=hint)
    for cited in claims(plan):
        value = cited.claim.value
        for number in value.any_of if isinstance(value, Count) else ():
            if number < 1:
                yield finding(
                    plan,
                    "bad-count",
                    f"{number} is no number of points",
                    "article",
                    cited.article_id,
                    ("claims", cited.at, "value"),
                    hint="write the number of points the claim gives",
                )


def held_points_have_words(plan: Plan) -> Iterator[Problem]:
    """Where all points are held, each has words of its own, here or in the text of a witness, and not only reports."""
    for owner, version in plan.versions.items():
        if version.points_held != "all":
            continue
        elsewhere = away(version)
        for index, point in enumerate(version.points):
            if point.held or point.options or point.status == "dropped" or (index,) in elsewhere:
                continue
            route = ("points", index)
            why = "is only reported" if point.full_text else "has no text"
            yield finding(
                plan,
                "point-not-held",
                f"all points are said to be held, but {point_name(point)} {why}",
                "version",
                owner,
                (*route, "wording") if point.full_text else point_route(route, point),
                hint="add its text, or write `points_held: some`",
                see_also=(see(plan, "all points are said to be held", "version", owner, ("points_held",)),),
            )


def versions_that_hold_nothing_have_no_words(plan: Plan) -> Iterator[Problem]:
    """Where no points are held, none has words of its own."""
    for owner, version in plan.versions.items():
        if version.points_held != "none":
            continue
        held = next((index for index, point in enumerate(version.points) if point.held), None)
        if held is not None:
            yield finding(
                plan,
                "held-contradicted",
                f"no points are said to be held, but {point_name(version.points[held])} has words here",
                "version",
                owner,
                ("points_held",),
                hint="write `points_held: some`, or mark the words `wording: reported`",
                see_also=(see(plan, "words stand here", "version", owner, ("points", held, "text")),),
            )
