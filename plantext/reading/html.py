"""HTML files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from plantext.reading.lines import LineClassifier
from plantext.reading.marks import RAISED_MARK, find_bullet, find_mark
from plantext.reading.pieces import MEASURE_RANK, Piece, Reading, join_lines
from plantext.records import Note

# What browsers do not show as text, what leads through the site, and ruby.
_SILENT_TAGS = "script style noscript template svg math iframe object canvas select textarea nav footer rt rp button"
_SILENT = frozenset(_SILENT_TAGS.split())
# What begins a block of its own.
_BLOCK_TAGS = (
    "p div section article main header aside blockquote pre ul ol li dl dt dd tr td th table caption "
    "figcaption figure h1 h2 h3 h4 h5 h6 body hr address form fieldset details"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
# Tags without a closing one.
_VOID_TAGS = "br hr img meta link input wbr col area base embed source track"
_VOID = frozenset(_VOID_TAGS.split())
_META = {
    "date": "date",
    "dc.date": "date",
    "dcterms.issued": "date",
    "article:published_time": "date",
    "og:site_name": "publisher",
    "dc.publisher": "publisher",
}
_CHARSET = re.compile(rb"charset\s{0,4}=\s{0,4}[\"']?([A-Za-z0-9_\-]{2,20})", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")


def _fold_space(match: re.Match[str]) -> str:
    # A line feed of the source joins as a line of print does: with a space between Latin words only.
    return "\n" if "\n" in match.group() else " "


def _joined_offsets(lines: list[str], starts: list[int], offsets: list[int], length: int) -> Iterator[int]:
    """Map ascending offsets of the lines to the joined text."""
    pairs = zip(lines, starts, strict=True)
    line, start = next(pairs)
    begin, indent = 0, len(line) - len(line.lstrip())
    for offset in offsets:
        while offset - begin > len(line):
            begin += len(line) + 1
            line, start = next(pairs)
            indent = len(line) - len(line.lstrip())
        yield min(start + max(offset - begin - indent, 0), length)


class _Collector:
    """Target of the parser; keeps no tree, so that deep or large files cost nothing."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.found: dict[str, str] = {}
        self.dropped: Counter[str] = Counter()
        self.classifier = LineClassifier()
        self._text: list[str] = []
        self._length = 0
        self._marks: list[tuple[int, str]] = []
        self._silent: list[str] = []
        self._kinds: list[str] = []
        self._title = False
        self._mark: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.lower()
        if tag == "meta":
            self._meta(attributes)
        elif tag == "link" and attributes.get("rel") == "canonical" and attributes.get("href"):
            self.found.setdefault("source", attributes["href"])
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.append(tag)
            return
        if tag in _SILENT:
            self._silent.append(tag)
            self.dropped[tag] += 1
            return
        if tag == "title":
            self._title = True
        elif tag == "br":
            self._add("\n")
        elif tag == "sup":
            self._close_mark()
            self._mark = []
        elif tag in _BLOCKS:
            self._flush()
            if tag not in _VOID:
                self._kinds.append(tag)

    def end(self, tag: str) -> None:
        tag = tag.lower()
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
            return
        if tag == "title":
            self._title = False
        elif tag == "sup":
            self._close_mark()
        elif tag in _BLOCKS:
            self._flush()
            # A closing tag without its opening one is ignored; only the innermost levels are searched, so that
            # hostile nesting stays linear.
            if tag in self._kinds[-50:]:
                while self._kinds and self._kinds.pop() != tag:
                    pass

    def data(self, text: str) -> None:
        if self._silent:
            return
        if self._title:
            self.found["title"] = (self.found.get("title", "") + text)[:500]
        elif self._mark is not None:
            self._mark.append(text)
        else:
            self._add(_SPACE.sub(_fold_space, text))

    def _add(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)

    def comment(self, text: str) -> None:
        """Ignore comments; the parser asks for this method."""

    def close(self) -> None:
        self._flush()

    def _meta(self, attributes: dict[str, str]) -> None:
        name = (attributes.get("name") or attributes.get("property") or "").lower()
        content = attributes.get("content", "")
        key = _META.get(name)
        if key and content:
            self.found.setdefault(key, content[:200])

    def _close_mark(self) -> None:
        if self._mark is None:
            return
        mark = "".join(self._mark).strip()
        self._mark = None
        if RAISED_MARK.fullmatch(mark):
            # The mark leaves the text; the offset is where its footnote will be tied.
            self._marks.append((self._length, mark.strip("[]（）()※*注")))
        else:
            self._add(_SPACE.sub(_fold_space, mark))

    def _flush(self) -> None:
        self._close_mark()
        raw = "".join(self._text)
        marks, self._text, self._marks, self._length = self._marks, [], [], 0
        if not raw.strip():
            return
        lines = raw.split("\n")
        text, starts = join_lines(lines)
        kind = self._kinds[-1] if self._kinds else "p"
        offsets = _joined_offsets(lines, starts, [offset for offset, _ in marks], len(text))
        places = tuple(zip(offsets, (mark for _, mark in marks), strict=True))
        self.pieces.append(replace(self._piece(kind, text), marks=places))

    def _piece(self, kind: str, text: str) -> Piece:
        if kind in _HEADINGS:
            mark = find_mark(text)
            label = mark.label if mark is not None else text[:40]
            return Piece("heading", text, mark=mark.text if mark else "", label=label, rank=_HEADINGS[kind])
        if kind in ("td", "th"):
            return Piece("table", text)
        if kind in ("caption", "figcaption"):
            return Piece("caption", text)
        if kind == "li":
            return Piece("bullet", text, mark=find_bullet(text))
        piece = self.classifier.classify(text)
        # Where headings are marked up, a numbered paragraph is none.
        if piece.kind == "heading" and piece.rank < MEASURE_RANK:
            return Piece("bullet", text, mark=piece.mark)
        return piece


def declared_charset(data: bytes) -> str:
    """Find the encoding that an HTML file declares in its first bytes; empty without one.

    Examples
    --------
    >>> declared_charset(b'<meta charset="Shift_JIS">')
    'shift_jis'
    """
    match = _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii").lower() if match else ""


def read_html(text: str) -> Reading:
    """Read HTML: text without scripts, styles, navigation and ruby; headings as marked up.

    Examples
    --------
    >>> [(piece.kind, piece.text) for piece in read_html("<h1>総論</h1><p>本文。</p>").pieces]
    [('heading', '総論'), ('paragraph', '本文。')]
    """
    from lxml import etree

    collector = _Collector()
    parser = etree.HTMLParser(target=collector, huge_tree=False, recover=True)
    body = text.replace("\0", "")
    for start in range(0, len(body), 1 << 16):
        parser.feed(body[start : start + (1 << 16)])
    if body:  # the parser refuses to close where nothing came
        parser.close()
    notes = [
        Note("dropped", f"<{tag}> left out, {count} times.")
        for tag, count in sorted(collector.dropped.items())
        if tag not in ("rt", "rp")
    ]
    if collector.dropped["rt"]:
        notes.append(Note("dropped", f"Ruby above {collector.dropped['rt']} words."))
    found = {key: " ".join(value.split()) for key, value in collector.found.items() if value.strip()}
    return Reading(tuple(collector.pieces), tuple(notes), 1, found)
