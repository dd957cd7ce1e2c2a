"""How a result was made: inputs with hashes, versions and parameters, without clock, machine or path."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from plantext.reading.pieces import number_runs
from plantext.records import Document
from plantext.tables.stored import Run

RULES = Path(__file__).parent.parent / "recognition" / "rules"

# Packages that shape a table or a figure.
PACKAGES = (
    "plantext",
    "spacy",
    "ginza",
    "ja_ginza",
    "SudachiPy",
    "SudachiDict-core",
    "networkx",
    "igraph",
    "matplotlib",
)

_DOUBTS = ("uncertain", "unread")
_OF_A_RUN: dict[str, Any] = {"documents": [], "environment": {}, "parameters": {}, "left_out": []}


def doubted_pages(document: Document) -> str:
    """Pages of which the report of reading says that something is uncertain or was not read, as ranges; 0 is the whole document.

    Examples
    --------
    >>> from plantext.records import Document, Note
    >>> report = [Note("uncertain", "Odd.", page) for page in (1, 4, 5)]
    >>> doubted_pages(Document("a", "", (), (), report=tuple(report), n_pages=9))
    '1, 4-5'
    """
    pages = sorted({note.page for note in document.report if note.kind in _DOUBTS})
    return ", ".join(f"{first}-{last}" if first < last else str(first) for first, last in number_runs(pages))


def describe_document(document: Document) -> dict[str, str]:
    """Return id, title, date, source and SHA-256 of a document, and the pages in doubt where there are any, as text."""
    doubted = doubted_pages(document)
    return {
        "doc_id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "date": document.date.isoformat() if document.date else "",
        "source": document.source,
        "sha256": document.meta.get("sha256", ""),
        **({"doubted": doubted, "n_pages": str(document.n_pages)} if doubted else {}),
    }


def hash_folder(folder: Path, pattern: str) -> str:
    """Return one SHA-256 over the names and contents of the files in a folder that match a glob pattern."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob(pattern)):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def describe_environment() -> dict[str, Any]:
    """Return the versions of Python (to the minor one) and of the packages, and a checksum of the lexicons."""
    return {
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "packages": dict(_versions()),
        "lexicons": _hash_lexicons(),
    }


# importlib.metadata parses a file for each version, which takes longer than a short document.
@cache
def _versions() -> dict[str, str]:
    return {name: version(name) for name in PACKAGES}


@cache
def _hash_lexicons() -> str:
    return hash_folder(RULES, "**/*.[ct]*[vl]")  # .csv and .toml


def describe_run(documents: Sequence[Mapping[str, str]], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is needed to make an extraction again, ready for JSON."""
    return {
        "documents": list(documents),
        "environment": describe_environment(),
        "parameters": dict(parameters),
    }


def describe_figure(run: Run, **parameters: Any) -> dict[str, Any]:
    """Describe what a figure was made from, for :func:`plantext.figures.saving.save_figure`.

    Parameters
    ----------
    **parameters
        What shaped the figure: the ``.graph`` of a network, thresholds, samples, seeds.

    Returns
    -------
    dict
        What the extraction was made from, and ``figure``, the parameters given.

    Examples
    --------
    >>> import plantext as pt
    >>> describe_figure(pt.load("priority-plan-2023"), top=60)["figure"]
    {'top': 60}
    """
    described = {key: run.info.get(key, default) for key, default in _OF_A_RUN.items()}
    return {**described, "figure": dict(sorted(parameters.items()))}
