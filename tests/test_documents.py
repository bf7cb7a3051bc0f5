"""Files and pages to text: plain text exactly, pages without what their reader cannot see, archives within bounds."""

from __future__ import annotations

import base64
import gzip
import quopri
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planstrack.documents import MAX_DEPTH, MAX_ELEMENTS, MAX_PAGE, MAX_PAGES, Extracted, NotExtracted, extracted
from planstrack.documents.saved_page import MAX_NESTING, MAX_PARTS
from planstrack.documents.warc_records import MAX_HEAD_LINES, MAX_RECORDS

PARAGRAPHS = (
    "Negotiators said the plan was refined in Geneva after long hours of talks between the two delegations.",
    "The draft kept the limit of 600,000, officials said on Monday, without giving any further detail.",
    'R&amp;D &lt;5 % = "javascript:" in prose — Київ 🙂, said the official who asked not to be named here.',
)
HEAD = """<title>Envoys return | The Daily Test</title><meta property="og:site_name" content="The Daily Test">
<meta property="article:published_time" content="2025-12-01T10:00:00Z"><meta name="author" content="Jo Field">
<link rel="canonical" href="https://example.org/a"><script>alert("never run")</script>"""


def _html(*more: str, head: str = HEAD, charset: str = "utf-8") -> bytes:
    body = "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS, *more))
    page = f"""<!DOCTYPE html><html lang="en"><head><meta charset="{charset}">{head}</head><body><nav>Home News</nav>
    <article><h1>Envoys return</h1>{body}</article><footer>Copyright</footer></body></html>"""
    return page.encode(charset, "xmlcharrefreplace")


def _one(data: bytes, **more: str) -> Extracted:
    (found,) = extracted(data, **more)  # type: ignore[arg-type]
    assert isinstance(found, Extracted), found
    return found


def _why(data: bytes, **more: str) -> str:
    (found,) = extracted(data, **more)  # type: ignore[arg-type]
    assert isinstance(found, NotExtracted), found
    return found.why


@pytest.mark.parametrize(
    "text", ["One\r\ntwo\n\n", "\ufeffMark", "Київ 🙂 « цитата »\u2028line", "a < b && c > d", "WARCraft\n"]
)
def test_plain_text_stays_exactly_as_it_is(text: str) -> None:
    found = _one(text.encode())
    assert (found.text, found.kind, found.notes) == (text, "text", ())


def test_text_in_another_encoding_is_read_and_said() -> None:
    assert _one("Київ вів переговори у Женеві".encode("utf-16")).text == "Київ вів переговори у Женеві"
    assert (
        _one("Переговоры".encode("windows-1251"), content_type="text/plain; charset=windows-1251").text == "Переговоры"
    )
    assert "guessed" in _one("Les négociateurs sont arrivés à Genève où ils ont parlé.".encode("latin-1")).notes[0]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04...", "a ZIP file"),
        (b"a\0b", "NUL"),
        (b"", "no words"),
        (b" \n", "no words"),
        (b"x" * (MAX_PAGE + 1), "larger than"),
        (b"\x1f\x8b\x08 broken", "a gzip file"),
    ],
)
def test_what_is_no_text_says_what_it_is(data: bytes, why: str) -> None:
    assert why in _why(data)


def test_a_server_that_sends_something_else_is_not_believed_to_send_text() -> None:
    assert "image/svg+xml" in _why(b"<svg/>", content_type="image/svg+xml")


def test_a_page_gives_its_main_text_and_what_it_says_of_itself() -> None:
    page = _one(_html())
    assert page.kind == "page"
    assert page.text.startswith("Envoys return\n")
    assert "kept the limit of 600,000" in page.text
    assert 'R&D <5 % = "javascript:" in prose — Київ 🙂' in page.text
    assert "Home" not in page.text
    assert "alert" not in page.text
    assert (page.title, page.outlet, page.url) == ("Envoys return", "The Daily Test", "https://example.org/a")
    assert (page.published, page.language, page.author) == (date(2025, 12, 1), "en", "Jo Field")


def test_the_address_it_was_fetched_from_wins_over_the_one_it_names() -> None:
    assert _one(_html(), url="https://example.org/b").url == "https://example.org/b"
    assert _one(_html(head=HEAD.replace("https://example.org/a", "javascript:alert(1)"))).url is None


