from dataclasses import replace

import pandas as pd
import pytest
from made_debate import debate

import plantext as pt
from plantext.clauses.codebook import make_codebook
from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.discourse.coding import code_statements, ministry_of
from plantext.networks.discourse.dna import read_dna, write_dna
from plantext.networks.discourse.dna_making import make_dna, texts_of

BOOK = make_codebook([(2, {"concept": "減税", "forms": "税の軽減"}), (3, {"concept": "負担増"})])


def test_statements_say_who_agrees_with_what():
    table = code_statements(debate(), BOOK)
    columns = ["doc_id", "sent_id", "person", "party", "house", "ministry", "concept", "stance"]
    assert table[columns].values.tolist() == [
        ["a", 0, "甲", "乙党", "衆", "", "減税", "for"],
        ["a", 1, "甲", "乙党", "衆", "", "負担増", "against"],
        ["a", 1, "甲", "乙党", "衆", "", "減税", ""],
        ["a", 2, "丙", "丁党", "衆", "財務省", "減税", "against"],
        ["b", 0, "戊", "丁党", "衆", "", "負担増", ""],
        ["b", 1, "戊", "丁党", "衆", "", "減税", "concern"],
    ]
    assert table["agreement"].fillna(9).tolist() == [1, 0, 9, 0, 9, 0]
    assert table["date"].iloc[0] == "2024-01-05"
    assert code_statements(debate(), BOOK, concern="none")["agreement"].fillna(9).tolist() == [1, 0, 9, 0, 9, 9]
    with pytest.raises(PlantextError, match="concern 'maybe'"):
        code_statements(debate(), BOOK, concern="maybe")


def test_a_debate_in_one_call():
    found = pt.discourse(debate(), codebook=BOOK, actor="party", normalisation="none")
    assert found.network.edges["乙党", "丁党"]["weight"] == -2
    with pytest.raises(EmptyResultError, match="none of 1 concepts"):
        pt.discourse(debate(), codebook=make_codebook([(2, {"concept": "年金"})]))
    silent = replace(debate(), sentences=debate().sentences.assign(text="減税と負担増の話です。"))
    with pytest.raises(EmptyResultError, match="aggregation ignore"):
        pt.discourse(silent, codebook=BOOK, actor="party")
    assert pt.discourse(silent, codebook=BOOK, actor="party", aggregation="ignore").network.number_of_edges() == 1


def test_statements_become_a_data_base_of_dna(tmp_path):
    run = debate()
    table = code_statements(run, BOOK)
    project = make_dna(table, texts_of(run))
    back = read_dna(write_dna(project, tmp_path / "a.dna"))
    assert back == project
    both = pd.concat([back.statements(kind) for kind in back.statement_types])
    got = both.sort_values("statement").rename(columns={"organization": "party"})
    for column in ("doc_id", "date", "start", "end", "person", "party", "concept"):
        assert got[column].tolist() == table[column].tolist()
    assert got["agreement"].fillna(9).tolist() == table["agreement"].fillna(9).tolist()
    assert got["text"].tolist() == table["text"].tolist()
    assert back.documents["notes"].tolist() == ["委員会", "委員会"]


def test_characters_beyond_the_first_plane_keep_their_places(tmp_path):
    table = pd.DataFrame({"doc_id": ["d"], "date": "2024-01-01", "start": 3, "end": 6, "agreement": 1})
    table = table.assign(person="𠮷田", party="", concept="税")
    project = make_dna(table, {"d": "😀𠮷だ税反対。"})
    assert project.tables["STATEMENTS"][0]["Start"] == 5
    assert read_dna(write_dna(project, tmp_path / "a.dna")).statements()["text"].tolist() == ["税反対"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"doc_id": "x"}, "'x' is missing"),
        ({"end": 99}, "row 1: characters 3 to 99"),
        ({"person": "長" * 200}, "has 200 characters; DNA holds 190"),
        ({"date": ""}, "row 1, column date"),
    ],
)
def test_what_dna_cannot_hold_is_said(change, said):
    table = pd.DataFrame({"doc_id": ["d"], "date": "2024-01-01", "start": 3, "end": 6, "agreement": 1})
    table = table.assign(person="甲", party="", concept="税").assign(**change)
    with pytest.raises(PlantextError, match=said):
        make_dna(table, {"d": "本案に反対。以上"})


@pytest.mark.parametrize(
    ("role", "ministry"),
    [("", ""), ("文部科学省初等中等教育局長", "文部科学省"), ("防衛大臣政務官", "防衛省"), ("委員長", "")],
)
def test_ministries_of_offices(role, ministry):
    assert ministry_of(role) == ministry
