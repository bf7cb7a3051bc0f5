"""A drafted version as the YAML file that an analyst goes on with: facts, and comments on what is to be confirmed.

The words stay in the archive; here stand numbers, titles as printed, amounts, where each point comes from, and where its
words are found in the archived text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planstrack.claims.references import Path
from planstrack.drafts.amounts import FoundAmount
from planstrack.drafts.lineage import Lineage
from planstrack.drafts.version import Draft
from planstrack.loading.scalars import flow_scalar, one_line, quoted, scalar
from planstrack.model import Amount, Point, Witness


def version_yaml(
    draft: Draft,
    witness: Witness,
    lineage: Lineage,
    *,
    base: str | None = None,
    known: str | None = None,
    schema: str | None = None,
    keep_text: bool = False,
) -> str:
    """Return the text of the version's file; with `keep_text` it holds the words too.

    Args:
        draft: What was read.
        witness: Where the words are; its spans are written as they stand in it.
        lineage: Where points come from; written as inferred, with score and reason in a comment.
        base: The version that this one revises.
        known: The day on which it became known.
        schema: Where an editor finds the schema, from the file's folder.
        keep_text: Whether the words go into the file (one's own documents).
    """
    version = draft.version
    lines = [f"# yaml-language-server: $schema={schema}"] if schema else []
    lines += [
        "# Read from a document. Lines that end in “confirm” were computed: strike what is wrong, and the comment of what is right.",
        f"title: {scalar(version.title)}" if version.title else f"title: {scalar(version.id or 'version')}  # confirm",
    ]
    if known:
        lines.append(f"known: {known}")
    if base:
        lines.append(f"based_on: [{base}]")
    if version.language:
        lines.append(f"language: {version.language}" + ("  # say which it is" if version.language == "und" else ""))
    lines += ["labels: printed", "witnesses:", *witness_lines(witness, "  ")]
    lines += [f"points_held: {version.points_held}", f"points_total: {version.points_total}"]
    if lineage.left and base:
        names = one_line(", ".join(lineage.left))
        lines.append(f"# No counterpart was found here for {names} of {base}.")
    lines.append("points:")
    for at, point in enumerate(version.points):
        lines += _point(point, (at,), draft.amounts, lineage, keep_text)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def witness_lines(witness: Witness, indent: str) -> list[str]:
    """Return a witness as an item of a list, its spans one a line."""
    said = {
        "outlet": witness.outlet,
        "url": witness.url,
        "sha256": witness.sha256,
        "language": witness.language,
        "wording": witness.wording,
        "hand": witness.hand,
    }
    lines = [f"{indent}- id: {witness.id}"]
    lines += [f"{indent}  {key}: {scalar(one_line(value))}" for key, value in said.items() if value]
    lines += [f"{indent}  publish: {scalar(witness.publish)}", f"{indent}  spans:"]
    lines += [f"{indent}    {_key(name)}: [{', '.join(map(str, edges))}]" for name, edges in witness.spans.items()]
    return lines


def _key(name: str) -> str:
    return f'"{name}"' if name[:1].isdigit() else name


def _point(
    point: Point, path: Path, amounts: Mapping[Path, Sequence[FoundAmount]], lineage: Lineage, keep_text: bool
) -> Iterator[str]:
    indent = "  " + "    " * (len(path) - 1)
    written = list(_keys(point, path, amounts, lineage, keep_text))
    first = next((at for at, line in enumerate(written) if not line.startswith("#")), None)
    if first is None:
        yield from (f"{indent}{line}" for line in written)
        yield f"{indent}- {{}}"
    else:
        yield from (f"{indent}{line}" for line in written[:first])
        yield f"{indent}- {written[first]}"
        yield from (f"{indent}  {line}" for line in written[first + 1 :])
    if point.parts:
        yield f"{indent}  parts:"
        for at, part in enumerate(point.parts):
            yield from _point(part, (*path, at), amounts, lineage, keep_text)
    if len(path) == 1:
        yield ""


def _keys(
    point: Point, path: Path, amounts: Mapping[Path, Sequence[FoundAmount]], lineage: Lineage, keep_text: bool
) -> Iterator[str]:
    if point.number:
        yield f"number: {quoted(one_line(point.number))}"
    if point.label:
        yield f"label: {flow_scalar(point.label)}"
    if point.title:
        yield f"title: {scalar(one_line(point.title))}"
    if len(path) == 1:
        yield from _origin(path[0], lineage)
    if keep_text and point.text:
        yield f"text: {quoted(point.text)}"
        if point.wording:
            yield f"wording: {point.wording}"
    if point.issues:
        yield f"issues: [{', '.join(point.issues)}]  # named in it: confirm"
    found = amounts.get(path, ())
    certain = [item for item in found if item.doubt is None]
    if certain:
        yield "quantities:"
        for item in certain:
            yield f"  {item.quantity}: {_amount(item.amount)}  # “{one_line(item.words)}”: confirm"
    for item in found:
        if item.doubt is not None:
            yield f"# {item.quantity}? {item.doubt}: “{one_line(item.words)}”"


def _origin(at: int, lineage: Lineage) -> Iterator[str]:
    origin = lineage.origins.get(at)
    if origin is not None:
        yield f"# {origin.score:.2f}: {one_line(origin.why)}: confirm"
        points = ", ".join(f"{{point: {flow_scalar(name)}, basis: inferred}}" for name in origin.points)
        yield f"from: [{points}]"
    elif at in lineage.alone:
        yield f"# No counterpart found ({one_line(lineage.alone[at])}). If it is new, say so: from: []"


def _amount(amount: Amount) -> str:
    if amount.bound == "between":
        return f"{{between: [{amount.value:f}, {amount.upper:f}]}}"
    if amount.bound == "exactly":
        return f"{amount.value:f}"
    return f"{{{amount.bound}: {amount.value:f}}}"
