"""People: a full name, or a surname beside a post or an honorific (千葉会長代理, 河野太郎デジタル大臣)."""

from __future__ import annotations

import re
from functools import cache

from plantext.recognition.candidates import Candidate
from plantext.recognition.context import Context
from plantext.recognition.rules.places import is_city, is_mayor
from plantext.recognition.rules.table import regex

_FOREIGN = re.compile(r"[\u30a1-\u30fa\u30fc]+|[A-Z][A-Za-z'.-]*")
# What such a name begins with.
_FOREIGN_LETTERS = frozenset(map(chr, (*range(0x30A1, 0x30FB), 0x30FC, *range(ord("A"), ord("Z") + 1))))
_INTRODUCED = regex("people", "introduced")
_ROMANISED = regex("people", "romanised")
_NUMERAL = regex("people", "numeral")
_MINISTRY = regex("people", "ministry")
_HIRAGANA = re.compile(r"[\u3041-\u3096]+")
_KANJI = re.compile(r"[\u3400-\u9fff]{2,4}")
_WESTERN = re.compile(r"[A-Z][a-z]+")
_GIVEN = re.compile(r"[\u3400-\u9fff々]{1,3}|[\u3041-\u3096]{1,4}")
# Words between a surname and an office of the government: 河野デジタル大臣.
_BETWEEN = 5
# What stands between a name and a post.
_BEFORE_POSTS = frozenset("前元現新旧兼副各両同君氏様殿・ 、(")
# Words of a name in Latin letters or katakana at most: a line of nothing but such words is not walked from each.
_WORDS = 8
# Characters of a full name, so that two words of one character each are none, and of a given name that is cut in two.
_LENGTH = 3


def find_people(context: Context) -> list[Candidate]:
    """Find the names of people, without post and honorific.

    Examples
    --------
    >>> from plantext.recognition.context import make_context
    >>> text = "千葉会長代理と河野太郎デジタル大臣"
    >>> [text[found.start : found.end] for found in find_people(make_context(text))]
    ['千葉', '河野太郎']
    """
    # Every kind of name needs one or the other.
    if not any("人名" in tag for tag in context.tags) and not context.rules.titles.occurs(context.text):
        return []
    found: list[Candidate] = []
    surnames = context.rules.roles["surname"]
    tags = frozenset(tag for tag in context.tags if _names_people(tag))
    first = [
        i
        for i, (_, _, word, tag) in enumerate(context.tokens)
        if tag in tags or word in surnames or word[0] in _FOREIGN_LETTERS
    ]
    for i in first:
        token = context.tokens[i]
        if (found and token.start < found[-1].end) or _inside_a_name(context, i):
            continue
        kinds = (*_JAPANESE, _foreign) if _is_surname(context, i) else (_governor, _whole, _foreign)
        last, source = next(filter(None, (find(context, i) for find in kinds)), (-1, ""))
        if last >= 0:
            end = context.tokens[last].end
            numeral = _NUMERAL.match(context.text, end) if source == "full" else None
            end = numeral.end() if numeral else end  # 安倍晋三元首相
            found.append(Candidate(token.start, end, "PERSON", f"person:{source}", rank=0))
            twin = _ROMANISED.match(context.text, end)
            if twin and not token.text.isascii():
                found.append(Candidate(*twin.span(1), "PERSON", "person:romanised", rank=0))
    return found


@cache
def _names_people(pos: str) -> bool:
    """Whether the dictionary may have a surname under a part of speech."""
    return pos.endswith(("人名-姓", "人名-名", "人名-一般", "地名-一般")) or pos == "名詞-固有名詞-一般"


def _inside_a_name(context: Context, i: int) -> bool:
    token = context.tokens[i]
    name = context.known.get(token.start)
    return token.start in context.blocked or (
        name is not None and name.label != "PLACE" and (name.start, name.end) != (token.start, token.end)
    )


