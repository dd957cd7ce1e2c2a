"""The entities of a run that a name leads to: in Japanese or English, in any case, printed or not."""

from __future__ import annotations

import difflib
from functools import cache

import pandas as pd

from plantext.errors import EmptyResultError
from plantext.networks.presence import Node, node_names
from plantext.recognition.lexicon import builtin_terms
from plantext.tables.run import Extraction
from plantext.text import fold


def entities_named(run: Extraction, name: str) -> list[str]:
    """List the entities of a run that a name leads to, in the order of their names; none where it leads to none.

    The canonical name goes first, then what is printed, then either in another case or in English, then what else
    the lexicon calls it.

    Examples
    --------
    >>> import plantext as pt
    >>> entities_named(pt.load("priority-plan-2023"), "digital agency")
    ['デジタル庁']
    """
    mentions, wanted = run.mentions, _key(name)
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


def find_name(run: Extraction, name: str, *, node: Node = "entity") -> pd.DataFrame:
    """Find the mentions of a node's name, or else of a forum's (series), or of any other name of an entity.

    Examples
    --------
    >>> import plantext as pt
    >>> find_name(pt.load("priority-plan-2023"), "G7")["series"].unique().tolist()
    ['G7']
    """
    mentions = run.mentions
    nodes = node_names(mentions, node)
    for column in (nodes, mentions["entity"], mentions["series"]):
        if (column == name).any():
            return mentions[column == name]
    entities = entities_named(run, name)
    if entities:
        return mentions[mentions["entity"].isin(entities)]
    series = mentions["series"].map(_key) == _key(name)
    if _key(name) and series.any():
        return mentions[series]
    close = difflib.get_close_matches(name, sorted(set(nodes) - {""}), n=3, cutoff=0.5)
    hint = f" Did you mean {', '.join(close)}?" if close else " `run.entities` lists the names."
    raise EmptyResultError(f"No name {name!r} was found in the run.{hint}")


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
