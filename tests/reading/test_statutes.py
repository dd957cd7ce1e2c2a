"""Statutes: what heads an article, what is its text, what are its paragraphs and items."""

from __future__ import annotations

import pytest
from texts import shape

from plantext.reading import read_bytes
from plantext.reading.pieces import Piece, Reading
from plantext.reading.statutes import settle_statutes
from plantext.records import Document

ORDINANCE = """○青原市こども会議条例
令和5年12月20日
条例第31号
目次
第1章　総則（第1条・第2条）
第2章　会議（第3条）
附則
第1章　総則
（目的）
第1条　この条例は、こどもの声が届くまちの実現に寄与することを目的とする。
（定義）
第2条　この条例において、次の各号に掲げる用語の意義は、当該各号に定めるところによる。
(1)　こども　18歳未満の者をいう。
(2)　施設　次に掲げるものをいう。
ア　学校
イ　児童館
第2章　会議
（会議の設置）
第3条　市に、こども会議を置く。
2　委員の任期は、2年とする。
第3条の2　会議の庶務は、市長が定める課において処理する。
附　則
（施行期日）
1　この条例は、令和6年4月1日から施行する。
附　則（令和6年9月30日条例第22号）
この条例は、公布の日から施行する。
"""

LAW = """　　　流通の促進に関する法律

　（定義）
第一条　この法律において「流通事業者」とは、次に掲げる者をいう。
　一　提供する事業を営む者
　二　前号に掲げる者のほか、次のいずれかに該当する者
　　イ　加工を業とする者
２　政府は、基本計画を定めなければならない。
第二条　国は、施策を実施する責務を有する。
　　　理　由
流通を促進する必要がある。
"""


def read(text: str, name: str = "a.txt") -> Document:
    return read_bytes(text.encode(), name, doc_id="a")


def tree(document: Document) -> list[tuple[str, int, str, str]]:
    return [(b.kind, b.level, b.section, document.text[b.start : b.end][:12]) for b in document.blocks]


def test_an_ordinance() -> None:
    top = "青原市こども会議条例"
    document = read(ORDINANCE)
    assert tree(document) == [
        ("heading", 1, top, "○青原市こども会議条例"),
        ("paragraph", 0, top, "令和5年12月20日"),
        ("paragraph", 0, top, "条例第31号"),
        ("heading", 2, f"{top}/第1章", "第1章　総則"),
        ("heading", 3, f"{top}/第1章/第1条", "（目的）"),
        ("paragraph", 0, f"{top}/第1章/第1条", "第1条　この条例は、こど"),
        ("heading", 3, f"{top}/第1章/第2条", "（定義）"),
        ("paragraph", 0, f"{top}/第1章/第2条", "第2条　この条例において"),
        ("bullet", 0, f"{top}/第1章/第2条", "(1)　こども　18歳未"),
        ("bullet", 0, f"{top}/第1章/第2条", "(2)　施設　次に掲げる"),
        ("bullet", 0, f"{top}/第1章/第2条", "ア　学校"),
        ("bullet", 0, f"{top}/第1章/第2条", "イ　児童館"),
        ("heading", 2, f"{top}/第2章", "第2章　会議"),
        ("heading", 3, f"{top}/第2章/第3条", "（会議の設置）"),
        ("paragraph", 0, f"{top}/第2章/第3条", "第3条　市に、こども会議"),
        ("paragraph", 0, f"{top}/第2章/第3条", "2　委員の任期は、2年と"),
        ("paragraph", 0, f"{top}/第2章/第3条の2", "第3条の2　会議の庶務は"),
        ("heading", 2, f"{top}/附則", "附　則"),
        ("heading", 3, f"{top}/附則/1", "（施行期日）"),
        ("paragraph", 0, f"{top}/附則/1", "1　この条例は、令和6年"),
        ("heading", 2, f"{top}/附則(令和6年9月30日条例第22号)", "附　則（令和6年9月30"),
        ("paragraph", 0, f"{top}/附則(令和6年9月30日条例第22号)", "この条例は、公布の日から"),
    ]
    assert [note.text for note in document.report if note.message.startswith("Contents")] == ["目次"]


