"""The stance that a sentence takes by an explicit formula: for, against, concern.

Whatever needs understanding is left to people: of 賛成, 反対, 懸念, 評価する, 容認できない and the like, each in the forms of
``stance.toml``. A formula in a question, a chair's call for a vote or the report of what others think is no stance of the
speaker.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

STANCES = ("for", "against", "concern")
AGREEMENT = {"for": 1, "against": 0, "concern": 0}
"""What a stance counts as in a discourse network."""
_SIGNS = {"for": 1, "against": -1, "concern": 0}
TABLE = Path(__file__).with_name("stance.toml")

# A clause ends where a predicate is conjoined; について、 and として、 carry on.
_BOUNDARY = re.compile(
    r"(?:が|けれども|けれど|ので|から(?!も)|ため|[しりみきけえせてで]|ず|ば|つつ|とともに|一方(?:で)?)、|。"
)
_CARRIES_ON = re.compile(
    r"(?:につい|に対し|に関し|として|とし|によっ|によりまし|にお(?:い|きまし)|につきまし|に当たっ|を通じ|をもっ|まし|まず|ただいま|代表し)(?:て)?、$"
)
_BEHIND = re.compile(r"(?:が|けれども|けれど|ので|から)、")


@dataclass(frozen=True)
class Stance:
    """A formula of stance in a sentence.

    Parameters
    ----------
    start, end : int
        Characters of the formula in the sentence.
    clause : int
        Where the clause with what the stance is about begins.
    stance : str
        ``for``, ``against`` or ``concern``.
    holder : str
        ``speaker`` or ``other``, where the sentence reports others.
    formula : str
        The row of ``stance.toml``.
    """

    start: int
    end: int
    clause: int
    stance: str
    holder: str
    formula: str


@cache
def load_table() -> dict[str, Any]:
    """Load ``stance.toml`` as it is."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


_FORMULAS = {name: re.compile(row["pattern"], re.VERBOSE) for name, row in load_table()["formula"].items()}
_CONTEXT = {name: re.compile(pattern) for name, pattern in load_table()["context"].items() if isinstance(pattern, str)}


def find_stances(text: str, *, own: Collection[str] = ()) -> list[Stance]:
    """Find the stances of a sentence, in order; of overlapping formulas the first row wins.

    Parameters
    ----------
    own : collection of str
        Names that mean the speaker, such as the party or the ministry.

    Examples
    --------
    >>> [(found.stance, found.formula) for found in find_stances("本案に反対の立場から討論します。")]
    [('against', 'opposition')]
    >>> find_stances("本案に賛成の諸君の起立を求めます。")
    []
    """
    found: list[Stance] = []
    for stance in _candidates(text, own):
        if not any(stance.start < other.end and other.start < stance.end for other in found):
            found.append(stance)
    return sorted(found, key=lambda stance: stance.start)


def _candidates(text: str, own: Collection[str]) -> Iterator[Stance]:
    if _CONTEXT["procedure"].search(text):
        return
    for name, row in load_table()["formula"].items():
        for match in _FORMULAS[name].finditer(text):
            negated = _CONTEXT["negation"].match(text, match.end())
            stance = row.get("negated", "none") if negated else row["stance"]
            if stance in STANCES and not _asks(text, match.end()):
                clause = _clause_start(text, match.start())
                if row.get("near"):
                    clause = max(clause, text.rfind("、", 0, match.start()) + 1)
                holder = "other" if _is_reported(text, match) else "speaker"
                if holder == "speaker" and not row.get("impersonal"):
                    holder = _holder(text[clause : match.start()], own)
                yield Stance(match.start(), match.end(), clause, stance, holder, name)


def _asks(text: str, end: int) -> bool:
    """Whether the clause that a formula stands in is a question."""
    rest = text[max(0, end - 2) :]
    boundary = _BEHIND.search(rest)
    if boundary or _CONTEXT["assertion"].search(rest):
        return False
    return bool(_CONTEXT["question"].search(rest))


def _clause_start(text: str, start: int) -> int:
    best = 0
    for boundary in _BOUNDARY.finditer(text, 0, start):
        if not _CARRIES_ON.search(text, 0, boundary.end()):
            best = boundary.end()
    return best


def _is_reported(text: str, match: re.Match[str]) -> bool:
    # The formula's own end may already be the report's verb.
    return bool(_CONTEXT["reported"].search(match.group()[2:] + text[match.end() :]))


def _holder(before: str, own: Collection[str]) -> str:
    """Whose stance it is by the subjects of the clause before the formula."""
    others = [
        found
        for found in _CONTEXT["other"].finditer(before)
        if not any(name and name in before[max(0, found.start() - 20) : found.end()] for name in own)
    ]
    mine = [found.start() for found in _CONTEXT["self"].finditer(before)]
    return "other" if others and not (mine and mine[-1] > others[-1].start() - 8) else "speaker"


def overall(stances: Iterable[Stance]) -> str:
    """The stance of a whole speech: what it declares, or else what prevails; empty where nothing does.

    A declaration is 賛成 or 反対 by the speaker; without one, what is praised or asked for is weighed against what is refused,
    and where that is even, a plea for approval (for), then a concern (against) decides.

    Examples
    --------
    >>> overall(find_stances("この負担増は容認できません。"))
    'against'
    """
    own = [found for found in stances if found.holder == "speaker"]
    for formulas in (("approval", "opposition"), ("esteem", "support", "refusal", "forbidden", "stop", "should_not")):
        balance = sum(_SIGNS[found.stance] for found in own if found.formula in formulas)
        if balance:
            return "for" if balance > 0 else "against"
    if any(found.formula == "plea" for found in own):
        return "for"
    return "against" if any(found.stance == "concern" for found in own) else ""
