from dataclasses import replace

import pytest
from made_runs import random_run

from plantext.errors import PlantextError
from plantext.figures.naming import english_date, english_names, english_section, namer, section_namer


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


def test_english_where_it_is_known_and_by_its_reading_where_not() -> None:
    called = namer("en", {"甲庁": "Agency A"})
    assert [called(name) for name in ("甲庁", "デジタル庁", "2023年度", "謎の会")] == [
        "Agency A",
        "Digital Agency",
        "FY2023",
        "Nazo no Kai",
    ]
    assert namer("ja", {"甲庁": "Agency A"})("甲庁") == "甲庁"
    with pytest.raises(PlantextError, match="expected ja, en"):
        namer("fr")


def test_a_run_knows_its_english_names() -> None:
    run = random_run(1)
    run.entities.loc[0, "name_en"] = "First"
    assert english_names(run)[run.entities["entity"].iloc[0]] == "First"
    assert "" not in english_names(run).values()


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ("第3章", "Chapter 3"),
        ("第３章/第１節", "Chapter 3/Section 1"),
        ("第3-1", "Part 3-1"),
        ("序章", "Introductory chapter"),
    ],
)
def test_sections_have_english_names(section: str, told: str) -> None:
    assert english_section(section) == told


def test_sections_are_called_by_their_headings_where_there_is_text() -> None:
    run = random_run(1)
    sentences = run.sentences.assign(section="第1", kind="heading", text="第1 総則")
    sentences.loc[sentences.index[3:], ["section", "text"]] = ["第2", "雑則"]
    told = section_namer(replace(run, sentences=sentences), "ja")
    assert [told("第1"), told("第2"), told("第9")] == ["第1 総則", "第2 雑則", "第9"]
    assert section_namer(replace(run, sentences=sentences.drop(columns="text")), "ja")("第1") == "第1"


def test_two_mode_names_are_english_too() -> None:
    assert namer("en")("主担当:総務省") == "lead: Ministry of Internal Affairs and Communications"
