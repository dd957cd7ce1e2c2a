import warnings
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_runs import MEETINGS as RUN
from made_runs import counts, make_run, random_run

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.cooccurrence import PAIR_COLUMNS, cooccur, pairs_of
from plantext.networks.presence import incidence
from plantext.networks.units import split_unit


def brute_force(run, unit):
    """Pairs by a loop over sets, with no matrix."""
    sentences = run.sentences
    names = {}
    for mention in run.mentions.itertuples():
        names.setdefault((mention.doc_id, mention.sent_id), set()).add(mention.entity)
    groups = {}
    kind, size = split_unit(unit)
    if kind == "window":
        for doc_id, part in sentences.groupby("doc_id", sort=False):
            ids = list(part["sent_id"])
            for start in range(max(1, len(ids) - size + 1)):
                held = groups.setdefault((doc_id, start), set())
                for sent_id in ids[start : start + size]:
                    held |= names.get((doc_id, sent_id), set())
    else:
        column = {"sentence": "sent_id", "document": "doc_id"}.get(kind, kind)
        for row in sentences.to_dict("records"):
            if row[column] != "":
                held = groups.setdefault((row["doc_id"], row[column]), set())
                held |= names.get((row["doc_id"], row["sent_id"]), set())
    result = {}
    for held in groups.values():
        for pair in combinations(sorted(held), 2):
            result[pair] = result.get(pair, 0) + 1
    return result, len(groups)


UNIT_NAMES = ["sentence", "paragraph", "section", "measure", "page", "document", "window:1", "window:2", "window:9"]


@pytest.mark.parametrize("unit", UNIT_NAMES)
@pytest.mark.parametrize("run", [RUN, random_run(3, docs=("a", "b"))], ids=["hand", "random"])
def test_pairs_are_those_of_a_loop(run, unit):
    pairs = cooccur(run, unit=unit)
    expected, n_units = brute_force(run, unit)
    assert counts(pairs) == expected
    assert set(pairs["n_units"]) == {n_units}


WORD = st.sampled_from(["総務省", "外務省", "IGF", "G7", "国連"])
CORPUS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b"]), st.integers(0, 3), st.sampled_from(["", "1", "2"]), st.lists(WORD, max_size=4)
    ),
    min_size=1,
    max_size=15,
)


@settings(deadline=None)
@given(CORPUS, st.sampled_from(UNIT_NAMES))
def test_counts_jaccard_and_dice_on_random_corpora(corpus, unit):
    rows = [(d, p, s, s, "と".join(f"{{ORG:{w}}}" for w in words) + "。") for d, p, s, words in sorted(corpus)]
    run = make_run(rows)
    expected, n_units = brute_force(run, unit)
    if not expected:
        with pytest.raises(EmptyResultError):
            cooccur(run, unit=unit)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore" if n_units == 1 else "error")
        pairs = cooccur(run, unit=unit)
    assert counts(pairs) == expected
    assert set(pairs["n_units"]) == {n_units}
    for row in pairs.to_dict("records"):
        assert row["jaccard"] == pytest.approx(row["count"] / (row["n_source"] + row["n_target"] - row["count"]))
        assert row["dice"] == pytest.approx(2 * row["count"] / (row["n_source"] + row["n_target"]))


def test_counts_are_networkxs_projection():
    run = random_run(5)
    bipartite = nx.Graph()
    for mention in run.mentions.merge(run.sentences[["doc_id", "sent_id", "paragraph"]]).itertuples():
        bipartite.add_edge(("unit", mention.paragraph), mention.entity)
    names = sorted(set(run.mentions["entity"]))
    projected = nx.bipartite.weighted_projected_graph(bipartite, names)
    assert counts(cooccur(run)) == {tuple(sorted((a, b))): w for a, b, w in projected.edges(data="weight")}


def test_counts_do_not_overflow():
    run = make_run([("a", i, "", "", "{ORG:甲}{ORG:乙}") for i in range(300)])
    assert counts(cooccur(run)) == {("乙", "甲"): 300}
    many = make_run([("a", 0, "", "", "{ORG:甲}" * 300 + "{ORG:乙}" * 300), ("a", 1, "", "", "無")])
    assert counts(cooccur(many, weight="count")) == {("乙", "甲"): 90_000}


