"""The lines of a 施策集: 施策 headings, 主担当府省庁 and KPI."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_MEASURE = re.compile(
    r"[\[［【〔]?\s{0,2}(?:No|NO|Ｎｏ|№|施策番号|施策)\s{0,2}[.．:：]?\s{0,2}"
    r"(?P<number>[0-9０-９]{1,3}(?:[-－‐‑‒–−―.．][0-9０-９]{1,3}){0,3})\s{0,2}[\]］】〕][\s\u3000]{0,3}"
)
_OWNER = re.compile(
    r"[○●・◯]?\s{0,2}(?:主担当|担当|主管|所管)(?:府省庁|省庁|府省|部局|府省庁等|府省庁名)[\s\u3000]{0,2}(?:[:：][\s\u3000]{0,3}|$)"
)
_KPI = re.compile(r"[○●・◯]?\s{0,2}(?:KPI|ＫＰＩ)(?:[（(][^）)]{0,20}[）)])?[\s\u3000]{0,2}(?:[:：][\s\u3000]{0,3}|$)")


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A line that a measure's template prints.

    Parameters
    ----------
    kind : str
        ``measure``, ``owner`` or ``kpi``.
    mark : str
        The words of the template, as printed.
    number : str
        A measure's number, folded; else empty.
    """

    kind: str
    mark: str
    number: str = ""


def find_policy_line(line: str) -> PolicyLine | None:
    """What a line is in the template of a measure.

    Parameters
    ----------
    line : str
        A line without indentation.

    Returns
    -------
    PolicyLine or None
        None for any other line.
    """
    match = _MEASURE.match(line)
    if match:
        number = unicodedata.normalize("NFKC", match.group("number"))
        for dash in "‐‑‒–−―":
            number = number.replace(dash, "-")
        return PolicyLine("measure", match.group().rstrip(), number)
    for kind, pattern in (("owner", _OWNER), ("kpi", _KPI)):
        match = pattern.match(line)
        if match:
            return PolicyLine(kind, match.group().rstrip())
    return None
