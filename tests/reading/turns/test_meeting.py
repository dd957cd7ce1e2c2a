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


def test_a_committee_belongs_to_the_house_that_alone_has_it() -> None:
    for house, committees in HOUSES.items():
        (other,) = set(HOUSES) - {house}
        for committee in committees:
            assert house_of(committee, house) == house
            assert house_of(committee, other) == (other if committee in HOUSES[other] else house)
