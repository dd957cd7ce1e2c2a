"""Compare two saved figures: their tables, their shapes, their pixels and the accounts of what made them.

Two machines never write the same bytes: accounts name versions and processors, and rasterisers round. What is
compared is what a reader sees and cites, each within a tolerance that is far below it.
"""

from __future__ import annotations

import csv
import hashlib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Literal

from plantext.errors import Message, PlantextError, join, listed
from plantext.figures.pictures import MOST_LINES, compare_pixels, compare_shapes
from plantext.figures.saving import ENDINGS, read_provenance
from plantext.tables.schemas import COLUMN_DIGITS, DIGITS

# Packages that give shapes and pixels of their own: between two versions only tables can be compared.
RENDERERS = ("matplotlib", "matplotlib-fontja", "pillow")

Verdict = Literal["same", "differs", "cannot be compared"]

# What an account says of machine and versions.
_MACHINE = re.compile(r"made_with\.|environment\.(?:packages\.|python$)")


@dataclass(frozen=True, slots=True)
class FigureComparison:
    """One figure as kept and as made now.

    Parameters
    ----------
    figure : str
        Its name, without an ending.
    messages : tuple of str
        What differs, or why it cannot be compared; each begins with a file's name.
    machine : tuple of str
        Versions and processor features that are others now; never a difference.
    """

    figure: str
    verdict: Verdict
    messages: tuple[str, ...] = ()
    machine: tuple[str, ...] = ()


def compare_figure(kept: str | Path, made: str | Path) -> FigureComparison:
    """Compare a figure as kept with the same figure as made now.

    Parameters
    ----------
    kept, made : str or pathlib.Path
        Paths without an ending, as for :func:`plantext.figures.saving.save_figure`.

    Returns
    -------
    FigureComparison
        Same: every cell of the table equal, decimal ones to one unit of their last digit; every shape of the SVG
        within 0.01 pt and of the same colour; no pixel off by more than 32 of 255; the same documents and
        parameters. Cannot be compared: the tables are the same, but shapes or pixels are not, and another
        version of matplotlib or of the font drew them.

    Examples
    --------
    >>> compare_figure("figures/none", "figures/none").verdict
    'differs'
    """
    kept, made = Path(kept), Path(made)
    missing = []
    for ending in ENDINGS:
        here, there = (path.with_name(path.name + ending).is_file() for path in (kept, made))
        if not here:
            missing.append(
                Message("{name}{ending}: is made by a notebook, but not kept", name=kept.name, ending=ending)
            )
        elif not there:
            missing.append(Message("{name}{ending}: is kept, but no notebook makes it", name=kept.name, ending=ending))
    if missing:
        return FigureComparison(kept.name, "differs", tuple(missing))
    files = {ending: (kept.with_name(kept.name + ending), made.with_name(made.name + ending)) for ending in ENDINGS}
    try:
        told, machine, renderer = _compare_accounts(kept, *files[".json"])
        told += _named(files[".csv"][0], compare_tables(*files[".csv"]))
        seen = _named(files[".svg"][0], compare_shapes(*files[".svg"]))
        seen += _named(files[".png"][0], compare_pixels(*files[".png"]))
    except PlantextError as error:
        return FigureComparison(kept.name, "differs", (error.message,))
    if seen and renderer and not told:
        why = Message(
            "{name}: the table is the same, the picture was drawn with {renderer}, so it cannot be compared",
            name=kept.name,
            renderer=renderer,
        )
        return FigureComparison(kept.name, "cannot be compared", (why, *seen), machine)
    return FigureComparison(kept.name, "differs" if told or seen else "same", (*told, *seen), machine)


def _named(path: Path, told: list[str]) -> list[str]:
    return [Message("{name}: {line}", name=path.name, line=line) for line in told]


def _compare_accounts(kept: Path, old: Path, new: Path) -> tuple[list[str], tuple[str, ...], str]:
    """What differs in the accounts, in machine and versions, and between the renderers."""
    before, after = (_flatten(read_provenance(path)) for path in (old, new))
    told = _named(old, _differences(before, after, apart=False))
    machine = tuple(_differences(before, after, apart=True))
    table = hashlib.sha256(kept.with_name(f"{kept.name}.csv").read_bytes()).hexdigest()
    if before.get("data.sha256") != table:
        told.append(
            Message(
                "{name}.csv: is not the table that {account} was written with; it was changed afterwards",
                name=kept.name,
                account=old.name,
            )
        )
    for ending in (".png", ".svg"):
        inside = _flatten(read_provenance(kept.with_name(kept.name + ending)))
        other = [key for key in sorted(before.keys() | inside.keys()) if before.get(key) != inside.get(key)]
        if other:
            told.append(
                Message(
                    "{name}{ending}: is of another version than {account} ({fields})",
                    name=kept.name,
                    ending=ending,
                    account=old.name,
                    fields=", ".join(other[:MOST_LINES]),
                )
            )
    drawn = [
        (name, before.get(f"made_with.packages.{name}"), after.get(f"made_with.packages.{name}")) for name in RENDERERS
    ]
    renderer = join(
        "; ",
        (
            Message("{name} {before}, here {here}", name=name, before=before_version, here=here)
            for name, before_version, here in drawn
            if before_version != here
        ),
    )
    return told, machine, renderer


