"""HTML pages: what they say, how they mark it without colour, and that no text from data is ever anything but text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from datetime import date
from functools import cache
from typing import Any

import lxml.html
import pytest
from webplans import HONEST, SHIPPED, compared, hostile_plan, version

from planstrack import api
from planstrack.briefing.article_page import article_page
from planstrack.briefing.brief_page import brief_page
from planstrack.briefing.diff_page import diff_page
from planstrack.briefing.evidence_page import evidence_page
from planstrack.briefing.hindsight_page import hindsight_page
from planstrack.briefing.issue_page import issue_page, issues_page
from planstrack.briefing.knowledge_page import knowledge_page
from planstrack.briefing.log_page import log_page
from planstrack.briefing.pictures import flow
from planstrack.briefing.table import table_page
from planstrack.briefing.version_page import version_page
from planstrack.compare.changes import compare
from planstrack.compare.facts import Facts
from planstrack.compare.records import Comparison
from planstrack.model import Plan
from planstrack.render import html
from planstrack.render.html.environment import environment, island
from planstrack.render.web import anchor, legal, web_address

OWN = {"html", "head", "meta", "title", "style", "body", "a", "div", "header", "nav", "ul", "ol", "li", "form", "label",
       "input", "button", "main", "p", "h1", "h2", "h3", "h4", "span", "strong", "em", "bdi", "time", "details", "summary",
       "section", "article", "fieldset", "legend", "output", "dl", "dt", "dd", "ins", "del", "q", "code", "br", "footer",
       "script", "figure", "figcaption", "svg", "desc", "path", "rect", "circle", "text", "tspan", "table", "thead",
       "tbody", "tr", "th", "td", "noscript", "pre"}  # fmt: skip


def pages(plan: Plan) -> dict[str, str]:
    """Return every kind of page of a plan."""
    facts = Facts(plan)

    @cache
    def compare_(old: str, new: str) -> Comparison:
        return compare(facts, old, new)

    issue = next(iter(plan.issues))
    names = list(plan.main_line)
    days = date(2025, 11, 1), date(2025, 12, 1)
    made = {
        "diff": html.diff(diff_page(compare_(*names[:2]), plan, explain=True)),
        "brief": html.brief(brief_page(facts, compare_)),
        "issue": html.issue(issue_page(issue, facts, compare_)),
        "army": html.issue(issue_page("army-cap", facts, compare_)),
        "issues": html.issues(issues_page(facts)),
        "table": html.table(table_page(names, facts, compare_)),
        "log": html.log(log_page(facts)),
        "knowledge": html.knowledge(knowledge_page(facts)),
        "evidence": html.evidence(evidence_page([compare_(*names[:2])], plan)),
        "hindsight": html.hindsight(hindsight_page(compare_(names[0], names[0]), compare_(*names[:2]), *days, plan)),
    }
    for name in plan.versions:
        made[f"version {name}"] = html.version(version_page(plan.versions[name], facts))
    for name in list(plan.articles)[:20]:
        made[f"article {name}"] = html.article(article_page(plan.articles[name], facts))
    return made


@pytest.fixture(scope="module")
def hostile() -> dict[str, str]:
    return pages(hostile_plan())


@pytest.fixture(scope="module")
def shipped() -> dict[str, str]:
    return pages(api.load(SHIPPED).plan)


def tree(page: str) -> Any:
    return lxml.html.document_fromstring(page)


def test_no_text_from_data_becomes_markup(hostile: dict[str, str]) -> None:
    for name, page in hostile.items():
        found = Counter(node.tag for node in tree(page).iter() if isinstance(node.tag, str))
        assert set(found) <= OWN, name
        assert "<img" not in page, name
        assert found["script"] == page.count("<script>") == 1, name
        assert found["style"] == 1, name
        assert "<!--" not in page.replace("&lt;!--", ""), name


def test_no_attribute_listens_or_styles(hostile: dict[str, str]) -> None:
    for name, page in hostile.items():
        names = {key for node in tree(page).iter() if isinstance(node.tag, str) for key in node.attrib}
        assert not {key for key in names if key.startswith("on") or key == "style" or key == "srcdoc"}, name


def test_links_lead_into_the_page_or_to_the_web(hostile: dict[str, str], shipped: dict[str, str]) -> None:
    for name, page in {**hostile, **shipped}.items():
        for node in tree(page).iter("a"):
            address = node.get("href", "")
            assert address.startswith(("#", "http://", "https://")), (name, address)
        assert not re.search(r"""(?:href|src|action)=["']?\s*javascript""", page, re.IGNORECASE), name


def test_nothing_is_loaded_from_elsewhere(shipped: dict[str, str]) -> None:
    for page in shipped.values():
        assert not list(tree(page).iter("link", "img", "iframe", "object", "embed", "base", "video", "audio"))
        assert not re.search(r"@import|url\(", page)


