"""The order of a page's frames, chosen by evidence.

A dump may emit the frames of a page in any order. Evidence: numbering ascends, a heading stands
before its body, owner and KPI stand behind their heading, a sentence goes on over a page break.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from plantext.errors import Message, join
from plantext.reading.dump.evidence import WEAK, Unit, format_number, home_of, strangers, violations
from plantext.reading.dump.frames import Dump, Frame
from plantext.reading.marks import find_bullet, find_mark
from plantext.records import Note

MAX_UNITS = 300
"""Frames of one page that are ordered; the evidence costs their square."""


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


def _bodies(page: _Page, measures: Sequence[Frame]) -> list[Unit]:
    """The page's bodies; one whose paragraphs clearly belong to different measures is split."""
    bodies: list[Unit] = []
    for unit in page.units:
        if unit[0].kind != "body":
            continue
        homes = {home for frame in unit for home, sure in [home_of([frame], measures)] if sure} if measures else set()
        bodies += [[frame] for frame in unit] if len(homes) > 1 else [unit]
    # Bodies that go on with the page before come first.
    return sorted(bodies, key=lambda unit: not unit[0].headless())


def _rebuild(page: _Page) -> list[Unit]:
    """Sort headings by number, bodies under the title that they repeat most; owners and KPIs come later."""
    measures = sorted((unit for unit in page.units if unit[0].kind == "measure"), key=lambda unit: unit[0].number)
    sections = sorted(
        (unit for unit in page.units if unit[0].kind == "section"), key=lambda unit: (unit[0].rank, unit[0].number)
    )
    rest = [unit for unit in page.units if unit[0].kind in ("owner", "kpi")]
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
            best, sure = home_of(unit, [measure[0] for measure in measures])
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
    """Put every owner and KPI behind the heading it belongs to."""
    for kind in ("owner", "kpi"):
        places = [i for i, unit in enumerate(units) if unit[0].kind == kind]
        measures = [i for i, unit in enumerate(units) if unit[0].kind == "measure"]
        if not places or not measures:
            continue
        homes, homeless = _find_homes(places, measures, sure=sure)
        # Equal owners for all measures leave nothing to doubt.
        if len({units[i][0].title for i in places}) > 1 or len(places) < len(measures):
            for i in homeless:
                home = format_number(units[homes[i]][0].number) if i in homes else ""
                _say_owner(units[i], page, home, alone=sure and len(homeless) == 1)
        moved: dict[int, list[Unit]] = {}
        for i in places:
            moved.setdefault(homes.get(i, -1), []).append(units[i])
        dealt: list[Unit] = list(moved.get(-1, []))
        for i, unit in enumerate(units):
            if i not in places:
                dealt += [unit, *moved.get(i, [])]
        units = dealt
    return units


def _find_homes(places: Sequence[int], measures: Sequence[int], *, sure: bool) -> tuple[dict[int, int], list[int]]:
    """The heading before each owner; those without one get the headings left over, in order."""
    homes: dict[int, int] = {}
    homeless: list[int] = []
    for i in places:
        home = max((place for place in measures if place < i), default=None)
        if home is None or home in homes.values() or not sure:
            homeless.append(i)
        else:
            homes[i] = home
    free = [place for place in measures if place not in homes.values()]
    homes.update(zip(homeless, free, strict=False))
    return homes, homeless


def _say_owner(unit: Unit, page: _Page, home: str, *, alone: bool) -> None:
    what = Message("owner (主担当府省庁)") if unit[0].kind == "owner" else "KPI"
    if not home:
        page.note(
            "uncertain", Message("No measure on this page is left for this {what}.", what=what), unit[0].title, 0.1
        )
    elif alone:
        message = Message(
            "This {what} stands before the first heading; it was given to {home}, the only measure without one.",
            what=what,
            home=home,
        )
        page.note("uncertain", message, unit[0].title, 0.7)
    else:
        message = Message(
            "To which measure this {what} belongs is uncertain: the order of the page is lost. Given to {home}.",
            what=what,
            home=home,
        )
        page.note("uncertain", message, unit[0].title, 0.3)


def _misplaced_owners(units: Sequence[Unit]) -> bool:
    """Whether an owner or KPI stands anywhere but right behind its measure's heading."""
    previous = ""
    for unit in units:
        kind = unit[0].kind
        if kind in ("owner", "kpi") and previous not in ("measure", "owner"):
            return True
        previous = kind
    return False


