"""Line breaks of names: between words, never within one."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np

from plantext.recognition.tokenizer import compound_parts

_PIECES = re.compile(r"[!-~]+ ?|.", re.DOTALL)
_NOT_FIRST = "）」』、。・ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々) "
_NOT_LAST = "（「『(第"
_BOUND = ("助詞", "助動詞", "接尾辞", "補助記号-句点", "補助記号-読点", "補助記号-括弧閉")  # Open no line
_AFTER_PARTICLE, _WORD, _PART, _CHARACTER = 0.5, 2.0, 8.0, 80.0
_LONG = 1.6  # Widths of a line from which a word is broken after all


def _break_costs(text: str) -> dict[int, float]:
    """Where a name may be broken, and how ill that is: best behind a particle or before a bracket."""
    if text.isascii():
        return {}
    costs: dict[int, float] = {}
    before = ""
    for word in compound_parts(text):
        for number, part in enumerate(word):
            if before and not part.pos.startswith(_BOUND) and not before.startswith("接頭辞"):
                free = before.startswith("助詞") or part.text[:1] in ("（", "「", "『", "(")
                costs[part.start] = _AFTER_PARTICLE if free else _PART if number else _WORD
            before = part.pos
    return costs


def _length(piece: str) -> float:
    return sum(0.5 if " " <= c <= "~" else 1.0 for c in piece)


def _pieces(text: str, width: float) -> tuple[list[str], list[float]]:
    """The pieces of a name that stay whole, and the cost of a break before each."""
    allowed = _break_costs(text)
    pieces, costs, place = [""], [0.0], 0
    for piece in _PIECES.findall(text):
        held = pieces[-1]
        cost = 0.0 if held[-1:] in ("・", " ") else allowed.get(place, np.inf)
        place += len(piece)
        if np.isinf(cost) and piece > "~" and _length(held) >= _LONG * width:
            cost = _CHARACTER
        if held and np.isfinite(cost) and piece[0] not in _NOT_FIRST and held[-1] not in _NOT_LAST:
            pieces.append(piece)
            costs.append(cost)
        else:
            pieces[-1] += piece
    return pieces, costs


@lru_cache(maxsize=4096)
def wrap(text: str, width: float) -> str:
    r"""Break a name into as few lines as fit, about equally long, where it reads best.

    A word is never broken unless it is much longer than a line; （ may open a line and ・ end one.

    Parameters
    ----------
    width : float
        Full-width characters that a line should hold; a line may hold a little more.

    Examples
    --------
    >>> wrap("インターネット・ガバナンス・フォーラム", 8).split("\n")
    ['インターネット・', 'ガバナンス・', 'フォーラム']
    >>> wrap("サイバーセキュリティタスクフォース", 12).split("\n")
    ['サイバーセキュリティ', 'タスクフォース']
    """
    if _length(text) <= width:
        return text
    pieces, before = _pieces(text, width)
    ends = np.cumsum([_length(piece) for piece in pieces])
    lines = min(int(np.ceil(ends[-1] / width)), len(pieces))
    goal = ends[-1] / lines
    size = len(pieces) + 1
    costs, reached = np.array([*before, 0.0]), np.concatenate([[0.0], ends])
    best = np.where(np.arange(size) == 0, 0.0, np.inf)
    steps: list[Any] = []
    for _ in range(lines):
        total = best[:, None] + (reached - reached[:, None] - goal) ** 2 + costs
        total[np.tril_indices(size)] = np.inf
        steps.append(np.argmin(total, axis=0))
        best = total.min(axis=0)
    cuts = [len(pieces)]
    for step in reversed(steps):
        cuts.append(int(step[cuts[-1]]))
    cuts.reverse()
    return "\n".join("".join(pieces[a:b]).strip() for a, b in pairwise(cuts))
