"""Plain text: as pasted (a paragraph a line), or wrapped by hand at a width, with or without empty lines."""

from __future__ import annotations

import random
import textwrap

from benchmarks.documents.printing import Typed, typed
from benchmarks.documents.record import Plan


def pasted(plan: Plan, seed: int) -> bytes:
    """Return one line for each paragraph, an empty line between any two or, by the seed, none."""
    gap = "\n\n" if seed % 3 else "\n"
    return (gap.join(line.text for line in typed(plan)) + "\n").encode()


def wrapped(plan: Plan, seed: int) -> bytes:
    """Return paragraphs wrapped at 60 to 80 characters, parts set in; by the seed with hanging lines or heads of pages."""
    chance = random.Random(f"wrap{seed}")
    width, hanging = chance.choice((60, 72, 76, 80)), chance.choice((0, 0, 3, 4))
    paragraphs = [_wrapped(line, width, hanging) for line in typed(plan)]
    if seed % 4 == 1:
        return (_paged(paragraphs, plan.heading, chance.choice((40, 54)))).encode()
    return ("\n\n".join("\n".join(lines) for lines in paragraphs) + "\n").encode()


def _wrapped(line: Typed, width: int, hanging: int) -> list[str]:
    start = " " * (4 * line.depth)
    rest = start if line.kind not in ("point", "part") else start + " " * hanging
    return textwrap.wrap(
        line.text, width, initial_indent=start, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _paged(paragraphs: list[list[str]], heading: str, height: int) -> str:
    lines = [line for paragraph in paragraphs for line in [*paragraph, ""]]
    pages = [lines[at : at + height] for at in range(0, len(lines), height)]
    count = len(pages)
    head = [heading.upper(), ""]
    return "\f".join("\n".join([*head, *page, "", f"- {at} / {count} -"]) + "\n" for at, page in enumerate(pages, 1))
