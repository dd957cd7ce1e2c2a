"""The header of the host site is metadata."""

from __future__ import annotations

import pytest
from texts import read

from plantext.records import Document


def test_host_site_is_metadata_not_text(page: Document) -> None:
    for foreign in ("MC plus", "よむ、つかう", "公開元", "低解像度", "自動処理", "(4)", "ページ"):
        assert foreign not in page.text
    assert page.title == "デジタル社会の実現に向けた重点計画(案)"
    assert page.source == "https://www.digital.go.jp/councils/social-promotion/38606249-07b3-4176-a538-58e0c64a488a/"
    assert page.publisher == "デジタル庁"
    assert {key: page.meta[key] for key in ("meeting", "page", "material")} == {
        "meeting": "デジタル社会推進会議(第4回 6/6)",
        "page": "145",
        "material": "資料1-3",
    }


HEADER = "{title} (12 ページ)\n\n公開元URL https://example.jp/plan/\n出典情報 {origin}《国土庁》\n\n"


@pytest.mark.parametrize(
    ("title", "origin", "wanted"),
    [
        ("本文", "地域交通計画2024(6/21)", "地域交通計画2024"),
        ("資料2:概要版", "「地域交通計画2024」(6/21)", "地域交通計画2024"),
        ("本文 [1.2MB]", "地域交通会議(第2回 5/8)", "地域交通会議(第2回)"),
        ("参考資料1-2:移動の基本方針", "地域交通会議(第2回 5/8)", "移動の基本方針"),
        ("【別紙3】移動の基本方針[PDF形式：3.4MB]", "地域交通会議(第2回 5/8)", "移動の基本方針"),
    ],
)
def test_the_title_is_that_of_the_document(title: str, origin: str, wanted: str) -> None:
    assert read(HEADER.format(title=title, origin=origin) + "本文である。").title == wanted


def test_a_date_in_running_text_is_not_the_documents() -> None:
    text = "「移動の基本方針」\n(2021年(令和3年)4月2日閣議決定)\nでは、地域の足を守ることを掲げ、国と市町村が\n取り組むこととした。"
    document = read(HEADER.format(title="本文", origin="地域交通計画2024") + text)
    assert document.date is None and len(document.sentences) == 1


def test_a_page_number_right_below_the_text_is_left_out() -> None:
    document = read(HEADER.format(title="本文", origin="地域交通計画2024") + "地域の足を守ることを掲げる。\n- 15 -")
    assert document.text == "地域の足を守ることを掲げる。"
