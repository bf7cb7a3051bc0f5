"""The live preview: what it answers to, what it never does, and that pages hear of a saved file."""

from __future__ import annotations

import http.client
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from typer.testing import CliRunner
from webplans import SHIPPED

from planstrack import api, serve


@dataclass
class Running:
    folder: Path
    preview: serve.Preview
    said: list[str] = field(default_factory=list)

    def ask(self, path: str = "/", method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.preview.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode()
        finally:
            connection.close()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("live") / "plan"
    shutil.copytree(SHIPPED, folder)
    (folder / ".secret.yaml").write_text("a: b\n", "utf-8")
    said: list[str] = []
    with serve.previewing(folder, say=said.append) as preview:
        yield Running(folder, preview, said)


def test_the_first_page_is_the_plans_and_carries_the_build_and_the_problems(running: Running) -> None:
    status, headers, page = running.ask("/")
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert "data-build=" in page
    assert "in the files" in page
    assert api.load(running.folder).plan.title in page


def test_it_listens_on_this_machine_alone(running: Running) -> None:
    assert running.preview.url.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "evil.example:80", "127.0.0.1.evil.example", "192.168.1.5", "", "localhost.evil",
        "127.0.0.1:8765, attacker.invalid", "127.0.0.1:8765,attacker.invalid", "127.0.0.1 attacker.invalid",
        "attacker.invalid, localhost", "localhost:80@attacker.invalid", "attacker.invalid@localhost", "localhost/x",
        "localhost#attacker.invalid", "localhost:80:80", "localhost:", "localhost:0", "localhost:080", "localhost:999999",
        "localhost:x", "localhost.", "127.0.0.1.", "LOCALHOST", "Localhost:8765", "127.1", "2130706433", "0x7f000001",
        "127.0.0.01", "127.0.0.2", "0.0.0.0", "[::1", "::1", "[::1].", "[::1]x", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]",
        "[127.0.0.1]", "[::1]:80, a.b", "localhost\xa0", "http://localhost",
    ],
)  # fmt: skip
def test_a_name_that_is_not_ours_gets_nothing(running: Running, host: str) -> None:
    status, _, page = running.ask("/", Host=host)
    assert status == 421
    assert "<html" not in page


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "localhost:8765", "[::1]:80", "[::1]"])
def test_our_own_names_are_answered(running: Running, host: str) -> None:
    assert running.ask("/", Host=host)[0] == 200


@pytest.mark.parametrize(
    ("header", "bound", "answer"),
    [
        ("192.168.1.5:80", "0.0.0.0", True),
        ("evil.example", "0.0.0.0", False),
        ("desk.example", "desk.example", True),
        ("192.168.1.5", "127.0.0.1", False),
        (None, "0.0.0.0", False),
        ("[::1", "127.0.0.1", False),
        ("[2001:db8::1]:80", "::", True),
        ("[2001:DB8::1]", "::", False),
        ("2001:db8::1", "::", False),
        ("Desk.example", "desk.example", False),
        ("desk.example", "Desk.Example", True),
        ("desk.example, evil.example", "desk.example", False),
        ("192.168.1.5, evil.example", "0.0.0.0", False),
        ("192.168.1.05", "0.0.0.0", False),
        ("127.0.0.2:80", "127.0.0.2", True),
        ("my_desk:80", "my_desk", True),
        ("a" * 400, "0.0.0.0", False),
    ],
)
def test_told_to_listen_elsewhere_it_answers_to_numbers_and_to_its_name(
    header: str | None, bound: str, answer: bool
) -> None:
    assert serve.may_answer(header, bound) is answer


def raw(running: Running, *lines: str) -> str:
    with socket.create_connection(("127.0.0.1", running.preview.port), timeout=30) as line:
        line.sendall("\r\n".join((*lines, "Connection: close", "", "")).encode())
        told = b""
        while piece := line.recv(65536):
            told += piece
    return told.decode()


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["GET / HTTP/1.1"], id="no host"),
        pytest.param(["GET / HTTP/1.0"], id="no host, as of old"),
        pytest.param(["GET / HTTP/1.1", "Host: localhost", "Host: attacker.invalid"], id="two hosts"),
        pytest.param(["GET / HTTP/1.1", "Host: attacker.invalid", "host: localhost"], id="two hosts, ours last"),
        pytest.param(["GET / HTTP/1.1", "Host: localhost", "Host: localhost"], id="ours twice"),
        pytest.param(["GET / HTTP/1.1", "Host: localhost", " attacker.invalid"], id="a folded line"),
        pytest.param(["GET / HTTP/1.1", "Host : localhost"], id="a blank before the colon"),
        pytest.param(["GET http://attacker.invalid/ HTTP/1.1", "Host: localhost"], id="another host's address"),
        pytest.param(["GET http://localhost/ HTTP/1.1", "Host: attacker.invalid"], id="our address, another host"),
        pytest.param(["GET http://localhost/ HTTP/1.1"], id="our address, no host"),
        pytest.param(["GET http://attacker.invalid@localhost/ HTTP/1.1", "Host: localhost"], id="a user"),
        pytest.param(["GET http://LOCALHOST/ HTTP/1.1", "Host: localhost"], id="our address in capitals"),
        pytest.param(["GET http://[::1/ HTTP/1.1", "Host: localhost"], id="a broken address"),
        pytest.param(["GET https://localhost/ HTTP/1.1", "Host: localhost"], id="another scheme"),
        pytest.param(["GET ftp://localhost/ HTTP/1.1", "Host: localhost"], id="a scheme that is none of ours"),
        pytest.param(["GET index.html HTTP/1.1", "Host: localhost"], id="no path"),
        pytest.param(["GET * HTTP/1.1", "Host: localhost"], id="a star"),
    ],
)
def test_a_request_that_names_us_in_no_one_way_gets_nothing(running: Running, lines: list[str]) -> None:
    told = raw(running, *lines)
    assert told.startswith("HTTP/1.1 421 ")
    assert "<html" not in told


