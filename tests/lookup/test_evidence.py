"""The sentences behind an edge are those of the units that it counts."""

import networkx as nx
import pytest
from made_runs import MEETINGS as RUN
from made_runs import counts, random_run

from plantext.errors import EmptyResultError
from plantext.lookup.evidence import evidence, network_evidence
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network

UNIT_NAMES = ["sentence", "paragraph", "section", "measure", "page", "document", "window:1", "window:2", "window:9"]


@pytest.mark.parametrize("unit", UNIT_NAMES)
def test_evidence_has_as_many_units_as_the_edge_counts(unit):
    run = random_run(4, paragraphs=40, docs=("a", "b"))
    pairs = cooccur(run, unit=unit)
    for row in pairs.iloc[:: max(1, len(pairs) // 10)].to_dict("records"):
        found = evidence(run, row["source"], row["target"], unit=unit)
        assert len(found[["doc_id", "unit"]].drop_duplicates()) == row["count"]


def test_evidence_marks_both_names_where_they_stand():
    found = evidence(RUN, "総務省", "IGF", unit="sentence")
    assert found["marked"].tolist() == ["【総務省】は【IGF】を開く。", "【総務省】、【総務省】と【IGF】、G7香川。"]
    assert found["doc_id"].tolist() == ["a", "b"]
    assert found["names"].tolist() == ["総務省 | IGF"] * 2
    apart = evidence(RUN, "外務省", "IGF", unit="document")
    assert apart["names"].tolist() == ["IGF", "外務省", "外務省", "IGF", "外務省"]


def test_evidence_of_tables_without_text_tells_the_places():
    bare = type(RUN)(RUN.sentences.drop(columns="text"), RUN.mentions, RUN.entities)
    found = evidence(bare, "総務省", "IGF")
    assert "marked" not in found.columns
    assert found["page"].tolist() == [1, 1, 1]


def test_evidence_finds_a_forum_by_its_series_and_a_name_by_its_printed_form():
    assert evidence(RUN, "G7", "外務省")["names"].tolist() == ["G7 | 外務省"]
    mentions = RUN.mentions.assign(
        entity=RUN.mentions["entity"].replace("IGF", "インターネット・ガバナンス・フォーラム")
    )
    assert len(evidence(type(RUN)(RUN.sentences, mentions, RUN.entities), "IGF", "総務省", unit="sentence")) == 2


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        ("総務相", "IGF", "総務省"),
        ("zzz", "IGF", "run.entities"),
        ("G7広島", "IGF", "in 1 units.*in 2 units.*larger unit"),
    ],
)
def test_evidence_without_an_edge_is_told(a, b, told):
    with pytest.raises(EmptyResultError, match=told):
        evidence(RUN, a, b)


def test_a_network_takes_its_evidence_along():
    pairs = cooccur(RUN, unit="sentence", node="series")
    net = network(pairs)
    found = network_evidence(RUN, net)
    told = found.groupby(["source", "target"])[["doc_id", "unit"]].apply(lambda part: len(part.drop_duplicates()))
    assert told.to_dict() == counts(pairs)
    with pytest.raises(EmptyResultError, match="no edges"):
        network_evidence(RUN, nx.Graph())
