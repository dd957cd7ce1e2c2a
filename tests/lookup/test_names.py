"""Any name of a thing leads to it."""

import pytest
from made_runs import MEETINGS as RUN

from plantext.errors import EmptyResultError
from plantext.lookup.kwic import kwic
from plantext.lookup.names import Named, entities_named, resolve_name


@pytest.mark.parametrize(
    ("name", "entities"),
    [
        ("総務省", ["総務省"]),
        ("igf", ["IGF"]),
        ("internet governance forum", ["IGF"]),
        ("インターネット・ガバナンス・フォーラム", ["IGF"]),
        ("ministry of internal affairs and communications", ["総務省"]),
        ("UNESCO", []),
        ("", []),
    ],
)
def test_a_name_in_either_language_and_any_case_leads_to_the_entity(name, entities):
    assert entities_named(RUN, name) == entities


def test_a_forum_is_found_in_any_case():
    assert resolve_name(RUN, "g7") == Named("series", frozenset({"G7"}))
    with pytest.raises(EmptyResultError, match="No name"):
        resolve_name(RUN, "UNESCO")


def test_the_concordance_takes_any_name():
    assert kwic(RUN, "internet governance forum")["term"].tolist() == kwic(RUN, "IGF")["term"].tolist()
    assert set(kwic(RUN, "igf")["term"]) == {"IGF"}