def test_the_policy_allows_what_stands_in_the_page_by_its_hash_and_nothing_else(shipped: dict[str, str]) -> None:
    for page in shipped.values():
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
        assert policy
        rules = policy[1].replace("&#39;", "'")
        assert rules.startswith("default-src 'none'; ")
        assert "base-uri 'none'" in rules
        assert "unsafe" not in rules
        for tag in ("style", "script"):
            for text in re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL):
                assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in rules


def test_no_control_or_lone_surrogate_reaches_a_page(hostile: dict[str, str]) -> None:
    for page in hostile.values():
        page.encode()
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]", page)


def test_text_that_turns_the_direction_is_isolated(hostile: dict[str, str]) -> None:
    """A direction mark may stand where an element of its own begins and ends with the text, or in an attribute."""
    for name, page in hostile.items():
        for node in tree(page).iter():
            for text, owner in ((node.text, node), (node.tail, node.getparent())):
                if text and "\u202e" in text and owner is not None:
                    lonely = (
                        owner.tag in ("bdi", "title", "desc", "text", "tspan", "ins", "del")
                        or owner.get("dir") == "auto"
                    )
                    assert lonely, (name, owner.tag, text)


@pytest.mark.parametrize("text", HONEST)
def test_honest_text_stands_as_it_was_written(text: str) -> None:
    old = version("old", [{"id": "a", "title": text, "text": f"Was: {text}"}])
    new = version("new", [{"id": "a", "title": text, "text": f"Is: {text}"}])
    page = tree(html.diff(diff_page(compared(old, new))))
    assert text in page.text_content()


def redline_of(page: str, change: str) -> Any:
    return tree(page).get_element_by_id(anchor(change)).find(".//p[@class='words']")


def test_the_redline_gives_both_texts_back_and_says_each_edit_in_words() -> None:
    old = version("old", [{"id": "a", "text": "The army is limited to 600,000 people in Ukraine."}], date="2025-11-20")
    new = version("new", [{"id": "a", "text": "The army stays at 800,000 people in Ukraine."}], date="2025-11-23")
    comparison = compared(old, new)
    words = redline_of(html.diff(diff_page(comparison)), comparison.changes[0].id)
    said = [node.text_content() for node in words.iter("bdi")]
    assert {text.strip() for text in said} == {"[deleted:]", "[inserted:]"}
    for node in list(words.iter("bdi")):
        node.drop_tree()
    assert {node.get("datetime") for node in words.iter("ins", "del")} == {"2025-11-23"}
    assert {node.get("cite") for node in words.iter("ins", "del")} == {"#change-a"}
    both = {
        side: "".join(
            (words.text or "")
            if node is words
            else (node.text_content() if node.tag == keeps else "") + (node.tail or "")
            for node in [words, *words.iter("ins", "del")]
        )
        for side, keeps in (("old", "del"), ("new", "ins"))
    }
    assert both["old"] == old.points[0].full_text
    assert both["new"] == new.points[0].full_text


def test_ins_and_del_are_told_apart_by_sign_word_and_line_as_well_as_colour() -> None:
    page = html.diff(diff_page(compared(version("a", []), version("b", []))))
    for rule in (
        'ins::before { content: "+"',
        'del::before { content: "−"',
        "line-through",
        "text-decoration: underline",
    ):
        assert rule in page


def test_an_edit_cites_where_the_new_text_was_printed() -> None:
    def side(text: str) -> dict[str, Any]:
        points = [{"id": "cap", "text": text, "wording": "verbatim"}]
        return {"title": text, "points_held": "all", "text": "leaked", "points": points, "sources": ["paper"]}

    plan = Plan.model_validate({
        "title": "Plan", "main_line": ["old", "new"],
        "versions": {name: {"id": name, **side(text)} for name, text in (("old", "At most 6."), ("new", "At most 8."))},
        "articles": {"paper": {"id": "paper", "outlet": "Paper", "url": "https://paper.example/1"}},
    })  # fmt: skip
    made = tree(html.diff(diff_page(compared(plan.versions["old"], plan.versions["new"], plan), plan)))
    assert {node.get("cite") for node in made.iter("ins", "del")} == {"https://paper.example/1"}


def test_summaries_stand_side_by_side_as_ours_without_an_edit() -> None:
    points = [{"id": "cap", "text": text, "wording": "paraphrase"} for text in ("The cap is low.", "The cap is high.")]
    old, new = (version(name, [point]) for name, point in zip(("old", "new"), points, strict=True))
    page = tree(html.diff(diff_page(compared(old, new))))
    assert not page.xpath("//ins|//del")
    words = {node.text_content(): node.get("class") for node in page.xpath("//p[contains(@class, 'words')]")}
    assert words == {"The cap is low.": "words rep", "The cap is high.": "words rep"}
    assert page.text_content().count("our summary") == 2


def test_a_hostile_address_is_cited_by_no_edit(hostile: dict[str, str]) -> None:
    for page in hostile.values():
        for node in tree(page).iter("ins", "del"):
            assert node.get("cite").startswith(("#", "https://", "http://"))


