"""Rules on the points of one version: names used once, words marked for what they are, sound amounts."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence

from planstrack.check.finding import Kind, Route, claims, finding, point_name, points_of, see, written
from planstrack.claims.sayings import SETTLEMENT
from planstrack.claims.witnesses import away
from planstrack.compare.matters import route_of
from planstrack.model import Amount, Plan, Point
from planstrack.problem import Problem
from planstrack.text.characters import unseen


def _number_key(number: str) -> str:
    """Return a number as it is compared: `6.`, `６` and `6` are one number."""
    hidden = frozenset(unseen(number))
    seen = "".join(char for at, char in enumerate(number) if at not in hidden)
    return unicodedata.normalize("NFKC", seen).strip().casefold().rstrip(".)")


def _used_once(
    plan: Plan,
    code: str,
    owner: str,
    points: Iterator[tuple[Route, Point]],
    field: str,
    key: Callable[[str], str],
    message: str,
    hint: str,
) -> Iterator[Problem]:
    first: dict[str, Route] = {}
    for route, point in points:
        name = getattr(point, field)
        if not name:
            continue
        at = first.setdefault(key(name), route)
        if at != route:
            other = see(plan, "it is used here first", "version", owner, (*at, field))
            yield finding(
                plan, code, message.format(name), "version", owner, (*route, field), hint=hint, see_also=(other,)
            )


def numbers_are_unique(plan: Plan) -> Iterator[Problem]:
    """Within one version each point number is used once, and within one point each number of a part."""
    for owner, version in plan.versions.items():
        for base, points in _families(version.points):
            yield from _used_once(
                plan,
                "number-used-twice",
                owner,
                (((*base, index), point) for index, point in enumerate(points)),
                "number",
                _number_key,
                "number '{}' is used twice",
                "give each point the number that is printed before it",
            )


def labels_are_unique(plan: Plan) -> Iterator[Problem]:
    """Within one point each label of a part is used once."""
    for owner, version in plan.versions.items():
        for base, points in _families(version.points):
            yield from _used_once(
                plan,
                "label-used-twice",
                owner,
                (((*base, index), point) for index, point in enumerate(points)),
                "label",
                _number_key,
                "label '{}' is used twice",
                "give each part the letter or number that is printed before it",
            )


def _families(points: tuple[Point, ...]) -> Iterator[tuple[Route, tuple[Point, ...]]]:
    """Give each list of points that stand side by side, with its route: the version's, then those of the parts."""
    yield ("points",), points
    for route, point in points_of(points):
        if point.parts:
            yield (*route, "parts"), point.parts


def ids_are_unique(plan: Plan) -> Iterator[Problem]:
    """Within one version each id of a point or part, a document or a witness is used once, within an article of a claim."""
    for owner, version in plan.versions.items():
        yield from _used_once(
            plan,
            "id-used-twice",
            owner,
            points_of(version.points),
            "id",
            str.casefold,
            "id '{}' is used twice in this version",
            "an id is one matter: give one of the points another id, or make them parts of one point",
        )
        for field, ids in (
            ("documents", [document.id for document in version.documents]),
            ("witnesses", [witness.id for witness in version.witnesses]),
        ):
            yield from _ids_once(plan, "version", owner, field, ids, f"each of the {field} is named by its own id")
    for owner, article in plan.articles.items():
        ids = [claim.id for claim in article.claims]
        yield from _ids_once(plan, "article", owner, "claims", ids, "each claim is cited by its own id")


