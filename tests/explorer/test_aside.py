"""A page of bounded size: few sentences of each name and edge in it, all of them in the folder beside it."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pytest
from explorer_data import data_of, net_of, units_by_node
from made_runs import random_run

from plantext.errors import OutputError, PlantextError
from plantext.explorer import aside, explore, write_explorer


@pytest.mark.parametrize("unit", ["paragraph", "section", "window:3"])
def test_every_name_and_edge_has_evidence_in_a_page_that_holds_few(unit: str) -> None:
    run = random_run(6, paragraphs=400)
    net = net_of(run, unit=unit)
    whole, few = data_of(explore(run, net)), data_of(explore(run, net, held=2))
    assert len(few["sentences"]["row"]) < len(whole["sentences"]["row"])
    assert set(few["sentences"]["row"]) <= set(whole["sentences"]["row"])
    for key in ("mentioned", "n_sentences", "facets"):
        assert [node[key] for node in few["nodes"]] == [node[key] for node in whole["nodes"]]
    assert few["edges"] == whole["edges"]
    units = units_by_node(few)
    assert all(units[edge["a"]] & units[edge["b"]] for edge in few["edges"])
    with pytest.raises(PlantextError, match="held=0: expected a number of sentences from 1"):
        explore(run, net, held=0)


def test_the_size_of_the_page_does_not_grow_with_the_text() -> None:
    sizes = []
    for paragraphs in (500, 2000):
        run = random_run(7, paragraphs=paragraphs, names=20)
        sizes.append(len(explore(run, net_of(run), held=3)))
    assert sizes[1] < 1.15 * sizes[0]


def test_the_folder_holds_every_sentence_of_every_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "_LARGEST", 40)
    run = random_run(8)
    net = net_of(run)
    (tmp_path / "net-evidence").mkdir()
    for name in ("part-99999.json", "mine.json", "part-1.json"):
        (tmp_path / "net-evidence" / name).write_text("{}", encoding="utf-8")
    page = write_explorer(run, tmp_path / "net.html", net, aside=True).read_text(encoding="utf-8")
    about = data_of(page)["aside"]
    assert about["folder"] == "net-evidence"
    files = sorted(file.name for file in (tmp_path / "net-evidence").iterdir())
    assert files == ["mine.json", *(f"part-{i:05}.json" for i in range(len(files) - 2)), "part-1.json"]
    assert len(files) > 4
    whole = data_of(explore(run, net))
    for node, numbers in enumerate(about["parts"]):
        found = set()
        for number in numbers:
            part = json.loads((tmp_path / "net-evidence" / f"part-{number:05}.json").read_text(encoding="utf-8"))
            assert part["key"] == about["key"]
            marks = part["mentions"]
            found |= {
                part["sentences"]["row"][s] for s, n in zip(marks["sentence"], marks["node"], strict=True) if n == node
            }
        marks = whole["mentions"]
        assert found == {
            whole["sentences"]["row"][s] for s, n in zip(marks["sentence"], marks["node"], strict=True) if n == node
        }


def test_a_large_page_says_what_keeps_it_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plantext.explorer.LARGE", 1000)
    with pytest.warns(UserWarning, match=r"net\.html: 0 MB.*--aside"):
        write_explorer(random_run(1), tmp_path / "net.html")
    with warnings.catch_warnings(action="error"):
        write_explorer(random_run(1), tmp_path / "net.html", aside=True)


def test_a_folder_that_is_a_link_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "net-evidence").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError):
        write_explorer(random_run(1), tmp_path / "net.html", aside=True)
    assert not list((tmp_path / "elsewhere").iterdir())