@pytest.mark.parametrize("target", ["/", "http://localhost/", "http://127.0.0.1:8765/index.html", "http://[::1]/"])
def test_our_whole_address_is_answered_too(running: Running, target: str) -> None:
    assert raw(running, f"GET {target} HTTP/1.1", "Host: localhost").startswith("HTTP/1.1 200 ")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
def test_nothing_is_written(running: Running, method: str) -> None:
    status, headers, _ = running.ask("/", method)
    assert status == 405
    assert headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "path",
    ["/plan.yaml", "/../plan.yaml", "/%2e%2e/plan.yaml", "/versions/../../plan.yaml", "/.secret.yaml", "/.git/config",
     "/versions/us-28.yaml", "//etc/passwd", "/%00", "/index.html%00.txt", "/versions/", "/%ff", "/-/none", "/nothing.html"],
)  # fmt: skip
def test_an_address_is_a_page_of_the_site_or_it_is_not_there(running: Running, path: str) -> None:
    status, _, page = running.ask(path)
    assert status == 404
    assert "root:" not in page
    assert path not in page


def test_no_other_page_may_read_or_frame_it(running: Running) -> None:
    _, headers, _ = running.ask("/", Origin="https://evil.example")
    assert not {name for name in headers if name.startswith("access-control")}
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert headers["server"].strip() == "planstrack"


def test_the_log_shows_no_control_character(running: Running) -> None:
    with socket.create_connection(("127.0.0.1", running.preview.port), timeout=30) as line:
        line.sendall(b"GET /\x1b[31mred\x07 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        while line.recv(4096):
            pass
    assert running.said
    assert not [text for text in running.said if any(ord(char) < 32 or 127 <= ord(char) < 160 for char in text)]


def test_a_body_is_not_taken_for_the_next_request(running: Running) -> None:
    inner = b"GET /versions.html HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with socket.create_connection(("127.0.0.1", running.preview.port), timeout=30) as line:
        line.sendall(b"GET /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(inner) + inner)
        told = b""
        while piece := line.recv(4096):
            told += piece
    assert told.count(b"HTTP/1.1 ") == 1


def test_head_is_the_page_without_its_body(running: Running) -> None:
    status, headers, page = running.ask("/versions.html", "HEAD")
    assert (status, page) == (200, "")
    assert int(headers["content-length"]) > 1000


def test_another_sites_page_may_not_listen(running: Running) -> None:
    assert running.ask("/-/events", Sec_Fetch_Site="cross-site")[0] == 403


def test_a_saved_file_is_told_and_its_problems_stand_on_the_page(running: Running) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", running.preview.port, timeout=60)
    connection.request("GET", "/-/events")
    stream = connection.getresponse()
    assert stream.getheader("Content-Type") == "text/event-stream"

    def build() -> str:
        while not (line := stream.readline().decode()).startswith("data: "):
            assert line
        return line.removeprefix("data: ").strip()

    first = build()
    assert f'data-build="{first}"' in running.ask("/")[2]
    path = running.folder / "plan.yaml"
    before = path.read_text("utf-8")
    path.write_text(before + "\ntitel: <b>Plan</b>\n", "utf-8")
    second = build()
    assert second != first
    page = running.ask("/versions.html")[2]
    assert f'data-build="{second}"' in page
    assert "titel" in page
    assert "<b>Plan</b>" not in page
    path.write_text(before, "utf-8")
    assert build() not in (first, second)
    connection.close()


def test_without_watchfiles_the_files_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "watchfiles", None)
    monkeypatch.setattr(serve, "_POLL", 0.02)
    (tmp_path / "plan.yaml").write_text("title: One\n", "utf-8")
    with serve.previewing(tmp_path) as preview:
        connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=60)
        connection.request("GET", "/-/events")
        stream = connection.getresponse()
        for _ in range(3):
            stream.readline()
        (tmp_path / "plan.yaml").write_text("title: Another\n", "utf-8")
        assert stream.readline() == b"event: build\n"
        connection.close()


def test_a_plan_that_cannot_be_read_any_more_leaves_the_last_pages_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("title: One\n", "utf-8")
    plan = serve._Plan(tmp_path, lambda message: None)
    (tmp_path / "plan.yaml").unlink()
    plan.read()
    page = plan.page("index.html")
    assert page is not None
    assert "One" in page
    assert "no-plan" in page


def test_a_folder_without_a_plan_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(api.NotFound), serve.previewing(tmp_path):
        pass


def test_a_port_that_is_taken_is_said_in_a_sentence() -> None:
    from planstrack.cli.app import app

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(app, ["--plan", str(SHIPPED), "serve", "--port", port])
    assert result.exit_code == 1
    assert "cannot be listened on" in result.output
    assert "Traceback" not in result.output
