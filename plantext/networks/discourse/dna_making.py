"""Statements of plantext as a data base of the Discourse Network Analyzer."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Mapping
from itertools import count
from typing import Any

import pandas as pd

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.discourse.dna import Dna, Row, dna_columns
from plantext.networks.discourse.statements import QUALIFIER, days_of, need_columns
from plantext.tables.run import need_text
from plantext.tables.stored import Run
from plantext.text import utf16_offset

STATEMENT, MENTION = "DNA Statement", "Mention"
"""Types of statements: with agreement, and without."""
VARIABLES = {"person": "person", "organization": "party", "concept": "concept"}
"""Variables of DNA, and the columns that fill them."""
PASSWORD = "plantext"  # noqa: S105
"""Opens the data base in DNA, for the coders Admin and plantext; it protects nothing."""
MOST = 190
"""Characters of a title or value."""
_EPOCH = dt.date(1970, 1, 1)
_ATTRIBUTES = ("Type", "Alias", "Notes")
_ROUNDS = 100_000


def texts_of(run: Run) -> dict[str, str]:
    """Lay the sentences of a run out as texts, each at its place, so that its characters count as in the document.

    Examples
    --------
    >>> import plantext as pt
    >>> run = pt.extract("priority-plan-2023-draft-p145")
    >>> sentence = run.sentences.iloc[3]
    >>> texts_of(run)[sentence["doc_id"]][sentence["start"] :].startswith(sentence["text"])
    True
    """
    need_text(run)
    texts: dict[str, str] = {}
    for part in run.parts(sentences=["text"], mentions=()):
        for doc_id, group in part.sentences.groupby("doc_id", sort=False):
            pieces, at = [], 0
            for start, end, text in zip(group["start"], group["end"], group["text"], strict=True):
                pieces += ["\n" * max(0, start - at), text[: end - start].ljust(end - start)]
                at = end
            texts[str(doc_id)] = "".join(pieces)
    return texts


def make_dna(statements: pd.DataFrame, texts: Mapping[str, str], *, variables: Mapping[str, str] = VARIABLES) -> Dna:
    """Make a data base of statements, to be written with :func:`~plantext.networks.discourse.dna.write_dna`.

    Statements with agreement are of the type DNA Statement, those without of the type Mention. The coder is called plantext;
    the password of both coders is :data:`PASSWORD`.

    Parameters
    ----------
    statements : pandas.DataFrame
        Columns doc_id, date, start, end, agreement (1, 0 or missing), and those of `variables`.
    texts : mapping of str to str
        The documents by doc_id, such as :func:`texts_of` a run; those without statements become documents too.
    variables : mapping of str to str
        Variables of DNA and the columns that fill them.

    Raises
    ------
    PlantextError
        If a document is missing, a statement lies outside its text, or a name is longer than DNA can hold.

    Examples
    --------
    >>> table = pd.DataFrame({"doc_id": ["d"], "date": "2024-11-29", "start": 0, "end": 5, "agreement": [1]})
    >>> project = make_dna(table.assign(person="甲", party="乙党", concept="減税"), {"d": "減税だ。他。"})
    >>> project.statements()[["person", "concept", "agreement", "text"]].values.tolist()
    [['甲', '減税', 1, '減税だ。他']]
    """
    need_columns(statements, "doc_id", "start", "end", QUALIFIER, *variables.values())
    if statements.empty:
        raise EmptyResultError("There are no statements to write.")
    tables: dict[str, list[Row]] = {name: [] for name in dna_columns()}
    _add_coders(tables)
    documents = _add_documents(tables, statements, texts)
    types = _add_types(tables, variables)
    entities = _add_entities(tables, statements, variables)
    data = count(1)
    for number, row in enumerate(statements.to_dict("records"), 1):
        agreed = row[QUALIFIER]
        kind = types[STATEMENT if not pd.isna(agreed) else MENTION]
        text = texts[row["doc_id"]]
        if not 0 <= row["start"] < row["end"] <= len(text):
            raise PlantextError(
                "statements: row {number}: characters {start} to {end} are not in the text of {doc_id!r}, which "
                "has {n_text}.",
                number=number,
                start=row["start"],
                end=row["end"],
                doc_id=row["doc_id"],
                n_text=len(text),
            )
        start, stop = (utf16_offset(text, int(row[side])) for side in ("start", "end"))
        place = {"StatementTypeId": kind["id"], "DocumentId": documents[row["doc_id"]], "Start": start, "Stop": stop}
        tables["STATEMENTS"].append({"ID": number, **place, "Coder": 2})
        for variable, column in variables.items():
            entity = entities[variable, _value(row[column])][kind["id"]]
            value = {"StatementId": number, "VariableId": kind[variable], "Entity": entity}
            tables["DATASHORTTEXT"].append({"ID": next(data), **value})
        if not pd.isna(agreed):
            value = {"StatementId": number, "VariableId": kind[QUALIFIER], "Value": int(agreed)}
            tables["DATABOOLEAN"].append({"ID": len(tables["DATABOOLEAN"]) + 1, **value})
    return Dna(tables)


def _value(value: Any) -> str:
    text = "" if value is None or value is pd.NA or value != value else str(value)  # noqa: PLR0124
    if len(text) > MOST:
        raise PlantextError(
            "statements: {text!r}… has {n_text} characters; DNA holds {most} at most.",
            text=text[:40],
            n_text=len(text),
            most=MOST,
        )
    return text


def _add_coders(tables: dict[str, list[Row]]) -> None:
    tables["SETTINGS"] += [
        {"Property": "date", "Value": "2022-06-10"},
        {"Property": "version", "Value": "3.0.7"},
    ]
    for number, (name, colour) in enumerate((("Admin", (255, 255, 0)), ("plantext", (51, 153, 255))), 1):
        others = dict.fromkeys((name for name in dna_columns()["CODERS"] if name.startswith("Permission")), 1)
        looks = dict.fromkeys(("Refresh", "ColorByCoder", "PopupDecoration"), 0) | {"PopupAutoComplete": 1}
        sizes = {"FontSize": 14, "PopupWidth": 300, "Password": digest(PASSWORD, name)}
        colours = dict(zip(("Red", "Green", "Blue"), colour, strict=True))
        tables["CODERS"].append({"ID": number, "Name": name, **colours, **looks, **sizes, **others})
    rights = dict.fromkeys(("viewStatements", "editStatements", "viewDocuments", "editDocuments"), 1)
    tables["CODERRELATIONS"] += [
        {"ID": 1, "Coder": 1, "OtherCoder": 2, **rights},
        {"ID": 2, "Coder": 2, "OtherCoder": 1, **rights},
    ]


def digest(password: str, name: str) -> str:
    """Hash a password as DNA checks it: salted SHA-256, repeated; the salt is made of the coder's name.

    Examples
    --------
    >>> len(digest("plantext", "Admin"))
    64
    """
    salt = hashlib.sha256(f"plantext {name}".encode()).digest()[:16]
    mixed = salt + password.encode()
    for _ in range(_ROUNDS):
        mixed = hashlib.sha256(mixed).digest()
    return base64.b64encode(salt + mixed).decode("ascii")


def _add_documents(tables: dict[str, list[Row]], statements: pd.DataFrame, texts: Mapping[str, str]) -> dict[str, int]:
    missing = sorted(set(statements["doc_id"]) - set(texts))
    if missing:
        raise PlantextError("texts: expected the text of every document; {first!r} is missing.", first=missing[0])
    days = dict(zip(statements["doc_id"], days_of(statements), strict=True))
    first = statements.drop_duplicates("doc_id").set_index("doc_id")
    for number, doc_id in enumerate(texts, 1):
        row = first.loc[doc_id] if doc_id in first.index else pd.Series(dtype=object)
        # A document without statements is as old as the oldest of the others, so that it opens no new span of time.
        day = days.get(doc_id, min(days.values()))
        said = {name.title(): _value(row.get(name, "")) for name in ("author", "source", "section", "type")}
        tables["DOCUMENTS"].append(
            {
                "ID": number,
                "Title": _value(doc_id),
                "Text": texts[doc_id],
                "Coder": 2,
                **said,
                "Notes": str(row.get("title", "")),
                "Date": (day - _EPOCH).days * 86400,
            }
        )
    return {doc_id: number for number, doc_id in enumerate(texts, 1)}


def _add_types(tables: dict[str, list[Row]], variables: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """The types with their number (``id``) and those of their variables."""
    types: dict[str, dict[str, int]] = {}
    looks = {STATEMENT: (239, 208, 51), MENTION: (211, 211, 211)}
    for number, (label, colour) in enumerate(looks.items(), 1):
        colours = dict(zip(("Red", "Green", "Blue"), colour, strict=True))
        tables["STATEMENTTYPES"].append({"ID": number, "Label": label, **colours})
        types[label] = {"id": number}
        kinds = dict.fromkeys(variables, "short text") | ({QUALIFIER: "boolean"} if label == STATEMENT else {})
        for variable, kind in kinds.items():
            place = len(tables["VARIABLES"]) + 1
            types[label][variable] = place
            row = {"ID": place, "Variable": variable, "DataType": kind, "StatementTypeId": number}
            tables["VARIABLES"].append(row)
    return types


def _add_entities(
    tables: dict[str, list[Row]], statements: pd.DataFrame, variables: Mapping[str, str]
) -> dict[tuple[str, str], dict[int, int]]:
    """The values of each variable, an empty one among them, with their number by type."""
    found: dict[tuple[str, str], dict[int, int]] = {}
    for variable in tables["VARIABLES"]:
        if variable["DataType"] != "short text":
            continue
        for name in _ATTRIBUTES:
            place = len(tables["ATTRIBUTEVARIABLES"]) + 1
            row = {"ID": place, "VariableId": variable["ID"], "AttributeVariable": name}
            tables["ATTRIBUTEVARIABLES"].append(row)
        attributes = [row["ID"] for row in tables["ATTRIBUTEVARIABLES"][-len(_ATTRIBUTES) :]]
        values = {_value(value) for value in statements[variables[variable["Variable"]]]}
        for value in ["", *sorted(values - {""})]:
            number = len(tables["ENTITIES"]) + 1
            colour = dict.fromkeys(("Red", "Green", "Blue"), 0)
            own = {"ID": number, "VariableId": variable["ID"], "Value": value, **colour, "ChildOf": None}
            tables["ENTITIES"].append(own)
            found.setdefault((variable["Variable"], value), {})[variable["StatementTypeId"]] = number
            for attribute in attributes:
                place = len(tables["ATTRIBUTEVALUES"]) + 1
                row = {"ID": place, "EntityId": number, "AttributeVariableId": attribute, "AttributeValue": ""}
                tables["ATTRIBUTEVALUES"].append(row)
    return found
