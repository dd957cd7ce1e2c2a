"""Turns of speech in documents as they are read."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from plantext.reading.files import read_bytes, read_file
from plantext.records import Document

FIELD = Path(os.environ.get("PLANTEXT_DATA", "../shared/corpus")) / "field"

MINUTES = """令和五年十一月八日（水曜日）
　　　　午前九時開議
　出席委員
　　　委員長　青葉　太郎君
　　　理事　水野　花子君　理事　山川　健一君
　議事日程　第二号
　　一　計画案
　　　　　――――◇―――――
○青葉委員長　これより会議を開きます。
　御異議ありませんか。
　　　　〔「異議なし」と呼ぶ者あり〕
○山川（健）委員　反対です。（拍手）以上です。
　　　　〔賛成者起立〕
○青葉委員長　散会いたします。
　　　　午前十時散会
　出席国務大臣
　　　国務大臣　石川　一郎君
"""


def read(text: str, name: str = "a.txt") -> Document:
    return read_bytes(text.encode(), name, doc_id="a")


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_what_nobody_says_has_its_kind_and_no_turn() -> None:
    document = read(MINUTES)
    silent = [
        (block.kind, document.text[block.start : block.end].split()[0])
        for block in document.blocks
        if block.turn < 0 and block.kind != "paragraph"
    ]
    assert silent == [
        ("stage", "午前九時開議"),
        ("members", "出席委員"),
        ("members", "委員長"),
        ("members", "理事"),
        ("agenda", "議事日程"),
        ("agenda", "一"),
        ("stage", "〔「異議なし」と呼ぶ者あり〕"),
        ("stage", "（拍手）"),
        ("vote", "〔賛成者起立〕"),
        ("stage", "午前十時散会"),
        ("members", "出席国務大臣"),
        ("members", "国務大臣"),
    ]


def test_sentences_begin_with_the_speech_and_know_who_speaks() -> None:
    spoken = [(sentence.speaker, sentence.text) for sentence in read(MINUTES).sentences if sentence.turn >= 0]
    assert spoken == [
        ("青葉委員長", "これより会議を開きます。"),
        ("青葉委員長", "御異議ありませんか。"),
        ("山川（健）委員", "反対です。"),
        ("山川（健）委員", "以上です。"),
        ("青葉委員長", "散会いたします。"),
    ]
    assert read(MINUTES).turns["n_sentences"].tolist() == [2, 2, 1]


def test_a_label_without_a_speech_is_told() -> None:
    document = read("○青葉委員長　始めます。\n○水野委員\n○山川委員　伺います。\n")
    assert document.turns["n_sentences"].tolist() == [1, 0, 1]
    assert any("without a speech" in note.message for note in document.report)


def test_labels_are_not_joined_to_the_paragraph_before() -> None:
    speech = "この計画について、国と地方公共団体との間でどのような役割の分担を考えておられるのかを、"
    lines = [speech, "伺いたいと思います。"] * 5
    document = read(
        "\n".join(["江口部会長：始めます。", *lines, "水野委員：お答えします。", *lines, "江口部会長：終わります。"])
    )
    assert [turn.speaker for turn in document.turn_records] == ["江口部会長", "水野委員", "江口部会長"]


def test_buttons_and_counters_of_a_page_are_left_out() -> None:
    speech = "計画の目的と対象について伺います。" * 20
    page = f"""<h1>会議録</h1><p>選択</p><ul><li class="d-none"><p>1:</p><p>◯議長（青葉太郎君）<br>　始めます。</p></li>
    <li class="d-none"><p>2:</p><p>◯５番（水野花子君）〔登壇〕<br>　{speech}</p></li></ul>
    <p>前へ</p><p>お問い合わせ先</p><p>総務課です。</p>"""
    document = read(page, "a.html")
    assert kinds(document) == [
        ("heading", "会議録"),
        ("speaker", "◯議長（青葉太郎君）"),
        ("paragraph", "始めます。"),
        ("speaker", "◯５番（水野花子君）"),
        ("stage", "〔登壇〕"),
        ("paragraph", speech),
        ("paragraph", "お問い合わせ先"),
        ("paragraph", "総務課です。"),
    ]
    assert document.sentences[-1].turn == -1


SPEECHES = [("青葉", "始めます。"), ("水野", "伺います。"), ("青葉", "お答えします。"), ("水野", "分かりました。")] * 2


def test_bold_type_sets_speakers_off_on_a_page() -> None:
    page = "".join(f"<p><b>{who}</b>　{said}<b>大事</b>です。</p>" for who, said in SPEECHES)
    assert [turn.speaker for turn in read(page, "a.html").turn_records] == [who for who, _ in SPEECHES]


def test_bold_type_sets_speakers_off_in_word() -> None:
    import docx

    made = docx.Document()
    for who, said in SPEECHES:
        paragraph = made.add_paragraph()
        paragraph.add_run(who[0]).bold = True
        paragraph.add_run(who[1:]).bold = True
        paragraph.add_run(f"　{said}")
    out = io.BytesIO()
    made.save(out)
    document = read_bytes(out.getvalue(), "a.docx", doc_id="a")
    assert [(turn.speaker, turn.n_sentences) for turn in document.turn_records] == [(who, 1) for who, _ in SPEECHES]


def test_names_in_a_column_of_a_table_speak() -> None:
    rows = "".join(f"<tr><td>{who}委員</td><td>{said}</td></tr>" for who, said in SPEECHES)
    document = read(f"<table>{rows}</table>", "a.html")
    assert [turn.speaker for turn in document.turn_records] == [f"{who}委員" for who, _ in SPEECHES]
    assert {sentence.kind for sentence in document.sentences} == {"paragraph"}


@pytest.mark.skipif(not FIELD.is_dir(), reason="the shared corpus is not at hand")
@pytest.mark.parametrize(
    ("name", "turns", "speaker"),
    [
        ("gikai_dbsearch_docid.html", 50, "委員長"),
        ("gikai_dbsearch_template.html", 198, "議長（高瀬博文）"),
        ("gikai_kensaku_cgi.txt", 33, "伊藤よしのり議長"),
        ("gikai_voices_huid.html", 1, "議長（川崎浩之君）"),
    ],
)
def test_pages_of_vendors_are_minutes_shared(name: str, turns: int, speaker: str) -> None:
    document = read_file(FIELD / name)
    assert len(document.turn_records) == turns
    assert document.turn_records[0].speaker == speaker
    assert "選択" not in {sentence.text for sentence in document.sentences}
