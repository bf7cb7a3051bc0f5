"""Receipts of quotes: that a quote was found in a text that need not be here, as long as claim and text are those it names."""

from __future__ import annotations

import hashlib
from datetime import date

from planstrack.model import Article, Claim, Plan, QuoteReceipt

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def words_sum(claim: Claim) -> str:
    """Return what tells whether a claim still quotes the same words at the same place: 16 hexadecimal digits."""
    lines = "\n".join((claim.prefix or "", claim.quote or "", claim.suffix or ""))
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def of_same_words(receipt: QuoteReceipt, claim: Claim) -> bool:
    """Return whether a receipt is of the words that the claim quotes now.

    One without their sum, as somebody may type it, counts where its place is as long as the quote.
    """
    if receipt.words is not None:
        return receipt.words == words_sum(claim)
    return len(receipt.at) == 2 and receipt.at[1] - receipt.at[0] == len(claim.quote or "")


def receipt_of(plan: Plan, name: str, article: Article, claim: Claim) -> QuoteReceipt | None:
    """Return the receipt on which a quote counts as verified; None where there is none, or it is of another text or quote."""
    receipt = plan.receipts.quotes.get(f"{name}#{claim.id}")
    if receipt is None or not claim.quote or receipt.sha256 != article.sha256 or not of_same_words(receipt, claim):
        return None
    return receipt


def day_words(day: date) -> str:
    """Return a day as a sentence has it.

    >>> day_words(date(2025, 11, 23))
    '23 November 2025'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def told(on: date | None) -> str:
    """Return how a receipt is told: `verified on 23 November 2025 against a text not held here`."""
    return f"verified{f' on {day_words(on)}' if on else ''} against a text not held here"


__all__ = ["day_words", "of_same_words", "receipt_of", "told", "words_sum"]
