"""Files appear whole or not at all, and a fault says what to do."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import pytest

from plantext.errors import OutputError
from plantext.storage.atomic import ABANDONED_SECONDS, replacing, write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_with_its_folder(tmp_path: Path) -> None:
    write_whole(tmp_path / "new" / "a.txt", "総務省\r\n")
    assert (tmp_path / "new" / "a.txt").read_bytes() == "総務省\r\n".encode()
    assert names(tmp_path / "new") == ["a.txt"]


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt])
def test_a_fault_on_the_way_leaves_what_was_there(tmp_path: Path, fault: type[BaseException]) -> None:
    target = tmp_path / "a.txt"
    target.write_text("before")
    with pytest.raises(fault), replacing(target) as partial:
        partial.write_text("half")
        raise fault
    assert target.read_text() == "before"
    assert names(tmp_path) == ["a.txt"]


def test_the_old_file_stands_until_the_new_one_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("before")
    with replacing(target) as partial:
        partial.write_text("after")
        assert target.read_text() == "before"
    assert target.read_text() == "after"


def test_rights_are_those_of_any_file_or_of_the_one_replaced(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    write_whole(tmp_path / "new", "")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode
    (tmp_path / "new").chmod(0o600)
    write_whole(tmp_path / "new", "again")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "read-only"), (errno.EACCES, "choose another folder")],
)
def test_a_fault_of_the_disk_names_file_and_cure(tmp_path: Path, number: int, told: str) -> None:
    with pytest.raises(OutputError, match=told) as caught, replacing(tmp_path / "a.txt"):
        raise OSError(number, os.strerror(number))
    assert str(tmp_path / "a.txt") in str(caught.value)
    assert names(tmp_path) == []


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError, match="out"):
        write_whole(tmp_path / "out" / "a.txt", "")


def test_leftovers_of_killed_runs_go_when_they_are_old(tmp_path: Path) -> None:
    old, new, other = tmp_path / ".a[1].txt.x.partial", tmp_path / ".a[1].txt.y.partial", tmp_path / ".b.txt.x.partial"
    for path in (old, new, other):
        path.write_text("")
    long_ago = time.time() - ABANDONED_SECONDS - 60
    for path in (old, other):
        os.utime(path, (long_ago, long_ago))
    write_whole(tmp_path / "a[1].txt", "")
    assert names(tmp_path) == sorted([new.name, other.name, "a[1].txt"])
