"""Run the notebooks, and compare the figures that they make with those that are kept."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from plantext.errors import OutputError, PlantextError
from plantext.figures.comparing import FigureComparison, compare_figure
from plantext.figures.saving import ENDINGS
from plantext.storage.atomic import replacing


def list_notebooks(folder: Path) -> list[Path]:
    """List the notebooks of a folder by name.

    Raises
    ------
    PlantextError
        If there are none.
    """
    found = sorted(folder.glob("[0-9]*.ipynb"))
    if not found:
        raise PlantextError(
            "{folder}: no notebooks here. Run this in the folder that holds notebooks/ and figures/.",
            folder=folder.resolve(),
        )
    return found


def run_notebook(path: Path, cwd: Path, *, progress: bool = False) -> None:
    """Execute a notebook from top to bottom; its file is left as it is.

    Parameters
    ----------
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
            raise PlantextError("{path}: a cell failed.\n{error}", path=path, error=error) from error


Runner = Callable[..., None]  # Runs a notebook: its path, the folder to run in, and whether to show progress


@contextmanager
def fresh_figures(root: Path, *, run: Runner = run_notebook, progress: bool = False) -> Iterator[Path]:
    """Execute the notebooks in a temporary folder and yield its folder of figures.

    Parameters
    ----------
    root : pathlib.Path
        Folder that holds ``notebooks/`` and ``figures/``.
    run : callable
        :func:`run_notebook`, or what else executes a notebook.
    progress : bool
        Show progress on stderr.
    """
    list_notebooks(root / "notebooks")  # says what is missing in another folder
    with tempfile.TemporaryDirectory() as room:
        copy = Path(room)
        # A notebook finds what lies beside notebooks/, such as a document of one's own, under the same path.
        for path in root.iterdir():
            if path.name not in ("notebooks", "figures"):
                with suppress(OSError):
                    (copy / path.name).symlink_to(path.resolve(), target_is_directory=path.is_dir())
        shutil.copytree(root / "notebooks", copy / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        (copy / "figures").mkdir()
        for path in list_notebooks(copy / "notebooks"):
            run(path, copy / "notebooks", progress=progress)
        yield copy / "figures"


def _names(folder: Path) -> set[str]:
    """The figures of a folder: the stems of files that figures consist of."""
    found = folder.iterdir() if folder.is_dir() else ()
    return {path.stem for path in found if path.suffix in ENDINGS and not path.name.startswith(".")}


def compare_figures(kept: Path, made: Path) -> list[FigureComparison]:
    """Compare all figures of two folders, by name.

    Examples
    --------
    >>> compare_figures(Path("figures-of-yesterday"), Path("figures-of-today"))
    []
    """
    return [compare_figure(kept / name, made / name) for name in sorted(_names(kept) | _names(made))]


def check_figures(root: Path, *, run: Runner = run_notebook, progress: bool = False) -> list[FigureComparison]:
    """Make the figures again elsewhere and compare them with those kept."""
    with fresh_figures(root, run=run, progress=progress) as fresh:
        return compare_figures(root / "figures", fresh)


def make_figures(
    root: Path, *, run: Runner = run_notebook, renew: bool = False, progress: bool = False
) -> tuple[list[str], list[str]]:
    """Execute every notebook of a checkout and write the figures that are no longer the same.

    A figure that is the same as the one kept is left alone, whatever machine or versions it was made with now.
    Nothing is written before every notebook has run.

    Parameters
    ----------
    renew : bool
        Write the figures that are the same too, with the versions of today in their accounts.

    Returns
    -------
    tuple of list of str
        Names of the figures written, and of those left as they were.

    Raises
    ------
    PlantextError
        If a notebook fails.
    OutputError
        If ``figures/`` cannot be written.
    """
    list_notebooks(root / "notebooks")
    folder = root / "figures"
    _check_writable(folder)
    written, left = [], []
    with fresh_figures(root, run=run, progress=progress) as fresh:
        for compared in compare_figures(folder, fresh):
            if compared.figure not in _names(fresh):
                continue
            if compared.verdict == "same" and not renew:
                left.append(compared.figure)
                continue
            for path in sorted(fresh.iterdir()):
                if path.stem == compared.figure:
                    with replacing(folder / path.name) as partial:
                        shutil.copyfile(path, partial)
            written.append(compared.figure)
    return written, left


def _check_writable(folder: Path) -> None:
    """Refuse a folder that takes no file before the notebooks have run for a minute."""
    try:
        folder.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputError(
            "{folder}: cannot be written ({reason}); nothing was changed. Make it writable, or compare only, "
            "with `plantext figures --check`.",
            folder=folder,
            reason=error.strerror or error,
        ) from error
