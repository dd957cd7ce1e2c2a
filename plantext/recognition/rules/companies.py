"""Companies and other bodies with a legal form: 株式会社X, X株式会社, (財)X, X社."""

from __future__ import annotations

import re

from plantext.recognition.candidates import Candidate
from plantext.recognition.context import Context
from plantext.recognition.rules.table import load_patterns, regex

_COMPANY = regex("organisations", "company")
_BODY = load_patterns()["organisations"]["body"]
_WITH_SUFFIX = load_patterns()["organisations"]["社"]
_BLANK = re.compile("[ 〇○◯×△□●]+")
_JOINTS = frozenset("・-&")
_HIRAGANA = re.compile("[ぁ-ゖー]+")
# Words beside a legal form that its name may have.
_MAX_WORDS = 40


def find_companies(context: Context) -> list[Candidate]:
    """Find names with a legal form before or behind them, and foreign companies by 社.

    Examples
    --------
    >>> from plantext.recognition.context import make_context
    >>> [(found.label, found.end) for found in find_companies(make_context("株式会社カクウデータは"))]
    [('ORG', 10)]
    """
    return [*_by_legal_form(context), *_by_suffix(context)]


def _by_suffix(context: Context) -> list[Candidate]:
    generic = context.rules.roles["generic"]
    found = []
    for match in _WITH_SUFFIX.matches(context.text):
        start = max([match.start(), *(wall for wall in context.walls if match.start() < wall < match.end())])
        if match.end() in context.ends and context.text[start : match.end() - 1] not in generic:
            found.append(_WITH_SUFFIX.at(start, match.end()))
    return found


def _by_legal_form(context: Context) -> list[Candidate]:
    found = [_before(context, match) or _behind(context, match) for match in _COMPANY.finditer(context.text)]
    found += [_behind(context, match) for match in _BODY.matches(context.text)]
    return [candidate for candidate in found if candidate is not None]


def _before(context: Context, form: re.Match[str]) -> Candidate | None:
    """X株式会社: the compound before the form, where there is one."""
    name = context.name_before(form.end(), "ORG") or context.name_before(form.start(), "ORG")
    if name is not None:
        return Candidate(name.start, form.end(), "ORG", "pattern:corporate", rank=3)
    tokens, lead = context.tokens, context.rules.roles["lead"]
    last = context.ends.get(form.start())
    if last is None or not _in_name(context, last) or tokens[last].text in lead or _parted(context, form):
        return None
    first = last
    while first > max(0, last - _MAX_WORDS) and _in_name(context, first - 1):
        # A member of a council, and then the employer.
        if (
            tokens[first - 1].pos.endswith("人名-名")
            or tokens[first - 1].end in context.walls
            or context.has_role(first - 1, "cut")
        ):
            break
        first -= 1
    if first > 0 and _is_coined(context, first - 1, "ぁ", "鿿"):
        first -= 1
    while first <= last and (tokens[first].text in lead or tokens[first].text in _JOINTS):
        first += 1
    if first > last or not context.strength(first, last + 1):
        return None
    return Candidate(tokens[first].start, form.end(), "ORG", "pattern:corporate", rank=4)


def _behind(context: Context, form: re.Match[str]) -> Candidate | None:
    """株式会社X, (財)X: the compound behind the form, up to the end of the name."""
    tokens, afterwards = context.tokens, context.rules.roles["afterwards"]
    first = _first_behind(context, form.end())
    if first is None:
        return None
    name = context.name_at(tokens[first].start, "ORG", "FORUM")
    last = first
    furthest = min(len(tokens) - 1, first + _MAX_WORDS)
    while last < furthest and _joins(context, last) and not _ends_before(context, last + 1):
        last += 1
    if name is not None and all(
        token.text in afterwards or token.end <= name.end for token in tokens[first : last + 1]
    ):
        return Candidate(form.start(), name.end, name.label, "pattern:corporate", rank=3)
    # 資料, 等, a middle dot and numbers at the end belong to the sentence.
    while last > first and (
        tokens[last].text in afterwards or tokens[last].text in {*_JOINTS, "+", ".", " "} or tokens[last].is_number
    ):
        last -= 1
    if _BLANK.fullmatch(context.text, form.end(), tokens[last].end):  # 株式会社〇〇
        return None
    if tokens[first].text in afterwards or context.rules.label_of_ending(tokens[last].text) in ("PLAN", "LAW"):
        return None  # 独立行政法人整理合理化計画
    return Candidate(form.start(), tokens[last].end, "ORG", "pattern:corporate", rank=3)


def _first_behind(context: Context, end: int) -> int | None:
    first = context.starts.get(end)
    if first is not None and context.text[end : end + 1] == " ":
        first += 1
    if first is None or first >= len(context.tokens):
        return None
    begins = _in_name(context, first) or _is_coined(context, first, "ァ", "ヶ")
    return first if begins and context.tokens[first].text not in "・-&+." else None


def _is_coined(context: Context, i: int, low: str, high: str) -> bool:
    """Whether a word in hiragana that is no noun begins a name (めぶくグラウンド, あおい電子).

    Right behind it comes a character from `low` to `high`, and no name or clause runs on before it.
    """
    token = context.tokens[i]
    if not token.pos.startswith(("動詞", "形容詞", "副詞", "感動詞")) or not _HIRAGANA.fullmatch(token.text):
        return False
    before = context.tokens[i - 1] if i > 0 else None
    free = (
        before is None or before.pos.startswith(("助詞", "補助記号", "接続詞", "空白")) or token.start in context.walls
    )
    return (free or low != "ぁ") and low <= context.text[token.end : token.end + 1] <= high


def _parted(context: Context, form: re.Match[str]) -> bool:
    """Whether a gap of the page parts a legal form from what stands before it, and none from what follows."""
    return form.start() in context.walls and form.end() not in context.walls


def _joins(context: Context, i: int) -> bool:
    """Whether the word behind word `i` can belong to the same name."""
    return _in_name(context, i + 1) and not _listed(context, i) and context.tokens[i].end not in context.walls


def _ends_before(context: Context, i: int) -> bool:
    """Whether a name ends before a word: a post, or who holds it (架空研究会会長大泉淳一君)."""
    return context.has_role(i, "post") or context.tokens[i].text in ("様", "御中", "氏", "君", "さん")


def _listed(context: Context, i: int) -> bool:
    """Whether a word ends a body's name and a middle dot follows (…協会・…研究所)."""
    token = context.tokens[i]
    return bool(context.rules.ending(token.text)) and context.text[token.end : token.end + 1] == "・"


def _in_name(context: Context, i: int) -> bool:
    token = context.tokens[i]
    if token.start in context.blocked or token.pos.startswith("補助記号-括弧"):
        return False
    if token.text == " ":
        around = context.text[token.start - 1 : token.start] + context.text[token.end : token.end + 1]
        return around.isascii() and around.isalnum()
    return token.is_noun or token.text in ("・", "-", "&", ".", "!", "+", "'")
