"""Units of text in which names can meet: sentence, paragraph, section, measure, turn, row, page, document, window."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from plantext.errors import PlantextError
from plantext.tables.schemas import DEFAULTS

UNITS: dict[str, str] = {
    "sentence": "文",
    "paragraph": "段落",
    "section": "節",
    "measure": "施策",
    "turn": "発言",
    "row": "行",
    "page": "頁",
    "document": "文書",
    "window": "窓",
}
"""Units of text in which names can meet, with the names their users know; ``window`` is ``window:N``."""


def split_unit(unit: str) -> tuple[str, int]:
    """Read the name of a unit as its kind and, for windows, the number of sentences (otherwise 1).

    Parameters
    ----------
    unit : str
        ``sentence``, ``paragraph``, ``section``, ``measure``, ``turn``, ``row``, ``page``, ``document`` (or 文, 段落,
        節, 施策, 発言, 行, 頁, 文書), or ``window:N`` for N consecutive sentences of one document.

    Examples
    --------
    >>> split_unit("段落"), split_unit("window:3")
    (('paragraph', 1), ('window', 3))
    """
    kind, _, size = unit.partition(":")
    kind = {japanese: name for name, japanese in UNITS.items()}.get(kind, kind)
    if kind == "window" and size.isascii() and size.isdigit() and int(size) > 0:
        return kind, int(size)
    if kind in UNITS and kind != "window" and not size:
        return kind, 1
    raise PlantextError(
        "unit {unit!r}: expected one of {units} or window:N with N sentences, such as window:3.",
        unit=unit,
        units=", ".join(name for name in UNITS if name != "window"),
    )


def unit_column(unit: str) -> str:
    """Name the column of the sentences table that a unit goes by.

    Examples
    --------
    >>> unit_column("文"), unit_column("window:3")
    ('sent_id', 'sent_id')
    """
    kind = split_unit(unit)[0]
    return {"sentence": "sent_id", "window": "sent_id", "document": "doc_id"}.get(kind, kind)


def units_of(sentences: pd.DataFrame, unit: str) -> tuple[sparse.csr_array, pd.DataFrame]:
    """Assign sentences to units.

    A unit always lies within one document. A sentence with an empty section or measure, or outside of any turn or
    row (-1), belongs to none.
    Windows slide by one sentence and overlap; a document shorter than N sentences is one window.

    Parameters
    ----------
    sentences : pandas.DataFrame
        The sentences table.
    unit : str
        As in :func:`split_unit`.

    Returns
    -------
    tuple of scipy.sparse.csr_array and pandas.DataFrame
        Units by sentences (1 where the sentence belongs), and one row a unit: doc_id, unit.

    Examples
    --------
    >>> sentences = pd.DataFrame({"doc_id": ["a", "a", "b"], "paragraph": [0, 0, 0]})
    >>> units_of(sentences, "paragraph")[0].toarray().tolist()
    [[1, 1, 0], [0, 0, 1]]
    """
    kind, size = split_unit(unit)
    if kind == "window":
        return _windows(sentences, size)
    column = unit_column(unit)
    values = sentences[column].astype("str")
    none = str(DEFAULTS.get(column, ""))
    inside = np.flatnonzero((values != none).to_numpy())
    keys = pd.DataFrame({"doc_id": sentences["doc_id"].astype("str"), "unit": values}).iloc[inside]
    codes = keys.groupby(["doc_id", "unit"], sort=False).ngroup().to_numpy()
    units = keys.drop_duplicates().reset_index(drop=True)
    ones = np.ones(len(inside), dtype=np.int64)
    return sparse.csr_array((ones, (codes, inside)), shape=(len(units), len(sentences))), units


def _windows(sentences: pd.DataFrame, size: int) -> tuple[sparse.csr_array, pd.DataFrame]:
    rows: list[Any] = []
    columns: list[Any] = []
    labels: list[tuple[str, str]] = []
    positions = pd.Series(np.arange(len(sentences))).groupby(sentences["doc_id"].to_numpy(), sort=False)
    for doc_id, where in positions:
        place = where.to_numpy()
        width = min(size, len(place))
        starts = np.arange(len(place) - width + 1)
        columns.append(place[(starts[:, None] + np.arange(width)).ravel()])
        rows.append(np.repeat(starts + len(labels), width))
        ids = sentences["sent_id"].to_numpy()[place]
        labels += [(str(doc_id), f"{ids[start]}-{ids[start + width - 1]}") for start in starts]
    row, column = (np.concatenate(part) if part else np.empty(0, dtype=np.int64) for part in (rows, columns))
    shape = (len(labels), len(sentences))
    ones = np.ones(len(row), dtype=np.int64)
    return sparse.csr_array((ones, (row, column)), shape=shape), pd.DataFrame(labels, columns=["doc_id", "unit"])
