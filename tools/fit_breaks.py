"""Fit the weights of reading/dump/breaks.toml: which line break of a page dump ends a paragraph.

    python -m tools.fit_breaks [--write] [TEXT ...]

A TEXT holds one paragraph a line, such as the white papers in the folder that PLANTEXT_DATA names (taken by default). Its
paragraphs are broken at 20 to 60 characters as pages are, so that the right answer is known for every break. The last text
is kept aside: boundary F1 on it is printed for the weights as they are and for those fitted; --write puts these into the table.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import optimize, sparse

from plantext.reading.dump import breaks
from plantext.reading.dump.setting import find_setting
from plantext.reading.lines import is_title
from plantext.reading.marks import CAPTION, NOTE, find_bullet, find_mark
from plantext.reading.paragraphs import NEVER_FIRST
from plantext.text import display_width

TABLE = Path(breaks.__file__).with_name("breaks.toml")
WIDTHS = range(20, 61)
PAGES = 1200
PARAGRAPHS = 14
"""Paragraphs of a page."""
PENALTY = 1.0
LEAST = 0.05
"""Weights below say nothing and are left out."""
NEVER_LAST = frozenset("「『（(【〈《［[“")


@dataclass(frozen=True)
class Break:
    """A line break: what speaks for or against a paragraph's end there, and whether one ends."""

    evidence: tuple[str, ...]
    ends: bool


def paragraphs_of(text: str) -> list[str]:
    """The lines of a text that are paragraphs, headings or items of plans: no captions, no notes, no cells of tables."""
    kept = []
    for line in map(str.strip, text.splitlines()):
        mark = find_mark(line)
        titled = mark is not None and not mark.bare and is_title(line[mark.end :])
        item = bool(find_bullet(line)) and len(line) > 1
        sentence = line.endswith("。") and not (mark is not None and mark.bare) and line[0] not in NEVER_FIRST
        if (titled or item or sentence) and not (CAPTION.match(line) or NOTE.match(line)):
            kept.append(line)
    return kept


def break_lines(paragraph: str, width: int) -> list[str]:
    """Break a paragraph into lines of a number of characters (two half-width ones count as one), as print does.

    Examples
    --------
    >>> break_lines("一つ目の文である。次の文", 8)
    ['一つ目の文であ', 'る。次の文']
    """
    lines, line, room = [], "", 2.0 * width
    for unit in re.findall(r"[!-~]+|.", paragraph):
        columns = display_width(unit)
        if line and columns > room and unit[0] not in NEVER_FIRST:
            kept = len(line.rstrip("".join(NEVER_LAST)))
            carried = line[kept:]
            if len(carried) == len(line):
                carried = ""
            lines.append(line[: len(line) - len(carried)])
            line, room = carried, 2.0 * width - display_width(carried)
        line += unit
        room -= columns
    # A stop that hangs over the edge takes the character before it along.
    return [*lines, line] if line else lines


def pages_of(paragraphs: Sequence[str], seed: str, count: int) -> Iterator[list[list[str]]]:
    """Yield pages: for each of some paragraphs in a row its lines, at a width and with the habits of a dump."""
    draw = random.Random(seed)  # noqa: S311
    for _ in range(count):
        at = draw.randrange(max(len(paragraphs) - PARAGRAPHS, 1))
        width, indented = draw.choice(WIDTHS), draw.random() < 0.4
        narrow, again = draw.random() < 0.5, draw.random() < 0.3
        page = []
        for paragraph in paragraphs[at : at + PARAGRAPHS]:
            lead = "\u3000" if indented and paragraph.endswith("。") else ""
            lines = break_lines(lead + paragraph, width)
            if again:
                lines = [part for line in lines for part in _broken_again(line, draw)]
            if narrow:
                lines = [line.replace("（", "(").replace("）", ")") for line in lines]
            page.append(lines)
        yield page


