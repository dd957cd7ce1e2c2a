"""From files, folders and ids to the tables of a run, and back from a folder of tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from plantext import corpus, provenance, recognize
from plantext.errors import ReadingError, TableError
from plantext.reading import Unread
from plantext.records import Document
from plantext.tables import Extraction

Source = str | Path | Document


def extract(
    sources: Source | Iterable[Source],
    *,
    lexicon: str | Path | None = None,
    aliases: str | Path | None = None,
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
    given = [sources] if isinstance(sources, str | Path | Document) else list(sources)
    documents: list[Document] = []
    left_out: list[dict[str, str]] = []
    for item in _read(given):
        if isinstance(item, Document):
            documents.append(item)
        else:
            left_out.append({"source": item.source, "reason": item.reason})
    if not documents:
        raise ReadingError("No input was given.")
    run = recognize.extract(documents, lexicon=lexicon, aliases=aliases, progress=progress)
    parameters = {name: _name_and_hash(path) for name, path in (("lexicon", lexicon), ("aliases", aliases))}
    info = {**run.info, **provenance.describe_run(documents, parameters), "left_out": left_out}
    return replace(run, info=info)


def _read(given: Iterable[Source]) -> Iterator[Document | Unread]:
    documents = [item for item in given if isinstance(item, Document)]
    others = [item for item in given if not isinstance(item, Document)]
    yield from documents
    if others:
        yield from corpus.read_all(others)


def _name_and_hash(path: str | Path | None) -> dict[str, str]:
    return {"file": Path(path).name, "sha256": corpus.file_sha256(Path(path))} if path else {}


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
