"""The date of a document itself: every way a head gives it, and dates that are told about."""

from __future__ import annotations

import pytest

from plantext.reading import read_bytes
from plantext.records import Document

BODY = "\n\n１　趣旨\n川を守るために定める。令和２年４月１日に始める。\n"


def read(text: str, name: str = "a.txt") -> Document:
    return read_bytes(text.encode(), name, doc_id="a")


def day(text: str, name: str = "a.txt") -> str:
    return str(read(text, name).date or "")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("川の計画\n令和六年二月十五日（木曜日）", "2024-02-15"),
        ("令和６年２月１５日（木）午前１０時～午後０時３０分\n川の会議", "2024-02-15"),
        ("開催日時　平成29年3月21日(火曜日)10時00分から12時00分まで", "2017-03-21"),
        ("川の会議\n１．日時：平成２９年３月２１日（火）１０：００～１２：００", "2017-03-21"),
        ("川の会議　議事次第\n日　時\n平成２９年３月２１日（火）", "2017-03-21"),
        ("2024-02-15　参議院　予算委員会", "2024-02-15"),
        ("令和６年第１回定例会（第２号）　本文2024-02-15", "2024-02-15"),
        ("H30.6.15\n川の方針", "2018-06-15"),
        ("川の計画\n令和６年３月　緑川市", "2024-03-01"),
        ("川の計画\n河川庁　令和６年３月", "2024-03-01"),
        ("川の計画\n令和６年３月15日　緑川市", "2024-03-15"),
        ("川の方針\n平成18年5月10日　閣議決定\n平成24年9月3日　一部変更\n令和3年12月1日　一部変更", "2021-12-01"),
        ("川の方針\n平成18年5月10日決定（平成24年9月3日一部改正、令和3年12月1日一部改正）", "2021-12-01"),
        ("川の方針\n令和５年１２月２２日\n閣　議　決　定", "2023-12-22"),
        (
            "川の基準\n平成７年８月９日（甲乙省告示第５号）（制定）\n平成９年９月４日（甲乙省告示第６号）（最終改正）",
            "1997-09-04",
        ),
        ("発行日：2018年3月30日\n川の歩み", "2018-03-30"),
        ("川の手引\n最終更新日：令和7年1月10日", "2025-01-10"),
        ("川の白書\n令和４年 11 月版", "2022-11-01"),
        ("川の大臣会見概要（令和5年11月8日（水）10時30分～10時50分）", "2023-11-08"),
        ("令和5年11月8日付け\n川の通知", "2023-11-08"),
        ("# 川の会議\n| 項目 | 内容 |\n| :--- | :--- |\n| 日時 | 2021年4月9日 16:00 |", "2021-04-09"),
        ("# 川の手引\n**作成日**: 2025年10月22日", "2025-10-22"),
    ],
)
def test_the_head_gives_the_date(head: str, expected: str) -> None:
    document = read(head + BODY)
    assert str(document.date) == expected
    assert float(document.meta["date_confidence"]) >= 0.75
    (note,) = [note for note in document.report if note.message.startswith("Date ")]
    assert expected in note.message and note.text and note.page == 1


@pytest.mark.parametrize(
    "head",
    [
        "川の統計\n令和2年10月1日現在",
        "川の統計\n令和６年３月　川の調べ",
        "川の計画\n計画期間　令和5年4月1日～令和10年3月31日",
        "川の条例の概要\n施行期日　令和5年4月1日",
        "川の意見募集\n募集期間：令和5年4月1日から令和5年4月30日まで",
        "申請の手引\n令和5年4月28日必着",
        "川の施策\n（参考）前回会合　令和5年4月28日",
        "川の施策\n令和5年4月28日に開かれた会議のまとめ",
        "川の施策\n「川の方針」（令和5年4月28日閣議決定）",
        "川の方針（令和5年4月28日閣議決定）の進め方",
        "川の手続\n令和5年4月28日までに届け出ること",
        "川の法律\n平成19年5月23日法律第53号",
        "年表\n令和2年4月1日　センター設置\n令和3年5月2日　法律成立\n令和4年6月3日　計画公表",
        "活動報告\n第1回　令和2年4月1日\n第2回　令和2年6月1日\n第3回　令和2年8月1日",
    ],
)
def test_what_is_told_about_gives_none(head: str) -> None:
    document = read(head + BODY)
    assert document.date is None
    assert any("No date found" in note.message for note in document.report)


def test_a_table_of_revisions_gives_its_last_day() -> None:
    table = "\n\n改訂履歴\n版　日付　内容\n1.0　2019-04-01　初版\n1.1　2020/08/20　誤記を改めた\n"
    assert day("川の手引" + BODY + table) == "2020-08-20"
    # The month on the cover is later than the table's first edition.
    assert day("川の手引\n2020年12月" + BODY + table) == "2020-12-01"
    assert day("川の手引\n2020年8月" + BODY + table) == "2020-08-20"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("20190712_kawa.txt", "2019-07-12"),
        ("kawa-2019-07-12.txt", "2019-07-12"),
        ("kawa_2019_07.txt", "2019-07-01"),
        ("kawa-R5-3.txt", "2023-03-01"),
        ("kawa_R050712.txt", "2023-07-12"),
        ("kawa-2019.txt", ""),
        ("kawa-38606249-07b3.txt", ""),
        ("kawa-20191399.txt", ""),
    ],
)
def test_the_name_of_the_file_is_a_weak_witness(name: str, expected: str) -> None:
    document = read("川の歩み" + BODY, name)
    assert str(document.date or "") == expected
    assert float(document.meta.get("date_confidence", 0)) < 0.8


def test_the_name_gives_way_to_the_page_and_strengthens_it() -> None:
    head = "川の計画\n令和元年７月１２日" + BODY
    assert day(head, "20200101_kawa.txt") == "2019-07-12"
    alone, both = (read(head, name).meta["date_confidence"] for name in ("kawa.txt", "20190712.txt"))
    assert float(both) > float(alone)


def test_two_days_of_one_standing_are_doubted() -> None:
    document = read("川の計画\n令和元年７月１２日\n令和元年８月１３日" + BODY)
    assert float(document.meta["date_confidence"]) < 0.8
