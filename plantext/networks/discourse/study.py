"""A discourse network from a run and a codebook, in one call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from plantext.clauses.codebook import Codebook, read_codebook
from plantext.corpus.listing import Given, read_all
from plantext.errors import EmptyResultError, names_arguments
from plantext.networks.discourse.coding import code_documents, code_statements
from plantext.networks.discourse.network import discourse_network
from plantext.networks.pruning import Graph
from plantext.tables.stored import Run


@dataclass(frozen=True)
class Discourse:
    """The statements of a debate, and the network made of them."""

    statements: pd.DataFrame
    network: Graph


@names_arguments
def discourse(
    source: Run | Given | Iterable[Given],
    *,
    codebook: Codebook | str | Path,
    actor: str = "person",
    concern: str = "against",
    **options: Any,
) -> Discourse:
    """Code the statements of a run, or of documents and files, and build their discourse network.

    Parameters
    ----------
    source : Extraction, StoredRun, Document, path or iterable of these
        Files and documents are read one after the other; no names are found in them.
    codebook : Codebook or path
        Concepts and what names them; see :func:`~plantext.clauses.codebook.read_codebook`.
    actor : str
        ``person``, ``party``, ``ministry`` or any column of the documents, such as ``house``.
    concern : str
        What a concern counts as: ``against`` or ``none``.
    **options
        Of :func:`~plantext.networks.discourse.network.discourse_network`: mode, aggregation, normalisation, duplicates.
        ``aggregation="ignore"`` counts statements without a stance too.

    Examples
    --------
    >>> import plantext as pt
    >>> found = pt.discourse("minutes.json", codebook="codebook.csv", actor="party")  # doctest: +SKIP
    >>> found.statements, found.network  # doctest: +SKIP
    """
    book = codebook if isinstance(codebook, Codebook) else read_codebook(codebook)
    if isinstance(source, Run):
        statements = code_statements(source, book, concern=concern)
    else:
        statements = code_documents(read_all(source), book, concern=concern)
    return build_discourse(statements, actor=actor, **options)


def build_discourse(statements: pd.DataFrame, *, actor: str = "person", **options: Any) -> Discourse:
    """Build the discourse network of statements already coded, such as those that people checked.

    Examples
    --------
    >>> table = pd.DataFrame({"doc_id": "d", "party": ["甲", "乙"], "concept": "税", "agreement": 1})
    >>> build_discourse(table, actor="party").network.number_of_edges()
    1
    """
    if "agreement" in statements and statements["agreement"].isna().all() and options.get("aggregation") != "ignore":
        raise EmptyResultError(
            "None of {n_statements} statements about the concepts has a stance by an explicit formula. "
            "aggregation='ignore' (--aggregation ignore) counts who speaks about what.",
            n_statements=len(statements),
        )
    return Discourse(statements, discourse_network(statements, actor=actor, **options))
