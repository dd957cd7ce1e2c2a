"""Notebooks are clean, run, and make exactly the figures that are kept."""

from __future__ import annotations

import ast
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
import pytest

from plantext.errors import OutputError, PlantextError
from plantext.figures.reproduce import check_figures, list_notebooks, make_figures, run_notebook
from plantext.figures.saving import read_provenance
from tools.travel import run_code

ROOT = Path(__file__).parent.parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_opens_with_its_title_and_holds_no_def(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert "".join(cells[0]["source"]).startswith("# ")
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    assert not [node for node in ast.walk(ast.parse(code)) if isinstance(node, kinds)]


@pytest.mark.notebooks
@pytest.mark.model
def test_the_notebooks_make_the_figures_that_are_kept() -> None:
    told = [line for figure in check_figures(ROOT) for line in figure.messages]
    assert told == []


def test_every_picture_says_what_made_it() -> None:
    pictures = sorted((ROOT / "figures").glob("*.png"))
    assert pictures
    for picture in pictures:
        made_by = json.loads(picture.with_suffix(".json").read_text(encoding="utf-8"))
        assert all(document["sha256"] and document["doc_id"] and document["date"] for document in made_by["documents"])
        assert made_by["documents"] and made_by["environment"]["lexicons"]
        assert made_by["environment"]["packages"]["ja_ginza"] and made_by["environment"]["packages"]["plantext"]
        assert made_by["drawing"]["function"].startswith("draw_") and made_by["made_with"]["packages"]["matplotlib"]
        table = picture.with_suffix(".csv").read_bytes()
        assert made_by["data"]["sha256"] == hashlib.sha256(table).hexdigest() and made_by["data"]["rows"]
        if made_by["drawing"]["function"] in ("draw_network", "draw_side_by_side"):
            assert isinstance(made_by["drawing"]["seed"], int)
        for ending in (".png", ".svg"):
            assert read_provenance(picture.with_suffix(ending)) == made_by


def notebook(folder: Path, *sources: str) -> Path:
    """A notebook of code cells."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    path = folder / "01_test.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


@pytest.mark.notebooks
def test_a_failing_cell_is_named_and_the_notebook_left_alone(tmp_path: Path) -> None:
    path = notebook(tmp_path, "answer = 42", "answer / 0")
    before = path.read_bytes()
    with pytest.raises(PlantextError, match=r"(?s)01_test\.ipynb: a cell failed.*answer / 0.*ZeroDivisionError"):
        run_notebook(path, tmp_path)
    assert path.read_bytes() == before


MAKING = """
import os
from matplotlib.figure import Figure
import pandas as pd
from plantext.figures.saving import save_figure
for name in os.environ.get("MADE", "f").split():
    figure = Figure(figsize=(1, 1))
    figure.add_subplot().plot([1, 2])
    data = pd.DataFrame({"name": ["a", "b"], "share": [1 / 3, 2 / 3]})
    save_figure(figure, f"../figures/{name}", data=data, provenance={"seed": 1})
"""


def study(folder: Path, code: str = MAKING) -> Path:
    """A folder with one notebook, whose figures are made."""
    (folder / "notebooks").mkdir()
    notebook(folder / "notebooks", code)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_stray_and_missing_figures_are_told_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study(tmp_path)
    monkeypatch.setenv("MADE", "a b")
    assert make_figures(tmp_path, run=run_code) == (["a", "b"], [])
    kept = contents(tmp_path / "figures")
    monkeypatch.setenv("MADE", "b c")
    told = {figure.figure: (figure.verdict, figure.messages) for figure in check_figures(tmp_path, run=run_code)}
    assert told["a"][1][0] == "a.png: is kept, but no notebook makes it"
    assert told["b"] == ("same", ())
    assert told["c"][1][0] == "c.png: is made by a notebook, but not kept"
    assert contents(tmp_path / "figures") == kept


def test_figures_that_are_the_same_are_left_alone(tmp_path: Path) -> None:
    study(tmp_path)
    make_figures(tmp_path, run=run_code)
    # As another machine would have made it: other versions, another table of bits, the same figure.
    account = tmp_path / "figures" / "f.json"
    other = account.read_text(encoding="utf-8").replace('"python": "3', '"python": "4')
    account.write_text(other, encoding="utf-8")
    for ending in (".png", ".svg"):
        picture = tmp_path / "figures" / f"f{ending}"
        assert read_provenance(picture)["made_with"]["python"].startswith("3")
    assert make_figures(tmp_path, run=run_code, renew=True) == (["f"], [])
    kept = contents(tmp_path / "figures")
    assert make_figures(tmp_path, run=run_code) == ([], ["f"])
    assert contents(tmp_path / "figures") == kept


def test_a_notebook_finds_what_lies_beside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("本文", encoding="utf-8")
    study(tmp_path, f"from pathlib import Path\nassert Path('../mine.txt').read_text() == '本文'\n{MAKING}")
    assert make_figures(tmp_path, run=run_code) == (["f"], [])


def test_a_notebook_that_fails_changes_no_figure(tmp_path: Path) -> None:
    study(tmp_path)
    make_figures(tmp_path, run=run_code)
    kept = contents(tmp_path / "figures")
    notebook(tmp_path / "notebooks", MAKING.replace("[1, 2]", "[1, 5]", 1), "1 / 0")
    with pytest.raises(ZeroDivisionError):
        make_figures(tmp_path, run=run_code)
    assert contents(tmp_path / "figures") == kept


def test_figures_that_cannot_be_written_are_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study(tmp_path)
    make_figures(tmp_path, run=run_code)
    kept = contents(tmp_path / "figures")

    def refuse(**_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    with pytest.raises(OutputError, match=r"figures: cannot be written \(Read-only file system\); nothing was changed"):
        make_figures(tmp_path, run=lambda *_, **__: pytest.fail("a notebook was run"))
    assert contents(tmp_path / "figures") == kept


@pytest.mark.notebooks
def test_the_command_tells_verdicts_and_its_status(tmp_path: Path) -> None:
    study(tmp_path)
    command = [sys.executable, "-m", "plantext", "figures"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.startswith(
        "written: f"
    )
    done = subprocess.run([*command, "--check"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "1 same")
    table = tmp_path / "figures" / "f.csv"
    table.write_text(table.read_text().replace("b,0.66666666667", "b,0.66666666767"))
    done = subprocess.run([*command, "--check"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (1, "1 differs")
    assert "row 2 (b): share kept 0.66666666767, made 0.66666666667" in done.stdout


def test_no_notebooks_is_an_error_that_names_the_folder(tmp_path: Path) -> None:
    with pytest.raises(PlantextError, match="no notebooks here"):
        list_notebooks(tmp_path)
