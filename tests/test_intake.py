"""An article comes in: texts into the archive, facts into YAML, the same page with other words as a new revision."""

from __future__ import annotations

import errno
import http.server
import os
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

from planstrack.claims import archive as archive_room
from planstrack.claims.archive import Archive, archive_folder, hash_of
from planstrack.claims.quote_states import quote_states
from planstrack.intake import Added, add_article, add_articles, verified
from planstrack.loading import load_plan

FIRST = "The envoys met in Geneva. Umerov is to brief the president in Paris. The draft was revised.\n"
SECOND = "The envoys met in Geneva. The draft was revised again.\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "plans" / "p"
    (folder / "articles").mkdir(parents=True)
    (folder / "versions").mkdir()
    (folder / "plan.yaml").write_text("title: A plan\n")
    return folder


def _file(plan: Path, name: str, text: str) -> str:
    path = plan.parent.parent / name
    path.write_bytes(text.encode())
    return str(path)


def _added(plan: Path, source: str, **more: str | bytes) -> Added:
    done = add_article(plan, source, **more)  # type: ignore[arg-type]
    assert (done.failure, done.problems) == (None, ())
    return done.added[0]


def _tree(plan: Path) -> dict[str, bytes]:
    root = plan.parent.parent
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_a_text_is_archived_as_it_is_and_gets_a_file(plan: Path) -> None:
    added = _added(plan, _file(plan, "report.txt", FIRST), outlet="The Test: daily", published="2025-12-01")
    assert (added.article, added.outcome, added.sha256) == ("the-test-daily-2025-12-01", "added", hash_of(FIRST))
    assert (plan / "articles" / f"{added.article}.yaml").read_text() == (
        f'outlet: "The Test: daily"\npublished: 2025-12-01\nsha256: {added.sha256}\n'
    )
    assert Archive(archive_folder(plan)).text(added.sha256) == FIRST
    read, problems = load_plan(plan)
    assert problems == ()
    assert read.articles[added.article].outlet == "The Test: daily"


def test_what_is_not_known_is_said(plan: Path) -> None:
    added = _added(plan, _file(plan, "Mein Bericht (1).txt", FIRST))
    assert added.article == "Mein-Bericht-1"
    assert added.notes == (
        "no outlet is named in the text: fill in 'outlet' in Mein-Bericht-1.yaml",
        "no day of publication is known: give --published DATE, or fill in 'published' in Mein-Bericht-1.yaml",
    )


def test_what_a_call_says_of_a_known_article_is_said_not_to_be_written(plan: Path) -> None:
    source = _file(plan, "a.txt", FIRST)
    _added(plan, source, id="a")
    again = _added(plan, source, id="a", outlet="Another Herald")
    assert "outlet: not changed in a.yaml; write it there by hand" in again.notes


def test_the_same_words_again_change_nothing(plan: Path) -> None:
    source = _file(plan, "a.txt", FIRST)
    _added(plan, source, id="a")
    before = _tree(plan)
    assert _added(plan, source, id="a").outcome == "unchanged"
    assert _added(plan, source).outcome == "unchanged"
    assert _added(plan, _file(plan, "a.txt", FIRST)).article == "a"
    assert _tree(plan) == before


def test_a_text_that_was_lost_is_archived_again_without_touching_the_plan(plan: Path) -> None:
    source = _file(plan, "a.txt", FIRST)
    archive = Archive(archive_folder(plan))
    archive.path_of(_added(plan, source).sha256).write_text("altered")
    assert _added(plan, source).outcome == "archived"
    assert archive.text(hash_of(FIRST)) == FIRST


def test_other_words_make_a_new_revision_with_its_changes_and_what_they_withdraw(plan: Path) -> None:
    _added(plan, _file(plan, "a.txt", FIRST), outlet="The Test", url="https://example.org/a?utm_source=x#top")
    path = plan / "articles" / "a.yaml"
    claims = "# mine\nclaims:\n  - {id: paris, quote: brief the president in Paris, says: discussed}\n"
    path.write_text(path.read_text() + claims)
    before = path.read_bytes()
    added = _added(plan, _file(plan, "b.txt", SECOND), url="http://www.example.org/a/", published="2025-12-02")
    assert (added.article, added.outcome, added.revises) == ("a-r2", "revised", "a")
    assert path.read_bytes() == before
    assert "".join(edit.text for edit in added.changes if edit.op != "+") == FIRST
    assert "".join(edit.text for edit in added.changes if edit.op != "-") == SECOND
    assert {key: (old.check, new.check) for key, (old, new) in added.affected.items()} == {
        ("a", "paris"): ("exact", "withdrawn")
    }
    read = load_plan(plan).plan.articles["a-r2"]
    assert (read.outlet, read.revises, str(read.published)) == ("The Test", "a", "2025-12-02")
    third = _added(plan, _file(plan, "c.txt", SECOND + "More.\n"), id="a")
    assert (third.article, third.revises) == ("a-r3", "a-r2")
    assert _added(plan, _file(plan, "a.txt", FIRST), id="a").outcome == "unchanged"


