"""Passages to proposed claims: the fragment to quote, what it seems to say, about what, and who seems to say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from planstrack.claims.archive import Archive
from planstrack.claims.quotes import find
from planstrack.model import About, Amount, Article, Claim, ClaimValue, Count, Plan, Says
from planstrack.suggest.names import Hit, Names, words
from planstrack.suggest.passages import THRESHOLD, Passage, scored
from planstrack.text.amounts import bound_at
from planstrack.text.folding import Folded, folded

MAX_WORDS = 12
"""Words of a fragment that may be quoted."""
MAX_FROM_ONE = 4
"""Claims proposed from one passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A proposed claim of an article: `claim` is marked as a draft and fit to be written into the article's file.

    `passage` is the whole sentence, `start` and `end` its place in the archived text, `score` (0 to 1) how surely it
    reports something on the plan, `why` what it names.
    """

    article: str
    claim: Claim
    passage: str
    start: int
    end: int
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """All proposals, by article and place. `read` texts were looked at; `unread` says why others could not be.

    An article whose text is not held is passed over in silence, unless it was asked for by name.
    """

    suggestions: tuple[Suggestion, ...]
    read: int
    unread: Mapping[str, str]


def suggestions(
    plan: Plan,
    archive: Archive,
    articles: Iterable[str] | None = None,
    *,
    threshold: float = THRESHOLD,
    progress: Callable[[int, int], None] | None = None,
) -> Suggested:
    """Return proposed claims from the archived texts of some articles, or of all that have one.

    What an article's claims already quote is not proposed again. `progress` is called with (articles done, in all).
    """
    chosen = sorted(plan.articles if articles is None else set(articles) & set(plan.articles))
    names = Names.of(plan)
    found: list[Suggestion] = []
    unread: dict[str, str] = {}
    read = 0
    for done, name in enumerate(chosen, 1):
        article = plan.articles[name]
        held = archive.read(article.sha256) if article.sha256 else None
        if held is None or held.text is None:
            if articles is not None or (held is not None and held.state != "missing"):
                unread[name] = held.why or "" if held is not None else "its text is not archived"
        else:
            read += 1
            found += _of_article(plan, names, name, article, held.text, threshold)
        if progress:
            progress(done, len(chosen))
    return Suggested(suggestions=tuple(found), read=read, unread=unread)


def _of_article(
    plan: Plan, names: Names, name: str, article: Article, text: str, threshold: float
) -> Iterator[Suggestion]:
    whole = folded(text)
    taken = {claim.id for claim in article.claims}
    known = [
        (place, claim)
        for claim in article.claims
        if claim.quote
        for place in find(whole, claim.quote, claim.prefix, claim.suffix, near=False).places
    ]
    for passage in scored(name, text, names):
        if passage.score < threshold:
            continue
        here = [claim for (start, end), claim in known if start < passage.end and passage.start < end]
        for claim in _claims(plan, names, article, passage, whole):
            if any(_same_matter(claim, other) for other in here):
                continue
            named = claim.model_copy(update={"id": _free_id(claim, taken)})
            taken.add(named.id)
            yield Suggestion(
                article=name,
                claim=named,
                passage=text[passage.start : passage.end],
                start=passage.start,
                end=passage.end,
                score=passage.score,
                why=_why(plan, passage),
            )


def _same_matter(claim: Claim, other: Claim) -> bool:
    """Return whether two claims on one sentence speak of the same thing, so that one of them is enough."""
    if claim.says in ("count", "value") or other.says in ("count", "value"):
        return claim.says == other.says
    return not claim.about.issues or bool(set(claim.about.issues) & set(other.about.issues))


def _free_id(claim: Claim, taken: set[str]) -> str:
    matter = claim.about.issues[0] if claim.about.issues else claim.about.version or "text"
    base = f"{matter[:80]}-{claim.says}"
    number = 1
    while (f"{base}-{number}" if number > 1 else base) in taken:
        number += 1
    return f"{base}-{number}" if number > 1 else base


# ------------------------------------------------------------------------------------------------ what it says

# General words of reporting, in the order in which they win. `open` comes before `agreed`: "not yet agreed" is open.
_SAYINGS: tuple[tuple[Says, re.Pattern[str]], ...] = tuple(
    (says, re.compile(rf"\b(?:{words})\b"))  # type: ignore[misc]  # the words on the left are those of Says
    for says, words in (
        ("denied", r"den(?:y|ies|ied)|refut(?:es?|ed)|not true|no such"),
        (
            "removed",
            r"removed|deleted|dropped|scrapped|taken out|cut out|excluded|no longer (?:in|part|includes?|contains?)",
        ),
        ("added", r"(?:was|were|been|has|have) added|inserted|new (?:point|clause|provision|paragraph)|now includes?"),
        ("joined", r"merged|combined|folded into"),
        ("split", r"split (?:into|up)|divided into"),
        ("bracketed", r"bracketed|in (?:square )?brackets"),
        ("parked", r"parked|set aside|postponed|deferred|left (?:for|to) the (?:leaders|presidents)"),
        (
            "open",
            r"not (?:yet )?(?:been )?(?:agreed|settled|resolved)|unresolved|unsettled|outstanding|sticking points?"
            r"|on the table|(?:leaves?|leaving|left)\b[^.;]{0,60}\bopen|(?:still|yet) (?:to|has|have|needs?|open)"
            r"|remain(?:s|ed)? (?:to be|open|the|an? |unresolved|difficult)"
            r"|needs? (?:further|more|clear)|work (?:still )?remain(?:s|ed)?|to be (?:discussed|decided|worked|settled)"
            r"|further discussions?|intend(?:s|ed)? to discuss|open (?:issues?|questions?)",
        ),
        (
            "agreed",
            r"agreed (?:on|to|that)|(?:have|has|was|were) agreed|reached (?:an )?(?:agreement|understanding)"
            r"|accept(?:s|ed)|consensus",
        ),
        ("kept", r"ke(?:pt|eps)|retain(?:s|ed)|stays? (?:at|in)|unchanged|remains? in"),
        (
            "reworded",
            r"revis(?:ed|ion)|refined|reworded|amended|rewritten|edited|updated|softened|changed|modified|watered down",
        ),
        ("sought", r"demand(?:s|ed)|wants?|wanted|seek(?:s|ing)?|sought|call(?:s|ed) for|push(?:es|ed) for"),
        (
            "proposed",
            r"would (?:see|have|be|limit|require|cede|allow|give)|propos(?:es|ed|al)|potentially",
        ),
    )
)
_SPEECH = (
    r"sa(?:id|ys)|told|tells|wrote|writes|report(?:s|ed)|announced|stressed|added|acknowledged|noted|stated"
    r"|emphasi[sz]ed|praised|claimed|declared|insisted|warned|explained|confirmed|denied"
)
_SPEAKS_AFTER = re.compile(rf"[,)]?(?: [\w.'-]+){{0,3}}? (?:{_SPEECH})\b|[^.;:]{{0,120}}, (?:{_SPEECH})\b")
_SPOKEN_BEFORE = re.compile(rf"(?:according to|citing|quoting|(?:{_SPEECH})(?: by)?) (?:[\w.]+ ){{0,3}}\Z")


def _says(sentence: str, near: int) -> Says:
    """Return what a sentence seems to say at `near`: the saying in the same clause first, then anywhere in it."""
    low = sentence.casefold() if len(sentence.casefold()) == len(sentence) else sentence
    clauses = [match.span() for match in re.finditer(r"[^,;:]+", low)]
    own = next(((start, end) for start, end in clauses if start <= near < end), (0, len(low)))
    for start, end in (own, (0, len(low))):
        for says, pattern in _SAYINGS:
            if pattern.search(low, start, end):
                return says
    return "discussed"


def _amount(sentence: str, hit: Hit) -> Amount | None:
    """Return the number at a hit with the bound that stands before it; None where there is no number."""
    number = re.fullmatch(r"\d[\d, ]*(?:\.\d+)?", sentence[hit.start : hit.end])
    if not number:
        return None
    value = Decimal(re.sub(r"[, ]", "", number[0]))
    return Amount.model_validate({"bound": bound_at(sentence, hit.start, hit.end), "value": value})


def _speakers(plan: Plan, article: Article, passage: Passage) -> tuple[str, ...]:
    """Return who seems to have said it, of the plan's speakers: the first speaker first, the outlet last."""
    low = passage.text.casefold() if len(passage.text.casefold()) == len(passage.text) else passage.text
    first: list[str] = []
    relays: list[str] = []
    for hit in passage.hits:
        if hit.kind not in ("speaker", "outlet"):
            continue
        if _SPEAKS_AFTER.match(low, hit.end) or _SPOKEN_BEFORE.search(low[max(0, hit.start - 60) : hit.start]):
            (first if hit.kind == "speaker" else relays).append(hit.name)
    return tuple(dict.fromkeys((*first[:1], *relays, article.outlet)))


