"""What is not needed is not loaded; modules are counted, because times differ between machines."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("numpy", "pandas", "pyarrow", "scipy", "matplotlib", "spacy", "igraph", "networkx", "sudachipy", "pypdfium2")
COMMAND = "import sys; from plantext.cli.commands import app; app(['{}'], standalone_mode=False)"


def loaded(code: str) -> set[str]:
    """Modules loaded by some code in a process of its own."""
    report = "; import sys; print('\\n' + ' '.join(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code + report], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("code", "most"),
    [
        ("import plantext", 120),
        ("import plantext.cli.commands", 420),
        (COMMAND.format("--help"), 600),
        (COMMAND.format("--version"), 600),
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_used(code: str, most: int) -> None:
    modules = loaded(code)
    assert modules & set(HEAVY) == set()
    assert len(modules) <= most


@pytest.mark.parametrize("language", ["C", "ja"])
def test_translations_cost_no_heavy_library(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    code = "import sys; from plantext.cli import main; sys.argv = ['plantext', '--version']\ntry: main()\nexcept SystemExit: pass"
    modules = loaded(code + "\npass")
    assert modules & set(HEAVY) == set()
    assert len(modules) <= 600


def test_tables_are_read_without_what_extraction_needs() -> None:
    assert (
        loaded("from plantext.tables.run import Extraction") & {"spacy", "sudachipy", "matplotlib", "igraph"} == set()
    )
