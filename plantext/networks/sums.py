"""What is counted in the parts of a run, added up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from plantext.networks.presence import Incidence, majority_labels

Integers = npt.NDArray[np.int64]


class Numbers:
    """Names numbered as they come.

    Examples
    --------
    >>> numbers = Numbers()
    >>> numbers.of(["b", "a"]).tolist(), numbers.of(["a", "c"]).tolist()
    ([0, 1], [1, 2])
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        """How many there are."""
        return len(self._numbers)

    def of(self, names: Sequence[str]) -> Integers:
        """Return the numbers of names; new ones get the next."""
        numbers = self._numbers
        return np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.int64)

    def sorted(self) -> tuple[list[str], Integers]:
        """Return the names in code-point order, and for each number the place of its name."""
        names = sorted(self._numbers)
        rank = np.empty(len(names), dtype=np.int64)
        rank[[self._numbers[name] for name in names]] = np.arange(len(names))
        return names, rank


class Totals:
    """One total a number, however many numbers come."""

    def __init__(self) -> None:
        self._values = np.zeros(0, dtype=np.int64)

    def add(self, numbers: Integers, values: npt.ArrayLike) -> None:
        """Add to the totals of numbers, each given once."""
        missing = int(numbers.max(initial=-1)) + 1 - len(self._values)
        if missing > 0:
            self._values = np.concatenate([self._values, np.zeros(missing, dtype=np.int64)])
        self._values[numbers] += np.asarray(values, dtype=np.int64)

    @property
    def values(self) -> Integers:
        """The totals by number."""
        return self._values


class NameSums:
    """The names of incidences: units that hold each, and its label."""

    def __init__(self) -> None:
        self._numbers = Numbers()
        self._frequency = Totals()
        self._labels: list[pd.DataFrame] = []

    def add(self, table: Incidence) -> Integers:
        """Count the names of another part; returns their numbers."""
        numbers = self._numbers.of(table.names["name"].tolist())
        self._frequency.add(numbers, table.frequency)
        counts = table.label_counts
        self._labels.append(table.names[["name", "label"]].assign(n=1) if counts is None else counts)
        if len(self._labels) > 16:
            self._labels = [self._counted()]
        return numbers

    def _counted(self) -> pd.DataFrame:
        return pd.concat(self._labels).groupby(["name", "label"], sort=True)["n"].sum().reset_index()

    @property
    def frequency(self) -> Integers:
        """Units with each name, by number."""
        return self._frequency.values

    def sorted(self) -> tuple[pd.DataFrame, Integers, Integers]:
        """Return the names in code-point order (name, label), for each number its place, and the frequencies by place."""
        names = majority_labels(self._labels[0] if len(self._labels) == 1 else self._counted())
        _, rank = self._numbers.sorted()
        frequency = np.zeros(len(rank), dtype=np.int64)
        frequency[rank] = self.frequency
        return names, rank, frequency


class CellSums:
    """Totals of the cells of a matrix that is too sparse to be kept otherwise, several to a cell.

    Examples
    --------
    >>> sums = CellSums(1)
    >>> for _ in range(2):
    ...     sums.add(np.array([0]), np.array([7]), [np.array([3])])
    >>> [part.tolist() for part in (*sums.total()[:2], *sums.total()[2])]
    [[0], [7], [6]]
    """

    _HALF = 1 << 31

    def __init__(self, layers: int) -> None:
        self._keys: list[Integers] = []
        self._values: list[list[Integers]] = [[] for _ in range(layers)]
        self._settled = 0

    def add(self, first: Integers, second: Integers, values: Sequence[Integers]) -> None:
        """Add values to cells, given by the numbers of both sides."""
        self._keys.append(first.astype(np.int64) * self._HALF + second)
        for kept, value in zip(self._values, values, strict=True):
            kept.append(value.astype(np.int64))
        # Settled when there is as much again, so that the work stays linear.
        if sum(map(len, self._keys)) > 2 * max(self._settled, 1 << 20):
            self._settle()

    def _settle(self) -> None:
        if len(self._keys) > 1:
            keys, place = np.unique(np.concatenate(self._keys), return_inverse=True)
            for number, kept in enumerate(self._values):
                total = np.zeros(len(keys), dtype=np.int64)
                np.add.at(total, place, np.concatenate(kept))
                self._values[number] = [total]
            self._keys = [keys]
        self._settled = sum(map(len, self._keys))

    def total(self) -> tuple[Integers, Integers, list[Integers]]:
        """Return the numbers of both sides of each cell, and the totals of each layer."""
        self._settle()
        if not self._keys:
            none = np.zeros(0, dtype=np.int64)
            return none, none, [none for _ in self._values]
        return self._keys[0] // self._HALF, self._keys[0] % self._HALF, [kept[0] for kept in self._values]