# ------------------------------------------------------------------------------------------------------ claims


def _claims(plan: Plan, names: Names, article: Article, passage: Passage, whole: Folded) -> Iterator[Claim]:
    """Yield the claims that one passage seems to make: its counts, its values, then one for each issue it names."""
    said_by = _speakers(plan, article, passage)
    hits = passage.hits
    versions = tuple(dict.fromkeys(hit.name for hit in hits if hit.kind in ("version", "place")))
    versions = versions or tuple(dict.fromkeys(hit.name for hit in hits if hit.kind == "day")) or passage.carried
    made = 0
    quoted: set[str] = set()

    def draft(
        focus: Hit,
        says: Says,
        *,
        value: ClaimValue | None = None,
        version: str | None = None,
        issues: tuple[str, ...] = (),
    ) -> Claim | None:
        nonlocal made
        fragment = _fragment(passage, focus, whole)
        if fragment is None or fragment in quoted or made >= MAX_FROM_ONE:
            return None
        made += 1
        quoted.add(fragment)
        about = About(version=version, issues=issues, points=_points(plan, version, issues))
        return Claim.model_construct(
            None, id="draft", quote=fragment, says=says, value=value, about=about, said_by=said_by, draft=True,
            prefix=None, suffix=None, gist=None, stance="supports", note=None,
        )  # fmt: skip

    for hit in _once(hits, "count"):
        number = int(hit.name)
        named = [name for name in names.totals.get(number, ()) if name in versions] or list(
            names.totals.get(number, ())
        )
        version = named[0] if len(named) == 1 else next(iter(versions), None)
        if version is not None and (claim := draft(hit, "count", value=Count(any_of=(number,)), version=version)):
            yield claim
    for hit in _once(hits, "value"):
        amount = _amount(passage.text, hit)
        tracked = plan.quantities.get(hit.name)
        if amount is None or tracked is None:
            continue
        issues = (tracked.issue,) if tracked.issue in plan.issues else ()
        version = versions[0] if len(versions) == 1 else None
        if claim := draft(hit, "value", value={hit.name: amount}, version=version, issues=issues):
            yield claim
    talk = {hit.start for hit in hits if hit.kind == "talk"}
    general = {
        hit.name for hit in hits if hit.kind == "issue" and hit.start in talk
    }  # "talks" names the process itself
    about = [hit for hit in _once(hits, "issue") if hit.name not in general]
    for hit in about:
        version = _nearest(passage, hit, versions)
        if claim := draft(hit, _says(passage.text, hit.start), version=version, issues=(hit.name,)):
            yield claim
    if about or made:
        return
    order = ("version", "place", "issue", "document", "talk", "day")
    focus = next((hit for kind in order for hit in hits if hit.kind == kind), None)
    if focus is not None:
        version = _nearest(passage, focus, versions)
        if claim := draft(focus, _says(passage.text, focus.start), version=version, issues=tuple(sorted(general))[:1]):
            yield claim


