"""The days that a page states, the title that is its own, the root of a saved page, the captures of a web archive."""

from __future__ import annotations

from datetime import date

import pytest

from planstrack.documents import Document, Extracted, Line, NotExtracted, article_of, extracted, laid_out

WORDS = (
    "Mediators said that the text had shrunk after a long night of meetings in the hotel by the lake.",
    "The ceiling on soldiers is no longer in the text, an official who had read it said without a number.",
    "The delegations will sit down again later in the week, and a fresh text is expected before the month ends.",
)
OWN = '<link rel="canonical" href="https://daily.example/world/text">'
PUBLISHED = '<meta property="article:published_time" content="2025-12-01">'


def html(
    middle: str = "",
    head: str = "",
    heading: str = "<h1>Text shrinks</h1>",
    address: str = OWN,
    words: tuple[str, ...] = WORDS,
) -> bytes:
    first, *rest = (f"<p>{text}</p>" for text in words)
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Text shrinks</title>{address}{head}</head>'
        f"<body><article>{heading}{first}{middle}{''.join(rest)}</article></body></html>"
    )
    return page.encode()


def one(data: bytes) -> Extracted:
    (found,) = extracted(data)
    assert isinstance(found, Extracted), found
    return found


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("head", "middle", "revised"),
    [
        pytest.param('<meta property="article:modified_time" content="2025-12-03T08:00:00Z">', "", 3, id="a meta"),
        pytest.param(ld('{"@type": "NewsArticle", "dateModified": "2025-12-03"}'), "", 3, id="JSON-LD"),
        pytest.param("", "<p>Updated 3 December 2025; first published 30 November 2025.</p>", 3, id="its own words"),
        pytest.param("", "<p>Last updated at 10:40 GMT on Dec. 3rd, 2025</p>", 3, id="with an hour"),
        pytest.param("", "<p>Оновлено: 3 грудня 2025, 10:40</p>", 3, id="in Ukrainian"),
        pytest.param("", "<p>Aktualisiert am 03.12.2025 um 10:40 Uhr</p>", 3, id="in German, with dots"),
        pytest.param("", '<p>Updated: <time datetime="2025-12-03T10:00Z">Wednesday</time></p>', 3, id="a time behind its label"),
        pytest.param("", "<p>Updated 1 December 2025</p>", None, id="not after the publication"),
        pytest.param("", "<p>Updated 03/12/2025</p>", None, id="a day that reads two ways"),
        pytest.param("", "<p>The plan was updated 3 December 2025, a person said there.</p>", None, id="prose"),
        pytest.param("", "<p>Updated texts of 3 December 2025 were sent round, a person said there.</p>", None, id="prose that begins so"),
        pytest.param("", "<aside><h3>Other</h3><p>Updated 9 December 2025</p></aside>", None, id="a teaser"),
        pytest.param("", '<div><h3>Other</h3><p>Updated <time datetime="2025-12-09">x</time></p></div>', None, id="another article"),
    ],
)  # fmt: skip
def test_the_day_of_a_change_is_what_the_page_states_of_itself(head: str, middle: str, revised: int | None) -> None:
    page = one(html(middle, PUBLISHED + head))
    assert (page.published, page.revised) == (date(2025, 12, 1), date(2025, 12, revised) if revised else None)


def test_two_days_of_change_are_none() -> None:
    page = one(html("<p>Updated 3 December 2025</p>", '<meta property="article:modified_time" content="2025-12-05">'))
    assert page.revised is None
    assert page.notes[-1].startswith(
        "the page gives different days of its last change, so that none was taken (2025-12-05 in"
    )


@pytest.mark.parametrize(
    ("head", "middle"),
    [
        pytest.param(
            "", '<div class="more"><h3>Other</h3><time itemprop="datePublished" datetime="2020-02-02">x</time></div>',
            id="a teaser without an item",
        ),
        pytest.param(
            ld('{"@type": "NewsArticle", "headline": "Cup final tonight", "datePublished": "2020-02-02"}'),
            "",
            id="an entry with another headline",
        ),
        pytest.param(
            "",
            '<p>The plan, published <time datetime="2020-02-02">in 2020</time>, was short and sweet.</p>',
            id="a time in a sentence",
        ),
        pytest.param('<meta property="og:url" content="https://daily.example/2020/02/02/text">', "", id="an address"),
    ],
)  # fmt: skip
def test_a_day_of_something_else_is_no_day_of_publication(head: str, middle: str) -> None:
    assert one(html(middle, head)).published is None


def test_a_time_that_the_page_labels_as_its_publication_is_one() -> None:
    assert one(html('<p>Published: <time datetime="2025-12-01T08:00">Monday</time></p>')).published == date(2025, 12, 1)


