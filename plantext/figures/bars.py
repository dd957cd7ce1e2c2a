"""Bars: what a run holds, by section and by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from plantext.errors import EmptyResultError
from plantext.figures.linebreaks import wrap
from plantext.figures.naming import check_lang, english_names, namer, section_namer
from plantext.figures.style import PALETTE
from plantext.figures.typesetting import PrintFigure, figure_of, font, printable, record_options
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
WIDTH = 174.0
TYPE = 7.0


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


def _prepare(axis: Axes) -> None:
    axis.spines[["top", "right", "left"]].set_visible(False)
    axis.tick_params(length=0)
    axis.grid(axis="x", color="#DDDDDD", linewidth=0.5)
    axis.set_axisbelow(True)
    axis.xaxis.set_major_locator(MaxNLocator(nbins="auto", steps=[1, 2, 5, 10], integer=True))


def _figure(height: float) -> PrintFigure:
    return PrintFigure(figsize=(WIDTH / 25.4, height / 25.4), facecolor="white", layout="constrained")


def _settled(figure: Figure) -> Figure:
    """Fix the axes where the layout's solver put them, less its noise in the last digits."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for axis in figure.axes:
        axis.set_position(tuple(round(value, 6) for value in axis.get_position().bounds))
    return figure


@dataclass(frozen=True)
class _Rows:
    """Names down an axis, each as high as its lines need."""

    names: list[str]
    places: npt.NDArray[np.float64]
    height: float

    @classmethod
    def of(cls, names: Sequence[str], width: float) -> _Rows:
        wrapped = [wrap(printable(name), width) for name in names]
        heights = np.array([max(1.0, 0.25 + 0.55 * (1 + name.count("\n"))) for name in wrapped])
        return cls(wrapped, np.cumsum(heights) - heights / 2, float(heights.sum()))

    def put(self, axis: Axes, *, named: bool = True, height: float = 0.0) -> None:
        axis.set_yticks(self.places, self.names if named else [""] * len(self.names), fontproperties=font(TYPE))
        axis.set_ylim(max(self.height, height), 0)
        for label in axis.get_xticklabels():
            label.set_fontproperties(font(TYPE))


def draw_sections(run: Extraction, *, depth: int = 1, lang: str = "ja") -> Figure:
    """Draw where the text is and where the names are: sentences on the left, mentions stacked by label on the right.

    Parameters
    ----------
    depth : int
        Levels of the section path that count as one section.

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
    words, names = WORDS[check_lang(lang)], name_labels(lang, plural=True)
    called = section_namer(run, lang)
    rows = _Rows.of([called(section) or words["front"] for section in table["section"]], 14)
    figure = _figure(24 + 6 * rows.height)
    left, right = figure.subplots(1, 2, width_ratios=(1, 1.6))
    _prepare(left)
    _prepare(right)
    left.barh(rows.places, table["sentences"], color="#888888", height=0.7)
    rows.put(left)
    left.set_xlabel(words["sentences"], fontproperties=font(TYPE))
    done = np.zeros(len(table))
    for label in SHOWN:
        if table[label].any():
            right.barh(
                rows.places, table[label], left=done, color=LABEL[label].colour, height=0.7, **EDGE, label=names[label]
            )
            done += table[label].to_numpy()
    rows.put(right, named=False)
    right.set_xlabel(words["mentions"], fontproperties=font(TYPE))
    if done.any():
        figure.legend(loc="outside upper center", ncols=len(SHOWN), frameon=False, prop=font(TYPE), handlelength=1)
    record_options(figure, "draw_sections", depth=depth, lang=lang)
    return _settled(figure)


def draw_entities(run: Extraction, *, top: int = 8, labels: Sequence[str] = SHOWN, lang: str = "ja") -> Figure:
    """Draw the most frequent names of each kind, one panel a label, as :func:`count_entities` counts them.

    Parameters
    ----------
    labels : sequence of str
        Panels, in order; labels without mentions are left out.
    lang : str
        ``ja`` or ``en``; a name that has no English one is written by its reading.

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
    table = count_entities(run, top=top, labels=labels)
    shown = [label for label in list_labels(labels) if (table["label"] == label).any()]
    if not shown:
        raise EmptyResultError(
            f"The run has no mentions of {', '.join(list_labels(labels))}, so there is nothing to draw."
        )
    called, titles = namer(lang, english_names(run)), name_labels(check_lang(lang), plural=True)
    rows = {
        label: _Rows.of([called(name) for name in table.loc[table["label"] == label, "entity"]], 18) for label in shown
    }
    pairs = [shown[i : i + 2] for i in range(0, len(shown), 2)]
    heights = [max(rows[label].height for label in pair) for pair in pairs]
    figure = _figure(5.4 * sum(height + 2.9 for height in heights))
    grid = figure.subplots(len(pairs), 2, squeeze=False, height_ratios=[height + 2.9 for height in heights])
    for number, (axis, label) in enumerate(zip(grid.flat, shown, strict=False)):
        _prepare(axis)
        counts = table.loc[table["label"] == label, "n_mentions"]
        axis.barh(rows[label].places, counts, color=LABEL[label].colour, height=0.7)
        # Bars are as thick as those of the panel beside.
        rows[label].put(axis, height=heights[number // 2])
        axis.set_title(titles[label], fontproperties=font(TYPE + 1.5), loc="left")
        axis.set_xlabel(WORDS[lang]["mentions"], fontproperties=font(TYPE))
    for axis in grid.flat[len(shown) :]:
        axis.set_visible(False)
    record_options(figure, "draw_entities", top=top, labels=list_labels(labels), lang=lang)
    return _settled(figure)


def _score_names(scores: pd.DataFrame, lang: str) -> dict[str, str]:
    """Names for the rows of a table of scores: the labels, and the two rows over several of them."""
    count = count_labels(lang, int(scores["label"].isin(LABELS).sum()) or len(LABELS))
    names = name_labels(lang, plural=True)
    mission = ("・" if lang == "ja" else ", ").join(names[label] for label in MISSION)
    return names | {"mission": mission, "all": count if lang == "ja" else f"all {count}"}


def draw_quality(scores: pd.DataFrame, *, ax: Axes | None = None, lang: str = "ja") -> Figure:
    """Draw F1 of each label beside that of stock GiNZA, the number of annotated spans behind its name.

    Parameters
    ----------
    scores : pandas.DataFrame
        label, gold, f1 and f1_ginza, one row a bar, such as one part of ``corpus/gold/quality.csv``.

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
    rows = _Rows.of(told, 18)
    figure = _figure(20 + 7.5 * rows.height) if ax is None else figure_of(ax)
    axis = figure.subplots() if ax is None else ax
    _prepare(axis)
    for shift, column, colour, name in (
        (-0.2, "f1", PALETTE[0], "plantext"),
        (0.2, "f1_ginza", "#BBBBBB", "ja_ginza"),
    ):
        bars = axis.barh(rows.places + shift, scores[column], height=0.38, color=colour, label=name)
        axis.bar_label(bars, fmt=" %.2f", fontproperties=font(TYPE))
    axis.xaxis.set_major_locator(MaxNLocator(5))
    rows.put(axis)
    axis.set_xlim(0, 1.08)
    axis.set_xlabel(WORDS[lang]["f1"], fontproperties=font(TYPE))
    style: dict[str, Any] = {"ncols": 2, "frameon": False, "prop": font(TYPE), "handlelength": 1}
    axis.legend(loc="lower left", bbox_to_anchor=(0, 1), **style)
    record_options(figure, "draw_quality", lang=lang)
    return _settled(figure) if ax is None else figure
