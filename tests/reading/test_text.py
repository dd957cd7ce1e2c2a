"""Plain text: lines into paragraphs, headings, notes; what was glued is parted again."""

from __future__ import annotations

import pytest

from plantext.reading import read_bytes
from plantext.reading.mojibake import is_garbled
from plantext.reading.pieces import join_lines
from plantext.records import Document

LONG_LINE = "この行は一つの段落であり、途中で改行されることなく最後まで続いている。" * 3


def read(text: str) -> Document:
    return read_bytes(text.encode(), "text.txt", doc_id="text")


def shape(document: Document) -> list[tuple[str, str, str]]:
    return [(block.kind, block.section, document.text[block.start : block.end]) for block in document.blocks]


def test_one_line_is_one_paragraph_and_headings_open_sections() -> None:
    document = read(
        f"第1章　総論\n第1節　現状\n1　概観\n（1）推移\n　{LONG_LINE}\nア　内訳\n{LONG_LINE}\n第2節　課題\n{LONG_LINE}\n"
    )
    assert [(kind, section) for kind, section, _ in shape(document)] == [
        ("heading", "第1章"),
        ("heading", "第1章/第1節"),
        ("heading", "第1章/第1節/1"),
        ("heading", "第1章/第1節/1/(1)"),
        ("paragraph", "第1章/第1節/1/(1)"),
        ("heading", "第1章/第1節/1/(1)/ア"),
        ("paragraph", "第1章/第1節/1/(1)/ア"),
        ("heading", "第1章/第2節"),
        ("paragraph", "第1章/第2節"),
    ]
    assert [s.text for s in document.sentences if s.kind == "heading"][:2] == ["第1章　総論", "第1節　現状"]


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (["第1節　甲", "文が終わる。第2節　課題の整理"], ["文が終わる。", "第2節　課題の整理"]),
        (["1　甲", "文が終わる。（1）推移の概要"], ["文が終わる。", "（1）推移の概要"]),
        (["1　甲", "（注）推計は別表による2　費用の推移"], ["（注）推計は別表による", "2　費用の推移"]),
        (["1　甲", "https://example.jp/a/b12　費用の推移"], ["https://example.jp/a/b1", "2　費用の推移"]),
        (["1　甲", "図表1-2-3　費用の推移と内訳"], ["図表1-2-3　費用の推移と内訳"]),
        (["1　甲", "文中の第2節の課題を見る。"], ["文中の第2節の課題を見る。"]),
        (["1　甲", "次の（2）費用の推移を見る。"], ["次の（2）費用の推移を見る。"]),
    ],
)
def test_glued_headings_are_parted(lines: list[str], parts: list[str]) -> None:
    document = read("\n".join([*lines, *[LONG_LINE] * 9]))
    texts = [text for _, _, text in shape(document)]
    assert texts[1 : 1 + len(parts)] == parts
    assert len(texts) == len(parts) + 10


def test_captions_notes_and_bullets_have_their_kinds() -> None:
    document = read(
        "\n".join(
            [
                "図表1-1　推移",
                "（出典）甲省「調査」",
                "・項目である",
                "※略",
                f"1　{LONG_LINE}",
                "http://example.jp/x",
                LONG_LINE,
            ]
        )
    )
    assert [kind for kind, _, _ in shape(document)] == [
        "caption",
        "caption",
        "bullet",
        "footnote",
        "footnote",
        "footnote",
        "paragraph",
    ]


def test_text_broken_at_a_width_is_joined() -> None:
    lines = [
        "一行が四十字で折り返された文章は段落ごとに一つに戻すことになっているので",
        "ある。折り返しの位置で言葉が切れていても構わない。Latin words such as open",
        "data keep their space.",
        "",
        "　次の段落も同じように折り返されていて行の長さがそろっているため判別でき",
        "る。この文書は試験のために作った文章であり、実在の資料とは関係がないもので",
        "ある。長い行が続くほど判別の確かさは増すので、もう一行だけ書き足しておくこ",
        "とにする。それでも足りなければさらに一行を書き足して長さをそろえるものとし",
        "て、ここで終わる。",
    ]
    document = read("\n".join(lines))
    texts = [text for _, _, text in shape(document)]
    assert len(texts) == 2
    assert "ことになっているのである。" in texts[0]
    assert "such as open data keep" in texts[0]


