"""Fetching: public addresses only, each redirect anew, within a deadline and a size; nothing a server does raises."""

from __future__ import annotations

import asyncio
import gzip
import http.server
import importlib
import inspect
import pkgutil
import socket
import threading
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote_from_bytes, unquote_to_bytes

import pytest

from planstrack.fetch import (
    MAX_MEMBERS,
    Fetched,
    Limits,
    NotFetched,
    compared,
    fetch,
    is_public,
    is_web_address,
    unzipped,
    why_no_web_address,
)

PAGE = b"<html><body>The words of the page.</body></html>"


class _Server(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        match self.path:
            case "/page" | "/page%20%3C%C3%A9%3E":
                self._answer(200, PAGE, Content_Type="text/html; charset=utf-8")
            case "/host":
                self._answer(200, self.headers["Host"].encode())
            case "/gzip":
                self._answer(200, gzip.compress(PAGE), Content_Encoding="gzip")
            case "/deflate":
                self._answer(200, zlib.compress(PAGE)[2:-4], Content_Encoding="deflate")
            case "/bomb":
                self._answer(200, gzip.compress(b"a" * 3_000_000), Content_Encoding="gzip")
            case "/long":
                self._answer(200, b"a" * 300_000)
            case "/says-long":
                self._answer(200, b"", Content_Length="99999999999")
            case "/odd":
                self._answer(200, PAGE, Content_Encoding="br")
            case "/broken":
                self._answer(200, b"not gzip", Content_Encoding="gzip")
            case "/headers":
                self._answer(200, PAGE, X="a" * 200_000)
            case "/circle":
                self._answer(302, b"", Location="/circle")
            case "/file":
                self._answer(302, b"", Location="file:///etc/passwd")
            case "/nowhere":
                self._answer(302, b"", Location="http://[")
            case path if path.startswith("/to?"):
                self.wfile.write(b"HTTP/1.0 302 Found\r\nLocation: " + unquote_to_bytes(path[4:]) + b"\r\n\r\n")
            case "/missing":
                self._answer(404, b"")
            case "/nonsense":
                self.wfile.write(b"\0\1\2 nonsense\r\n\r\n")
            case path if path.startswith("/hop/"):
                left = int(path.removeprefix("/hop/"))
                self._answer(302, b"", Location=f"/hop/{left - 1}" if left > 1 else "/page")
            case _:
                threading.Event().wait(5)


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Server) as server:
        server.daemon_threads = True
        server.block_on_close = False
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _get(url: str, **limits: float) -> Fetched | NotFetched:
    return fetch(url, private=True, limits=Limits(**{"size": 200_000, "seconds": 5.0, **limits}))  # type: ignore[arg-type]


def test_a_page_comes_with_its_type_and_where_it_was_found(base: str) -> None:
    page = _get(f"{base}/hop/5")
    assert page == Fetched(url=f"{base}/page", content_type="text/html; charset=utf-8", data=PAGE)


@pytest.mark.parametrize("how", ["gzip", "deflate"])
def test_compressed_pages_are_unpacked(base: str, how: str) -> None:
    page = _get(f"{base}/{how}")
    assert isinstance(page, Fetched)
    assert page.data == PAGE


@pytest.mark.parametrize(
    ("path", "why"),
    [
        pytest.param("/hop/6", "redirects more than 5 times", id="too many redirects"),
        pytest.param("/circle", "redirects in a circle", id="a circle"),
        pytest.param("/file", "only http and https", id="a redirect to a file"),
        pytest.param("/nowhere", "no web address", id="a redirect to nothing"),
        pytest.param("/bomb", "larger than", id="a small page that unpacks to a large one"),
        pytest.param("/long", "larger than", id="a large page"),
        pytest.param("/says-long", "larger than", id="a page that says it is large"),
        pytest.param("/odd", "was not asked for", id="a compression nobody asked for"),
        pytest.param("/broken", "damaged", id="broken compression"),
        pytest.param("/headers", "connection failed", id="giant headers"),
        pytest.param("/missing", "status 404", id="no such page"),
        pytest.param("/nonsense", "connection failed", id="no HTTP at all"),
    ],
)
def test_a_page_that_cannot_be_had_says_why(base: str, path: str, why: str) -> None:
    page = _get(base + path)
    assert isinstance(page, NotFetched)
    assert why in page.why


NO_PAGE = [
    "javascript:alert(1)", "mailto:a@b.c", "urn:isbn:1", "data:,x", "tel:1", "about:blank", "ws://example.org/",
    "http://xn--a/", "http://xn--/", "http://xn--ls8h.invalid/", "http://a.xn--zz/", "http://①.example/", "http://℀.example/",
    "http://ß\u200d.example/", "http://1.1.1.1:99999/", "http://1.1.1.1:0/", "http://1.1.1.1:-1/", "http://1.1.1.1:x/",
    "http://1.1.1.1:８０/", "http://:80/", "http://@/", "http://u@example.org/", "http://u:p@example.org:99999/",
    "http://[::1", "http://[::1]x/", "http://[v1.x]/", "http://[fe80::1%25eth0]/", "http://256.1.1.1/", "http://%00/",
    "http://a%2fb/", "http://a\\@b/", "http://" + "a" * 300 + ".example/", "//[",
]  # fmt: skip