@pytest.mark.parametrize(
    ("markup", "how"),
    [
        ('<span style="display: none">Secret cap of 900,000.</span>', "hidden"),
        ('<span style="color:red;visibility:hidden">Secret cap of 900,000.</span>', "hidden"),
        ('<span style="font-size:0">Secret cap of 900,000.</span>', "hidden"),
        ('<span style="opacity: 0.0">Secret cap of 900,000.</span>', "hidden"),
        ("<span hidden>Secret cap of 900,000.</span>", "hidden"),
        ("<del>Secret cap of 900,000.</del>", "struck out"),
        ("<s>Secret cap of 900,000.</s>", "struck out"),
    ],
)
def test_what_a_reader_cannot_see_or_what_is_struck_out_is_reported_and_left_out(markup: str, how: str) -> None:
    page = _one(_html(f"A sentence before it stands here. {markup} A sentence after it stands here."))
    assert "Secret" not in page.text
    assert "A sentence before it stands here." in page.text
    assert "A sentence after it stands here." in page.text
    assert page.notes == (f"left out 1 passage that is {how} on the page: “Secret cap of 900,000.”",)


def test_styles_that_hide_nothing_take_nothing_away() -> None:
    page = _one(
        _html('<span style="font-size:0.9em;opacity:0.8;display:block">The cap of 900,000 is plain to see.</span>')
    )
    assert "plain to see" in page.text
    assert page.notes == ()


@pytest.mark.parametrize("charset", ["windows-1252", "windows-1251", "utf-8", "shift_jis"])
def test_a_page_says_its_encoding(charset: str) -> None:
    assert "Київ 🙂" in _one(_html(charset=charset)).text


@pytest.mark.parametrize("charset", ["unicode_escape", "punycode", "rot13", "zip", "idna", "nonsense"])
def test_a_page_cannot_choose_a_codec_that_is_no_encoding(charset: str) -> None:
    page = _html().replace(b'charset="utf-8"', f'charset="{charset}"'.encode())
    assert "Київ 🙂" in _one(page).text


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"<html><body>" + b"<div>" * 100_000 + b"words", id="deep"),
        pytest.param(b"<html><body>" + b"<p>Some words. </p>" * 60_000, id="wide"),
        pytest.param(b'<!doctype html><a href="' * 60_000, id="never closed"),
    ],
)
def test_a_page_made_to_keep_a_reader_busy_is_refused(data: bytes) -> None:
    assert "elements" in _why(data)


def test_a_page_without_words_says_so() -> None:
    assert "no main text" in _why(b"<!doctype html><html><body></body></html>")


def test_a_document_type_with_entities_is_not_expanded() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "'
        + b"x" * 1000
        + b'"><!ENTITY b "&a;&a;&a;">]>'
        + _html()[15:]
    )
    for found in extracted(bomb):
        assert "xxx" not in getattr(found, "text", "")


def test_a_saved_page_gives_its_page_and_its_address() -> None:
    saved = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/m\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="bb"\r\n\r\n\r\n--bb\r\n'
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + quopri.encodestring(_html())
        + b"\r\n--bb\r\nContent-Type: image/png\r\n\r\nx\r\n--bb--\r\n"
    )
    page = _one(saved)
    assert (page.kind, page.url) == ("saved page", "https://example.org/m")
    assert "Київ 🙂" in page.text
    assert "no page" in _why(saved.replace(b"Content-Type: text/html\r\n", b"Content-Type: text/css\r\n"))


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(
        [
            b"",
            b"<html><body>",
            b"<!doctype html><p>",
            b"WARC/1.0\r\n",
            b"\x1f\x8b\x08",
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n",
        ]
    ),
    st.binary(max_size=300),
)
def test_any_bytes_give_an_article_or_a_reason(start: bytes, rest: bytes) -> None:
    for found in extracted(start + rest):
        assert isinstance(found, (Extracted, NotExtracted))


def _warc(*pages: tuple[str, bytes, str], packed: bool = True, encoding: str | None = None) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, body, status in pages:
        headers = [("Content-Type", "text/html; charset=utf-8")]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        answer = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        payload = BytesIO(gzip.compress(body) if encoding else body)
        record = writer.create_warc_record(url, "response", payload=payload, http_headers=answer)
        writer.write_record(record)
        record.raw_stream.close()
    return out.getvalue()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("packed", [True, False], ids=["compressed", "plain"])
