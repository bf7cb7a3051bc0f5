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
from itertools import islice
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
    datemodified schemadatemodified dctermsmodified dcdatemodified revised articlemodifieddate lastupdated lastupdate
    dateupdated updatedat modifieddate parselymodifieddate""".split()
)
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_OTHER_MONTHS = {
    name: number
    for names in (
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    )
    for number, name in enumerate(names.split(), 1)
}
"""Months as a day is written with them; a name that two languages share is the same month in both."""
_CHANGED_LABEL = (
    r"(?:last |letzte |dernière |última |ultimo )?(?:updated?|modified|revised|aktualisiert|aktualisierung|mis à jour|"
    r"mise à jour|actualizado|actualización|aggiornato|aggiornamento|aktualizacja|zaktualizowano|оновлено|обновлено)"
)
_PUBLISHED_LABEL = (
    r"(?:first |originally )?(?:published|posted)|veröffentlicht|publié|publicado|pubblicato|opublikowano|опубліковано|"
    r"опубликовано"
)
_AT = (
    r"(?:(?:on|at|am|um|le|el|il|à|o|о|[0-9]{1,2}[:.h][0-9]{2}|[ap]\.?m\.?|uhr|[a-z]{2,4}t|utc|[a-z]{3,6}day|mon|tue|wed|thu|"
    r"fri|sat|sun)[,.]?\s+|[|,:–—-]\s*){0,8}"
)
_STATED = re.compile(
    rf"(?:{_CHANGED_LABEL})\b[:\s]\s*{_AT}(?:([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}})|([0-9]{{1,2}})\.([0-9]{{1,2}})\.([0-9]{{4}})|"
    rf"([0-9]{{1,2}})(?:st|nd|rd|th|\.|er|º)?\s+(?:de )?([^\W\d_]{{3,12}})\.?,?\s+(?:de )?([0-9]{{4}})|"
    rf"([^\W\d_]{{3,12}})\.?\s+([0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+([0-9]{{4}}))\b",
    re.IGNORECASE,
)
_MAX_STATED = 120  # Characters of a passage in which the day of its change may stand.
_MAX_PASSAGES = 2_000
_MOST_STATED = 1_000  # Elements that speak of days; each is looked at with all that it stands in.
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


def day_changed(statements: Iterable[Statement], published: date | None) -> tuple[date | None, tuple[str, ...]]:
    """Return the one day on which a page says that it was changed, if that is after its publication; and why there is none.

    Of two statements of one moment, the day is that of the clock which is not UTC: the page's own.
    """
    readings = [read for one in statements if one.changed and (read := reading(one.written, one.told_by)) is not None]
    days = sorted({read.day for read in readings})
    moments = {read.moment for read in readings}
    own = {read.day for read in readings if read.moment is not None and read.moment.utcoffset()}
    if len(days) > 1 and len(moments) == 1 and None not in moments and len(own) == 1:
        days = [own.pop()]
    later = [day for day in days if published is None or day > published]
    if len(later) > 1:
        told = "; ".join(dict.fromkeys(f"{read.day} in {read.told_by}" for read in readings))
        return None, (f"the page gives different days of its last change, so that none was taken ({told[:300]})",)
    return (later[0] if later else None), ()


def changed_in_prose(passages: Iterable[str]) -> Iterator[Statement]:
    """Yield what passages say that begin with the day of the page's change: `Updated 3 December 2025`.

    >>> [one.written for one in changed_in_prose(["Updated at 10:40 GMT, 3 December 2025.", "It was updated on 3 May 2024."])]
    ['2025-12-03']
    """
    for passage in islice(passages, _MAX_PASSAGES):
        found = _STATED.match(passage[:_MAX_STATED].strip())
        if found is None:
            continue
        at = found.groups()
        parts = next(
            three
            for three in (
                (at[0], at[1], at[2]),
                (at[5], at[4], at[3]),
                (at[8], _named_month(at[7] or ""), at[6]),
                (at[11], _named_month(at[9] or ""), at[10]),
            )
            if three[0]
        )
        written = f"{int(parts[0]):04}-{int(parts[1]):02}-{int(parts[2]):02}"
        yield Statement(written=written, told_by=f"“{_short(found[0])}”", changed=True)


def _named_month(name: str) -> int:
    """Return the number of a month by its name, 0 when it is none."""
    return _OTHER_MONTHS.get(name.lower()) or (_month(name) if name.isascii() else None) or 0


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
    of_others = _with_a_heading_of_its_own(tree, around)
    asked = 0
    for element in tree.iter():
        said = _property(element) or _label(element)
        asked += said is not None
        if asked > _MOST_STATED:
            return
        if said is None or not _is_own(element, around) or not of_others.isdisjoint(_below(element, around)):
            continue
        name, changed = said
        written = element.get("datetime") or element.get("content") or (element.text if element.tag == "time" else None)
        if written and written.strip():
            yield Statement(written=written, told_by=name, changed=changed)


def _with_a_heading_of_its_own(tree: HtmlElement, around: set[Any]) -> set[Any]:
    """Return the elements that hold a heading and not the page's: what they say is of another article."""
    found: set[Any] = set()
    for heading in tree.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        if heading in around:
            continue
        for outer in heading.iterancestors():
            if outer in around or outer in found:
                break
            found.add(outer)
    return found


def _below(element: HtmlElement, around: set[Any]) -> Iterator[HtmlElement]:
    """Yield an element and those around it, up to the first that holds the page's heading."""
    for outer in (element, *element.iterancestors()):
        if outer in around:
            return
        yield outer


def _label(element: HtmlElement) -> tuple[str, bool] | None:
    """Return what the words say that stand before a `time` and alone with it: `Updated <time …>`, `Published: <time …>`."""
    outer = element.getparent() if element.tag == "time" and element.get("datetime") else None
    if outer is None:
        return None
    before = element.getprevious()
    if before is None:
        words = outer.text or ""
    elif isinstance(before.tag, str) and before.tag != "time" and not (before.tail or "").strip(" \t\r\n:"):
        words = before.text or ""
    else:
        words = before.tail or ""
    label = re.fullmatch(
        rf"\W*(?:({_CHANGED_LABEL})|({_PUBLISHED_LABEL}))(?:\s+(?:on|at|am|le|el|il))?\W*", words[:60], re.IGNORECASE
    )
    return (f"“{_short(words)}” before a time", bool(label[1])) if label else None


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
