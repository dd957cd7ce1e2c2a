"""Extraction: the same tables in memory and in a folder, from the cache or not, after any interruption."""

from __future__ import annotations

import copy
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from plantext import corpus
from plantext.corpus.source import Source
from plantext.errors import PlantextError, ReadingError
from plantext.extraction import cache, tasks
from plantext.extraction.joining import TableWriter
from plantext.extraction.pool import perform_all
from plantext.extraction.run import extract, extract_to, load
from plantext.extraction.tasks import Outcome, Settings, Task
from plantext.recognition.aliases import Alias
from plantext.recognition.document import DocumentNames, recognize_document
from plantext.recognition.recognizer import make_recognizer
from plantext.records import Document, Sentence
from plantext.tables.columns import mentions_table, sentences_table
from plantext.tables.entities import entities_table
from plantext.tables.run import Extraction

TABLES = ("sentences", "mentions", "entities", "measures")
TEXTS = {
    "a.txt": "総務省は、2023年10月に京都市でIGF2023会合を開催する。\n\n経済産業省（METI）は、OECDと連携する。METIは同年に会合を開いた。\n",
    "b.md": "# 架空計画\n\n文部科学省は、令和５年度に架空会議を設置する。\n",
    "inner/a.txt": "内閣府は、G7広島サミットに参加した。総務省も参加した。\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three made-up documents, two of one name."""
    root = tmp_path / "texts"
    for name, text in TEXTS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def current(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache in use, even where the package was edited a moment ago."""
    monkeypatch.setattr(cache, "is_current", lambda: True)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often a document was read and how often names were looked for."""
    counts = {"read": 0, "recognise": 0}
    read, make = Source.read, tasks.make_part

    def counting_read(source: Source) -> Document:
        counts["read"] += 1
        return read(source)

    def counting_make(*arguments: object) -> object:
        counts["recognise"] += 1
        return make(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Source, "read", counting_read)
    monkeypatch.setattr(tasks, "make_part", counting_make)
    return counts


def assert_same(one: Extraction, other: Extraction) -> None:
    for name in TABLES:
        assert_frame_equal(getattr(one, name), getattr(other, name))
    assert one.info == other.info


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def lexicon(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(["entity,label,name_en,series,forms,note", *rows, ""]), encoding="utf-8")
    return path


def test_the_tables_are_those_of_the_recogniser_and_of_whole_tables(folder: Path) -> None:
    run = extract(folder, cache=None)
    read = [corpus.read(folder / name) for name in TEXTS]
    read[2] = tasks._renamed(read[2], "a-2")
    readings = [recognize_document(make_recognizer(), item, []) for item in read]
    assert_frame_equal(run.sentences, sentences_table(row for item in read for row in item.sentences))
    assert_frame_equal(run.mentions, mentions_table(row for reading in readings for row in reading.rows()))
    names = run.entities.set_index(["label", "entity"])["name_en"].to_dict()
    assert_frame_equal(run.entities, entities_table(run.mentions, run.sentences, names))
    assert run.sentences["doc_id"].unique().tolist() == ["a", "b", "a-2"]
    assert [item["doc_id"] for item in run.info["documents"]] == ["a", "b", "a-2"]


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_a_folder_is_written_as_the_tables_in_memory_are_saved(folder: Path, tmp_path: Path, suffix: str) -> None:
    run = extract(folder, cache=None)
    written = extract_to(folder, tmp_path / "out", cache=None, suffix=suffix)
    assert content(tmp_path / "out") == content(run.save(tmp_path / "saved", suffix=suffix))
    assert_same(load(tmp_path / "out"), run)
    assert (written.n_documents, written.n_sentences, written.n_mentions, written.n_entities, written.left_out) == (
        3, len(run.sentences), len(run.mentions), len(run.entities), (),
    )  # fmt: skip


def test_many_rows_are_written_in_groups(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow.parquet as pq

    extract_to(folder, tmp_path / "whole", cache=None)
    monkeypatch.setattr("plantext.extraction.joining.ROWS", 2)
    extract_to(folder, tmp_path / "groups", cache=None)
    assert pq.ParquetFile(tmp_path / "groups" / "mentions.parquet").num_row_groups > 3
    assert_same(load(tmp_path / "groups"), load(tmp_path / "whole"))


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


def test_documents_and_files_keep_the_order_given(folder: Path) -> None:
    read = corpus.read(folder / "b.md")
    run = extract([folder / "inner", read, folder / "b.md", folder / "a.txt"], cache=None)
    assert run.sentences["doc_id"].unique().tolist() == ["a", "b", "b-2", "a-2"]
    assert_frame_equal(extract(read, cache=None).mentions, extract(folder / "b.md", cache=None).mentions)


def test_what_cannot_be_read_is_listed_and_the_rest_goes_on(folder: Path, tmp_path: Path) -> None:
    (folder / "a0.txt").write_bytes(b"")
    (tmp_path / "empty").mkdir()
    run = extract(["no-such-id", folder, tmp_path / "none.txt", tmp_path / "empty"], cache=None)
    assert [Path(item["source"]).name for item in run.info["left_out"]] == [
        "no-such-id", "a0.txt", "none.txt", "empty",
    ]  # fmt: skip
    assert [item["reason"].rsplit(": ", 1)[-1][:15] for item in run.info["left_out"][1:]] == [
        "the file is emp", "no such file.", "nothing readabl",
    ]  # fmt: skip
    assert run.sentences["doc_id"].unique().tolist() == ["a", "b", "a-2"]


def test_a_fault_in_one_document_costs_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = tasks.make_part

    def fail(reading: DocumentNames, register: Sequence[Alias]) -> object:
        if reading.document.id == "b":
            raise RecursionError("too deep")
        return make(reading, register)

    monkeypatch.setattr(tasks, "make_part", fail)
    run = extract(folder, cache=None)
    (left,) = run.info["left_out"]
    assert left["source"].endswith("b.md")
    assert "could not be worked on (RecursionError: too deep)" in left["reason"]
    assert run.sentences["doc_id"].unique().tolist() == ["a", "a-2"]


def test_a_file_that_changes_after_it_was_listed_is_left_out_by_another_process(folder: Path) -> None:
    opened = corpus.open_source(folder / "b.md")
    sent = copy.copy(opened)
    assert sent == opened and sent.data is None
    (folder / "b.md").write_text("別の文書。\n", encoding="utf-8")
    task = Task(0, "b.md", "b", sent)
    assert "changed while it was being read" in tasks.perform(task, Settings()).reason
    assert tasks.perform(replace(task, source=opened), Settings()).part is not None


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ([], "No input was given"),
        (["none.txt"], "none.txt: no such file"),
        (["no-such-id"], "neither a file nor an id"),
    ],
)
def test_nothing_at_all_is_an_error_and_writes_nothing(sources: list[str], message: str, tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=message):
        extract(sources, cache=None)
    with pytest.raises(ReadingError, match=message):
        extract_to(sources, tmp_path / "out", cache=None)
    assert not (tmp_path / "out").exists()


def test_faulty_arguments_are_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(PlantextError, match="jobs: expected a number of processes from 1, got 0"):
        extract(folder, jobs=0, cache=None)
    with pytest.raises(PlantextError, match=r"expected \.parquet or \.csv, got '\.xlsx'"):
        extract_to(["never looked at"], tmp_path / "out", suffix=".xlsx", cache=None)
    with pytest.raises(PlantextError, match=r"a\.txt: cannot be written: a file stands where a folder is expected"):
        extract_to(["never looked at"], folder / "a.txt", cache=None)


def test_worker_processes_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    extract_to(folder, tmp_path / "one", cache=None)
    extract_to(folder, tmp_path / "two", cache=None, jobs=2)
    assert content(tmp_path / "two") == content(tmp_path / "one")


def test_worker_processes_with_a_cache_and_an_edited_lexicon_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    own = lexicon(tmp_path / "own.csv", "架空会議,FORUM,,架空,,", "経済産業省,-,,,,")
    extract_to(folder, tmp_path / "one", cache=None, lexicon=own)
    extract_to(folder, tmp_path / "before", cache=tmp_path / "cache", jobs=2)
    extract_to(folder, tmp_path / "two", cache=tmp_path / "cache", jobs=2, lexicon=own)
    assert content(tmp_path / "two") == content(tmp_path / "one") != content(tmp_path / "before")


def crash(task: Task, settings: Settings) -> Outcome:
    """Stands in for a document that kills its process, such as one that needs all memory."""
    if task.name == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    return Outcome(content=task.name.encode())


def test_a_process_that_dies_costs_only_its_document() -> None:
    names = ["first", "second", "deadly", *(f"later {number}" for number in range(6))]
    given = [Task(number, name, name, Source(Path(name), "")) for number, name in enumerate(names)]
    done = dict(perform_all(given, Settings(), jobs=2, work=crash))
    assert [task.name for task in sorted(done, key=lambda task: task.number)] == names
    for task, outcome in done.items():
        if task.name == "deadly":
            assert "the process that worked on it died twice" in outcome.reason
        else:
            assert (outcome.content.decode(), outcome.reason) == (task.name, "")


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


def test_old_tables_stay_until_the_new_ones_are_whole(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract_to(folder, tmp_path / "out", cache=None)
    before = content(tmp_path / "out")
    (folder / "a.txt").write_text("外務省が担当する。\n", encoding="utf-8")

    def interrupt(*arguments: object) -> object:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(TableWriter, "finish", interrupt)
        with pytest.raises(KeyboardInterrupt):
            extract_to(folder, tmp_path / "out", cache=None)
    after = {name: data for name, data in content(tmp_path / "out").items() if "partial" not in name}
    assert {name: data for name, data in after.items() if not name.startswith(".parts")} == before
    extract_to(folder, tmp_path / "out", cache=None)
    extract_to(folder, tmp_path / "new", cache=None)
    assert content(tmp_path / "out") == content(tmp_path / "new")


def test_documents_without_names_are_tables_too(tmp_path: Path) -> None:
    sentence = Sentence("made-up", 0, 1, "", "", 0, 0, 4, "あいうえ")
    run = extract(Document("made-up", "あいうえ", (), (sentence,)), cache=None)
    assert (len(run.sentences), len(run.mentions), len(run.entities)) == (1, 0, 0)
    assert isinstance(run.measures, pd.DataFrame)
