"""Do intervals under extraction error cover what they should? ``python -m tools.coverage [--worlds N] [--samples N]``.

Worlds are made: a table of units and names with groups, long and short units, and what a reader of known precision and recall finds of
it; rates are counted on a sample of judged names, as gold is. Of every pair that meets in truth and was found, it is asked
whether the interval of extraction error holds the true count. And of two halves of a text that differ in nothing, how often the interval
of the difference of a pair's counts leaves out zero.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from plantext.networks.uncertainty.bootstrap import interval
from plantext.networks.uncertainty.errors import Rate, complete, draw_share

N_NAMES, N_GROUPS = 24, 3
JUDGED = 200
LEAST = 5


@dataclass(frozen=True)
class World:
    """Made-up truth and what was found of it, units by names, and the rates as counted on a sample."""

    truth: sparse.csr_array
    found: sparse.csr_array
    rate: Rate


def make_world(
    seed: int, *, n_units: int = 600, precision: float = 0.93, recall: float = 0.9, alike: float = 0.5
) -> World:
    """Draw a world."""
    rng = np.random.default_rng(seed)
    names, units = rng.uniform(0.02, 0.2, N_NAMES), rng.uniform(0.3, 1.7, n_units)
    inside = (np.arange(n_units) % N_GROUPS)[:, None] == np.arange(N_NAMES) % N_GROUPS
    chances = np.clip(np.outer(units, names) * np.where(inside, 1.8, 0.6), 0, 0.95)
    truth = rng.random(chances.shape) < chances
    hit = truth & (rng.random(truth.shape) < recall)
    # Of the names found, a share is wrong: for some names all entries or none, for the others entry by entry.
    wrong = 1 - precision
    shared = rng.random(N_NAMES) < alike
    false_names = shared & (rng.random(N_NAMES) < wrong)
    noise = hit.mean(axis=0) * np.where(shared, 0.0, wrong / precision)
    false = ~truth & (rng.random(truth.shape) < noise)
    truth = truth & ~false_names
    found = hit | false
    return World(_table(truth), _table(found), _judge(truth, found, rng))


def _judge(truth: np.ndarray, found: np.ndarray, rng: np.random.Generator) -> Rate:
    """Count rates on a sample of entries of both tables."""
    of_found = rng.permutation(np.flatnonzero(found))[:JUDGED]
    of_truth = rng.permutation(np.flatnonzero(truth))[:JUDGED]
    right, hit = int(truth.ravel()[of_found].sum()), int(found.ravel()[of_truth].sum())
    return Rate(right, len(of_found), hit, len(of_truth))


def _table(entries: np.ndarray) -> sparse.csr_array:
    return sparse.csr_array(entries.astype(np.int64))


def counts_of(table: sparse.csr_array) -> np.ndarray:
    """In how many units each two names meet."""
    first, second = np.triu_indices(N_NAMES, k=1)
    return np.asarray((table.T @ table).toarray()[first, second])


def draw_truth(world: World, rng: np.random.Generator, *, alike: float = 0.0) -> sparse.csr_array:
    """Draw a table that the rates leave plausible."""
    precision = np.full(N_NAMES, draw_share(world.rate.right, world.rate.found, rng))
    recall = np.full(N_NAMES, draw_share(world.rate.hit, world.rate.gold, rng))
    return complete(world.found, precision, recall, rng, alike=alike)


def drawn_counts(world: World, samples: int, seed: int, *, alike: float = 0.5) -> np.ndarray:
    """The same in tables that the rates leave plausible: draws by pairs."""
    rng = np.random.default_rng(seed)
    return np.array([counts_of(draw_truth(world, rng, alike=alike)) for _ in range(samples)])


def coverage(worlds: int, samples: int, *, alike: float = 0.5) -> float:
    """The share of pairs found at least five times whose true count lies in the interval of 95 %."""
    inside = total = 0
    for seed in range(worlds):
        world = make_world(seed, alike=alike)
        often = counts_of(world.found) >= LEAST
        low, high = interval(drawn_counts(world, samples, seed + 1, alike=alike), 0.95)
        true = counts_of(world.truth)
        inside += int(((true >= low) & (true <= high))[often].sum())
        total += int(often.sum())
    return inside / total


def false_differences(worlds: int, samples: int) -> float:
    """The share of pairs whose difference between two halves of a world, which differ in nothing, is told from zero.

    Errors of sampling and of extraction are drawn together.
    """
    told = total = 0
    for seed in range(worlds):
        world = make_world(seed)
        half = np.arange(world.found.shape[0]) // N_GROUPS % 2 == 0
        often = counts_of(world.found) >= 2 * LEAST
        rng = np.random.default_rng(seed + 1)
        draws = []
        for _ in range(samples):
            true = draw_truth(world, rng)
            sides = [np.flatnonzero(side) for side in (half, ~half)]
            one, other = (counts_of(true[side[rng.integers(len(side), size=len(side))]]) / len(side) for side in sides)
            draws.append(one - other)
        low, high = interval(np.array(draws), 0.95)
        told += int(((low > 0) | (high < 0))[often].sum())
        total += int(often.sum())
    return told / total


def naive_coverage(worlds: int) -> float:
    """The share of the same pairs whose true count is the one found: what an analysis without errors takes for granted."""
    same = total = 0
    for seed in range(worlds):
        world = make_world(seed)
        often = counts_of(world.found) >= LEAST
        same += int((counts_of(world.found) == counts_of(world.truth))[often].sum())
        total += int(often.sum())
    return same / total


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=40)
    parser.add_argument("--samples", type=int, default=200)
    arguments = parser.parse_args()
    for alike in (0.0, 0.5):
        print(f"alike={alike}: {coverage(arguments.worlds, arguments.samples, alike=alike):.3f}")
    print(f"differences of nothing told: {false_differences(arguments.worlds, arguments.samples):.3f}")
    print(f"counts found that are the true ones: {naive_coverage(arguments.worlds):.3f}")


if __name__ == "__main__":
    main()
