"""Headings, notes, captions and bullets told apart; what was glued is parted again."""

from __future__ import annotations

import pytest
from texts import LONG_LINE, read, shape

from plantext.reading.lines import LineClassifier


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


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("（１）復興庁は計画を進める．", "bullet"),
        ("（１）復興庁は進める．次に示す", "bullet"),
        ("（１）復興庁の計画", "heading"),
        ("１．現状", "heading"),
        ("（１）かながわ３．０の推進", "heading"),
    ],
)
def test_a_sentence_that_ends_in_a_full_width_stop_is_no_heading(line: str, kind: str) -> None:
    assert LineClassifier().classify(line).kind in ((kind,) if kind == "heading" else ("bullet", "paragraph"))
