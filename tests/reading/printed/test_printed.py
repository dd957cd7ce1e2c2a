"""Text exported from printed pages: numbers, halves of lines, notes, contents, and what only looks like them."""

from __future__ import annotations

import pytest
from texts import read

from plantext.errors import ReadingError
from plantext.reading.printed.halves import settle_lines
from plantext.reading.printed.pages import drop_running_heads, find_page_numbers

KANJI = "一二三四五六七八九十"
FILL = "窓口を訪れる人が書類を何枚も書かずに済むように、市は手続の順序を改め、職員の"
REST = "手間も減らす。"


def sentence(number: int, i: int) -> str:
    return f"第{KANJI[number % 10]}{KANJI[i]}の" + FILL + REST


def page(number: int, *lines: str, notes: tuple[str, ...] = (), fill: int = 9) -> list[str]:
    """A printed page with its number at the foot."""
    printed = [line for i in range(fill) for line in (f"  第{KANJI[number % 10]}{KANJI[i]}の{FILL}", f" {REST}")]
    return [*lines, *printed, "", *notes, "", "", f"{number:>24}"]


def document(*pages: list[str]) -> str:
    return "\n".join(line for lines in pages for line in lines)


def test_numbers_of_pages_are_no_text_and_tell_the_page() -> None:
    found = read(document(*(page(n) for n in range(3, 9))))
    assert "\n4" not in found.text and {each.page for each in found.sentences} == set(range(3, 9))
    assert [each.text for each in found.sentences] == [sentence(n, i) for n in range(3, 9) for i in range(9)]
    assert any("number of a printed page (3 to 8)" in note.message for note in found.report)


def test_a_sentence_runs_over_the_end_of_a_page() -> None:
    split = page(2)
    cut = [*split[:-5], *split[-4:]]  # its last line stands on the next page
    assert cut[-5].endswith(FILL)
    found = read(document(page(1), cut, [f" {REST}", *page(3)], page(4), page(5)))
    assert [each.text for each in found.sentences] == [sentence(n, i) for n in range(1, 6) for i in range(9)]


def test_two_pages_may_lack_their_numbers() -> None:
    pages = [page(n) for n in range(1, 10)]
    pages[4] = pages[4][:-1]
    found = read(document(*pages))
    assert [each.text for each in found.sentences] == [sentence(n, i) for n in range(1, 10) for i in range(9)]


@pytest.mark.parametrize(
    "text",
    [
        document(*([str(n), FILL, REST, ""] for n in range(1, 30))),  # numbers of items, too near to each other
        document(*([f"{n * n}", *[FILL, REST] * 9] for n in range(1, 9))),  # they do not count on
        document(*([str(n), *[FILL, REST] * 9] for n in range(1, 30))),  # at the margin, as numbers of sections stand
    ],
    ids=["near", "squares", "margin"],
)
def test_other_numbers_in_lines_of_their_own_stay(text: str) -> None:
    lines = [(line, 1) for line in text.split("\n")]
    assert find_page_numbers(lines) == []
    assert "4" in read(text).text


def test_notes_at_the_foot_are_tied_to_their_marks() -> None:
    noted = page(2, "  市は「窓口計画」1に沿って、相談員 2の数を増やし、平成 30 年度の予算でこれを支え", " る。")
    foot = ("1", "    「窓口計画」（平成 29 年市長決定）", "2", "    市の委嘱を受けて相談に当たる者を", "    いう。")
    noted = [*noted[:-3], *foot, *noted[-3:]]
    found = read(document(page(1), noted, page(3), page(4), page(5)))
    notes = [(block.mark, found.text[block.start : block.end]) for block in found.blocks if block.kind == "footnote"]
    assert notes == [
        ("1", "1 「窓口計画」（平成 29 年市長決定）"),
        ("2", "2 市の委嘱を受けて相談に当たる者をいう。"),
    ]
    assert "市は「窓口計画」に沿って、相談員の数を増やし、平成 30 年度の予算でこれを支える。" in found.text
    anchors = [found.text[: block.anchor][-3:] for block in found.blocks if block.kind == "footnote"]
    assert anchors == ["計画」", "相談員"]


