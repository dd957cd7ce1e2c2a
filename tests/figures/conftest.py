"""A figure as made, and a copy of it to change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from saved_figures import NET

from plantext.figures.network import draw_network
from plantext.figures.saving import save_figure
from plantext.networks import exchange


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    stem = tmp_path_factory.mktemp("made") / "f"
    save_figure(draw_network(NET), stem, data=exchange.tables(NET)[1], provenance={"figure": dict(NET.graph)})
    return stem


@pytest.fixture
def kept(made: Path, tmp_path: Path) -> Path:
    for path in made.parent.iterdir():
        shutil.copy(path, tmp_path / path.name)
    return tmp_path / "f"
