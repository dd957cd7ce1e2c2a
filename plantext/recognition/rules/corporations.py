"""Organisations that their surroundings give away: corporate forms, English names, governments of a country."""

from __future__ import annotations

import re

from plantext.recognition.candidates import Candidate
from plantext.recognition.context import Context

_COMPANY = re.compile(r"株式会社|有限会社|合同会社|合資会社|\(株\)|\(有\)")
_BODY = re.compile(
    r"(?:公益|一般)?(?:財団|社団)法人|独立行政法人|国立研究開発法人|国立大学法人|公立大学法人|学校法人|医療法人|社会福祉法人|"
    r"大学共同利用機関法人|(?:認定)?特定非営利活動法人|NPO法人|認可法人|\((?:一財|公財|一社|公社|財|社|独|国研|特非|NPO)\)"
)
_AFTERWARDS = frozenset((
    "資料", "ウェブサイト", "サイト", "ホームページ", "HP", "編", "内", "調べ", "作成", "提供", "ほか", "他",
    "等", "各社", "社長", "会長", "理事長", "代表", "取締役", "調査", "グループ会社", "職員", "社員", "所属",
    "出典", "発行", "プレスリリース", "報道", "決算", "ウェブ", "公表", "事務局長",
    "副会長", "副理事長", "理事", "監事", "専務", "常務",
))  # fmt: skip


def find_corporations(context: Context) -> list[Candidate]:
    """Names with a corporate form before or behind them: 株式会社X, X株式会社, (財)X.

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
    for match in _COMPANY.finditer(context.text):
        span = _before(context, match) or _behind(context, match)
        found += [span] if span else []
    for match in _BODY.finditer(context.text):
        span = _behind(context, match)
        found += [span] if span else []
    return found


_MAX_WORDS = 40
"""Words beside a legal form that its name may have."""


def _before(context: Context, match: re.Match[str]) -> Candidate | None:
    """X株式会社: the compound before the form, where there is one."""
    name = context.name_before(match.start(), "ORG")
    if name is not None:
        return Candidate(name.start, match.end(), "ORG", "pattern:corporate", rank=3)
    last = context.ends.get(match.start())
    if last is None or not _in_name(context, last) or context.tokens[last].text in context.rules.roles["lead"]:
        return None
    first = last
    while first > max(0, last - _MAX_WORDS) and _in_name(context, first - 1):
        if context.tokens[first - 1].pos.endswith("人名-名"):  # a member of a council, and then the employer
            break
        first -= 1
    while first <= last and context.tokens[first].text in {*context.rules.roles["lead"], *"・-&"}:
        first += 1
    if first > last or not context.strength(first, last + 1):
        return None
    return Candidate(context.tokens[first].start, match.end(), "ORG", "pattern:corporate", rank=4)


def _behind(context: Context, match: re.Match[str]) -> Candidate | None:
    """株式会社X, (財)X: the compound behind the form, up to the end of the name."""
    first = context.starts.get(match.end())
    if first is not None and context.text[match.end() : match.end() + 1] == " ":
        first += 1
    if (
        first is None
        or first >= len(context.tokens)
        or not (_in_name(context, first) or _is_coined(context, first))
        or context.tokens[first].text in "・-&+."
    ):
        return None
    name = context.name_at(context.tokens[first].start, "ORG", "FORUM")
    last = first
    furthest = min(len(context.tokens) - 1, first + _MAX_WORDS)
    while last < furthest and _in_name(context, last + 1) and not _listed(context, last):
        last += 1
    if name is not None and all(
        context.tokens[i].text in _AFTERWARDS or context.tokens[i].end <= name.end for i in range(first, last + 1)
    ):
        return Candidate(match.start(), name.end, name.label, "pattern:corporate", rank=3)
    while last > first and (context.tokens[last].text in {*_AFTERWARDS, *"・-&+. "} or context.tokens[last].is_number):
        last -= 1
    if context.tokens[first].text in _AFTERWARDS:
        return None
    return Candidate(match.start(), context.tokens[last].end, "ORG", "pattern:corporate", rank=5)


def _is_coined(context: Context, i: int) -> bool:
    """Whether a word that is no noun begins a name, a katakana word right behind it (株式会社めぶくグラウンド)."""
    token = context.tokens[i]
    following = context.text[token.end : token.end + 1]
    return token.pos.startswith(("動詞", "形容詞", "副詞", "感動詞")) and "ァ" <= following <= "ヶ"


def _listed(context: Context, i: int) -> bool:
    """Whether a word ends a body's name and a middle dot follows (…協会・…研究所)."""
    ending = context.rules.ending(context.tokens[i].text)
    return bool(ending) and context.text[context.tokens[i].end : context.tokens[i].end + 1] == "・"


def _in_name(context: Context, i: int) -> bool:
    token = context.tokens[i]
    if token.start in context.blocked or token.pos.startswith("補助記号-括弧"):
        return False
    if token.text == " ":
        around = context.text[token.start - 1 : token.start] + context.text[token.end : token.end + 1]
        return around.isascii() and around.isalnum()
    return token.is_noun or token.text in ("・", "-", "&", ".", "!", "+", "'")