def _is_surname(context: Context, i: int) -> bool:
    """Whether a word may be a surname: the dictionary has many under the place of the same name."""
    token = context.tokens[i]
    if token.pos.endswith("人名-姓"):
        return True
    place = token.pos.endswith("地名-一般") and 2 <= len(token.text) <= 3 and token.text[-1] not in "都道府県市区町村郡"
    return place or context.has_role(i, "surname")


def _full_name(context: Context, i: int) -> tuple[int, str] | None:
    tokens = context.tokens
    if i + 1 == len(tokens) or not tokens[i + 1].pos.endswith("人名-名"):
        return None
    # 敬 and 亮, in one name: 村上敬亮統括官
    if (
        i + 3 < len(tokens)
        and all(token.pos.endswith("人名-名") for token in tokens[i + 1 : i + 3])
        and tokens[i + 2].end - tokens[i + 1].start <= _LENGTH
        and _titled(context, i + 3, spaced=True)
    ):
        return i + 2, "full"
    # 祐之 and 輔, in one name: 坂本祐之輔君, 石井夏生利教授
    if (
        i + 3 < len(tokens)
        and len(tokens[i + 2].text) == 1
        and tokens[i + 2].text not in _BEFORE_POSTS
        and (tokens[i + 3].text in ("君", "氏") or _titled(context, i + 3, spaced=False))
    ):
        return i + 2, "full"
    long_enough = tokens[i + 1].end - tokens[i].start >= _LENGTH
    return (i + 1, "full") if long_enough or _titled(context, i + 2, spaced=True) else None


def _spelled(context: Context, i: int) -> tuple[int, str] | None:
    """A surname and a given name that the dictionary lacks, before an honorific or a member's title: 鎌田城行委員."""
    for last in range(i + 1, min(i + 4, len(context.tokens) - 1)):
        words = [token.text for token in context.tokens[i + 1 : last + 1]]
        if not all(_GIVEN.fullmatch(word) for word in words) or context.tokens[last].start in context.blocked:
            return None
        # Two characters in one word may be another word: 田中総務委員.
        single = all(len(word) == 1 or _HIRAGANA.fullmatch(word) for word in words)
        if 1 < len("".join(words)) <= 4 and (
            context.tokens[last + 1].text in ("君", "氏")
            or (single and context.tokens[last + 1].text in ("委員", "議員"))
        ):
            return last, "spelled"
    return None


def _governor(context: Context, i: int) -> tuple[int, str] | None:
    """Two words of the dictionary's names, of people or places, before the head of a place (湯崎英彦知事)."""
    tokens = context.tokens
    if i + 2 >= len(tokens) or not context.has_role(i + 2, "headship"):
        return None
    pair = tokens[i : i + 2]
    named = all("人名" in token.pos or token.pos.endswith("地名-一般") for token in pair)
    known = any(token.start in context.known for token in pair) or is_city(pair[1].text + tokens[i + 2].text[0])
    return (i + 1, "governor") if named and not known and 3 <= pair[1].end - pair[0].start <= 6 else None


def _surname(context: Context, i: int) -> tuple[int, str] | None:
    token = context.tokens[i]
    sure = token.pos.endswith("人名-姓") or _ministry_at(context, token.end) > 0
    of_place = token.is_place and not is_mayor(context, token.start, token.end)
    if _titled(context, i + 1, spaced=sure, of_place=of_place):
        return i, "titled"
    return (i, "introduced") if sure and _INTRODUCED.match(context.text, context.tokens[i].end) else None


def _whole(context: Context, i: int) -> tuple[int, str] | None:
    """A name that the dictionary has as one word, or knows as a proper one, before a title (習近平国家主席, 吉本委員)."""
    token = context.tokens[i]
    if i + 1 == len(context.tokens) or not _KANJI.fullmatch(token.text):
        return None
    if token.pos.endswith("人名-一般"):
        return (i, "titled") if _titled(context, i + 1, spaced=True) else None
    member = context.has_role(i + 1, "member") and token.start not in context.known
    return (i, "titled") if member and token.pos == "名詞-固有名詞-一般" and len(token.text) == 2 else None


