"""HTML files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from plantext.reading.hidden import DELETED, SILENT, HiddenNames, is_hidden, leads_through
from plantext.reading.linebreaks import BREAK, split_at_breaks
from plantext.reading.lines import LineClassifier
from plantext.reading.marks import RAISED_MARK, find_bullet, find_mark
from plantext.reading.pieces import MEASURE_RANK, Piece, Reading
from plantext.records import Note

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
_WHOLE_PAGE = frozenset({"html", "body", "head", "title"})
_META = {
    "date": "date",
    "dc.date": "date",
    "dcterms.issued": "date",
    "article:published_time": "date",
    "og:site_name": "publisher",
    "dc.publisher": "publisher",
}
_CHARSET = re.compile(rb"charset\s{0,4}=\s{0,4}[\"']?([A-Za-z0-9_\-]{2,20})", re.IGNORECASE)
# Hidden characters that are more than a script's messages.
_MUCH = 300
_SPACE = re.compile(r"[ \t\r\n\f]+")


def _fold_space(match: re.Match[str]) -> str:
    # A line feed of the source joins as a line of print does: with a space between Latin words only.
    return "\n" if "\n" in match.group() else " "


# Marks of notes that need not be raised: [1], （注1）, ※1, *1.
_BRACKETED = re.compile(r"[\[（(〔]注?[0-9]{1,4}[\]）)〕]|[※*＊][0-9]{1,4}|注[0-9]{1,4}")
# What a raised 2 or 3 is a power of.
_UNIT = re.compile(r"(?:^|[^A-Za-z])[kcm]?m$")
_BACK = frozenset({"↩", "↩︎", "↑", "^", "▲", "戻る", "[戻る]", "[↑]", "本文へ戻る"})
_MARK_SIGNS = "[]（）()〔〕※*＊注"
# Blocks that say nothing of what is in them.
_PLAIN = frozenset({"p", "div"})


@dataclass(slots=True)
class _Anchor:
    """A link within the page that is open, and where its text begins."""

    target: str
    part: int


class _Collector:
    """Target of the parser; keeps no tree, so that deep or large files cost nothing."""

    def __init__(self, *, keep_hidden: bool = False) -> None:
        self.keep_hidden = keep_hidden
        self.hidden_length = 0
        self.pieces: list[Piece] = []
        self.found: dict[str, str] = {}
        self.dropped: Counter[str] = Counter()
        self.examples: dict[str, str] = {}
        self.classifier = LineClassifier()
        self.headings = 0
        self._text: list[str] = []
        self._length = 0
        self._marks: list[tuple[int, str]] = []
        self._silent: list[str] = []
        self._why = ""
        self._kinds: list[tuple[str, str]] = []
        self._title = False
        self._mark: list[str] | None = None
        self._anchor: _Anchor | None = None
        self._targets: dict[str, str] = {}
        # The note that is open: its mark, and how many blocks are around it.
        self._note: tuple[str, int] | None = None
        self._hidden = HiddenNames()
        self._css: list[str] = []

    @property
    def shown_length(self) -> int:
        """Characters of the pieces so far."""
        return sum(len(piece.text) for piece in self.pieces)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        tag = tag.lower()
        if tag == "meta":
            self._meta(attributes)
        elif tag == "link" and attributes.get("rel") == "canonical" and attributes.get("href"):
            self.found.setdefault("source", attributes["href"])
        if self._silent:
            if tag == self._silent[-1] and tag not in _VOID:
                self._silent.append(tag)
            return
        if self._begins_silence(tag, attributes):
            return
        if tag == "title":
            self._title = True
        elif tag == "br":
            self._add(BREAK)
        elif tag == "sup":
            self._close_mark()
            self._mark = []
        elif tag in _BLOCKS:
            self._flush()
            if tag not in _VOID:
                level = attributes.get("aria-level", "2")
                heading = attributes.get("role", "") == "heading" and level in "123456"
                self._kinds.append((tag, f"h{level}" if heading else tag))
        if tag == "a" and attributes.get("href", "").startswith("#"):
            self._anchor = _Anchor(attributes["href"][1:], len(self._text))
        self._begin_note(tag, attributes)

    def _begins_silence(self, tag: str, attributes: Mapping[str, str]) -> bool:
        if tag in SILENT:
            self._why = tag
        elif tag in DELETED:
            self._why = "deleted"
        elif tag in _WHOLE_PAGE or tag in _VOID:
            return False
        elif leads_through(attributes):
            self._why = "interface"
        elif not self.keep_hidden and (is_hidden(tag, attributes) or self._hidden.hide(tag, attributes)):
            self._why = "hidden"
        else:
            return False
        if tag in _BLOCKS:
            self._flush()
        self._silent.append(tag)
        self.dropped[self._why] += 1
        return True

    def _begin_note(self, tag: str, attributes: Mapping[str, str]) -> None:
        mark = self._targets.get(attributes.get("id") or attributes.get("name") or "")
        # The target may be an anchor at the beginning of the note.
        if mark and (tag in _BLOCKS or not "".join(self._text).strip()):
            self._note = (mark, len(self._kinds))

    def end(self, tag: str) -> None:
        tag = tag.lower()
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
            if not self._silent and tag == "style":
                self._hidden.add("".join(self._css))
                self._css = []
            return
        if tag == "title":
            self._title = False
        elif tag == "sup":
            self._close_mark()
        elif tag == "a":
            self._close_anchor()
        elif tag in _BLOCKS:
            self._flush()
            # A closing tag without its opening one is ignored; only the innermost levels are searched, so that
            # hostile nesting stays linear.
            if any(open_ == tag for open_, _ in self._kinds[-50:]):
                while self._kinds and self._kinds.pop()[0] != tag:
                    pass
            if self._note is not None and len(self._kinds) < self._note[1]:
                self._note = None

    def data(self, text: str) -> None:
        if self._silent:
            if self._silent[-1] == "style" and self._why == "style":
                self._css.append(text)
            elif text.strip():
                self.hidden_length += len(text.strip()) if self._why == "hidden" else 0
                self.examples.setdefault(self._why, " ".join(text[:200].split())[:60])
        elif self._title:
            self.found["title"] = (self.found.get("title", "") + text)[:500]
        elif self._mark is not None:
            self._mark.append(text)
        elif any(tag == "pre" for tag, _ in self._kinds[-5:]):
            self._add(text.replace("\r\n", BREAK).replace("\n", BREAK))
        else:
            self._add(_SPACE.sub(_fold_space, text))

    def _add(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)

    def comment(self, text: str) -> None:
        """Ignore comments; the parser asks for this method."""

    def close(self) -> None:
        self._flush()

    def _meta(self, attributes: Mapping[str, str]) -> None:
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
        before = "".join(self._text[-3:])[-4:]
        if RAISED_MARK.fullmatch(mark) and not (mark in ("2", "3") and _UNIT.search(before)):
            self._take_mark(mark)
        else:
            self._add(_SPACE.sub(_fold_space, mark))

    def _close_anchor(self) -> None:
        """End a link within the page: it may be a note's mark, or lead back to one."""
        anchor, self._anchor = self._anchor, None
        if anchor is None:
            return
        if self._mark is not None:
            # Raised: the mark is taken where the raising ends.
            mark = "".join(self._mark).strip()
            if RAISED_MARK.fullmatch(mark):
                self._targets.setdefault(anchor.target, mark.strip(_MARK_SIGNS))
            return
        text = "".join(self._text[anchor.part :]).strip()
        if len(text) > 10 or not (text in _BACK or _BRACKETED.fullmatch(text)):
            return
        self._length -= sum(map(len, self._text[anchor.part :]))
        del self._text[anchor.part :]
        self._marks = [(min(offset, self._length), mark) for offset, mark in self._marks]
        if text not in _BACK:
            self._targets.setdefault(anchor.target, text.strip(_MARK_SIGNS))
            self._take_mark(text)

    def _take_mark(self, mark: str) -> None:
        """Take a mark out of the text; the offset is where its footnote will be tied."""
        number = mark.strip(_MARK_SIGNS)
        if self._note is not None and self._note[0] == number and not "".join(self._text).strip():
            return  # the note's own number
        self._marks.append((self._length, number))

    def _flush(self) -> None:
        self._close_mark()
        self._anchor = None
        raw = "".join(self._text)
        marks, self._text, self._marks, self._length = self._marks, [], [], 0
        if not raw.strip(f"{BREAK} \t\r\n\u3000"):
            return
        kind = self._kind()
        for line in split_at_breaks(raw, marks, whole=kind in _HEADINGS or kind in ("caption", "figcaption")):
            self.pieces.append(replace(self._piece(kind, line.text), marks=line.places))

    def _kind(self) -> str:
        """The innermost block that says what its text is."""
        kinds = [kind for _, kind in self._kinds[-4:]]
        while len(kinds) > 1 and kinds[-1] in _PLAIN and kinds[-2] in {*_PLAIN, "li"}:
            kinds.pop()
        return kinds[-1] if kinds else "p"

    def _piece(self, kind: str, text: str) -> Piece:
        if self._note is not None:
            # Only the first piece of a note is tied to its mark.
            mark, blocks = self._note
            self._note = ("", blocks) if blocks and self._kinds else None
            return Piece("footnote", text, mark=mark)
        if kind in _HEADINGS:
            self.headings += 1
            mark_found = find_mark(text)
            label = mark_found.label if mark_found is not None else text[:40]
            return Piece("heading", text, mark=mark_found.text if mark_found else "", label=label, rank=_HEADINGS[kind])
        if kind in ("td", "th"):
            return Piece("table", text)
        if kind in ("caption", "figcaption"):
            return Piece("caption", text)
        if kind == "li":
            return Piece("bullet", text, mark=find_bullet(text))
        return self.classifier.classify(text)


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
    body = _open_cdata(text.replace("\0", ""))
    collector = _collect(body, keep_hidden=False)
    uncertain = []
    if collector.hidden_length > max(_MUCH, collector.shown_length):
        # A page that shows its parts one at a time, by a script.
        message = (
            f"Most of the page is hidden until a script shows it: {collector.hidden_length:,} characters were kept."
        )
        uncertain = [Note("uncertain", message, 0, collector.examples.get("hidden", ""), 0.5)]
        collector = _collect(body, keep_hidden=True)
    pieces = collector.pieces
    if collector.headings:
        pieces = [_unless_marked_up(piece) for piece in pieces]
    found = {key: " ".join(value.split()) for key, value in collector.found.items() if value.strip()}
    return Reading(tuple(pieces), (*uncertain, *_notes(collector)), 1, found)


