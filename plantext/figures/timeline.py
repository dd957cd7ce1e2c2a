"""Dates on a timeline: deadlines and events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from plantext.errors import EmptyResultError, PlantextError
from plantext.figures.charts import Margins, chart_axes, em_in_mm, set_type, shorten, text_width
from plantext.figures.naming import Namer, check_lang, english_names, namer
from plantext.figures.style import GREY, PALE, PALETTE, VEIL
from plantext.figures.typesetting import font, printable, record_options, sheet_size
from plantext.labels import SHOWN, list_labels
from plantext.tables.run import Extraction
from plantext.tables.schemas import KEYS, SEPARATOR

# Periods by name: fiscal years (April to March), calendar years and quarters, as pandas calls them.
PERIODS = {"fiscal": "Y-MAR", "year": "Y-DEC", "quarter": "Q-DEC"}
COLOURS = {"deadline": PALETTE[0], "event": PALETTE[4]}
WORDS = {
    "ja": {
        "deadline": "期限（〜までに）", "event": "出来事", "count": "日付の数", "document": "文書の日付",
        "comma": "、", "tails": "軸より前に{before}件、後に{after}件",
    },
    "en": {
        "deadline": "deadline (by then)", "event": "event", "count": "dates", "document": "document",
        "comma": ", ", "tails": "{before} before the axis, {after} after it",
    },
}  # fmt: skip
NAMES = tuple(label for label in SHOWN if label not in ("DATE", "PLACE"))
BARS, LANE = 15.0, 1.5
"""Height of the tallest bars together and of a lane of names, in full-width characters."""
LONGEST = 1.1  # Length of a date, in periods, up to which it can be counted in one
# Share of the dates that may lie before and after the axis, so that one far date does not stretch it.
TAILS = (0.04, 0.01)


def count_dates(run: Extraction, *, by: str = "fiscal", labels: Sequence[str] = NAMES, names: int = 3) -> pd.DataFrame:
    """Count the deadlines and events of each period, and the names that stand with them.

    A deadline is a date by which something is to be done (2025年度までに, 2024年を目途に, 2023年度末に) and which lies
    ahead of the document; its ``source`` ends in ``:deadline``. Every other date is an event. A date counts in the
    period that holds its middle day; dates much longer than a period (a decade; for quarters, a year) are left out.

    Parameters
    ----------
    by : str
        ``fiscal``, ``year`` or ``quarter``.
    labels : sequence of str
        Labels of the names listed.
    names : int
        Names listed for each kind of date in each period, at most.

    Returns
    -------
    pandas.DataFrame
        One row a period and kind, in order: period (2025, or 2025Q1), start (ISO day), kind (``deadline`` or
        ``event``), count (dates), names (those met in most of their sentences, separated by `` | ``).
        ``attrs["long"]`` is the number of dates left out.

    Raises
    ------
    EmptyResultError
        If there is no such date.

    Examples
    --------
    >>> import plantext as pt
    >>> count_dates(pt.load("priority-plan-2023")).columns.tolist()
    ['period', 'start', 'kind', 'count', 'names']
    """
    if by not in PERIODS:
        raise PlantextError("by {by!r}: expected {known}.", by=by, known=", ".join(PERIODS))
    mentions = run.mentions
    dates = mentions[(mentions["label"] == "DATE") & (mentions["date_start"] != "")]
    begin, end = (pd.to_datetime(dates[column], errors="coerce") for column in ("date_start", "date_end"))
    days = (end - begin).dt.days + 1
    short = days <= LONGEST * (92 if by == "quarter" else 366)
    if not short.any():
        raise EmptyResultError("The run has no dates that fit a {by}, so there is no timeline to draw.", by=by)
    middle = (begin + (end - begin) / 2)[short].dt.to_period(PERIODS[by])
    kind = dates["source"].str.endswith(":deadline").map({True: "deadline", False: "event"})
    # Fiscal years are called by the year they begin in.
    start = middle.dt.start_time
    told = start.dt.year.astype(str) + ("Q" + middle.dt.quarter.astype(str) if by == "quarter" else "")
    placed = dates[short].assign(period=told, start=start.dt.date.astype(str), kind=kind[short])
    keys = ["period", "start", "kind"]
    table = placed.groupby(keys).size().rename("count").reset_index()
    others = mentions[mentions["label"].isin(list_labels(labels))][[*KEYS, "entity"]].drop_duplicates()
    met = placed[[*KEYS, *keys]].drop_duplicates().merge(others, on=KEYS).groupby([*keys, "entity"]).size()
    ranked = met.rename("met").reset_index().sort_values(["met", "entity"], ascending=[False, True])
    first = ranked.groupby(keys)["entity"].apply(lambda column: SEPARATOR.join(column.head(names)))
    table = table.join(first.rename("names"), on=keys).fillna({"names": ""})
    table = table.sort_values(["start", "kind"], ignore_index=True)[["period", "start", "kind", "count", "names"]]
    table.attrs = {"long": int((~short).sum())}
    return table


@dataclass(frozen=True)
class _Flag:
    """Names at a bar: where, how high, in which lane."""

    place: int
    count: int
    words: str
    lane: int


def _within(table: pd.DataFrame) -> tuple[pd.DataFrame, int, int]:
    """The rows of the periods that hold nearly all dates, and how many dates lie before and after them."""
    totals = table.groupby("start")["count"].sum().sort_index()
    reached = totals.cumsum() / totals.sum()
    low = reached[reached > TAILS[0]].index[0]
    high = reached[reached >= 1 - TAILS[1]].index[0]
    before, after = int(totals[totals.index < low].sum()), int(totals[totals.index > high].sum())
    return table[(table["start"] >= low) & (table["start"] <= high)], before, after


def _fit(names: Sequence[str], room: float, comma: str) -> str:
    """As many names as there is room for, the first perhaps shortened."""
    words = shorten(names[0], room)
    for name in names[1:]:
        if text_width(words + comma + name) <= room:
            words += comma + name
    return words


def _flags(side: pd.DataFrame, top: int, scale: _Scale, called: Namer, comma: str) -> list[_Flag]:
    """The names at the most frequent periods; a flag hangs to the right, and never where a later one's pole stands."""
    most = side[side["names"] != ""].sort_values(["count", "place"], ascending=[False, True]).head(top)
    rows = most.sort_values("place", ascending=False)
    flags: list[_Flag] = []
    for place, count, names in zip(rows["place"].tolist(), rows["count"].tolist(), rows["names"], strict=True):
        room = min(scale.longest, (scale.last - place) * scale.per - 1.5)
        words = _fit([called(name) for name in names.split(SEPARATOR)], room, comma)
        ends = place + (text_width(words) + 1) / scale.per
        lane = max((flag.lane + 1 for flag in flags if flag.place <= ends), default=0)
        flags.append(_Flag(place, count, words, lane))
    return flags


