"""Agreement of readers and annotators beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations

import pandas as pd

from plantext.errors import PlantextError
from plantext.quality.review.annotations import Annotated, Annotations

ALL = "all readers"


def krippendorff_alpha(units: Iterable[Iterable[Hashable | None]]) -> float:
    """Compute Krippendorff's alpha for nominal values, any number of readers, and missing values.

    Parameters
    ----------
    units : iterable of iterable
        The values given to each unit; None and NaN are missing. Units with fewer than two values are left out.

    Returns
    -------
    float
        1 for full agreement, 0 for chance; NaN where no unit has two values or all values are the same.

    References
    ----------
    K. Krippendorff, Content Analysis: An Introduction to Its Methodology, 2nd ed. (2004), chapter 11;
    K. Krippendorff, Computing Krippendorff's alpha-reliability (2011),
    https://repository.upenn.edu/asc_papers/43.

    Examples
    --------
    >>> round(krippendorff_alpha([[1, 1], [1, 0], [0, 0], [0, None]]), 3)
    0.444
    """
    totals: Counter[Hashable] = Counter()
    observed = 0.0
    for unit in units:
        values = Counter(value for value in unit if not _missing(value))
        n = values.total()
        if n > 1:
            totals += values
            # Ordered pairs that differ, as Krippendorff counts coincidences: each value weighs 1 / (n - 1).
            observed += (n**2 - sum(count**2 for count in values.values())) / (n - 1)
    n = totals.total()
    expected = n**2 - sum(count**2 for count in totals.values())
    return 1 - (n - 1) * observed / expected if expected else float("nan")


def cohen_kappa(a: Sequence[Hashable | None], b: Sequence[Hashable | None]) -> float:
    """Compute Cohen's kappa of two readers' values for the same units; None and NaN are missing.

    The result is 1 for full agreement, 0 for chance, NaN where chance cannot be told from agreement.

    References
    ----------
    J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement
    20 (1960), 37-46.

    Examples
    --------
    >>> cohen_kappa([1, 1, 0, 0], [1, 0, 0, 0])
    0.5
    """
    if len(a) != len(b):
        raise PlantextError(
            "cohen_kappa: expected two sequences of one length, got {n_a} and {n_b}.", n_a=len(a), n_b=len(b)
        )
    pairs = [(x, y) for x, y in zip(a, b, strict=True) if not (_missing(x) or _missing(y))]
    n = len(pairs)
    left, right = Counter(x for x, _ in pairs), Counter(y for _, y in pairs)
    same = sum(x == y for x, y in pairs) * n
    chance = sum(left[value] * right[value] for value in left)
    return (same - chance) / (n**2 - chance) if n**2 > chance else float("nan")


def agreement_table(values: pd.DataFrame) -> pd.DataFrame:
    """Measure the agreement of all readers, and of each pair.

    Parameters
    ----------
    values : pandas.DataFrame
        One row a unit, one column a reader, NaN where not judged; such as `Review.verdicts`.

    Returns
    -------
    pandas.DataFrame
        readers, units (judged by two or more), agree (share without disagreement), alpha (Krippendorff), kappa
        (Cohen; pairs only). Empty with one reader.

    Examples
    --------
    >>> agreement_table(pd.DataFrame({"Sato": [1, 1, 0, 0], "Lee": [1, 0, 0, 0]}))[["units", "agree", "kappa"]]
       units  agree  kappa
    0      4   0.75    0.5
    """
    rows = []
    for count in dict.fromkeys((len(values.columns), 2)):
        for names in combinations(values.columns, count) if len(values.columns) > 1 else ():
            part = values[list(names)]
            shared = part[part.notna().sum(axis="columns") > 1]
            agree = float((shared.nunique(axis="columns") == 1).mean()) if len(shared) else float("nan")
            kappa = cohen_kappa(*(part[name].tolist() for name in names)) if count == 2 else float("nan")
            readers = ALL if count > 2 else " × ".join(map(str, names))
            rows.append([readers, len(shared), agree, krippendorff_alpha(shared.itertuples(index=False)), kappa])
    return pd.DataFrame(rows, columns=["readers", "units", "agree", "alpha", "kappa"])


def span_agreement(annotations: Annotations) -> pd.DataFrame:
    """Measure how far annotators mark the same spans with the same labels.

    Returns
    -------
    pandas.DataFrame
        readers, sentences (seen by at least two), f1 (over exact spans and labels, for pairs; symmetric) and
        alpha (Krippendorff's, nominal, over characters: the label of the span a character stands in, or
        none). Empty with one annotator.

    References
    ----------
    G. Hripcsak and A. S. Rothschild, Agreement, the F-measure, and reliability in information retrieval,
    Journal of the American Medical Informatics Association 12 (2005), 296-298.

    Examples
    --------
    >>> item = Annotated("plan:0", "総務省と外務省", {}, {"a": {(0, 3, "ORG"), (4, 7, "ORG")}, "b": {(0, 3, "ORG")}})
    >>> span_agreement(Annotations((item,), ("a", "b")))[["readers", "f1"]].values.tolist()
    [['a × b', 0.6666666666666666]]
    """
    names = annotations.annotators
    rows = []
    for count in dict.fromkeys((len(names), 2)) if len(names) > 1 else ():
        for some in combinations(names, count):
            shared = [item for item in annotations.sentences if sum(name in item.spans for name in some) > 1]
            alpha = krippendorff_alpha(value for item in shared for value in _characters(item, some))
            f1 = _f1(shared, *some) if count == 2 else float("nan")
            rows.append([ALL if count > 2 else " × ".join(some), len(shared), f1, alpha])
    return pd.DataFrame(rows, columns=["readers", "sentences", "f1", "alpha"])


def _missing(value: Hashable | None) -> bool:
    # NaN differs from itself.
    return value is None or value != value  # noqa: PLR0124


def _characters(item: Annotated, names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield, for each character, the label that each annotator who saw the sentence gives it."""
    lines = []
    for name in names:
        if name in item.spans:
            values = [""] * len(item.text)
            for start, end, label in sorted(item.spans[name]):
                values[start:end] = [label] * (end - start)
            lines.append(values)
    yield from zip(*lines, strict=True)


def _f1(sentences: list[Annotated], a: str, b: str) -> float:
    both = sum(len(item.spans[a] & item.spans[b]) for item in sentences)
    total = sum(len(item.spans[a]) + len(item.spans[b]) for item in sentences)
    return 2 * both / total if total else float("nan")
