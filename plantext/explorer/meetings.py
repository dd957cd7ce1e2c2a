"""Where the names of a network meet, and which sentences a page holds of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from plantext.errors import PlantextError
from plantext.explorer.parts import Part
from plantext.explorer.units import Integers
from plantext.networks.pruning import Graph, sorted_edges

_AT_ONCE = 2000  # Edges, whose units are found together
_OF_EACH = 2  # Sentences of each name that show how two meet in a unit


class _Sets:
    """Sets of numbers, each under a number; of half the width that sums need, for there are as many as a run has names."""

    def __init__(self, n: int) -> None:
        self._pieces: list[list[npt.NDArray[np.int32]]] = [[] for _ in range(n)]

    def add(self, which: Integers, values: Integers) -> None:
        pairs = np.unique((which.astype(np.int64) << 32) | values)
        numbers, begins = np.unique(pairs >> 32, return_index=True)
        pieces = np.split((pairs & 0xFFFFFFFF).astype(np.int32), begins[1:]) if len(pairs) else []
        for number, piece in zip(numbers.tolist(), pieces, strict=True):
            # A view would keep the whole in memory beside those of other parts.
            self._pieces[number].append(piece.copy())

    def sets(self) -> list[Integers]:
        """The sets, each in order."""
        return [np.unique(np.concatenate(pieces)) if pieces else np.zeros(0, dtype=np.int32) for pieces in self._pieces]


@dataclass(frozen=True)
class Found:
    """What was found of the names and edges of a network.

    Parameters
    ----------
    rows : list of numpy.ndarray
        Sentences of the run with each name, by row.
    mentioned : list of int
        Mentions of each name.
    shared : list of numpy.ndarray
        Units of the run of each edge.
    of_names, of_edges : list of numpy.ndarray
        Facets of the units of each.
    """

    rows: list[Integers]
    mentioned: list[int]
    shared: list[Integers]
    of_names: list[Integers]
    of_edges: list[Integers]


class Meetings:
    """The sentences and units of the names and edges of a network, found part by part."""

    def __init__(self, net: Graph) -> None:
        self._names = sorted(net)
        self._edges = [(a, b) for a, b, _ in sorted_edges(net)]
        self._unit = str(net.graph.get("unit", "paragraph"))
        place = {name: i for i, name in enumerate(self._names)}
        self.ends = np.array([(place[a], place[b]) for a, b in self._edges], dtype=np.int64).reshape(-1, 2)
        self._mentioned = np.zeros(len(self._names), dtype=np.int64)
        self._rows, self._of_names = _Sets(len(self._names)), _Sets(len(self._names))
        self._shared, self._of_edges = _Sets(len(self._edges)), _Sets(len(self._edges))

    def add(self, part: Part, facets: Integers) -> None:
        """Find those of the next part, of whose units `facets` are the facets."""
        row, node = (part.mentions[column].to_numpy(dtype=np.int64) for column in ("row", "node"))
        self._mentioned += np.bincount(node, minlength=len(self._names))
        self._rows.add(node, row + part.begin)
        shape = (len(part.run.sentences), len(self._names))
        holds = sparse.csr_array((np.ones(len(row), dtype=np.int64), (row, node)), shape=shape)
        met = sparse.csc_array((part.units.membership @ holds) > 0).astype(np.int64)
        units, names = met.nonzero()
        self._of_names.add(names, facets[units])
        for i in range(0, len(self.ends), _AT_ONCE):
            a, b = self.ends[i : i + _AT_ONCE].T
            units, edges = met[:, a].multiply(met[:, b]).nonzero()
            self._shared.add(edges + i, units + np.int64(part.units.begin))
            self._of_edges.add(edges + i, facets[units])

    def found(self) -> Found:
        """Return what was found.

        Raises
        ------
        PlantextError
            If a node is no name of the run, or an edge has no unit.
        """
        missing = [name for name, n in zip(self._names, self._mentioned.tolist(), strict=True) if not n]
        if missing:
            raise PlantextError(
                "{n_missing} of {n_names} nodes are no names of the run ({missing}). Give the run that the "
                "network was made from; a two-mode network has no explorer.",
                n_missing=len(missing),
                n_names=len(self._names),
                missing=", ".join(missing[:3]),
            )
        shared = self._shared.sets()
        for (a, b), units in zip(self._edges, shared, strict=True):
            if not len(units):
                raise PlantextError(
                    "The run has no {unit} that holds both {a} and {b}, as the network says. Give the run that the "
                    "network was made from.",
                    unit=self._unit,
                    a=a,
                    b=b,
                )
        mentioned = self._mentioned.tolist()
        return Found(self._rows.sets(), mentioned, shared, self._of_names.sets(), self._of_edges.sets())


def _spread(values: Integers, most: int) -> Integers:
    """Take at most so many values, evenly from the first to the last."""
    if len(values) <= most:
        return values
    return values[np.linspace(0, len(values) - 1, most).round().astype(np.int64)]


def _among(values: Integers, known: Integers) -> Integers:
    at = np.minimum(np.searchsorted(known, values), len(known) - 1)
    return np.asarray(values[known[at] == values], dtype=np.int64)


class Held:
    """The choice of the sentences that the page holds.

    Parameters
    ----------
    ends : numpy.ndarray
        Names of each edge.
    most : int or None
        Sentences of a name, and units of an edge, spread evenly over the text; None for all.
    """

    def __init__(self, found: Found, ends: Integers, most: int | None) -> None:
        self._found = found
        self._rows = np.unique(np.concatenate([rows if most is None else _spread(rows, most) for rows in found.rows]))
        self._units: Integers = np.zeros(0, dtype=np.int64)
        self._ends: Integers = np.zeros((0, 2), dtype=np.int64)
        if most is not None and len(ends):
            chosen = [_spread(units, most) for units in found.shared]
            self._units = np.concatenate(chosen)
            order = np.argsort(self._units, kind="stable")
            self._ends = np.repeat(ends, [len(units) for units in chosen], axis=0)[order]
            self._units = self._units[order]

    def inside(self, part: Part) -> Integers:
        """The rows of the part that are held, in order."""
        begin, members = part.begin, part.units.membership
        first, last = np.searchsorted(self._rows, (begin, begin + len(part.run.sentences)))
        chosen = [self._rows[first:last]]
        first, last = np.searchsorted(self._units, (part.units.begin, part.units.begin + members.shape[0]))
        for unit, ends in zip(
            (self._units[first:last] - part.units.begin).tolist(), self._ends[first:last], strict=True
        ):
            rows = members.indices[members.indptr[unit] : members.indptr[unit + 1]] + np.int64(begin)
            chosen += [_among(rows, self._found.rows[name])[:_OF_EACH] for name in ends.tolist()]
        return np.asarray(np.unique(np.concatenate(chosen)) - begin, dtype=np.int64)
