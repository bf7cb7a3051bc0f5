"""A PDF is read in a process of its own, with a bound on time and memory.

pypdf reads what strangers made: whatever it raises, and whatever it does not come back from, ends as a sentence. The
process (`confined`) is given the file's bytes and answers one document as JSON, which runs nothing when it is read.
"""

from __future__ import annotations

import dataclasses
import json
from typing import Any, BinaryIO, Final

from planstrack.confined import answered, boot, is_out_of_time, limit
from planstrack.documents.article import NotExtracted
from planstrack.documents.lines import Document, Line

SECONDS: Final = 180
"""Of computing; by the clock four times as many."""
MEMORY: Final = 1_500_000_000
"""Bytes that reading may use, where the system can limit them."""
MAX_ANSWER: Final = 200_000_000
"""Bytes of the answer."""

_BOOT = boot("planstrack.documents.pdf.worker", "work")


def document_of(data: bytes) -> Document | NotExtracted:
    """Return the document in a PDF, read in a process of its own; every failure is a sentence."""
    import subprocess

    limits = json.dumps({"seconds": SECONDS, "memory": MEMORY}).encode()
    try:
        done = answered(_BOOT, limits + b"\n" + data, SECONDS * 4)
    except subprocess.TimeoutExpired:
        return NotExtracted(why=_too_long())
    except OSError as error:
        return NotExtracted(why=f"no process can be started to read it ({error.strerror or type(error).__name__})")
    complaint = done.stderr.decode("utf-8", "replace")
    if is_out_of_time(complaint, done.returncode):
        return NotExtracted(why=_too_long())
    try:
        told = json.loads(done.stdout) if done.returncode == 0 and len(done.stdout) <= MAX_ANSWER else None
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        return NotExtracted(why=_ended(complaint, done.returncode))
    if "why" in told:
        return NotExtracted(why=told["why"])
    return _document(told)


def _ended(complaint: str, status: int) -> str:
    """Return why a process ended that gave no answer; of an error only its name, since its words may be the file's."""
    named = (complaint.splitlines() or [""])[-1].partition(":")[0].strip()
    if status > 0 and named.isidentifier():
        return f"reading it failed ({named[:60]})"
    return "it asks for more than it may, and the process that read it ended"


def _too_long() -> str:
    return f"reading it takes longer than {SECONDS} seconds"


def _document(told: dict[str, Any]) -> Document:
    lines = tuple(Line(**line) for line in told.pop("lines"))
    return Document(**told | {"lines": lines, "notes": tuple(told["notes"])})


# ---------------------------------------------------------------------------------------------------- in the process


def work(asked: BinaryIO, answer: BinaryIO) -> None:
    """Read the PDF that is asked for, within the limits; for the process that `document_of` starts."""
    limits = json.loads(asked.readline())
    data = asked.read()
    from planstrack.documents.pdf import assembled, reader  # noqa: F401 - before the limits: what it needs is no data's fault

    limit(limits["seconds"], limits["memory"])
    answer.write(json.dumps(told(data, limits["memory"])).encode("utf-8", "surrogatepass"))
    answer.flush()


def told(data: bytes, memory: int = MEMORY) -> dict[str, Any]:
    """Return what a PDF holds, or `why` it cannot be read, as plain values. Nothing is raised for what stands in it."""
    from planstrack.documents.pdf.assembled import assembled
    from planstrack.documents.pdf.reader import NotRead, pages_read

    try:
        reading = pages_read(data)
    except MemoryError:
        return {"why": f"reading it needs more than {memory // 1_000_000:,} MB"}
    except RecursionError:
        return {"why": "it is nested too deeply"}
    except Exception as error:  # pypdf raises whatever a broken file makes it stumble over
        return {"why": f"it cannot be read as a PDF ({type(error).__name__})"}
    found = NotExtracted(why=reading.why) if isinstance(reading, NotRead) else assembled(reading)
    if isinstance(found, NotExtracted):
        return {"why": found.why}
    plain = {"kind": found.kind, "text": found.text, "title": found.title, "notes": found.notes}
    return plain | {"lines": [dataclasses.asdict(line) for line in found.lines]}
