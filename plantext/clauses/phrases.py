"""Phrases (文節) of a parsed sentence: words of content with the particles and auxiliaries behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plantext.clauses.grouping import LIGHT, as_meant, is_function, joins
from plantext.clauses.parse import Parsed, Word


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
            and (self.function[0].lemma in LIGHT)
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


def phrases_of(words: Parsed) -> tuple[Phrase, ...]:
    """Group words into phrases.

    Examples
    --------
    >>> words = (Word(0, 2, "調査", "調査", "名詞-普通名詞-サ変可能", "", "obj", 2), Word(2, 3, "を", "を", "助詞-格助詞", "", "case", 0),
    ...     Word(3, 5, "行う", "行う", "動詞-一般", "", "ROOT", 2))
    >>> [(phrase.text, phrase.tail, phrase.head) for phrase in phrases_of(words)]
    [('調査', 'を', 1), ('行う', '', 1)]
    """
    words = as_meant(words)
    groups: list[list[int]] = []
    borders: list[int] = []  # number of content words of each group
    for number, word in enumerate(words):
        if groups and is_function(words, number):
            groups[-1].append(number)
        elif groups and len(groups[-1]) == borders[-1] and joins(words[number - 1], word):
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


def _head(words: Sequence[Word], group: Sequence[int], home: dict[int, int], index: int) -> int:
    outside = [home[words[number].head] for number in group if home[words[number].head] != index]
    return outside[-1] if outside else index
