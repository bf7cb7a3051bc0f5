"""Small generated plans: a hidden history of a negotiation, of which the files show a part and reports tell, true or false.

What is drawn is plain data, as one would write it in the YAML of a plan folder; `plan_of` makes the plan of it. A world
is thrown by dice of its own: a library that varies what it drew before gives many that are nearly the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from hypothesis import strategies as st

from planstrack.model import Plan

Data = dict[str, Any]

QUANTITY = "size"
MATTERS = ("m", "m", "n")
SPEAKERS: Data = {
    "Ann": {"kind": "official", "party": "ua", "aliases": ["Anna"]},
    "Bob": {"kind": "official", "party": "ru"},
    "Institute": {"kind": "institution"},
    "Ukrainian officials": {"kind": "unnamed", "party": "ua"},
    "a second Ukrainian official": {"kind": "unnamed", "party": "ua"},
    "Russian officials": {"kind": "unnamed", "party": "ru"},
    "persons familiar": {"kind": "unnamed"},
    "a diplomat": {"kind": "unnamed"},
    "Gazette": {"kind": "outlet", "aliases": ["The Gazette"]},
    "State TV": {"kind": "state-outlet"},
}
UNNAMED = tuple(name for name, speaker in SPEAKERS.items() if speaker["kind"] == "unnamed")
OUTLETS: Data = {
    "Post": {},
    "Gazette": {"kind": "original"},
    "State TV": {},
    "Wire": {"kind": "agency"},
    "Mirror": {"kind": "mirror"},
    "Rewriter": {"kind": "rewrite"},
    "Relay": {"kind": "relay"},
}
FIRST = ("Ann", "Post", "Ukrainian officials", "Bob", "Anna", "persons familiar", "Gazette", "Mirror", "Institute",
         "Russian officials", "a second Ukrainian official", "State TV", "Wire", "Relay", "Rewriter", "a diplomat",
         "The Gazette")  # fmt: skip
OUTLET_NAMES = ("Post", "Gazette", "Wire", "Mirror", "State TV", "Relay", "Rewriter")
PASSING = (*OUTLET_NAMES, "The Gazette")
AMOUNTS: tuple[Any, ...] = (
    "600", "800", {"at-most": 800}, "none", {"at-most": 600}, {"about": 640}, {"between": [500, 700]}, "unstated",
    {"at-least": 600}, {"bound": "at-most", "value": 800, "condition": "in peacetime"}, {"about": 800},
    {"bound": "at-most", "value": 800, "condition": "in wartime"}, {"value": 600, "condition": "in peacetime"},
)  # fmt: skip
STATUSES = ("proposed", "agreed", "open", "bracketed", "parked", "dropped")
TALK = ("discussed", "sought", "denied")
CHANGES = ("removed", "added", "kept", "reworded", "moved", "joined", "split")
RELATIONS = ("answers", "replaces", "supplements", "repackages", "carries-out", "accompanies", "annex-of", "revises")
DAYS = tuple(f"2025-01-{day:02}" for day in range(1, 10))


def plan_of(data: Data) -> Plan:
    """Return the plan that a folder with this data would give."""
    return Plan.model_validate(data)


@dataclass(frozen=True)
class Hidden:
    """A point as it really stands in a version: which of its wordings, which amount and status, which parts in which wording."""

    words: int = 0
    amount: Any = None
    status: str | None = None
    options: tuple[Any, ...] = ()
    parts: tuple[tuple[str, int], ...] = ()
    origin: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Way:
    """What a world may hold; a test of one law narrows it."""

    versions: int = 5
    lineages: int = 3
    reports: int = 7
    chances: dict[str, int] = field(default_factory=dict)

    def without(self, *names: str) -> Way:
        """Return the same with some things never happening."""
        return replace(self, chances={**self.chances, **dict.fromkeys(names, 0)})

    def percent(self, name: str) -> int:
        return self.chances.get(name, CHANCES[name])


CHANCES = {
    "branch": 30, "two bases": 8, "off the main line": 30, "relation": 20, "reword": 25, "remove": 15, "new": 20,
    "rename": 6, "split": 6, "join": 6, "inferred": 10, "new is declared": 20, "parts": 25, "amount": 40, "status": 15,
    "options": 6, "undeclared": 6, "copied": 40, "signed": 5, "gone": 12, "reading": 20, "part reading": 10,
    "held in part": 12, "no issue": 15, "typographic": 15, "source": 60, "known": 60, "no day": 10, "total": 50,
    "draft": 6, "disputes": 15, "about a claim": 15, "matter": 12, "part": 15, "on the whole": 8, "count": 12,
    "revision": 10, "reported amounts": 40, "reported": 8, "language": 10, "part wording": 10, "base instead": 8,
    "talk": 15, "position": 5, "worded alike": 40, "rival": 20,
}  # fmt: skip
"""How often, in a hundred, a thing happens where it could."""


def text_of(lineage: str, words: int) -> str:
    """Return the words of a point: no word of it stands in another point, or in another wording of the same."""
    stem = lineage + ("bor", "cul", "dim", "fen")[words]
    return f"{stem}at {stem}em {stem}ik {stem}os."


class Maker:
    """Draws one world."""

    def __init__(self, dice: Random, way: Way) -> None:
        self.dice, self.way = dice, way
        self.fresh = iter("defghjkluvwxyz")
        self.plan: Data = {}
        self.wordings: dict[str, str] = {}

    def chance(self, name: str) -> bool:
        """Return whether it happens."""
        return self.dice.randrange(100) < self.way.percent(name)

    def one(self, *options: Any) -> Any:
        return self.dice.choice(options)

    def number(self, low: int, high: int) -> int:
        return self.dice.randint(low, high)

    # ------------------------------------------------------------------------------------------ the hidden history

    def world(self) -> Data:
        names = [f"v{index}" for index in range(1, min(self.one(2, 3, 4, 3, 4, 5), self.way.versions) + 1)]
        bases: dict[str, list[str]] = {}
        hidden: dict[str, dict[str, Hidden]] = {}
        for index, name in enumerate(names):
            if not index:
                bases[name], hidden[name] = [], self.first()
                continue
            base = self.one(*names[:index]) if self.chance("branch") else names[index - 1]
            bases[name] = [base]
            hidden[name] = self.next(hidden[base], base)
            if index > 1 and self.chance("two bases"):
                bases[name] += [other for other in [self.one(*names[:index])] if other != base]
        self.issues = {}
        for lineages in hidden.values():
            for lineage in lineages:
                if lineage not in self.issues:
                    self.issues[lineage] = [] if self.chance("no issue") else self.one(["i"], ["j"], ["i", "j"])
        self.names, self.bases, self.hidden, self.files = names, bases, hidden, {}
        self.plan = {
            "title": "A plan",
            "parties": {"ua": "Ukraine", "ru": "Russia"},
            "issues": {
                "i": {"title": "One issue", "matters": {"m": "One matter"}},
                "j": {"title": "Another issue", "matters": {"n": "Another matter"}},
            },
            "quantities": {QUANTITY: {"issue": "i", "unit": "men", "title": "Size"}},
            "speakers": self.speakers(),
            "outlets": OUTLETS,
            "language": "en",
            "main_line": [name for name in names if not self.chance("off the main line")],
            "versions": self.files,
            "articles": {},
        }
        for name in names:
            self.files[name] = self.version(name)
        self.reports()
        self.cite()
        return self.plan

    def speakers(self) -> Data:
        known = {name: dict(speaker) for name, speaker in SPEAKERS.items()}
        for name in UNNAMED:
            may_be = self.one(None, None, [], ["Ann"], ["Bob"], ["Anna", "Bob"])
            if may_be is not None:
                known[name]["may_be"] = may_be
        return known

    def first(self) -> dict[str, Hidden]:
        return {name: self.point() for name in "abc"[: self.number(1, self.way.lineages)]}

    def point(self, origin: tuple[str, ...] | None = None) -> Hidden:
        return Hidden(
            amount=self.one(*AMOUNTS) if self.chance("amount") else None,
            status=self.one(*STATUSES) if self.chance("status") else None,
            options=self.options(),
            parts=self.parts(),
            origin=origin,
        )

    def options(self) -> tuple[Any, ...]:
        return tuple(self.one(*AMOUNTS) for _ in range(2)) if self.chance("options") else ()

    def parts(self) -> tuple[tuple[str, int], ...]:
        return (("p", 0), ("q", 0))[: self.number(1, 2)] if self.chance("parts") else ()

    def next(self, before: dict[str, Hidden], base: str) -> dict[str, Hidden]:
        after: dict[str, Hidden] = {}
        names = list(before)
        while names:
            name = names.pop(0)
            point = replace(before[name], origin=None)
            if self.chance("remove"):
                continue
            if self.chance("rename"):
                after[next(self.fresh)] = replace(point, origin=(f"{base}#{name}",))
            elif self.chance("split"):
                kept = self.one(True, False)
                if kept:
                    after[name] = self.reworded(point)
                for _ in range(1 if kept else 2):
                    after[next(self.fresh)] = self.point((f"{base}#{name}",))
            elif names and self.chance("join"):
                other = names.pop(0)
                after[next(self.fresh)] = self.point((f"{base}#{name}", f"{base}#{other}"))
            else:
                after[name] = self.reworded(point) if self.chance("reword") else point
        if self.chance("new"):
            after[next(self.fresh)] = self.point(() if self.chance("new is declared") else None)
        return after

    def reworded(self, point: Hidden) -> Hidden:
        parts = tuple((name, words if self.one(True, False) else (words + 1) % 4) for name, words in point.parts)
        if parts and self.chance("remove"):
            parts = parts[1:]
        return replace(
            point,
            words=(point.words + 1) % 4 if parts == point.parts else point.words,
            amount=self.one(*AMOUNTS) if self.chance("amount") else point.amount,
            status=self.one(*STATUSES) if self.chance("status") else point.status,
            options=self.options(),
            parts=parts,
        )

    # ------------------------------------------------------------------------------------------------- the files

    def version(self, name: str) -> Data:
        held = self.one("all", "some", "all", "all", "none")
        wording = self.one("verbatim", "paraphrase", "translation")
        if self.bases[name] and self.chance("worded alike"):
            wording = self.wordings[self.bases[name][0]]
        self.wordings[name] = wording
        data: Data = {
            "id": name,
            "title": f"Version {name}",
            "based_on": self.bases[name],
            "points_held": held,
            "text": self.one("leaked", "unpublished", "published"),
        }
        earlier = self.names[: self.names.index(name)]
        if earlier and self.chance("relation"):
            data["relations"] = {self.one(*earlier): self.one(*RELATIONS)}
        if self.chance("language"):
            data["language"] = "uk"
        if wording == "translation":
            data["hand"] = self.one("our desk", "our desk", "our desk", "another desk", None)
        if self.chance("signed"):
            data["signed"] = {"by": ["ua"]}
        if self.chance("known"):
            data["known"] = self.one(*DAYS)
        points = []
        signed = "signed" in data
        for index, (lineage, point) in enumerate(self.hidden[name].items()):
            shown = held == "all" or (held == "some" and self.one(True, False))
            reported = self.chance("reported") or (not shown and self.chance("reported amounts"))
            if shown or reported:
                names = [item.get("id") for item in points]
                how = "reported" if reported else wording
                points.append(self.file_point(name, lineage, point, index, how, signed, names))
        if held == "all" and not any(point["wording"] != "reported" for point in points):
            data["points_held"] = "some"
        data["points"] = points
        if self.chance("total"):
            data["points_total"] = self.one(len(self.hidden[name]), 2, 3)
        gone = {}
        for base in self.bases[name]:
            for lineage in self.hidden[base]:
                if lineage not in self.hidden[name] and self.chance("gone"):
                    gone[f"{base}#{lineage}"] = "struck"
        if gone:
            data["gone"] = gone
        return data

    def file_point(
        self, name: str, lineage: str, point: Hidden, index: int, wording: str, signed: bool, shown: list[Any]
    ) -> Data:
        data: Data = {"id": lineage, "number": str(index + 1), "wording": wording, "issues": self.issues[lineage]}
        if point.origin is not None:
            standing = [entry for entry in point.origin if self.stands(entry) and self.alone(entry, name, shown)]
            if standing or not point.origin:
                data["from"] = [
                    {"point": entry, "basis": "inferred"} if self.chance("inferred") else entry for entry in standing
                ]
        if wording == "reported":
            if point.amount is not None and self.chance("reported amounts"):
                data["quantities"] = {QUANTITY: point.amount}
            if point.status and self.chance("reported amounts"):
                data["status"] = point.status
            return data
        if point.status and not signed:
            data["status"] = point.status
        dropped = data.get("status") == "dropped"
        if point.parts and not dropped:
            data["parts"] = [self.file_part(lineage, part, words) for part, words in point.parts]
            if self.chance("held in part"):
                data["parts"] = data["parts"][:1]
        data["text"] = self.printed(text_of(lineage, point.words))
        if self.chance("held in part"):
            data["parts_held"] = "some"
        elif wording == "paraphrase":
            data["parts_held"] = self.one("all", None)
        if point.amount is not None and not dropped and self.one(True, True, False):
            data["quantities"] = {QUANTITY: point.amount}
        if self.chance("position"):
            data["positions"] = {"ua": self.one("proposes", "rejects")}
        if point.options and not dropped:
            data["options"] = [
                {"by": party, "text": "Ours.", "quantities": {QUANTITY: amount}}
                for party, amount in zip(("ua", "ru"), point.options, strict=True)
            ]
        if name != self.names[0] and not dropped:
            if self.chance("reading"):
                data["readings"] = [self.reading(name, lineage)]
            if data.get("parts") and self.chance("part reading"):
                data["parts"][0]["readings"] = [{**self.reading(name, lineage), "says": self.one("reworded", "kept")}]
        if self.chance("undeclared"):
            data.pop("id")
            data.pop("from", None)
            for name_of_what in ("readings", "parts"):
                data.pop(name_of_what, None)
            if not self.chance("copied"):
                data["text"] = text_of(lineage + name, point.words)
        return data

    def stands(self, reference: str) -> bool:
        """Return whether a point of an earlier version is in its file, under its id."""
        version, lineage = reference.split("#")
        return any(point.get("id") == lineage for point in self.files[version]["points"])

    def alone(self, reference: str, name: str, shown: list[Any]) -> bool:
        """Return whether what a point comes from is not kept beside it, unless its file shows that it is."""
        lineage = reference.split("#")[1]
        return lineage in shown or lineage not in self.hidden[name]

    def printed(self, text: str) -> str:
        """Return the words, at times as another typesetter would set them."""
        return (
            f"\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}"
            if self.chance("typographic")
            else f'"{text}"'
        )

    def file_part(self, lineage: str, part: str, words: int) -> Data:
        data: Data = {"id": f"{lineage}{part}", "label": part, "text": self.printed(text_of(lineage + part, words))}
        if self.chance("part wording"):
            data["wording"] = self.one("paraphrase", "verbatim")
        return data

    def reading(self, name: str, lineage: str) -> Data:
        data = {"since": self.one(*reversed(self.names[: self.names.index(name)])), "gist": "what the analyst found"}
        if self.chance("matter"):
            says = self.one("reworded", "removed", "added", "kept")
            return {**data, "says": says, "matter": self.matter(lineage)}
        return {**data, "says": self.one("kept", "reworded", "added")}

    def matter(self, lineage: str) -> str:
        return f"{self.one(*MATTERS)}-{lineage}"

    # ------------------------------------------------------------------------------------------------ the reports

    def reports(self) -> None:
        """Add the articles, each with its claims, true or false."""
        articles = self.plan["articles"]
        for index in range(self.number(0, self.way.reports)):
            name = f"n{index}"
            article: Data = {"id": name, "outlet": self.one(*OUTLET_NAMES), "claims": []}
            if not self.chance("no day"):
                article["published"] = self.one(*DAYS)
            articles[name] = article
            for _ in range(self.number(1, 2)):
                claim = self.claim(article["outlet"])
                article["claims"].append({"id": f"c{len(article['claims'])}", **claim})
            if self.chance("revision"):
                kept = [claim for claim in article["claims"] if self.one(True, False)]
                articles[f"{name}r"] = {**article, "id": f"{name}r", "revises": name, "claims": kept}
                if self.one(True, False):
                    articles[f"{name}r"]["revised"] = self.one(*DAYS)

    def claims_on_file(self) -> list[tuple[str, Data]]:
        return [
            (f"{article['id']}#{claim['id']}", claim)
            for article in self.plan["articles"].values()
            for claim in article["claims"]
        ]

    def claim(self, outlet: str) -> Data:
        claim: Data = {"said_by": self.said_by(outlet)}
        if self.chance("draft"):
            claim["draft"] = True
        answered = [key for key, other in self.claims_on_file() if other["says"] not in ("confirmed", "denied", "corrected")
                    and other.get("stance") is None]  # fmt: skip
        if answered and self.chance("about a claim"):
            says = self.one("confirmed", "confirmed", "denied", "corrected")
            return {**claim, "says": says, "about": {"claim": self.one(*answered)}}
        rivals = [other for _, other in self.claims_on_file() if other["says"] in ("value", *TALK, *STATUSES)
                  and "points" in other["about"]]  # fmt: skip
        if rivals and self.chance("rival"):
            return {**claim, **self.rival(self.one(*rivals))}
        version = self.names[-1] if self.one(True, False) else self.one(*reversed(self.names))
        about: Data = {"version": version}
        if self.chance("count"):
            claim |= {"says": "count", "about": about, "value": self.one(2, 3, [2, 3], [3, 5], {"about": 20}, 20, 1)}
            return self.stance(claim)
        others = [other for other in self.names if other != version]
        if self.one(True, True, True, False):
            about["since"] = self.one(*self.bases[version], *others)
        if self.chance("on the whole"):
            says = self.one("kept", "reworded", "agreed", "open", "proposed")
            claim |= {"says": says, "about": about, "scope": self.one("all", "most", "some", "few", None)}
            return claim
        lineage = self.lineage(version, about.get("since"))
        about["points"] = [lineage]
        talk = self.chance("talk")
        if self.one(True, True, False) if talk else self.chance("matter"):
            about["matter"] = self.matter(lineage)
        claim["about"] = about
        if talk:
            about.pop("since", None)
            claim["says"] = self.one(*TALK)
            return claim
        claim |= self.saying(version, about.get("since"), lineage)
        says = claim["says"]
        if says not in CHANGES:
            about.pop("since", None)
        about["points"] = [self.name_of(lineage, version, about.get("since"), says)]
        part = self.chance("part") and next((part for part in self.parts_of(lineage)), None)
        if part and "/" not in about["points"][0]:
            about["points"] = [f"{lineage}/{part}"]
        return self.stance(claim)

    def rival(self, other: Data) -> Data:
        """Return what another speaker says of the very same question."""
        about = dict(other["about"])
        if other["says"] == "value":
            return self.stance({"about": about, "says": "value", "value": {QUANTITY: self.one(*AMOUNTS)}})
        if other["says"] in TALK:
            return {"about": about, "says": self.one(*TALK)}
        return self.stance({"about": about, "says": self.one(*STATUSES)})

    def stance(self, claim: Data) -> Data:
        if claim["says"] not in ("joined", "split", "moved", "dropped") and self.chance("disputes"):
            claim["stance"] = "disputes"
        return claim

    def said_by(self, outlet: str) -> list[str]:
        first = self.one(*FIRST)
        chain = [first]
        if self.one(True, False):
            chain.append(self.one(*PASSING))
        if self.one(True, False):
            chain.append(outlet)
        return list(dict.fromkeys(chain))

    def lineage(self, version: str, since: str | None) -> str:
        """Return what a claim is about: more often than not the matter that the others are about too."""
        likely = [*self.hidden[version], *(self.hidden[since] if since else ())]
        return "a" if self.one(True, True, False) else self.one(*dict.fromkeys([*likely, *"ab"]))

    def parts_of(self, lineage: str) -> list[str]:
        found = (lineages[lineage].parts for lineages in self.hidden.values() if lineage in lineages)
        return list(dict.fromkeys(f"{lineage}{part}" for parts in found for part, _ in parts))

    def name_of(self, lineage: str, version: str, since: str | None, says: str) -> str:
        """Return an id, a number or `version#id` under which the lineage is found where a claim of this kind looks."""
        first = since if since and says in ("removed", "moved", "joined", "split") else version
        point = next((item for item in self.files[first]["points"] if item.get("id") == lineage), None)
        if point is None:
            return lineage
        return self.one(lineage, point["number"], f"{first}#{lineage}")

    def saying(self, version: str, since: str | None, lineage: str) -> Data:
        """Return what is said: more often than not what is so."""
        here = self.hidden[version].get(lineage)
        before = self.hidden[since].get(lineage) if since else None
        if self.one(True, False):
            if since and (here or before):
                if here and before:
                    return {"says": "kept" if here == before else "reworded"}
                return {"says": "added" if here else "removed"}
            if here and here.amount is not None and self.one(True, False):
                return {"says": "value", "value": {QUANTITY: here.amount}}
            if here and here.status:
                return {"says": here.status}
        says = self.one("removed", "kept", "value", "reworded", "value", "added", "agreed", "open", "agreed", "open",
                        "proposed", "moved", "bracketed", "parked", "dropped", "joined", "split", "value")  # fmt: skip
        if says == "value":
            return {"says": says, "value": {QUANTITY: self.one(*AMOUNTS)}}
        if says == "moved":
            places = [f"#{point['number']}" for point in self.files[version]["points"]]
            to = self.one(None, "another paper", *places)
            return {"says": says, "to": to} if to else {"says": says}
        return {"says": says}

    # ------------------------------------------------------------------------------------------------ the sources

    def cite(self) -> None:
        """Name, at points and versions, the articles and claims that they were taken from."""
        claims = [key for key, claim in self.claims_on_file() if not claim.get("draft")]
        articles = list(self.plan["articles"])
        for version in self.files.values():
            if articles and self.chance("source"):
                version["sources"] = [self.one(*articles)]
            for point in version["points"]:
                if point["wording"] == "reported":
                    if claims:
                        point["sources"] = list(dict.fromkeys(self.one(*claims) for _ in range(self.number(1, 2))))
                elif articles and self.chance("source"):
                    point["sources"] = [self.one(*articles)]


def world(seed: int, way: Way | None = None) -> Data:
    """Return the data of the plan that a seed gives."""
    return Maker(Random(seed), way or Way()).world()


def worlds(way: Way | None = None) -> st.SearchStrategy[Data]:
    """Return plans as data, each as likely as any other."""
    # Not `integers`: these are mixed with numbers that stand in the modules loaded so far, other ones in each run.
    return st.sampled_from(range(1_000_000)).map(lambda seed: world(seed, way))


def pairs(data: Data) -> list[tuple[str, str]]:
    """Return every two versions of a plan, in either direction."""
    names = list(data["versions"])
    return [(old, new) for old in names for new in names if old != new]
