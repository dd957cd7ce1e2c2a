"""HTML files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from plantext.errors import Message
from plantext.reading.pieces import MEASURE_RANK, Piece, Reading
from plantext.reading.web.collector import BLOCK_TAG, HEADINGS, Collector
from plantext.records import Note

_CHARSET = re.compile(rb"charset\s{0,4}=\s{0,4}[\"']?([A-Za-z0-9_\-]{2,20})", re.IGNORECASE)
# Hidden characters that are more than a script's messages.
_MUCH = 300


def declared_charset(data: bytes) -> str:
    """Find the encoding that an HTML file declares in its first bytes; empty without one.

    Examples
    --------
    >>> declared_charset(b'<meta charset="Shift_JIS">')
    'shift_jis'
    """
    match = _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii").lower() if match else ""


def count_blocks(text: str) -> int:
    """Count what begins a block or a line of it in HTML: what the time of reading grows with.

    Examples
    --------
    >>> count_blocks("<p>甲<br/>乙<table><tr><td>丙<b>丁</b>")
    5
    """
    return sum(1 for _ in BLOCK_TAG.finditer(text))


def read_html(text: str) -> Reading:
    """Read HTML: text without scripts, styles, navigation and ruby; headings as marked up.

    Examples
    --------
    >>> [(piece.kind, piece.text) for piece in read_html("<h1>総論</h1><p>本文。</p>").pieces]
    [('heading', '総論'), ('paragraph', '本文。')]
    """
    body = _open_cdata(text.replace("\0", ""))
    collector = _collect(body, keep_hidden=False)
    uncertain = []
    if collector.hidden_length > max(_MUCH, collector.shown_length):
        # A page that shows its parts one at a time, by a script.
        message = Message(
            "Most of the page is hidden until a script shows it: {n_characters:,} characters were kept.",
            n_characters=collector.hidden_length,
        )
        uncertain = [Note("uncertain", message, 0, collector.examples.get("hidden", ""), 0.5)]
        collector = _collect(body, keep_hidden=True)
    pieces = collector.pieces
    if collector.headings:
        pieces = [_unless_marked_up(piece) for piece in pieces]
    found = {key: " ".join(value.split()) for key, value in collector.found.items() if value.strip()}
    return Reading(tuple(pieces), (*uncertain, *_notes(collector)), 1, found)


def _collect(body: str, *, keep_hidden: bool) -> Collector:
    from lxml import etree

    collector = Collector(keep_hidden=keep_hidden)
    parser = etree.HTMLParser(target=collector, huge_tree=False, recover=True)
    for start in range(0, len(body), 1 << 16):
        parser.feed(body[start : start + (1 << 16)])
    if body:  # the parser refuses to close where nothing came
        parser.close()
    return collector


def _unless_marked_up(piece: Piece) -> Piece:
    """Where headings are marked up, a numbered paragraph is none."""
    if piece.kind == "heading" and len(HEADINGS) < piece.rank < MEASURE_RANK:
        return replace(piece, kind="bullet", label="", rank=0)
    return piece


def _notes(collector: Collector) -> Iterator[Note]:
    for why, count in sorted(collector.dropped.items()):
        example = collector.examples.get(why, "")
        if why == "rt":
            yield Note("dropped", Message("Ruby above {count} words.", count=count))
        elif why == "hidden":
            yield Note(
                "dropped", Message("Text that the page does not show, {count} times.", count=count), 0, example, 0.95
            )
        elif why == "interface":
            yield Note(
                "dropped", Message("Text that leads through the page, {count} times.", count=count), 0, example, 0.9
            )
        elif why == "deleted":
            yield Note("dropped", Message("Text crossed out, {count} times.", count=count), 0, example, 0.8)
        elif why not in ("rp", "rtc"):
            yield Note("dropped", Message("<{why}> left out, {count} times.", why=why, count=count))


def _open_cdata(text: str) -> str:
    """Make the character data of XHTML plain text, which an HTML parser would take for a comment."""
    first, *rest = text.split("<![CDATA[")
    parts = [first]
    for part in rest:
        data, end, after = part.partition("]]>")
        parts += (data.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"), after) if end else (part,)
    return "".join(parts)
