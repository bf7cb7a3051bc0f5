"""Templates run in a process of their own, in Jinja2's sandbox, with a bound on time, memory and what they write.

A template is a colleague's data: one that calls itself, nests without end or multiplies texts ends as a sentence with its
line. The process (`confined`) is told on standard input what to fill and answers on standard output in lines of JSON, a
text in bytes after its size. Where its time is up or it is killed, the line is in the traceback that it leaves.
"""

from __future__ import annotations

import json
import re
import traceback
from typing import TYPE_CHECKING, Any, BinaryIO

from planstrack.confined import answered, boot, is_out_of_time, limit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import TracebackType

    from jinja2 import Template
    from jinja2.nodes import Node
    from jinja2.runtime import Context
    from jinja2.sandbox import SandboxedEnvironment

    from planstrack.compare.redline import Edit

SECONDS = 5
"""Of computing; where that cannot be limited, and in any case after three times as many, the clock ends it."""
MEMORY = 256 * 1024 * 1024
"""Bytes that a template may use, where the system can limit them."""
LONGEST = 16_000_000
"""Characters that a template may write."""

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_BOOT = boot("planstrack.render.worker", "work")
_FRAME = re.compile(r'File "<template>", line (\d+)')
_LINES_IN_CODE = re.compile(r"^debug_info = '([0-9=&]*)'$", re.MULTILINE)


# ---------------------------------------------------------------------------------------------------- on our side


def filled(texts: Sequence[str], *, name: str, form: str, kind: str, page: Any) -> list[str]:
    """Return what templates give for a page.

    Args:
        texts: The templates.
        name: The name of their file, for messages.
        form: markdown, html or docx: how what they print is escaped.
        kind: Which page it is.
        page: What the page says.

    Raises:
        OSError: No process can be started.
        ValueError: A template is none, fails, or asks for too much; the message says in which line.
    """
    import pickle
    import subprocess

    asked = {"texts": list(texts), "form": form, "kind": kind, "page": page}
    limits = {"seconds": SECONDS, "memory": MEMORY, "longest": LONGEST}
    try:
        done = answered(_BOOT, pickle.dumps(asked | limits), SECONDS * 6)
    except subprocess.TimeoutExpired as error:
        raise ValueError(f"{name}: {_too_long()}") from error
    return _answered(done.stdout, done.stderr.decode("utf-8", "replace"), done.returncode, len(texts), name)


def _too_long() -> str:
    return f"it takes longer than {SECONDS} seconds"


def _answered(answer: bytes, complaint: str, status: int, wanted: int, name: str) -> list[str]:
    """Return the texts of an answer; when there are too few of them, raise what it or the complaint says why."""
    texts: list[str] = []
    lines: list[tuple[int, int]] = []
    while answer:
        head, _, answer = answer.partition(b"\n")
        try:
            told = json.loads(head)
        except ValueError:  # It ended while it wrote.
            break
        if "message" in told:
            raise ValueError(f"{name}:{told['line']}: {told['message']}")
        if "size" in told:
            texts.append(answer[: told["size"]].decode("utf-8", "surrogatepass"))
            answer = answer[told["size"] :]
        lines = [(first, second) for first, second in told.get("lines", lines)]
    if len(texts) == wanted and status == 0:
        return texts
    frame = _FRAME.search(complaint)
    place = f"{name}:{_line(lines, int(frame[1]))}" if frame else name
    if is_out_of_time(complaint, status):
        raise ValueError(f"{place}: {_too_long()}")
    if status < 0 or frame:
        raise ValueError(f"{place}: it asks for more than it may, and its process ended")
    last = (complaint.splitlines() or ["no reason"])[-1].partition(":")[0]
    raise ValueError(f"{name}: templates cannot be run here ({last[:80]})")


def _line(lines: Iterable[tuple[int, int]], number: int) -> int:
    """Return the template's line for a line of the code that was made of it."""
    return next((line for line, code in reversed([*lines]) if code <= number), 1)


# ---------------------------------------------------------------------------------------------------- in the process


class _TooMuchError(Exception):
    """A template writes more than it may."""


def work(asked: BinaryIO, answer: BinaryIO) -> None:
    """Fill the templates that are asked for, within the limits; for the process that `filled` starts."""
    import pickle

    told = pickle.load(asked)
    environment = _environment(told["form"])
    limit(told["seconds"], told["memory"])

    def tell(**facts: Any) -> None:
        answer.write(json.dumps(facts).encode() + b"\n")
        answer.flush()

    left = told["longest"]
    for text in told["texts"]:
        try:
            template = environment.from_string(text)
            tell(lines=template.debug_info)
            written = _written(template, left, kind=told["kind"], page=told["page"])
        except Exception as error:
            tell(line=_line_of(error, environment, text), message=_said(error, told))
            return
        left -= len(written)
        data = written.encode("utf-8", "surrogatepass")
        tell(size=len(data))
        answer.write(data)
    answer.flush()


