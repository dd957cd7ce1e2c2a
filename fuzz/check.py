"""Reads every hostile file in this one process, within limits, and prints one line of JSON for each.

``python -m fuzz.check [NAME ...]`` reads those whose name holds one of the words.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from fuzz.seeds import Seed, seeds
from fuzz.targets import PropertyError, check_document
from plantext.errors import Message, PlantextError
from plantext.reading import Unread, read_bytes, read_zip

MEMORY = 6_000_000_000
"""Bytes of address space for all of it; on systems that can bound it."""


def _limit() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _outcome(seed: Seed, data: bytes) -> tuple[str, str, list[str]]:
    """What became of a file, the text or the refusal, and what its notes and refusals were made of."""
    try:
        if not seed.name.endswith(".zip"):
            document = read_bytes(data, seed.name, doc_id="seed")
            check_document(document)
            return "read", document.text, _templates(note.message for note in document.report)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / seed.name
            path.write_bytes(data)
            items = list(read_zip(path))
        told = "\n".join(item.reason if isinstance(item, Unread) else item.text for item in items)
        unread = [item.reason for item in items if isinstance(item, Unread)]
        return "refused" if len(unread) == len(items) else "read", told, _templates(unread)
    except PlantextError as error:
        named = "refused" if seed.name in str(error) else "refused without the file's name"
        return named, str(error), _templates([error.message])
    except PropertyError as error:
        return "untrue", str(error), []
    except Exception as error:
        return "fell over", f"{type(error).__name__}: {error}", []


def _templates(messages: Iterable[str]) -> list[str]:
    """The templates of messages and of the messages in them, each once; those of lists apart."""
    return sorted(
        {it for message in messages for it in _inside(message) if not re.fullmatch(r"(?:\{part\d+\}\W*)*", it)}
    )


def _inside(message: str) -> Iterator[str]:
    yield message.template if isinstance(message, Message) else message
    for value in message.values.values() if isinstance(message, Message) else ():
        if isinstance(value, Message):
            yield from _inside(value)


def main() -> None:
    """Read them."""
    _limit()
    for seed in seeds():
        if sys.argv[1:] and not any(word in seed.name for word in sys.argv[1:]):
            continue
        data = seed.make()
        began = time.process_time()
        what, told, templates = _outcome(seed, data)
        line = {
            "name": seed.name,
            "what": what,
            "as_expected": what in ("read", "refused") and seed.expected in (what, "either"),
            "says": seed.says in told,
            "seconds": round(time.process_time() - began, 2),
            "told": told[:300],
            "templates": templates,
        }
        print(json.dumps(line, ensure_ascii=True), flush=True)


if __name__ == "__main__":
    main()
