import pytest
from made_runs import MEETINGS as RUN
from made_runs import counts

from plantext.networks.cooccurrence import cooccur
from plantext.networks.units import units_of


@pytest.mark.parametrize(
    ("unit", "n_units", "shared"),
    [
        ("sentence", 6, 2),
        ("文", 6, 2),
        ("段落", 5, 2),
        ("section", 3, 2),  # 第1 and 第2 of a, 第1 of b; a sentence without a section is in none
        ("施策", 3, 2),  # 1-1 of b is not 1-1 of a
        ("document", 2, 2),
        ("window:2", 4, 2),
    ],
)
def test_units_are_one_documents(unit, n_units, shared):
    pairs = cooccur(RUN, unit=unit)
    assert set(pairs["n_units"]) == {n_units}
    assert counts(pairs)["IGF", "総務省"] == shared


def test_units_of_is_a_partition_of_the_sentences():
    membership, units = units_of(RUN.sentences, "paragraph")
    assert membership.sum(axis=0).tolist() == [1] * len(RUN.sentences)
    assert units["unit"].tolist() == ["0", "1", "2", "0", "1"]
