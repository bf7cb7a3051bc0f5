"""What is a web address, and which hosts anybody on the internet can reach. Nothing is looked up here."""

from __future__ import annotations

import ipaddress
import re
from typing import Final
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

MAX_URL: Final = 2_000
"""Characters of an address; longer ones are no page's."""
MAX_HOST: Final = 253
"""Characters of a host's name (RFC 1035)."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_NOT_IN_A_URL = re.compile(r"[\s<>\"\x00-\x20\x7f-\x9f\ud800-\udfff]")
_HOST = re.compile(r"[^\x00-\x2c/:;<=>?@\[\\\]^`{|}~\x7f]+\Z")


def why_no_web_address(text: str) -> str | None:
    """Return why a text is not the address of a page on the web, in a few words; None when it is one.

    One function decides it for what a person types, a server redirects to and a page says of itself. An address has
    the scheme http or https, a host, a port from 1 to 65535 or none, and no user name, white space, `<`, `>` or `"`.
    Whether the host exists, and whether it is public, is not asked.
    """
    if len(text) > MAX_URL:
        return f"the address is longer than {MAX_URL:,} characters"
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() not in ("http", "https"):
        return "only http and https addresses are fetched"
    try:
        parts = urlsplit(text)
        if not scheme or text[scheme.end() : scheme.end() + 2] != "//" or _NOT_IN_A_URL.search(text):
            return "this is no web address"
        return _why_no_authority(parts)
    except ValueError:  # Brackets that are not closed, signs that become others when they are normalised.
        return "this is no web address"


def _why_no_authority(parts: SplitResult) -> str | None:
    if "@" in parts.netloc:
        return "the address holds a user name or password"
    host = parts.hostname
    if not host:
        return "the address names no host"
    try:
        port = parts.port
    except ValueError:
        return "the address names a port that does not exist"
    if port == 0:
        return "the address names a port that does not exist"
    if "[" in parts.netloc:
        ipaddress.IPv6Address(host)
        return None if "%" not in host else "this is no web address"  # A scope such as %eth0 is of one machine.
    return None if len(host) <= MAX_HOST and _HOST.match(host) else "this is no web address"


def is_web_address(text: str) -> bool:
    """Return whether a text is the address of a page on the web, as `why_no_web_address` decides.

    >>> is_web_address("https://example.org/a?b=c"), is_web_address("javascript:alert(1)"), is_web_address("http://[")
    (True, False, False)
    """
    return why_no_web_address(text) is None


def compared(url: str) -> str:
    """Return an address as it is compared: host in small letters; without scheme, fragment, closing slash, campaign.

    >>> compared("HTTPS://www.Example.org/a/?utm_source=x#top") == compared("http://example.org/a")
    True
    """
    try:
        parts = urlsplit(url.strip())
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=MAX_URL)
    except ValueError:
        return url
    query = urlencode([(key, value) for key, value in pairs if not key.lower().startswith("utm_")])
    host = parts.netloc.lower().removeprefix("www.")
    return urlunsplit(("", host, parts.path.rstrip("/"), query, ""))


def host_of(url: str | None) -> str | None:
    """Return the host of a web address without `www.`; None when it is no web address."""
    if url is None or not is_web_address(url):
        return None
    return (urlsplit(url).hostname or "").removeprefix("www.") or None


# The registries of the IANA, "IPv4 Special-Purpose Address Registry" and "IPv6 Special-Purpose Address Registry"
# (RFC 6890, RFC 8190), by the RFC that made each entry. They stand here, and not Python's own opinion, because that
# differs from one patch of Python to the next.
_NOT_PUBLIC: Final = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",  # this network: RFC 791
        "10.0.0.0/8",  # private: RFC 1918
        "100.64.0.0/10",  # shared behind a carrier's NAT: RFC 6598
        "127.0.0.0/8",  # loopback: RFC 1122
        "169.254.0.0/16",  # link-local, and the metadata of clouds: RFC 3927
        "172.16.0.0/12",  # private: RFC 1918
        "192.0.0.0/24",  # protocol assignments: RFC 6890, RFC 7335, RFC 7600, RFC 7723, RFC 8155
        "192.0.2.0/24",  # documentation: RFC 5737
        "192.31.196.0/24",  # AS112, where the names of private addresses end: RFC 7535
        "192.52.193.0/24",  # relays of multicast: RFC 7450
        "192.88.99.0/24",  # relays of 6to4: RFC 7526
        "192.168.0.0/16",  # private: RFC 1918
        "192.175.48.0/24",  # AS112: RFC 7534
        "198.18.0.0/15",  # benchmarks: RFC 2544
        "198.51.100.0/24",  # documentation: RFC 5737
        "203.0.113.0/24",  # documentation: RFC 5737
        "224.0.0.0/4",  # multicast: RFC 5771
        "240.0.0.0/4",  # reserved, and broadcast: RFC 1112, RFC 8190
        # Of IPv6, only 2000::/3 is given out (RFC 4291), and within it these are not for hosts:
        "2001::/23",  # protocol assignments, Teredo, benchmarks, ORCHID, drones: RFC 2928, 4380, 5180, 7343, 9374
        "2001:db8::/32",  # documentation: RFC 3849
        "2620:4f:8000::/48",  # AS112: RFC 7534
        "3ffe::/16",  # the 6bone, given back: RFC 3701
        "3fff::/20",  # documentation: RFC 9637
    )
)
_GIVEN_OUT: Final = ipaddress.IPv6Network("2000::/3")
_HOLDS_IPV4: Final = (
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),  # mapped: RFC 4291
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),  # NAT64: RFC 6052
    (ipaddress.IPv6Network("2002::/16"), 80),  # 6to4: RFC 3056
)


def is_public(address: str) -> bool:
    """Return whether an IP address is one that anybody on the internet could reach.

    An IPv6 address that carries an IPv4 one (mapped, NAT64, 6to4) is only as public as that. What is no address is not
    public.

    Source:
        The special-purpose address registries of the IANA (RFC 6890, RFC 8190), as of 2025.

    >>> [is_public(address) for address in ("8.8.8.8", "192.0.0.8", "fec0::1", "64:ff9b::7f00:1")]
    [True, False, False, False]
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        for network, shift in _HOLDS_IPV4:
            if ip in network:
                return is_public(str(ipaddress.IPv4Address(int(ip) >> shift & 0xFFFFFFFF)))
        if ip not in _GIVEN_OUT:
            return False
    return not any(ip in network for network in _NOT_PUBLIC)
