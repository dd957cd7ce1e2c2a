"""Entities counted over mentions."""

from __future__ import annotations

import pandas as pd
import pytest
from made_runs import random_run
from pandas.testing import assert_frame_equal

from plantext.errors import TableError
from plantext.tables.entities import entities_table
from plantext.tables.run import Extraction


def test_entities_count_mentions_and_sentences_and_list_the_other_forms(run: Extraction) -> None:
    first = run.entities.iloc[0]
    assert (first["entity"], first["aliases"], first["n_mentions"], first["n_sentences"]) == ("総務省", "MIC", 2, 2)
    assert (first["first_doc"], first["first_page"]) == ("plan", 1)
    assert first["name_en"] == "Ministry of Internal Affairs and Communications"


def test_entities_are_those_that_pandas_counts() -> None:
    run = random_run(3, docs=("plan", "draft"))
    located = run.mentions.merge(run.sentences[["doc_id", "sent_id", "page"]], on=["doc_id", "sent_id"])
    groups = located.groupby(["label", "entity"])
    expected = pd.DataFrame(
        {
            "n_mentions": groups.size(),
            "n_sentences": groups.apply(lambda rows: len(rows[["doc_id", "sent_id"]].drop_duplicates())),
            "first_doc": groups["doc_id"].first(),
            "first_page": groups["page"].first(),
        }
    ).reset_index()
    expected = expected.sort_values(["n_mentions", "label", "entity"], ascending=[False, True, True], ignore_index=True)
    assert_frame_equal(entities_table(run.mentions, run.sentences)[list(expected)], expected)


def test_a_mention_in_no_sentence_is_refused() -> None:
    run = random_run(3)
    with pytest.raises(TableError, match="expected a sentence, got elsewhere 0"):
        entities_table(run.mentions.assign(doc_id="elsewhere", sent_id=0), run.sentences)
