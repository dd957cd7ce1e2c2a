"""The entities of a run that a name leads to: in Japanese or English, in any case, printed or not."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from plantext.errors import EmptyResultError, Message
from plantext.networks.presence import Node, node_names
from plantext.recognition.lexicon import builtin_terms
from plantext.tables.stored import Run
from plantext.text import fold


def entities_named(run: Run, name: str) -> list[str]:
    """List the entities of a run that a name leads to, in the order of their names; none where it leads to none.

    The canonical name goes first, then what is printed, then either in another case or in English, then what else
    the lexicon calls it.

    Examples
    --------
    >>> import plantext as pt
    >>> entities_named(pt.load("priority-plan-2023"), "digital agency")
    ['デジタル庁']
    """
    mentions, wanted = run.names(), _key(name)
    if not wanted:
        return []
    if (mentions["entity"] == name).any():
        return [name]
    printed = mentions.loc[mentions["text"] == name, "entity"]
    if not printed.empty:
        return sorted(set(printed))
    names = mentions[["entity", "text"]].drop_duplicates()
    found = set(names.loc[(names["entity"].map(_key) == wanted) | (names["text"].map(_key) == wanted), "entity"])
    if "name_en" in run.entities:
        found |= set(run.entities.loc[run.entities["name_en"].map(_key) == wanted, "entity"])
    if not found:
        found = _called().get(wanted, set()) & set(names["entity"])
    return sorted(found - {""})


@dataclass(frozen=True)
class Named:
    """What a name means in a run: the mentions with one of the values in a column.

    Parameters
    ----------
    column : str
        ``entity``, ``series``, or ``node``: the series of a mention, where it has one, and otherwise its entity.
    """

    column: str
    values: frozenset[str]

    def documents(self, run: Run) -> set[str]:
        """List the documents that can hold one."""
        columns = ("entity", "series") if self.column == "node" else (self.column,)
        return {doc_id for column in columns for doc_id in run.documents_with(column, self.values)}


class CodedNames:
    """The names of mentions as numbers, for those that many names are looked for in."""

    def __init__(self, mentions: pd.DataFrame) -> None:
        self._mentions = mentions
        self._coded: dict[str, tuple[Any, dict[str, int]]] = {}

    def select(self, named: Named) -> Any:
        """Return which mentions are meant, as an array of truth values."""
        if named.column not in self._coded:
            node = named.column == "node"
            names = node_names(self._mentions, "series") if node else self._mentions[named.column]
            codes, distinct = pd.factorize(names)
            self._coded[named.column] = codes, {name: number for number, name in enumerate(distinct)}
        codes, numbers = self._coded[named.column]
        return np.isin(codes, [numbers[value] for value in named.values if value in numbers])


def resolve_name(run: Run, name: str, *, node: Node = "entity") -> Named:
    """Find what a name means: a node, or else a forum (series), or any other name of an entity.

    Examples
    --------
    >>> import plantext as pt
    >>> sorted(resolve_name(pt.load("priority-plan-2023"), "digital agency").values)
    ['デジタル庁']
    """
    mentions = run.names()
    nodes = node_names(mentions, node)
    first = "entity" if node == "entity" else "node"
    for column, names in ((first, nodes), ("entity", mentions["entity"]), ("series", mentions["series"])):
        if (names == name).any():
            return Named(column, frozenset({name}))
    entities = entities_named(run, name)
    if entities:
        return Named("entity", frozenset(entities))
    series = [it for it in mentions["series"].unique() if _key(it) == _key(name)] if _key(name) else []
    if series:
        return Named("series", frozenset(series))
    close = difflib.get_close_matches(name, sorted(set(nodes) - {""}), n=3, cutoff=0.5)
    hint = (
        Message(" Did you mean {close}?", close=", ".join(close))
        if close
        else Message(" `run.entities` lists the names.")
    )
    raise EmptyResultError("No name {name!r} was found in the run.{hint}", name=name, hint=hint)


def _key(name: str) -> str:
    return fold(name).casefold()


@cache
def _called() -> dict[str, set[str]]:
    """The entities of the lexicon by each of their names."""
    called: dict[str, set[str]] = {}
    for term in builtin_terms():
        for form in (term.entity, term.name_en, *term.forms):
            called.setdefault(_key(form), set()).add(term.entity)
    called.pop("", None)
    return called