def test_weight_count_multiplies_mentions_and_leaves_the_measures():
    presence, weighted = cooccur(RUN, unit="sentence"), cooccur(RUN, unit="sentence", weight="count")
    assert counts(presence)["IGF", "総務省"] == 2
    assert counts(weighted)["IGF", "総務省"] == 3
    both = weighted.set_index(["source", "target"]).loc[("IGF", "総務省")]
    assert both["n_both"] == 2
    assert both["jaccard"] == presence.set_index(["source", "target"]).loc[("IGF", "総務省"), "jaccard"]


def test_the_table_has_its_columns_types_and_order():
    pairs = cooccur(random_run())
    assert tuple(pairs.columns) == PAIR_COLUMNS
    assert (pairs["source"] < pairs["target"]).all()
    assert not pairs.isna().any().any()
    for column in ("count", "n_source", "n_target", "n_units"):
        assert pairs[column].dtype == np.int64
    order = pairs.sort_values(["count", "source", "target"], ascending=[False, True, True])
    assert order.index.tolist() == list(range(len(pairs)))
    assert pairs.attrs["unit"] == "paragraph"


def test_the_order_of_rows_does_not_matter():
    run = random_run(2)
    shuffled = type(run)(run.sentences, run.mentions.sample(frac=1, random_state=1), run.entities)
    pd.testing.assert_frame_equal(cooccur(run), cooccur(shuffled))


EMPTY = type(RUN)(RUN.sentences, RUN.mentions.iloc[:0], RUN.entities.iloc[:0])
ALONE = make_run([("a", 0, "", "", "{ORG:総務省}"), ("a", 1, "", "", "{ORG:外務省}")])


@pytest.mark.parametrize(
    ("run", "options", "error", "told"),
    [
        (EMPTY, {}, EmptyResultError, "no mentions"),
        (ALONE, {}, EmptyResultError, "larger unit"),
        (ALONE, {"unit": "measure"}, EmptyResultError, "has a measure"),
        (RUN, {"labels": ["LAW"]}, EmptyResultError, "FORUM .4., ORG .7."),
        (RUN, {"labels": ["org"]}, PlantextError, "expected some of ORG"),
        (RUN, {"include": ["国連"]}, EmptyResultError, "include and exclude"),
        (RUN, {"kinds": ["table"]}, EmptyResultError, "none of 0 sentences"),
        (RUN, {"unit": "chapter"}, PlantextError, "window:3"),
        (RUN, {"unit": "window:0"}, PlantextError, "window:3"),
        (RUN, {"unit": "window:二"}, PlantextError, "window:3"),
        (RUN, {"unit": "sentence:2"}, PlantextError, "window:3"),
        (RUN, {"weight": "tf"}, PlantextError, "presence or count"),
        (RUN, {"node": "norm"}, PlantextError, "entity or series"),
    ],
)
def test_bad_input_is_told(run, options, error, told):
    with pytest.raises(error, match=told):
        cooccur(run, **options)


def test_one_single_unit_is_warned_of():
    with pytest.warns(UserWarning, match="one single unit.*smaller unit"):
        pairs = cooccur(make_run([("a", 0, "", "", "{ORG:甲}と{ORG:乙}")]), unit="document")
    assert np.isfinite(pairs.select_dtypes("number")).all().all()


def test_an_incidence_of_fewer_names_keeps_its_names_and_numbers_together():
    table = incidence(RUN, unit="sentence")
    fewer = table.take_names(range(0, len(table.names), 2))
    columns = ["source", "target", "count", "n_source", "n_target"]
    every = pairs_of(table)[columns]
    held = set(fewer.names["name"])
    wanted = every[every["source"].isin(held) & every["target"].isin(held)]
    assert not wanted.empty
    assert sorted(pairs_of(fewer)[columns].values.tolist()) == sorted(wanted.values.tolist())