@pytest.mark.parametrize("url", NO_PAGE)
def test_an_address_that_is_no_page_s_is_refused_wherever_it_comes_from(base: str, url: str) -> None:
    typed = fetch(url, private=True, limits=Limits(seconds=5))
    sent = _get(f"{base}/to?{quote_from_bytes(url.encode())}")
    for page in (typed, sent):
        assert isinstance(page, NotFetched)
        assert "connection failed" not in page.why  # It is refused before any library sees it.


@pytest.mark.parametrize(
    "location", [b"\xff\xfe", b"http://\xff/", b"http://a b/", b"\xed\xa0\x80://", b" ", b"?" * 3000]
)
def test_any_bytes_in_a_redirect_are_an_answer(base: str, location: bytes) -> None:
    assert isinstance(_get(f"{base}/to?{quote_from_bytes(location)}"), NotFetched)


def test_a_redirect_with_letters_and_spaces_as_servers_send_them_is_followed(base: str) -> None:
    page = _get(f"{base}/to?{quote_from_bytes('/page <é>'.encode())}")
    assert isinstance(page, Fetched)
    assert (page.url, page.data) == (f"{base}/page%20%3C%C3%A9%3E", PAGE)


LIBRARIES = "httpx httpcore h11 anyio idna ssl socket ipaddress zlib asyncio".split()


def _errors_of(library: str) -> set[type[Exception]]:
    """Return every error class that a library defines, in all of its modules that can be imported here."""
    top = importlib.import_module(library)
    modules = [top]
    for module in pkgutil.walk_packages(getattr(top, "__path__", ()), f"{library}."):
        try:
            modules.append(importlib.import_module(module.name))
        except ImportError:  # Of another system, or for an extra that is not used.
            continue
    every = {item for module in modules for item in vars(module).values() if inspect.isclass(item)}
    own = {item for item in every if item.__module__.split(".")[0].lstrip("_") == library}
    return {item for item in own if issubclass(item, Exception)}


def _raised(kind: type[Exception]) -> Exception:
    error = kind.__new__(kind)
    error.args = ("it went wrong\nin a second line",)
    return error


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_error_of_the_libraries_below_is_a_reason_and_no_exception(
    base: str, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    httpx = importlib.import_module("httpx")
    kinds = sorted(_errors_of(library), key=lambda kind: f"{kind.__module__}.{kind.__qualname__}")
    assert kinds
    for kind in (*kinds, OverflowError, UnicodeError, KeyError, RecursionError, EOFError):

        async def fails(*_: object, kind: type[Exception] = kind, **more: object) -> Any:
            raise _raised(kind)

        monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", fails)
        page = _get(f"{base}/page")
        assert isinstance(page, NotFetched), kind
        assert page.why
        assert "\n" not in page.why


def test_errors_in_a_group_tell_the_first_of_them(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    httpx = importlib.import_module("httpx")

    async def fails(*_: object, **more: object) -> Any:
        raise ExceptionGroup("unhandled errors", [ExceptionGroup("inner", [OverflowError("port must be 0-65535")])])

    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", fails)
    page = _get(f"{base}/page")
    assert page == NotFetched(url=f"{base}/page", why="the connection failed: port must be 0-65535")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "HTTP://EXAMPLE.org:443/a?b=c#d",
        "https://київ.example/новини",
        "http://[2001:db8::1]:80/",
    ],
)
def test_a_web_address_is_one(url: str) -> None:
    assert why_no_web_address(url) is None


@pytest.mark.parametrize(
    "url", ["", "example.org", "http:/a", "http:a", "https://a b/", "https://a/<", 'https://a/"', "a\nhttps://b/"]
)
def test_what_is_no_web_address_is_none(url: str) -> None:
    assert not is_web_address(url)


def test_addresses_that_differ_in_nothing_that_matters_are_the_same() -> None:
    assert compared("HTTP://www.Example.org/a/?utm_source=x#top") == compared("https://example.org/a")
    assert compared("https://example.org/a?id=1") != compared("https://example.org/a?id=2")
    assert compared("http://[") == "http://["


def test_one_deadline_holds_for_everything(base: str) -> None:
    page = _get(f"{base}/sleep", seconds=0.3)
    assert page == NotFetched(url=f"{base}/sleep", why="it took longer than 0.3 seconds")