_COMPANY_OF = re.compile(
    r"(?:[A-Z][A-Za-z0-9&.]{0,40}[A-Za-z](?: [A-Z][A-Za-z&.]{1,40}){0,3}|(?<![\u30a1-\u30fc])[\u30a1-\u30fc・]{2,20})"
    r"社(?![会員長内団債史外名数宅])"
)


_INCORPORATED = re.compile(
    r"[A-Z][A-Za-z0-9&.-]{0,40}(?: [A-Z&][A-Za-z0-9&.-]{0,40}){0,4},? (?:Inc|Ltd|LLC|LLP|GmbH|AG|PLC|Corp)(?![A-Za-z])\.?"
)


def find_company_names(context: Context) -> list[Candidate]:
    """Foreign companies by 社 or a Latin legal form: NUA社, Example GmbH.

    Parameters
    ----------
    context : Context
        The text.

    Returns
    -------
    list of Candidate
        Candidates.
    """
    latin = [Candidate(*match.span(), "ORG", "pattern:Inc", rank=3) for match in _INCORPORATED.finditer(context.text)]
    return latin + [
        Candidate(*match.span(), "ORG", "pattern:社", rank=4)
        for match in _COMPANY_OF.finditer(context.text)
        if match.end() in context.ends and match.group()[:-1] not in context.rules.roles["generic"]
    ]


_ENGLISH_HEADS = {
    "PLAN": "Plan|Strategy|Agenda|Initiative|Program|Programme|Declaration|Framework|Guidelines|Roadmap|Charter|Principles|Blueprint|Masterplan|Compact|Goals",
    "LAW": "Act|Regulation|Directive|Agreement|Treaty|Convention|Partnership|Regulations",
    "FORUM": "Forum|Conference|Summit|Council|Committee|Congress|Dialogue|Assembly|Cooperation|Working Group|Advisory Group|Experts|Expert Group",
    "ORG": "University|Institute|Agency|Commission|Association|Foundation|Union|Organization|Organisation|Authority|Bank|Consortium|Alliance|Bureau|Department|Ministry|Corporation|Telecommunity|Administration|Center|Centre|Society|Telecommunications Union",
}
_ENGLISH = re.compile(r"[A-Z][A-Za-z0-9&'-]{0,40}(?: (?:of|for|and|on|the|in|to|&|[A-Z0-9][A-Za-z0-9&'-]{0,40})){1,12}")
_GENERIC_ENGLISH = re.compile(
    r"(?:Study|Working|Focus|Executive|Technical|Joint|Advisory|Free|Data|Privacy|Economic) [A-Z][a-z]+(?: Agreement| Committee)?$"
)


def find_english(context: Context) -> list[Candidate]:
    """English names by their head noun: Digital Services Act, Ministry of …

    Parameters
    ----------
    context : Context
        The text.

    Returns
    -------
    list of Candidate
        Candidates.
    """
    found = []
    for match in _ENGLISH.finditer(context.text):
        words = re.sub(r"(?: (?:of|for|and|on|the|in|to|&)){1,12}$", "", match.group())
        if _GENERIC_ENGLISH.match(words) or not context.blocked.isdisjoint(range(*match.span())):
            continue
        for label, heads in _ENGLISH_HEADS.items():
            if re.search(rf" (?:{heads})$", words) or re.match(rf"(?:{heads}) (?:of|for|on) ", words):
                found.append(Candidate(match.start(), match.start() + len(words), label, "pattern:english", rank=4))
                break
    return found


_SECTION = re.compile(r"(?:(?!局)[一-鿿ァ-ヶー]){2,16}[部課室](?![長員会門分署局隊屋])")
_GOVERNMENT = re.compile(r"(?:連邦|中央|合衆国)?(?:政府|議会|国会)(?![機系間内調])")


def find_governments(context: Context) -> list[Candidate]:
    """Governments and parliaments of a named country, bureaux of a named ministry: 米国政府, 総務省自治行政局.

    Parameters
    ----------
    context : Context
        The text.

    Returns
    -------
    list of Candidate
        Candidates.
    """
    found = []
    for match in _GOVERNMENT.finditer(context.text):
        name = context.name_before(match.start(), "PLACE", "ORG")
        if name is not None:
            found.append(Candidate(name.start, match.end(), "ORG", "pattern:政府", rank=3))
    return found + _bureaux(context)


def _bureaux(context: Context) -> list[Candidate]:
    """Bureaux of the lexicon with the ministry before them and the division behind them."""
    found = []
    for name in set(context.known.values()):
        if name.label != "ORG" or context.text[name.end - 1] != "局":
            continue
        owner = context.name_before(name.start, "ORG")
        start = owner.start if owner is not None and context.text[owner.end - 1] in "省庁府" else name.start
        section = _SECTION.match(context.text, name.end)
        end = section.end() if section and section.end() in context.ends else name.end
        if end - start > name.end - name.start:
            found.append(Candidate(start, end, "ORG", "pattern:局", rank=3))
    return found
