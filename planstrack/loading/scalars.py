"""Single values as YAML says them: what is written here is read back as the same text."""

from __future__ import annotations

import json
import re
import unicodedata

_PLAIN = re.compile(
    r"[A-Za-z][A-Za-z0-9 ,.'()/&+_-]*[A-Za-z0-9.)]\Z|[0-9a-f]{64}\Z|[0-9]{4}-[0-9]{2}-[0-9]{2}\Z|[a-z]{2,3}\Z"
)
_ADDRESS = re.compile(r"https?://[\w./?=&%+~-]+\Z", re.ASCII)
_NOT_TEXT = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_UNPRINTABLE = frozenset(("Cc", "Cs", "Zl", "Zp", "Cn"))


def scalar(value: str) -> str:
    """Return a text as a YAML scalar: bare where that is safe in every YAML, else between double quotes.

    >>> scalar("army-cap"), scalar("600.000"), scalar("No")
    ('army-cap', '"600.000"', '"No"')
    """
    bare = (_PLAIN.match(value) and value.lower() not in _NOT_TEXT) or _ADDRESS.match(value)
    return value if bare else quoted(value)


def quoted(value: str) -> str:
    """Return a text between double quotes; what YAML may not hold (control characters, half surrogates) becomes a space.

    >>> print(quoted("two\\nlines\\x00"))
    "two\\nlines "
    """
    kept = "".join(sign if sign in "\n\t" or _holds(sign) else " " for sign in value)
    return json.dumps(kept, ensure_ascii=False)


def flow_scalar(value: str) -> str:
    """Return a text as a scalar inside `[…]` or `{…}`, where a comma ends a bare one."""
    return value if re.fullmatch(r"[A-Za-z][A-Za-z0-9_.#/-]*", value) and scalar(value) == value else quoted(value)


def one_line(value: str) -> str:
    """Return a value without control characters and half surrogates, which YAML cannot hold, on one line."""
    return " ".join("".join(sign if _holds(sign) else " " for sign in value).split())


def _holds(sign: str) -> bool:
    return unicodedata.category(sign) not in _UNPRINTABLE and sign != "\ufeff"