def test_a_web_archive_gives_each_page_that_was_answered(packed: bool) -> None:
    data = _warc(
        ("https://example.org/1", _html(), "200 OK"),
        ("https://example.org/2", b"gone", "404 Not Found"),
        ("https://example.org/3", _html("One more sentence is in this one."), "200 OK"),
        packed=packed,
    )
    pages = extracted(data)
    assert [getattr(page, "url", None) for page in pages] == ["https://example.org/1", "https://example.org/3"]
    assert all(isinstance(page, Extracted) and page.kind == "web archive" for page in pages)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_a_page_that_unpacks_to_too_much_is_left_out_of_a_web_archive() -> None:
    data = _warc(("https://example.org/1", b"<html>" + b"a" * (MAX_PAGE + 10), "200 OK"), encoding="gzip")
    assert len(data) < 100_000
    assert "larger than" in _why(data)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_a_broken_web_archive_says_so_and_keeps_the_pages_before() -> None:
    data = _warc(("https://example.org/1", _html(), "200 OK"), packed=False)
    assert "compression is damaged" in _why(gzip.compress(data)[:-20])
    assert "no page" in _why(_warc(("https://example.org/2", b"gone", "404 Not Found")))
    first, *_ = extracted(data + b"WARC/9.9 what is this\r\n\r\n")
    assert isinstance(first, Extracted)


# ------------------------------------------------------------------------------------------ the day of publication

OWN = '<link rel="canonical" href="https://example.org/a">'


def _ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


TIME = '<time itemprop="datePublished" datetime="2020-02-02">x</time>'


def _dated(head: str = "", body: str = "") -> Extracted:
    words = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    page = (
        f"<!doctype html><html><head><title>Envoys return</title>{OWN}{head}</head><body>"
        f"<article><h1>Envoys return</h1>{words}{body}</article></body></html>"
    )
    return _one(page.encode())


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<p>About 2014 soldiers crossed the river, it was said there.</p>", id="a number like a year"),
        pytest.param("<p>First published 30 November 2025, 10:40, the page says in its prose.</p>", id="prose"),
        pytest.param("<p>Updated on 2025-12-03 at noon by the editors of this very page.</p>", id="a day in prose"),
        pytest.param("<footer><p>Copyright © 2019 The Daily Test, 12.05.2019, all rights reserved.</p></footer>", id="a footer"),
        pytest.param('<p>See <a href="https://example.org/2021/03/04/other">the other report</a> of that day.</p>', id="a link"),
        pytest.param('<time datetime="2020-02-02">2 February</time>', id="a time that does not say of what"),
        pytest.param('<p>In <time datetime="2020-02-02">February 2020</time> there was a meeting, he said.</p>', id="a time in prose"),
        pytest.param('<aside><article><h2>Other</h2>' + TIME + '</article></aside>', id="a teaser"),
        pytest.param('<article itemscope><h1>Another report</h1>' + TIME + '</article>', id="another article"),
        pytest.param('<div itemprop="liveBlogUpdate" itemscope>' + TIME + '</div>', id="an entry"),
        pytest.param('<nav><time pubdate datetime="2020-02-02">x</time></nav>', id="navigation"),
        pytest.param('<img src="/2020/02/02/a.jpg" alt="2 February 2020">', id="a picture"),
        pytest.param("<!-- published 2020-02-02 --><script>var published = '2020-02-02'</script>", id="a script"),
    ],
)  # fmt: skip
def test_a_day_that_the_page_does_not_say_of_itself_is_not_taken(body: str) -> None:
    page = _dated(body=body)
    assert page.published is None


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="2020-02-02">',
        '<meta property="article:modified_time" content="2020-02-02T10:00:00Z">',
        '<meta property="og:updated_time" content="2020-02-02">',
        '<meta http-equiv="last-modified" content="2020-02-02">',
        '<meta name="copyright" content="2019">',
        '<meta name="DC.date.created" content="2020-02-02">',
        _ld('{"@type": "NewsArticle", "dateModified": "2020-02-02"}'),
        _ld('{"@type": "NewsArticle", "url": "https://example.org/other", "datePublished": "2020-02-02"}'),
        _ld('{"@type": "NewsArticle", "mainEntityOfPage": {"@id": "https://example.org/other"}, "datePublished": "2020-02-02"}'),
        _ld('{"@type": "LiveBlogPosting", "liveBlogUpdate": [{"@type": "BlogPosting", "datePublished": "2020-02-02"}]}'),
        _ld('{"@type": "NewsArticle", "hasPart": {"@type": "NewsArticle", "datePublished": "2020-02-02"}}'),
        _ld('{"@type": "NewsArticle", "comment": [{"@type": "Comment", "datePublished": "2020-02-02"}]}'),
        _ld('{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2020-02-02"}]}'),
        _ld('{"@type": "VideoObject", "datePublished": "2020-02-02"}'),
        _ld('{"@type": "Organization", "foundingDate": "2020-02-02", "datePublished": "2020-02-02"}'),
        _ld('{"@type": "NewsArticle", "datePublished": ' + "[" * 100_000),
        _ld('{"@type": "NewsArticle", "datePublished": ' + "9" * 5000 + "}"),
        _ld('{"@type": "NewsArticle", "datePublished": {"a": 1}}'),
        _ld("not JSON 2020-02-02"),
    ],
)  # fmt: skip
def test_what_names_another_day_or_another_article_in_the_head_is_not_taken(head: str) -> None:
    assert _dated(head).published is None


