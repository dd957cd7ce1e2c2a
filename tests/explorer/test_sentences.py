"""The explorer's sentences, mentions and units: every edge finds what it counts, every mark its characters."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from explorer_data import ROWS, data_of, net_of, units_by_node
from made_runs import make_run, random_run

from plantext.errors import PlantextError
from plantext.explorer import explore
from plantext.lookup.evidence import evidence
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network
from plantext.tables.run import Extraction


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "section", "measure", "document", "window:3"])
def test_every_edge_finds_the_units_it_counts(unit: str) -> None:
    run = random_run(3, docs=("a", "b", "c"), paragraphs=60)
    net = net_of(run, unit=unit)
    data = data_of(explore(run, net))
    units = units_by_node(data)
    for edge in data["edges"]:
        assert len(units[edge["a"]] & units[edge["b"]]) == edge["values"]["count"]
    assert [node["name"] for node in data["nodes"]] == sorted(net)
    assert len(data["edges"]) == net.number_of_edges()


def test_sentences_of_an_edge_are_those_of_the_table() -> None:
    run = random_run(4)
    data = data_of(explore(run, net_of(run)))
    units, sentences = units_by_node(data), data["sentences"]
    for edge in data["edges"][::7]:
        a, b = (data["nodes"][edge[end]]["name"] for end in ("a", "b"))
        shared = units[edge["a"]] & units[edge["b"]]
        rows = {
            s
            for s, node in zip(data["mentions"]["sentence"], data["mentions"]["node"], strict=True)
            if node in (edge["a"], edge["b"]) and sentences["first"][s] in shared
        }
        table = evidence(run, a, b)
        texts = run.sentences.set_index("sent_id")["text"]
        assert sorted(sentences["text"][s] for s in rows) == sorted(texts[list(table["sent_id"])])
        assert sorted(sentences["page"][s] for s in rows) == sorted(table["page"])


def test_marks_count_as_javascript_counts() -> None:
    data = data_of(explore(make_run(ROWS)))
    found = set()
    for m, s in enumerate(data["mentions"]["sentence"]):
        units = data["sentences"]["text"][s].encode("utf-16-le")
        start, end = data["mentions"]["start"][m], data["mentions"]["end"][m]
        form = units[2 * start : 2 * end].decode("utf-16-le")
        assert form == data["nodes"][data["mentions"]["node"][m]]["name"]
        found.add(form)
    assert found == {"総務省", "外務省", "IGF"}


def test_marks_follow_text_that_moved() -> None:
    run = make_run(ROWS)
    mentions = run.mentions.assign(start=run.mentions["start"] + 1, end=run.mentions["end"] + 1)
    data = data_of(explore(Extraction(run.sentences, mentions, run.entities)))
    first = data["sentences"]["text"][0]
    assert first[data["mentions"]["start"][0] : data["mentions"]["end"][0]] == "総務省"


def test_series_and_labels_of_the_network_are_kept() -> None:
    rows = [("plan", i, "", "", "{FORUM:G7広島サミット:G7}で{ORG:外務省}と{ORG:G7}が会う。") for i in range(2)]
    run = make_run(rows)
    net = network(cooccur(run, node="series", labels=["FORUM", "ORG"]), min_frequency=1)
    data = data_of(explore(run, net))
    g7 = [node["name"] for node in data["nodes"]].index("G7")
    assert data["mentions"]["node"].count(g7) == 4


@pytest.mark.parametrize(
    ("net", "message"),
    [
        (nx.Graph(), "no nodes"),
        (nx.Graph([("総務省", "火星省")]), "1 of 2 nodes are no names of the run .火星省."),
        (nx.Graph([("総務省", "独り")]), "no paragraph that holds both"),
    ],
)
def test_a_network_of_another_run_is_refused(net: Any, message: str) -> None:
    run = make_run([*ROWS, ("plan", 9, "", "", "{ORG:独り}がいる。")])
    with pytest.raises(PlantextError, match=message):
        explore(run, net)