def _once(hits: tuple[Hit, ...], kind: str) -> list[Hit]:
    """Return the first hit of each name of one kind."""
    return list({hit.name: hit for hit in reversed(hits) if hit.kind == kind}.values())[::-1]


def _nearest(passage: Passage, focus: Hit, versions: tuple[str, ...]) -> str | None:
    """Return the version named nearest to a hit, among those the passage names or goes on about."""
    named = [hit for hit in passage.hits if hit.kind in ("version", "place", "day") and hit.name in versions]
    if not named:
        return versions[0] if len(versions) == 1 else None
    return min(named, key=lambda hit: (hit.kind == "day", abs(hit.start - focus.start))).name


def _points(plan: Plan, version: str | None, issues: tuple[str, ...]) -> tuple[str, ...]:
    """Return the id of the version's point on these issues, where exactly one point has them."""
    if version is None or not issues or version not in plan.versions:
        return ()
    points = [point.id for point in plan.versions[version].points if set(issues) & set(point.all_issues)]
    return (points[0],) if len(points) == 1 and points[0] else ()


# --------------------------------------------------------------------------------------------------- fragments

_COUNTED = re.compile(r"[^\s/|—–…]+")  # "U.S.–Ukraine" is two words
_OUTSIDE = " \t\r\n\"'“”‘’«»„(),.;:•–—-/"


