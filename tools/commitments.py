"""The ledger of nine editions of the 骨太方針 that notebook 09 draws, without their text."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from plantext import corpus
from plantext.clauses.likeness import plain
from plantext.extraction import run as extraction
from plantext.extraction.provenance import describe_run
from plantext.extraction.statements import ledger
from plantext.storage.tablefile import write_table
from plantext.tables.files import write_info
from plantext.tables.run import Extraction

YEARS = (2003, 2005, 2008, 2014, 2015, 2016, 2017, 2018, 2020)
TEXTS = ("text_from", "text_to")
LONGEST = 16
DIGITAL = re.compile(
    r"デジタル|電子政府|電子自治体|電子化|電子申請|(?<![A-Z])(?:IT|ICT|IoT|AI|BPR|EBPM|CIO)(?![a-zA-Z])|マイナンバー|個人番号|情報通信|情報システム|情報化|オンライン|"
    r"データ|サイバー|クラウド|ブロードバンド|インターネット|Society5|5G|テレワーク"
)
"""What makes a commitment one on digital government and society."""


def ledger_path() -> Path:
    """Return the path of the shipped ledger."""
    return corpus.corpus_folder() / "commitments" / "basic-policy.csv"


def editions(folder: Path, years: Sequence[int] = YEARS) -> list[Extraction]:
    """Extract the editions in a folder, the oldest first."""
    return [extraction.extract(folder / f"basic-policy-{year}.txt", cache=None) for year in years]


def derive(runs: Sequence[Extraction]) -> pd.DataFrame:
    """Make the ledger of editions, of what concerns digital government, without text."""
    table = ledger(runs, cache=None)
    for side in ("from", "to"):
        table[f"edition_{side}"] = table[f"edition_{side}"].str.removeprefix("basic-policy-")
    table["object"] = [
        _term(words or _before(text_to or text_from, predicate_to or predicate_from))
        for words, text_from, text_to, predicate_from, predicate_to in zip(
            *(table[name] for name in ("object", *TEXTS, "predicate_from", "predicate_to")), strict=True
        )
    ]
    told = table["text_from"].map(plain) + "\n" + table["text_to"].map(plain)
    return table[told.str.contains(DIGITAL)].drop(columns=list(TEXTS)).reset_index(drop=True)


def _before(text: str, predicate: str) -> str:
    """What stands before a predicate that takes no object: 財政健全化 of 財政健全化に取り組む."""
    stem = re.sub(r"(?:する|[ぁ-ん])$", "", predicate)
    words, found, _ = text.rpartition(stem) if stem else ("", "", "")
    return re.sub(r"(?:に向けて|について|として|[にとへでもをはがの、])+$", "", words) if found else ""


def _term(words: str) -> str:
    """The last compound of an object: a term, no passage; without a note's number."""
    last = re.split(r"[の、，・「」]|及び|並びに|や(?=[^ぁ-ん])", words)[-1]
    return unicodedata.normalize("NFKC", re.sub(r"\s*[0-9]+$", "", last))[-LONGEST:]


def main() -> None:
    """Write the ledger, where the editions are at hand."""
    path = ledger_path()
    path.parent.mkdir(exist_ok=True)
    runs = editions(Path(os.environ.get("PLANTEXT_DATA", "../shared/corpus")) / "field")
    write_table(derive(runs), path)
    write_info(describe_run([entry for run in runs for entry in run.info["documents"]], {}), path.parent)
    print(f"commitments: {path}")


if __name__ == "__main__":
    sys.exit(main())
