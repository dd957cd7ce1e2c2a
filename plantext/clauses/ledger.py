"""The ledger of commitments: what became of an edition's statements in the next one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import linear_sum_assignment

from plantext.clauses.likeness import plain, similarity
from plantext.errors import TableError, listed
from plantext.tables.columns import records

RELATIONS = (
    "verbatim", "kept", "reworded", "strengthened", "weakened", "postponed", "advanced", "done", "split", "merged",
    "new", "dropped",
)  # fmt: skip
"""What can become of a commitment, in the order in which a pair is asked; the last two have no counterpart."""
LEAST = 0.33
"""Similarity from which two statements can be one commitment."""
PARTS = 0.4
"""Similarity from which a second statement is a part of a commitment that is linked already."""
INSIDE = 0.6
"""Share of a second statement that stands in a commitment that is linked already, from which it is a part of it."""
_SAME = 0.95
# A promise is weaker while it is only considered or called necessary, stronger once it is to be done.
_STRENGTH = {
    "possibility": 0,
    "consider": 1,
    "permission": 1,
    "aim": 2,
    "request": 3,
    "condition": 2,
    "obligation": 3,
    "act": 3,
}
_AIMED = re.compile("を[^、]{0,6}図(る|り|って|っていく|ります)")
_JUDGED = re.compile("(?:必要|重要|不可欠|望ましい|べき|肝要|大切)[^、]{0,8}$")
_JUDGEMENT = 2
# A clause shorter than this does not tell by itself which commitment it is where its edition has it twice (結論を得る).
_TELLING = 30
COLUMNS = (
    "commitment", "edition_from", "edition_to", "relation", "similarity", "actor", "object", "concepts", "predicate_from", "predicate_to", "modality_from",
    "modality_to", "deadline_from", "deadline_to", "sent_id_from", "sent_id_to", "statement_from", "statement_to", "text_from",
    "text_to",
)  # fmt: skip
"""Columns of the ledger."""


Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Edition:
    """An edition of a plan: its name, its statements, and its sentences with text."""

    name: str
    statements: pd.DataFrame
    sentences: pd.DataFrame

    def commitments(self) -> Rows:
        """The statements with the text of their clause and sentence; one row a statement.

        ``telling`` is the clause, with the one before it where it does not tell by itself which commitment it is.
        """
        texts = {
            (doc_id, number): (start, text)
            for doc_id, number, start, text in zip(
                *(self.sentences[it] for it in ("doc_id", "sent_id", "start", "text")), strict=True
            )
        }
        rows: list[dict[str, Any]] = []
        before: tuple[str, int] = ("", -1)
        done = 0
        known = Counter(zip(self.statements["object"], self.statements["predicate"], strict=True))
        for row in records(self.statements):
            place = (row["doc_id"], row["sent_id"])
            begin, text = texts[place]
            done = done if place == before else 0
            end = row["end"] - begin
            clause = text[done:end].lstrip("、，, ")
            alone = not done or len(plain(clause)) >= _TELLING or known[row["object"], row["predicate"]] == 1
            telling = clause if alone else rows[-1]["telling"] + clause
            rows.append({**row, "clause": clause, "telling": telling, "sentence": text})
            before, done = place, end
        return rows


def link_editions(editions: Sequence[Edition]) -> pd.DataFrame:
    """Link the commitments of successive editions of one plan.

    Statements are compared by the character n-grams of their clause and, a tenth as heavy, of their sentence, weighted by rarity
    (0.9), and by their predicate (0.1). Those alike are assigned to one another so that the sum of similarities is greatest. What
    is left over but is close to a linked one, or stands in it for the greater part, is a part of it (split, merged).

    Parameters
    ----------
    editions : sequence of Edition
        In the order of time.

    Returns
    -------
    pandas.DataFrame
        One row a link, a new and a dropped commitment, with the columns of :data:`COLUMNS`; ``commitment`` is one number for
        the whole life of a commitment.

    Raises
    ------
    TableError
        If there are fewer than two editions, or two of one name.
    """
    names = [edition.name for edition in editions]
    if len(names) < 2 or len(set(names)) < len(names):
        raise TableError(
            "ledger: expected two or more editions with names of their own, got {names}.", names=listed(names)
        )
    tables = [edition.commitments() for edition in editions]
    rows: Rows = []
    lives: dict[int, int] = {}
    count = 0
    for (old_name, old), (new_name, new) in pairwise(zip(names, tables, strict=True)):
        current: dict[int, int] = {}
        for a, b, relation, score in _link(old, new):
            life = lives.get(a, 0) if a is not None else 0
            if not life:
                life = count = count + 1
                if a is not None:
                    lives[a] = life
            if b is not None:
                current.setdefault(b, life)
            row = _row(life, (old_name, new_name), None if a is None else old[a], None if b is None else new[b])
            rows.append({**row, "relation": relation, "similarity": round(score, 4)})
        lives = current
    return pd.DataFrame(rows, columns=list(COLUMNS))


Link = tuple[int | None, int | None, str, float]


def _link(old: Rows, new: Rows) -> Iterable[Link]:
    """Links between two editions by row; None for no counterpart. Reports of what was done are no promises."""
    promised = np.array([row["modality"] in _STRENGTH for row in old], dtype=bool)
    kept = sparse.diags_array(promised.astype(float))
    likeness, inside_old, inside_new = (sparse.csr_array(kept @ it) for it in similarity(old, new))
    scores = likeness.copy()
    scores.data[scores.data < LEAST] = 0
    scores.eliminate_zeros()
    pairs = dict(_assign(scores))
    taken = set(pairs.values())
    for a, b in sorted(pairs.items()):
        yield a, b, relation_of(old[a], new[b], float(scores[a, b])), float(scores[a, b])
    columns = _parts(likeness, inside_old).tocsc()
    for b, row in enumerate(new):
        if b not in taken and row["modality"] in _STRENGTH:
            whole = _best(columns.indices, columns.data, columns.indptr, b)
            yield (None, b, "new", 0.0) if whole is None else (whole, b, "split", float(likeness[whole, b]))
    rows = _parts(likeness, inside_new)
    for a in np.flatnonzero(promised).tolist():
        if a not in pairs:
            joint = _best(rows.indices, rows.data, rows.indptr, a)
            yield (a, None, "dropped", 0.0) if joint is None else (a, joint, "merged", float(likeness[a, joint]))


def _parts(likeness: sparse.csr_array, inside: sparse.csr_array) -> sparse.csr_array:
    """How good a part each pair makes; nothing where it makes none."""
    close, held = likeness.copy(), inside.copy()
    close.data = (close.data >= PARTS).astype(float)
    held.data = (held.data >= INSIDE).astype(float)
    found = sparse.csr_array((likeness + inside / 2).multiply((close + held) > 0))
    found.eliminate_zeros()
    return found


def _best(indices: Any, data: Any, pointers: Any, row: int) -> int | None:
    inside = slice(pointers[row], pointers[row + 1])
    return int(indices[inside][int(np.argmax(data[inside]))]) if len(data[inside]) else None


def _assign(scores: sparse.csr_array) -> Iterable[tuple[int, int]]:
    """Pairs with the greatest sum of similarities, each row and column once; component by component."""
    n_rows = scores.shape[0]
    joint = sparse.block_array([[None, scores], [scores.T, None]], format="csr")
    _, labels = sparse.csgraph.connected_components(joint, directed=False)
    order = np.argsort(labels, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1):
        rows, columns = members[members < n_rows], members[members >= n_rows] - n_rows
        if not len(rows) or not len(columns):
            continue
        dense = scores[rows][:, columns].toarray()
        for a, b in zip(*linear_sum_assignment(dense, maximize=True), strict=True):
            if dense[a, b] > 0:
                yield int(rows[a]), int(columns[b])


def relation_of(old: Mapping[str, Any], new: Mapping[str, Any], similarity: float) -> str:
    """Tell what became of a commitment, from its rows in two editions.

    Examples
    --------
    >>> row = {"clause": "制度を検討する", "modality": "consider", "deadline_end": ""}
    >>> relation_of(row, {**row, "clause": "制度を実施する", "modality": "act"}, 0.6)
    'strengthened'
    """
    if plain(old["clause"]) == plain(new["clause"]):
        return "verbatim"
    if new["modality"] == "past":
        return "done"
    days = (old["deadline_end"], new["deadline_end"])
    if all(days) and days[0] != days[1]:
        return "postponed" if days[1] > days[0] else "advanced"
    change = _strength(new) - _strength(old)
    if change:
        return "strengthened" if change > 0 else "weakened"
    return "kept" if similarity >= _SAME else "reworded"


def _strength(row: Mapping[str, Any]) -> int:
    """How much a commitment binds; 推進を図る is an aim in form alone, what is called necessary nobody undertakes yet."""
    if row["modality"] == "obligation" and _JUDGED.search(row["clause"]):
        return _JUDGEMENT
    in_form = row["modality"] == "aim" and _AIMED.search(row["clause"])
    return _STRENGTH["act"] if in_form else _STRENGTH.get(row["modality"], _STRENGTH["act"])


def _row(
    life: int, names: tuple[str, str], old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> dict[str, Any]:
    """A row of the ledger without its relation, from the rows of both editions."""
    row: dict[str, Any] = {"commitment": life, "edition_from": names[0], "edition_to": names[1]}
    for column in ("actor", "object", "concepts"):
        row[column] = next((it[column] for it in (new, old) if it and it[column]), "")
    for side, its in {"from": old, "to": new}.items():
        for column, (source, none) in _SIDES.items():
            row[f"{column}_{side}"] = none if its is None else its[source]
    return row


_SIDES: dict[str, tuple[str, int | str]] = {
    "predicate": ("predicate", ""),
    "modality": ("modality", ""),
    "deadline": ("deadline_end", ""),
    "sent_id": ("sent_id", -1),
    "statement": ("statement", -1),
    "text": ("clause", ""),
}
