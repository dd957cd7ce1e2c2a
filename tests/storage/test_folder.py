"""A folder's files change all at once, by one run at a time, whatever ends the run."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from plantext.errors import OutputError
from plantext.storage import folder as folders
from plantext.storage.folder import locked, read_together, replacing_together

pytestmark = pytest.mark.slow

KILLING = Path(__file__).parent.parent / "killing.py"
on_unix = pytest.mark.skipif(sys.platform == "win32", reason="forks and signals are of Unix")


def content(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


def read(folder: Path, *names: str) -> dict[str, str]:
    """As a reader of the files sees them."""
    return read_together(folder, names, lambda files: {name: path.read_text() for name, path in files.items()})


def write(folder: Path, files: dict[str, str], outdated: tuple[str, ...] = ()) -> None:
    with locked(folder), replacing_together(folder, outdated=outdated) as fresh:
        for name, text in files.items():
            (fresh / name).write_text(text)


def killing(mode: str, count: int, seed: int) -> dict[str, object]:
    """What ``killing.py`` tells; in memory where that can be, since waiting for a disk adds nothing to it."""
    memory = Path("/dev/shm")  # noqa: S108
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        return _told(mode, folder, count, seed)


def _told(mode: str, folder: str, count: int, seed: int) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, str(KILLING), mode, folder, str(count), str(seed)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


@on_unix
def test_thirty_runs_killed_at_random_leave_the_old_or_the_new_result() -> None:
    told = killing("times", 30, 2023)
    assert told["killed"] == 30
    assert set(told["found"]) <= {"old", "new"}
    assert told["left"] == []


@on_unix
def test_a_run_ended_before_any_of_its_steps_leaves_the_old_or_the_new_result() -> None:
    told = killing("steps", 1, 0)
    assert told["steps"] > 50
    assert set(told["found"]) == {"old", "new"}
    assert told["left"] == []


def test_files_come_together_and_others_stay(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept")
    write(tmp_path, {"a": "1", "b": "1"})
    write(tmp_path, {"a": "2", "c": "2"}, outdated=("b", "not-there"))
    assert content(tmp_path) == {"mine.txt": "kept", "a": "2", "c": "2"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "c", "mine.txt"]


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt])
def test_a_fault_on_the_way_leaves_the_old_files(tmp_path: Path, fault: type[BaseException]) -> None:
    write(tmp_path, {"a": "1"})
    with pytest.raises(fault), locked(tmp_path), replacing_together(tmp_path) as fresh:
        (fresh / "a").write_text("2")
        raise fault
    assert content(tmp_path) == {"a": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_fault_of_the_disk_names_folder_and_cure(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="the disk is full") as caught, locked(tmp_path), replacing_together(tmp_path):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert str(tmp_path) in str(caught.value)


@pytest.fixture
def halfway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose new files hold, one of them not yet in its place; the run that wrote them is gone."""
    write(tmp_path, {"a": "1", "b": "1", "void": "1"})
    replace = Path.replace

    def stop(self: Path, target: Path) -> Path:
        if self.name == "b":
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            write(tmp_path, {"a": "2", "b": "2"}, outdated=("void",))
    assert content(tmp_path)["b"] == "1"
    return tmp_path


def test_a_reader_sees_the_new_files_before_they_are_in_their_places(halfway: Path) -> None:
    before = sorted(halfway.rglob("*"))
    assert read(halfway, "a", "b", "void") == {"a": "2", "b": "2"}
    assert sorted(halfway.rglob("*")) == before


def test_the_next_run_brings_them_to_their_places_even_if_it_fails(halfway: Path) -> None:
    with pytest.raises(RuntimeError), locked(halfway):
        raise RuntimeError
    assert content(halfway) == {"a": "2", "b": "2"}
    assert sorted(path.name for path in halfway.iterdir()) == ["a", "b"]


