"""The tables in corpus/ are what the documents give now, and hold no sentence of theirs."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from plantext import corpus
from plantext.extraction import run as extraction
from tools.ship import SUFFIX, derive, measure_quality, shipped_ids

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent


def test_the_full_plan_is_shipped() -> None:
    assert "priority-plan-2023" in shipped_ids()


@pytest.mark.parametrize("doc_id", shipped_ids())
def test_no_text_is_shipped(doc_id: str) -> None:
    run = extraction.load(doc_id)
    assert not run.has_text
    assert run.mentions["text"].str.len().max() < 200  # a title with its English original
    assert not run.mentions["text"].str.contains("。").any()
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


@pytest.mark.model
def test_the_scores_are_current(shared_corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANTEXT_DATA", str(shared_corpus))
    kept = pd.read_csv(corpus.quality_path())
    pd.testing.assert_frame_equal(measure_quality(stock=False), kept.drop(columns="f1_ginza"), check_exact=True)


def test_the_scores_are_what_the_project_promises() -> None:
    scores = pd.read_csv(corpus.quality_path()).set_index(["part", "label"])["f1"]
    assert scores["aside", "mission"] >= 0.93
    assert scores["aside", "all"] >= 0.90


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md"])
def test_the_readme_tells_the_scores_as_they_are(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    for row in pd.read_csv(corpus.quality_path()).query("part == 'aside'").to_dict("records"):
        name = {"mission": "ORG+FORUM+DATE", "all": "all seven"}.get(row["label"], row["label"])
        if readme == "README.ja.md":
            name = {"all seven": "七種すべて"}.get(name, name)
        values = [f"{row[column]:.2f}" for column in ("precision", "recall", "f1", "f1_ginza")]
        assert f"| {name} | {row['gold']} | {' | '.join(values)} |" in text
