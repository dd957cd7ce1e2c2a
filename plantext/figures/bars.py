"""Bars: what a run holds, by section and by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from plantext.errors import EmptyResultError
from plantext.figures.charts import (
    LINE,
    Margins,
    Rows,
    add_axes,
    chart_axes,
    em_in_mm,
    in_columns,
    key_columns,
    shorten,
)
from plantext.figures.linebreaks import wrap
from plantext.figures.naming import check_lang, english_names, namer, section_namer
from plantext.figures.style import PALETTE
from plantext.figures.typesetting import font, make_figure, record_options, sheet_size
from plantext.labels import LABEL, LABELS, MISSION, SHOWN, count_labels, list_labels, name_labels
from plantext.tables.run import Extraction
from plantext.tables.schemas import KEYS

WORDS = {
    "ja": {
        "sentences": "文の数",
        "mentions": "言及の数",
        "front": "（見出しの前）",
        "f1": "F1（位置と種類の一致、括弧内は正解の数）",
    },
    "en": {
        "sentences": "sentences",
        "mentions": "mentions",
        "front": "(before the first heading)",
        "f1": "F1 (exact span and label; annotated spans in brackets)",
    },
}
EDGE: dict[str, Any] = {"edgecolor": "white", "linewidth": 0.4}
KEY: dict[str, Any] = {
    "handlelength": 1,
    "handletextpad": 0.5,
    "columnspacing": 1.2,
    "borderaxespad": 0.2,
    "frameon": False,
}
PANELS = {"column": 1, "page": 2, "slide": 3}
"""Panels of names side by side."""
AIR = (1.05, 0.85, 0.65, 0.45, 0.2)  # Between names, in ems: as much as the page allows
TITLE, NUMBERS, WORD = 2.0, 2.0, 1.7  # Room over a panel, for the numbers under it and for what they are, in ems


def count_by_section(run: Extraction, *, depth: int = 1) -> pd.DataFrame:
    """Count the sentences and the mentions of each label by document and section, in reading order.

    Parameters
    ----------
    depth : int
        Levels of the section path that count as one section.

    Examples
    --------
    >>> import plantext as pt
    >>> count_by_section(pt.load("priority-plan-2023")).columns.tolist()[:3]
    ['doc_id', 'section', 'sentences']
    """
    sentences = run.sentences.assign(section=run.sentences["section"].str.split("/").str[:depth].str.join("/"))
    keys = ["doc_id", "section"]
    table = sentences.groupby(keys, sort=False).size().rename("sentences").reset_index()
    placed = run.mentions.merge(sentences[[*KEYS, "section"]], on=KEYS, validate="many_to_one")
    counts = placed.groupby([*keys, "label"]).size().unstack(fill_value=0).reindex(columns=list(SHOWN), fill_value=0)
    return table.merge(counts.reset_index(), on=keys, how="left").fillna(0).astype(dict.fromkeys(SHOWN, "int64"))


def count_entities(run: Extraction, *, top: int = 8, labels: Sequence[str] = SHOWN) -> pd.DataFrame:
    """List the most frequent entities of each label: label, entity, n_mentions, n_sentences.

    Parameters
    ----------
    top : int
        Entities a label; those as frequent as the last are kept too, up to twice as many.

    Examples
    --------
    >>> import plantext as pt
    >>> len(count_entities(pt.load("priority-plan-2023"), top=3, labels=["ORG"])) >= 3
    True
    """
    parts = []
    for label in list_labels(labels):
        mine = run.entities[run.entities["label"] == label]
        if len(mine) > top:
            mine = mine[mine["n_mentions"] >= mine["n_mentions"].iloc[top - 1]].head(2 * top)
        parts.append(mine)
    return pd.concat(parts, ignore_index=True)[["label", "entity", "n_mentions", "n_sentences"]]


def draw_sections(run: Extraction, *, depth: int = 1, size: str = "page", lang: str = "ja") -> Figure:
    """Draw where the text is and where the names are: sentences on the left, mentions stacked by label on the right.

    Parameters
    ----------
    depth : int
        Levels of the section path that count as one section.
    size, lang : str
        ``column``, ``page`` or ``slide``; ``ja`` or ``en``.

    Raises
    ------
    EmptyResultError
        If the run has no sentences.

    Examples
    --------
    >>> import plantext as pt
    >>> len(draw_sections(pt.load("priority-plan-2023")).axes)
    2
    """
    table = count_by_section(run, depth=depth)
    if table.empty:
        raise EmptyResultError("The run has no sentences, so there is nothing to draw.")
    width, _, points = sheet_size(size)
    words, names = WORDS[check_lang(lang)], name_labels(lang, plural=True)
    called, em = section_namer(run, lang), em_in_mm(points)
    rows = Rows.of([called(section) or words["front"] for section in table["section"]], 14, least=2.4)
    shown = [label for label in SHOWN if table[label].any()]
    across = key_columns([names[label] for label in shown], width / em)
    above = 1.5 * np.ceil(len(shown) / across) * em + 0.6 * em
    figure = make_figure(width, above + (rows.height + NUMBERS + WORD) * em)
    beside = rows.room(points)
    foot = (NUMBERS + WORD) * em
    half = (width - beside - 3.4 * em) / 2.6
    left = add_axes(figure, beside, foot, half, rows.height * em)
    right = add_axes(figure, beside + half + 2 * em, foot, 1.6 * half, rows.height * em)
    left.barh(rows.places, table["sentences"], color="#888888", height=1.7)
    done = np.zeros(len(table))
    for label in shown:
        style = {"color": LABEL[label].colour, "label": names[label], **EDGE}
        right.barh(rows.places, table[label], left=done, height=1.7, **style)
        done += table[label].to_numpy()
    for ax, counted in ((left, "sentences"), (right, "mentions")):
        ax.set_xlabel(words[counted])
        rows.put(ax, points, named=ax is left)
    if shown:
        bars, told = right.get_legend_handles_labels()
        figure.legend(*in_columns(bars, told, across), loc="upper center", ncols=across, prop=font(points), **KEY)
    record_options(figure, "draw_sections", depth=depth, size=size, lang=lang)
    return figure


def draw_entities(
    run: Extraction, *, top: int | None = None, labels: Sequence[str] = SHOWN, size: str = "page", lang: str = "ja"
) -> Figure:
    """Draw the most frequent names of each kind, one panel a label, as :func:`count_entities` counts them.

    Parameters
    ----------
    top : int, optional
        Names a label; 8, or 4 in a column, by default.
    labels : sequence of str
        Panels, in order; labels without mentions are left out.
    size, lang : str
        ``column``, ``page`` or ``slide``, with one, two or three panels side by side; ``ja`` or ``en``. A name that has no
        English one is written by its reading.

    Raises
    ------
    EmptyResultError
        If there are no mentions of these labels.

    Examples
    --------
    >>> import plantext as pt
    >>> len(draw_entities(pt.load("priority-plan-2023"), labels=["ORG", "FORUM"]).axes)
    2
    """
    width, tallest, points = sheet_size(size)
    em, across = em_in_mm(points), PANELS[size]
    top = top or (4 if size == "column" else 8)
    table = count_entities(run, top=top, labels=labels)
    shown = [label for label in list_labels(labels) if (table["label"] == label).any()]
    if not shown:
        raise EmptyResultError(
            "The run has no mentions of {labels}, so there is nothing to draw.", labels=", ".join(list_labels(labels))
        )
    called, titles = namer(lang, english_names(run)), name_labels(check_lang(lang), plural=True)
    room = min(18.0, 0.52 * width / em / across)
    names = {label: table["entity"][table["label"] == label].map(called) for label in shown}
    lines = [shown[i : i + across] for i in range(0, len(shown), across)]
    for air in AIR:
        rows = {label: Rows.of([shorten(n, 2 * room) for n in names[label]], room, air=air) for label in shown}
        heights = [max(rows[label].height for label in line) + TITLE + NUMBERS for line in lines]
        height = (sum(heights) + WORD) * em
        if height <= tallest:
            break
    figure = make_figure(width, height)
    for place, label in enumerate(shown):
        line, column = divmod(place, across)
        beside = max(rows[other].room(points) for other in shown[column::across])
        bottom = height - (sum(heights[: line + 1]) - NUMBERS) * em
        high, panel = heights[line] - TITLE - NUMBERS, width / across
        ax = add_axes(figure, column * panel + beside, bottom, panel - beside - 1.4 * em, high * em)
        counts = table.loc[table["label"] == label, "n_mentions"]
        ax.barh(rows[label].places, counts, color=LABEL[label].colour, height=0.7 * (LINE + air))
        if label in shown[-across:]:
            ax.set_xlabel(WORDS[lang]["mentions"])
        # Bars are as thick as those of the panel beside.
        rows[label].put(ax, points, height=high)
        ax.set_title(titles[label], fontproperties=font(1.2 * points), loc="left", pad=0.5 * points)
    record_options(figure, "draw_entities", top=top, labels=list_labels(labels), size=size, lang=lang)
    return figure


def _score_names(scores: pd.DataFrame, lang: str) -> dict[str, str]:
    """Names for the rows of a table of scores: the labels, and the two rows over several of them."""
    count = count_labels(lang, int(scores["label"].isin(LABELS).sum()) or len(LABELS))
    names = name_labels(lang, plural=True)
    mission = ("・" if lang == "ja" else ", ").join(names[label] for label in MISSION)
    return names | {"mission": mission, "all": count if lang == "ja" else f"all {count}"}


def draw_quality(scores: pd.DataFrame, *, ax: Axes | None = None, size: str = "page", lang: str = "ja") -> Figure:
    """Draw F1 of each label beside that of stock GiNZA, the number of annotated spans behind its name.

    Parameters
    ----------
    scores : pandas.DataFrame
        label, gold, f1 and f1_ginza, one row a bar, such as one part of ``corpus/gold/quality.csv``.
    size, lang : str
        ``column``, ``page`` or ``slide``; ``ja`` or ``en``.

    Raises
    ------
    EmptyResultError
        If the table has no rows.

    Examples
    --------
    >>> scores = pd.DataFrame({"label": ["ORG"], "gold": [120], "f1": [0.9], "f1_ginza": [0.6]})
    >>> [label.get_text() for label in draw_quality(scores, lang="en").axes[0].get_legend().get_texts()]
    ['plantext', 'ja_ginza']
    """
    if scores.empty:
        raise EmptyResultError("The table of scores has no rows, so there is nothing to draw.")
    names = _score_names(scores, check_lang(lang))
    brackets = "（{}）" if lang == "ja" else " ({})"
    told = [names[label] + brackets.format(gold) for label, gold in zip(scores["label"], scores["gold"], strict=True)]
    width, _, points = sheet_size(size)
    em = em_in_mm(points)
    rows = Rows.of(told, min(18.0, 0.4 * width / em), least=3.0)
    about = wrap(WORDS[lang]["f1"], 0.5 * width / em)
    margins = Margins(rows.room(points), (NUMBERS + WORD + 1.2 * about.count("\n")) * em, 1.4 * em, 2.0 * em)
    figure, ax = chart_axes(ax, width, rows.height * em + margins.top + margins.bottom, margins)
    for shift, column, colour, name in (
        (-0.55, "f1", PALETTE[0], "plantext"),
        (0.55, "f1_ginza", "#BBBBBB", "ja_ginza"),
    ):
        bars = ax.barh(rows.places + shift, scores[column], height=1.1, color=colour, label=name)
        ax.bar_label(bars, fmt=" %.2f", fontproperties=font(points))
    ax.set_xlim(0, 1.08)
    ax.set_xlabel(about)
    rows.put(ax, points, whole=False)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, prop=font(points), **KEY)
    record_options(figure, "draw_quality", size=size, lang=lang)
    return figure