DAY = date(2025, 12, 1)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:published_time" content="2025-12-01T10:00:00Z">', ""),
        ('<meta name="DC.date.issued" content="2025-12-01">', ""),
        ('<meta name="citation_publication_date" content="2025/12/01">', ""),
        ('<meta name="parsely-pub-date" content="20251201T101010Z">', ""),
        ('<meta name="pubdate" content="Mon, 01 Dec 2025 23:30:00 -0500">', ""),
        ('<meta name="publish-date" content="December 1, 2025 10:00 pm">', ""),
        ('<meta itemprop="datePublished" content="2025-12-01">', ""),
        (_ld('{"@type": "NewsArticle", "datePublished": "2025-12-01T23:30:00-05:00"}'), ""),
        (_ld('[{"@type": ["https://schema.org/ReportageNewsArticle"], "datePublished": "2025-12-01"}]'), ""),
        (_ld('{"@graph": [{"@type": "Organization"}, {"@type": "Article", "datePublished": "2025-12-01"}]}'), ""),
        (_ld('{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "datePublished": "2025-12-01"}}'), ""),
        (_ld('{"@type": "NewsArticle", "url": "http://www.example.org/a/?utm_x=1", "datePublished": "2025-12-01"}'), ""),
        (_ld('{"@type": "LiveBlogPosting", "datePublished": "2025-12-01", "liveBlogUpdate": [{"datePublished": "2025-12-02"}]}'), ""),
        ("", '<time itemprop="datePublished" datetime="2025-12-01T08:00">1 December</time>'),
        ("", '<footer><time itemprop="schema:datePublished">2025-12-01</time></footer>'),
        ("", '<time pubdate datetime="2025-12-01">x</time>'),
        ("", '<span property="schema:datePublished" content="2025-12-01">x</span>'),
        ("", '<time class="dt-published" datetime="2025-12-01">x</time>'),
        ('<meta property="article:published_time" content="2025-12-01"><meta name="revised" content="2025-12-03">', ""),
        ('<meta name="pubdate" content="2025-12-02T04:30:00Z">' + _ld('{"@type": "Article", "datePublished": "2025-12-01T23:30-05"}'), ""),
    ],
)  # fmt: skip
def test_a_day_that_the_page_says_of_itself_is_taken(head: str, body: str) -> None:
    page = _dated(head, body)
    assert (page.published, page.notes) == (DAY, ())


