"""The blocks of an HTML page, collected while it is parsed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from plantext.reading.linebreaks import BREAK, split_at_breaks
from plantext.reading.lines import LineClassifier
from plantext.reading.marks import find_bullet, find_mark
from plantext.reading.pieces import Piece, bold_length
from plantext.reading.web.hidden import DELETED, SILENT, HiddenNames, is_hidden, leads_through
from plantext.reading.web.notes import OpenText

# What begins a block of its own.
_BLOCK_TAGS = (
    "p div section article main header aside blockquote pre ul ol li dl dt dd tr td th table caption "
    "figcaption figure h1 h2 h3 h4 h5 h6 body hr address form fieldset details"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
BLOCK_TAG = re.compile(f"<(?:{'|'.join(sorted(_BLOCKS | {'br'}))})(?=[\\s/>])", re.IGNORECASE)
"""What begins a block, or a line of one."""
HEADINGS = {f"h{n}": n for n in range(1, 7)}
"""Tags of headings, and their ranks."""
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
_BOLD = frozenset({"b", "strong"})
# Characters in bold at most that may set a label off.
_BOLD_LENGTH = 40
# Blocks that say nothing of what is in them.
_PLAIN = frozenset({"p", "div"})


class Collector:
    """Target of the parser; keeps no tree, so that deep or large files cost nothing.

    Parameters
    ----------
    keep_hidden : bool
        Whether text that a script may show is kept.
    """

    def __init__(self, *, keep_hidden: bool = False) -> None:
        self.keep_hidden = keep_hidden
        self.hidden_length = 0
        self.pieces: list[Piece] = []
        self.found: dict[str, str] = {}
        self.dropped: Counter[str] = Counter()
        self.examples: dict[str, str] = {}
        self.classifier = LineClassifier()
        self.headings = 0
        self._text = OpenText()
        self._silent: list[str] = []
        self._why = ""
        self._kinds: list[tuple[str, str]] = []
        self._rows = 0
        self._open_rows: list[int] = []
        self._title = False
        # Runs in bold of the open block, and how deep the tags around the last one are.
        self._bold: list[str] = []
        self._bold_depth = 0
        self._hidden = HiddenNames()
        self._css: list[str] = []

    @property
    def shown_length(self) -> int:
        """Characters of the pieces so far."""
        return sum(len(piece.text) for piece in self.pieces)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
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
            self._text.add_line(BREAK)
        elif tag == "sup":
            self._text.raise_text()
        elif tag in _BOLD:
            self._bold_depth += 1
            self._bold.append("")
        elif tag in _BLOCKS:
            self._begin_block(tag, attributes)
        if tag == "a" and attributes.get("href", "").startswith("#"):
            self._text.open_anchor(attributes["href"][1:])
        name = attributes.get("id") or attributes.get("name") or ""
        self._text.open_note(name, len(self._kinds), block=tag in _BLOCKS)

    def _begin_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._flush()
        if tag == "tr":
            self._open_rows.append(self._rows)
            self._rows += 1
        if tag not in _VOID:
            level = attributes.get("aria-level", "2")
            heading = attributes.get("role", "") == "heading" and level in "123456"
            self._kinds.append((tag, f"h{level}" if heading else tag))

    def _begins_silence(self, tag: str, attributes: Mapping[str, str]) -> bool:
        if tag in SILENT:
            self._why = tag
        elif tag in DELETED:
            self._why = "deleted"
        elif tag in _WHOLE_PAGE or tag in _VOID or (not attributes and tag != "dialog"):
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

    def end(self, tag: str) -> None:
        """End an element."""
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
            self._text.lower_text()
        elif tag == "a":
            self._text.close_anchor()
        elif tag in _BOLD:
            self._bold_depth = max(self._bold_depth - 1, 0)
        elif tag in _BLOCKS:
            self._end_block(tag)

    def _end_block(self, tag: str) -> None:
        self._flush()
        # A closing tag without its opening one is ignored; only the innermost levels are searched, so that
        # hostile nesting stays linear.
        if any(open_ == tag for open_, _ in self._kinds[-50:]):
            while self._kinds:
                closed, _ = self._kinds.pop()
                if closed == "tr":
                    self._open_rows.pop()
                if closed == tag:
                    break
        if self._text.note is not None and len(self._kinds) < self._text.note[1]:
            self._text.note = None

    def data(self, text: str) -> None:
        """Take text."""
        if self._silent:
            if self._silent[-1] == "style" and self._why == "style":
                self._css.append(text)
            elif text.strip():
                self.hidden_length += len(text.strip()) if self._why == "hidden" else 0
                self.examples.setdefault(self._why, " ".join(text[:200].split())[:60])
        elif self._title:
            self.found["title"] = (self.found.get("title", "") + text)[:500]
        elif any(tag == "pre" for tag, _ in self._kinds[-5:]):
            self._text.add_line(text.replace("\r\n", BREAK).replace("\n", BREAK))
        else:
            self._text.add(text)
            if self._bold_depth and self._bold and len(self._bold[-1]) <= _BOLD_LENGTH:
                self._bold[-1] += text

    def comment(self, text: str) -> None:
        """Ignore comments; the parser asks for this method."""

    def close(self) -> None:
        """End the page."""
        self._flush()

    def _meta(self, attributes: Mapping[str, str]) -> None:
        name = (attributes.get("name") or attributes.get("property") or "").lower()
        content = attributes.get("content", "")
        key = _META.get(name)
        if key and content:
            self.found.setdefault(key, content[:200])

    def _flush(self) -> None:
        raw, marks = self._text.take()
        bold, self._bold = [" ".join(run.split(" ")).strip() for run in self._bold], [""] * bool(self._bold_depth)
        if not raw.strip(f"{BREAK} \t\r\n\u3000"):
            return
        kind = self._kind()
        for line in split_at_breaks(raw, marks, whole=kind in HEADINGS or kind in ("caption", "figcaption")):
            piece = self._piece(kind, line.text)
            if line.places:
                piece = replace(piece, marks=line.places)
            self.pieces.append(replace(piece, bold=bold_length(piece.text, bold)) if bold else piece)

    def _kind(self) -> str:
        """The innermost block that says what its text is."""
        kinds = [kind for _, kind in self._kinds[-4:]]
        while len(kinds) > 1 and kinds[-1] in _PLAIN and kinds[-2] in {*_PLAIN, "li"}:
            kinds.pop()
        return kinds[-1] if kinds else "p"

    def _piece(self, kind: str, text: str) -> Piece:
        if self._text.note is not None:
            # Only the first piece of a note is tied to its mark.
            mark, blocks = self._text.note
            self._text.note = ("", blocks) if blocks and self._kinds else None
            return Piece("footnote", text, mark=mark)
        if kind in HEADINGS:
            self.headings += 1
            found = find_mark(text)
            label = found.label if found is not None else text[:40]
            return Piece("heading", text, mark=found.text if found else "", label=label, rank=HEADINGS[kind])
        if kind in ("td", "th"):
            return Piece("table", text, row=self._open_rows[-1] if self._open_rows else -1)
        if kind in ("caption", "figcaption"):
            return Piece("caption", text)
        if kind == "li":
            return Piece("bullet", text, mark=find_bullet(text))
        return self.classifier.classify(text)
