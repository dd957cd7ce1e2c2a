import pytest
from made_runs import make_run

from plantext.networks.cooccurrence import cooccur
from plantext.networks.units import units_of

RUN = make_run(
    [
        ("a", 0, "第1", "1-1", "{ORG:総務省}は{FORUM:IGF}を開く。"),
        ("a", 0, "第1", "1-1", "{ORG:総務省}と{ORG:外務省}が出る。"),
        ("a", 1, "第1", "", "{ORG:外務省}は{FORUM:G7広島:G7}に出る。"),
        ("a", 2, "第2", "1-2", "名前はない。"),
        ("b", 0, "第1", "1-1", "{ORG:総務省}、{ORG:総務省}と{FORUM:IGF}、{FORUM:G7香川:G7}。"),
        ("b", 1, "", "1-1", "{ORG:外務省}が出る。"),
    ]
)


def counts(pairs):
    return {(a, b): n for a, b, n in zip(pairs["source"], pairs["target"], pairs["count"], strict=True)}


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
