"""The whole evidence in a folder beside the page, in parts that the page reads one by one when they are asked for."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import numpy as np

from plantext.explorer.page import embed
from plantext.explorer.sentences import Batch, Columns, tables
from plantext.explorer.units import Integers
from plantext.storage.atomic import failure, write_whole
from plantext.storage.folder import refuse_links

ENDING = "-evidence"
_LARGEST = 4000  # Sentences of a part
_NAME = re.compile(r"part-(\d{5,})\.json")


def deal_out(counts: Sequence[int]) -> list[list[int]]:
    """Deal the sentences of all names out to parts of bounded size, those of a name next to each other.

    Returns
    -------
    list of list of int
        Of each name the parts of its sentences, a full part's worth in each but the last.

    Examples
    --------
    >>> deal_out([3000, 900, 5000, 2])
    [[0], [0], [1, 2], [2]]
    """
    dealt, part, size = [], 0, 0
    for count in counts:
        mine = []
        for begin in range(0, count, _LARGEST):
            chunk = min(count - begin, _LARGEST)
            if size + chunk > _LARGEST and size:
                part, size = part + 1, 0
            size += chunk
            mine.append(part)
        dealt.append(mine)
    return dealt


class Aside:
    """The sentences on their way into the folder: they come in the order of the run, and lie there by name.

    Parameters
    ----------
    counts : sequence of int
        Sentences of each name.
    held : file
        Where they wait, for together they may be larger than memory.
    """

    def __init__(self, counts: Sequence[int], folder: Path, held: IO[bytes]) -> None:
        self._dealt = deal_out(counts)
        self._met = [0] * len(counts)
        self._folder = folder
        self._held = held
        n_parts = 1 + max((part for mine in self._dealt for part in mine), default=0)
        self._blocks: list[list[tuple[int, int]]] = [[] for _ in range(n_parts)]

    def add(self, batch: Batch) -> None:
        """Take the next sentences."""
        places, nodes = batch.marked
        waiting: dict[int, list[Integers]] = {}
        for node in np.unique(nodes).tolist():
            mine = np.unique(places[nodes == node])
            of_each = (self._met[node] + np.arange(len(mine))) // _LARGEST
            for chunk in np.unique(of_each).tolist():
                waiting.setdefault(self._dealt[node][chunk], []).append(mine[of_each == chunk])
            self._met[node] += len(mine)
        for part, chosen in waiting.items():
            block = json.dumps(batch.take(np.unique(np.concatenate(chosen)))).encode()
            self._blocks[part].append((self._held.tell(), len(block)))
            self._held.write(block)

    def _columns(self, part: int) -> Iterator[Columns]:
        for place, size in self._blocks[part]:
            self._held.seek(place)
            yield json.loads(self._held.read(size))

    def write(self, key: str, *, text: bool) -> dict[str, Any]:
        """Write the parts, each with the key of its page; those of an earlier page go. Returns what the page must know."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for part in range(len(self._blocks)):
            content = {"key": key, **tables(self._columns(part), text=text)}
            write_whole(self._folder / f"part-{part:05}.json", embed(content).encode())
        for file in self._folder.iterdir():
            name = _NAME.fullmatch(file.name)
            if name and int(name[1]) >= len(self._blocks):
                file.unlink()
        return {"folder": self._folder.name, "key": key, "parts": self._dealt}


@contextmanager
def put_aside(counts: Sequence[int], folder: Path) -> Iterator[Aside]:
    """Prepare the folder of the sentences of names, of which there are `counts`.

    Raises
    ------
    OutputError
        If it is a link, or cannot be written.
    """
    if folder.exists():
        refuse_links(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder.parent) as held:
            yield Aside(counts, folder, held)
    except OSError as error:
        raise failure(folder, error) from error
