"""Names in characters that look like others: found, told as printed, one entity with the usual spelling."""

from __future__ import annotations

import pytest

import plantext


@pytest.mark.parametrize(
    ("text", "name", "label", "entity"),
    [
        ("⻑崎県が参加した。", "⻑崎県", "PLACE", "長崎県"),
        ("⻘⽊氏は⼤阪府に移った。", "⼤阪府", "PLACE", "大阪府"),
        ("宮﨑県と協議した。", "宮﨑県", "PLACE", "宮崎県"),
        ("德島県と協議した。", "德島県", "PLACE", "徳島県"),
        ("廣島県で開く。", "廣島県", "PLACE", "広島県"),
        ("外務\ufe00省\U000e0101は述べた。", "外務\ufe00省\U000e0101", "ORG", "外務省"),
        ("財\u200b務\u2060省は述べた。", "財\u200b務\u2060省", "ORG", "財務省"),
        ("デジ\u00adタル庁は述べた。", "デジ\u00adタル庁", "ORG", "デジタル庁"),
        ("文部科學省は述べた。", "文部科學省", "ORG", "文部科学省"),
        ("經濟産業省は述べた。", "經濟産業省", "ORG", "経済産業省"),
    ],
)
def test_variants(text: str, name: str, label: str, entity: str) -> None:
    found = plantext.find_entities(text)
    entities = {(row.text, row.label): row.entity for row in found.itertuples()}
    assert entities.get((name, label)) == entity


def test_the_name_is_one_whatever_its_characters() -> None:
    found = plantext.find_entities("總務省は、総務省と総\u200b務省である。")
    assert set(found["entity"]) == {"総務省"} and len(found) == 3
