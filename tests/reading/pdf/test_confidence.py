"""Pages that look wrong are doubted, pages that look right are not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pdfs import lines_of, paragraph, read

from plantext.reading.pdf import confidence
from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.signs import SIGNS, join_page, sentence_signs
from plantext.records import Sentence

TABLE = Path(__file__).parents[3] / "corpus" / "gold" / "confidence.csv"


def lines(*texts: str) -> list[Line]:
    return [Line(text, 57, 57 + 11 * len(text), 700 - 16 * i, 11, False, 1) for i, text in enumerate(texts)]


def sentence(text: str, number: int = 0) -> Sentence:
    return Sentence("a", number, 1, "", "", 0, 0, len(text), text)


def signs(text: str, *page: str, before: str = "", following: tuple[str, ...] = ()) -> set[str]:
    found = sentence_signs(
        sentence(text),
        sentence(before) if before else None,
        join_page(lines(*page)),
        join_page(lines(*following)) if following else None,
    )
    return {name for name, value in found.items() if value}


def test_a_sentence_on_lines_of_its_own_has_no_signs() -> None:
    assert signs("国は計画を定める。", "国は計画を", "定める。") == set()
    assert signs("国は計画を定める。", "前の文。国は計画を", "定める。次の文。") == set()


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("国は計画を定め、", "hangs"),
        ("国の計画の進め方", "open"),
        ("国は計画を定めた4。", "stray"),
        ("国は21 計画を定めた。", "stray"),
        ("国は計画（令和五年を定めた。", "brackets"),
    ],
)
def test_what_its_characters_tell(text: str, sign: str) -> None:
    assert sign in signs(text, text)


def test_what_its_lines_tell() -> None:
    assert "inside" in signs("社会を整える。", "国は社会を整える。")
    assert "after" in signs("社会を整える。", "社会を整える。", before="国は、")
    assert "skipped" in signs(
        "国は社会の基盤を整える。", "国は社会の", following=("別の段落がここに置かれている。", "基盤を整える。")
    )
    assert "skipped" not in signs("国は社会の基盤を整える。", "国は社会の", following=("基盤を整える。",))


def test_a_plain_page_is_told_without_doubt_and_fragments_are_not() -> None:
    plain = read([[run for i in range(4) for run in paragraph(57, 760 - 90 * i, lines_of(4))]])
    assert not [note for note in plain.report if note.kind == "uncertain"]
    texts = [f"項目その{i}の、" for i in range(6)]
    (note,) = confidence.doubt_pages([lines(*texts)], [sentence(text, i) for i, text in enumerate(texts)])
    assert (note.kind, note.page) == ("uncertain", 1) and note.confidence < confidence.SURE


def test_every_sign_has_a_weight_that_speaks_against_a_sentence() -> None:
    assert confidence._FITTED["weights"].keys() == SIGNS.keys()
    assert all(weight <= 0 for weight in confidence._FITTED["weights"].values())


def test_of_what_is_told_without_doubt_on_gold_pages_enough_is_right() -> None:
    with TABLE.open(encoding="utf-8") as file:
        pages = [row for row in csv.DictReader(file) if float(row["confidence"]) >= confidence.SURE]
    # The part kept aside is small: three wrong sentences more are chance.
    for parts, least in ((("first", "dev"), 0.97), (("aside",), 0.95)):
        own = [row for row in pages if row["part"] in parts]
        assert sum(int(row["right"]) for row in own) >= least * sum(int(row["sentences"]) for row in own) > 0