def test_a_revision_of_the_same_day_is_told_to_need_its_own(plan: Path) -> None:
    _added(plan, _file(plan, "a.txt", FIRST), url="https://example.org/a", published="2025-12-01")
    told = "it has the same day as the revision before: fill in 'revised' in a-r2.yaml if it came later"
    assert told in _added(plan, _file(plan, "b.txt", SECOND), url="https://example.org/a", published="2025-12-01").notes
    later = _added(plan, _file(plan, "c.txt", SECOND + "More.\n"), url="https://example.org/a", published="2025-12-03")
    assert not any("same day" in note for note in later.notes)


def test_a_revision_can_have_an_id_of_its_own(plan: Path) -> None:
    _added(plan, _file(plan, "a.txt", FIRST), url="https://example.org/a")
    added = _added(plan, _file(plan, "b.txt", SECOND), id="later", url="https://example.org/a")
    assert (added.article, added.revises) == ("later", "a")


def test_the_hash_goes_into_the_file_of_an_article_that_had_none_and_nothing_else_changes(plan: Path) -> None:
    path = plan / "articles" / "list.yaml"
    path.write_bytes(
        b"# two reports\r\narticles:\r\n  - id: one\r\n    outlet: One  # first\r\n\r\n"
        b"  - id: two\r\n    outlet: Two\r\n    published: 2025-12-01\r\n    claims:\r\n      - {id: c, gist: g, says: open}\r\n"
    )
    before = path.read_bytes()
    added = _added(plan, _file(plan, "x.txt", FIRST), id="two")
    line = f"    sha256: {added.sha256}\r\n".encode()
    assert added.outcome == "archived"
    assert path.read_bytes() == before.replace(b"2025-12-01\r\n", b"2025-12-01\r\n" + line)
    assert load_plan(plan).plan.articles["two"].sha256 == hash_of(FIRST)


def test_two_pages_of_one_outlet_and_day_get_two_ids(plan: Path) -> None:
    one = _added(plan, _file(plan, "a.txt", FIRST), outlet="T", published="2025-12-01", url="https://example.org/1")
    two = _added(plan, _file(plan, "b.txt", SECOND), outlet="T", published="2025-12-01", url="https://example.org/2")
    assert (one.article, two.article, two.outcome) == ("t-2025-12-01", "t-2025-12-01-2", "added")


@pytest.mark.parametrize(
    ("name", "failure"),
    [
        ("../x", "cannot be an id"), ("a/b", "cannot be an id"), ("", "cannot be an id"), ("-a", "cannot be an id"),
        ("a\nb", "cannot be an id"), ("x" * 101, "cannot be an id"), ("ä", "cannot be an id"),
    ],
)  # fmt: skip
def test_an_id_that_is_no_id_is_refused_and_nothing_is_written(plan: Path, name: str, failure: str) -> None:
    source = _file(plan, "a.txt", FIRST)
    before = _tree(plan)
    done = add_article(plan, source, id=name)
    assert failure in (done.failure or "")
    assert _tree(plan) == before


LONG = " ".join(f"Sentence {number} of this report says what the envoys did on day {number}." for number in range(40))


def test_a_page_that_moved_is_said_and_its_id_makes_it_a_revision(plan: Path) -> None:
    _added(plan, _file(plan, "a.txt", LONG), id="a", outlet="T", url="https://example.org/news/a")
    moved = _file(plan, "b.txt", LONG.replace("Sentence 7 of", "Sentence seven of"))
    added = _added(plan, moved, id="b", outlet="t", url="https://example.org/world/a")
    assert added.notes[-1] == (
        "nearly the same words stand in a (https://example.org/news/a): if this is that page under another address, "
        "delete b.yaml and add it again with --id a, as a revision"
    )
    (plan / "articles" / "b.yaml").unlink()
    again = _added(plan, moved, id="a", outlet="T", url="https://example.org/world/a")
    assert (again.article, again.outcome, again.revises) == ("a-r2", "revised", "a")
    assert load_plan(plan).plan.articles["a-r2"].url == "https://example.org/world/a"
    third = _added(plan, _file(plan, "c.txt", LONG + " More."), id="a", url="https://m.example.org/world/a")
    assert (third.article, third.revises) == ("a-r3", "a-r2")


