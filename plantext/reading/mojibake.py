"""Mojibake: UTF-8 that somebody decoded as Shift_JIS before the file reached us."""

from __future__ import annotations

_SIGNS = frozenset("縺繧繝縲蜿荳邱遉譌\ufffd\x80")


def is_garbled(line: str) -> bool:
    """Whether a line is UTF-8 that was once decoded as Shift_JIS.

    Undoing that decoding turns a garbled line into kana; a sound line falls apart under it.

    Parameters
    ----------
    line : str
        One line.

    Returns
    -------
    bool
        True for garbled lines.
    """
    signs = sum(character in _SIGNS for character in line)
    if signs < 2 or signs * 12 < len(line):
        return False
    undone = line.encode("cp932", "ignore").decode("utf-8", "ignore")
    kana = sum("\u3041" <= character <= "\u30fc" for character in undone)
    kept = sum("\u3041" <= character <= "\u3096" for character in line)
    return kana > kept and kana >= 1