def test_files_of_a_run_that_was_killed_before_they_were_whole_are_removed(tmp_path: Path) -> None:
    write(tmp_path, {"a": "1"})
    (tmp_path / ".writing").mkdir()
    (tmp_path / ".writing" / "a").write_text("2")
    assert read(tmp_path, "a") == {"a": "1"}
    write(tmp_path, {"b": "1"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_reader_begins_again_when_the_files_change_meanwhile(tmp_path: Path) -> None:
    write(tmp_path, {"a": "1", "b": "1"})
    seen: list[dict[str, str]] = []

    def slow(files: object) -> dict[str, str]:
        found = {"a": (tmp_path / "a").read_text()}
        if not seen:
            write(tmp_path, {"a": "2", "b": "2"})
        seen.append(found)
        return found | {"b": (tmp_path / "b").read_text()}

    assert read_together(tmp_path, ["a", "b"], slow) == {"a": "2", "b": "2"}
    assert seen == [{"a": "1"}, {"a": "2"}]


def test_a_fault_of_the_reader_is_the_readers(tmp_path: Path) -> None:
    write(tmp_path, {"a": "1"})
    with pytest.raises(ZeroDivisionError):
        read_together(tmp_path, ["a"], lambda _: 1 / 0)


def test_files_that_never_rest_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_ATTEMPTS", 2)
    (tmp_path / "a").write_text("")
    with pytest.raises(OutputError, match="are being replaced all the time"):
        read_together(tmp_path, ["a"], lambda _: (tmp_path / "a").write_text("more" + (tmp_path / "a").read_text()))


@on_unix
def test_rights_of_the_files_replaced_are_kept(tmp_path: Path) -> None:
    write(tmp_path, {"a": "1"})
    (tmp_path / "a").chmod(0o600)
    write(tmp_path, {"a": "2", "b": "2"})
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in "ab"] == [0o600, 0o666 & ~_mask()]


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@on_unix
def test_a_folder_made_by_a_stranger_reaches_nothing_outside(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "a").write_text("kept")
    out = tmp_path / "out"
    (out / ".written").mkdir(parents=True)
    (out / ".written" / ".outdated").write_text("../precious/a\n..\n/etc/none\n")
    write(out, {"b": "1"})
    (out / ".written").symlink_to(tmp_path / "precious")
    (out / ".writing").symlink_to(tmp_path / "precious")
    assert read(out, "a", "b") == {"b": "1"}
    with pytest.raises(OutputError):
        write(out, {"b": "2"})
    assert content(tmp_path / "precious") == {"a": "kept"}
    assert content(out) == {"b": "1"}


HOLDING = """
import signal, sys, time
from plantext.storage.folder import locked
signal.signal(signal.SIGINT, signal.default_int_handler)
with locked(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that writes into the folder ``out``."""
    running = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(tmp_path / "out")], stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "held\n"
    yield running
    running.kill()
    running.wait()
    running.stdout.close()


def test_a_second_run_is_told_which_run_writes_there(other: subprocess.Popen[str], tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=rf"another run \(process {other.pid} on .*, begun 20.*: -c .*out\)"):
        write(tmp_path / "out", {"a": "1"})
    assert not (tmp_path / "out" / "a").exists()
    assert other.poll() is None


@pytest.mark.parametrize(
    "how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT] if os.name != "nt" else [signal.SIGTERM]
)
def test_a_lock_ends_with_its_process(other: subprocess.Popen[str], tmp_path: Path, how: signal.Signals) -> None:
    other.send_signal(how)
    other.wait()
    write(tmp_path / "out", {"a": "1"})
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a"]


def test_two_runs_of_one_process_do_not_mix_either(tmp_path: Path) -> None:
    with locked(tmp_path / "out"), pytest.raises(OutputError, match="another run"):
        write(tmp_path / "out", {"a": "1"})
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("told", ["", "no json", "[1]", '{"pid": 1}'])
def test_a_holder_that_cannot_be_read_is_another_run(tmp_path: Path, told: str) -> None:
    with locked(tmp_path / "out"):
        (tmp_path / "out" / ".lock.json").write_text(told)
        with pytest.raises(OutputError, match="out: another run writes there now"):
            write(tmp_path / "out", {"a": "1"})


def test_folders_made_for_nothing_are_removed_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with locked(tmp_path / "there" / "new" / "newer"):
        pass
    assert list(tmp_path.iterdir()) == [tmp_path / "there"]
    with locked(tmp_path / "there"):
        pass
    assert (tmp_path / "there").is_dir()
