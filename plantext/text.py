"""A normalised view of a text that can always be undone, and how wide text is set.

Matching works on the view (NFKC, variants of a character as one, typesetting spaces gone); every result is mapped back to the
characters as printed, so that nothing downstream ever sees a text that the document does not hold.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_CJK = r"\u2e80-\u2fdf\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff"
# Characters without a width: joiners, directions, hyphens that are printed at a line's end alone, byte order marks.
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
# What chooses between the shapes of the character before it.
_SELECTOR = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_SPACES = re.compile(f"[ \u3000\u00a0\u2000-\u200a\u202f\u205f{_INVISIBLE}]+")
_JAPANESE = re.compile(rf"[{_CJK}]")
_JOINED = re.compile(rf"[{_CJK}0-9A-Za-z]")
# Letters of any width: behind a small one, a space parts two words (Ｌａｗ Ｃｏｍｍｉｓｓｉｏｎ).
_SMALL, _LETTER = re.compile("[a-z\uff41-\uff5a]"), re.compile("[A-Za-z\uff21-\uff3a\uff41-\uff5a]")
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
"""What prints like a hyphen, as a table for ``str.translate``."""
# Marks that may melt into the character before them.
_VOICED = re.compile("[\u3099\u309a\uff9e\uff9f]")
_SELECTORS = re.compile(f"[{_SELECTOR}]")
_NOTHING = re.compile(f"[{_INVISIBLE}{_SELECTOR}]")
_SPECIAL = re.compile(f"[\u3099\u309a\uff9e\uff9f{_INVISIBLE}{_SELECTOR}\ud800-\udbff]")
_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def _read_variants() -> dict[str, str]:
    """The characters that print like another one, or are an older form of it."""
    table = tomllib.loads(Path(__file__).with_name("variants.toml").read_text(encoding="utf-8"))
    return {pair[0]: pair[1] for pairs in table.values() for pair in pairs.split()}


_VARIANTS = _read_variants()
_TYPESETTING = tomllib.loads(Path(__file__).with_name("typesetting.toml").read_text(encoding="utf-8"))
_BEFORE_HYPHEN, _BEHIND_HYPHEN = (frozenset(_TYPESETTING["hyphens"][side].split()) for side in ("first", "second"))
_OUTER, _INNER, _FORMS = (tuple(_TYPESETTING["lists"][rank].split()) for rank in ("outer", "inner", "forms"))
# What a name beside a gap reaches up to, and how much of it is looked at.
_NO_NAME = re.compile(r"[\s\u3000、。，．・:：;；（）()「」『』【】\[\]]")
_LONGEST_NAME = 40
# Circled and raised digits: marks of lists and notes, which folding would glue to the word or year behind them.
NOTE_MARK = re.compile("[\u00b2\u00b3\u00b9\u2070-\u209c\u2460-\u24ff\u2776-\u2793]")
# A word with one hyphen between small letters; addresses are no words.
_HYPHENATED = re.compile(r"(?<![A-Za-z0-9./@_-])([A-Za-z]{0,30}[a-z])-([a-z]{2,30})(?!\.?[A-Za-z0-9/@_-])")


class _Folded(dict[int, str]):
    """What each character folds to, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if _NOTHING.match(character):
            folded = ""
        else:
            folded = unicodedata.normalize("NFKC", character).translate(DASHES)
            folded = _VARIANTS.get(folded, folded)
        self[code] = folded
        return folded


_FOLDED = _Folded()
# Ranges of what nearly every text consists of: none folds to another character but the variants among them.
_PLAIN = (("\n", "\n"), (" ", "~"), ("、", "〃"), ("々", "〇"), ("〈", "】"), ("ぁ", "ゖ"), ("ァ", "ヾ"), ("一", "鿿"))


def _all_but_plain() -> re.Pattern[str]:
    """What may fold to another character."""
    ranges = []
    for first, last in _PLAIN:
        inner = [ord(variant) for variant in sorted(_VARIANTS) if first <= variant <= last]
        firsts, lasts = [ord(first), *(code + 1 for code in inner)], [*(code - 1 for code in inner), ord(last)]
        ranges += [(start, end) for start, end in zip(firsts, lasts, strict=True) if start <= end]
    return re.compile("[^" + "".join(f"\\U{start:08x}-\\U{end:08x}" for start, end in ranges) + "]")


_UNPLAIN = _all_but_plain()


def _fold_each(text: str) -> str:
    """Fold each character by itself; to look for those that change is faster than ``str.translate``."""
    return _UNPLAIN.sub(lambda match: _FOLDED[ord(match[0])], text)


def _is_gap(before: str, after: str) -> bool:
    """Whether white space between two characters is typesetting: one of them is Japanese, the other at least Latin."""
    if not (_JAPANESE.match(before) and _JOINED.match(after)) and not (
        _JOINED.match(before) and _JAPANESE.match(after)
    ):
        return False
    return not (_SMALL.match(before) and _LETTER.match(after))


def _rank(name: str) -> int:
    """Rank of a name by its last word: 1 for those that belong to no other, 2 for others, 0 for what is none."""
    if len(name) < 2 or name in _FORMS:
        return 0
    if name.endswith(_OUTER) or name.startswith("株式会社"):
        return 1
    return 2 if name.endswith(_INNER) else 0


def _parts_names(printed: str, start: int, end: int) -> bool:
    """Whether a gap stands between two names of a list."""
    before = _NO_NAME.split(printed[max(0, start - _LONGEST_NAME) : start])[-1]
    behind = _NO_NAME.split(printed[end : end + _LONGEST_NAME], maxsplit=1)[0]
    left, right = _rank(before), _rank(behind)
    return bool(left and right) and right <= left


