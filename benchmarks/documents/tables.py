"""Figures as Markdown tables."""

from __future__ import annotations

from benchmarks.documents.scoring import Score


def share(part: int, whole: int) -> str:
    """Return a share in per cent with two digits; only what is whole is called 100."""
    if not whole:
        return "–"
    if part == whole:
        return "100"
    return f"{min(99.99, 100 * part / whole):.2f}"


def measures(name: str, rows: dict[str, Score]) -> str:
    """Return a table of all measures, one row for each name."""
    out = [
        f"| {name} | documents | points | all exact | number | text | parts | title | too many | words lost |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for key, score in rows.items():
        shares = (share(count, score.points) for count in (score.exact, score.numbers, score.texts, score.parts))
        out.append(
            f"| {key} | {score.documents} | {score.points} | {' | '.join(shares)} | {share(score.titles, score.titled)} "
            f"| {score.extra} | {score.lost} of {score.words} |"
        )
    return "\n".join(out)


def comparison(rivals: dict[str, dict[str, Score]]) -> str:
    """Return what each method finds in each kind of file: points whose number and words are exact, parts not told apart."""
    out = [
        "| file | method | number | number and all words, parts not told apart | number, text and parts | too many |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for suffix, rows in rivals.items():
        for name, score in rows.items():
            shares = (share(count, score.points) for count in (score.numbers, score.flat, score.exact))
            out.append(f"| {suffix} | {name} | {' | '.join(shares)} | {score.extra} |")
    return "\n".join(out)