@pytest.mark.parametrize(
    ("head", "note"),
    [
        (
            '<meta property="article:modified_time" content="2025-12-03">',
            "the page says when it was last changed (2025-12-03), and not when it was published",
        ),
        (
            '<meta property="article:published_time" content="2025-12-01"><meta name="pubdate" content="2025-12-02">',
            "the page gives different days of publication, so that none was taken "
            "(2025-12-01 in meta article:published_time; 2025-12-02 in meta pubdate)",
        ),
        (
            _ld('[{"@type": "Article", "datePublished": "2025-12-01"}, {"@type": "Article", "datePublished": "2024-01-01"}]'),
            "the page gives different days of publication, so that none was taken "
            "(2025-12-01 in JSON-LD datePublished; 2024-01-01 in JSON-LD datePublished)",
        ),
        ('<meta name="pubdate" content="01/12/2025">', "the day of publication that the page gives cannot be read: “01/12/2025”"),
        ('<meta name="pubdate" content="2025-12">', "the day of publication that the page gives cannot be read: “2025-12”"),
        ('<meta name="pubdate" content="2025-02-30">', "the day of publication that the page gives cannot be read: “2025-02-30”"),
        ('<meta name="pubdate" content="0001-01-01">', "the day of publication that the page gives cannot be read: “0001-01-01”"),
    ],
)  # fmt: skip
def test_why_no_day_was_taken_is_said(head: str, note: str) -> None:
    page = _dated(head)
    assert (page.published, page.notes) == (None, (note,))


def test_a_live_blog_has_the_title_of_the_page_and_its_entries_stand_on_lines_of_their_own() -> None:
    entry = '<div><time datetime="2025-12-01T{0}">{0}</time><h2>{1}</h2><p>{2}</p></div>'
    page = _one(
        (
            "<!doctype html><html><head><title>Envoys meet: live - The Daily Test</title>"
            '<meta property="og:site_name" content="The Daily Test">'
            + _ld(
                '{"@type": "LiveBlogPosting", "headline": "Envoys meet: live", "liveBlogUpdate": [{"headline": "The cap goes"}]}'
            )
            + "</head><body><article><h1>Envoys meet: live</h1>"
            + entry.format("11:40", "The cap goes", PARAGRAPHS[0])
            + entry.format("09:10", "They sit down", PARAGRAPHS[1])
            + "</article></body></html>"
        ).encode()
    )
    assert page.title == "Envoys meet: live"
    assert page.text == "\n".join(
        ("Envoys meet: live", "11:40", "The cap goes", PARAGRAPHS[0], "09:10", "They sit down", PARAGRAPHS[1])
    )


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Envoys return | The Daily Test</title>", "Envoys return"),
        ('<title>x</title><meta property="og:title" content="Envoys return">', "Envoys return"),
        (_ld('{"@type": "NewsArticle", "headline": "Envoys return"}'), "Envoys return"),
        ("", "Envoys return"),
    ],
)
def test_the_title_is_the_heading_that_the_page_names(head: str, title: str) -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    page = (
        f"<!doctype html><html><head>{head}</head><body><article><h1>Envoys return</h1>{body}</article></body></html>"
    )
    assert _one(page.encode()).title == title


def test_hidden_words_do_not_come_into_the_title() -> None:
    page = _one(
        _html().replace(b"<h1>Envoys return</h1>", b"<h1>Envoys <span hidden>never</span><del>flee</del> return</h1>")
    )
    assert page.title == "Envoys return"
    assert "never" not in page.text
    assert [note.partition(":")[0] for note in page.notes] == [
        "left out 1 passage that is hidden on the page",
        "left out 1 passage that is struck out on the page",
    ]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (_ld('{"@type": "NewsArticle", "isAccessibleForFree": false}'), True),
        (_ld('{"@type": "NewsArticle", "isAccessibleForFree": "False"}'), True),
        (_ld('{"@type": "NewsArticle", "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": "http://schema.org/False"}}'), True),
        ('<meta property="article:content_tier" content="metered">', True),
        (_ld('{"@type": "NewsArticle", "isAccessibleForFree": true}'), False),
        (_ld('{"@type": "NewsArticle", "url": "https://example.org/other", "isAccessibleForFree": false}'), False),
        ('<meta property="article:content_tier" content="free">', False),
    ],
)  # fmt: skip
def test_a_page_that_says_it_is_not_open_to_all_is_not_taken_for_whole(head: str, said: bool) -> None:
    page = _dated(head, "<p>Subscribe to read on, said the sign at the door of the hotel by the lake.</p>")
    notes = ("the page says that it is not open to all: this may be only its beginning",) if said else ()
    assert page.notes == notes


