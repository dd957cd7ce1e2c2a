"""Text layers that are no text: fonts without a map to Unicode, or with a wrong one."""

from __future__ import annotations

import math
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple

from plantext.errors import Message
from plantext.reading.pdf.glyphs import Line
from plantext.records import Note

# Pairs of characters that follow one another, by the script.
_PAIRS: dict[str, frozenset[tuple[str, str]]] = {
    script: frozenset((first, second) for first, seconds in rows.items() for second in seconds)
    for script, rows in tomllib.loads(
        Path(__file__).parents[1].joinpath("neighbours.toml").read_text(encoding="utf-8")
    ).items()
}
_RUNS = {"hiragana": re.compile("[ぁ-ん]{2,}"), "kanji": re.compile("[一-鿿]{2,}")}
# Pages of ordinary text keep a distance of a third and more to each bound (tests/reading/pdf/test_legibility.py).
_LOST = 0.2
_ALIEN = 0.1
_ODD_KANA = 0.25
_RARE = 0.35
_KNOWN = 0.13
# Characters, pairs of hiragana, kanji and pairs of kanji under which a share tells nothing.
_FEW, _FEW_KANA, _FEW_KANJI, _FEW_PAIRS = 8, 12, 20, 40


class Legibility(NamedTuple):
    """What of a text is no Japanese.

    Parameters
    ----------
    lost : float
        Share of characters without a Unicode value.
    alien : float
        Share of letters that texts in Japanese do not hold.
    odd_kana : float
        Share, at least, of pairs of hiragana that do not follow one another in ordinary text.
    rare : float
        Share of kanji outside the first level of JIS X 0208.
    known : float
        Share of pairs of kanji that are frequent in texts of policy.
    """

    lost: float = 0.0
    alien: float = 0.0
    odd_kana: float = 0.0
    rare: float = 0.0
    known: float = 1.0

    @property
    def is_text(self) -> bool:
        """Whether a reader could read it."""
        right = self.alien < _ALIEN and self.odd_kana < _ODD_KANA and self.rare < _RARE and self.known > _KNOWN
        return right and self.lost < _LOST


def measure_text(text: str, lost: int = 0) -> Legibility:
    """Measure how much of a text is no Japanese, and no Latin text either.

    Parameters
    ----------
    lost : int
        Characters known to have no Unicode value.

    Examples
    --------
    >>> measure_text("この計画は、関係府省庁が連携して進めるものである。").is_text
    True
    >>> measure_text("ぜみ詰粋む、閤郡肱噂沙ぎ雑捌げづ仔ゅゐぺぜゑぼゎぉづ。" * 3).is_text
    False
    """
    text = "".join(text.split())
    if len(text) < _FEW:
        return Legibility(lost / len(text) if text else 0.0)
    counts = Counter(text)  # a page repeats its characters: each is judged once
    lost = max(lost, sum(n for one, n in counts.items() if one == "\ufffd" or "\ue000" <= one <= "\uf8ff"))
    alien = sum(n for one, n in counts.items() if one > "\x7f" and _is_alien(one))
    kana, usual = _count_pairs(text, "hiragana")
    kanji, known = _count_pairs(text, "kanji")
    single = {one: n for one, n in counts.items() if "一" <= one <= "鿿"}
    total = sum(single.values())
    return Legibility(
        lost / len(text),
        alien / len(text),
        _at_least(kana - usual, kana),
        sum(n for one, n in single.items() if not _is_common(one)) / total if total >= _FEW_KANJI else 0.0,
        known / kanji if kanji >= _FEW_PAIRS else 1.0,
    )


def _at_least(odd: int, pairs: int) -> float:
    """Share of odd pairs, less what chance may add to the bound in a text so short."""
    return max(0.0, odd - 2 * math.sqrt(pairs * _ODD_KANA * (1 - _ODD_KANA))) / pairs if pairs >= _FEW_KANA else 0.0


def _count_pairs(text: str, script: str) -> tuple[int, int]:
    """Number of pairs of a script's characters, and of those that are usual."""
    runs = _RUNS[script].findall(text)
    return sum(map(len, runs)) - len(runs), sum(map(_PAIRS[script].__contains__, chain(*map(pairwise, runs))))


def _is_alien(character: str) -> bool:
    """Whether a letter belongs to no script of Japanese texts, Greek and Cyrillic among them."""
    if character < "\u0250" or "\u0400" <= character < "\u3000" or "\ua000" <= character < "\uf900":
        return unicodedata.category(character)[0] in "LM" and character not in "ªº"
    return unicodedata.category(character) in ("Cn", "Cc", "Lm") and character not in "々ゝゞヽヾー〻ｰﾞﾟ"


def _is_common(character: str) -> bool:
    # The first level holds the kanji in use; its rows are 16 to 47.
    code = character.encode("euc_jp", "ignore")
    return len(code) == 2 and 0xB0 <= code[0] <= 0xCF


def check_lines(lines: Sequence[Line], number: int) -> tuple[list[Line], list[Note], bool]:
    """Tell from their characters whether the lines of a page are text.

    Returns
    -------
    list of Line
        The lines that are text; none where most of the page is not.
    list of Note
        What was left out or is in doubt.
    bool
        Whether the page is lost as text, so that only its picture tells what it says.
    """
    text = "".join(line.text for line in lines)
    # A bullet of its own font stands alone.
    lost = sum(line.unmapped for line in lines if line.unmapped > 1)
    found = measure_text(text, lost)
    if not found.is_text:
        what = (
            Message("{lost:.0%} of its characters have no Unicode value", lost=found.lost)
            if found.lost >= _LOST
            else Message("its fonts' map to Unicode is wrong")
        )
        message = Message("The page's text is no text: {what}. It was left out.", what=what)
        return [], [Note("unread", message, number, text[:40], 0.2)], True
    bad = [line for line in lines if line.unmapped > 1 and 4 * line.unmapped > len("".join(line.text.split()))]
    if bad:
        message = Message(
            "{n} characters have no Unicode value in this file's fonts: what they stand in is not right.",
            n=sum(line.unmapped for line in bad),
        )
        return list(lines), [Note("uncertain", message, number, bad[0].text[:40], 0.3)], False
    return list(lines), [], False
