"""Laws, ordinances, rules and contracts: what heads an article, what is its text, what are its paragraphs and items."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plantext.errors import Message
from plantext.reading.front import plain
from plantext.reading.lines import is_title
from plantext.reading.marks import Mark, find_mark, fold_number
from plantext.reading.pieces import MEASURE_RANK, Piece, Reading
from plantext.records import Note

# Marks of a statute's own divisions, of its items, and of headings that end it.
_DIVISIONS = frozenset({"part", "chapter", "section", "subsection"})
_ITEMS = frozenset(
    {"kanji_number", "paren_kanji_number", "paren", "circled", "kana", "paren_kana", "roman", "alpha", "paren_alpha"}
)
_FOREIGN = frozenset({"plan", "plan_sub", "number", "decimal"})
_KINDS = frozenset({"paragraph", "bullet", "footnote", "heading"})
# What heads an article: （目的）; a bracket inside it holds the number of a law.
_CAPTION = re.compile(r"[（(](?:[^（）()「」。]|[（(][^（）()「」。]{1,30}[）)]){1,60}[）)]")
_GLUED = re.compile(rf"(?<=[^\s\u3000])[\s\u3000]*({_CAPTION.pattern})$")
# What heads a comment on an article: 【第１条　目的】.
_COMMENT = re.compile(
    r"[【〔［\[](第[^】〕］\]\s\u3000]{1,8}条(?:の[0-9０-９一二三四五六七八九十]{1,2})?)[\s\u3000関（(][^】〕］\]]{0,60}[】〕］\]]"
)
# Parts that have no number, without their spaces.
_PART = re.compile(
    r"""
    附則(?:抄|[（(].{1,60}[）)])? | 前文 | 理由 | 提案理由
    | (?:別表|別記|別図)(?:第?[0-9一二三四五六七八九十]{1,3}(?:の[0-9一二三四五六七八九十])?)?(?:[（(].{1,40}[）)])?
    | (?:別記)?(?:様式|別記様式)第?[0-9一二三四五六七八九十]{1,3}(?:号(?:の[0-9一二三四五六七八九十])?)?(?:[（(].{1,40}[）)])?
    """,
    re.VERBOSE,
)
_TITLE = re.compile(
    r"(?:法|法律|条例|規則|規程|要綱|要領|政令|省令|府令|内閣府令|訓令|規約|定款|会則|協定書?|契約書?|憲章)(?:[（(]?案[）)]?)?$"
)
_CONTENTS_ENTRY = re.compile(r"(?:第.{1,6}[編章節款目].{0,40}|前文|附則|別表.{0,20})(?:[（(]第?[^（）()]{1,40}[）)])?")
_TITLE_RANK, _PART_RANK, _ARTICLE_RANK = 5, 20, 32
# Pieces before the first article among which the title and the contents stand.
_HEAD = 60
_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class _Marked:
    """A piece and the mark that opens it."""

    piece: Piece
    mark: Mark | None

    @property
    def style(self) -> str:
        return self.mark.style if self.mark else ""

    @property
    def rest(self) -> str:
        return self.piece.text[self.mark.end :].strip() if self.mark else self.piece.text

    @property
    def is_article(self) -> bool:
        """Whether it is an article's text, not a heading that has its number; outlines of rules number them 第1, 第2."""
        if self.style not in ("article", "plan") or self.piece.kind not in _KINDS:
            return False
        if self.style == "plan" and not self.rest:
            # 第２ alone in its line heads a section, whose title stands below.
            return False
        return not is_title(self.rest) or (self.style == "article" and (len(self.rest) > 25 or self.rest == "削除"))

    @property
    def opens_article(self) -> bool:
        """Whether it is an article's text, or the heading of one whose text stands below: 第１条（目的）."""
        return self.is_article or (self.style == "article" and self.piece.kind in _KINDS)

    @property
    def is_foreign(self) -> bool:
        """Whether it is a heading that no statute has."""
        return self.piece.kind == "heading" and self.style in _FOREIGN


def settle_statutes(reading: Reading) -> Reading:
    """Set right what was read of the articles of statutes, wherever a document holds some.

    Captions and parts become headings, articles and their paragraphs open a section each, items are no headings.

    Examples
    --------
    >>> lines = ("（目的）", "第1条　目的を定める。", "（責務）", "第2条　責務を定める。", "2　施策を講ずる。")
    >>> settled = settle_statutes(Reading(tuple(Piece("paragraph", line) for line in lines)))
    >>> [(piece.kind, piece.label) for piece in settled.pieces]
    [('heading', '第1条'), ('paragraph', '第1条'), ('heading', '第2条'), ('paragraph', '第2条'), ('paragraph', '')]
    """
    marked = [_Marked(piece, find_mark(piece.text)) for piece in reading.pieces]
    if not _is_statute(marked):
        return reading
    marked = list(_unglued(marked))
    inside = _inside(marked)
    first = inside.index(True)
    pieces = [
        _settled(marked, i) if inside[i] and one.piece.kind in _KINDS else one.piece for i, one in enumerate(marked)
    ]
    begin = max(first - _HEAD, 0)
    title = _title_at(pieces, begin, first)
    if title is not None:
        label = pieces[title].text.lstrip("○◯ \u3000")
        pieces[title] = replace(pieces[title], kind="heading", rank=_TITLE_RANK, label=label[:40])
    contents = _contents(pieces, begin, first)
    notes = reading.notes
    if contents:
        dropped = pieces[contents.start]
        message = Message("Contents, {n_contents} lines.", n_contents=len(contents))
        notes = (*notes, Note("dropped", message, dropped.page_at(0), dropped.text[:60], 0.9))
        del pieces[contents.start : contents.stop]
    return replace(reading, pieces=tuple(pieces), notes=notes)


