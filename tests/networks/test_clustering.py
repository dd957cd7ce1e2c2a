"""Trees of names against a clustering that is written out."""

from itertools import combinations

import numpy as np
import pytest
from made_runs import random_run

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.clustering import cluster_names
from plantext.networks.presence import incidence

TABLE = incidence(random_run(3, paragraphs=60), labels=["ORG", "FORUM"])


def jaccard_distances(names: list[str]) -> dict[tuple[str, str], float]:
    matrix = TABLE.presence.toarray()
    held = {name: set(np.flatnonzero(matrix[:, i])) for i, name in enumerate(TABLE.names["name"])}
    return {(a, b): 1 - len(held[a] & held[b]) / len(held[a] | held[b]) for a, b in combinations(names, 2)}


@pytest.mark.parametrize(("method", "link"), [("average", np.mean), ("single", min), ("complete", max)])
def test_heights_are_those_of_the_clustering_written_out(method: str, link: object) -> None:
    found = cluster_names(TABLE, top=12, method=method)
    names = sorted(found.names["name"])
    known = jaccard_distances(names)
    groups = [[name] for name in names]
    heights = []
    while len(groups) > 1:
        far = {
            (i, j): round(float(link([known[tuple(sorted((a, b)))] for a in groups[i] for b in groups[j]])), 9)  # type: ignore[operator]
            for i, j in combinations(range(len(groups)), 2)
        }
        i, j = min(far, key=lambda pair: far[pair])
        heights.append(far[i, j])
        groups = [*(group for k, group in enumerate(groups) if k not in (i, j)), groups[i] + groups[j]]
    if method == "single":  # ties lead to other trees, but of single linkage to the same heights
        assert found.merges[:, 2].tolist() == pytest.approx(heights, abs=1e-8)
    assert found.merges[0, 2] == pytest.approx(heights[0], abs=1e-8)
    assert found.merges[:, 2].tolist() == sorted(found.merges[:, 2])


def test_the_most_frequent_names_are_taken_and_clusters_stand_together() -> None:
    found = cluster_names(TABLE, top=10, clusters=4)
    least = found.names["frequency"].min()
    rest = set(TABLE.names["name"]) - set(found.names["name"])
    assert all(TABLE.frequency[TABLE.names["name"].tolist().index(name)] <= least for name in rest)
    numbers = found.names["cluster"].tolist()
    assert numbers == sorted(numbers) and max(numbers) <= 4


def test_bad_wishes_are_told() -> None:
    with pytest.raises(PlantextError, match="expected one of average"):
        cluster_names(TABLE, method="median")
    with pytest.raises(EmptyResultError, match="two names"):
        cluster_names(TABLE, top=1)
