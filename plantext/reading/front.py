"""The lines at the head of a document, where it says what it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from plantext.errors import Message
from plantext.reading.pieces import Piece
from plantext.records import Note
from plantext.text import DASHES

# Lines and pages looked at: covers, agendas and tables of revisions stand there.
_LINES = 150
_PAGES = 3
# Characters of a line; a longer one is a paragraph, of which the beginning is enough.
_LONGEST = 300
# Lines of a page that is a cover and nothing else.
_COVER = 12
_LINK = re.compile(r"\[([^\]\[]{1,200})\]\([^()\s]{1,500}\)")
_MARKUP = re.compile(r"^[#>*:+=!\s\-■□◆◇●◎○◯▼]{1,12}")
_HIRAGANA = re.compile("[ぁ-ん]")
_NUMBERED = re.compile(
    r"(?:第[0-9一二三四五六七八九十]{1,3}[部章節編条]|[0-9]{1,2}[.．、\s]|はじめに|まえがき|序文|要旨)"
)
_PARTS = re.compile(r"\s?[|｜]\s?|\s[-–—:：]\s")
_LEADER = re.compile(r"[.．・…‥･―—\-]{4}")


@dataclass(frozen=True, slots=True)
class FrontLine:
    """A line of a document's head.

    Parameters
    ----------
    text : str
        As printed, without markup and outer space.
    plain : str
        In the forms of NFKC, without any space.
    rank : int
        Of a heading (1 for the outermost); 0 for other lines.
    gap : bool
        Whether a blank line stands before it.
    """

    text: str
    plain: str
    page: int = 1
    rank: int = 0
    gap: bool = False

    @property
    def is_prose(self) -> bool:
        """Whether the line reads as part of a sentence, not as a title, a name or an entry."""
        if "。" in self.plain:
            return True
        return len(self.plain) >= 30 and 2 * len(_HIRAGANA.findall(self.plain)) >= len(self.plain)

    @property
    def is_contents(self) -> bool:
        """Whether the line is the heading or an entry of a table of contents."""
        return self.plain.strip("()[]【】-") == "目次" or bool(_LEADER.search(self.plain))


@dataclass(frozen=True, slots=True)
class Witness:
    """What a document says of itself, and where.

    Parameters
    ----------
    how : str
        What the value was taken from, as the end of a sentence.
    page : int
        0 where it stands on no page.
    """

    value: str
    how: str
    confidence: float
    page: int = 0
    text: str = ""

    def note(self, what: str) -> Note:
        """Return the line of the report."""
        check = "" if self.confidence >= 0.8 else Message("; check it")
        return Note(
            "metadata",
            Message("{what} {value}, {how}{check}.", what=what, value=self.value, how=self.how, check=check),
            self.page,
            self.text[:60],
            self.confidence,
        )


@dataclass(frozen=True, slots=True)
class Front:
    """The head of a document.

    Parameters
    ----------
    cover : int
        Lines before the contents, the first chapter or the first sentences.
    """

    lines: tuple[FrontLine, ...]
    cover: int


def plain(text: str) -> str:
    """Fold a text to the forms of NFKC, without space.

    Examples
    --------
    >>> plain("閣　議　決　定 ２")
    '閣議決定2'
    """
    return "".join(unicodedata.normalize("NFKC", text).translate(DASHES).split())


def spaced(text: str) -> str:
    """Fold a text to the forms of NFKC, with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def title_parts(title: str) -> list[str]:
    """Split the title of a page from the name of its site.

    Examples
    --------
    >>> title_parts("基本計画 | 甲市")
    ['基本計画', '甲市']
    """
    return [part.strip() for part in _PARTS.split(title) if part.strip()]


def close_up(text: str) -> str:
    """Join characters that are spaced out to fill a line.

    Examples
    --------
    >>> close_up("基 本 計 画"), close_up("計画  2030 年版")
    ('基本計画', '計画 2030 年版')
    """
    words = text.split()
    alone = sum(len(word) == 1 for word in words)
    return "".join(words) if len(words) > 2 and 4 * alone >= 3 * len(words) else " ".join(words)


def front_of_text(text: str) -> Front:
    """Take the head of a text or Markdown file, line by line as typed."""
    lines: list[FrontLine] = []
    page, gap = 1, True
    for raw in text[:65536].replace("\f", "\n\f").splitlines():
        page += raw.count("\f")
        line = raw.strip().strip("\ufeff")
        if not line:
            gap = True
            continue
        if page > _PAGES or len(lines) >= _LINES:
            break
        marks = len(line) - len(line.lstrip("#"))
        line = _MARKUP.sub("", _LINK.sub(r"\1", line)).replace("**", "").strip()
        if line.startswith("|"):
            line = "\u3000".join(cell.strip() for cell in line.strip("|").split("|"))
        # Wiki pages comment a line out with two slashes.
        line = line[:_LONGEST]
        if line and not line.startswith("//"):
            lines.append(FrontLine(line, plain(line), page, marks, gap))
            gap = False
    return front_of_lines(lines)


def front_of_pieces(pieces: Sequence[Piece]) -> Front:
    """Take the head of a document that was read into blocks."""
    lines = [
        FrontLine(
            piece.text[:_LONGEST].strip(),
            plain(piece.text[:_LONGEST]),
            piece.page_at(0),
            piece.rank if piece.kind == "heading" and piece.rank < 10 else 0,
            gap=False,
        )
        for piece in pieces[:_LINES]
        if piece.kind not in ("caption", "footnote") or len(piece.text) < 20
    ]
    return front_of_lines([line for line in lines if line.plain and line.page <= _PAGES])


def front_of_lines(lines: list[FrontLine]) -> Front:
    """Find where the cover ends: with its page, at the contents, the first chapter or the first sentences."""
    for at, line in enumerate(lines):
        following = lines[at + 1].is_prose if at + 1 < len(lines) else False
        begins = line.is_prose and (len(line.plain) >= 40 or following)
        turned = line.page > 1 and 0 < at <= _COVER and lines[at - 1].page == 1
        if turned or begins or line.is_contents or (at and _NUMBERED.match(spaced(line.text))):
            return Front(tuple(lines), at)
    return Front(tuple(lines), len(lines))
