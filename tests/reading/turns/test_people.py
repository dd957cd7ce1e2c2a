"""Surnames before a post lead to the full names that a document has."""

from __future__ import annotations

import html
import os
import re
from pathlib import Path

import pytest

from plantext.reading.files import read_bytes
from plantext.reading.pieces import Piece, Speaker
from plantext.reading.turns.people import Member, members_of, name_people

FIELD = Path(os.environ.get("PLANTEXT_DATA", "../shared/corpus")) / "field"


def named(labels: list[str], *pieces: tuple[str, str]) -> list[str]:
    made = [Piece(kind, text, turn=0 if kind == "paragraph" else -1) for kind, text in pieces]
    return [speaker.person for speaker in name_people([Speaker(label) for label in labels], made)]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("委員長　青葉　太郎君", [("青葉太郎", "委員長")]),
        ("理事　水野　花子君　理事　山川はるか君", [("水野花子", "理事"), ("山川はるか", "理事")]),
        ("青葉　　元君　　　　南小路　　守君", [("青葉元", ""), ("南小路守", "")]),
        ("　１番　　青　葉　太　郎　　　　２番　　みずの　花子", [("青葉太郎", "１番"), ("みずの花子", "２番")]),
        ("区長　　　　　　　　青　葉　　　隆", [("青葉隆", "区長")]),
        ("委員：青葉太郎、水野かほる", [("青葉太郎", "委員"), ("水野かほる", "委員")]),
        ("総務省大臣官房企画課", []),
    ],
)
def test_lists_of_members_are_read(line: str, people: list[tuple[str, str]]) -> None:
    assert list(members_of([line])) == [Member(*one) for one in people]


def test_a_hint_tells_two_of_one_surname_apart() -> None:
    members = ("members", "山川　健一君　　　山川　花子君")
    assert named(["山川（健）委員", "山川（花）委員"], members) == ["山川健一", "山川花子"]


def test_a_post_tells_two_of_one_surname_apart() -> None:
    members = ("members", "委員長　青葉　太郎君　　理事　青葉　花子君")
    assert named(["青葉委員長"], members) == ["青葉太郎"]


def test_an_ambiguous_surname_stays() -> None:
    assert named(["青葉委員"], ("members", "青葉　太郎君　　青葉　花子君")) == ["青葉"]


def test_who_introduces_himself_is_named() -> None:
    speech = ("paragraph", "緑の党の青葉太郎でございます。青葉大臣にもお越しいただきました。")
    assert named(["青葉委員"], speech) == ["青葉太郎"]


def test_a_post_alone_names_nobody() -> None:
    assert named(["委員長", "記者", "デジタル推進課長"]) == ["", "", ""]


@pytest.mark.skipif(not FIELD.is_dir(), reason="the shared corpus is not at hand")
@pytest.mark.parametrize("name", ["kokkai_212-end.xml", "kokkai_212-plane.xml"])
def test_speakers_of_the_diet_are_those_of_its_data_shared(name: str) -> None:
    for meeting in re.findall("<meetingRecord>.*?</meetingRecord>", (FIELD / name).read_text(encoding="utf-8"), re.S):
        speeches = re.findall("<speaker>(.*?)</speaker>.*?<speech>(.*?)</speech>", meeting, re.S)
        text = html.unescape("\n".join(speech for _, speech in speeches))
        document = read_bytes(text.encode(), "a.txt", doc_id="a")
        assert [turn.person for turn in document.turn_records] == [who for who, speech in speeches if speech[0] == "○"]


def test_a_surname_before_the_post_of_a_unit_needs_the_text() -> None:
    assert named(["青葉推進課長"], ("paragraph", "推進課の青葉でございます。")) == ["青葉"]
    assert named(["総務課長"], ("paragraph", "総務課です。総務課長です。")) == [""]
