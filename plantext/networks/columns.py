"""The value that each sentence has in any column: its own, its turn's or its document's."""

from __future__ import annotations

from collections.abc import Collection

from plantext.errors import PlantextError
from plantext.tables.run import Extraction
from plantext.tables.schemas import SENTENCES

_PLACES = frozenset({"sent_id", "start", "end", "text", "turn"})


def sentence_values(run: Extraction, column: str, *, known: Collection[str] = ()) -> list[str]:
    """Return a column for every sentence: of the documents (house), the turns (party) or the sentences (speaker).

    Parameters
    ----------
    known : collection of str
        What else the message of an error names.

    Raises
    ------
    PlantextError
        If there is no such column; says which are.

    Examples
    --------
    >>> import plantext as pt
    >>> run = pt.extract("priority-plan-2023-draft-p145")
    >>> sentence_values(run, "date")[0]
    '2023-06-06'
    """
    for table, key in ((run.documents, ["doc_id"]), (run.turns, ["doc_id", "turn"])):
        if len(table) and column in table.columns and column not in key:
            values = table[[*key, column]].drop_duplicates(key)
            found = run.sentences[key].merge(values, on=key, how="left")[column]
            return [str(value) for value in found.fillna("")]
    if column in run.sentences.columns and column not in _PLACES:
        return [str(value) for value in run.sentences[column]]
    # An empty table has its columns, but nothing in them.
    grouping = [name for table in (run.documents, run.turns) if len(table) for name in table.columns]
    names = [*known, *grouping, *(name for name in SENTENCES if name not in _PLACES)]
    raise PlantextError("by {column!r}: expected one of {names}.", column=column, names=", ".join(dict.fromkeys(names)))