@pytest.mark.parametrize("outlet", ["T", "U"])
def test_other_words_or_another_outlet_are_no_page_that_moved(plan: Path, outlet: str) -> None:
    _added(plan, _file(plan, "a.txt", LONG), id="a", outlet="T", url="https://example.org/a")
    words = (
        LONG
        if outlet == "U"
        else LONG.replace("says what", "tells nobody what").replace("the envoys did", "they had done")
    )
    added = _added(plan, _file(plan, "b.txt", words + " And more."), id="b", outlet=outlet, url="https://example.org/b")
    assert not any("nearly the same" in note for note in added.notes)


def _article(
    words: str = "", outlet: str = "Example Daily", address: str = "https://daily.example/text", head: str = ""
) -> str:
    told = f'<meta property="og:site_name" content="{outlet}"><link rel="canonical" href="{address}">'
    return (
        f'<!doctype html><html lang="en"><head><title>Text shrinks</title>{told}{head}</head><body><article>'
        f"<h1>Text shrinks</h1><p>{LONG}</p><p>{words}</p></article></body></html>"
    )


ON_FIRST = '<meta property="article:published_time" content="2025-12-01">'


@pytest.mark.parametrize(
    ("outlet", "address", "is_second"),
    [
        pytest.param("Other Herald", "https://herald.example/1", True, id="another outlet"),
        pytest.param(
            "Other Herald", "https://daily.example/text", True, id="another outlet that names the first one's page"
        ),
        pytest.param("Other Herald", "https://daily.example/1", True, id="another outlet of one house"),
        pytest.param("The Example Daily", "https://daily.example/other", False, id="another address"),
        pytest.param("Example Daily Online", "https://m.daily.example/text", False, id="a longer name on one site"),
        pytest.param("daily.example", "https://daily.example/text", False, id="named by its host"),
    ],
)
def test_the_same_words_in_another_outlet_are_a_second_article(
    plan: Path, outlet: str, address: str, is_second: bool
) -> None:
    _added(plan, _file(plan, "a.html", _article(head=ON_FIRST)), id="a")
    added = _added(plan, _file(plan, "b.html", _article(outlet=outlet, address=address, head=ON_FIRST)))
    assert (added.article != "a", added.outcome) == (is_second, "added" if is_second else "unchanged")
    if is_second:
        assert added.notes[-1].startswith("the same words stand in a (Example Daily) too: where one outlet repeats")
        nearly = _article("More words of the day.", "Third Paper", "https://third.example/1", ON_FIRST)
        assert _added(plan, _file(plan, "c.html", nearly)).notes[-1].startswith("most of its words stand in a (Example")


@pytest.mark.parametrize(
    "address",
    [
        "https://m.daily.example/text",
        "https://amp.daily.example/text/",
        "http://www.daily.example/text/amp",
        "https://daily.example/text?outputType=amp&amp;fbclid=1",
        "https://daily.example/amp/text",
    ],
)
def test_a_page_in_another_form_is_the_same_page(plan: Path, address: str) -> None:
    _added(plan, _file(plan, "a.html", _article()), id="a")
    added = _added(plan, _file(plan, "b.html", _article("More of it.", address=address)))
    assert (added.outcome, added.revises) == ("revised", "a")


@pytest.mark.parametrize(
    ("words", "given", "revised", "note"),
    [
        pytest.param("<p>Updated 3 December 2025</p>", {}, "2025-12-03", None, id="as the page says"),
        pytest.param(
            "<p>Updated 3 December 2025</p>", {"revised": "2025-12-04"}, "2025-12-04", None, id="as a person says"
        ),
        pytest.param("More.", {"revised": "2025-12-04"}, "2025-12-04", None, id="as a person says alone"),
        pytest.param(
            "More.", {}, None, "it has the same day as the revision before: fill in 'revised' in", id="not known"
        ),
        pytest.param("<p>Updated 30 November 2025</p>", {}, None, "it has the same day as", id="a day before it all"),
    ],
)
def test_a_revision_carries_the_day_on_which_it_became_known(
    plan: Path, words: str, given: dict[str, str], revised: str | None, note: str | None
) -> None:
    first = _added(plan, _file(plan, "a.html", _article(head=ON_FIRST)), id="a")
    assert first.notes == ()
    added = _added(plan, _file(plan, "b.html", _article(words, head=ON_FIRST)), **given)
    article = load_plan(plan).plan.articles[added.article]
    assert (str(article.published), article.revised and str(article.revised)) == ("2025-12-01", revised)
    assert any(said.startswith(note) for said in added.notes) if note else added.notes == ()


