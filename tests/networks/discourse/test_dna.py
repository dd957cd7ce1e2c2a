import sqlite3
from contextlib import closing

import pytest

from plantext.errors import PlantextError
from plantext.networks.discourse.dna import Dna, dna_columns, read_dna, write_dna


@pytest.fixture
def sample(shared_corpus):
    return shared_corpus / "field" / "dna-sample.dna"


def ask(path, query):
    with closing(sqlite3.connect(path)) as base:
        return base.execute(query).fetchall()


def test_statements_are_those_of_the_tables_shared(sample):
    found = read_dna(sample).statements()
    rows = ask(
        sample,
        "SELECT s.ID, d.Title, date(d.Date, 'unixepoch'), substr(d.Text, s.Start + 1, s.Stop - s.Start), p.Value, o.Value, "
        "c.Value, b.Value FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId "
        "JOIN DATASHORTTEXT dp ON dp.StatementId = s.ID AND dp.VariableId = 1 JOIN ENTITIES p ON p.ID = dp.Entity "
        "JOIN DATASHORTTEXT d2 ON d2.StatementId = s.ID AND d2.VariableId = 2 JOIN ENTITIES o ON o.ID = d2.Entity "
        "JOIN DATASHORTTEXT d3 ON d3.StatementId = s.ID AND d3.VariableId = 3 JOIN ENTITIES c ON c.ID = d3.Entity "
        "JOIN DATABOOLEAN b ON b.StatementId = s.ID AND b.VariableId = 4 ORDER BY s.ID",
    )
    columns = ["statement", "doc_id", "date", "text", "person", "organization", "concept", "agreement"]
    assert [tuple(row) for row in found.sort_values("statement")[columns].values.tolist()] == rows
    assert len(rows) == 40


def test_a_data_base_is_written_as_it_was_read_shared(sample, tmp_path):
    project = read_dna(sample)
    copy = write_dna(project, tmp_path / "copy.dna")
    assert read_dna(copy) == project
    assert ask(copy, "PRAGMA integrity_check") == [("ok",)]
    for name in dna_columns():
        query = f"SELECT * FROM {name} ORDER BY 1"  # noqa: S608
        assert ask(copy, query) == ask(sample, query)
        assert ask(copy, f"PRAGMA table_info({name})") == ask(sample, f"PRAGMA table_info({name})")
        assert ask(copy, f"PRAGMA foreign_key_list({name})") == ask(sample, f"PRAGMA foreign_key_list({name})")
    squeezed = "SELECT name, replace(replace(sql, char(10), ''), ' ', '') FROM sqlite_master ORDER BY name"
    assert ask(copy, squeezed) == ask(sample, squeezed)


def test_notes_and_attributes_are_read_shared(sample):
    project = read_dna(sample)
    assert project.statement_types == ["DNA Statement", "Annotation"]
    assert project.statements("Annotation")["note"].iloc[0].startswith("This is a note.")
    kinds = project.entities("organization").set_index("value")["Type"]
    assert kinds["Senate"] == "Government"


EMPTY = Dna({name: [] for name in dna_columns()})


def spoiled(tmp_path, *statements):
    path = write_dna(EMPTY, tmp_path / "a.dna")
    with closing(sqlite3.connect(path)) as base:
        base.executescript("PRAGMA writable_schema = ON; PRAGMA ignore_check_constraints = ON;" + ";".join(statements))
        base.commit()
    return path


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (["DROP TABLE ENTITIES"], "lacks the table ENTITIES"),
        (["ALTER TABLE REGEXES DROP COLUMN Red"], "column Red"),
        (["CREATE VIEW v AS SELECT 1"], "v is a view"),
        (["CREATE TRIGGER t AFTER INSERT ON REGEXES BEGIN SELECT 1; END"], "t is a view, trigger"),
        (["DROP TABLE REGEXES", "CREATE VIEW REGEXES AS SELECT 'a' AS Label, 1 AS Red"], "REGEXES is a view"),
        (["INSERT INTO DOCUMENTS (ID, Title, Text, Date) VALUES (1, 'a', X'ff', 0)"], "row 1, Text: expected TEXT"),
        (["INSERT INTO DOCUMENTS (ID, Title, Text, Date) VALUES (1, 'a', '', 'now')"], "Date: expected INTEGER"),
        (["INSERT INTO DOCUMENTS (ID, Title, Text, Date) VALUES (1, 'a', CAST(X'ff' AS TEXT), 0)"], "cannot be read"),
        (["CREATE VIRTUAL TABLE x USING fts5(y)"], "virtual table"),
    ],
)
def test_what_dna_does_not_make_is_refused(tmp_path, statements, said):
    with pytest.raises(PlantextError, match=said):
        read_dna(spoiled(tmp_path, *statements))


def test_other_files_are_refused(tmp_path):
    whole = write_dna(EMPTY, tmp_path / "whole.dna").read_bytes()
    for name, content in (("a.dna", b"no data base"), ("b.dna", b"SQLite format 3\0" + bytes(90)), ("c.dna", b"")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(PlantextError, match=name):
            read_dna(tmp_path / name)
    (tmp_path / "d.dna").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "e.dna").write_bytes(whole[:4096] + b"\xff" * 4096 + whole[8192:])
    for name in ("d.dna", "e.dna", "missing.dna", "."):
        with pytest.raises(PlantextError):
            read_dna(tmp_path / name)


def test_a_name_is_a_name_and_no_address(tmp_path):
    path = write_dna(EMPTY, tmp_path / "a?mode=rwc&x=%2F#b.dna")
    before = sorted(tmp_path.iterdir())
    assert read_dna(path) == EMPTY
    assert sorted(tmp_path.iterdir()) == before


def test_a_statement_of_no_document_is_named(tmp_path):
    path = spoiled(
        tmp_path,
        "INSERT INTO STATEMENTTYPES (ID, Label) VALUES (1, 'S')",
        "INSERT INTO STATEMENTS (ID, StatementTypeId, DocumentId, Start, Stop) VALUES (7, 1, 9, 0, 1)",
    )
    with pytest.raises(PlantextError, match="ID 7: document 9"):
        read_dna(path).statements()
    with pytest.raises(PlantextError, match="none at all"):
        EMPTY.statements()
    with pytest.raises(PlantextError, match="variable 'person'"):
        EMPTY.entities("person")