def test_the_same_ordinance_in_html() -> None:
    page = "".join(f"<p>{line}</p>" for line in ORDINANCE.splitlines())
    assert tree(read(page, "a.html")) == tree(read(ORDINANCE))


def test_a_law() -> None:
    assert [(kind, level) for kind, level, _, _ in tree(read(LAW))] == [
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 0),
        ("bullet", 0),
        ("bullet", 0),
        ("bullet", 0),
        ("paragraph", 0),
        ("paragraph", 0),
        ("heading", 2),
        ("paragraph", 0),
    ]


@pytest.mark.parametrize("width", range(20, 46, 5))
def test_a_law_broken_at_a_width(width: int) -> None:
    law = LAW + "".join(
        f"第{number}条　{who}は、前条の計画に基づき、流通を促進するために必要な施策を総合的かつ計画的に講じなければならず、その状況を毎年公表しなければならない。\n"
        for number, who in zip("三四五六七", ["国", "政府", "総務大臣", "主務大臣及び知事", "事業者"], strict=True)
    )
    lines = [line[i : i + width] for line in law.splitlines() for i in range(0, len(line), width)]
    assert tree(read("\n".join(lines))) == tree(read(law))


def test_articles_with_their_headings_in_the_line() -> None:
    lines = [
        "第１条（目的）",
        "委託する。",
        "第２条（期間）",
        "１　一年とする。",
        "①　延長",
        "第３条（協議）",
        "協議して定める。",
    ]
    settled = settle_statutes(Reading(tuple(Piece("paragraph", line) for line in lines)))
    kinds = [(piece.kind, piece.label) for piece in settled.pieces]
    assert kinds == [
        ("heading", "第1条"),
        ("paragraph", ""),
        ("heading", "第2条"),
        ("paragraph", ""),
        ("bullet", ""),
        ("heading", "第3条"),
        ("paragraph", ""),
    ]


def test_a_caption_joined_to_the_item_before_it() -> None:
    lines = [
        "（目的）",
        "第１条 この条例は、目的を定める。",
        "（施策）",
        "第２条 市は、次の施策を講ずる。",
        "(1) 普及に関する施策（責務）",
        "第３条 市民（以下「住民」という。）は、協力する（委任）",
    ]
    pieces = (*(Piece("paragraph", line, ((0, 1), (8, 2))) for line in lines), Piece("paragraph", "第４条 定める。"))
    settled = settle_statutes(Reading(pieces)).pieces
    assert [(one.kind, one.text) for one in settled[4:6]] == [
        ("bullet", "(1) 普及に関する施策"),
        ("heading", "（責務）"),
    ]
    assert settled[5].pages == ((0, 2),)
    # What ends no sentence and no item is not cut.
    assert settled[6].text.endswith("協力する（委任）")


def test_a_report_that_quotes_two_articles_stays_a_report() -> None:
    lines = [
        "第１　現状",
        "第３条　市は、施策を講ずる。",
        "１．課題",
        "（１）人材",
        "ア　育成",
        "第８条　市は、支援する。",
        "２．方針",
    ]
    reading = Reading(tuple(Piece("heading" if len(line) < 8 else "paragraph", line) for line in lines))
    assert settle_statutes(reading) == reading


def test_headings_of_another_kind_end_a_statute() -> None:
    lines = [
        "第１条　定める。",
        "第２条　定める。",
        "第３条　定める。",
        "１．解説",
        "（１）趣旨",
        "第４条　定める。",
        "(1)　項目",
    ]
    pieces = [Piece("heading" if line[0] in "１（" else "paragraph", line) for line in lines]
    kinds = [piece.kind for piece in settle_statutes(Reading(tuple(pieces))).pieces]
    assert kinds == ["paragraph", "paragraph", "paragraph", "heading", "heading", "paragraph", "bullet"]


def test_numbers_of_sections_alone_in_their_lines_are_no_articles() -> None:
    lines = [line for number in "１２３４" for line in (f"第{number}", "", "窓口の改善", "", "市は窓口を改める。", "")]
    assert [kind for kind, _, text in shape(read("\n".join(lines))) if text.startswith("第")] == ["heading"] * 4