def _flatten(value: object, path: str = "") -> dict[str, object]:
    if isinstance(value, dict):
        items = [(f"{path}.{key}" if path else str(key), item) for key, item in value.items()]
    elif isinstance(value, list):
        items = [(f"{path}[{number}]", item) for number, item in enumerate(value)]
    else:
        return {path: value}
    return {name: leaf for key, item in items for name, leaf in _flatten(item, key).items()}


def _differences(before: Mapping[str, object], after: Mapping[str, object], *, apart: bool) -> list[str]:
    keys = [key for key in sorted(before.keys() | after.keys()) if bool(_MACHINE.match(key)) == apart]
    changed = [
        key
        for key in keys
        if key != "data.sha256"
        and not _equal(str(before.get(key)), str(after.get(key)), _digits(key.rpartition(".")[2]))
    ]
    told: list[str] = [
        Message("{key}: kept {before!r}, made {after!r}", key=key, before=before.get(key), after=after.get(key))
        for key in changed
    ]
    if apart or len(told) <= MOST_LINES:
        return told
    return [*told[:MOST_LINES], Message("and {n} more", n=len(told) - MOST_LINES)]


def _digits(column: str) -> int:
    return COLUMN_DIGITS.get(column, DIGITS)


def _equal(old: str, new: str, digits: int) -> bool:
    """The same text, or decimal numbers that differ by no more than one unit of the last digit."""
    if old == new:
        return True
    try:
        a, b = float(old), float(new)
    except ValueError:
        return False
    if "." not in old + new and "e" not in (old + new).lower():
        return False
    size = max(abs(a), abs(b))
    return size > 0 and abs(a - b) <= 1.5 * 10.0 ** (math.floor(math.log10(size)) - digits + 1)


def _rows(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return (rows[0], rows[1:]) if rows else ([], [])


def compare_tables(kept: Path, made: Path) -> list[str]:
    r"""Compare two CSV tables: which rows differ, by their names, in which columns; empty if none does.

    Decimal numbers differ from one unit of their last digit on.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     kept, made = Path(folder, "kept.csv"), Path(folder, "made.csv")
    ...     sizes = kept.write_text("name,count\na,1\n"), made.write_text("name,count\na,2\n")
    ...     compare_tables(kept, made)
    ['1 of 1 rows differ: row 1 (a): count kept 1, made 2']
    """
    (old_head, old), (new_head, new) = (_rows(path) for path in (kept, made))
    if old_head != new_head:
        lost = listed(column for column in old_head if column not in new_head)
        gained = listed(column for column in new_head if column not in old_head)
        return [
            Message("the columns differ: {lost} lost, {gained} gained", lost=lost, gained=gained)
            if lost != gained
            else Message("the columns stand otherwise")
        ]
    told: list[str] = []
    if len(old) != len(new):
        told.append(Message("kept {before} rows, made {after}", before=len(old), after=len(new)))
    changed = []
    for number, (before, after) in enumerate(zip(old, new, strict=False), 1):
        cells = [
            Message("{column} kept {before}, made {after}", column=column, before=a, after=b)
            for column, a, b in zip_longest(old_head, before, after, fillvalue="")
            if not _equal(a, b, _digits(column))
        ]
        if cells:
            changed.append(
                Message(
                    "row {row} ({name}): {cells}",
                    row=number,
                    name=_name_row(old_head, before),
                    cells=join(", ", cells[:MOST_LINES]),
                )
            )
    if changed:
        rows = join("; ", changed[:MOST_LINES])
        told.append(Message("{n} of {total} rows differ: {rows}", n=len(changed), total=len(old), rows=rows))
    return told


def _name_row(head: list[str], cells: list[str]) -> str:
    """The names that a row is of: its first cells that are no numbers."""
    words = [cell for _, cell in zip(head, cells, strict=False) if cell and not _is_number(cell)]
    return " – ".join(words[:2]) or Message("no name")


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