LIVE = ld(
    '{"@type": "LiveBlogPosting", "headline": "Talks, live", "datePublished": "2025-12-01", "liveBlogUpdate": ['
    '{"@type": "BlogPosting", "headline": "Cap is gone", "datePublished": "2025-12-02"}]}'
)
ENTRIES = "".join(
    f'<div><time datetime="2025-12-01T{at}">{at}</time><h2>{title}</h2><p>{words}</p></div>'
    for at, title, words in (("11:40", "Talks resume", WORDS[0]), ("09:10", "Cap is gone", WORDS[1]))
)


@pytest.mark.parametrize(
    ("heading", "head"),
    [
        pytest.param("<h1>Talks, live</h1>", LIVE, id="a heading"),
        pytest.param("<h1>Talks, live</h1>", LIVE + '<meta property="og:title" content="Cap is gone">', id="the page called by an entry"),
        pytest.param("", LIVE + '<meta property="og:title" content="Cap is gone">', id="no heading of its own"),
        pytest.param(
            "<h1>Talks, live</h1>",
            ld('[{"@type": "LiveBlogPosting", "headline": "Talks, live", "datePublished": "2025-12-01"},'
               '{"@type": "BlogPosting", "headline": "Talks: Cap is gone", "datePublished": "2025-12-02"}]'),
            id="entries beside it",
        ),
    ],
)  # fmt: skip
def test_a_live_blog_has_its_own_title_and_day_and_all_its_headings(heading: str, head: str) -> None:
    body = f"<body><main>{heading}{ENTRIES}</main></body>"
    page = one(f"<!doctype html><html><head><title>Cap is gone</title>{OWN}{head}</head>{body}</html>".encode())
    assert (page.title, page.published) == ("Talks, live", date(2025, 12, 1))
    assert [line for line in page.text.split("\n") if line] == [
        "Talks, live", "11:40", "Talks resume", WORDS[0], "09:10", "Cap is gone", WORDS[1],
    ]  # fmt: skip


def test_the_address_of_a_page_is_its_own_and_no_front_page() -> None:
    front = '<link rel="canonical" href="https://daily.example/">'
    assert one(html(address=front)).url is None
    assert one(html(address=front)).outlet == "daily.example"
    mobile = one(html(head='<meta property="og:url" content="https://m.daily.example/world/text">'))
    assert (mobile.url, mobile.named) == ("https://daily.example/world/text", ("https://m.daily.example/world/text",))
    copy = one(html(head='<meta property="og:url" content="https://mirror.example/1">'))
    assert copy.url == "https://mirror.example/1"
    assert copy.notes == (
        "the page names https://daily.example/world/text as its original: is this outlet's text another one's?",
    )


# ------------------------------------------------------------------------------------------------------- saved pages

FRAME = html(
    words=("A frame tells of shoes.", "It tells of hats.", "And of gloves that are for sale this week in the shop."),
    heading="<h1>Shoes</h1>",
)


def saved(*parts: tuple[str, bytes], start: str = "", top: str = "") -> bytes:
    head = f'MIME-Version: 1.0\r\n{top}Content-Type: multipart/related; boundary="bb"{start}\r\n\r\n'
    return (
        head.encode()
        + b"".join(b"--bb\r\n" + name.encode() + b"\r\n\r\n" + body + b"\r\n" for name, body in parts)
        + b"--bb--\r\n"
    )


def part(name: str, address: str) -> str:
    return f"Content-Type: text/html; charset=utf-8\r\nContent-ID: <{name}>\r\nContent-Location: {address}"


FRAME_PART = (part("f@x", "https://ads.example/f"), FRAME)
PAGE_PART = (part("r@x", "https://daily.example/world/text"), html())


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(saved(FRAME_PART, PAGE_PART, start='; start="<r@x>"'), id="named by start"),
        pytest.param(saved(FRAME_PART, PAGE_PART, start="; start=r@x"), id="named without brackets"),
        pytest.param(
            saved(FRAME_PART, PAGE_PART,
            top="Snapshot-Content-Location: https://daily.example/world/text\r\n"),
            id="named by the browser",
        ),
        pytest.param(saved(FRAME_PART, PAGE_PART, top="Content-Location: https://daily.example/world/text\r\n"), id="named by its address"),
        pytest.param(saved(PAGE_PART, FRAME_PART), id="the first when none is named"),
        pytest.param(
            saved(
                FRAME_PART,
                (
                    'Content-Type: multipart/alternative; boundary="cc"\r\nContent-ID: <r@x>',
                    b"--cc\r\nContent-Type: text/html\r\n\r\n" + html() + b"\r\n--cc--\r\n",
                ),
                start='; start="<r@x>"',
            ),
            id="one of several forms",
        ),
    ],
)  # fmt: skip
def test_the_page_of_a_saved_page_is_the_root_that_it_names(data: bytes) -> None:
    page = one(data)
    assert page.text.endswith(WORDS[-1])
    assert page.notes == ()


