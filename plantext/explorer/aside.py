"""The whole evidence in a folder beside the page, in parts that the page reads one by one when they are asked for."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from plantext.explorer.contents import Contents
from plantext.explorer.page import embed
from plantext.explorer.units import Integers
from plantext.storage.atomic import write_whole
from plantext.storage.folder import refuse_links

ENDING = "-evidence"
_LARGEST = 4000  # Sentences of a part
_NAME = re.compile(r"part-(\d{5,})\.json")


@dataclass(frozen=True)
class Aside:
    """How the sentences are dealt out.

    Parameters
    ----------
    parts : list of list of numpy.ndarray
        Rows of sentences in each part.
    of_nodes : list of list of int
        Parts with the sentences of each name.
    key : str
        Stands in the page and in each part, so that a page knows its own.
    """

    parts: list[list[Integers]]
    of_nodes: list[list[int]]
    key: str


def deal_out(contents: Contents) -> Aside:
    """Deal the sentences of all names out to parts of bounded size, those of a name next to each other."""
    parts: list[list[Integers]] = [[]]
    of_nodes: list[list[int]] = []
    size = 0
    for rows in contents.meetings.rows:
        mine = []
        for i in range(0, len(rows), _LARGEST):
            chunk = rows[i : i + _LARGEST]
            if size + len(chunk) > _LARGEST and parts[-1]:
                parts.append([])
                size = 0
            parts[-1].append(chunk)
            size += len(chunk)
            mine.append(len(parts) - 1)
        of_nodes.append(mine)
    return Aside(parts, of_nodes, hashlib.sha256(embed(contents.data).encode()).hexdigest()[:16])


def account(aside: Aside, folder: str) -> dict[str, Any]:
    """Tell the page of its folder."""
    return {"folder": folder, "key": aside.key, "parts": aside.of_nodes}


def write_parts(contents: Contents, aside: Aside, folder: Path) -> None:
    """Write the parts into a folder; those of an earlier page go."""
    if folder.exists():
        refuse_links(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for number, chunks in enumerate(aside.parts):
        rows = np.unique(np.concatenate(chunks))
        tables = {"key": aside.key, **contents.source.tables(rows)}
        write_whole(folder / f"part-{number:05}.json", embed(tables).encode())
    for file in folder.iterdir():
        name = _NAME.fullmatch(file.name)
        if name and int(name[1]) >= len(aside.parts):
            file.unlink()
