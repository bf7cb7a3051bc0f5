"""What users type, read strictly: a day, a set of formats."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

import typer


class Format(StrEnum):
    """How a page is written."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    DOCX = "docx"
    CSV = "csv"


def day(text: str) -> date:
    """Return the day a user typed as YYYY-MM-DD; anything else is a usage error."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise typer.BadParameter(f"{text!r} is not a calendar date: write it as YYYY-MM-DD, for example 2025-12-01")
