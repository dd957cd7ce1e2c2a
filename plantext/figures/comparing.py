"""Whether two saved figures are the same: their tables, their shapes, their pixels and what made them.

Two machines never write the same bytes: accounts name versions and processors, and rasterisers round. What is
compared is what a reader sees and cites, each within a tolerance that is far below it.
"""

from __future__ import annotations

import csv
import hashlib
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Literal

import numpy as np
from lxml import etree
from PIL import Image

from plantext.errors import PlantextError
from plantext.figures.saving import ENDINGS, read_provenance
from plantext.tables.schemas import COLUMN_DIGITS, DIGITS

SHIFT = 0.01
"""Points by which a coordinate may differ: a four-thousandth of a millimetre."""

SHADE = 32
"""Steps of 255 by which a pixel may differ: a line moved by :data:`SHIFT` changes one by 11 at 300 dpi."""

RENDERERS = ("matplotlib", "matplotlib-fontja", "pillow")
"""Packages that give shapes and pixels of their own: between two versions only tables can be compared."""

Verdict = Literal["same", "differs", "cannot be compared"]

_APART = re.compile(r"made_with\.|environment\.(?:packages\.|python$)")
"""What an account says of machine and versions."""
_TOLD = 3
_HASHED = re.compile(r"[A-Za-z]{1,2}(?:\d{1,6}_\d{1,6}_)?[0-9a-f]{10}")
"""Identifiers that matplotlib derives from the coordinates."""
_PARTS = re.compile(r"#[0-9a-fA-F]{3,8}|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_SCALE = re.compile(r"(?:scale|rotate|matrix)\([^()]*\)")


@dataclass(frozen=True, slots=True)
class FigureComparison:
    """One figure as kept and as made now.

    Parameters
    ----------
    figure : str
        Its name, without an ending.
    verdict : str
        ``same``, ``differs`` or ``cannot be compared``.
    told : tuple of str
        What differs, or why it cannot be compared; each begins with a file's name.
    machine : tuple of str
        Versions and processor features that are others now; never a difference.
    """

    figure: str
    verdict: Verdict
    told: tuple[str, ...] = ()
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
        return FigureComparison(kept.name, "differs", (str(error),))
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
            told.append(f"{kept.name}{ending}: is of another version than {old.name} ({', '.join(other[:_TOLD])})")
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
    keys = [key for key in sorted(before.keys() | after.keys()) if bool(_APART.match(key)) == apart]
    changed = [
        key
        for key in keys
        if key != "data.sha256"
        and not _equal(str(before.get(key)), str(after.get(key)), _digits(key.rpartition(".")[2]))
    ]
    told = [f"{key}: kept {before.get(key)!r}, made {after.get(key)!r}" for key in changed]
    return told if apart or len(told) <= _TOLD else [*told[:_TOLD], f"and {len(told) - _TOLD} more"]


def _digits(column: str) -> int:
    return COLUMN_DIGITS.get(column, DIGITS)


def _equal(old: str, new: str, digits: int) -> bool:
    """The same text, or decimal numbers that differ by no more than one unit of the last digit told."""
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
    """Compare two CSV tables.

    Parameters
    ----------
    kept, made : pathlib.Path
        CSV files.

    Returns
    -------
    list of str
        Which rows differ, by their names, in which columns and by how much; decimal numbers differ from one
        unit of their last digit on. Empty if none does.
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
            changed.append(f"row {number} ({_name_row(old_head, before)}): {', '.join(cells[:_TOLD])}")
    if changed:
        told.append(f"{len(changed)} of {len(old)} rows differ: " + "; ".join(changed[:_TOLD]))
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


@dataclass(frozen=True, slots=True)
class _Shape:
    """An element of an SVG: where it stands, its tag, its attributes."""

    where: str
    tag: str
    attributes: dict[str, str]


def _shapes(path: Path) -> Iterator[_Shape]:
    """The elements of a picture in order, without the account inside; words are told by the comments before them."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.parse(path, parser).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        raise PlantextError(
            f"{path.name}: cannot be read as SVG ({error}). Make it again with `plantext figures`."
        ) from error
    numbers: dict[str, str] = {}
    words, group = "", ""
    for element in root.iter():
        if element.tag is etree.Comment:
            words = (element.text or "").strip()
            yield _Shape(f"the words {words}", "comment", {"text": words})
            continue
        if not isinstance(element.tag, str) or any(True for _ in element.iterancestors("{*}metadata")):
            continue
        tag = etree.QName(element).localname
        attributes = {
            str(name): _HASHED.sub(lambda found: numbers.setdefault(found.group(), f"id{len(numbers)}"), str(value))
            for name, value in element.attrib.items()
        }
        if "id" in element.attrib:
            group, words = str(element.attrib["id"]), "" if tag == "g" else words
        if tag != "metadata":
            yield _Shape(f"the words {words}" if words else group or tag, tag, attributes)


