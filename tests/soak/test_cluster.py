"""Ten thousand speeches on a cluster that loses a worker: the tables of a single process, and caches used the second time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from clustering import content, files_in, two_workers, with_a_loss

from benchmarks.scale import SPEECHES_A_MEETING, write_meeting
from plantext.extraction import cache, resume
from plantext.extraction.run import extract_to

pytest.importorskip("distributed", reason="needs plantext[cluster]")
pytestmark = [pytest.mark.soak, pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of Unix")]
SPEECHES, SENTENCES = 10_000, 5


def test_ten_thousand_speeches_survive_the_loss_of_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "is_current", lambda: True)
    minutes, kept, own = tmp_path / "minutes", tmp_path / "cache", tmp_path / "own.csv"
    minutes.mkdir()
    meetings = SPEECHES // SPEECHES_A_MEETING
    for number in range(meetings):
        write_meeting(minutes / f"{number:03}.json", number, sentences=SENTENCES)
    own.write_text("entity,label,name_en,series,forms,note\n架空第1部会,FORUM,,,,\n", encoding="utf-8")

    def tables(name: str, **options: object) -> dict[str, bytes]:
        extract_to(minutes, tmp_path / name, **options)  # type: ignore[arg-type]
        return content(tmp_path / name)

    with two_workers() as address:
        killed: list[int] = []
        monkeypatch.setattr(resume, "_performer", with_a_loss(address, killed, after=meetings // 3))
        first = tables("cluster", cache=kept)
        before = files_in(kept)
        again = tables("cluster with another lexicon", cache=kept, lexicon=own)
        written = {path for path, inode in files_in(kept).items() if before.get(path) != inode}
    monkeypatch.undo()
    assert len(killed) == 1
    assert first == tables("single", cache=None)
    assert again == tables("single with another lexicon", cache=None, lexicon=own)
    # Names and tables of each document and the lexicon anew; their words and dates are those of the first run.
    assert len(written) == meetings * 2 + 1
