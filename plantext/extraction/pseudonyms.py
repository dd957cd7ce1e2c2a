"""Who is behind each pseudonym: given, kept in a file, and read back."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from plantext.errors import TableError
from plantext.storage.atomic import replacing
from plantext.storage.tablefile import read_csv


def load_key(path: str | Path) -> dict[str, str]:
    """Read who is behind each pseudonym; a missing file is an empty key.

    Raises
    ------
    TableError
        If the file has other columns, or gives one pseudonym to two people.
    """
    path = Path(path)
    if not path.exists():
        return {}
    table: pd.DataFrame = read_csv(path, dtype="str").fillna("")
    if list(table.columns) != ["person", "pseudonym"]:
        raise TableError(
            "{path}: expected the columns person,pseudonym, got {columns}.",
            path=path,
            columns=",".join(map(str, table.columns)),
        )
    people, codes = table["person"].tolist(), table["pseudonym"].tolist()
    twice = [code for code, count in Counter(codes).items() if count > 1]
    if twice:
        raise TableError(
            "{path}: {name} stands for two people; give each a pseudonym of its own.", path=path, name=twice[0]
        )
    return dict(zip(people, codes, strict=True))


def write_key(key: Mapping[str, str], path: str | Path) -> None:
    """Write who is behind each pseudonym as CSV, to be kept apart from the tables."""
    rows = sorted(key.items(), key=lambda row: row[1])
    with replacing(path) as partial, partial.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["person", "pseudonym"])
        writer.writerows(rows)


def give_pseudonyms(people: Sequence[str], key: Mapping[str, str]) -> dict[str, str]:
    """Give each person a pseudonym, in the order given; those of the key stay.

    Examples
    --------
    >>> give_pseudonyms(["青葉太郎", "水野花子"], {"水野花子": "P007"})
    {'水野花子': 'P007', '青葉太郎': 'P008'}
    """
    known = dict(key)
    numbers = [int(code[1:]) for code in key.values() if re.fullmatch("P[0-9]{1,9}", code)]
    number = max(numbers, default=0)
    for person in people:
        if person not in known:
            number += 1
            known[person] = f"P{number:03}"
    return known
