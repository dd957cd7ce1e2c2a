"""Quoted titles, corporate forms, English names and places: names that their surroundings give away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plantext.patterns import Context
from plantext.spans import Span

_PAIRS = {"」": "「", "』": "『", "”": "“"}
_EDITION = re.compile(
    r"(?:[ ]?(?:[vV]er(?:sion)?\.? ?|第|V)?[0-9]+(?:\.[0-9]+)*(?:版|訂|次|年度?版|年度?)?|[-~][0-9]{4}(?:年度?)?|\((?:第?[0-9.]+版|[^()]{0,12}改[定訂][^()]{0,4}|案|素案|中間[^()]{0,8}|概要|仮称|[^()]{1,14})\)| ?[IVX]+|案|等|版)$"
)
_AFTER = re.compile(r"\([^()]{0,12}[0-9]{4}年|\([^()]{0,40}(?:決定|策定|公表|制定|改定|改訂|告示)[^()]{0,20}\)|\((?:明治|昭和|平成|令和)[0-9元]")
_MADE = re.compile(
    r"を?(?:新たに|新しく)?(?:策定|公表|取りまとめ|とりまとめ|改定|改訂|制定|閣議決定|採択|発出|発表|決定)"
)
_NO_NAME = re.compile(
    r"(?:調査|調査研究|統計|統計表|年報|システム|サービス|サイト|事業|制度|補助金|交付金|センター|ポータル|アプリ|カード|実験|キャンペーン|週間|月間|の日|コーナー|窓口|基盤|ネットワーク|[。!?])$"
)


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
    core = re.split(r" ?[~〜]| -|―|--", title, maxsplit=1)[0]
    for _ in range(4):
        shorter = _EDITION.sub("", core)
        if shorter == core or not shorter:
            break
        core = shorter
    return core.strip()


_FOOTNOTE = re.compile(r"(?<=[^\x00-\x7f])[0-9]{1,3}$")
_DROPPED = re.compile(r"\((?:仮称|[^()]*[0-9元]年(?:\([^()]*\))?[^()]*)\)$")


def find_titles(context: Context) -> list[Span]:
    """Names between brackets of quotation: 「…に関する研究会」, 「…基本方針」.

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
        shorter = _DROPPED.sub("", title)
        shorter = _FOOTNOTE.sub("", shorter.rstrip())
        end = start + len(shorter)
        core = _core(shorter)
        if not 3 <= len(core) <= 90 or "。" in core or "、" in core[-1:]:
            continue
        label, source = _label(context, core, context.text[start + len(title) + 1 :][:80])
        if label:
            found.append(Span(start, end, label, source, rank=3))
    return found


def _label(context: Context, core: str, after: str) -> tuple[str, str]:
    head = context.rules.ending(core)
    if head:
        label, strength = context.rules.heads[head]
        body = core[: -len(head)]
        if strength != "none" and body and (body not in context.rules.roles["generic"] or _AFTER.match(after)):
            if head in ("について", "政策", "対策", "改革", "報告", "指定", "の在り方", "方策", "基準") and not (
                _AFTER.match(after) or _MADE.match(after) or len(body) >= 8
            ):
                return "", ""
            return label, f"title:{head}"
    if _NO_NAME.search(core):
        return "", ""
    if (_AFTER.match(after) and re.search("決定|策定|公表|取りまとめ|改訂|改定", after)) and len(core) >= 6:
        return "PLAN", "title:decided"
    return "", ""


_FORMS = "株式会社|有限会社|合同会社|合資会社|\\(株\\)|\\(有\\)|\\(同\\)"
_BODIES = (
    "(?:公益|一般)?(?:財団|社団)法人|独立行政法人|国立研究開発法人|国立大学法人|公立大学法人|学校法人|医療法人|社会福祉法人|"
    "大学共同利用機関法人|(?:認定)?特定非営利活動法人|NPO法人|認可法人|特殊法人|\\((?:一財|公財|一社|公社|財|社|独|国研|国|特非|NPO)\\)"
)
_CORPORATE = re.compile(f"{_FORMS}|{_BODIES}")


