"""Points while they are put together: the segments of each, its parts, and what stands among them and is none of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from planstrack.documents.clauses import heads_in, is_below, is_named_by_colon
from planstrack.documents.endings import head_of_a_group, is_closing
from planstrack.documents.lines import Document
from planstrack.documents.lists import Chosen, is_list, is_weak
from planstrack.documents.remarks import is_remark
from planstrack.documents.runs import Run, runs_in
from planstrack.documents.segments import Segment, Segments
from planstrack.documents.short_lines import NEAR, is_short
from planstrack.text.flow import flowed

Where = Literal["before", "between", "after"]
_BEFORE_A_PART = tuple(".:;,!?…؟؛،")
_SENTENCE = re.compile(r"[.!?…:;؟؛][\"'”’»)\]]*\s*\Z")
_MOST_DEPTH = 8  # Parts in one another.


@dataclass(slots=True)
class Gathered:
    """A point or a part: the segments of its own words, its parts, and those after the last part.

    `tail` is without a label: words of the point, as they are set in no further than its parts.
    """

    place: int
    own: list[int] = field(default_factory=list)
    parts: list[Gathered] = field(default_factory=list)
    tail: list[int] = field(default_factory=list)


class Gathering:
    """What is known of one list of a document while its points are put together.

    `left` are the segments that belong to no point, `titles` those that are titles, by the segment of their point's label,
    `doubts` are sentences with the segment they are about. `under_heads` are words of a clause under headings in it.
    """

    def __init__(self, document: Document, segments: Segments, chosen: Chosen, pages: frozenset[int]) -> None:
        self.document = document
        self.text = document.text
        self.segments = segments
        self.chosen = chosen
        self.pages = pages if not pages & set(chosen.run.members) else frozenset()
        self.doubts: list[tuple[int, str]] = list(chosen.run.doubts)
        self.left: dict[int, Where] = {}
        self.titles: dict[int, int] = {}
        self.under_heads: set[int] = set()
        self._broken = frozenset(_broken(document.text, segments))
        members = chosen.run.members
        self._is_quoted = 2 * sum(segments[place].line.aside for place in members) >= len(members)

    def points(self, over: Mapping[int, int]) -> list[Gathered]:
        """Return the points of the list; `over` are titles that stand over labels, which belong to no region."""
        members = self.chosen.run.members
        ends = [*members[1:], self.chosen.stop]
        regions = ([at for at in range(place, end) if at not in over] for place, end in zip(members, ends, strict=True))
        return [self._gathered(place, region) for place, region in zip(members, regions, strict=True)]

    def words(self, start: int, end: int) -> str:
        """Return a stretch of the text with its lines joined."""
        return flowed(self.text[start:end], self.text)

    def label(self, place: int) -> str:
        """Return the label of a segment as printed."""
        label = self.segments[place].label
        return label.printed if label else ""

    def _gathered(self, place: int, region: Sequence[int]) -> Gathered:
        """Return a point with its parts; what stands in its region and is none of its words is set aside."""
        segments = self.segments
        is_last = place == self.chosen.run.last
        inside: list[int] = []
        over = False
        head = None if is_last else head_of_a_group(self.text, segments, region)
        if head is not None:
            self.left[head] = "between"
            self.doubts.append(
                (head, f"a line over the next points follows {self.label(place)}: it is taken as no words of it")
            )
        for at in region:
            segment = segments[at]
            if at == place:
                inside.append(at)
                continue
            if at == head:
                continue
            over = over or (is_last and is_closing(self.text, segment))
            is_outer = (
                segment.is_heading and not self._is_inner_heading(place, at) and not self._is_under_label(place, at)
            )
            if is_outer or at in self.chosen.sections:
                over = True
            if over or segment.line.kind in ("footnote", "box") or at in self.pages or self._is_another_voice(segment):
                self.left[at] = "after" if is_last else "between"
            else:
                inside.append(at)
        return self._arranged(inside, 0)

    def _is_another_voice(self, segment: Segment) -> bool:
        """Return whether a line is set apart as a quotation or a remark, or says that it is one."""
        if segment.label is not None:
            return False
        is_aside = segment.line.aside and not self._is_quoted
        return is_aside or is_remark(self.text[segment.start : min(segment.end, segment.start + NEAR)])

    def _is_inner_heading(self, place: int, at: int) -> bool:
        """Return whether a heading stands under the heading that a point is, or right under its label alone."""
        if at == place + 1 and self.segments[place].words >= self.segments[place].end:
            return self.segments[at].label is None
        over, heading = self.segments[place].line.heading, self.segments[at].line.heading
        label = self.segments[place].label
        if is_below(self.segments[at].label, label) or (
            label is not None and label.readings[0].above and is_named_by_colon(self.text, self.segments[at])
        ):
            return True
        return over is not None and heading is not None and heading > over

    def _is_under_label(self, place: int, at: int) -> bool:
        """Return whether a heading stands directly under a label that is alone on its line: it is the point's title."""
        first = self.segments[place]
        return at == place + 1 and first.words >= first.end and self.segments[at].label is None

    def _arranged(self, inside: Sequence[int], depth: int) -> Gathered:
        """Return a piece whose label stands in the first segment, with the parts among the others."""
        place, others = inside[0], inside[1:]
        result = Gathered(place, own=[place])
        run = self._parts_run(place, others) if depth < _MOST_DEPTH else None
        if run is None:
            result.own += others
            return result
        heads = heads_in(self.text, self.segments, place, others, run)
        if heads:
            return self._headed(result, others, heads, depth)
        begins = set(run.members)
        regions: list[list[int]] = []
        for at in others:
            if at in begins:
                regions.append([at])
            elif regions:
                regions[-1].append(at)
            else:
                result.own.append(at)
        tail = self._tail(regions[-1])
        if tail and self._have_paragraphs(regions[:-1]):
            tail = []  # The others have such paragraphs too, and they stand in no part's tail.
        if tail:
            result.tail = tail
            regions[-1] = regions[-1][: -len(tail)]
        result.parts = [self._arranged(region, depth + 1) for region in regions]
        self.doubts += run.doubts
        return result

    def _headed(self, result: Gathered, others: Sequence[int], heads: Sequence[int], depth: int) -> Gathered:
        """Return a clause with what stands under each heading without a number in it: words of the clause, and more parts."""
        place = result.place
        cuts = [bisect_left(others, head) for head in heads]
        first = self._arranged([place, *others[: cuts[0]]], depth)
        for cut, end in zip(cuts, [*cuts[1:], len(others)], strict=True):
            block = self._arranged([place, *others[cut:end]], depth)
            first.tail += [*block.own[1:], *block.tail]
            first.parts += block.parts
        self.under_heads.update(first.tail)
        return first

    def _parts_run(self, place: int, others: Sequence[int]) -> Run | None:
        """Return the run of the outermost parts: of those that are lists, the one that begins first."""
        if not others:
            return None
        for run in runs_in(self.segments, others):
            is_alone = len(run.members) == 1
            if not (self._is_part_alone(place, run.members[0]) if is_alone else is_list(self.segments, run)):
                continue
            if run.readings[0].value[0] > 1 and not run.readings[0].above and run.key[1] == "figure":
                continue
            return run
        return None

    def _is_part_alone(self, over: int, place: int) -> bool:
        """Return whether a label without another one like it is a part: a first one, on a line after a sentence, a colon or a title."""
        segment = self.segments[place]
        label = segment.label
        if label is not None and label.readings[0].value == (1, 0) and is_below(label, self.segments[over].label):
            return True
        if label is None or segment.is_automatic or (label.is_bullet and not label.is_weak):
            return label is not None
        is_first = label.is_bullet or any(reading.value == (1, 0) for reading in label.readings)
        if not is_first or label.word is not None:
            return False
        if self._is_under_title(over, place):
            return not label.is_weak or any(reading.above == (self._number(over),) for reading in label.readings)
        if label.is_weak and not label.is_bullet:
            return False
        before = self.text[max(0, segment.start - NEAR) : segment.start].rstrip()[-1:]
        return segment.follows_label or before in _BEFORE_A_PART

    def _is_under_title(self, over: int, place: int) -> bool:
        """Return whether a line begins right under one with a label and a few words that no sign of a sentence ends."""
        first, segment = self.segments[over], self.segments[place]
        is_next = place == over + 1 and segment.line is not first.line
        return is_next and first.words < first.end and is_short(self.text, first.words, first.end)

    def _number(self, place: int) -> int:
        label = self.segments[place].label
        return label.readings[0].value[0] if label and label.readings else 0

    def _tail(self, region: Sequence[int]) -> list[int]:
        """Return the segments after the last part that are set in less than it: words of the point, not of the part."""
        first = self.segments[region[0]]
        tail: list[int] = []
        for at in reversed(region[1:]):
            segment = self.segments[at]
            if segment.label is not None and not is_weak(self.segments, at):
                break
            if segment.label is not None and segment.label.is_bullet and not first.is_deeper_than(segment):
                break
            if segment.is_deeper_than(first) or self.is_of(segment, first) or self.goes_on(at):
                break
            tail.append(at)
        return tail[::-1]

    def _have_paragraphs(self, regions: Sequence[Sequence[int]]) -> bool:
        """Return whether half of the parts before the last have paragraphs without a label that are set in no further."""
        having = sum(
            any(
                self.segments[at].label is None and not self.segments[at].is_deeper_than(self.segments[region[0]])
                for at in region[1:]
            )
            for region in regions
        )
        return having >= max(1, len(regions) / 2)

    def is_broken_before(self, start: int) -> bool:
        """Return whether a page's end broke the sentence that goes on at a place of the text."""
        return start in self._broken

    def is_of(self, segment: Segment, first: Segment) -> bool:
        """Return whether a page or Markdown itself says that a paragraph stands in an item."""
        return first.line.list_name is not None and (segment.line.list_name, segment.line.level) == (
            first.line.list_name,
            first.line.level,
        )

    def goes_on(self, at: int) -> bool:
        """Return whether a segment goes on with a sentence that the one before it begins."""
        start = self.segments[at].start
        if self.segments[at].line.kind == "row":
            return False
        if start in self._broken:
            return True
        before = self.text[max(0, start - NEAR) : start].rstrip()[-1:]
        first = re.search(r"[^\W_]", self.text[start : start + NEAR])
        return (first is not None and first[0].islower()) or before in (",", ":", ";", "-", "–", "—")


def _broken(text: str, segments: Segments) -> Iterator[int]:
    """Yield where words go on after a head or a foot of a page that follows an open sentence."""
    for place in range(2, len(segments)):
        segment, before = segments[place], segments[place - 1]
        if segment.line.kind == "body" and before.line.kind == "box" and segment.label is None:
            last = next(
                (at for at in range(place - 2, max(-1, place - 8), -1) if segments[at].line.kind != "box"), None
            )
            if last is not None and not _SENTENCE.search(
                text, max(segments[last].start, segments[last].end - NEAR), segments[last].end
            ):
                yield segment.start
