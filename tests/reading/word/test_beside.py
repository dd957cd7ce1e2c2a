"""What a Word file holds beside its text is told, and none of it vanishes without a word."""

from __future__ import annotations

import io
import zipfile

import pytest

from plantext.reading import read_bytes
from plantext.records import Document, Note

SPACES = " ".join(
    f'xmlns:{short}="{space}"'
    for short, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "d": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "cx": "http://schemas.microsoft.com/office/drawing/2014/chartex",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)


def read(body: str) -> Document:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
    return read_bytes(file.getvalue(), "a.docx", doc_id="a")


def told(document: Document) -> list[Note]:
    return [note for note in document.report if note.kind != "metadata"]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def p(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def field(instruction: str, begin: str = "") -> str:
    marks = [
        f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'
        for kind, inner in (("begin", begin), ("end", ""))
    ]
    return f"{marks[0]}<w:r><w:instrText>{instruction}</w:instrText></w:r>{marks[1]}"


def power(base: str, raised: str) -> str:
    return f"<m:sSup><m:e><m:r><m:t>{base}</m:t></m:r></m:e><m:sup><m:r><m:t>{raised}</m:t></m:r></m:sup></m:sSup>"


@pytest.mark.parametrize(
    ("content", "words", "text"),
    [
        ('<w:drawing><c:chart r:id="x"/></w:drawing>', "Charts", ""),
        ('<w:drawing><cx:chart r:id="x"/></w:drawing>', "Charts", ""),
        ('<w:drawing><d:relIds r:dm="x"/></w:drawing>', "Charts", ""),
        ('<w:pict><v:shape><v:textpath string="取扱注意"/></v:shape></w:pict>', "words drawn", "取扱注意"),
        ("<w:drawing><a:txBody><a:p><a:r><a:t>図の語</a:t></a:r></a:p></a:txBody></w:drawing>", "words drawn", "図の語"),
        ('<w:object><v:imagedata r:id="x"/><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>', "Objects of other programs, 1", "Excel.Sheet.12"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_told(content: str, words: str, text: str) -> None:
    document = read(p(run("前の文。") + f"<w:r>{content}</w:r>"))
    (note,) = told(document)
    assert (note.kind, note.text, document.text) == ("unread", text, "前の文。")
    assert words in note.message


@pytest.mark.parametrize(
    "picture", ["<w:drawing><pic:pic/></w:drawing>", '<w:pict><v:shape><v:imagedata r:id="x"/></v:shape></w:pict>']
)
def test_pictures_are_told_and_a_scan_is_doubted(picture: str) -> None:
    body = p(run("国は、計画を定め、その実施の状況を毎年度公表する。" * 3) + f"<w:r>{picture}</w:r>")
    (note,) = told(read(body))
    assert (note.kind, "Pictures, 1" in note.message) == ("dropped", True)
    notes = told(read(p(run("受付印") + f"<w:r>{picture}</w:r>")))
    assert [note.kind for note in notes] == ["dropped", "uncertain"]
    assert "1 pictures with 3 characters" in notes[1].message


def test_files_that_belong_to_the_document_are_told() -> None:
    (note,) = told(read(p(run("前の文。")) + '<w:subDoc r:id="x"/>'))
    assert "subdocuments" in note.message and note.confidence < 0.5


def test_formulas_are_read_in_a_row_and_told() -> None:
    half = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    plain = read(p(run("率は") + f"<m:oMath>{half}</m:oMath>" + run("である。")))
    assert (plain.text, told(plain)) == ("率は1/2である。", [])
    raised = read(p(run("面積は") + f"<m:oMath>{power('x', '2')}</m:oMath>" + run("である。")))
    assert raised.text == "面積はx2である。"
    assert ["Formulas" in note.message for note in told(raised)] == [True]


@pytest.mark.parametrize(
    ("content", "text", "doubted"),
    [
        (field("MACROBUTTON NoMacro 氏名を入力"), "氏名を入力。", False),
        (field(r"EQ \f(1,2)"), "。", True),
        (field("LISTNUM"), "。", True),
        (field("XE 索引"), "。", False),
        (
            field("FORMDROPDOWN", '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="甲省"/><w:listEntry w:val="乙省"/></w:ddList></w:ffData>'),
            "乙省。",
            False,
        ),
    ],
)  # fmt: skip
def test_fields_that_keep_no_result(content: str, text: str, doubted: bool) -> None:
    document = read(p(content + run("。")))
    assert document.text == text
    assert any("works out" in note.message for note in document.report) is doubted


def test_what_older_programs_are_to_show_is_read_where_there_is_nothing_else() -> None:
    other = "<mc:Fallback><w:t>代わりの語。</w:t></mc:Fallback>"
    assert read(p(f"<w:r><mc:AlternateContent>{other}</mc:AlternateContent></w:r>")).text == "代わりの語。"
    choice = '<mc:Choice Requires="wps"><w:t>選んだ語。</w:t></mc:Choice>'
    assert read(p(f"<w:r><mc:AlternateContent>{choice}{other}</mc:AlternateContent></w:r>")).text == "選んだ語。"


def test_a_deleted_cell_is_left_out_and_told() -> None:
    gone = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{p(run('消した欄'))}</w:tc>"
    document = read(f"<w:tbl><w:tr>{gone}<w:tc>{p(run('残る欄'))}</w:tc></w:tr></w:tbl>")
    assert document.text == "残る欄"
    assert any("deleted" in note.message for note in document.report)


@pytest.mark.parametrize(
    ("properties", "doubted"),
    [
        ('<w:color w:val="FFFFFF"/>', True),
        ('<w:sz w:val="2"/>', True),
        ('<w:color w:val="FF0000"/>', False),
        ('<w:color w:val="FFFFFF"/><w:shd w:fill="000080"/>', False),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', False),
    ],
)
def test_text_that_is_not_seen_is_told(properties: str, doubted: bool) -> None:
    document = read(p(run("見えない文。", properties)))
    assert document.text == "見えない文。"
    assert any("too small" in note.message for note in document.report) is doubted


def test_cells_and_shaded_paragraphs_have_a_colour_of_their_own() -> None:
    white = run("題", '<w:color w:val="FFFFFF"/>')
    row = f"<w:tr><w:tc>{p(white)}</w:tc><w:tc>{p(run('欄'))}</w:tc></w:tr>"
    assert told(read(p(white, '<w:shd w:fill="000080"/>') + f"<w:tbl>{row}</w:tbl>")) == []


@pytest.mark.parametrize("hyphen", ["<w:noBreakHyphen/>", "<w:t>\u2011</w:t>", "<w:t>\u2010</w:t>", "<w:t>-</w:t>"])
def test_names_with_any_hyphen_are_found(hyphen: str) -> None:
    import plantext as pt

    document = read(
        p(f"<w:r><w:t>新しいWi</w:t>{hyphen}<w:t>Fi環境をCOVID</w:t>{hyphen}<w:t>19対策で整える。</w:t></w:r>")
    )
    assert len(document.sentences) == 1
    found = pt.extract(document, cache=False).mentions["text"].tolist()
    same = pt.extract(read(p(run("新しいWi-Fi環境をCOVID-19対策で整える。"))), cache=False).mentions["text"].tolist()
    assert [name.replace("\u2011", "-").replace("\u2010", "-") for name in found] == same
