"""A run in the parts that a page is gathered from, each with its mentions placed and its units found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from plantext.explorer.units import Units, find_units
from plantext.networks.presence import node_names, place_in
from plantext.networks.pruning import Graph
from plantext.networks.units import unit_column
from plantext.tables.run import Extraction
from plantext.tables.stored import Run


@dataclass(frozen=True)
class Part:
    """Some whole documents of a run.

    Parameters
    ----------
    placed : pandas.DataFrame
        Mentions that stand in a sentence, with name, node of the network (-1 for none) and row of the sentence in the part.
    begin : int
        Sentences of the run before it.
    """

    run: Extraction
    placed: pd.DataFrame
    units: Units
    begin: int

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """Those of the network's names, in the order of the sentences."""
        mine = self.placed[self.placed["node"] >= 0]
        return mine.sort_values(["row", "start", "end", "node"], ignore_index=True)


class Parts:
    """A run as parts, which may be read more than once; one in memory is prepared once."""

    def __init__(self, run: Run, net: Graph) -> None:
        self._run = run
        self._names = pd.Index(sorted(net))
        self._node = str(net.graph.get("node", "entity"))
        self._labels = str(net.graph.get("labels", "")).split()
        self._unit = str(net.graph.get("unit", "paragraph"))
        self._whole: Part | None = None

    def read(self, *, sentences: Sequence[str], mentions: Sequence[str], turns: bool = False) -> Iterator[Part]:
        """Yield the parts in order, with the columns asked for at least."""
        if self._whole is not None:
            yield self._whole
            return
        begin = units = 0
        of_sentences = [unit_column(self._unit), *sentences]
        of_mentions = ["label", "entity", "series", *mentions]
        for run in self._run.parts(sentences=of_sentences, mentions=of_mentions, turns=turns):
            part = self._prepare(run, begin, units)
            if isinstance(self._run, Extraction):
                self._whole = part
            yield part
            begin += len(run.sentences)
            units += len(part.units.doc_ids)

    def _prepare(self, run: Extraction, begin: int, units: int) -> Part:
        row = place_in(run.sentences, run.mentions)
        name = node_names(run.mentions, self._node)
        node = self._names.get_indexer(pd.Index(name))
        if self._labels:
            node = np.where(run.mentions["label"].isin(self._labels), node, -1)
        placed = run.mentions.assign(name=name, node=node, row=row)[row >= 0]
        return Part(run, placed, find_units(run, self._unit, units), begin)
