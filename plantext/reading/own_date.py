"""The date of a document itself, not of the events and laws it tells about."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import PurePosixPath

from plantext.dates.words import ERA_SHORT
from plantext.errors import Message
from plantext.reading.front import Front, FrontLine, Witness, plain
from plantext.reading.organisations import is_organisation
from plantext.reading.pieces import Piece
from plantext.reading.printed_dates import full_dates

_MEETING = re.compile(
    r"(?:会議|会合)?(?:開催|開会|実施)?(?:日時|年月日|期日|日)(?:及び場所|・場所|場所)?|開催(?:年月)?日|会議日|招集(?:年月)?日|開会(?:日時)?|開議|とき"
)
_ISSUED = re.compile(
    r"(?:発行|公表|公開|作成|制定|策定|決定|改訂|改定|改正|更新|最終更新|発表|掲載|報告|承認|答申|報道発表)"
    r"(?:年月)?(?:日時|日)|日付|年月日|Date|Published|Updated|LastUpdated",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    "(?:条例|規則|規程|要綱|省令)第|決定|策定|決裁|制定|答申|告示|訓令|通達|公布|公表|発表|発行|作成|提出|議決|承認|とりまとめ"
)
_AMENDED = re.compile("一部変更|一部改正|一部改定|一部改訂|改定|改訂|改正|変更|更新")
_ISSUING = re.compile(
    "一部|全部|最終|初版|(?:変更|改正|改定|改訂|更新)|決定|策定|決裁|制定|答申|公布|公表|発表|発行|作成|提出|議決|承認|受理"
    "|とりまとめ|持ち回り|閣議|(?:告示|訓令|訓|通達|達|規程|規則|条例|要綱|省令|政令)(?:第[0-9一二三四五六七八九十百]{1,5}号)?|第[0-9一二三四五六七八九十百.]{1,5}[回版号]|版|[)(・、]"
)
# What stands behind a date that is told of, and words for what came about on it.
_TOLD = re.compile("^(?:[にのはがとでを、,]|から|より|まで|以降|以前|以後|頃|ごろ|現在|時点|付け?で)|[)][のにを]")
_EVENT = re.compile(
    "(?:設置|施行|適用|開始|発足|成立|開催|廃止|創設|設立|予定|締切|締め切り|期限|必着|発生|開設|終了|まで)$"
)
# An entry above a date that is another thing's.
_EVENT_ABOVE = re.compile(
    "(?:設立|創立|創設|設置|開設|施行|生年月|締切|期限)(?:年月)?日?$|establish|deadline", re.IGNORECASE
)
_OTHER = re.compile("期間|期日|期限|締切|予定|前回|次回|基準日|施行|適用|参考|生年|生まれ|時点")
_QUOTED = re.compile("[「」『』]|法律第|政令第|条約第")
_WEEKDAY = re.compile(r"[(（]?(?:[月火水木金土日](?:曜日?)?[・･]?祝?)[)）]|[月火水木金土日]曜日?")
_TIME = re.compile(
    r"(?:午[前後])?[0-9一二三四五六七八九十〇]{1,3}(?:時(?:[0-9一二三四五六七八九十〇]{1,3}分|半)?|[:：][0-9]{2})"
    r"(?:開議|開会|散会|閉会|開始|終了)?(?:から|より|まで|[~〜～\-−–—―])?"
)
_AROUND = re.compile(r"^[()\[\]【】:：|/・~〜\-\s]{1,20}|[()\[\]【】:：|/・~〜\-\s]{1,20}$")
_BETWEEN = re.compile(r"(?:[(（][^()（）]{1,4}[)）])?(?:[~〜～\-−–—―]|から|より|及び|、)")
_NUMBERING = re.compile(r"^[(（]?[0-9一二三四五六七八九十]{1,2}[)）.．、]?(?=[^0-9一二三四五六七八九十年])")
_EDITION = re.compile("(?:改訂|改定|第[0-9一二三四五六七八九十]{1,2})?版|月号|付け?")
_NAMES = re.compile(
    "会議|委員会|審議会|検討会|研究会|懇談会|部会|国会|議会|本会議|省|庁|[課室局部]|資料|本文|号|定例会|臨時会"
    "|会見|講演|演説|談話|挨拶|所信|声明"
)
_HISTORY = re.compile(
    "(?:改訂|改定|更新|変更|改版|版数|改正)(?:の?履歴|の?記録)|版数?.{0,4}(?:日付|[行訂定新]日|年月日)"
)
_MINUTES = re.compile("議事|会議録|次第|議録|定例会|臨時会")
_PDF_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
# A file's name: 20230609, 2023-06-09, 2023_06, R5-3, r050309.
_NAMED = (
    (
        re.compile(
            r"(?<![0-9A-Za-z])(19[0-9]{2}|20[0-9]{2})[-_.]?(0[1-9]|1[0-2])[-_.]?([0-2][0-9]|3[01])(?![0-9A-Za-z])"
        ),
        "",
    ),
    (re.compile(r"(?<![0-9A-Za-z])([RHrh])[-_.]?([0-9]{1,2})[-_.]([0-9]{1,2})[-_.]([0-9]{1,2})(?![0-9A-Za-z])"), "era"),
    (
        re.compile(r"(?<![0-9A-Za-z])([RHrh])(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])([0-2][0-9]|3[01])(?![0-9A-Za-z])"),
        "era",
    ),
    (re.compile(r"(?<![0-9A-Za-z])(19[0-9]{2}|20[0-9]{2})[-_.]?(0[1-9]|1[0-2])(?![0-9A-Za-z])"), ""),
    (re.compile(r"(?<![0-9A-Za-z])([RHrh])[-_.]?([0-9]{1,2})[-_.](1[0-2]|0?[1-9])(?![0-9A-Za-z])"), "era"),
)
# Lines behind the heading of a table of revisions that belong to it.
_ROWS = 24


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date of the head: where it stands, and as what."""

    day: dt.date
    line: FrontLine
    at: int
    kind: str
    confidence: float
    precise: bool = True

    def witness(self, how: str, confidence: float) -> Witness:
        return Witness(self.day.isoformat(), how, round(confidence, 2), self.line.page, self.line.text)


