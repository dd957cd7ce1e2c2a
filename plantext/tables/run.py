"""The tables that users keep: their columns, and how they are checked, written and read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from plantext.errors import TableError
from plantext.records import Document, Mention, Sentence
from plantext.storage import tablefile as cells
from plantext.storage.atomic import write_whole
from plantext.storage.folder import locked, read_together, replacing_together
from plantext.storage.tablefile import SUFFIXES, check_suffix, write_table
from plantext.tables.validation import check_together, check_values, read_info, validate

__all__ = [
    "ENTITIES",
    "KEYS",
    "MEASURES",
    "MENTIONS",
    "SENTENCES",
    "Extraction",
    "entities_table",
    "join_runs",
    "measures_table",
    "mentions_table",
    "read_table",
    "sentences_table",
    "validate",
    "write_info",
    "write_table",
]

SENTENCES: dict[str, str] = {
    "doc_id": "str",
    "sent_id": "int64",
    "page": "int64",
    "section": "str",
    "measure": "str",
    "paragraph": "int64",
    "start": "int64",
    "end": "int64",
    "kind": "str",
    "text": "str",
}
"""Columns of the sentences table; ``text`` is absent from tables shipped for texts we may not ship."""

MENTIONS: dict[str, str] = {
    "doc_id": "str",
    "sent_id": "int64",
    "start": "int64",
    "end": "int64",
    "text": "str",
    "label": "str",
    "entity": "str",
    "series": "str",
    "date_start": "str",
    "date_end": "str",
    "norm": "str",
    "source": "str",
}
"""Columns of the mentions table; ``start`` and ``end`` are characters of ``Document.text``."""

ENTITIES: dict[str, str] = {
    "entity": "str",
    "label": "str",
    "name_en": "str",
    "aliases": "str",
    "n_mentions": "int64",
    "n_sentences": "int64",
    "first_doc": "str",
    "first_page": "int64",
}
"""Columns of the entities table; ``aliases`` are the other forms printed, parted by ``" | "``."""

MEASURES: dict[str, str] = {
    "doc_id": "str",
    "measure": "str",
    "section": "str",
    "ministries": "str",
    "page": "int64",
    "page_end": "int64",
    "n_sentences": "int64",
    "title": "str",
    "kpi": "str",
}
"""Columns of the measures table; ``measure`` is as in the sentences table, ``ministries`` are parted by ``" | "``."""

INFO = "run.json"
"""The file beside the tables that says what they were made from."""
SEPARATOR = " | "
OPTIONAL = frozenset({"text", "title", "kpi"})
"""Columns that hold the text of a document, absent from tables shipped for texts we may not ship."""
KEYS = ["doc_id", "sent_id"]


def sentences_table(sentences: Iterable[Sentence]) -> pd.DataFrame:
    """The sentences table of one or more documents.

    Parameters
    ----------
    sentences : iterable of Sentence
        In reading order.

    Returns
    -------
    pandas.DataFrame
        One row a sentence, columns as in :data:`SENTENCES`.
    """
    rows = [[getattr(sentence, column) for column in SENTENCES] for sentence in sentences]
    return validate(pd.DataFrame(rows, columns=list(SENTENCES)), SENTENCES, "sentences")


def measures_table(documents: Iterable[Document]) -> pd.DataFrame:
    """The measures of one or more documents, with the ministries that answer for them.

    Parameters
    ----------
    documents : iterable of Document
        Documents without measures add no rows.

    Returns
    -------
    pandas.DataFrame
        One row a measure, columns as in :data:`MEASURES`.
    """
    rows = [
        {
            "doc_id": document.id,
            "measure": measure.number,
            "section": measure.section,
            "ministries": SEPARATOR.join(measure.ministries),
            "page": measure.pages[0],
            "page_end": measure.pages[1],
            "n_sentences": measure.n_sentences,
            "title": measure.title,
            "kpi": measure.kpi,
        }
        for document in documents
        for measure in document.measure_records
    ]
    return validate(pd.DataFrame(rows, columns=list(MEASURES)), MEASURES, "measures")


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def mentions_table(rows: Iterable[tuple[Sentence, Mention]]) -> pd.DataFrame:
    """The mentions table from mentions found in sentences.

    Parameters
    ----------
    rows : iterable of (Sentence, Mention)
        Mentions with offsets in their sentence's text.

    Returns
    -------
    pandas.DataFrame
        One row a mention, columns as in :data:`MENTIONS`, offsets moved to ``Document.text``.
    """
    records = [
        [
            sentence.doc_id,
            sentence.sent_id,
            sentence.start + mention.start,
            sentence.start + mention.end,
            mention.text,
            mention.label,
            mention.entity,
            mention.series,
            _iso(mention.date_start),
            _iso(mention.date_end),
            mention.norm,
            mention.source,
        ]
        for sentence, mention in rows
    ]
    return validate(pd.DataFrame(records, columns=list(MENTIONS)), MENTIONS, "mentions")


def entities_table(
    mentions: pd.DataFrame, sentences: pd.DataFrame, names_en: Mapping[tuple[str, str], str] | None = None
) -> pd.DataFrame:
    """One row an entity, the most frequent first.

    Parameters
    ----------
    mentions, sentences : pandas.DataFrame
        The tables of a run.
    names_en : mapping of (label, entity) to str, optional
        English names.

    Returns
    -------
    pandas.DataFrame
        Columns as in :data:`ENTITIES`; ties in frequency are ordered by label and name.
    """
    located = mentions.merge(sentences[[*KEYS, "page"]], on=KEYS, how="left", validate="many_to_one")
    rows = []
    for (label, entity), group in located.groupby(["label", "entity"], sort=True):
        forms = group["text"].value_counts()
        aliases = [form for _, form in sorted((-n, str(form)) for form, n in forms.items() if form != entity)]
        first = group.iloc[0]
        rows.append(
            {
                "entity": entity,
                "label": label,
                "name_en": (names_en or {}).get((str(label), str(entity)), ""),
                "aliases": " | ".join(aliases),
                "n_mentions": len(group),
                "n_sentences": len(group[KEYS].drop_duplicates()),
                "first_doc": first["doc_id"],
                "first_page": first["page"],
            }
        )
    table = validate(pd.DataFrame(rows, columns=list(ENTITIES)), ENTITIES, "entities")
    return table.sort_values(["n_mentions", "label", "entity"], ascending=[False, True, True]).reset_index(drop=True)


def read_table(path: Path, schema: Mapping[str, str], *, optional: frozenset[str] = OPTIONAL) -> pd.DataFrame:
    """Read a table from Parquet or CSV and check it.

    Parameters
    ----------
    path : pathlib.Path
        The file; its ending decides the format.
    schema : mapping of str to str
        The columns expected.
    optional : frozenset of str
        Columns that may be absent.

    Returns
    -------
    pandas.DataFrame
        The table, columns typed and ordered as in the schema.

    Raises
    ------
    TableError
        If the file is missing, cannot be parsed, or does not fit the schema; row and column are named.
    """
    if not path.is_file():
        raise TableError(f"{path}: no such table. Make it with `plantext extract`.")
    table = cells.read_parquet(path) if path.suffix == ".parquet" else cells.read_csv(path, dtype="str")
    checked = validate(table, schema, str(path), optional=optional)
    check_values(checked, str(path))
    return checked


def write_info(info: Mapping[str, Any], folder: Path) -> None:
    """Write what a run was made from beside its tables.

    Parameters
    ----------
    info : mapping
        As :attr:`Extraction.info`.
    folder : pathlib.Path
        Where the tables are.
    """
    write_whole(folder / INFO, json.dumps(info, ensure_ascii=False, indent=2, sort_keys=True) + "\n")


_FILES: dict[str, dict[str, str]] = {
    "sentences": SENTENCES,
    "mentions": MENTIONS,
    "entities": ENTITIES,
    "measures": MEASURES,
}
_NOT_IN_EVERY_RUN = frozenset({"measures"})


def outdated(folder: Path, suffix: str) -> list[str]:
    """The tables in a folder that those of a new run make void: a whole set in the other format.

    Parameters
    ----------
    folder : pathlib.Path
        Where the new tables are to be.
    suffix : str
        Their format, one of :data:`plantext.storage.tablefile.SUFFIXES`.

    Returns
    -------
    list of str
        Names of files. A single table of the other format is somebody's own and is not named.
    """
    (other,) = (ending for ending in SUFFIXES if ending != suffix)
    needed = [name + other for name in _FILES if name not in _NOT_IN_EVERY_RUN]
    whole = all((folder / name).is_file() for name in needed)
    return [name + other for name in _FILES if (folder / (name + other)).is_file()] if whole else []


def _no_measures() -> pd.DataFrame:
    return measures_table([])


@dataclass(frozen=True)
class Extraction:
    """What an extraction gives: the tables and how they were made.

    Parameters
    ----------
    sentences, mentions, entities : pandas.DataFrame
        Tables as in :data:`SENTENCES`, :data:`MENTIONS` and :data:`ENTITIES`.
    info : mapping
        Provenance: inputs with hashes, versions, parameters, and what was left out.
    measures : pandas.DataFrame
        Table as in :data:`MEASURES`; empty where no document has measures.
    """

    sentences: pd.DataFrame
    mentions: pd.DataFrame
    entities: pd.DataFrame
    info: Mapping[str, Any] = field(default_factory=dict)
    measures: pd.DataFrame = field(default_factory=_no_measures)

    def __repr__(self) -> str:
        from plantext.display.summaries import extraction_text

        return extraction_text(self)

    def _repr_html_(self) -> str:
        from plantext.display.summaries import extraction_html

        return extraction_html(self)

    @property
    def has_text(self) -> bool:
        """Whether the sentences table carries the text."""
        return "text" in self.sentences.columns

    def save(self, folder: str | Path, *, text: bool = True, suffix: str = ".parquet") -> Path:
        """Write the tables and ``run.json`` to a folder.

        Parameters
        ----------
        folder : str or pathlib.Path
            Made if missing; the tables of an earlier run are replaced, all at once.
        text : bool
            False leaves out the text of sentences and measures, for documents that may not be passed on.
        suffix : str
            ``.parquet`` or ``.csv``.

        Returns
        -------
        pathlib.Path
            The folder.

        Raises
        ------
        OutputError
            If it cannot be written, or another run writes there; the tables of before stay.
        """
        folder = Path(folder)
        check_suffix(suffix)
        with locked(folder), replacing_together(folder, outdated=outdated(folder, suffix)) as fresh:
            for name in _FILES:
                table: pd.DataFrame = getattr(self, name)
                if name in ("sentences", "measures") and not text:
                    table = table.drop(columns=sorted(OPTIONAL), errors="ignore")
                write_table(table, fresh / (name + suffix))
            write_info(self.info, fresh)
        return folder

    @classmethod
    def load(cls, folder: str | Path) -> Extraction:
        """Read back what :meth:`save` wrote.

        Parameters
        ----------
        folder : str or pathlib.Path
            A folder with sentences, mentions and entities as Parquet or CSV; measures may be absent.

        Returns
        -------
        Extraction
            The checked tables.

        Raises
        ------
        TableError
            If the folder or a table is missing or does not fit.
        """
        folder = Path(folder)
        if not folder.is_dir():
            raise TableError(f"{folder}: no such folder of tables. Make it with `plantext extract INPUT -o {folder}`.")
        names = [name + ending for name in _FILES for ending in SUFFIXES]
        return read_together(folder, [*names, INFO], lambda files: cls(**_read_run(folder, files)))


def _read_run(folder: Path, files: Mapping[str, Path]) -> dict[str, Any]:
    """The checked tables and the description of a run."""
    loaded: dict[str, Any] = {}
    paths: dict[str, str] = {}
    for name, schema in _FILES.items():
        path = next((files[name + ending] for ending in SUFFIXES if name + ending in files), None)
        if path is None and name in _NOT_IN_EVERY_RUN:
            continue
        path = path or folder / f"{name}{SUFFIXES[-1]}"
        paths[name] = str(path)
        loaded[name] = read_table(path, schema)
    check_together(loaded, paths)
    if INFO in files:
        loaded["info"] = read_info(files[INFO])
    return loaded


def need_text(run: Extraction) -> None:
    """Stop where the sentences of a run carry no text.

    Parameters
    ----------
    run : Extraction
        The tables of a run.

    Raises
    ------
    TableError
        If they carry no text; the message says how to get it.
    """
    if not run.has_text:
        ids = ", ".join(sorted(run.sentences["doc_id"].unique()))
        raise TableError(
            f"These tables carry no text, because it may not be passed on ({ids}). "
            "Get the document (`plantext fetch ID`) and run `plantext extract ID -o FOLDER` for tables with text."
        )


def join_runs(runs: Iterable[Extraction]) -> Extraction:
    """Several runs as one, such as the yearly editions of a white paper.

    Parameters
    ----------
    runs : iterable of Extraction
        Runs over different documents.

    Returns
    -------
    Extraction
        Their rows one after the other, entities counted anew; the text of the sentences is kept only
        if every run has it. ``info`` is the first run's, with the documents of all.

    Raises
    ------
    TableError
        If there are no runs, or two hold a document of the same id.
    """
    runs = list(runs)
    if not runs:
        raise TableError("join_runs: no runs were given.")
    ids = [doc_id for run in runs for doc_id in dict.fromkeys(run.sentences["doc_id"])]
    twice = sorted({doc_id for doc_id in ids if ids.count(doc_id) > 1})
    if twice:
        raise TableError(f"join_runs: more than one run holds {', '.join(twice)}.")
    parts: dict[str, pd.DataFrame] = {}
    for name in ("sentences", "mentions", "measures"):
        tables = [getattr(run, name) for run in runs]
        shared = [column for column in tables[0].columns if all(column in table.columns for table in tables)]
        parts[name] = pd.concat([table[shared] for table in tables], ignore_index=True)
    names_en = {
        (label, entity): name
        for run in runs
        for label, entity, name in zip(*(run.entities[c] for c in ("label", "entity", "name_en")), strict=True)
        if name
    }
    documents = [entry for run in runs for entry in run.info.get("documents", ())]
    return Extraction(
        **parts,
        entities=entities_table(parts["mentions"], parts["sentences"], names_en),
        info={**runs[0].info, "documents": documents},
    )
