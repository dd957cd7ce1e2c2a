"""Whether a document is minutes is decided over all its lines."""

from __future__ import annotations

import pytest

from plantext.reading.turns.evidence import choose_labels


@pytest.mark.parametrize(
    "lines",
    [
        ["○総務省　標準化を進める。", "○デジタル庁　基盤を整備する。", "○国際連携の推進"],
        ["目的：標準化を進めます。", "対象：全ての市町村です。", "期間：三年間です。"],
        ["担当課長：山田太郎", "担当係長：鈴木花子", "連絡先：総務課"],
        ["（注）推計です。", "（例）帳票です。", "（注）推計です。", "（例）帳票です。"],
        ["委員長", "副委員長", "委員", "委員の任期は二年とする。"],
        ["第1章：計画の目的です。", "第2章：計画の対象です。", "第1章：計画の目的です。"] * 4,
        [],
    ],
)
def test_what_is_no_minutes_has_no_speakers(lines: list[str]) -> None:
    assert choose_labels(lines) == {}


@pytest.mark.parametrize(
    ("lines", "speakers"),
    [
        (["問：増税しますか。", "答：検討しています。"], ["問", "答"]),
        (["Q1. いつですか。", "A1. 来年です。", "Q2. なぜですか。", "A2. 必要だからです。"], ["Q", "A"] * 2),
        (["記者）", "いつですか。", "大臣）", "来年です。"], ["記者", "大臣"]),
        (["水野：始めます。", "青葉：伺います。"] * 4, ["水野", "青葉"] * 4),
        (
            ["青葉委員", "伺います。", "水野課長", "お答えします。", "青葉委員", "そうですか。"],
            ["青葉委員", "水野課長", "青葉委員"],
        ),
        (
            ["◎市長（青葉太郎君）　お答えします。", "◆５番（水野花子議員）　伺います。"],
            ["市長（青葉太郎君）", "５番（水野花子議員）"],
        ),
    ],
)
def test_each_notation_is_found(lines: list[str], speakers: list[str]) -> None:
    assert [label.speaker for label in choose_labels(lines).values()] == speakers


def test_bullets_inside_a_speech_are_no_labels() -> None:
    lines = ["○青葉委員長　始めます。", "○資料の確認　三点あります。", "○水野委員　伺います。", "○青葉委員長　どうぞ。"]
    assert list(choose_labels(lines)) == [0, 2, 3]


def test_another_notation_is_taken_where_it_names_a_post() -> None:
    lines = [
        "【山本座長】　お願いします。",
        "【千葉委員】　質問があります。",
        "（石川構成員）　教えてください。",
        "（参考）　資料です。",
    ]
    assert [label.speaker for label in choose_labels(lines).values()] == ["山本座長", "千葉委員", "石川構成員"]
