"""The title of a document: declared, on its cover, or its first heading."""

from __future__ import annotations

import re
from collections.abc import Mapping

from plantext.errors import Message
from plantext.reading.front import Front, FrontLine, Witness, close_up, plain, spaced, title_parts
from plantext.reading.organisations import is_organisation
from plantext.reading.printed_dates import full_dates

# Titles that a program gave, not a person.
_PROGRAM = re.compile(
    r"""
    ^(?:microsoft\s?(?:word|powerpoint|excel|office)|taro[0-9]{0,4}-|powerpoint\s?プレゼンテーション
    |untitled|無題|名称未設定|新規|スライド\s?[0-9]|slide\s?[0-9]|document\s?[0-9]|文書\s?[0-9]|book\s?[0-9]
    |<[0-9a-f]{4}|print|表紙|目次|本文|はじめに)
    | \.(?:docx?|pdf|xlsx?|pptx?|jtdc?|txt|html?|indd|ai|rtf)$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BROKEN = re.compile("[\x00-\x1f\x7f-\xff\ufffd]")
_JUNK = re.compile(
    r"""
    庁中一般 | 本庁 | 出先機関 | .{0,40}(?:電話|TEL|内線|E-?mail).{0,40} | .{2,20}法第.{1,8}条.{0,12}に基づく.{0,10}
    | 事務連絡 | 公印省略 | 至急 | 重要 | 写 | 通知
    | (?:DISCUSSION|WORKING|POLICY|RESEARCH)?PAPER(?:SERIES)?(?:No)?[.:]?[0-9\-]{0,9}
    | (?:ディスカッション|ワーキング|リサーチ)・?ペーパー.{0,12} | (?:調査資料|研究資料).{0,4}[0-9\-]{1,9}
    | 第[0-9一二三四五六七八九十百]{1,5}回(?:会議|会合) | (?:ホーム|トップ|TOP|HOME)(?:ページ)?[>＞/].{0,80}
    | (?:参考)?(?:資料|別紙|別添|別冊|別表|参考|様式|付録|議案|議題|報告|案)(?:第)?[0-9一二三四五六七八九十\-.の]{0,8}号?
    | 机上配[布付].{0,6} | 機密性.{0,12} | 取扱注意 | 未定稿 | 暫定版 | 会議後回収 | 委員限り | 傍聴者用 | 公開
    | [0-9\-/ページ頁p.]{1,12} | 以上 | ナビゲーションをスキップする | 目次 | トップ | 文書閲覧 | 文書情報 | 検索結果
    | .{0,8}第[0-9一二三四五六七八九十百]{1,5}号 | .{2,14}(?:告示|訓令|通達|達|発)第[0-9一二三四五六七八九十百]{1,5}号
    | (?:記者|報道)(?:発表|提供|資料).{0,6} | プレスリリース | NewsRelease | PressRelease | お知らせ
    | (?:会議の?)?(?:開催)?(?:日時|年月日|期日|日|場所|会場|議題|議事次第|議事|出席者|参加者|主催|概要|名称)
    """,
    re.VERBOSE,
)
_EDITION = re.compile(
    r"[(（]?第?[0-9]{1,2}(?:\.[0-9]{1,2}){1,2}版[)）]?|[(（]?[Vv]er(?:sion)?\.?[0-9.]{1,6}[)）]?"
    r"|[(（]?(?:令和|平成|昭和|20|19|第)?[0-9元一二三四五六七八九十]{1,4}(?:年度?|[0-9]{1,2}月|年[0-9]{1,2}月)?(?:改訂|改定)?版[)）]?"
)
_LABEL = re.compile(
    r"^(?:(?:会議の?名称?|件名|題名|標題|表題)(?:\s?[:：]\s?|\s)|(?:タイトル|Title)\s?[:：]\s?)(.{2,120})$",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"^[^:：]{1,8}[:：]")
_NUMBERED = re.compile(
    r"^[(（]?(?:第[0-9一二三四五六七八九十百]{1,5}(?:[部章節条編]|(?=[^0-9一二三四五六七八九十百回次期号版]))|[0-9一二三四五六七八九十]{1,2}[.．、)）\s]|[①-⑳])"
)
_SUBTITLE = re.compile("^[~〜～－―—‐\\-–(（]")
_OPEN_END = re.compile(
    "(?:の|と|や|及び|並びに|における|に関する|に係る|のための|による|に向けた|・|、|する|した|的な)$"
)
_COUNTED = re.compile("第[0-9一二三四五六七八九十百]{1,5}回")
# The meeting that a material was laid before.
_MEETING = re.compile(r"第[0-9一二三四五六七八九十百]{1,5}回.{2,40}(?:会議|会|委員会|部会|本部|グループ)")
_MATERIAL = re.compile(r"(?:参考)?資料(?:第)?[0-9一二三四五六七八九十\-.]{0,8}号?")
_MONTHLY = re.compile("^.{3,}月[号版]$")
_RECORD = re.compile("議事|会議録|議録|次第|要旨|記録|要録")
_PEOPLE = re.compile(r"^[^はがをにで。]{2,14}(?:、[^はがをにで。、]{2,10}){2,20}")
# What a speaker is called by, or a title lacks: a whole line in brackets.
_LABEL_ALONE = re.compile(r"[(][^()]{1,12}[)]")
# Titles that say nothing without the name of who wrote it.
_GENERIC = re.compile(
    "(?:最終|中間|第[0-9一二三四五六七八九十]次|総括)?(?:報告書?|取りまとめ|とりまとめ|取りまとめ結果|まとめ|答申|提言|論点整理|議事録|会議録|議事要旨|議事概要|議事次第|会議次第|次第)(?:[(]案[)])?"
)
_SIGNED = re.compile(
    r"[殿様]$|各位$|御中$"
    r"|(?:大臣|知事|[市町村区]長|長官|[局部課室]長|会長|理事長)(?:[\s\u3000]{1,6}\S{1,5}(?:[\s\u3000]{1,4}\S{1,5})?|[一-龥々]{3,5})?$"
)
_NAME = re.compile(r"[一-龥々ぁ-んァ-ヶ]{1,4}[\s\u3000]{1,4}[一-龥々ぁ-んァ-ヶ]{1,4}")
_SPOKEN = re.compile("(?:宣言|声明|公告|書|演説|会見|録|要旨|概要|発言|談話|挨拶|説明|資料|方針|講演)$")
_MARK = re.compile(r"^[○◯●◎■□◆◇]\s?")
_JAPANESE = re.compile("[ぁ-んァ-ヶ一-鿿]")
_LONGEST = 90


def is_title(text: str) -> bool:
    """Tell whether a declared title was given by a person, not by a program.

    Examples
    --------
    >>> is_title("Microsoft Word - keikaku.docx"), is_title("基本計画")
    (False, True)
    """
    folded = plain(text)
    if not folded or _BROKEN.search(text) or _JUNK.fullmatch(folded):
        return False
    return not _PROGRAM.search(text.strip()) and not _PROGRAM.search(folded)


def _trimmed(text: str) -> str:
    """Strip a mark before a title and a date behind it."""
    text = _MARK.sub("", close_up(text))
    for start, end, _, precise in full_dates(text)[-1:]:
        if precise and end == len(text) and start > 2:
            text = text[:start].rstrip(" \u3000(（")
    return text


def _is_candidate(line: FrontLine) -> bool:
    """Whether a line of the cover may hold the title, or part of it."""
    folded = line.plain
    if len(folded) < 2 or len(folded) > _LONGEST or line.is_prose or line.is_contents:
        return False
    if (
        _JUNK.fullmatch(folded.strip("()[]【】<>《》"))
        or _LABEL_ALONE.fullmatch(folded)
        or _EDITION.fullmatch(folded)
        or "://" in folded
    ):
        return False
    dates = full_dates(line.text)
    if dates and (dates[0][0] <= 1 or len(folded) <= 24) and not _MONTHLY.match(folded[dates[0][0] :]):
        return False
    if _SIGNED.search(line.text) and not _SPOKEN.search(folded):
        return False
    return not (_PEOPLE.match(line.text) or folded[-1] in "、，,:：" or _ENTRY.match(folded))


def _from_cover(front: Front, site: str) -> tuple[str, list[FrontLine]]:
    """Join the first lines of the cover that read as a title."""
    taken: list[FrontLine] = []
    material = any(_MATERIAL.fullmatch(line.plain) for line in front.lines[: front.cover])
    for at, line in enumerate(front.lines[: front.cover]):
        if line.plain == site or (material and _MEETING.fullmatch(line.plain)):
            continue
        counted = bool(taken) and _COUNTED.fullmatch(taken[-1].plain) is not None
        organisation = is_organisation(line.text) and not counted
        if not taken:
            above = front.lines[at - 1] if at else None
            named = above is not None and _GENERIC.fullmatch(line.plain) is not None and is_organisation(above.text)
            signed = above is not None and _NAME.fullmatch(line.text) and _SIGNED.search(above.text)
            numbered = _NUMBERED.match(spaced(line.text)) is not None
            if named or (_is_candidate(line) and not (organisation or signed or numbered)):
                taken += [above, line] if named and above else [line]
            continue
        last = taken[-1].plain
        goes_on = counted or bool(_OPEN_END.search(last)) or last.count("「") > last.count("」")
        record = len(line.plain) <= 8 and _RECORD.search(line.plain) is not None
        apart = line.gap or line.page != taken[-1].page or _SUBTITLE.match(line.plain)
        same = line.plain in last or last in line.plain
        if not _is_candidate(line) or organisation or same or (apart and not goes_on and not record):
            break
        latin = not _JAPANESE.search(line.text) and _JAPANESE.search(taken[0].text)
        if not goes_on and not record and (latin or line.rank != taken[-1].rank or len(taken) >= 3):
            break
        taken.append(line)
    joined = "".join(close_up(line.text) if i == 0 else _glue(taken[i - 1], line) for i, line in enumerate(taken))
    return _trimmed(joined[: 2 * _LONGEST]), taken


def _glue(before: FrontLine, line: FrontLine) -> str:
    """A line of a title, with the space that joins it to the one before."""
    text = close_up(line.text)
    return " " + text if before.text[-1:].isascii() and text[:1].isascii() else text


def _declared(found: Mapping[str, str], front: Front) -> Witness | None:
    """Judge the title that the file's properties give."""
    text = found.get("title", "")
    parts = [part for part in title_parts(text) if is_title(part)]
    # Of the parts of a page's title the one that stands as a heading is its own; the last is the site's.
    for part in parts if len(parts) > 1 else []:
        for line in front.lines[:40]:
            if line.rank and part != parts[-1] and plain(_trimmed(part)) == plain(_trimmed(line.text)):
                return Witness(
                    _trimmed(part), Message("the heading that the page's title names"), 0.95, line.page, line.text
                )
    if not is_title(text) or len(parts) > 1:
        return None
    for line in front.lines[:40]:
        if len(line.plain) > 3 and line.plain == plain(text):
            return Witness(text, Message("from the file's properties and the page"), 0.95, line.page, line.text)
    return Witness(text, Message("from the file's properties alone"), 0.7)


def _site(found: Mapping[str, str]) -> str:
    parts = title_parts(found.get("title", ""))
    return plain(parts[-1]) if len(parts) > 1 else ""


def _first_heading(front: Front, site: str) -> Witness | None:
    """The outermost heading, where headings are marked up."""
    ranks = [line.rank for line in front.lines if line.rank and line.plain != site]
    for line in front.lines[: max(front.cover, 1)]:
        if line.rank and line.rank == min(ranks, default=0) and _is_heading(line, site):
            return Witness(
                _trimmed(line.text),
                Message("from the first heading"),
                0.9 if line.rank == 1 else 0.7,
                line.page,
                line.text,
            )
    return None


def _is_heading(line: FrontLine, site: str) -> bool:
    return (
        line.plain != site
        and is_title(line.text)
        and not _NUMBERED.match(spaced(line.text))
        and len(line.plain) <= 2 * _LONGEST
    )


def own_title(front: Front, found: Mapping[str, str], *, stated: bool = False) -> Witness | None:
    """Find the document's title; None where nothing gives it.

    Parameters
    ----------
    stated : bool
        Whether ``found["title"]`` was written for this reader (front matter), not by a program.
    """
    if stated and found.get("title"):
        return Witness(found["title"], Message("as the file states it"), 0.98)
    declared = _declared(found, front)
    if declared and declared.confidence > 0.9:
        return declared
    for line in front.lines[:20]:
        if match := _LABEL.match(line.text):
            return Witness(
                _trimmed(match.group(1)),
                Message("from the entry of its head that gives it"),
                0.93,
                line.page,
                line.text,
            )
    heading = _first_heading(front, _site(found))
    if heading and heading.confidence >= 0.9:
        return heading
    cover = _weigh(front, _site(found))
    return _judge(cover, declared) or heading


def _weigh(front: Front, site: str) -> Witness | None:
    """The title of the cover, and how sure it is."""
    text, taken = _from_cover(front, site)
    if not taken or not is_title(text):
        return None
    again = sum(plain(text) in line.plain for line in front.lines) > 1
    dated = any(full_dates(line.text) for line in front.lines[: front.cover])
    issued = any(is_organisation(line.text) for line in front.lines[: front.cover])
    confidence = 0.6 + 0.15 * again + 0.15 * dated + 0.1 * issued
    if plain(text)[-1:] in "」ぁ" or len(plain(text)) < 4:
        confidence = min(confidence, 0.6)
    return Witness(
        text, Message("from the cover or the head"), round(min(confidence, 0.92), 2), taken[0].page, taken[0].text
    )


def _judge(cover: Witness | None, declared: Witness | None) -> Witness | None:
    """Choose between the cover and the file's properties."""
    if cover is None or declared is None:
        return cover or declared
    one, other = plain(cover.value), plain(declared.value)
    if one in other or other in one:
        return Witness(
            cover.value, Message("from the cover, as in the file's properties"), 0.95, cover.page, cover.text
        )
    return cover if cover.confidence >= declared.confidence else declared
