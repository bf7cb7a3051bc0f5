"""Problems as a person reads them, line and caret, and as machines do: JSON, GitHub annotations, SARIF 2.1.0."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from planstrack.problem import Problem, SeeAlso, Severity
from planstrack.render.printable import json_text, printable
from planstrack.source import Place

if TYPE_CHECKING:
    from planstrack.codes import Code

FORMAT = "planstrack.problems/1"
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")

_TAB = 4
_NARROWEST = 24
"""Cells an excerpt has at least, however narrow the terminal is."""
_PICTURED = 2
"""Up to so many see-also places are shown with their line; a list of eight reports is better read as a list."""
_CODES = {"error": "1;31", "warning": "1;33", "note": "1;36", "gutter": "34", "place": "1"}

# ------------------------------------------------------------------------------------------------------------ text


def _width(text: str) -> int:
    """Return how many cells of a terminal a printable text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _shown(text: str, cells: int) -> str:
    """Return text as it may be shown from cell `cells` of a line on, tabs as the spaces they stand for."""
    pieces: list[str] = []
    at = cells
    for index, piece in enumerate(text.split("\t")):
        if index:
            gap = _TAB - at % _TAB
            pieces.append(" " * gap)
            at += gap
        safe = printable(piece)
        pieces.append(safe)
        at += _width(safe)
    return "".join(pieces)


def _fitting(text: str, cells: int) -> str:
    """Return the beginning of a text that is at most so many cells wide."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _width(text[:middle]) <= cells else (low, middle - 1)
    return text[:low]


def _fitting_end(text: str, cells: int) -> str:
    """Return the end of a text that is at most so many cells wide."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _width(text[middle:]) <= cells else (middle + 1, high)
    return text[low:]


