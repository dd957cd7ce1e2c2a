import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_runs import make_run, random_run

from plantext.errors import PlantextError
from plantext.networks.cooccurrence import cooccur, pairs_of
from plantext.networks.graph import network
from plantext.networks.presence import incidence
from plantext.networks.uncertainty.stability import adjusted_rand, seed_stability, stability

RUN = random_run(1, docs=("a", "b"), paragraphs=70)


TABLE = incidence(RUN)


PAIRS = pairs_of(TABLE)


def test_stability_of_a_network():
    net = network(PAIRS, top=30)
    found = stability(TABLE, net, samples=60)
    assert found.edges["drawn"].between(0, 1).all()
    assert len(found.edges) == net.number_of_edges()
    assert found.names["name"].tolist() == sorted(net)
    assert not found.names.isna().any().any()
    assert (found.names["strength_rank_low"] <= found.names["strength_rank_high"]).all()
    together = found.together.to_numpy()
    assert (together == together.T).all()
    assert (np.diag(together) == 1).all()
    assert -0.5 <= found.info["agreement"] <= 1
    again = stability(TABLE, net, samples=60)
    assert found.names.equals(again.names) and found.edges.equals(again.edges)


def test_a_text_that_says_one_thing_over_and_over_is_stable():
    run = make_run([("a", i, "", "", "{ORG:甲}と{ORG:乙}" if i % 2 else "{ORG:丙}と{ORG:丁}") for i in range(200)])
    table = incidence(run)
    found = stability(table, network(pairs_of(table)), samples=30)
    assert found.edges["drawn"].tolist() == [1.0, 1.0]
    assert found.info["agreement"] == 1.0


def test_seeds_alone_change_little_where_groups_are_clear():
    shares = seed_stability(network(PAIRS), seeds=10)
    assert (np.diag(shares) == 1).all()
    assert 0 < shares.attrs["agreement"] <= 1


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=12))
def test_adjusted_rand_by_counting_pairs(pairs):
    one, other = zip(*pairs, strict=True)
    both = a = b = 0
    n = len(pairs)
    for i in range(n):
        for j in range(i):
            same_one, same_other = one[i] == one[j], other[i] == other[j]
            both += same_one and same_other
            a += same_one
            b += same_other
    total = n * (n - 1) / 2
    expected, most = a * b / total, (a + b) / 2
    assert adjusted_rand(one, other) == pytest.approx(
        1.0 if most == expected else (both - expected) / (most - expected)
    )


def test_a_network_that_does_not_say_how_it_was_made_is_told():
    with pytest.raises(PlantextError, match="does not say how it was made"):
        stability(TABLE, network(cooccur(RUN), communities=None), samples=5)
