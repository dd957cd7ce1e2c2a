"""The documents that plantext knows: their manifest, where they lie, and how they are fetched."""

from plantext.corpus.manifest import (
    Entry,
    corpus_folder,
    fetch,
    find_entry,
    load_manifest,
    locate,
    quality_path,
    read,
)

__all__ = ["Entry", "corpus_folder", "fetch", "find_entry", "load_manifest", "locate", "quality_path", "read"]
