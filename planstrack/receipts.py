"""Receipts: what was verified where the texts are at hand, written down for where they are not.

The texts belong to their publishers and stay in the archive; that a quote stands in one, and that two of them differ at a
point, are facts that may be shared. Receipts of texts that are not here are kept as they are.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planstrack.claims.archive import Archive
from planstrack.claims.quote_states import QuoteState
from planstrack.claims.receipts import of_same_words, words_sum
from planstrack.compare.receipts import Comparing, compared_texts, witnesses_of
from planstrack.files.reading import Refusal, bytes_of, shown_name, text_of
from planstrack.files.writing import folder_lock, replace_in
from planstrack.loading.place import RECEIPTS_FILE
from planstrack.loading.receipts import HEAD, receipts_yaml
from planstrack.model import Article, Claim, Compared, Plan, QuoteReceipt, Receipts, TextsReceipt, pair_of
from planstrack.problem import Problem
from planstrack.source import Source

_HEAD = re.compile(r"(?:#[^\n]*\n)+")
_SCHEMA = re.compile(r"# yaml-language-server: \$schema=(\S*)plan\.json\n")
_NOT_HERE = frozenset(("not-archived", "recorded", "altered"))
"""States of quotes whose texts are not at hand unaltered: what is on record of them stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What receipts.yaml holds now: so many quotes and pairs of texts, and why it was not written, if it was not."""

    quotes: int
    texts: int
    written: bool
    problems: tuple[Problem, ...] = ()


def made(
    plan: Plan, states: Mapping[tuple[str, str], QuoteState], comparisons: Mapping[str, Comparing], on: date
) -> Receipts:
    """Return the receipts of a plan: those of texts at hand made anew, the others as they are.

    A receipt whose text and words are those of the one before keeps its day.
    """
    before = plan.receipts
    quotes: dict[str, QuoteReceipt] = {}
    for name, article in plan.articles.items():
        for claim in article.claims:
            key = f"{name}#{claim.id}"
            found = _quote(article, claim, states.get((name, claim.id)), before.quotes.get(key), on)
            if found is not None:
                quotes[key] = found
    if plan.unread:  # what a broken file holds is not known: its receipts are not thrown away
        unknown = {key: found for key, found in before.quotes.items() if key.partition("#")[0] not in plan.articles}
        quotes.update(unknown)
    texts: dict[str, dict[str, Compared]] = {}
    compared: dict[str, TextsReceipt] = {}
    for key in (*before.texts, *before.compared):
        known = all(version in plan.versions for version in pair_of(key)[::2])
        if witnesses_of(plan, key) is not None or (plan.unread and not known):
            texts.update({key: before.texts[key]} if key in before.texts else {})
            compared.update({key: before.compared[key]} if key in before.compared and key in before.texts else {})
    for key, found_texts in comparisons.items():
        old = before.compared.get(key)
        same = old is not None and (old.old, old.new, before.texts.get(key)) == (
            found_texts.old,
            found_texts.new,
            dict(found_texts.answers),
        )
        texts[key] = dict(found_texts.answers)
        compared[key] = old if old and same else TextsReceipt(old=found_texts.old, new=found_texts.new, on=on)
    return Receipts(quotes=quotes, texts=texts, compared=compared, note=before.note)


def _quote(
    article: Article, claim: Claim, state: QuoteState | None, before: QuoteReceipt | None, on: date
) -> QuoteReceipt | None:
    if not claim.quote or not article.sha256:
        return None
    if state is None or state.check in _NOT_HERE:
        return before
    if state.check == "exact" and len(state.places) == 1:
        at, words = state.places[0], words_sum(claim)
        if before and (before.sha256, before.at) == (article.sha256, at) and of_same_words(before, claim):
            return before.model_copy(update={"words": words})
        return QuoteReceipt(sha256=article.sha256, at=at, on=on, words=words)
    if state.check != "moved" or before is None:
        return None
    return before if before.sha256 == article.sha256 and of_same_words(before, claim) else None


def record(
    folder: Path,
    plan: Plan,
    problems: Iterable[Problem],
    archive: Archive | None,
    states: Mapping[tuple[str, str], QuoteState],
    on: date,
) -> Recorded:
    """Write the receipts of a plan folder, whole or not at all; nothing raises for what the folder or the disk hold.

    A receipts.yaml that cannot be read, a link, or a file that somebody saved meanwhile stays as it is, with a problem.
    """
    path = folder / RECEIPTS_FILE
    shown = shown_name(path)
    source = Source(shown, "")
    broken = any(Path(problem.place.path).name == RECEIPTS_FILE and problem.severity == "error" for problem in problems)
    if broken or ("receipts", "") in plan.unread:
        why = "nothing was written: the file has errors, and what they speak of would be lost"
        return _not(Problem(code="cannot-edit", message=why, place=source.place(0), hint="mend it, or delete it"))
    receipts = made(plan, states, compared_texts(plan, archive), on)
    count = Recorded(quotes=len(receipts.quotes), texts=len(receipts.texts), written=False)
    try:
        with folder_lock(folder) as held:
            there = _there(held)
            before = bytes_of(RECEIPTS_FILE, beside=held) if there is not None else b""
            if isinstance(before, Refusal):
                return _not(Problem(code=before.code, message=before.message, place=source.place(0), hint=before.hint))
            if there is None and not (receipts.quotes or receipts.texts):
                return count
            data = receipts_yaml(receipts, _head(folder, before)).encode()
            if not _same(plan, before):
                return _not(_meanwhile(source))
            if data != before:
                kept = before if there is not None else None
                if not replace_in(held, RECEIPTS_FILE, data, there, read=kept):
                    return _not(_meanwhile(source))
            return Recorded(quotes=count.quotes, texts=count.texts, written=data != before)
    except OSError as error:
        said = error.strerror or str(error)
        said = said[:1].lower() + said[1:]
        return _not(Problem(code="cannot-write", message=f"nothing was written: {said}", place=source.place(0)))


def _not(problem: Problem) -> Recorded:
    return Recorded(quotes=0, texts=0, written=False, problems=(problem,))


def _there(held: int) -> os.stat_result | None:
    try:
        there = os.stat(RECEIPTS_FILE, dir_fd=held, follow_symlinks=False)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(there.st_mode) or there.st_nlink > 1:
        raise OSError(0, "this is a link, or no regular file, and is not written through")
    return there


def _same(plan: Plan, before: bytes) -> bool:
    """Return whether the file still is the one that the plan was loaded from."""
    try:
        loaded = plan.place("receipts", "").source.text
    except KeyError:
        return not before
    text = text_of(before)
    return text == loaded


def _head(folder: Path, before: bytes) -> str:
    """Return the comment lines that the file begins with; those of a new one name its schema where plan.yaml names its own."""
    text = text_of(before)
    kept = _HEAD.match(text) if isinstance(text, str) else None
    if kept:
        return kept[0]
    beside = bytes_of(folder / "plan.yaml")
    plan_text = text_of(beside) if isinstance(beside, bytes) else ""
    named = _SCHEMA.match(plan_text) if isinstance(plan_text, str) else None
    return (f"# yaml-language-server: $schema={named[1]}receipts.json\n" if named else "") + HEAD


def _meanwhile(source: Source) -> Problem:
    return Problem(
        code="changed-meanwhile",
        message="nothing was written: somebody saved this file in the meantime",
        place=source.place(0),
        hint="run the command again",
    )


__all__ = ["Recorded", "made", "record"]