# ---------------------------------------------------------------------------------------------- what a reader sees


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p><q>We accept no ceiling</q>, the minister said outside.</p>", "“We accept no ceiling”, the minister said outside."),
        ("<p><q>He said <q>no</q> twice</q>, she told us there.</p>", "“He said ‘no’ twice”, she told us there."),
        ("<p>On <time datetime='2025-12-01'>1 December</time> they met in Geneva.</p>", "On 1 December they met in Geneva."),
        ("<p>The <label>draft</label> is <mark>shorter</mark> by <b>nine</b> <i>points</i>.</p>", "is shorter by nine points."),
        ("<p>A cap of 600,000<sup>1</sup> remains in it, they said.</p>", "A cap of 600,000^1 remains in it, they said."),
        ("<p>The 5<sup>th</sup> point on 12 km<sup>2</sup> of CO<sub>2</sub>.</p>", "The 5th point on 12 km2 of CO2."),
        ("<p>A cap of <span>600</span>,<span>000</span> remains in it, they said.</p>", "A cap of 600,000 remains in it, they said."),
        ("<p>One line here<br>and another there, as a poem has.</p>", "One line here\nand another there, as a poem has."),
        ("<ul><li>first of all</li></ul><ol start=7><li>seven</li><li value=9>nine</li></ol>", "- first of all\n7. seven\n9. nine"),
        ("<ol type=a><li>the first letter</li></ol><ol reversed><li>two</li><li>one</li></ol>", "a. the first letter\n2. two\n1. one"),
        ("<table><tr><th>Side</th><th>Cap</th></tr><tr><td>one</td><td>600,000</td></tr></table>", "Side | Cap\none | 600,000"),
        ("<figure><img src=x.jpg><figcaption>Both sides accepted it on Sunday.</figcaption></figure>", "Both sides accepted it on Sunday."),
        ("<p>600&nbsp;000 — 5 &lt; 6 &amp; R&amp;D ⠁⠂ שלום ‏עולם\u200b.</p>", "600\u00a0000 — 5 < 6 & R&D ⠁⠂ שלום ‏עולם\u200b."),
        ("<p>Seen <i style='display:none;display:block'>words</i>, <i style='opacity:.5'>pale</i> ones.</p>", "Seen words, pale ones."),
    ],
)  # fmt: skip
def test_a_passage_reads_as_its_reader_sees_it(markup: str, text: str) -> None:
    words = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    page = f"<!doctype html><html><body><article><h1>Envoys return</h1>{words}{markup}{words}</article></body></html>"
    assert text in _one(page.encode()).text


@pytest.mark.parametrize(
    "style", ["display:block;display:none", "DISPLAY : NONE !important; display: block", "visibility:collapse", "opacity:.0",
              "/* ; */display:/* x */none", "font-size:0.0em"],
)  # fmt: skip
def test_what_a_style_hides_is_hidden(style: str) -> None:
    page = _one(
        _html(f'A sentence stands before it. <span style="{style}">Secret cap.</span> A sentence stands after it.')
    )
    assert "Secret" not in page.text
    assert "Secret cap." in page.notes[0]


def test_what_is_struck_out_by_style_is_reported() -> None:
    page = _one(
        _html('The cap is <span style="text-decoration: red line-through">900,000</span> 600,000 now, they said.')
    )
    assert page.notes == ("left out 1 passage that is struck out on the page: “900,000”",)


def test_sentences_beside_the_article_that_are_left_out_are_reported() -> None:
    said = "A spokesman for the other side told this paper that no ceiling was ever agreed."
    page = _one(_html().replace(b"</article>", f"<aside><p>{said}</p><p>Share</p></aside></article>".encode()))
    assert said not in page.text
    assert page.notes == (f"left out 1 passage that is beside the article: “{said[:80]}”",)


# ------------------------------------------------------------------------------------------- counts before clocks

WORDS = "Words of the paragraph stand here for the reader, and he reads them with much joy."


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<p>" + "<b>some words</b> " * (MAX_ELEMENTS - 50) + "</p>", id="elements in a line"),
        pytest.param(
            "<p>" + ("<span hidden>x</span>" + "y" * 300) * (MAX_ELEMENTS - 50) + "</p>", id="hidden ones in a line"
        ),
        pytest.param(
            ("<div hidden>words" * 200 + "</div>" * 200) * 140 + f"<p>{WORDS}</p>", id="hidden ones in hidden ones"
        ),
        pytest.param("<p>" + ("<del>x</del>" + "y" * 300) * (MAX_ELEMENTS - 50) + "</p>", id="struck ones"),
        pytest.param("<pre>" + "w\n" * 500_000 + "</pre>", id="short lines"),
        pytest.param("<p>" + "<q>a</q>" * (MAX_ELEMENTS - 50) + "</p>", id="quotations"),
    ],
)
def test_a_page_within_the_bounds_takes_time_in_proportion(body: str) -> None:
    page = f"<!doctype html><html><body><article>{body}</article></body></html>".encode()
    half = f"<!doctype html><html><body><article>{body[: len(body) // 4]}</article></body></html>".encode()

    def seconds(data: bytes) -> float:
        start = time.process_time()
        extracted(data)
        return time.process_time() - start

    seconds(half)
    assert seconds(page) < 12 * seconds(half) + 1.0  # Four times the page; in proportion to its square it would be 16.


