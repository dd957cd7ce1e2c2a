"""Public systems by their last noun: 葛飾区総合防災情報システム, …分析システム(RESAS), 「全国…プラットフォーム」."""

from __future__ import annotations

from plantext.recognition.candidates import Candidate
from plantext.recognition.context import Context
from plantext.recognition.rules.table import regex
from plantext.recognition.rules.titles import quotes

_EXPLAINED = regex("systems", "explained")
_PORTAL = regex("systems", "portal")
_INFORMATIONAL = regex("systems", "informational")
_TECHNOLOGY = regex("systems", "technology")
# Weight of the words before the noun from which they name one system.
_NAMED, _TITLED = 3, 4
# And that of several words before a portal.
_SUBJECT = 2


def find_systems(context: Context) -> list[Candidate]:
    """Find the systems, platforms and portals that a place, a bracket or a title says to be one of their kind.

    Examples
    --------
    >>> from plantext.recognition.context import make_context
    >>> [(found.label, found.end) for found in find_systems(make_context("仙台データダッシュボードを"))]
    [('SYSTEM', 12)]
    """
    nouns = context.rules.roles["system"]
    if not any(noun in context.text for noun in nouns):
        return []
    found = []
    for i, token in enumerate(context.tokens):
        if token.text not in nouns or _goes_on(context, i):
            continue
        first = context.leftmost(i)
        start = context.tokens[first].start
        if first < i and _is_one(context, first, i):
            found.append(Candidate(start, token.end, "SYSTEM", f"pattern:{token.text}", rank=4))
    return [*found, *_quoted(context)]


def _goes_on(context: Context, i: int) -> bool:
    """Whether the compound does not end with word ``i`` (システム改修, プラットフォーム事業者)."""
    following = context.tokens[i + 1] if i + 1 < len(context.tokens) else None
    return following is not None and following.is_noun and not following.text.startswith("等")


def _is_one(context: Context, first: int, at: int) -> bool:
    tokens = context.tokens
    weight = context.weight(first, at)
    if _EXPLAINED.match(context.text, tokens[at].end) and weight >= _NAMED:
        return not _TECHNOLOGY.search(context.text, tokens[first].start, tokens[at].end)
    if _PORTAL.fullmatch(tokens[at].text) and (weight >= _NAMED or (at - first > 1 and weight >= _SUBJECT)):
        return True
    # The system of an organisation: 架空省の電波監視情報システム.
    start = tokens[first].start
    owner = context.name_before(start - 1, "ORG") if first > 1 and tokens[first - 1].text == "の" else None
    if owner is not None and weight >= _TITLED and _INFORMATIONAL.search(context.text, start, tokens[at].end):
        return True
    # The system of a place: 葛飾区総合防災情報システム; not 日本型システム.
    place = tokens[first].is_place or context.name_at(tokens[first].start, "PLACE") is not None
    return place and first + 1 < at and len(tokens[first + 1].text) > 1


def _quoted(context: Context) -> list[Candidate]:
    """「国家次世代…プラットフォーム」: a title that ends with the noun of a system."""
    found = []
    for start, end in quotes(context.text):
        last, first = context.ends.get(end), context.starts.get(start)
        if last is None or first is None or first >= last or not context.has_role(last, "system"):
            continue
        words = context.tokens[first:last]
        if not _INFORMATIONAL.search(context.text, start, context.tokens[last].end):
            continue  # 「イノベーション・ナショナルシステム」
        if all(word.is_noun or word.text in "・の" for word in words) and context.weight(first, last) >= _TITLED:
            found.append(Candidate(start, end, "SYSTEM", "title:system", rank=4))
    return found
