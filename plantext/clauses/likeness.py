"""How alike the statements of two editions are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy import sparse

_FAINT = 0.05
_SENTENCE, _PREDICATE = 0.1, 0.1
_RARITY = 1.5
_GRAMS = (2, 3)
_NOISE = re.compile(r"[\s、。，．・「」『』（）()]|^(?:また|さらに|加えて|あわせて|併せて|このため|その際)")

Rows = Sequence[Mapping[str, Any]]


def similarity(old: Rows, new: Rows) -> tuple[sparse.csr_array, sparse.csr_array, sparse.csr_array]:
    """Similarity of every old with every new statement, the share of the new in the old and of the old in the new one.

    All are rounded so that ties are ties everywhere.
    """
    n_old = len(old)
    rows = [*old, *new]
    known: dict[str, int] = {}
    clauses, sentences = (_grams([row[name] for row in rows], known) for name in ("telling", "sentence"))
    clauses.resize(sentences.shape)
    rarity = (np.log((1 + len(rows)) / (1 + sentences.sum(axis=0))) + 1) ** _RARITY
    weighted = sparse.csr_array((clauses + sentences * _SENTENCE).multiply(rarity[None, :]))
    unit = _scaled(weighted, np.sqrt(weighted.multiply(weighted).sum(axis=1)))
    alike = sparse.csr_array(unit[:n_old] @ unit[n_old:].T)
    # Pairs that share a few common n-grams would fill the matrix.
    alike.data[alike.data < _FAINT] = 0
    alike.eliminate_zeros()
    codes = {name: number for number, name in enumerate(sorted({row["predicate"] for row in rows}))}
    left, right = (_indicator([codes[row["predicate"]] for row in side], len(codes)) for side in (old, new))
    # The predicate alone makes nothing alike.
    alike = sparse.csr_array(alike * (1 - _PREDICATE) + (left @ right.T).multiply(alike > 0) * _PREDICATE)
    heavy = sparse.csr_array(clauses.multiply(rarity[None, :] ** 2))
    shared = _scaled(heavy, heavy.sum(axis=1))
    told = alike > 0
    inside_old = sparse.csr_array((clauses[:n_old] @ shared[n_old:].T).multiply(told))
    inside_new = sparse.csr_array((shared[:n_old] @ clauses[n_old:].T).multiply(told))
    for table in (alike, inside_old, inside_new):
        table.data = np.round(table.data, 9)
    return alike, inside_old, inside_new


def _scaled(table: sparse.csr_array, lengths: Any) -> sparse.csr_array:
    return sparse.csr_array(table.multiply(1 / np.where(lengths == 0, 1, lengths)[:, None]))


def _indicator(codes: Sequence[int], n_columns: int) -> sparse.csr_array:
    return sparse.csr_array((np.ones(len(codes)), (np.arange(len(codes)), codes)), shape=(len(codes), n_columns))


def plain(text: str) -> str:
    """A clause without what typesetting and conjunctions add.

    Examples
    --------
    >>> plain("また、ＩＴ 戦略を推進する")
    'IT戦略を推進する'
    """
    return _NOISE.sub("", unicodedata.normalize("NFKC", text))


def _grams(texts: Sequence[str], known: dict[str, int]) -> sparse.csr_array:
    """Which character n-grams each text has; new ones get the next column of those known."""
    rows, columns = [], []
    for number, text in enumerate(map(plain, texts)):
        grams = sorted({text[at : at + size] for size in _GRAMS for at in range(len(text) - size + 1)})
        columns += [known.setdefault(gram, len(known)) for gram in grams]
        rows += [number] * len(grams)
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(texts), max(len(known), 1)))
