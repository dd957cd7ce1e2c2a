"""Line breaks that end a paragraph and those that do not, at any width."""

from __future__ import annotations

import textwrap

import pytest

from plantext.reading.dump.breaks import Group, ends_paragraph, group_lines
from plantext.reading.dump.setting import Setting, find_setting

PARAGRAPHS = [
    "第２ 地域の移動を支える基盤",
    "１．現状と課題",
    "人口が減る地域では、通院や買物のための移動手段をどのように確保するかが長く課題とされてきた。市町村は、交通事業者や住民"
    "の団体とともに協議の場を設け、運行の範囲や費用の分担について合意を重ねている。",
    "他方で、車両の位置や乗降の記録は事業者ごとに異なる形式で管理されており、地域を越えた分析に用いることができない。",
    "・位置情報の形式をそろえるための指針を定め、地方公共団体に対して説明の機会を設ける。",
    "・指針に沿って作成したデータを公開する事業者に対し、必要な経費の一部を補助する。",
    "（１）今後の取組",
    "国土の利用に関する計画と整合を図りながら、実証の成果を全国に展開する。その際、個人情報の取扱いに十分留意し、関係者の理"
    "解を得ることとする。",
]


def broken(width: int) -> list[str]:
    """The paragraphs in lines of a number of characters; none begins with a stop."""
    lines: list[str] = []
    for paragraph in PARAGRAPHS:
        for line in textwrap.wrap(paragraph, width, break_on_hyphens=False, drop_whitespace=False):
            if lines and line[0] in "、。）":
                lines[-1] += line[0]
                line = line[1:]  # noqa: PLW2901
            if line:
                lines.append(line)
    return lines


def joined(lines: list[str]) -> list[str]:
    groups, _ = group_lines([(line, 1) for line in lines], find_setting(lines))
    return ["".join(line for line, _ in group) for group in groups]


def undecided(width: int) -> bool:
    """Whether a paragraph ends with a full line, so that nothing on the page tells its end."""
    return any(0 <= width - (len(paragraph) - 1) % width - 1 <= 4 for paragraph in PARAGRAPHS if paragraph[-1] == "。")


@pytest.mark.parametrize("width", [width for width in range(20, 61) if not undecided(width)])
def test_paragraphs_come_back_at_every_width(width: int) -> None:
    assert joined(broken(width)) == PARAGRAPHS


@pytest.mark.parametrize("width", range(20, 61))
def test_no_sentence_is_cut_at_any_width(width: int) -> None:
    headings = (PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[6])
    assert all(text.endswith("。") or text in headings for text in joined(broken(width)))


def test_a_line_broken_again_at_a_bracket_goes_on() -> None:
    assert joined(
        [
            "はじめに",
            "「地域の移動を支える基本方針」",
            "(以下「基本方針」という。",
            ")は、国が市町村と",
            "ともに進める取組の全体像を示すとともに、その費用と期間について明らか",
            "にするものである。",
        ]
    ) == [
        "はじめに",
        "「地域の移動を支える基本方針」(以下「基本方針」という。)は、国が市町村とともに進める取組の全体像を示すとともに、"
        "その費用と期間について明らかにするものである。",
    ]


def test_a_break_that_may_be_either_is_told() -> None:
    lines = ["取組を進めるため必要な措置を講じ", "関係者の理解を得る"]
    told = [
        note
        for width in range(20, 60, 2)
        for note in group_lines([(line, 3) for line in lines], Setting(width, True))[1]
    ]
    assert told and {note.page for note in told} == {3} and all(0.5 <= note.confidence <= 0.75 for note in told)


def test_a_stop_never_begins_a_paragraph() -> None:
    group = Group()
    group.add("取組を進める", 1)
    assert ends_paragraph(group, ["。次に、"], Setting(60, True)) == 0
    assert ends_paragraph(group, ["・別の項目"], Setting(60, True)) > 0.5
