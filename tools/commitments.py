"""The ledger of nine editions of the 骨太方針 that notebook 09 draws, without their text."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from plantext import corpus
from plantext.clauses.likeness import plain
from plantext.extraction import run as extraction
from plantext.extraction.provenance import describe_run
from plantext.extraction.statements import ledger
from plantext.recognition.tokenizer import Token, tokenize
from plantext.storage.tablefile import write_table
from plantext.tables.files import write_info
from plantext.tables.run import Extraction

YEARS = (2003, 2005, 2008, 2014, 2015, 2016, 2017, 2018, 2020)
TEXTS = ("text_from", "text_to")
LONGEST = 16
_NO_THING = ("副詞可能", "形状詞可能", "形状詞-一般", "数詞", "助数詞", "助数詞可能")
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
        _term(words) or _term(_before(text_to or text_from, predicate_to or predicate_from))
        for words, text_from, text_to, predicate_from, predicate_to in zip(
            *(table[name] for name in ("object", *TEXTS, "predicate_from", "predicate_to")), strict=True
        )
    ]
    told = table["text_from"].map(plain) + "\n" + table["text_to"].map(plain)
    return table[told.str.contains(DIGITAL)].drop(columns=list(TEXTS)).reset_index(drop=True)


def _before(text: str, predicate: str) -> str:
    """What stands before a predicate that takes no object: 財政健全化に of 財政健全化に取り組む."""
    stem = re.sub(r"(?:する|[ぁ-ん])$", "", predicate)
    return text.rpartition(stem)[0] if stem else ""


def _term(words: str) -> str:
    """The last noun of a text with what の joins to it: a term, no passage, and no word of manner (更なる, 重点的に)."""
    # Within Japanese a space is an accident of typesetting.
    joined = re.sub(r"\s+(?=[^A-Za-z])|(?<=[^A-Za-z])\s+", "", unicodedata.normalize("NFKC", words))
    nouns = _nouns(tokenize(joined))
    # Who acts is no thing that is acted upon.
    found = next((it for it in reversed(nouns) if it.particle != "が"), nouns[-1] if nouns else None)
    if found is None:
        return ""
    term = found.text
    for before in reversed(nouns[: nouns.index(found)]):
        longer = f"{before.text}の{term}"
        if before.particle != "の" or len(longer) > LONGEST:
            break
        term = longer
    return term


class _Noun(NamedTuple):
    text: str
    particle: str


def _nouns(words: Sequence[Token]) -> list[_Noun]:
    """The compound nouns of a text, each with the word behind it, without numbers, times and stems of adjectives."""
    found = []
    groups = [(noun, list(its)) for noun, its in groupby(words, key=lambda word: word.is_noun or word.text == "・")]
    for (noun, its), (_, behind) in pairwise([*groups, (False, [])]):
        following = behind[0] if behind else None
        # A note's number stands behind a word in kanji or kana.
        while its and (its[-1].text in ("等", "・") or (its[-1].is_number and not its[-2:][0].is_latin)):
            its.pop()
        while len(its) > 1 and (its[-1].end - its[0].start > LONGEST or its[0].text == "・"):
            its.pop(0)
        text = "".join(word.text for word in its)
        acted_upon = following is None or following.text == "を"
        if not re.search("[^ぁ-ん]", text) or (not acted_upon and all(word.pos.endswith(_NO_THING) for word in its)):
            continue
        if noun and (acted_upon or (following and following.pos.startswith(("助詞", "補助記号")))):
            found.append(_Noun(text, following.text if following else ""))
    return found


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
