"""A page from the web, fetched so that a stranger's address can do no harm.

`addresses` decides what is a web address and which hosts are public, `unpacking` decompresses within bounds, and
`pages` fetches. Nothing here raises for what an address or a server holds.
"""

from __future__ import annotations

from planstrack.fetch.addresses import MAX_URL, compared, host_of, is_public, is_web_address, why_no_web_address
from planstrack.fetch.pages import Fetched, Limits, NotFetched, fetch
from planstrack.fetch.unpacking import MAX_MEMBERS, DamagedError, unpacked, unzipped

__all__ = [
    "MAX_MEMBERS",
    "MAX_URL",
    "DamagedError",
    "Fetched",
    "Limits",
    "NotFetched",
    "compared",
    "fetch",
    "host_of",
    "is_public",
    "is_web_address",
    "unpacked",
    "unzipped",
    "why_no_web_address",
]
