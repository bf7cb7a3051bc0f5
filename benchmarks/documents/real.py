"""Real public documents that exist in two formats of one text: the structured one is the truth, the other is read.

`real.toml` names them by repository, path and commit; their files are not kept here. A point counts only where an
extractor that has nothing to do with planstrack finds its words in the format that is read: versions of one text drift.
"""

from __future__ import annotations

import re
import subprocess
import time
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, Final

from benchmarks.documents import reading
from benchmarks.documents.record import Item, all_parts, core, folded
from benchmarks.documents.scoring import Score, compared, missing_words
from benchmarks.documents.tables import comparison, measures
from benchmarks.documents.truth import points_of

MANIFEST: Final = Path(__file__).with_name("real.toml")
_GLUE: Final = re.compile(r"[-\s]+")
_LEAST: Final = 4  # letters of a stretch before or after a page's end
_FURNITURE: Final = 400  # letters of a page's foot or head, footnotes with it


def main(folder: Path, *, only: str, alone: bool, misses: Path | None) -> None:
    """Measure the documents of the manifest that are in the folder, and print tables."""
    entries = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))["document"]
    by_document: dict[str, Score] = defaultdict(Score)
    by_format: dict[str, Score] = defaultdict(Score)
    rivals: dict[str, dict[str, Score]] = defaultdict(lambda: defaultdict(Score))
    total = Score()
    drifted = absent = 0
    out: list[str] = []
    start = time.process_time()
    for entry in entries:
        if only and only not in entry["name"]:
            continue
        truth = folder / entry.get("truth_repo", entry["repo"]).replace("/", "+") / entry["truth"]
        path = folder / entry["repo"].replace("/", "+") / entry["read"]
        if not truth.is_file() or not path.is_file():
            absent += 1
            continue
        told = {**entry, "truth": truth}
        points = points_of(truth, told)
        data, suffix = path.read_bytes(), path.suffix.lower()
        text = _extracted(data, suffix)
        bare = _bare(text)
        kept = tuple(point for point in points if _stands_in(point, bare))
        drifted += len(points) - len(kept)
        score, read = _scored(kept, points, reading.planstrack(data, path.name), clauses=entry.get("clauses", False))
        whole = [text]
        score.words, lost = missing_words(whole, read.kept)
        lost = Counter({word: count for word, count in lost.items() if len(word) > 1 and not word.isdigit()})
        score.lost = sum(lost.values())
        by_document[f"{entry['name']} ({suffix[1:]})"].add(score)
        by_format[suffix].add(score)
        total.add(score)
        rivals[suffix]["planstrack"].add(score)
        for name, (how, suffixes) in ({} if alone else reading.others()).items():
            if suffix in suffixes:
                rival = reading.by_expression(how(data, path.name))
                rivals[suffix][name].add(_scored(kept, points, rival, clauses=False)[0])
        out.append(f"== {entry['name']} · {path.name} · {read.why} · lost {dict(lost.most_common(12))}")
        out += [f"   {miss}" for miss in score.misses]
    if misses:
        misses.write_text("\n".join(out), encoding="utf-8")
    print(measures("document", by_document), end="\n\n")
    print(measures("format", {**by_format, "all": total}), end="\n\n")
    if not alone:
        print(comparison(rivals), end="\n\n")
    print(f"{drifted} points left out whose words differ between the two formats; {absent} documents not in the folder")
    print(f"{time.process_time() - start:.0f} s of the processor")


def _scored(
    kept: tuple[Item, ...], points: tuple[Item, ...], read: reading.Read, *, clauses: bool
) -> tuple[Score, reading.Read]:
    """Return the score of the points that count, read from the list that is most like them: a person would choose it."""
    lists = [_flat(found) if clauses else found for found in read.lists] or [()]
    score = max((compared(points, found, inline=True) for found in lists[:1] or [()]), key=lambda one: one.exact)
    if kept != points:
        found = lists[0]
        names = {core(point.number) for point in points if point not in kept}
        score = compared(
            kept,
            tuple(
                item
                for item in found
                if core(item.number) not in names or any(item.number == one.number for one in kept)
            ),
            inline=True,
        )
    return score, read


def _flat(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return every numbered piece as a point of its own, however deep it was found."""
    out: list[Item] = []
    for item in items:
        numbered = [part for part in item.parts if re.match(r"\d", core(part.number))]
        out.append(
            Item(
                number=item.number,
                label=item.label,
                title=item.title,
                text=item.text,
                parts=tuple(part for part in item.parts if part not in numbered),
            )
        )
        out += _flat(tuple(numbered))
    return tuple(out)


def _extracted(data: bytes, suffix: str) -> str:
    """Return the text of a document by a program that has nothing to do with planstrack; pages end with form feeds."""
    if suffix == ".pdf":
        return subprocess.run(
            ["pdftotext", "-q", "-", "-"], input=data, capture_output=True, check=True
        ).stdout.decode()
    if suffix == ".txt":
        return data.decode("utf-8", errors="replace")
    return reading.pandoc(data, f"file{suffix}")


def _stands_in(point: Item, there: str) -> bool:
    """Whether the words of a point stand in a text as they are, page breaks between them forgiven.

    `there` is the text without white space and hyphens (`_bare`).
    """
    said = [point.title or "", *point.text, *(words for _, _, words in all_parts(point))]
    return all(_found(_bare(words).replace("\f", ""), there) for words in said)


def _bare(text: str) -> str:
    pages = (_GLUE.sub("", folded(page)) for page in text.split("\f"))
    return "\f".join(pages)


def _found(words: str, there: str) -> bool:
    """Whether words stand in a text, in one piece or broken by the ends of pages."""
    at = 0
    while words:
        if (start := there.find(words, at)) >= 0:
            return True
        # The longest beginning that stands there, up to the end of a page but for its foot.
        low, high = 0, len(words)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if there.find(words[:middle], at) >= 0 else (low, middle - 1)
        if low < _LEAST:
            return False
        start = there.find(words[:low], at) + low
        end = there.find("\f", start, start + _FURNITURE)
        if end < 0:
            return False
        words, at = words[low:], end
        if there.find(words[:_LEAST], at, at + _FURNITURE) < 0:
            return False
    return True


def fetch_list() -> list[dict[str, Any]]:
    """Return the manifest's entries, for whoever fetches the documents again."""
    return list(tomllib.loads(MANIFEST.read_text(encoding="utf-8"))["document"])