def _broken_again(line: str, draw: random.Random) -> Iterator[str]:
    """A line that a dump breaks once more at brackets: 「計画」/（以下「計画」という。/）は."""
    start = 0
    for match in re.finditer(
        r"(?<=」)(?=（)|(?<=。)(?=[）」])|(?<=[」）])(?=[^」）、。])|(?<=[^「（])(?=[「（])", line
    ):
        usual = line[match.start() - 1 : match.start() + 1] in ("」（", "。）", "。」")
        if draw.random() < (0.8 if usual else 0.15):
            yield line[start : match.start()]
            start = match.start()
    yield line[start:]


def breaks_of(page: Sequence[Sequence[str]]) -> Iterator[Break]:
    """Yield the breaks of a page, each behind the lines that its paragraph really has so far."""
    lines = [line for paragraph in page for line in paragraph]
    starts = {sum(map(len, page[:number])) for number in range(len(page))}
    setting = find_setting(lines)
    group = breaks.Group()
    for i, line in enumerate(lines):
        if group.lines and line.strip() and line.strip()[0] not in NEVER_FIRST:
            yield Break(tuple(breaks.evidence(group, lines[i : i + 5], setting)), i in starts)
        if i in starts:
            group = breaks.Group()
        if line.strip():
            group.add(line, 1)


def fit(samples: Sequence[Break]) -> dict[str, float]:
    """Fit the weights by logistic regression."""
    names = sorted({name for sample in samples for name in sample.evidence})
    number = {name: i for i, name in enumerate(names)}
    columns = [number[name] for sample in samples for name in sample.evidence]
    rows = [i for i, sample in enumerate(samples) for _ in sample.evidence]
    matrix = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(samples), len(names)))
    sign = np.array([1.0 if sample.ends else -1.0 for sample in samples])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (matrix @ weights)
        slope = -sign / (1 + np.exp(np.clip(margin, -500, 500)))
        return float(
            np.logaddexp(0, -margin).sum() + PENALTY * weights @ weights / 2
        ), matrix.T @ slope + PENALTY * weights

    found = optimize.minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {name: round(float(weight), 2) for name, weight in zip(names, found, strict=True) if abs(weight) >= LEAST}


def boundary_f1(samples: Sequence[Break], weights: Mapping[str, float]) -> float:
    """F1 of the paragraph ends that weights find.

    Examples
    --------
    >>> boundary_f1([Break(("a",), True), Break(("b",), False)], {"a": 1.0, "b": -1.0})
    1.0
    """
    taken = [sum(weights.get(name, 0.0) for name in sample.evidence) >= 0 for sample in samples]
    right = sum(sample.ends and ended for sample, ended in zip(samples, taken, strict=True))
    return 2 * right / max(sum(sample.ends for sample in samples) + sum(taken), 1)


def written(table: str, weights: Mapping[str, float]) -> str:
    """The table with other weights."""
    head = table[: table.index("[weights]")]
    return head + "[weights]\n" + "".join(f'"{name}" = {weight:.2f}\n' for name, weight in sorted(weights.items()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, compare, and write on request."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    folder = Path(os.environ.get("PLANTEXT_DATA", "../shared/corpus"))
    texts = given.texts or sorted(folder.glob("ict-white-paper-*.txt"))
    if len(texts) < 2:
        parser.error("expected two texts or more with one paragraph a line, one to keep aside")
    samples: list[list[Break]] = []
    for path in texts:
        paragraphs = paragraphs_of(path.read_text(encoding="utf-8"))
        pages = pages_of(paragraphs, path.name, math.ceil(PAGES / len(texts)))
        samples.append([sample for page in pages for sample in breaks_of(page)])
    shipped = tomllib.loads(TABLE.read_text(encoding="utf-8"))["weights"]
    weights = fit([sample for part in samples[:-1] for sample in part])
    print(f"{sum(map(len, samples[:-1])):,} breaks to fit, {len(samples[-1]):,} of {texts[-1].name} kept aside")
    print(
        f"boundary F1 as shipped {boundary_f1(samples[-1], shipped):.3f}, fitted {boundary_f1(samples[-1], weights):.3f}"
    )
    if given.write:
        TABLE.write_text(written(TABLE.read_text(encoding="utf-8"), weights), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
