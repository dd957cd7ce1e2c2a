"""What the explorer shows, and that it says where it comes from."""

from __future__ import annotations

import pytest
from explorer_data import ROWS, data_of, net_of
from made_runs import make_run, random_run

from plantext.errors import PlantextError
from plantext.explorer import explore
from plantext.tables.run import Extraction


def test_text_can_be_left_out_and_says_where_to_get_it() -> None:
    source = "https://www.example.jp/plan"
    info = {"documents": [{"doc_id": "plan", "title": "計画", "date": "2023-06-09", "source": source, "sha256": "ab"}]}
    run = make_run(ROWS)
    run = Extraction(run.sentences, run.mentions, run.entities, info)
    for page in (
        explore(run, text=False),
        explore(Extraction(run.sentences.drop(columns="text"), run.mentions, run.entities, info)),
    ):
        data = data_of(page)
        assert data["text"] is False
        assert data["sentences"]["text"] == []
        assert "協力する" not in page
        assert data["sentences"]["page"]
        assert data["sections"] == ["第1", "第2"]
        assert data["mentions"]["form"][0] == "総務省"
        assert data["documents"][0]["source"] == source
    assert "協力する" in explore(run)


def test_a_path_of_somebodys_disk_is_not_passed_on() -> None:
    run = make_run(ROWS)
    for source in ("/home/someone/secret/plan.pdf", r"C:\Users\someone\secret\plan.pdf"):
        page = explore(
            Extraction(run.sentences, run.mentions, run.entities, {"documents": [{"doc_id": "plan", "source": source}]})
        )
        assert "secret" not in page
        assert data_of(page)["documents"][0]["source"] == "plan.pdf"


def test_page_says_what_made_it() -> None:
    run = random_run(2)
    info = {
        "documents": [
            {"doc_id": "plan", "title": "計画", "date": "2023-06-09", "source": "plan.pdf", "sha256": "ab12"}
        ],
        "environment": {"packages": {"plantext": "0.1.0", "spacy": "3.8.7"}, "lexicons": "cd34"},
        "left_out": [{"source": "x", "reason": "y"}],
    }
    page = explore(Extraction(run.sentences, run.mentions, run.entities, info))
    data = data_of(page)
    assert '<meta name="generator" content="plantext ' in page
    assert data["about"]["network"]["measure"] == "jaccard"
    assert data["about"]["packages"]["spacy"] == "3.8.7"
    assert data["about"]["left_out"] == 1
    assert data["documents"][0]["sha256"] == "ab12"
    assert data["title"] == "計画"


def test_places_can_be_given() -> None:
    run = make_run(ROWS)
    data = data_of(explore(run, net_of(run), places={"IGF": (0.1, 0.9), "外務省": (0.5, 0.5), "総務省": (0.9, 0.1)}))
    assert [(node["x"], node["y"]) for node in data["nodes"]] == [(0.1, 0.1), (0.5, 0.5), (0.9, 0.9)]
    with pytest.raises(PlantextError, match="no position for 2 of 3 nodes"):
        explore(run, net_of(run), places={"IGF": (0, 0)})


def test_infinite_measures_become_nothing() -> None:
    run = make_run(ROWS)
    net = net_of(run)
    net.edges["IGF", "総務省"].update(pmi=float("-inf"), lift=float("nan"))
    edge = next(edge for edge in data_of(explore(run, net))["edges"] if (edge["a"], edge["b"]) == (0, 2))
    assert edge["values"]["pmi"] is None
    assert edge["values"]["lift"] is None
