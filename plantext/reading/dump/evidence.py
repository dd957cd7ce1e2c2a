"""Evidence against an order of frames."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from plantext.errors import Message
from plantext.reading.dump.frames import Frame
from plantext.reading.policy_measures import find_policy_line

Unit = list[Frame]

WEAK = ("stands behind its measures", "has no body")
"""Reasons that an honest page may give as well."""


def format_number(number: tuple[int, ...]) -> str:
    """Return a measure's number as printed.

    Examples
    --------
    >>> format_number((1, 2))
    '1-2'
    """
    return "-".join(map(str, number))


@dataclass
class _Objections:
    """Walks an order once and collects what speaks against it."""

    n_measures: int
    n_bodies: int
    last: tuple[int, ...]
    under: bool
    found: list[str] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    sections: dict[int, int] = field(default_factory=dict)
    empty: Frame | None = None
    broken: bool = False

    def measure(self, frame: Frame) -> None:
        if self.last and frame.number <= self.last:
            self.found.append(
                Message(
                    "the numbering falls from {before} to {number}",
                    before=format_number(self.last),
                    number=format_number(frame.number),
                )
            )
        self.close()
        self.last, self.under, self.empty = frame.number, True, frame
        self.seen.add(frame.number[0])

    def section(self, frame: Frame) -> None:
        if frame.number[0] in self.seen:
            self.found.append(
                Message("section {number} stands behind its measures", number=format_number(frame.number))
            )
        before = self.sections.get(frame.rank, 0)
        # 1 opens a new list; any other smaller number is out of order.
        if before > frame.number[0] > 1:
            self.found.append(
                Message("the numbering falls from {before} to {number}", before=before, number=frame.number[0])
            )
        self.sections = {rank: value for rank, value in self.sections.items() if rank < frame.rank}
        self.sections[frame.rank] = frame.number[0]

    def body(self, unit: Unit, *, first: bool) -> None:
        self.empty = None
        if self.n_measures and not self.under:
            self.found.append(Message("a body stands before the first heading"))
        if not first and unit[0].headless():
            self.found.append(Message("a sentence goes on from nowhere"))
        self.broken = unit[-1].unfinished()

    def close(self) -> None:
        if self.empty is not None and self.n_bodies >= self.n_measures:
            self.found.append(Message("heading {number} has no body", number=format_number(self.empty.number)))


def violations(units: Sequence[Unit], after: tuple[int, ...] = ()) -> list[str]:
    """List what speaks against an order of headings and bodies, in words.

    Parameters
    ----------
    after : tuple of int
        Number of the measure that is open before the first unit; empty for none.

    Examples
    --------
    >>> measures = [[Frame("measure", ["[No.1-2] 乙"], 1, (1, 2))], [Frame("measure", ["[No.1-1] 甲"], 1, (1, 1))]]
    >>> violations(measures)[0]
    'the numbering falls from 1-2 to 1-1'
    """
    kinds = [unit[0].kind for unit in units]
    judge = _Objections(kinds.count("measure"), kinds.count("body"), after, bool(after))
    for i, unit in enumerate(units):
        if judge.broken and kinds[i] not in ("owner", "kpi"):
            judge.found.append(Message("a sentence breaks off before the page ends"))
            judge.broken = False
        if kinds[i] == "measure":
            judge.measure(unit[0])
        elif kinds[i] == "section":
            judge.section(unit[0])
        elif kinds[i] == "body":
            judge.body(unit, first=i == 0)
    judge.close()
    return judge.found


def strangers(units: Sequence[Unit]) -> list[str]:
    """List bodies that repeat another measure's title far more than that of their own, in words."""
    measures = [unit[0] for unit in units if unit[0].kind == "measure"]
    found: list[str] = []
    own: Frame | None = None
    for unit in units:
        if unit[0].kind == "measure":
            own = unit[0]
        elif unit[0].kind == "body" and own is not None:
            for frame in unit:
                mine = _affinity([frame], own)
                other = max((_affinity([frame], measure) for measure in measures if measure is not own), default=0.0)
                # Measures of one section share words: another title must be repeated far more.
                if other > 1.5 * mine + 1:
                    found.append(
                        Message(
                            "a paragraph under {measure} repeats the title of another measure",
                            measure=format_number(own.number),
                        )
                    )
    return found


# Kana of grammar and signs are in every title.
_GRAMMAR = re.compile(r"[\u3041-\u3096\s\[\]().・、-]")


def _affinity(body: Sequence[Frame], measure: Frame) -> float:
    """How much of a title a body repeats: pairs of letters repeated (without kana of grammar) times their share.

    A short title of common words is soon repeated by chance.
    """
    policy = find_policy_line(measure.title)
    title = measure.title[len(policy.mark) if policy else 0 :].replace("・", "")
    pairs = {title[i : i + 2] for i in range(len(title) - 1) if not _GRAMMAR.search(title[i : i + 2])}
    text = "".join(frame.title for frame in body).replace("・", "")
    repeated = sum(pair in text for pair in pairs)
    # Squared: a long title repeated whole counts more than a short one.
    return repeated * repeated / len(pairs) if pairs else 0.0


def home_of(body: Sequence[Frame], measures: Sequence[Frame]) -> tuple[int, bool]:
    """Find the measure whose title a body repeats most, and whether no other comes near."""
    scores = [_affinity(body, measure) for measure in measures]
    best = scores.index(max(scores))
    others = [score for i, score in enumerate(scores) if i != best]
    return best, not others or scores[best] > 1.5 * max(others) + 1
