"""How each quote of a plan stands: looked for in the archived text of its article, and of its later revisions."""

from __future__ import annotations

import gc
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pydantic import TypeAdapter

from planstrack.cache import WORTH_WHILE, Cache, code_of, key
from planstrack.claims import archive as archive_room
from planstrack.claims import quotes
from planstrack.claims.archive import Archive, Held
from planstrack.claims.quotes import Found, NearMiss, find
from planstrack.claims.receipts import receipt_of, told
from planstrack.model import Article, Claim, Plan
from planstrack.text import folding
from planstrack.text import sentences as sentences_room
from planstrack.text.folding import Folded, folded
from planstrack.text.sentences import sentences

Check = Literal[
    "exact", "moved", "recorded", "ambiguous", "orphan", "withdrawn", "not-archived", "altered", "not-quoted", "draft"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteState:
    """How one claim's quote stands.

    `check`:
        exact         the words stand once in the archived text, and still in the newest archived revision
        moved         a later revision has the words at another place: among other sentences, after or before other
                      words than `prefix` and `suffix` say, or only there and not in the article that the claim cites
        recorded      the text is not held here, and a receipt says that the words were found in it
        ambiguous     the words stand more than once and nothing says which is meant
        orphan        the words do not stand in the text; `near` may show what does
        withdrawn     the words stand in this text, and the revision that replaced it lacks them
        not-archived  no text is held to look into
        altered       the archived text does not match its hash, so nothing in it counts
        not-quoted    the claim quotes nothing
        draft         the claim is a proposal that no analyst has confirmed
    `detail` says so in a sentence. `article` is the revision that `places` (offsets into its archived text) and `near`
    belong to.
    """

    check: Check
    detail: str | None = None
    article: str | None = None
    places: tuple[tuple[int, int], ...] = ()
    near: NearMiss | None = None


def later_revisions(articles: Mapping[str, Article]) -> dict[str, tuple[str, ...]]:
    """Return the ids of all later revisions of each article that has any, oldest first (by day, then by id).

    A circle of `revises` makes nobody later than themselves.
    """
    followers: dict[str, list[str]] = {}
    for name in sorted(articles):
        revised = articles[name].revises
        if revised is not None and revised in articles and revised != name:
            followers.setdefault(revised, []).append(name)
    found: dict[str, tuple[str, ...]] = {}
    for name in followers:
        depth: dict[str, int] = {}
        ahead = [(name, 0)]
        while ahead:
            current, steps = ahead.pop()
            for follower in followers.get(current, ()):
                if follower != name and follower not in depth:
                    depth[follower] = steps + 1
                    ahead.append((follower, steps + 1))
        if depth:
            day = {other: articles[other].published for other in depth}
            found[name] = tuple(sorted(depth, key=lambda other: (depth[other], str(day[other] or ""), other)))
    return found


class _Texts:
    """Archived texts by article, each read, hashed and folded once for its article and its revisions."""

    def __init__(self, plan: Plan, archive: Archive) -> None:
        self._plan, self._archive = plan, archive
        self._held: dict[str, tuple[Held, Folded | None]] = {}

    def signature(self, article: str) -> str | None:
        """Return what tells, without reading it, whether a text was touched; None when that cannot be told."""
        sha256 = self._plan.articles[article].sha256
        return self._archive.signature(sha256) if sha256 else None

    def of(self, article: str) -> tuple[Held, Folded | None]:
        if article not in self._held:
            if len(self._held) > 200:
                self._held.clear()  # Ten thousand texts of five megabytes would not fit into memory.
            sha256 = self._plan.articles[article].sha256
            held = self._archive.read(sha256) if sha256 else Held(state="missing", why="its text is not archived")
            self._held[article] = held, folded(held.text) if held.text is not None else None
        return self._held[article]


def quote_states(
    plan: Plan,
    archive: Archive | None,
    *,
    articles: Iterable[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
    cache: Cache | None = None,
) -> dict[tuple[str, str], QuoteState]:
    """Return how the quote of every claim stands, by (article id, claim id); of some articles' claims only, if named.

    Only the articles in `plan` count as later revisions: for a plan as of a day, what was withdrawn later still stands.
    `progress` is called with (articles done, articles in all). With a `cache`, only what changed is looked up again:
    what is remembered of an article follows from its claims and from the hashes of its and its revisions' texts.
    """
    names = sorted(plan.articles if articles is None else set(articles) & set(plan.articles))
    later = later_revisions(plan.articles)
    kept = cache if len(names) >= WORTH_WHILE else None
    texts = _Texts(plan, archive) if archive is not None else None
    states: dict[tuple[str, str], QuoteState] = {}
    with _without_collecting(kept is not None):
        for done, name in enumerate(names, 1):
            claims = plan.articles[name].claims
            if kept is not None and texts is not None and plan.articles[name].sha256 and claims:
                found = _remembered(kept, texts, plan, name, later.get(name, ()))
            else:
                found = [_state(texts, name, claim, later.get(name, ())) for claim in claims]
            found = [_by_receipt(state, plan, name, claim) for claim, state in zip(claims, found, strict=True)]
            for claim, state in zip(claims, found, strict=True):
                states[name, claim.id] = state
            if progress:
                progress(done, len(names))
    if kept is not None:
        kept.close()
    return states


@contextmanager
def _without_collecting(many: bool) -> Iterator[None]:
    """States hold no cycles: looking for some among tens of thousands of new ones costs half of the time."""
    enabled = gc.isenabled()
    if many:
        gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _remembered(cache: Cache, texts: _Texts, plan: Plan, name: str, later: tuple[str, ...]) -> list[QuoteState]:
    """Return how the quotes of one article stand, looked up only when the cache does not know.

    It knows when the claims, the revisions and the very files of the texts are those that were looked into before.
    """
    article = plan.articles[name]
    signatures = [(other, plan.articles[other].sha256, texts.signature(other)) for other in (name, *later)]
    if any(signature is None for _, _, signature in signatures):
        return [_state(texts, name, claim, later) for claim in article.claims]
    code = code_of(sys.modules[__name__], quotes, archive_room, folding, sentences_room)
    anchors = [(claim.draft, claim.quote, claim.prefix, claim.suffix) for claim in article.claims]
    known_as = key("states", code, json.dumps((anchors, signatures)))
    known = cache.known(known_as, lambda text: _known_states(text, len(article.claims)))
    if known is not None:
        return known
    found = [_state(texts, name, claim, later) for claim in article.claims]
    if all(texts.of(other)[0].state == "held" for other, _, _ in signatures):
        cache.remember(known_as, _as_stored().dump_json(found).decode())
    return found


@lru_cache(maxsize=1)
def _as_stored() -> TypeAdapter[list[QuoteState]]:
    return TypeAdapter(list[QuoteState])


def _known_states(text: str, count: int) -> list[QuoteState]:
    """Return what the cache remembers of an article's claims; `ValueError` when that is something else."""
    found = _as_stored().validate_json(text, strict=True)
    if len(found) != count:
        raise ValueError("not one state for each claim")
    return found


def _state(texts: _Texts | None, article: str, claim: Claim, later: tuple[str, ...]) -> QuoteState:
    if claim.draft:
        return QuoteState(check="draft", detail="a proposal that no analyst has confirmed")
    if not claim.quote:
        return QuoteState(check="not-quoted", detail="the claim quotes nothing")
    if texts is None:
        return QuoteState(check="not-archived", detail="no archive was looked into")
    held, text = texts.of(article)
    if text is None:
        return QuoteState(
            check="altered" if held.state == "altered" else "not-archived", detail=held.why, article=article
        )
    found = find(text, claim.quote, claim.prefix, claim.suffix)
    newest = next((name for name in reversed(later) if texts.of(name)[1] is not None), None)
    revised = texts.of(newest)[1] if newest else None
    if found.result == "ambiguous":
        return QuoteState(
            check="ambiguous",
            detail=f"the words stand {len(found.places)} times in the text",
            article=article,
            places=found.places,
        )
    if found.result == "orphan":
        there = (
            find(revised, claim.quote, claim.prefix, claim.suffix, near=False) if revised else Found(result="orphan")
        )
        if there.result == "exact":
            detail = f"the words stand in the later revision {newest}, not in this one"
            return QuoteState(check="moved", detail=detail, article=newest, places=there.places)
        return _orphan(article, found)
    if newest is None or revised is None:
        return QuoteState(check="exact", article=article, places=found.places)
    there = find(revised, claim.quote, claim.prefix, claim.suffix, near=False)
    if not there.places and not there.elsewhere:
        since = next(name for name in later if _lacks_from_here(texts, later[later.index(name) :], claim.quote))
        detail = f"the words were in this text; the revision {since} no longer has them"
        return QuoteState(check="withdrawn", detail=detail, article=since, places=())
    if not there.places:
        detail = f"in the revision {newest} the words stand among others than prefix and suffix say"
        return QuoteState(check="moved", detail=detail, article=newest, places=there.elsewhere)
    if not any(_same_surroundings(text, found.places[0], revised, place) for place in there.places):
        detail = f"in the revision {newest} the words stand at another place"
        return QuoteState(check="moved", detail=detail, article=newest, places=there.places)
    return QuoteState(check="exact", article=article, places=found.places)


def _by_receipt(state: QuoteState, plan: Plan, name: str, claim: Claim) -> QuoteState:
    """Return the state of a quote whose text is not here, as the receipt has it where one fits."""
    receipt = receipt_of(plan, name, plan.articles[name], claim) if state.check == "not-archived" else None
    return QuoteState(check="recorded", detail=told(receipt.on), article=name) if receipt else state


def _orphan(article: str, found: Found) -> QuoteState:
    if found.elsewhere:
        count = len(found.elsewhere)
        times = "once" if count == 1 else f"{count} times"
        detail = f"the words stand {times} in the text, but not with this prefix and suffix"
        return QuoteState(check="orphan", detail=detail, article=article)
    detail = "the words do not stand in the archived text"
    if found.near:
        detail += f"; nearest: {found.near.difference}"
    return QuoteState(check="orphan", detail=detail, article=article, near=found.near)


def _lacks_from_here(texts: _Texts, revisions: tuple[str, ...], words: str) -> bool:
    """Return whether none of these revisions, as far as their texts are held, has the words; the first must be held."""
    held = [texts.of(name)[1] for name in revisions]
    return held[0] is not None and not any(
        text and (found := find(text, words, near=False)) and (found.places or found.elsewhere) for text in held
    )


def _same_surroundings(old: Folded, place: tuple[int, int], new: Folded, other: tuple[int, int]) -> bool:
    """Return whether words in two revisions are at the same place, however far the text around has shifted them.

    They are when a neighbouring sentence is the same, or when no sentence that both revisions have (once each) has
    changed sides: stood before the words in one and stands after them in the other.
    """
    before, own, after = _around(old, place)
    before_then, own_then, after_then = _around(new, other)
    if (before and before[-1:] == before_then[-1:]) or (after and after[:1] == after_then[:1]):
        return True
    if not (before or before_then or after or after_then):
        return True
    once = {line for line, count in Counter((*before, *own, *after)).items() if count == 1}
    once_then = {line for line, count in Counter((*before_then, *own_then, *after_then)).items() if count == 1}
    shared = once & once_then
    return not (shared & set(before) & set(after_then) or shared & set(after) & set(before_then))


@lru_cache(maxsize=8)
def _sentences(text: Folded) -> tuple[tuple[int, int, str], ...]:
    """Return each sentence's place and folded words; many quotes are looked up in one text after another."""
    return tuple((start, end, folded(text.original[start:end]).text) for start, end in sentences(text))


def _around(text: Folded, place: tuple[int, int]) -> tuple[list[str], list[str], list[str]]:
    """Return the sentences before, at and after a place, folded."""
    before: list[str] = []
    own: list[str] = []
    after: list[str] = []
    for start, end, sentence in _sentences(text):
        (before if end <= place[0] else after if start >= place[1] else own).append(sentence)
    return before, own, after
