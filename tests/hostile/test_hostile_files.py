"""Every hostile file ends in a document or in a refusal that names it, within bounded time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fuzz.seeds import GOOD, pdf, seeds, write_odd_places
from plantext import extract
from plantext.errors import ReadingError
from plantext.reading import legible, list_folder, read_bytes, read_file
from plantext.reading.pdf import process as guard
from tools.messages import CATALOGUE, read_catalogue

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
NAMES = [seed.name for seed in seeds()]
TRANSLATED = set(read_catalogue(CATALOGUE.read_text(encoding="utf-8")))
SECONDS = 60
"""Most processor time for one file: ten times what the slowest takes on a slow machine, a thousandth of what it took."""


@pytest.fixture(scope="module")
def outcomes() -> dict[str, dict[str, Any]]:
    """What became of each file, in one process with bounded memory."""
    done = subprocess.run([sys.executable, "-m", "fuzz.check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["name"]: line for line in lines}


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_file_is_read_or_refused(name: str, outcomes: dict[str, dict[str, Any]]) -> None:
    line = outcomes[name]
    assert line["as_expected"], f"{line['what']}: {line['told']}"
    assert line["says"], line["told"]
    assert line["seconds"] < SECONDS
    assert set(line["templates"]) <= TRANSLATED


def test_every_kind_is_there() -> None:
    assert len(NAMES) == len(set(NAMES)) > 90
    assert {Path(name).suffix for name in NAMES} >= {".txt", ".md", ".html", ".docx", ".pdf", ".zip"}


def test_odd_places_in_a_folder(tmp_path: Path) -> None:
    places = write_odd_places(tmp_path)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (places[0] / "inside.txt").write_text(GOOD, encoding="utf-8")
    items = [read_file(path) for path in list_folder(tmp_path)]
    assert sorted(item.id for item in items) == ["good", "inside", "資料"]


@pytest.mark.parametrize(("name", "told"), [("pipe.txt", "pipe"), ("folder.txt", "folder"), ("link.txt", "opened")])
def test_what_is_no_file_is_refused_at_once(name: str, told: str, tmp_path: Path) -> None:
    write_odd_places(tmp_path)
    with pytest.raises(ReadingError, match=f"{name}: .*{told}"):
        read_file(tmp_path / name)


@pytest.mark.model
def test_a_name_that_no_encoding_fits_reaches_the_tables(tmp_path: Path) -> None:
    places = write_odd_places(tmp_path)
    places[4].with_name("z" + places[4].name.replace(".txt", ".pdf")).write_bytes(b"%PDF-1.4")
    run = extract([tmp_path], cache=None)
    assert set(run.sentences["doc_id"]) == {"資料"}
    assert "z資料.pdf" in run.info["left_out"][0]["reason"]
    json.dumps(dict(run.info), ensure_ascii=False).encode("utf-8")


def test_names_are_legible() -> None:
    assert legible("計画-2023") == "計画-2023"
    assert legible("\udc8e\udc91\udc97\udcbf") == "資料"
    assert legible("a\udcff\ud800") == "a\ufffd\ufffd"


def test_the_pdf_process_is_kept_and_replaced_when_it_dies() -> None:
    good = next(seed for seed in seeds() if seed.name == "good.pdf").make()
    read_bytes(good, "a.pdf", doc_id="a")
    first = guard._GUARD._process
    assert first is not None
    read_bytes(good, "a.pdf", doc_id="a")
    assert guard._GUARD._process is first
    first.kill()
    first.wait()
    assert read_bytes(good, "a.pdf", doc_id="a").text == "Hello world."
    assert guard._GUARD._process is not first


def test_a_pdf_process_that_falls_over_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    begin = "import os, sys; sys.stdin.buffer.readline(); os._exit(7)"
    guard._GUARD.close()
    monkeypatch.setattr(guard, "_BEGIN", begin)
    with pytest.raises(ReadingError, match=r"b\.pdf: damaged or hostile; the PDF library fell over it \(exit status"):
        read_bytes(pdf("<< >>"), "b.pdf", doc_id="b")
    monkeypatch.undo()
    good = next(seed for seed in seeds() if seed.name == "good.pdf").make()
    assert read_bytes(good, "a.pdf", doc_id="a").text == "Hello world."


def test_pages_whose_order_takes_too_long_cost_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = "import time; guard.MAX_LAYOUT_SECONDS = guard.LAYOUT_SECONDS_A_PAGE = 0.1; guard.lay_out = lambda *_: time.sleep(60); "
    guard._GUARD.close()
    monkeypatch.setattr(guard, "_BEGIN", guard._BEGIN.replace("guard.serve()", slow + "guard.serve()"))
    good = next(seed for seed in seeds() if seed.name == "good.pdf").make()
    with pytest.raises(ReadingError, match=r"b\.pdf: putting its pages in order takes more than 0 seconds; hostile"):
        read_bytes(good, "b.pdf", doc_id="b")
    monkeypatch.undo()
    assert read_bytes(good, "a.pdf", doc_id="a").text == "Hello world."