def _excerpt(place: Place, cells: int) -> tuple[str, int, int]:
    """Return the first line of a place cut around the fault, then at which cell the fault begins and how wide it is.

    Only the neighbourhood of the place is looked at, so that a file of one line of 4 MB costs no more than any other.
    """
    text, start = place.source.text, place.start
    line_start = start - (place.column - 1)
    first = max(line_start, start - 2 * cells)
    line_end = text.find("\n", start, start + 4 * cells)
    cut_right = line_end < 0 and start + 4 * cells < len(text)
    if line_end < 0:
        line_end = min(len(text), start + 4 * cells)
    if line_end > start and text[line_end - 1] == "\r":
        line_end -= 1
    end = max(start, min(place.end, line_end))

    before = _shown(text[first:start], 0)
    fault = _shown(text[start:end], _width(before))
    after = _shown(text[end:line_end], _width(before) + _width(fault))
    wide = _width(fault)
    if first > line_start or _width(before) + min(wide, cells // 2) > cells - 2:
        kept = max(cells // 4, cells - 4 - wide - min(10, _width(after)))
        before = "…" + _fitting_end(before, min(kept, cells // 2 if wide > cells // 2 else kept))
    at = _width(before)
    line = before + fault + after
    if cut_right or _width(line) > cells:
        line = _fitting(line, cells - 1) + "…"
    return line.rstrip(), at, max(1, min(wide, cells - at))


def _painted(text: str, paint: str, colour: bool) -> str:
    return f"\x1b[{_CODES[paint]}m{text}\x1b[0m" if colour and text else text


def _where(place: Place) -> str:
    return f"{printable(place.path)}:{place.line}:{place.column}"


def _picture(place: Place, gutter: int, width: int, paint: str, mark: str, colour: bool) -> Iterator[str]:
    if not place.source.text:
        return
    line, at, wide = _excerpt(place, max(_NARROWEST, width - gutter - 3))
    bar = _painted(" " * gutter + " |", "gutter", colour)
    yield bar
    yield f"{_painted(f'{place.line:>{gutter}} |', 'gutter', colour)} {line}".rstrip()
    yield f"{bar} {' ' * at}{_painted(mark * wide, paint, colour)}"


def _wrapped(lead: str, text: str, width: int) -> Iterator[str]:
    import textwrap

    indent = " " * len(lead)
    yield from textwrap.wrap(
        printable(text),
        max(width, len(lead) + _NARROWEST),
        initial_indent=lead,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _see_also(other: SeeAlso, gutter: int, width: int, picture: bool, colour: bool) -> Iterator[str]:
    yield f"{' ' * gutter} = see {_painted(_where(other.place), 'place', colour)}: {printable(other.message)}"
    if picture:
        yield from _picture(other.place, gutter, width, "gutter", "-", colour)


def _block(problem: Problem, width: int, colour: bool) -> Iterator[str]:
    pictured = len(problem.see_also) <= _PICTURED
    places = [problem.place, *(other.place for other in problem.see_also if pictured)]
    gutter = max(len(str(place.line)) for place in places)
    kind = _painted(f"{problem.severity}[{problem.code}]", problem.severity, colour)
    yield f"{_painted(_where(problem.place), 'place', colour)}: {kind}: {printable(problem.message)}"
    yield from _picture(problem.place, gutter, width, problem.severity, "^", colour)
    if problem.hint:
        yield from _wrapped(f"{' ' * gutter} = help: ", problem.hint, width)
    for other in problem.see_also:
        yield from _see_also(other, gutter, width, pictured, colour)


def counts(problems: Iterable[Problem]) -> dict[Severity, int]:
    """Return how many problems there are of each severity."""
    found = dict.fromkeys(SEVERITIES, 0)
    for problem in problems:
        found[problem.severity] += 1
    return found


def summary(problems: Sequence[Problem]) -> str:
    """Return one line that counts the problems: `1 error, 2 warnings in 2 files`; `no problems` when there are none."""
    parts = [f"{number} {name}{'s' * (number != 1)}" for name, number in counts(problems).items() if number]
    files = len({problem.place.path for problem in problems})
    return f"{', '.join(parts)} in {files} file{'s' * (files != 1)}" if parts else "no problems"


def text(problems: Sequence[Problem], *, width: int = 80, colour: bool = False) -> str:
    """Return problems for a reader: a line that editors and terminals can follow, the excerpt with carets, what to do.

    Args:
        problems: In the order in which they are to be shown.
        width: Cells of a line. The first line of a problem is never wrapped, since programs read it.
        colour: Whether to paint; nothing is told by colour alone.

    Returns:
        Blocks with an empty line between them and the summary as the last line; one line when there are no problems.
    """
    blocks = ["\n".join(_block(problem, width, colour)) for problem in problems]
    return "\n\n".join([*blocks, summary(problems)]) + "\n"


# ----------------------------------------------------------------------------------------------------- explanations


def code_list(codes: Iterable[Code]) -> str:
    """Return a line for each code: its name, how severe it is, its title."""
    rows = [(code.code, code.severity, code.title) for code in codes]
    first = max((len(row[0]) for row in rows), default=0)
    second = max((len(row[1]) for row in rows), default=0)
    return "".join(f"{name:<{first}}  {severity:<{second}}  {title}\n" for name, severity, title in rows)


def code_page(code: Code, *, width: int = 80) -> str:
    """Return the page of a code: its title, what it means, how to mend it, and examples as they stand in a file."""
    import textwrap

    lines = [f"{code.severity}[{code.code}]: {code.title}", ""]
    for heading, body in code.page:
        if heading in ("Example", "Instead"):
            lines += [f"{heading}:", "", textwrap.indent(body, "    "), ""]
        else:
            lines += [*textwrap.wrap(body, width, break_long_words=False, break_on_hyphens=False), ""]
    return "\n".join(lines[:-1]) + "\n"


# ------------------------------------------------------------------------------------------------------------ JSON


def _span(place: Place) -> dict[str, Any]:
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def json_(problems: Sequence[Problem]) -> str:
    """Return problems as one JSON object; lines and columns count from 1, in code points, the end not included."""
    return (
        json_text(
            {
                "format": FORMAT,
                "counts": counts(problems),
                "problems": [
                    {
                        "code": problem.code,
                        "severity": problem.severity,
                        "message": problem.message,
                        **_span(problem.place),
                        "hint": problem.hint,
                        "see_also": [{"message": other.message, **_span(other.place)} for other in problem.see_also],
                    }
                    for problem in problems
                ],
            }
        )
        + "\n"
    )


# ---------------------------------------------------------------------------------------------------------- GitHub


def _github_message(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(value: str) -> str:
    return _github_message(value).replace(":", "%3A").replace(",", "%2C")


def github(problems: Sequence[Problem]) -> str:
    """Return problems as workflow commands of GitHub Actions, one line each, shown beside the changed lines."""
    lines = []
    for problem in problems:
        place = problem.place
        where = {"file": printable(place.path), "line": str(place.line), "endLine": str(place.end_line)}
        if place.end_line == place.line:
            where |= {"col": str(place.column), "endColumn": str(max(place.column + 1, place.end_column))}
        where["title"] = problem.code
        properties = ",".join(f"{key}={_github_property(value)}" for key, value in where.items())
        said = printable(problem.message) + (f"\n{printable(problem.hint)}" if problem.hint else "")
        said += "".join(f"\n{_where(other.place)}: {printable(other.message)}" for other in problem.see_also)
        command = "notice" if problem.severity == "note" else problem.severity
        lines.append(f"::{command} {properties}::{_github_message(said)}\n")
    return "".join(lines)


# ----------------------------------------------------------------------------------------------------------- SARIF

_LINK = re.compile(r"\[(?=[^\]]*\]\()")


def _sarif_text(value: str) -> dict[str, str]:
    """Return a message string: braces doubled and links disarmed, as sections 3.11.5 and 3.11.6 of SARIF 2.1.0 ask."""
    return {"text": _LINK.sub(r"\\[", printable(value, lines=True).replace("{", "{{").replace("}", "}}"))}


def _sarif_location(place: Place) -> dict[str, Any]:
    path = place.path.replace("\\", "/")
    address = quote(path.encode("utf-8", "surrogateescape"), safe="/._-~")
    return {
        "artifactLocation": {"uri": f"file://{address}" if path.startswith("/") else address},
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        },
    }


def sarif(problems: Sequence[Problem]) -> str:
    """Return problems as a SARIF 2.1.0 log with the page of every code that occurs; columns count code points.

    Source:
        OASIS (2020), Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
    """
    from planstrack import __version__
    from planstrack.codes import codes

    used = sorted({problem.code for problem in problems})
    index = {code: at for at, code in enumerate(used)}
    pages = [codes()[code] for code in used]
    results = []
    for problem in problems:
        result: dict[str, Any] = {
            "ruleId": problem.code,
            "ruleIndex": index[problem.code],
            "level": problem.severity,
            "message": _sarif_text("\n".join(printable(words) for words in (problem.message, problem.hint) if words)),
            "locations": [{"physicalLocation": _sarif_location(problem.place)}],
        }
        if problem.see_also:
            result["relatedLocations"] = [
                {
                    "id": at,
                    "message": _sarif_text(printable(other.message)),
                    "physicalLocation": _sarif_location(other.place),
                }
                for at, other in enumerate(problem.see_also)
            ]
        results.append(result)
    rules = [
        {
            "id": page.code,
            "shortDescription": _sarif_text(page.title),
            "fullDescription": _sarif_text(page.meaning),
            "help": _sarif_text("\n\n".join(f"{heading}\n{body}" for heading, body in page.page)),
            "defaultConfiguration": {"level": page.severity},
        }
        for page in pages
    ]
    driver = {"name": "planstrack", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return (
        json_text(
            {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]},
        )
        + "\n"
    )
