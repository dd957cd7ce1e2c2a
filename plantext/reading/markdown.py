"""Markdown files, read by way of HTML."""

from __future__ import annotations

from dataclasses import replace

from plantext.reading.html import read_html
from plantext.reading.pieces import Reading
from plantext.records import Note

MAX_NESTING = 100
"""Levels of Markdown; a list and its item are two."""


def read_markdown(text: str) -> Reading:
    r"""Read Markdown (CommonMark with tables), without its front matter.

    Examples
    --------
    >>> [(piece.kind, piece.text) for piece in read_markdown("# 総論\n\n本文。").pieces]
    [('heading', '総論'), ('paragraph', '本文。')]
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING}).enable("table")
    tokens = parser.parse(text)
    reading = read_html(parser.renderer.render(tokens, parser.options, {}))
    if max((token.level for token in tokens), default=0) < MAX_NESTING - 1:
        return reading
    message = f"Lists or quotations nested more than {MAX_NESTING // 2} deep: what stands deeper was not read."
    return replace(reading, notes=(*reading.notes, Note("unread", message)))
