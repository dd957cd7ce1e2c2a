"""Running the notebooks, and telling whether what they make is what is kept."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from plantext.errors import PlantextError

KEPT = (".csv", ".json", ".svg", ".pdf", ".png")
"""What a figure consists of, compared in this order: its data, how it was made, its shapes, its page, its pixels."""

_TOLD = 5
"""Differences of an account that are told one by one."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One file that is not what the notebooks make now.

    Parameters
    ----------
    name : str
        File name.
    what : str
        Where it differs.
    """

    name: str
    what: str


def list_notebooks(folder: Path) -> list[Path]:
    """The notebooks of a folder, in order.

    Parameters
    ----------
    folder : pathlib.Path
        A folder of ``*.ipynb``.

    Returns
    -------
    list of pathlib.Path
        Sorted by name.

    Raises
    ------
    PlantextError
        If there are none.
    """
    found = sorted(folder.glob("[0-9]*.ipynb"))
    if not found:
        raise PlantextError(
            f"{folder.resolve()}: no notebooks here. Run this in the folder that holds notebooks/ and figures/."
        )
    return found


def run_notebook(path: Path, cwd: Path, *, progress: bool = False) -> None:
    """Execute a notebook from top to bottom; its file is left as it is.

    Parameters
    ----------
    path : pathlib.Path
        The notebook.
    cwd : pathlib.Path
        Folder to run in; figures are written to ``../figures`` from there.
    progress : bool
        Show a bar over the cells on stderr.

    Raises
    ------
    PlantextError
        If a cell fails; the notebook, the cell and its error are named.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError
    from tqdm import tqdm

    notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    with tqdm(total=len(notebook.cells), desc=path.name, unit="cell", disable=None if progress else True) as bar:
        client = NotebookClient(
            notebook,
            timeout=600,
            kernel_name="python3",
            extra_arguments=["--IPKernelApp.log_level=40"],
            resources={"metadata": {"path": str(cwd)}},
            on_cell_complete=lambda **_: bar.update(),
        )
        try:
            client.execute()
        except CellExecutionError as error:
            raise PlantextError(f"{path}: a cell failed.\n{error}") from error


def make_figures(root: Path, *, progress: bool = False) -> list[Path]:
    """Execute every notebook of a checkout, which writes its figures.

    Parameters
    ----------
    root : pathlib.Path
        Folder that holds ``notebooks/`` and ``figures/``.
    progress : bool
        Show progress on stderr.

    Returns
    -------
    list of pathlib.Path
        The pictures (PNG) now in ``figures/``.
    """
    folder = root / "notebooks"
    (root / "figures").mkdir(exist_ok=True)
    for path in list_notebooks(folder):
        run_notebook(path, folder, progress=progress)
    return sorted((root / "figures").glob("*.png"))


