"""The public functions: a text, documents, a spaCy pipeline."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from plantext.extraction.run import extract as extract_with_cache
from plantext.reading.sentences import split_long
from plantext.recognition.api import find_entities

extract = partial(extract_with_cache, cache=None)


def test_find_entities_gives_the_documented_columns() -> None:
    table = find_entities("2023年10月に京都市でIGF2023会合を開催する。", date="2023-06-09")
    assert list(table.columns) == [
        "start", "end", "text", "label", "entity", "series", "date_start", "date_end", "norm", "source",
    ]  # fmt: skip
    assert table[["text", "label", "entity", "series", "norm"]].to_numpy().tolist() == [
        ["2023年10月", "DATE", "2023年10月", "", "2023-10"],
        ["京都市", "PLACE", "京都市", "", ""],
        ["IGF2023会合", "FORUM", "IGF2023", "IGF", ""],
    ]


def test_offsets_are_those_of_the_characters_printed() -> None:
    text = "　① ＯＥＣＤ及び　G7 広島サミット（令和５年５月）"
    for row in find_entities(text).itertuples():
        assert text[row.start : row.end] == row.text


@pytest.mark.parametrize(
    ("name", "series"),
    [
        ("G20大阪サミット", "G20"),
        ("G7架空大臣会合", "G7"),
        ("WSISチュニス会合", "WSIS"),
        ("APECホノルル首脳会合", "APEC"),
        ("IGF2031", "IGF"),
        ("情報通信審議会", ""),
    ],
)
def test_a_meeting_carries_its_series(name: str, series: str) -> None:
    (row,) = find_entities(f"{name}において").itertuples()
    assert (row.label, row.series) == ("FORUM", series)


@pytest.mark.parametrize("text", ["あ。" * 9000, "あ" * 20000, "", "あ\n" * 5, "語 " * 7000])
def test_pieces_cover_the_text(text: str) -> None:
    ranges = split_long(text)
    assert "".join(text[start:end] for start, end in ranges) == text
    assert all(end - start <= 6000 for start, end in ranges)
    assert all(text[end - 1] in "。\n あ" for _, end in ranges)


def test_a_lexicon_of_one_s_own(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text(
        "entity,label,name_en,series,forms,note\n架空庁,ORG,Imaginary Agency,,KAX,\n総務省,-,,,,\n", encoding="utf-8"
    )
    table = find_entities("KAXと総務省とKAXS", lexicon=path)
    assert table[["text", "entity"]].to_numpy().tolist() == [["KAX", "架空庁"]]
    assert table["source"].tolist() == ["lexicon:my.csv, line 2"]


def test_two_processes_with_other_hash_seeds_give_the_same_tables(tmp_path: Path) -> None:
    text = "架空データ推進協議会（KDF、以下「架空協」という。）と総務省・経済産業省は、G7広島サミットで「架空AI戦略」を公表した。"
    code = (
        "import sys; from plantext.recognition.api import find_entities; "
        "sys.stdout.buffer.write(find_entities(sys.argv[1], date='2023-06-09').to_csv().encode())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, text],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    }
    assert len(outputs) == 1
    assert "架空協" in outputs.pop().decode()
