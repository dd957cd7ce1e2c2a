"""How the lines of a dumped page were set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plantext.text import display_width


@dataclass(frozen=True)
class Setting:
    """How a page was set.

    Parameters
    ----------
    width : int
        Columns of a full line.
    even : bool
        Whether enough lines are as wide for a short one to mean something.
    narrowed : bool
        Whether brackets were full width in print and are half width in the dump.
    """

    width: int
    even: bool
    narrowed: bool = False

    def measure(self, line: str) -> int:
        """Columns that a line took in print."""
        text = line.strip()
        return display_width(text) + (len(_NARROWED.findall(text)) if self.narrowed else 0)


# Signs that hosts write half width where the page has them full width.
_NARROWED = re.compile(r"(?<=[^\x00-\x7f])[():\[\]]|[():\[\]](?=[^\x00-\x7f])")


def find_setting(lines: Sequence[str]) -> Setting:
    """Find how wide the lines of a page were set, also from few lines.

    Examples
    --------
    >>> find_setting(["一行が十五字の文章の例である。", "十五字で折り返した二つ目の行", "末尾。"])
    Setting(width=30, even=True, narrowed=False)
    """
    plain = _find_width(lines, narrowed=False)
    wide = _find_width(lines, narrowed=True)
    # Brackets were full width where that makes clearly more lines equal.
    return wide[1] if wide[0] * 10 > plain[0] * 11 else plain[1]


def _find_width(lines: Sequence[str], *, narrowed: bool) -> tuple[int, Setting]:
    """How many lines are about as wide as the widest, and the setting that this makes."""
    setting = Setting(0, False, narrowed)
    widths = sorted((setting.measure(line) for line in lines if line.strip()), reverse=True)
    if not widths:
        return 0, setting
    # Notes are set smaller, so that their lines hold more: full lines hold most of the text, and need not be the longest. A line justified
    # or cut at a stop lacks up to three characters.
    filled = {full: sum(width for width in widths if full - 6 <= width <= full) for full in set(widths)}
    most = max(filled.values())
    full = max(width for width, columns in filled.items() if columns * 10 >= most * 9)
    near = sum(full - 6 <= width <= full + 4 for width in widths)
    return sum(abs(width - full) <= 2 for width in widths), Setting(full, near * 4 >= len(widths), narrowed)
