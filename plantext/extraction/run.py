"""From files, folders and ids to the tables of a run, and back from a folder of tables."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Unpack

from plantext.corpus.listing import Given, Listing
from plantext.corpus.manifest import corpus_folder, load_manifest
from plantext.errors import OutputError, PlantextError, TableError, names_arguments
from plantext.extraction.cache import Folder
from plantext.extraction.joining import Tables, TableWriter
from plantext.extraction.masking import mask_persons
from plantext.extraction.persons import load_roster
from plantext.extraction.resume import run
from plantext.extraction.tasks import Tasks, choose_settings
from plantext.reading.limits import read_regular
from plantext.reading.tabular.columns import Choice, ColumnNames
from plantext.recognition.lexicon import Term, builtin_terms, merge_terms
from plantext.storage.folder import locked, refuse_links, replacing_together
from plantext.storage.tablefile import check_suffix, write_table
from plantext.tables.entities import EnglishNames
from plantext.tables.files import foreign, outdated, write_info
from plantext.tables.run import Extraction
from plantext.tables.schemas import TABLES
from plantext.tables.stored import Run, open_folder

PARTS = ".parts"
"""Folder in the output that keeps the finished documents until the tables are whole."""


@names_arguments
def extract(  # noqa: PLR0913
    sources: Given | Iterable[Given],
    *,
    lexicon: str | Path | None = None,
    aliases: str | Path | None = None,
    jobs: int = 1,
    cluster: str = "",
    cache: str | Path | bool | None = True,
    progress: bool = False,
    metadata: str | Path | None = None,
    names: str = "",
    roster: str | Path | None = None,
    **columns: Unpack[ColumnNames],
) -> Extraction:
    """Find the entities of documents.

    Parameters
    ----------
    sources : Document, str, pathlib.Path, or iterable of these
        Documents, files, folders or ids of the manifest; tables of texts (CSV, Excel, JSON, XML) give many documents.
    lexicon : str or pathlib.Path, optional
        CSV that adds, overrides or silences terms.
    aliases : str or pathlib.Path, optional
        CSV of names to unite.
    jobs : int
        Processes that work at the same time; the tables are the same for any number. A script that
        uses more than one needs its calls under ``if __name__ == "__main__":``.
    cluster : str
        Address of a Dask scheduler, whose workers then do the documents.
    cache : str, pathlib.Path, bool or None
        Folder that keeps results, so that only what has changed is done again; True for the user's cache
        folder, False or None for none.
    progress : bool
        Show a bar over the documents on stderr.
    metadata : str or pathlib.Path, optional
        Table (CSV or Excel) with a column of file names: its title, date, publisher and source win over those of the
        files, its other columns become columns of the documents.
    names : str
        Pattern of file names that gives the same, such as ``{date}_{session}_{speaker}_{title}``.
    roster : str or pathlib.Path, optional
        The persons table of an earlier run, with ``person`` edited: who each speaker is.
    **columns
        The columns of tables of texts, as in :func:`plantext.read`.

    Returns
    -------
    Extraction
        The tables; ``info["left_out"]`` lists what could not be read, with the reason, and ``info["passed_over"]``
        the files of folders that are no documents.

    Raises
    ------
    PlantextError
        If nothing at all could be read, or a lexicon or a register of aliases is faulty.

    Examples
    --------
    >>> import plantext as pt
    >>> pt.extract("priority-plan-2023-draft-p145").entities["entity"][0]
    'DFFT'
    """
    files = {"lexicon": lexicon, "aliases": aliases, "metadata": metadata, "roster": roster}
    parameters = _parameters(files, names, columns)
    settings = choose_settings(lexicon, aliases, cache, keyed=jobs > 1 or bool(cluster))
    people = load_roster(roster) if roster is not None else None
    listing = Listing(
        sources, choice=Choice(**columns), metadata=metadata, names=names, apart=(lexicon, aliases, roster)
    )
    _check_unchanged(files, parameters)
    tasks, tables = Tasks(listing, settings), Tables(people)
    for part in run(tasks, settings, jobs=jobs, cluster=cluster, progress=progress):
        tables.add(part)
    info = tables.describe(settings.register, parameters)
    return tables.extraction(info, _english_names(settings.terms))


@dataclass(frozen=True)
class Written:
    """What an extraction into a folder has written.

    Parameters
    ----------
    left_out, passed_over : tuple of mapping
        ``source`` and ``reason`` of what is not in it: what could not be read, and files that are no documents.
    doubted : tuple of mapping
        What ``run.json`` says of the documents of which pages are in doubt: ``doubted`` are their numbers.
    undated : tuple of str
        Ids of the documents without a date, in which 今年度 and 同年 cannot be placed.
    """

    folder: Path
    n_documents: int
    n_sentences: int
    n_mentions: int
    n_entities: int
    left_out: tuple[Mapping[str, str], ...] = ()
    passed_over: tuple[Mapping[str, str], ...] = ()
    doubted: tuple[Mapping[str, str], ...] = ()
    undated: tuple[str, ...] = ()


def extract_to(  # noqa: PLR0913
    sources: Given | Iterable[Given],
    folder: str | Path,
    *,
    lexicon: str | Path | None = None,
    aliases: str | Path | None = None,
    jobs: int = 1,
    cluster: str = "",
    cache: str | Path | bool | None = True,
    suffix: str = ".parquet",
    progress: bool = False,
    metadata: str | Path | None = None,
    names: str = "",
    roster: str | Path | None = None,
    key: dict[str, str] | None = None,
    **columns: Unpack[ColumnNames],
) -> Written:
    """Find the entities of documents and write the tables to a folder, document by document.

    Every finished document is kept in the folder at once: a run that was stopped, in whatever way, goes on
    where it stopped when it is started again. Memory holds one document a process, one row group a table,
    the entities and a few lines a document, never the tables.

    Parameters
    ----------
    folder : str or pathlib.Path
        Made if missing; the tables of an earlier run stay until the new ones are whole.
    suffix : str
        ``.parquet`` or ``.csv``; the same bytes for any number of processes and of interruptions.
    key : dict, optional
        Pseudonyms of people, which replace their names in all tables; those of people that come new are added to it.
    sources, lexicon, aliases, jobs, cluster, cache, progress, metadata, names, roster, **columns
        As in :func:`extract`.

    Raises
    ------
    PlantextError
        As in :func:`extract`; and if the folder cannot be written, or another run writes there.
    """
    folder = Path(folder)
    check_suffix(suffix)
    kept = Folder(folder / PARTS)
    files = {"lexicon": lexicon, "aliases": aliases, "metadata": metadata, "roster": roster}
    parameters = _parameters(files, names, columns)
    with locked(folder):
        _check_folder(folder, kept, suffix)
        settings = choose_settings(lexicon, aliases, cache, keyed=True)
        people = load_roster(roster) if roster is not None else None
        listing = Listing(
            sources, choice=Choice(**columns), metadata=metadata, names=names, apart=(lexicon, aliases, roster)
        )
        _check_unchanged(files, parameters)
        tasks = Tasks(listing, settings)
        fresh = replacing_together(folder, outdated=outdated(folder, suffix))
        with fresh as new:
            with TableWriter(new, suffix, people) as tables:
                for part in run(tasks, settings, jobs=jobs, cluster=cluster, kept=kept, progress=progress):
                    tables.add(part)
                info = tables.describe(settings.register, parameters)
                tables.finish(info, _english_names(settings.terms))
            if key is not None:
                _mask_folder(new, suffix, key)
        # Only now: until the tables are in their places, a stopped run needs the finished documents.
        shutil.rmtree(kept.path)
    return Written(
        folder,
        len(tables.documents),
        tables.counts["sentences"],
        tables.counts["mentions"],
        len(tables.entities),
        tuple(tables.left_out),
        tuple(tables.passed_over),
        tuple(item for item in tables.documents if "doubted" in item),
        tuple(item["doc_id"] for item in tables.documents if not item["date"]),
    )


def _check_folder(folder: Path, kept: Folder, suffix: str) -> None:
    """Refuse a folder whose files a run would replace though no run has written them, or that leads elsewhere by links."""
    refuse_links(kept.path)
    if own := foreign(folder, suffix):
        raise OutputError(
            "{folder}: {own} would be replaced, but no run of plantext has written it. Give another folder, "
            "or move it away.",
            folder=folder,
            own=", ".join(own),
        )


def _mask_folder(folder: Path, suffix: str, key: dict[str, str]) -> None:
    """Mask the people in tables that are being written; the tables of one run fit into memory here."""
    masked, known = mask_persons(Extraction.load(folder), key)
    key |= known
    for name in TABLES:
        write_table(getattr(masked, name), folder / f"{name}{suffix}")
    write_info(masked.info, folder)


def _parameters(files: Mapping[str, str | Path | None], names: str, columns: Mapping[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        name: {} if path is None else {"file": Path(path).name, "sha256": _checksum(path)}
        for name, path in files.items()
    }
    # What is seldom given stands in the description only where it was.
    told |= {"names": names, "columns": dict(columns)}
    return {name: value for name, value in told.items() if value or name in ("lexicon", "aliases")}


def _checksum(path: str | Path) -> str:
    return hashlib.sha256(read_regular(Path(path))).hexdigest()


def _check_unchanged(files: Mapping[str, str | Path | None], parameters: Mapping[str, Any]) -> None:
    """Refuse files that changed between their checksum and their reading, of which the account would be false."""
    for name, path in files.items():
        if path is not None and _checksum(path) != parameters[name]["sha256"]:
            raise PlantextError("{path}: was changed while it was being read; run again.", path=path)


@lru_cache(maxsize=1)
def _english_names(own: tuple[Term, ...]) -> EnglishNames:
    terms = merge_terms(builtin_terms(), own)
    return {(term.label, term.entity): term.name_en for term in terms if term.name_en}


@names_arguments
def load(source: str | Path) -> Extraction:
    """Read the tables of a run.

    Parameters
    ----------
    source : str or pathlib.Path
        A folder that ``plantext extract`` wrote, or the id of a document whose tables are shipped
        with plantext (without the text of its sentences, where that may not be passed on).

    Examples
    --------
    >>> load("priority-plan-2023").has_text
    False
    """
    return Extraction.load(_folder_of(source))


def open_run(source: str | Path) -> Run:
    """Open the tables of a run without loading them, however large it is.

    ``cooccur``, ``two_mode``, ``discourse``, ``kwic`` and ``evidence`` take it as they take what :func:`load` returns, read it
    part by part, and give the same.

    Parameters
    ----------
    source : str or pathlib.Path
        As in :func:`load`. CSV is loaded, and so are tables in which the rows of a document do not stand together.

    Examples
    --------
    >>> open_run("priority-plan-2023").doc_ids
    ['priority-plan-2023']
    """
    return open_folder(_folder_of(source))


def _folder_of(source: str | Path) -> Path:
    """The folder of a run, or of the shipped tables of a document."""
    folder = Path(source)
    if folder.is_dir():
        return folder
    shipped = corpus_folder() / folder.name
    if str(source) in load_manifest() and shipped.is_dir():
        return shipped
    raise TableError(
        "{source}: neither a folder of tables nor a document whose tables are shipped. Make the tables "
        "with `plantext extract INPUT -o FOLDER`.",
        source=source,
    )
