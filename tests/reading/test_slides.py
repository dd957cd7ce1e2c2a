"""Slides (pptx): order, titles as headings, rows of tables; what is left out is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from types import MappingProxyType

import pytest

from plantext.errors import ReadingError
from plantext.reading import read_bytes
from plantext.records import Document

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def shape(kind: str, *paragraphs: str) -> str:
    place = f'<p:nvPr><p:ph type="{kind}"/></p:nvPr>' if kind else "<p:nvPr/>"
    lines = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in paragraphs)
    return f"<p:sp><p:nvSpPr>{place}</p:nvSpPr><p:txBody>{lines}</p:txBody></p:sp>"


def table(*rows: tuple[str, ...]) -> str:
    lines = "".join(
        "<a:tr>" + "".join(f"<a:tc><a:txBody><a:p><a:r><a:t>{cell}</a:t></a:r></a:p></a:txBody></a:tc>" for cell in row) + "</a:tr>"
        for row in rows
    )  # fmt: skip
    return (
        f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl>{lines}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def slides(
    *bodies: str,
    notes: str = "",
    hidden: int = -1,
    size: str = "",
    links: str = "",
    parts: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        ids = "".join(f'<p:sldId id="{i}" r:id="r{i}"/>' for i in range(len(bodies)))
        archive.writestr(
            "ppt/presentation.xml", f"<p:presentation {P} {R}><p:sldIdLst>{ids}</p:sldIdLst>{size}</p:presentation>"
        )
        # The files are numbered against the order of the slides.
        names = [f"slide{len(bodies) - i}.xml" for i in range(len(bodies))]
        order = "".join(
            f'<Relationship Id="r{i}" Type="{OFFICE}/slide" Target="slides/{name}"/>' for i, name in enumerate(names)
        )
        archive.writestr("ppt/_rels/presentation.xml.rels", f"<Relationships>{order}</Relationships>")
        for i, (name, body) in enumerate(zip(names, bodies, strict=True)):
            shown = ' show="0"' if i == hidden else ""
            archive.writestr(
                f"ppt/slides/{name}", f"<p:sld {A} {P}{shown}><p:cSld><p:spTree>{body}</p:spTree></p:cSld></p:sld>"
            )
            target = '<Relationship Id="n" Type="x/notesSlide" Target="../notesSlides/n.xml"/>' if notes else ""
            archive.writestr(f"ppt/slides/_rels/{name}.rels", f"<Relationships>{target}{links}</Relationships>")
        for part, content in parts.items():
            archive.writestr(part, content)
        archive.writestr("ppt/notesSlides/n.xml", f"<p:notes {A} {P}>{shape('body', notes)}</p:notes>")
    return file.getvalue()


def read(data: bytes) -> Document:
    return read_bytes(data, "a.pptx", doc_id="a")


def blocks(document: Document) -> list[tuple[int, str, str]]:
    return [(block.page, block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_slides_in_their_order_with_titles_as_headings() -> None:
    document = read(
        slides(
            shape("subTitle", "総務省") + shape("ctrTitle", "架空計画の概要"),
            shape("body", "人材を育成する。", "基盤を整える。") + shape("title", "１．現状") + shape("sldNum", "2"),
        )
    )
    assert blocks(document) == [
        (1, "heading", "架空計画の概要"),
        (1, "paragraph", "総務省"),
        (2, "heading", "１．現状"),
        (2, "bullet", "人材を育成する。"),
        (2, "bullet", "基盤を整える。"),
    ]
    assert (document.title, document.n_pages) == ("架空計画の概要", 2)
    assert "Numbers, dates and feet of slides, 1." in {note.message for note in document.report}


def test_tables_keep_their_rows() -> None:
    document = read(slides(table(("施策", "府省"), ("育成", "総務省")), table(("別", "表"))))
    assert [(block.row, document.text[block.start : block.end]) for block in document.blocks] == [
        (0, "施策"), (0, "府省"), (1, "育成"), (1, "総務省"), (2, "別"), (2, "表"),
    ]  # fmt: skip


def test_shapes_of_groups_and_a_shape_drawn_twice() -> None:
    twice = f"<mc:AlternateContent xmlns:mc='urn:mc'><mc:Choice>{shape('', '甲。')}</mc:Choice><mc:Fallback>{shape('', '甲。')}</mc:Fallback></mc:AlternateContent>"
    document = read(slides(f"<p:grpSp><p:grpSp>{shape('', '乙。')}</p:grpSp></p:grpSp>{twice}"))
    assert document.text == "乙。\n甲。"


def test_hidden_slides_notes_charts_and_pictures_are_told() -> None:
    body = shape("title", "題") + "<p:pic/>" + "<p:graphicFrame/>"
    document = read(slides(body, shape("", "隠れた。"), notes="話す内容", hidden=1))
    told = "\n".join(f"{note.message} {note.text}" for note in document.report)
    for part in ("not shown, 1", "Notes of the speaker, on 1 slides. 話す内容", "Charts or diagrams, 1", "Pictures, 1"):
        assert part in told
    assert "隠れた" not in document.text and "話す内容" not in document.text


def test_what_is_on_no_slide_in_print_is_left_out_and_told() -> None:
    hidden = shape("", "隠した形。").replace("<p:nvSpPr>", '<p:nvSpPr><p:cNvPr id="1" hidden="1"/>')
    group = f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="2" hidden="1"/></p:nvGrpSpPr>{shape("", "隠した組。")}</p:grpSp>'
    frame = '<p:spPr><a:xfrm><a:off x="{}" y="0"/><a:ext cx="50" cy="50"/></a:xfrm></p:spPr>'
    beside = shape("", "外の形。").replace("<p:txBody>", frame.format(120) + "<p:txBody>")
    inside = shape("", "中の形。").replace("<p:txBody>", frame.format(90) + "<p:txBody>")
    struck = shape("", "消した語。").replace("<a:r>", '<a:r><a:rPr strike="sngStrike"/>')
    data = slides(hidden + group + beside + inside + struck, size='<p:sldSz cx="100" cy="100"/>')
    document = read(data)
    assert document.text == "中の形。"
    told = "\n".join(f"{note.message} {note.text}" for note in document.report)
    for part in ("hidden, 2. 隠した形。", "outside of the slide, 1. 外の形。", "crossed out, 1 runs. 消した語。"):
        assert part in told


def test_comments_and_texts_of_the_layout_are_told_once() -> None:
    links = '<Relationship Id="c" Type="x/comments" Target="../c.xml"/><Relationship Id="l" Type="x/slideLayout" Target="../l.xml"/>'
    parts = {
        "ppt/c.xml": f"<p:cmLst {P}><p:cm><p:text>直すこと</p:text></p:cm></p:cmLst>",
        "ppt/l.xml": f"<p:sldLayout {A} {P}><p:cSld><p:spTree>{shape('', '架空省')}{shape('body', '入力')}</p:spTree></p:cSld></p:sldLayout>",
    }
    document = read(slides(shape("", "甲。"), shape("", "乙。"), links=links, parts=parts))
    told = [(note.message.partition(",")[0], note.text) for note in document.report]
    assert ("Comments", "直すこと") in told
    assert [text for message, text in told if "layout" in message] == ["架空省"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 broken", "cannot be opened as slides"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "protected by a password"),
        (slides('<!-- --><p:sp><!DOCTYPE x [<!ENTITY a "b">]></p:sp>'), "damaged as XML"),
    ],
)
def test_damage_is_told(data: bytes, message: str) -> None:
    with pytest.raises(ReadingError, match=message):
        read(data)


def test_a_document_is_no_slides() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(ReadingError, match="expected slides"):
        read(file.getvalue())
