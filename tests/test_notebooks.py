"""Notebooks are clean, run, and make exactly the figures that are kept."""

from __future__ import annotations

import ast
import json
import shutil
from pathlib import Path

import nbformat
import numpy as np
import pytest
from PIL import Image

from plantext.errors import PlantextError
from plantext.notebooks import check_figures, compare_files, list_notebooks, run_notebook

ROOT = Path(__file__).parent.parent
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
    differences = check_figures(ROOT)
    assert differences == []


def test_every_picture_says_what_made_it() -> None:
    pictures = sorted((ROOT / "figures").glob("*.png"))
    assert pictures
    for picture in pictures:
        made_by = json.loads(picture.with_suffix(".json").read_text(encoding="utf-8"))
        assert made_by["documents"]
        assert made_by["environment"]["packages"]["ja_ginza"]


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


@pytest.mark.notebooks
def test_stray_missing_and_changed_figures_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "figures").mkdir()
    notebook(
        tmp_path / "notebooks",
        "from pathlib import Path\nfor name in 'ab': Path(f'../figures/{name}.csv').write_text('x,y\\n1,2\\n')",
    )
    (tmp_path / "figures" / "b.csv").write_text("x,y\n1,3\n")
    (tmp_path / "figures" / "c.csv").write_text("x,y\n")
    told = {difference.name: difference.what for difference in check_figures(tmp_path)}
    assert told == {
        "a.csv": "is made by a notebook, but not kept",
        "c.csv": "is kept, but no notebook makes it",
        "b.csv": "1 of 2 lines differ, first at line 2",
    }
    assert (tmp_path / "figures" / "b.csv").read_text() == "x,y\n1,3\n"


def test_no_notebooks_is_an_error_that_names_the_folder(tmp_path: Path) -> None:
    with pytest.raises(PlantextError, match="no notebooks here"):
        list_notebooks(tmp_path)


@pytest.mark.parametrize(
    ("suffix", "kept", "made", "told"),
    [
        (".json", '{"a": {"b": [1, 2]}}', '{"a": {"b": [1, 3]}}', "a.b[1]: kept 2, made 3"),
        (".json", '{"a": 1}', '{"a":1}', "the layout of the file differs"),
        (".csv", "x\n1\n2\n", "x\n1\n3\n", "1 of 3 lines differ, first at line 3"),
        (".svg", "<a/>\n", "<a/>\n<b/>\n", "1 of 2 lines differ, at the end"),
        (".csv", "x\n", "x\n", ""),
    ],
)
def test_what_differs_is_said(tmp_path: Path, suffix: str, kept: str, made: str, told: str) -> None:
    old, new = tmp_path / f"old{suffix}", tmp_path / f"new{suffix}"
    old.write_text(kept, encoding="utf-8")
    new.write_text(made, encoding="utf-8")
    assert compare_files(old, new) == told


def test_pixels_are_compared(tmp_path: Path) -> None:
    pixels = np.zeros((10, 10, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(tmp_path / "old.png")
    shutil.copy(tmp_path / "old.png", tmp_path / "same.png")
    pixels[0, 0] = 255
    Image.fromarray(pixels).save(tmp_path / "new.png")
    Image.fromarray(pixels[:5]).save(tmp_path / "small.png")
    assert compare_files(tmp_path / "old.png", tmp_path / "same.png") == ""
    assert compare_files(tmp_path / "old.png", tmp_path / "new.png") == "1.00% of the pixels differ"
    assert compare_files(tmp_path / "old.png", tmp_path / "small.png") == "kept 10×10 pixels, made 10×5"
