"""A made-up run of four mentions."""

from __future__ import annotations

import datetime as dt

import pytest

from plantext.records import Mention, Sentence
from plantext.tables.columns import mentions_table, sentences_table
from plantext.tables.entities import entities_table
from plantext.tables.run import Extraction

SENTENCES = [
    Sentence("plan", 0, 1, "第1", "1-1", 0, 0, 14, "総務省は、IGFを開催する。"),
    Sentence("plan", 1, 2, "第1", "", 1, 15, 26, "MICは2023年に"),
]


FOUND = [
    (SENTENCES[0], Mention(0, 3, "総務省", "ORG", "総務省", source="lexicon")),
    (
        SENTENCES[0],
        Mention(5, 8, "IGF", "FORUM", "インターネット・ガバナンス・フォーラム", series="IGF", source="lexicon"),
    ),
    (SENTENCES[1], Mention(0, 3, "MIC", "ORG", "総務省", source="alias")),
    (
        SENTENCES[1],
        Mention(
            4,
            9,
            "2023年",
            "DATE",
            "2023年",
            date_start=dt.date(2023, 1, 1),
            date_end=dt.date(2023, 12, 31),
            norm="2023",
        ),
    ),
]


@pytest.fixture
def run() -> Extraction:
    sentences = sentences_table(SENTENCES)
    mentions = mentions_table(FOUND)
    names = {("ORG", "総務省"): "Ministry of Internal Affairs and Communications"}
    return Extraction(sentences, mentions, entities_table(mentions, sentences, names), {"parameters": {"lexicon": ""}})
