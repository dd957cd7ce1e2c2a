"""The roster of a run: forms of one person united over documents, and a roster of one's own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from plantext.errors import Message, TableError, listed
from plantext.reading.turns.naming import Name, parse_label
from plantext.storage.tablefile import SUFFIXES, read_csv, read_parquet
from plantext.tables.columns import Columns, checked, frame
from plantext.tables.schemas import PERSONS, SEPARATOR

Form = tuple[str, str]
"""A document and a speaker as printed in it."""
# Characters of a surname at most, where nothing says that a name is a whole one.
_SURNAME = 2
_GIVEN = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a roster of one's own: in `documents` (all, where there are none) `form` is `person`."""

    person: str
    form: str
    documents: tuple[str, ...] = ()
    role: str = ""
    affiliation: str = ""
    party: str = ""


@dataclass(frozen=True)
class Roster:
    """A roster of one's own, by document and form; `notes` tell which of its rows were left out, and why."""

    entries: Mapping[Form, Entry] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def find(self, doc_id: str, form: str) -> Entry | None:
        """Find the row for a form in a document; one that names the document wins."""
        return self.entries.get((doc_id, form)) or self.entries.get(("", form))


def load_roster(path: str | Path) -> Roster:
    """Read a roster: the persons table of a run, with the column ``person`` edited.

    Rows that come twice count once. Of rows that say two persons of one form, the first counts, and ``notes`` name
    the others.

    Parameters
    ----------
    path : str or pathlib.Path
        CSV or Parquet with the columns ``person`` and ``form``; ``documents``, ``role``, ``affiliation`` and
        ``party`` are optional.

    Raises
    ------
    TableError
        If the file is missing or has other columns, or a form is empty.
    """
    path = Path(path)
    if path.suffix not in SUFFIXES or not path.is_file():
        raise TableError(
            "{path}: expected a roster, a .csv or .parquet file with the columns person and form.", path=path
        )
    table = read_parquet(path) if path.suffix == ".parquet" else read_csv(path, dtype="str")
    missing = [column for column in ("person", "form") if column not in table.columns]
    unknown = [str(column) for column in table.columns if column not in PERSONS]
    if missing or unknown:
        raise TableError(
            "{path}: expected the columns of the persons table ({columns}); missing: {missing}; unknown: {unknown}.",
            path=path,
            columns=", ".join(PERSONS),
            missing=listed(missing),
            unknown=listed(unknown),
        )
    entries: dict[Form, Entry] = {}
    notes: list[str] = []
    rows: list[dict[Any, Any]] = table.fillna("").astype("str").to_dict("records")
    for number, row in enumerate(rows, 2):
        entry = _entry(row, Message("{path}: row {number}", path=path, number=number))
        for doc_id in entry.documents or ("",):
            other = entries.get((doc_id, entry.form), entry)
            if other.person != entry.person:
                notes.append(
                    f"{path.name}, row {number}: {entry.form} is {other.person} already; {entry.person} left out"
                )
            else:
                entries[doc_id, entry.form] = replace(entry, **_over(other, entry))
    return Roster(entries, tuple(dict.fromkeys(notes)))


def _entry(row: Mapping[Any, Any], where: str) -> Entry:
    form = row["form"].strip()
    if not form:
        raise TableError("{where}, column form: expected a speaker as printed, got nothing.", where=where)
    documents = tuple(doc_id for doc_id in row.get("documents", "").split(SEPARATOR) if doc_id)
    others = {name: row.get(name, "").strip() for name in ("role", "affiliation", "party")}
    return Entry(row["person"].strip(), form, documents, **others)


@dataclass(slots=True)
class _Said:
    """How often, where and when a form was said of a person with a post, a body and a party."""

    turns: int = 0
    documents: dict[str, None] = field(default_factory=dict)
    days: set[str] = field(default_factory=set)


