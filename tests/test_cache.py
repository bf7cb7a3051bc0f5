"""The cache saves time and nothing else: what it knows is what would be found without it, and a bad one is thrown away."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planstrack import cache as room
from planstrack.cache import Cache, key, user_cache
from planstrack.claims import quote_states as states_room
from planstrack.claims.archive import Archive, archive_folder, hash_of
from planstrack.claims.quote_states import quote_states
from planstrack.loading import folder as folder_room
from planstrack.loading import load_plan


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "known.sqlite"


def _remember(path: Path, **values: str) -> None:
    with Cache(path) as cache:
        for name, value in values.items():
            cache.remember(key("test", name), value)


def _known(path: Path, name: str) -> str | None:
    with Cache(path) as cache:
        return cache.known(key("test", name))


def test_what_was_remembered_is_known_next_time(path: Path) -> None:
    _remember(path, a="1", b="Київ 🙂")
    assert (_known(path, "a"), _known(path, "b"), _known(path, "c")) == ("1", "Київ 🙂", None)


def test_only_the_user_can_read_it(path: Path) -> None:
    _remember(path, a="1")
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_keys_keep_their_parts_apart() -> None:
    assert key("k", "ab", "c") != key("k", "a", "bc")
    assert key("k", "a") != key("l", "a")


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_cache_is_thrown_away_and_begun_anew(path: Path, damage: bytes) -> None:
    _remember(path, a="1")
    path.write_bytes(damage)
    assert _known(path, "a") is None
    _remember(path, a="2")
    _remember(path, a="2")
    assert _known(path, "a") == "2"


def test_a_value_that_was_changed_in_the_file_is_not_believed(path: Path) -> None:
    _remember(path, a="exact")
    with sqlite3.connect(path) as store:
        store.execute("update known set value = 'orphan'")
    store.close()
    assert _known(path, "a") is None
    assert not path.exists()


def test_a_folder_where_others_can_write_is_not_used(path: Path) -> None:
    path.parent.mkdir()
    path.parent.chmod(0o777)
    _remember(path, a="1")
    assert list(path.parent.iterdir()) == []


def test_a_link_in_its_place_is_not_written_through(path: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    path.parent.symlink_to(tmp_path / "elsewhere")
    _remember(path, a="1")
    assert list((tmp_path / "elsewhere").iterdir()) == []
    path.parent.unlink()
    path.parent.mkdir(mode=0o700)
    (tmp_path / "victim").write_text("mine")
    path.symlink_to(tmp_path / "victim")
    _remember(path, a="1")
    assert (tmp_path / "victim").read_text() == "mine"


def test_a_cache_that_somebody_else_is_writing_is_left_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _remember(path, a="1")
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *rest, **more: real(*rest, **{**more, "timeout": 0}))
    busy = real(path, isolation_level=None)
    busy.execute("begin exclusive")
    assert _known(path, "a") is None
    _remember(path, b="2")
    busy.execute("rollback")
    busy.close()
    assert (_known(path, "a"), _known(path, "b")) == ("1", None)


def test_a_cache_that_grew_too_large_is_begun_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _remember(path, a="1")
    monkeypatch.setattr(room, "MAX_SIZE", 10)
    assert _known(path, "a") is None


def test_where_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PLANSTRACK_CACHE", "")
    assert user_cache() is None
    monkeypatch.delenv("PLANSTRACK_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with user_cache() or Cache(tmp_path) as cache:
        cache.remember(key("test"), "1")
    assert (tmp_path / "planstrack" / "known.sqlite").is_file()


def _sealed_again(path: Path, text: str) -> None:
    """Put another text under every key, with the right seal: what only its kind can tell."""
    with sqlite3.connect(path) as store:
        names = [name for (name,) in store.execute("select name from known")]
        for name in names:
            store.execute("update known set value = ?, seal = ?", (text, room._seal(name, text.encode())))
            store.execute("delete from known where name <> ?", (name,))
    store.close()


def _sql(*statements: str) -> Callable[[Path], None]:
    def done(path: Path) -> None:
        with sqlite3.connect(path) as store:
            for statement in statements:
                store.execute(statement)
        store.close()

    return done


def _torn(share: float) -> Callable[[Path], None]:
    return lambda path: os.truncate(path, int(path.stat().st_size * share))


def _flipped(at: float) -> Callable[[Path], None]:
    def done(path: Path) -> None:
        data = bytearray(path.read_bytes())
        for index in range(int(len(data) * at), min(int(len(data) * at) + 200, len(data))):
            data[index] ^= 0x55
        path.write_bytes(data)

    return done


def _instead(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def done(path: Path) -> None:
        path.unlink()
        make(path)

    return done


def _beside(ending: str, make: Callable[[Path], object]) -> Callable[[Path], None]:
    return lambda path: (make(path.with_name(path.name + ending)), None)[1]


ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) select x'00', i, i from n where i < 0"

SPOILT: list[Any] = [
    *(pytest.param(_torn(share), id=f"torn at {share}") for share in (0, 0.001, 0.01, 0.3, 0.5, 0.9, 0.999)),
    *(pytest.param(_flipped(at), id=f"tampered with at {at}") for at in (0, 0.002, 0.1, 0.4, 0.6, 0.9)),
    pytest.param(lambda path: path.write_bytes(os.urandom(5_000)), id="noise"),
    pytest.param(_sql("update known set value = 'A{}'"), id="another value"),
    pytest.param(_sql("update known set value = replace(value, 'O', 'X')"), id="one letter of each value"),
    pytest.param(_sql("update known set value = 7"), id="a number for a value"),
    pytest.param(_sql("update known set value = null, seal = null"), id="nothing for a value"),
    pytest.param(_sql("update known set value = cast(x'ff41' as text)"), id="a value that is no UTF-8"),
    pytest.param(_sql("update known set seal = 'text'"), id="text for a seal"),
    pytest.param(
        _sql("create table k as select * from known", "delete from known",
             "insert into known select a.name, b.value, b.seal from k a, k b on b.rowid = (a.rowid + 1) % 20 + 1",
             "drop table k"),
        id="each value under another key",
    ),
    pytest.param(_sql("drop table known", "create table known (name blob, value text)"), id="an old format"),
    pytest.param(_sql("pragma user_version = 1"), id="an old format of the same columns"),
    pytest.param(_sql("drop table known", "create table other (x)"), id="another program's file"),
    pytest.param(_sql("drop table known", f"create view known(name, value, seal) as {ENDLESS}"), id="a view without end"),
    pytest.param(
        _sql("create trigger t before insert on known begin delete from known; end"), id="a trigger"
    ),
    pytest.param(_instead(lambda path: path.mkdir()), id="a folder in its place"),
    pytest.param(_instead(lambda path: (path.mkdir(), (path / "x").write_text("x"))), id="a folder that holds something"),
    pytest.param(_instead(os.mkfifo), id="a pipe in its place"),
    pytest.param(_instead(lambda path: path.symlink_to("/dev/null")), id="a link to a device"),
    pytest.param(_instead(lambda path: path.symlink_to("nowhere")), id="a link to nothing"),
    pytest.param(_instead(lambda path: path.symlink_to(path.name)), id="a link to itself"),
    pytest.param(_beside("-journal", lambda path: path.write_bytes(os.urandom(3_000))), id="another journal"),
    pytest.param(_beside("-journal", lambda path: path.mkdir()), id="a folder for a journal"),
    pytest.param(_beside("-wal", lambda path: path.symlink_to("/dev/zero")), id="a link for a log"),
    pytest.param(lambda path: path.chmod(0o666), id="a file that others can write into"),
    pytest.param(lambda path: path.parent.chmod(0o777), id="a folder that others can write into"),
    pytest.param(lambda path: path.parent.parent.chmod(0o777), id="a folder that others can exchange"),
    pytest.param(lambda path: path.chmod(0o000), id="a file that cannot be read"),
    pytest.param(lambda path: path.with_name("second").hardlink_to(path), id="a second name"),
    *(
        pytest.param(lambda path, text=text: _sealed_again(path, text), id=f"sealed: {text[:30]}")
        for text in (
            "", "A", "A{}", "L{}", "X{}", "A[", "A" + "[" * 100_000, "null", "{}", "[]", "[1]", "[{}]", "[null]", '"exact"',
            '[{"check": "certain"}]', '[{"check": "exact", "places": 7}]', '[{"check": "exact", "places": [["a", "b"]]}]',
            '[["exact", null, null, [], null]]', '[["exact"]]', '[{"check": "exact"}, {"check": "exact"}]',
        )
    ),
]  # fmt: skip


MANY = 20


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(folder_room, "WORTH_WHILE", MANY)
    monkeypatch.setattr(states_room, "WORTH_WHILE", MANY)
    folder = tmp_path / "plans" / "p"
    (folder / "articles").mkdir(parents=True)
    (folder / "versions").mkdir()
    (folder / "plan.yaml").write_text("title: A plan\n")
    archive = Archive(archive_folder(folder))
    for number in range(MANY):
        text = f"Report {number}. The draft of Geneva was revised. So it is.\n"
        quote = "of Geneva was revised" if number % 7 else "of Lisbon was revised"
        (folder / "articles" / f"a{number:03}.yaml").write_text(
            f"outlet: O{number}\nsha256: {archive.add(text)}\nclaims:\n"
            f"  - {{id: c, quote: {quote}, says: value, value: {{size: {{at-most: {number}}}}}}}\n"
        )
    (folder / "articles" / "list.yaml").write_text("articles:\n  - {id: one, outlet: One, published: 2025-12-01}\n")
    for path in archive.folder.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return folder


def _untouched_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the files be older than the clock's grain."""
    from planstrack.claims import archive

    monkeypatch.setattr(archive.time, "time_ns", lambda: 9_000_000_000_000_000_000)


