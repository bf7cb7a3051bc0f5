"""Rules between the files of a plan. A rule is one function named for the truth it guards; RULES lists them.

A rule yields what is wrong and prints nothing, reads no file, and takes time in proportion to the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from planstrack.check import articles, claims, counts, dates, disputed, lineage, names, points, quotes, support
from planstrack.check.quotes import QuoteState, quotes_stand_in_their_articles
from planstrack.model import Plan
from planstrack.problem import Problem

Rule = Callable[[Plan], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    names.versions_exist,
    names.references_are_of_the_form_version_and_point,
    names.points_exist,
    names.issues_exist,
    names.quantities_exist,
    names.parties_exist,
    names.articles_exist,
    names.claims_exist,
    names.lists_name_each_thing_once,
    names.names_mean_one_thing,
    names.names_of_the_plan_are_used,
    points.numbers_are_unique,
    points.labels_are_unique,
    points.ids_are_unique,
    points.points_say_something,
    points.words_of_an_unpublished_version_are_marked_reported,
    points.amounts_are_sound,
    points.quantities_belong_to_the_issues_of_their_point,
    counts.versions_say_how_much_they_hold,
    counts.totals_agree_with_the_points,
    counts.totals_are_at_least_one,
    counts.held_points_have_words,
    counts.versions_that_hold_nothing_have_no_words,
    lineage.lineage_points_back_in_time,
    lineage.claims_compare_with_an_earlier_version,
    lineage.lineage_runs_in_no_circle,
    lineage.revisions_run_in_no_circle,
    lineage.main_line_runs_forward,
    lineage.versions_hang_together,
    support.reported_points_are_backed_by_a_claim,
    support.counts_of_unpublished_versions_are_backed_by_a_claim,
    support.reported_amounts_are_backed_by_a_claim,
    support.statuses_are_backed_by_a_claim,
    claims.claims_have_words,
    claims.claims_are_about_something,
    claims.claims_carry_the_value_they_speak_of,
    claims.claims_are_confirmed,
    claims.claims_name_their_speaker,
    claims.speakers_stand_once_in_a_chain,
    claims.speakers_do_not_cite_each_other,
    claims.first_speakers_are_listed,
    disputed.reports_agree,
    disputed.reports_count_what_the_text_has,
    dates.dates_are_of_our_time,
    dates.versions_are_dated,
    dates.articles_with_claims_are_dated,
    dates.versions_are_known_when_they_are_there,
    dates.reports_speak_of_what_is_there,
    dates.revisions_are_later,
    quotes.quotes_are_short,
    quotes.texts_hold_nothing_hidden,
    quotes.quoted_words_keep_to_one_script,
    articles.addresses_are_of_the_web,
    articles.sums_are_sha256,
    articles.languages_are_tags,
    articles.pages_are_added_once,
)
"""Every rule that needs only the plan; `quotes_stand_in_their_articles` needs the states of the quotes too."""


def check(plan: Plan, states: Mapping[tuple[str, str], QuoteState] | None = None) -> tuple[Problem, ...]:
    """Return every problem between the files of a plan, in the order of files and places, each once.

    Args:
        plan: The plan as it was loaded; problems of loading are not repeated here.
        states: The states of the quotes, by (article id, claim id), when the archive was looked into.
    """
    found = [problem for rule in RULES for problem in rule(plan)]
    if states is not None:
        found.extend(quotes_stand_in_their_articles(plan, states))
    return tuple(sorted(found, key=lambda problem: problem.sort_key))


__all__ = ["RULES", "Rule", "check", "quotes_stand_in_their_articles"]
