"""What plantext has written lies among documents and is none; what only looks like it is one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import plantext as pt
from plantext.explorer import write_explorer
from plantext.extraction.provenance import describe_figure
from plantext.networks.exchange import tables, write_network
from plantext.reading.archives import list_folder, list_passed_over


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.txt").write_text("みなと市の計画。", encoding="utf-8")
    return tmp_path


def names(folder: Path) -> list[str]:
    return [path.name for path in list_folder(folder)]


def test_figures_networks_and_explorers_are_no_documents(folder: Path) -> None:
    run = pt.load("priority-plan-2023")
    net = pt.network(pt.cooccur(run, labels=["FORUM"]), top=5)
    figure = pt.draw_network(net)
    pt.save_figure(figure, folder / "net", data=tables(net)[1], provenance=describe_figure(run), formats=("svg",))
    write_network(net, folder / "net.csv")
    write_explorer(run, folder / "net.html", net)
    assert {"net.csv", "net.json", "net-nodes.csv", "net-edges.csv"} <= {path.name for path in folder.iterdir()}
    assert names(folder) == ["plan.txt"]
    told = {Path(item.source).name: item.reason for item in list_passed_over(folder)}
    assert told["net.csv"].endswith("belongs to a figure.")
    assert told["net-edges.csv"].endswith("belongs to a network.")
    assert "plantext explore" in told["net.html"]


def test_files_that_only_look_like_it_are_documents(folder: Path) -> None:
    for name in ("speeches.csv", "a-nodes.csv"):
        (folder / name).write_text("発言者,発言\n甲,計画に賛成です。\n", encoding="utf-8")
    (folder / "speeches.json").write_text(json.dumps([{"speech": "計画に賛成です。", "figure": 1}]), encoding="utf-8")
    (folder / "broken.csv").write_text("a\n", encoding="utf-8")
    (folder / "broken.json").write_text("[" * 100_000, encoding="utf-8")
    (folder / "page.html").write_text('<meta name="generator" content="other"><p>計画。</p>', encoding="utf-8")
    assert names(folder) == [
        "a-nodes.csv", "broken.csv", "broken.json", "page.html", "plan.txt", "speeches.csv", "speeches.json",
    ]  # fmt: skip
