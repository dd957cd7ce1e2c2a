"""The command of the figures."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from made_runs import random_run
from typer.testing import CliRunner, Result

from plantext.cli.commands import app
from plantext.cli.figures import FORMATS
from plantext.figures import catalogue
from plantext.figures.catalogue import RECIPES
from plantext.figures.saving import read_provenance
from plantext.networks.exchange import WRITERS
from plantext.tables.run import Extraction


def test_every_format_of_networks_is_offered() -> None:
    assert tuple(WRITERS) == FORMATS


def saved(run: Extraction, folder: Path) -> Path:
    run.save(folder)
    return folder


def plantext(*arguments: object) -> Result:
    """Run a command; anything but a clean exit is a fault of the program."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize("options", [(), ("--check",)])
def test_figures_outside_a_checkout_say_where_to_go(
    options: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = plantext("figures", *options)
    assert result.exit_code == 1
    assert "no notebooks here" in result.stderr


def test_a_figure_of_a_folder_has_its_table_account_and_caption(tmp_path: Path) -> None:
    folder = saved(random_run(1, paragraphs=60), tmp_path / "run")
    done = CliRunner().invoke(app, ["figure", "network", str(folder), "-o", str(tmp_path / "fig.svg"), "--lang", "en"])
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("Co-occurrence network by paragraph")
    assert sorted(path.name for path in tmp_path.glob("fig.*")) == ["fig.csv", "fig.json", "fig.svg"]
    assert read_provenance(tmp_path / "fig.svg")["figure"]["figure"] == "network"


@pytest.mark.parametrize("name", [name for name in RECIPES if name not in ("years", "timeline")])
def test_every_figure_is_drawn(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "SAMPLES", 5)
    folder = saved(random_run(1, docs=("a", "b", "c"), paragraphs=60), tmp_path / "run")
    done = CliRunner().invoke(app, ["-q", "figure", name, str(folder), "-o", str(tmp_path / "f.png"), "--rows", "6"])
    assert done.exit_code == 0, done.stderr
    assert done.stdout.strip() and not done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["network", "-o", "f.jpg"], "expected a file that ends in .svg, .png, .pdf, got .jpg"),
        (["network", "-o", "f"], "got no ending"),
        (["network", "-o", "f.svg", "--size", "poster"], "expected column, page, slide"),
        (["netwrok", "-o", "f.svg"], "expected network, density"),
    ],
)
def test_what_cannot_be_drawn_is_told_before_anything_is_read(arguments: list[str], told: str) -> None:
    name, *rest = arguments
    done = CliRunner().invoke(app, ["figure", name, "no-such-folder", *rest])
    assert done.exit_code == 1
    assert told in done.stderr


@pytest.mark.parametrize("name", ["sections", "entities"])
def test_bars_are_drawn_as_wide_as_a_column(name: str, tmp_path: Path) -> None:
    folder = saved(random_run(1), tmp_path / "out")
    done = plantext("figure", name, folder, "-o", tmp_path / "a.png", "--size", "column")
    assert done.exit_code == 0, done.stderr
    assert read_provenance(tmp_path / "a.png")["drawing"]["size"] == "column"


def test_the_table_of_a_density_holds_the_weights(tmp_path: Path) -> None:
    folder = saved(random_run(1, paragraphs=60), tmp_path / "run")
    how = ("--by", "community", "--weight", "strength", "--bandwidth", "0.3", "--top", "10")
    done = plantext("figure", "density", folder, "-o", tmp_path / "a.svg", *how)
    assert done.exit_code == 0, done.stderr
    table = pd.read_csv(tmp_path / "a.csv")
    assert table["weight"].between(0.001, 5).all() and (table["frequency"] >= 1).all()
    drawn = read_provenance(tmp_path / "a.svg")["drawing"]
    assert (drawn["by"], drawn["weight"], drawn["bandwidth"]) == ("community", "strength", 0.3)
