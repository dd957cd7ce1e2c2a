"""Running the notebooks, and telling whether what they make is what is kept."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from plantext.errors import PlantextError

KEPT = (".json", ".csv", ".svg", ".png")
"""What a figure consists of, compared in this order: how it was made, its data, its shapes, its pixels."""


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
    """Where two files of a figure differ, on data first and pixels second.

    Parameters
    ----------
    kept, made : pathlib.Path
        Files of the same name.

    Returns
    -------
    str
        Empty if they are the same.
    """
    if kept.read_bytes() == made.read_bytes():
        return ""
    if kept.suffix == ".json":
        return _compare_json(kept, made)
    if kept.suffix == ".png":
        return _compare_pixels(kept, made)
    old, new = (path.read_text(encoding="utf-8").splitlines() for path in (kept, made))
    lines = [number for number, pair in enumerate(zip(old, new, strict=False), 1) if pair[0] != pair[1]]
    first = f"first at line {lines[0]}" if lines else "at the end"
    return f"{len(lines) + abs(len(old) - len(new))} of {max(len(old), len(new))} lines differ, {first}"


def _flatten(value: object, path: str = "") -> dict[str, object]:
    if isinstance(value, dict):
        items = [(f"{path}.{key}" if path else str(key), item) for key, item in value.items()]
    elif isinstance(value, list):
        items = [(f"{path}[{number}]", item) for number, item in enumerate(value)]
    else:
        return {path: value}
    return {name: leaf for key, item in items for name, leaf in _flatten(item, key).items()}


def _compare_json(kept: Path, made: Path) -> str:
    old, new = (_flatten(json.loads(path.read_text(encoding="utf-8"))) for path in (kept, made))
    keys = [key for key in sorted(old.keys() | new.keys()) if old.get(key) != new.get(key)]
    return (
        "; ".join(f"{key}: kept {old.get(key)!r}, made {new.get(key)!r}" for key in keys)
        or "the layout of the file differs"
    )


def _compare_pixels(kept: Path, made: Path) -> str:
    import numpy as np
    from PIL import Image

    old, new = (np.asarray(Image.open(path).convert("RGBA")) for path in (kept, made))
    if old.shape != new.shape:
        return f"kept {old.shape[1]}×{old.shape[0]} pixels, made {new.shape[1]}×{new.shape[0]}"
    share = float((old != new).any(axis=2).mean())
    return f"{share:.2%} of the pixels differ" if share else "the pixels are the same, the file is not"