def _is_statute(marked: Sequence[_Marked]) -> bool:
    """Whether articles count up: three of them, or two in a short text.

    A list of principles (第１条 利用者の…) is none: its entries are bare titles, with nothing between them.
    """
    followed = [one.is_article or not after.opens_article for one, after in itertools.pairwise([*marked, *marked[-1:]])]
    opened = [one.mark for one, text in zip(marked, followed, strict=True) if one.mark and one.opens_article and text]
    values = [mark.value for mark in opened]
    steps = sum(after == before + 1 for before, after in itertools.pairwise(values))
    return steps >= 2 or (steps == 1 and 10 * len(values) >= len(marked))


def _unglued(marked: Sequence[_Marked]) -> Iterator[_Marked]:
    """The pieces; a caption that was joined to the end of the one before it stands by itself."""
    usual = sum(_CAPTION.fullmatch(one.piece.text) is not None for one in marked) >= 2
    for i, one in enumerate(marked):
        match = _GLUED.search(one.piece.text[-160:]) if usual and i + 1 < len(marked) else None
        if match is None or not marked[i + 1].is_article or one.piece.kind not in _KINDS or one.style == "chapter":
            yield one
            continue
        text = one.piece.text
        at = len(text) - len(match.group(1))
        body, caption = text[:at].rstrip(), text[at:]
        if not (body.endswith("。") or one.style in _ITEMS):
            yield one
            continue
        before = [place for place in one.piece.marks if place[0] <= len(body)]
        pages = tuple(place for place in one.piece.pages if place[0] < len(body))
        yield _Marked(replace(one.piece, text=body, pages=pages, marks=tuple(before)), one.mark)
        yield _Marked(Piece("paragraph", caption, ((0, one.piece.page_at(at)),)), None)


def _inside(marked: Sequence[_Marked]) -> list[bool]:
    """Whether each piece belongs to a statute: from an article to the next, and what stands around the first and last."""
    inside = [False] * len(marked)
    articles = [i for i, one in enumerate(marked) if one.opens_article]
    for number, at in enumerate(articles):
        stop = articles[number + 1] if number + 1 < len(articles) else len(marked)
        for i in range(at, stop):
            if marked[i].is_foreign:
                break
            inside[i] = True
    for i in range(articles[0] - 1, max(articles[0] - _HEAD, -1), -1):
        one = marked[i]
        heads = _CAPTION.fullmatch(one.piece.text) or one.style in _DIVISIONS or _PART.fullmatch(plain(one.piece.text))
        if not heads:
            break
        inside[i] = True
    return inside


def _settled(marked: Sequence[_Marked], i: int) -> Piece:
    """A piece of a statute as what it is there."""
    one = marked[i]
    piece, mark = one.piece, one.mark
    if piece.rank == MEASURE_RANK:
        return piece
    if mark is not None and one.is_article:
        return replace(piece, kind="paragraph", mark=mark.text, label=mark.label, rank=_ARTICLE_RANK)
    if mark is not None and (one.style in _ITEMS or mark.bare):
        return replace(piece, kind="paragraph" if mark.bare else "bullet", mark=mark.text, label="", rank=0)
    label, rank = _heading(marked, i)
    if not rank:
        return piece
    return replace(piece, kind="heading", mark=mark.text if mark else "", label=label, rank=rank)


def _heading(marked: Sequence[_Marked], i: int) -> tuple[str, int]:
    """Label and rank of a division, a caption, the head of a comment or a part without a number; rank 0 for others."""
    one = marked[i]
    text, folded = one.piece.text, plain(one.piece.text)
    following = marked[i + 1].mark if i + 1 < len(marked) else None
    if one.mark is not None and one.style in _DIVISIONS and is_title(one.rest):
        return one.mark.label, one.mark.rank
    if one.mark is not None and one.style == "article":
        return one.mark.label, _ARTICLE_RANK
    if _CAPTION.fullmatch(text) and following and (marked[i + 1].is_article or following.bare):
        return following.label, _ARTICLE_RANK
    if comment := _COMMENT.fullmatch(text):
        return fold_number(comment.group(1)), _ARTICLE_RANK
    return (folded[:40], _PART_RANK) if _PART.fullmatch(folded) else ("", 0)


def _title_at(pieces: Sequence[Piece], begin: int, first: int) -> int | None:
    """Where the title stands: the last line before the first article that is named as statutes are."""
    for i in range(first - 1, begin - 1, -1):
        folded = plain(pieces[i].text)
        if pieces[i].kind in _KINDS and len(folded) <= _LONGEST_TITLE and _TITLE.search(folded):
            return i
    return None


def _contents(pieces: Sequence[Piece], begin: int, first: int) -> range:
    """The table of contents before the first article; empty without one."""
    for i in range(begin, first):
        if plain(pieces[i].text) == "目次":
            stop = i + 1
            seen: set[str] = set()
            while stop < len(pieces) and _CONTENTS_ENTRY.fullmatch(plain(pieces[stop].text)):
                # What comes again is the statute itself.
                entry = plain(pieces[stop].text)[:4]
                if entry in seen:
                    break
                seen.add(entry)
                stop += 1
            return range(i, stop) if stop > i + 1 else range(0)
    return range(0)