def test_the_day_of_publication_stays_that_of_the_article(plan: Path) -> None:
    _added(plan, _file(plan, "a.html", _article(head=ON_FIRST)), id="a")
    _added(plan, _file(plan, "b.html", _article("More.")), revised="2025-12-04")
    third = _added(plan, _file(plan, "c.html", _article("Still more.")))
    fourth = _added(plan, _file(plan, "d.html", _article("The most.", head=ON_FIRST)))
    read = load_plan(plan).plan.articles
    assert str(read["a-r2"].published) == "2025-12-01"
    assert third.notes[-1] == "no day of this revision is known: give --revised DATE, or fill in 'revised' in a-r3.yaml"
    assert fourth.notes == ()
    assert (read["a-r3"].published, read["a-r3"].revised) == (None, None)


def test_an_article_that_was_changed_before_it_came_in_counts_from_that_day(plan: Path) -> None:
    changed = ON_FIRST + '<meta property="article:modified_time" content="2025-12-03">'
    added = _added(plan, _file(plan, "a.html", _article(head=changed)), id="a")
    assert str(load_plan(plan).plan.articles["a"].revised) == "2025-12-03"
    assert added.notes == (
        "the page was changed on 2025-12-03, after its publication: its words count from that day ('revised' in a.yaml)",
    )


def test_nothing_is_revised_before_it_was_published(plan: Path) -> None:
    done = add_article(plan, _file(plan, "a.html", _article(head=ON_FIRST)), revised="2025-11-30")
    assert done.failure == "nothing was added: it cannot be revised on 2025-11-30, before it was published (2025-12-01)"
    assert list((plan / "articles").iterdir()) == []


def _captures(*pages: tuple[str, str, str]) -> bytes:
    """Return a web archive of pages: an address, a day, and a page or where it leads."""
    records = b""
    for address, day, page in pages:
        lead = f"HTTP/1.1 301 Moved\r\nLocation: {page}\r\n\r\n" if page.startswith("http") else ""
        body = (lead or f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}").encode()
        head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: {day}T10:00:00Z\r\n"
        records += f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"
    return records


def test_captures_of_a_web_archive_become_revisions_by_their_days(plan: Path) -> None:
    here, first, second = "https://daily.example/text", _article(head=ON_FIRST), _article("More.", head=ON_FIRST)
    path = plan.parent.parent / "a.warc"
    path.write_bytes(_captures((here, "2025-12-05", second), (here, "2025-12-02", first), (here, "2025-12-09", first)))
    done = add_article(plan, str(path), id="a")
    assert [(added.article, added.outcome, added.revises) for added in done.added] == [
        ("a", "added", None),
        ("a-r2", "revised", "a"),
        ("a-r3", "revised", "a-r2"),
    ]
    read = load_plan(plan).plan.articles
    assert [str(read[name].published) for name in ("a", "a-r2", "a-r3")] == ["2025-12-01"] * 3
    assert [str(read[name].revised) for name in ("a", "a-r2", "a-r3")] == ["None", "2025-12-05", "2025-12-09"]
    before = _tree(plan)
    assert [added.outcome for added in add_article(plan, str(path)).added] == ["unchanged"] * 3
    assert _tree(plan) == before


def test_a_capture_is_no_day_of_publication(plan: Path) -> None:
    path = plan.parent.parent / "a.warc"
    path.write_bytes(_captures(("https://daily.example/text", "2025-12-05", _article())))
    added = _added(plan, str(path), id="a")
    assert load_plan(plan).plan.articles["a"].published is None
    assert added.notes == (
        "no day of publication is known; a web archive took it on 2025-12-05: give --published DATE, or fill in "
        "'published' in a.yaml",
    )


def test_a_page_that_an_archive_says_has_moved_is_a_revision_and_other_words_there_are_not(plan: Path) -> None:
    old, new = "https://daily.example/old", "https://daily.example/text"
    _added(plan, _file(plan, "a.html", _article(address=old)), id="a")
    path = plan.parent.parent / "a.warc"
    path.write_bytes(_captures((old, "2025-12-05", new), (new, "2025-12-05", _article("More."))))
    added = _added(plan, str(path))
    assert (added.article, added.notes) == ("a-r2", (f"the page has another address now: {old} leads to {new}",))
    topics = "https://daily.example/topics"
    front = _article("Other.", address=topics).replace("Sentence", "Today").replace("report says what", "man asks how")
    path.write_bytes(_captures((old, "2025-12-05", topics), (topics, "2025-12-05", front)))
    assert _added(plan, str(path), id="topics").outcome == "added"


