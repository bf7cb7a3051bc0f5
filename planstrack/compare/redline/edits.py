"""Two texts -> edits. Both texts can be read back exactly from them, whatever the input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from unicodedata import category

from planstrack.compare.redline.blocks import Block, Side, blocks_between, joined, slid
from planstrack.compare.redline.edit import Edit, Kind, Op
from planstrack.compare.redline.kinds import raise_kinds
from planstrack.compare.redline.moves import Move, moved_sentences, sentence_ends
from planstrack.compare.redline.pairing import Run, shared_runs
from planstrack.compare.redline.tokens import Lexicon, pieces

_WHITESPACE: frozenset[Kind] = frozenset(("whitespace",))
_WORDING: frozenset[Kind] = frozenset(("wording",))
_NONE: frozenset[Kind] = frozenset()


def redline(old: str, new: str, *, whitespace: bool = False, parties: Sequence[Sequence[str]] = ()) -> tuple[Edit, ...]:
    """Return the edits that make `new` of `old`, word by word, as an editor would mark them.

    The texts of `=` and `-` joined are `old`, those of `=` and `+` are `new`, exactly. Where something changed, what is
    removed stands before what is added. White space is no change unless `whitespace` asks for it; where it differs it
    still stands in edits of its own, of kind `whitespace` and `hidden`. Exchanging `old` and `new` exchanges `-` and
    `+` and changes nothing else. The same input gives the same edits on any machine.

    Each of `parties` is one party's names; where a mention of one gives way to another's, the edit is of kind `party`.
    """
    if old == new:
        return (Edit(op="=", text=old),) if old else ()
    if (len(old), old) > (len(new), new):  # one order for both, so that exchanging the texts exchanges the marks
        return tuple(_exchanged(_edits(new, old, whitespace, parties)))
    return tuple(_edits(old, new, whitespace, parties))


def is_changed(edits: Iterable[Edit], *, whitespace: bool = False) -> bool:
    """Return whether anything but white space changed; with `whitespace`, whether anything did."""
    return any(edit.op != "=" and (whitespace or edit.kinds != _WHITESPACE) for edit in edits)


def aspects(edits: Iterable[Edit]) -> tuple[str, ...]:
    """Return the kinds of all changes that are shown, sorted, each once."""
    return tuple(sorted({kind for edit in edits if edit.op != "=" and not edit.hidden for kind in edit.kinds}))


def _exchanged(edits: list[Edit]) -> Iterator[Edit]:
    """Yield the edits with `-` and `+` exchanged, removed text before added text again."""
    removed: list[Edit] = []
    added: list[Edit] = []
    for edit in [*edits, Edit(op="=", text="")]:
        if edit.op == "-":
            added.append(_turned(edit, "+"))
        elif edit.op == "+":
            removed.append(_turned(edit, "-"))
        else:
            yield from removed
            yield from added
            removed, added = [], []
            if edit.text:
                yield edit


def _turned(edit: Edit, op: Op) -> Edit:
    return Edit(op=op, text=edit.text, kinds=edit.kinds, move=edit.move, hidden=edit.hidden)


def _edits(old: str, new: str, whitespace: bool, parties: Sequence[Sequence[str]]) -> list[Edit]:
    lexicon = Lexicon()
    old_lead, old_pieces = pieces(old)
    new_lead, new_pieces = pieces(new)
    ours, theirs = lexicon.numbered(old_pieces), lexicon.numbered(new_pieces)
    old_ends, new_ends = sentence_ends(ours, lexicon), sentence_ends(theirs, lexicon)
    moves = moved_sentences(ours, theirs, old_ends, new_ends, lexicon)
    old_stay = _staying(len(ours), [(move.old, move.old_end) for move in moves])
    new_stay = _staying(len(theirs), [(move.new, move.new_end) for move in moves])
    left = _side(ours, old_stay, old_ends, lexicon)
    right = _side(theirs, new_stay, new_ends, lexicon)

    blocks = blocks_between(shared_runs(left.words, right.words), len(left.words), len(right.words))
    raise_kinds(blocks, left, right, lexicon.name, parties)
    blocks = joined(slid(blocks, left, right, [name[0] for name in lexicon.name]), left, right)

    writer = _Writer(lexicon, whitespace)
    writer.write((old_lead, ours), (new_lead, theirs), list(_kept(blocks, old_stay, new_stay)), moves)
    return writer.edits


def _staying(size: int, moved: list[tuple[int, int]]) -> list[int]:
    """Return the places of the words that did not move."""
    if not moved:
        return list(range(size))
    gone = {at for start, end in moved for at in range(start, end)}
    return [at for at in range(size) if at not in gone]


def _side(numbers: list[int], stay: list[int], ends: list[int], lexicon: Lexicon) -> Side:
    """Return the words that did not move, and where sentences end among them."""
    key = lexicon.key
    if len(stay) == len(numbers):
        return Side([key[number] for number in numbers], set(ends), lexicon.letters)
    stops = set(ends)
    return Side(
        [key[numbers[at]] for at in stay], {k + 1 for k, at in enumerate(stay) if at + 1 in stops}, lexicon.letters
    )


def _kept(blocks: list[Block], old_stay: list[int], new_stay: list[int]) -> Iterator[tuple[Run, frozenset[Kind]]]:
    """Yield the runs that are kept, by their places in the whole texts, each with the kinds of the change before it."""
    i = j = 0
    kinds: frozenset[Kind] = _WORDING
    end = Block(len(old_stay), len(old_stay), len(new_stay), len(new_stay))
    for block in [*blocks, end]:
        size = block.old - i
        start = 0
        for at in range(1, size + 1):
            if (
                at == size
                or old_stay[i + at] != old_stay[i + at - 1] + 1
                or new_stay[j + at] != new_stay[j + at - 1] + 1
            ):
                yield Run(old_stay[i + start], new_stay[j + start], at - start), kinds
                start, kinds = at, _WORDING
        i, j = block.old_end, block.new_end
        if block is not end:
            kinds = block.kinds
    yield Run(-1, -1, 0), kinds


_Stretch = tuple[str, int | None]
"""A text and the number of its move."""


class _Writer:
    """Writes edits from runs that are kept; `edits` are those written so far."""

    def __init__(self, lexicon: Lexicon, whitespace: bool) -> None:
        self.edits: list[Edit] = []
        self._lexicon = lexicon
        self._hide = not whitespace
        self._same: list[str] = []  # what is kept, or else removed and added, since the last edit written
        self._removed: list[Edit] = []
        self._added: list[Edit] = []

    def write(
        self,
        old: tuple[str, list[int]],
        new: tuple[str, list[int]],
        kept: list[tuple[Run, frozenset[Kind]]],
        moves: list[Move],
    ) -> None:
        """Write all edits. A text is the white space it begins with and its pieces by number."""
        (old_gap, ours), (new_gap, theirs) = old, new
        old_moves = {move.old: (move.old_end, number) for number, move in enumerate(moves, 1)}
        new_moves = {move.new: (move.new_end, number) for number, move in enumerate(moves, 1)}
        i = j = 0
        for run, kinds in kept:
            i_next, j_next = (run.old, run.new) if run.size else (len(ours), len(theirs))
            removed = self._stretches(old_gap, ours, i, i_next, old_moves)
            added = self._stretches(new_gap, theirs, j, j_next, new_moves)
            self._change(removed, added, kinds)
            i, j = i_next + run.size, j_next + run.size
            old_gap, new_gap = self._keep(ours[i_next:i], theirs[j_next:j])
        self._write_kept()
        self._write_marked()

    def _stretches(
        self, gap: str, numbers: list[int], start: int, end: int, moves: dict[int, tuple[int, int]]
    ) -> list[_Stretch]:
        """Return the text from `start` to `end` behind some white space, moved sentences on their own."""
        text = self._lexicon.text
        if not moves:
            whole = gap + "".join([text[number] for number in numbers[start:end]])
            return [(whole, None)] if whole else []
        found: list[_Stretch] = []
        plain = [gap]
        at = start
        while at < end:
            if at in moves:
                stop, number = moves[at]
                if any(plain):
                    found.append(("".join(plain), None))
                    plain = []
                found.append(("".join([text[number] for number in numbers[at:stop]]), number))
                at = stop
            else:
                plain.append(text[numbers[at]])
                at += 1
        if any(plain):
            found.append(("".join(plain), None))
        return found

    def _keep(self, ours: list[int], theirs: list[int]) -> tuple[str, str]:
        """Write words that are the same; return the white space behind the last of them where it differs."""
        text, word, gap = self._lexicon.text, self._lexicon.word, self._lexicon.gap
        if ours == theirs:
            self._kept("".join([text[number] for number in ours]))
            return "", ""
        behind = "", ""
        for a, b in zip(ours, theirs, strict=True):
            self._change([(behind[0], None)], [(behind[1], None)], _WHITESPACE)
            behind = "", ""
            if a == b:
                self._kept(text[a])
                continue
            if word[a] == word[b]:
                self._kept(word[a])
            else:  # a space inside a number or abbreviation
                self._change([(word[a], None)], [(word[b], None)], _WHITESPACE)
            behind = gap[a], gap[b]
        return behind

    def _change(self, removed: list[_Stretch], added: list[_Stretch], kinds: frozenset[Kind]) -> None:
        """Write a change; white space that both sides begin or end with is kept."""
        head = tail = ""
        if removed and added:
            head = _shared_space(removed[0][0], added[0][0])
            if any(category(text[len(head)])[0] == "M" for text, _ in (removed[0], added[0]) if len(text) > len(head)):
                head = head[:-1]  # a space may carry a combining mark
            removed[0], added[0] = _cut(removed[0], len(head), 0), _cut(added[0], len(head), 0)
            tail = _shared_space(removed[-1][0][::-1], added[-1][0][::-1])[::-1]
            removed[-1], added[-1] = _cut(removed[-1], 0, len(tail)), _cut(added[-1], 0, len(tail))
            if any(text.strip() for text, _ in removed) and any(text.strip() for text, _ in added):
                removed, added = _edges_apart(removed), _edges_apart(added)
        self._kept(head)
        for text, move in removed:
            self._marked("-", text, move, kinds)
        for text, move in added:
            self._marked("+", text, move, kinds)
        self._kept(tail)

    def _kept(self, text: str) -> None:
        if text:
            self._write_marked()
            self._same.append(text)

    def _marked(self, op: Op, text: str, move: int | None, kinds: frozenset[Kind]) -> None:
        if text:
            self._write_kept()
            kind = _WHITESPACE if text.isspace() else _WORDING if move else kinds
            edit = Edit(op=op, text=text, kinds=kind, move=move, hidden=self._hide and kind == _WHITESPACE)
            (self._removed if op == "-" else self._added).append(edit)

    def _write_kept(self) -> None:
        if self._same:
            self.edits.append(Edit(op="=", text="".join(self._same)))
            self._same.clear()

    def _write_marked(self) -> None:
        """Write what was removed, then what was added in its place."""
        self.edits += self._removed
        self.edits += self._added
        self._removed.clear()
        self._added.clear()


def _edges_apart(stretches: list[_Stretch]) -> list[_Stretch]:
    """Return the stretches, the white space they begin and end with on its own: it is no part of what was reworded."""
    text, move = stretches[0]
    rest = text.lstrip()
    if rest and len(rest) < len(text) and category(rest[0])[0] != "M":
        stretches = [(text[: len(text) - len(rest)], None), (rest, move), *stretches[1:]]
    text, move = stretches[-1]
    rest = text.rstrip()
    if rest and len(rest) < len(text):
        stretches = [*stretches[:-1], (rest, move), (text[len(rest) :], None)]
    return stretches


def _cut(stretch: _Stretch, head: int, tail: int) -> _Stretch:
    """Return the stretch without its first `head` and last `tail` characters."""
    text, move = stretch
    return text[head : len(text) - tail], move


def _shared_space(one: str, other: str) -> str:
    """Return the white space that both texts begin with."""
    size = 0
    for a, b in zip(one, other, strict=False):
        if a != b or not a.isspace():
            break
        size += 1
    return one[:size]
