"""The tables in corpus/ are what the documents give now, and hold no sentence of theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantext import corpus, extraction
from plantext.shipping import SUFFIX, derive, shipped_ids


def test_the_full_plan_is_shipped() -> None:
    assert "priority-plan-2023" in shipped_ids()


@pytest.mark.parametrize("doc_id", shipped_ids())
def test_no_text_is_shipped(doc_id: str) -> None:
    run = extraction.load(doc_id)
    assert not run.has_text
    assert run.mentions["text"].str.len().max() < 100
    assert not run.mentions["text"].str.contains("。").any()


@pytest.mark.model
@pytest.mark.parametrize("doc_id", shipped_ids())
def test_the_tables_are_current(
    doc_id: str, shared_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANTEXT_DATA", str(shared_corpus))
    fresh = derive(doc_id).save(tmp_path, text=False, suffix=SUFFIX)
    for kept in sorted((corpus.corpus_folder() / doc_id).glob(f"*{SUFFIX}")):
        assert (fresh / kept.name).read_bytes() == kept.read_bytes(), f"{kept.name}: run `make tables`"
