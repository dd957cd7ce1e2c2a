"""Metadata under which a study is published: CITATION.cff, codemeta.json and a Research Object Crate (RO-Crate 1.1)."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from plantext.corpus import MANIFEST, ManifestEntry, file_sha256, load_manifest
from plantext.storage.atomic import write_whole
from plantext.storage.folder import locked
from plantext.study.account import StudyAccount, citation_text, read_account

CRATE = "ro-crate-metadata.json"
CODEMETA = "codemeta.json"
_PLANTEXT = "#plantext"
_MADE = (CRATE, CODEMETA, "CITATION.cff")
# Where the system has no table of its own, or one that differs.
_KINDS = mimetypes.MimeTypes()
_MORE_KINDS = {
    ".ipynb": "application/x-ipynb+json",
    ".toml": "application/toml",
    ".cff": "application/yaml",
    ".md": "text/markdown",
}


def describe_study(folder: str | Path) -> list[Path]:
    """Write CITATION.cff, codemeta.json and ro-crate-metadata.json of a study, as ``study.toml`` and its files are now.

    Returns
    -------
    list of pathlib.Path
        What was written.

    Raises
    ------
    PlantextError
        If it is no study, or what it says of itself does not fit.

    Examples
    --------
    >>> import tempfile
    >>> from plantext.study import new_study
    >>> with tempfile.TemporaryDirectory() as place:
    ...     made = new_study(f"{place}/study", title="計画の言葉")
    ...     [path.name for path in describe_study(made.folder)]
    ['CITATION.cff', 'codemeta.json', 'ro-crate-metadata.json']
    """
    folder = Path(folder)
    account = read_account(folder)
    manifest = folder / "corpus" / MANIFEST
    entries = list(load_manifest(manifest).values()) if manifest.is_file() else []
    with locked(folder):
        contents = {
            "CITATION.cff": citation_text(account),
            CODEMETA: _json(_codemeta(account)),
            CRATE: _json(_crate(folder, account, entries)),
        }
        return [write_whole(folder / name, text) for name, text in contents.items()]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _people(account: StudyAccount) -> list[dict[str, str]]:
    return [{"@id": f"#author-{i}", "@type": "Person", "name": name} for i, name in enumerate(account.authors, 1)]


def _known(**values: Any) -> dict[str, Any]:
    """Values that are known, by name."""
    return {name: value for name, value in values.items() if value not in ("", [], None)}


def _codemeta(account: StudyAccount) -> dict[str, Any]:
    return {
        "@context": "https://doi.org/10.5063/schema/codemeta-2.0",
        "@type": "SoftwareSourceCode",
        "name": account.title,
        **_known(
            description=account.question,
            author=_people(account),
            datePublished=account.date,
            license=_licence(account.licence),
        ),
        "programmingLanguage": "Python",
        "softwareRequirements": [{"@type": "SoftwareApplication", "name": "plantext", "version": version("plantext")}],
    }


def _licence(name: str) -> str:
    """The address of a licence of SPDX, as both vocabularies want it; other words as they are."""
    return f"https://spdx.org/licenses/{name}" if name and not set(name) & set(" :/（(") else name


def _crate(folder: Path, account: StudyAccount, entries: list[ManifestEntry]) -> dict[str, Any]:
    people = _people(account)
    documents = [_document(folder, entry) for entry in entries]
    own = {item["@id"] for item in documents}
    files = [item for item in _files(folder) if item["@id"] not in own]
    held = [item for item in documents if item["@type"] == "File"]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": account.title,
        "description": account.question or account.title,
        "datePublished": account.date,
        "license": _licence(account.licence) or "Not told; ask the authors.",
        **_known(author=[{"@id": one["@id"]} for one in people]),
        "hasPart": [{"@id": item["@id"]} for item in (*held, *files)],
        **_known(mentions=[{"@id": item["@id"]} for item in documents if item not in held]),
    }
    tool = {
        "@id": _PLANTEXT,
        "@type": "SoftwareApplication",
        "name": "plantext",
        "softwareVersion": version("plantext"),
    }
    made = [item["@id"] for item in files if item["@id"].startswith(("tables/", "figures/", "methods-", "network."))]
    action = {
        "@id": "#run",
        "@type": "CreateAction",
        "name": "The steps of the Makefile",
        "instrument": {"@id": _PLANTEXT},
        "object": [{"@id": item["@id"]} for item in documents],
        "result": [{"@id": name} for name in made],
    }
    describes = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    return {
        # The vocabulary of 1.1 lacks a name for checksums.
        "@context": ["https://w3id.org/ro/crate/1.1/context", {"sha256": "https://schema.org/sha256"}],
        "@graph": [describes, root, *people, tool, *([action] if made else []), *documents, *files],
    }


def _document(folder: Path, entry: ManifestEntry) -> dict[str, Any]:
    """A document: a file of the crate, one on the web, or a work that is only told of."""
    here = (folder / "corpus" / entry.file).is_file()
    place = f"corpus/{entry.file}" if here else entry.url or f"#{entry.id}"
    return {
        "@id": place,
        "@type": "File" if here or entry.url else "CreativeWork",
        "name": entry.title or entry.id,
        **_known(
            datePublished=entry.date,
            publisher=entry.publisher,
            license=entry.licence,
            url=entry.url,
            isBasedOn=entry.source,
            contentSize=str(entry.size or ""),
        ),
        "sha256": entry.sha256,
    }


def _files(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if hidden or inside.name in _MADE or not path.is_file() or path.is_symlink():
            continue
        kind = _MORE_KINDS.get(path.suffix) or _KINDS.guess_type(path.name)[0]
        yield {
            "@id": inside.as_posix().replace(" ", "%20"),
            "@type": "File",
            "name": inside.name,
            **_known(encodingFormat=kind),
            "contentSize": str(path.stat().st_size),
            "sha256": file_sha256(path),
        }
