"""Years in which a network changes: change points, tested against the years in any other order."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.compare import Trajectories
from plantext.networks.measures import SEED
from plantext.tables.digits import round_table

Values = npt.NDArray[np.float64]
Segment = tuple[int, int]

COLUMNS = {"year": "int64", "divergence": "float64", "p_value": "float64"}


def find_changes(  # noqa: PLR0913
    found: Trajectories,
    *,
    of: Literal["edges", "names"] = "edges",
    least: int = 2,
    samples: int = 199,
    level: float = 0.05,
    seed: int = SEED,
) -> pd.DataFrame:
    """Find the years from which on names meet, or appear, otherwise than before.

    Years are compared by the Hellinger distance between the shares that their pairs (or names) have. The series is cut
    where the energy distance between the two sides is largest, then its parts, as long as fewer than `level` of the
    series with the same years in another order have as large a distance: no year may be found. A steady drift is cut in two as
    well.

    Parameters
    ----------
    found : Trajectories
        As made by :func:`plantext.networks.compare.trajectories`.
    of : str
        What changes: ``edges`` or ``names``.
    least : int
        Years on either side of a change.
    samples : int
        Orders drawn for each cut; the smallest p is 1 / (samples + 1). A series of few years has few orders: of four
        years, two and two, a third reach what any of them reaches.
    level : float
        Largest p of a change.
    seed : int
        Of the orders.

    Returns
    -------
    pandas.DataFrame
        One row a change, by year: year (the first after it), divergence (the energy distance, scaled by the years
        on both sides), p_value; no rows where nothing changed.

    References
    ----------
    D. S. Matteson and N. A. James, "A nonparametric approach for multiple change point analysis of multivariate
    data", Journal of the American Statistical Association 109 (2014), 334-345.

    Examples
    --------
    >>> names = pd.DataFrame({"year": range(2001, 2013), "name": "a", "count": 9}).assign(n_units=10)
    >>> other = names.assign(name="b", count=[0] * 6 + [9] * 6)
    >>> both = pd.concat([names, other]).sort_values(["year", "name"])
    >>> find_changes(Trajectories(both, both), of="names")["year"].tolist()
    [2007]
    """
    if least < 1 or samples < 1:
        raise PlantextError("least={least}, samples={samples}: both are numbers from 1.", least=least, samples=samples)
    table = found.edges if of == "edges" else found.names
    years, shares = _shares(table, of)
    if len(years) < 2 * least:
        raise EmptyResultError(
            "{n_years} years with {of}; a change needs {least} on either side. Give more years, or lower least.",
            n_years=len(years),
            of=of,
            least=least,
        )
    distances = np.sqrt(np.clip(1 - np.sqrt(shares) @ np.sqrt(shares).T, 0, None))
    rng = np.random.default_rng(seed)
    cuts: list[int] = []
    rows = []
    while True:
        segments = _segments(cuts, len(years))
        place, value = _best_cut(distances, segments, least)
        if place < 0:
            break
        drawn = [_best_cut(distances, segments, least, _order(segments, rng))[1] for _ in range(samples)]
        p_value = (1 + sum(other >= value - 1e-12 for other in drawn)) / (1 + samples)
        if p_value > level:
            break
        cuts = sorted([*cuts, place])
        rows.append((years[place], value, p_value))
    changes = pd.DataFrame(sorted(rows), columns=list(COLUMNS)).astype(COLUMNS)
    return round_table(changes)


def _shares(table: pd.DataFrame, of: str) -> tuple[list[int], Values]:
    """The years with anything in them, and the share of each pair or name in each."""
    keys = ["source", "target"] if of == "edges" else ["name"]
    counts = table.pivot_table(index="year", columns=keys, values="count", aggfunc="sum", fill_value=0).sort_index()
    counts = counts[counts.sum(axis=1) > 0]
    values = counts.to_numpy(dtype=np.float64)
    return [int(year) for year in counts.index], values / values.sum(axis=1, keepdims=True)


def _segments(cuts: Sequence[int], end: int) -> list[Segment]:
    edges = [0, *cuts, end]
    return list(itertools.pairwise(edges))


def _order(segments: Sequence[Segment], rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """The years in another order, each within its segment."""
    return np.concatenate([start + rng.permutation(stop - start) for start, stop in segments])


def _best_cut(
    distances: Values, segments: Sequence[Segment], least: int, order: npt.NDArray[np.int64] | None = None
) -> tuple[int, float]:
    """Where two sides of a segment differ most, and how much; -1 where no segment can be cut."""
    ordered = distances if order is None else distances[np.ix_(order, order)]
    best, most = -1, 0.0
    for start, stop in segments:
        if stop - start < 2 * least:
            continue
        values = _divergences(ordered[start:stop, start:stop], least)
        # Of equal ones the first, whatever their last digits.
        place = int(np.flatnonzero(values >= values.max() - 1e-12)[0])
        if best < 0 or values[place] > most + 1e-12:
            best, most = start + least + place, float(values[place])
    return best, most


def _divergences(distances: Values, least: int) -> Values:
    """The scaled energy distance between the two sides of each cut that leaves `least` years on both."""
    years = len(distances)
    sums = np.zeros((years + 1, years + 1))
    sums[1:, 1:] = distances.cumsum(axis=0).cumsum(axis=1)
    before = np.arange(least, years - least + 1)
    after = years - before
    first = sums[before, before]
    across = sums[before, years] - first
    last = sums[years, years] - first - 2 * across
    # A side of one year has no distances inside.
    inside = first / np.maximum(before * (before - 1), 1) + last / np.maximum(after * (after - 1), 1)
    return np.asarray(before * after / years * (2 * across / (before * after) - inside))
