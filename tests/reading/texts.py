"""Short texts, read as files."""

from __future__ import annotations

from plantext.reading import read_bytes
from plantext.records import Document

LONG_LINE = "この行は一つの段落であり、途中で改行されることなく最後まで続いている。" * 3


def read(text: str, name: str = "text.txt") -> Document:
    """Read a text as the content of a file."""
    return read_bytes(text.encode(), name, doc_id="text")


def shape(document: Document) -> list[tuple[str, str, str]]:
    """Kind, section and text of each block."""
    return [(block.kind, block.section, document.text[block.start : block.end]) for block in document.blocks]
