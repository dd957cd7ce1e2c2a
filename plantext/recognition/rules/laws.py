"""Statutes by what stands behind them: …法第三条, …法の一部を改正する法律, …法施行令."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from plantext.recognition.candidates import Candidate
from plantext.recognition.context import Context
from plantext.recognition.rules.about import about_start
from plantext.recognition.rules.table import load_patterns, regex

_AMENDING = regex("laws", "amending")
_CITED = regex("laws", "cited")
_APPLIED = regex("laws", "applied")
_GUIDE = regex("laws", "guide")
_ENUMERATED = regex("laws", "enumerated")
_ITEM = regex("silent", "item")
_AGENDA = regex("laws", "agenda")
_POINTING = regex("aliases", "pointing")
# Characters of a name from which a standard issued under a number has one.
_LONG = 8


def find_cited(context: Context) -> list[Candidate]:
    """Find the statutes of which the text cites an article or the number, or says that they are amended.

    Examples
    --------
    >>> from plantext.recognition.context import make_context
    >>> [(found.label, found.end) for found in find_cited(make_context("架空法人法第三条に"))]
    [('LAW', 5)]
    """
    found = []
    for match in _CITED.finditer(context.text):
        last = context.ends.get(match.end())
        if last is None:
            continue
        first = context.leftmost(last)
        start = context.tokens[first].start
        if match.group() == "例":  # 葛飾区子どもの権利条例
            wide = about_start(context, first)
            start = wide if wide is not None and _opens(context, wide) else start
        core = context.text[start : match.end()]
        pointed = _POINTING.match(core) and context.name_at(start, "PLACE", "ORG") is None
        if len(core) > 2 and not pointed and not _is_common(context, core):
            found.append(Candidate(start, match.end(), "LAW", "pattern:cited", rank=4))
    return [*found, *_applied(context), *_guides(context)]


def _is_common(context: Context, core: str) -> bool:
    return core in context.rules.heads or core in context.rules.roles["generic"]


def _applied(context: Context) -> Iterator[Candidate]:
    """Yield the statutes of which the text says what only a statute has (架空データ法の施行)."""
    for match in _APPLIED.finditer(context.text):
        last = context.ends.get(match.end())
        if last is None:
            continue
        first = context.leftmost(last)
        word = context.tokens[last].text[:-1]  # 保全 of 保全法
        if word and (first == last or word in context.rules.roles["method"]):  # 国際法: a word of the dictionary
            continue
        place = context.strength(first, last) in ("", "place")
        if first < last and not place and not context.has_role(last - 1, "method"):
            yield Candidate(context.tokens[first].start, match.end(), "LAW", "pattern:applied", rank=4)


def _guides(context: Context) -> Iterator[Candidate]:
    """Yield the standards and rules that were issued under a number (…に関する基準(平成15年…告示第357号))."""
    for match in _GUIDE.finditer(context.text):
        last = context.ends.get(match.end())
        start = about_start(context, context.leftmost(last)) if last is not None else None
        if start is not None and match.end() - start > _LONG:
            before = _ENUMERATED.search(context.text, 0, start)
            start = before.start() if before else start
            yield Candidate(start, match.end(), "LAW", "pattern:cited", rank=4)


def find_agenda(context: Context) -> list[Candidate]:
    """Find the bills that an agenda numbers: all of the line, whatever is in it.

    Examples
    --------
    >>> from plantext.recognition.context import make_context
    >>> [(found.start, found.end) for found in find_agenda(make_context("議案第3号空、海の条例は"))]
    [(5, 11)]
    """
    found = []
    for item in _ITEM.finditer(context.text):
        line = _AGENDA.match(context.text, item.end())
        if line:
            start = line.end() - len(line.group().lstrip("、 "))
            found.append(Candidate(start, line.end(), "LAW", "pattern:agenda", rank=3))
    return found


def _opens(context: Context, start: int) -> bool:
    """Whether nothing of the sentence stands before a place, or a local government does."""
    return (
        start == 0
        or start in context.walls
        or start - 1 in context.blocked
        or context.name_at(start, "PLACE") is not None
    )


def find_amendments(context: Context, names: Iterable[Candidate]) -> list[Candidate]:
    """Find amending acts and ordinances.

    The statutes are among `names`; of several joined by 及び, the amendment begins with the first.

    Examples
    --------
    >>> from plantext.recognition.context import make_context
    >>> law = Candidate(0, 3, "LAW", "lexicon")
    >>> find_amendments(make_context("電波法施行規則の", known=[law]), [law])[0].end
    7
    """
    laws = sorted((name for name in names if name.label == "LAW"), key=lambda law: -law.start)
    if not laws:
        return []
    row = load_patterns()["laws"]["amending"]
    ends = {law.end: law for law in laws}
    found = []
    for end, law in sorted(ends.items()):
        tail = _AMENDING.match(context.text, end)
        if tail:
            found.append(row.at(_first_of(context.text, law, ends), tail.end()))
    return found


def _first_of(text: str, law: Candidate, ends: Mapping[int, Candidate]) -> int:
    """Where the first of the statutes begins that are joined before one: A法、B法及びC法."""
    start = law.start
    joiners: tuple[str, ...] = ("及び", "並びに")
    while joiner := next((joiner for joiner in joiners if text[:start].endswith(joiner)), ""):
        before = ends.get(start - len(joiner))
        if before is None:
            break
        start, joiners = before.start, ("、", "及び", "並びに")
    return start
