import pytest
from made_runs import random_run

from plantext.errors import PlantextError
from plantext.figures.naming import english_date, english_names, namer


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("2023年度", "FY2023"),
        ("2023年度末", "end of FY2023"),
        ("2023年10月", "October 2023"),
        ("2023年10月5日", "5 October 2023"),
        ("2023年半ば", "mid-2023"),
        ("2020年代", "2020s"),
        ("2023年夏", "summer 2023"),
        ("2023年度第1四半期", "Q1 of FY2023"),
        ("2023年", "2023"),
        ("総務省", ""),
        ("2023年13月", ""),
        ("2023年問題", ""),
    ],
)
def test_dates_have_english_names(name: str, told: str) -> None:
    assert english_date(name) == told


def test_english_where_it_is_known_and_japanese_where_not() -> None:
    called = namer("en", {"甲庁": "Agency A"})
    assert [called(name) for name in ("甲庁", "デジタル庁", "2023年度", "謎の会")] == [
        "Agency A",
        "Digital Agency",
        "FY2023",
        "謎の会",
    ]
    assert namer("ja", {"甲庁": "Agency A"})("甲庁") == "甲庁"
    with pytest.raises(PlantextError, match="expected ja, en"):
        namer("fr")


def test_a_run_knows_its_english_names() -> None:
    run = random_run(1)
    run.entities.loc[0, "name_en"] = "First"
    assert english_names(run)[run.entities["entity"].iloc[0]] == "First"
    assert "" not in english_names(run).values()