def _bare(text: str) -> str:
    """Strip weekday, time of day and brackets from what stands beside a date."""
    return _AROUND.sub("", _AROUND.sub("", _TIME.sub("", _WEEKDAY.sub("", plain(text)))))


def _is_entry(before: str, above: str) -> str:
    """As which entry of the head a date stands, by its label; empty where it has none."""
    label = _NUMBERING.sub("", before or above).split("/")[0]
    return "meeting" if _MEETING.fullmatch(label) else "issued" if _ISSUED.fullmatch(label) else ""


def _is_bare(rest: str) -> bool:
    """Whether beside a date nothing stands but words of issuing, and who issued."""
    left = _AROUND.sub("", _ISSUING.sub("", rest)).strip("()")
    return not left or is_organisation(left)


def _classify(line: FrontLine, before: str, after: str, above: str, below: str) -> tuple[str, float]:
    """Tell as what a date stands in its line, and how sure that is; empty where it is told about."""
    rest = before + after
    kind, confidence = "", 0.0
    if entry := _is_entry(before, above):
        kind, confidence = entry, 0.93
    elif line.is_prose or _OTHER.search(before) or _QUOTED.search(rest) or _TOLD.search(after) or len(rest) > 40:
        pass
    elif (_AMENDED.search(after) or _AMENDED.search(before)) and _is_bare(rest):
        kind, confidence = "amended", 0.95
    elif "決定" in rest or (not after and below.endswith("決定") and len(below) <= 20):
        kind, confidence = "decided", 0.95 if _is_bare(rest) else 0.65
    elif _DECIDED.search(rest) and _is_bare(rest):
        kind, confidence = "decided", 0.92
    elif (
        _EVENT.search(rest)
        or _DECIDED.search(rest)
        or _AMENDED.search(rest)
        or (not rest and _EVENT_ABOVE.search(above))
    ):
        pass
    elif not rest or _EDITION.fullmatch(rest) or (after == "号" and 2 < len(before) <= 20):
        kind, confidence = "alone", 0.9
    else:
        # A title with the day in brackets behind it may be of what came about on that day.
        named, closed = (
            _NAMES.search(rest) or is_organisation(rest),
            bool(before) and not after and line.plain[-1] == ")",
        )
        kind, confidence = ("beside", 0.85 if named else 0.7) if named or closed else ("", 0.0)
    return kind, confidence


def _dates_of(front: Front) -> list[_Dated]:
    """Find the dates of the head that may be the document's."""
    found: list[_Dated] = []
    lines = front.lines
    for at, line in enumerate(lines):
        mentions = full_dates(line.text)
        gaps = [line.text[one[1] : two[0]] for one, two in pairwise(mentions)]
        for number, (start, end, day, precise) in enumerate(mentions):
            before = _bare(line.text[mentions[number - 1][1] if number else 0 : start])
            after = _bare(line.text[end : mentions[number + 1][0] if number + 1 < len(mentions) else len(line.text)])
            above = _bare(lines[at - 1].text) if at else ""
            below = lines[at + 1].plain.strip("()") if at + 1 < len(lines) else ""
            # Both ends of a period are no date of issue.
            ranged = len(mentions) > 1 and any(_BETWEEN.fullmatch(plain(gap)) for gap in gaps)
            kind, confidence = _classify(line, before, after, above, below)
            # A month beside a title may be of anything; beside who issued, it is that of the cover.
            loose = not precise and kind == "beside" and not is_organisation(before + after)
            if not kind or loose or (ranged and (kind != "meeting" or number)):
                continue
            # Below the cover dates are those of other things, but for entries and one that stands alone.
            if kind not in ("meeting", "issued") and at >= front.cover:
                if kind != "alone":
                    continue
                confidence = 0.5
            found.append(_Dated(day, line, at, kind, confidence, precise))
    # Many days in a row, each with its text, are a chronicle.
    beside = {dated.day for dated in found if dated.kind in ("beside", "decided")}
    return [dated for dated in found if dated.kind != "beside" or len(beside) <= 2]


