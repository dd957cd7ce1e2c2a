"""How far a discourse network hangs on single documents: the bootstrap over documents."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from plantext.errors import EmptyResultError
from plantext.networks.discourse.counts import TIMES, count_statements
from plantext.networks.discourse.matrices import need_qualifier, tie_weights, ties
from plantext.networks.discourse.statements import QUALIFIER, need_columns
from plantext.networks.measures import SEED
from plantext.networks.uncertainty.bootstrap import Values, interval, resample_weights
from plantext.tables.digits import round_table


def document_intervals(  # noqa: PLR0913
    statements: pd.DataFrame,
    *,
    actor: str = "person",
    over: str = "concept",
    qualifier: str | None = QUALIFIER,
    aggregation: str = "subtract",
    normalisation: str = "average",
    duplicates: str = "document",
    samples: int = 1000,
    level: float = 0.95,
    seed: int = SEED,
) -> pd.DataFrame:
    """Compute percentile intervals for the ties of actors, drawing documents anew with replacement.

    A document drawn twice counts twice where duplicates are judged by document or kept, and once where they are judged
    by period. Statements of one document stay together, so that speakers who repeat themselves do not narrow an
    interval.

    Parameters
    ----------
    actor, over, qualifier, aggregation, normalisation, duplicates
        As in :func:`~plantext.networks.discourse.matrices.actor_matrix`.
    samples, seed, level
        Of the bootstrap (Efron 1979) and the interval.

    Returns
    -------
    pandas.DataFrame
        source, target, value, low, high, sd, met (share of resamples in which the two are tied), for pairs that share
        a concept, strongest first.

    Examples
    --------
    >>> table = pd.DataFrame({"doc_id": list("de"), "person": list("ab"), "concept": "x", "agreement": 1})
    >>> document_intervals(table, samples=20)[["value", "low", "high"]].values.tolist()
    [[1.0, 0.0, 1.0]]
    """
    need_qualifier(aggregation, qualifier)
    need_columns(statements, "doc_id")
    documents = pd.Index(sorted(set(statements["doc_id"].astype("str"))))
    place = documents.get_indexer(pd.Index(statements["doc_id"].astype("str")))
    often = duplicates in ("include", "document")

    def weigh(weights: npt.NDArray[np.int64]) -> pd.Series[float]:
        times = weights[place] if often else np.minimum(weights[place], 1)
        return _weights(
            statements.assign(**{TIMES: times}), actor, over, qualifier, aggregation, normalisation, duplicates
        )

    whole = weigh(np.ones(len(documents), dtype=np.int64))
    batches = resample_weights(pd.Series([""] * len(documents)), samples, seed)
    drawn: Values = np.array(
        [weigh(weights).reindex(whole.index, fill_value=0.0) for batch in batches for weights in batch]
    )
    low, high = interval(drawn, level)
    table = pd.DataFrame(
        {"value": whole, "low": low, "high": high, "sd": drawn.std(axis=0), "met": (drawn != 0).mean(axis=0)}
    ).reset_index(names=["source", "target"])
    order = table.assign(_size=-table["value"].abs()).sort_values(["_size", "source", "target"]).index
    return round_table(table.loc[order].reset_index(drop=True))


def _weights(  # noqa: PLR0913, PLR0917
    statements: pd.DataFrame,
    actor: str,
    over: str,
    qualifier: str | None,
    aggregation: str,
    normalisation: str,
    duplicates: str,
) -> pd.Series[float]:
    """The weights of the ties by source and target; none where too few statements were drawn."""
    try:
        counts = count_statements(
            statements,
            rows=actor,
            columns=over,
            qualifier=qualifier,
            ignore=aggregation == "ignore",
            duplicates=duplicates,
        )
    except EmptyResultError:
        return pd.Series(dtype="float64", index=pd.MultiIndex.from_arrays([[], []]))
    found = ties(counts, normalisation)
    names = np.array(counts.rows, dtype=object)
    ends = pd.MultiIndex.from_arrays([names[found["source"]], names[found["target"]]])
    return pd.Series(tie_weights(found, aggregation), index=ends)
