"""The documents that plantext knows: their manifest, their files, and reading them."""

from plantext.corpus.adding import add_document, fetch_all, is_address
from plantext.corpus.files import cache_folder, fetch, file_sha256, locate
from plantext.corpus.listing import read_all
from plantext.corpus.manifest import (
    MANIFEST,
    ManifestEntry,
    corpus_folder,
    find_entry,
    load_manifest,
    quality_path,
)
from plantext.corpus.source import Source, open_source, read, resolve

__all__ = [
    "MANIFEST",
    "ManifestEntry",
    "Source",
    "add_document",
    "cache_folder",
    "corpus_folder",
    "fetch",
    "fetch_all",
    "file_sha256",
    "find_entry",
    "is_address",
    "load_manifest",
    "locate",
    "open_source",
    "quality_path",
    "read",
    "read_all",
    "resolve",
]