@contextmanager
def _fresh_figures(root: Path, *, progress: bool) -> Iterator[Path]:
    list_notebooks(root / "notebooks")  # says what is missing in another folder
    with tempfile.TemporaryDirectory() as room:
        copy = Path(room)
        shutil.copytree(root / "notebooks", copy / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        make_figures(copy, progress=progress)
        yield copy / "figures"


def check_figures(root: Path, *, progress: bool = False) -> list[Difference]:
    """Make the figures again elsewhere and compare them with those kept.

    Parameters
    ----------
    root : pathlib.Path
        Folder that holds ``notebooks/`` and ``figures/``.
    progress : bool
        Show progress on stderr.

    Returns
    -------
    list of Difference
        Empty if every kept file is what the notebooks make now.
    """
    with _fresh_figures(root, progress=progress) as fresh:
        kept = {path.name for path in (root / "figures").iterdir() if path.suffix in KEPT}
        made = {path.name for path in fresh.iterdir() if path.suffix in KEPT}
        missing = [Difference(name, "is made by a notebook, but not kept") for name in sorted(made - kept)]
        stray = [Difference(name, "is kept, but no notebook makes it") for name in sorted(kept - made)]
        both = sorted(kept & made, key=lambda name: (Path(name).stem, KEPT.index(Path(name).suffix)))
        changed = [
            Difference(name, what) for name in both if (what := compare_files(root / "figures" / name, fresh / name))
        ]
    return missing + stray + changed


def compare_files(kept: Path, made: Path) -> str:
    """Where two files of a figure differ, and by how much.

    Parameters
    ----------
    kept, made : pathlib.Path
        Files of the same ending.

    Returns
    -------
    str
        Empty if they are the same.
    """
    if kept.read_bytes() == made.read_bytes():
        return ""
    compare = {".csv": _compare_tables, ".json": _compare_json, ".pdf": _compare_bytes, ".png": _compare_pixels}
    return compare.get(kept.suffix, _compare_lines)(kept, made)


def _compare_lines(kept: Path, made: Path) -> str:
    old, new = (path.read_text(encoding="utf-8").splitlines() for path in (kept, made))
    lines = [number for number, pair in enumerate(zip(old, new, strict=False), 1) if pair[0] != pair[1]]
    first = f"first at line {lines[0]}" if lines else "at the end"
    return f"{len(lines) + abs(len(old) - len(new))} of {max(len(old), len(new))} lines differ, {first}"


def _compare_tables(kept: Path, made: Path) -> str:
    (old_head, old), (new_head, new) = (_rows(path) for path in (kept, made))
    if old_head != new_head:
        lost = ", ".join(column for column in old_head if column not in new_head) or "none"
        gained = ", ".join(column for column in new_head if column not in old_head) or "none"
        return f"the columns differ: {lost} lost, {gained} gained" if lost != gained else "the columns stand otherwise"
    told = [f"kept {len(old)} rows, made {len(new)}"] if len(old) != len(new) else []
    pairs = [(number, *pair) for number, pair in enumerate(zip(old, new, strict=False), 1) if pair[0] != pair[1]]
    if pairs:
        number, before, after = pairs[0]
        column = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
        where = f"first at row {number}, column {old_head[column]}"
        told.append(f"{len(pairs)} of {len(old)} rows differ, {where}: kept {before[column]}, made {after[column]}")
        told += _largest_shift(old_head, [pair[1:] for pair in pairs])
    return "; ".join(told) or "the cells are the same, the layout of the file differs"


def _rows(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return (rows[0], rows[1:]) if rows else ([], [])


def _largest_shift(head: list[str], pairs: list[tuple[list[str], list[str]]]) -> list[str]:
    """The largest difference of two numbers in one place, if any."""
    shifts = []
    for before, after in pairs:
        for column, old, new in zip(head, before, after, strict=False):
            with suppress(ValueError):
                shifts.append((abs(float(new) - float(old)), column))
    shift, column = max(shifts, default=(0.0, ""))
    return [f"numbers by up to {shift:g} ({column})"] if shift else []


def _flatten(value: object, path: str = "") -> dict[str, object]:
    if isinstance(value, dict):
        items = [(f"{path}.{key}" if path else str(key), item) for key, item in value.items()]
    elif isinstance(value, list):
        items = [(f"{path}[{number}]", item) for number, item in enumerate(value)]
    else:
        return {path: value}
    return {name: leaf for key, item in items for name, leaf in _flatten(item, key).items()}


def _compare_accounts(old: object, new: object) -> str:
    before, after = _flatten(old), _flatten(new)
    keys = [key for key in sorted(before.keys() | after.keys()) if before.get(key) != after.get(key)]
    told = [f"{key}: kept {before.get(key)!r}, made {after.get(key)!r}" for key in keys[:_TOLD]]
    return "; ".join(told + ([f"and {len(keys) - _TOLD} more"] if len(keys) > _TOLD else []))


def _compare_json(kept: Path, made: Path) -> str:
    old, new = (json.loads(path.read_text(encoding="utf-8")) for path in (kept, made))
    return _compare_accounts(old, new) or "the layout of the file differs"


def _compare_bytes(kept: Path, made: Path) -> str:
    old, new = kept.read_bytes(), made.read_bytes()
    places = [n for n, pair in enumerate(zip(old, new, strict=False), 1) if pair[0] != pair[1]]
    first = places[0] if places else min(len(old), len(new)) + 1
    return f"kept {len(old)} bytes, made {len(new)}; {len(places)} differ, the first is number {first}"


def _compare_pixels(kept: Path, made: Path) -> str:
    import numpy as np
    from PIL import Image

    with Image.open(kept) as old_picture, Image.open(made) as new_picture:
        old, new = (np.asarray(picture.convert("RGBA")).astype("int16") for picture in (old_picture, new_picture))
        accounts = [picture.info.get("Description") for picture in (old_picture, new_picture)]
    if old.shape != new.shape:
        return f"kept {old.shape[1]}×{old.shape[0]} pixels, made {new.shape[1]}×{new.shape[0]}"
    apart = np.abs(old - new).max(axis=2)
    if apart.any():
        return f"{(apart > 0).mean():.2%} of the pixels differ, by up to {apart.max()} of 255"
    return (
        f"the pixels are the same, {'the account inside differs' if accounts[0] != accounts[1] else 'the file is not'}"
    )
