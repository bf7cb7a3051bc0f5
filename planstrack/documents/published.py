"""The day on which a page was published, as far as the page itself says so in a form made for reading by machines.

What counts names the publication: a `meta` of that name, `datePublished` of the page's own entry in JSON-LD, and the same
property, `pubdate` or `dt-published` in the part of the page that holds its heading. A day of change, prose, a footer, an
address and the times of other articles never count, and two different days are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PUBLISHED = frozenset(
    """articlepublished articlepublishedtime ogarticlepublishedtime ogpublishedtime publishedtime publishedat publisheddate
    publishedon datepublished schemadatepublished rnewsdatepublished dcdateissued dctermsissued dcissued dcdatepublished
    citationpublicationdate citationonlinedate publicationdate publicationtime publishdate publishtime publishingdate
    pubdate btpubdate parselypubdate sailthrudate cxenseparsepublishtime cxenseparserecspublishtime originalpublicationdate
    lparticlepublishedtime vrpublishedtime shareaholicarticlepublishedtime""".split()
)
_CHANGED = frozenset(
    """articlemodified articlemodifiedtime ogarticlemodifiedtime ogupdatedtime updatedtime modifiedtime lastmodified
    datemodified schemadatemodified dctermsmodified dcdatemodified revised""".split()
)
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?:[T ,].*)?\Z", re.DOTALL)
_TOGETHER = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[T ].*)?\Z", re.DOTALL)
_DAY_FIRST = re.compile(
    r"(?:[A-Za-z]{3,9},? +)?([0-9]{1,2})[ -]([A-Za-z]{3,9})\.?,?[ -]([0-9]{4})(?:[ ,].*)?\Z", re.DOTALL
)
_MONTH_FIRST = re.compile(r"(?:[A-Za-z]{3,9},? +)?([A-Za-z]{3,9})\.? ([0-9]{1,2}),? ([0-9]{4})(?:[ ,].*)?\Z", re.DOTALL)
_EARLIEST = 1600  # Years; machines write 0001-01-01 when they know of no day.


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A day that a page states, where it does (`told_by`), and the moment if it has a time with a zone."""

    day: date
    told_by: str
    moment: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What stands at one place of a page about a day: as it is written, and where."""

    written: str
    told_by: str
    changed: bool = False


def day_published(statements: Iterable[Statement]) -> tuple[date | None, tuple[str, ...]]:
    """Return the one day on which a page says it was published, or None; and notes on why there is none.

    Of two statements of one moment, the day is that of the clock which is not UTC: the page's own.
    """
    made = list(statements)
    readings = [(one, reading(one.written, one.told_by)) for one in made]
    published = [read for one, read in readings if read is not None and not one.changed]
    days = sorted({read.day for read in published})
    if len(days) == 1:
        return days[0], ()
    moments = {read.moment for read in published}
    if len(days) > 1 and None not in moments and len(moments) == 1:
        own = {read.day for read in published if read.moment is not None and read.moment.utcoffset()}
        if len(own) == 1:
            return own.pop(), ()
    if days:
        told = "; ".join(dict.fromkeys(f"{read.day} in {read.told_by}" for read in published))
        return None, (f"the page gives different days of publication, so that none was taken ({told[:300]})",)
    unread = next((one for one, read in readings if read is None and not one.changed), None)
    if unread is not None:
        return None, (f"the day of publication that the page gives cannot be read: “{_short(unread.written)}”",)
    changed = next((read for one, read in readings if read is not None and one.changed), None)
    if changed is not None:
        return None, (f"the page says when it was last changed ({changed.day}), and not when it was published",)
    return None, ()


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line[:60] + ("…" if len(line) > 60 else "")


def reading(written: str, told_by: str) -> Reading | None:
    """Return the day of a value that holds a whole one: year first, or with the month as an English word; else None.

    >>> [bool(reading(text, "")) for text in ("2025-12-01T23:00:00-05:00", "Mon, 01 Dec 2025", "2025", "01/12/2025")]
    [True, True, False, False]
    """
    text = written[:100].strip()
    parts = _parts(text)
    try:
        day = date(*parts) if parts else None
    except ValueError:
        return None
    if day is None or day.year < _EARLIEST:
        return None
    return Reading(day=day, told_by=told_by, moment=_moment(text))


def _parts(text: str) -> tuple[int, int, int] | None:
    if found := _YEAR_FIRST.match(text):
        return int(found[1]), int(found[3]), int(found[4])
    if found := _TOGETHER.match(text):
        return int(found[1]), int(found[2]), int(found[3])
    if (found := _DAY_FIRST.match(text)) and (month := _month(found[2])):
        return int(found[3]), month, int(found[1])
    if (found := _MONTH_FIRST.match(text)) and (month := _month(found[1])):
        return int(found[3]), month, int(found[2])
    return None


def _month(name: str) -> int | None:
    return _MONTHS.get(name[:3].lower())


def _moment(text: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return moment if moment.tzinfo is not None else None
    return None


# -------------------------------------------------------------------------------------- where a page says it


def in_meta(metas: Iterable[tuple[str, str]]) -> Iterator[Statement]:
    """Yield what the `meta` elements of a page say of its days; their names are compared by their letters alone."""
    for name, content in metas:
        letters = re.sub("[^a-z]", "", name.lower())
        if letters in _PUBLISHED or letters in _CHANGED:
            yield Statement(written=content, told_by=f"meta {name[:60]}", changed=letters in _CHANGED)


def in_entries(entries: Iterable[Mapping[str, Any]]) -> Iterator[Statement]:
    """Yield what the page's own entries in JSON-LD say of its days."""
    for entry in entries:
        for key, changed in (("datePublished", False), ("dateModified", True)):
            values = entry.get(key)
            for value in values if isinstance(values, list) else [values]:
                written = value.get("@value") if isinstance(value, dict) else value
                if isinstance(written, str) and written.strip():
                    yield Statement(written=written, told_by=f"JSON-LD {key}", changed=changed)


