"""Keywords in context: every place of a string or an entity, in reading order, with what found it."""

from __future__ import annotations

import pandas as pd
import pytest
from made_runs import make_run

from plantext.errors import EmptyResultError, TableError
from plantext.lookup.kwic import KWIC, kwic
from plantext.tables.run import Extraction

RUN = make_run(
    [
        ("plan", 0, "第1", "", "{ORG:総務省}は{FORUM:IGF}を開き、ＩＧＦで話す。"),
        ("plan", 2, "第2", "", "国内 IGF 活動は続く。"),
        ("plan", 3, "第2", "", "{ORG:外務省}も加わる。"),
    ]
)


def test_every_way_of_printing_a_string_is_found_in_reading_order() -> None:
    lines = kwic(RUN, "igf".upper(), width=3)
    assert lines.columns.tolist() == KWIC
    assert lines[["left", "term", "right"]].to_numpy().tolist() == [
        ["総務省は"[-3:], "IGF", "を開き"],
        ["開き、"[-3:], "ＩＧＦ", "で話す"],
        ["国内 ", "IGF", " 活動"],
    ]
    assert lines["page"].tolist() == [1, 1, 2]


def test_a_mention_says_what_found_it_and_a_string_does_not() -> None:
    lines = kwic(RUN, "IGF")
    assert lines[["label", "entity", "source"]].to_numpy().tolist() == [
        ["FORUM", "IGF", "test"],
        ["", "", ""],
        ["", "", ""],
    ]


def test_an_entity_brings_its_aliases() -> None:
    mentions = RUN.mentions.assign(entity=RUN.mentions["entity"].replace("外務省", "総務省"))
    assert kwic(Extraction(RUN.sentences, mentions, RUN.entities), "総務省")["term"].tolist() == ["総務省", "外務省"]


def test_statements_of_a_sentence_stand_beside_the_term() -> None:
    lines = kwic(RUN, "IGF")
    row = {"doc_id": lines["doc_id"][0], "sent_id": lines["sent_id"][0], "actor": "総務省", "object": "会合"}
    statements = pd.DataFrame([row | {"predicate": "開催する", "negated": 1}])
    told = kwic(RUN, "IGF", statements=statements)["statements"]
    assert told[0] == "総務省: not 会合 開催する"
    assert set(told[lines["sent_id"] != row["sent_id"]]) <= {""}


@pytest.mark.parametrize(
    ("term", "message"), [("存在しない語", "stands nowhere in 3 sentences"), ("　", "term is empty")]
)
def test_nothing_found_is_an_error(term: str, message: str) -> None:
    with pytest.raises(EmptyResultError, match=message):
        kwic(RUN, term)


def test_tables_without_text_are_refused() -> None:
    with pytest.raises(TableError, match="plantext fetch ID"):
        kwic(Extraction(RUN.sentences.drop(columns="text"), RUN.mentions, RUN.entities), "IGF")
