"""The pages of an exported text: lines that hold nothing but a page's number, and the table of contents."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Sequence

from plantext.errors import Message
from plantext.reading.dump.notes import Line
from plantext.records import Note

FEWEST = 4
"""Printed pages of which a text must hold the numbers, so that they are taken for such."""
_ALONE = re.compile(r"\s*([-－―–—‐]\s?)?([0-9０-９]{1,4})(\s?[-－―–—‐])?\s*")
# From this indent on a number is set in.
_SET_IN = 8
# Lines of a page, at least and at most; how much a page may differ from the median; pages that may lack their number, and one.
_LEAST, _MOST, _STEPS = 12, 120, 3
_SPREAD = (0.4, 1.8)
# Numbers before one that are tried as the one of the page before.
_BACK = 60
_LEADER = re.compile(
    r"(?<![-‐–—―─・…‥．._\s])[\s\u3000]*(?:[-‐–—―─・…‥．._][ \u3000]?){4,}+[\s\u3000]*+[0-9０-９]{1,4}\Z"
)
_CONTENTS = re.compile("[（(［【〈]?(?:目次|もくじ|目録)[）)］】〉]?")
_FEWEST_ENTRIES = 3
# Lines at the head and at the foot of a page among which a running one stands.
_EDGE = 2


def find_page_numbers(lines: Sequence[Line]) -> list[int]:
    """Find the lines that hold nothing but the number of a printed page.

    They count on by one from page to page and stand about a page apart; where form feeds part the pages, at the head or
    the foot of one.

    Parameters
    ----------
    lines : sequence of tuple
        ``(line, page)``, the page as form feeds part them.

    Returns
    -------
    list of int
        Places in ``lines``, ascending; empty where fewer than :data:`FEWEST` count on.

    Examples
    --------
    >>> page = [("本文である。", 1)] * 30
    >>> lines = [line for n in range(1, 6) for line in [*page, (f"{n:>20}", 1)]]
    >>> find_page_numbers(lines)
    [30, 61, 92, 123, 154]
    """
    edges = _edges(lines)
    places = [
        i for i, (line, _) in enumerate(lines) if (edges is None or i in edges) and _ALONE.fullmatch(line) is not None
    ]
    if len(places) < FEWEST:
        return []
    values = [value_of(lines[i][0]) for i in places]
    weights = [1.0 + 0.5 * (edges is not None or _stands_apart(lines[i][0])) for i in places]
    chain = _longest_chain(places, values, weights)
    found = [places[i] for i in chain]
    return found if _are_pages(found, sum(weights[i] for i in chain), len(lines)) else []


def value_of(line: str) -> int:
    """The number in a line that holds nothing else; 0 for any other line.

    Examples
    --------
    >>> value_of("      － 12 －"), value_of("12 頁")
    (12, 0)
    """
    match = _ALONE.fullmatch(line)
    return int(match.group(2)) if match else 0


def _stands_apart(line: str) -> bool:
    """Whether a number is centred or between dashes: what numbers of notes are not."""
    text = line.strip()
    return len(line) - len(line.lstrip()) >= _SET_IN or not (text[0].isdigit() or text[-1].isdigit())


def _edges(lines: Sequence[Line]) -> set[int] | None:
    """Places of the first and last printed line of each page that form feeds part; None without form feeds."""
    if not lines or lines[0][1] == lines[-1][1]:
        return None
    ends: dict[int, list[int]] = {}
    for i, (line, page) in enumerate(lines):
        if line.strip():
            ends.setdefault(page, [i, i])[1] = i
    return {place for both in ends.values() for place in both}


def _longest_chain(places: Sequence[int], values: Sequence[int], weights: Sequence[float]) -> list[int]:
    """The numbers that count on from page to page, of all ways to choose them the weightiest."""
    best, before = list(weights), [-1] * len(places)
    for i in range(len(places)):
        for j in range(i - 1, max(i - _BACK, -1), -1):
            apart, steps = places[i] - places[j], values[i] - values[j]
            if apart > _MOST * _STEPS:
                break
            weight = best[j] + weights[i] - 0.3 * (steps - 1)
            # Of two equal ones the later: it is nearer to the end of its page.
            if 1 <= steps <= _STEPS and apart >= _LEAST * steps and weight > best[i]:
                best[i], before[i] = weight, j
    at = max(range(len(places)), key=lambda i: (best[i], i))
    chain: list[int] = []
    while at >= 0:
        chain.append(at)
        at = before[at]
    return chain[::-1]


def _are_pages(found: Sequence[int], weight: float, n_lines: int) -> bool:
    """Whether numbers that count on are those of pages: enough of them, a page apart, over most of the text, most set apart."""
    if len(found) < FEWEST or weight < 1.4 * len(found):
        return False
    distances = [after - before for before, after in itertools.pairwise(found)]
    typical = statistics.median(distances)
    even = sum(_SPREAD[0] * typical <= distance <= _SPREAD[1] * typical for distance in distances)
    return even >= 0.8 * len(distances) and (found[-1] - found[0] + typical) * 2 >= n_lines


def part_pages(lines: Sequence[Line], numbers: Sequence[int]) -> list[tuple[int, list[Line]]]:
    """Part the lines into pages, without their numbers: as form feeds do, or else as the numbers say.

    Examples
    --------
    >>> part_pages([("甲。", 1), ("7", 1), ("乙。", 1), ("8", 1)], [1, 3])
    [(7, [('甲。', 7)]), (8, [('乙。', 8)])]
    """
    places = set(numbers)
    if lines[0][1] != lines[-1][1]:
        parted: dict[int, list[Line]] = {}
        for i, (line, page) in enumerate(lines):
            # A page begins with its first printed line: blank ones before it part nothing.
            if i not in places and (line.strip() or page in parted):
                parted.setdefault(page, []).append((line, page))
        return list(parted.items())
    values = [value_of(lines[place][0]) for place in numbers]
    if any(line.strip() for line, _ in lines[: numbers[0]]):
        # Numbers at the foot; what stands behind the last one is a page without.
        bounds = [0, *(place + 1 for place in numbers), len(lines)]
        values.append(values[-1] + 1)
    else:
        bounds = [0, *numbers[1:], len(lines)]
    cut = [
        (page, [(lines[place][0], page) for place in range(start, end) if place not in places])
        for page, (start, end) in zip(values, itertools.pairwise(bounds), strict=True)
    ]
    return [(page, held) for page, held in cut if any(line.strip() for line, _ in held)]


def drop_running_heads(pages: Sequence[tuple[int, list[Line]]], told: list[Note]) -> list[tuple[int, list[Line]]]:
    """Take out what stands at the head or foot of most pages, whatever numbers are in it.

    Examples
    --------
    >>> pages = [(n, [("検討会 報告書", n), (f"{n}番目の頁の本文。", n), ("次の文。", n), ("終わりの文。", n)]) for n in range(1, 6)]
    >>> drop_running_heads(pages, [])[0][1][0][0]
    '1番目の頁の本文。'
    """
    edges = [_at_edges(held) for _, held in pages]
    often = Counter(text for found in edges for text in {_without_numbers(held[i][0]) for i, held in found})
    heads = {text for text, count in often.items() if count >= max(FEWEST - 1, len(pages) / 2) and text}
    result = []
    taken = 0
    for (page, held), found in zip(pages, edges, strict=True):
        out = {i for i, _ in found if _without_numbers(held[i][0]) in heads}
        taken += len(out)
        result.append((page, [line for i, line in enumerate(held) if i not in out]))
    if taken:
        told.append(
            Note(
                "dropped",
                Message("{taken} running heads and feet.", taken=taken),
                pages[0][0],
                " / ".join(sorted(heads))[:60],
                0.9,
            )
        )
    return result


def _at_edges(held: list[Line]) -> list[tuple[int, list[Line]]]:
    """Places of the first and last printed lines of a page, those next to each other alone."""
    filled = [i for i, (line, _) in enumerate(held) if line.strip()]
    return (
        [(i, held) for i in dict.fromkeys([*filled[:_EDGE], *filled[-_EDGE:]])] if len(filled) > 2 * _EDGE - 1 else []
    )


def _without_numbers(line: str) -> str:
    """A line that may be a running head, its numbers as one; no rest of a sentence is one."""
    text = _plain(line)
    return re.sub("[0-9０-９]+", "0", text) if re.search(r"[^\W\d_]", text) and text[-1] not in "。、" else ""


def drop_contents(lines: Sequence[Line], numbers: Sequence[int], told: list[Note]) -> tuple[list[Line], list[int]]:
    """Take out the table of contents: from its first entry with a page to where the title of that entry stands again.

    Examples
    --------
    >>> entries = [("第１章 現状 ・・・・・ １", 1), ("第２章 課題 ・・・・・ ２", 1), ("第３章 今後 ・・・・・ ３", 1)]
    >>> drop_contents([*entries, ("第１章 現状", 1), ("本文。", 1)], [], [])
    ([('第１章 現状', 1), ('本文。', 1)], [])
    """
    entries = {i: match.start() for i, (line, _) in enumerate(lines) if (match := _LEADER.search(line.rstrip()))}
    first = min(entries, default=0)
    above = next((i for i in range(first - 1, max(first - 6, -1), -1) if lines[i][0].strip()), first)
    headed = _CONTENTS.fullmatch(_plain(lines[above][0])) is not None
    if len(entries) < (2 if headed else _FEWEST_ENTRIES):
        return list(lines), list(numbers)
    title = _plain(lines[first][0][: entries[first]])
    again = next((i for i in range(first + 1, len(lines)) if i not in entries and _plain(lines[i][0]) == title), 0)
    if not again or not title:
        return list(lines), list(numbers)
    start = above if headed else first
    message = Message("The table of contents, {n_lines} lines.", n_lines=again - start)
    told.append(Note("dropped", message, lines[start][1], lines[first][0].strip()[:60], 0.9))
    places = set(numbers)
    kept = [i for i in range(len(lines)) if not start <= i < again or i in places]
    moved = {old: new for new, old in enumerate(kept)}
    return [lines[i] for i in kept], [moved[i] for i in numbers]


def _plain(line: str) -> str:
    return "".join(line.split())
