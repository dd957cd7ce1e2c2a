"""Footnotes at the foot of a dumped page."""

from __future__ import annotations

import pytest

from plantext.reading.dump.notes import split_notes
from plantext.reading.dump.reader import read_dump

BODY = [
    "地域の移動を支える情報基盤を整備し、位置情報の形式をそろえるための指針",
    "を定める。あわせて、国際連携の枠組みCBX44システムの参加国に対し、",
    "運行記録の公開43について協議を進める。さらに、利用者の個人情報を保",
]


def starts(lines: list[str]) -> list[str]:
    _, notes = split_notes([(line, 1) for line in lines])
    return [note[0][0] for note in notes]


def test_notes_behind_a_sentence_that_breaks_off() -> None:
    notes = [
        "43 公開の方法は、指針に定める。",
        "44 CBX（越境移動規則）について",
        "・参加国は九か国である。",
        "申請者は審査を受ける。",
    ]
    body, found = split_notes([(line, 1) for line in BODY + notes])
    assert [line for line, _ in body] == BODY
    assert [[line for line, _ in note] for note in found] == [notes[:1], notes[1:]]


@pytest.mark.parametrize(
    "lines",
    [
        [*BODY, "45 その番号の印は本文にない。"],
        ["１．現状43の課題", *BODY[:2], "43 印の後に見出しが立つ。", "２．今後の取組"],
        ["対象は43市町村である。", "43 市町村の一覧は別に示す。"],
        ["1 移動の確保", "通院の手段1を確保する。", *BODY * 4],
        ["43 行の頭にある。", *BODY],
    ],
)
def test_what_is_no_note(lines: list[str]) -> None:
    assert starts(lines) == []


def test_a_page_with_notes_is_read_apart() -> None:
    notes = ["43 公開の方法は、指針に定める。", "44 越境移動規則の略。"]
    pieces = read_dump([(line, 1) for line in BODY + notes]).pieces
    assert [(piece.kind, piece.mark) for piece in pieces] == [
        ("paragraph", ""),
        ("footnote", "43"),
        ("footnote", "44"),
    ]
    assert "枠組みCBXシステム" in pieces[0].text and "公開について" in pieces[0].text
    assert pieces[0].text.endswith("個人情報を保")
