"""Rules on dates: when a text was so, when it became known, when a report was printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planstrack.check.finding import Kind, claims, finding, see, written
from planstrack.model import Plan
from planstrack.problem import Problem

EARLIEST, LATEST = 1900, 2100
"""Years outside are slips of the pen. They are fixed, since a check must not depend on the day it runs."""


def _dates(plan: Plan) -> Iterator[tuple[Kind, str, str, date | None]]:
    for owner, version in plan.versions.items():
        yield "version", owner, "date", version.date
        yield "version", owner, "known", version.known
    for owner, article in plan.articles.items():
        yield "article", owner, "published", article.published


def dates_are_of_our_time(plan: Plan) -> Iterator[Problem]:
    """Every date lies in the years 1900 to 2100."""
    for kind, owner, field, day in _dates(plan):
        if day and not EARLIEST <= day.year <= LATEST:
            yield finding(
                plan,
                "unlikely-date",
                f"{day} can hardly be meant",
                kind,
                owner,
                (field,),
                hint="look at the year again",
            )


def versions_are_dated(plan: Plan) -> Iterator[Problem]:
    """Every version has a date, or a day on which it became known; `--as-of` leaves out one that has neither."""
    for owner, version in plan.versions.items():
        if version.known_on is None and not any(written(plan, "version", owner, (key,)) for key in ("date", "known")):
            yield _undated(plan, "undated-version", "version", owner, "date")


def articles_with_claims_are_dated(plan: Plan) -> Iterator[Problem]:
    """Every article that makes claims has a day of publication; `--as-of` leaves out the claims of others."""
    for owner, article in plan.articles.items():
        if article.published is None and article.claims and not written(plan, "article", owner, ("published",)):
            yield _undated(plan, "undated-article", "article", owner, "published")


def _undated(plan: Plan, code: str, kind: Kind, owner: str, field: str) -> Problem:
    hint = f"add `{field}: YYYY-MM-DD`, as nearly as it is known"
    return finding(plan, code, f"{kind} '{owner}' has no date", kind, owner, (field,), hint=hint)


def versions_are_known_when_they_are_there(plan: Plan) -> Iterator[Problem]:
    """No version became known before the day it was so."""
    for owner, version in plan.versions.items():
        if version.known and version.date and version.known < version.date:
            yield finding(
                plan,
                "known-before-date",
                f"'{owner}' of {version.date} cannot have become known on {version.known}",
                "version",
                owner,
                ("known",),
                hint="`date` is when the text was so, `known` when outsiders learnt of it, the same day or later",
                see_also=(see(plan, "the version is dated here", "version", owner, ("date",)),),
            )


def reports_speak_of_what_is_there(plan: Plan) -> Iterator[Problem]:
    """No claim about a version was printed before the version's date, or before it is said to have become known."""
    for cited in claims(plan):
        version = plan.versions.get(cited.claim.about.version or "")
        printed = cited.article.published
        if version is None or printed is None:
            continue
        for field, day, words in (
            ("date", version.date, "is dated"),
            ("known", version.known, "is said to have become known"),
        ):
            if day and printed < day:
                owner = cited.claim.about.version or ""
                yield finding(
                    plan,
                    "claim-before-version",
                    f"printed on {printed}, but '{owner}' {words} {'on ' if field == 'known' else ''}{day}",
                    "article",
                    cited.article_id,
                    ("claims", cited.at, "about", "version"),
                    hint="correct the date, or name the version that the report could know of",
                    see_also=(see(plan, f"'{owner}' {words} here", "version", owner, (field,)),),
                )
                break


def revisions_are_later(plan: Plan) -> Iterator[Problem]:
    """No article revises one that was published later."""
    for owner, article in plan.articles.items():
        earlier = plan.articles.get(article.revises or "")
        if earlier and earlier.published and article.published and article.published < earlier.published:
            yield finding(
                plan,
                "revision-order",
                f"published on {article.published}, but it revises '{article.revises}' of {earlier.published}",
                "article",
                owner,
                ("published",),
                hint="the later revision names the earlier one",
                see_also=(
                    see(plan, f"'{article.revises}' is dated here", "article", article.revises or "", ("published",)),
                ),
            )
