import numpy as np
import pytest
from made_runs import make_run, random_run
from scipy import stats

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.compare import compare, keyness, split_run, trajectories
from plantext.networks.cooccurrence import cooccur


def repeated(doc, texts):
    """Each text as many paragraphs as it says."""
    rows = [text for text, n in texts for _ in range(n)]
    return make_run([(doc, i, "第1", "", text) for i, text in enumerate(rows)])


OLD = repeated(
    "a",
    [("{ORG:甲}と{ORG:乙}", 20), ("{ORG:甲}と{ORG:丙}", 10), ("{ORG:丁}と{ORG:乙}", 3), ("{ORG:丙}", 30), ("無", 37)],
)
NEW = repeated("b", [("{ORG:甲}と{ORG:乙}", 40), ("{ORG:甲}と{ORG:丙}", 60), ("{ORG:戊}と{ORG:乙}", 9), ("無", 91)])


def test_edges_enter_leave_stay_and_grow():
    found = compare(OLD, NEW, samples=300).edges.set_index(["source", "target"])
    status = found["status"].to_dict()
    assert status["乙", "戊"] == "enters"
    assert status["丁", "乙"] == "leaves"
    assert status["丙", "甲"] == "grows"
    row = found.loc[("丙", "甲")]
    assert (row["count_a"], row["count_b"]) == (10, 60)
    assert (row["rate_a"], row["rate_b"]) == (100, 300)
    assert row["value_a"] == pytest.approx(10 / 60)
    assert row["value_b"] == pytest.approx(60 / 100)
    assert row["low"] <= row["difference"] <= row["high"]
    assert row["certain"]


def test_a_text_compared_with_its_double_stays():
    run = random_run(3)
    double = make_run([("a", 0, "", "", "無")])
    rows = []
    for _ in range(2):
        for paragraph, part in run.sentences.groupby("paragraph"):
            names = run.mentions[run.mentions["sent_id"].isin(part["sent_id"])]
            text = "".join(f"{{{label}:{name}}}" for label, name in zip(names["label"], names["entity"], strict=True))
            rows.append(("b", len(rows), "", "", text + f"{paragraph}"))
    double = make_run(rows)
    found = compare(run, double, samples=200)
    assert set(found.edges["status"]) == {"stays"}
    assert found.edges["rate_a"].to_numpy() == pytest.approx(found.edges["rate_b"].to_numpy())
    assert found.names["q_value"].min() > 0.5 or keyness(run, double, unit="paragraph")["q_value"].min() > 0.5


def test_terms_are_the_same_on_both_sides():
    found = compare(OLD, NEW, samples=10, min_frequency=9)
    names = set(found.edges["source"]) | set(found.edges["target"])
    assert names == {"甲", "乙", "丙", "戊"}  # 丁 reaches 9 in neither; 戊 does in one
    assert found.info["units_a"] == 100


def test_rates_can_be_compared():
    found = compare(OLD, NEW, measure="rate", samples=200).edges.set_index(["source", "target"])
    assert found.loc[("乙", "甲"), "difference"] == pytest.approx(0)
    assert found.loc[("乙", "甲"), "status"] == "stays"


def test_keyness_by_scipy_and_by_hand():
    table = keyness(OLD, NEW).set_index("name")
    square = [[60, 40], [140, 60]]
    expected = stats.chi2_contingency(square, correction=False, lambda_="log-likelihood")
    row = table.loc["丙"]
    assert (row["count_a"], row["count_b"]) == (40, 60)
    assert row["log_likelihood"] == pytest.approx(expected.statistic)
    assert row["p_value"] == pytest.approx(expected.pvalue)
    assert row["log_ratio"] == pytest.approx(np.log2((60.5 / 200) / (40.5 / 100)))
    assert np.isfinite(table.loc["戊", "log_ratio"])


def test_bad_comparisons_are_told():
    with pytest.raises(EmptyResultError, match="min_frequency=1000 leaves no pair"):
        compare(OLD, NEW, min_frequency=1000)
    with pytest.raises(PlantextError, match="It holds a"):
        split_run(OLD, ["z"])


def test_a_run_is_split_by_document():
    run = random_run(1, docs=("a", "b"))
    part = split_run(run, ["b"])
    assert set(part.sentences["doc_id"]) == set(part.mentions["doc_id"]) == {"b"}


def test_trajectories_are_the_counts_of_each_years_documents():
    run = random_run(1, docs=("a", "b", "c"), paragraphs=40)
    years = {"a": 2002, "b": 2008, "c": 2008}
    found = trajectories(run, years=years)
    later = cooccur(split_run(run, ["b", "c"])).set_index(["source", "target"])
    edges = found.edges[found.edges["year"] == 2008]
    assert set(edges["n_units"]) == {80}
    for row in edges.to_dict("records"):
        key = row["source"], row["target"]
        assert row["count"] == (later.loc[key, "count"] if key in later.index else 0)
        assert row["jaccard"] == pytest.approx(later.loc[key, "jaccard"] if key in later.index else 0)
    names = found.names.groupby("name")["count"].sum()
    assert names.min() >= 5
    assert len(found.names) == 2 * len(names)
    with pytest.raises(EmptyResultError, match="No date is known"):
        trajectories(run)
    with pytest.raises(EmptyResultError, match="the most frequent stands in"):
        trajectories(run, years=years, min_frequency=999)
