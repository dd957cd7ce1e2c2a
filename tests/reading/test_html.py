"""HTML: what is marked up, what is left out, the encoding declared."""

from __future__ import annotations

import datetime as dt

import pytest
from texts import shape

from plantext.reading import read_bytes
from plantext.reading.html import read_html

HTML = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>計画の頁</title>
<meta name="date" content="2023-06-09"><script>var a = "秘密の台本";</script><style>p {{ color: red }}</style></head>
<body><nav><a href="/">案内</a></nav><h1>第１ 総論</h1><p>一文目で
ある。<b>二文目</b>である<sup>1</sup>。</p><h2>１．現状</h2><ul><li>項目甲</li><li>項目乙</li></ul>
<table><caption>表題</caption><tr><th>省庁</th><td>総務省</td></tr></table>
<p>強<ruby>靱<rp>(</rp><rt>じん</rt><rp>)</rp></ruby>な基盤<br>である。x<sup>2</sup>ではない。</p><script>alert(1)</script>
<footer>著作権</footer></body></html>"""


@pytest.mark.parametrize(("charset", "codec"), [("utf-8", "utf-8"), ("Shift_JIS", "cp932"), ("EUC-JP", "euc_jp")])
def test_html(charset: str, codec: str) -> None:
    document = read_bytes(HTML.format(charset=charset).encode(codec), "a.html", doc_id="a")
    assert shape(document) == [
        ("heading", "第1", "第１ 総論"),
        ("paragraph", "第1", "一文目である。二文目である。"),
        ("heading", "第1/1", "１．現状"),
        ("bullet", "第1/1", "項目甲"),
        ("bullet", "第1/1", "項目乙"),
        ("caption", "第1/1", "表題"),
        ("table", "第1/1", "省庁"),
        ("table", "第1/1", "総務省"),
        ("paragraph", "第1/1", "強靱な基盤である。xではない。"),
    ]
    assert (document.title, document.date) == ("計画の頁", dt.date(2023, 6, 9))
    told = " ".join(note.message for note in document.report)
    assert "<script> left out, 2 times" in told and "<nav>" in told and "Ruby" in told


def test_wrong_declared_encoding_is_reported() -> None:
    document = read_bytes(HTML.format(charset="utf-8").encode("cp932"), "a.htm", doc_id="a")
    assert any("declares utf-8" in note.message for note in document.report)


@pytest.mark.parametrize(
    "hostile", ["<div>" * 50_000, "<p" * 50_000, "<b><i>" * 50_000, "</p>" * 50_000, "&#" * 50_000, "<!--" * 50_000]
)
def test_hostile_html(hostile: str) -> None:
    document = read_bytes(f"<p>本文である。</p>{hostile}".encode(), "a.html", doc_id="a")
    assert document.text.startswith("本文である。")


def pieces(html: str) -> list[tuple[str, str]]:
    document = read_bytes(html.encode(), "a.html", doc_id="a")
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<p>環境省<br>復興庁<br/>\n 防衛省</p>",
            [("paragraph", "環境省"), ("paragraph", "復興庁"), ("paragraph", "防衛省")],
        ),
        ("<table><td>環境省<br>復興庁<td>２年", [("table", "環境省"), ("table", "復興庁"), ("table", "２年")]),
        ("<ul><li>環境省<br>復興庁</ul>", [("bullet", "環境省"), ("bullet", "復興庁")]),
        ("<p>国は、<br>\n  計画を<br>定める。</p>", [("paragraph", "国は、計画を定める。")]),
        ("<p>国は、\n計画を\n定める。</p>", [("paragraph", "国は、計画を定める。")]),
        ("<pre>環境省\n復興庁</pre>", [("paragraph", "環境省"), ("paragraph", "復興庁")]),
        ("<h2>第２章<br>防災の体制</h2>", [("heading", "第２章\u3000防災の体制")]),
        ("<p>World Trade Organi-<br>zation</p>", [("paragraph", "World Trade Organi-zation")]),
    ],
)
def test_line_breaks(html: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(html) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        '<span style="color:red; Display : none">隠す</span>',
        '<span style="visibility:hidden">隠す</span>',
        "<span hidden>隠す</span>",
        '<div hidden=""><p>隠す</p><div>隠す</div></div>',
        "<del>隠す</del>",
        "<s>隠す</s>",
        "<template><p>隠す</p></template>",
        "<nav>隠す</nav>",
        '<div role="navigation">隠す</div>',
        "<dialog>隠す</dialog>",
        "<button>隠す</button>",
        "<select><option>隠す</select>",
        "<noscript>隠す</noscript>",
        '<a class="skip-link" href="#main">隠す</a>',
        '<div id="toc"><ul><li>隠す</ul></div>',
        '<style>p{color:red} /* x */ .d, #e {display:none}</style><i class="c d">隠す</i><b id=e>隠す</b>',
        "<!-- 隠す -->",
    ],
)
def test_what_is_not_shown_is_left_out_and_told(hidden: str) -> None:
    html = f"<body><p>国は、</p>{hidden}<p>計画を定める。</p>".replace("</p><span", "<span")
    document = read_bytes(html.encode(), "a.html", doc_id="a")
    assert "隠" not in document.text and "計画を定める。" in document.text
    assert hidden.startswith("<!--") or any(note.kind == "dropped" for note in document.report)


@pytest.mark.parametrize(
    "shown",
    [
        '<p aria-hidden="true">見せる</p>',
        '<p style="display:block">見せる</p>',
        "<style>@media print { .d {display:none} .e {display:none} }</style><p class='d e'>見せる</p>",
        "<p class=show>見せる</p>",
        "<ins>見せる</ins>",
        "<dialog open>見せる</dialog>",
        "<details><summary>見せる</summary></details>",
        '<input type="text" hidden>見せる',
        "<title/><script/><p>見せる",
    ],
)
def test_what_is_shown_is_read(shown: str) -> None:
    assert "見せる" in read_bytes(f"<p>文。</p>{shown}".encode(), "a.html", doc_id="a").text


def test_character_data_of_xhtml() -> None:
    html = "<html><body><p><![CDATA[国は<計画>を&定める。]]></p><script>//<![CDATA[\nx<y\n//]]></script><p>終わる。</p></body></html>"
    assert pieces(html) == [("paragraph", "国は<計画>を&定める。"), ("paragraph", "終わる。")]


@pytest.mark.parametrize(
    "mark", ['<sup><a href="#n1">1</a></sup>', '<a href="#n1">[1]</a>', '<a href="#n1">（注1）</a>']
)
@pytest.mark.parametrize(
    "note",
    [
        '<ol><li id="n1">略称。<a href="#r1">↩</a></li></ol>',
        '<div id="n1"><sup>1</sup> 略称。</div>',
        '<p><a id="n1" href="#r1">[1]</a> 略称。</p>',
    ],
)
def test_notes_are_tied_to_their_marks(mark: str, note: str) -> None:
    document = read_bytes(f"<p>防災庁{mark}を置く。</p>{note}<p>後の文。</p>".encode(), "a.html", doc_id="a")
    assert document.text == "防災庁を置く。\n略称。\n後の文。"
    assert [(block.kind, block.mark, block.anchor) for block in document.blocks] == [
        ("paragraph", "", -1),
        ("footnote", "1", 3),
        ("paragraph", "", -1),
    ]


def test_headings_without_tags() -> None:
    html = "<p>第１章　防災の体制</p><p>本文である。</p>"
    assert [kind for kind, _ in pieces(html)] == ["heading", "paragraph"]
    assert [kind for kind, _ in pieces(f"<h1>計画</h1>{html}")] == ["heading", "bullet", "paragraph"]


def test_a_list_of_ministries_stays_one() -> None:
    import plantext

    document = read_bytes("<td>環境省<br>復興庁<br>防衛省</td>".encode(), "a.html", doc_id="a")
    assert [sentence.text for sentence in document.sentences] == ["環境省", "復興庁", "防衛省"]
    for sentence in document.sentences:
        assert [*plantext.find_entities(sentence.text)["text"]] == [sentence.text]


def test_a_page_that_a_script_shows_is_kept_and_doubted() -> None:
    hidden = "".join(
        f'<div style="display:none"><p>第{n}の発言として、防災の計画を述べる。</p></div>' for n in range(30)
    )
    document = read_bytes(f"<h1>会議録</h1><nav>案内</nav>{hidden}".encode(), "a.html", doc_id="a")
    assert len(document.sentences) == 31 and "案内" not in document.text
    assert [note.confidence for note in document.report if "until a script" in note.message] == [0.5]


def test_powers_of_units_are_no_marks() -> None:
    assert pieces("<p>面積は5km<sup>2</sup>で、復興庁<sup>2</sup>が、m<sup>3</sup>とする。") == [
        ("paragraph", "面積は5km2で、復興庁が、m3とする。")
    ]


def test_rows_of_tables_are_counted_through_the_page() -> None:
    inner = "<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>"
    page = f"<table><tr><th>省庁</th><th>施策</th></tr><tr><td>{inner}</td><td>丙</td></tr></table><td>丁</td>"
    reading = read_html(page)
    assert [(piece.text, piece.row) for piece in reading.pieces] == [
        ("省庁", 0),
        ("施策", 0),
        ("甲", 2),
        ("乙", 3),
        ("丙", 1),
        ("丁", -1),
    ]
