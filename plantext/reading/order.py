"""The order of a page's frames, chosen by evidence.

A dump may emit the frames of a page in any order. What tells: numbering ascends, a heading stands
before its body, owner and KPI stand behind their heading, a sentence goes on over a page break.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from plantext.reading.dump import Dump, Frame
from plantext.reading.policy import find_policy_line
from plantext.records import Note

Unit = list[Frame]

_WEAK = "stands behind its measures"


@dataclass
class _Page:
    """A page being ordered."""

    number: int
    units: list[Unit]
    carried: bool
    after: tuple[int, ...]
    notes: list[Note] = field(default_factory=list)

    def note(self, kind: str, message: str, text: str, confidence: float) -> None:
        self.notes.append(Note(kind, message, self.number, text[:60], confidence))


def _label(number: tuple[int, ...]) -> str:
    return "-".join(map(str, number))


def _kinds(unit: Unit) -> str:
    return unit[0].kind


def _violations(units: Sequence[Unit], page: _Page) -> list[str]:
    """What speaks against an order of headings and bodies."""
    found: list[str] = []
    last, open_measure = page.after, bool(page.after)
    sections: dict[int, int] = {}
    measures = [unit[0] for unit in units if _kinds(unit) == "measure"]
    empty: Frame | None = None
    bodies = sum(_kinds(unit) == "body" for unit in units)
    for i, unit in enumerate(units):
        frame = unit[0]
        if frame.kind == "measure":
            if last and frame.number <= last:
                found.append(f"the numbering falls from {_label(last)} to {_label(frame.number)}")
            if empty is not None and bodies >= len(measures):
                found.append(f"heading {_label(empty.number)} has no body")
            last, open_measure, empty = frame.number, True, frame
        elif frame.kind == "section":
            if any(measure.number[0] == frame.number[0] and unit_before(units, measure, i) for measure in measures):
                found.append(f"section {_label(frame.number)} {_WEAK}")
            if sections.get(frame.rank, 0) > frame.number[0] > 1:
                found.append(f"the numbering falls from {sections[frame.rank]} to {frame.number[0]}")
            sections = {rank: value for rank, value in sections.items() if rank < frame.rank}
            sections[frame.rank] = frame.number[0]
        elif frame.kind == "body":
            empty = None
            if measures and not open_measure:
                found.append("a body stands before the first heading")
            if unit[-1].unfinished() and any(
                _kinds(rest) != "owner" and _kinds(rest) != "kpi" for rest in units[i + 1 :]
            ):
                found.append("a sentence breaks off before the page ends")
            if i > 0 and unit[0].headless():
                found.append("a sentence goes on from nowhere")
    if empty is not None and bodies >= len(measures) and measures:
        found.append(f"heading {_label(empty.number)} has no body")
    return found


def _strangers(units: Sequence[Unit]) -> list[str]:
    """Bodies that repeat another measure's title far more than that of their own."""
    measures = [unit[0] for unit in units if _kinds(unit) == "measure"]
    found: list[str] = []
    own: Frame | None = None
    for unit in units:
        if _kinds(unit) == "measure":
            own = unit[0]
        elif _kinds(unit) == "body" and own is not None:
            for frame in unit:
                mine = _affinity([frame], own)
                other = max((_affinity([frame], measure) for measure in measures if measure is not own), default=0.0)
                if other > 1.5 * mine + 1:
                    found.append(f"a paragraph under {_label(own.number)} repeats the title of another measure")
    return found


def unit_before(units: Sequence[Unit], measure: Frame, place: int) -> bool:
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


def _home(body: Sequence[Frame], measures: Sequence[Frame]) -> tuple[int, bool]:
    """The measure whose title a body repeats most, and whether no other comes near."""
    scores = [_affinity(body, measure) for measure in measures]
    best = scores.index(max(scores))
    others = [score for i, score in enumerate(scores) if i != best]
    return best, not others or scores[best] > 1.5 * max(others) + 1


def _bodies(page: _Page, measures: Sequence[Frame]) -> list[Unit]:
    """The page's bodies; one whose paragraphs clearly belong to different measures is parted."""
    bodies: list[Unit] = []
    for unit in page.units:
        if _kinds(unit) != "body":
            continue
        homes = {home for frame in unit for home, sure in [_home([frame], measures)] if sure} if measures else set()
        bodies += [[frame] for frame in unit] if len(homes) > 1 else [unit]
    return sorted(bodies, key=lambda unit: not unit[0].headless())


