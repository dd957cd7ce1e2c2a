"""Text layers that are no text are known by their characters."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from pdfs import lines_of

from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.legibility import check_lines, measure_text

TEXT = (
    "この計画は、社会のデジタル化を進めるため、関係府省庁が連携して取り組む施策を定めるものである。各省庁は、地方公共団体の"
    "意見を聴き、必要な措置を講ずるとともに、その実施状況を毎年度取りまとめ、これを公表しなければならない。また、国民の権利利益を"
    "保護する観点から、個人情報の適正な取扱いについて、専門家による検討を行い、その結果に基づいて制度の見直しを行うこととする。"
)
OTHERS = [
    "委員長　山田太郎　副委員長　鈴木花子　委員　佐藤一郎、高橋次郎、田中三郎、伊藤四郎、渡辺五郎、中村六郎、小林七子",
    "The Internet Governance Forum (IGF) was held in Kyoto in October 2023 with more than 9,000 participants.",
    "１２，３４５　６７８　９０１　２３４　５６７　８９０　１２３　４５６　７８９　０１２　３４５",
    "えーと、それではですね、こちらのほうをちょっと見ていただきたいと思うんですけれども、どうでしょうかねえ。",
    "Bundesministerium für Digitales の Müller 氏は、α版及びβ版の公開について、Société Générale とともに説明した。",
]


def shuffled(first: str, last: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        own = sorted({character for character in text if first <= character <= last})
        other = own[:]
        random.Random(3).shuffle(other)  # noqa: S311
        return text.translate(dict(zip(map(ord, own), other, strict=True)))

    return change


WRONG: dict[str, Callable[[str], str]] = {
    "kana": shuffled("ぁ", "ん"),
    "kanji": shuffled("一", "鿿"),
    "shifted": lambda text: "".join(chr(ord(c) + 3) if c > "\u3040" else c for c in text),
    "bytes as Latin letters": lambda text: text.encode("cp932").decode("latin-1"),
    "private": lambda text: "".join(chr(0xE000 + ord(c) % 999) for c in text),
}


@pytest.mark.parametrize("text", [TEXT, *OTHERS, "".join(lines_of(20))])
def test_ordinary_texts_are_text(text: str) -> None:
    assert measure_text(text).is_text


@pytest.mark.parametrize("how", WRONG)
def test_wrong_maps_are_no_text(how: str) -> None:
    assert not measure_text(WRONG[how](TEXT)).is_text


def test_a_page_without_maps_is_lost_and_a_line_of_it_doubted() -> None:
    line = Line(TEXT[:40], 0, 400, 700, 10, False, 1)
    odd = Line("ĂăĄą", 0, 40, 680, 10, False, 1, unmapped=4)
    kept, notes, garbled = check_lines([line] * 4 + [odd], 1)
    assert len(kept) == 5 and not garbled and [note.kind for note in notes] == ["uncertain"]
    kept, notes, garbled = check_lines([odd] * 4, 1)
    assert not kept and garbled and [note.kind for note in notes] == ["unread"]


def test_bullets_of_their_own_font_are_no_doubt() -> None:
    bullet = Line("\x8f国は計画を定める。", 0, 90, 700, 10, False, 1, unmapped=1)
    assert check_lines([bullet] * 5, 1)[1] == []


def test_a_page_of_ordinary_text_has_no_note() -> None:
    assert check_lines([Line(text, 0, 90, 700, 10, False, 1) for text in lines_of(4)], 1)[1] == []