@pytest.mark.parametrize(
    ("outlet", "name"),
    [
        ("Українська правда", "ukrainska-pravda"),
        ("Καθημερινή", "kathimerini"),
        ("大公", "u5927-516c"),
        ("L’Été", "lete"),
    ],
)
def test_an_id_is_made_from_an_outlet_in_any_script(plan: Path, outlet: str, name: str) -> None:
    added = _added(plan, "-", stdin=FIRST.encode(), outlet=outlet, published="2025-12-01")
    assert added.article == f"{name}-2025-12-01"


def test_a_paste_is_taken_in_and_named_by_what_is_known_of_it(plan: Path) -> None:
    names = [
        _added(plan, "-", stdin=b"One text.", outlet="The Test", published="2025-12-01").article,
        _added(plan, "-", stdin=b"Two texts.", outlet="The Test").article,
        _added(plan, "-", stdin=b"Three texts.", title="Talks go on").article,
        _added(plan, "-", stdin="Чотири тексти.".encode(), title="Переговори тривають").article,
    ]
    assert names == ["the-test-2025-12-01", "the-test", "talks-go-on", "peregovori-trivayut"]
    assert "no words" in (add_article(plan, "-", stdin=b"").failure or "")


def test_several_sources_come_in_and_one_that_fails_keeps_no_other_from_it(plan: Path) -> None:
    sources = [_file(plan, "a.txt", FIRST), str(plan / "nowhere"), _file(plan, "b.txt", SECOND)]
    done = add_articles(plan, sources, outlet="The Test")
    assert [added.article for added in done.added] == ["a", "b"]
    assert (done.failure or "").startswith(f"{plan / 'nowhere'}: the file cannot be read")
    for more in ({"id": "x"}, {"title": "x"}, {"url": "https://example.org/"}):
        assert "one article only" in (add_articles(plan, sources, **more).failure or "")
    assert add_articles(plan, []).failure == "there is no file to add"
    assert add_articles(plan, ["-", "-"], stdin=b"Words.").failure == "standard input can be read once only"


def test_a_word_document_is_an_article_and_who_wrote_it_is_not_told(plan: Path) -> None:
    import docx

    document = docx.Document()
    document.core_properties.author = document.core_properties.last_modified_by = "A Revealed Name"
    for words in ("The envoys met in Geneva.", "The cap of 600,000 stays in the text."):
        document.add_paragraph(words)
    path = plan.parent.parent / "report.docx"
    document.save(str(path))
    added = _added(plan, str(path), outlet="The Test", published="2025-12-01")
    assert added.article == "the-test-2025-12-01"
    text = Archive(archive_folder(plan)).text(added.sha256) or ""
    assert "The cap of 600,000 stays in the text." in text
    written = "".join(file.read_text() for file in (plan / "articles").iterdir())
    assert "Revealed" not in written + text + " ".join(added.notes)


def test_a_page_that_stands_before_an_article_is_not_added(plan: Path) -> None:
    gate = "<!doctype html><title>Just a moment...</title><p>Enable JavaScript and cookies to continue</p>"
    assert "whether its reader is a robot" in (add_article(plan, _file(plan, "a.html", gate)).failure or "")
    assert list((plan / "articles").iterdir()) == []


def test_an_id_of_another_page_is_refused(plan: Path) -> None:
    _added(plan, _file(plan, "a.txt", FIRST), id="a", url="https://example.org/a")
    done = add_article(plan, _file(plan, "b.txt", SECOND), id="a", url="https://example.org/b")
    assert done.failure == "the article a is another page (https://example.org/a); choose another id"


@pytest.mark.parametrize(
    ("given", "failure"),
    [
        ({"published": "2025-02-30"}, "'2025-02-30' is not a calendar date"),
        ({"published": "yesterday"}, "'yesterday' is not a calendar date"),
        ({"url": "javascript:alert(1)"}, "must begin with http:// or https://"),
        ({"url": "example.org/a"}, "must begin with http:// or https://"),
        ({"url": "http://["}, "no web address"),
        ({"url": "http://x:99999/"}, "a port that does not exist"),
        ({"url": "http://"}, "names no host"),
        ({"url": "http://a b/"}, "no web address"),
        ({"url": "https://me:secret@example.org/"}, "user name or password"),
        ({"url": "http://\udcff/"}, "no web address"),
    ],
)
def test_what_a_person_gives_is_checked_before_it_is_written(plan: Path, given: dict[str, str], failure: str) -> None:
    done = add_article(plan, _file(plan, "a.txt", FIRST), **given)  # type: ignore[arg-type]
    assert failure in (done.failure or "")
    assert list((plan / "articles").iterdir()) == []


def test_an_id_that_differs_in_case_only_is_refused(plan: Path) -> None:
    _added(plan, _file(plan, "a.txt", FIRST), id="a")
    assert "one file on many computers" in (add_article(plan, _file(plan, "b.txt", SECOND), id="A").failure or "")