def compare_shapes(kept: Path, made: Path) -> list[str]:
    """Compare the shapes of two SVG pictures.

    Parameters
    ----------
    kept, made : pathlib.Path
        SVG files.

    Returns
    -------
    list of str
        What differs by more than :data:`SHIFT`, or in colour; at most four lines. Empty if nothing does.
    """
    told = []
    for old, new in zip_longest(_shapes(kept), _shapes(made)):
        if old is None or new is None or old.tag != new.tag or old.attributes.keys() != new.attributes.keys():
            there, here = (shape.where if shape else "nothing more" for shape in (old, new))
            told.append(f"another shape: kept {there}, made {here}")
            break
        what = [_compare_attribute(name, value, new.attributes[name]) for name, value in old.attributes.items()]
        told += [f"{old.where}: {line}" for line in what if line]
    return told if len(told) <= _TOLD else [*told[:_TOLD], f"and {len(told) - _TOLD} more shapes"]


def _compare_attribute(name: str, old: str, new: str) -> str:
    """How an attribute differs; empty if it does not."""
    if old == new:
        return ""
    exact = [_SCALE.findall(value) for value in (old, new)]
    texts, numbers = ([], []), ([], [])  # type: ignore[var-annotated]
    for value, text, found in zip((old, new), texts, numbers, strict=True):
        last = 0
        for part in _PARTS.finditer(value):
            text.append(value[last : part.start()])
            last = part.end()
            (text if part.group().startswith("#") else found).append(part.group())
        text.append(value[last:])
    if texts[0] != texts[1] or len(numbers[0]) != len(numbers[1]):
        return f"{name}: kept {old[:60]!r}, made {new[:60]!r}"
    if exact[0] != exact[1] and not _near(exact[0], exact[1]):
        return f"{name}: kept {exact[0]}, made {exact[1]}"
    shift = max((abs(float(a) - float(b)) for a, b in zip(*numbers, strict=True)), default=0.0)
    return f"moved by {shift:.3g} pt" if shift > SHIFT else ""


def _near(old: list[str], new: list[str]) -> bool:
    """Factors of scales and rotations: equal to six digits."""
    a, b = (np.array([float(n) for part in parts for n in _PARTS.findall(part)]) for parts in (old, new))
    return a.shape == b.shape and bool(np.all(np.abs(a - b) <= 1e-6 * np.maximum(np.abs(a), 1e-6)))


def compare_pixels(kept: Path, made: Path) -> list[str]:
    """Compare two PNG pictures.

    Parameters
    ----------
    kept, made : pathlib.Path
        PNG files.

    Returns
    -------
    list of str
        Another size, or how many pixels differ by more than :data:`SHADE`, and where; empty if none does.
    """
    pictures = []
    for path in (kept, made):
        try:
            with Image.open(path) as picture:
                pictures.append(np.asarray(picture.convert("RGBA")).astype(np.int16))
        except (OSError, SyntaxError, ValueError) as error:
            raise PlantextError(
                f"{path.name}: cannot be read as PNG. Make it again with `plantext figures`."
            ) from error
    old, new = pictures
    if old.shape != new.shape:
        return [f"kept {old.shape[1]}×{old.shape[0]} pixels, made {new.shape[1]}×{new.shape[0]}"]
    apart = np.abs(old - new).max(axis=2)
    rows, columns = np.nonzero(apart > SHADE)
    if not len(rows):
        return []
    where = f"columns {columns.min()} to {columns.max()}, rows {rows.min()} to {rows.max()}"
    return [f"{len(rows)} pixels differ by up to {apart.max()} of 255 ({where})"]