def _ids_once(plan: Plan, kind: Kind, owner: str, field: str, ids: Sequence[str], hint: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, name in enumerate(ids):
        at = first.setdefault(name.casefold(), index)
        if at != index:
            yield finding(
                plan,
                "id-used-twice",
                f"id '{name}' is used twice in this {kind}",
                kind,
                owner,
                (field, index, "id"),
                hint=hint,
                see_also=(see(plan, "it is used here first", kind, owner, (field, at, "id")),),
            )


def points_say_something(plan: Plan) -> Iterator[Problem]:
    """Every point has an id, a number, a title or words, be they in the text of a witness."""
    for owner, version in plan.versions.items():
        elsewhere = {route_of(path) for path in away(version)}
        for route, point in points_of(version.points):
            if route in elsewhere:
                continue
            if not (point.id or point.number or point.label or point.title or point.full_text.strip() or point.options):
                yield finding(
                    plan,
                    "empty-point",
                    "this point has neither id, number, title nor text",
                    "version",
                    owner,
                    route,
                    hint="write what is known of it, or take it out; how many points there are stands in points_total",
                )


def words_say_whose_they_are(plan: Plan) -> Iterator[Problem]:
    """Words under a point of a plan say whether they are the document's, a translation's or ours.

    A paraphrase that was taken for the text would be compared with it, and every difference in our words told as a change.
    """
    for owner, version in plan.versions.items():
        for index, point in enumerate(version.points):
            route = unmarked_words(("points", index), point)
            if route is None or written(plan, "version", owner, ("points", index, "wording")):
                continue
            ours = "nobody has published this version: write `wording: reported`"
            yield finding(
                plan,
                "wording-missing",
                f"whose words stand under {point_name(point)} is not said",
                "version",
                owner,
                route,
                hint=ours
                if version.text == "unpublished"
                else "add `wording: verbatim`, `translation` or `paraphrase`",
            )


def unmarked_words(route: Route, point: Point) -> Route | None:
    """Return the route to the first words of a point, or of a part of it, that no wording marks; None when there are none."""
    if point.wording:
        return None
    if (point.text or "").strip():
        return (*route, "text")
    below = (unmarked_words((*route, "parts", index), part) for index, part in enumerate(point.parts))
    return next((found for found in below if found), None)


def words_of_an_unpublished_version_are_marked_reported(plan: Plan) -> Iterator[Problem]:
    """What stands under a point of a version that nobody has published is marked `wording: reported`.

    Without the mark a report's words would be compared as if they were the document's.
    """
    for owner, version in plan.versions.items():
        if version.text != "unpublished":
            continue
        for index, point in enumerate(version.points):
            if point.held and point.wording:
                yield finding(
                    plan,
                    "text-of-unpublished",
                    f"nobody has published '{owner}', yet {point_name(point)} is given words of its own",
                    "version",
                    owner,
                    ("points", index, "wording"),
                    hint="write `wording: reported`, or say how the text became known (`text: leaked`)",
                    see_also=(see(plan, "the version is unpublished", "version", owner, ("text",)),),
                )


def signed_points_are_agreed(plan: Plan) -> Iterator[Problem]:
    """No point of a version that was signed is typed as open, bracketed or parked: what is signed is agreed."""
    for owner, version in plan.versions.items():
        for route, point in points_of(version.points) if version.signed else ():
            if point.status and SETTLEMENT[point.status] == "not agreed":
                yield finding(
                    plan,
                    "signed-and-open",
                    f"'{owner}' was signed, yet {point_name(point)} is {point.status}",
                    "version",
                    owner,
                    (*route, "status"),
                    hint="take the status out, or `signed`, where this text is not the one that was signed",
                    see_also=(see(plan, "the version was signed", "version", owner, ("signed",)),),
                )


def _amounts(plan: Plan) -> Iterator[tuple[Kind, str, Route, str, Amount]]:
    for owner, version in plan.versions.items():
        for route, point in points_of(version.points):
            for name, amount in point.quantities.items():
                yield "version", owner, (*route, "quantities", name), name, amount
            for index, option in enumerate(point.options):
                for name, amount in option.quantities.items():
                    yield "version", owner, (*route, "options", index, "quantities", name), name, amount
    for cited in claims(plan):
        if isinstance(cited.claim.value, dict):
            for name, amount in cited.claim.value.items():
                yield "article", cited.article_id, ("claims", cited.at, "value", name), name, amount


def _unsound(amount: Amount) -> tuple[str, str] | None:
    """Return what is wrong with an amount and how to mend it."""
    if amount.bound in ("none", "unstated"):
        if amount.value is not None or amount.upper is not None:
            what = "there is no limit" if amount.bound == "none" else "no number is named"
            return (
                f"`bound: {amount.bound}` means that {what}, so there is no value",
                "take the value out, or name its bound",
            )
        return None
    if amount.value is None:
        return (
            f"'{amount.bound}' has no value",
            "add `value:`, or write `bound: none` for no limit, `unstated` for no number named",
        )
    if amount.bound == "between":
        if amount.upper is None:
            return "'between' has no upper value", "add `upper:`"
        if amount.upper < amount.value:
            return "the upper value is less than the lower one", "exchange `value` and `upper`"
    elif amount.upper is not None:
        return f"'{amount.bound}' has an upper value", "write `bound: between`, or take `upper` out"
    return None


def amounts_are_sound(plan: Plan) -> Iterator[Problem]:
    """Every amount has the numbers that its bound needs, and no others."""
    for kind, owner, route, name, amount in _amounts(plan):
        found = _unsound(amount)
        if found:
            yield finding(plan, "bad-amount", f"{name}: {found[0]}", kind, owner, route, hint=found[1])


def quantities_belong_to_the_issues_of_their_point(plan: Plan) -> Iterator[Problem]:
    """A point that gives an amount is tagged with the issue that the quantity belongs to."""

    def walk(owner: str, route: Route, point: Point, above: frozenset[str]) -> Iterator[Problem]:
        issues = above | frozenset(point.all_issues)
        for name in point.quantities:
            tracked = plan.quantities.get(name)
            if tracked and tracked.issue and tracked.issue in plan.issues and tracked.issue not in issues:
                yield finding(
                    plan,
                    "quantity-apart",
                    f"'{name}' belongs to issue '{tracked.issue}', which {point_name(point)} is not tagged with",
                    "version",
                    owner,
                    (*route, "quantities", name),
                    key=True,
                    hint=f"add '{tracked.issue}' to the point's issues",
                    see_also=(
                        see(plan, "the quantity is tied to the issue here", "plan", "", ("quantities", name, "issue")),
                    ),
                )
        for index, part in enumerate(point.parts):
            yield from walk(owner, (*route, "parts", index), part, issues)

    for owner, version in plan.versions.items():
        for index, point in enumerate(version.points):
            yield from walk(owner, ("points", index), point, frozenset())
