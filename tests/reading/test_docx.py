"""Word files: styles, tables, footnotes, page breaks; bombs and damage refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from plantext.errors import ReadingError
from plantext.reading import read_bytes

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pack(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def docx(body: str, **parts: str) -> bytes:
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {_NS}><w:body>{body}</w:body></w:document>'
    return pack({"word/document.xml": document, **parts})


def test_python_docx_file() -> None:
    import docx as python_docx

    made = python_docx.Document()
    made.core_properties.title = "計画"
    made.add_heading("第１ 総論", 1)
    made.add_paragraph("一文目である。二文目である。")
    made.add_heading("１．現状", 2)
    made.add_paragraph("項目甲", style="List Bullet")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "省庁", "総務省"
    made.add_page_break()
    made.add_paragraph("最後の文。")
    out = io.BytesIO()
    made.save(out)
    document = read_bytes(out.getvalue(), "a.docx", doc_id="a")
    assert [(b.kind, b.section, b.page, document.text[b.start : b.end]) for b in document.blocks] == [
        ("heading", "第1", 1, "第１ 総論"),
        ("paragraph", "第1", 1, "一文目である。二文目である。"),
        ("heading", "第1/1", 1, "１．現状"),
        ("bullet", "第1/1", 1, "項目甲"),
        ("table", "第1/1", 1, "省庁"),
        ("table", "第1/1", 1, "総務省"),
        ("paragraph", "第1/1", 2, "最後の文。"),
    ]
    assert (document.title, document.n_pages) == ("計画", 2)


def test_footnotes_are_tied_and_ruby_and_deletions_left_out() -> None:
    body = (
        f'<w:p>{run("法律")}<w:r><w:footnoteReference w:id="2"/></w:r>{run("に基づく。")}'
        f"<w:del><w:r><w:delText>消した。</w:delText></w:r></w:del>"
        f"<w:r><w:ruby><w:rt>{run('じん')}</w:rt><w:rubyBase>{run('靱')}</w:rubyBase></w:ruby></w:r>{run('性。')}</w:p>"
    )
    notes = f'<w:footnotes {_NS}><w:footnote w:id="2"><w:p>{run("平成十年法律第一号")}</w:p></w:footnote></w:footnotes>'
    document = read_bytes(docx(body, **{"word/footnotes.xml": notes}), "a.docx", doc_id="a")
    assert document.text == "法律に基づく。靱性。\n平成十年法律第一号"
    assert (document.blocks[1].kind, document.blocks[1].anchor) == ("footnote", 2)
    assert any("deleted" in note.message for note in document.report)


def test_text_boxes_are_read_once() -> None:
    box = f"<w:r><w:txbxContent><w:p>{run('箱の中。')}</w:p></w:txbxContent></w:r>"
    document = read_bytes(docx(f"<w:p>{run('外の文。')}{box}</w:p>"), "a.docx", doc_id="a")
    assert sorted(document.text.split("\n")) == sorted(["外の文。", "箱の中。"])


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    document = f"{bomb}<w:document {_NS}><w:body><w:p>{run('&b;')}{run('本文。')}</w:p></w:body></w:document>"
    with pytest.raises(ReadingError, match="DOCTYPE"):
        read_bytes(pack({"word/document.xml": document}), "a.docx", doc_id="a")


def test_the_title_is_the_one_printed() -> None:
    import docx as python_docx

    made = python_docx.Document()
    made.core_properties.title = "様式第１号"
    made.add_heading("甲県推進計画", 0)
    made.add_paragraph("令和６年３月")
    made.add_paragraph("乙", style="Title")
    out = io.BytesIO()
    made.save(out)
    document = read_bytes(out.getvalue(), "a.docx", doc_id="a")
    assert (document.title, str(document.date)) == ("甲県推進計画", "2024-03-01")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"no archive", "cannot be opened as a Word file"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "password"),
        (pack({"xl/workbook.xml": "<x/>"}), "no word/document.xml"),
        (pack({"word/document.xml": "<w:document"}), "word/document.xml is damaged"),
        (docx(f"<w:p>{run('本文。')}</w:p>")[:-30], "cannot be opened"),
    ],
)
def test_broken_files_are_refused(data: bytes, told: str) -> None:
    with pytest.raises(ReadingError, match=r"a\.docx") as caught:
        read_bytes(data, "a.docx", doc_id="a")
    assert told in str(caught.value)


def test_a_page_break_in_a_text_box_counts_once() -> None:
    box = '<w:r><w:txbxContent><w:p><w:r><w:br w:type="page"/></w:r>' + run("箱の中。") + "</w:p></w:txbxContent></w:r>"
    document = read_bytes(docx(f"<w:p>{run('外の文。')}{box}</w:p><w:p>{run('次の頁。')}</w:p>"), "a.docx", doc_id="a")
    assert [(sentence.text, sentence.page) for sentence in document.sentences][-1] == ("次の頁。", 2)


@pytest.mark.parametrize("level", ["²", "0", "10", "1000", "9" * 5000])
def test_a_style_of_no_heading_level_is_no_heading(level: str) -> None:
    styles = f'<w:styles {_NS}><w:style w:styleId="s"><w:name w:val="heading {level}"/></w:style></w:styles>'
    body = f'<w:p><w:pPr><w:pStyle w:val="s"/></w:pPr>{run("本文である。")}</w:p>'
    document = f"<w:document {_NS}><w:body>{body}</w:body></w:document>"
    data = pack({"word/document.xml": document, "word/styles.xml": styles})
    assert read_bytes(data, "a.docx", doc_id="a").blocks[0].kind == "paragraph"
