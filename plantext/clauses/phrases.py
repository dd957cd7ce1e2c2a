"""Phrases (文節) of a parsed sentence: words of content with the particles and auxiliaries behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plantext.clauses.parse import Parsed, Word
from plantext.clauses.rules import acts

_FUNCTION = frozenset({"case", "aux", "cop", "mark", "punct", "fixed", "clf"})
_FUNCTION_TAGS = ("助詞", "助動詞", "補助記号", "空白", "接尾辞-動詞的", "接尾辞-形容詞的")
_NOUN_TAGS = ("名詞", "接頭辞", "接尾辞", "記号", "形状詞-一般", "代名詞")
_OPENERS = "「『（(【〔［[〈《"
_LIGHT = frozenset(
    {
        "する",
        "為る",
        "できる",
        "出来る",
        "いたす",
        "致す",
        "なさる",
        "申し上げる",
        "いただく",
        "頂く",
        "いただける",
        "頂ける",
        "くださる",
        "す",
    }
)
_RELATIONS = frozenset({"おく", "つく", "よる", "対する", "関する", "際する"})
# 引き続き努める: a verb that became an adverb.
_ADVERBS = frozenset({"引き続く", "引続く", "繰り返す", "続く"})
# 満たせる: 満たす
_CAN = {"え": "う", "せ": "す", "れ": "る"}
# Second parts of compound verbs
_SECOND = frozenset(
    [
        "続ける",
        "抜く",
        "始める",
        "終える",
        "終わる",
        "切る",
        "直す",
        "合う",
        "合わせる",
        "込む",
        "込める",
        "出す",
        "上げる",
        "あげる",
        "付ける",
        "つける",
        "入れる",
        "返す",
        "通す",
        "尽くす",
        "過ぎる",
        "すぎる",
        "得る",
        "うる",
        "戻す",
        "戻る",
        "回す",
        "回る",
        "取る",
        "とる",
        "替える",
        "換える",
        "起こす",
        "届ける",
        "進める",
        "立てる",
        "掛ける",
        "かける",
        "寄せる",
        "越える",
        "超える",
        "渡す",
        "残す",
        "継ぐ",
        "広げる",
        "深める",
        "歩く",
        "切れる",
    ]
)
_ADVERBIAL = "名詞-普通名詞-副詞可能"


@dataclass(frozen=True)
class Phrase:
    """A phrase: ``content`` and ``function`` words, and the number of the phrase it depends on."""

    number: int
    content: Parsed
    function: Parsed
    head: int

    @property
    def start(self) -> int:
        """First character."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """End of the last word of content."""
        return self.content[-1].end

    @property
    def core(self) -> Word:
        """The last word of content."""
        return self.content[-1]

    @property
    def text(self) -> str:
        """The words of content."""
        return "".join(word.text for word in self.content)

    @property
    def tail(self) -> str:
        """Particles and auxiliaries, without marks of punctuation."""
        return "".join(word.text for word in self.function if not word.tag.startswith(("補助記号", "空白")))

    @property
    def last(self) -> Word:
        """The last word that is no mark."""
        words = [word for word in (*self.content, *self.function) if not word.tag.startswith(("補助記号", "空白"))]
        return words[-1] if words else self.content[-1]

    @property
    def comma(self) -> bool:
        """Whether 、 stands behind it."""
        return any(word.text in "、，," for word in self.function)

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun without する or an auxiliary of a predicate."""
        return self.core.tag.startswith(("名詞", "代名詞", "接尾辞-名詞的", "記号")) and not self.is_sahen

    @property
    def is_sahen(self) -> bool:
        """Whether it is a noun with する, できる or いたす."""
        return (
            self.core.tag.startswith(("名詞", "接尾辞-名詞的", "記号"))
            and bool(self.function)
            and (self.function[0].lemma in _LIGHT)
        )

    @property
    def is_verb(self) -> bool:
        """Whether it is a verb, or a noun with する."""
        return self.core.tag.startswith("動詞") or self.is_sahen

    @property
    def is_adjective(self) -> bool:
        """Whether it is an adjective (重要だ, 望ましい)."""
        if self.core.tag.startswith("形容詞"):
            return True
        return "形状詞" in self.core.tag and (
            not self.function
            or self.function[0].tag.startswith(("助動詞", "補助記号", "助詞-終助詞"))
            or self.function[0].text in ("と", "か")
        )


def _as_meant(words: Parsed) -> Parsed:
    """Words with 行った of を行う told from that of 行く, which the dictionary does not, and what can be done from what is."""
    found = list(words)
    for number, word in enumerate(words[1:], 1):
        acted_on = any(it.head == number and words[at + 1].text == "を" for at, it in enumerate(words[: number - 1]))
        if word.tag.startswith("動詞") and word.form.startswith("下一段"):
            found[number] = word._replace(lemma=_without_can(word.lemma))
        if word.text == "行っ" and word.lemma == "行く" and (words[number - 1].text in "をはも" or acted_on):
            found[number] = word._replace(lemma="行う", tag="動詞-一般")
    return tuple(found)


