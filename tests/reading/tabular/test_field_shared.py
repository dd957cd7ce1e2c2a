"""Tables of the shared corpus: every speech has the speaker, party and office that the data say, computed apart."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from made_tables import documents

from plantext.records import Document

Speech = tuple[str, str, str, str]
"""Document, speaker, party and office."""


@pytest.fixture(scope="module")
def field(shared_corpus: Path) -> Path:
    folder = shared_corpus / "field"
    if not folder.is_dir():
        pytest.skip("needs the field documents of the shared corpus")
    return folder


def read(path: Path) -> list[Document]:
    return documents(path.read_bytes(), path.name)


def turns(found: list[Document]) -> list[Speech]:
    return [(one.id, turn.speaker, turn.party, turn.role) for one in found for turn in one.turn_records]


def speeches_of_xml(path: Path) -> list[Speech]:
    found = []
    for meeting in etree.parse(path).iter("meetingRecord"):
        for record in meeting.iter("speechRecord"):
            if record.findtext("speaker") != "会議録情報":
                fields = ("speaker", "speakerGroup", "speakerPosition")
                speaker, party, office = (record.findtext(name) or "" for name in fields)
                found.append((meeting.findtext("issueID") or "", speaker, party, office))
    return found


def speeches_of_json(path: Path) -> list[Speech]:
    found = []
    for meeting in json.loads(path.read_text(encoding="utf-8")):
        known = {person["name"]: person for person in meeting["speakers"]}
        for speech in meeting["speeches"]:
            person = known[speech["speaker"]]
            found.append((meeting["id"], speech["speaker"], person.get("group", ""), person.get("position", "")))
    return found


@pytest.mark.parametrize("name", ["end", "plane"])
def test_every_speech_of_the_diet_has_its_speaker_party_and_office_shared(field: Path, name: str) -> None:
    for suffix, apart in ((".xml", speeches_of_xml), (".json", speeches_of_json)):
        path = field / f"kokkai_212-{name}{suffix}"
        meetings = read(path)
        assert turns(meetings) == apart(path) and meetings
        assert all(turn.person == turn.speaker for one in meetings for turn in one.turn_records)


@pytest.mark.parametrize("name", ["end", "plane"])
def test_no_speech_of_the_diet_begins_with_a_name_or_is_lost_shared(field: Path, name: str) -> None:
    path = field / f"kokkai_212-{name}.xml"
    found = read(path)
    assert not [s.text for one in found for s in one.sentences if s.turn >= 0 and s.text.startswith("○")]
    spoken = [
        record.findtext("speech") or ""
        for record in etree.parse(path).iter("speechRecord")
        if record.findtext("speaker") != "会議録情報"
    ]
    # Behind the label and its space stands all of the speech, but for lines that part the minutes.
    expected = [kept(text.partition("　")[2]) for text in spoken]
    rows = [
        (one, {block.row for block in one.blocks if block.turn == turn.turn})
        for one in found
        for turn in one.turn_records
    ]
    made = [kept("\n".join(one.text[b.start : b.end] for b in one.blocks if b.row in row)) for one, row in rows]
    assert made == expected


def kept(text: str) -> str:
    return "".join("".join(line.split()) for line in text.splitlines() if not re.fullmatch(r"[\s―─━◇・…　]+", line))


def test_meetings_have_date_house_and_committee_shared(field: Path) -> None:
    for path in sorted(field.glob("kokkai_212-*.xml")):
        meetings = {m.findtext("issueID"): m for m in etree.parse(path).iter("meetingRecord")}
        for one in read(path):
            meeting = meetings[one.id]
            assert one.date is not None and one.date.isoformat() == meeting.findtext("date")
            assert one.columns["house"] == meeting.findtext("nameOfHouse") == one.publisher
            assert one.columns["committee"] == meeting.findtext("nameOfMeeting")
            assert one.source == meeting.findtext("meetingURL")


def test_speeches_in_json_shared(field: Path) -> None:
    path = field / "d_speeches_2024_w48.json"
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["data"]
    single = {row["id"]: row for row in rows if row["speaker"] != "会議録情報"}.values()
    found = read(path)
    assert Counter(turns(found)) == Counter(
        (row["id"].rpartition("_")[0], row["speaker"], row["party"] or "", row["position"] or "") for row in single
    )
    assert all(turn.person == turn.speaker for one in found for turn in one.turn_records)
    days = {row["id"].rpartition("_")[0]: row["date"] for row in rows}
    assert {one.id: one.date.isoformat() for one in found if one.date} == days


def test_speeches_in_csv_shared(field: Path) -> None:
    path = field / "kokkai_weekly_2025_w19.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row["url"]: row for row in csv.DictReader(file)}
    found = read(path)
    assert Counter(turns(found)) == Counter(
        (url.rpartition("/")[0].rpartition("/")[2], row["speaker"], row["party"], "") for url, row in rows.items()
    )
    assert not [s.text for one in found for s in one.sentences if s.text.startswith("○")]


def test_stances_have_their_speakers_shared(field: Path) -> None:
    path = field / "poliinfo4_stance.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = read(path)
    assert sorted(speaker for _, speaker, _, _ in turns(found)) == sorted(row["speaker"] for row in rows)
    assert {(one.columns["house"], one.columns["committee"]) for one in found} == {
        (row["assembly"], row["meeting"]) for row in rows
    }


def test_questions_and_news_are_documents_shared(field: Path) -> None:
    questions = json.loads((field / "questions_2025_w25.json").read_text(encoding="utf-8"))["data"]
    found = read(field / "questions_2025_w25.json")
    assert {one.title for one in found} == {" ".join(row["title"].split()) for row in questions}
    assert all({turn.speaker for turn in one.turn_records} == {asked(one, questions)} for one in found)
    news = json.loads((field / "committee_news_217.json").read_text(encoding="utf-8"))
    read_news = read(field / "committee_news_217.json")
    assert [one.date.isoformat() for one in read_news if one.date] == [row["date"] for row in news]
    assert [one.columns["committee"] for one in read_news] == [row["committee"] for row in news]


def asked(document: Document, questions: list[dict[str, Any]]) -> str:
    return next(str(row["questioner"]) for row in questions if " ".join(row["title"].split()) == document.title)


def test_rows_are_units_shared(field: Path) -> None:
    (budget,) = read(field / "da_r4yosan.csv")
    with (field / "da_r4yosan.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    for number, cells in enumerate(rows):
        held = {budget.text[b.start : b.end] for b in budget.blocks if b.row == number}
        assert held == {" ".join(cell.split()) for cell in cells if cell.strip()}
    (checks,) = read(field / "genai.xlsx")
    assert {block.section for block in checks.blocks} == {"チェックリスト", "サマリー"}
    assert max(block.row for block in checks.blocks if block.section == "チェックリスト") == 119
