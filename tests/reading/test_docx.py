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
        (pack({"word/document.xml": "<w:document"}), "word/document.xml: is damaged"),
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


def sentences(data: bytes) -> list[str]:
    return [sentence.text for sentence in read_bytes(data, "a.docx", doc_id="a").sentences]


def p(content: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def styled(text: str, properties: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def field(instruction: str, result: str = "") -> str:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instructed = f"{char.format('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return instructed + (char.format("separate") + result if result else "") + char.format("end")


BR = "<w:r><w:br/></w:r>"


def test_a_line_break_parts_names_and_no_sentence() -> None:
    cell = f"<w:tbl><w:tr><w:tc>{p(run('環境省') + BR + run('農林水産省') + '<w:r><w:cr/></w:r>' + run('復興庁'))}</w:tc><w:tc>{p(run('所管'))}</w:tc></w:tr></w:tbl>"
    text = p(
        run("この計画は、")
        + BR
        + run("国と地方公共団体の")
        + BR
        + run("協議により定める。")
        + BR
        + run("次の文である。")
    )
    document = read_bytes(docx(cell + text), "a.docx", doc_id="a")
    assert [(block.kind, document.text[block.start : block.end]) for block in document.blocks] == [
        ("table", "環境省"),
        ("table", "農林水産省"),
        ("table", "復興庁"),
        ("table", "所管"),
        ("paragraph", "この計画は、国と地方公共団体の協議により定める。"),
        ("paragraph", "次の文である。"),
    ]


def test_a_break_in_a_heading_leaves_it_one() -> None:
    body = p(run("第２章") + BR + run("地域の防災"), '<w:outlineLvl w:val="0"/>') + p(run("本文である。"))
    document = read_bytes(docx(body), "a.docx", doc_id="a")
    assert (document.blocks[0].kind, document.sentences[0].text) == ("heading", "第２章\u3000地域の防災")


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        (run("国は、") + styled("隠した語", "<w:vanish/>") + run("定める。"), "国は、定める。"),
        (run("国は、") + styled("見える語を", '<w:vanish w:val="0"/>') + run("定める。"), "国は、見える語を定める。"),
        (run("国は、") + styled("隠す様式", '<w:rStyle w:val="secret"/>') + run("定める。"), "国は、定める。"),
        (run("国は、") + styled("消した語を", "<w:strike/>") + run("定める。"), "国は、定める。"),
        (run("国は、") + f"<w:moveFrom>{run('移した語')}</w:moveFrom>" + run("定める。"), "国は、定める。"),
        (run("国は、") + f"<w:ins>{run('加えた語を')}</w:ins>" + run("定める。"), "国は、加えた語を定める。"),
        (run("国は、") + field("PAGE", run("3")) + run("頁に定める。"), "国は、3頁に定める。"),
        (run("国は、") + field("SEQ hidden-code") + run("定める。"), "国は、定める。"),
        (run("国は、") + field(r"EQ \* jc2 \o\ad(\s\up 9(ぼうさい),防災)") + run("庁を置く。"), "国は、防災庁を置く。"),
        (run("国は") + "<w:r><w:noBreakHyphen/><w:softHyphen/><w:t>定める。</w:t></w:r>", "国は-定める。"),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            + run("ここに入力")
            + "</w:sdtContent></w:sdt>"
            + run("定める。"),
            "定める。",
        ),
    ],
)
def test_only_what_prints_is_read(content: str, printed: str) -> None:
    styles = f'<w:styles {_NS}><w:style w:type="character" w:styleId="secret"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    assert sentences(docx(p(content), **{"word/styles.xml": styles})) == [printed]