def _written(template: Template, longest: int, **seen: Any) -> str:
    parts: list[str] = []
    pieces = template.generate(seen)
    for piece in pieces:
        parts.append(piece)
        longest -= len(piece)
        if longest < 0:
            pieces.throw(_TooMuchError())  # type: ignore[attr-defined]  # a generator: raised in the template's line
    return "".join(parts)


def _said(error: Exception, limits: dict[str, Any]) -> str:
    if isinstance(error, RecursionError):
        return "it calls itself without end, or is nested too deeply"
    if isinstance(error, MemoryError):
        return f"it needs more than {limits['memory'] // (1024 * 1024)} MB"
    if isinstance(error, _TooMuchError):
        return f"it writes more than {limits['longest'] // 1_000_000} million characters"
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    return " ".join(said.split())[:300] or type(error).__name__


def _line_of(error: Exception, environment: SandboxedEnvironment, text: str) -> int:
    """Return the template's line in which an error arose: while it ran, was read, or was made into code."""
    from jinja2 import TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    ran = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    if ran:
        return ran[-1] or 1
    if isinstance(error, SyntaxError):  # Python's own: blocks nested too deeply, an argument that is given twice
        found = _LINES_IN_CODE.search(environment.compile(text, raw=True))
        pairs = [pair.split("=") for pair in found[1].split("&")] if found and found[1] else []
        return _line([(int(line), int(code)) for line, code in pairs], error.lineno or 1)
    return _line_read(error.__traceback__) or _deepest_line(environment, text)


def _line_read(at: TracebackType | None) -> int | None:
    """Return the line that Jinja had come to when it failed to read a template; None when it had read all of it."""
    from jinja2.parser import Parser

    line = None
    while at is not None:
        if isinstance(parser := at.tb_frame.f_locals.get("self"), Parser):
            line = parser.stream.current.lineno
        at = at.tb_next
    return line


def _deepest_line(environment: SandboxedEnvironment, text: str) -> int:
    """Return the line of what is nested deepest in a template that could be read but not made into code."""
    depth, line = 0, 1
    rest: list[tuple[int, Node]] = [(0, environment.parse(text))]
    while rest:
        here, node = rest.pop()
        if here > depth:
            depth, line = here, node.lineno
        rest += [(here + 1, inner) for inner in node.iter_child_nodes()]
    return line


def _markdown(text: str) -> str:
    """Return text with every ASCII punctuation mark escaped, on one line: no markup, no block, no link."""
    from planstrack.render.printable import printable

    return _PUNCTUATION.sub(r"\\\g<0>", printable(" ".join(text.split())))


def _environment(form: str) -> SandboxedEnvironment:
    from jinja2 import StrictUndefined, pass_context
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

    from planstrack.briefing import wording
    from planstrack.render.web import anchor, legal, web_address

    @pass_context  # What needs the context is not worked out before the template runs, where it would have no line.
    def shown(_: Context, value: Any) -> Any:
        if value is None:
            return ""
        if form == "html" or isinstance(value, Markup):
            return legal(value) if type(value) is str else value
        return Markup(_markdown(str(value)) if form == "markdown" else str(value))

    def redline(edits: Iterable[Edit]) -> Markup:
        from markupsafe import escape

        if form == "html":
            tags = {"=": "{}", "-": "<del>{}</del>", "+": "<ins>{}</ins>"}
            return Markup("").join(
                Markup(tags["=" if edit.hidden else edit.op]).format(escape(legal(edit.text)))
                for edit in edits
                if not (edit.hidden and edit.op == "-")  # white space nobody asked for: the new text's, unmarked
            )
        from planstrack.render.markdown import redline as written

        return Markup(written(edits))

    made = ImmutableSandboxedEnvironment(
        autoescape=form != "docx", undefined=StrictUndefined, finalize=shown, keep_trailing_newline=True,
        trim_blocks=True, lstrip_blocks=True, optimized=False,
    )  # fmt: skip
    made.filters.update(web=web_address, anchor=anchor, redline=redline)
    made.globals["wording"] = {
        name: getattr(wording, name)
        for name in ("VERDICTS", "SIGNS", "ASPECTS", "CHECKS", "BASES", "listed", "counted", "sentence", "day")
    }
    return made