def test_a_page_deeper_than_any_report_is_refused() -> None:
    deep = MAX_DEPTH + 1
    assert "in one another" in _why(b"<!doctype html><html><body>" + b"<div>" * deep + b"words" + b"</div>" * deep)
    fine = b"<!doctype html><html><body>" + b"<div>" * 200 + WORDS.encode() + b"</div>" * 200
    assert WORDS in _one(fine).text


def _parts(count: int, html: bytes = b"") -> bytes:
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    return head + b"--b\r\nContent-Type: image/png\r\n\r\nx\r\n" * count + html + b"--b--\r\n"


def _nested(depth: int, html: bytes) -> bytes:
    data = b"Content-Type: text/html\r\n\r\n" + html
    for level in range(depth):
        border = b"b%d" % level
        head = b'Content-Type: multipart/related; boundary="' + border + b'"\r\n\r\n'
        data = head + b"--" + border + b"\r\n" + data + b"\r\n--" + border + b"--\r\n"
    return b"MIME-Version: 1.0\r\n" + data


def test_a_saved_page_has_bounds_for_its_parts_and_their_heads() -> None:
    part = b"--b\r\nContent-Type: text/html\r\n\r\n" + _html() + b"\r\n"
    assert _one(_parts(MAX_PARTS - 1, part)).kind == "saved page"
    assert "parts" in _why(_parts(MAX_PARTS, part))
    assert _one(_nested(MAX_NESTING, _html())).kind == "saved page"
    assert "parts" in _why(_nested(MAX_NESTING + 1, _html()))
    assert "parts" in _why(_nested(5_000, _html()))
    head = b"Content-Type: multipart/related; boundary=b\r\n"
    assert "heads" in _why(head + b"a: b\r\n" * 1_000_000 + b"\r\n" + part)
    assert "heads" in _why(head.strip() + b';a="' * 500_000 + b"\r\n\r\n" + part)
    assert "heads" in _why(head + b"A: b" + b"\r\n c" * 300_000 + b"\r\n\r\n" + part)


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit", "nonsense"])
def test_a_part_of_a_saved_page_is_decoded(encoding: str) -> None:
    body = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(encoding, bytes)(_html())
    head = f"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n"
    where = "Content-Location: https://example.org/part\r\n\r\n"
    page = _one(_parts(1, (head + where).encode() + body + b"\r\n"))
    assert "Київ 🙂" in page.text
    assert page.url == "https://example.org/part"


def _record(kind: str, body: bytes, *more: str) -> bytes:
    head = "\r\n".join(("WARC/1.1", f"WARC-Type: {kind}", f"Content-Length: {len(body)}", *more))
    return head.encode() + b"\r\n\r\n" + body + b"\r\n\r\n"


