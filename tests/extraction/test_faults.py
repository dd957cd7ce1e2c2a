"""Full and read-only disks, signals and other faults of a system: one message, status, the old result whole."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from made_runs import random_run
from pandas.testing import assert_frame_equal
from typer.testing import CliRunner, Result

from plantext.cli.commands import app
from plantext.errors import OutputError
from plantext.extraction import cache
from plantext.extraction import run as extraction
from plantext.extraction.run import extract_to, load

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="small file systems are mounted as on Linux")
RUN = random_run(1)


def plantext(*arguments: object) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a small file system in memory, with an old result in it, and fills it up or makes it read-only."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("may not mount a file system here")

    def make(kind: str) -> Path:
        RUN.save(place / "run")
        for name in ("net.graphml", "net.html", "evidence.csv", "net-nodes.csv"):
            (place / name).write_text("old")
        if kind == "read-only":
            subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True, capture_output=True)
        else:
            with (place / "filler").open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
                while True:
                    file.write(bytes(4096))
        return place

    yield make
    subprocess.run(["umount", str(place)], check=True)


KINDS = [("full", "the disk is full; free some space"), ("read-only", "the disk is read-only; choose another folder")]


@pytest.mark.parametrize(("kind", "cure"), KINDS)
@pytest.mark.parametrize("what", ["extract", "network", "csv", "evidence", "explore"])
def test_a_disk_that_takes_nothing(
    disk: Callable[[str], Path], tmp_path: Path, what: str, kind: str, cure: str
) -> None:
    place = disk(kind)
    (tmp_path / "a.txt").write_text("総務省は、2023年10月に京都市でIGFを開催する。\n", encoding="utf-8")
    RUN.save(tmp_path / "tables")
    before = content(place)
    commands: dict[str, tuple[object, ...]] = {
        "extract": ("extract", tmp_path / "a.txt", "-o", place / "run", "--no-cache"),
        "network": ("network", tmp_path / "tables", "-o", place / "net.graphml"),
        "csv": ("network", tmp_path / "tables", "-o", place / "net.csv"),
        "evidence": ("network", tmp_path / "tables", "-o", tmp_path / "n.gexf", "--evidence", place / "evidence.csv"),
        "explore": ("explore", tmp_path / "tables", "-o", place / "net.html"),
    }
    result = plantext(*commands[what])
    assert result.exit_code == 1
    assert cure in result.stderr
    assert str(place) in result.stderr
    assert "Traceback" not in result.stderr
    assert content(place) == before
    assert_frame_equal(load(place / "run").mentions, RUN.mentions)


@pytest.mark.parametrize(("kind", "cure"), KINDS)
def test_a_run_is_saved_whole_or_not(disk: Callable[[str], Path], kind: str, cure: str) -> None:
    place = disk(kind)
    before = content(place)
    with pytest.raises(OutputError, match=cure):
        random_run(2).save(place / "run", suffix=".csv")
    assert content(place) == before


@pytest.mark.parametrize(("kind", "cure"), KINDS)
def test_a_cache_that_takes_nothing_costs_nothing(
    disk: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, cure: str
) -> None:
    monkeypatch.setattr(cache, "is_current", lambda: True)
    place = disk(kind)
    (tmp_path / "a.txt").write_text("総務省が担当する。\n", encoding="utf-8")
    before = content(place)
    assert extract_to(tmp_path / "a.txt", tmp_path / "out", cache=place / "cache").n_mentions == 1
    assert content(place) == before


def test_a_file_larger_than_allowed(tmp_path: Path) -> None:
    RUN.save(tmp_path / "run")
    before = content(tmp_path / "run")
    limits, ignored = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, limits[1]))
        with pytest.raises(OutputError, match="larger than is allowed here"):
            RUN.save(tmp_path / "run")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert content(tmp_path / "run") == before


@pytest.mark.parametrize(
    ("fault", "status", "told"),
    [
        (OSError(5, "Input/output error", "a.txt"), 1, "a.txt: Input/output error"),
        (OSError("odd"), 1, "plantext: odd"),
        (MemoryError(), 1, "too little memory"),
        (KeyboardInterrupt(), 130, "stopped; nothing is half written. Run it again"),
        (KeyboardInterrupt(signal.SIGTERM), 143, "stopped"),
    ],
)
def test_faults_of_the_system_are_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException, status: int, told: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(extraction, "extract_to", fail)
    result = plantext("extract", "a.txt", "-o", tmp_path / "out")
    assert (result.exit_code, told in result.stderr, "Traceback" in result.stderr) == (status, True, False)


@pytest.mark.slow
@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_command_that_is_asked_to_end_ends_tidily(tmp_path: Path, sent: signal.Signals, status: int) -> None:
    out = tmp_path / "out"
    RUN.save(out)
    before = content(out)
    (tmp_path / "long.txt").write_text(
        "総務省は、2023年10月に京都市でIGF会合を開催する。\n\n" * 20_000, encoding="utf-8"
    )
    # Whoever starts the tests in the background has Ctrl-C ignored, and children inherit that.
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    command = [sys.executable, "-c", f"{heeding}; from plantext.cli.commands import main; main()"]
    running = subprocess.Popen(
        [*command, "extract", str(tmp_path / "long.txt"), "-o", str(out), "--no-cache"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
    )  # fmt: skip
    while not (out / ".lock.json").exists():
        assert running.poll() is None
    running.send_signal(sent)
    _, told = running.communicate(timeout=120)
    assert running.returncode == status
    assert told.strip().splitlines()[-1].startswith("plantext: stopped; nothing is half written")
    assert "Traceback" not in told
    assert content(out) == before