def test_what_is_left_out_is_told() -> None:
    content = styled("隠した語", "<w:vanish/>") + styled("消した語", "<w:dstrike/>") + run("残る文。")
    comments = f'<w:comments {_NS}><w:comment w:id="0">{p(run("欄外の意見"))}</w:comment></w:comments>'
    box = f"<w:r><w:txbxContent>{p(run('箱の文。'))}</w:txbxContent></w:r>"
    document = read_bytes(docx(p(content + box), **{"word/comments.xml": comments}), "a.docx", doc_id="a")
    told = {note.text: note.message for note in document.report}
    assert "hidden" in told["隠した語"] and "crossed out" in told["消した語"] and "Comments" in told["欄外の意見"]
    assert any("Text boxes" in note.message and note.kind == "order" for note in document.report)


def test_deleted_rows_and_paragraph_marks() -> None:
    row = "<w:tr>{}<w:tc>" + p(run("{}")) + "</w:tc></w:tr>"
    table = f"<w:tbl>{row.format('<w:trPr><w:del/></w:trPr>', '消した行')}{row.format('', '残る行')}</w:tbl>"
    joined = p(run("二つの段落が"), "<w:rPr><w:del/></w:rPr>") + p(run("一つになった。"))
    assert sentences(docx(table + joined)) == ["残る行", "二つの段落が一つになった。"]


