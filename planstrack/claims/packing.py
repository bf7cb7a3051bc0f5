"""The archive as one file, for a colleague who may have it: a plain tar whose members are texts, each named by its hash.

The same texts give the same bytes. What comes in is a stranger's file: only regular members with such a name are taken,
each is hashed, and nothing is added unless all of them are what their names say. A text that is there is never replaced.

Source:
    POSIX.1-1988 (ustar), the header's fields and checksum; IEEE Std 1003.1, `pax`, "ustar Interchange Format".
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from planstrack.claims.archive import MAX_TEXT, Archive

LARGEST_PACK = 256 * 1024 * 1024
"""Bytes of a packed archive at most; twenty thousand articles have about half of it."""
MOST_TEXTS = 100_000
"""Texts in one packed archive at most."""

_BLOCK = 512
_NAME = re.compile(rb"[0-9a-f]{64}\Z")
_OCTAL = re.compile(rb"[0-7]{1,11}[ \0]*\Z")


class PackError(Exception):
    """Why an archive cannot be packed, or a packed one is not taken in; the message says it in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A packed archive: its bytes, how many texts it holds, and the hashes of those that were left out as altered."""

    data: bytes
    texts: int
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """What came into an archive: so many texts added, so many that were there; `kept` are files that stand in their place."""

    added: int
    there: int
    kept: tuple[str, ...]


def packed(archive: Archive) -> Packed:
    """Return every unaltered text of an archive as one tar file, in the order of their hashes.

    Raises:
        PackError: There are too many texts, or they are too large together.
    """
    pieces: list[bytes] = []
    left_out: list[str] = []
    size = texts = 0
    for name in archive:
        text = archive.text(name)
        if text is None:
            left_out.append(name)
            continue
        body = text.encode("utf-8")
        piece = _header(name, len(body)) + body + bytes(-len(body) % _BLOCK)
        size, texts = size + len(piece), texts + 1
        if size > LARGEST_PACK or texts > MOST_TEXTS:
            raise PackError(f"the archive has more than {LARGEST_PACK // 1024 // 1024} MB, or {MOST_TEXTS:,} texts")
        pieces.append(piece)
    return Packed(data=b"".join((*pieces, bytes(2 * _BLOCK))), texts=texts, left_out=tuple(left_out))


def _header(name: str, size: int) -> bytes:
    fields = (
        name.encode("ascii").ljust(100, b"\0"),
        b"0000644\0", b"0000000\0", b"0000000\0", b"%011o\0" % size, b"00000000000\0", b" " * 8, b"0",
        bytes(100), b"ustar\00000", bytes(64), b"0000000\0", b"0000000\0", bytes(155 + 12),
    )  # fmt: skip
    block = b"".join(fields)
    return block[:148] + b"%06o\0 " % sum(block) + block[156:]


def texts_in(data: bytes) -> dict[str, bytes]:
    """Return the texts of a packed archive by their hashes; time grows with its length.

    Raises:
        PackError: It is no plain tar file, is cut off, or has a member that is no text under its own hash: a link, a
            folder, a path, a text that is too large, altered, no UTF-8, or named twice.
    """
    if len(data) > LARGEST_PACK:
        raise PackError(f"the file has more than {LARGEST_PACK // 1024 // 1024} MB")
    found: dict[str, bytes] = {}
    at = 0
    while at < len(data):
        block = data[at : at + _BLOCK]
        if not block.strip(b"\0"):
            break
        name, size = _member(block, at)
        body = data[at + _BLOCK : at + _BLOCK + size]
        if len(body) < size:
            raise PackError(f"the file is cut off inside of the text {name}")
        if hashlib.sha256(body).hexdigest() != name:
            raise PackError(f"the text {name} is not what its name says: it was altered")
        try:
            body.decode("utf-8")
        except UnicodeDecodeError:
            raise PackError(f"the text {name} is not UTF-8") from None
        if name in found:
            raise PackError(f"the text {name} is there twice")
        if len(found) >= MOST_TEXTS:
            raise PackError(f"the file has more than {MOST_TEXTS:,} texts")
        found[name] = body
        at += _BLOCK + size + (-size % _BLOCK)
    else:
        raise PackError("the file is cut off: it has no end")
    return found


def _member(block: bytes, at: int) -> tuple[str, int]:
    """Return name and size of a member from its header.

    Raises:
        PackError: This is no header, or not that of a text.
    """
    if len(block) < _BLOCK or block[257:262] != b"ustar":
        raise PackError(
            "this is not an archive that `planstrack archive pack` has made" if at == 0 else "the file is damaged"
        )
    said = block[148:156].strip(b" \0")
    if not _OCTAL.match(said) or int(said, 8) != sum(block) - sum(block[148:156]) + 8 * 32:
        raise PackError("the file is damaged: a header does not add up")
    name = block[:100].rstrip(b"\0")
    if block[156:157] not in (b"0", b"\0") or block[157:257].strip(b"\0") or block[345:500].strip(b"\0"):
        raise PackError("the file holds a link, a folder or a path; an archive holds texts only")
    if not _NAME.match(name):
        raise PackError("the file holds a member whose name is no SHA-256; an archive holds texts by their hashes only")
    size = block[124:136]
    if not _OCTAL.match(size) or int(size.rstrip(b" \0"), 8) > MAX_TEXT:
        raise PackError(f"the text {name.decode()} has more than {MAX_TEXT:,} bytes")
    return name.decode("ascii"), int(size.rstrip(b" \0"), 8)


def unpacked(archive: Archive, data: bytes) -> Unpacked:
    """Add the texts of a packed archive, each whole or not at all; what stands there is left alone.

    Raises:
        PackError: The file is not one, or not sound; nothing was added then.
        OSError: The archive cannot be written; the texts that were added by then are whole.
    """
    added = there = 0
    kept: list[str] = []
    for name, body in sorted(texts_in(data).items()):
        state = archive.read(name).state
        if state == "missing":
            archive.add(body.decode("utf-8"))
            added += 1
        elif state == "held":
            there += 1
        else:
            kept.append(name)
    return Unpacked(added=added, there=there, kept=tuple(kept))


__all__ = ["LARGEST_PACK", "MOST_TEXTS", "PackError", "Packed", "Unpacked", "packed", "texts_in", "unpacked"]
