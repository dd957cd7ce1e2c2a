"""Ten thousand speeches on a cluster that loses a worker: the tables of a single process, and caches used the second time."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from clustering import two_workers, with_a_loss

from benchmarks.scale import SPEECHES_A_MEETING, write_meeting
from plantext.extraction import cache, resume
from plantext.extraction.run import extract_to

pytest.importorskip("distributed", reason="needs plantext[cluster]")
pytestmark = [pytest.mark.soak, pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of Unix")]
SPEECHES, SENTENCES = 10_000, 5


def _content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_ten_thousand_speeches_survive_the_loss_of_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "is_current", lambda: True)
    minutes, kept, own = tmp_path / "minutes", tmp_path / "cache", tmp_path / "own.csv"
    minutes.mkdir()
    meetings = SPEECHES // SPEECHES_A_MEETING
    for number in range(meetings):
        write_meeting(minutes / f"{number:03}.json", number, sentences=SENTENCES)
    own.write_text("entity,label,name_en,series,forms,note\n架空第1部会,FORUM,,,,\n", encoding="utf-8")
    taken = {}

    def timed(name: str, **options: object) -> dict[str, bytes]:
        start = time.monotonic()
        extract_to(minutes, tmp_path / name, **options)  # type: ignore[arg-type]
        taken[name] = time.monotonic() - start
        return _content(tmp_path / name)

    with two_workers() as address:
        killed: list[int] = []
        monkeypatch.setattr(resume, "_performer", with_a_loss(address, killed, after=meetings // 3))
        first = timed("cluster", cache=kept)
        again = timed("cluster with another lexicon", cache=kept, lexicon=own)
    monkeypatch.undo()
    print({name: f"{seconds:.0f} s" for name, seconds in taken.items()})
    assert len(killed) == 1
    assert first == timed("single", cache=None)
    assert again == timed("single with another lexicon", cache=None, lexicon=own)
    assert taken["cluster with another lexicon"] < taken["cluster"] / 2
