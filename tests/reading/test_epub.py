"""Electronic books (EPUB): the order of the spine, not of the files; contents and copy protection."""

from __future__ import annotations

import io
import zipfile

import pytest

from plantext.errors import ReadingError
from plantext.reading import read_bytes

CONTAINER = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'


def epub(*, container: str = CONTAINER, encryption: str = "", missing: str = "") -> bytes:
    package = (
        '<package xmlns:dc="urn:dc"><metadata><dc:title>架空白書</dc:title><dc:publisher>架空省</dc:publisher>'
        "<dc:date>2023-04-03</dc:date></metadata><manifest>"
        '<item id="a" href="b.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="b" href="text/a%20a.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        '<item id="c" href="c.css" media-type="text/css"/></manifest>'
        '<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="gone"/></spine></package>'
    )
    parts = {
        "META-INF/container.xml": container,
        "META-INF/encryption.xml": encryption,
        "OPS/book.opf": package,
        "OPS/b.xhtml": "<html><body><h1>第１章　総論</h1><p>一つ。</p></body></html>",
        "OPS/text/a a.xhtml": "<html><body><h1>第２章　各論</h1><p>二つ。</p></body></html>",
        "OPS/nav.xhtml": "<html><body><nav><ol><li><a>第１章</a></li></ol></nav></body></html>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            if content and name != missing:
                archive.writestr(name, content)
    return file.getvalue()


def test_chapters_in_the_order_of_the_spine() -> None:
    document = read_bytes(epub(), "a.epub", doc_id="a")
    assert document.text == "第１章　総論\n一つ。\n第２章　各論\n二つ。"
    assert (document.title, str(document.date), document.publisher) == ("架空白書", "2023-04-03", "架空省")
    assert [sentence.section for sentence in document.sentences] == ["第1章", "第1章", "第2章", "第2章"]


def test_a_missing_chapter_is_told() -> None:
    document = read_bytes(epub(missing="OPS/b.xhtml"), "a.epub", doc_id="a")
    assert document.text.startswith("第２章")
    assert any("OPS/b.xhtml is named in the order of pages, but missing" in note.message for note in document.report)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 broken", "cannot be opened as an EPUB"),
        (epub(missing="META-INF/container.xml"), "holds no META-INF/container.xml"),
        (epub(missing="OPS/book.opf"), "does not hold the package"),
        (epub(encryption='<e><CipherReference URI="OPS/b.xhtml"/></e>'), "copy protection"),
        (epub(container='<!DOCTYPE c [<!ENTITY a "b">]><c/>'), "declares entities"),
    ],
)
def test_damage_is_told(data: bytes, message: str) -> None:
    with pytest.raises(ReadingError, match=message):
        read_bytes(data, "a.epub", doc_id="a")
