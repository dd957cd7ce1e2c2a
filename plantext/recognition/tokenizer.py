"""Tokenizer: the words of SudachiPy, as GiNZA cuts them; the only import of sudachipy."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

# SudachiPy refuses longer input: https://github.com/megagonlabs/ginza/issues/242
MAX_BYTES = 49_149
# What tokenize wants to know of a word; by the normalized form, SudachiPy joins the digits of a number.
_FIELDS = ("pos", "normalized_form")
# Begins the parts of speech of places.
PLACE = "名詞-固有名詞-地名"


class Token(NamedTuple):
    """A word; ``pos`` is its part of speech as in spaCy's ``tag_``, such as ``名詞-普通名詞-一般``."""

    start: int
    end: int
    text: str
    pos: str

    @property
    def is_noun(self) -> bool:
        """Whether the word can stand inside a compound noun."""
        return _is_noun(self.pos)

    @property
    def is_number(self) -> bool:
        """Whether the word is a numeral."""
        return self.pos == "名詞-数詞"

    @property
    def is_place(self) -> bool:
        """Whether the dictionary says that the word names a place."""
        return self.pos.startswith(PLACE)

    @property
    def is_latin(self) -> bool:
        """Whether the word begins with a Latin letter."""
        return self.text[0].isascii() and self.text[0].isalpha()


@cache
def _is_noun(pos: str) -> bool:
    return pos.startswith(("名詞", "接頭辞", "接尾辞-名詞的", "形状詞-一般", "記号"))


@cache
def _sudachi(*fields: str) -> Any:
    """The tokenizer; `fields` are what it looks up of a word in the dictionary, all of them unless given."""
    import sudachipy

    return sudachipy.Dictionary(dict="core").create(mode=sudachipy.SplitMode.C, fields=set(fields) or None)


# Faster than the constructor, which has to sort out its arguments.
_NEW = tuple.__new__
# Parts of speech by their number in the dictionary, so that each is joined once.
_TAGS: dict[int, str] = {}


def _tag(word: Any) -> str:
    tag = _TAGS[word.part_of_speech_id()] = "-".join(part for part in word.part_of_speech()[:4] if part != "*")
    return tag


def tokenize(text: str, offset: int = 0) -> list[Token]:
    """Cut a folded text into words (split mode C, as GiNZA does); white space is a word of its own.

    Parameters
    ----------
    text : str
        One of more than :data:`MAX_BYTES` in UTF-8 is cut in the middle.
    offset : int
        Added to every position.

    Examples
    --------
    >>> [token.text for token in tokenize("総務省が発表")]
    ['総務省', 'が', '発表']
    """
    if 4 * len(text) > MAX_BYTES and len(text.encode()) > MAX_BYTES:
        half = len(text) // 2
        return [*tokenize(text[:half], offset), *tokenize(text[half:], offset + half)]
    tokens: list[Token] = []
    start = 0
    # Few texts hold what GiNZA cuts once more.
    glued = "(" in text or "等" in text
    # Looked up once, not once a word.
    known, new, add = _TAGS.get, _NEW, tokens.append
    for word in _sudachi(*_FIELDS).tokenize(text):  # one begins where the other ends
        end = word.end()
        piece = text[start:end]
        pos = known(word.part_of_speech_id()) or _tag(word)
        if glued and end - start > 1 and ("(" in piece or piece[-1] == "等"):
            tokens += _pieces(start + offset, piece, pos)
        elif piece:
            add(new(Token, (start + offset, end + offset, piece, pos)))
        start = end
    return tokens


def compound_parts(text: str) -> list[list[Token]]:
    """Cut a text into words (split mode C), each with the words that it is made of (split mode B).

    Examples
    --------
    >>> [[part.text for part in word] for word in compound_parts("情報通信技術分科会")]
    [['情報', '通信', '技術'], ['分科会']]
    """
    import sudachipy

    cut: list[list[Token]] = []
    for word in _sudachi().tokenize(text):
        parts = [(part.begin(), part.end(), _tag(part)) for part in word.split(sudachipy.SplitMode.B, add_single=True)]
        cut.append([Token(start, end, text[start:end], pos) for start, end, pos in parts])
    return cut


def readings(text: str) -> list[tuple[str, str, str]]:
    """Cut a text into words with their readings in katakana (empty for signs) and parts of speech.

    Examples
    --------
    >>> readings("総務省")
    [('総務省', 'ソウムショウ', '名詞-普通名詞-一般')]
    """
    words = [(word.surface(), word.reading_form(), _tag(word)) for word in _sudachi().tokenize(text)]
    return [(surface, "" if pos.startswith(("補助記号", "空白")) else reading, pos) for surface, reading, pos in words]


def _pieces(start: int, word: str, pos: str) -> list[Token]:
    """The words that GiNZA makes of one: those in and around brackets (英国(ロンドン)), a name and its 等."""
    if "(" in word:
        return [
            Token(
                start + match.start(),
                start + match.end(),
                match.group(),
                "補助記号-括弧" if match.group() in "()" else pos,
            )
            for match in re.finditer(r"[()]|[^()]+", word)
        ]
    end = start + len(word)
    if "固有名詞" in pos:
        return [Token(start, end - 1, word[:-1], pos), Token(end - 1, end, "等", "接尾辞-名詞的-副詞可能")]
    return [Token(start, end, word, pos)]