def _order_page(page: _Page) -> list[Unit]:
    printed = violations(page.units, page.after)
    misplaced = _misplaced_owners(page.units)
    text = page.units[0][0].title
    if not printed and not misplaced:
        return page.units
    if len(page.units) > MAX_UNITS:
        page.note(
            "uncertain",
            Message(
                "{n_units} frames on one page: too many to order, kept as the file has them.", n_units=len(page.units)
            ),
            text,
            0.3,
        )
        return page.units
    # Owners and KPIs alone are out of place: the page template prints them in a frame of their own.
    if not printed:
        page.note("order", "Frames kept as the file has them; owner or KPI lines set behind their headings.", text, 0.8)
        return _deal_owners(list(page.units), page, sure=True)
    # The host site's extractor emits frames bottom up on some pages.
    turned = list(reversed(page.units))
    against = violations(turned, page.after) + strangers(turned)
    why = join("; ", dict.fromkeys(printed))
    if not against:
        message = Message(
            "Frames read in reverse: in the file {why}; in reverse nothing speaks against the order.", why=why
        )
        page.note("order", message, text, 0.9)
        return _deal_owners(turned, page, sure=True)
    if not misplaced and all(reason.endswith(WEAK) for reason in printed):
        page.note("uncertain", Message("Frames kept as the file has them, though {why}.", why=why), text, 0.6)
        return page.units
    message = Message(
        "The order of this page is uncertain: in the file {why}; in reverse {against}. Put together by "
        "numbering, by titles that bodies repeat, and by the sentence that breaks off.",
        why=why,
        against=join("; ", dict.fromkeys(against)),
    )
    page.note("uncertain", message, text, 0.4)
    return _deal_owners(_rebuild(page), page, sure=False)


def _take_continuation(pages: list[list[Unit]], place: int, notes: list[Note]) -> tuple[Frame, Frame] | None:
    """Take out the frame that goes on with one that breaks off on the page; return both."""
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
    # A frame that begins with 、 or 」 can only be the rest of a sentence.
    strong = [item for item in candidates if item[2].headless()]
    edges = [pages[place + 1][0], pages[place + 1][-1]] if place + 1 < len(pages) and pages[place + 1] else []
    # Otherwise the first or last frame of the next page, if no mark opens it.
    weak = [
        (page, unit, frame)
        for page, unit, frame in candidates
        if page == place + 1
        and unit in edges
        and not find_bullet(frame.lines[0].strip())
        and find_mark(frame.lines[0].strip()) is None
    ]
    chosen = (strong or weak)[:1]
    if not chosen:
        return None
    page, unit, frame = chosen[0]
    first = pages[page][0][0] is frame
    confidence = 0.95 if strong and first else 0.7 if strong else 0.6
    moved = "" if first else Message("; it did not stand first on its page")
    message = Message("A sentence that breaks off here goes on on page {page}{moved}.", page=frame.page, moved=moved)
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


def order_dump(dumps: Iterable[Dump]) -> tuple[Dump, list[list[Frame]], list[Note]]:
    """Choose the page division under which the least speaks against the order.

    Parameters
    ----------
    dumps : iterable of Dump
        The same text under different page divisions, the likeliest first.

    Returns
    -------
    Dump
        The division chosen.
    list of list of Frame, list of Note
        As from :func:`order_frames`.
    """
    best: tuple[float, Dump, list[list[Frame]], list[Note]] | None = None
    for dump in dumps:
        runs, notes = order_frames(dump.pages)
        units = [list(run) for run in runs]
        doubts = violations(units)
        weight = len(doubts) + sum(1 - note.confidence for note in notes)
        if doubts:
            message = Message(
                "The order of the text is uncertain: in the order chosen {doubts}.",
                doubts=join("; ", dict.fromkeys(doubts)),
            )
            notes = [*notes, Note("uncertain", message, 0, "", 0.3)]
        # A later division must be better, not equal.
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
        Runs of text: the later frames of a list go on where the first breaks off.
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
        if len(ordered) <= MAX_UNITS and (odd := strangers(ordered)):
            page.note(
                "uncertain",
                Message("The order of this page is uncertain: {odd}.", odd=join("; ", dict.fromkeys(odd))),
                "",
                0.4,
            )
        notes += page.notes
        for unit in ordered:
            result += [[frame, tails[id(frame)]] if id(frame) in tails else [frame] for frame in unit]
            after = unit[0].number if unit[0].kind == "measure" else after
        carried = link is not None
    return result, notes
