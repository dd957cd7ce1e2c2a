"""Which entity a name is, and which standing forum a meeting belongs to."""

from __future__ import annotations

import pytest

from plantext.recognition.lexicon import Term
from plantext.recognition.linking import canonical_name, known_name, series_of
from plantext.recognition.recognizer import Recognizer

FORMS = {
    "総務省": Term("総務省", "ORG"),
    "自治行政局": Term("自治行政局", "ORG"),
    "IGF": Term("IGF", "FORUM", series="IGF"),
    "G7": Term("G7", "FORUM", series="G7"),
    "G7サミット": Term("G7サミット", "FORUM", series="サミット"),
}


@pytest.mark.parametrize(
    ("text", "label", "entity"),
    [
        ("株式会社カクウデータ", "ORG", "カクウデータ"),
        ("カクウデータ 株式会社", "ORG", "カクウデータ"),
        ("株式会社", "ORG", "株式会社"),
        ("株式会社架空会議", "FORUM", "株式会社架空会議"),
        ("IGF2023会合", "FORUM", "IGF2023"),
        ("IGF会合", "FORUM", "IGF会合"),
    ],
)
def test_canonical_names(text: str, label: str, entity: str) -> None:
    assert canonical_name(text, label) == entity


@pytest.mark.parametrize(
    ("name", "label", "entity"),
    [
        ("総務省", "ORG", "総務省"),
        ("総務省社", "ORG", "総務省"),
        ("総務省自治行政局", "ORG", "自治行政局"),
        ("総務省", "FORUM", None),
        ("空想自治行政局", "ORG", None),
    ],
)
def test_names_of_the_lexicon(name: str, label: str, entity: str | None) -> None:
    term = known_name(name, label, FORMS)
    assert (term.entity if term else None) == entity


@pytest.mark.parametrize(
    ("name", "series"),
    [
        ("IGF2031", "IGF"),
        ("G7サミット2030", "サミット"),
        ("G7架空大臣会合", "G7"),
        ("IGFA会合", ""),
        ("総務省会議", ""),
    ],
)
def test_a_meeting_belongs_to_the_longest_standing_forum(name: str, series: str) -> None:
    assert series_of(name, FORMS) == series


def test_a_numbered_meeting_has_one_entity(recognizer: Recognizer) -> None:
    entities = {mention.entity for mention in recognizer.find("IETF 117とIETF117ミーティングの報告")}
    assert entities == {"IETF117"}


def test_a_bureau_has_one_entity_with_and_without_its_ministry(recognizer: Recognizer) -> None:
    entities = {mention.entity for mention in recognizer.find("厚生労働省医政局と医政局、総務省自治行政局と自治行政局")}
    assert entities == {"医政局", "総務省自治行政局"}