def _foreign(context: Context, i: int) -> tuple[int, str] | None:
    """ビル・ゲイツ氏, Vint Cerf氏: Latin or katakana words up to a title, one of them a name of the dictionary."""
    tokens = context.tokens
    if not _is_foreign(context, i) or (i > 0 and tokens[i - 1].text in "・=-" and _is_foreign(context, i - 2)):
        return None
    last = i
    for following in range(i + 2, min(i + 2 * _WORDS, len(tokens)), 2):
        if tokens[following - 1].text not in ("・", " ", "=", "-") or not _is_foreign(context, following):
            break
        last = following
    words = tokens[i : last + 1 : 2]
    if words[0].text.isupper() and last == i:  # SSWさん, A氏
        return None
    if last == i and (context.has_role(i, "generic") or (i > 0 and tokens[i - 1].is_noun)):  # 相談センターさん
        return None
    leader = last + 1 < len(tokens) and context.has_role(last + 1, "leader")  # ゼレンスキー大統領
    named = last > i or leader or "人名" in words[0].pos
    honoured = last + 1 < len(tokens) and context.has_role(last + 1, "honorific")
    if honoured or (named and _titled(context, last + 1, spaced=False)):
        return last, "titled"
    # Vint Cerf: one of the words is a name of the dictionary, and no capital word stands before or behind.
    western = len(words) == 2 and all(_WESTERN.fullmatch(word.text) for word in words)
    if not western or not any("人名" in word.pos for word in words):
        return None
    before, behind = context.text[max(0, words[0].start - 2) : words[0].start], context.text[words[-1].end :][:2]
    return None if re.search(r"[A-Z]", before + behind) or re.search(r"[A-Za-z] $", before) else (last, "western")


def _is_foreign(context: Context, i: int) -> bool:
    if i < 0:
        return False
    token = context.tokens[i]
    known = context.known.get(token.start)
    return bool(_FOREIGN.fullmatch(token.text)) and token.is_noun and not token.is_place and known is None


def _titled(context: Context, i: int, *, spaced: bool, of_place: bool = False) -> bool:
    """Whether a post or an honorific begins at a word.

    `spaced` lets other words stand before an office of the government (河野デジタル大臣); behind what may be a place
    (`of_place`), the head of a place is no person's title (福岡知事).
    """
    tokens = context.tokens
    while i < len(tokens) and tokens[i].text in ("前", "元", "現", "・", " "):
        i += 1
    if i < len(tokens) and (context.has_role(i, "honorific") or _is_post(context, i, of_place=of_place)):
        return True
    if i < len(tokens) and _MINISTRY.match(context.text, tokens[i].start):
        return True
    if spaced and i < len(tokens) and context.text.startswith(context.rules.posts_of_words, tokens[i].start):
        return True
    first = i
    if spaced and i < len(tokens) and (end := _ministry_at(context, tokens[i].start)):
        i = context.starts.get(end, i)  # 宮腰内閣府特命担当大臣
    for j in range(i, min(i + _BETWEEN, len(tokens)) if spaced else i):
        if not tokens[j].is_noun or tokens[j].is_number or tokens[j].start in context.blocked:
            return False
        if j > first and (
            _is_office(context, j) or (tokens[j].text == "長" and tokens[j - 1].text[-1] in "局庁部課室")
        ):
            return True
    return False


def _is_office(context: Context, i: int) -> bool:
    word = context.tokens[i].text
    return context.has_role(i, "office") or any(word.endswith(post) for post in context.rules.roles["minister"])


def _ministry_at(context: Context, start: int) -> int:
    """Where a ministry or agency ends whose name begins at a place; 0 where none does."""
    name = context.name_at(start, "ORG")
    return name.end if name is not None and context.text[name.end - 1] in "省庁府局" else 0


def _is_post(context: Context, i: int, *, of_place: bool) -> bool:
    following = context.text[context.tokens[i].end : context.tokens[i].end + 1]
    if following in ("会", "選", "団"):  # 委員会, 市長選, 議員団
        return False
    if _is_office(context, i):
        return True
    return context.has_role(i, "post") and not (of_place and context.has_role(i, "headship"))


_JAPANESE = (_full_name, _governor, _surname, _spelled)
