"""Figures on disk: the same bytes every time, whole or not at all, and each says what made it."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pandas as pd
import pypdfium2
import pytest
from made_runs import random_run
from PIL import Image

from plantext.errors import OutputError, PlantextError
from plantext.extraction.provenance import describe_figure
from plantext.figures.network import draw_network
from plantext.figures.saving import ENDINGS, read_provenance, save_figure
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network

RUN = random_run(1, names=60)
PAIRS = cooccur(RUN)
NET = network(PAIRS, top=15)
MADE_FROM = describe_figure(RUN, **NET.graph, note='<甲> & "乙" ) ( \\ 𠮷')


def test_the_same_figure_gives_the_same_bytes(tmp_path: Path) -> None:
    first = save_figure(draw_network(NET), tmp_path / "a.b", data=PAIRS, provenance=MADE_FROM)
    second = save_figure(draw_network(NET), tmp_path / "c", data=PAIRS, provenance=MADE_FROM)
    assert [path.name for path in first] == ["a.b.png", "a.b.svg", "a.b.csv", "a.b.json"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_every_file_says_what_made_it(tmp_path: Path) -> None:
    drawn = draw_network(NET, lang="en", seed=7)
    files = save_figure(drawn, tmp_path / "f", data=PAIRS, provenance=MADE_FROM, formats=("png", "svg", "pdf"))
    told = {path.suffix: read_provenance(path) for path in files if path.suffix != ".csv"}
    assert told[".png"] == told[".svg"] == told[".pdf"] == told[".json"]
    one = told[".json"]
    assert one["figure"]["note"] == MADE_FROM["figure"]["note"]
    assert (one["figure"]["unit"], one["figure"]["measure"], one["figure"]["top"]) == ("paragraph", "jaccard", 15)
    assert {key: one["drawing"][key] for key in ("function", "lang", "seed")} == {
        "function": "draw_network",
        "lang": "en",
        "seed": 7,
    }
    assert one["made_with"]["packages"]["matplotlib"] and one["made_with"]["processor"]
    table = (tmp_path / "f.csv").read_bytes()
    assert one["data"] == {
        "rows": len(PAIRS),
        "columns": list(PAIRS.columns),
        "sha256": hashlib.sha256(table).hexdigest(),
    }
    assert len(pd.read_csv(tmp_path / "f.csv")) == len(PAIRS)


def test_the_pdf_embeds_its_faces_and_its_words_can_be_copied(tmp_path: Path) -> None:
    path = save_figure(draw_network(NET), tmp_path / "f", data=PAIRS, provenance={}, formats=["pdf"])[0]
    content = path.read_bytes()
    assert b"/FontFile2" in content and b"/Type3" not in content and b"CreationDate" not in content
    with pypdfium2.PdfDocument(path) as document:
        words = document[0].get_textpage().get_text_range()
        width, _ = document[0].get_size()
    assert "群の中" in words
    assert all(name in words.replace("\r\n", "") for name in NET)
    assert width == pytest.approx(174 / 25.4 * 72, abs=0.5)


def test_a_fault_leaves_all_files_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = save_figure(draw_network(NET), tmp_path / "f", data=PAIRS, provenance={})
    before = {path: path.read_bytes() for path in files}
    write, full = Path.write_bytes, OSError(28, "No space left on device")

    def failing(self: Path, content: bytes) -> int:
        if ".svg" in self.name:
            raise full
        return write(self, content)

    monkeypatch.setattr(Path, "write_bytes", failing)
    with pytest.raises(OutputError, match="disk is full"):
        save_figure(draw_network(NET), tmp_path / "f", data=PAIRS.head(3), provenance={})
    assert {path: path.read_bytes() for path in sorted(tmp_path.iterdir())} == before


def test_a_folder_in_the_way_is_told_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "f.json").mkdir()
    with pytest.raises(OutputError, match=r"f\.json: cannot be written: a folder"):
        save_figure(draw_network(NET), tmp_path / "f", data=PAIRS, provenance={})
    assert [path.name for path in tmp_path.iterdir()] == ["f.json"]


def test_a_format_that_is_not_known_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlantextError, match="formats: expected some of png, svg, pdf; got eps"):
        save_figure(draw_network(NET), tmp_path / "f", data=PAIRS, provenance={}, formats=["eps"])
    assert not list(tmp_path.iterdir())


def test_a_stranger_s_picture_says_nothing(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "a.png")
    Image.new("RGB", (4, 4)).save(tmp_path / "a.pdf")
    (tmp_path / "a.svg").write_text("<svg/>")
    (tmp_path / "b.png").write_text("no picture")
    (tmp_path / "a.json").write_text("[1]")
    for name in ("a.png", "a.pdf", "a.svg", "b.png"):
        with pytest.raises(PlantextError, match="does not say what made it"):
            read_provenance(tmp_path / name)
    with pytest.raises(PlantextError, match="an account of what made it"):
        read_provenance(tmp_path / "a.json")
    with pytest.raises(PlantextError, match="no such file"):
        read_provenance(tmp_path / "c.png")
    with pytest.raises(PlantextError, match=r"expected a figure that ends in \.png"):
        read_provenance(tmp_path / "a.jpg")


def test_the_account_is_json_and_the_endings_are_known(tmp_path: Path) -> None:
    files = save_figure(draw_network(NET), tmp_path / "f", data=PAIRS, provenance={"odd": Path("a")})
    assert tuple(path.suffix for path in files) == ENDINGS
    assert json.loads(files[-1].read_text(encoding="utf-8"))["odd"] == "a"
    shutil.copy(files[0], tmp_path / "copy.png")
    assert read_provenance(tmp_path / "copy.png") == read_provenance(files[-1])
