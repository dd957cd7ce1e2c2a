"""Who issued a document, by its head, its imprint and its address."""

from __future__ import annotations

import pytest

from plantext.reading import read_bytes

BODY = "\n\n１　趣旨\n川を守るために、甲省と乙庁が定める。\n"


def publisher(text: str, name: str = "a.txt", source: str = "") -> str:
    return read_bytes(text.encode(), name, doc_id="a", source=source).publisher


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("川の計画\n令和６年２月１５日\n乙山市", "乙山市"),
        ("川の計画\n令和６年２月\n乙山市市民部環境課", "乙山市"),
        ("川の計画\n令和６年２月　乙山市", "乙山市"),
        ("川の計画\n（水辺省　令和６年２月１５日）", "水辺省"),
        ("川の計画\n令和６年２月　乙山市の取組", ""),
        ("川の計画\n令和６年２月\n三河県川辺委員会事務局", "三河県川辺委員会"),
        ("川の計画\n令和６年２月１５日乙山市企画課作成", "乙山市"),
        ("甲乙省告示第十二号\n川の基準", "甲乙省"),
        ("川の方針\n令和５年１２月２２日\n閣　議　決　定", "内閣"),
        ("川の方針\n令和５年１２月２２日　川辺推進会議決定", "川辺推進会議"),
        ("川の条例\n令和４年３月４日提出\n乙山市長　川辺太郎", "乙山市"),
        ("川の歩み\n発行：一般財団法人 川辺研究所", "一般財団法人 川辺研究所"),
        ("# 川の集い\n:日時: 2024年2月3日\n:主催:\n* 川辺協会\n:会場:\n* 乙山大学", "川辺協会"),
        ("令和五年第三回丁田町議会定例会会議録（第二号）\n\n令和五年九月十二日（火曜日）", "丁田町議会"),
        ("衆議院　川辺委員会議録　第七号\n平成二十八年四月二十二日（金曜日）", "衆議院"),
        ("甲第123号\n令和６年８月１日\n各県知事　殿\n川の管理について（通知）", ""),
        ("川の集い\n会場：\n乙山大学", ""),
        ("川の白書\n水辺省編", "水辺省"),
        ("津市議会会議録\n令和５年第３回定例会", "津市議会"),
        ("川の将来像\n令和5年11月8日\n事務局", ""),
        ("第２回川の集い\n令和5年11月8日\n水辺県庁", ""),
        ("川の計画", ""),
    ],
)
def test_the_head_names_the_publisher(head: str, expected: str) -> None:
    assert publisher(head + BODY) == expected


def test_the_imprint_and_the_address_name_it() -> None:
    assert publisher("川の歩み" + BODY + "\n発行　川辺協会\n") == "川辺協会"
    assert publisher("川の歩み" + BODY, source="https://www.soumu.go.jp/main_content/1.pdf") == "総務省"
    assert publisher("川の歩み" + BODY, source="https://example.org/soumu.go.jp") == ""


def test_the_evidence_is_told() -> None:
    document = read_bytes(("川の計画\n令和６年２月\n乙山市" + BODY).encode(), "a.txt", doc_id="a")
    (note,) = [note for note in document.report if note.message.startswith("Publisher ")]
    assert (note.text, note.page, f"{note.confidence:.2f}") == ("乙山市", 1, document.meta["publisher_confidence"])
    assert "乙山市" in document.meta["publisher_evidence"]
