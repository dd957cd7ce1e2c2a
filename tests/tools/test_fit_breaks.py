"""The fit of the weights of line breaks, on texts whose paragraphs are known."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tools.fit_breaks import TABLE, Break, boundary_f1, break_lines, breaks_of, fit, pages_of, paragraphs_of, written

SENTENCE = "国と地方公共団体は、地域の移動を支える基盤（以下「基盤」という。）の整備について、協議の上で計画を定める。"


@pytest.mark.parametrize("width", range(8, 61))
def test_lines_lose_nothing_and_begin_with_no_stop(width: int) -> None:
    lines = break_lines(SENTENCE * 3, width)
    assert "".join(lines) == SENTENCE * 3
    assert not any(line[0] in "、。）」" or line[-1] in "（「" for line in lines)
    assert all(len(line) <= width + 2 for line in lines)


def test_captions_notes_and_cells_are_no_paragraphs() -> None:
    text = f"第1節　現状\n{SENTENCE}\n図表1-1　推移\n（出典）総務省\n2　注である。\n・項目\n12.3\n"
    assert paragraphs_of(text) == ["第1節　現状", SENTENCE, "・項目"]


def test_pages_are_drawn_alike_every_time_and_keep_their_text() -> None:
    paragraphs = [f"{number}．題{number}" if number % 3 else SENTENCE for number in range(40)]
    first, again = (list(pages_of(paragraphs, "a", 20)) for _ in range(2))
    assert first == again
    whole = {paragraph.replace("（", "(").replace("）", ")") for paragraph in paragraphs}
    joined = {"".join(lines).strip("\u3000") for page in first for lines in page}
    assert {text.replace("（", "(").replace("）", ")") for text in joined} <= whole
    assert {sample.ends for page in first for sample in breaks_of(page)} == {True, False}


def test_the_fit_finds_what_tells_an_end() -> None:
    samples = [Break(("always", "a"), True)] * 30 + [Break(("always", "b"), False)] * 70
    weights = fit(samples)
    assert weights["a"] > 0 > weights["b"] and boundary_f1(samples, weights) == 1


def test_the_table_is_written_with_its_comments() -> None:
    table = TABLE.read_text(encoding="utf-8")
    assert written(table, tomllib.loads(table)["weights"]) == table


def test_the_shipped_weights_on_the_white_paper_kept_aside_which_skips_without_it(shared_corpus: Path) -> None:
    paper = shared_corpus / "ict-white-paper-r4.txt"
    paragraphs = paragraphs_of(paper.read_text(encoding="utf-8"))
    samples = [sample for page in pages_of(paragraphs, "test", 60) for sample in breaks_of(page)]
    assert boundary_f1(samples, tomllib.loads(TABLE.read_text(encoding="utf-8"))["weights"]) >= 0.965
