"""Making the explorer: the same bytes for the same input, written whole, refused where there is nothing to show."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from explorer_data import data_of, net_of, units_by_node
from made_runs import make_run, random_run

from plantext.errors import EmptyResultError, PlantextError
from plantext.explorer import Page, explore, write_explorer
from plantext.explorer.page import script
from plantext.extraction.run import load
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network


def test_shipped_tables_without_text_can_be_explored() -> None:
    run = load("priority-plan-2023")
    page = explore(run, net := network(cooccur(run)), lang="en")
    data = data_of(page)
    assert data["text"] is False
    assert data["documents"][0]["source"].startswith("https://")
    assert [edge["values"]["count"] for edge in data["edges"]] == [
        net.edges[data["nodes"][edge["a"]]["name"], data["nodes"][edge["b"]]["name"]]["count"] for edge in data["edges"]
    ]
    units = units_by_node(data)
    for edge in data["edges"]:
        assert len(units[edge["a"]] & units[edge["b"]]) == edge["values"]["count"]
    assert len(page.encode()) < 400_000


def test_same_input_gives_same_bytes() -> None:
    run = random_run(5)
    assert explore(run) == explore(run)
    assert explore(run, seed=1) != explore(run, seed=2)


def test_notebook_shows_a_frame_and_not_the_source() -> None:
    page = explore(random_run(1))
    assert isinstance(page, Page)
    frame = BeautifulSoup(page._repr_html_(), "lxml").find("iframe")
    assert frame is not None
    assert frame["srcdoc"] == str(page)
    assert 'sandbox="allow-scripts allow-popups allow-downloads"' in page._repr_html_()
    assert len(repr(page)) < 100
    assert html.escape(page) in page._repr_html_()


def test_file_is_written_whole(tmp_path: Path) -> None:
    run = random_run(1)
    path = write_explorer(run, tmp_path / "new" / "net.html", lang="en")
    assert path.read_bytes() == explore(run, lang="en").encode()
    assert '<html lang="en">' in path.read_text(encoding="utf-8")
    assert [each.name for each in path.parent.iterdir()] == ["net.html"]


def test_faults_are_told() -> None:
    with pytest.raises(PlantextError, match="expected ja, en"):
        explore(random_run(1), lang="fr")
    with pytest.raises(EmptyResultError):
        explore(make_run([("plan", 0, "", "", "{ORG:独り}がいる。")]))


def test_size_is_that_of_the_text() -> None:
    run = random_run(6, paragraphs=1500)
    text = sum(len(text.encode()) for text in run.sentences["text"])
    page = explore(run, net_of(run))
    fixed = len(script().encode()) + 30_000
    assert len(page.encode()) < fixed + 2 * text + 60 * len(run.mentions) + 600 * len(data_of(page)["edges"])
    assert len(script()) < 110_000
