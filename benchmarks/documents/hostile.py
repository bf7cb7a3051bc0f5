"""Files that are made to hurt: each is read in a process of its own, and what it took is told.

What is asked: an answer in a sentence, or points, in bounded time and memory, and no process that ends by a signal.
"""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

SECONDS: Final = 180
"""After which a reader is ended."""

_READ: Final = """
import resource, sys
from pathlib import Path
from planstrack.documents.article import NotExtracted
from planstrack.documents.points import lists_of
from planstrack.documents.reading import read_document
path = Path(sys.argv[1])
document = read_document(path.read_bytes(), name=path.name)
if isinstance(document, NotExtracted):
    print(document.why)
else:
    lists = lists_of(document)
    print(f"{len(document.lines)} lines, {len(lists)} lists, {len(lists[0].points) if lists else 0} points")
peak = next(int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(max(peak, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024, file=sys.stderr)
"""

_TYPES: Final = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS: Final = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_BODY: Final = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
_END: Final = "</w:body></w:document>"


def _word(body: bytes, *, head: bytes = b"", more: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        package.writestr("word/document.xml", b'<?xml version="1.0"?>' + head + _BODY.encode() + body + _END.encode())
        for at in range(more):
            package.writestr(f"word/more{at}.xml", b"")
    return out.getvalue()


def _entities() -> bytes:
    steps = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 12))
    return _word(b"<w:p><w:r><w:t>&e11;</w:t></w:r></w:p>", head=f'<!DOCTYPE w [<!ENTITY e0 "ha">{steps}]>'.encode())


def _pdf(objects: list[bytes]) -> bytes:
    out = b"%PDF-1.5\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        out
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
            f"startxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )


def _stream(content: bytes, extra: str = "") -> bytes:
    packed = zlib.compress(content, 9)
    return f"<< /Length {len(packed)} /Filter /FlateDecode {extra}>>\nstream\n".encode() + packed + b"\nendstream"


_PAGE: Final = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>"
)


def _page_loop() -> bytes:
    return _pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>",
            b"<< /Type /Pages /Kids [2 0 R] /Parent 2 0 R /Count 1 >>",
        ]
    )


def _pdf_with(content: bytes, form: bytes = b"q Q") -> bytes:
    made = _stream(form, "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >> ")
    return _pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            _PAGE,
            _stream(content),
            made,
        ]
    )


def _deeper() -> bytes:
    return b"1. words\n" + b"".join(b" " * at + b"(a) x\n" for at in range(3_000))


def _many_paragraphs() -> bytes:
    return _word(b"".join(b"<w:p><w:r><w:t>%d. words</w:t></w:r></w:p>" % at for at in range(200_000)))


FILES: Final[dict[str, tuple[str, Callable[[], bytes]]]] = {
    "DOCX that unpacks to 1 GB": (".docx", lambda: _word(b"<w:p><w:r><w:t>" + b" " * 10**9 + b"</w:t></w:r></w:p>")),
    "DOCX, elements 100,000 deep": (".docx", lambda: _word(b"<w:p>" * 100_000 + b"</w:p>" * 100_000)),
    "DOCX, entities that grow tenfold eleven times": (".docx", _entities),
    "DOCX of 60,000 members": (".docx", lambda: _word(b"<w:p/>", more=60_000)),
    "DOCX of 200,000 paragraphs": (".docx", _many_paragraphs),
    "PDF whose pages are their own parents": (".pdf", _page_loop),
    "PDF whose page unpacks to 1 GB": (".pdf", lambda: _pdf_with(b" " * 10**9)),
    "PDF whose form draws itself": (".pdf", lambda: _pdf_with(b"/F Do", b"/F Do /F Do")),
    "PDF of a million drawn letters": (".pdf", lambda: _pdf_with(b"BT " + b"(a) Tj " * 1_000_000 + b"ET")),
    "PDF cut off in the middle": (".pdf", lambda: _pdf_with(b"BT ET")[:300]),
    "HTML, elements 200,000 deep": (".html", lambda: b"<html><body>" + b"<div>" * 200_000 + b"1. words" + b"</div>" * 200_000),
    "HTML, lists 5,000 deep": (".html", lambda: b"<html><body>" + b"<ol><li>words" * 5_000),
    "HTML of 300,000 items": (".html", lambda: b"<html><body><ol>" + b"<li>some words" * 300_000 + b"</ol>"),
    "Markdown, quotes 50,000 deep": (".md", lambda: b"> " * 50_000 + b"words\n"),
    "Markdown of 100,000 open brackets": (".md", lambda: b"# t\n\n" + b"[" * 100_000 + b"\n"),
    "text of a million short lines": (".txt", lambda: b"a b\n" * 1_000_000),
    "text of 60,000 points": (".txt", lambda: b"".join(b"%d. words of it\n\n" % at for at in range(1, 60_001))),
    "text of 9 MB in one line": (".txt", lambda: b"1. " + b"words " * 1_500_000),
    "text of labels alone": (".txt", lambda: b"1. (a) (i) " * 500_000),
    "text of one letter 9,000,000 times": (".txt", lambda: b"a" * 9_000_000),
    "text, 3,000 parts, each set in further": (".txt", _deeper),
}  # fmt: skip


def main() -> None:
    """Read each file in a process of its own and print what came of it."""
    print("| file | bytes | answer | seconds of the clock | of the processor | MB |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, (suffix, make) in FILES.items():
        data = make()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"hostile{suffix}"
            path.write_bytes(data)
            size = len(data)
            del data
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            start = time.monotonic()
            environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
            try:
                done = subprocess.run(
                    [sys.executable, "-c", _READ, str(path)],
                    capture_output=True,
                    text=True,
                    check=False,
                    timeout=SECONDS,
                    env=environment,
                )
                answer = (
                    done.stdout.strip() or f"ended with {done.returncode}: {done.stderr.strip().splitlines()[-1][:90]}"
                )
                memory = done.stderr.strip().splitlines()[-1] if done.returncode == 0 else "?"
            except subprocess.TimeoutExpired:
                answer, memory = f"not done after {SECONDS} s", "?"
            clock = time.monotonic() - start
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"| {name} | {size:,} | {answer} | {clock:.1f} | {spent:.1f} | {memory} |", flush=True)
