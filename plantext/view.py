"""A normalised view of a text that can always be undone.

Matching works on the view (NFKC, typesetting spaces gone); every result is mapped back to the
characters as printed, so that nothing downstream ever sees a text that the document does not hold.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_CJK = r"\u3005-\u30ff\u3400-\u9fff\uff01-\uff9f"
_JOINABLE_SPACE = re.compile(
    rf"(?<=[{_CJK}])[ \u3000\u00a0]+(?=[{_CJK}0-9A-Za-z])|(?<=[0-9A-Za-z])[ \u3000\u00a0]+(?=[{_CJK}])"
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")


@lru_cache(maxsize=65536)
def _fold(character: str) -> str:
    return unicodedata.normalize("NFKC", character).translate(_DASHES)


@dataclass(frozen=True)
class View:
    """A folded text with, for each of its characters, the offset printed.

    Parameters
    ----------
    text : str
        The folded text: NFKC, one kind of hyphen, no space that typesetting put between Japanese
        characters or between Japanese and Latin ones.
    starts, ends : tuple of int
        For character *i* of ``text``, the half-open range of the original that it came from.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

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
        gaps = {i for match in _JOINABLE_SPACE.finditer(printed) for i in range(*match.span())}
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for i, character in enumerate(printed):
            if i in gaps:
                continue
            if character in "\u3099\u309a\uff9e\uff9f" and text:
                composed = unicodedata.normalize("NFKC", text[-1] + character)
                if len(composed) == 1:
                    text[-1] = composed
                    ends[-1] = i + 1
                    continue
            for folded in _fold(character):
                text.append(folded)
                starts.append(i)
                ends.append(i + 1)
        return cls("".join(text), tuple(starts), tuple(ends))

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
    return View.of(printed).text.strip()