def test_the_plan_and_its_quotes_are_the_same_with_and_without_it(
    plan: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _untouched_for_long(monkeypatch)
    archive = Archive(archive_folder(plan))
    fresh = load_plan(plan)
    states = quote_states(fresh.plan, archive)
    for _ in range(2):
        loaded = load_plan(plan, cache=Cache(path))
        assert loaded.plan.articles == fresh.plan.articles
        assert loaded.problems == fresh.problems
        assert quote_states(loaded.plan, archive, cache=Cache(path)) == states
        assert str(loaded.plan.place("article", "a007", "claims", 0, "quote")).endswith("a007.yaml:4:20")
        assert loaded.plan.articles["a007"].model_fields_set == fresh.plan.articles["a007"].model_fields_set


def test_what_it_knows_is_not_worked_out_again(plan: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _untouched_for_long(monkeypatch)
    archive = Archive(archive_folder(plan))
    loaded = load_plan(plan, cache=Cache(path)).plan
    quote_states(loaded, archive, cache=Cache(path))
    parsed: list[str] = []
    real = folder_room.tree_of
    monkeypatch.setattr(folder_room, "tree_of", lambda source: parsed.append(Path(source.path).name) or real(source))
    read: list[str] = []
    monkeypatch.setattr(Archive, "read", lambda _, sha256: pytest.fail(f"read {sha256}"))
    (plan / "articles" / "a001.yaml").write_text("outlet: Changed\n")
    again = load_plan(plan, cache=Cache(path)).plan
    assert sorted(parsed) == ["a001.yaml", "plan.yaml"]
    assert again.articles["a001"].outlet == "Changed"
    states = quote_states(again, archive, cache=Cache(path))
    assert (len(states), read) == (MANY - 1, [])


def test_one_letter_changed_in_an_archived_text_is_seen_through_it(
    plan: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _untouched_for_long(monkeypatch)
    archive = Archive(archive_folder(plan))
    loaded = load_plan(plan, cache=Cache(path)).plan
    before = quote_states(loaded, archive, cache=Cache(path))
    victim = archive.path_of(loaded.articles["a005"].sha256 or "")
    victim.write_bytes(victim.read_bytes().replace(b"Report", b"Repor7"))
    after = quote_states(loaded, archive, cache=Cache(path))
    assert {name for name in before if before[name] != after[name]} == {("a005", "c")}
    assert after["a005", "c"].check == "altered"
    victim.unlink()
    assert quote_states(loaded, archive, cache=Cache(path))["a005", "c"].check == "not-archived"


@pytest.mark.parametrize("spoil", SPOILT)
def test_whatever_stands_in_its_place_changes_nothing_but_time(
    plan: Path, path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], None]
) -> None:
    _untouched_for_long(monkeypatch)
    archive = Archive(archive_folder(plan))
    fresh = load_plan(plan)
    states = quote_states(fresh.plan, archive)

    def answers() -> None:
        loaded = load_plan(plan, cache=Cache(path))
        assert loaded.plan.articles == fresh.plan.articles
        assert loaded.problems == fresh.problems
        assert quote_states(loaded.plan, archive, cache=Cache(path)) == states

    answers()
    spoil(path)
    for _ in range(3):
        answers()


def test_no_value_is_taken_for_one_of_another_kind(path: Path) -> None:
    _remember(path, a="[1, 2]")
    with Cache(path) as cache:
        assert cache.known(key("test", "a"), json.loads) == [1, 2]
        assert cache.known(key("test", "a"), int) is None
        assert cache.known(key("test", "a")) is None
    assert not path.exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("whose", ["file", "folder", "journal"])
def test_another_users_cache_is_not_used(path: Path, whose: str) -> None:
    _remember(path, a="1")
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(b"theirs")
    os.chown({"file": path, "folder": path.parent, "journal": journal}[whose], 65534, 65534)
    assert _known(path, "a") == ("1" if whose == "journal" else None)
    assert journal.exists() == (whose == "folder")


def test_another_users_cache_is_told_by_its_owner(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _remember(path, a="1")
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert _known(path, "a") is None
    monkeypatch.undo()
    assert _known(path, "a") == "1"


def test_nothing_is_written_through_a_link_beside_it(path: Path, tmp_path: Path) -> None:
    _remember(path, a="1")
    (tmp_path / "victim").write_text("mine")
    for ending in ("-journal", "-wal", "-shm"):
        path.with_name(path.name + ending).symlink_to(tmp_path / "victim")
    _remember(path, b="2")
    assert (_known(path, "a"), _known(path, "b"), (tmp_path / "victim").read_text()) == ("1", "2", "mine")


def test_a_cache_that_cannot_be_thrown_away_is_no_error(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _remember(path, a="1")
    path.write_bytes(b"not a database" * 100)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "unlink", refused)
    assert _known(path, "a") is None
    _remember(path, a="1")


def test_a_text_just_written_is_read_each_time(plan: Path) -> None:
    archive = Archive(archive_folder(plan))
    name = archive.add("quite new")
    assert archive.signature(name) is None
    assert archive.signature(hash_of("not there")) is None


def test_few_articles_need_no_cache(plan: Path, path: Path) -> None:
    (plan / "articles" / "a000.yaml").unlink()
    (plan / "articles" / "a001.yaml").unlink()
    loaded = load_plan(plan, cache=Cache(path)).plan
    quote_states(loaded, Archive(archive_folder(plan)), cache=Cache(path))
    assert not path.parent.exists()
