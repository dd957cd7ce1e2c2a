"""Measures (施策) of a plan: the lines of their template, and the records made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plantext.reading.marks import fold_number
from plantext.reading.pieces import Piece
from plantext.records import Measure

_MEASURE = re.compile(
    r"""
    [\[［【〔]?\s{0,2}                                     # [
    (?:No|NO|Ｎｏ|№|施策番号|施策)\s{0,2}[.．:：]?\s{0,2}  # No.
    (?P<number>
        [0-9０-９]{1,3}                                     # 1
        (?:[-－‐‑‒–−―.．][0-9０-９]{1,3}){0,3}              # -1
    )
    \s{0,2}[\]］】〕][\s\u3000]{0,3}                      # ]
    """,
    re.VERBOSE,
)
_OWNER = re.compile(
    r"""
    [○●・◯]?\s{0,2}                                       # ○
    (?:主担当|担当|主管|所管)
    (?:府省庁|省庁|府省|部局|府省庁等|府省庁名)
    [\s\u3000]{0,2}(?:[:：][\s\u3000]{0,3}|$)             # a colon, or the line's end
    """,
    re.VERBOSE,
)
_KPI = re.compile(
    r"""
    [○●・◯]?\s{0,2}                                       # ○
    (?:KPI|ＫＰＩ)(?:[（(][^）)]{0,20}[）)])?                # KPI（重要業績評価指標）
    [\s\u3000]{0,2}(?:[:：][\s\u3000]{0,3}|$)             # a colon, or the line's end
    """,
    re.VERBOSE,
)
# What the template prints for an empty field.
_NONE = frozenset(("", "-", "－", "―", "—", "‐", "‑", "‒", "–", "なし", "該当なし"))
_PADDING = " :：\u3000"


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A line of a measure's template.

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
    """Find what a line is in the template of a measure; None for any other line.

    Examples
    --------
    >>> find_policy_line("[No.1-2] 国際的なデータ流通の推進")
    PolicyLine(kind='measure', mark='[No.1-2]', number='1-2')
    >>> find_policy_line("主担当府省庁：総務省").kind
    'owner'
    """
    match = _MEASURE.match(line)
    if match:
        return PolicyLine("measure", match.group().rstrip(), fold_number(match.group("number")))
    for kind, pattern in (("owner", _OWNER), ("kpi", _KPI)):
        match = pattern.match(line)
        if match:
            return PolicyLine(kind, match.group().rstrip())
    return None


def split_ministries(line: str) -> tuple[str, ...]:
    """Split what follows 主担当府省庁 into ministries, in the order printed; ``-`` stands for none.

    Examples
    --------
    >>> split_ministries("総務省・法務省、外務省")
    ('総務省', '法務省', '外務省')
    """
    for separator in "・･，,;；/／\u3000\t\n":
        line = line.replace(separator, "、")
    names = (name.strip() for name in line.split("、"))
    return tuple(name for name in names if name and name not in _NONE)


@dataclass
class OpenMeasure:
    """A measure whose blocks are still coming in."""

    number: str
    title: str
    section: str
    first_page: int
    last_page: int
    ministries: list[str] = field(default_factory=list)
    kpi: list[str] = field(default_factory=list)
    n_sentences: int = 0

    def add(self, piece: Piece, n_sentences: int) -> None:
        """Add a block of the measure, and the number of its sentences."""
        self.last_page = max(self.last_page, piece.page_at(len(piece.text)))
        if piece.kind == "owner":
            named = "担当" in piece.mark or "管" in piece.mark
            self.ministries += split_ministries(piece.text[len(piece.mark) if named else 0 :].strip(_PADDING))
        elif piece.kind == "kpi":
            named = piece.mark.upper().startswith(("KPI", "ＫＰＩ"))
            kpi = piece.text[len(piece.mark) if named else 0 :].strip(_PADDING)
            if kpi not in _NONE:
                self.kpi.append(kpi)
        elif piece.kind in ("paragraph", "bullet"):
            self.n_sentences += n_sentences

    def close(self) -> Measure:
        """Make the record."""
        return Measure(
            self.number,
            self.title,
            self.section,
            tuple(self.ministries),
            "\n".join(self.kpi),
            (self.first_page, self.last_page),
            self.n_sentences,
        )