def _revised(front: Front, pieces: Sequence[Piece]) -> Witness | None:
    """Find the last day of a table of revisions, wherever it stands."""
    typed = [(line.text, line.page) for line in front.lines]
    for rows in ([(piece.text, piece.page_at(0)) for piece in pieces], typed):
        heads = (at for at, (head, _) in enumerate(rows) if len(head) <= 40 and _HISTORY.search(plain(head)))
        for at in islice(heads, _ROWS):
            days = [
                (day, text, page)
                for text, page in rows[at + 1 : at + 1 + _ROWS]
                if len(text) <= 200 and "。" not in text[:-1]
                for _, _, day, precise in full_dates(text)
                if precise
            ]
            if days:
                day, text, page = max(days)
                return Witness(day.isoformat(), Message("the last one of the table of revisions"), 0.85, page, text)
    return None


def _named(name: str) -> tuple[dt.date, bool] | None:
    """Read the date in a file's name, by way of the words that it stands for."""
    stem = PurePosixPath(name.replace("\\", "/")).name
    for pattern, era in _NAMED:
        match = pattern.search(stem)
        if match is None:
            continue
        parts = match.groups()
        year = f"{ERA_SHORT[parts[0].upper()]}{int(parts[1])}年" if era else f"{parts[0]}年"
        words = "".join(f"{int(part)}{unit}" for part, unit in zip(parts[2 if era else 1 :], "月日", strict=False))
        dates = full_dates(year + words)
        if dates:
            return dates[0][2], dates[0][3]
    return None


def _best(front: Front, pieces: Sequence[Piece]) -> Witness | None:
    """Weigh what stands in the document itself."""
    dated = _dates_of(front)
    dated = [it for it in dated if it.confidence > 0.6] or dated
    days = [it for it in dated if it.precise]
    amended = [it for it in days if it.kind == "amended"]
    decided = [it for it in days if it.kind == "decided"]
    meeting = [it for it in days if it.kind == "meeting"]
    alone = [it for it in days if it.kind in ("alone", "beside")]
    revised = _revised(front, pieces)
    if amended:
        last = max(amended + decided, key=lambda it: it.day)
        return last.witness(Message("the last of the decisions and amendments in its head"), last.confidence)
    minutes = any(_MINUTES.search(line.plain) for line in front.lines[:20])
    if meeting and (minutes or not decided):
        return _first(meeting, Message("the day of the meeting in its head"))
    # 閣議決定 and its like count more than a day of publication.
    decided.sort(key=lambda it: -it.confidence)
    for candidates, how in (
        (decided, Message("from the line of decision")),
        ([it for it in days if it.kind == "issued"], Message("from the entry of its head that gives it")),
        (sorted(alone, key=lambda it: it.confidence < 0.6), Message("from the cover or the head")),
    ):
        if candidates and not (revised and revised.value > candidates[0].day.isoformat()):
            return _first(candidates, how)
    months = [it for it in dated if not it.precise and it.confidence > 0.6]
    # Of the months of making and changing it, the last one counts.
    changed = [it for it in months if _AMENDED.search(it.line.plain)]
    months = [max(changed, key=lambda it: it.day)] if changed else months
    if months and not (revised and revised.value >= months[0].day.isoformat()):
        return months[0].witness(Message("the first day of the month on the cover"), 0.75)
    return revised


def _first(candidates: Sequence[_Dated], how: str) -> Witness:
    """Take the first candidate; another day of the same standing makes it doubtful."""
    first = candidates[0]
    rivals = {it.day for it in candidates if it.confidence >= first.confidence} - {first.day}
    return first.witness(how, first.confidence if not rivals else 0.65)


def own_date(front: Front, pieces: Sequence[Piece], found: Mapping[str, str], name: str) -> Witness | None:
    """Find the document's own date; None where nothing tells it.

    Lines of decision and amendment count most, then entries (開催日時, 発行日), a date that stands alone on the cover,
    a table of revisions, a month; then the file's name, and the day a PDF was made.

    Parameters
    ----------
    found : mapping of str to str
        What the file's properties say, such as ``creationdate``.
    """
    best = _best(front, pieces)
    named = _named(name)
    if best is not None:
        if named and named[0].isoformat() == best.value and named[1]:
            return Witness(
                best.value, Message("{how}, as in the file's name", how=best.how), 0.97, best.page, best.text
            )
        if best.confidence >= 0.5:
            return best
    made = _PDF_DATE.match(found.get("creationdate", ""))
    day = full_dates("{}年{}月{}日".format(*made.groups())) if made else []
    # r6-3 may be the third month of Reiwa 6, or a third part.
    if named and not named[1] and day and abs((day[0][2] - named[0]).days) > 45:
        named = None
    if named:
        how = Message("from the file's name") if named[1] else Message("the first day of the month in the file's name")
        return Witness(named[0].isoformat(), how, 0.6 if named[1] else 0.45, 0, name[-60:])
    if day:
        return Witness(day[0][2].isoformat(), Message("only from the day the file was made"), 0.4)
    return best
