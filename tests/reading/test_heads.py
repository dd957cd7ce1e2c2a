"""What real documents say of themselves, against what a reader wrote down before the program read them."""

from __future__ import annotations

import csv
import hashlib
import tomllib
import unicodedata
from pathlib import Path

import pytest

from plantext.reading import read_bytes, read_file

SURE = 0.8
TABLE = list(csv.DictReader(Path(__file__).with_name("heads.csv").read_text(encoding="utf-8").splitlines()))
"""A row a document: date, publishers and hashes of titles that are right (- for none); half b was first counted when the rules stood (46 of 48 sure ones right), its faults mended only then."""


def _flat(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _hash(text: str) -> str:
    return hashlib.sha256(_flat(text).encode()).hexdigest()[:10] if text else "-"


def _judged(folder: Path, half: str) -> list[tuple[str, str, bool, float]]:
    """File, field, whether it is right, and the confidence told."""
    judged = []
    for row in TABLE:
        if row["half"] != half:
            continue
        document = read_file(folder / row["file"])
        publishers = {_flat(name) for name in row["publishers"].split("|")}
        right = {
            "date": (document.date.isoformat() if document.date else "") == row["date"],
            "title": _hash(document.title) in row["titles"].split("|"),
            "publisher": (_flat(document.publisher) or "-") in publishers,
        }
        for field, is_right in right.items():
            judged.append((row["file"], field, is_right, float(document.meta.get(f"{field}_confidence", 0))))
    return judged


@pytest.mark.parametrize("half", ["a", "b"])
def test_heads_of_the_shared_field_documents_which_skips_without_them(half: str, shared_corpus: Path) -> None:
    folder = shared_corpus / "field"
    if not folder.is_dir():
        pytest.skip("../shared/corpus/field is not at hand")
    judged = _judged(folder, half)
    for field in ("date", "title", "publisher"):
        rights = [right for _, of, right, _ in judged if of == field]
        assert sum(rights) >= 0.88 * len(rights), [row for row in judged if row[1] == field and not row[2]]
    sure = [row for row in judged if row[3] >= SURE]
    assert len(sure) >= 0.5 * len(judged)
    assert sum(row[2] for row in sure) >= 0.97 * len(sure), [row for row in sure if not row[2]]


MADE = tomllib.loads(Path(__file__).with_name("made_heads.toml").read_text(encoding="utf-8"))["head"]


@pytest.mark.parametrize("batch", ["a", "b", "c"])
def test_made_heads(batch: str) -> None:
    judged = []
    for head in MADE:
        if head["batch"] != batch:
            continue
        document = read_bytes(head["text"].encode(), "a.txt", doc_id="a")
        found = {
            "date": document.date.isoformat() if document.date else "-",
            "title": document.title or "-",
            "publisher": document.publisher or "-",
        }
        for field, value in found.items():
            right = _flat(value) in {_flat(answer) for answer in head[field].split("|")}
            judged.append((head["kind"], field, value, right, float(document.meta.get(f"{field}_confidence", 0))))
    assert sum(row[3] for row in judged) >= 0.95 * len(judged), [row for row in judged if not row[3]]
    sure = [row for row in judged if row[4] >= SURE]
    assert len(sure) >= 0.6 * len(judged)
    assert sum(row[3] for row in sure) >= 0.97 * len(sure), [row for row in sure if not row[3]]