def _answer(body: bytes, *more: str, url: str = "https://example.org/1") -> bytes:
    head = "\r\n".join(("HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", *more))
    return _record("response", head.encode() + b"\r\n\r\n" + body, f"WARC-Target-URI: {url}")


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "compressed"])
@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(b"WARC/1.0\r\n" + b"a: b\r\n" * 2_000_000, "lines", id="header lines"),
        pytest.param(b"WARC/1.0\r\na: b\r\n" + b" c\r\n" * 2_000_000, "lines", id="lines of one header"),
        pytest.param(b"WARC/1.0\r\n" + b"a" * 20_000_000, "bytes", id="one long line"),
        pytest.param(b"WARC/1.0\r\nContent-Length: 0\r\n\r\n" + b"\n" * 5_000_000, "does not begin", id="empty lines"),
        pytest.param(_record("metadata", b"") * (MAX_RECORDS + 1), "records", id="records"),
        pytest.param(
            _answer(b"1\r\na\r\n" * 1_000_000 + b"0\r\n\r\n", "Transfer-Encoding: chunked"), "packed", id="chunks"
        ),
        pytest.param(b"WARC/1.0\r\nContent-Length: -1\r\n\r\n", "length", id="a length below nothing"),
        pytest.param(b"WARC/1.0\r\nContent-Length: 99999999\r\n\r\nx", "too early", id="a length beyond the end"),
        pytest.param(b"WARC/1.0\r\n\r\n", "length", id="no length"),
    ],
)
def test_a_web_archive_has_bounds_for_all_that_it_counts(
    data: bytes, why: str, pack: Callable[[bytes], bytes], capfd: pytest.CaptureFixture[str]
) -> None:
    start = time.process_time()
    assert why in _why(pack(data))
    assert time.process_time() - start < 10
    first, *rest = extracted(pack(_answer(_html()) + data))
    assert isinstance(first, Extracted)
    assert any(why in note for note in first.notes)
    assert (rest, capfd.readouterr()) == ([], ("", ""))


def test_a_web_archive_within_its_bounds_is_read() -> None:
    lines = "\r\n".join(f"X-{number}: y" for number in range(MAX_HEAD_LINES - 10))
    data = _record("metadata", b"", lines) + _answer(_html(), lines) + _record("metadata", b"") * 1_000
    assert _one(data).notes == ()
    assert _one(gzip.compress(data)).notes == ()
    each = b"".join(map(gzip.compress, (_record("metadata", b""),) * 1_000 + (_answer(_html()),)))
    assert _one(each).notes == ()


def test_pages_that_are_left_out_of_a_web_archive_are_said() -> None:
    pages = extracted(_answer(_html()) * (MAX_PAGES + 3))
    assert len(pages) == MAX_PAGES
    assert isinstance(pages[0], Extracted)
    assert "what follows was not read" in pages[0].notes[-1]
    two = extracted(_answer(_html()) + _answer(b"<html></html>"))
    assert isinstance(two[0], Extracted)
    assert two[0].notes[-1].startswith("pages of the web archive that were left out: 1; of the first, no main text")


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (gzip.compress(_html()), ("Content-Encoding: gzip",)),
        (zlib.compress(_html()), ("Content-Encoding: deflate",)),
        (zlib.compress(_html())[2:-4], ("Content-Encoding: deflate",)),
        (b"10\r\n" + _html()[:16] + b"\r\n%x\r\n" % len(_html()[16:]) + _html()[16:] + b"\r\n0\r\n\r\n", ("Transfer-Encoding: chunked",)),
        (_html(), ("Transfer-Encoding: chunked", "Content-Encoding: gzip")),
        (_html(), ("Content-Encoding: br",)),
    ],
    ids=["gzip", "deflate", "raw deflate", "chunked", "said to be packed", "said to be packed otherwise"],
)  # fmt: skip
def test_a_page_of_a_web_archive_is_unpacked(body: bytes, more: tuple[str, ...]) -> None:
    page = _one(_answer(body, *more))
    assert "Київ 🙂" in page.text
    assert page.url == "https://example.org/1"


def test_an_address_in_a_web_archive_is_one_or_none() -> None:
    assert _one(_answer(_html(), url="<https://example.org/b>")).url == "https://example.org/b"
    assert _one(_answer(_html(), url="http://[")).url == "https://example.org/a"


@pytest.mark.parametrize(
    "href", ["http://[", "http://x:99999/", "http://u:p@x/", "javascript:alert(1)", "//[", "mailto:a@b.c"]
)
def test_an_address_that_a_page_names_is_a_web_address_or_none(href: str) -> None:
    head = HEAD.replace("https://example.org/a", href)
    assert _one(_html(head=head)).url is None
    assert _one(_html(head=head), url="https://example.org/b").url == "https://example.org/b"


def test_nothing_that_a_library_warns_of_reaches_the_terminal(tmp_path: Path) -> None:
    for name, data in (("a.warc", _answer(_html())[:-900]), ("b.html", b"<!doctype html><p>"), ("c.html", _html())):
        (tmp_path / name).write_bytes(data)
    code = "import sys, pathlib\nfrom planstrack.documents import extracted\n" + (
        "for path in sorted(pathlib.Path(sys.argv[1]).iterdir()): extracted(path.read_bytes(), name=path.name)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
