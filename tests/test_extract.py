"""Files and pages to text: plain text exactly, pages without what their reader cannot see, archives within bounds."""

from __future__ import annotations

import gzip
import quopri
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planstrack.extract import MAX_PAGE, Extracted, NotExtracted, extracted

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
        (b"PK\x03\x04...", "a ZIP or Word file"),
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
