"""Decompression within bounds: never more bytes, and never more parts, than are allowed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final

MAX_MEMBERS: Final = 20_000
"""Parts of one gzip file. A web archive has one for each record; a part may be empty, so that bytes do not bound them."""
AUTO: Final = zlib.MAX_WBITS | 32
"""The form that has a zlib or gzip header, whichever stands there."""

_STEP = 16_384  # Bytes given at once. What follows a part is copied: with more, many small parts would be slow.
_PIECE = 65_536


class DamagedError(Exception):
    """Compressed data ends too early, is altered, or has more than `MAX_MEMBERS` parts."""


def unpacked(data: bytes, form: int = AUTO) -> Iterator[bytes]:
    """Yield gzip or zlib data decompressed, all its parts, in pieces of at most 64 KB; nothing for no data.

    What follows a part and is none itself, as padding, is left out.

    Raises:
        DamagedError: The data is damaged, or has more than `MAX_MEMBERS` parts.
    """
    stream = BytesIO(data)
    rest = stream.read(_STEP)
    if not rest:
        return
    for member in range(MAX_MEMBERS):
        machine = zlib.decompressobj(form)
        begun = False
        while not machine.eof:
            try:
                piece = machine.decompress(rest, _PIECE)
            except zlib.error:
                if member and not begun:
                    return
                raise DamagedError from None
            begun = True
            rest = machine.unconsumed_tail or (b"" if machine.eof else stream.read(_STEP))
            if piece:
                yield piece
            elif not rest and not machine.eof:
                raise DamagedError
        rest = _after_padding(machine.unused_data, stream)
        if not rest:
            return
    raise DamagedError


def _after_padding(rest: bytes, stream: BytesIO) -> bytes:
    """Return what follows a part and the NUL bytes after it; nothing at the end of the data."""
    while not (rest := rest.lstrip(b"\0")):
        rest = stream.read(_STEP)
        if not rest:
            return b""
    return rest


def unzipped(data: bytes, most: int, form: int = AUTO) -> bytes | None:
    """Return gzip or zlib data decompressed, all its parts, `most` + 1 bytes at most; None when it is damaged."""
    pieces: list[bytes] = []
    size = 0
    try:
        for piece in unpacked(data, form):
            pieces.append(piece[: most + 1 - size])
            size += len(pieces[-1])
            if size > most:
                break
    except DamagedError:
        return None
    return b"".join(pieces)