def _rebuild(page: _Page) -> list[Unit]:
    """Headings by number; each body under the title it repeats most; owners and KPIs dealt out later."""
    measures = sorted((unit for unit in page.units if _kinds(unit) == "measure"), key=lambda unit: unit[0].number)
    sections = sorted(
        (unit for unit in page.units if _kinds(unit) == "section"), key=lambda unit: (unit[0].rank, unit[0].number)
    )
    rest = [unit for unit in page.units if _kinds(unit) in ("owner", "kpi")]
    bodies = _bodies(page, [unit[0] for unit in measures])
    ordered: list[Unit] = []
    if not measures:
        last = [unit for unit in bodies if unit[-1].unfinished()]
        return sections + [unit for unit in bodies if unit not in last] + last + rest
    homes: dict[int, list[Unit]] = {i: [] for i in range(len(measures))}
    for unit in bodies:
        if page.carried and unit[0].headless():
            ordered.append(unit)
        elif unit[-1].unfinished():
            homes[len(measures) - 1].append(unit)
        else:
            best, sure = _home(unit, [measure[0] for measure in measures])
            homes[best].append(unit)
            if not sure:
                page.note("uncertain", "To which measure this paragraph belongs is uncertain.", unit[0].title, 0.4)
    for i, measure in enumerate(measures):
        while sections and sections[0][0].number[0] <= measure[0].number[0]:
            ordered.append(sections.pop(0))
        # A bullet follows what leads it in, a sentence that breaks off ends the page.
        ordered += [measure, *sorted(homes[i], key=lambda unit: unit[-1].unfinished())]
    return ordered + sections + rest


def _deal_owners(units: list[Unit], page: _Page, *, sure: bool) -> list[Unit]:
    """Set every owner and KPI behind the heading it belongs to."""
    measures = [i for i, unit in enumerate(units) if _kinds(unit) == "measure"]
    for kind in ("owner", "kpi"):
        places = [i for i, unit in enumerate(units) if _kinds(unit) == kind]
        if not places or not measures:
            continue
        homes: dict[int, int] = {}
        homeless: list[int] = []
        for i in places:
            home = max((m for m in measures if m < i), default=None)
            if home is None or home in homes.values() or not sure:
                homeless.append(i)
            else:
                homes[i] = home
        free = [m for m in measures if m not in homes.values()]
        homes.update(zip(homeless, free, strict=False))
        _say_owners(units, page, kind, homeless, homes, sure=sure)
        moved: dict[int, list[Unit]] = {}
        for i in places:
            moved.setdefault(homes.get(i, -1), []).append(units[i])
        result: list[Unit] = list(moved.get(-1, []))
        for i, unit in enumerate(units):
            if i in places:
                continue
            result += [unit, *moved.get(i, [])]
        units = result
        measures = [i for i, unit in enumerate(units) if _kinds(unit) == "measure"]
    return units


def _say_owners(
    units: Sequence[Unit], page: _Page, kind: str, homeless: Sequence[int], homes: dict[int, int], *, sure: bool
) -> None:
    texts = {units[i][0].title for i in homes}
    if not homeless or len(texts) < 2:
        return
    what = "owner (主担当府省庁)" if kind == "owner" else "KPI"
    for i in homeless:
        home = homes.get(i)
        if home is None:
            page.note("uncertain", f"No measure on this page is left for this {what}.", units[i][0].title, 0.1)
        elif sure and len(homeless) == 1:
            message = f"This {what} stands before the first heading; it was given to {_label(units[home][0].number)}, the only measure without one."
            page.note("uncertain", message, units[i][0].title, 0.7)
        else:
            message = f"To which measure this {what} belongs is uncertain: the order of the page is lost. Given to {_label(units[home][0].number)}."
            page.note("uncertain", message, units[i][0].title, 0.3)


def _misplaced_owners(units: Sequence[Unit]) -> bool:
    """Whether an owner or KPI stands anywhere but right behind its measure's heading."""
    previous = ""
    for unit in units:
        kind = _kinds(unit)
        if kind in ("owner", "kpi") and previous not in ("measure", "owner"):
            return True
        previous = kind
    return False


