"""People of the turns where the text names them."""

from __future__ import annotations

import pytest

from plantext.extraction.mentioned import name_mentions, name_speakers
from plantext.reading.files import read_bytes
from plantext.recognition.document import recognize_document
from plantext.recognition.recognizer import make_recognizer

TEXT = """　　　委員長　千葉　太郎君
○千葉委員長　千葉です。始めます。
○福岡委員　福岡でございます。千葉委員長に、福岡市と千葉県について伺います。
"""


def test_surnames_of_speakers_are_people_and_no_places() -> None:
    document = read_bytes(TEXT.encode(), "a.txt", doc_id="a")
    names = recognize_document(make_recognizer(), document, [])
    found = {(mention.text, mention.label, mention.entity) for _, mention in name_mentions(names.rows(), document)}
    assert ("千葉", "PERSON", "千葉太郎") in found
    assert {text for text, label, _ in found if label == "PLACE"} == {"福岡市", "千葉県"}


@pytest.mark.parametrize(
    ("role", "person", "rest"),
    [
        ("鈴木消費者教育推進課長", "鈴木", "消費者教育推進課長"),
        ("佐藤総務部長", "佐藤", "総務部長"),
        ("まちづくりデジタル推進課長", "", "まちづくりデジタル推進課長"),
        ("総務課長", "", "総務課長"),
        ("委員長", "", "委員長"),
        ("会議事務局", "", "会議事務局"),
    ],
)
def test_a_surname_before_a_long_post_is_a_person(role: str, person: str, rest: str) -> None:
    named = name_speakers({"person": [""], "role": [role]})
    assert (named["person"], named["role"]) == ([person], [rest])


def test_who_has_a_name_keeps_it() -> None:
    assert name_speakers({"person": ["青葉太郎"], "role": ["鈴木推進課長"]})["person"] == ["青葉太郎"]


def test_committees_of_the_two_houses_stay_apart() -> None:
    found = set()
    for house in ("衆議院", "参議院"):
        text = f"第２１２回国会　{house}　予算委員会　第１号\n○青葉委員長　予算委員会を開きます。文教科学委員会も開かれます。\n"
        document = read_bytes(text.encode(), "a.txt", doc_id=house)
        names = recognize_document(make_recognizer(), document, [])
        found |= {mention.entity for _, mention in name_mentions(names.rows(), document) if mention.label == "FORUM"}
    assert {"衆議院予算委員会", "参議院予算委員会", "参議院文教科学委員会"} <= found