def _fragment(passage: Passage, focus: Hit, whole: Folded) -> str | None:
    """Return at most twelve words around a hit that stand in the text once, cut where a clause begins or ends.

    The words are those of the archived text, with its quotation marks and dashes. None where no run of words is unique.
    """
    original = whole.original[passage.start : passage.end]
    inside = folded(original)
    spans = [(match.start(), match.end()) for match in re.finditer(r"\S+", inside.text)]
    weak = words("weak")
    others = {
        (hit.start, hit.end) for hit in passage.hits if "issue" == hit.kind == focus.kind and hit.name != focus.name
    }
    wanted = {
        (hit.start, hit.end): 0.4 if hit.kind == "verb" else 1.0
        for hit in passage.hits
        if hit.kind not in ("party", "matter", "outlet") and (hit.start, hit.end) not in others
    }
    first_of = next(index for index, (_, end) in enumerate(spans) if end > focus.start)
    last_of = next(index for index, (_, end) in enumerate(spans) if end >= focus.end)
    opens = [_opens(inside.text, start) for start, _ in spans]
    closes = [_closes(inside.text, end) - 1.6 * (_word(inside.text, (start, end)) in weak) for start, end in spans]
    shortest = min(3, len(spans) - 1)
    runs: list[tuple[float, int, int]] = []
    for first in range(max(0, last_of - MAX_WORDS + 1), first_of + 1):
        for last in range(max(last_of, first + shortest), min(first + MAX_WORDS, len(spans))):
            start, end = spans[first][0], spans[last][1]
            covered = sum(weight for (a, b), weight in wanted.items() if start <= a and b <= end)
            covered -= sum(start <= a and b <= end for a, b in others)  # Each matter is to have words of its own.
            runs.append((covered + 0.9 * (opens[first] + closes[last]) - 0.04 * (last - first), first, last))
    for _worth, first, last in sorted(runs, key=lambda run: (-run[0], run[1], run[2])):
        a, b = inside.span(spans[first][0], spans[last][1])
        fragment = _trimmed(original[a:b], original)
        if not fragment or len(_COUNTED.findall(fragment)) > MAX_WORDS:
            continue
        if find(whole, fragment, near=False).result == "exact":
            return fragment
    return None


def _trimmed(fragment: str, sentence: str) -> str:
    """Return a fragment on one line, without marks at its ends; a quotation in it keeps its closing mark."""
    fragment = " ".join(fragment.split())
    bare = fragment.strip(_OUTSIDE)
    last = bare.rpartition(" ")[2]
    if "." in last and f"{bare}." in fragment:
        bare += "."  # An abbreviation keeps its full stop: U.S.
    for opening, closing in ('""', "“”", "«»", "()", "[]"):
        lonely = bare.count(opening) % 2 if opening == closing else bare.count(opening) > bare.count(closing)
        if lonely:
            bare += next((end for end in (closing, f".{closing}", f",{closing}") if f"{bare}{end}" in sentence), "")
    return bare


def _word(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : span[1]].casefold().strip(_OUTSIDE)


def _opens(text: str, start: int) -> bool:
    return start == 0 or text[start - 2 : start - 1] in ',;:-("' or text[start : start + 1] in '"('


def _closes(text: str, end: int) -> bool:
    return end >= len(text) or text[end - 1] in ',.;:!?")'


# ------------------------------------------------------------------------------------------------------ reasons

_CALLED: Mapping[str, str] = {
    "version": "version", "place": "version", "count": "number of points", "day": "day of", "issue": "issue",
    "value": "quantity", "speaker": "speaker",
}  # fmt: skip


def _why(plan: Plan, passage: Passage) -> str:
    """Return what a passage names, in one line: `version geneva-19; issues nato, territory`."""
    groups: dict[str, dict[str, None]] = {}
    for hit in passage.hits:
        if hit.kind in _CALLED:
            groups.setdefault(_CALLED[hit.kind], {})[hit.name] = None
    said = [f"{what} {', '.join(names)}" for what, names in groups.items()]
    if passage.carried:
        said.append(f"goes on about {', '.join(passage.carried)}")
    return "; ".join(said) or "words of negotiation"
