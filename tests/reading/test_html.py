"""HTML: what is marked up, what is left out, the encoding declared."""

from __future__ import annotations

import datetime as dt

import pytest
from texts import shape

from plantext.reading import read_bytes

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