def test_a_root_that_is_missing_is_told() -> None:
    assert one(saved(PAGE_PART, start='; start="<no@x>"')).notes == (
        "the page that the file names as its root is not in it: the first page was read",
    )


# ------------------------------------------------------------------------------------------------------ web archives

URL = "https://daily.example/world/text"


def record(kind: str, body: bytes, day: str, *more: str, url: str = URL) -> bytes:
    told = (f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", f"WARC-Date: {day}T10:00:00Z")
    head = ("WARC/1.1", *told, f"Content-Length: {len(body)}", *more)
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body + b"\r\n\r\n"


def answer(body: bytes, day: str, status: str = "200 OK", *more: str, url: str = URL) -> bytes:
    head = "\r\n".join((f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", *more))
    return record("response", head.encode() + b"\r\n\r\n" + body, day, url=url)


def pages(data: bytes) -> list[Extracted]:
    found = extracted(data)
    assert all(isinstance(page, Extracted) for page in found), found
    return [page for page in found if isinstance(page, Extracted)]


def test_captures_come_in_the_order_of_their_days_and_these_are_no_days_of_publication() -> None:
    found = pages(
        answer(html("<p>Third of all.</p>"), "2025-12-07")
        + answer(html(), "2025-12-02", url="https://daily.example/b")
        + answer(html("<p>First of all.</p>"), "2025-12-03")
    )
    assert [(page.url, page.captured and page.captured.date(), page.published) for page in found] == [
        (URL, date(2025, 12, 3), None),
        ("https://daily.example/b", date(2025, 12, 2), None),
        (URL, date(2025, 12, 7), None),
    ]


def test_a_redirect_for_good_leads_to_a_page_and_one_for_now_does_not() -> None:
    old = "https://daily.example/old"
    moved = answer(b"", "2025-12-02", "301 Moved Permanently", "Location: /world/text", url=old)
    assert pages(moved + answer(html(), "2025-12-02"))[0].led_from == (old,)
    now = answer(b"", "2025-12-02", "302 Found", "Location: /world/text", url=old)
    assert pages(now + answer(html(), "2025-12-02"))[0].led_from == ()
    circle = answer(b"", "2025-12-02", "301 Moved", f"Location: {old}")
    assert pages(moved + circle + answer(html(), "2025-12-02"))[0].led_from == (old,)


def test_a_record_that_a_page_was_unchanged_is_told_and_is_no_page() -> None:
    visit = record("revisit", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "2025-12-09")
    picture = record("revisit", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n", "2025-12-09")
    assert pages(answer(html(), "2025-12-02") + visit + picture)[0].notes == (
        f"the web archive says that {URL} was unchanged on 2025-12-09",
    )
    (found,) = extracted(visit)
    assert isinstance(found, NotExtracted)
    assert found.why.startswith("its records only say that pages were unchanged")


def test_a_text_made_of_a_page_that_is_there_is_left_out_and_a_cut_record_is_told() -> None:
    made = record("conversion", b"Words of the page.", "2025-12-02", "Content-Type: text/plain")
    assert [page.text.split("\n")[0] for page in pages(made + answer(html(), "2025-12-02"))] == ["Text shrinks"]
    assert pages(made)[0].text == "Words of the page."
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html()
    (cut,) = pages(record("response", body, "2025-12-02", "WARC-Truncated: length"))
    assert cut.notes == ("the record was cut when the page was taken (length): this may be only its beginning",)


@pytest.mark.parametrize("day", ["2025", "yesterday", "", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_record_without_a_day_that_can_be_read_has_none(day: str) -> None:
    (page,) = pages(answer(html(), "2025-12-02").replace(b"2025-12-02T10:00:00Z", day.encode()))
    assert page.captured is None


def test_a_document_that_was_read_is_an_article_with_its_text_and_notes() -> None:
    text, lines = laid_out([Line(text="A plan"), Line(text="Borders hold.", label="1.")])
    found = article_of(
        Document(kind="PDF", text=text, lines=lines, title="A plan", language="en", notes=("a page is a scan",))
    )
    assert (found.kind, found.text, found.title, found.language, found.notes, found.author) == (
        "PDF", "A plan\n\n1. Borders hold.", "A plan", "en", ("a page is a scan",), None,
    )  # fmt: skip