def _order_page(page: _Page) -> list[Unit]:
    printed = _violations(page.units, page)
    text = page.units[0][0].title
    if not printed and not _misplaced_owners(page.units):
        return page.units
    turned = list(reversed(page.units))
    against = _violations(turned, page) + _strangers(turned)
    if all(_WEAK in reason for reason in printed) and printed and not _misplaced_owners(page.units):
        page.note("uncertain", f"Kept as the file has it, though {printed[0]}.", text, 0.6)
        return page.units
    if not printed:
        page.note("order", "Frames kept as the file has them; owner or KPI lines set behind their headings.", text, 0.8)
        return _deal_owners(list(page.units), page, sure=True)
    why = "; ".join(dict.fromkeys(printed))
    if not against:
        message = f"Frames read in reverse: in the file {why}; in reverse nothing speaks against the order."
        page.note("order", message, text, 0.9)
        return _deal_owners(turned, page, sure=True)
    message = f"The order of this page is uncertain: in the file {why}; in reverse {'; '.join(dict.fromkeys(against))}. Put together by numbering, by titles that bodies repeat, and by the sentence that breaks off."
    page.note("uncertain", message, text, 0.4)
    return _deal_owners(_rebuild(page), page, sure=False)


def _take_continuation(pages: list[list[Unit]], place: int, notes: list[Note]) -> tuple[Frame, Frame] | None:
    """The frame that breaks off on a page and the one that goes on; the latter is taken out."""
    broken = next((frame for unit in pages[place] for frame in unit if frame.unfinished()), None)
    if broken is None:
        return None
    candidates = [
        (page, unit, frame)
        for page in (place, place + 1)
        if page < len(pages)
        for unit in pages[page]
        for frame in unit
        if frame.kind == "body" and frame is not broken
    ]
    strong = [item for item in candidates if item[2].headless()]
    weak = [item for item in candidates if item[0] == place + 1][:1]
    chosen = (strong or weak)[:1]
    if not chosen:
        return None
    page, unit, frame = chosen[0]
    first = pages[page][0][0] is frame
    confidence = 0.95 if strong and first else 0.7 if strong else 0.6
    moved = "" if first else "; it did not stand first on its page"
    message = f"A sentence that breaks off here goes on on page {frame.page}{moved}."
    notes.append(
        Note(
            "order" if first else "uncertain",
            message,
            broken.page,
            broken.title[-20:] + "｜" + frame.title[:20],
            confidence,
        )
    )
    unit.remove(frame)
    if not unit:
        pages[page].remove(unit)
    return broken, frame


def order_dump(dumps: Sequence[Dump]) -> tuple[Dump, list[list[Frame]], list[Note]]:
    """Choose the page division under which the least speaks against the order.

    Parameters
    ----------
    dumps : sequence of Dump
        The same text under different page divisions, the likeliest first.

    Returns
    -------
    Dump
        The division chosen.
    list of list of Frame
        As from :func:`order_frames`.
    list of Note
        As from :func:`order_frames`.
    """
    best: tuple[float, Dump, list[list[Frame]], list[Note]] | None = None
    for dump in dumps:
        runs, notes = order_frames(dump.pages)
        units = [list(run) for run in runs]
        doubts = _violations(units, _Page(1, units, carried=False, after=())) + _strangers(units)
        weight = len(doubts) + sum(1 - note.confidence for note in notes)
        if doubts:
            message = f"The order of the text is uncertain: in the order chosen {'; '.join(dict.fromkeys(doubts))}."
            notes = [*notes, Note("uncertain", message, 0, "", 0.3)]
        if best is None or weight < best[0] - 1e-9:
            best = (weight, dump, runs, notes)
        if not notes:
            break
    if best is None:
        raise ValueError("no page division to choose from")
    return best[1], best[2], best[3]


def order_frames(pages: Sequence[Sequence[Unit]]) -> tuple[list[list[Frame]], list[Note]]:
    """Put the frames of a dump into reading order.

    Parameters
    ----------
    pages : sequence of sequence of list of Frame
        For each page its units, as the file has them.

    Returns
    -------
    list of list of Frame
        In reading order; frames of one list are one run of text, the later ones going on where the
        first breaks off.
    list of Note
        What was chosen on each page, why, and with what confidence.
    """
    rest = [list(units) for units in pages]
    notes: list[Note] = []
    tails: dict[int, Frame] = {}
    result: list[list[Frame]] = []
    after: tuple[int, ...] = ()
    carried = False
    for place in range(len(rest)):
        link = _take_continuation(rest, place, notes)
        if link is not None:
            tails[id(link[0])] = link[1]
        if not rest[place]:
            continue
        page = _Page(place + 1, rest[place], carried, after)
        ordered = _order_page(page)
        notes += page.notes
        for unit in ordered:
            result += [[frame, tails[id(frame)]] if id(frame) in tails else [frame] for frame in unit]
            after = unit[0].number if _kinds(unit) == "measure" else after
        carried = link is not None
    return result, notes
