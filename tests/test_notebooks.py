"""Notebooks are clean, run, and make exactly the figures that are kept."""

from __future__ import annotations

import ast
import hashlib
import json
import shutil
from pathlib import Path

import nbformat
import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from plantext.drawing.saving import read_provenance
from plantext.errors import PlantextError
from plantext.notebooks import KEPT, check_figures, compare_files, list_notebooks, make_figures, run_notebook

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
        assert all(document["sha256"] and document["doc_id"] and document["date"] for document in made_by["documents"])
        assert made_by["documents"] and made_by["environment"]["lexicons"]
        assert made_by["environment"]["packages"]["ja_ginza"] and made_by["environment"]["packages"]["plantext"]
        assert made_by["drawing"]["function"].startswith("draw_") and made_by["drawing"]["packages"]["matplotlib"]
        table = picture.with_suffix(".csv").read_bytes()
        assert made_by["data"]["sha256"] == hashlib.sha256(table).hexdigest() and made_by["data"]["rows"]
        if made_by["drawing"]["function"] in ("draw_network", "draw_side_by_side"):
            assert isinstance(made_by["drawing"]["seed"], int)
        for ending in (".png", ".svg", ".pdf"):
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
        "b.csv": "1 of 1 rows differ, first at row 1, column y: kept 3, made 2; numbers by up to 1 (y)",
    }
    assert (tmp_path / "figures" / "b.csv").read_text() == "x,y\n1,3\n"


MAKING = """
from matplotlib.figure import Figure
import pandas as pd
from plantext.drawing.saving import save_figure
figure = Figure(figsize=(1, 1))
figure.add_subplot().plot([1, 2])
save_figure(figure, "../figures/f", data=pd.DataFrame({"x": [1, 2]}), provenance={"seed": 1})
"""


@pytest.mark.notebooks
def test_a_file_that_alone_was_changed_is_told_alone(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    notebook(tmp_path / "notebooks", MAKING)
    make_figures(tmp_path)
    kept = {path.suffix: path for path in (tmp_path / "figures").iterdir()}
    assert sorted(kept) == sorted(KEPT)
    content = {suffix: path.read_bytes() for suffix, path in kept.items()}
    changed = {
        ".csv": content[".csv"].replace(b"2", b"5"),
        ".json": content[".json"].replace(b'"seed": 1', b'"seed": 2'),
        ".pdf": content[".pdf"] + b"\n",
        ".svg": content[".svg"] + b"<!-- -->",
    }
    for suffix, other in changed.items():
        kept[suffix].write_bytes(other)
    Image.new("RGB", (100, 100)).save(kept[".png"])
    told = [(difference.name, difference.what) for difference in check_figures(tmp_path)]
    assert [name for name, _ in told] == ["f.csv", "f.json", "f.svg", "f.pdf", "f.png"]
    said = dict(told)
    assert said["f.csv"] == "1 of 2 rows differ, first at row 2, column x: kept 5, made 2; numbers by up to 3 (x)"
    assert said["f.json"] == "seed: kept 2, made 1"
    assert "bytes" in said["f.pdf"] and "lines differ" in said["f.svg"] and "made 300×300" in said["f.png"]
    for suffix, path in kept.items():
        path.write_bytes(content[suffix])
    assert check_figures(tmp_path) == []


def test_no_notebooks_is_an_error_that_names_the_folder(tmp_path: Path) -> None:
    with pytest.raises(PlantextError, match="no notebooks here"):
        list_notebooks(tmp_path)


@pytest.mark.parametrize(
    ("suffix", "kept", "made", "told"),
    [
        (".json", '{"a": {"b": [1, 2]}}', '{"a": {"b": [1, 3]}}', "a.b[1]: kept 2, made 3"),
        (".json", '{"a": 1}', '{"a":1}', "the layout of the file differs"),
        (
            ".json",
            '{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6}',
            "{}",
            "a: kept 1, made None; b: kept 2, made None; c: kept 3, made None; d: kept 4, made None; e: kept 5, made None; and 1 more",
        ),
        (
            ".csv",
            "x,y\n1,a\n2,b\n",
            "x,y\n1,a\n3,b\n",
            "1 of 2 rows differ, first at row 2, column x: kept 2, made 3; numbers by up to 1 (x)",
        ),
        (".csv", "x\na\nb\n", "x\na\n", "kept 2 rows, made 1"),
        (".csv", "x,y\n1,2\n", "x,z\n1,2\n", "the columns differ: y lost, z gained"),
        (".csv", "x,y\n1,2\n", "y,x\n2,1\n", "the columns stand otherwise"),
        (".csv", "x\n1\n", "x\r\n1\r\n", "the cells are the same, the layout of the file differs"),
        (".pdf", "%PDF a b", "%PDF a c d", "kept 8 bytes, made 10; 1 differ, the first is number 8"),
        (".pdf", "%PDF", "%PDF\n", "kept 4 bytes, made 5; 0 differ, the first is number 5"),
        (".svg", "<a/>\n", "<a/>\n<b/>\n", "1 of 2 lines differ, at the end"),
        (".csv", "x\n", "x\n", ""),
    ],
)
def test_what_differs_is_said(tmp_path: Path, suffix: str, kept: str, made: str, told: str) -> None:
    old, new = tmp_path / f"old{suffix}", tmp_path / f"new{suffix}"
    old.write_text(kept, encoding="utf-8", newline="")
    new.write_text(made, encoding="utf-8", newline="")
    assert compare_files(old, new) == told


def test_pixels_are_compared(tmp_path: Path) -> None:
    pixels = np.zeros((10, 10, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(tmp_path / "old.png")
    shutil.copy(tmp_path / "old.png", tmp_path / "same.png")
    pixels[0, 0] = 255
    Image.fromarray(pixels).save(tmp_path / "new.png")
    Image.fromarray(pixels[:5]).save(tmp_path / "small.png")
    assert compare_files(tmp_path / "old.png", tmp_path / "same.png") == ""
    assert (
        compare_files(tmp_path / "old.png", tmp_path / "new.png") == "1.00% of the pixels differ, by up to 255 of 255"
    )
    told = PngImagePlugin.PngInfo()
    told.add_text("Description", "{}")
    Image.open(tmp_path / "old.png").save(tmp_path / "told.png", pnginfo=told)
    said = compare_files(tmp_path / "old.png", tmp_path / "told.png")
    assert said == "the pixels are the same, the account inside differs"
    assert compare_files(tmp_path / "old.png", tmp_path / "small.png") == "kept 10×10 pixels, made 10×5"