def test_unknown_reported_and_disputed_are_words_on_the_page(shipped: dict[str, str]) -> None:
    page = tree(shipped["diff"])
    unknown = page.xpath("//*[@data-verdict='unknown']")
    assert unknown
    assert not [node for node in page.xpath("//*[@data-verdict='unknown']") if node.xpath(".//ins|.//del")]
    assert "only reported" in page.text_content()
    disputed = page.xpath("//article[contains(@data-basis, 'disputed')]")
    assert disputed
    for node in disputed:
        assert len(node.xpath(".//ul[@class='positions']/li")) >= 2, "every side of a dispute stands in its place"


def test_what_is_only_reported_is_not_set_as_the_documents_words() -> None:
    old = version("old", [{"id": "a", "text": "The cap is 600,000."}])
    reported = {"id": "a", "text": "Officials say the cap rose.", "wording": "reported"}
    page = tree(html.diff(diff_page(compared(old, version("new", [reported, {**reported, "id": "b"}])))))
    words = {node.text_content(): node.get("class") for node in page.xpath("//p[contains(@class, 'words')]")}
    assert words["The cap is 600,000."] == "words"
    assert words["Officials say the cap rose."] == "words rep"
    assert not page.xpath("//ins")
    assert "as reported" in page.text_content()


def test_every_change_of_a_comparison_has_one_address(shipped: dict[str, str]) -> None:
    folder = api.load(SHIPPED)
    comparison = folder.compare(folder.plan.main_line[0], folder.plan.main_line[1])
    names = [node.get("id") for node in tree(shipped["diff"]).xpath("//*[@id]")]
    assert len(names) == len(set(names))
    assert {anchor(change.id) for change in comparison.changes} <= set(names)


def test_the_sum_stands_on_the_page(shipped: dict[str, str]) -> None:
    folder = api.load(SHIPPED)
    note = folder.compare(folder.plan.main_line[0], folder.plan.main_line[1]).accounting.note
    assert note in tree(shipped["diff"]).text_content()


def test_a_table_has_a_heading_for_each_row_and_column_and_names_its_holes(shipped: dict[str, str]) -> None:
    page = tree(shipped["table"])
    line = api.load(SHIPPED).plan.main_line
    assert len(page.xpath("//thead/tr/th[@scope='col']")) == len(line) + 1
    for row in page.xpath("//tbody/tr"):
        assert len(row.xpath("th[@scope='row']")) == 1
        assert len(row.xpath("td")) == len(line)
    holes = page.xpath("//td[contains(@class, 'hole')]")
    assert holes
    assert all("not known" in hole.text_content().lower() for hole in holes if "hole" in hole.get("class").split())


def test_pictures_have_a_title_and_a_description_in_words(shipped: dict[str, str]) -> None:
    for name in ("diff", "army", "log"):
        pictures = tree(shipped[name]).xpath("//svg")
        assert pictures
        for picture in pictures:
            assert picture.find("title").text_content()
            assert picture.find("desc").text_content()
    army = tree(shipped["army"]).xpath("//svg/desc")[0].text_content()
    assert "at most 600,000" in army
    assert "disputed" in army
    assert "not known" in army


def test_two_thousand_points_make_a_page_that_is_not_drawn_whole() -> None:
    old = version("old", [{"number": str(i), "text": f"Point {i} says {i * 7} things."} for i in range(2000)])
    new = version("new", [{"number": str(i), "text": f"Point {i} says {i * 7 + i % 2} things."} for i in range(2000)])
    comparison = compared(old, new)
    page = html.diff(diff_page(comparison))
    assert flow(comparison) is None
    assert page.count('id="change-') == 2000
    assert "cols many" in page


def test_a_page_names_nothing_that_is_not_there() -> None:
    """StrictUndefined: a template that asks for a value no page has is a mistake, and so is one that prints None."""
    from jinja2 import StrictUndefined

    made = environment()
    assert made.undefined is StrictUndefined
    assert made.autoescape is True
    with pytest.raises(ValueError, match="prints None"):
        made.from_string("{{ x }}").render(x=None)


def test_an_island_of_json_ends_no_script_and_reads_back() -> None:
    value = {"a": "</script><!--<script>", "b": "\u2028&>", "c": [1, None, "ключ"]}
    text = str(island(value))
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == value


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        (" https://example.org", False),
        ("https://exa mple.org", False),
        ('https://x.example/"onclick=alert(1)', False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("", False),
        (None, False),
        ("https://пример.укр/стаття", True),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str | None, link: bool) -> None:
    assert (web_address(url) is not None) is link


def test_what_markup_cannot_hold_is_made_visible() -> None:
    assert legal("a\x00b\x07\x1b\x7f\ud800\ufffe ok\tand\nline é") == "a␀b␇␛␡\ufffd\ufffd ok\tand\nline é"


def test_anchors_keep_clear_of_the_names_of_the_page() -> None:
    assert anchor("us-28..geneva-19/army-cap") == "change-army-cap"
    assert anchor("old..new/main") == "change-main"
    assert anchor("old..new/6 bis>4") == "change-6_bis>4"
