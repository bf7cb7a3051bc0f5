"""The pages of a plan, live: problems are shown on every page, and pages reload when a file is saved.

Nothing is read from the disk for a request: an address is one of the site's pages or it is not there. The server
listens on this machine alone unless told otherwise, answers only to its own names (a page elsewhere that points its own
name at this machine gets nothing), writes nothing and lets no other page read it.
"""

from __future__ import annotations

import ipaddress
import os
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from planstrack.problem import Problem
    from planstrack.site import Site

_EVENTS = "/-/events"
_STREAMS = 64
"""How many pages may wait for news at once; more are told to come again, so that no one can use up the threads."""
_BEAT = 10.0
_POLL = 1.0


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One problem as a page shows it."""

    where: str
    severity: str
    code: str
    message: str
    line: str | None
    hint: str | None


def _findings(problems: tuple[Problem, ...]) -> tuple[Finding, ...]:
    from planstrack.render.printable import printable

    order = {"error": 0, "warning": 1, "note": 2}
    return tuple(
        Finding(
            where=printable(str(problem.place)),
            severity=problem.severity,
            code=problem.code,
            message=printable(problem.message),
            line=printable(problem.place.source.line(problem.place.line))[:300] or None,
            hint=printable(problem.hint) if problem.hint else None,
        )
        for problem in sorted(problems, key=lambda problem: order[problem.severity])
    )


class _Plan:
    """The plan folder as it was last read, and who waits for it to change."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self.folder = folder
        self._say = say
        self.changed = threading.Condition()
        self.streams = threading.BoundedSemaphore(_STREAMS)
        self.closing = threading.Event()
        self.site: Site
        self.build = ""
        self._findings: tuple[Finding, ...] = ()
        self.read()

    def read(self) -> None:
        """Read the folder anew; when it cannot be read at all, what was read before stays, and pages say so."""
        from planstrack import api
        from planstrack.site import Site

        try:
            site: Site | None = Site(api.load(self.folder))
            findings = _findings(api.check((), self.folder).problems)
        except api.NotFound as error:
            if not self.build:
                raise
            site = None
            findings = (
                Finding(
                    where=str(self.folder), severity="error", code="no-plan", message=str(error), line=None, hint=None
                ),
            )
        with self.changed:
            if site is not None:
                self.site = site
            self._findings = findings
            self.build = f"{time.time_ns():x}"
            self.changed.notify_all()

    def page(self, address: str) -> str | None:
        from planstrack.render.html import Live

        with self.changed:
            site, live = self.site, Live(build=self.build, problems=self._findings)
        return site.page(address, live)

    def watch(self) -> None:
        """Read the folder anew whenever a YAML file of it is saved, until the server closes."""
        for _ in self._saves():
            if self.closing.is_set():
                return
            try:
                self.read()
            except Exception as error:
                self._say(f"reading the plan failed: {type(error).__name__}")
            else:
                self._say("read anew")

    def _saves(self) -> Iterator[Any]:
        try:
            from watchfiles import watch
        except ImportError:  # the `serve` extra is not installed: look at the files once a second
            yield from self._polled()
            return
        yield from watch(
            self.folder,
            watch_filter=lambda _, path: path.endswith((".yaml", ".yml")),
            stop_event=self.closing,
            raise_interrupt=False,
            ignore_permission_denied=True,
        )

    def _polled(self) -> Iterator[None]:
        known = self._stamps()
        while not self.closing.wait(_POLL):
            now = self._stamps()
            if now != known:
                known = now
                yield

    def _stamps(self) -> dict[str, tuple[int, int]]:
        found = {}
        for top, folders, names in os.walk(self.folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in names:
                if name.endswith((".yaml", ".yml")):
                    path = Path(top, name)
                    try:
                        stat = path.stat(follow_symlinks=False)
                    except OSError:
                        continue
                    found[str(path)] = (stat.st_mtime_ns, stat.st_size)
        return found


_HOST = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(:[1-9][0-9]{0,4})?")


def may_answer(host: str | None, bound: str) -> bool:
    """Return whether a request that names this host is meant for us: by number, as localhost, or as we were told.

    The name and its port are taken as browsers write them, to the letter. A name from elsewhere that was pointed at
    this machine (DNS rebinding) is refused. Where we listen on this machine alone, no other number is ours.
    """
    written = _HOST.fullmatch(host or "")
    if written is None:
        return False
    name = written[1]
    if name in ("localhost", "127.0.0.1", "[::1]", f"[{bound}]" if ":" in bound else bound.lower()):
        return True
    try:
        number = ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return name == (f"[{number}]" if number.version == 6 else str(number)) and not _is_loopback(bound)


def _is_loopback(bound: str) -> bool:
    if bound == "localhost":
        return True
    try:
        return ipaddress.ip_address(bound).is_loopback
    except ValueError:
        return False


def _handler(plan: _Plan, bound: str, say: Callable[[str], None]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        server_version = "planstrack"
        sys_version = ""
        protocol_version = "HTTP/1.1"
        timeout = 60

        def do_GET(self) -> None:
            self._answer()

        def do_HEAD(self) -> None:
            self._answer()

        def _answer(self) -> None:
            if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
                self.close_connection = True  # A body that nobody reads must not be taken for the next request.
            if not self._is_for_us():
                self.close_connection = True  # Nor is what follows, whatever a broken header made of it.
                self._send(HTTPStatus.MISDIRECTED_REQUEST, "This server does not go by that name.")
                return
            path = self._path()
            if path == _EVENTS:
                self._stream()
                return
            if path == "/favicon.ico":
                self._send(HTTPStatus.NO_CONTENT, "")
                return
            try:
                page = plan.page(path.removeprefix("/") or "index.html")
            except Exception as error:
                say(f"making {path!r} failed: {type(error).__name__}")
                self._send(HTTPStatus.INTERNAL_SERVER_ERROR, "This page could not be made.")
                return
            if page is None:
                self._send(HTTPStatus.NOT_FOUND, "There is no such page.")
                return
            self._send(HTTPStatus.OK, page, "text/html; charset=utf-8")

        def _is_for_us(self) -> bool:
            """Whether one host is named, and it is we; a target that is a whole address names a second."""
            hosts = self.headers.get_all("Host", [])
            if len(hosts) != 1:
                return False
            if not self.path.startswith("/"):
                try:
                    target = urlsplit(self.path)
                except ValueError:
                    return False
                hosts.append(target.netloc if target.scheme == "http" else "")
            return all(may_answer(host, bound) for host in hosts)

        def _path(self) -> str:
            try:
                return unquote(urlsplit(self.path).path, errors="strict")
            except (ValueError, UnicodeDecodeError):
                return "/-/none"

        def _head(self, status: HTTPStatus, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Cache-Control", "no-store")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("X-Frame-Options", "DENY")
            self.send_header("Referrer-Policy", "no-referrer")
            self.send_header("Cross-Origin-Resource-Policy", "same-origin")
            self.send_header("Cross-Origin-Opener-Policy", "same-origin")

        def _send(self, status: HTTPStatus, text: str, kind: str = "text/plain; charset=utf-8") -> None:
            body = text.encode()
            self._head(status, kind)
            if status != HTTPStatus.NO_CONTENT:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def _stream(self) -> None:
            """Tell the page which build there is, and again when there is another, until it goes away."""
            if self.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
                self._send(HTTPStatus.FORBIDDEN, "Only our own pages may listen.")
                return
            if self.command == "HEAD" or not plan.streams.acquire(blocking=False):
                self._send(HTTPStatus.SERVICE_UNAVAILABLE, "Too many pages listen.")
                return
            self.close_connection = True
            try:
                self._head(HTTPStatus.OK, "text/event-stream")
                self.send_header("Connection", "close")
                self.end_headers()
                told = ""
                while not plan.closing.is_set():
                    with plan.changed:
                        if plan.build == told:
                            plan.changed.wait(_BEAT)
                        build = plan.build
                    self.wfile.write(
                        f"event: build\ndata: {build}\n\n".encode() if build != told else b": still here\n\n"
                    )
                    self.wfile.flush()
                    told = build
            except OSError:
                pass  # the page was closed
            finally:
                plan.streams.release()

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            """Answer what http.server refuses by itself (an unknown method, a broken line) without repeating it."""
            self.close_connection = True
            if code == HTTPStatus.NOT_IMPLEMENTED:
                code = HTTPStatus.METHOD_NOT_ALLOWED
            body = b"This cannot be answered: pages can only be read.\n"
            self.send_response(code)
            if code == HTTPStatus.METHOD_NOT_ALLOWED:
                self.send_header("Allow", "GET, HEAD")
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Connection", "close")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            from planstrack.render.printable import printable

            say(printable(format % args)[:500])

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a browser that went away is no error, and a traceback could show data."""


class _Server6(_Server):
    address_family = socket.AF_INET6


@dataclass(frozen=True)
class Preview:
    """A server that runs: `url` is its first page."""

    url: str
    port: int


@contextmanager
def previewing(
    folder: Path, *, host: str = "127.0.0.1", port: int = 0, say: Callable[[str], None] = lambda message: None
) -> Iterator[Preview]:
    """Serve the plan folder while the context lasts; port 0 takes any that is free.

    Raises:
        OSError: The address cannot be listened on.
        NotFound: There is no plan in the folder.
    """
    plan = _Plan(folder, say)
    kind = _Server6 if ":" in host else _Server
    server = kind((host, port), _handler(plan, host, say))
    threads = [
        threading.Thread(target=plan.watch, daemon=True),
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True),
    ]
    for thread in threads:
        thread.start()
    real = server.server_address[1]
    shown = "localhost" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    try:
        yield Preview(f"http://{shown}:{real}/", int(real))
    finally:
        plan.closing.set()
        with plan.changed:
            plan.changed.notify_all()
        server.shutdown()
        server.server_close()
        for thread in threads:
            thread.join(timeout=10)


def run(
    folder: Path, *, host: str = "127.0.0.1", port: int = 8765, say: Callable[[str], None] = lambda message: None
) -> None:
    """Serve the plan folder until interrupted (Ctrl-C).

    Raises:
        OSError: The address cannot be listened on.
        NotFound: There is no plan in the folder.
    """
    with previewing(folder, host=host, port=port, say=say) as preview:
        say(f"Serving {folder} at {preview.url} (Ctrl-C ends it)")
        if not _is_loopback(host):
            say("Whoever can reach this machine can read the plan.")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            say("Ended.")
