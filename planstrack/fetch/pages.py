"""A page from the web, fetched so that a stranger's address can do no harm.

Only http and https. A name is resolved once for each hop, every address it has must be a public one, and the connection
goes to that very address (so that a second answer of the name server cannot lead elsewhere). Redirects are followed by
hand, each checked anew. There is one deadline for everything, and a cap on the bytes before and after decompression.
No proxy, cookie or credential of the user's is used.
"""

from __future__ import annotations

import asyncio
import re
import socket
import threading
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from planstrack.fetch.addresses import MAX_URL, is_public, why_no_web_address
from planstrack.fetch.unpacking import AUTO, unzipped

if TYPE_CHECKING:
    import httpx

MAX_PIECES = 200_000
"""Pieces in which a server sends a page; a server that sends single bytes is left."""
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_USER_AGENT = "planstrack (reads single pages at a person's request)"
_ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.9, multipart/related;q=0.8, */*;q=0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`size`: bytes of a page, before and after decompression; `seconds` for everything; `hops`: redirects at most."""

    size: int = 10_000_000
    seconds: float = 30.0
    hops: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page as it was sent: `url` is where the redirects ended."""

    url: str
    content_type: str | None
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFetched:
    """Why there is no page, in a sentence; `url` is the address at which it ended."""

    url: str
    why: str


class _RefusedError(Exception):
    """Ends a fetch from within; it never leaves this module."""


def fetch(url: str, *, private: bool = False, limits: Limits | None = None) -> Fetched | NotFetched:
    """Return the page at `url`, or why there is none; nothing is raised for anything a server or an address does.

    `private` allows private and loopback addresses, as for a page on the user's own network.
    """
    work = _fetched(url, private, limits or Limits())
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    answers: list[Fetched | NotFetched] = []  # A notebook has a loop already, which cannot be run again from within.
    thread = threading.Thread(target=lambda: answers.append(asyncio.run(work)), daemon=True)
    thread.start()
    thread.join()
    return answers[0]


async def _fetched(url: str, private: bool, limits: Limits) -> Fetched | NotFetched:
    import httpx

    at = [url]
    try:
        async with asyncio.timeout(limits.seconds):
            return await _after_redirects(at, private, limits)
    except _RefusedError as refusal:
        why = str(refusal)
    except httpx.TimeoutException:
        why = "the server did not answer in time"
    except TimeoutError:
        why = f"it took longer than {limits.seconds:g} seconds"
    except Exception as error:
        # The error classes of httpx, httpcore, h11, anyio, idna, ssl and zlib have no other base in common, and each
        # release brings new ones. The tests list all that these libraries define, and try each.
        why = f"the connection failed: {_first_line(error)}"
    return NotFetched(url=at[-1][:MAX_URL], why=why)


def _first_line(error: Exception) -> str:
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    line = str(error).strip().partition("\n")[0][:200]
    return line or type(error).__name__


async def _after_redirects(at: list[str], private: bool, limits: Limits) -> Fetched:
    for _hop in range(limits.hops + 1):
        url = _checked(at[-1])
        answer = await _one_page(url, await _addresses(url, private), limits)
        if isinstance(answer, Fetched):
            return answer
        try:
            at.append(urljoin(str(url), answer))
        except ValueError:
            raise _RefusedError("the server redirects to what is no web address") from None
        if at[-1] in at[:-1]:
            raise _RefusedError("the server redirects in a circle")
    raise _RefusedError(f"the server redirects more than {limits.hops} times")


def _checked(url: str) -> httpx.URL:
    """Return an address that a person typed or a server sent, if a page can be fetched from it."""
    import httpx

    written = re.sub(r"[ <>\"]", lambda sign: quote(sign[0]), url.strip())  # As browsers do for servers that do not.
    refusal = why_no_web_address(written)
    if refusal is not None:
        raise _RefusedError(refusal)
    try:
        parsed = httpx.URL(written)
        shown = parsed.host  # Read here, since it is decoded when it is read: "xn--a" is no name.
    except (httpx.InvalidURL, ValueError):
        raise _RefusedError("this is no web address") from None
    if not shown or not re.fullmatch(rb"[A-Za-z0-9._-]+|\[?[0-9A-Fa-f:.]+\]?", parsed.raw_host):
        raise _RefusedError("this is no web address")
    return parsed


async def _addresses(url: httpx.URL, private: bool) -> list[str]:
    """Return the addresses of the host, resolved once; every one must be public unless private ones are allowed."""
    port = url.port or (443 if url.scheme == "https" else 80)
    host = url.raw_host.decode("ascii").strip("[]")
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def settle(found: list[str] | None) -> None:
        if not answer.done():
            if found is None:
                answer.set_exception(_RefusedError(f"the host {host[:100]} is not known"))
            else:
                answer.set_result(found)

    def look_up() -> None:
        try:
            entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found: list[str] | None = list(dict.fromkeys(str(entry[4][0]) for entry in entries))
        except (OSError, ValueError, OverflowError):
            found = None
        try:
            loop.call_soon_threadsafe(settle, found)
        except RuntimeError:
            return  # The deadline came first and the loop is closed.

    # A name server that never answers would hold up a thread pool's shutdown past the deadline; a thread may be left.
    threading.Thread(target=look_up, daemon=True).start()
    found = await answer
    if not private and not all(is_public(address) for address in found):
        raise _RefusedError(f"the host {host[:100]} is on a private or local network")
    if not found:
        raise _RefusedError(f"the host {host[:100]} has no address")
    return found


async def _one_page(url: httpx.URL, addresses: list[str], limits: Limits) -> Fetched | str:
    """Return the page, or where the server redirects to, from the first of the addresses that can be reached."""
    import httpx

    host = url.netloc.decode("ascii")
    headers = {"Host": host, "User-Agent": _USER_AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"}
    more = {
        "sni_hostname": url.raw_host.decode("ascii"),
        "timeout": dict.fromkeys(("connect", "read", "write", "pool"), limits.seconds),
    }
    # Not a client: that reads the address of a redirect by itself, also one that is not to be followed.
    async with httpx.AsyncHTTPTransport(trust_env=False) as transport:
        for address in addresses[:4]:
            there = url.copy_with(host=address.partition("%")[0])
            request = httpx.Request("GET", there, headers=headers, extensions=more)
            try:
                response = await transport.handle_async_request(request)
            except httpx.ConnectError:
                if address == addresses[:4][-1]:
                    raise
                continue
            try:
                return await _content(url, response, limits)
            finally:
                await response.aclose()
    raise _RefusedError("no address of the host could be reached")


async def _content(url: httpx.URL, response: httpx.Response, limits: Limits) -> Fetched | str:
    if response.status_code in _REDIRECTS and response.headers.get("location"):
        return str(response.headers["location"])
    if response.status_code != 200:
        raise _RefusedError(f"the server answered with status {response.status_code}")
    length = response.headers.get("content-length", "")
    if re.fullmatch(r"[0-9]+", length) and int(length[:18]) > limits.size:
        raise _RefusedError(_too_large(limits))
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    data = await _decoded(response.aiter_raw(), encoding, limits)
    return Fetched(url=str(url), content_type=response.headers.get("content-type"), data=data)


def _too_large(limits: Limits) -> str:
    return f"the page is larger than {limits.size:,} bytes"


async def _decoded(chunks: AsyncIterator[bytes], encoding: str, limits: Limits) -> bytes:
    """Return the body decompressed, never holding more than the cap, whatever the compressed form hides."""
    if encoding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise _RefusedError(f"the page is compressed in a way that was not asked for ({encoding[:40]})")
    packed = encoding not in ("identity", "")
    raw = bytearray()
    pieces = 0
    async for chunk in chunks:
        raw += chunk
        pieces += 1
        if len(raw) > limits.size:
            raise _RefusedError(_too_large(limits))
        if pieces > MAX_PIECES:
            raise _RefusedError(f"the server sends the page in more than {MAX_PIECES:,} pieces")
    if not packed:
        return bytes(raw)
    for form in (AUTO, -zlib.MAX_WBITS) if encoding == "deflate" else (AUTO,):
        unpacked = unzipped(bytes(raw), limits.size, form)
        if unpacked is not None:
            if len(unpacked) > limits.size:
                raise _RefusedError(_too_large(limits))
            return unpacked
    raise _RefusedError("the page's compression is damaged")
