"""How far readers agree beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations

import pandas as pd

from plantext.errors import PlantextError

ALL = "all readers"


def krippendorff_alpha(units: Iterable[Iterable[Hashable | None]]) -> float:
    """Krippendorff's alpha for nominal values, any number of readers, and missing values.

    Parameters
    ----------
    units : iterable of iterable
        For each unit the values its readers gave; None and NaN are values not given. Units with fewer
        than two values say nothing of agreement and are left out.

    Returns
    -------
    float
        1 for full agreement, 0 for what chance would give, less for systematic disagreement; NaN where
        no unit has two values or all values are the same, so that chance cannot be told from agreement.

    References
    ----------
    K. Krippendorff, Content Analysis: An Introduction to Its Methodology, 2nd ed. (2004), chapter 11;
    K. Krippendorff, Computing Krippendorff's alpha-reliability (2011),
    https://repository.upenn.edu/asc_papers/43.
    """
    totals: Counter[Hashable] = Counter()
    observed = 0.0
    for unit in units:
        values = Counter(value for value in unit if not _missing(value))
        n = values.total()
        if n > 1:
            totals += values
            observed += (n**2 - sum(count**2 for count in values.values())) / (n - 1)
    n = totals.total()
    expected = n**2 - sum(count**2 for count in totals.values())
    return 1 - (n - 1) * observed / expected if expected else float("nan")


def cohen_kappa(a: Sequence[Hashable | None], b: Sequence[Hashable | None]) -> float:
    """Cohen's kappa of two readers.

    Parameters
    ----------
    a, b : sequence
        What each says of the same units, in the same order; units that one of them did not judge (None
        or NaN) are left out.

    Returns
    -------
    float
        1 for full agreement, 0 for what chance would give; NaN where no unit was judged by both, or
        both gave one and the same value throughout.

    Raises
    ------
    PlantextError
        If the two are of different length.

    References
    ----------
    J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement
    20 (1960), 37-46.
    """
    if len(a) != len(b):
        raise PlantextError(f"cohen_kappa: expected two sequences of one length, got {len(a)} and {len(b)}.")
    pairs = [(x, y) for x, y in zip(a, b, strict=True) if not (_missing(x) or _missing(y))]
    n = len(pairs)
    left, right = Counter(x for x, _ in pairs), Counter(y for _, y in pairs)
    same = sum(x == y for x, y in pairs) * n
    chance = sum(left[value] * right[value] for value in left)
    return (same - chance) / (n**2 - chance) if n**2 > chance else float("nan")


def agreement_table(values: pd.DataFrame) -> pd.DataFrame:
    """Agreement of all readers, and of every two.

    Parameters
    ----------
    values : pandas.DataFrame
        One row a unit, one column a reader; missing where a reader did not judge. Such as
        :attr:`plantext.quality.review.verdicts.Review.verdicts`.

    Returns
    -------
    pandas.DataFrame
        readers, units (judged by two at least), agree (share of units on which all who judged agree),
        alpha (Krippendorff, nominal) and kappa (Cohen; of two readers only). Empty with one reader.
    """
    rows = []
    for count in dict.fromkeys((len(values.columns), 2)):
        for names in combinations(values.columns, count) if len(values.columns) > 1 else ():
            part = values[list(names)]
            shared = part[part.notna().sum(axis="columns") > 1]
            agree = float((shared.nunique(axis="columns") == 1).mean()) if len(shared) else float("nan")
            kappa = cohen_kappa(*(part[name].tolist() for name in names)) if count == 2 else float("nan")
            told = ALL if count > 2 else " × ".join(map(str, names))
            rows.append([told, len(shared), agree, krippendorff_alpha(shared.itertuples(index=False)), kappa])
    return pd.DataFrame(rows, columns=["readers", "units", "agree", "alpha", "kappa"])


def _missing(value: Hashable | None) -> bool:
    return value is None or value != value  # noqa: PLR0124
