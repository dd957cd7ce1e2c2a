"""One line a commitment: what it is called, and strokes that stay apart without colour."""

from __future__ import annotations

from itertools import pairwise

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


def lived(number: int, *editions: tuple[str, str]) -> list[dict[str, object]]:
    """The rows of a ledger for one commitment: object and predicate in each edition."""
    row = {"commitment": number, "concepts": ""} | {
        f"{it}_{side}": "" for it in ("modality", "deadline") for side in ("from", "to")
    }
    rows: list[dict[str, object]] = [
        {**row, "edition_from": "2016", "edition_to": "2017", "relation": "new", "object": editions[0][0]}
        | {"predicate_from": "", "predicate_to": editions[0][1]}
    ]
    for year, ((_, before), (thing, after)) in enumerate(pairwise(editions), 2017):
        rows.append(
            {**row, "edition_from": str(year), "edition_to": str(year + 1), "relation": "kept", "object": thing}
            | {"predicate_from": before, "predicate_to": after}
        )
    return rows


def test_an_object_stands_in_its_own_edition() -> None:
    table = pd.DataFrame(lived(1, ("窓口の統合", "進める"), ("窓口", "開く")))
    assert lives(table, least=2)["object"].tolist() == ["窓口の統合", "窓口"]
    assert titles(table) == ["窓口の統合 開く"]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_no_two_commitments_have_one_title(lang: str) -> None:
    table = pd.DataFrame(
        [
            *lived(1, ("取組", "進める"), ("取組", "推進する")),
            *lived(2, ("窓口", "開く"), ("取組", "推進する")),
            *lived(3, ("取組", "推進する"), ("取組", "推進する")),
            *lived(4, ("万全", "期す"), ("万全", "期す")),
            *lived(5, ("万全", "期す"), ("万全", "期す")),
            *lived(6, ("地域の" + "長い" * 30 + "窓口", "開く"), ("地域の" + "長い" * 30 + "窓口", "開く")),
            *lived(7, ("地域の" + "長い" * 31 + "窓口", "開く"), ("地域の" + "長い" * 31 + "窓口", "開く")),
        ]
    )
    figure = draw_lifelines(table, least=2, lang=lang)
    told = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert len(set(told)) == 7
    assert words_on_words(figure) == [] and words_outside(figure) == ""
    if lang == "ja":
        assert told[:5] == [
            "取組 進める→推進する",
            "窓口 取組 推進する",
            "取組 推進する",
            "万全 期す (1)",
            "万全 期す (2)",
        ]


def test_what_goes_on_in_one_of_its_parts_has_no_end() -> None:
    parts = ledger(("窓口の改善", "", "目指す"), ("窓口", "", "改善する"))
    parts["commitment"] = 1
    parts["edition_from"], parts["edition_to"] = ["2016", "2017"], ["2017", "2018"]
    gone = parts.iloc[[0]].assign(relation="dropped", edition_to="2017")
    table = lives(pd.concat([parts, gone]), least=2)
    assert table["edition"].tolist() == ["2016", "2017", "2018"]
    assert not table["end"].any()
    ends = gone.assign(edition_from="2018", edition_to="2019")
    assert lives(pd.concat([parts, ends]), least=2)["end"].tolist() == [False, False, True]
    # The fuller object of an earlier year would say the predicate twice.
    assert titles(parts) == ["窓口 改善する"]