def test_a_notebook_with_a_running_loop_can_fetch(base: str) -> None:
    async def cell() -> Fetched | NotFetched:
        return _get(f"{base}/page")

    # In a thread of its own, as a kernel has it: browser tests before this one leave a loop running in the main thread.
    with ThreadPoolExecutor(1) as kernel:
        assert isinstance(kernel.submit(lambda: asyncio.run(cell())).result(), Fetched)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/", "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/",
        "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://0.0.0.0/",
        "http://169.254.169.254/latest", "http://10.0.0.1/", "http://192.168.1.1/", "http://[fd00::1]/",
    ],
)  # fmt: skip
def test_private_addresses_are_refused_unless_asked_for(url: str) -> None:
    page = fetch(url, limits=Limits(seconds=5))
    assert isinstance(page, NotFetched)
    assert "private or local network" in page.why


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://example.org/", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("http://", "names no host"),
        ("http://user:secret@example.org/", "user name or password"),
        ("http://example.org/" + "a" * 3000, "longer than"),
        ("http://[", "no web address"),
        ("http://exa\nmple.org/", "no web address"),
    ],
)
def test_what_is_no_public_web_address_is_refused(url: str, why: str) -> None:
    page = fetch(url)
    assert isinstance(page, NotFetched)
    assert why in page.why


def _resolved(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    asked: list[str] = []
    real = socket.getaddrinfo

    def answer(host: str, port: int, *rest: object, **more: object) -> list[object]:
        if host != "rebound.example":
            return list(real(host, port, *rest, **more))  # type: ignore[arg-type]
        asked.append(host)
        addresses = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


def test_a_name_is_resolved_once_and_the_connection_goes_to_that_address(
    base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = _resolved(monkeypatch, ["127.0.0.1"], ["192.0.2.1"])
    port = base.rpartition(":")[2]
    page = _get(f"http://rebound.example:{port}/host")
    assert isinstance(page, Fetched)
    assert page.data.decode() == f"rebound.example:{port}"
    assert len(asked) == 1


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    _resolved(monkeypatch, ["8.8.8.8", "127.0.0.1"])
    page = fetch("http://rebound.example/")
    assert isinstance(page, NotFetched)
    assert "private or local network" in page.why


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2606:4700:4700::1111", True), ("127.0.0.1", False), ("224.0.0.1", False),
        ("240.0.0.1", False), ("100.64.0.1", False), ("198.18.0.1", False), ("::", False), ("fe80::1%eth0", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:8.8.8.8", True), ("2002:7f00:1::", False), ("64:ff9b::a00:1", False), ("::127.0.0.1", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False), ("ff02::1", False), ("name", False),
        ("fec0::1", False), ("feff::1", False), ("fd00::1", False), ("192.0.0.8", False), ("192.0.0.9", False),
        ("192.0.0.170", False), ("192.88.99.1", False), ("192.31.196.1", False), ("192.175.48.1", False),
        ("255.255.255.255", False), ("0.1.2.3", False), ("172.31.255.255", False), ("172.32.0.1", True),
        ("3fff::1", False), ("3fff:fff:ffff::1", False), ("3ffe::1", False), ("2001:db8::1", False), ("5f00::1", False),
        ("100::1", False), ("2001:2::1", False), ("2001:20::1", False), ("2001:30::1", False), ("2001:200::1", True),
        ("64:ff9b::7f00:1", False), ("64:ff9b::c0a8:1", False), ("64:ff9b::808:808", True), ("64:ff9b:1::808:808", False),
        ("::ffff:127.0.0.1", False), ("::ffff:0:127.0.0.1", False), ("2002:c0a8:1::", False), ("2002:808:808::", True),
        ("::ffff:192.0.0.8", False), ("4000::1", False), ("2a00:1450:4001::1", True), ("1.1.1.1", True), ("", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_unpacking_stops_at_the_cap_and_takes_several_members() -> None:
    assert unzipped(gzip.compress(b"one ") + gzip.compress(b"two"), 100) == b"one two"
    assert len(unzipped(gzip.compress(b"a" * 1_000_000), 1000) or b"") == 1001
    assert unzipped(gzip.compress(b"a" * 1000)[:-9], 10_000) is None
    assert unzipped(b"plain", 100) is None
    assert unzipped(gzip.compress(b"one") + b"\0\0", 100) == b"one"


def test_unpacking_counts_the_parts_and_is_quick_at_many() -> None:
    empty = gzip.compress(b"")
    assert unzipped(gzip.compress(b"a") + empty * (MAX_MEMBERS - 1), 100) == b"a"
    assert unzipped(gzip.compress(b"a") + empty * MAX_MEMBERS, 100) is None


def test_what_follows_the_last_part_is_left_out() -> None:
    assert (
        unzipped(gzip.compress(b"one") + b"\0" * 50_000 + gzip.compress(b"two") + b"\0" * 50_000 + b"rest", 100)
        == b"onetwo"
    )
    assert unzipped(b"", 100) == b""
    large = bytes(range(256)) * 5_000
    assert unzipped(gzip.compress(large), len(large)) == large
    assert unzipped(zlib.compress(large)[2:-4], len(large), -zlib.MAX_WBITS) == large
