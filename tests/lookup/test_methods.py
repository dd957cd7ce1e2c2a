"""The methods paragraph says what the run says."""

from __future__ import annotations

import dataclasses

import networkx as nx
import pandas as pd
import pytest

from plantext import corpus
from plantext.errors import PlantextError
from plantext.extraction import run as extraction
from plantext.lookup.methods import describe_methods
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network
from plantext.quality.uncertain import uncertain
from plantext.tables.run import Extraction

PLAN = "priority-plan-2023"


@pytest.fixture(scope="module")
def run() -> Extraction:
    return extraction.load(PLAN)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_number_is_the_runs(run: Extraction, lang: str) -> None:
    net = network(cooccur(run, labels=["ORG", "FORUM"]), top=20, min_frequency=3)
    text = describe_methods(run, net, lang=lang)
    numbers = [
        len(run.sentences),
        len(run.mentions),
        len(run.entities),
        net.graph["n_units"],
        net.graph["names_frequent"],
    ]
    for number in (*numbers, 20, 3, net.graph["seed"]):
        assert f"{number:,}" in text or str(number) in text
    assert run.info["documents"][0]["sha256"] in text
    assert f"{net.graph['modularity']:.2f}" in text
    assert "Leiden" in text


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_scores_on_gold_are_those_of_this_version(run: Extraction, lang: str) -> None:
    gold = corpus.corpus_folder() / "gold"
    scores = pd.read_csv(gold / "quality.csv").query("part == 'aside'").set_index("label")
    text = describe_methods(run, lang=lang)
    assert f"F1 {scores.loc['mission', 'f1']:.2f}" in text
    assert f"{scores.loc['all', 'f1']:.2f}" in text
    assert str(len((gold / "aside.jsonl").read_text(encoding="utf-8").splitlines())) in text

    packages = run.info["environment"]["packages"] | {"plantext": "0.0.1"}
    older = dataclasses.replace(run, info=run.info | {"environment": run.info["environment"] | {"packages": packages}})
    assert "F1" not in describe_methods(older, lang=lang)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_as_many_edges_are_told_as_are_drawn(run: Extraction, lang: str) -> None:
    pairs = cooccur(run, labels=["ORG", "FORUM"])
    few = network(pairs, top=400, min_frequency=8, min_count=2)
    assert few.number_of_edges() < 400
    text = describe_methods(run, few, lang=lang)
    passed = sum(data["q_value"] < 0.05 for *_, data in few.edges(data=True))
    n = few.number_of_edges()
    assert "400" not in text
    assert (f"残った{n}本の辺すべて" if lang == "ja" else f"all {n} edges that remained") in text
    assert (f"そのうち{passed}本" if lang == "ja" else f"Of these, {passed} pass") in text
    assert ("組織・会議の名前" if lang == "ja" else "organisations, forums") in text
    tied = network(pairs, top=20, min_frequency=3)
    told = describe_methods(run, tied, lang=lang)
    assert str(tied.number_of_edges()) in told


def test_another_kind_of_network_is_not_described_as_one_of_units(run: Extraction) -> None:
    assert "unit of co-occurrence" not in describe_methods(run, nx.Graph([("a", "b")]), lang="en")


def test_without_a_network_only_the_corpus_is_told(run: Extraction) -> None:
    assert "Leiden" not in describe_methods(run, lang="en").partition("References")[0]


def test_a_run_without_provenance_is_refused(run: Extraction) -> None:
    with pytest.raises(PlantextError, match=r"run\.json is missing"):
        describe_methods(Extraction(run.sentences, run.mentions, run.entities))
    with pytest.raises(PlantextError, match="expected ja, en"):
        describe_methods(run, lang="fr")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_is_not_known_leaves_no_empty_brackets(run: Extraction, lang: str) -> None:
    unknown = {**run.info["documents"][0], "date": "", "source": "", "title": "甲計画"}
    text = describe_methods(dataclasses.replace(run, info={**run.info, "documents": [unknown]}), lang=lang)
    assert "甲計画" in text
    assert not any(hole in text for hole in ("()", "（）", ".  (", "None"))


@pytest.mark.parametrize(("lang", "told"), [("ja", "疑い"), ("en", "in doubt")])
def test_pages_in_doubt_are_told_where_there_are_any(run: Extraction, lang: str, told: str) -> None:
    item = {**run.info["documents"][0], "doubted": "3, 7-9", "n_pages": "118"}
    doubted = dataclasses.replace(run, info={**run.info, "documents": [item]})
    sure = {key: value for key, value in item.items() if key != "doubted"}
    told_of = describe_methods(doubted, lang=lang).split("\n")[0]
    assert told in told_of and "3, 7-9" in told_of
    without = dataclasses.replace(run, info={**run.info, "documents": [sure]})
    assert told not in describe_methods(without, lang=lang).split("\n")[0]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_errors_leave_of_the_network_is_told(run: Extraction, lang: str) -> None:
    net = network(cooccur(run, labels=["FORUM", "ORG"]), top=10)
    found = uncertain(run, net, samples=10)
    told = describe_methods(run, net, uncertainty=found, lang=lang)
    assert told.startswith(describe_methods(run, net, lang=lang).partition("\n")[0])
    held = [int((found.edges[f"drawn_{mode}"] >= 0.95).sum()) for mode in ("sampling", "extraction", "both")]
    for number, words in zip(held, ("標本誤差では", "抽出誤りでは", "両方では"), strict=True):
        assert (f"{words}{number}本" if lang == "ja" else str(number)) in told
    degrees = found.names.query("centrality == 'degree'")
    widths = [(degrees[f"rank_high_{mode}"] - degrees[f"rank_low_{mode}"]).median() for mode in ("sampling", "both")]
    assert all(f"{width:g}" in told for width in widths)
