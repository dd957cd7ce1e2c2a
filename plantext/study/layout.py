"""The folder of a new study: its documents listed with checksums, and the files that run it."""

from __future__ import annotations

import datetime as dt
import json
import shlex
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from plantext.corpus import MANIFEST, add_document, is_address, load_manifest
from plantext.corpus.files import find_file
from plantext.corpus.manifest import ManifestEntry, entry_text
from plantext.errors import OutputError, PlantextError
from plantext.extraction.provenance import describe_environment
from plantext.reading.archives import list_folder
from plantext.storage.atomic import write_whole
from plantext.study.account import StudyAccount, account_text, citation_text
from plantext.study.rerun import Rerun, read_rerun
from plantext.tables.schemas import INFO

_TEMPLATE = Path(__file__).parent / "template"
_NAMES = {"gitignore": ".gitignore"}
_MANIFEST_HEAD = """\
# The documents of this study. `plantext fetch URL` and `plantext fetch FILE` add to it, `plantext fetch` gets and verifies
# them all. What stands here wins over what a document says of itself: correct it. Give status and licence where you know them.
"""


@dataclass(frozen=True)
class NewStudy:
    """What was laid out.

    Parameters
    ----------
    documents : int
        Listed in the manifest.
    wanted : tuple of str
        What a rerun needs and was not at hand: file and checksum.
    left_out : tuple of str
        Files that could not be added, with the reason.
    """

    folder: Path
    documents: int = 0
    wanted: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def new_study(
    folder: str | Path,
    sources: Iterable[str | Path] = (),
    *,
    title: str = "",
    authors: Iterable[str] = (),
    licence: str = "",
) -> NewStudy:
    """Lay out a study that others can run again.

    Parameters
    ----------
    folder : str or pathlib.Path
        A new folder, or an empty one.
    sources : iterable of str or pathlib.Path
        Documents and folders of documents, which are copied and listed; addresses and ids; or the folder of a run (with run.json), whose
        documents, lexicon, options and versions the study then has, as far as the other sources hold them.
    title, authors, licence
        Of the study.

    Raises
    ------
    OutputError
        If the folder holds something already.
    PlantextError
        If a source is missing, or more than one is a run.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     made = new_study(f"{place}/study", ["priority-plan-2023"], title="計画")
    ...     made.documents, (made.folder / "corpus" / "manifest.toml").is_file()
    (1, True)
    """
    folder = Path(folder)
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise OutputError("{folder}: holds something already; give a new folder.", folder=folder)
    given = [str(source) for source in sources]
    runs = [Path(source) for source in given if (Path(source) / INFO).is_file()]
    documents = [found for source in given if Path(source) not in runs for found in _documents(source)]
    if len(runs) > 1:
        raise PlantextError(
            "expected one folder of a run, got {n_runs}: {runs}.", n_runs=len(runs), runs=", ".join(map(str, runs))
        )
    account = StudyAccount(
        title=" ".join(title.split()) or folder.resolve().name,
        authors=tuple(" ".join(author.split()) for author in authors),
        date=dt.date.today().isoformat(),
        licence=licence,
    )
    try:
        rerun = read_rerun(runs[0], (it for it in documents if isinstance(it, Path))) if runs else None
        return _lay_out(folder, rerun, documents, account)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)  # it was empty
        raise


def _documents(source: str) -> list[str | Path | ManifestEntry]:
    """The documents of a source: an address, a file, those of a folder, or what plantext's manifest knows by an id."""
    path = Path(source)
    if is_address(source):
        return [source]
    if path.is_dir():
        return [*list_folder(path)]
    if path.is_file():
        return [path]
    entry = load_manifest().get(source)
    if entry is None:
        raise PlantextError("{source}: no such file or folder, and no id of plantext's manifest.", source=source)
    return [find_file(entry) or entry]


def _lay_out(
    folder: Path, rerun: Rerun | None, documents: list[str | Path | ManifestEntry], account: StudyAccount
) -> NewStudy:
    corpus = folder / "corpus"
    given: list[str | Path | ManifestEntry] = [*rerun.entries, *rerun.documents] if rerun else documents
    entries = {it.id: entry_text(it) for it in given if isinstance(it, ManifestEntry)}
    write_whole(corpus / MANIFEST, "\n".join((_MANIFEST_HEAD, *entries.values())))
    left_out: list[str] = []
    for document in given:
        if not isinstance(document, ManifestEntry):
            try:
                add_document(document, corpus)
            except PlantextError as error:
                left_out.append(error.message)
    needed = rerun.files if rerun else {}
    for name, source in needed.items():
        if source is not None:
            write_whole(folder / name, source.read_bytes())
    options = {"--lexicon": "lexicon.csv", "--aliases": "aliases.csv", **(rerun.options if rerun else {})}
    listed = [options[f"--{name}"] for name in ("lexicon", "aliases", "metadata", "roster") if f"--{name}" in options]
    words = {
        "title": account.title,
        "heading": json.dumps(f"# {account.title}\n", ensure_ascii=False),
        "rerun": rerun.told + "\n" if rerun else "",
        "files": " ".join(listed),
        # make takes $ for its own.
        "options": " ".join(f"{name} {shlex.quote(value)}" for name, value in options.items()).replace("$", "$$"),
    }
    for path in sorted(_TEMPLATE.iterdir()):
        if options.get(f"--{path.stem}", path.name) != path.name or path.name in needed:
            continue  # the run has a file of its own
        text = path.read_text(encoding="utf-8")
        if path.suffix in (".md", ".ipynb", ""):
            text = Template(text).substitute(words) if path.name != "gitignore" else text
        write_whole(folder / _NAMES.get(path.name, path.name), text)
    write_whole(folder / "requirements.txt", _requirements(rerun.packages if rerun else {}))
    write_whole(folder / "study.toml", account_text(account))
    write_whole(folder / "CITATION.cff", citation_text(account))
    return NewStudy(folder, len(load_manifest(corpus / MANIFEST)), rerun.wanted if rerun else (), tuple(left_out))


def _requirements(packages: Mapping[str, str]) -> str:
    pins = packages or describe_environment()["packages"]
    return "".join(f"{name}=={version}\n" for name, version in pins.items())