def _without_can(lemma: str) -> str:
    """A verb for that of being able to do it (満たせる: 満たす), where the table of acts knows the one and not the other."""
    base = lemma[:-2] + _CAN.get(lemma[-2:-1], "")
    return base if lemma not in acts() and acts().get(base) else lemma


def phrases_of(words: Parsed) -> tuple[Phrase, ...]:
    """Group words into phrases.

    Examples
    --------
    >>> words = (Word(0, 2, "調査", "調査", "名詞-普通名詞-サ変可能", "", "obj", 2), Word(2, 3, "を", "を", "助詞-格助詞", "", "case", 0),
    ...     Word(3, 5, "行う", "行う", "動詞-一般", "", "ROOT", 2))
    >>> [(phrase.text, phrase.tail, phrase.head) for phrase in phrases_of(words)]
    [('調査', 'を', 1), ('行う', '', 1)]
    """
    words = _as_meant(words)
    groups: list[list[int]] = []
    borders: list[int] = []  # number of content words of each group
    for number, word in enumerate(words):
        if groups and _is_function(words, number):
            groups[-1].append(number)
        elif groups and len(groups[-1]) == borders[-1] and _joins(words[number - 1], word):
            groups[-1].append(number)
            borders[-1] += 1
        else:
            groups.append([number])
            borders.append(1)
    home = {number: index for index, group in enumerate(groups) for number in group}
    return tuple(
        Phrase(
            index,
            tuple(words[number] for number in group[:border]),
            tuple(words[number] for number in group[border:]),
            _head(words, group, home, index),
        )
        for index, (group, border) in enumerate(zip(groups, borders, strict=True))
    )


def is_predicate(phrase: Phrase) -> bool:
    """Whether a phrase is a verb, a noun with する or an adjective."""
    return phrase.is_verb or phrase.is_adjective


def is_passive(phrase: Phrase) -> bool:
    """Whether a predicate is in the passive (れる, られる)."""
    return any(word.lemma in ("れる", "られる") and word.tag == "助動詞" for word in phrase.function)


def lemma_of(phrase: Phrase) -> str:
    """Dictionary form of a predicate, with the noun before する."""
    if phrase.core.tag.startswith(("動詞", "形容詞")):
        return "".join(word.text for word in phrase.content[:-1]) + phrase.core.lemma
    return phrase.text


def _is_function(words: Sequence[Word], number: int) -> bool:
    word = words[number]
    if word.text in _OPENERS:
        return False
    # 部長とも話す: taken for a suffix of nouns; 進むそうです
    if (word.text == "とも" and word.tag.startswith("接尾辞")) or word.tag == "名詞-助動詞語幹":
        return True
    if word.tag.startswith(_FUNCTION_TAGS):
        return True
    if word.dep in _FUNCTION and word.head < number and not word.tag.startswith("接続詞"):
        # とも, に and the like of とともに; a noun that the parser takes for 'fixed' in a compound is none.
        return not word.tag.startswith(("名詞", "接尾辞")) or word.dep == "fixed"
    return _completes(words, number)


def _completes(words: Sequence[Word], number: int) -> bool:
    """Whether a word belongs to the predicate or particle before it, though the parser missed the relation."""
    word, before = words[number], words[number - 1]
    # 進めて/まいる, 支援/する; によって得る is no form of よる
    relation = number > 2 and words[number - 3].text in "にと" and words[number - 2].lemma in _RELATIONS
    after_te = before.tag == "助詞-接続助詞" and before.text in ("て", "で") and not relation
    # 言わざるを得ない
    if word.lemma == "得る" and before.text == "を" and words[number - 2].text == "ざる":
        return True
    # におきまして, に対しまして
    polite = (
        before.text == "に"
        and word.lemma in _RELATIONS
        and words[number + 1 : number + 2]
        and words[number + 1].lemma == "ます"
    )
    if polite:
        return True
    behind_noun = before.tag.startswith(("名詞", "接尾辞-名詞的")) and before.end == word.start
    return word.tag == "動詞-非自立可能" and (after_te or (behind_noun and word.lemma in _LIGHT))


def _joins(before: Word, word: Word) -> bool:
    if before.text in _OPENERS:
        return True
    # 大臣御答弁される
    if word.tag.startswith("接頭辞") and word.text in ("御", "ご"):
        return False
    # 守り抜く, 使い続ける
    if (
        before.tag.startswith("動詞")
        and before.lemma not in _ADVERBS
        and before.form.endswith("連用形-一般")
        and word.tag.startswith("動詞")
        and word.lemma in _SECOND
    ):
        return True
    nouns = before.tag.startswith(_NOUN_TAGS) and word.tag.startswith(_NOUN_TAGS)
    return nouns and not (before.tag == _ADVERBIAL and before.dep != "compound")


def _head(words: Sequence[Word], group: Sequence[int], home: dict[int, int], index: int) -> int:
    outside = [home[words[number].head] for number in group if home[words[number].head] != index]
    return outside[-1] if outside else index
