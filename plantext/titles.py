"""Titles between brackets of quotation: 「…に関する研究会」, 「…基本方針」."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plantext.context import Context
from plantext.spans import Span

_PAIRS = {"」": "「", "』": "『", "”": "“"}
_EDITION = re.compile(
    r"(?:[ ]?(?:[vV]er(?:sion)?\.? ?|第|V)?[0-9]+(?:\.[0-9]+)*(?:版|訂|次|年度?版|年度?)?|[-~][0-9]{4}(?:年度?)?|"
    r"\([^()]{1,16}\)| ?[IVX]+|案|等|版|群)$"
)
_DROPPED = re.compile(
    r"\((?:仮称|案|[A-Za-z][A-Za-z0-9/ .-]*|(?:通称|略称|以下)[^()]*|[^()]*法|第[0-9]+回|[^()]*[0-9元]年(?:度|\([^()]*\))?[^()]*)\)$"
)
_GLUED = re.compile(r"[0-9]{1,3}")
_FOOTNOTE = re.compile(r"(?<=[^\x00-\x7f])[0-9]{1,3}$")
_DECISION = re.compile(
    r"\((?:[^()]|\([^()]*\)){0,60}(?:決定|策定|公表|制定|改定|改訂|告示|取りまとめ|とりまとめ|申合せ|合意|策定|報告)"
)
_MADE = re.compile(
    r"(?:\((?:[^()]|\([^()]*\)){0,80}\))?を?(?:新たに|新しく|取りまとめ|とりまとめ)?"
    r"(?:策定|公表|取りまとめ|とりまとめ|改定|改訂|制定|閣議決定|採択|発出|発表|決定|に基づ|を踏まえ)"
)


_NO_DOCUMENT = re.compile(
    r"(?:調査|研究|統計|統計表|システム|サービス|サイト|事業|制度|交付金|補助金|カード|実験|キャンペーン)$"
)
_NAMING = ("strong", "double", "proper", "title", "vague")


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


def _core(title: str) -> str:
    """A title without subtitle, edition and year at its end."""
    core = re.split(r" ?[~〜]| -|―|--|:", title, maxsplit=1)[0]
    for _ in range(4):
        shorter = _EDITION.sub("", core)
        if shorter == core or not shorter:
            break
        core = shorter
    return core.strip()


def find_titles(context: Context) -> list[Span]:
    """Names between brackets of quotation.

    Parameters
    ----------
    context : Context
        The text.

    Returns
    -------
    list of Span
        Candidates; they may overlap.
    """
    found = []
    for start, end in quotes(context.text):
        title = context.text[start:end]
        shorter = _FOOTNOTE.sub("", _DROPPED.sub("", title).rstrip())
        shift = len(shorter) - len(shorter.lstrip())
        core = _core(shorter.strip())
        if 3 <= len(core) <= 90 and "。" not in core:
            label, source = _label(context, start + shift, core, context.text[end + 1 :][:120])
            if label:
                stop = (
                    start + shift + len(core)
                    if _GLUED.fullmatch(shorter.strip()[len(core) :])
                    else start + len(shorter)
                )
                found.append(Span(start + shift, stop, label, source, rank=3))
    return found


def _label(context: Context, start: int, core: str, after: str) -> tuple[str, str]:
    if core.endswith("について") and context.rules.heads.get(context.rules.ending(core[:-4]), ("",))[0] == "PLAN":
        core = core[:-4]
    known = context.name_before(start + len(core), "PLAN", "LAW", "FORUM")
    if known is not None and known.start == start:
        return known.label, f"title:{known.source}"
    head = context.rules.ending(core)
    decided = bool(_DECISION.match(after))
    if head:
        label, strength = context.rules.heads[head]
        body = _strength_of(context, start, start + len(core) - len(head))
        if strength == "vague" and not (decided or _MADE.match(after)):
            return "", ""
        if strength in _NAMING and (body or (decided and len(core) > len(head))):
            if core.endswith("委員会") and label == "ORG":
                label = "FORUM"
            return label, f"title:{head}"
        return "", ""
    if decided and len(core) >= 6 and not _NO_DOCUMENT.search(core) and _strength_of(context, start, start + len(core)):
        return "PLAN", "title:decided"
    return "", ""


def _strength_of(context: Context, start: int, end: int) -> str:
    """The strength of the words inside a range; a head glued to a word counts as that word's own."""
    inside = [i for i, token in enumerate(context.tokens) if token.end > start and token.start < end]
    return context.strength(inside[0], inside[-1] + 1) if inside else ""
