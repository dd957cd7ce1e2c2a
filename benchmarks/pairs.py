"""Time the pairs table, its tests and its nulls on a made-up corpus: python benchmarks/pairs.py [paragraphs] [names]."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse, stats

from plantext.networks.bootstrap import edge_intervals
from plantext.networks.cooccurrence import Incidence, pairs_of
from plantext.networks.graph import network
from plantext.networks.measures import fisher
from plantext.networks.nullmodel import bicm, fixed_margins
from plantext.networks.stability import stability


def make_incidence(paragraphs: int, names: int, *, seed: int = 0) -> Incidence:
    """Long and short paragraphs, frequent and rare names."""
    rng = np.random.default_rng(seed)
    length = rng.negative_binomial(1, 0.14, paragraphs)
    weight = 1 / (np.arange(names) + 20.0) ** 0.6
    columns = rng.choice(names, size=int(length.sum()), p=weight / weight.sum())
    rows = np.repeat(np.arange(paragraphs), length)
    matrix = sparse.csr_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=(paragraphs, names))
    matrix.sum_duplicates()
    table = pd.DataFrame({"name": [f"N{i:05}" for i in range(names)], "label": "ORG", "n_mentions": 1})
    units = pd.DataFrame({"doc_id": "made-up", "unit": np.arange(paragraphs).astype("str")})
    return Incidence(matrix, units, table, {"unit": "paragraph", "node": "entity", "labels": ["ORG"]})


def timed(what: str, function: Callable[[], Any]) -> Any:
    start = time.perf_counter()
    result = function()
    print(f"{what:<48}{time.perf_counter() - start:8.2f} s")
    return result


def main(paragraphs: int = 20_000, names: int = 1_500) -> None:
    table = make_incidence(paragraphs, names)
    pairs = timed("pairs table, all measures and tests", lambda: pairs_of(table))
    print(
        f"{len(pairs):,} pairs of {names:,} names in {paragraphs:,} units; most units of a name {pairs['n_source'].max():,}"
    )
    margins = [pairs[name].to_numpy() for name in ("count", "n_source", "n_target", "n_units")]
    p_value = timed("one-sided Fisher", lambda: fisher(*margins))
    part = slice(0, len(pairs), max(1, len(pairs) // 20_000))
    both, one, other, units = (column[part] for column in margins)
    expected = timed(
        f"the same by scipy.stats, {len(both):,} pairs", lambda: stats.hypergeom.sf(both - 1, units, one, other)
    )
    worst = np.max(np.abs(p_value[part] - expected) / np.maximum(expected, 1e-300))
    print(f"largest relative difference {worst:.1e}")
    order = np.arange(0, len(pairs), max(1, len(pairs) // 5_000))
    index = pd.Index(table.names["name"])
    source, target = (index.get_indexer(pd.Index(pairs[side].iloc[order])) for side in ("source", "target"))
    timed("fixed margins, 99 shuffles", lambda: fixed_margins(table.presence, source, target, samples=99))
    timed(f"configuration model, {len(order):,} pairs", lambda: bicm(table.presence, source, target))
    net = timed("network of 60", lambda: network(pairs))
    timed("bootstrap of 1000 pairs, 1000 times", lambda: edge_intervals(table, pairs.head(1000)))
    timed("stability of the network, 100 times", lambda: stability(table, net, samples=100))


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
