"""Receipts as receipts.yaml has them: sorted, one a line, the same bytes for the same receipts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from planstrack.loading.nodes import plain_data, tree_of
from planstrack.model import Day, QuoteReceipt, Receipts, TextsReceipt
from planstrack.source import Source

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/@#-]*[A-Za-z_#/@-][A-Za-z0-9._/@#-]*\Z|[A-Za-z]\Z")
_NOT_TEXT = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
HEAD = "# Written by `planstrack article verify --record`: what was verified against texts that need not be here.\n"


def _text(value: str) -> str:
    """Return a text as YAML: bare where every reader takes it for text, else in quotes."""
    bare = _PLAIN.match(value) and value.lower() not in _NOT_TEXT and not value[0].isdigit()
    return value if bare else json.dumps(value, ensure_ascii=False)


def _on(day: Day | None) -> str:
    return f", on: {day.isoformat()}" if day else ""


def _quote(receipt: QuoteReceipt) -> str:
    at = ", ".join(map(str, receipt.at))
    words = f", words: {json.dumps(receipt.words)}" if receipt.words is not None else ""
    return f"{{sha256: {json.dumps(receipt.sha256)}, at: [{at}]{_on(receipt.on)}{words}}}"


def _compared(receipt: TextsReceipt) -> str:
    return f"{{old: {json.dumps(receipt.old)}, new: {json.dumps(receipt.new)}{_on(receipt.on)}}}"


def receipts_yaml(receipts: Receipts, head: str = HEAD) -> str:
    """Return receipts as YAML behind comment lines, sorted by their names.

    Raises:
        ValueError: A name holds what YAML cannot; nothing that was loaded does.
    """
    lines: list[str] = []
    for title, found in (
        ("quotes", {key: _quote(receipt) for key, receipt in receipts.quotes.items()}),
        ("texts", {key: answers for key, answers in receipts.texts.items() if answers}),
        ("compared", {key: _compared(receipt) for key, receipt in receipts.compared.items()}),
    ):
        if found:
            lines.append(f"{title}:")
        for key, value in sorted(found.items()):
            if isinstance(value, Mapping):
                lines.append(f"  {_text(key)}:")
                lines += [f"    {_text(name)}: {answer}" for name, answer in sorted(value.items())]
            else:
                lines.append(f"  {_text(key)}: {value}")
    if receipts.note:
        lines.append(f"note: {json.dumps(receipts.note, ensure_ascii=False)}")
    text = head + "".join(f"{line}\n" for line in lines or ["quotes: {}"])
    tree = tree_of(Source("receipts.yaml", text))
    if tree.problems or tree.root is None or Receipts.model_validate(plain_data(tree.root)) != _kept(receipts):
        raise ValueError("these receipts cannot be written as YAML")
    return text


def _kept(receipts: Receipts) -> Receipts:
    """Return receipts without comparisons that compare nothing, which are not written."""
    return receipts.model_copy(update={"texts": {key: found for key, found in receipts.texts.items() if found}})
