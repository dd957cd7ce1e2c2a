from dataclasses import replace

import networkx as nx
import pandas as pd
import pytest
from made_debate import debate
from made_runs import make_run, random_run
from scipy import stats

from plantext.errors import EmptyResultError, PlantextError
from plantext.figures.network import draw_network
from plantext.networks.twomode import document_years, project, two_mode, two_mode_network
from plantext.records import Document, Measure
from plantext.tables.columns import measures_table
from plantext.tables.run import Extraction
from plantext.tables.schemas import MEASURES
from plantext.tables.validation import validate

ROWS = [
    ("a", 0, "第1/1", "1-1", "{ORG:国連}と{FORUM:IGF}"),
    ("a", 1, "第1/2", "1-1", "{FORUM:IGF}"),
    ("a", 2, "第2/1", "1-2", "{ORG:国連}、{FORUM:G7}"),
    ("a", 3, "第2/1", "", "{FORUM:G7}"),
    ("b", 0, "第1/1", "", "{FORUM:G7}と{ORG:総務省}"),
]


def run_with_measures():
    run = make_run(ROWS)
    rows = [["a", "1-1", "第1/1", "総務省 | 外務省", 1, 1, 2], ["a", "1-2", "第2/1", "総務省", 2, 2, 1]]
    measures = validate(
        pd.DataFrame(rows, columns=[c for c in MEASURES if c not in ("title", "kpi")]),
        MEASURES,
        "measures",
        optional=frozenset({"title", "kpi"}),
    )
    info = {"documents": [{"doc_id": "a", "date": "2023-06-09"}, {"doc_id": "b", "date": "2024-06-21"}]}
    return replace(run, measures=measures, info=info)


RUN = run_with_measures()


def test_a_run_keeps_its_measures(tmp_path):
    for suffix, text in ((".csv", True), (".parquet", False)):
        back = Extraction.load(RUN.save(tmp_path / suffix, suffix=suffix, text=text))
        assert cells(two_mode(back, by="ministry")) == cells(two_mode(RUN, by="ministry"))
    (tmp_path / ".csv" / "measures.csv").unlink()
    assert Extraction.load(tmp_path / ".csv").measures.empty


def test_measures_of_documents_become_a_table():
    measure = Measure("1-1", "題", "第1", ("総務省", "外務省"), "", (3, 4), 5)
    table = measures_table([Document("a", "", (), (), (measure,)), Document("b", "", (), ())])
    assert table.columns.tolist() == list(MEASURES)
    assert table.iloc[0][["doc_id", "ministries", "page_end"]].tolist() == ["a", "総務省 | 外務省", 4]


def cells(pairs):
    return {(a, b): n for a, b, n in zip(pairs["source"], pairs["target"], pairs["count"], strict=True)}


@pytest.mark.parametrize(
    ("by", "options", "expected"),
    [
        (
            "ministry",
            {},
            {
                ("国連", "主担当:総務省"): 2,
                ("国連", "主担当:外務省"): 1,
                ("IGF", "主担当:総務省"): 2,
                ("IGF", "主担当:外務省"): 2,
                ("G7", "主担当:総務省"): 1,
            },
        ),
        (
            "measure",
            {},
            {("国連", "施策:a 1-1"): 1, ("IGF", "施策:a 1-1"): 2, ("国連", "施策:a 1-2"): 1, ("G7", "施策:a 1-2"): 1},
        ),
        (
            "document",
            {},
            {
                ("国連", "文書:a"): 2,
                ("IGF", "文書:a"): 2,
                ("G7", "文書:a"): 2,
                ("G7", "文書:b"): 1,
                ("総務省", "文書:b"): 1,
            },
        ),
        (
            "year",
            {"labels": ["FORUM"]},
            {("IGF", "年:2023"): 2, ("G7", "年:2023"): 2, ("G7", "年:2024"): 1},
        ),
        (
            "section",
            {"depth": 1, "labels": ["FORUM"]},
            {("IGF", "節:a 第1"): 2, ("G7", "節:a 第2"): 2, ("G7", "節:b 第1"): 1},
        ),
    ],
)
def test_units_of_a_group_that_hold_a_name(by, options, expected):
    assert cells(two_mode(RUN, by=by, **options)) == expected