def _without_gaps(printed: str) -> tuple[str, Sequence[int]]:
    """The text without the spaces of typesetting, and the offset of each character that is left."""
    edges = [0]
    for match in _SPACES.finditer(printed):
        start, end = match.span()
        if _is_gap(printed[max(0, start - 1) : start], printed[end : end + 1]) and not _parts_names(
            printed, start, end
        ):
            edges += start, end
    if len(edges) == 1:
        return printed, range(len(printed))
    edges.append(len(printed))
    ranges = list(zip(edges[::2], edges[1::2], strict=True))
    return "".join(printed[start:end] for start, end in ranges), [i for span in ranges for i in range(*span)]


def _broken_words(text: str) -> Iterator[int]:
    """The hyphens of a folded text that part a word, as at the end of a line: those that no word has as its own."""
    for match in _HYPHENATED.finditer(text) if "-" in text else ():
        before, behind = match.groups()
        if len(before) > 1 and before.lower() not in _BEFORE_HYPHEN and behind not in _BEHIND_HYPHEN:
            yield match.end(1)


def _whole(kept: Sequence[int], body: str) -> Iterator[tuple[int, str]]:
    """Each character with its offset; two halves of one (surrogates, as some PDFs give them) come together."""
    halves = {match.start() for match in _HALVES.finditer(body)}
    for at, (i, character) in enumerate(zip(kept, body, strict=True)):
        if at in halves:
            yield i, body[at : at + 2]
        elif at - 1 not in halves:
            yield i, character


@dataclass(frozen=True, slots=True)
class View:
    """A folded text with, for each of its characters, the offset printed.

    Parameters
    ----------
    text : str
        The folded text: NFKC, one kind of hyphen, one of the variants of a character (髙, 經, ⻑), nothing
        invisible, no space that typesetting put between Japanese characters or between Japanese and Latin ones (one
        between the names of a list stays), no hyphen that a line's end put into a word (Telecom-munication).
    starts, ends : sequence of int
        For character *i* of ``text``, the half-open range of the original that it came from.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, printed: str) -> View:
        """Fold a text.

        Parameters
        ----------
        printed : str
            The characters as printed.

        Returns
        -------
        View
            The folded text and the way back.
        """
        body, kept = _without_gaps(printed)
        folded = _fold_each(body)
        if len(folded) == len(body) and not _SPECIAL.search(body):  # one for one, as nearly everywhere
            behind = range(1, len(kept) + 1) if isinstance(kept, range) else [i + 1 for i in kept]
            return cls(folded, kept, behind)._mended()
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for i, character in _whole(kept, body):
            if text and _SELECTORS.match(character):
                ends[-1] = i + 1
                continue
            if text and _VOICED.match(character):
                composed = unicodedata.normalize("NFKC", text[-1] + character)
                if len(composed) == 1:
                    text[-1] = composed
                    ends[-1] = i + 1
                    continue
            whole = character if len(character) == 1 else character.encode("utf-16", "surrogatepass").decode("utf-16")
            for one in _FOLDED[ord(whole)]:
                text.append(one)
                starts.append(i)
                ends.append(i + len(character))
        return cls("".join(text), starts, ends)._mended()

    def _mended(self) -> View:
        """The view without the hyphens of broken words; each belongs to the character before it."""
        parted = set(_broken_words(self.text))
        if not parted:
            return self
        kept = [i for i in range(len(self.text)) if i not in parted]
        ends = [self.ends[i + (i + 1 in parted)] for i in kept]
        return View("".join(self.text[i] for i in kept), [self.starts[i] for i in kept], ends)

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """Range of the original that a range of the view came from.

        Parameters
        ----------
        start, end : int
            Half-open, non-empty range of :attr:`text`.

        Returns
        -------
        tuple of int
            Half-open range of the characters as printed.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"range {start}:{end} is empty or outside a view of {len(self.text)} characters")
        return self.starts[start], self.ends[end - 1]


def fold(printed: str) -> str:
    """The folded text alone, for comparing names.

    Parameters
    ----------
    printed : str
        The characters as printed.

    Returns
    -------
    str
        ``View.of(printed).text`` with outer white space removed.
    """
    body, _ = _without_gaps(printed)
    if _SPECIAL.search(body):
        return View.of(printed).text.strip()
    text = _fold_each(body)
    parted = set(_broken_words(text))
    return ("".join(character for i, character in enumerate(text) if i not in parted) if parted else text).strip()


def is_wide(character: str) -> bool:
    """Tell whether a character is set full width, as Japanese is.

    Examples
    --------
    >>> is_wide("計"), is_wide("a")
    (True, False)
    """
    return unicodedata.east_asian_width(character) in "WFA"


def display_width(line: str) -> int:
    """Width of a line in half-width columns.

    Examples
    --------
    >>> display_width("IGF会合")
    7
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line)


def utf16_offset(text: str, offset: int) -> int:
    """The UTF-16 code units before a character, which is how JavaScript counts.

    Parameters
    ----------
    text : str
        Any text.
    offset : int
        Code points before the character, which is how Python counts.

    Returns
    -------
    int
        Each character beyond U+FFFF (𠮷, emoji) counts twice.
    """
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def from_utf16(text: str, units: int) -> int:
    """The way back from :func:`utf16_offset`.

    Parameters
    ----------
    text : str
        Any text.
    units : int
        UTF-16 code units before a character.

    Returns
    -------
    int
        Code points before it; -1 where the offset falls into a character or behind the text.
    """
    if 0 <= units <= len(text) and utf16_offset(text, units) == units:
        return units
    seen = 0
    for offset, character in enumerate(text):
        if seen >= units:
            return offset if seen == units else -1
        seen += 1 + (character > "\uffff")
    return len(text) if seen == units else -1
