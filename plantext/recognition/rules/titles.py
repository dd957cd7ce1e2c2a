"""Titles between brackets of quotation: 「…に関する研究会」, 「…基本方針」."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plantext.recognition.candidates import Candidate
from plantext.recognition.context import Context
from plantext.recognition.rules.table import regex

_OPENS = {"」": "「", "』": "『", "”": "“"}
_BRACKET = re.compile("[「『“」』”]")
_EDITION = regex("titles", "edition")
_REMARK = regex("titles", "remark")
_FOOTNOTE_DIGITS = regex("titles", "footnote-digits")
_FOOTNOTE = regex("titles", "footnote")
_POINTING = regex("aliases", "pointing")
_YEAR = regex("titles", "year")
_FOOTNOTE_BEHIND_YEAR = regex("titles", "footnote-behind-year")
_ORDINAL = regex("titles", "ordinal")
_YEAR_BEFORE = regex("titles", "year-before")
_SUBTITLE = regex("titles", "subtitle")
_DECISION = regex("titles", "decision")
_MADE = regex("titles", "made")
_USED = regex("titles", "used")
_NO_DOCUMENT = regex("titles", "no-document")
_CALLED = regex("titles", "called")
_APART = regex("titles", "apart")
_GENRE = regex("titles", "genre")
_KIND = regex("titles", "kind")
# Characters of a title that the text says was made, from which it needs no head to be a document.
_LONG = 10
# Weight of the words before 法 from which a title is that of a statute.
_STATUTE = 3
# Characters before a title in which it may say what bears it.
_NEAR = 20
# Characters behind a title in which the text may say that it was decided, made or used.
_AFTER = 120


def find_titles(context: Context) -> list[Candidate]:
    """Find the titles that name a document, a body or a statute; they may overlap.

    Examples
    --------
    >>> from plantext.recognition.context import make_context
    >>> [(found.label, found.start, found.end) for found in find_titles(make_context("「架空データ基本方針」が"))]
    [('PLAN', 1, 10)]
    """
    found = []
    for start, end in quotes(context.text):
        printed = context.text[start:end]
        shorter = _FOOTNOTE_BEHIND_YEAR.sub(r"\1", _FOOTNOTE.sub("", _REMARK.sub("", printed).rstrip()))
        title = shorter.strip()
        begin = start + len(shorter) - len(shorter.lstrip())
        apart = _APART.match(context.text, end + 1)
        behind = apart.end() if apart else end + 1
        after = context.text[behind : behind + _AFTER]
        for core in _cores(title):
            label, source = _label(context, begin, core, after)
            if label:
                glued = _FOOTNOTE_DIGITS.fullmatch(title[len(core) :])
                stop = begin + len(core) if glued else start + len(shorter)
                ordinal = _ORDINAL.match(title) if label in ("FORUM", "PLAN") else None
                ordinal = ordinal or (_YEAR_BEFORE.match(title) if label == "FORUM" else None)
                found.append(Candidate(begin + (ordinal.end() if ordinal else 0), stop, label, source, rank=3))
                break
    return found


def quotes(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges between brackets of quotation, inner ones too.

    Examples
    --------
    >>> list(quotes("「架空『データ』戦略」"))
    [(4, 7), (1, 10)]
    """
    open_at: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(text):
        i, character = match.start(), match.group()
        if character in "「『“":
            open_at.append((character, i + 1))
        else:
            for depth in range(len(open_at) - 1, -1, -1):
                if open_at[depth][0] == _OPENS[character]:
                    yield open_at[depth][1], i
                    del open_at[depth:]
                    break


def _cores(title: str) -> list[str]:
    """A title without subtitle, and the whole of it, both without edition and year at the end."""
    cores = []
    for core in (_SUBTITLE.split(title, maxsplit=1)[0], title):
        for _ in range(4):  # …計画2025(案): more than one remark
            shorter = _EDITION.sub("", core)
            if shorter == core or not shorter:
                break
            core = shorter  # noqa: PLW2901
        cores.append(core.strip())
    return list(dict.fromkeys(cores))


def _label(context: Context, start: int, core: str, after: str) -> tuple[str, str]:
    """Label and source of a title, empty for what names no document, body or statute."""
    if not 3 <= len(core) <= 90 or "。" in core or _POINTING.match(core):
        return "", ""
    known = context.name_before(start + len(core), "PLAN", "LAW", "FORUM")
    if known is not None and known.start == start:
        return known.label, f"title:{known.source}"
    kind = _KIND.search(context.text, max(0, start - _NEAR), start) if _CALLED.match(after) else None
    if kind and not context.rules.is_general(core):
        return _label_of_kind(context, kind.group(1)), "title:called"
    return _label_of_document(context, start, core, after)


def _label_of_document(context: Context, start: int, core: str, after: str) -> tuple[str, str]:
    """Label and source by the head of a title, or by what the text says was done with it."""
    decided = bool(_DECISION.match(after) or _GENRE.match(context.text, start + len(core)))
    made = decided or bool(_MADE.match(after))
    used = made or bool(_USED.match(after))
    if core.endswith("について") and context.rules.label_of_ending(core[:-4]) == "PLAN":
        core = core[:-4]  # …計画について is the plan
        if not used and context.rules.heads[context.rules.ending(core)].strength == "none":
            return "", ""  # 架空会議取りまとめについて: what an agenda is about
    noun = context.rules.ending(core)
    if (
        noun == core
        and len(noun) > 2
        and context.rules.heads[noun].label == "PLAN"
        and _YEAR.match(context.text, start + len(core))
    ):
        return "PLAN", "title:edition"  # 「基本方針2006」
    if noun:
        return _by_head(context, start, core, noun, used)
    if used and _YEAR.match(context.text, start + len(core)) and _weight(context, start, start + len(core)) > 1:
        return "PLAN", "title:edition"  # 「サイバー対処2020」に基づき
    long = len(core) >= (6 if decided else _LONG) and not _NO_DOCUMENT.search(core)
    if made and long and _weight(context, start, start + len(core)) >= (2 if decided else 4):
        return "PLAN", "title:decided" if decided else "title:made"
    return "", ""


def _label_of_kind(context: Context, noun: str) -> str:
    """The label of what a text calls by a name, from what it is (このプロジェクトを「架空」と呼ぶ)."""
    system = any(noun.endswith(word) for word in context.rules.roles["system"])
    return "SYSTEM" if system else context.rules.label_of_ending(noun)


def _by_head(context: Context, start: int, core: str, noun: str, made: bool) -> tuple[str, str]:
    head = context.rules.heads[noun]
    weight = _weight(context, start, start + len(core) - len(noun))
    enough = {
        "no": False,
        "made": (made and weight > 0) or (noun == "法" and weight >= _STATUTE and not _is_method(context, start, core)),
        "double": weight >= 4,
        "named": weight >= 2 or (weight > 0 and (head.label == "FORUM" or (made and head.label == "PLAN"))),
    }
    return (head.otherwise or head.label, f"title:{noun}") if enough[head.quoted] else ("", "")


def _is_method(context: Context, start: int, core: str) -> bool:
    """Whether the word before 法 says that it is a way of doing something (「強化学習法」)."""
    last = context.ends.get(start + len(core))
    return last is None or last == 0 or len(context.tokens[last].text) > 1 or context.has_role(last - 1, "method")


def _weight(context: Context, start: int, end: int) -> int:
    """The weight of the words inside a range; a head glued to a word counts as that word's own."""
    inside = [i for i, token in enumerate(context.tokens) if token.end > start and token.start < end]
    return context.weight(inside[0], inside[-1] + 1) if inside else 0
