"""Runs read from their folder by parts hold and give what they hold and give in memory."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from made_debate import debate
from made_runs import random_run

import plantext as pt
from plantext.clauses.codebook import Codebook, Concept
from plantext.errors import EmptyResultError, TableError
from plantext.explorer import aside, contents, explore, write_explorer
from plantext.extraction import statements as stating
from plantext.lookup.concepts import propose_concepts
from plantext.lookup.evidence import network_evidence
from plantext.lookup.methods import describe_methods
from plantext.networks.presence import incidence
from plantext.networks.twomode import two_mode
from plantext.quality.review import draw_sample, draw_sentences, write_tasks
from plantext.storage import tablefile
from plantext.storage.rowgroups import RowGroups
from plantext.tables import stored
from plantext.tables.run import Extraction
from plantext.tables.schemas import STATEMENTS
from plantext.tables.stored import StoredRun, open_folder

RUN = random_run(5, docs=("a", "b", "c", "d"), paragraphs=50)


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "SENTENCES_A_PART", 60)


@pytest.fixture
def opened(tmp_path: Path, small_parts: None) -> StoredRun:
    run = open_folder(RUN.save(tmp_path / "run"))
    assert isinstance(run, StoredRun)
    return run


def test_parts_are_whole_documents_that_join_to_the_tables(opened: StoredRun) -> None:
    parts = list(opened.parts(turns=True))
    assert len(parts) > 2
    for name in ("sentences", "mentions", "turns", "measures"):
        joined = pd.concat([getattr(part, name) for part in parts], ignore_index=True)
        pd.testing.assert_frame_equal(joined, getattr(RUN, name))
    assert [doc_id for part in parts for doc_id in part.doc_ids] == opened.doc_ids == RUN.doc_ids
    assert opened.n_sentences == RUN.n_sentences
    pd.testing.assert_frame_equal(opened.load().mentions, RUN.mentions)


def test_what_is_not_asked_for_is_not_read(opened: StoredRun) -> None:
    (part,) = opened.parts(sentences=["page"], mentions=["label"], doc_ids=frozenset("c"))
    assert part.doc_ids == ["c"]
    assert part.sentences.columns.tolist() == ["doc_id", "sent_id", "page", "start", "end"]
    assert part.mentions.columns.tolist() == ["doc_id", "sent_id", "start", "end", "label"]


def test_names_and_values_are_known_without_reading_sentences(opened: StoredRun) -> None:
    columns = list(stored.NAME_COLUMNS)
    found, wanted = (it.names()[columns].drop_duplicates().sort_values(columns) for it in (opened, RUN))
    assert found.to_numpy().tolist() == wanted.to_numpy().tolist()
    assert opened.distinct("kind") == RUN.distinct("kind")
    assert opened.documents_with("entity", {"総務省"}) == RUN.documents_with("entity", {"総務省"})


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"unit": "window:3", "labels": ["ORG", "LAW"]},
        {"weight": "count", "unit": "section"},
        {"kinds": ["paragraph"], "exclude": ["総務省"], "null": "bicm"},
    ],
)
def test_pairs_are_those_of_the_run_in_memory(opened: StoredRun, options: dict[str, Any]) -> None:
    found, wanted = pt.cooccur(opened, **options), pt.cooccur(RUN, **options)
    pd.testing.assert_frame_equal(found, wanted)
    assert found.attrs == wanted.attrs


@pytest.mark.parametrize(
    "options", [{"by": "document"}, {"by": "section", "depth": 1}, {"by": "kind", "labels": ["ORG"]}]
)
def test_two_modes_are_those_of_the_run_in_memory(opened: StoredRun, options: dict[str, Any]) -> None:
    pd.testing.assert_frame_equal(two_mode(opened, **options), two_mode(RUN, **options))


def test_sentences_found_are_those_of_the_run_in_memory(opened: StoredRun) -> None:
    a, b = pt.cooccur(RUN)[["source", "target"]].iloc[0]
    pd.testing.assert_frame_equal(pt.evidence(opened, a, b), pt.evidence(RUN, a, b))
    pd.testing.assert_frame_equal(pt.kwic(opened, a), pt.kwic(RUN, a))
    net = pt.network(pt.cooccur(RUN), top=20)
    pd.testing.assert_frame_equal(network_evidence(opened, net), network_evidence(RUN, net))


def test_a_debate_is_that_of_the_run_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "SENTENCES_A_PART", 1)
    run = open_folder(debate().save(tmp_path / "run"))
    book = Codebook((Concept("減税", ("減税", "税の軽減")), Concept("負担増", ("負担増",))))
    found, wanted = (pt.discourse(it, codebook=book, aggregation="ignore") for it in (run, debate()))
    pd.testing.assert_frame_equal(found.statements, wanted.statements)
    assert list(found.network.edges(data=True)) == list(wanted.network.edges(data=True))


@pytest.mark.parametrize("options", [{}, {"unit": "window:3"}, {"labels": ["ORG", "FORUM"], "node": "series"}])
def test_an_explorer_is_that_of_the_run_in_memory(
    opened: StoredRun, options: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aside, "_LARGEST", 60)
    monkeypatch.setattr(contents, "AT_ONCE", 50)
    net, files = pt.network(pt.cooccur(RUN, **options), min_frequency=1, top=20), {}
    stated = RUN.sentences[["doc_id", "sent_id"]][::3].assign(actor="総務省", object="計画", predicate="見直す")
    for name, run in (("read", opened), ("loaded", RUN)):
        (tmp_path / name).mkdir()
        write_explorer(run, tmp_path / name / "net.html", net, held=2, aside=True, statements=stated)
        written = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        files[name] = {str(path.relative_to(tmp_path / name)): path.read_bytes() for path in written}
    assert len(files["read"]) > 4
    assert files["read"] == files["loaded"]


def test_a_page_with_all_sentences_is_that_of_the_run_in_memory(opened: StoredRun) -> None:
    net = pt.network(pt.cooccur(RUN), min_frequency=1, top=20)
    assert explore(opened, net) == explore(RUN, net)


def test_a_methods_paragraph_is_that_of_the_run_in_memory(opened: StoredRun) -> None:
    info = {"documents": [{"doc_id": doc_id} for doc_id in RUN.doc_ids]}
    net = pt.network(pt.cooccur(RUN))
    loaded = dataclasses.replace(RUN, info=info)
    assert describe_methods(dataclasses.replace(opened, info=info), net) == describe_methods(loaded, net)


def test_counts_of_units_and_errors_are_those_of_the_run_in_memory(opened: StoredRun) -> None:
    for options in ({}, {"unit": "window:3", "labels": ["ORG", "LAW"]}, {"unit": "document"}):
        found, wanted = incidence(opened, **options), incidence(RUN, **options)
        for name in ("matrix", "membership"):
            assert (getattr(found, name) != getattr(wanted, name)).nnz == 0
        for name in ("units", "names", "label_counts"):
            pd.testing.assert_frame_equal(getattr(found, name), getattr(wanted, name))
        assert found.info == wanted.info
    net = pt.network(pt.cooccur(RUN, labels=["FORUM"]))
    found, wanted = (pt.uncertain(run, net, samples=3) for run in (opened, RUN))
    pd.testing.assert_frame_equal(found.edges, wanted.edges)


@pytest.mark.parametrize("by_label", [False, True])
def test_samples_are_those_of_the_run_in_memory(opened: StoredRun, by_label: bool) -> None:
    for n in (1, 17, 400):
        found, wanted = (draw_sample(run, n, by_label=by_label) for run in (opened, RUN))
        pd.testing.assert_frame_equal(found, wanted)


def test_tasks_are_those_of_the_run_in_memory(opened: StoredRun, tmp_path: Path) -> None:
    drawn = [draw_sentences(run, 20) for run in (opened, RUN)]
    pd.testing.assert_frame_equal(*drawn)
    files = [write_tasks(run, drawn[0], tmp_path / f"{i}.json")[0] for i, run in enumerate((opened, RUN))]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_statements_are_those_of_the_run_in_memory(opened: StoredRun, monkeypatch: pytest.MonkeyPatch) -> None:
    def state(chunk: Any, _: Any) -> Any:
        # One a sentence, of its first name, without the parser.
        rows = chunk.sentences.merge(
            chunk.mentions.drop_duplicates("sent_id"), on=["doc_id", "sent_id"], suffixes=("", "_")
        )
        columns = {name: [""] * len(rows) if kind == "str" else [0] * len(rows) for name, kind in STATEMENTS.items()}
        given = {name: rows[name].tolist() for name in ("doc_id", "sent_id")}
        return columns | given | {name: rows["entity"].tolist() for name in ("actor", "actor_entity")}

    monkeypatch.setattr(stating, "_state", state)
    monkeypatch.setattr(stating, "checked", lambda columns, *_: columns)
    for options in ({}, {"actor": "総務省"}, {"documents": ["b", "d"]}):
        found, wanted = (stating.statements(run, **options) for run in (opened, RUN))
        pd.testing.assert_frame_equal(found, wanted)
        assert len(found)
    assert set(stating.statements(opened, actor="総務省")["actor"]) == {"総務省"}
    for run in (opened, RUN):
        with pytest.raises(EmptyResultError, match="Frequent actors"):
            stating.statements(run, actor="架空庁")


def test_candidates_for_concepts_are_those_of_the_run_in_memory(opened: StoredRun) -> None:
    for options in ({}, {"by": "section", "min_sentences": 2}):
        found, wanted = (propose_concepts(run, **options) for run in (opened, RUN))
        pd.testing.assert_frame_equal(found, wanted)


def test_a_run_larger_than_the_memory_is_refused_with_its_size(
    opened: StoredRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psutil

    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=1000))
    with pytest.raises(TableError, match=r"sentences.parquet: loading it takes .* GB of memory"):
        opened.load()


def test_what_is_not_there_is_told_as_of_the_run_in_memory(opened: StoredRun) -> None:
    for call in (
        lambda run: pt.kwic(run, "存在しない語"),
        lambda run: pt.evidence(run, "総務省", "UNESCO"),
        lambda run: pt.cooccur(run, labels=["PERSON"], unit="sentence"),
    ):
        told = []
        for run in (opened, RUN):
            with pytest.raises(EmptyResultError) as error:
                call(run)
            told.append(str(error.value).partition(":")[0])
        assert told[0] == told[1]


def test_tables_that_cannot_be_read_by_parts_are_loaded(tmp_path: Path) -> None:
    assert isinstance(open_folder(RUN.save(tmp_path / "csv", suffix=".csv")), Extraction)
    # Rows of a document that do not stand together.
    mixed = Extraction(RUN.sentences.sort_values(["sent_id", "doc_id"], ignore_index=True), RUN.mentions, RUN.entities)
    assert isinstance(open_folder(mixed.save(tmp_path / "mixed")), Extraction)


def test_a_fault_in_a_part_names_the_file(tmp_path: Path, small_parts: None) -> None:
    sentences = RUN.sentences.copy()
    sentences.loc[len(sentences) - 1, "page"] = -7
    run = open_folder(Extraction(sentences, RUN.mentions, RUN.entities).save(tmp_path / "run"))
    with pytest.raises(TableError, match=r"sentences\.parquet, of the rows after \d+: row \d+, column page: .* got -7"):
        list(run.parts())


def test_a_table_replaced_meanwhile_is_refused(tmp_path: Path) -> None:
    run = open_folder(RUN.save(tmp_path / "run"))
    random_run(6).save(tmp_path / "run")
    with pytest.raises(TableError, match="was replaced while it was being read; run again"):
        list(run.parts())


def test_rows_are_read_over_the_bounds_of_row_groups(tmp_path: Path) -> None:
    table = pd.DataFrame({"name": [f"n{i // 3}" for i in range(20)], "number": range(20)})
    table.to_parquet(tmp_path / "t.parquet", row_group_size=7, index=False)
    groups = RowGroups(tmp_path / "t.parquet")
    assert len(groups) == 20
    for begin, end in ((0, 20), (6, 8), (7, 14), (19, 20), (5, 5), (20, 20)):
        found = groups.read(begin, end)
        assert found["number"].tolist() == list(range(begin, end))
    values, begins = groups.runs("name")
    assert (values, begins.tolist()) == ([f"n{i}" for i in range(7)], list(range(0, 20, 3)))


def test_a_bomb_is_refused_part_by_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bomb.parquet"
    pd.DataFrame({"text": ["あ" * 1_000] * 3_000}).to_parquet(path)
    monkeypatch.setattr(tablefile, "_ROOM", 1_000)
    with pytest.raises(TableError, match="bomb"):
        RowGroups(path).read(0, 3_000)
