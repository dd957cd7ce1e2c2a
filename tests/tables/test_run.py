"""Tables are checked when built and read, and come back as they were written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from plantext.errors import TableError
from plantext.records import Mention, Sentence
from plantext.tables.columns import mentions_table, sentences_table
from plantext.tables.entities import entities_table
from plantext.tables.files import read_table
from plantext.tables.run import Extraction, join_runs
from plantext.tables.schemas import MENTIONS

SENTENCES = [
    Sentence("plan", 0, 1, "第1", "1-1", 0, 0, 14, "総務省は、IGFを開催する。"),
    Sentence("plan", 1, 2, "第1", "", 1, 15, 26, "MICは2023年に"),
]
FOUND = [
    (SENTENCES[0], Mention(0, 3, "総務省", "ORG", "総務省", source="lexicon")),
    (
        SENTENCES[0],
        Mention(5, 8, "IGF", "FORUM", "インターネット・ガバナンス・フォーラム", series="IGF", source="lexicon"),
    ),
    (SENTENCES[1], Mention(0, 3, "MIC", "ORG", "総務省", source="alias")),
    (
        SENTENCES[1],
        Mention(
            4,
            9,
            "2023年",
            "DATE",
            "2023年",
            date_start=dt.date(2023, 1, 1),
            date_end=dt.date(2023, 12, 31),
            norm="2023",
        ),
    ),
]


@pytest.fixture
def run() -> Extraction:
    sentences = sentences_table(SENTENCES)
    mentions = mentions_table(FOUND)
    names = {("ORG", "総務省"): "Ministry of Internal Affairs and Communications"}
    return Extraction(sentences, mentions, entities_table(mentions, sentences, names), {"parameters": {"lexicon": ""}})


def test_mentions_stand_on_characters_of_the_document(run: Extraction) -> None:
    assert run.mentions[["start", "end"]].to_numpy().tolist() == [[0, 3], [5, 8], [15, 18], [19, 24]]
    assert run.mentions["date_start"].tolist() == ["", "", "", "2023-01-01"]


def test_entities_count_mentions_and_sentences_and_list_the_other_forms(run: Extraction) -> None:
    first = run.entities.iloc[0]
    assert (first["entity"], first["aliases"], first["n_mentions"], first["n_sentences"]) == ("総務省", "MIC", 2, 2)
    assert (first["first_doc"], first["first_page"]) == ("plan", 1)
    assert first["name_en"] == "Ministry of Internal Affairs and Communications"


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_what_is_saved_comes_back(run: Extraction, tmp_path: Path, suffix: str) -> None:
    back = Extraction.load(run.save(tmp_path / "out", suffix=suffix))
    for name in ("sentences", "mentions", "entities"):
        assert_frame_equal(getattr(back, name), getattr(run, name))
    assert back.info == run.info


def test_no_mentions_are_a_table_too(tmp_path: Path) -> None:
    sentences, mentions = sentences_table(SENTENCES), mentions_table([])
    run = Extraction(sentences, mentions, entities_table(mentions, sentences))
    assert len(Extraction.load(run.save(tmp_path)).entities) == 0


def test_text_is_left_out_where_it_may_not_be_passed_on(run: Extraction, tmp_path: Path) -> None:
    back = Extraction.load(run.save(tmp_path, text=False))
    assert not back.has_text
    assert "総務省は" not in (tmp_path / "sentences.parquet").read_bytes().decode("utf-8", "ignore")


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("start", "three", r"row 2, column start: expected a whole number, got 'three'"),
        ("sent_id", 0.5, r"row 2, column sent_id: expected a whole number, got '0\.5'"),
        ("label", "Award", r"row 2, column label: expected one of ORG, .* got 'Award'"),
    ],
)
def test_a_wrong_value_is_named_by_row_and_column(
    run: Extraction, tmp_path: Path, column: str, value: object, message: str
) -> None:
    table = run.mentions.astype("object")
    table.loc[1, column] = value
    table.to_csv(tmp_path / "mentions.csv", index=False)
    with pytest.raises(TableError, match=message):
        read_table(tmp_path / "mentions.csv", MENTIONS)


def test_a_missing_and_an_unknown_column_are_named(run: Extraction, tmp_path: Path) -> None:
    run.mentions.rename(columns={"label": "class"}).to_csv(tmp_path / "mentions.csv", index=False)
    with pytest.raises(TableError, match="missing: label; unknown: class"):
        read_table(tmp_path / "mentions.csv", MENTIONS)


def test_a_table_that_is_no_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mentions.parquet").write_bytes(b"not parquet")
    with pytest.raises(TableError, match="cannot be read as a table"):
        read_table(tmp_path / "mentions.parquet", MENTIONS)


def test_a_missing_folder_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="plantext extract INPUT -o"):
        Extraction.load(tmp_path / "none")


def test_an_empty_frame_of_the_right_columns_is_valid(tmp_path: Path) -> None:
    pd.DataFrame(columns=list(MENTIONS)).to_csv(tmp_path / "mentions.csv", index=False)
    assert len(read_table(tmp_path / "mentions.csv", MENTIONS)) == 0


def test_runs_are_joined_and_their_entities_counted_anew(run: Extraction) -> None:
    other = replace(
        run,
        sentences=run.sentences.assign(doc_id="later").drop(columns="text"),
        mentions=run.mentions.assign(doc_id="later"),
    )
    joined = join_runs([run, other])
    assert len(joined.sentences) == 4
    assert not joined.has_text
    assert joined.entities.iloc[0][["entity", "n_mentions", "name_en", "first_doc"]].tolist() == [
        "総務省", 4, "Ministry of Internal Affairs and Communications", "plan",
    ]  # fmt: skip
    with pytest.raises(TableError, match="more than one run holds plan"):
        join_runs([run, run])
    with pytest.raises(TableError, match="no runs"):
        join_runs([])


Change = Callable[[Extraction], None]


def _set(table: str, row: int, column: str, value: object) -> Change:
    def change(run: Extraction) -> None:
        changed = getattr(run, table).astype({column: "object"})
        changed.loc[row, column] = value
        object.__setattr__(run, table, changed)

    return change


def _twice(table: str) -> Change:
    return lambda run: object.__setattr__(run, table, pd.concat([getattr(run, table)] * 2, ignore_index=True))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_set("sentences", 1, "page", "-1"), r"sentences\.csv: row 2, column page: expected 0 or more, got .*-1"),
        (
            _set("sentences", 1, "start", "inf"),
            r"sentences\.csv: row 2, column start: expected a whole number, got 'inf'",
        ),
        (_set("sentences", 0, "end", "nan"), r"sentences\.csv: row 1, column end: expected a whole number, got 'nan'"),
        (_set("sentences", 0, "end", "1e30"), r"row 1, column end: expected a whole number, got '1e30'"),
        (_set("sentences", 1, "end", "15"), r"row 2, column end: expected an end after the start"),
        (_set("mentions", 2, "end", "16"), None),
        (_set("mentions", 2, "end", "12"), r"mentions\.csv: row 3, column end: expected an end after the start"),
        (_set("mentions", 3, "end", "27"), r"mentions\.csv: row 4, column end: expected a place inside its sentence"),
        (_set("mentions", 2, "start", "14"), r"mentions\.csv: row 3, column start: expected a place inside its"),
        (
            _set("mentions", 1, "sent_id", "7"),
            r"row 2, column sent_id: expected a sentence of that document in .*sentences",
        ),
        (_set("mentions", 1, "doc_id", "other"), r"row 2, column sent_id: expected a sentence of that document"),
        (_set("mentions", 3, "date_start", "2023-02-30"), r"row 4, column date_start: expected a day as 2023-06-09 or"),
        (
            _set("mentions", 3, "date_end", "20231231"),
            r"row 4, column date_end: expected a day as 2023-06-09 or nothing",
        ),
        (_set("mentions", 3, "date_end", "2022-12-31"), r"row 4, column date_end: expected no day before date_start"),
        (_twice("sentences"), r"sentences\.csv: row 3, column sent_id: expected one row for each doc_id and sent_id"),
        (_twice("entities"), r"entities\.csv: row 4, column entity: expected one row for each label and entity"),
    ],
)
def test_a_folder_that_contradicts_itself_is_told_by_table_row_and_column(
    run: Extraction, tmp_path: Path, change: Change, message: str | None
) -> None:
    change(run)
    run.save(tmp_path, suffix=".csv")
    if message is None:
        assert len(Extraction.load(tmp_path).mentions) == 4
        return
    with pytest.raises(TableError, match=message):
        Extraction.load(tmp_path)


def test_a_row_with_too_few_cells_is_named(run: Extraction, tmp_path: Path) -> None:
    run.save(tmp_path, suffix=".csv")
    lines = (tmp_path / "mentions.csv").read_text().splitlines()
    (tmp_path / "mentions.csv").write_text("\n".join([*lines[:2], lines[2].rpartition(",")[0], *lines[3:], ""]))
    with pytest.raises(TableError, match=r"mentions\.csv: row 2: expected 12 cells as in the first line, got 11"):
        Extraction.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"run\.json: cannot be read as the description of a run"),
        ("{", "line 1 column 2"),
        ("[" * 100_000, "cannot be read as the description"),
        ("\xff", "cannot be read as the description"),
        ("[1]", "expected an object"),
        ('{"documents": 1}', "documents: expected a list, got 1"),
        ('{"documents": [{"doc_id": "a"}, {"title": "b"}]}', "documents, entry 2: expected an object with doc_id"),
        ('{"left_out": ["a"]}', "left_out, entry 1: expected an object with source, got 'a'"),
        ('{"environment": []}', r"environment: expected an object, got \[\]"),
        ('{"environment": {"packages": 3}}', "packages: expected an object, got 3"),
    ],
)
def test_a_malformed_description_of_a_run_is_told(run: Extraction, tmp_path: Path, text: str, message: str) -> None:
    run.save(tmp_path)
    (tmp_path / "run.json").write_text(text, encoding="latin-1")
    with pytest.raises(TableError, match=message):
        Extraction.load(tmp_path)


def test_a_run_in_the_other_format_is_replaced_but_no_table_of_ones_own(run: Extraction, tmp_path: Path) -> None:
    run.save(tmp_path, suffix=".parquet")
    replace(run, info={"parameters": "new"}).save(tmp_path, suffix=".csv")
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".csv"] * 4 + [".json"]
    run.save(tmp_path)
    (tmp_path / "entities.csv").write_text("mine")
    run.save(tmp_path)
    assert (tmp_path / "entities.csv").read_text() == "mine"
    assert len(Extraction.load(tmp_path).entities) == 3


def test_names_that_are_paths_or_formulas_stay_names(tmp_path: Path) -> None:
    names = ["../../a", "/etc/passwd", "..", "a\0b", "=1+1", "'=1", "a\nb", "x" * 5000, "\u202egnp"]
    spans = [Sentence(name, 0, 1, "", "", 0, 0, 3, "総務省") for name in names]
    sentences = sentences_table(spans)
    mentions = mentions_table([(span, Mention(0, 3, "総務省", "ORG", span.doc_id)) for span in spans])
    run = Extraction(sentences, mentions, entities_table(mentions, sentences))
    for suffix in (".csv", ".parquet"):
        back = Extraction.load(run.save(tmp_path / suffix, suffix=suffix))
        assert_frame_equal(back.mentions, run.mentions)
        assert back.entities["entity"].tolist() == run.entities["entity"].tolist()
        assert len(list((tmp_path / suffix).iterdir())) == 5
    assert sorted(path.name for path in tmp_path.iterdir()) == [".csv", ".parquet"]
