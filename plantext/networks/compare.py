"""Two networks, or many years, on the same terms: what enters, leaves, stays, grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.cooccurrence import pairs_of
from plantext.networks.elementary import log2
from plantext.networks.measures import SEED, benjamini_hochberg, log_likelihood
from plantext.networks.presence import Incidence, Node, incidence
from plantext.networks.twomode import document_years
from plantext.networks.uncertainty.bootstrap import PairCounter, interval, measure_values, resample_weights
from plantext.networks.uncertainty.proportions import wilson_interval
from plantext.tables.digits import round_numbers, round_table
from plantext.tables.run import Extraction

PER = 1000  # Rates are per so many units


@dataclass(frozen=True)
class Comparison:
    """Two texts on the same terms.

    Parameters
    ----------
    edges : pandas.DataFrame
        source, target; for each side count, rate (per 1000 units) and value (the measure); difference (b minus
        a) with low and high; status: enters, leaves, grows, shrinks, stays; certain: the interval excludes 0.
    names : pandas.DataFrame
        Keyness: see :func:`keyness`.
    info : dict
        unit, measure, min_frequency, samples, seed, level, units of each side.
    """

    edges: pd.DataFrame
    names: pd.DataFrame
    info: dict[str, Any]


def _frequency(table: Incidence) -> pd.Series[int]:
    return pd.Series(table.frequency, index=table.names["name"].to_numpy())


def keyness(
    run_a: Extraction,
    run_b: Extraction,
    *,
    unit: str = "sentence",
    labels: Sequence[str] | None = None,
    node: Node = "entity",
) -> pd.DataFrame:
    """Find the names that mark one text off from the other.

    Parameters
    ----------
    unit, labels, node
        As in :func:`plantext.networks.presence.incidence`; frequencies are units with the name, so that a
        long unit counts no more than a short one.

    Returns
    -------
    pandas.DataFrame
        name, label, count_a, count_b, rate_a, rate_b (per 1000 units), log_ratio (binary logarithm of rate b over
        rate a, half a unit added to both counts: +1 is twice as frequent in b), log_likelihood (G²; above 3.84
        is p < 0.05 for a single name), p_value and q_value (Benjamini-Hochberg), by falling G².

    References
    ----------
    P. Rayson and R. Garside, "Comparing corpora using frequency profiling", Workshop on Comparing
    Corpora, ACL 2000, 1-6.
    A. Hardie, "Log Ratio: an informal introduction", CASS, 2014.

    Examples
    --------
    >>> import plantext as pt
    >>> papers = [pt.load(f"ict-white-paper-{year}") for year in ("h14", "r4")]
    >>> keyness(*papers, labels=["ORG"]).columns.tolist()[:4]
    ['name', 'label', 'count_a', 'count_b']
    """
    tables = [incidence(run, unit=unit, labels=labels, node=node) for run in (run_a, run_b)]
    return _keyness(tables[0], tables[1])


def _keyness(a: Incidence, b: Incidence) -> pd.DataFrame:
    from scipy.special import erfc

    label = pd.concat([b.names, a.names]).drop_duplicates("name").set_index("name")["label"]
    counts = pd.DataFrame({"count_a": _frequency(a), "count_b": _frequency(b)}).fillna(0).astype("int64").sort_index()
    counts = counts[counts["count_a"] + counts["count_b"] > 0]
    in_a, in_b = (counts[side].to_numpy() for side in ("count_a", "count_b"))
    n_a, n_b = len(a.units), len(b.units)
    g2 = log_likelihood(in_b, in_a + in_b, n_b, n_a + n_b)
    p_value = erfc(np.sqrt(g2 / 2))
    table = pd.DataFrame(
        {
            "name": counts.index,
            "label": label.loc[counts.index].to_numpy(),
            "count_a": in_a,
            "count_b": in_b,
            "rate_a": in_a / n_a * PER,
            "rate_b": in_b / n_b * PER,
            "log_ratio": log2(((in_b + 0.5) / n_b) / ((in_a + 0.5) / n_a)),
            "log_likelihood": g2,
            "p_value": p_value,
            "q_value": benjamini_hochberg(p_value),
        }
    )
    return round_table(table).sort_values(["log_likelihood", "name"], ascending=[False, True], ignore_index=True)


def _all_pairs(a: Incidence, b: Incidence, min_frequency: int) -> pd.DataFrame:
    frequent = set()
    for table in (a, b):
        counts = _frequency(table)
        frequent |= set(counts[counts >= min_frequency].index)
    both = pd.concat([pairs_of(table)[["source", "target"]] for table in (a, b)]).drop_duplicates()
    both = both[both["source"].isin(frequent) & both["target"].isin(frequent)]
    if both.empty:
        raise EmptyResultError(
            "min_frequency={min_frequency} leaves no pair in either text. Lower it.", min_frequency=min_frequency
        )
    return both.sort_values(["source", "target"], ignore_index=True)


def _status(count_a: Any, count_b: Any, low: Any, high: Any) -> Any:
    return np.select(
        [count_a == 0, count_b == 0, low > 0, high < 0],
        ["enters", "leaves", "grows", "shrinks"],
        default="stays",
    )


def compare(  # noqa: PLR0913
    run_a: Extraction,
    run_b: Extraction,
    *,
    unit: str = "paragraph",
    labels: Sequence[str] | None = None,
    node: Node = "entity",
    measure: str = "jaccard",
    min_frequency: int = 2,
    samples: int = 1000,
    level: float = 0.95,
    seed: int = SEED,
) -> Comparison:
    """Compare the co-occurrences of two texts: same unit, same labels, same names, same threshold.

    A measure such as Jaccard does not depend on the length of a text; counts are given per 1000 units too. A
    pair enters when it never meets in `a`, leaves when it never meets in `b`, grows or shrinks when the interval
    of the difference excludes 0, and otherwise stays.

    Parameters
    ----------
    run_a, run_b : Extraction
        The texts, the earlier first. To leave out copied sentences, see
        :func:`plantext.networks.carryover.without_carried`.
    unit, labels, node
        As in :func:`plantext.networks.presence.incidence`.
    measure : str
        Column of the pairs table; ``rate`` for counts per 1000 units.
    min_frequency : int
        Least number of units with a name, in either text.
    samples, seed : int
        Of the bootstrap over units (:mod:`plantext.networks.uncertainty.bootstrap`), each text on its own.
    level : float
        Of the intervals.

    Raises
    ------
    EmptyResultError
        If a text has no names, or the threshold leaves no pair.

    Examples
    --------
    >>> import plantext as pt
    >>> papers = [pt.load(f"ict-white-paper-{year}") for year in ("h14", "r4")]
    >>> compare(*papers, labels=["FORUM"], min_frequency=1, samples=10).edges.columns.tolist()[:4]
    ['source', 'target', 'count_a', 'count_b']
    """
    tables = [incidence(run, unit=unit, labels=labels, node=node) for run in (run_a, run_b)]
    pairs = _all_pairs(tables[0], tables[1], min_frequency)
    sides: list[dict[str, Any]] = [_side(table, pairs, measure, samples, seed + i) for i, table in enumerate(tables)]
    a, b = sides
    low, high = interval(b["drawn"] - a["drawn"], level)
    edges = pairs.assign(
        **{
            f"{name}_{s}": side[name]
            for name in ("count", "rate", "value")
            for s, side in zip("ab", sides, strict=True)
        }
    )
    edges = edges.assign(difference=b["value"] - a["value"], low=low, high=high)
    edges["status"] = _status(a["count"], b["count"], low, high)
    edges["certain"] = (low > 0) | (high < 0)
    edges = round_table(edges)
    order = edges["difference"].abs().rename("_size")
    edges = edges.assign(_size=order).sort_values(["_size", "source", "target"], ascending=[False, True, True])
    info = {"unit": unit, "node": node, "measure": measure, "min_frequency": min_frequency, "samples": samples}
    info |= {"seed": seed, "level": level, "units_a": len(tables[0].units), "units_b": len(tables[1].units)}
    return Comparison(edges.drop(columns="_size").reset_index(drop=True), _keyness(tables[0], tables[1]), info)


def _side(table: Incidence, pairs: pd.DataFrame, measure: str, samples: int, seed: int) -> dict[str, Any]:
    counter = PairCounter.of(table, pairs)

    def values(weights: Any) -> Any:
        both, one, other, units = counter.count(weights)
        if measure == "rate":
            return round_numbers(both / units * PER)
        return measure_values(measure, both, one, other, units)

    ones = np.ones((1, len(table.units)), dtype=np.int64)
    count = counter.count(ones)[0][0].astype(np.int64)
    drawn = np.concatenate([values(weights) for weights in resample_weights(table.units["doc_id"], samples, seed)])
    return {"count": count, "rate": count / len(table.units) * PER, "value": values(ones)[0], "drawn": drawn}


def split_run(run: Extraction, doc_ids: Sequence[str]) -> Extraction:
    """Keep some documents of a run; the entities table is left as it was.

    Examples
    --------
    >>> import plantext as pt
    >>> len(split_run(pt.load("priority-plan-2023"), ["priority-plan-2023"]).sentences) > 0
    True
    """
    wanted = set(doc_ids)
    unknown = sorted(wanted - set(run.sentences["doc_id"]))
    if unknown:
        known = ", ".join(sorted(set(run.sentences["doc_id"])))
        raise PlantextError(
            "documents: no {unknown} in the run. It holds {known}.", unknown=", ".join(unknown), known=known
        )
    parts: dict[str, Any] = {}
    for name in ("sentences", "mentions", "measures", "turns", "documents"):
        table: pd.DataFrame = getattr(run, name)
        parts[name] = table[table["doc_id"].isin(wanted)].reset_index(drop=True)
    return replace(run, **parts)


@dataclass(frozen=True)
class Trajectories:
    """Names and pairs through the years.

    Parameters
    ----------
    names : pandas.DataFrame
        year, name, label, count (units with the name), n_units, rate (per 1000 units).
    edges : pandas.DataFrame
        year, source, target, count, n_source, n_target, n_units, rate, jaccard; a pair has a row for every year,
        0 where it does not meet.
    """

    names: pd.DataFrame
    edges: pd.DataFrame


def trajectories(  # noqa: PLR0913
    run: Extraction,
    *,
    unit: str = "paragraph",
    labels: Sequence[str] | None = None,
    node: Node = "entity",
    min_frequency: int = 5,
    years: Mapping[str, int] | None = None,
) -> Trajectories:
    """Count how often names appear and meet in each year's documents.

    Parameters
    ----------
    unit, labels, node
        As in :func:`plantext.networks.presence.incidence`.
    min_frequency : int
        Least number of units with a name, all years together.
    years : mapping of str to int, optional
        Years by doc_id, where the documents' dates are not known.

    Raises
    ------
    EmptyResultError
        If a document has no year, or the threshold leaves no name.

    Examples
    --------
    >>> import plantext as pt
    >>> found = trajectories(pt.load("ict-white-paper-r4"), labels=["ORG"])
    >>> found.names["year"].unique().tolist()
    [2022]
    """
    table = incidence(run, unit=unit, labels=labels, node=node)
    known = document_years(run, years)
    year = table.units["doc_id"].map(known).to_numpy()
    total = _frequency(table)
    frequent = (total >= min_frequency).to_numpy()
    if not frequent.any():
        raise EmptyResultError(
            "min_frequency={min_frequency} leaves no name; the most frequent stands in {most}.",
            min_frequency=min_frequency,
            most=total.max(),
        )
    kept = table.take_names(frequent)
    pairs = pairs_of(kept)[["source", "target"]]
    every = sorted(set(known.values()))
    counts = PairCounter.of(kept, pairs).count(np.array([year == y for y in every], dtype=np.int64))
    both, one, other, units = counts
    held = np.array([kept.presence[year == y].sum(axis=0) for y in every])
    names = _by_year(every, kept.names[["name", "label"]], units, count=held)
    edges = _by_year(every, pairs, units, count=both, n_source=one, n_target=other)
    edges = edges.assign(jaccard=measure_values("jaccard", *counts).ravel())
    return Trajectories(*(_with_rates(frame) for frame in (names, edges)))


def _with_rates(frame: pd.DataFrame) -> pd.DataFrame:
    """Rates with Wilson's intervals, which say how much hangs on a count of few units."""
    cells = zip(frame["count"].tolist(), frame["n_units"].tolist(), strict=True)
    bounds = np.array([wilson_interval(count, units) for count, units in cells]).reshape(-1, 2) * PER
    rate = frame["count"] / frame["n_units"] * PER
    return round_table(frame.assign(rate=rate, low=bounds[:, 0], high=bounds[:, 1]))


def _by_year(every: Sequence[int], rows: pd.DataFrame, units: Any, **counts: Any) -> pd.DataFrame:
    """All rows for every year, with their counts and the units of the year."""
    columns = {"year": np.repeat(every, len(rows))}
    columns |= {str(name): np.tile(rows[name].to_numpy(), len(every)) for name in rows}
    counts["n_units"] = np.repeat(units.ravel(), len(rows))
    return pd.DataFrame(columns | {name: values.ravel().astype(np.int64) for name, values in counts.items()})
