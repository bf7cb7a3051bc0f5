"""What a page prints before the items of its lists, as far as its markup says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planstrack.text.roman import roman_number

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BY_TYPE = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
    "disc": "disc",
    "circle": "circle",
    "square": "square",
    "none": "none",
}
_SIGNS = {"disc": "•", "circle": "◦", "square": "▪"}
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]{1,100})", re.IGNORECASE)
_STRING = re.compile(r"[\"']([^\"']{1,10})[\"']")
_ALPHABETS = {
    "lower-alpha": "abcdefghijklmnopqrstuvwxyz",
    "lower-latin": "abcdefghijklmnopqrstuvwxyz",
    "lower-greek": "αβγδεζηθικλμνξοπρστυφχψω",
    "upper-alpha": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "upper-latin": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
}


class ListMarks:
    """The marks of one list, item by item."""

    def __init__(self, tag: str, element: HtmlElement, name: str) -> None:
        self.name = name
        self.is_ordered = tag == "ol"
        self._form = _form_of(element, "decimal" if self.is_ordered else "disc")
        self._next = whole_number(element.get("start"), 1)
        self._step = -1 if element.get("reversed") is not None else 1
        if self._step < 0 and element.get("start") is None:
            self._next = sum(1 for item in element if item.tag == "li")

    def label(self, element: HtmlElement) -> str | None:
        """Return what is printed before an item: "3.", "iv.", "•"; None where the page prints nothing."""
        number = whole_number(element.get("value"), self._next) if self.is_ordered else self._next
        self._next = number + self._step
        return _printed(_form_of(element, self._form), number)


def _form_of(element: HtmlElement, otherwise: str) -> str:
    """Return the form that a list's or an item's style declares, or its type; a string in it is its own form."""
    style: str = element.get("style") or ""
    declared = _STYLE.findall(style) if "list-style" in style else []
    for value in reversed(declared):
        string = _STRING.search(str(value))
        if string:
            return f"“{string[1]}"
        for word in str(value).lower().split():
            if word in ("inside", "outside", "!important") or word.startswith("url("):
                continue
            return word
    written: str = element.get("type") or ""
    return _BY_TYPE.get(written.strip(), otherwise)


def _printed(form: str, number: int) -> str | None:
    if form.startswith("“"):
        return form[1:].strip() or None
    if form == "none":
        return None
    if form in _SIGNS:
        return _SIGNS[form]
    if form in _ALPHABETS and number > 0:
        return f"{letters_for(number, _ALPHABETS[form])}."
    if form in ("lower-roman", "upper-roman") and 0 < number < 4000:
        written = roman_number(number)
        return f"{written.upper() if form == 'upper-roman' else written}."
    return f"{number:02}." if form == "decimal-leading-zero" else f"{number}."


def letters_for(number: int, alphabet: str) -> str:
    """Return a number as letters of an alphabet: z is followed by aa, ab."""
    written = ""
    while number > 0:
        number, at = divmod(number - 1, len(alphabet))
        written = alphabet[at] + written
    return written


def whole_number(written: str | None, otherwise: int) -> int:
    """Return the whole number that an attribute holds, as browsers read it; `otherwise` where it holds none."""
    return int(written) if written and re.fullmatch(r"\s*-?[0-9]{1,6}\s*", written) else otherwise
