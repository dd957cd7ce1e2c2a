"""Automatic numbers of Word files, against what Word prints."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import pytest

from plantext.reading import read_bytes
from plantext.reading.word.numbering import format_number, roman
from plantext.records import Document

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("decimal", {1: "1", 25: "25"}),
        ("decimalZero", {3: "03", 12: "12"}),
        ("decimalFullWidth", {1: "１", 20: "２０"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedParen", {2: "⑵"}),
        ("japaneseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 105: "百五", 1111: "千百十一"}),
        ("japaneseLegal", {3: "参", 10: "拾", 12: "拾弐"}),
        ("ideographDigital", {10: "一〇", 25: "二五"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("aiueo", {1: "ｱ", 5: "ｵ"}),
        ("aiueoFullWidth", {1: "ア", 6: "カ", 46: "ン", 47: "アア"}),
        ("irohaFullWidth", {1: "イ", 2: "ロ", 3: "ハ", 8: "チ"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa"}),
        ("upperRoman", {4: "IV", 9: "IX", 1999: "MCMXCIX"}),
        ("none", {4: ""}),
        ("a format of the future", {4: "4"}),
    ],
)
def test_formats(name: str, printed: dict[int, str]) -> None:
    assert {value: format_number(value, name) for value in printed} == printed


def test_roman_digits_against_their_sum() -> None:
    worth = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    for value in range(1, 4000):
        digits = [worth[sign] for sign in roman(value)]
        behind = [*digits[1:], 0]
        assert sum(-one if one < two else one for one, two in zip(digits, behind, strict=True)) == value


def level(at: int, text: str, *, style: str = "", more: str = "", format: str = "decimal", start: int = 1) -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{named}'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(levels: str, *nums: str) -> str:
    first = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:numbering {_NS}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{first}{"".join(nums)}</w:numbering>'


def read(paragraphs: Sequence[tuple[str, str]], numbering: str, styles: str = "") -> Document:
    body = "".join(f"<w:p><w:pPr>{own}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>" for own, text in paragraphs)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {_NS}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/numbering.xml", numbering)
        if styles:
            archive.writestr("word/styles.xml", f"<w:styles {_NS}>{styles}</w:styles>")
    return read_bytes(out.getvalue(), "a.docx", doc_id="a")


def item(at: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'


def texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


THREE = level(0, "第%1章", format="japaneseCounting") + level(1, "%1.%2") + level(2, "（%3）", format="aiueoFullWidth")


def test_levels_count_under_each_other_and_begin_anew() -> None:
    order = [(0, "甲"), (1, "乙"), (2, "丙"), (2, "丁"), (1, "戊"), (2, "己"), (0, "庚"), (1, "辛")]
    document = read([(item(at), text) for at, text in order], lists(THREE))
    assert texts(document) == [
        "第一章　甲",
        "一.1　乙",
        "（ア）　丙",
        "（イ）　丁",
        "一.2　戊",
        "（ア）　己",
        "第二章　庚",
        "二.1　辛",
    ]


def test_legal_numbering_prints_digits_and_a_level_may_never_restart() -> None:
    levels = level(0, "%1", format="upperRoman") + level(1, "%1.%2", more='<w:lvlRestart w:val="0"/><w:isLgl/>')
    order = [(0, "甲"), (1, "乙"), (0, "丙"), (1, "丁")]
    assert texts(read([(item(at), text) for at, text in order], lists(levels))) == [
        "I　甲",
        "1.1　乙",
        "II　丙",
        "2.2　丁",
    ]


def test_an_inner_level_before_its_outer_one() -> None:
    assert texts(read([(item(1), "甲"), (item(0), "乙")], lists(THREE))) == ["一.1　甲", "第一章　乙"]


def test_lists_share_counts_unless_one_begins_anew() -> None:
    anew = '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    goes_on = '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    order = [(1, "甲"), (1, "乙"), (3, "丙"), (2, "丁"), (2, "戊")]
    document = read([(item(0, number), text) for number, text in order], lists(level(0, "（%1）"), anew, goes_on))
    assert texts(document) == ["（1）　甲", "（2）　乙", "（3）　丙", "（1）　丁", "（2）　戊"]


def test_a_level_of_the_lists_own() -> None:
    own = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{level(0, "%1)", start=5)}</w:lvlOverride></w:num>'
    assert texts(read([(item(0, 2), "甲")], lists(level(0, "（%1）"), own))) == ["5)　甲"]


def test_headings_numbered_by_their_styles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="h3"><w:name w:val="節"/><w:basedOn w:val="h2"/></w:style>'
    )
    levels = level(0, "%1", style="h1", format="decimalFullWidth") + level(
        1, "%1.%2", style="h2", more='<w:suff w:val="space"/>'
    )
    own = [('<w:pStyle w:val="h1"/>', "甲"), ('<w:pStyle w:val="h2"/>', "乙"), ('<w:pStyle w:val="h3"/>', "丙")]
    none = ('<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>', "はじめに")
    document = read([none, *own, ("", "本文である。")], lists(levels), styles)
    assert [(b.kind, b.level, b.mark, b.section, document.text[b.start : b.end]) for b in document.blocks] == [
        ("heading", 1, "", "はじめに", "はじめに"),
        ("heading", 1, "１", "1", "１　甲"),
        ("heading", 2, "１.1", "1/1.1", "１.1 乙"),
        ("heading", 2, "１.2", "1/1.2", "１.2 丙"),
        ("paragraph", 0, "", "1/1.2", "本文である。"),
    ]


def test_beside_headings_numbered_lines_are_items_and_bullets_print_nothing() -> None:
    bullets = level(1, "\uf06c", format="bullet", more='<w:rPr><w:rFonts w:hAnsi="Wingdings"/></w:rPr>')
    order = [('<w:outlineLvl w:val="0"/>', "総論"), (item(0), "国際戦略"), (item(1), "甲")]
    document = read(order, lists(level(0, "%1.") + bullets))
    assert [(b.kind, b.mark, document.text[b.start : b.end]) for b in document.blocks] == [
        ("heading", "", "総論"),
        ("bullet", "1.", "1.　国際戦略"),
        ("bullet", "", "甲"),
    ]


def test_without_headings_marked_up_numbers_tell_them() -> None:
    document = read([(item(0), "国際戦略"), ("", "本文である。")], lists(level(0, "%1．")))
    assert [(b.kind, b.section) for b in document.blocks] == [("heading", "1"), ("paragraph", "1")]


def test_hidden_numbers_unknown_lists_and_huge_values() -> None:
    hidden = level(0, "%1", more="<w:rPr><w:vanish/></w:rPr>")
    assert texts(read([(item(0), "甲"), (item(0, 9), "乙"), (item(7), "丙")], lists(hidden))) == ["甲", "乙", "丙"]
    huge = level(0, "%1", format="upperRoman", start=99_999_999)
    assert texts(read([(item(0), "甲")], lists(huge))) == ["I　甲"]


@pytest.mark.parametrize("at", ["9", "-1", "²", "９", "1" * 5000, ""])
def test_levels_that_no_list_has(at: str) -> None:
    override = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="{at}">{level(12, "%1")}</w:lvlOverride></w:num>'
    own = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="2"/></w:numPr>'
    assert texts(read([(own, "甲")], lists(level(0, "%1)"), override))) == ["1)　甲"]
