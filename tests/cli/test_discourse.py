"""The commands for debates: candidates, statements, network, figure and data base in one go."""

import pandas as pd
import pytest
from made_debate import debate
from typer.testing import CliRunner

from plantext.cli.commands import app
from plantext.networks.discourse.dna import read_dna
from plantext.networks.exchange import read_network


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "codes.csv").write_text("concept,forms,notes\n減税,税の軽減,\n負担増,,\n", encoding="utf-8")
    debate().save(tmp_path / "run", suffix=".csv")
    return tmp_path


def run(folder, *arguments):
    return CliRunner().invoke(app, [str(part) for part in arguments])


def test_a_debate_from_tables_to_everything(folder):
    result = run(
        *(folder, "discourse", folder / "run", "--codebook", folder / "codes.csv", "--actor", "party"),
        *("--statements", folder / "s.csv", "--dna", folder / "d.dna", "-o", folder / "n.graphml"),
        *("--figure", folder / "figure", "--lang", "en", "--normalisation", "none"),
    )
    assert result.exit_code == 0, result.output
    assert "6 statements, 4 with a stance; 2 nodes, 1 edges" in result.output
    assert pd.read_csv(folder / "s.csv")["stance"].value_counts().to_dict() == {"against": 2, "for": 1, "concern": 1}
    assert len(read_dna(folder / "d.dna").statements()) == 4
    assert read_network(folder / "n.graphml").edges["乙党", "丁党"]["weight"] == -2
    assert {path.suffix for path in folder.glob("figure.*")} == {".png", ".svg", ".csv", ".json"}


def test_candidates_for_a_codebook(folder):
    result = run(folder, "concepts", folder / "run", "-o", folder / "c.csv", "--min-sentences", "1")
    assert result.exit_code == 0 and "candidates" in result.output
    assert pd.read_csv(folder / "c.csv").columns[:3].tolist() == ["concept", "forms", "notes"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--actor", "region"], "expected a column region"),
        (["--mode", "three"], "mode 'three'"),
        (["--codebook", "none.csv"], "none.csv"),
    ],
)
def test_bad_options_are_told(folder, options, said):
    result = run(folder, "discourse", folder / "run", "--codebook", folder / "codes.csv", *options)
    assert result.exit_code == 1 and said in result.output