@dataclass(frozen=True)
class _Scale:
    """How wide a period and the longest flag are, in full-width characters, and where the axis ends, in periods."""

    per: float
    longest: float
    last: float

    @classmethod
    def of(cls, periods: int, room: float) -> _Scale:
        spare = max(10.0, 0.16 * room)
        per = (room - spare) / periods
        return cls(per, 0.4 * room, periods - 0.5 + spare / per)


def draw_timeline(  # noqa: PLR0913
    run: Extraction,
    *,
    ax: Axes | None = None,
    by: str = "fiscal",
    top: int = 6,
    labels: Sequence[str] = NAMES,
    size: str = "page",
    lang: str = "ja",
) -> Figure:
    """Draw dates by period: deadlines above the line, events below it, with the names that most often stand with them.

    The axis reaches over nearly all dates of :func:`count_dates` and says how many lie beyond. A dashed line marks
    the date of a single document.

    Parameters
    ----------
    by : str
        ``fiscal`` (年度), ``year`` or ``quarter``.
    top : int
        Periods on each side that are given names, the most frequent.
    labels : sequence of str
        Labels of these names.
    size, lang : str
        ``column``, ``page`` or ``slide``; ``ja`` or ``en``.

    Examples
    --------
    >>> import plantext as pt
    >>> draw_timeline(pt.load("priority-plan-2023"), lang="en").axes[0].get_ylabel()
    'dates'
    """
    words, called = WORDS[check_lang(lang)], namer(lang, english_names(run))
    table, before, after = _within(count_dates(run, by=by, labels=labels))
    width, _, points = sheet_size(size)
    em = em_in_mm(points)
    periods = pd.period_range(table["start"].min(), table["start"].max(), freq=PERIODS[by])
    table = table.assign(place=table["start"].map({str(day): n for n, day in enumerate(periods.start_time.date)}))
    margins = Margins(4.6 * em, 3.8 * em if before or after else 2.4 * em, 2, 2 * em)
    scale = _Scale.of(len(periods), (width - margins.left - margins.right) / em)
    sides = {kind: table[table["kind"] == kind] for kind in ("deadline", "event")}
    flags = {kind: _flags(side, top, scale, called, words["comma"]) for kind, side in sides.items()}
    lanes = {kind: max((flag.lane + 1 for flag in found), default=0) for kind, found in flags.items()}
    height = (BARS + LANE * sum(lanes.values())) * em + margins.bottom + margins.top
    figure, ax = chart_axes(ax, width, height, margins)
    most = {kind: int(side["count"].max()) if len(side) else 0 for kind, side in sides.items()}
    unit = sum(most.values()) / BARS
    for kind, sign in (("deadline", 1), ("event", -1)):
        if most[kind]:
            place, count = sides[kind]["place"], sides[kind]["count"]
            ax.bar(place, sign * count, width=0.8, color=COLOURS[kind], label=words[kind], zorder=2)
            _draw_flags(ax, flags[kind], sign, base=most[kind], unit=unit, per=scale.per, points=points)
    ax.axhline(0, color=GREY, linewidth=points * 0.1, zorder=3)
    reach = {kind: most[kind] + (0.6 + LANE * lanes[kind]) * unit for kind in sides}
    ax.set_ylim(-reach["event"], reach["deadline"])
    ax.set_xlim(-0.7, scale.last)
    _mark_document(ax, run, periods, by=by, words=words["document"], points=points)
    _set_axes(ax, [_period_name(period, by, lang) for period in periods], scale.per, words["count"], points)
    _set_counts(ax, -most["event"], most["deadline"])
    if before or after:
        ax.set_xlabel(words["tails"].format(before=before, after=after), loc="right", fontproperties=font(points))
    record_options(figure, "draw_timeline", by=by, top=top, labels=list_labels(labels), size=size, lang=lang)
    return figure


