"""The statements of a debate in the Diet, which notebook 08 studies: derived from minutes that are not passed on."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

from plantext import corpus
from plantext.clauses.codebook import read_codebook
from plantext.extraction import run as extraction
from plantext.extraction.provenance import describe_run
from plantext.networks.discourse.coding import code_statements
from plantext.storage.tablefile import write_table
from plantext.tables.files import write_info
from plantext.tables.run import Extraction

NAME = "diet-2023"
SOURCES = ("kokkai_212-plane.json", "kokkai_212-end.json")
"""Minutes of the 212th session, in the folder ``field`` of the shared corpus."""
_COLUMNS = [
    *("doc_id", "date", "house", "committee", "sent_id", "start", "end", "turn"),
    *("person", "party", "role", "ministry", "concept", "form", "stance", "agreement", "formula"),
]


def folder() -> Path:
    """The folder of the codebook and the statements."""
    return corpus.corpus_folder() / NAME


def sources() -> list[Path]:
    """The minutes, as far as they are at hand."""
    shared = Path(os.environ.get("PLANTEXT_DATA", "../shared/corpus")) / "field"
    return [shared / name for name in SOURCES if (shared / name).is_file()]


def minutes() -> Extraction:
    """Extract the minutes at hand."""
    return extraction.extract(sources(), cache=None)


def derive(run: Extraction) -> pd.DataFrame:
    """Code the statements of minutes, without their text."""
    return code_statements(run, read_codebook(folder() / "codebook.csv"))[_COLUMNS]


def ship() -> Path:
    """Write the statements, and what they were made from, into corpus/."""
    path = folder() / "statements.csv"
    run = minutes()
    write_table(derive(run), path)
    write_info(describe_run(run.info["documents"], {}), path.parent)
    return path


if __name__ == "__main__":
    print(ship())