def test_sources_that_cannot_be_read_say_why(plan: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for source, why in [
        (str(tmp_path / "nowhere"), "no such file"),
        (str(tmp_path), "not a regular file"),
        (str(tmp_path / "pipe"), "not a regular file"),
        ("a\0b", "NUL"),
        ("file:///etc/passwd", "only http and https"),
        ("http://127.0.0.1:9/", "private or local network"),
        (_file(plan, "x.pdf", "%PDF-1.7"), "a PDF"),
    ]:
        assert why in (add_article(plan, source).failure or ""), source


def test_a_linked_file_that_a_person_names_is_read(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(_file(plan, "a.txt", FIRST))
    assert _added(plan, str(tmp_path / "link.txt")).sha256 == hash_of(FIRST)


def test_a_plan_whose_articles_folder_is_a_link_is_not_written_through(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (plan / "articles").rmdir()
    (plan / "articles").symlink_to(tmp_path / "elsewhere")
    assert "is a link" in (add_article(plan, _file(plan, "a.txt", FIRST)).failure or "")
    assert list((tmp_path / "elsewhere").iterdir()) == []


UNREADABLE = {
    "not YAML": "outlet: [\n",
    "half written": "outlet: T\nsha256: 'ab",
    "a tag": "!!python/object:os.system {}\n",
    "not UTF-8": b"outlet: \xff\n",
    "empty": "",
    "a list that is none": "articles: no\n",
    "a list with a broken article": "articles:\n  - {id: one, outlet: One}\n  - {id: a, outlet: [x], published: 2025-12-01}\n",
    "no outlet": "title: A report\n",
    "two equal keys": "outlet: T\nsha256: ab\nsha256: cd\n",
    "two lists": "articles:\n  - {id: one, outlet: One}\narticles:\n  - {id: a, outlet: A}\n",
    "conflict marks": "<<<<<<< HEAD\noutlet: T\n=======\noutlet: U\n>>>>>>> other\n",
}


@pytest.mark.parametrize("name", ["a", "other"], ids=["of that id", "of another id"])
@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE)
def test_nothing_is_added_while_a_file_of_articles_cannot_be_read(plan: Path, name: str, content: str | bytes) -> None:
    path = plan / "articles" / f"{name}.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = _tree(plan)
    source = _file(plan, "x.txt", FIRST)
    for id in ("a", None):
        done = add_article(plan, source, id=id)
        assert done.failure == f"nothing was added: {name}.yaml cannot be read, and may hold this article or its id"
        assert {Path(problem.place.path).name for problem in done.problems} == {path.name}
    assert {key: value for key, value in _tree(plan).items() if key != "x.txt"} == before


@pytest.mark.parametrize("name", ["a.yml", "Ä b.yaml", "link.yaml", "folder.yaml", "pipe.yaml"])
def test_nothing_is_added_beside_what_stands_there_and_is_no_readable_file(plan: Path, name: str) -> None:
    path = plan / "articles" / name
    match name:
        case "link.yaml":
            path.symlink_to(plan / "plan.yaml")
        case "folder.yaml":
            path.mkdir()
        case "pipe.yaml":
            os.mkfifo(path)
        case _:
            path.write_text("outlet: T\n")
    done = add_article(plan, _file(plan, "x.txt", FIRST))
    assert "cannot be read, and may hold this article or its id" in (done.failure or "")
    assert done.problems
    assert [entry.name for entry in (plan / "articles").iterdir()] == [name]


def test_a_folder_of_articles_that_is_no_folder_is_left_alone(plan: Path) -> None:
    (plan / "articles").rmdir()
    (plan / "articles").write_text("outlet: T\n")
    assert "articles cannot be read" in (add_article(plan, _file(plan, "x.txt", FIRST)).failure or "")
    assert (plan / "articles").read_text() == "outlet: T\n"


@pytest.mark.parametrize(
    "content",
    [
        "outlet: T\npublishd: 2025-12-01\n",
        "outlet: T\npublished: 2025-02-30\n",
        "outlet: T\nclaims:\n  - {id: c, says: nonsense}\n",
        "id: b\noutlet: T\n",
    ],
    ids=["an unknown key", "no calendar date", "a broken claim", "another id inside"],
)
def test_a_slip_in_an_article_whose_id_is_known_keeps_no_other_from_being_added(plan: Path, content: str) -> None:
    (plan / "articles" / "other.yaml").write_text(content)
    assert _added(plan, _file(plan, "x.txt", FIRST), id="a").outcome == "added"


def test_a_broken_version_keeps_no_article_from_being_added(plan: Path) -> None:
    (plan / "versions" / "v.yaml").write_text("title: [\n")
    assert _added(plan, _file(plan, "x.txt", FIRST), id="a").outcome == "added"


def test_metadata_cannot_break_out_of_the_yaml(plan: Path) -> None:
    nasty = 'x"\nsha256: fake\n- &a *a !!python/object # \u0085\u2028\ud800\x07 : {'
    added = _added(plan, _file(plan, "a.txt", FIRST), outlet=nasty, title="yes")
    read, problems = load_plan(plan)
    article = read.articles[added.article]
    assert (article.sha256, article.title) == (hash_of(FIRST), "yes")
    assert article.outlet.startswith('x" sha256: fake - &a *a')
    assert [problem.code for problem in problems] == []


@pytest.mark.parametrize("stage", ["text", "yaml"])
def test_a_full_disk_is_said_and_nothing_is_half_written(
    plan: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    source = _file(plan, "a.txt", FIRST)
    real = os.write

    def full(descriptor: int, data: bytes) -> int:
        if (stage == "text") == (bytes(data) == FIRST.encode()):
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor, data)

    monkeypatch.setattr(archive_room.os, "write", full)
    done = add_article(plan, source)
    monkeypatch.undo()
    assert "no space left on device" in (done.failure or "")
    assert not list((plan / "articles").iterdir())
    assert all(Archive(archive_folder(plan)).read(name).state == "held" for name in Archive(archive_folder(plan)))


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS], ids=["no permission", "read-only"])
def test_a_folder_that_cannot_be_written_is_said(plan: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    source = _file(plan, "a.txt", FIRST)
    real, articles = os.open, (plan / "articles").stat()

    def refusing(path: str | Path, flags: int, *rest: int, **more: int) -> int:
        folder = more.get("dir_fd")
        if flags & (os.O_WRONLY | os.O_CREAT) and folder and os.path.samestat(os.fstat(folder), articles):
            raise OSError(code, os.strerror(code), str(path))
        return real(path, flags, *rest, **more)

    monkeypatch.setattr(archive_room.os, "open", refusing)
    done = add_article(plan, source)
    monkeypatch.undo()
    assert done.failure == f"nothing was added: {os.strerror(code).lower()} ({plan / 'articles'})"
    assert list((plan / "articles").iterdir()) == []


def test_many_at_once_lose_nothing(plan: Path) -> None:
    _added(plan, _file(plan, "a.txt", FIRST), url="https://example.org/a")
    sources = [_file(plan, f"s{number}.txt", f"{FIRST}Update {number}.\n") for number in range(8)]
    outcomes: list[str | None] = []

    def add(source: str) -> None:
        outcomes.append(add_article(plan, source, url="https://example.org/a").failure)

    threads = [threading.Thread(target=add, args=(source,)) for source in sources]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == [None] * 8
    read, problems = load_plan(plan)
    assert problems == ()
    assert {a.sha256 for a in read.articles.values()} == {
        hash_of(FIRST),
        *(hash_of(Path(s).read_text()) for s in sources),
    }
    assert sorted(a.revises for a in read.articles.values() if a.revises) == sorted(set(read.articles) - {"a-r9"})


def _lines_run(plan: Path, source: str, name: str, stop: int) -> int:
    """Add an article in a process of its own that dies before its line `stop`; return the lines run, or -1 if it died."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Threads of other tests do not matter to this child.
        child = os.fork()
    if child == 0:
        count = 0

        def step(frame: FrameType, event: str, _: object) -> object:
            nonlocal count
            if not frame.f_code.co_filename.endswith(("adding.py", "archive.py", "splicing.py", "writing.py")):
                return None
            count += event == "line"
            if event == "line" and count == stop:
                os._exit(9)
            return step

        try:
            sys.settrace(step)
            add_article(plan, source, id=name, outlet="The Test")
            sys.settrace(None)
            os.write(writing, str(count).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return int(said) if said else -1


@pytest.mark.parametrize("name", ["new", "there"], ids=["a new article", "an article that had no text"])
def test_killed_at_any_moment_the_old_or_the_new_state_stands(plan: Path, name: str) -> None:
    there = plan / "articles" / "there.yaml"
    old = "outlet: The Test # kept\nclaims:\n  - {id: c, quote: met in Geneva, says: discussed}\n"
    there.write_text(old)
    source = _file(plan, "a.txt", FIRST)
    written = plan / "articles" / f"{name}.yaml"
    archive = Archive(archive_folder(plan))
    archive.add("another text, so that the folders are there")

    def begin_again() -> None:
        written.unlink(missing_ok=True)
        there.write_text(old)
        archive.path_of(hash_of(FIRST)).unlink(missing_ok=True)

    begin_again()
    # The first run also makes a folder, and imports what the others would otherwise count as lines of theirs.
    assert add_article(plan, source, id=name, outlet="The Test").failure is None
    begin_again()
    total = _lines_run(plan, source, name, 0)
    assert total > 100
    new = written.read_text()
    for stop in range(1, total - 10, max(1, total // 25)):
        begin_again()
        assert _lines_run(plan, source, name, stop) == -1
        now = written.read_text() if written.exists() else None
        assert now in ((None, new) if name == "new" else (old, new))
        read, problems = load_plan(plan)
        assert [problem for problem in problems if problem.severity == "error"] == []
        if now == new:
            assert archive.read(hash_of(FIRST)).state == "held"
            assert {state.check for state in quote_states(read, archive).values()} <= {"exact", "not-archived"}
        assert add_article(plan, source, id=name, outlet="The Test").failure is None
        assert written.read_text() == new


class _Server(http.server.BaseHTTPRequestHandler):
    page = b""

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.page)


def _page(words: str) -> bytes:
    return (
        '<!doctype html><html lang="en"><head><title>Envoys return</title><meta property="og:site_name" content="The Daily Test">'
        '<meta property="article:published_time" content="2025-12-01"></head><body><article><h1>Envoys return</h1>'
        f"<p>Negotiators said the plan was {words} after long hours of talks between the two delegations there.</p>"
        "<p>The draft kept the limit of 600,000, officials said on Monday, without giving any further detail.</p>"
        "</article></body></html>"
    ).encode()


@pytest.fixture
def address() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Server) as server:
        server.daemon_threads = True
        server.block_on_close = False
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/story"
        server.shutdown()


def test_a_page_is_fetched_kept_and_followed_through_its_edits(plan: Path, address: str) -> None:
    _Server.page = _page("refined in Geneva")
    first = add_article(plan, address, allow_private=True).added[0]
    assert (first.article, first.outcome) == ("the-daily-test-2025-12-01", "added")
    assert load_plan(plan).plan.articles[first.article].url == address
    assert add_article(plan, address, allow_private=True).added[0].outcome == "unchanged"
    _Server.page = _page("shortened in Geneva")
    second = add_article(plan, address, allow_private=True).added[0]
    assert (second.article, second.revises) == ("the-daily-test-2025-12-01-r2", first.article)
    assert [(edit.op, edit.text.strip()) for edit in second.changes if edit.op != "="] == [
        ("-", "refined"),
        ("+", "shortened"),
    ]


def test_a_page_without_a_day_of_its_own_says_how_to_give_one(plan: Path) -> None:
    path = _file(plan, "p.html", "")
    Path(path).write_bytes(_page("made in 2014").replace(b"article:published_time", b"article:modified_time"))
    added = _added(plan, path)
    assert "published" not in (plan / "articles" / f"{added.article}.yaml").read_text()
    assert added.notes == (
        "the page says when it was last changed (2025-12-01), and not when it was published",
        "no day of publication is known: give --published DATE, or fill in 'published' in p.yaml",
    )
    given = _added(plan, path, id="given", published="2025-11-30")
    assert given.outcome == "unchanged"


def test_texts_of_many_short_words_are_kept_and_not_compared_word_by_word(plan: Path) -> None:
    _added(plan, _file(plan, "a.txt", "a\n" * 40_000), id="a")
    start = time.process_time()
    added = _added(plan, _file(plan, "b.txt", "b\n" * 40_000), id="a")
    assert (added.changes, added.notes[-1]) == ((), "the texts are too long to be compared word by word")
    assert time.process_time() - start < 5


def test_verify_tells_missing_altered_and_unnamed_texts(plan: Path) -> None:
    for name in ("kept", "gone", "bent"):
        _added(plan, _file(plan, f"{name}.txt", f"{name}: {FIRST}"), id=name, outlet="T")
    (plan / "articles" / "bare.yaml").write_text("outlet: Bare\n")
    archive = Archive(archive_folder(plan))
    read = load_plan(plan).plan
    archive.path_of(read.articles["gone"].sha256 or "").unlink()
    archive.path_of(read.articles["bent"].sha256 or "").write_text("bent")
    lone = archive.add("nobody's")
    seen: list[tuple[int, int]] = []
    found = verified(read, archive, progress=lambda done, total: seen.append((done, total)))
    assert (found.held, found.unnamed, found.not_archived) == (1, (lone,), ("bare",))
    assert [(p.code, Path(p.place.path).name, p.place.line) for p in found.problems] == [
        ("text-altered", "bent.yaml", 2),
        ("not-archived", "gone.yaml", 2),
    ]
    assert seen[-1] == (4, 4)
