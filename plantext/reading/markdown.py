"""Markdown files, read by way of HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from plantext.errors import Message
from plantext.reading.html import read_html
from plantext.reading.pieces import Reading
from plantext.records import Note

MAX_NESTING = 100
"""Levels of Markdown; a list and its item are two."""
SIGNS = "\n[*_`<>&\\|#-"
"""What the time of parsing grows with."""

# A footnote's text, its mark, and the fences of code, in which neither counts.
_NOTE = re.compile(r" {0,3}\[\^([^\]\s]{1,40})\]:[ \t]{0,4}")
_MARK = re.compile(r"\[\^([^\]\s]{1,40})\]")
_FENCE = re.compile(r" {0,3}(```|~~~)")
# What stands for a mark while the rest is parsed: characters that Markdown leaves alone.
_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
_TAKEN = re.compile(f"{_OPEN}([^{_CLOSE}\\s]{{1,40}}){_CLOSE}")


def take_footnotes(text: str) -> tuple[str, dict[str, str]]:
    r"""Take the footnotes out of a Markdown text; their marks stay as private characters.

    Examples
    --------
    >>> text, notes = take_footnotes("文[^a]。\n\n[^a]: 注。")
    >>> text.strip(), notes
    ('文\ue0f0a\ue0f1。', {'a': '注。'})
    """
    notes: dict[str, list[str]] = {}
    kept: list[str] = []
    fence = name = ""
    for line in text.splitlines():
        fenced = _FENCE.match(line)
        if fenced and fence in ("", fenced.group(1)):
            fence = "" if fence else fenced.group(1)
        note = None if fence or fenced else _NOTE.match(line)
        if note is not None:
            name = note.group(1)
            notes.setdefault(name, []).append(line[note.end() :])
            continue
        # A note goes on in indented lines.
        if name and (line.startswith(("    ", "\t")) or not line.strip()):
            notes[name].append(line.strip())
            if not line.strip():
                kept.append(line)
            continue
        name = ""
        kept.append(line)
    if not notes:
        return text, {}
    marked = _MARK.sub(
        lambda match: _OPEN + match.group(1) + _CLOSE if match.group(1) in notes else match.group(), "\n".join(kept)
    )
    return marked, {name: "\n".join(lines).strip() for name, lines in notes.items()}


def _with_footnotes(html: str, notes: Mapping[str, str]) -> str:
    """Put marks and notes into the page as HTML has them, numbered as their marks stand."""
    numbers: dict[str, int] = {}

    def mark(match: re.Match[str]) -> str:
        number = numbers.setdefault(match.group(1), len(numbers) + 1)
        return f'<sup><a href="#footnote-{number}">{number}</a></sup>'

    if not notes:
        return html
    body = _TAKEN.sub(mark, html)
    ordered = sorted(notes, key=lambda name: numbers.get(name, len(notes) + 1))
    return body + "".join(
        f'<p id="footnote-{numbers.get(name, 0)}">{notes[name]}</p>' for name in ordered if notes[name]
    )


def read_markdown(text: str) -> Reading:
    r"""Read Markdown (CommonMark with tables), without its front matter.

    Examples
    --------
    >>> [(piece.kind, piece.text) for piece in read_markdown("# 総論\n\n本文。").pieces]
    [('heading', '総論'), ('paragraph', '本文。')]
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING}).enable("table")
    text, notes = take_footnotes(text)
    tokens = parser.parse(text)
    html = parser.renderer.render(tokens, parser.options, {})
    reading = read_html(_with_footnotes(html, {name: parser.renderInline(note) for name, note in notes.items()}))
    if max((token.level for token in tokens), default=0) < MAX_NESTING - 1:
        return reading
    message = Message(
        "Lists or quotations nested more than {depth} deep: what stands deeper was not read.", depth=MAX_NESTING // 2
    )
    return replace(reading, notes=(*reading.notes, Note("unread", message)))
