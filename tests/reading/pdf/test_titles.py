"""Headings in ordinary type: by their number, brackets or place, and by what stands below."""

from __future__ import annotations

import pytest

from plantext.reading.marks import find_mark
from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.lists import Items, join_numbers
from plantext.reading.pdf.look import Look, Placed
from plantext.reading.pdf.titles import is_heading

LOOK = Look(10.0, False, 16.0)
PROSE = "本文の一行が紙面の幅いっぱいに続いている文章であり次へ続いていく"
END = "ここで終わる文である。"


def flow(*texts: str, gaps: dict[int, float] | None = None) -> list[Placed]:
    """Lines below one another; `gaps` are extra points above some."""
    placed, y = [], 700.0
    for i, text in enumerate(texts):
        y -= 16 + (gaps or {}).get(i, 0)
        placed.append(Placed(Line(text, 50, 50 + 10 * len(text), y, 10, False, 1), 50, 50 + 10 * len(PROSE), 0, "text"))
    return placed


def headings(placed: list[Placed]) -> list[str]:
    return [item.line.text for i, item in enumerate(placed) if is_heading(placed, i, LOOK, find_mark(item.line.text))]


@pytest.mark.parametrize(
    "title", ["１　規則の意義", "0.1　背景", "（１）概要", "第１条　目的", "一　主旨", "（一）設備関連", "④　日本"]
)
def test_a_numbered_line_over_its_text_is_a_heading(title: str) -> None:
    assert headings(flow(END, title, PROSE, END)) == [title]


def test_a_box_of_a_slide_is_titled_by_its_first_line_in_larger_type() -> None:
    from dataclasses import replace

    box = [replace(item, kind="box", region=1) for item in flow("米国", "大統領令（2023.10.30）", "自主的な約束")]
    assert headings(box) == []
    box[0] = replace(box[0], line=replace(box[0].line, size=12))
    assert headings(box) == ["米国"]
    alone = [replace(item, kind="box", region=1) for item in flow("取組の全体像")]
    assert headings(alone) == []
    assert headings([replace(alone[0], line=replace(alone[0].line, size=20))]) == ["取組の全体像"]


def test_items_of_a_list_are_none() -> None:
    assert headings(flow(PROSE, END, "（１）組織", "（２）予算", "（３）人員")) == []
    assert headings(flow(PROSE, END, "（１）組織", "（２）予算", "（３）人員", PROSE, END)) == []


@pytest.mark.parametrize("title", ["（目的）", "【参考】", "〔例１〕"])
def test_a_line_in_brackets_over_text_is_a_heading(title: str) -> None:
    assert headings(flow(END, title, PROSE, END)) == [title]
    assert headings(flow(END, title)) == []


def test_a_short_noun_set_apart_over_text_is_a_heading() -> None:
    assert headings(flow(END, "総　務", PROSE, END, gaps={1: 20})) == ["総　務"]
    assert headings(flow(END, "総　務", PROSE, END)) == []
    assert headings(flow(END, "議論を続ける", PROSE, END, gaps={1: 20})) == []


@pytest.mark.parametrize("text", ["・個人の尊重", "図１　推移", "続きの文である。", "以下のとおり："])
def test_bullets_captions_and_ends_of_sentences_are_none(text: str) -> None:
    assert headings(flow(END, text, PROSE, END, gaps={1: 20})) == []


def test_the_rest_of_a_sentence_is_no_heading() -> None:
    assert headings(flow(PROSE, "（１）の規定", PROSE, END)) == []


def test_a_number_alone_is_joined_with_the_title_below_or_beside_it() -> None:
    below = join_numbers(flow("3.24", "リスク評価", PROSE), LOOK)
    assert [item.line.text for item in below] == ["3.24\u3000リスク評価", PROSE]
    number, title = flow("第１節", "はじめに")
    from dataclasses import replace

    title = replace(title, line=replace(title.line, x0=120, y=number.line.y))
    assert [item.line.text for item in join_numbers([number, title], LOOK)] == ["第１節\u3000はじめに"]


