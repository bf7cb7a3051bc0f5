"""Rules on quotes: short fragments without hidden characters that stand in the archived text of their article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planstrack.check.finding import Kind, Route, claims, finding, points_of
from planstrack.claims.quote_states import QuoteState
from planstrack.model import Plan
from planstrack.problem import Problem
from planstrack.text.characters import mixed_word, name_of, unseen
from planstrack.text.counting import LONGEST_QUOTE, words_in


def quotes_are_short(plan: Plan) -> Iterator[Problem]:
    """No quote, and neither the words before nor after it, is longer than twelve words."""
    for cited in claims(plan):
        for field in ("quote", "prefix", "suffix"):
            text = getattr(cited.claim, field) or ""
            count = words_in(text) if len(text) > LONGEST_QUOTE else 0
            if count > LONGEST_QUOTE:
                yield finding(
                    plan,
                    "long-quote",
                    f"this {field} has {count} words, {LONGEST_QUOTE} are allowed",
                    "article",
                    cited.article_id,
                    ("claims", cited.at, field),
                    hint="keep the words that carry the claim, and say the rest in your own as `gist`",
                )


def _quoted(plan: Plan) -> Iterator[tuple[Kind, str, Route, str]]:
    """Give the words taken from elsewhere that are compared or counted: quotes, speakers, outlets."""
    for owner, article in plan.articles.items():
        yield "article", owner, ("outlet",), article.outlet
    for cited in claims(plan):
        base: Route = ("claims", cited.at)
        for field in ("quote", "prefix", "suffix"):
            yield "article", cited.article_id, (*base, field), getattr(cited.claim, field) or ""
        for index, name in enumerate(cited.claim.said_by):
            yield "article", cited.article_id, (*base, "said_by", index), name


def _texts(plan: Plan) -> Iterator[tuple[Kind, str, Route, str]]:
    yield "plan", "", ("title",), plan.title
    for owner, version in plan.versions.items():
        yield "version", owner, ("title",), version.title or ""
        for route, point in points_of(version.points):
            for field in ("number", "label", "title", "text"):
                yield "version", owner, (*route, field), getattr(point, field) or ""
            for index, reading in enumerate(point.readings):
                yield "version", owner, (*route, "readings", index, "gist"), reading.gist
            for index, option in enumerate(point.options):
                yield "version", owner, (*route, "options", index, "text"), option.text or ""
    for owner, article in plan.articles.items():
        for field in ("title", "author"):
            yield "article", owner, (field,), getattr(article, field) or ""
    for cited in claims(plan):
        for field in ("gist", "translation", "to"):
            yield "article", cited.article_id, ("claims", cited.at, field), getattr(cited.claim, field) or ""
    yield from _quoted(plan)


def texts_hold_nothing_hidden(plan: Plan) -> Iterator[Problem]:
    """No text holds a character that cannot be seen or that turns the writing round, unless its script needs it."""
    for kind, owner, route, text in _texts(plan):
        hidden = [text[at] for at in unseen(text) if text[at] not in "\n\r\t"]
        if hidden:
            names = ", ".join(name_of(char) for char in dict.fromkeys(hidden[:5]))
            yield finding(
                plan,
                "hidden-in-text",
                f"this holds characters that cannot be seen: {names}",
                kind,
                owner,
                route,
                hint="take them out, unless the document itself has them; they are shown as marks everywhere",
            )


def quoted_words_keep_to_one_script(plan: Plan) -> Iterator[Problem]:
    """No word of a quote, speaker or outlet mixes Latin letters with Cyrillic or Greek ones that look alike."""
    for kind, owner, route, text in _quoted(plan):
        word = mixed_word(text)
        if word:
            yield finding(
                plan,
                "mixed-script-in-text",
                f"'{word[:40]}' mixes letters of several scripts that look alike",
                kind,
                owner,
                route,
                hint="type the word again in one script, or it will not be found and its speaker is counted twice",
            )


_FINDINGS: Mapping[str, tuple[str, str, str]] = {
    "orphan": (
        "quote-not-found",
        "the words do not stand in the archived text",
        "quote the words as they are printed; a quote that is not found is no evidence",
    ),
    "ambiguous": (
        "quote-ambiguous",
        "the words stand in the archived text more than once",
        "add `prefix` or `suffix`: some words before or after the place that is meant",
    ),
    "withdrawn": (
        "quote-withdrawn",
        "a later revision of the article dropped the words",
        "keep the claim, it is part of the record; whatever rests on it says that it was withdrawn",
    ),
    "moved": (
        "quote-moved",
        "a later revision of the article has the words at another place",
        "nothing to mend; the words still stand",
    ),
    "altered": (
        "text-altered",
        "the archived text does not match the sha256 of the article",
        "add the article again: planstrack article add",
    ),
}


def quotes_stand_in_their_articles(plan: Plan, states: Mapping[tuple[str, str], QuoteState]) -> Iterator[Problem]:
    """Every quote stands in the archived text of its article, once, and in the later revisions of it.

    Texts that are not archived are no fault (they are not in git): one note says how many quotes were not looked up.
    """
    missing = total = 0
    altered: set[str] = set()
    for cited in claims(plan):
        state = states.get((cited.article_id, cited.claim.id))
        if state is None or cited.claim.quote is None:
            continue
        total += 1
        missing += state.check == "not-archived"
        if state.check not in _FINDINGS or cited.article_id in altered:
            continue
        code, message, hint = _FINDINGS[state.check]
        route: Route = ("claims", cited.at, "quote")
        if state.check == "altered":
            altered.add(cited.article_id)  # said of the article once, not of each of its quotes
            route = ("sha256",)
        yield finding(plan, code, state.detail or message, "article", cited.article_id, route, hint=hint)
    if missing:
        yield finding(
            plan,
            "not-archived",
            f"{missing} of {total} quotes could not be looked up: the texts of their articles are not held here",
            "plan",
            "",
            ("title",),
            hint="add the texts with: planstrack article add FILE --id ARTICLE",
        )
