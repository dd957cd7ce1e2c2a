"""One row more in labels.py, and a lexicon: the new label shows wherever labels do."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import plantext as pt
from plantext.figures.bars import count_by_section
from plantext.figures.style import PALETTE
from plantext.labels import FIRST, INK, LABEL, LABELS, MISSION, SHOWN, count_labels, name_labels
from plantext.networks.presence import incidence

TESTS = Path(__file__).parent
ROW = '    Label("VESSEL", "船舶", "vessel", "vessels", "#444444", "#c0ffee", "*", (6, 30)),\n'


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What walk_label.py saw in a copy of the package that has one row more."""
    folder = tmp_path_factory.mktemp("label")
    shutil.copytree(TESTS.parent / "plantext", folder / "plantext", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(TESTS.parent / "corpus" / "gold", folder / "corpus" / "gold")
    shutil.copy(TESTS.parent / "corpus" / "manifest.toml", folder / "corpus")
    rows = folder / "plantext" / "labels.py"
    text = rows.read_text(encoding="utf-8")
    last = text.rindex("    Label(")
    end = text.index("\n", last) + 1
    rows.write_text(text[:end] + ROW + text[end:], encoding="utf-8")
    subprocess.run(
        [sys.executable, str(TESTS / "walk_label.py"), str(folder)],
        env={**os.environ, "PYTHONPATH": str(folder)},
        cwd=folder,
        check=True,
    )
    found = json.loads((folder / "seen.json").read_text(encoding="utf-8"))
    assert found["package"] == str(folder / "plantext")
    return found


def test_it_is_found_and_passes_the_checks_of_tables(seen: Any) -> None:
    assert seen["labels"] == [*LABELS, "VESSEL"]
    assert seen["mentions"].count("VESSEL") == 2


def test_it_is_a_node(seen: Any) -> None:
    assert seen["nodes"] == {"そらいろ号": "VESSEL", "架空省": "ORG", "架空会議": "FORUM"}
    assert "船舶" in seen["network"]


def test_bars_count_and_name_it(seen: Any) -> None:
    assert seen["sections"] == 2
    assert "vessels" in seen["key"]
    assert seen["bars"]["船舶"] == "#444444"


def test_the_explorer_knows_its_names_and_shape(seen: Any) -> None:
    data = json.loads(re.findall(r'<script[^>]* id="data"[^>]*>(.*?)</script>', seen["page"], re.DOTALL)[0])
    assert data["labels"][-1] == {"code": "VESSEL", "ja": "船舶", "en": "vessel", "corners": [6, 30]}
    assert [node["label"] for node in data["nodes"] if node["name"] == "そらいろ号"] == ["VESSEL"]


def test_notebooks_count_it(seen: Any) -> None:
    assert seen["highlight"] == {"VESSEL": 2}
    assert "VESSEL" in seen["summary"]


def test_people_can_judge_and_annotate_it(seen: Any) -> None:
    assert ",VESSEL," in seen["sheet"]
    assert 'value="VESSEL" background="#c0ffee" hotkey="0"' in seen["tasks"]["tasks.xml"]
    assert '"labels": [\n        "VESSEL"' in seen["tasks"]["tasks.json"]
    assert json.loads(seen["tasks"]["tasks.labels.json"])[-1]["text"] == "VESSEL"
    assert seen["read back"] == ["FORUM", "ORG", "VESSEL"]


def test_displacy_colours_it(seen: Any) -> None:
    assert seen["displacy"]["ents"][-1] == "VESSEL"
    assert seen["displacy"]["colors"]["VESSEL"] == "#c0ffee"


def test_the_methods_paragraph_counts_it(seen: Any) -> None:
    assert "VESSEL 2" in seen["methods"]


def test_labels_are_told_apart() -> None:
    for a, b in combinations(LABEL.values(), 2):
        assert {a.code, a.ja, a.en, a.colour, a.tint, a.marker}.isdisjoint(
            {b.code, b.ja, b.en, b.colour, b.tint, b.marker}
        )
        assert a.corners != b.corners


def test_the_colours_are_those_that_every_eye_can_tell_apart() -> None:
    assert tuple(row.colour for row in LABEL.values())[: len(PALETTE)] == PALETTE


def contrast(colour: str, other: str) -> float:
    """Of two colours, from 1 to 21 (Web Content Accessibility Guidelines)."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    one, two = sorted([light(colour), light(other)])
    return (two + 0.05) / (one + 0.05)


@pytest.mark.parametrize("label", LABELS)
def test_marked_text_is_read_easily(label: str) -> None:
    assert contrast(LABEL[label].tint, INK) >= 9


def test_labels_that_came_later_are_drawn_only_where_asked_for(tmp_path: Path) -> None:
    assert set(SHOWN) == set(FIRST) == set(LABELS) - {"PERSON", "SYSTEM"}
    (tmp_path / "a.txt").write_text("山田太郎総務大臣は、総務省のマイナポータルを紹介した。\n", encoding="utf-8")
    run = pt.extract(tmp_path / "a.txt", cache=False)
    assert incidence(run).names["name"].tolist() == ["総務省"]
    assert incidence(run, labels=["PERSON", "SYSTEM"]).names["label"].tolist() == ["SYSTEM", "PERSON"]
    assert incidence(run, include=["山田太郎"]).names["name"].tolist() == ["山田太郎"]
    assert count_by_section(run).columns.tolist()[3:] == [*SHOWN]


def test_names_and_number() -> None:
    assert set(MISSION) <= set(LABELS)
    assert name_labels("ja")["ORG"] == "組織"
    assert name_labels("en")["ORG"] == "organisation"
    assert name_labels("en", plural=True)["ORG"] == "organisations"
    assert (count_labels("ja"), count_labels("en")) == ("九種", "nine")
