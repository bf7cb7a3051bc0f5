"""Documents with known points: drawn by a seed from the forms in which people print points."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from benchmarks.documents.record import Item, Plan
from benchmarks.documents.words import Pen

ROMAN: Final = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
SUFFIXES: Final = ("bis", "ter", "a")
BULLETS: Final = ("→", "–", "•")
SECTION: Final = {"Latin": "Part", "Cyrillic": "Часть", "Greek": "Μέρος", "Arabic": "الجزء"}
REMARK: Final = {"Latin": "Commentary", "Cyrillic": "Комментарий", "Greek": "Σχόλιο", "Arabic": "تعليق"}


def roman(number: int) -> str:
    """Return a number below 400 in Roman numerals.

    >>> roman(4), roman(19), roman(99)
    ('IV', 'XIX', 'XCIX')
    """
    out = ""
    for value, sign in ROMAN:
        while number >= value:
            out, number = out + sign, number - value
    return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How numbers are printed. `automatic` is Word's format and pattern, where a word processor can count by itself.

    `alone` says that the label may stand on a line of its own; `script` that only one script has it.
    """

    name: str
    printed: Callable[[str], str]
    sign: Callable[[int], str] = str
    automatic: tuple[str, str] | None = None
    alone: bool = False
    script: str | None = None


