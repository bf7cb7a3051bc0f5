"""Redlines side by side, in one run: `python -m benchmarks.redlines [--words 60 500 5000 50000] [--runs 3]`.

Texts and edits are made from a seed: sentences of words that follow Zipf's law, with numbers, amounts and dates among
them, then edited as drafts are. All figures are ratios, so that they say the same on any machine:

    time       median over the runs, against fast-diff-match-patch (C++) on the same words
    marked     words marked, against the fewest possible (a longest common subsequence)
    places     places marked, against the edits that were made: confetti is many, 1 is what an editor would do
    cut        numbers, amounts and dates of which only a part is marked
    exact      both texts can be read back from the marks

Needs the extra packages named in benchmarks/README.md; a method whose package is missing is left out, and said so.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from planstrack.compare.redline import redline
from planstrack.compare.redline.pairing import shared_runs
from planstrack.compare.redline.tokens import pieces

Marks = list[tuple[str, str]]
"""("=", text), ("-", text) and ("+", text) in order."""

SMALL_WORDS = """the of and to in a is that be shall for by on with not as may are from will or at which its all this an
other their any no must within between under after who state forces parties agree"""


class Pair(NamedTuple):
    """Two texts, how many edits lead from one to the other, and their words, which the methods on words are given."""

    old: str
    new: str
    edits: int
    old_words: list[str]
    new_words: list[str]


# ------------------------------------------------------------------------------------------------ texts and edits


class Writer:
    """Makes sentences from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is", "ol")]
        made = {"".join(self.random.choices(syllables, k=self.random.randint(2, 4))) for _ in range(24_000)}
        self.words = SMALL_WORDS.split() + sorted(made)
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def word(self) -> str:
        return self.random.choices(self.words, cum_weights=self.weights)[0]

    def number(self) -> str:
        figure = self.random.randint(1, 900)
        day = f"{figure % 28 + 1} November {2000 + figure % 40}"
        return self.random.choice(
            [f"{figure},000", f"{figure}", f"{figure / 10}%", f"€{figure}bn", f"${figure} million", day]
        )

    def phrase(self, least: int, most: int) -> list[str]:
        return [
            self.number() if self.random.random() < 0.03 else self.word()
            for _ in range(self.random.randint(least, most))
        ]

    def sentence(self) -> list[str]:
        words = self.phrase(8, 25)
        if self.random.random() < 0.5:
            words[len(words) // 2] += ","
        return [words[0].capitalize(), *words[1:-1], words[-1] + "."]

    def edited(self, sentence: list[str]) -> list[str]:
        """Return the sentence with one edit: words replaced, added or removed, a number changed, a half rewritten."""
        kind = self.random.choice(["replace", "replace", "add", "remove", "number", "rewrite"])
        at = self.random.randrange(len(sentence) - 1)
        if kind == "replace":
            return sentence[:at] + self.phrase(1, 3) + sentence[at + self.random.randint(1, 3) :]
        if kind == "add":
            return sentence[:at] + self.phrase(1, 7) + sentence[at:]
        if kind == "remove":
            return sentence[:at] + sentence[at + self.random.randint(1, 5) :]
        numbers = [place for place, word in enumerate(sentence) if word[0].isdecimal() or word[0] in "€$"]
        if kind == "number" and numbers:
            return [*sentence[: numbers[0]], self.number(), *sentence[numbers[0] + 1 :]]
        half = len(sentence) // 2
        return [*sentence[:half], *self.phrase(4, 9)[:-1], sentence[-1]]


def edited_pair(words: int, share: float, seed: int) -> Pair:
    """Return a text of so many words and a draft in which this share of the sentences was edited and one in 40 moved."""
    writer = Writer(seed)
    sentences: list[list[str]] = []
    while sum(map(len, sentences)) < words:
        sentences += [writer.sentence() for _ in range(max(1, words // 40))]
    while sum(map(len, sentences)) > words and len(sentences) > 1:
        sentences.pop()
    drafted, edits = [], 0
    for sentence in sentences:
        if writer.random.random() < share:
            sentence, edits = writer.edited(sentence), edits + 1
        drafted.append(sentence)
    for _ in range(len(sentences) // 40):
        drafted.insert(writer.random.randrange(len(drafted)), drafted.pop(writer.random.randrange(len(drafted))))
        edits += 1
    return as_pair(sentences, drafted, edits)


def as_pair(old: list[list[str]], new: list[list[str]], edits: int) -> Pair:
    """Return two texts given as sentences of words."""
    old_text, new_text = (" ".join(" ".join(sentence) for sentence in text if sentence) for text in (old, new))
    return Pair(old_text, new_text, max(edits, 1), *([p.rstrip() for p in pieces(t)[1]] for t in (old_text, new_text)))


def hostile_pairs(words: int) -> dict[str, Pair]:
    """Return pairs made to be slow."""
    chance = random.Random(7)
    names = [f"{chr(97 + at % 26)}{at:x}" for at in range(words)]
    few = names[:50]
    pairs = {
        "nothing in common": (names, [name + "q" for name in names]),
        "every word moved": (names, chance.sample(names, words)),
        "two words in turn": (["a", "b"] * (words // 2), ["b", "a"] * (words // 2)),
        "50 words at random": (chance.choices(few, k=words), chance.choices(few, k=words)),
        "one word repeated": (["a"] * words, ["a"] * (words // 2)),
    }
    return {name: as_pair([old], [new], 1) for name, (old, new) in pairs.items()}


# ------------------------------------------------------------------------------------------------ methods


def numbered(pair: Pair) -> tuple[list[int], list[int]]:
    """Return the words of both texts by number."""
    known: dict[str, int] = {}
    old, new = ([known.setdefault(word, len(known)) for word in words] for words in (pair.old_words, pair.new_words))
    return old, new


def as_characters(pair: Pair) -> tuple[str, str]:
    """Return both texts with a character for each word."""
    old, new = numbered(pair)
    return tuple("".join(chr(0x100 + n + (0x800 if n >= 0xD700 else 0)) for n in words) for words in (old, new))  # type: ignore[return-value]


def of_words(pair: Pair, codes: Sequence[tuple[str, int, int, int, int]]) -> Marks:
    """Return opcodes on words as marks."""
    marks: Marks = []
    for tag, i, i_end, j, j_end in codes:
        if tag == "equal":
            marks.append(("=", " ".join(pair.old_words[i:i_end])))
        else:
            marks += [("-", " ".join(pair.old_words[i:i_end])), ("+", " ".join(pair.new_words[j:j_end]))]
    return marks


def of_characters(pair: Pair, operations: Sequence[tuple[Any, Any]]) -> Marks:
    """Return operations on texts in which each character is a word as marks."""
    marks: Marks = []
    i = j = 0
    for op, what in operations:
        size = what if isinstance(what, int) else len(what)
        sign = {"=": "=", "-": "-", "+": "+", 0: "=", -1: "-", 1: "+"}[op]
        marks.append((sign, " ".join(pair.new_words[j : j + size] if sign == "+" else pair.old_words[i : i + size])))
        i, j = i + size * (sign != "+"), j + size * (sign != "-")
    return marks


def ours(pair: Pair) -> Callable[[], Any]:
    """From two texts to edits with their kinds."""
    return lambda: redline(pair.old, pair.new)


def our_pairing(pair: Pair) -> Callable[[], Any]:
    """From words to the runs they share."""
    old, new = numbered(pair)
    return lambda: shared_runs(old, new)


def fast_dmp(pair: Pair) -> Callable[[], Any]:
    """The C++ library, with the fewest marks."""
    import fast_diff_match_patch

    old, new = as_characters(pair)
    return lambda: fast_diff_match_patch.diff(old, new, timelimit=0, checklines=False, cleanup="No", as_patch=False)


def fast_dmp_semantic(pair: Pair) -> Callable[[], Any]:
    """The C++ library, as it comes."""
    import fast_diff_match_patch

    old, new = as_characters(pair)
    return lambda: fast_diff_match_patch.diff(
        old, new, timelimit=0, checklines=False, cleanup="Semantic", as_patch=False
    )


def differ() -> Any:
    """Return diff-match-patch in Python without its deadline."""
    from diff_match_patch import diff_match_patch

    made = diff_match_patch()
    made.Diff_Timeout = 0
    return made


def dmp_words(pair: Pair) -> Callable[[], Any]:
    """Each word a character, no cleanup."""
    old, new = as_characters(pair)
    return lambda: differ().diff_main(old, new, False)


def dmp_characters(pair: Pair) -> Callable[[], Any]:
    """By characters with semantic cleanup, as its manual shows."""

    def run() -> Any:
        made = differ()
        marks = made.diff_main(pair.old, pair.new)
        made.diff_cleanupSemantic(marks)
        return marks

    return run


def difflib_words(pair: Pair) -> Callable[[], Any]:
    """With its autojunk, as it comes."""
    from difflib import SequenceMatcher

    return lambda: SequenceMatcher(None, pair.old_words, pair.new_words).get_opcodes()


def rapidfuzz_opcodes(pair: Pair) -> Callable[[], Any]:
    """Each word a character."""
    from rapidfuzz.distance import Indel

    old, new = as_characters(pair)
    return lambda: [tuple(code) for code in Indel.opcodes(old, new)]


def redlines_package(pair: Pair) -> Callable[[], Any]:
    """As its manual shows."""
    from redlines import Redlines

    return lambda: Redlines(pair.old, pair.new, markdown_style="none").output_markdown


def git_word_diff(pair: Pair) -> Callable[[], Any]:
    """Two files of one line each, outside a repository."""
    folder = Path(tempfile.mkdtemp())
    (folder / "old").write_text(pair.old + "\n", "utf-8")
    (folder / "new").write_text(pair.new + "\n", "utf-8")
    command = ["git", "diff", "--no-index", "--word-diff=porcelain", "old", "new"]
    return lambda: (
        subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False).stdout
    )


def marks_of_edits(pair: Pair, edits: Any) -> Marks:
    """Read our edits."""
    return [(edit.op, edit.text) for edit in edits]


def marks_of_runs(pair: Pair, runs: Any) -> Marks:
    """Read our runs."""
    codes, i, j = [], 0, 0
    for run in runs:
        codes += [
            ("replace", i, run.old, j, run.new),
            ("equal", run.old, run.old + run.size, run.new, run.new + run.size),
        ]
        i, j = run.old + run.size, run.new + run.size
    return of_words(pair, [*codes, ("replace", i, len(pair.old_words), j, len(pair.new_words))])


def marks_of_text_operations(pair: Pair, operations: Any) -> Marks:
    """Read diff-match-patch's operations on text."""
    return [({0: "=", -1: "-", 1: "+"}[op], text) for op, text in operations]


def marks_of_tags(pair: Pair, markdown: Any) -> Marks:
    """Read `<del>` and `<ins>`."""
    parts = re.split(r"<(del|ins)>(.*?)</(?:del|ins)>", markdown, flags=re.S)
    signs = {"del": "-", "ins": "+"}
    marks: Marks = [("=", parts[0])]
    for tag, text, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        marks += [(signs[tag], text), ("=", rest)]
    return marks


def marks_of_porcelain(pair: Pair, output: Any) -> Marks:
    """Read git's porcelain."""
    lines = output.partition("@@\n")[2].splitlines()
    return [({" ": "="}.get(line[0], line[0]), line[1:]) for line in lines if line[:1] in (" ", "-", "+")]


class Method(NamedTuple):
    """How a method is run and read, and up to how many words (beyond, a single run takes minutes or gigabytes)."""

    name: str
    prepare: Callable[[Pair], Callable[[], Any]]
    marks: Callable[[Pair, Any], Marks]
    most: int


BASE = Method("fast-diff-match-patch (C++), words", fast_dmp, of_characters, 50_000)
METHODS = (
    Method("planstrack, from text to edits", ours, marks_of_edits, 50_000),
    Method("planstrack, words paired only", our_pairing, marks_of_runs, 50_000),
    BASE,
    Method("the same, its semantic cleanup", fast_dmp_semantic, of_characters, 50_000),
    Method("rapidfuzz Indel opcodes, words", rapidfuzz_opcodes, of_words, 5_000),
    Method("difflib, words", difflib_words, of_words, 50_000),
    Method("diff-match-patch, words", dmp_words, of_characters, 5_000),
    Method("diff-match-patch, characters", dmp_characters, marks_of_text_operations, 500),
    Method("redlines (PyPI)", redlines_package, marks_of_tags, 50_000),
    Method("git diff --word-diff", git_word_diff, marks_of_porcelain, 50_000),
)


# ------------------------------------------------------------------------------------------------ measures


class Measure(NamedTuple):
    """What one method makes of one pair."""

    time: float
    marked: float
    places: float
    cut: int
    exact: bool


def flags(text: str, marks: Marks, other: str) -> bytearray | None:
    """Return for each character of a text, white space left out, whether it is marked; None if it cannot be read back."""
    sign = "-" if other == "+" else "+"
    mine = [(op, "".join(part.split())) for op, part in marks if op != other]
    if "".join(part for _, part in mine) != "".join(text.split()):
        return None
    return bytearray().join(bytes([op == sign]) * len(part) for op, part in mine)


def measured(pair: Pair, marks: Marks, seconds: float, base: float, least: int) -> Measure:
    """Return the measures of some marks; `least` is the fewest words that can be marked."""
    marked = cut = 0
    exact = True
    for text, words, other in ((pair.old, pair.old_words, "+"), (pair.new, pair.new_words, "-")):
        flagged = flags(text, marks, other)
        if flagged is None:
            exact = False
            continue
        at = 0
        for word in words:
            size = len("".join(word.split()))
            some = sum(flagged[at : at + size])
            marked += some > 0
            cut += 0 < some < size and any(char.isdecimal() for char in word)
            at += size
    places = 0
    before = "="
    for op, text in marks:
        if text.strip():
            places += op != "=" and before == "="
            before = op
    return Measure(seconds / base, marked / least, places / pair.edits, cut, exact)


def timed(run: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds a call took, and what it gave back."""
    start = time.perf_counter()
    found = run()
    return time.perf_counter() - start, found


def compared(pair: Pair, words: int, runs: int) -> dict[str, Measure]:
    """Return what each method makes of one pair; the runs of all methods take turns."""
    ready = {}
    for method in METHODS:
        if words <= method.most:
            try:
                ready[method] = method.prepare(pair)
            except ImportError:
                continue
    seconds: dict[Method, list[float]] = {method: [] for method in ready}
    results: dict[Method, Any] = {}
    for _ in range(runs):
        for method, run in ready.items():
            spent, results[method] = timed(run)
            seconds[method].append(spent)
    old, new = numbered(pair)
    least = max(1, len(old) + len(new) - 2 * longest(old, new))
    base = statistics.median(seconds[BASE])
    return {
        method.name: measured(
            pair, method.marks(pair, results[method]), statistics.median(seconds[method]), base, least
        )
        for method in ready
    }


def longest(old: list[int], new: list[int]) -> int:
    """Return the length of a longest common subsequence, exactly, by rapidfuzz."""
    from rapidfuzz.distance import LCSseq

    return int(LCSseq.similarity(old, new))


# ------------------------------------------------------------------------------------------------ tables


def mean_of(measures: Sequence[Measure]) -> Measure:
    """Return the median time and the mean of the rest; a text that was not read back once is not read back."""
    return Measure(
        statistics.median(one.time for one in measures),
        statistics.mean(one.marked for one in measures),
        statistics.mean(one.places for one in measures),
        sum(one.cut for one in measures),
        all(one.exact for one in measures),
    )


def figures(share: float, sizes: Sequence[int], runs: int) -> dict[int, dict[str, Measure]]:
    """Return what each method makes of texts of each size; short ones are many, so that all sizes weigh alike."""
    found: dict[int, dict[str, Measure]] = {}
    for size in sizes:
        several = []
        for seed in range(max(1, min(30, 2_500 // size))):
            pair = edited_pair(size, share, seed=size + seed)
            if pair.old != pair.new:
                ours(pair)()  # what is loaded or compiled once is no part of the time
                several.append(compared(pair, size, runs))
        names = several[0]
        found[size] = {name: mean_of([one[name] for one in several]) for name in names}
    return found


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a Markdown table, the first as its head."""
    head, *rest = rows
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rest])


def tables(found: dict[int, dict[str, Measure]]) -> str:
    """Return the times at each size, and what else was measured at 500 and 5,000 words."""
    times = [["time, × C++", *(f"{size:,} words" for size in found)]]
    marks = [["marks", *(f"{what}, {size:,}" for what in ("marked", "places", "cut") for size in found), "read back"]]
    for method in METHODS:
        mine = {size: of[method.name] for size, of in found.items() if method.name in of}
        if mine:
            times.append([method.name, *(f"{mine[size].time:.2g}" if size in mine else "–" for size in found)])
            shown = [f"{mine[size].marked:.2f}" if size in mine else "–" for size in found]
            shown += [f"{mine[size].places:.2f}" if size in mine else "–" for size in found]
            shown += [str(mine[size].cut) if size in mine else "–" for size in found]
            marks.append([method.name, *shown, "yes" if all(one.exact for one in mine.values()) else "no"])
    return f"{table(times)}\n\n{table(marks)}"


def hostile_times(sizes: Sequence[int], runs: int) -> str:
    """Return our time on each hostile pair, against our own on a lightly edited pair of as many words."""
    rows: dict[str, list[str]] = {"hostile pair": [f"{size:,} words" for size in sizes]}
    for size in sizes:
        usual = statistics.median(timed(ours(edited_pair(size, LIGHT, seed=size)))[0] for _ in range(runs))
        for name, pair in hostile_pairs(size).items():
            ratio = statistics.median(timed(ours(pair))[0] for _ in range(runs)) / usual
            rows.setdefault(name, []).append(f"{ratio:.2g}")
    return table([[name, *cells] for name, cells in rows.items()])


LIGHT, HEAVY = 0.125, 0.667


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, nargs="+", default=[60, 500, 5_000, 50_000])
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    print("### One sentence in eight edited\n")
    print(tables(figures(LIGHT, chosen.words, chosen.runs)))
    print("\n### Two sentences in three edited\n")
    print(tables(figures(HEAVY, chosen.words, chosen.runs)))
    print("\n### Hostile input: time, × a lightly edited pair of as many words\n")
    print(hostile_times([size for size in chosen.words if size >= 500], chosen.runs))


if __name__ == "__main__":
    main()