def test_a_mark_that_stands_above_its_line_comes_into_it() -> None:
    lines = [" 前の行の文である。", "        3", " 「市の計画」 に沿って進める。", "後の文。"]
    settled = [line for line, _ in settle_lines([(line, 1) for line in lines], [])]
    assert "「市の計画」3に沿って進める。" in settled[1]


@pytest.mark.parametrize(
    "lines",
    [
        [" 市は、次の年までに、", "           「窓口計画」に基づき改める。"],
        ["           「窓口計画」に基づき改める。", " 市は、次の年までに、"],
        [" 市は、次の年までに、   「窓口計画」に基づき改める。"],
    ],
    ids=["in order", "turned round", "gap"],
)
def test_halves_of_a_line_join(lines: list[str]) -> None:
    before = [" 一つ前の段落がここで終わっていることを示す行である。"]
    settled = settle_lines([(line, 1) for line in [*before, *lines]], [])
    assert settled[1][0].strip() == "市は、次の年までに、「窓口計画」に基づき改める。"


def test_a_centred_line_is_no_half() -> None:
    lines = [" 一つ前の段落がここで終わる。", "                          別紙", " 次の段落。"]
    assert len(settle_lines([(line, 1) for line in lines], [])) == 3


def test_ruby_above_its_characters_goes_and_is_told() -> None:
    told: list = []
    lines = [" 前の行の文は続いて、", "      あいろ", " 経済の 隘路 を開く。"]
    assert [line.strip() for line, _ in settle_lines([(line, 1) for line in lines], told)] == [
        "前の行の文は続いて、",
        "経済の 隘路 を開く。",
    ]
    assert told[0].text == "前の行の文は続いて、｜あいろ｜経済の 隘路 を開く"


def test_the_table_of_contents_is_left_out() -> None:
    contents = ["（目次）", "第１章 窓口 ———————— １", " １．現状", "第２章 書類 ———————— ３", ""]
    found = read(document([*contents, *page(1, "第１章 窓口")], page(2), page(3, "第２章 書類"), page(4), page(5)))
    headings = [found.text[block.start : block.end] for block in found.blocks if block.kind == "heading"]
    assert headings == ["第１章 窓口", "第２章 書類"]


def test_lines_in_double_spacing_join() -> None:
    lines = [line for n in range(1, 7) for line in page(n)]
    spaced = "\f".join("\n\n".join(lines[i : i + 22]) for i in range(0, len(lines), 22))
    assert [each.text for each in read(spaced).sentences] == [sentence(n, i) for n in range(1, 7) for i in range(9)]


def test_line_numbers_of_a_draft_go() -> None:
    def numbered(n: int) -> str:
        return "\n".join(f"{i:>2}  {line}" for i, line in enumerate(page(n)[:-4], start=1))

    found = read("\f".join(numbered(n) for n in range(1, 6)))
    assert [each.text for each in found.sentences] == [sentence(n, i) for n in range(1, 6) for i in range(9)]


def test_running_heads_go_and_are_told() -> None:
    pages = [(n, [(line, n) for line in ["市の報告書 2023 年", "", *page(n)[:-1]]]) for n in range(1, 6)]
    told: list = []
    assert not any("報告書" in line for _, held in drop_running_heads(pages, told) for line, _ in held)
    assert told[0].message == "5 running heads and feet."


def test_pages_without_text_part_nothing() -> None:
    found = read("\f\f甲である。\f \f乙である。\f\f")
    assert [(each.text, each.page) for each in found.sentences] == [("甲である。", 3), ("乙である。", 5)]
    assert found.n_pages == 7
    with pytest.raises(ReadingError, match="the file is empty"):
        read("\f\f")


@pytest.mark.parametrize(
    "hostile", ["1\n", f"{'1':>20}\n", "・", "‐ ", "\f1", "1\n\n", "あ\n  い\n", "「\n   「", "甲・・・・1\n"]
)
def test_hostile_exports_are_linear(hostile: str) -> None:
    assert read("\f" + hostile * 5_000 + "甲").sentences
