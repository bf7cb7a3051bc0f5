"""Which made documents are measured: for each writer so many, over the forms, scripts and features it can have."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from benchmarks.documents.making import FORMS, Draw, Form, made
from benchmarks.documents.record import Plan
from benchmarks.documents.writers import html, markdown, office, paper, text, word

SIZES: Final = ((1, 1), (2, 1), (3, 2), (5, 3), (8, 3), (12, 3), (20, 3), (28, 3), (40, 2), (80, 1), (300, 0.4))
ALL: Final = {
    "titles": 0.4, "parts": 0.5, "around": 0.8, "remarks": 0.2, "sections": 0.15, "jumps": 0.15, "repeats": 0.1,
    "paragraphs": 0.2, "footnotes": 0.3, "two": 0.12,
}  # fmt: skip
FLAT: Final = frozenset(ALL) - {"footnotes"}
"""What a writer of typed lines can have."""
LISTS: Final = frozenset(ALL) - {"footnotes", "two", "remarks", "sections"}
"""What can stand in one list of HTML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """A way to write documents: `write` gives the file, or what LibreOffice then turns into each of `through`."""

    name: str
    suffix: str
    write: Callable[[Plan, int], bytes]
    can: frozenset[str] = FLAT
    forms: Callable[[Form], bool] = lambda form: True
    scripts: tuple[str, ...] = ("Latin", "Cyrillic", "Greek", "Arabic")
    through: tuple[str, ...] = ()
    counts: bool = False


def _plain(form: Form) -> bool:
    return form.name in ("1.", "I.", "bullets")


def _counted(form: Form) -> bool:
    return form.automatic is not None


def _numbered(form: Form) -> bool:
    return form.name != "bullets"


def _two_columns(plan: Plan, seed: int) -> bytes:
    return office.flat(plan, seed, columns=True)


_PAPER: Final = ("Latin", "Cyrillic", "Greek")
_OFFICE: Final = frozenset(ALL) - {"two"}
_TABLE: Final = frozenset(("titles", "parts", "around", "jumps", "repeats"))

WRITERS: Final = (
    Writer(name="text, a paragraph a line", suffix=".txt", write=text.pasted),
    Writer(name="text, wrapped by hand", suffix=".txt", write=text.wrapped),
    Writer(name="Markdown by hand", suffix=".md", write=markdown.markdown, can=frozenset(ALL) - {"two"}),
    Writer(name="Markdown by mdformat", suffix=".md", write=markdown.formatted, can=frozenset(ALL) - {"two", "jumps", "repeats"}),
    Writer(name="HTML lists", suffix=".html", write=html.lists, can=LISTS, forms=_plain),
    Writer(name="HTML paragraphs", suffix=".html", write=html.typed),
    Writer(name="HTML news page", suffix=".html", write=html.news),
    Writer(name="python-docx, typed", suffix=".docx", write=word.typed),
    Writer(name="python-docx, automatic numbers", suffix=".docx", write=word.automatic, can=FLAT - {"two"}, forms=_counted, counts=True),
    Writer(name="python-docx, a table", suffix=".docx", write=word.table, can=_TABLE, forms=_numbered),
    Writer(name="python-docx, text boxes", suffix=".docx", write=word.boxed, can=FLAT - {"two"}),
    Writer(name="python-docx, tracked changes", suffix=".docx", write=word.tracked, can=FLAT - {"two"}),
    Writer(name="ODT by LibreOffice to DOCX", suffix=".fodt", write=office.flat, can=_OFFICE, through=("docx",)),
    Writer(name="ODT by LibreOffice to ODT to DOCX", suffix=".fodt", write=office.flat, can=_OFFICE, through=("odt", "docx")),
    Writer(name="HTML by LibreOffice to DOCX", suffix=".html", write=html.typed, can=FLAT, through=("docx",)),
    Writer(name="ODT by LibreOffice to PDF", suffix=".fodt", write=office.flat, can=_OFFICE, scripts=_PAPER, through=("pdf",)),
    Writer(
        name="ODT by LibreOffice to PDF, two columns", suffix=".fodt", write=_two_columns, can=_OFFICE, scripts=_PAPER,
        through=("pdf",),
    ),
    Writer(name="ReportLab PDF", suffix=".pdf", write=paper.flowing, scripts=_PAPER),
    Writer(name="ReportLab PDF, two columns", suffix=".pdf", write=paper.columns, scripts=_PAPER),
    Writer(name="ReportLab PDF, hyphens", suffix=".pdf", write=paper.hyphened, scripts=_PAPER),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A document that was made, and what is true of it."""

    key: str
    writer: str
    draw: Draw
    plan: Plan = field(repr=False)
    name: str
    data: bytes = field(repr=False)


def documents(each: int, seed: int, only: str = "") -> Iterator[Made]:
    """Yield `each` documents of every writer (of those whose name has `only` in it), the same ones for a seed."""
    for at, writer in enumerate(WRITERS):
        if only and only not in writer.name:
            continue
        drawn = [_drawn(writer, number, random.Random(f"{seed}-{writer.name}-{number}")) for number in range(each)]
        plans = {f"w{at}-{number}": (draw, made(draw)) for number, draw in enumerate(drawn)}
        files = {key: writer.write(plan, draw.seed) for key, (draw, plan) in plans.items()}
        suffix = writer.suffix
        for target in writer.through:
            files = office.converted(files, suffix.lstrip("."), target)
            suffix = f".{target}"
        for key, (draw, plan) in plans.items():
            if key not in files:
                raise OSError(f"LibreOffice gave no {suffix} for {key}")
            yield Made(key=key, writer=writer.name, draw=draw, plan=plan, name=f"{key}{suffix}", data=files[key])


def _drawn(writer: Writer, number: int, chance: random.Random) -> Draw:
    forms = [form for form in FORMS if writer.forms(form) and (form.script is None or form.script in writer.scripts)]
    form = forms[number % len(forms)]
    script = form.script or chance.choice(writer.scripts)
    sizes, weights = zip(*SIZES, strict=True)
    size = chance.choices(sizes, weights)[0]
    asked = {what for what, share in ALL.items() if what in writer.can and chance.random() < share}
    if form.name == "bullets":
        size = max(2, size)
        asked -= {"jumps", "repeats"}
    if size < 4:
        asked -= {"sections"}
    if writer.counts and form.alone and "titles" not in asked:
        asked |= {"titles"}
    return Draw(seed=chance.randrange(10**6), script=script, form=form, size=size, asked=frozenset(asked))
