"""Fetching: public addresses only, each redirect anew, within a deadline and a size; nothing a server does raises."""

from __future__ import annotations

import asyncio
import gzip
import http.server
import socket
import threading
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from planstrack.fetch import Fetched, Limits, NotFetched, fetch, is_public, unzipped

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
            case "/page":
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
