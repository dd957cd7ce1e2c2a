"""Names without an English one, in Latin letters: Hepburn without macrons."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from plantext.recognition.tokenizer import readings

_ROWS = {
    "アイウエオ": "a i u e o", "カキクケコ": "ka ki ku ke ko", "サシスセソ": "sa shi su se so", "タチツテト": "ta chi tsu te to",
    "ナニヌネノ": "na ni nu ne no", "ハヒフヘホ": "ha hi fu he ho", "マミムメモ": "ma mi mu me mo", "ヤユヨ": "ya yu yo",
    "ラリルレロ": "ra ri ru re ro", "ワヰヱヲ": "wa i e o", "ガギグゲゴ": "ga gi gu ge go", "ザジズゼゾ": "za ji zu ze zo",
    "ダヂヅデド": "da ji zu de do", "バビブベボ": "ba bi bu be bo", "パピプペポ": "pa pi pu pe po", "ヴ": "vu",
    "ァィゥェォ": "a i u e o", "ャュョヮ": "ya yu yo wa",
}  # fmt: skip
_KANA = {kana: latin for row, said in _ROWS.items() for kana, latin in zip(row, said.split(), strict=True)}
_SMALL = "ャュョァィゥェォ"
_SIBILANT = ("sh", "ch", "j")  # Before a small ya, yu or yo, no y: sha, chu, jo


def _syllables(kana: str) -> list[str]:
    """The syllables of a word in katakana; ッ and ー stand for themselves, ン is n."""
    said: list[str] = []
    for letter in kana:
        if letter in _SMALL and said and said[-1][-1] in "iueo":
            stem = said[-1][:-1]
            vowel = _KANA[letter]
            said[-1] = stem + (vowel[1:] if vowel[0] == "y" and stem in _SIBILANT else vowel)
        else:
            said.append("n" if letter == "ン" else letter if letter in "ッー" else _KANA.get(letter, letter))
    return said


def _latin(kana: str) -> str:
    parts = _syllables(kana)
    word = ""
    for number, part in enumerate(parts):
        following = parts[number + 1] if number + 1 < len(parts) else ""
        if part == "ッ":
            word += "t" if following.startswith("ch") else following[:1]
        elif part != "ー":
            word += part
    return word.replace("ou", "o").replace("oo", "o").replace("uu", "u")


_LATIN_OR_NOT = re.compile("[!-~]+|[^!-~]+")
_TOGETHER = re.compile(
    "[A-Za-z0-9.&+'_/-]{2}"
)  # Round the end of a word: what stands without a space is one (5G, Web3.0)


@lru_cache(maxsize=4096)
def romanise(name: str) -> str:
    """Write a name in Latin letters by its reading, a word at a time; what is no Japanese stays.

    Examples
    --------
    >>> romanise("電力レジリエンスWG"), romanise("東京都")
    ('Denryoku Rejiriensu WG', 'Tokyoto')
    >>> romanise("ＰＰＰ／ＰＦＩの推進"), romanise("u-Japan政策"), romanise("５Ｇの整備")
    ('PPP/PFI no Suishin', 'u-Japan Seisaku', '5G no Seibi')
    """
    if name.isascii():
        return name
    words: list[str] = []
    # Full-width letters (ＰＤＣＡ) are Latin already.
    name = unicodedata.normalize("NFKC", name)
    end = 0
    for surface, reading, pos in readings(name):
        start, end = end, end + len(surface)
        parts = _LATIN_OR_NOT.findall(surface)
        if len(parts) > 1:
            # A word of both, PDCAサイクル, has a reading that spells the letters.
            words += [romanise(part) for part in parts]
            continue
        if surface.isascii() or not reading:
            said = surface.translate(str.maketrans("（）「」『』・、　", '()""""  ,'.replace("  ,", " , ")))
        else:
            said = _latin(reading)
            said = said if pos.startswith(("助詞", "助動詞")) else said[:1].upper() + said[1:]
        if surface.isascii() and start and _TOGETHER.match(name, start - 1):
            words[-1] += said
        elif pos.startswith("接尾辞") and words and not surface.isascii():
            words[-1] += said.lower()
        elif said.strip():
            words.append(said.strip())
    latin = " ".join(words).replace("( ", "(").replace(" )", ")").replace(" ,", ",")
    for mark in "-/":
        if f" {mark} " not in name:
            latin = latin.replace(f" {mark} ", mark)
    return latin
