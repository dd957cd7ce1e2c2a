"""Titles between brackets of quotation: 「…に関する研究会」, 「…基本方針」."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plantext.recognition.candidates import Candidate
from plantext.recognition.context import Context

_PAIRS = {"」": "「", "』": "『", "”": "“"}
_EDITION = re.compile(
    r"(?:[ ]?(?:[vV]er(?:sion)?\.? ?|第|V)?[0-9]{1,8}(?:\.[0-9]{1,4}){0,4}(?:版|訂|次|年度?版|年度?)?|[-~][0-9]{4}(?:年度?)?|"
    r"\([^()]{1,16}\)| ?[IVX]{1,6}|案|等|版|群)$"
)
_DROPPED = re.compile(
    r"\((?:仮称|案|[A-Za-z][\x20-\x27\x2a-\x7e]{0,120}|(?:通称|略称|以下)[^()]{0,80}|[^()]{0,60}法|第[0-9]{1,4}回|[^()]{0,60}[0-9元]年(?:度|\([^()]{0,20}\))?[^()]{0,60})\)$"
)
_GLUED = re.compile(r"[0-9]{1,3}")
_FOOTNOTE = re.compile(r"(?<=[^\x00-\x7f])[*※]?[0-9]{1,3}$")
_YEAR_FOOTNOTE = re.compile(r"((?:19|20)[0-9]{2})[0-9]{1,2}$")
_ORDINAL = re.compile(r"第[0-9]+回 ?(?=.{4})")
_DECISION = re.compile(
    r"\((?:[^()]|\([^()]*\)){0,60}(?:決定|策定|公表|制定|改定|改訂|告示|取りまとめ|とりまとめ|申合せ|合意|報告)|"
    r"\((?:明治|大正|昭和|平成|令和|[12][0-9]{3}年)[^()]{0,40}(?:本部|会議|審議会|[省庁府])(?:等)?\)"
)
_MADE = re.compile(
    r"(?: ?[0-9]{1,3} ?)?(?:\((?:[^()]|\([^()]*\)){0,80}\))?(?:を|が|として|等を|などを|の|も|は)?(?:新たに|新しく|取りまとめ|とりまとめ)?"
    r"(?:策定|公表|取りまとめ|とりまとめ|改定|改訂|制定|閣議決定|採択|発出|発表|決定|承認|締結|署名)"
)
_USED = re.compile(r"(?:に基づ|を踏まえ|に沿っ|に則|にのっと)")
_NO_DOCUMENT = re.compile(
    r"(?:調査|研究|統計|統計表|システム|サービス|サイト|事業|制度|交付金|補助金|カード|実験|キャンペーン|状況|結果|推移|"
    r"件数|割合|ウェブサイト|ホームページ|アプリ|コーナー|もの|こと|する|した|れる|いる|ある|よう|技術|機能|概要)$"
)
_NAMING = ("strong", "double", "proper", "title", "owner")
_LONG = 10
"""Characters of a title that the text says was made, from which it needs no head noun to be a document."""


def quotes(text: str) -> Iterator[tuple[int, int]]:
    """Ranges between brackets of quotation, inner ones too.

    Parameters
    ----------
    text : str
        The folded text.

    Yields
    ------
    tuple of int
        Half-open range without the brackets.
    """
    open_at: list[tuple[str, int]] = []
    for i, character in enumerate(text):
        if character in "「『“":
            open_at.append((character, i + 1))
        elif character in _PAIRS:
            for depth in range(len(open_at) - 1, -1, -1):
                if open_at[depth][0] == _PAIRS[character]:
                    yield open_at[depth][1], i
                    del open_at[depth:]
                    break


_SUBTITLE = re.compile(r" ?[~〜―]|--| -|-(?=[^-]{4,}-$)|:")


def _cores(title: str) -> list[str]:
    """A title without subtitle, and the whole of it, both without edition and year at the end."""
    cores = []
    for core in (_SUBTITLE.split(title, maxsplit=1)[0], title):
        for _ in range(4):
            shorter = _EDITION.sub("", core)
            if shorter == core or not shorter:
                break
            core = shorter  # noqa: PLW2901
        cores.append(core.strip())
    return list(dict.fromkeys(cores))


def find_titles(context: Context) -> list[Candidate]:
    """Names between brackets of quotation.

    Parameters
    ----------
    context : Context
        The text.

    Returns
    -------
    list of Candidate
        Candidates; they may overlap.
    """
    found = []
    for start, end in quotes(context.text):
        title = context.text[start:end]
        shorter = _YEAR_FOOTNOTE.sub(r"\1", _FOOTNOTE.sub("", _DROPPED.sub("", title).rstrip()))
        shift = len(shorter) - len(shorter.lstrip())
        for core in _cores(shorter.strip()):
            label, source = _label(context, start + shift, core, context.text[end + 1 :][:120])
            if label:
                rest = shorter.strip()[len(core) :]
                stop = start + shift + len(core) if _GLUED.fullmatch(rest) else start + len(shorter)
                counted = _ORDINAL.match(shorter.strip()) if label == "FORUM" else None
                found.append(Candidate(start + shift + (counted.end() if counted else 0), stop, label, source, rank=3))
                break
    return found


def _label(context: Context, start: int, core: str, after: str) -> tuple[str, str]:
    """Label and source of a title, empty for what names no document, body or statute."""
    if not 3 <= len(core) <= 90 or "。" in core:
        return "", ""
    known = context.name_before(start + len(core), "PLAN", "LAW", "FORUM")
    if known is not None and known.start == start:
        return known.label, f"title:{known.source}"
    decided = bool(_DECISION.match(after))
    made = decided or bool(_MADE.match(after))
    if core.endswith("について") and context.rules.heads.get(context.rules.ending(core[:-4]), ("",))[0] == "PLAN":
        core = core[:-4]
    head = context.rules.ending(core)
    if head:
        return _by_head(context, start, core, head, made or bool(_USED.match(after)))
    long = len(core) >= (6 if decided else _LONG) and not _NO_DOCUMENT.search(core)
    if made and long and _weight_of(context, start, start + len(core)) >= (2 if decided else 4):
        return "PLAN", "title:decided" if decided else "title:made"
    return "", ""


def _by_head(context: Context, start: int, core: str, head: str, made: bool) -> tuple[str, str]:
    label, strength = context.rules.heads[head]
    weight = _weight_of(context, start, start + len(core) - len(head))
    if strength == "vague":
        return (label, f"title:{head}") if made and weight else ("", "")
    if strength == "owner" and (weight < 4 or head not in ("本部", "室")):
        return "", ""
    if strength in _NAMING and (weight >= 2 or (weight and (label == "FORUM" or (made and label == "PLAN")))):
        return "FORUM" if core.endswith("委員会") and label == "ORG" else label, f"title:{head}"
    return "", ""


def _weight_of(context: Context, start: int, end: int) -> int:
    """The weight of the words inside a range; a head glued to a word counts as that word's own."""
    inside = [i for i, token in enumerate(context.tokens) if token.end > start and token.start < end]
    return context.weight(inside[0], inside[-1] + 1) if inside else 0
