"""Find the dates of a sentence and place them on the calendar."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property

from plantext.dates import context
from plantext.dates.calendar import Moment, edtf, era_issue, interval, name
from plantext.dates.draft import Draft
from plantext.dates.grammar import BEGINNINGS, read_dates
from plantext.dates.mention import DateMention
from plantext.dates.outlook import is_blank, is_supposed, outlook, weekday
from plantext.dates.resolve import Anchor, Surroundings, expand, place
from plantext.dates.tokens import DateToken, Tokens
from plantext.dates.words import DEICTICS, RECURRING, SPANNING
from plantext.text import NOTE_MARK, View

# What stands in every text that holds a date; a text without it needs no further look.
_HINT = re.compile(
    r"""
    [年月期春夏秋冬]
    |日(?!本)
    |[0-9]日
    |FY[ ]?[12]
    |Q[1-4]|[1-4]Q
    |[12][0-9]{3}[./-]                                     # 2021/3/31
    |[MTSHR成和正治][0-9]{1,2}[./-]                         # R3.6.18, 平成20.4.1
    |[12][0-9]{3}\.[0-9]{1,2}[~〜]                          # 2023.11~
    |[A-Z][a-z]{2,8}\.?[ ](?:[0-9]{1,2}[a-z]{0,2},?[ ])?(?:19|20)[0-9]{2}  # March 2019
    |[(\[〔](?:[0-9]{4}[)\]〕]|[一二三四五六七八九十百千])  # (2021)
    """,
    re.VERBOSE,
)


def find_dates(
    text: str,
    *,
    date: dt.date | None = None,
    before: DateMention | None = None,
    near: bool = True,
    section: DateMention | None = None,
) -> list[DateMention]:
    """Find the dates of a sentence, in order, never overlapping.

    Both calendars of one date are one span (2019年(令和元年)6月), parts that narrow it belong to it (2023年度末,
    2023年夏), a range or list is one span a member (令和5・6年度: 令和5, 6年度). Durations, ratios, law numbers, years
    inside quoted titles and recurring times (毎年) are left out.

    Parameters
    ----------
    date : datetime.date or None
        The document's own date.
    before : DateMention or None
        Last date of the text before.
    near : bool
        Whether `before` stands close by, in the same paragraph.
    section : DateMention or None
        Date of the section's heading.

    Notes
    -----
    What a shortened or pointing date is counted from:

    * 今, 本, 昨, 去, 一昨, 来, 再来 with 年, 年度, 月 or a season, and 年内, 年度内: the document's date;
    * 同年, 同年度, 同月, 同日, 同3月末: the nearest earlier date of the sentence, else `before`, else nothing;
    * 前年, 前年度, 前月, 前四半期, 翌年, 翌年度, 翌月: the same, else the document's date; 前年 said twice is one year;
    * 年末, 年初, 年明け, 年度末 alone: the nearest earlier date of the sentence, else the document's date, else
      `before`;
    * a month, quarter or half without a year: the nearest earlier date of the sentence, else `before` where it is
      near, else `section`, else the document's year (quarters and halves: its fiscal year), else `before`; after a fiscal year, January
      to March lie in the next year, and so does the end of a range whose month number is smaller than its beginning's;
    * of those, a month is not counted from a `before` or `section` that lies ahead of the document or is a pointed year
      (昨年), and the document's year gives way to the one before or after where the sentence says what is past or to
      come, or names the day of the week;
    * a form's blank (4月 日, 〇〇年4月) and what is supposed (4月に採用した場合) have no year;
    * a year without era or century (平成14年と15年, 2012年～17年, 同14年): the calendar of the date before it.

    A date by which something is to be done (2025年度までに, 2024年を目途に, 2023年度末に), and which is not past when
    the document is written, is a deadline; the end of a range is none. Its `rule` ends in ``:deadline``.

    Examples
    --------
    >>> [(date.text, date.name, date.norm) for date in find_dates("令和５年度末と翌年４月に")]
    [('令和５年度末', '2023年度末', '2024-03'), ('翌年４月', '2024年4月', '2024-04')]
    """
    return dates_of(text, View.of(NOTE_MARK.sub(" ", text)), Surroundings([], before, date, near, section))


def dates_of(printed: str, view: View, around: Surroundings) -> list[DateMention]:
    """Find the dates of a sentence that is folded already, as :func:`find_dates` does.

    Examples
    --------
    >>> [date.norm for date in dates_of("令和5年に", View.of("令和5年に"), Surroundings([], None, None))]
    ['2023']
    """
    return _Finder(printed, view, around).run() if _HINT.search(view.text) else []


class _Finder:
    """One pass over the tokens of one sentence."""

    def __init__(self, printed: str, view: View, around: Surroundings) -> None:
        self.printed = printed
        self.view = view
        self.text = view.text
        self.tokens = Tokens(self.text)
        self.title_at = 0
        self.around = around
        self.mentions = around.mentions
        self.last_token = -1

    @cached_property
    def titles(self) -> list[tuple[int, int]]:
        """The quoted titles, looked for only where a date was read."""
        return context.title_ranges(self.text)

    def run(self) -> list[DateMention]:
        at, items = 0, self.tokens.items
        while at < len(items):
            if items[at].kind not in BEGINNINGS:
                at += 1
                continue
            drafts = read_dates(self.tokens, at)
            if not drafts or not self._may_stand(at, drafts[0]):
                at += 1
                continue
            recurring = self.tokens[at - 1].text in RECURRING
            # The members of a list share what follows the last (平成22～24年版).
            if not recurring and not self._in_context(drafts[-1]):
                for draft in drafts:
                    if draft is drafts[-1] or not self._in_context(draft):
                        self._emit(draft)
            at = max(drafts[-1].last, at + 1)
        return self.mentions

    # --- may it stand -------------------------------------------------------------------------------------------

    def _may_stand(self, at: int, draft: Draft) -> bool:
        """Tell whether a reading may be a date where it stands."""
        first = self.tokens[at]
        start, end = first.start, self.tokens[draft.last - 1].end
        numbered = first.kind == "number"
        # 通年内, 前期: a word that runs into them makes another word of them.
        if draft.alone and first.kind in ("year", "fiscal", "part"):
            return context.stands_alone(self.text, start) and not context.is_half_of_other(self.text, start, end)
        # Without a day before it, 同日 points at nothing.
        if draft.deictic is not None and draft.deictic.unit == "day":
            anchor = self.around.nearest()
            return anchor is not None and anchor.day is not None
        # 第3年度, 数10年
        if numbered and start > 0 and self.text[start - 1] in "第数":
            return False
        if numbered and draft.year is None:
            return self._bare_may_stand(at, draft, start, end)
        # A number with month or part is a date, whatever stands around it.
        counts = numbered and draft.month is None and draft.kind == "year" and not draft.parts
        return not (counts and context.is_amount_of_years(self.text, start, end))

    def _bare_may_stand(self, at: int, draft: Draft, start: int, end: int) -> bool:
        """Tell whether a date without era and century may stand: a month may, a year or day that goes on from a date."""
        linked, ranging = self._link(at)
        draft.after_range = draft.after_range or ranging
        anchor = self.around.nearest()
        # The end of another number, or an estimate.
        if not linked and start > 0 and self.text[start - 1] in "-.,/約":
            return False
        if draft.month is not None or draft.kind == "decade" or anchor is None:
            full = len(self.tokens[at].text) == 2
            # 19年度予算: nothing lasts for 19 fiscal years.
            budget = draft.kind == "fiscal" and full and not context.follows_duration(self.text, end, "year")
            return draft.month is not None or budget or (draft.kind == "decade" and full)
        # A day goes on from an earlier day of the same month (8日、12日).
        if draft.day is not None:
            follows = linked and bool(self.mentions) and anchor.day is not None and anchor.day < draft.day
            return follows and not context.follows_duration(self.text, end, "day")
        if linked:
            return self._continues(draft, anchor, end)
        counted = draft.parts[:1] in (["前半"], ["後半"], ["半ば"]) or context.follows_duration(self.text, end, "year")
        return not counted and (draft.kind == "fiscal" or bool(draft.parts))

    def _continues(self, draft: Draft, anchor: Anchor, end: int) -> bool:
        """Tell whether a bare number of years goes on from the date before it (平成14年と｜15年) and counts nothing."""
        if context.follows_duration(self.text, end, "year") and not draft.parts:
            return False
        expanded = expand(draft, self.around)
        if expanded is None:
            return False
        # Farther apart, it is a number of years after all.
        ahead = expanded[0] - anchor.year
        return 0 < ahead <= 60 if draft.after_range else 0 < abs(ahead) <= 40

    def _link(self, at: int) -> tuple[bool, bool]:
        """Tell whether a token follows the last date over a particle or mark alone, and whether that makes a range."""
        here, ranging = at - 1, False
        while here >= max(0, at - 2) and self.tokens[here].kind == "link":
            ranging = ranging or self.tokens[here].text in SPANNING
            here -= 1
        if here == at - 1:
            return False, False
        # A weekday may stand between: 10月8日(日)～12日.
        if here >= 2 and self.tokens[here].kind == "close":
            here = self._opening(here) - 1
        linked = self.last_token == here + 1
        return linked, linked and ranging

    def _opening(self, close: int) -> int:
        """Return the bracket that opens at most three signs before a closing one; else what follows it."""
        room = 3
        for back in range(close - 1, 0, -1):
            token = self.tokens[back]
            if token.kind == "open":
                return back
            room -= len(token.text) if token.kind == "other" else 1
            if room < 0:
                break
        return close + 1

    def _in_context(self, draft: Draft) -> bool:
        """Tell whether what stands around makes it no date."""
        start, end = self.tokens[draft.first].start, self.tokens[draft.last - 1].end
        while self.title_at < len(self.titles) and self.titles[self.title_at][1] <= start:
            self.title_at += 1
        if self.title_at < len(self.titles) and self.titles[self.title_at][0] < start:
            return True
        return context.is_other_term(self.text, start, end, pointing=draft.deictic is not None)

    def _look_around(self, draft: Draft, start: int, end: int) -> None:
        """Note what is said around a month or day without a year."""
        draft.outlook = outlook(self.text, start, end)
        draft.weekday = weekday(self.text, end) if draft.day is not None else -1
        draft.blank = is_blank(self.text, start, end)
        draft.supposed = is_supposed(self.text, start, end)

    # --- what it means ------------------------------------------------------------------------------------------

    def _emit(self, draft: Draft) -> None:
        first, last = self.tokens[draft.first], self.tokens[draft.last - 1]
        start, end = self.view.printed(first.start, last.end)
        # One printed character may fold to several (㋉ is 10月): two dates cannot share it.
        if self.mentions and start < self.mentions[-1].end:
            return
        if draft.year is None and draft.month is not None:
            self._look_around(draft, first.start, last.end)
        moment, calendar = place(draft, self.around)
        span = interval(moment)
        known = moment.year is not None
        issue = draft.issue or (era_issue(draft.era, moment, self.around.date) if draft.era else "")
        if known and span is None:
            issue = issue or f"no such day: {name(moment)}"
        # What is past when the document is written is no deadline.
        ahead = span is not None and (self.around.date is None or span[1] >= self.around.date)
        # The end of a range (2021年度から2023年度まで) bounds what happens, it does not demand it.
        ranging = self._link(draft.first)[1]
        due = ahead and not ranging and context.is_deadline(self.text, first.start, last.end)
        self.last_token = draft.last
        self.mentions.append(
            DateMention(
                start=start,
                end=end,
                text=self.printed[start:end],
                name=name(moment) if known else self.text[first.start : last.end],
                date_start=span[0] if span else None,
                date_end=span[1] if span else None,
                norm=edtf(moment),
                rule=f"{_year_form(draft, first)}:{_precision(moment)}" + (":deadline" if due else ""),
                moment=moment,
                issue=issue,
                calendar=calendar,
                deictic=DEICTICS[first.text] if first.kind == "deictic" else None,
            )
        )


def _year_form(draft: Draft, first: DateToken) -> str:
    if first.kind == "numeric":
        return "numeric"
    if draft.deictic is not None or first.kind in ("deictic", "same"):
        return "deictic"
    if draft.short is not None or not draft.calendars:
        return "elided"
    if draft.era and "西暦" in draft.calendars:
        return "both"
    return "era" if draft.era else "gregorian"


def _precision(moment: Moment) -> str:
    if moment.parts:
        return {"第": "quarter", "期": "term"}.get(moment.parts[-1][0], "part")
    if moment.day is not None:
        return "day"
    if moment.month is not None:
        return "quarter" if moment.month_end is not None else "month"
    return moment.kind
