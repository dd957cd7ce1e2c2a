"""One builder of co-occurrence counts or networks, in a process of its own.

    python -m benchmarks.builders NAME UNITS ROUNDS

Runs in plantext's environment or in the peers' (benchmarks/peers.py), and imports what the named builder needs. UNITS
is a text file: a line a unit, names parted by tabs. Prints the median of the seconds, mebibytes at most, pairs, and the
sum of counts.
"""

from __future__ import annotations

import gc
import json
import resource
import signal
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

SECONDS, GIBIBYTES = 20, 6
"""What a builder may take; one that needs more cannot bear the size."""
Units = list[list[str]]
Prepared = tuple[Callable[[], Any], Callable[[Any], tuple[int, int]]]
"""The work that is timed, and what tells the number of pairs and the sum of counts from its result."""


def counter(units: Units) -> Prepared:
    """A Counter over the combinations of names in each unit."""

    def build() -> Counter[tuple[str, str]]:
        found: Counter[tuple[str, str]] = Counter()
        for names in units:
            found.update(combinations(sorted(set(names)), 2))
        return found

    return build, lambda found: (len(found), sum(found.values()))


def product(units: Units) -> Prepared:
    """plantext's counting alone, from units by names."""
    from benchmarks.inputs import run_of
    from plantext.networks.cooccurrence import count_pairs
    from plantext.networks.presence import incidence

    presence = incidence(run_of(units)).presence
    return lambda: count_pairs(presence), lambda found: (len(found[2]), int(found[2].sum()))


def counts(units: Units) -> Prepared:
    """plantext from its tables to counts."""
    from benchmarks.inputs import run_of
    from plantext.networks.cooccurrence import count_pairs
    from plantext.networks.presence import incidence

    run = run_of(units)
    return lambda: count_pairs(incidence(run).presence), lambda found: (len(found[2]), int(found[2].sum()))


def pairs(units: Units) -> Prepared:
    """plantext from its tables to the whole pairs table."""
    from benchmarks.inputs import run_of
    from plantext import cooccur

    run = run_of(units)
    return lambda: cooccur(run), lambda table: (len(table), int(table["count"].sum()))


def network(units: Units) -> Prepared:
    """plantext from its tables to a networkx.Graph of all pairs, with all measures on its edges."""
    from benchmarks.inputs import run_of
    from plantext import cooccur, network

    run = run_of(units)

    def build() -> Any:
        return network(cooccur(run), top=None, min_frequency=1, communities=None)

    return build, lambda net: (net.number_of_edges(), sum(n for *_, n in net.edges(data="count")))


def networkx(units: Units) -> Prepared:
    """networkx: a bipartite graph and its weighted projection."""
    import networkx as nx

    names = sorted({name for unit in units for name in unit})

    def build() -> Any:
        net = nx.Graph()
        net.add_edges_from((number, name) for number, unit in enumerate(units) for name in unit)
        return nx.bipartite.weighted_projected_graph(net, [name for name in names if name in net])

    return build, lambda net: (net.number_of_edges(), sum(n for *_, n in net.edges(data="weight")))


def textnets(units: Units) -> Prepared:
    """textnets: from its tidy text to the projection onto terms."""
    import pandas as pd
    from textnets import Textnet

    rows = [(str(number), name) for number, unit in enumerate(units) for name in sorted(set(unit))]
    tidy = pd.DataFrame(rows, columns=["label", "term"]).assign(n=1, term_weight=1.0).set_index("label")

    def build() -> Any:
        return Textnet(tidy, min_docs=1).project(node_type="term")

    return build, lambda net: (net.ecount(), round(sum(net.edges["weight"])))


def nlplot(units: Units) -> Prepared:
    """nlplot: its table of edges and its graph, without the centralities that its build_graph goes on to."""
    import pandas as pd
    from nlplot import NLPlot

    plot = NLPlot(pd.DataFrame({"names": units}), target_col="names")

    def build() -> Any:
        plot.get_edges_nodes([list(set(unit)) for unit in units], min_edge_frequency=0)
        return plot.get_graph()

    return build, lambda net: (net.number_of_edges(), int(plot.edge_df["edge_frequency"].sum()))


def renard(units: Units) -> Prepared:
    """Renard: its extractor of co-occurrences, with the units as blocks."""
    from unittest.mock import MagicMock

    # Its package imports neural libraries that this extractor does not use; stand-ins spare installing gigabytes.
    unused = ("torch", "renard.ner_utils", "renard.pipeline.relation_extraction")
    sys.modules.update({name: MagicMock(name=name) for name in unused})
    from renard.pipeline.character_unification import Character
    from renard.pipeline.graph_extraction import CoOccurrencesGraphExtractor
    from renard.pipeline.ner import NEREntity

    sentences = [sorted(set(unit)) for unit in units]
    mentions: dict[str, list[Any]] = {}
    blocks, start = [], 0
    for sentence in sentences:
        for place, name in enumerate(sentence, start):
            mentions.setdefault(name, []).append(NEREntity([name], place, place + 1, "PER"))
        blocks.append((start, start + len(sentence)))
        start += len(sentence)
    characters = {Character(frozenset([name]), found) for name, found in mentions.items()}
    extractor = CoOccurrencesGraphExtractor()

    def build() -> Any:
        return extractor(characters, sentences, co_occurrences_blocks=(blocks, "tokens"))["character_network"]

    return build, lambda net: (net.number_of_edges(), int(sum(n for *_, n in net.edges(data="weight"))))


def once(build: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of processor time, and what was built; ends the process where that takes too long or too much."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (GIBIBYTES * 2**30, hard))
    signal.setitimer(signal.ITIMER_PROF, SECONDS)  # of processor time; its signal ends the process
    start = time.process_time()
    result = build()
    seconds = time.process_time() - start
    signal.setitimer(signal.ITIMER_PROF, 0)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    return seconds, result


def main(name: str, path: str, rounds: str) -> None:
    units = [line.split("\t") if line else [] for line in Path(path).read_text(encoding="utf-8").split("\n")[:-1]]
    prepare: Callable[[Units], Prepared] = globals()[name]
    prepare(units[:30])[0]()  # what is imported or compiled at the first call
    build, tell = prepare(units)
    taken = []
    for _ in range(int(rounds)):
        seconds, result = once(build)
        taken.append(seconds)
        found = tell(result)
        del result
        gc.collect()  # graphs refer to themselves
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * (1024 if sys.platform == "darwin" else 1))
    print(json.dumps({"seconds": statistics.median(taken), "mib": memory, "pairs": found[0], "total": found[1]}))


if __name__ == "__main__":
    main(*sys.argv[1:])
