"""Names in the parts of a text, and how alike the parts are by them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from plantext.errors import EmptyResultError
from plantext.labels import NODES, list_labels
from plantext.tables.digits import round_numbers
from plantext.tables.run import Extraction
from plantext.tables.schemas import KEYS


def part_counts(
    run: Extraction, *, labels: str | Sequence[str] = NODES, top: int | None = None, least: int = 10
) -> tuple[pd.DataFrame, pd.Series[int]]:
    """Count the sentences of each part that hold each name.

    Parameters
    ----------
    top : int, optional
        Only so many names, the most frequent.
    least : int
        Sentences that a part needs.

    Returns
    -------
    tuple of pandas.DataFrame and pandas.Series
        Counts, with entity and label as index and the parts in reading order as columns (top-level sections, or
        documents where the run has several), and the sentences of each part.

    Raises
    ------
    EmptyResultError
        If no part is long enough, or has a mention of these labels.

    Examples
    --------
    >>> import plantext as pt
    >>> counts, sizes = part_counts(pt.load("priority-plan-2023"), labels="ORG", top=5)
    >>> counts.shape == (5, len(sizes))
    True
    """
    labels = list_labels(labels)
    sentences = run.sentences.assign(part=run.sentences["section"].str.split("/").str[0])
    if sentences["doc_id"].nunique() > 1:
        sentences["part"] = sentences["doc_id"]
    sizes = sentences.groupby("part", sort=False).size()
    sizes = sizes[sizes >= least]
    wanted = run.entities[run.entities["label"].isin(labels)]
    wanted = wanted if top is None else wanted.head(top)
    held = run.mentions.merge(wanted[["entity", "label"]], on=["entity", "label"])
    held = held[[*KEYS, "entity", "label"]].drop_duplicates().merge(sentences[[*KEYS, "part"]], on=KEYS)
    held = held[held["part"].isin(sizes.index)]
    if held.empty:
        raise EmptyResultError(
            "No section or document of {least} sentences or more has a mention of {labels}. Lower least.",
            least=least,
            labels=", ".join(labels),
        )
    counts = held.groupby(["entity", "label", "part"]).size().unstack(fill_value=0).reindex(columns=sizes.index)
    return counts.fillna(0).astype("int64"), sizes


def part_similarity(run: Extraction, *, labels: str | Sequence[str] = NODES, least: int = 10) -> pd.DataFrame:
    """Compute how alike documents (or the sections of one) are by the names in them.

    The Bhattacharyya coefficient of the distributions of names, that is the cosine of the roots of their counts: 1 where
    two parts name the same in the same proportions, 0 where they share no name. Roots keep one frequent name from
    deciding alone.

    Returns
    -------
    pandas.DataFrame
        Parts by parts, in reading order; parts without a name are left out.

    References
    ----------
    A. Bhattacharyya, "On a measure of divergence between two statistical populations defined by their probability
    distributions", Bulletin of the Calcutta Mathematical Society 35 (1943), 99-109.

    Examples
    --------
    >>> import plantext as pt
    >>> found = part_similarity(pt.load("priority-plan-2023"))
    >>> bool((found.to_numpy().diagonal() == 1).all())
    True
    """
    counts, _ = part_counts(run, labels=labels, least=least)
    counts = counts.loc[:, counts.sum() > 0]
    roots = np.sqrt((counts / counts.sum()).to_numpy(dtype=np.float64))
    alike = round_numbers(np.clip((roots[:, :, None] * roots[:, None, :]).sum(axis=0), 0, 1), 6)
    return pd.DataFrame(alike, index=counts.columns, columns=counts.columns)
