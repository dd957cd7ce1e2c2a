"""Markdown files, read by way of HTML."""

from __future__ import annotations

from dataclasses import replace

from plantext.reading.html import read_html
from plantext.reading.pieces import Reading
from plantext.records import Note

MAX_NESTING = 100
"""Levels of Markdown; a list and its item are two."""


def read_markdown(text: str) -> Reading:
    """Read Markdown (CommonMark with tables).

    Parameters
    ----------
    text : str
        The decoded file, without its front matter.

    Returns
    -------
    Reading
        As from :func:`read_html`.
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING}).enable("table")
    tokens = parser.parse(text)
    reading = read_html(parser.renderer.render(tokens, parser.options, {}))
    if max((token.level for token in tokens), default=0) < MAX_NESTING - 1:
        return reading
    message = f"Lists or quotations nested more than {MAX_NESTING // 2} deep: what stands deeper was not read."
    return replace(reading, notes=(*reading.notes, Note("unread", message)))
