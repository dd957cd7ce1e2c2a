"""Very many documents in one run: the good ones in the tables, the bad ones listed, and memory flat."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import psutil
import pytest

from fuzz.folder import Expected, write_folder

pytestmark = pytest.mark.slow

_COMMAND = "from plantext.cli.commands import main; main()"
SHARES = (0.25, 0.5, 1.0)


def _memory(process: psutil.Process) -> int:
    """Bytes that a process and the ones it started hold."""
    total = 0
    for one in (process, *process.children(recursive=True)):
        try:
            total += one.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total


def _watch(running: subprocess.Popen[str], out: Path, good: int) -> Iterator[tuple[float, int]]:
    """The share of the documents that is done, and the memory held, until the run ends."""
    process = psutil.Process(running.pid)
    while running.poll() is None:
        done = sum(1 for _ in (out / ".parts").glob("*/*")) if (out / ".parts").is_dir() else 0
        try:
            yield done / good, _memory(process)
        except psutil.NoSuchProcess:
            return
        time.sleep(0.5)


def _run(folder: Path, out: Path, good: int) -> tuple[int, str, dict[float, int]]:
    """Exit status, what was printed, and the most memory held up to each share of the documents."""
    command = [sys.executable, "-c", _COMMAND, "extract", str(folder), "-o", str(out), "--no-cache"]
    peaks = dict.fromkeys(SHARES, 0)
    printed = out.with_suffix(".printed")
    with (
        printed.open("w", encoding="utf-8") as file,
        subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT, text=True) as running,
    ):
        for share, memory in _watch(running, out, good):
            for upto in SHARES:
                if share <= upto:
                    peaks[upto] = max(peaks[upto], memory)
    return running.returncode, printed.read_text(encoding="utf-8"), peaks


def _check(out: Path, expected: Expected) -> None:
    sentences = pd.read_parquet(out / "sentences.parquet")
    texts = sentences.groupby("doc_id")["text"].agg("".join)
    assert set(texts.index) == set(expected.good)
    assert [name for name, mark in expected.good.items() if mark not in texts[name]] == []
    left_out = json.loads((out / "run.json").read_text(encoding="utf-8"))["left_out"]
    named = {Path(item["source"].split("!")[0]).name for item in left_out}
    assert named == expected.bad
    assert all(name in item["reason"] for item in left_out for name in [Path(item["source"].split("!")[0]).name])


def _soak(tmp_path: Path, documents: int) -> dict[float, int]:
    expected = write_folder(tmp_path / "in", documents)
    status, printed, peaks = _run(tmp_path / "in", tmp_path / "out", len(expected.good))
    assert status == 1, printed[-2000:]
    assert f"{len(expected.bad)} of {documents} inputs were left out" in printed
    assert f"{len(expected.good)} documents" in printed
    assert "Traceback" not in printed
    _check(tmp_path / "out", expected)
    return peaks


@pytest.mark.model
def test_sixty_documents_of_mixed_kinds_and_faults(tmp_path: Path) -> None:
    _soak(tmp_path, 60)


@pytest.mark.soak
def test_two_thousand_documents_in_flat_memory(tmp_path: Path) -> None:
    peaks = _soak(tmp_path, 2000)
    told = ", ".join(f"{share:.0%}: {peak / 1e6:,.0f} MB" for share, peak in peaks.items())
    print(f"\nmost memory up to a share of 2,000 documents: {told}")
    assert peaks[1.0] < 1.15 * peaks[0.25], told