class People:
    """The people of a run, document after document; memory holds a line a speaker and document."""

    def __init__(self, roster: Roster | None = None) -> None:
        self.roster = roster or Roster()
        self._forms: dict[Form, Counter[tuple[str, str, str, str]]] = defaultdict(Counter)
        self._days: dict[str, str] = {}
        self._groups: dict[str, str] = {}

    def add(self, row: Mapping[str, str], turns: Columns) -> None:
        """Add the speakers of a document; `row` is its row of the documents table."""
        doc_id = row["doc_id"]
        self._days[doc_id] = row.get("date", "")
        self._groups[doc_id] = row.get("house", "") or row.get("publisher", "")
        columns = ("speaker", "person", "role", "affiliation", "party")
        for speaker, *rest in zip(*(turns[name] for name in columns), strict=True):
            self._forms[doc_id, speaker][tuple(rest)] += 1

    def settle(self) -> Settled:
        """Unite the forms of each person over the documents."""
        whole = self._whole()
        found: dict[Form, str] = {}
        apart: dict[str, None] = dict.fromkeys(self.roster.notes)
        for (doc_id, form), said in self._forms.items():
            entry = self.roster.find(doc_id, form)
            person = next(iter(said))[0]
            if entry is not None:
                found[doc_id, form] = entry.person
            elif not person or person in whole:
                found[doc_id, form] = person
            else:
                name = parse_label(form)
                name = name if name.name else Name(person)
                fitting = self._fitting(doc_id, name, whole, {role for _, role, _, _ in said})
                found[doc_id, form] = fitting[0] if len(fitting) == 1 else person
                if len(fitting) > 1:
                    apart[f"{doc_id}: {form}: may be {' or '.join(fitting[:4])}, not merged"] = None
        return Settled(found, self._rows(found), list(apart), self.roster)

    def _whole(self) -> dict[str, set[tuple[str, str]]]:
        """Whole names, and the groups of documents and posts in which they stand."""
        whole: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for (doc_id, form), said in self._forms.items():
            for person, role, _, _ in said:
                if _is_whole(person, parse_label(form)):
                    whole[person].add((self._groups[doc_id], role))
        return whole

    def _fitting(
        self, doc_id: str, name: Name, whole: Mapping[str, set[tuple[str, str]]], roles: set[str]
    ) -> list[str]:
        """Whole names that a surname may lead to: of the same body's documents, and rather with the same post."""
        group = self._groups[doc_id]
        near = sorted(
            person
            for person, places in whole.items()
            if name.name
            and person.startswith(name.name)
            and 0 < len(person) - len(name.name) <= _GIVEN
            and name.hint in person[len(name.name) :]
            and any(group == other for other, _ in places)
        )
        same = [person for person in near if any((group, role) in whole[person] for role in roles)]
        return same or near

    def _rows(self, found: Mapping[Form, str]) -> list[dict[str, Any]]:
        said: dict[tuple[str, ...], _Said] = defaultdict(_Said)
        for (doc_id, form), counts in self._forms.items():
            for (_, role, affiliation, party), count in counts.items():
                if not found[doc_id, form]:
                    continue
                entry = self.roster.find(doc_id, form) or Entry("", "")
                key = (found[doc_id, form], form, *_over(Entry("", "", (), role, affiliation, party), entry).values())
                one = said[key]
                one.turns += count
                one.documents[doc_id] = None
                one.days.update({self._days[doc_id]} - {""})
        names = ("person", "form", "role", "affiliation", "party")
        return [
            dict(zip(names, key, strict=True))
            | {
                "date_start": min(one.days, default=""),
                "date_end": max(one.days, default=""),
                "n_turns": one.turns,
                "documents": SEPARATOR.join(one.documents),
            }
            for key, one in sorted(said.items())
        ]


def _over(first: Entry, second: Entry) -> dict[str, Any]:
    """Post, body and party of one entry, and where it has none, of another."""
    return {name: getattr(first, name) or getattr(second, name) for name in ("role", "affiliation", "party")}


def _is_whole(person: str, name: Name) -> bool:
    """Whether a person's name has a given name: it is longer than the label's, or the label says so."""
    if len(person) <= _SURNAME or "（" in person:
        return False
    return name.whole or person != name.name or not name.role


@dataclass(frozen=True)
class Settled:
    """The people of a run: who each form is, the rows of the persons table, and what stays apart."""

    found: Mapping[Form, str]
    rows: Sequence[Mapping[str, Any]]
    apart: Sequence[str]
    roster: Roster

    def table(self) -> pd.DataFrame:
        """Return the persons table."""
        return frame(checked({name: [row[name] for row in self.rows] for name in PERSONS}, PERSONS, "persons"), PERSONS)

    def turns(self, columns: Columns) -> Columns:
        """Return the columns of the turns table with the person of each turn, and what the roster adds."""
        forms = list(zip(columns["doc_id"], columns["speaker"], strict=True))
        entries = [self.roster.find(*form) for form in forms]
        added = {
            name: [
                value or (getattr(entry, name) if entry else "")
                for value, entry in zip(columns[name], entries, strict=True)
            ]
            for name in ("role", "affiliation", "party")
        }
        return {**columns, **added, "person": [self.found[form] for form in forms]}
