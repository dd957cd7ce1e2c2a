"""From files, folders and ids to the tables of a run, and back from a folder of tables."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from plantext.corpus import manifest as corpus
from plantext.errors import OutputError, PlantextError, ReadingError, TableError
from plantext.extraction import provenance
from plantext.extraction.cache import Cache, Folder, Memory, Store, code_version, open_cache, session_key
from plantext.extraction.joining import TableWriter
from plantext.extraction.parts import TABLES, Columns, Summary, frame, unpack_part
from plantext.extraction.tasks import Done, Settings, Source, Task, list_sources, perform_all, plan
from plantext.reading import Unread, legible
from plantext.recognition.aliases import load_register
from plantext.recognition.lexicon import builtin_terms, load_lexicon, merge_terms
from plantext.records import Document
from plantext.storage.folder import locked, replacing_together
from plantext.storage.tablefile import check_suffix, write_table
from plantext.tables.files import outdated, write_info
from plantext.tables.run import Extraction

PARTS = ".parts"
"""Folder in the output that holds the finished documents until all are joined."""


def extract(  # noqa: PLR0913
    sources: Source | Iterable[Source],
    *,
    lexicon: str | Path | None = None,
    aliases: str | Path | None = None,
    jobs: int = 1,
    cluster: str = "",
    cache: str | Path | bool | None = True,
    progress: bool = False,
) -> Extraction:
    """Find the entities of documents.

    Parameters
    ----------
    sources : Document, str, pathlib.Path, or iterable of these
        Documents, files, folders or ids of the manifest.
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
        Folder that keeps what was found, so that only what has changed is done again; True for the
        user's cache folder, False or None for none.
    progress : bool
        Show a bar over the documents on stderr.

    Returns
    -------
    Extraction
        Sentences, mentions and entities of all documents. ``info`` says what they were made from;
        ``info["left_out"]`` lists what could not be read, with the reason.

    Raises
    ------
    PlantextError
        If nothing at all could be read, or a lexicon or a register of aliases is faulty.
    """
    settings = _settings(lexicon, aliases, cache)
    memory = Memory()
    ledger = _collect(_given(sources), settings, memory, _runner(settings, jobs, cluster), cache, progress=progress)
    summary = Summary()
    rows: dict[str, Columns] = {name: defaultdict(list) for name in TABLES}
    for key in ledger.keys:
        part = unpack_part(_found(memory, key))
        summary.add(part)
        for name, columns in part.tables.items():
            for column, values in columns.items():
                rows[name][column] += values
    frames = {name: frame(columns, name) for name, columns in rows.items()}
    info = _describe(summary, settings, ledger, lexicon, aliases)
    return Extraction(**frames, entities=summary.entities(_names_en(settings)), info=info)


@dataclass(frozen=True)
class Written:
    """What an extraction into a folder has written.

    Parameters
    ----------
    folder : pathlib.Path
        Where the tables are.
    n_documents, n_sentences, n_mentions, n_entities : int
        How many.
    left_out : tuple of mapping
        ``source`` and ``reason`` of everything that is not in the tables.
    """

    folder: Path
    n_documents: int
    n_sentences: int
    n_mentions: int
    n_entities: int
    left_out: tuple[Mapping[str, str], ...] = ()


def extract_to(  # noqa: PLR0913
    sources: Source | Iterable[Source],
    folder: str | Path,
    *,
    lexicon: str | Path | None = None,
    aliases: str | Path | None = None,
    jobs: int = 1,
    cluster: str = "",
    cache: str | Path | bool | None = True,
    suffix: str = ".parquet",
    progress: bool = False,
) -> Written:
    """Find the entities of documents and write the tables to a folder, document by document.

    Each finished document is kept in the folder at once, so that a run that was stopped, in whatever
    way, goes on where it stopped when it is started again. Memory holds one document a process, the
    entities and a few lines a document, never the tables.

    Parameters
    ----------
    sources : Document, str, pathlib.Path, or iterable of these
        Documents, files, folders or ids of the manifest.
    folder : str or pathlib.Path
        Made if missing; the tables of an earlier run are replaced, all at once, when the new ones are whole.
    lexicon, aliases, jobs, cluster, cache, progress
        As in :func:`extract`.
    suffix : str
        ``.parquet`` or ``.csv``.

    Returns
    -------
    Written
        What the folder holds now: the tables that :func:`load` reads, the same bytes for any number
        of processes and of interruptions.

    Raises
    ------
    PlantextError
        If nothing at all could be read, or a lexicon or a register of aliases is faulty; if the folder
        cannot be written, or another run writes there. The tables of before stay.
    """
    folder = Path(folder)
    check_suffix(suffix)
    kept = Folder(folder / PARTS)
    with locked(folder):
        settings = _settings(lexicon, aliases, cache)
        run = _runner(settings, jobs, cluster)
        ledger = _collect(_given(sources), settings, kept, run, cache, progress=progress)
        summary = Summary()
        with replacing_together(folder, outdated=outdated(folder, suffix)) as fresh:
            with closing(TableWriter(fresh, suffix)) as writer:
                for key in ledger.keys:
                    part = unpack_part(_found(kept, key))
                    summary.add(part)
                    writer.add(part.tables)
                counts = writer.finish()
            entities = summary.entities(_names_en(settings))
            write_table(entities, fresh / f"entities{suffix}")
            info = _describe(summary, settings, ledger, lexicon, aliases)
            write_info(info, fresh)
        shutil.rmtree(kept.path)
    return Written(
        folder, len(ledger.keys), counts["sentences"], counts["mentions"], len(entities), tuple(info["left_out"])
    )


Runner = Callable[[Iterator[Task]], Iterator[Done]]


@dataclass(frozen=True)
class _Ledger:
    """Keys of the documents done, in the order given, and what was left out."""

    keys: list[str]
    left_out: list[dict[str, str]]


def _given(sources: Source | Iterable[Source]) -> list[Source]:
    return [sources] if isinstance(sources, str | Path | Document) else list(sources)


def _settings(lexicon: str | Path | None, aliases: str | Path | None, cache: str | Path | bool | None) -> Settings:
    opened = open_cache(cache)
    return Settings(
        load_lexicon(lexicon) if lexicon is not None else (),
        tuple(load_register(aliases)) if aliases is not None else (),
        code_version(),
        str(opened.folder) if opened else "",
        session_key(),
    )


def _runner(settings: Settings, jobs: int, cluster: str) -> Runner:
    if jobs < 1:
        raise PlantextError(f"jobs: expected a number of processes from 1, got {jobs}.")
    if not cluster:
        return partial(perform_all, settings=settings, jobs=jobs)
    from plantext.extraction.cluster import perform_on

    return partial(perform_on, settings=settings, address=cluster)


def _collect(  # noqa: PLR0913
    given: list[Source],
    settings: Settings,
    kept: Store,
    run: Runner,
    cache: str | Path | bool | None,
    *,
    progress: bool,
) -> _Ledger:
    """Have every document done that is not kept yet."""
    from tqdm import tqdm

    listed = list_sources(given)
    keys: dict[int, str] = {}
    left_out: dict[int, Unread] = {}
    opened = open_cache(cache)
    with tqdm(total=len(listed), disable=not progress, unit="document") as bar:

        def missing() -> Iterator[Task]:
            for number, item in enumerate(plan(listed, settings)):
                if isinstance(item, Unread):
                    left_out[number] = item
                elif _at_hand(item.key, kept, opened):
                    keys[number] = item.key
                else:
                    yield item
                    continue
                bar.update()

        for task, outcome in run(missing()):
            if outcome.reason:
                left_out[task.number] = Unread(task.source, outcome.reason)
            else:
                _keep(kept, task.key, outcome.content)
                keys[task.number] = task.key
                if opened is not None:
                    opened.put(task.key, outcome.content)
            bar.update()
    if opened is not None:
        opened.close()
    if not keys:
        reasons = "\n".join(left_out[number].reason for number in sorted(left_out)[:5])
        raise ReadingError(reasons or "No input was given.")
    return _Ledger(
        [keys[number] for number in sorted(keys)],
        [{"source": legible(item.source), "reason": legible(item.reason)} for _, item in sorted(left_out.items())],
    )


def _at_hand(key: str, kept: Store, cache: Cache | None) -> bool:
    if kept.get(key) is not None:
        return True
    content = cache.get(key) if cache is not None else None
    if content is None:
        return False
    _keep(kept, key, content)
    return True


def _keep(kept: Store, key: str, content: bytes) -> None:
    try:
        kept.put(key, content)
    except OutputError as error:
        raise OutputError(f"{error} The documents that are finished are kept for the next run.") from error


def _found(kept: Store, key: str) -> bytes:
    content = kept.get(key)
    if content is None:
        raise OutputError(
            "A finished document is gone from the output folder. Something else removes files there. Run again."
        )
    return content


def _names_en(settings: Settings) -> dict[tuple[str, str], str]:
    terms = merge_terms(builtin_terms(), settings.terms)
    return {(term.label, term.entity): term.name_en for term in terms if term.name_en}


def _describe(
    summary: Summary, settings: Settings, ledger: _Ledger, lexicon: str | Path | None, aliases: str | Path | None
) -> dict[str, Any]:
    given = {"lexicon": lexicon, "aliases": aliases}
    parameters = {
        name: {} if path is None else {"file": Path(path).name, "sha256": corpus.file_sha256(Path(path))}
        for name, path in given.items()
    }
    return {
        "aliases": summary.aliases(settings.register),
        "not_merged": summary.not_merged,
        **provenance.describe_run(summary.documents, parameters),
        "left_out": ledger.left_out,
    }


def load(source: str | Path) -> Extraction:
    """Read back the tables of a run.

    Parameters
    ----------
    source : str or pathlib.Path
        A folder that ``plantext extract`` wrote, or the id of a document whose tables are shipped
        with plantext (without the text of its sentences, where that may not be passed on).

    Returns
    -------
    Extraction
        The tables, checked.

    Raises
    ------
    TableError
        If there are no such tables, or they do not fit.
    """
    folder = Path(source)
    if folder.is_dir():
        return Extraction.load(folder)
    shipped = corpus.corpus_folder() / folder.name
    if str(source) in corpus.load_manifest() and shipped.is_dir():
        return Extraction.load(shipped)
    raise TableError(
        f"{source}: neither a folder of tables nor a document whose tables are shipped. "
        "Make the tables with `plantext extract INPUT -o FOLDER`."
    )