def find_corporations(context: Context) -> list[Span]:
    """Names with a corporate form before or behind them: 株式会社X, X株式会社, (財)X.

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
    tokens = context.tokens
    starts = {token.start: i for i, token in enumerate(tokens)}
    ends = {token.end: i for i, token in enumerate(tokens)}
    for match in _CORPORATE.finditer(context.text):
        behind, before = starts.get(match.end()), ends.get(match.start())
        last = behind - 1 if behind is not None else -1
        while behind is not None and last + 1 < len(tokens) and _in_name(context, last + 1):
            last += 1
        if behind is not None and last >= behind and tokens[last].text not in "・-&":
            found.append(Span(match.start(), tokens[last].end, "ORG", "pattern:corporate", rank=4))
        elif before is not None and re.match(_FORMS, match.group()):
            first = before + 1
            while first > 0 and _in_name(context, first - 1):
                first -= 1
            while first <= before and (tokens[first].text in context.rules.roles["lead"] or tokens[first].text in "・-&"):
                first += 1
            if first <= before:
                found.append(Span(tokens[first].start, match.end(), "ORG", "pattern:corporate", rank=4))
    return found


def _in_name(context: Context, i: int) -> bool:
    token = context.tokens[i]
    if token.start in context.blocked or token.text in ("等", "他", "ほか", "各社", "社長", "代表"):
        return False
    return token.is_noun or token.text in "・-&.!+" or (token.text == " " and token.start > 0 and _ascii_around(context.text, token.start))


def _ascii_around(text: str, at: int) -> bool:
    return text[at - 1].isascii() and text[at + 1 : at + 2].isascii()


_ENGLISH_HEADS = {
    "PLAN": "Plan|Strategy|Agenda|Initiative|Program|Programme|Declaration|Framework|Guidelines|Roadmap|Charter|Principles|Blueprint|Masterplan|Compact",
    "LAW": "Act|Regulation|Directive|Agreement|Treaty|Convention",
    "FORUM": "Forum|Conference|Summit|Council|Group|Committee|Congress|Dialogue|Meeting",
    "ORG": "University|Institute|Agency|Commission|Association|Foundation|Union|Organization|Organisation|Authority|Bank|Consortium|Alliance|Bureau|Department|Ministry|Corporation|Corp.|Inc.|Telecommunity|Administration",
}
_ENGLISH = re.compile(r"[A-Z][A-Za-z0-9&'-]*(?: (?:of|for|and|on|the|in|to|&|[A-Z0-9][A-Za-z0-9&'-]*)){1,12}")


def find_english(context: Context) -> list[Span]:
    """English names by their head noun: Digital Services Act, Ministry of …

    Parameters
    ----------
    context : Context
        The text.

    Returns
    -------
    list of Span
        Candidates.
    """
    found = []
    for match in _ENGLISH.finditer(context.text):
        words = match.group()
        for label, heads in _ENGLISH_HEADS.items():
            if re.search(rf"(?:^| )(?:{heads})$", words) or re.match(rf"(?:{heads}) (?:of|for|on) ", words):
                found.append(Span(match.start(), match.end(), label, "pattern:english", rank=4))
                break
    return found


_REGION = re.compile(r"[都道府県市区町村郡州省島]$")
_KATAKANA = re.compile(r"[\u30a1-\u30fc]")


def find_places(context: Context) -> list[Span]:
    """Places that SudachiPy's dictionary knows, and runs of adjacent places.

    Parameters
    ----------
    context : Context
        The text.

    Returns
    -------
    list of Span
        Candidates; they may overlap.
    """
    stops = context.rules.roles.get("noplace", frozenset())
    single: dict[int, int] = {span.start: span.end for span in context.known.values() if span.label == "PLACE"}
    for token in context.tokens:
        if not token.pos.startswith("名詞-固有名詞-地名") or token.text[0].isascii() or token.text in stops:
            continue
        around = context.text[token.start - 1 : token.start] + context.text[token.end : token.end + 1]
        if _KATAKANA.match(token.text) and _KATAKANA.search(around):
            continue
        if token.pos.endswith("国") or (_REGION.search(token.text) and len(token.text) > 2) or len(token.text) > 2:
            single.setdefault(token.start, token.end)
    found = []
    for start, end in sorted(single.items()):
        far = end
        while far in single:
            far = single[far]
        tail = re.match(r"地域", context.text[far:]) if far > start else None
        found.append(Span(start, far, "PLACE", "sudachi:place", rank=5))
        if tail and start in context.known:
            found.append(Span(start, far + 2, "PLACE", "pattern:地域", rank=4))
    return found


_GOVERNMENT = re.compile(r"(?:連邦|中央|合衆国)?(?:政府|議会)(?![機系間内調])")


def find_governments(context: Context) -> list[Span]:
    """Governments and parliaments of a named country: 米国政府, ドイツ連邦議会.

    Parameters
    ----------
    context : Context
        The text.

    Returns
    -------
    list of Span
        Candidates.
    """
    found = []
    for match in _GOVERNMENT.finditer(context.text):
        name = context.known.get(match.start() - 1)
        if name is not None and name.label in ("PLACE", "ORG") and name.end == match.start():
            found.append(Span(name.start, match.end(), "ORG", "pattern:政府", rank=3))
    return found
