"""The words of Japanese dates, as data: eras, parts of a period, deictic words, and what only looks like a date."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class Era(NamedTuple):
    """An era: its first day, its last (None while it runs), and the Latin letter that stands for it."""

    first: dt.date
    last: dt.date | None
    letter: str = ""


ERAS: dict[str, Era] = {
    "慶応": Era(dt.date(1865, 5, 1), dt.date(1868, 1, 24)),
    "明治": Era(dt.date(1868, 1, 25), dt.date(1912, 7, 30), "M"),
    "大正": Era(dt.date(1912, 7, 30), dt.date(1926, 12, 25), "T"),
    "昭和": Era(dt.date(1926, 12, 25), dt.date(1989, 1, 7), "S"),
    "平成": Era(dt.date(1989, 1, 8), dt.date(2019, 4, 30), "H"),
    "令和": Era(dt.date(2019, 5, 1), None, "R"),
}
"""慶応 to 令和; the day an era changed belongs to both up to 昭和, as it did in law."""

ERA_SHORT = {"昭": "昭和", "平": "平成", "令": "令和"} | {era.letter: name for name, era in ERAS.items() if era.letter}

PARTS: dict[str, str] = {
    **dict.fromkeys(("末", "末日"), "末"),
    **dict.fromkeys(("初頭", "初め", "はじめ", "始め", "初", "冒頭", "明け"), "初頭"),
    **dict.fromkeys(("半ば", "なかば", "中盤", "央"), "半ば"),
    **dict.fromkeys(("前半", "前半期"), "前半"),
    **dict.fromkeys(("後半", "後半期"), "後半"),
    **dict.fromkeys(("上半期", "上期", "前期"), "上半期"),
    **dict.fromkeys(("下半期", "下期", "後期"), "下半期"),
    **dict.fromkeys(("上旬", "初旬"), "上旬"),
    "中旬": "中旬",
    "下旬": "下旬",
    "序盤": "初頭",
    "終盤": "末",
    **dict.fromkeys(("春", "春先", "春季", "初春"), "春"),
    **dict.fromkeys(("夏", "夏場", "夏季", "初夏"), "夏"),
    **dict.fromkeys(("秋", "秋口", "秋季", "初秋", "晩秋"), "秋"),
    **dict.fromkeys(("冬", "冬場", "冬季", "初冬"), "冬"),
}
"""Words that narrow a period, as printed → canonical."""

DEKADS = ("上旬", "中旬", "下旬")
SEASONS = ("春", "夏", "秋", "冬")
HALVES = ("上半期", "下半期")
ALONE = ("上半期", "上期", "下半期", "下期")
"""Parts that are dates without a year before them."""


class Deictic(NamedTuple):
    """What a word points at: a unit, counted from the document's date or from the nearest earlier date."""

    unit: str
    base: str
    shift: int
    part: str = ""


def _deictics() -> dict[str, Deictic]:
    table: dict[str, Deictic] = {}
    shifts = {"document": {"今": 0, "本": 0, "昨": -1, "去": -1, "一昨": -2, "来": 1, "再来": 2}}
    shifts["anchor"] = {"同": 0, "前": -1, "前々": -2, "翌": 1, "翌々": 2}
    for base, prefixes in shifts.items():
        for prefix, shift in prefixes.items():
            table[f"{prefix}年"] = Deictic("year", base, shift)
            table[f"{prefix}年度"] = Deictic("fiscal", base, shift)
    table["次年度"] = table["翌年度"]
    table |= {"今月": Deictic("month", "document", 0), "先月": Deictic("month", "document", -1)}
    table |= {"来月": Deictic("month", "document", 1), "同月": Deictic("month", "anchor", 0)}
    table |= {"翌月": Deictic("month", "anchor", 1), "前月": Deictic("month", "anchor", -1)}
    table |= {"同日": Deictic("day", "anchor", 0), "前四半期": Deictic("quarter", "anchor", -1)}
    for season in SEASONS:
        for prefix, base, shift in (("今", "document", 0), ("昨", "document", -1), ("来", "document", 1)):
            table[prefix + season] = Deictic("year", base, shift, season)
        table["翌" + season] = Deictic("year", "anchor", 1, season)
    return table


DEICTICS = _deictics()

STOP_WORDS: tuple[str, ...] = (
    *("毎年", "毎年度", "各年", "各年度", "例年", "毎月", "各月", "隔年", "隔月", "近年", "通年", "当年", "当該年度"),
    *(
        "同年代",
        "同年齢",
        "同年輩",
        "同年次",
        "年金",
        "本年金",
        "年齢",
        "年報",
        "年末調整",
        "年末年始",
        "年始年末",
        "年代別",
    ),
    *("将来", "従来", "本来", "元来", "以来", "未来", "近来", "在来", "到来", "旧来", "由来", "往来", "来日", "以前"),
    *("午前", "合同", "共同", "協同", "賛同", "混同", "基本", "資本", "標本", "脚本", "見本", "今日", "本日", "昨日"),
    *("初等", "初回", "初期", "初任", "初年", "初代", "初版", "初診", "初動", "初の", "初めて", "はじめて", "初心"),
    *("初出", "初頭教", "はじめと", "はじめ、", "初めと", "始めた", "始める", "初診料", "初来日"),
    *("春日", "春分", "春闘", "秋田", "秋葉", "秋分", "夏目", "夏至", "冬至", "春夏秋冬", "春節", "冬眠", "秋篠"),
    *("夏季五輪", "冬季五輪", "夏季オリ", "冬季オリ", "夏季パラ", "冬季パラ", "夏季大会", "冬季大会", "夏季デフ"),
    *("前期比", "前期高齢", "後期高齢", "後期中等", "末端", "末尾", "前半生", "月末払", "前期実績"),
)
"""Longer words that hide a date word; recurring times (毎年) are no point of a calendar."""

