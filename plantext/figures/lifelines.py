"""Lifelines: one line a commitment over the editions of a plan."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from plantext.errors import EmptyResultError
from plantext.figures.charts import (
    Margins,
    chart_axes,
    em_in_mm,
    in_columns,
    key_columns,
    set_type,
    shorten,
    text_width,
)
from plantext.figures.naming import Namer, namer
from plantext.figures.style import GREY, PALE, PALETTE
from plantext.figures.typesetting import font, printable, record_options, sheet_size

MODALITIES = ("act", "obligation", "aim", "consider", "request", "past", "other")
"""Modalities in the order of their colours."""
_STROKES: tuple[Any, ...] = (
    "solid",
    (0, (4, 0.8)),
    (0, (2, 0.7)),
    (0, (0.9, 0.7)),
    (0, (4, 0.7, 0.9, 0.7)),
    (0, (6, 1.6)),
    (0, (0.5, 1.2)),
)
"""How their lines are broken, so that they stay apart in grey print."""
_WORDS = {
    "ja": ("行う", "こととする", "目指す", "検討する", "求める", "行った", "その他", "期限", "以後なし"),
    "en": ("does", "shall", "aims", "considers", "requests", "did", "other", "deadline", "dropped"),
}


def lives(ledger: pd.DataFrame, *, least: int = 3) -> pd.DataFrame:
    """Make one row a commitment and edition of a ledger, of those that live through `least` editions or more.

    Parameters
    ----------
    ledger : pandas.DataFrame
        As :func:`plantext.ledger` gives it, with or without text.

    Returns
    -------
    pandas.DataFrame
        commitment, edition, predicate, modality, deadline, object, concepts, end (whether the next edition dropped it for good); the
        longest lives first.

    Examples
    --------
    >>> row = {"commitment": 1, "edition_from": "2017", "edition_to": "2018", "relation": "kept", "object": "", "concepts": ""}
    >>> row |= {f"{name}_{side}": "" for name in ("predicate", "modality", "deadline") for side in ("from", "to")}
    >>> lives(pd.DataFrame([row]), least=2)["edition"].tolist()
    ['2017', '2018']
    """
    columns = ["commitment", "edition", "predicate", "modality", "deadline", "object", "concepts"]
    linked = ledger[~ledger["relation"].isin(["new", "dropped"])]
    sides = [
        linked[
            ["commitment", f"edition_{it}", f"predicate_{it}", f"modality_{it}", f"deadline_{it}", "object", "concepts"]
        ].set_axis(columns, axis=1)
        for it in ("from", "to")
    ]
    rows = pd.concat(sides).drop_duplicates(["commitment", "edition"]).fillna("")
    # A row of the ledger names the object of its later edition.
    later = ledger[ledger["relation"] != "dropped"].drop_duplicates(["commitment", "edition_to"])
    objects = dict(zip(zip(later["commitment"], later["edition_to"], strict=True), later["object"], strict=True))
    places = zip(rows["commitment"], rows["edition"], rows["object"], strict=True)
    rows["object"] = [objects.get((commitment, edition), name) for commitment, edition, name in places]
    dropped = ledger.loc[ledger["relation"] == "dropped", ["commitment", "edition_from"]]
    ended = set(zip(dropped["commitment"], dropped["edition_from"], strict=True))
    last = rows.groupby("commitment")["edition"].transform("max")
    # Of what was said twice or split, one may go while the other goes on: that is no end.
    places = zip(rows["commitment"], rows["edition"], rows["edition"].eq(last), strict=True)
    rows["end"] = [is_last and (commitment, edition) in ended for commitment, edition, is_last in places]
    length = rows.groupby("commitment")["edition"].transform("size")
    first = rows.groupby("commitment")["edition"].transform("min")
    kept = rows.assign(length=length, first=first)[length >= least]
    order = ["length", "first", "commitment", "edition"]
    kept = kept.sort_values(order, ascending=[False, True, True, True], kind="stable")
    return kept.drop(columns=["length", "first"]).reset_index(drop=True)


def draw_lifelines(  # noqa: PLR0913
    ledger: pd.DataFrame,
    *,
    ax: Axes | None = None,
    editions: Sequence[str] | None = None,
    least: int = 3,
    top: int = 30,
    size: str = "page",
    lang: str = "ja",
) -> Figure:
    """Draw one line a commitment over the editions: colour is its modality, a diamond its deadline, a cross its end.

    Parameters
    ----------
    ledger : pandas.DataFrame
        As :func:`plantext.ledger` gives it, with or without text.
    editions : sequence of str, optional
        In the order of time; by default those of the ledger, sorted.
    least : int
        Editions that a commitment has to live through.
    top : int
        Lines drawn at most, the longest lives first.
    size, lang
        As in :func:`plantext.figures.network.draw_network`.

    Raises
    ------
    EmptyResultError
        If no commitment lives so long.
    """
    width, tallest, points = sheet_size(size)
    rows = lives(ledger, least=least)
    shown = list(dict.fromkeys(rows["commitment"]))[:top]
    if not shown:
        raise EmptyResultError("No commitment is in {least} editions or more. Lower least.", least=least)
    names = list(editions or sorted({*ledger["edition_from"], *ledger["edition_to"]}))
    em = em_in_mm(points)
    called = namer(lang)
    told = _titles([rows[rows["commitment"] == number] for number in shown], called, 0.42 * width / em)
    left = max(text_width(name) for name in told) * em + 4
    step = 1.55 * em
    key = _key(rows[rows["commitment"].isin(shown)], points, lang)
    across = key_columns([str(symbol.get_label()) for symbol in key], 0.98 * width / em, symbol=2.4)
    longest = max(map(text_width, names))
    turned = longest + 0.4 > (width - left - 4) / len(names) / em
    margins = Margins(left, ((longest if turned else 1) + 1.5) * em, 4, (1.5 * np.ceil(len(key) / across) + 0.5) * em)
    height = min(tallest, len(shown) * step + margins.top + margins.bottom)
    figure, ax = chart_axes(ax, width, height, margins)
    for place, number in enumerate(shown):
        _draw_life(ax, rows[rows["commitment"] == number], names, len(shown) - 1 - place, points)
    ax.set_xticks(range(len(names)), [printable(name) for name in names], rotation=90 if turned else 0)
    ax.set_yticks(np.arange(len(shown))[::-1], [printable(name) for name in told])
    ax.set_xlim(-0.4, len(names) - 0.6)
    ax.set_ylim(-0.7, len(shown) - 0.3)
    ax.grid(axis="x", color=PALE, linewidth=points * 0.05)
    ax.set_axisbelow(True)
    set_type(ax, points)
    ax.tick_params(axis="y", length=0)
    ax.legend(
        *in_columns(key, [str(symbol.get_label()) for symbol in key], across), loc="lower right", ncols=across,
        bbox_to_anchor=(1, 1), frameon=False, prop=font(points * 0.92), handlelength=2.4, columnspacing=1.0,
        handletextpad=0.4, borderaxespad=0.2,
    )  # fmt: skip
    record_options(figure, "draw_lifelines", least=least, lines_drawn=len(shown), size=size, lang=lang)
    return figure


def _bare(name: str) -> str:
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", name)).casefold()


def _united(names: Sequence[str]) -> list[str]:
    """Names without those that another one names again, shorter or as long."""
    kept: dict[str, str] = {}
    for name in sorted(dict.fromkeys(names), key=lambda it: (-len(_bare(it)), -len(it))):
        if not any(_bare(name) in other for other in kept):
            kept[_bare(name)] = name
    return [name for name in dict.fromkeys(names) if name in kept.values()]


def _title(life: pd.DataFrame, called: Namer, detail: int) -> str:
    """What a commitment is about: its first concept, its last object and predicate; by `detail`, the earlier ones too."""
    concepts = [name for cell in life["concepts"] for name in str(cell).split(" | ") if name]
    things = [name for name in life["object"] if name]
    predicates = list(dict.fromkeys(life["predicate"]))[0 if detail > 1 else -1 :]
    if things and detail < 1:
        # An earlier object that names the last one more fully (用途変更の取組, 取組) says both, but not 社会の実現 of 実現する.
        done = predicates[-1].removesuffix("する")
        fuller = [it for it in things[:-1] if _bare(things[-1]) in _bare(it) and not it.endswith(done)]
        things = [max([things[-1], *fuller], key=len)]
    return " ".join([*map(called, _united([*concepts[:1], *things])), "→".join(map(called, predicates))])


def _titles(lives: Sequence[pd.DataFrame], called: Namer, room: float) -> list[str]:
    """A title for each commitment, none twice: those alike tell more of their lives, or else are numbered."""
    told: list[str] = [""] * len(lives)
    for detail in range(3):
        alike = [title for title, n in Counter(told).items() if n > 1]
        told = [
            shorten(_title(life, called, detail), room) if title in alike or not detail else title
            for life, title in zip(lives, told, strict=True)
        ]
    seen, often = Counter[str](), Counter(told)
    for at, title in enumerate(told):
        seen[title] += 1
        if often[title] > 1:
            told[at] = f"{shorten(title, room - 2)} ({seen[title]})"
    return told


def _number(modality: str) -> int:
    """Place of a modality in the order of colours and strokes."""
    return MODALITIES.index(modality if modality in MODALITIES else MODALITIES[-1])


def _draw_life(ax: Axes, life: pd.DataFrame, names: Sequence[str], y: int, points: float) -> None:
    places = [names.index(edition) for edition in life["edition"]]
    cells = list(zip(places, life["modality"], life["deadline"], life["end"], strict=True))
    for (x, modality, _, _), (following, *_) in pairwise(cells):
        at = _number(modality)
        ax.plot(
            [x, following], [y, y], color=PALETTE[at], linestyle=_STROKES[at], linewidth=points * 0.3, zorder=2,
            solid_capstyle="butt", dash_capstyle="butt",
        )  # fmt: skip
    for x, modality, deadline, end in cells:
        marker: dict[str, Any] = {"marker": "D" if deadline else "o", "markersize": points * 0.62}
        ax.plot(
            [x],
            [y],
            color=PALETTE[_number(modality)],
            markeredgecolor="#222222",
            markeredgewidth=points * 0.05,
            zorder=3,
            **marker,
        )
        if end:
            ax.plot(
                [x + 0.28],
                [y],
                marker="x",
                color=GREY,
                markersize=points * 0.5,
                markeredgewidth=points * 0.12,
                zorder=3,
            )


def _key(rows: pd.DataFrame, points: float, lang: str) -> list[Line2D]:
    """The symbols of the key, each with its words: modalities that occur, a deadline and an end."""
    words = _WORDS["en" if lang == "en" else "ja"]
    present = {it if it in MODALITIES else MODALITIES[-1] for it in rows["modality"]}
    symbols = [
        Line2D([], [], color=PALETTE[at], linestyle=_STROKES[at], linewidth=points * 0.3, label=words[at])
        for at, name in enumerate(MODALITIES)
        if name in present
    ]
    marks = {"D": words[-2], "x": words[-1]}
    return symbols + [
        Line2D([], [], color=GREY, marker=marker, linestyle="", markersize=points * 0.6, label=label)
        for marker, label in marks.items()
    ]