STYLES = f"""<w:styles {_NS}>
<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="b"><w:name w:val="節の題"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="c"><w:name w:val="編の題"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="d"><w:name w:val="本文の題"/><w:basedOn w:val="c"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="e"><w:name w:val="circle"/><w:basedOn w:val="e"/></w:style>
<w:style w:type="paragraph" w:styleId="f"><w:name w:val="toc 2"/></w:style>
<w:style w:type="paragraph" w:styleId="g"><w:name w:val="隠す段落"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ('<w:pStyle w:val="a"/>', 2),
        ('<w:pStyle w:val="b"/>', 2),
        ('<w:pStyle w:val="c"/>', 1),
        ('<w:pStyle w:val="d"/>', 0),
        ('<w:pStyle w:val="e"/>', 0),
        ('<w:outlineLvl w:val="2"/>', 3),
        ('<w:pStyle w:val="c"/><w:outlineLvl w:val="9"/>', 0),
        ('<w:pStyle w:val="none"/>', 0),
    ],
)
def test_headings_by_outline_and_inheritance(properties: str, level: int) -> None:
    outer = p(run("編"), '<w:outlineLvl w:val="0"/>') + p(run("章"), '<w:outlineLvl w:val="1"/>')
    data = docx(outer + p(run("防災の体制"), properties) + p(run("本文である。")), **{"word/styles.xml": STYLES})
    block = read_bytes(data, "a.docx", doc_id="a").blocks[2]
    assert (block.kind, block.level) == (("heading", level) if level else ("paragraph", 0))


def test_generated_contents_are_left_out() -> None:
    gallery = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    made = f"{gallery}<w:sdtContent>{p(run('目次'))}{p(run('一つ目 1'))}</w:sdtContent></w:sdt>"
    toc = p(field('TOC \\o "1-3"', run("二つ目 2")))
    entries = p(run("目　次")) + p(run("三つ目 3"), '<w:pStyle w:val="f"/>')
    data = docx(made + toc + entries + p(run("本文である。")), **{"word/styles.xml": STYLES})
    document = read_bytes(data, "a.docx", doc_id="a")
    assert document.text == "本文である。"
    assert any("Contents" in note.message for note in document.report)


def test_contents_that_never_end_swallow_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    data = docx(p(begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>') + p(run("本文である。")))
    assert sentences(data) == ["本文である。"]
    assert sentences(docx(p(begin) + p(run("本文である。")))) == ["本文である。"]


def test_notes_stand_behind_their_paragraph_and_know_their_page() -> None:
    refer = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    body = p(run("前の頁。")) + p(
        '<w:r><w:br w:type="page"/></w:r>'
        + run("法律")
        + refer.format("footnote", 7)
        + run("と計画")
        + refer.format("endnote", 3)
        + run("。")
    )
    last = p(run("次の節"), '<w:outlineLvl w:val="0"/>') + p(run("後の文。"))
    foot = f'<w:footnotes {_NS}><w:footnote w:type="separator" w:id="0">{p(run("線"))}</w:footnote><w:footnote w:id="7">{p(run("法律の名。"))}{p(run("その番号。"))}</w:footnote></w:footnotes>'
    end = f'<w:endnotes {_NS}><w:endnote w:id="3">{p(run("計画の名。"))}</w:endnote></w:endnotes>'
    data = docx(body + last, **{"word/footnotes.xml": foot, "word/endnotes.xml": end})
    document = read_bytes(data, "a.docx", doc_id="a")
    notes = [
        (b.mark, b.page, b.section, b.anchor, document.text[b.start : b.end])
        for b in document.blocks
        if b.kind == "footnote"
    ]
    at = document.text.index("法律")
    assert notes == [
        ("1", 2, "", at + 2, "法律の名。"),
        ("", 2, "", -1, "その番号。"),
        ("i", 2, "", at + 5, "計画の名。"),
    ]
    assert not [note for note in document.report if "ootnote" in note.message]


def test_a_mark_of_its_own_is_no_text() -> None:
    body = p(
        run("防災庁")
        + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>＊</w:t></w:r>'
        + run("を置く。")
    )
    notes = f'<w:footnotes {_NS}><w:footnote w:id="2">{p(run("仮称。"))}</w:footnote></w:footnotes>'
    assert sentences(docx(body, **{"word/footnotes.xml": notes})) == ["防災庁を置く。", "仮称。"]


_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
_RELATED = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_the_main_part_is_found_by_relationship_or_content_type() -> None:
    styled_body = p(run("本文である。"), '<w:pStyle w:val="a"/>')
    document = f"<w:document {_NS}><w:body>{styled_body}</w:body></w:document>"
    related = _RELATED.format(f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="/Word/Document7.xml"/>')
    styled_by = _RELATED.format(f'<Relationship Id="r2" Type="{_OFFICE}/styles" Target="../look/s.xml"/>')
    parts = {"word/document7.xml": document, "look/s.xml": STYLES, "word/_rels/document7.xml.rels": styled_by}
    by_relation = read_bytes(pack({**parts, "_rels/.rels": related}), "a.docx", doc_id="a")
    assert (by_relation.text, by_relation.blocks[0].kind) == ("本文である。", "heading")
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = _TYPES.format(f'<Override PartName="/word/document7.xml" ContentType="{main}"/>')
    by_type = read_bytes(pack({**parts, "[Content_Types].xml": types}), "a.docx", doc_id="a")
    assert by_type.blocks[0].kind == "heading"


def test_strict_open_xml() -> None:
    body = p(run("防災の体制"), '<w:outlineLvl w:val="0"/>') + p(run("本文である。"))
    strict = f"<w:document {_NS}><w:body>{body}</w:body></w:document>".replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    related = _RELATED.format(
        '<Relationship Id="r1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="word/document.xml"/>'
    )
    document = read_bytes(pack({"word/document.xml": strict, "_rels/.rels": related}), "a.docx", doc_id="a")
    assert [block.kind for block in document.blocks] == ["heading", "paragraph"]


@pytest.mark.parametrize(
    ("part", "data", "text", "confidence"),
    [
        ("a.html", "<p>埋めた文。</p>", "前の文。\n埋めた文。\n後の文。", 0.7),
        ("a.txt", "埋めた文。", "前の文。\n埋めた文。\n後の文。", 0.7),
        ("a.rtf", "{\\rtf1 x}", "前の文。\n後の文。", 0.3),
    ],
)
def test_alternative_chunks(part: str, data: str, text: str, confidence: float) -> None:
    chunk = f'<w:altChunk xmlns:r="{_OFFICE}" r:id="c1"/>'
    related = _RELATED.format(f'<Relationship Id="c1" Type="{_OFFICE}/aFChunk" Target="{part}"/>')
    parts = {"word/_rels/document.xml.rels": related, f"word/{part}": data}
    document = read_bytes(docx(p(run("前の文。")) + chunk + p(run("後の文。")), **parts), "a.docx", doc_id="a")
    assert document.text == text
    assert [note.confidence for note in document.report if "embedded" in note.message] == [confidence]


def test_a_chunk_inside_a_chunk_is_not_opened() -> None:
    chunk = f'<w:altChunk xmlns:r="{_OFFICE}" r:id="c1"/>'
    related = _RELATED.format(f'<Relationship Id="c1" Type="{_OFFICE}/aFChunk" Target="a.docx"/>')
    parts: dict[str, str] = {"word/_rels/document.xml.rels": related}
    data = docx(p(run("最も内の文。")))
    for text in ("中の文。", "外の文。"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(
                "word/document.xml", f"<w:document {_NS}><w:body>{p(run(text))}{chunk}</w:body></w:document>"
            )
            archive.writestr("word/_rels/document.xml.rels", parts["word/_rels/document.xml.rels"])
            archive.writestr("word/a.docx", data)
        data = out.getvalue()
    assert sentences(data) == ["外の文。", "中の文。"]


def test_a_page_break_that_word_printed_counts_once() -> None:
    body = p(run("一頁。") + '<w:r><w:br w:type="page"/></w:r>') + p(
        "<w:r><w:lastRenderedPageBreak/></w:r>" + run("二頁。")
    )
    document = read_bytes(docx(body), "a.docx", doc_id="a")
    assert [(sentence.text, sentence.page) for sentence in document.sentences] == [("一頁。", 1), ("二頁。", 2)]


@pytest.mark.parametrize(
    ("before", "raised", "text"),
    [
        ("復興庁", "1", "復興庁を置く。"),
        ("復興庁", "注2", "復興庁を置く。"),
        ("50m", "2", "50m2を置く。"),
        ("10", "3", "103を置く。"),
        ("甲", "ｎ", "甲ｎを置く。"),
    ],
)
def test_marks_raised_by_hand(before: str, raised: str, text: str) -> None:
    body = p(run(before) + styled(raised, '<w:vertAlign w:val="superscript"/>') + run("を置く。"))
    assert sentences(docx(body)) == [text]


def test_a_tab_parts_what_stands_beside_each_other() -> None:
    tab = "<w:r><w:tab/></w:r>"
    body = p(run("１．") + tab + run("現状")) + p(run("環境省") + tab + run("復興庁"))
    document = read_bytes(docx(body), "a.docx", doc_id="a")
    assert [block.kind for block in document.blocks] == ["heading", "paragraph"]
    assert document.sentences[1].text == "環境省\t復興庁"


def test_rows_of_a_table_are_counted_and_a_frame_is_none() -> None:
    def cells(*texts: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{p(run(text))}</w:tc>" for text in texts) + "</w:tr>"

    inner = f"<w:tr><w:tc>{p(run('内'))}<w:tbl>{cells('甲', '乙')}</w:tbl></w:tc><w:tc>{p(run('外'))}</w:tc></w:tr>"
    body = f"<w:tbl>{cells('省庁', '施策')}{inner}</w:tbl><w:tbl>{cells('丙', '丁')}</w:tbl><w:tbl>{cells('囲み。')}</w:tbl>"
    document = read_bytes(docx(body), "a.docx", doc_id="a")
    assert [(b.kind, b.row, document.text[b.start : b.end]) for b in document.blocks] == [
        ("table", 0, "省庁"),
        ("table", 0, "施策"),
        ("table", 1, "内"),
        ("table", 1, "甲"),
        ("table", 1, "乙"),
        ("table", 1, "外"),
        ("table", 2, "丙"),
        ("table", 2, "丁"),
        ("paragraph", -1, "囲み。"),
    ]
