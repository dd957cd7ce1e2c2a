"""Entries are found by all that shaped them, come back whole or not at all, and stay within bounds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from test_architecture import MODULES, imports_of

import plantext
from plantext.extraction import cache
from plantext.extraction.cache import LATER, PACKAGE, READING, Cache, Folder, key_of, open_cache

PAGE = PACKAGE.parent / "corpus" / "priority-plan-2023-draft-p145.txt"


def closure(*roots: str) -> set[str]:
    """Top modules of the package that some modules import, directly or through others."""
    seen: set[str] = set()
    todo = [f"plantext.{root}" for root in roots]
    assert set(todo) <= MODULES.keys()
    while todo:
        name = todo.pop()
        if name in seen or name not in MODULES or name == "plantext":
            continue
        seen.add(name)
        todo += imports_of(MODULES[name])
        # A package stands for its whole folder, as it does for the checksum.
        todo += [module for module in MODULES if module.startswith(f"{name}.")]
    return {name.split(".")[1] for name in seen}


def test_every_module_that_shapes_a_document_is_in_its_checksum() -> None:
    assert closure("reading", "corpus", "extraction.serialize") - READING == set()


def test_no_module_that_shapes_a_part_is_left_out_of_its_checksum() -> None:
    assert closure("extraction", "recognition", "reading") & LATER == set()


def test_the_checksums_name_modules_that_there_are() -> None:
    rooms = {name.split(".")[1] for name in MODULES if name != "plantext"}
    assert (READING | LATER) - rooms == {"_corpus"}


@pytest.mark.parametrize("reading", [True, False])
@pytest.mark.parametrize(
    ("file", "in_reading", "in_all"),
    [
        ("records.py", True, True),
        ("reading/tree.py", True, True),
        ("recognizer.py", False, True),
        ("terms-fora.csv", False, True),
        ("new_module.py", False, True),
        ("commands.py", False, False),
        ("README.txt", False, False),
    ],
)
def test_an_edit_changes_the_checksum_of_what_it_shapes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, in_reading: bool, in_all: bool, reading: bool
) -> None:
    copy = tmp_path / "plantext"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "_corpus"))
    monkeypatch.setattr(cache, "PACKAGE", copy)
    before = cache.code_version.__wrapped__(reading=reading)
    edit = copy / file if file.startswith(("new", "README")) else next(copy.rglob(Path(file).name))
    with edit.open("a", encoding="utf-8") as edited:
        edited.write("\n# edited\n")
    changed = cache.code_version.__wrapped__(reading=reading) != before
    assert changed == (in_reading if reading else in_all)


def test_the_checksum_is_over_the_whole_package() -> None:
    assert Path(plantext.__file__).parent == PACKAGE


def test_another_version_of_the_dictionary_is_another_checksum(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.code_version.__wrapped__()
    monkeypatch.setattr(cache, "version", lambda name: "0" if name == "SudachiDict-core" else "1")
    other = cache.code_version.__wrapped__()
    monkeypatch.setattr(cache, "version", lambda name: "1")
    assert len({before, other, cache.code_version.__wrapped__()}) == 3


def test_a_process_older_than_its_files_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = [path.stat().st_ctime for path in (*cache._sources(reading=False), *cache._installed())]
    monkeypatch.setattr(cache, "_began", lambda: max(counted) + 60)
    opened = open_cache(tmp_path)
    assert opened is not None
    assert cache.session_key() == ""
    monkeypatch.setattr(cache, "_began", lambda: max(counted) - 1)
    assert open_cache(tmp_path) is None
    assert len(cache.session_key()) == 64
    opened.put("ab", b"found by code that is gone")
    assert not list(tmp_path.rglob("*"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", "b"), ("ab",)),
        (("a", ""), ("a",)),
        (({"a": 1},), ({"a": "1"},)),
        ((["a", "b"],), (["b", "a"],)),
        (("\ud800",), ("?",)),
    ],
)
def test_keys_tell_values_apart(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert key_of(*one) != key_of(*other)


def test_keys_do_not_hang_on_the_order_of_hashes() -> None:
    code = "from plantext.extraction.cache import code_version, key_of; print(key_of({'b': 1, 'a': 2}), code_version())"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


CONTENT = "総務省".encode() * 500


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data + b"\0",
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: b"plantext 0" + data[10:],
        lambda data: os.urandom(len(data)),
    ],
)
def test_a_damaged_entry_counts_as_absent_and_is_written_anew(tmp_path: Path, damage: object) -> None:
    store = Folder(tmp_path)
    store.put("abcd", CONTENT)
    file = tmp_path / "ab" / "abcd"
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert store.get("abcd") is None
    store.put("abcd", CONTENT)
    assert store.get("abcd") == CONTENT


def test_an_interrupted_write_leaves_nothing_to_find(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(self: Path, target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        Folder(tmp_path).put("abcd", CONTENT)
    assert Folder(tmp_path).get("abcd") is None


def test_the_longest_unused_goes_first(tmp_path: Path) -> None:
    store = Folder(tmp_path)
    for number in range(10):
        store.put(f"{number}0key", CONTENT)
        os.utime(tmp_path / f"{number}0" / f"{number}0key", (number + 1, number + 1))
    assert store.get("00key") == CONTENT  # used now, so the youngest
    size = (tmp_path / "00" / "00key").stat().st_size
    store.prune(10 * size)
    assert len(list(tmp_path.glob("*/*"))) == 10
    store.prune(5 * size)
    assert sorted(path.name for path in tmp_path.glob("*/*")) == ["00key", "70key", "80key", "90key"]


def test_a_cache_stays_below_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "is_current", lambda: True)
    kept = Cache(tmp_path, limit=20_000)
    for number in range(100):
        kept.put(f"{number:02}key", CONTENT)
        assert sum(path.stat().st_size for path in tmp_path.glob("*/*")) <= 20_000 * 17 / 16 + len(CONTENT) + 100
    kept.close()
    assert sum(path.stat().st_size for path in tmp_path.glob("*/*")) <= 20_000


def test_several_may_write_and_clear_at_once(tmp_path: Path) -> None:
    faults: list[object] = []

    def work(seed: int) -> None:
        store = Folder(tmp_path)
        try:
            for number in range(60):
                key = f"{(number * seed) % 7}0key"
                store.put(key, CONTENT)
                if store.get(key) not in (CONTENT, None):
                    faults.append(key)
                if number % 10 == 0:
                    store.prune(4 * len(CONTENT))
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in (1, 2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_a_cache_that_cannot_be_written_fails_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "is_current", lambda: True)
    (tmp_path / "file").write_text("in the way")
    kept = Cache(tmp_path / "file" / "cache")
    kept.put("abcd", CONTENT)
    assert kept.get("abcd") is None
    kept.close()


@pytest.mark.parametrize("off", [None, False])
def test_no_cache_is_no_cache(off: bool | None) -> None:
    assert open_cache(off) is None
