import datetime as dt

import pandas as pd
import pytest
from looks import overlaps, words_outside
from matplotlib.figure import Figure

from plantext.dates import find_dates
from plantext.errors import EmptyResultError, PlantextError
from plantext.figures.timeline import count_dates, draw_timeline
from plantext.records import Mention, Sentence
from plantext.tables.columns import mentions_table, sentences_table
from plantext.tables.entities import entities_table
from plantext.tables.run import Extraction

DAY = dt.date(2023, 6, 9)


def run_of(rows):
    """A run of (sentence, names) with the dates found in it."""
    sentences, found = [], []
    for i, (text, names) in enumerate(rows):
        sentence = Sentence("plan", i, 1, "第1", "", i, 100 * i, 100 * i + 99, text)
        sentences.append(sentence)
        found += [(sentence, Mention(0, 1, name, "ORG", name)) for name in names]
        for date in find_dates(text, date=DAY):
            mention = Mention(
                date.start,
                date.end,
                date.text,
                "DATE",
                date.name,
                date_start=date.date_start,
                date_end=date.date_end,
                norm=date.norm,
                source=f"date:{date.rule}",
            )
            found.append((sentence, mention))
    table, mentions = sentences_table(sentences), mentions_table(found)
    info = {"documents": [{"doc_id": "plan", "date": "2023-06-09"}]}
    return Extraction(table, mentions, entities_table(mentions, table, {("ORG", "甲庁"): "Agency A"}), info)


RUN = run_of(
    [
        ("2025年度までに整備する。", ["甲庁", "乙省"]),
        ("2026年３月末までに、甲庁が行う。", ["甲庁"]),
        ("2025年度に会合がある。", ["乙省"]),
        ("2022年10月に公表した。", []),
        ("2020年代の課題である。", ["甲庁"]),
    ]
)


def test_dates_are_counted_by_fiscal_year_and_kind():
    table = count_dates(RUN)
    assert table.to_numpy().tolist() == [
        ["2022", "2022-04-01", "event", 1, ""],
        ["2025", "2025-04-01", "deadline", 2, "甲庁 | 乙省"],
        ["2025", "2025-04-01", "event", 1, "乙省"],
    ]
    assert table.attrs == {"long": 1}


def test_periods_can_be_calendar_years_and_quarters():
    years = count_dates(RUN, by="year")
    assert years[["period", "kind", "count"]].to_numpy().tolist() == [
        ["2022", "event", 1],
        ["2025", "deadline", 1],
        ["2025", "event", 1],
        ["2026", "deadline", 1],
    ]
    quarters = count_dates(RUN, by="quarter")
    assert quarters[["period", "count"]].to_numpy().tolist() == [["2022Q4", 1], ["2026Q1", 1]]
    assert quarters.attrs == {"long": 3}
    with pytest.raises(PlantextError, match="expected fiscal, year, quarter"):
        count_dates(RUN, by="decade")


def test_no_dates_are_told():
    with pytest.raises(EmptyResultError, match="no dates"):
        draw_timeline(run_of([("何もない。", ["甲庁"])]))


def test_deadlines_stand_above_the_line_and_events_below():
    axes = draw_timeline(RUN).axes[0]
    heights = {bar.get_x() + 0.4: bar.get_height() for bar in axes.containers[0]}
    below = {bar.get_x() + 0.4: bar.get_height() for bar in axes.containers[1]}
    assert heights == pytest.approx({3: 2}) and below == pytest.approx({0: -1, 3: -1})
    assert [text.get_text() for text in axes.texts] == ["甲庁、乙省", "乙省"]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == [
        "期限（〜までに）",
        "出来事",
        "文書の日付 2023-06-09",
    ]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["2022年度", "2023年度", "2024年度", "2025年度"]


MANY = run_of(
    [
        (f"{year}年度までに甲を行い、{year + 1}年度に乙を行う。", [f"組織{year}号の長い名前", "甲庁"])
        for year in range(2005, 2034)
        for _ in range(1 + year % 7)
    ]
)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("size", ["column", "page", "slide"])
def test_flags_neither_touch_nor_leave_the_page(size, lang):
    figure = draw_timeline(MANY, size=size, lang=lang, top=12)
    flags = [text for text in figure.axes[0].texts if text.get_gid() == "flag"]
    assert len(flags) > 15
    assert overlaps(figure, "flag") == []
    assert words_outside(figure) == ""


def test_poles_cross_no_flag():
    figure = draw_timeline(MANY, size="column", top=12)
    renderer = figure._get_renderer()
    figure.draw(renderer)
    axes = figure.axes[0]
    boxes = [text.get_window_extent(renderer) for text in axes.texts]
    poles = [line.get_xydata() for line in axes.lines if len(line.get_xdata()) == 2 and line.get_zorder() == 1]
    assert len(poles) == len(boxes)
    for pole in poles:
        (x, low), (_, high) = sorted(map(tuple, axes.transData.transform(pole)), key=lambda end: end[1])
        assert not [box for box in boxes if box.x0 < x < box.x1 and box.y0 < high and box.y1 > low]


def test_english_and_given_axes():
    figure = Figure(figsize=(6, 4))
    assert draw_timeline(RUN, ax=figure.add_subplot(), lang="en") is figure
    axes = figure.axes[0]
    assert axes.texts[0].get_text() == "Agency A, Otsusho"
    assert axes.get_xticklabels()[0].get_text() == "FY2022"


def test_far_dates_are_told_not_drawn():
    rows = [("2024年度までに行う。", ["甲庁"])] * 200 + [("1950年度に始まった。", [])]
    axes = draw_timeline(run_of(rows)).axes[0]
    assert axes.get_xlabel() == "軸より前に1件、後に0件"
    assert len(axes.get_xticks()) == 1
    assert isinstance(count_dates(run_of(rows)), pd.DataFrame)
