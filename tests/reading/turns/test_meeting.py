"""The meeting in the head of minutes."""

from __future__ import annotations

import pytest

from plantext.reading.files import read_bytes
from plantext.reading.turns.meeting import HOUSES, house_of, meeting_of


@pytest.mark.parametrize(
    ("lines", "meeting"),
    [
        (
            ["第２１２回国会　衆議院　文部科学委員会　第２号　令和5年11月8日"],
            {"session": "212", "house": "衆議院", "committee": "文部科学委員会", "issue": "第2号"},
        ),
        (["第25回", "緑の推進会議", "議事録"], {"committee": "緑の推進会議"}),
        (["第３回緑の検討会"], {"committee": "緑の検討会", "issue": "第3回"}),
        (["令和６年第４回緑町議会定例会（第５号）"], {"session": "令和6年第4回緑町議会定例会", "issue": "第5号"}),
        (
            ["緑市議会会議録", "ＤＸ推進調査特別委員会　本文"],
            {"house": "緑市議会", "committee": "DX推進調査特別委員会"},
        ),
        (["委員会の審査について御報告します。"], {}),
        (["計画の目的", "第３号被保険者"], {}),
    ],
)
def test_a_meeting_is_found(lines: list[str], meeting: dict[str, str]) -> None:
    found = meeting_of(lines)
    assert {key: found.get(key) for key in meeting} == meeting
    assert set(found) - set(meeting) <= {"house"}


def test_minutes_have_their_meeting_and_other_documents_none() -> None:
    head = "第２１２回国会　参議院　予算委員会　第２号\n"
    minutes = read_bytes(f"{head}○青葉委員長　開会します。\n".encode(), "a.txt", doc_id="a")
    assert minutes.columns["house"] == "参議院"
    assert read_bytes(f"{head}計画を定める。\n".encode(), "a.txt", doc_id="a").columns == {}


def test_what_is_said_is_no_title_and_the_house_publishes() -> None:
    document = read_bytes("記者）\n緑化の予定を伺います。\n大臣）\n緑化を進めます。\n".encode(), "a.txt", doc_id="a")
    assert document.title == ""
    listed = "第25回緑の検討会　令和5年11月8日\n出席者\n　座長　青葉　太郎君\n○青葉座長　開会します。\n"
    assert "青葉" not in read_bytes(listed.encode(), "a.txt", doc_id="a").title
    head = "第２１２回国会　参議院　本会議　第７号\n　　　　午後五時十分　　　本会議\n"
    assert read_bytes(f"{head}○青葉議長　開会します。\n".encode(), "a.txt", doc_id="a").publisher == "参議院"


def test_a_committee_belongs_to_the_house_that_alone_has_it() -> None:
    for house, committees in HOUSES.items():
        (other,) = set(HOUSES) - {house}
        for committee in committees:
            assert house_of(committee, house) == house
            assert house_of(committee, other) == (other if committee in HOUSES[other] else house)
