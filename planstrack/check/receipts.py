"""Rules on receipts: they are of what is there, of the texts and words that the plan names now, and hold where these are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planstrack.check.finding import Known, finding, see, unread
from planstrack.claims.quote_states import QuoteState
from planstrack.claims.receipts import of_same_words
from planstrack.compare.facts import Facts
from planstrack.compare.receipts import Comparing, ends_of, witnesses_of
from planstrack.model import Claim, Plan, QuoteReceipt, pair_of
from planstrack.problem import Problem

_AGAIN = "verify it again where the text is: planstrack article verify --record"
_NOT_FOUND: Mapping[str, str] = {
    "orphan": "the words do not stand in the text",
    "ambiguous": "the words stand in the text more than once",
}


def _quoted(plan: Plan) -> Iterator[tuple[str, QuoteReceipt, str, int, Claim]]:
    """Give each receipt of a quote whose claim is there: its name, the receipt, the article, the place of the claim, the claim."""
    claims = {
        f"{name}#{claim.id}": (name, at, claim)
        for name, article in plan.articles.items()
        for at, claim in enumerate(article.claims)
    }
    for key, receipt in plan.receipts.quotes.items():
        if key in claims:
            yield key, receipt, *claims[key]


def receipts_are_of_what_is_there(facts: Facts) -> Iterator[Problem]:
    """Every receipt is of a claim with a quote, or of two witnesses and a point that stands once in both versions."""
    plan = facts.plan
    known = Known(
        "claims", [f"{name}#{claim.id}" for name, article in plan.articles.items() for claim in article.claims]
    )
    for key in plan.receipts.quotes:
        if key not in known and key.partition("#")[0] not in unread(plan, "article"):
            yield finding(
                plan, "receipt-of-nothing", f"there is no claim '{key}'", "receipts", "", ("quotes", key), key=True,
                hint=known.near(key) or _AGAIN,
            )  # fmt: skip
    for key, _, _, _, claim in _quoted(plan):
        if not claim.quote:
            yield finding(
                plan, "receipt-of-nothing", f"the claim '{key}' quotes nothing", "receipts", "", ("quotes", key), key=True,
                hint=_AGAIN,
            )  # fmt: skip
    for field, pairs in (("texts", plan.receipts.texts), ("compared", plan.receipts.compared)):
        for key in pairs:
            old, _, new, _ = pair_of(key)
            if {old, new} & unread(plan, "version"):
                continue
            if witnesses_of(plan, key) is None:
                message = f"the plan has not both witnesses of '{key}'"
                yield finding(plan, "receipt-of-nothing", message, "receipts", "", (field, key), key=True, hint=_AGAIN)
            elif field == "compared" and key not in plan.receipts.texts:
                message = f"nothing is recorded of '{key}' under `texts`"
                yield finding(plan, "receipt-of-nothing", message, "receipts", "", (field, key), key=True, hint=_AGAIN)
            for name in plan.receipts.texts[key] if field == "texts" and witnesses_of(plan, key) else ():
                if ends_of(facts, old, new, name) is None:
                    message = f"'{name[:100]}' is no point that stands once in '{old}' and once in '{new}'"
                    yield finding(
                        plan, "receipt-of-nothing", message, "receipts", "", ("texts", key, name), key=True, hint=_AGAIN
                    )


def receipts_are_of_the_texts_that_are_named(plan: Plan) -> Iterator[Problem]:
    """Every receipt is of the text whose hash the article or the witness names, and of the words that the claim quotes."""
    for key, receipt, name, at, claim in _quoted(plan):
        sha256 = plan.articles[name].sha256
        if receipt.sha256 != sha256:
            said = f"the article names {sha256[:80]}" if sha256 else "the article names no text"
            yield finding(
                plan,
                "receipt-does-not-fit",
                f"the quote was verified against {receipt.sha256[:80]}; {said}",
                "receipts",
                "",
                ("quotes", key, "sha256"),
                hint=_AGAIN,
                see_also=(see(plan, "the text of the article", "article", name, ("sha256",)),),
            )
        elif claim.quote and not of_same_words(receipt, claim):
            yield finding(
                plan,
                "receipt-does-not-fit",
                "other words were verified than the claim quotes now",
                "receipts",
                "",
                ("quotes", key, "words" if receipt.words else "at"),
                hint=_AGAIN,
                see_also=(see(plan, "the quote", "article", name, ("claims", at, "quote")),),
            )
    for key, texts in plan.receipts.compared.items():
        witnesses = witnesses_of(plan, key)
        old, _, new, _ = pair_of(key)
        for field, version, sha256, witness in (
            ("old", old, texts.old, witnesses[0] if witnesses else None),
            ("new", new, texts.new, witnesses[1] if witnesses else None),
        ):
            if witness is None or witness.sha256 == sha256:
                continue
            index = [item.id for item in plan.versions[version].witnesses].index(witness.id)
            said = f"the witness names {witness.sha256[:80]}" if witness.sha256 else "the witness names no text"
            yield finding(
                plan,
                "receipt-does-not-fit",
                f"the text {sha256[:80]} was compared; {said}",
                "receipts",
                "",
                ("compared", key, field),
                hint=_AGAIN,
                see_also=(see(plan, "the text of the witness", "version", version, ("witnesses", index, "sha256")),),
            )


def receipts_hold_where_the_texts_are(
    plan: Plan, states: Mapping[tuple[str, str], QuoteState] | None, comparisons: Mapping[str, Comparing]
) -> Iterator[Problem]:
    """Where the texts are at hand, a quote stands where its receipt says, and a comparison gives what its receipt says."""
    for key, receipt, name, at, claim in _quoted(plan):
        state = states.get((name, claim.id)) if states else None
        if state is None or receipt.sha256 != plan.articles[name].sha256 or not of_same_words(receipt, claim):
            continue
        quote = (see(plan, "the quote", "article", name, ("claims", at, "quote")),)
        recorded = "–".join(map(str, receipt.at))
        if state.check in _NOT_FOUND:
            message = f"verified at {recorded} of {receipt.sha256[:80]}, which is here: {_NOT_FOUND[state.check]}"
            yield finding(
                plan,
                "receipt-does-not-fit",
                message,
                "receipts",
                "",
                ("quotes", key),
                key=True,
                hint=_AGAIN,
                see_also=quote,
            )
        elif state.check == "exact" and state.article == name and state.places != (receipt.at,):
            found = ", ".join("–".join(map(str, place)) for place in state.places)
            message = f"the words stand at {found} of {receipt.sha256[:80]}, not at {recorded}"
            yield finding(
                plan,
                "receipt-does-not-fit",
                message,
                "receipts",
                "",
                ("quotes", key, "at"),
                hint=_AGAIN,
                see_also=quote,
            )
    for key, answers in plan.receipts.texts.items():
        found_texts = comparisons.get(key)
        if found_texts is None:
            continue
        for name, answer in answers.items():
            now = found_texts.answers.get(name)
            if now is not None and now != answer:
                said = "the same" if now == "same" else "different"
                message = f"recorded as {answer}; the texts {found_texts.old} and {found_texts.new} are here: {said}"
                yield finding(plan, "receipt-does-not-fit", message, "receipts", "", ("texts", key, name), hint=_AGAIN)
