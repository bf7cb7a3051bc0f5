"""The cache saves time and nothing else: what it knows is what would be found without it, and a bad one is thrown away."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

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
