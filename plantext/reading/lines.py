"""What one line or paragraph is: heading, bullet, note, caption or plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plantext.reading.marks import CAPTION, NOTE, Mark, find_bullet, find_mark
from plantext.reading.pieces import MEASURE_RANK, Piece
from plantext.reading.policy_measures import find_policy_line

_URL = re.compile(r"[0-9]{0,3}[\s\u3000]?(?:URL[:：])?https?:/")
# What opens a heading that may be glued to the line before it.
_GLUED = re.compile(
    r"""
    第[0-9０-９]{1,2}[部章節][\u3000\s]                 # 第1節 甲
    | [（(][0-9０-９]{1,2}[）)]                           # （1）甲
    | [0-9０-９]{1,2}\u3000                              # 1　甲
    | コラム(?:COLUMN)?[\s\u3000]?[0-9]{0,2}\u3000      # コラム 1　甲
    """,
    re.VERBOSE,
)
# A number that goes on with the characters before it: 図表1-2, 3.14.
_NUMBER_BEFORE = re.compile(r"(?:図表|表|図|データ|[0-9０-９][-－‐.．])[0-9０-９]*$|^[0-9０-９]*$")
# What a reference to literature holds and a heading does not.
_CITATION = re.compile(r"[（(]\d{4}(?:年|[）)])|p{1,2}\.|「[^」]{0,60}」[（(]|https?:|以下同様|参照")
# The end of a sentence where ． stands for 。.
_FULL_STOP = re.compile(r"[\u3041-\u309f][．.](?:[^0-9０-９]|$)")
QUOTED = re.compile(r"「[^「」]{0,80}」")
"""What is quoted: a sentence in it ends no line. One in brackets, （以下「計画」という。）, is of a text."""
# Characters; a longer line is a sentence without its stop.
_TITLE_LENGTH = 60


def is_title(text: str) -> bool:
    """Tell whether the text behind a numbering reads as a title rather than as a sentence.

    Examples
    --------
    >>> is_title("国際戦略の推進"), is_title("国際戦略を推進する。")
    (True, False)
    """
    text = text.strip()
    return (
        bool(text)
        and len(text) <= _TITLE_LENGTH
        and "。" not in QUOTED.sub("", text).rstrip("。")[:-1]
        and text[-1] not in "。、，,：:"
        and not _FULL_STOP.search(text)
    )


def opens_apart(text: str) -> bool:
    """Tell whether a line opens as a bullet, a note or a caption.

    Examples
    --------
    >>> opens_apart("・項目"), opens_apart("（注）略"), opens_apart("本文である。")
    (True, True, False)
    """
    return bool(find_bullet(text) or NOTE.match(text) or CAPTION.match(text))


class LineClassifier:
    """Tell headings, notes, captions and bullets apart, line after line in reading order.

    A bare number is a heading where it continues the open headings, a footnote where it continues the
    notes; so the classifier remembers both, and the kind of the last line.

    Examples
    --------
    >>> classifier = LineClassifier()
    >>> [classifier.classify(line).kind for line in ("１．現状", "・項目", "本文である。")]
    ['heading', 'bullet', 'paragraph']
    """

    def __init__(self) -> None:
        self._open: dict[int, int] = {}
        self._note = 0
        self._kind = ""

    def classify(self, line: str) -> Piece:
        """Classify one paragraph."""
        text = line.strip()
        piece = _template_piece(text) or self._numbered_piece(text)
        if piece is None:
            bullet = find_bullet(text)
            # An address alone goes on with the note before it.
            note = not bullet and self._kind == "footnote" and _URL.match(text)
            piece = Piece("bullet" if bullet else "footnote" if note else "paragraph", text, mark=bullet)
        self._kind = piece.kind
        return piece

    def split_glued(self, line: str) -> Iterator[Piece]:
        """Classify a line that may end in a heading, glued to it where two files were joined."""
        at = self._glued_at(line)
        for part in (line[:at], line[at:]):
            if part.strip():
                yield self.classify(part)

    def _expects(self, mark: Mark) -> bool:
        return mark.value == self._open.get(mark.rank, 0) + 1

    def _numbered_piece(self, text: str) -> Piece | None:
        """A heading, a numbered item, or a note that opens with its number."""
        mark = find_mark(text)
        if mark is None:
            return None
        rest = text[mark.end :].strip()
        if mark.bare and not mark.text.startswith("@") and self._is_note(mark, rest):
            # A note or two may be missing where the text was extracted from a PDF.
            if 0 < mark.value - self._note <= 3 or self._kind == "footnote" or mark.value == 1:
                self._note = mark.value
                return Piece("footnote", text, mark=mark.label)
            return Piece("paragraph", text)
        # 一 and （一） number items of laws and definitions as often as sections, whose titles are short.
        title = is_title(rest) and not (mark.short and len(rest) > 20)
        if title or (not rest and mark.rank <= 30):
            self._open = {rank: value for rank, value in self._open.items() if rank < mark.rank}
            self._open[mark.rank] = mark.value
            if mark.rank <= 20:  # footnotes are numbered anew in each chapter
                self._note = 0
            return Piece("heading", text, mark=mark.text, label=mark.label, rank=mark.rank)
        return Piece("bullet" if mark.rank >= 50 else "paragraph", text, mark=mark.text)

    def _is_note(self, mark: Mark, rest: str) -> bool:
        """Whether a line that opens with a bare number is a footnote, not a heading."""
        if rest.endswith("。") or not is_title(rest) or _CITATION.search(rest):
            return True
        # The number continues the headings, and the line is as short as one.
        if self._expects(mark) and len(rest) <= 40:
            return False
        return mark.value == self._note + 1

    def _glued_at(self, line: str) -> int:
        """Where a glued heading begins; the line's length without one."""
        # A title is short: only the end of the line can hold one.
        for match in reversed(list(_GLUED.finditer(line, max(1, len(line) - _TITLE_LENGTH - 12)))):
            before, token, rest = line[: match.start()], match.group(), line[match.end() :]
            if (
                not is_title(rest)
                or "\u3000" in rest.strip("\u3000")
                or _CITATION.search(rest)
                or before[-1] in "「『（(第、"
            ):
                continue
            if token[0] in "第コ" or before.endswith("。"):
                if token[0] == "第" or before[-1] == "。" or find_mark(before) or _URL.search(before):
                    return match.start()
            elif not _NUMBER_BEFORE.search(before[-8:]) or (_URL.search(before) and before[-1].isdigit()):
                at = self._numbered_title_at(line, match)
                if at:
                    return at
        return len(line)

    def _numbered_title_at(self, line: str, match: re.Match[str]) -> int:
        """Where a glued heading with the number that comes next begins; 0 for none."""
        before = line[: match.start()]
        apart = (
            _URL.match(before)
            or self._kind in ("footnote", "caption")
            or find_mark(before) is not None
            or opens_apart(before)
        )
        if not apart or "。" in before[-2:]:
            return 0
        # The first digits of 12　may end the line before: a note's address, say.
        latest = match.end() - 2 if match.group()[-1] == "\u3000" else match.start()
        for start in range(latest, match.start() - 1, -1):
            mark = find_mark(line[start:])
            if mark and mark.rank in self._open and self._expects(mark):
                return start
        return 0


def _template_piece(text: str) -> Piece | None:
    """A line of a measure's template, a note or a caption."""
    policy = find_policy_line(text)
    if policy is not None and policy.kind == "measure":
        return Piece("heading", text, mark=policy.mark, label=policy.number, rank=MEASURE_RANK)
    if policy is not None:
        return Piece(policy.kind, text, mark=policy.mark)
    if NOTE.match(text):
        return Piece("footnote", text)
    if CAPTION.match(text) and not text.endswith("。"):
        return Piece("caption", text)
    return None