def test_line_that_opens_with_a_closing_mark_goes_on() -> None:
    document = read("\n".join(["サービスの主流となっている", "。次の文である。", LONG_LINE]))
    assert shape(document)[0][2] == "サービスの主流となっている。次の文である。"


def test_form_feeds_part_pages() -> None:
    document = read(f"{LONG_LINE}\f{LONG_LINE}\n{LONG_LINE}")
    assert (document.n_pages, [block.page for block in document.blocks]) == (2, [1, 2, 2])


def test_garbled_lines_are_left_out_and_reported() -> None:
    garbled = "行政のデジタル化を進めることにより、国民の利便性が高まる。".encode().decode("cp932", "replace")
    document = read(f"{LONG_LINE}\n{garbled}\n{LONG_LINE}")
    assert len(document.blocks) == 2
    note = next(note for note in document.report if note.kind == "unread")
    assert "line 2" in note.message and note.text == garbled[:60]


@pytest.mark.parametrize(
    "line",
    ["普通の文である。", "繧は珍しい字である。", "ABC", "", "\ufffd一字が失われた普通の文である。", "縺れた糸を解く。"],
)
def test_sound_lines_are_not_garbled(line: str) -> None:
    assert not is_garbled(line)


def test_long_sentence_has_its_reason() -> None:
    document = read("項目、" * 200 + "\n" + LONG_LINE)
    note = next(note for note in document.report if note.kind == "uncertain")
    assert "600 characters" in note.message and "no sentence end" in note.message


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["地方公", "共団体"], "地方公共団体"),
        (["open", "data"], "open data"),
        (["デジタル", "data"], "デジタルdata"),
        (["infor-", "mation"], "information"),
        (["2023-", "2024"], "2023-2024"),
        (["「Data (DFFT)", "」の"], "「Data (DFFT)」の"),
        (["", "甲", ""], "甲"),
    ],
)
def test_join_lines(lines: list[str], joined: str) -> None:
    assert join_lines(lines)[0] == joined


@pytest.mark.parametrize("hostile", ["（1）", "第1節　", "1　", "[No.1-1] 甲\n\n", "・\n", "「\n", "\f", "図表1-1-"])
def test_hostile_text_is_linear(hostile: str) -> None:
    assert read(hostile * 20_000 + "甲").sentences


def test_damaged_lines_are_kept_and_reported() -> None:
    document = read(f"{LONG_LINE}\n一字\ufffdが失われた文である。\n{LONG_LINE}")
    assert "一字\ufffdが失われた文である。" in document.text
    assert any("Line 2" in note.message and note.kind == "uncertain" for note in document.report)


BROKEN = [
    "○（甲委員）省庁の仕組みとの連携が遅れているので、この年度までの工程を",
    "示してほしい。",
    "○（乙委員）国の基金が年度内に仕様を公表すると聞いているので、その用意が",
]


def test_minutes_broken_by_hand_are_joined() -> None:
    texts = [text for _, _, text in shape(read("\n".join(BROKEN)))]
    assert texts == ["○（甲委員）省庁の仕組みとの連携が遅れているので、この年度までの工程を示してほしい。", BROKEN[2]]


@pytest.mark.parametrize(
    "following",
    [
        "\n別の段落である。",
        "　別の段落である。",
        "・別の項目である。",
        "２．別の見出し",
        f"別の段落である。\n{LONG_LINE}",
    ],
)
def test_what_begins_anew_is_not_joined(following: str) -> None:
    texts = [text for _, _, text in shape(read(f"{BROKEN[0]}\n{following}\n"))]
    assert texts[0] == BROKEN[0]


@pytest.mark.parametrize("heading", ["はじめに", "２．ネットワークの高度化に伴う課題の整理と解決の在り方の見直しに"])
def test_a_heading_that_ends_in_a_particle_stands_alone(heading: str) -> None:
    assert shape(read(f"{heading}\n本文である。"))[0][2] == heading