FORMS: Final = (
    Form(name="1.", printed=lambda n: f"{n}.", automatic=("decimal", "%1.")),
    Form(name="1)", printed=lambda n: f"{n})", automatic=("decimal", "%1)")),
    Form(name="(1)", printed=lambda n: f"({n})", automatic=("decimal", "(%1)")),
    Form(name="I.", printed=lambda n: f"{n}.", sign=roman, automatic=("upperRoman", "%1.")),
    Form(name="§ 1", printed=lambda n: f"§ {n}", alone=True, automatic=("decimal", "§ %1")),
    Form(name="Point 1", printed=lambda n: f"Point {n}", alone=True, automatic=("decimal", "Point %1"), script="Latin"),
    Form(name="Paragraph 1", printed=lambda n: f"Paragraph {n}", alone=True, script="Latin"),
    Form(
        name="Article 1",
        printed=lambda n: f"Article {n}",
        alone=True,
        automatic=("decimal", "Article %1"),
        script="Latin",
    ),
    Form(name="Art. 12bis", printed=lambda n: f"Art. {n}", alone=True, script="Latin"),
    Form(name="1.º", printed=lambda n: f"{n}.º", script="Latin"),
    Form(
        name="Пункт 1", printed=lambda n: f"Пункт {n}", alone=True, automatic=("decimal", "Пункт %1"), script="Cyrillic"
    ),
    Form(name="Статья 1", printed=lambda n: f"Статья {n}", alone=True, script="Cyrillic"),
    Form(name="Άρθρο 1", printed=lambda n: f"Άρθρο {n}", alone=True, script="Greek"),
    Form(name="المادة 1", printed=lambda n: f"المادة {n}", alone=True, script="Arabic"),
    Form(name="bullets", printed=lambda n: "", sign=lambda n: ""),
)
"""The forms the project's issue names, and the word for an article in the other scripts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """What one made document is: its script, form, size, and what it is asked to have."""

    seed: int
    script: str
    form: Form
    size: int
    asked: frozenset[str]


def made(draw: Draw) -> Plan:
    """Return the plan that a draw names: the same for the same draw."""
    chance = random.Random(f"{draw.seed}{draw.script}{draw.form.name}{draw.size}")
    pen = Pen(draw.script, draw.seed)
    titled = "titles" in draw.asked
    word = draw.form.alone and draw.form.name != "§ 1"
    if titled:
        beside = chance.choice(("beside", "under")) if draw.form.alone else "over"
    else:
        beside = chance.choice(("line", "alone")) if draw.form.alone else "line"
    signs = _signs(draw, chance)
    partly = _part_style(chance, bullets=draw.form.name != "bullets")
    second = "paragraphs" in draw.asked
    points = tuple(
        Item(
            number=sign or None,
            label=draw.form.printed(sign),
            title=pen.title() if titled else None,
            text=tuple(pen.paragraph() for _ in range(2 if second and chance.random() < 0.3 else 1)),
            parts=_parts(pen, chance, partly) if "parts" in draw.asked and chance.random() < 0.4 else (),
        )
        for sign in signs
    )
    remark = chance.choice(("named", "bracketed"))
    return Plan(
        form=draw.form.name,
        heading=pen.title(),
        lead=tuple(pen.paragraph(1, 2) for _ in range(chance.randint(1, 3))) if "around" in draw.asked else (),
        points=points,
        # After one or two points, or points of several paragraphs, nobody can tell a tail from one more paragraph.
        tail=tuple(pen.paragraph(1, 2) for _ in range(chance.randint(1, 2)))
        if "around" in draw.asked and not second and draw.size > 2
        else (),
        beside=beside,
        after=chance.choice((". ", ": ", " – ")) if word else " ",
        second=made(replace(draw, seed=draw.seed + 7919, asked=draw.asked - {"two"})) if "two" in draw.asked else None,
        remarks={
            at: _remark(pen, draw.script, remark)
            for at in range(len(points) - 1)
            if "remarks" in draw.asked and chance.random() < 0.35
        },
        sections={
            at: f"{SECTION[draw.script]} {letter}: {pen.title()}"
            for at, letter in zip(range(0, len(points), max(3, len(points) // 4)), "ABCDEFGH", strict=False)
        }
        if "sections" in draw.asked
        else {},
        notes={at: pen.sentence() for at in range(len(points)) if "footnotes" in draw.asked and chance.random() < 0.2},
    )


def _signs(draw: Draw, chance: random.Random) -> list[str]:
    signs: list[str] = []
    number = 1
    for at in range(draw.size):
        sign = draw.form.sign(number)
        if at and draw.form.name == "Art. 12bis" and chance.random() < 0.25:
            number -= 1
            sign = f"{number}{SUFFIXES[0]}"
            if signs[-1].endswith(SUFFIXES[0]):
                sign = f"{number}{SUFFIXES[1]}"
            elif signs[-1].endswith(SUFFIXES[1]):
                number += 1
                sign = str(number)
        elif at and "jumps" in draw.asked and chance.random() < 0.15:
            number += chance.randint(1, 3)
            sign = draw.form.sign(number)
        elif at and "repeats" in draw.asked and chance.random() < 0.08:
            number -= 1
            sign = draw.form.sign(number)
        signs.append(sign)
        number += 1
    return signs


def _part_style(chance: random.Random, *, bullets: bool) -> tuple[Callable[[int], str], Callable[[int], str] | None]:
    letters = (lambda n: f"{chr(96 + n)})", lambda n: f"({chr(96 + n)})")
    smalls = (lambda n: f"({roman(n).lower()})", lambda n: f"{roman(n).lower()})")
    bullet = chance.choice(BULLETS)
    outer = chance.choice((*letters, smalls[0], lambda n: bullet) if bullets else letters)
    inner = chance.choice((smalls[0], lambda n: "–")) if outer in letters and chance.random() < 0.4 else None
    return outer, inner


def _parts(
    pen: Pen, chance: random.Random, style: tuple[Callable[[int], str], Callable[[int], str] | None]
) -> tuple[Item, ...]:
    outer, inner = style
    return tuple(
        Item(
            number=None if outer(at) in BULLETS else outer(at),
            label=outer(at),
            text=(pen.sentence(),),
            parts=tuple(
                Item(number=None if inner(low) in BULLETS else inner(low), label=inner(low), text=(pen.sentence(),))
                for low in range(1, chance.randint(2, 4))
            )
            if inner and chance.random() < 0.4
            else (),
        )
        for at in range(1, chance.randint(3, 7))
    )


def _remark(pen: Pen, script: str, how: str) -> str:
    words = pen.paragraph(1, 2)
    return f"[{REMARK[script]}: {words}]" if how == "bracketed" else f"{REMARK[script]}: {words}"
