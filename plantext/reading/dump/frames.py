"""Frames of a page dump: lines that stand together on a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from plantext.reading.dump.pages import NOTICE, Chunk, divide_pages, split_chunks, split_header
from plantext.reading.dump.setting import Setting, find_setting
from plantext.reading.lines import is_title
from plantext.reading.marks import find_mark
from plantext.reading.paragraphs import NEVER_FIRST, line_width
from plantext.reading.policy_measures import find_policy_line
from plantext.records import Note
from plantext.text import display_width

# What a KPI consists of that a measure does not have; what follows it is no part of it.
_DASHES = "-－―—‐‑‒–"
# What a paragraph ends with; one that ends otherwise at full width breaks off.
_FINISHED = frozenset("。！？」）)』】：:")


@dataclass(slots=True)
class Frame:
    """Lines that stand together on a page.

    Parameters
    ----------
    kind : str
        ``section``, ``measure``, ``owner``, ``kpi`` or ``body``.
    lines : list of str
        As printed; an empty one parts paragraphs.
    number : tuple of int
        A heading's numbers.
    rank : int
        A section's rank.
    width : int
        Width at which the text was broken into lines.
    """

    kind: str
    lines: list[str]
    page: int
    number: tuple[int, ...] = ()
    rank: int = 0
    width: int = 0

    @property
    def title(self) -> str:
        """The lines joined."""
        return "".join(line.strip() for line in self.lines)

    def headless(self) -> bool:
        """Tell whether the frame opens with a character that never opens a line."""
        return self.kind == "body" and self.lines[0].lstrip()[:1] in NEVER_FIRST

    def unfinished(self) -> bool:
        """Tell whether the frame breaks off inside a sentence."""
        last = self.lines[-1].rstrip()
        # A short last line ends a paragraph even without a full stop.
        return self.kind == "body" and last[-1:] not in _FINISHED and display_width(last) >= self.width - 8


@dataclass(frozen=True)
class Dump:
    """A page dump split into frames.

    Parameters
    ----------
    pages : list of list of list of Frame
        For each page, its units in the order of the file; the frames of a unit belong together.
    setting : Setting
        How wide its lines were set.
    width : int
        As :func:`plantext.reading.paragraphs.line_width` finds it; for lists of names.
    found : dict of str to str
        What the host site states.
    notes : list of Note
        What was left out.
    """

    pages: list[list[list[Frame]]]
    setting: Setting
    width: int
    found: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


def is_dump(lines: Sequence[tuple[str, int]]) -> bool:
    """Tell whether a text is a page dump, whose block order needs evidence.

    It is where measures are headed ``[No.1-1]``, or the host site's notice stands above.

    Examples
    --------
    >>> is_dump([("[No.1-1] 題名", 1)]), is_dump([("本文である。", 1)])
    (True, False)
    """
    measures = 0
    for line, _ in lines:
        text = line.strip()
        found = find_policy_line(text)
        measures += found is not None and found.kind == "measure"
        if measures or text.startswith(NOTICE[0]):
            return True
    return False


def _frames(chunk: Chunk) -> list[Frame]:
    """Split a chunk into frames: a heading, its owner, its KPI and its body may stand without a blank line."""
    frames: list[Frame] = []
    for line in chunk.lines:
        text = line.strip()
        policy = find_policy_line(text)
        if policy is not None:
            number = tuple(int(part) for part in re.findall(r"\d{1,3}", policy.number))
            frames.append(Frame(policy.kind, [line], chunk.page, number))
        elif frames and not (frames[-1].kind == "kpi" and frames[-1].title.rstrip()[-1:] in _DASHES):
            frames[-1].lines.append(line)
        else:
            frames.append(Frame("body", [line], chunk.page))
    first = frames[0]
    mark = find_mark(first.lines[0].strip())
    if (
        first.kind == "body"
        and len(frames) == 1
        and len(first.lines) <= 2
        and mark is not None
        and not mark.bare
        and is_title(first.title[mark.end :])
    ):
        frames[0] = Frame("section", first.lines, chunk.page, (mark.value,), mark.rank)
    return frames


def parse_dump(lines: Sequence[tuple[str, int]], *, division: str = "head") -> Dump:
    """Split a page dump into pages, units and frames.

    Three blank lines end a body; one only parts its paragraphs.

    Parameters
    ----------
    lines : sequence of tuple
        ``(line, page)`` in the order of the file.
    division : str
        As in :func:`plantext.reading.dump.pages.divide_pages`.

    Examples
    --------
    >>> dump = parse_dump([("[No.1-1] 題名", 1), ("", 1), ("主担当府省庁: 総務省", 1)])
    >>> [frame.kind for unit in dump.pages[0] for frame in unit]
    ['measure', 'owner']
    """
    chunks = split_chunks(lines)
    end, found, notes = split_header(chunks)
    setting = find_setting([line for chunk in chunks[end:] for line in chunk.lines])
    body, marks = divide_pages(chunks[end:], division)
    pages: list[list[list[Frame]]] = [[] for _ in range(max((chunk.page for chunk in body), default=1))]
    for chunk in body:
        units = pages[chunk.page - 1]
        for i, frame in enumerate(_frames(chunk)):
            frame.width = setting.width
            if units and (i > 0 or chunk.blanks <= 2) and _belongs(frame, units[-1][-1]):
                units[-1].append(frame)
            else:
                units.append([frame])
    return Dump(pages, setting, line_width([line for line, _ in lines]), found, [*notes, *marks])


def _belongs(frame: Frame, last: Frame) -> bool:
    """Whether a frame belongs to the unit of the one before: paragraphs of a body, a KPI behind its owner."""
    if frame.kind == "body" == last.kind:
        return not last.unfinished() and not frame.headless()
    return frame.kind == "kpi" and last.kind == "owner"
