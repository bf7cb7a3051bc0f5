"""Rules between the files of a plan. A rule is one function named for the truth it guards; RULES and FACT_RULES list them.

A rule yields what is wrong and prints nothing, reads no file, and takes time in proportion to the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from planstrack.check import (
    articles,
    claims,
    counts,
    dates,
    disputed,
    lineage,
    names,
    points,
    quotes,
    receipts,
    references,
    support,
    witnesses,
)
from planstrack.check.quotes import quotes_stand_in_their_articles
from planstrack.check.receipts import receipts_hold_where_the_texts_are
from planstrack.check.witnesses import witnesses_fit_their_texts
from planstrack.claims.evidence import gather
from planstrack.claims.quote_states import QuoteState
from planstrack.claims.witnesses import Texts
from planstrack.compare.facts import Facts
from planstrack.compare.receipts import Comparing
from planstrack.model import Plan
from planstrack.problem import Problem

Rule = Callable[[Plan], Iterator[Problem]]
FactRule = Callable[[Facts], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    names.versions_exist,
    references.references_are_of_the_form_version_and_point,
    references.points_exist,
    references.names_fit_one_point,
    names.documents_exist,
    names.issues_exist,
    names.matters_exist,
    names.matters_are_of_one_issue,
    names.quantities_exist,
    names.parties_exist,
    names.speakers_exist,
    names.articles_exist,
    names.claims_exist,
    names.lists_name_each_thing_once,
    names.names_mean_one_thing,
    names.names_of_the_plan_are_used,
    names.outlets_are_used,
    points.numbers_are_unique,
    points.labels_are_unique,
    points.ids_are_unique,
    points.points_say_something,
    points.words_say_whose_they_are,
    points.words_of_an_unpublished_version_are_marked_reported,
    points.signed_points_are_agreed,
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
    claims.claims_have_words,
    claims.claims_are_about_something,
    claims.claims_carry_the_value_they_speak_of,
    claims.confirmations_name_a_claim,
    claims.denials_name_what_they_deny,
    claims.moves_say_where_to,
    claims.keys_say_something,
    claims.claims_are_confirmed,
    claims.claims_name_their_speaker,
    claims.speakers_stand_once_in_a_chain,
    claims.speakers_do_not_cite_each_other,
    claims.first_speakers_are_listed,
    dates.dates_are_of_our_time,
    dates.versions_are_known_from_a_day,
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
    witnesses.spans_name_words_of_points,
    receipts.receipts_are_of_the_texts_that_are_named,
)
"""Every rule that needs only the plan.

`quotes_stand_in_their_articles` needs the states of the quotes too, `witnesses_fit_their_texts` the texts at hand,
`receipts_hold_where_the_texts_are` both.
"""

FACT_RULES: tuple[FactRule, ...] = (
    references.numbers_name_one_lineage,
    claims.amounts_are_of_a_point,
    claims.matters_belong_to_the_issues_of_their_points,
    support.reported_points_are_backed_by_a_claim,
    support.counts_of_unpublished_versions_are_backed_by_a_claim,
    support.reported_amounts_are_backed_by_a_claim,
    support.statuses_are_backed_by_a_claim,
    disputed.reports_agree,
    disputed.reports_agree_with_the_text,
    disputed.acknowledged_disputes_exist,
    disputed.wordings_are_compared,
    receipts.receipts_are_of_what_is_there,
)
"""Every rule that needs what follows from the plan: what its names stand for, what its claims say, who contradicts whom."""


def check(
    plan: Plan,
    states: Mapping[tuple[str, str], QuoteState] | None = None,
    texts: Texts | None = None,
    comparisons: Mapping[str, Comparing] | None = None,
) -> tuple[Problem, ...]:
    """Return every problem between the files of a plan, in the order of files and places, each once.

    Args:
        plan: The plan as it was loaded; problems of loading are not repeated here.
        states: The states of the quotes, by (article id, claim id), when the archive was looked into.
        texts: The plan with the words of its witnesses, when the archive was looked into.
        comparisons: What the texts at hand give for the pairs of witnesses that receipts are of, by their names.
    """
    facts = Facts(texts.plan if texts else plan, gather(plan, states))
    found = [problem for rule in RULES for problem in rule(plan)]
    found += [problem for fact_rule in FACT_RULES for problem in fact_rule(facts)]
    if states is not None:
        found += quotes_stand_in_their_articles(plan, states)
    if texts is not None:
        found += witnesses_fit_their_texts(plan, texts)
    if plan.receipts.quotes or plan.receipts.texts:
        found += receipts_hold_where_the_texts_are(plan, states, comparisons or {})
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: problem.sort_key))


__all__ = [
    "FACT_RULES",
    "RULES",
    "FactRule",
    "Rule",
    "check",
    "quotes_stand_in_their_articles",
    "witnesses_fit_their_texts",
]
