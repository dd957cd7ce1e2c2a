"""A sentence of gold is found again wherever it stands, as long as its words are the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_gold import write_gold

from plantext.errors import TableError
from plantext.quality.anchoring import TAIL, Anchors, anchor, squeeze
from plantext.quality.gold import load_gold
from plantext.reading import read_bytes
from plantext.records import Document

TEXT = "総務省は、ＩＧＦ　２０２３の成果を踏まえて架空計画を改め、その結果を毎年公表することとした。"
ROW = {"doc_id": "a", "family": "diet", **anchor(TEXT), "spans": [[0, 3, "ORG"], [5, 12, "FORUM"]]}


def document(text: str) -> Document:
    return read_bytes(text.encode(), "a.txt", doc_id="a")


def spans(tmp_path: Path, text: str) -> list[str]:
    (gold,) = load_gold(write_gold(tmp_path, ROW), documents=[document(text)])
    assert gold.family == "diet"
    return [gold.text[span.start : span.end] for span in gold.spans]


def test_white_space_and_width_do_not_matter(tmp_path: Path) -> None:
    assert spans(tmp_path, f"別の文である。{TEXT}") == ["総務省", "ＩＧＦ　２０２３"]
    assert spans(tmp_path, TEXT.replace("ＩＧＦ　２０２３", "IGF2023")) == ["総務省", "IGF2023"]


def test_a_label_before_the_sentence_moves_its_spans(tmp_path: Path) -> None:
    assert spans(tmp_path, f"山田君の発言である{TEXT}") == ["総務省", "ＩＧＦ　２０２３"]
    assert spans(tmp_path, TEXT.removeprefix("総務省は、")) == ["ＩＧＦ　２０２３"]


def test_an_end_that_two_sentences_have_finds_neither() -> None:
    end = TEXT[-TAIL - 5 :]
    found = Anchors.of([document(f"甲は、{end}\n\n乙は、{end}")]).by_content(ROW)
    assert found is None


def test_what_is_not_found_is_told_or_refused(tmp_path: Path) -> None:
    path = write_gold(tmp_path, ROW)
    with pytest.raises(TableError, match="no sentence of a is the one annotated"):
        load_gold(path, documents=[document("別の文である。")])
    lost: list[str] = []
    assert load_gold(path, documents=[document("別の文である。")], lost=lost) == []
    assert lost == ["a: 1 annotated sentences are not found in it now"]


def test_squeezed_characters_know_where_they_were_printed() -> None:
    squeezed, places = squeeze("㈱ 架空")
    assert squeezed == "(株)架空"
    assert places == [0, 0, 0, 2, 3]
