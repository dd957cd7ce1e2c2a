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

from plantext.errors import PlantextError
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
            missing.append(f"{kept.name}{ending}: is made by a notebook, but not kept")
        elif not there:
            missing.append(f"{kept.name}{ending}: is kept, but no notebook makes it")
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
        why = f"{kept.name}: the table is the same, the picture was drawn with {renderer}, so it cannot be compared"
        return FigureComparison(kept.name, "cannot be compared", (why, *seen), machine)
    return FigureComparison(kept.name, "differs" if told or seen else "same", (*told, *seen), machine)


def _named(path: Path, told: list[str]) -> list[str]:
    return [f"{path.name}: {line}" for line in told]


def _compare_accounts(kept: Path, old: Path, new: Path) -> tuple[list[str], tuple[str, ...], str]:
    """What differs in the accounts, in machine and versions, and between the renderers."""
    before, after = (_flatten(read_provenance(path)) for path in (old, new))
    told = _named(old, _differences(before, after, apart=False))
    machine = tuple(_differences(before, after, apart=True))
    table = hashlib.sha256(kept.with_name(f"{kept.name}.csv").read_bytes()).hexdigest()
    if before.get("data.sha256") != table:
        told.append(f"{kept.name}.csv: is not the table that {old.name} was written with; it was changed afterwards")
    for ending in (".png", ".svg"):
        inside = _flatten(read_provenance(kept.with_name(kept.name + ending)))
        other = [key for key in sorted(before.keys() | inside.keys()) if before.get(key) != inside.get(key)]
        if other:
            told.append(f"{kept.name}{ending}: is of another version than {old.name} ({', '.join(other[:MOST_LINES])})")
    drawn = [
        (name, before.get(f"made_with.packages.{name}"), after.get(f"made_with.packages.{name}")) for name in RENDERERS
    ]
    renderer = "; ".join(
        f"{name} {old_version}, here {here}" for name, old_version, here in drawn if old_version != here
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
    told = [f"{key}: kept {before.get(key)!r}, made {after.get(key)!r}" for key in changed]
    return told if apart or len(told) <= MOST_LINES else [*told[:MOST_LINES], f"and {len(told) - MOST_LINES} more"]


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
        lost = ", ".join(column for column in old_head if column not in new_head) or "none"
        gained = ", ".join(column for column in new_head if column not in old_head) or "none"
        return [
            f"the columns differ: {lost} lost, {gained} gained" if lost != gained else "the columns stand otherwise"
        ]
    told = [f"kept {len(old)} rows, made {len(new)}"] if len(old) != len(new) else []
    changed = []
    for number, (before, after) in enumerate(zip(old, new, strict=False), 1):
        cells = [
            f"{column} kept {a}, made {b}"
            for column, a, b in zip_longest(old_head, before, after, fillvalue="")
            if not _equal(a, b, _digits(column))
        ]
        if cells:
            changed.append(f"row {number} ({_name_row(old_head, before)}): {', '.join(cells[:MOST_LINES])}")
    if changed:
        told.append(f"{len(changed)} of {len(old)} rows differ: " + "; ".join(changed[:MOST_LINES]))
    return told


def _name_row(head: list[str], cells: list[str]) -> str:
    """The names that a row is of: its first cells that are no numbers."""
    words = [cell for _, cell in zip(head, cells, strict=False) if cell and not _is_number(cell)]
    return " – ".join(words[:2]) or "no name"


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
