"""What the slower questions to a pairs table take: nulls, bootstrap, stability: python -m benchmarks.nulls [--quick]."""

from __future__ import annotations

import argparse

import numpy as np
import pandas as pd

from benchmarks.inputs import made_up_units, run_of
from benchmarks.report import table
from benchmarks.timing import in_turns
from plantext.networks.cooccurrence import pairs_of
from plantext.networks.graph import network
from plantext.networks.presence import incidence
from plantext.networks.uncertainty.bootstrap import edge_intervals
from plantext.networks.uncertainty.configuration import bicm
from plantext.networks.uncertainty.nullmodel import fixed_margins
from plantext.networks.uncertainty.stability import stability


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="one round on a tenth of the mentions")
    arguments = parser.parse_args()
    mentions, rounds = (2_000, 1) if arguments.quick else (20_000, arguments.rounds)
    held = incidence(run_of(made_up_units(mentions, names=300)))
    pairs = pairs_of(held)
    net = network(pairs)
    order = np.arange(0, len(pairs), max(1, len(pairs) // 5_000))
    index = pd.Index(held.names["name"])
    source, target = (index.get_indexer(pd.Index(pairs[side].iloc[order])) for side in ("source", "target"))
    things = {
        "fixed margins, 99 shuffles": lambda: fixed_margins(held.presence, source, target, samples=99),
        f"configuration model, {len(order):,} pairs": lambda: bicm(held.presence, source, target),
        "network of 60 with communities": lambda: network(pairs),
        "bootstrap of 1,000 pairs, 1,000 times": lambda: edge_intervals(held, pairs.head(1000)),
        "stability of the network, 100 times": lambda: stability(held, net, samples=100),
    }
    times = in_turns(things, rounds)
    print("### Nulls and intervals\n")
    print(
        f"{mentions:,} mentions of 300 names in {len(held.units):,} units, {len(pairs):,} pairs; medians of {rounds}.\n"
    )
    rows = [[name, f"{time.wall:.2f}", f"{time.processor:.2f}"] for name, time in times.items()]
    print(table(["", "seconds", "of processor"], rows))


if __name__ == "__main__":
    main()
