"""Reads every hostile file in this one process, within limits, and prints one line of JSON for each.

``python -m fuzz.check [NAME ...]`` reads those whose name holds one of the words.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from fuzz.seeds import Seed, seeds
from fuzz.targets import PropertyError, check_document
from plantext.errors import PlantextError
from plantext.reading import Unread, read_bytes, read_zip

MEMORY = 6_000_000_000
"""Bytes of address space for all of it; on systems that can bound it."""


def _limit() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _outcome(seed: Seed, data: bytes) -> tuple[str, str]:
    """What became of a file, and the text or the refusal."""
    try:
        if not seed.name.endswith(".zip"):
            document = read_bytes(data, seed.name, doc_id="seed")
            check_document(document)
            return "read", document.text
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / seed.name
            path.write_bytes(data)
            items = list(read_zip(path))
        told = "\n".join(item.reason if isinstance(item, Unread) else item.text for item in items)
        return "refused" if all(isinstance(item, Unread) for item in items) else "read", told
    except PlantextError as error:
        return "refused" if seed.name in str(error) else "refused without the file's name", str(error)
    except PropertyError as error:
        return "untrue", str(error)
    except Exception as error:
        return "fell over", f"{type(error).__name__}: {error}"


def main() -> None:
    """Read them."""
    _limit()
    for seed in seeds():
        if sys.argv[1:] and not any(word in seed.name for word in sys.argv[1:]):
            continue
        data = seed.make()
        began = time.process_time()
        what, told = _outcome(seed, data)
        line = {
            "name": seed.name,
            "what": what,
            "as_expected": what in ("read", "refused") and seed.expected in (what, "either"),
            "says": seed.says in told,
            "seconds": round(time.process_time() - began, 2),
            "told": told[:300],
        }
        print(json.dumps(line, ensure_ascii=True), flush=True)


if __name__ == "__main__":
    main()
