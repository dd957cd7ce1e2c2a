"""Commitments of made-up editions, each with what became of it."""

from __future__ import annotations

import pandas as pd
import pytest

from plantext.clauses.deadlines import deadlines, overdue
from plantext.clauses.ledger import RELATIONS, Edition, link_editions
from plantext.clauses.likeness import plain
from plantext.clauses.table import statements_table
from plantext.errors import TableError
from plantext.tables.schemas import STATEMENTS

PROMISE = "全ての市町村の相談窓口に翻訳の機械を配置する"


def edition(name: str, *promises: tuple[str, str, str]) -> Edition:
    """An edition with a sentence a promise: its words, its modality and the last day of its deadline."""
    rows, sentences = [], []
    for number, (words, modality, day) in enumerate(promises):
        row = dict.fromkeys(STATEMENTS, "") | {
            "doc_id": name, "sent_id": number, "statement": 0, "predicate": words[-4:], "modality": modality,
            "deadline_end": day, "negated": 0, "start": number * 100, "end": number * 100 + len(words),
        }  # fmt: skip
        rows.append(list(row.values()))
        sentences.append((name, number, number * 100, words + "。"))
    return Edition(
        name, statements_table(rows), pd.DataFrame(sentences, columns=["doc_id", "sent_id", "start", "text"])
    )


@pytest.mark.parametrize(
    ("old", "new", "relation"),
    [
        ((PROMISE, "act", ""), (PROMISE, "act", ""), "verbatim"),
        ((PROMISE, "act", ""), ("また、" + PROMISE, "act", ""), "verbatim"),
        ((PROMISE, "act", ""), (PROMISE.replace("全ての市町村", "大半の市町村"), "act", ""), "reworded"),
        ((PROMISE + "ことを検討する", "consider", ""), (PROMISE, "act", ""), "strengthened"),
        ((PROMISE, "act", ""), (PROMISE + "ことを目指す", "aim", ""), "weakened"),
        ((PROMISE + "ことが必要である", "obligation", ""), (PROMISE, "act", ""), "strengthened"),
        ((PROMISE + "こととする", "obligation", ""), (PROMISE, "act", ""), "reworded"),
        ((PROMISE, "act", "2024-03-31"), ("来年度に" + PROMISE, "act", "2025-03-31"), "postponed"),
        ((PROMISE, "act", "2024-03-31"), ("年内に" + PROMISE, "act", "2023-12-31"), "advanced"),
        ((PROMISE, "act", ""), (PROMISE[:-2] + "した", "past", ""), "done"),
    ],
)
def test_relations(old: tuple[str, str, str], new: tuple[str, str, str], relation: str) -> None:
    table = link_editions([edition("a", old), edition("b", new)])
    assert table["relation"].tolist() == [relation]


def test_what_has_no_counterpart_is_new_or_dropped() -> None:
    table = link_editions([edition("a", (PROMISE, "act", "")), edition("b", ("海岸の清掃を毎週行う", "act", ""))])
    assert sorted(table["relation"]) == ["dropped", "new"]
    assert table.loc[table["relation"] == "new", "text_from"].tolist() == [""]


def test_what_was_done_is_no_promise() -> None:
    assert link_editions([edition("a", (PROMISE, "past", "")), edition("b")]).empty


def test_assignment_is_not_greedy() -> None:
    # The first new one is nearest to both old ones; the sum is greatest the other way round.
    old = edition("a", (PROMISE, "act", ""), (PROMISE.replace("翻訳", "通訳"), "act", ""))
    new = edition("b", (PROMISE.replace("翻訳", "通訳"), "act", ""), (PROMISE.replace("機械", "端末"), "act", ""))
    table = link_editions([old, new])
    assert sorted(zip(table["sent_id_from"], table["sent_id_to"], strict=True)) == [(0, 1), (1, 0)]


