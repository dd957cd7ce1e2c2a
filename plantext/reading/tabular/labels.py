"""The name of who speaks, printed before a speech, taken out of its text."""

from __future__ import annotations

import re

from plantext.reading.turns.naming import parse_label
from plantext.reading.turns.notations import OPENERS, find_labels
from plantext.reading.turns.posts import SPLIT

_AFTER = " \t\r\n\u3000：:"
_NAME = 20
_GAP = r"[\s\u3000]{0,3}"
# The posts as they may follow a surname without a space; the longest that fits.
_POST = re.compile(SPLIT["posts"])


def without_label(text: str, speaker: str) -> str:
    """Return a speech without the name of who speaks before it.

    Parameters
    ----------
    speaker : str
        As the table has it.

    Examples
    --------
    >>> without_label("○議長（甲野太郎君）　これより開きます。", "甲野太郎")
    'これより開きます。'
    >>> without_label("○甲野（太）委員　質問します。", "甲野太郎")
    '質問します。'
    >>> without_label("○甲野太郎君国会法について述べます。", "甲野太郎")
    '国会法について述べます。'
    >>> without_label("甲野太郎は出席した。", "甲野太郎")
    '甲野太郎は出席した。'
    """
    bare, column = text.lstrip(), _bare(speaker)
    name = parse_label(speaker).name or column
    ends = {label.end: said for label in find_labels(bare) if (said := _names(label.speaker, column, name))}
    if ends:
        # Of two labels, 甲野 and 甲野　太郎君, the one that says more of the name.
        return bare[max(ends, key=lambda end: ends[end]) :]
    end = _glued(bare, name) if name and bare[:1] in OPENERS and len(name) <= _NAME else 0
    return bare[end:].lstrip(_AFTER) if end else text


def _names(label: str, column: str, name: str) -> int:
    """How many characters of the speaker's name a label holds."""
    if _bare(label) == column:
        return len(column)
    printed = parse_label(label).name
    return len(printed) if name.startswith(printed) else 0


def _bare(speaker: str) -> str:
    return "".join(speaker.split())


def _glued(bare: str, name: str) -> int:
    """Where the name or its beginning and a post end that no space sets apart from the speech; 0 where they do not stand there."""
    for length in range(len(name), 0, -1):
        spaced = _GAP.join(map(re.escape, name[:length]))
        given = "" if length == len(name) else "(?:[（(].[）)])?"
        printed = re.match(rf".{_GAP}{spaced}{given}", bare)
        if printed:
            post = _POST.match(bare, printed.end())
            return post.end() if post else printed.end() if length == len(name) else 0
    return 0
