"""Which words of a parsed sentence make one phrase, and what they mean where the dictionary does not tell."""

from __future__ import annotations

from collections.abc import Sequence

from plantext.clauses.parse import Parsed, Word
from plantext.clauses.rules import acts, word_list

LIGHT = word_list("light")
_FUNCTION = frozenset({"case", "aux", "cop", "mark", "punct", "fixed", "clf"})
_FUNCTION_TAGS = ("助詞", "助動詞", "補助記号", "空白", "接尾辞-動詞的", "接尾辞-形容詞的")
_NOUN_TAGS = ("名詞", "接頭辞", "接尾辞", "記号", "形状詞-一般", "代名詞")
_OPENERS = "「『（(【〔［[〈《"
_RELATIONS = word_list("relation")
_ADVERBS = word_list("adverb")
# 満たせる: 満たす
_CAN = {"え": "う", "せ": "す", "れ": "る"}
_SECOND = word_list("second")
_ADVERBIAL = "名詞-普通名詞-副詞可能"
_POLITE = word_list("polite")
# 連用形 and the ending of its verb
_ENDINGS = dict(zip("いきぎしちにびみり", "うくぐすつぬぶむる", strict=True))
_E_ROW = "えけげせてねべめれ"
_IN_STEM = "りいきち"
# Formal nouns in characters: behind a clause they are those in kana (行う事が急務).
_IN_KANA = {"事": "こと", "物": "もの", "所": "ところ", "為": "ため"}


def as_meant(words: Parsed) -> Parsed:
    """Words with 行った of を行う told from that of 行く, which the dictionary does not, and what can be done from what is."""
    found = list(words)
    for number, word in enumerate(words[1:], 1):
        acted_on = any(it.head == number and words[at + 1].text == "を" for at, it in enumerate(words[: number - 1]))
        if word.tag.startswith("動詞") and word.form.startswith("下一段"):
            found[number] = word._replace(lemma=_without_can(word.lemma))
        if word.text in _IN_KANA and "連体形" in words[number - 1].form:
            found[number] = word._replace(text=_IN_KANA[word.text])
        if _is_noun(word):
            found[number] = word._replace(tag="名詞-普通名詞-一般", form="")
        elif base := _verb_of(words, number):
            found[number] = word._replace(lemma=base, tag="動詞-一般", form="連用形-一般")
        if _takes_object(words, number):
            found[number - 2] = found[number - 2]._replace(head=number)
        if word.text == "行っ" and word.lemma == "行く" and (words[number - 1].text in "をはも" or acted_on):
            found[number] = word._replace(lemma="行う", tag="動詞-一般")
    return tuple(found)


def _is_noun(word: Word) -> bool:
    """Whether what the dictionary has as a verb is a noun by its spelling: a verb shows its ending in kana (引込口)."""
    inflected = word.tag == "動詞-一般" and word.form.endswith("連用形-一般")
    return inflected and len(word.text) > 1 and all("\u4e00" <= character <= "\u9fff" for character in word.text)


def _verb_of(words: Parsed, number: int) -> str:
    """The verb of a noun that stands for its 連用形, since it has an object and goes on (予算を見直し、); empty for another word."""
    word, after = words[number], words[number + 1 : number + 2]
    stem, last = word.text[:-1], word.text[-1:]
    goes_on = word.tag.startswith("名詞-普通名詞") and len(word.text) > 1 and after and after[0].text in "、，"
    if not goes_on or not ("\u4e00" <= stem[-1] <= "\u9fff" or stem[-1] in _IN_STEM):
        return ""
    if not any(it.head == number and words[at + 1].text == "を" for at, it in enumerate(words[:number])):
        return ""
    if last in _ENDINGS:
        return stem + _ENDINGS[last]
    return f"{word.text}る" if last in _E_ROW else ""


def _takes_object(words: Parsed, number: int) -> bool:
    """Whether a verb in 連用形 has the を before it, whatever the parser gave that to (対策を講じ事業を行う)."""
    word, before, after = words[number], words[number - 2 : number], words[number + 1 : number + 2]
    serial = word.tag == "動詞-一般" and word.form.endswith("連用形-一般") and after and after[0].tag.startswith("名詞")
    return bool(serial) and len(before) == 2 and before[1].text == "を" and before[0].tag.startswith(("名詞", "接尾辞"))


def _without_can(lemma: str) -> str:
    """A verb for that of being able to do it (満たせる: 満たす), where the table of acts knows the one and not the other."""
    base = lemma[:-2] + _CAN.get(lemma[-2:-1], "")
    return base if lemma not in acts() and acts().get(base) else lemma


def is_function(words: Sequence[Word], number: int) -> bool:
    """Whether a word is a particle, an auxiliary or a mark, and belongs to the word of content before it."""
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
    # お開き願う, お答え申し上げる
    polite = number > 1 and words[number - 2].text in ("お", "ご", "御") and "連用形" in before.form
    if polite and before.tag.startswith("動詞") and word.lemma in _POLITE:
        return True
    # 言わざるを得ない
    if word.lemma == "得る" and before.text == "を" and words[number - 2].text == "ざる":
        return True
    # におきまして, に対しまして
    related = (
        before.text == "に"
        and word.lemma in _RELATIONS
        and words[number + 1 : number + 2]
        and words[number + 1].lemma == "ます"
    )
    if related:
        return True
    behind_noun = before.tag.startswith(("名詞", "接尾辞-名詞的")) and before.end == word.start
    return word.tag == "動詞-非自立可能" and (after_te or (behind_noun and word.lemma in LIGHT))


def joins(before: Word, word: Word) -> bool:
    """Whether two words of content are one compound (守り抜く, 地方自治体)."""
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
    # 義務付ける
    if before.tag.startswith("名詞") and word.tag.startswith("動詞") and f"{before.text}{word.lemma}" in acts():
        return before.end == word.start
    nouns = before.tag.startswith(_NOUN_TAGS) and word.tag.startswith(_NOUN_TAGS)
    return nouns and not (before.tag == _ADVERBIAL and before.dep != "compound")