def _collect(body: str, *, keep_hidden: bool) -> _Collector:
    from lxml import etree

    collector = _Collector(keep_hidden=keep_hidden)
    parser = etree.HTMLParser(target=collector, huge_tree=False, recover=True)
    for start in range(0, len(body), 1 << 16):
        parser.feed(body[start : start + (1 << 16)])
    if body:  # the parser refuses to close where nothing came
        parser.close()
    return collector


def _unless_marked_up(piece: Piece) -> Piece:
    """Where headings are marked up, a numbered paragraph is none."""
    if piece.kind == "heading" and len(_HEADINGS) < piece.rank < MEASURE_RANK:
        return replace(piece, kind="bullet", label="", rank=0)
    return piece


def _notes(collector: _Collector) -> Iterator[Note]:
    for why, count in sorted(collector.dropped.items()):
        example = collector.examples.get(why, "")
        if why == "rt":
            yield Note("dropped", f"Ruby above {count} words.")
        elif why == "hidden":
            yield Note("dropped", f"Text that the page does not show, {count} times.", 0, example, 0.95)
        elif why == "interface":
            yield Note("dropped", f"Text that leads through the page, {count} times.", 0, example, 0.9)
        elif why == "deleted":
            yield Note("dropped", f"Text crossed out, {count} times.", 0, example, 0.8)
        elif why not in ("rp", "rtc"):
            yield Note("dropped", f"<{why}> left out, {count} times.")


def _open_cdata(text: str) -> str:
    """Make the character data of XHTML plain text, which an HTML parser would take for a comment."""
    first, *rest = text.split("<![CDATA[")
    parts = [first]
    for part in rest:
        data, end, after = part.partition("]]>")
        parts += (data.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"), after) if end else (part,)
    return "".join(parts)
