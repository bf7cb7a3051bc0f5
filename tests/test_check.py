"""The rules between files: what each one finds, and what it lets pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from sound_plan import ART, V1, V2, changed, found_in

NOTHING: list[tuple[str, str]] = []

CASES = [
    pytest.param((), NOTHING, id="a sound plan has no problems"),
    # names
    pytest.param(
        ((ART, "since: draft-1, points", "since: draft-l, points"),),
        [("unknown-version", "draft-l")],
        id="a version that a claim compares with must be there",
    ),
    pytest.param(((ART, 'points: ["1"]', "points: [reserve]"),), NOTHING, id="a claim may name a part by its id"),
    pytest.param(((ART, 'points: ["1"]', "points: [2b]"),), NOTHING, id="a claim may name a part by number and label"),
    pytest.param(
        ((ART, 'points: ["1"]', "points: [draft-1#1]"),), NOTHING, id="a claim may say of which version a point is"
    ),
    pytest.param(
        ((ART, 'points: ["1"]', "points: [draft-1#7]"),),
        [("unknown-point", "draft-1#7")],
        id="a point of a version must be its own",
    ),
    pytest.param(
        ((ART, 'points: ["1"]', 'points: ["18"]'),),
        NOTHING,
        id="a number within the total of a partly held version is taken on trust",
    ),
    pytest.param(
        ((ART, 'points: ["1"]', 'points: ["20"]'),), [("unknown-point", '"20"')], id="a number beyond the total is not"
    ),
    pytest.param(
        ((V2, "    wording", "    from: [draft-1#army-cap, draft-1#9]\n    wording"),),
        [("unknown-point", "draft-1#9")],
        id="lineage names a point that is there",
    ),
    pytest.param(
        ((V2, "text: unpub", "sources: [daily-1, daily-1#cap, daily-1#cup]\ntext: unpub"),),
        [("unknown-claim", "daily-1#cup")],
        id="a source is an article or a claim of it",
    ),
    pytest.param(
        ((V1, "    text: NATO", "    options: [{by: us, text: Yes.}, {by: uk, text: No.}]\n    text: NATO"),),
        [("unknown-party", "uk")],
        id="an option is proposed by a party of the plan",
    ),
    pytest.param(
        (("plan.yaml", "issue: army-cap", "issue: army"),),
        [("unknown-issue", "army")],
        id="a quantity belongs to an issue",
    ),
    pytest.param(
        (("plan.yaml", "main", "headlines: [nato, nota]\nmain"),),
        [("unknown-issue", "nota")],
        id="a headline is an issue",
    ),
    pytest.param(
        (("plan.yaml", "us: United States", "us: {name: United States, aliases: [ukraine]}"),),
        [("shared-name", "ua")],
        id="two parties do not share a name",
    ),
    # points
    pytest.param(
        ((V1, 'number: "2"', 'number: "1."'),),
        [("number-used-twice", '"1."'), ("ambiguous-reference", '"1"')],
        id="1 and 1. are one number, and who names it names two points",
    ),
    pytest.param(
        ((V1, "id: reserve", "id: NATO"),), [("id-used-twice", "NATO")], id="parts share the ids of their version"
    ),
    pytest.param(((V1, "label: b", "label: a"),), [("label-used-twice", "a")], id="two parts have two labels"),
    pytest.param(
        ((V1, "label: b, ", 'label: b, number: "2", '),),
        NOTHING,
        id="the number of a part may be that of a point of the version",
    ),
    pytest.param(
        ((V1, "{at-most: 600000}", "{bound: between, value: 6, upper: 5}"),),
        [("bad-amount", "{bound: between, value: 6, upper: 5}")],
        id="an upper value is not below the lower one",
    ),
    pytest.param(
        ((V1, "{at-most: 600000}", "{bound: none, value: 6}"),),
        [("bad-amount", "{bound: none, value: 6}")],
        id="no limit has no value",
    ),
    pytest.param(
        ((V1, "issues: [army-cap]\n    quantities", "issues: [nato]\n    quantities"),),
        [("quantity-apart", "army-size")],
        id="an amount stands under its issue",
    ),
    pytest.param(
        ((V2, "wording: reported", "wording: paraphrase\n    text: The cap is raised."),),
        [("text-of-unpublished", "paraphrase")],
        id="words of an unpublished text are marked as reported",
    ),
    # counts
    pytest.param(
        ((V1, "total: 2", "total: 3"),), [("count-mismatch", "3")], id="a total agrees with points that are all held"
    ),
    pytest.param(
        ((V1, 'number: "1"', 'number: "1"\n    status: dropped'), (V1, "total: 2", "total: 1")),
        [("unsupported-status", "dropped"), ("report-against-text", "removed")],
        id="a dropped point is not counted, but somebody must have said so, and it can be removed no more",
    ),
    pytest.param(
        ((V2, "total: 19", "total: 0"),),
        [("bad-count", "0"), ("unsupported-count", "0")],
        id="zero is no number of points",
    ),
    pytest.param(
        ((V1, "text: NATO does not enlarge.", "title: NATO"),),
        [("point-not-held", "nato")],
        id="a held point has words",
    ),
    pytest.param(
        ((V1, "held: all", "held: none"),),
        [("held-contradicted", "none")],
        id="where nothing is held there are no words",
    ),
    # lineage
    pytest.param(((V1, "2025-11-20", "2025-11-24"),), NOTHING, id="two versions of one day may follow each other"),
    pytest.param(
        ((V2, "2025-11-24", "2025-11-19"),),
        [
            ("lineage-forward", "draft-1"),
            ("lineage-forward", "draft-1"),
            ("lineage-forward", "draft-1"),
            ("main-line-order", "draft-2"),
        ],
        id="an earlier version does not come from a later one",
    ),
    pytest.param(
        ((ART, "since: draft-1}", "since: draft-2}"),),
        [("lineage-forward", "draft-2")],
        id="nothing is compared with itself",
    ),
    pytest.param(
        (
            (V1, "    text: NATO", "    from: [draft-2#army-cap]\n    text: NATO"),
            (V1, "date: 2025-11-20\n", ""),
        ),
        [("lineage-circle", "draft-2#army-cap")],
        id="a circle is found through based_on and from together, dates or not",
    ),
    pytest.param(
        (("plan.yaml", "[draft-1, draft-2]", "[draft-1]"),), NOTHING, id="a side branch is tied by what it is based on"
    ),
    pytest.param(
        (("plan.yaml", "[draft-1, draft-2]", "[draft-1]"), (V2, "based_on: [draft-1]\n", "")),
        [("version-apart", "title: Text after the talks")],
        id="a version that nothing ties to the main line is named",
    ),
    # support
    pytest.param(
        ((ART, "value: 19", "value: 20"),),
        [("unsupported-count", "19")],
        id="a reported total is one that a claim gives",
    ),
    pytest.param(
        ((V2, "at-most: 800000", "exactly: 800000"),),
        [("unsupported-quantity", "army-size")],
        id="a reported amount has the bound that the claim gives",
    ),
    pytest.param(
        ((ART, "says: agreed", "says: agreed\n    stance: disputes"),),
        [("unsupported-status", "agreed")],
        id="a claim that disputes a status does not back it",
    ),
    pytest.param(
        ((ART, "says: agreed", "says: agreed\n    draft: true"),),
        [("draft-claim", "true"), ("unsupported-status", "agreed")],
        id="a draft backs nothing",
    ),
    pytest.param(
        ((V2, "points:\n", "points:\n  - {id: zaporizhzhia, wording: reported, status: open}\n"),),
        [("unsupported-point", "zaporizhzhia")],
        id="a reported point that no claim reports is one problem, not three",
    ),
    pytest.param(
        ((V2, "points:\n", "points:\n  - {id: plant, wording: reported, sources: [daily-1#count]}\n"),),
        NOTHING,
        id="a point may rest on a claim about its version that it cites",
    ),
    pytest.param(
        (
            (V2, "points:\n", "points:\n  - {id: bases, issues: [nato], wording: reported}\n"),
            (ART, 'points: ["1"]', "issues: [nato]"),
        ),
        NOTHING,
        id="a claim about an issue backs the points of the issue",
    ),
    pytest.param(
        ((V1, 'number: "1"', 'number: "1"\n    status: proposed'),),
        NOTHING,
        id="a text one can read proposes by itself",
    ),
    pytest.param(
        (
            (V1, 'number: "1"', 'number: "1"\n    status: bracketed'),
            (V1, "NATO does not enlarge.", "'[NATO does not enlarge.]'"),
        ),
        NOTHING,
        id="brackets in a text show that it is bracketed",
    ),
    pytest.param(
        ((V1, 'number: "1"', 'number: "1"\n    status: bracketed'),),
        [("unsupported-status", "bracketed")],
        id="without brackets in the text a claim must say so",
    ),
    # claims
    pytest.param(
        ((ART, "value: 19", "value: {army-size: 19}"),),
        [("claim-value", "{army-size: 19}"), ("unsupported-count", "19")],
        id="a count has a number of points",
    ),
    pytest.param(
        ((ART, "[officials, The Daily]", "[The  Daily, the daily]"),),
        [("speaker-circle", "the daily")],
        id="speakers differ by more than spaces and case",
    ),
    pytest.param(
        (("plan.yaml", "main", "speakers:\n  officials: {kind: unnamed, aliases: [The Daily]}\nmain"),),
        [("speaker-circle", "The Daily")],
        id="an alias is the same speaker",
    ),
    pytest.param(
        (("plan.yaml", "main", "speakers:\n  officials: {kind: unnamed}\nmain"),),
        NOTHING,
        id="an outlet of the plan needs no entry among the speakers",
    ),
    pytest.param(
        (("plan.yaml", "main", "speakers:\n  oficials: {kind: unnamed}\nmain"),),
        [("unlisted-speaker", "officials")],
        id="a first speaker that is not listed is noted once",
    ),
    # disputes
    pytest.param(
        ((ART, "says: agreed", "says: open"), (V2, "    status: agreed\n", "")),
        NOTHING,
        id="open and a cap that is named do not exclude each other",
    ),
    pytest.param(
        (
            (
                ART,
                "about: {version: draft-2, since: draft-1}\n    says: count",
                "about: {version: draft-1}\n    says: count",
            ),
            (V2, "points_total: 19\n", ""),
        ),
        [("disputed-count", "2")],
        id="a report counts other points than the text has that is held in full",
    ),
    # dates
    pytest.param(
        ((V1, "\ndate: 2025-11-20", "\ndate: 1825-11-20"),),
        [("unlikely-date", "1825-11-20")],
        id="a date is of our time",
    ),
    pytest.param(
        ((V1, "known: 2025-11-20", "known: 2025-11-19"),),
        [("known-before-date", "2025-11-19")],
        id="a version is not known before the day it is made",
    ),
    pytest.param(
        ((V2, "known: 2025-11-24", "known: 2025-11-26"),),
        [("claim-before-version", "draft-2")] * 4,
        id="a claim from before the version was known is named",
    ),
    # quotes
    pytest.param(
        ((ART, "a 19-point text", "one two three four five six seven eight nine ten eleven 12"),),
        NOTHING,
        id="twelve words may be quoted",
    ),
    pytest.param(
        (
            (
                ART,
                "quote: a 19-point text",
                "quote: text\n    suffix: one two three four five six seven eight nine ten eleven twelve 13",
            ),
        ),
        [("long-quote", "one two three four five six seven eight nine ten eleven twelve 13")],
        id="the words after a quote are held to the same length",
    ),
    pytest.param(
        ((ART, "a 19-point text", "a\u200b 19-point text"),),
        [("hidden-in-text", "a\u200b 19-point text")],
        id="a zero-width space is hidden",
    ),
    pytest.param(
        ((ART, "a 19-point text", "план із 19\u00a0пунктів, הצעה\u200f, 👩\u200d🚀 می\u200cخواهم"),),
        NOTHING,
        id="no-break spaces, right-to-left marks, joined emoji and Persian are honest",
    ),
    pytest.param(
        ((ART, "said_by: [officials", "said_by: [offi\u0441ials"),),
        [("mixed-script-in-text", "offi\u0441ials")],
        id="a Cyrillic letter in a Latin word is named",
    ),
    # articles
    pytest.param(
        ((ART, "https://example.org/news/1", "ftp://example.org/"),),
        [("bad-url", "ftp://example.org/")],
        id="an address is http or https",
    ),
    pytest.param(
        ((ART, "https://example.org/news/1", "https://example.org@evil.example/"),),
        [("bad-url", "https://example.org@evil.example/")],
        id="an address names no user",
    ),
    pytest.param(
        ((ART, "https://example.org/news/1", "https://приклад.укр/новини?а=1&б=2#в"),),
        NOTHING,
        id="an address may be Cyrillic",
    ),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_a_change_of_a_sound_plan_gives(
    edits: tuple[tuple[str, str, str], ...], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    found = found_in(tmp_path, changed(*edits))
    assert sorted((problem.code, problem.place.text) for problem in found) == sorted(expected)
