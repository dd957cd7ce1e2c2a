"""What speaks for and against an order of frames."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plantext.reading.dump import Frame
from plantext.reading.policy import find_policy_line

Unit = list[Frame]

WEAK = "stands behind its measures"


def label_of(number: tuple[int, ...]) -> str:
    """A measure's number as printed."""
    return "-".join(map(str, number))


def kind_of(unit: Unit) -> str:
    """What a unit is, by its first frame."""
    return unit[0].kind


def violations(units: Sequence[Unit], after: tuple[int, ...] = ()) -> list[str]:
    """What speaks against an order of headings and bodies.

    Parameters
    ----------
    units : sequence of list of Frame
        In the order to judge.
    after : tuple of int
        Number of the measure that is open before the first unit; empty for none.

    Returns
    -------
    list of str
        Reasons in words; empty where nothing speaks against it.
    """
    found: list[str] = []
    last, open_measure = after, bool(after)
    sections: dict[int, int] = {}
    measures = [unit[0] for unit in units if kind_of(unit) == "measure"]
    empty: Frame | None = None
    bodies = sum(kind_of(unit) == "body" for unit in units)
    for i, unit in enumerate(units):
        frame = unit[0]
        if frame.kind == "measure":
            if last and frame.number <= last:
                found.append(f"the numbering falls from {label_of(last)} to {label_of(frame.number)}")
            if empty is not None and bodies >= len(measures):
                found.append(f"heading {label_of(empty.number)} has no body")
            last, open_measure, empty = frame.number, True, frame
        elif frame.kind == "section":
            if any(measure.number[0] == frame.number[0] and _before(units, measure, i) for measure in measures):
                found.append(f"section {label_of(frame.number)} {WEAK}")
            if sections.get(frame.rank, 0) > frame.number[0] > 1:
                found.append(f"the numbering falls from {sections[frame.rank]} to {frame.number[0]}")
            sections = {rank: value for rank, value in sections.items() if rank < frame.rank}
            sections[frame.rank] = frame.number[0]
        elif frame.kind == "body":
            empty = None
            if measures and not open_measure:
                found.append("a body stands before the first heading")
            if unit[-1].unfinished() and any(
                kind_of(rest) != "owner" and kind_of(rest) != "kpi" for rest in units[i + 1 :]
            ):
                found.append("a sentence breaks off before the page ends")
            if i > 0 and unit[0].headless():
                found.append("a sentence goes on from nowhere")
    if empty is not None and bodies >= len(measures) and measures:
        found.append(f"heading {label_of(empty.number)} has no body")
    return found


def strangers(units: Sequence[Unit]) -> list[str]:
    """Bodies that repeat another measure's title far more than that of their own."""
    measures = [unit[0] for unit in units if kind_of(unit) == "measure"]
    found: list[str] = []
    own: Frame | None = None
    for unit in units:
        if kind_of(unit) == "measure":
            own = unit[0]
        elif kind_of(unit) == "body" and own is not None:
            for frame in unit:
                mine = _affinity([frame], own)
                other = max((_affinity([frame], measure) for measure in measures if measure is not own), default=0.0)
                if other > 1.5 * mine + 1:
                    found.append(f"a paragraph under {label_of(own.number)} repeats the title of another measure")
    return found


def _before(units: Sequence[Unit], measure: Frame, place: int) -> bool:
    """Whether a measure's heading stands before a place."""
    return any(unit[0] is measure for unit in units[:place])


_GRAMMAR = re.compile(r"[\u3041-\u3096\s\[\]().・、-]")


def _affinity(body: Sequence[Frame], measure: Frame) -> float:
    """How much of a title a body repeats, in pairs of letters (kana of grammar apart).

    The number repeated times their share: a short title of common words is soon repeated by chance.
    """
    policy = find_policy_line(measure.title)
    title = measure.title[len(policy.mark) if policy else 0 :].replace("・", "")
    pairs = {title[i : i + 2] for i in range(len(title) - 1) if not _GRAMMAR.search(title[i : i + 2])}
    text = "".join(frame.title for frame in body).replace("・", "")
    repeated = sum(pair in text for pair in pairs)
    return repeated * repeated / len(pairs) if pairs else 0.0


def home_of(body: Sequence[Frame], measures: Sequence[Frame]) -> tuple[int, bool]:
    """The measure whose title a body repeats most, and whether no other comes near."""
    scores = [_affinity(body, measure) for measure in measures]
    best = scores.index(max(scores))
    others = [score for i, score in enumerate(scores) if i != best]
    return best, not others or scores[best] > 1.5 * max(others) + 1