def test_margins_and_test_are_those_of_the_units_with_a_group():
    row = two_mode(RUN, by="ministry").set_index(["source", "target"]).loc[("IGF", "主担当:外務省")]
    assert (row["n_source"], row["n_target"], row["n_units"]) == (2, 2, 3)
    assert row["p_value"] == pytest.approx(stats.fisher_exact([[2, 0], [0, 1]], alternative="greater").pvalue)


def test_lines_that_name_the_ministries_in_charge_do_not_count():
    kinds = RUN.sentences["kind"].where(RUN.sentences["sent_id"] != 1, "owner")
    run = replace(RUN, sentences=RUN.sentences.assign(kind=kinds))
    assert cells(two_mode(run, by="ministry"))["IGF", "主担当:総務省"] == 1
    assert cells(two_mode(run, by="ministry", kinds=["paragraph", "owner"]))["IGF", "主担当:総務省"] == 2


def test_the_network_has_two_sides():
    net = two_mode_network(two_mode(RUN, by="ministry"), min_frequency=1)
    sides = nx.get_node_attributes(net, "bipartite")
    assert {name for name in sides if sides[name]} == {"主担当:総務省", "主担当:外務省"}
    assert all(sides[a] != sides[b] for a, b in net.edges)
    assert nx.bipartite.is_bipartite(net)
    figure = draw_network(net)
    assert any("主担当府省庁" in text.get_text() for text in figure.axes[0].texts)


@pytest.mark.parametrize("onto", ["name", "group"])
def test_projections_are_networkxs(onto):
    pairs = two_mode(random_run(2), by="section")
    net = nx.Graph(list(zip(pairs["source"], pairs["target"], strict=True)))
    side = sorted(set(pairs["source" if onto == "name" else "target"]))
    expected = nx.bipartite.weighted_projected_graph(net, side)
    found = project(pairs, onto=onto)
    assert cells(found) == {tuple(sorted((a, b))): w for a, b, w in expected.edges(data="weight")}


def test_years_come_from_dates_or_are_given():
    assert document_years(RUN) == {"a": 2023, "b": 2024}
    assert document_years(RUN, {"b": 2030}) == {"a": 2023, "b": 2030}
    with pytest.raises(EmptyResultError, match="No date is known of a, b"):
        document_years(make_run(ROWS))


@pytest.mark.parametrize(
    ("options", "error", "told"),
    [
        ({"by": "ministry"}, EmptyResultError, "knows no measures"),
        ({"by": "colour"}, PlantextError, "expected one of ministry"),
        ({"by": "measure", "labels": ["LAW"]}, EmptyResultError, "No mention has the label LAW"),
    ],
)
def test_bad_input_is_told(options, error, told):
    with pytest.raises(error, match=told):
        two_mode(make_run(ROWS), **options)


def test_nothing_in_a_group_is_told():
    run = make_run([("a", 0, "", "", "{ORG:国連}"), ("a", 1, "第1", "", "なし")])
    with pytest.raises(EmptyResultError, match="no name stands in"):
        two_mode(run, by="section")
    with pytest.raises(EmptyResultError, match="no paragraph belongs to a measure"):
        two_mode(run, by="measure")
    with pytest.raises(EmptyResultError, match="most frequent name stands in 2"):
        two_mode_network(two_mode(RUN, by="ministry"), min_frequency=9)
    with pytest.raises(EmptyResultError, match="no edges"):
        project(two_mode(make_run([("a", 0, "第1", "", "{ORG:国連}")]), by="section"), onto="group")


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("party", {("総務省", "party:乙党"): 1, ("総務省", "party:丁党"): 2}),
        ("speaker", {("総務省", "speaker:甲"): 1, ("総務省", "speaker:丙"): 1, ("総務省", "speaker:戊"): 1}),
        ("house", {("総務省", "house:衆"): 3}),
    ],
)
def test_any_column_can_be_the_other_side(by, expected):
    run = debate()
    mentions = pd.DataFrame(
        [
            [doc_id, sent_id, 0, 1, "総務省", "ORG", "総務省", "", "", "", "", "test"]
            for doc_id, sent_id in (("a", 0), ("a", 2), ("b", 0))
        ],
        columns=run.mentions.columns,
    )
    assert cells(two_mode(replace(run, mentions=mentions), by=by, unit="sentence")) == expected
    with pytest.raises(PlantextError, match=r"by .colour.: expected one of ministry.*house.*speaker.*party"):
        two_mode(replace(run, mentions=mentions), by="colour")
