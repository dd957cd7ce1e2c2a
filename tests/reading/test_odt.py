"""OpenDocument texts (odt): headings, lists, tables, notes; what is left out is told."""

from __future__ import annotations

import io
import zipfile

import pytest

from plantext.errors import ReadingError
from plantext.reading import read_bytes
from plantext.records import Document

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)


def odt(body: str, *, styles: str = "", manifest: str = "<m/>", title: str = "", looks: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        if looks:
            archive.writestr("styles.xml", f"<office:document-styles {SPACES}>{looks}</office:document-styles>")
        archive.writestr("meta.xml", f'<m xmlns:dc="urn:dc"><dc:title>{title}</dc:title></m>')
    return file.getvalue()


def read(body: str, **options: str) -> Document:
    return read_bytes(odt(body, **options), "a.odt", doc_id="a")


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_headings_paragraphs_and_lists() -> None:
    document = read(
        '<text:p text:style-name="P1">架空計画</text:p><text:h text:outline-level="1">第１章　総論</text:h>'
        '<text:h text:outline-level="2">１　現状</text:h><text:p>総務省は<text:span>会議</text:span>を<text:s/>開く。</text:p>'
        "<text:list><text:list-item><text:p>人材の育成</text:p></text:list-item></text:list>",
        styles='<style:style style:name="P1" style:parent-style-name="Title"/>',
    )
    assert blocks(document) == [
        ("paragraph", "架空計画"),
        ("heading", "第１章　総論"),
        ("heading", "１　現状"),
        ("paragraph", "総務省は会議を 開く。"),
        ("bullet", "人材の育成"),
    ]
    assert document.title == "架空計画"
    assert [block.level for block in document.blocks if block.kind == "heading"] == [1, 2]


def test_rows_of_tables_are_counted_and_covered_cells_are_not_read() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell}{cell}</table:table-row>"
    covered = (
        "<table:table-row><table:covered-table-cell><text:p>隠</text:p></table:covered-table-cell></table:table-row>"
    )
    document = read(f"<table:table>{row.format('施策', '府省')}{covered}{row.format('育成', '総務省')}</table:table>")
    assert [(block.row, document.text[block.start : block.end]) for block in document.blocks] == [
        (0, "施策"), (0, "府省"), (2, "育成"), (2, "総務省"),
    ]  # fmt: skip


def test_notes_are_tied_to_their_marks() -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注である。</text:p></text:note-body></text:note>"
    document = read(f"<text:p>総務省{note}は会議を開く。</text:p>")
    assert blocks(document) == [("paragraph", "総務省は会議を開く。"), ("footnote", "注である。")]
    assert document.blocks[1].anchor == 3


def test_ruby_contents_comments_and_deletions_are_no_text() -> None:
    document = read(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>消えた。</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>第１章 … 1</text:p></text:index-body></text:table-of-content>"
        "<text:p><text:ruby><text:ruby-base>架空</text:ruby-base><text:ruby-text>かくう</text:ruby-text></text:ruby>計画。"
        "<office:annotation><text:p>私見</text:p></office:annotation></text:p>"
    )
    assert document.text == "架空計画。"
    told = "\n".join(note.message for note in document.report)
    for part in ("Contents or an index", "Comments in the margin, 1", "Text marked as deleted, 1"):
        assert part in told


@pytest.mark.parametrize(
    ("hidden", "words"),
    [
        ('<text:hidden-text text:is-hidden="true">隠した語。</text:hidden-text>', "hidden"),
        ('<text:span text:style-name="H">隠した語。</text:span>', "hidden"),
        ('<text:span text:style-name="S">隠した語。</text:span>', "crossed out"),
        ('<text:span text:style-name="S2">隠した語。</text:span>', "crossed out"),
    ],
)
def test_what_does_not_print_is_left_out_and_told(hidden: str, words: str) -> None:
    styles = (
        '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="S2" style:parent-style-name="S"/>'
        '<style:style style:name="B" style:parent-style-name="S">'
        '<style:text-properties style:text-line-through-style="none"/></style:style>'
    )
    document = read(
        f'<text:p>国は、{hidden}<text:span text:style-name="B">定める。</text:span></text:p>', styles=styles
    )
    assert document.text == "国は、定める。"
    assert [(words in note.message, note.text) for note in document.report if note.kind != "metadata"] == [
        (True, "隠した語。")
    ]


def test_hidden_paragraphs_and_sections_scripts_fields_and_margins() -> None:
    body = (
        '<office:forms xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0"><form:text form:current-value="記入した語"/></office:forms>'
        '<text:p><text:hidden-paragraph text:is-hidden="true"/>隠した段落。</text:p>'
        '<text:p><text:hidden-paragraph text:is-hidden="false"/>見える段落。</text:p>'
        '<text:section text:display="none"><text:p>隠した節。</text:p></text:section>'
        "<text:p>残る文。<text:script>alert(1)</text:script></text:p>"
    )
    head = "<style:master-page><style:header><text:p>柱の語</text:p></style:header></style:master-page>"
    document = read(body, looks=head)
    assert document.text == "見える段落。\n残る文。"
    told = "\n".join(f"{note.message} {note.text}" for note in document.report)
    for part in (
        "hidden, 2 places. 隠した段落。",
        "Heads and feet of pages, 1. 柱の語",
        "filled in, 1: not read. 記入した語",
    ):
        assert part in told


def test_pages_follow_the_breaks_that_the_program_noted() -> None:
    document = read("<text:p>一。</text:p><text:p><text:soft-page-break/>二。</text:p><text:p>三。</text:p>")
    assert document.blocks[0].page == 1 and document.blocks[-1].page == 2 == document.n_pages


def test_text_boxes_are_read_behind_their_paragraph() -> None:
    box = "<draw:frame><draw:text-box><text:p>囲み。</text:p></draw:text-box></draw:frame><draw:frame><draw:image/></draw:frame>"
    document = read(f"<text:p>本文。{box}</text:p>")
    assert document.text == "本文。\n囲み。"
    assert any("Pictures or objects, 1" in note.message for note in document.report)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 broken", "cannot be opened as an OpenDocument text"),
        (odt("<text:p>文。</text:p>", manifest="<m><encryption-data/></m>"), "protected by a password"),
        (odt("<text:p>文。"), "damaged as XML"),
        (odt("").replace(b"office:text", b"office:tabl"), "damaged|Is it a spreadsheet|cannot be opened"),
    ],
)
def test_damage_is_told(data: bytes, message: str) -> None:
    with pytest.raises(ReadingError, match=message):
        read_bytes(data, "a.odt", doc_id="a")
