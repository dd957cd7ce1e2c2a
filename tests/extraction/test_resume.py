"""Only what has changed is done again: from the cache, and after a run was killed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from made_texts import assert_same, content, lexicon

from plantext.extraction import cache
from plantext.extraction.run import extract, extract_to, load
from plantext.tables.run import Extraction

pytestmark = pytest.mark.slow


@pytest.mark.usefixtures("current")
def test_nothing_is_done_again_where_nothing_has_changed(folder: Path, tmp_path: Path, counted: dict[str, int]) -> None:
    first = extract(folder, cache=tmp_path / "cache")
    assert counted == {"read": 3, "recognise": 3}
    assert_same(extract(folder, cache=tmp_path / "cache"), first)
    extract_to(folder, tmp_path / "out", cache=tmp_path / "cache")
    assert counted == {"read": 3, "recognise": 3}
    assert_same(load(tmp_path / "out"), first)
    assert_same(extract(folder, cache=None), first)


Edit = Callable[[Path], object]


EDITS: list[tuple[str, Edit, tuple[int, int]]] = [
    ("a text", lambda root: (root / "b.md").write_text("# 架空計画\n\n農林水産省は会合を開く。\n", encoding="utf-8"), (1, 1)),
    ("a date", lambda root: (root / "a.toml").write_text('date = "2020-04-01"\n', encoding="utf-8"), (1, 1)),
    ("a new document", lambda root: (root / "c.txt").write_text("外務省が担当する。\n", encoding="utf-8"), (1, 1)),
    ("a name", lambda root: (root / "b.md").rename(root / "d.md"), (1, 1)),
    ("an order", lambda root: (root / "inner").rename(root / "Inner"), (0, 2)),
    ("a document less", lambda root: (root / "a.txt").unlink(), (0, 1)),
    ("a lexicon", lambda root: lexicon(root / "own.csv", "架空会議,FORUM,,架空,,"), (0, 3)),
    ("aliases", lambda root: (root / "aliases.csv").write_text("main,forms\n総務省,内閣府\n", encoding="utf-8"), (0, 3)),
]  # fmt: skip


@pytest.mark.usefixtures("current")
@pytest.mark.parametrize(("what", "edit", "done"), EDITS, ids=[what for what, _, _ in EDITS])
def test_what_has_changed_is_done_again_and_nothing_else(
    folder: Path, tmp_path: Path, counted: dict[str, int], what: str, edit: Edit, done: tuple[int, int]
) -> None:
    def run(kept: Path | None) -> Extraction:
        own, aliases = folder / "own.csv", folder / "aliases.csv"
        return extract(
            folder,
            lexicon=own if own.is_file() else None,
            aliases=aliases if aliases.is_file() else None,
            cache=kept,
        )

    before = run(tmp_path / "cache")
    edit(folder)
    counted.update(read=0, recognise=0)
    after = run(tmp_path / "cache")
    assert (counted["read"], counted["recognise"]) == done
    assert_same(after, run(None))
    assert content_of(after) != content_of(before)


def content_of(run: Extraction) -> str:
    tables = [getattr(run, name).to_csv() for name in ("sentences", "mentions")]
    return json.dumps([*tables, run.info], ensure_ascii=False, sort_keys=True)


@pytest.mark.usefixtures("current")
def test_a_row_more_in_a_lexicon_of_the_same_name_is_seen(folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "cache"
    own = lexicon(tmp_path / "own.csv", "架空会議,FORUM,,,,")
    assert "架空計画" not in set(extract(folder, lexicon=own, cache=kept).entities["entity"])
    lexicon(own, "架空会議,FORUM,,,,", "架空計画,PLAN,,,,")
    assert "架空計画" in set(extract(folder, lexicon=own, cache=kept).entities["entity"])


@pytest.mark.usefixtures("current")
def test_damaged_files_of_the_cache_are_written_anew(folder: Path, tmp_path: Path, counted: dict[str, int]) -> None:
    first = extract(folder, cache=tmp_path / "cache")
    files = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert len(files) == 3 * len(["document", "ground", "names", "part"]) + len(["lexicon"])
    for path in files:
        path.write_bytes(path.read_bytes()[:-7])
    assert_same(extract(folder, cache=tmp_path / "cache"), first)
    assert counted == {"read": 6, "recognise": 6}
    assert_same(extract(folder, cache=tmp_path / "cache"), first)
    assert counted == {"read": 6, "recognise": 6}


SCRIPT = """
import sys
from plantext.extraction import cache
from plantext.extraction.run import extract_to
cache.is_current = lambda: True
if __name__ == "__main__":
    print(extract_to(sys.argv[1], sys.argv[2], jobs=int(sys.argv[3]), cache=None).n_documents)
"""


def kill_midway(arguments: list[str], out: Path) -> int:
    """Start an extraction, kill it when some documents are done, and say how many were."""
    running = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not list(out.glob(".parts/*/[0-9a-f]*")) and time.monotonic() < until and running.poll() is None:
        time.sleep(0.005)
    running.send_signal(signal.SIGKILL)
    running.wait()
    return len(list(out.glob(".parts/*/[0-9a-f]*")))


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of Unix")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_killed_run_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counted: dict[str, int], jobs: str
) -> None:
    monkeypatch.setattr(cache, "is_current", lambda: True)
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(8):
        lines = [f"総務省は、2023年{month}月に第{number}回架空会議を開催する。\n\n" for month in range(1, 13)]
        (texts / f"{number}.txt").write_text("".join(lines * 5), encoding="utf-8")
    script = tmp_path / "run.py"
    script.write_text(SCRIPT, encoding="utf-8")
    out = tmp_path / "out"
    finished = kill_midway([str(script), str(texts), str(out), jobs], out)
    assert 0 < finished < 8
    assert not (out / "run.json").exists()
    assert not list(out.glob("*.parquet"))
    written = extract_to(texts, out, cache=None)
    assert (written.n_documents, counted["recognise"]) == (8, 8 - finished)
    extract_to(texts, tmp_path / "whole", cache=None)
    assert content(out) == content(tmp_path / "whole")
