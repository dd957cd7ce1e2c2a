from made_runs import MEETINGS as RUN
from made_runs import counts, make_run

from plantext.networks.cooccurrence import cooccur
from plantext.networks.presence import incidence


def test_series_joins_the_meetings_of_a_forum():
    assert ("G7", "外務省") in counts(cooccur(RUN, node="series"))
    assert counts(cooccur(RUN, unit="document", node="series"))["G7", "外務省"] == 2
    assert ("G7", "外務省") not in counts(cooccur(RUN))


def test_names_are_chosen_by_label_and_name():
    assert set(counts(cooccur(RUN, labels=["ORG"]))) == {("外務省", "総務省")}
    assert ("IGF", "総務省") not in counts(cooccur(RUN, exclude=["IGF"]))
    assert set(counts(cooccur(RUN, include=["IGF", "総務省"]))) == {("IGF", "総務省")}


def test_a_name_with_two_labels_is_one_node_with_the_more_frequent_label():
    rows = [("a", 0, "", "", "{PLAN:GDC}と{ORG:国連}"), ("a", 1, "", "", "{FORUM:GDC}、{FORUM:GDC}と{ORG:国連}")]
    pairs = cooccur(make_run(rows))
    assert counts(pairs) == {("GDC", "国連"): 2}
    assert pairs["source_label"].tolist() == ["FORUM"]


def test_take_repeats_units():
    table = incidence(RUN, unit="document")
    twice = table.take([0, 0])
    assert twice.matrix.sum() == 2 * table.matrix[[0]].sum()
    assert twice.units["doc_id"].tolist() == ["a", "a"]
