"""Every problem code: how severe it is, what it means, how to mend it. The texts stand in codes.toml, nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planstrack.problem import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What a person should know of one kind of problem.

    `title` is a few words, `meaning` says what is wrong and why it matters, `mend` what to do, `example` is YAML (or a
    command) that has the problem, and `instead` the same without it, where that can be shown.
    """

    code: str
    severity: Severity
    title: str
    meaning: str
    mend: str
    example: str
    instead: str | None = None

    @property
    def page(self) -> tuple[tuple[str, str], ...]:
        """The page that `explain` shows: pairs of a heading and its text, in reading order."""
        parts = [("What it means", self.meaning), ("How to mend it", self.mend), ("Example", self.example)]
        if self.instead:
            parts.append(("Instead", self.instead))
        return tuple(parts)


@cache
def codes() -> Mapping[str, Code]:
    """Return every code by name, in the order of the alphabet. Read when first asked: most commands need none."""
    import tomllib

    with (Path(__file__).parent / "codes.toml").open("rb") as file:
        texts = tomllib.load(file)
    return MappingProxyType(
        {
            name: Code(code=name, **{key: value.strip("\n") for key, value in texts[name].items()})
            for name in sorted(texts)
        }
    )


def severity_of(code: str) -> Severity:
    """Return how severe problems of this code are.

    Raises:
        KeyError: There is no such code, which is a mistake in the program.
    """
    return codes()[code].severity