_ELSEWHERE = frozenset(("aside", "nav"))
_OWN_PARTS = frozenset(("mainentity", "mainentityofpage"))


def in_markup(tree: HtmlElement, heading: HtmlElement | None) -> Iterator[Statement]:
    """Yield what the elements say whose innermost item or article holds the page's heading: the others are of others."""
    around = {heading, *heading.iterancestors()} if heading is not None else set[Any]()
    for element in tree.iter():
        said = _property(element)
        if said is None or not _is_own(element, around):
            continue
        name, changed = said
        written = element.get("datetime") or element.get("content") or (element.text if element.tag == "time" else None)
        if written and written.strip():
            yield Statement(written=written, told_by=name, changed=changed)


def _property(element: HtmlElement) -> tuple[str, bool] | None:
    """Return what an element says by its attributes: that it holds the day of publication, or of change."""
    if not isinstance(element.tag, str):
        return None
    names = f"{element.get('itemprop') or ''} {'' if element.tag == 'meta' else element.get('property') or ''}".split()
    for name in names:
        plain = name.rpartition(":")[2].rpartition("/")[2].lower()
        if plain in ("datepublished", "datemodified"):
            return f"{element.tag} {name[:60]}", plain == "datemodified"
    if element.tag == "time" and "pubdate" in element.attrib:
        return "time pubdate", False
    classes = (element.get("class") or "").split()
    if "dt-published" in classes or "dt-updated" in classes:
        return (
            f"{element.tag} {'dt-published' if 'dt-published' in classes else 'dt-updated'}",
            "dt-published" not in classes,
        )
    return None


def _is_own(element: HtmlElement, around: set[Any]) -> bool:
    for outer in element.iterancestors():
        if outer.tag in _ELSEWHERE:
            return False
        is_item = "itemscope" in outer.attrib or "typeof" in outer.attrib
        if is_item or outer.tag == "article" or "h-entry" in (outer.get("class") or "").split():
            part = (outer.get("itemprop") or "").lower().split()
            return outer in around and (not part or bool(_OWN_PARTS & set(part)))
    return bool(around) or element.tag == "meta"
