"""The title of a document: declared, from the cover, from the first heading."""

from __future__ import annotations

import io

import docx
import pytest

from plantext.reading import read_bytes
from plantext.reading.own_title import is_title

BODY = "\n\n１　趣旨\n川を守るために定める。令和２年４月１日に始める。\n"


def title(text: str, name: str = "a.txt") -> str:
    return read_bytes(text.encode(), name, doc_id="a").title


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("川の計画\n令和６年２月１５日", "川の計画"),
        ("資料３－１\n\n川の利用に関する\n基本方針（案）\n\n令和４年１１月", "川の利用に関する基本方針（案）"),
        ("川 の 基 本 方 針\n令和４年１１月", "川の基本方針"),
        ("川の方針２０２０\n～水とともに～\n令和２年７月１日", "川の方針２０２０"),
        ("第９回\n川の会議\n議 事 録\n甲乙庁川辺課", "第９回川の会議議事録"),
        ("甲乙省告示第十二号\n川の基準\n令和元年八月九日", "川の基準"),
        ("記者発表資料\n令和6年6月28日\n\n川の公園について\n", "川の公園について"),
        ("甲第123号\n令和６年８月１日\n各県知事　殿\n川の管理について（通知）", "川の管理について（通知）"),
        ("開催日：2024年1月5日\n会議名：川の会議（第２回）\n", "川の会議（第２回）"),
        ("内閣総理大臣所信表明演説\n令和5年11月8日", "内閣総理大臣所信表明演説"),
        ("参考資料１\n関係省庁連絡会議\n令和5年11月8日\n\n川の取組状況", "川の取組状況"),
        ("令和５年度\n川の年次報告\n\n令和６年３月\n水辺県", "令和５年度川の年次報告"),
        ("○川の基準\n平成７年８月９日", "川の基準"),
    ],
)
def test_the_cover_gives_the_title(head: str, expected: str) -> None:
    assert title(head + BODY) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<title>川の計画 | 甲市</title><h1>甲市</h1><h2>川の計画</h2><p>守る。</p>", "川の計画"),
        (
            "<title>閲覧 - 甲町議会会議録</title><h1>甲町議会会議録</h1><h2>第一回臨時会</h2><p>開く。</p>",
            "第一回臨時会",
        ),
        ("<title>Microsoft Word - 要綱.doc</title><p>川の要綱</p><p>平成30年4月1日制定</p>", "川の要綱"),
        ("<title>無題</title><h1>川の要綱　2024-01-05</h1><p>守る。</p>", "川の要綱"),
    ],
)
def test_the_title_of_a_page(html: str, expected: str) -> None:
    assert title(html, "a.html") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Microsoft Word - 計画.docx",
        "keikaku.pdf",
        "Taro9-基準（その１）",
        "無題",
        "資料１－２",
        "資料２−１",
        "スライド 1",
        "",
        "Wý\x02$",
    ],
)
def test_what_a_program_wrote_is_no_title(text: str) -> None:
    assert not is_title(text)


def test_a_template_s_title_gives_way_to_the_page() -> None:
    made = docx.Document()
    made.core_properties.title = "Word テンプレート"
    for text in ("川のビジョン", "令和3年3月", "壬生市上下水道局"):
        made.add_paragraph(text)
    made.add_heading("第１章　総論", 1)
    made.add_paragraph("川を守るために定める。")
    out = io.BytesIO()
    made.save(out)
    document = read_bytes(out.getvalue(), "a.docx", doc_id="a")
    assert (document.title, document.publisher, str(document.date)) == ("川のビジョン", "壬生市", "2021-03-01")
    assert document.meta["publisher_office"] == "上下水道局"


def test_a_speech_has_no_title() -> None:
    document = read_bytes(
        "皆さん、こんにちは。本日は川について申し上げます。\n川は大切です。".encode(), "a.txt", doc_id="a"
    )
    assert document.title == ""
    assert any("No title found" in note.message for note in document.report)