RECURRING = frozenset(("毎年", "毎年度", "各年", "各年度", "例年", "隔年"))

LINKS = ("から", "より", "及び", "および", "並びに", "ならびに", "又は", "または", "若しくは", "ないし", "乃至")
LINK_MARKS = "~〜-、,・/→とや"
SPANNING = frozenset(("から", "より", "ないし", "乃至", "~", "〜", "-", "→"))
"""Links that make a range rather than a list."""

DURATION_AFTER_YEAR: tuple[str, ...] = (
    *("間", "以内", "程度", "余", "ほど", "ぶり", "ごと", "毎", "刻み", "おき", "連続", "目", "超", "以上", "未満"),
    *("弱", "強", "分", "が経", "経過", "にわた", "に渡", "を経", "近く", "足らず", "物", "生", "来", "越し", "スパン"),
    *(
        "単位",
        "計画",
        "契約",
        "債",
        "もの",
        "に1",
        "に一",
        "に2",
        "に二",
        "を超",
        "も",
        "しか",
        "だけ",
        "、5年",
        "くらい",
    ),
    *("ぐらい", "当たり", "あたり", "前倒", "制", "保証", "先", "が過", "かけ", "かか", "を要", "型", "次", "齢", "金"),
)
"""What follows a number of years, not a year."""

DURATION_AFTER_DAY: tuple[str, ...] = (
    *("間", "以内", "程度", "後", "前", "目", "ごと", "毎", "分", "以上", "未満", "余", "当たり", "あたり", "連続"),
    *("ぶり", "が経", "経過", "を経", "にわた", "弱", "強", "を超", "で", "ほど", "も", "に1", "に一"),
)

NOT_A_MONTH: tuple[str, ...] = (
    *("間", "別", "次", "例", "刊", "額", "給", "面", "曜", "謝", "当たり", "あたり", "平均", "以内", "以上", "未満"),
    *("につき", "ごと", "毎", "程度", "を超", "を経過", "極", "収", "数", "齢"),
)
"""What follows 月 where no month of the calendar is meant (一月当たり, 3月以内, 図1 月別)."""

RATIO_AFTER_DEICTIC: tuple[str, ...] = (
    *("比", "差", "割れ", "並", "対比", "増減", "伸び率", "同期比", "同月比", "末比", "同期差", "同月差", "同期末比"),
    *("同四半期比", "度比", "度末比", "同日比", "同期増減"),
)

LAW_KINDS: tuple[str, ...] = (
    *("法律", "令", "規則", "条例", "条約", "告示", "訓", "通達", "規程", "達", "布告", "公告", "議決", "法"),
)

TITLE_ENDS: tuple[str, ...] = (
    *("調査", "調査研究", "報告", "報告書", "白書", "統計", "年報", "要覧", "推計", "連関表", "概要", "結果", "資料"),
    *("大綱", "方針", "計画", "戦略", "指針", "プログラム", "プラン", "ガイドライン", "まとめ", "レポート", "集計"),
    *("状況", "政策", "について", "公表", "ビジョン", "構想", "提言", "宣言", "答申", "研究", "年鑑", "表", "工程表"),
    *(
        "ロードマップ",
        "アンケート",
        "議事録",
        "論文",
        "論点整理",
        "要領",
        "要綱",
        "マニュアル",
        "パッケージ",
        "とりまとめ",
    ),
    *(
        "取りまとめ",
        "見通し",
        "動向",
        "予測",
        "データ",
        "データ集",
        "便覧",
        "現状",
        "基準",
        "調べ",
        "速報",
        "確報",
        "説明会",
    ),
)
"""How a quoted title ends; a year inside a document's title is no date."""

PUBLISHED: tuple[str, ...] = (
    *(
        "公表",
        "決定",
        "改定",
        "改訂",
        "策定",
        "公布",
        "施行",
        "発表",
        "決議",
        "発行",
        "取りまとめ",
        "時点",
        "現在",
        "開催",
    ),
)
"""How a bracket behind a title ends that says when it was published."""

DEADLINE_AFTER: tuple[str, ...] = (
    *("まで", "迄", "を目途", "をめど", "を目処", "を目標", "を期限", "目途", "めど", "を視野"),
    *("中に", "中を目途", "中をめど", "中を目処", "中を目標", "中を視野", "内に", "内を目途", "内をめど", "内を目処"),
)
"""What follows a day by which something is to be done; 頃 may stand between."""

DEADLINE_AFTER_END: tuple[str, ...] = ("に", "の")
"""The same behind a date that names an end itself (2023年度末に, 年内に)."""
