"""One line a commitment: what it is called, and strokes that stay apart without colour."""

from __future__ import annotations

import pandas as pd
import pytest
from looks import words_on_words, words_outside
from matplotlib.lines import Line2D

from plantext.errors import EmptyResultError
from plantext.figures.lifelines import MODALITIES, draw_lifelines, lives


def ledger(*links: tuple[str, str, str], modality: str = "act") -> pd.DataFrame:
    """Commitments of two editions: object, concepts and predicate of each."""
    rows = [
        {"commitment": number, "edition_from": "2017", "edition_to": "2018", "relation": "kept"}
        | {"object": thing, "concepts": concepts}
        | {f"predicate_{side}": predicate for side in ("from", "to")}
        | {f"modality_{side}": modality for side in ("from", "to")}
        | {f"deadline_{side}": "" for side in ("from", "to")}
        for number, (thing, concepts, predicate) in enumerate(links)
    ]
    return pd.DataFrame(rows)


def titles(table: pd.DataFrame) -> list[str]:
    figure = draw_lifelines(table, least=2)
    return [label.get_text() for label in figure.axes[0].get_yticklabels()]


def test_a_title_names_a_thing_once() -> None:
    table = ledger(
        ("み-プラン 政策", "み-プラン政策", "推進する"),
        ("５Ｇ", "5Gの基地局", "整備する"),
        ("窓口", "市役所", "開く"),
        ("", "", "取り組む"),
    )
    assert titles(table) == ["み-プラン 政策 推進する", "5Gの基地局 整備する", "市役所 窓口 開く", "取り組む"]


def test_each_modality_has_a_stroke_of_its_own() -> None:
    strokes = set()
    for modality in MODALITIES:
        axes = draw_lifelines(ledger(("窓口", "", "開く"), modality=modality), least=2).axes[0]
        line = next(line for line in axes.get_lines() if len(line.get_xdata()) == 2)  # type: ignore[arg-type]
        assert isinstance(line, Line2D)
        strokes.add(str(line._unscaled_dash_pattern))  # type: ignore[attr-defined]
    assert len(strokes) == len(MODALITIES)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_many_editions_and_the_key_fit_a_column(lang: str) -> None:
    figure = draw_lifelines(
        ledger(("窓口", "", "開く")),
        editions=[str(year) for year in range(1999, 2019)],
        least=2,
        size="column",
        lang=lang,
    )
    assert words_outside(figure) == "" and words_on_words(figure) == []
    assert figure.axes[0].get_xticklabels()[0].get_rotation() == 90


def test_no_long_life_is_told() -> None:
    assert lives(ledger(("窓口", "", "開く")), least=3).empty
    with pytest.raises(EmptyResultError, match="3 editions or more"):
        draw_lifelines(ledger(("窓口", "", "開く")), least=3)