def test_items_go_on_where_their_numbers_do() -> None:
    items = Items()
    lines = flow("（１）甲", "（２）乙に関する事項", "（３）に定める", "（３）丙", "（５）丁")
    assert [items.goes_on(item, find_mark(item.line.text)) for item in lines] == [False, True, False, True, False]


def test_bullets_in_one_place_begin_items() -> None:
    items = Items()
    assert [items.goes_on(item, None) for item in flow("・甲", "続き", "・乙", "◆丙")] == [False, False, True, False]


def test_numbered_names_that_a_sentence_announces_are_items() -> None:
    items = ["（１）組織", "組織の範囲と決定の方法に関する事項", "（２）予算", "予算の範囲と決定の方法に関する事項"]
    assert headings(flow(PROSE, "記載する事項は次のとおりです。", *items)) == []
    told = ["（１）組織", PROSE, END, "（２）予算", PROSE, END]
    assert headings(flow(PROSE, "記載する事項は次のとおりです。", *told)) == ["（１）組織", "（２）予算"]


def test_a_numbered_line_over_text_that_is_set_in_is_a_heading() -> None:
    from dataclasses import replace

    lines = flow(END, "イ　無記名型", "氏名の記録がされていない記録", "ウ　指図型", "アに該当しない記録である")
    for i in (2, 4):
        lines[i] = replace(lines[i], line=replace(lines[i].line, x0=70))
    assert headings(lines) == ["イ　無記名型", "ウ　指図型"]


def test_a_bold_line_of_a_slide_is_a_title_where_it_ends_and_emphasis_where_it_goes_on() -> None:
    from dataclasses import replace

    lines = [
        replace(item, kind="box", region=1)
        for item in flow("次世代の技術", "研究開発を官民が連携して推進する取組である")
    ]
    bold = replace(lines[0], line=replace(lines[0].line, bold=True))
    assert headings([bold, lines[1]]) == ["次世代の技術"]
    assert headings([replace(bold, right=bold.line.x1), lines[1]]) == []


def test_a_bare_number_in_the_type_of_the_title_beside_it_belongs_to_it() -> None:
    from dataclasses import replace

    number, title = flow("1", "はじめに")
    beside = replace(title, line=replace(title.line, x0=90, x1=130, y=number.line.y))
    plain = [item.line.text for item in join_numbers([number, beside], LOOK)]
    strong = [replace(item, line=replace(item.line, strong=True)) for item in (number, beside)]
    assert plain == ["1", "はじめに"]
    assert [item.line.text for item in join_numbers(strong, LOOK)] == ["1\u3000はじめに"]


def test_a_bracketed_line_over_a_title_in_the_middle_and_that_title_are_headings() -> None:
    from dataclasses import replace

    lines = flow(END, "【資料】", "検討に当たり考慮する事項", "（検討の進め方）", PROSE, END)
    lines[2] = replace(lines[2], line=replace(lines[2].line, x0=150, x1=270))
    assert headings(lines) == ["【資料】", "検討に当たり考慮する事項", "（検討の進め方）"]


def test_a_square_in_bold_type_titles_what_stands_below_it_on_a_slide() -> None:
    from dataclasses import replace

    lines = [replace(item, kind="box", region=1) for item in flow("■これまでの取組", "新しい制度を国と地方で検討する")]
    assert headings(lines) == []
    assert headings([replace(lines[0], line=replace(lines[0].line, bold=True)), lines[1]]) == ["■これまでの取組"]


@pytest.mark.parametrize("text", ["○電子計算機安全対策基準", "議案第８号"])
def test_the_first_line_of_a_document_is_its_title(text: str) -> None:
    assert headings(flow(text, "平成７年８月２９日制定", PROSE, END)) == [text]


@pytest.mark.parametrize(
    "text", ["令和５年４月１日", "各都道府県知事　殿", "資料１－１", "会議を次のとおり開催する", "事務連絡"]
)
def test_a_date_an_address_or_a_number_of_a_paper_is_no_title(text: str) -> None:
    assert headings(flow(text, "関係する課の長", PROSE, END)) == []
