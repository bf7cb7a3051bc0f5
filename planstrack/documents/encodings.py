"""Bytes to text: by the byte-order mark, what a server or a page states, as UTF-8, else as what is most likely."""

from __future__ import annotations

import codecs
import re

_ENCODING = re.compile(
    r"(?:utf-?8|utf-?16(?:le|be)?|windows-?125[0-8]|cp125[0-8]|iso-?8859-?1?[0-9]|latin-?1|koi8-?[ru]|ibm866|cp866"
    r"|macintosh|mac-?cyrillic|gb2312|gbk|gb18030|big5|shift[_-]?jis|euc-?jp|euc-?kr|iso-?2022-?jp|us-ascii|ascii|tis-?620)\Z"
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def media_type(content_type: str | None) -> tuple[str, str | None]:
    """Return the media type (lower case, empty if none) and the charset of a Content-Type header."""
    media, _, rest = (content_type or "")[:500].partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,30})", rest, re.IGNORECASE)
    return media.strip().lower(), charset[1] if charset else None


def _codec(label: str | None) -> str | None:
    """Return Python's name of an encoding that pages use, read as browsers do; None for any other label.

    Python also knows codecs such as `unicode_escape` and `punycode`, which a page must not choose.
    """
    name = (label or "").strip().lower()
    if not _ENCODING.match(name):
        return None
    if name in ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii"):
        return "windows-1252"
    if name.startswith(("utf-16", "utf16")):
        return "utf-16-le" if not name.endswith("be") else "utf-16-be"
    return {"gb2312": "gb18030", "gbk": "gb18030", "macintosh": "mac-roman"}.get(name, name)


def decoded(data: bytes, labels: tuple[str | None, ...]) -> tuple[str, tuple[str, ...]]:
    """Return bytes as text, with notes: by the byte-order mark, the labels, as UTF-8, else as what is most likely."""
    for mark, name in _BOMS[1:]:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), ()
    known = [codec for codec in map(_codec, labels) if codec]
    for codec in (*[c for c in known if c != "utf-8"][:1], "utf-8", *known):
        try:
            return data.decode(codec), ()
        except (UnicodeDecodeError, LookupError):
            continue
    if known:
        text = data.decode(known[0], "replace")
        return text, (f"{text.count(chr(0xFFFD))} characters could not be read as {known[0]}",)
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return data.decode("windows-1252", "replace"), ("the encoding is not stated; it was read as windows-1252",)
    best = from_bytes(data[:100_000]).best()
    codec = best.encoding if best else "windows-1252"
    return data.decode(codec, "replace"), (f"the encoding is not stated; it was guessed to be {codec}",)