def test_a_life_keeps_its_number_over_editions() -> None:
    table = link_editions([edition(name, (PROMISE, "act", "")) for name in "abc"])
    assert table["commitment"].nunique() == 1
    assert table["edition_to"].tolist() == ["b", "c"]


def test_a_second_part_is_a_split() -> None:
    half = ("全ての市町村の相談窓口に翻訳の機械を", "act", "")
    table = link_editions([edition("a", (PROMISE, "act", "")), edition("b", (PROMISE, "act", ""), half)])
    assert sorted(table["relation"]) == ["split", "verbatim"]
    assert table["commitment"].nunique() == 1


def test_a_part_that_stands_in_a_longer_commitment_is_a_split() -> None:
    many = "翻訳の機械、案内の端末、点字の地図、筆談の用紙、音声の装置、手話の動画を全ての市町村の相談窓口に配置する"
    table = link_editions(
        [edition("a", (many, "act", "")), edition("b", (many[:-20], "act", ""), ("音声の装置、手話の動画", "act", ""))]
    )
    assert sorted(table["relation"]) == ["reworded", "split"]


def joint(name: str, *sentences: tuple[str, str]) -> Edition:
    """An edition whose sentences are two clauses each; every second one has the same object and predicate."""
    rows = []
    for number, halves in enumerate(sentences):
        end = 0
        for place, words in enumerate(halves):
            end += len(words)
            rows.append(list((dict.fromkeys(STATEMENTS, "") | {
                "doc_id": name, "sent_id": number, "statement": place, "predicate": words[-5:], "modality": "act",
                "object": words[-8:-5], "negated": 0, "start": number * 100, "end": number * 100 + end,
            }).values()))  # fmt: skip
    texts = [(name, number, number * 100, "".join(halves) + "。") for number, halves in enumerate(sentences)]
    return Edition(name, statements_table(rows), pd.DataFrame(texts, columns=["doc_id", "sent_id", "start", "text"]))


def test_a_formula_is_known_by_the_clause_before_it() -> None:
    old = joint("a", ("森林の財源を検討し、", "年内に結論を得る"), ("大学の定員を検討し、", "年内に結論を得る"))
    new = joint("b", ("港湾の料金を検討し、", "年内に結論を得る"), ("大学の定員を検討し、", "年内に結論を得る"))
    table = link_editions([old, new])
    table = table[table["predicate_from"].str.endswith("を得る") & (table["sent_id_from"] == 1)]
    assert table["sent_id_to"].tolist() == [1]
    assert old.commitments()[1]["telling"] == "森林の財源を検討し、年内に結論を得る"


def test_every_relation_is_declared() -> None:
    assert len(set(RELATIONS)) == len(RELATIONS)


@pytest.mark.parametrize("names", [[], ["a"], ["a", "a"]])
def test_too_few_or_equal_editions_are_refused(names: list[str]) -> None:
    with pytest.raises(TableError, match="two or more editions"):
        link_editions([edition(name) for name in names])


def test_plain_text_is_without_typesetting() -> None:
    assert plain("また、「ＩＴ 計画」を、") == "IT計画を"


def test_deadlines_are_in_the_order_of_their_days() -> None:
    table = edition(
        "a", (PROMISE, "act", "2026-03-31"), (PROMISE, "aim", "2025-03-31"), (PROMISE, "past", "2024-03-31")
    ).statements
    assert deadlines(table)["deadline_end"].tolist() == ["2025-03-31", "2026-03-31"]
    assert deadlines(table, since="2026-01-01")["deadline_end"].tolist() == ["2026-03-31"]


def test_overdue_is_what_is_repeated_after_its_day() -> None:
    table = link_editions([edition("a", (PROMISE, "act", "2024-03-31")), edition("b", (PROMISE, "act", "2026-03-31"))])
    assert len(overdue(table, {"b": "2025-06-01"})) == 1
    assert overdue(table, {"b": "2024-01-01"}).empty