def _set_counts(ax: Axes, low: int, high: int) -> None:
    ticks = MaxNLocator(6, integer=True).tick_values(low, high)
    ax.set_yticks([tick for tick in ticks if low <= tick <= high])


def _draw_flags(  # noqa: PLR0913
    ax: Axes, flags: Sequence[_Flag], sign: int, *, base: float, unit: float, per: float, points: float
) -> None:
    """Poles from the bars and names at their ends, away from the line (`sign`) and beyond the tallest bar (`base`)."""
    style: dict[str, Any] = {"fontproperties": font(points * 0.92), "bbox": VEIL, "zorder": 4, "gid": "flag"}
    for flag in flags:
        y = sign * (base + (0.9 + LANE * flag.lane) * unit)
        ax.plot([flag.place] * 2, [sign * flag.count, y], color=GREY, linewidth=points * 0.06, zorder=1)
        ax.text(flag.place + 0.4 / per, y, printable(flag.words), ha="left", va="center", **style)


def _period_name(period: pd.Period, by: str, lang: str) -> str:
    year = period.start_time.year
    if by == "quarter":
        return f"{year}Q{period.quarter}"
    return f"{year}年度" if by == "fiscal" and lang == "ja" else f"FY{year}" if by == "fiscal" else str(year)


def _mark_document(  # noqa: PLR0913
    ax: Axes, run: Extraction, periods: pd.PeriodIndex, *, by: str, words: str, points: float
) -> None:
    documents = run.info.get("documents", ())
    day = pd.to_datetime(documents[0]["date"], errors="coerce") if len(documents) == 1 else pd.NaT
    if pd.isna(day) or not periods[0].start_time <= day <= periods[-1].end_time:
        return
    place = int(periods.searchsorted(day.to_period(PERIODS[by])))
    length = (periods[place].end_time - periods[place].start_time).days
    at = place - 0.5 + (day - periods[place].start_time).days / length
    ax.axvline(
        at, color=GREY, linewidth=points * 0.08, linestyle=(0, (4, 3)), zorder=1.5, label=f"{words} {day.date()}"
    )


def _set_axes(ax: Axes, told: Sequence[str], per: float, count: str, points: float) -> None:
    step = next(n for n in (1, 2, 4, 5, 8, 10, 20, 40, 80, 10**6) if n * per > text_width(told[0]) + 0.8)
    shown = range(0, len(told), step)
    ax.set_xticks(list(shown), [told[n] for n in shown])
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):.0f}"))
    ax.set_ylabel(count)
    ax.grid(axis="y", color=PALE, linewidth=points * 0.05)
    ax.set_axisbelow(True)
    set_type(ax, points)
    style: dict[str, Any] = {
        "frameon": False,
        "prop": font(points),
        "handlelength": 1.2,
        "borderaxespad": 0.2,
        "columnspacing": 1.2,
    }
    handles, told_of = ax.get_legend_handles_labels()
    # The bars first, then the line.
    order = sorted(range(len(handles)), key=lambda n: isinstance(handles[n], Line2D))
    shown_of = [handles[n] for n in order], [told_of[n] for n in order]
    ax.legend(*shown_of, loc="lower left", bbox_to_anchor=(0, 1), ncols=3, **style)
