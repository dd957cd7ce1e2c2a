"""What made this: inputs with their hashes, versions and parameters, without clock, machine or path."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from plantext.records import Document
from plantext.tables.run import Extraction

LEXICONS = Path(__file__).parent.parent / "recognition" / "rules" / "lexicons"

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

_OF_A_RUN: dict[str, Any] = {"documents": [], "environment": {}, "parameters": {}, "left_out": []}


def describe_documents(documents: Iterable[Document]) -> list[dict[str, str]]:
    """What each input is.

    Parameters
    ----------
    documents : iterable of Document
        The inputs.

    Returns
    -------
    list of dict
        Id, title, date, source and sha256 of each, in order.
    """
    return [
        {
            "doc_id": document.id,
            "title": document.title,
            "date": document.date.isoformat() if document.date else "",
            "source": document.source,
            "sha256": document.meta.get("sha256", ""),
        }
        for document in documents
    ]


def hash_folder(folder: Path, pattern: str) -> str:
    """One checksum over the names and contents of a folder's files.

    Parameters
    ----------
    folder : pathlib.Path
        The folder.
    pattern : str
        Glob pattern of the files that count.

    Returns
    -------
    str
        SHA-256, hexadecimal.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.glob(pattern)):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def describe_environment() -> dict[str, Any]:
    """Versions of Python (to the minor one), of the packages that shape a result, and of the lexicons.

    Returns
    -------
    dict
        ``python``, ``packages`` by name, and ``lexicons``, one checksum over all of them.
    """
    return {
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "packages": {name: version(name) for name in PACKAGES},
        "lexicons": hash_folder(LEXICONS, "*.csv"),
    }


def describe_run(documents: Sequence[Mapping[str, str]], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Everything needed to make an extraction again.

    Parameters
    ----------
    documents : sequence of mapping
        The inputs, as :func:`describe_documents` gives them.
    parameters : mapping
        Arguments that shaped the result.

    Returns
    -------
    dict
        ``documents``, ``environment`` and ``parameters``, ready for JSON.
    """
    return {
        "documents": list(documents),
        "environment": describe_environment(),
        "parameters": dict(parameters),
    }


def describe_figure(run: Extraction, **parameters: Any) -> dict[str, Any]:
    """What a figure was made from, for :func:`plantext.figures.saving.save_figure`.

    Parameters
    ----------
    run : Extraction
        The tables that it shows.
    **parameters
        What shaped the figure: the ``.graph`` of a network, thresholds, samples, seeds.

    Returns
    -------
    dict
        ``documents`` with ids, dates and hashes, ``environment`` (versions of model, lexicons and
        packages) and ``parameters`` of the extraction, and ``figure``, the parameters given.
    """
    told = {key: run.info.get(key, default) for key, default in _OF_A_RUN.items()}
    return {**told, "figure": dict(sorted(parameters.items()))}
