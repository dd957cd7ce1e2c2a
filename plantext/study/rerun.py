"""What a run was made from, as far as its ``run.json`` tells and the files are at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from plantext.corpus import ManifestEntry, file_sha256
from plantext.corpus.adding import clean_name
from plantext.corpus.files import find_file
from plantext.corpus.manifest import recognize_content
from plantext.errors import TableError
from plantext.storage.atomic import is_plain_name
from plantext.tables.run import Extraction

_FILES = ("lexicon", "aliases", "metadata", "roster")
"""Parameters of a run that are files."""


@dataclass(frozen=True)
class Rerun:
    """What a study needs to make a run again.

    Parameters
    ----------
    entries : tuple of ManifestEntry
        Documents that are not at hand.
    documents : tuple of pathlib.Path
        Those at hand, to be copied and listed.
    files : mapping
        Name in the study → file to copy, None where it is not at hand.
    options : mapping
        Of ``plantext extract``.
    told : str
        What the run was, in Markdown.
    wanted : tuple of str
        What is not at hand, with its checksum.
    """

    entries: tuple[ManifestEntry, ...]
    documents: tuple[Path, ...]
    files: Mapping[str, Path | None]
    options: Mapping[str, str]
    packages: Mapping[str, str]
    told: str
    wanted: tuple[str, ...] = field(default=())


def read_rerun(folder: Path, files: Iterable[Path] = ()) -> Rerun:
    """Find out how a run can be made again.

    Parameters
    ----------
    folder : pathlib.Path
        Of the run.
    files : iterable of pathlib.Path
        Among which its documents and lexicons are looked for, by their checksums; so are the files beside the folder.

    Raises
    ------
    TableError
        If the run does not say what it was made from.
    """
    run = Extraction.load(folder)
    documents = list(run.info.get("documents", ()))
    if not documents or not all(document.get("sha256") for document in documents):
        raise TableError(
            "{folder}: run.json does not tell the checksums of the documents; it cannot be run again.", folder=folder
        )
    known = _by_checksum([*files, *_beside(folder)])
    entries: list[ManifestEntry] = []
    at_hand: dict[str, Path] = {}
    wanted: list[str] = []
    for document in documents:
        sha256 = document["sha256"]
        entry = recognize_content(sha256)
        found = known.get(sha256) or (find_file(entry) if entry else None)
        if found is not None:
            at_hand[sha256] = found
        elif is_plain_name(document["doc_id"]):
            entries.append(_entry(document, entry))
            wanted += [] if entry and entry.url else [f"{document['doc_id']} (sha256 {sha256})"]
    parameters: Mapping[str, Any] = run.info.get("parameters", {})
    needed: dict[str, Path | None] = {}
    options: dict[str, str] = {}
    for name in _FILES:
        if told := parameters.get(name):
            # Under the name that it had, which the tables give as the source of its names; plain, for the Makefile.
            own = told["file"] == clean_name(told["file"]) and told["file"] not in needed
            file = told["file"] if own else f"{name}.csv"
            needed[file] = known.get(told["sha256"])
            options[f"--{name}"] = file
            wanted += [] if needed[file] else [f"{file} (sha256 {told['sha256']})"]
    if parameters.get("names"):
        options["--names"] = parameters["names"]
    options |= {f"--{name}": value for name, value in parameters.get("columns", {}).items()}
    if odd := [value for value in options.values() if not value.isprintable()]:
        raise TableError(
            "{folder}: run.json has an option with control characters ({value!r}); it cannot be run again.",
            folder=folder,
            value=odd[0],
        )
    environment = run.info.get("environment", {})
    return Rerun(
        entries=tuple(entries),
        documents=tuple(at_hand.values()),
        files=needed,
        options=options,
        packages=environment.get("packages", {}),
        told=_tell(run, environment.get("python", ""), wanted),
        wanted=tuple(wanted),
    )


def _beside(folder: Path) -> Iterator[Path]:
    for place in dict.fromkeys((folder.resolve().parent, Path.cwd())):
        yield from (path for path in sorted(place.iterdir()) if path.suffix.lower() in (".csv", ".xlsx"))


def _by_checksum(files: Iterable[Path]) -> dict[str, Path]:
    return {file_sha256(path): path for path in dict.fromkeys(files) if path.is_file() and not path.is_symlink()}


def _entry(document: Mapping[str, str], known: ManifestEntry | None) -> ManifestEntry:
    """The entry of a document that is not at hand; its file is known by its content, whatever its name."""
    if known is not None:
        return known if known.url else replace(known, location="local")
    told: dict[str, Any] = {name: document.get(name, "") for name in ("title", "date", "publisher", "source")}
    return ManifestEntry(
        id=document["doc_id"], **told, status="", licence="", location="local", file=document["doc_id"],
        sha256=document["sha256"],
    )  # fmt: skip


def _tell(run: Extraction, python: str, wanted: list[str]) -> str:
    counts = (len(run.info["documents"]), len(run.sentences), len(run.mentions), len(run.entities))
    lines = [
        "This study was laid out from a run, whose numbers `make` should give again:",
        "この研究は、ある実行の記録から作られました。`make` で同じ数が得られるはずです。",
        "",
        "> {} documents, {} sentences, {} mentions of {} entities".format(*counts),
    ]
    if python:
        lines += ["", f"It was made with Python {python} and the versions in `requirements.txt`."]
    if wanted:
        lines += ["", "To be put in place first (documents into `corpus/`) ｜ 先に用意するもの：", ""]
        lines += [f"- {item}" for item in wanted]
    return "\n".join(lines) + "\n"
