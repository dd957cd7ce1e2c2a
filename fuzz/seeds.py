"""Hostile files, made anew each time: what the open web, a broken disk or a joker may put into a folder.

``python -m fuzz.seeds FOLDER`` writes them all.
"""

from __future__ import annotations

import io
import os
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

READ, REFUSED, EITHER = "read", "refused", "either"
GOOD = "総務省は、2023年10月に京都市でインターネット・ガバナンス・フォーラム（IGF）を開催した。"
"""A sentence that a good file holds."""
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass(frozen=True)
class Seed:
    """One hostile file.

    Parameters
    ----------
    name : str
        Its file name.
    make : callable
        Gives its bytes.
    expected : str
        ``read``, ``refused`` or ``either``.
    says : str
        Words that the reading's text, or the refusal, must hold.
    """

    name: str
    make: Callable[[], bytes]
    expected: str = READ
    says: str = ""


def docx(body: str, *, head: str = "", **parts: str | bytes) -> bytes:
    """A Word file with this body; ``styles`` and ``footnotes`` are further parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        archive.writestr("word/document.xml", f"{head}<w:document {_W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return out.getvalue()


def paragraph(text: str) -> str:
    """A paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(*objects: str | bytes, trailer: str = "", version: str = "1.4") -> bytes:
    """A PDF of these objects, the first one its catalogue, with a correct cross reference."""
    data = f"%PDF-{version}\n".encode()
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n" % number + (body.encode() if isinstance(body, str) else body) + b"\nendobj\n"
    xref = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{xref}\n%%EOF\n".encode()


CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
_FONT = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"


def stream(content: bytes, entries: str = "") -> bytes:
    """A stream object."""
    return f"<< /Length {len(content)} {entries} >>\nstream\n".encode() + content + b"\nendstream"


def page(contents: int = 4, further: str = "") -> str:
    """A page object with one face."""
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {contents} 0 R "
        f"/Resources << {_FONT} {further} >> >>"
    )


def tree(kids: str = "[3 0 R]", count: int = 1) -> str:
    """The root of the pages."""
    return f"<< /Type /Pages /Kids {kids} /Count {count} >>"


HELLO = b"BT /F1 12 Tf 20 100 Td (Hello world.) Tj ET"


def _repeated_pages(content: bytes, count: int = 4) -> bytes:
    kids = " ".join(f"{3 + i} 0 R" for i in range(count))
    packed = stream(zlib.compress(content), "/Filter /FlateDecode")
    return pdf(CATALOG, tree(f"[{kids}]", count), *[page(3 + count)] * count, packed)


def _forms(levels: int, width: int) -> bytes:
    """Forms that draw forms, each ``width`` times: what is drawn grows with ``width ** levels``."""
    objects: list[str | bytes] = [CATALOG, tree(), page(4, "/XObject << /X 5 0 R >>"), stream(b"/X Do " + HELLO)]
    for level in range(levels):
        entries = (
            f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
            f"/Resources << {_FONT} /XObject << /X {6 + level} 0 R >> >>"
        )
        objects.append(stream(b"/X Do " * width, entries))
    last = f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << {_FONT} >>"
    return pdf(*objects, stream(HELLO, last))


def _many_lines(count: int) -> bytes:
    """Pages of very many lines at the same heights."""
    lines = b"".join(
        b"1 0 0 1 %d %d Tm (w%d) Tj\n" % (i % 50 * 11, 840 - i // 50 % 80 * 10, i % 10) for i in range(count)
    )
    return _repeated_pages(b"BT /F1 4 Tf\n" + lines + b"ET")


def _pdf_seeds() -> Iterator[Seed]:
    good = pdf(CATALOG, tree(), page(), stream(HELLO))
    yield Seed("good.pdf", lambda: good, READ, "Hello world.")
    yield Seed("truncated.pdf", lambda: good[: len(good) // 2], EITHER)
    yield Seed("head-only.pdf", lambda: b"%PDF-1.7\n", REFUSED)
    yield Seed("no-pdf.pdf", lambda: GOOD.encode(), REFUSED, "expected a PDF")
    encrypted = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 "
        f"/O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<{'43' * 16}> <{'43' * 16}>]"
    )
    yield Seed(
        "encrypted.pdf",
        lambda: pdf(CATALOG, tree(), page(), stream(HELLO), trailer=encrypted),
        REFUSED,
        "password",
    )
    yield Seed("circle-tree.pdf", lambda: pdf(CATALOG, tree("[2 0 R 3 0 R]", 2), page(), stream(HELLO)), EITHER)
    yield Seed(
        "circle-parent.pdf",
        lambda: pdf(CATALOG, tree("[3 0 R]", 5), "<< /Type /Pages /Kids [2 0 R] /Parent 3 0 R /Count 5 >>"),
        EITHER,
    )
    yield Seed("circle-object.pdf", lambda: pdf("1 0 R", "3 0 R", "2 0 R"), REFUSED)
    yield Seed("circle-form.pdf", lambda: pdf(
        CATALOG, tree(), page(4, "/XObject << /X 5 0 R >>"), stream(HELLO + b" /X Do"),
        stream(b"/X Do", f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << {_FONT} /XObject << /X 5 0 R >> >>"),
    ), READ, "Hello world.")  # fmt: skip
    yield Seed("claims-pages.pdf", lambda: pdf(CATALOG, tree(count=2_000_000_000), page(), stream(HELLO)), EITHER)
    yield Seed("negative-pages.pdf", lambda: pdf(CATALOG, tree(count=-5), page(), stream(HELLO)), EITHER)
    yield Seed("forms-of-forms.pdf", lambda: _forms(12, 10), EITHER)
    yield Seed("many-lines.pdf", lambda: _many_lines(8_000), READ)
    bomb = zlib.compress(b" " * 300_000_000, 9)
    yield Seed("bomb-stream.pdf", lambda: pdf(
        CATALOG, tree(), page(), stream(bomb, "/Filter /FlateDecode")), EITHER)  # fmt: skip
    again = zlib.compress(zlib.compress(zlib.compress(b"BT " * 100_000_000, 9), 9), 9)
    yield Seed("bomb-in-bomb.pdf", lambda: pdf(
        CATALOG, tree(), page(), stream(again, "/Filter [/FlateDecode /FlateDecode /FlateDecode]")), EITHER)  # fmt: skip
    yield Seed("deep-array.pdf", lambda: pdf(CATALOG, tree("[" * 100_000), page(), stream(HELLO)), EITHER)
    image = stream(
        b"\x80" * 4800,
        "/Type /XObject /Subtype /Image /Width 60 /Height 80 /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    yield Seed("scan.pdf", lambda: pdf(
        CATALOG, tree(), page(4, "/XObject << /X 5 0 R >>"), stream(b"60 0 0 80 0 0 cm /X Do"), image), REFUSED, "plantext[ocr]")  # fmt: skip
    yield Seed("huge-image.pdf", lambda: pdf(
        CATALOG, tree(), page(4, "/XObject << /X 5 0 R >>"), stream(HELLO + b" 60 0 0 80 0 0 cm /X Do"),
        stream(b"", "/Type /XObject /Subtype /Image /Width 2000000000 /Height 2000000000 /ColorSpace /DeviceGray /BitsPerComponent 8"),
    ), READ, "Hello world.")  # fmt: skip
    yield Seed("huge-box.pdf", lambda: pdf(
        CATALOG, tree(), page().replace("595 842", "1e38 -1e38"), stream(b"BT /F1 1e30 Tf 1e30 -1e30 Td (Hello world.) Tj ET")),
        EITHER)  # fmt: skip


def _docx_seeds() -> Iterator[Seed]:
    good = docx(paragraph(GOOD))
    yield Seed("good.docx", lambda: good, READ, GOOD)
    yield Seed("truncated.docx", lambda: good[:-40], REFUSED)
    yield Seed("damaged.docx", lambda: good.replace(good[300:330], bytes(30)), EITHER)
    yield Seed("encrypted.docx", lambda: b"\xd0\xcf\x11\xe0" + bytes(600), REFUSED, "password")
    yield Seed("no-document.docx", lambda: _zip({"a.xml": b"<a/>"}), REFUSED, "word/document.xml")
    yield Seed("bomb.docx", lambda: _lying_zip("word/document.xml", 3_000_000_000), REFUSED, "unpack")
    yield Seed("bomb-true.docx", lambda: docx(" " * 150_000_000 + paragraph(GOOD)), REFUSED, "unpack")
    yield Seed("many-parts.docx", lambda: _zip({f"word/a{i}": b"" for i in range(10_100)}), REFUSED, "parts")
    laughs = "".join(f'<!ENTITY l{i} "{_laugh(i)}">' for i in range(10))
    head = f"<!DOCTYPE w:document [{laughs}]>"
    yield Seed("laughs.docx", lambda: docx(paragraph("&l9;"), head=head), REFUSED, "document.xml")
    outside = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield Seed("outside.docx", lambda: docx(paragraph("前&x;後"), head=outside), REFUSED, "DOCTYPE")
    yield Seed("deep.docx", lambda: docx("<w:p>" * 5000 + "</w:p>" * 5000), REFUSED, "damaged")
    boxes = "<w:p><w:r><w:t>箱。</w:t></w:r>" * 200 + "<w:r><w:t>x</w:t></w:r>" * 100_000 + "</w:p>" * 200
    yield Seed("boxes.docx", lambda: docx(boxes), READ, "箱。")
    styles = "".join(
        f'<w:style w:styleId="s{i}"><w:name w:val="heading {i}"/></w:style>' for i in range(1, 3000)
    ) + '<w:style w:styleId="s0"><w:name w:val="heading ²"/></w:style>'  # fmt: skip
    headings = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="s{i}"/></w:pPr><w:r><w:t>見出し{i}</w:t></w:r></w:p>' for i in range(3000)
    )
    yield Seed(
        "headings.docx", lambda: docx(headings, styles=f"<w:styles {_W}>{styles}</w:styles>"), READ, "見出し2999"
    )
    circle = f'<w:styles {_W}><w:style w:styleId="a"><w:name w:val="a"/><w:basedOn w:val="a"/></w:style></w:styles>'
    loop = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="officeDocument" Target="../word/document.xml"/></Relationships>'
    )
    yield Seed(
        "circle.docx", lambda: docx(paragraph(GOOD), styles=circle, **{"_rels/document.xml": loop}), READ, "総務省"
    )
    marks = '<w:p><w:r><w:t>本</w:t><w:footnoteReference w:id="1"/></w:r></w:p>' * 50_000
    foot = '<w:footnote w:id="1"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote>'
    feet = f"<w:footnotes {_W}>{foot * 20_000}</w:footnotes>"
    yield Seed("footnotes.docx", lambda: docx(marks, footnotes=feet), READ, "本")


def _zip(entries: dict[str, bytes], **options: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", **options) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def _lying_zip(name: str, size: int) -> bytes:
    """An archive whose directory declares a part of this size."""
    data = bytearray(_zip({name: b"x"}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(data)


def _raw_names(*names: bytes) -> bytes:
    """An archive whose entries have these bytes as names."""
    data = _zip({f"{i:0{len(name)}}": GOOD.encode() for i, name in enumerate(names)})
    for i, name in enumerate(names):
        data = data.replace(f"{i:0{len(name)}}".encode(), name) if name else data
    return data


def _laugh(level: int) -> str:
    """An entity of a bomb: ten times the one before."""
    return f"&l{level - 1};" * 10 if level else "笑"


def _zip_seeds() -> Iterator[Seed]:
    text = GOOD.encode()
    yield Seed("good.zip", lambda: _zip({"a.txt": text}), READ, GOOD)
    yield Seed("truncated.zip", lambda: _zip({"a.txt": text})[:-10], REFUSED)
    yield Seed(
        "traversal.zip",
        lambda: _zip(dict.fromkeys(("../a.txt", "/etc/a.txt", "C:/a.txt", "..\\..\\a.txt", "a/../../a.txt"), text)),
        REFUSED,
        "outside",
    )
    yield Seed("names.zip", lambda: _raw_names(b".", b"\x00\x00a.txt", b"\xff\xfe.txt", b"...txt", b"a\nb.txt"), EITHER)
    yield Seed("no-name.zip", lambda: _zip({".": text, "./": b"", ".txt": text, "..": text}), EITHER)
    yield Seed("zip-in-zip.zip", lambda: _zip({"a.zip": _zip({"a.txt": text})}), REFUSED, "expected a file")
    yield Seed(
        "bomb.zip", lambda: _zip({f"{i}.txt": bytes(10_000_000) for i in range(50)}, compression=8), REFUSED, "unpack"
    )
    yield Seed("bomb-claimed.zip", lambda: _lying_zip("a.txt", 4_000_000_000), REFUSED, "unpack")
    damaged = _zip({"a.txt": text * 50}, compression=8)
    yield Seed("damaged.zip", lambda: damaged[:50] + bytes(20) + damaged[70:], REFUSED, "damaged")
    bzip = _zip({"a.txt": text * 50}, compression=zipfile.ZIP_BZIP2)
    yield Seed("damaged-bzip.zip", lambda: bzip[:50] + bytes(20) + bzip[70:], REFUSED, "damaged")
    lzma = _zip({"a.txt": text * 50}, compression=zipfile.ZIP_LZMA)
    yield Seed("damaged-lzma.zip", lambda: lzma[:38] + b"\xff" * 20 + lzma[58:], REFUSED, "damaged")


def _html_seeds() -> Iterator[Seed]:
    good = f"<html><body><p>{GOOD}</p>"
    yield Seed("good.html", good.encode, READ, GOOD)
    yield Seed("deep.html", lambda: (good + "<div>" * 100_000 + "<p>底。").encode(), READ, "底。")
    yield Seed("deep-inline.html", lambda: (good + "<b>" * 100_000 + "底。").encode(), READ, "底。")
    laughs = "".join(f'<!ENTITY l{i} "{_laugh(i)}">' for i in range(10))
    yield Seed("laughs.html", lambda: f"<!DOCTYPE html [{laughs}]><p>{GOOD}&l9;".encode(), READ, "総務省")
    outside = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield Seed("outside.xhtml", lambda: f"{outside}<p>{GOOD}&x;".encode(), READ, "総務省")
    yield Seed("million-marks.html", lambda: (good + "x<sup>1</sup>" * 200_000).encode(), READ, "総務省")
    yield Seed("mark-lines.html", lambda: (good + "x<sup>1</sup><br>" * 30_000).encode(), READ, "総務省")
    yield Seed("open-mark.html", lambda: (good + "<p>前<sup>外<sup>中</sup>終。").encode(), READ, "外中終。")
    yield Seed("headings.html", lambda: (good + "<h2>見出し</h2>" * 30_000).encode(), READ, "見出し")
    yield Seed("one-line.html", lambda: (good + "あ" * 3_500_000 + "終").encode(), READ, "あ終")
    yield Seed("attributes.html", lambda: f"<meta name date content><link rel href><p a{'=a ' * 100_000}>{GOOD}".encode(), READ)  # fmt: skip
    yield Seed("tables.html", lambda: (good + "<table><tr><td>" * 10_000 + "底。").encode(), READ, "底。")
    yield Seed("scripts.html", lambda: (good + "<script>" * 50_000 + "</script><p>後。").encode(), EITHER)


def _text_seeds() -> Iterator[Seed]:
    good = GOOD.encode()
    yield Seed("good.txt", lambda: good, READ, GOOD)
    yield Seed("empty.txt", lambda: b"", REFUSED, "empty")
    yield Seed("spaces.txt", lambda: b" \n\r\t\x0b\x0c" * 1000, REFUSED, "empty")
    yield Seed("only-marks.txt", lambda: "\u200b\u200e\u3000".encode() * 1000, EITHER)
    yield Seed("nul.txt", lambda: good + b"\0" * 3 + good * 9, READ, "総務省")
    yield Seed("full-of-nul.txt", lambda: (good + b"\0" * 100) * 9, REFUSED, "binary")
    broken = f"{GOOD}\n".encode("cp932") * 20 + b"\x81\x20\xfd\xff\n" + f"{GOOD}\n".encode("cp932") * 20
    yield Seed("broken-cp932.txt", lambda: broken, READ, "総務省")
    yield Seed("odd-utf16.txt", lambda: (GOOD * 9).encode("utf-16") + b"\x30", READ, "総務省")
    half = b"\xff\xfe" + (GOOD * 9).encode("utf-16-le") + b"\x00\xd8" + GOOD.encode("utf-16-le")
    yield Seed("half-pair-utf16.txt", lambda: half, READ, "総務省")
    yield Seed(
        "bidi.txt", lambda: f"\u202e{GOOD}\u2066\u200b\u200d\ufeff総\u200b務\u200b省\u2069。\n".encode() * 50, READ
    )
    yield Seed("one-line.txt", lambda: "あいうえお".encode() * 700_000, READ, "あいうえお")
    yield Seed("line-feeds.txt", lambda: b"\n" * 10_000_000 + good, REFUSED, "lines")
    yield Seed("form-feeds.txt", lambda: b"\x0c" * 1_000_000 + good, EITHER)
    yield Seed(
        "headings.txt", lambda: "".join(f"第{i % 99 + 1}　見出し\n" for i in range(30_000)).encode(), READ, "見出し"
    )
    yield Seed("notes.txt", lambda: "本文１※１です。\n※１ 注。\n".encode() * 30_000, READ, "注。")
    yield Seed("brackets.txt", lambda: ("「" * 200_000 + "』" * 200_000 + "。" + "（" * 9_999).encode(), READ)
    yield Seed(
        "measures.txt", lambda: "".join(f"[No.1-{i}] 施策\n本文。\n\n\n\n" for i in range(20_000)).encode(), READ
    )
    owners = "[No.1-1] 施策\n" + "主担当府省庁：総務省、内閣府\nKPI：あいう\n" * 10_000
    yield Seed("owners.txt", owners.encode, READ, "総務省")
    yield Seed("combining.txt", lambda: ("か" + "\u3099" * 500_000).encode(), READ)
    yield Seed("ligatures.txt", lambda: "\ufdfa".encode() * 200_000, READ)
    yield Seed("front-deep.txt", lambda: b"+++\na = " + b"[" * 60_000 + b"\n+++\n" + good, REFUSED, "front matter")
    yield Seed("front-number.txt", lambda: b"+++\na = " + b"1" * 5000 + b"\n+++\n" + good, REFUSED, "front matter")
    yield Seed("front-date.txt", lambda: b"---\ndate: 9999999-99-99\n---\n" + good, REFUSED, "date")
    yield Seed("too-large.txt", lambda: good * 500_000, REFUSED, "MB")
    yield Seed("program.txt", lambda: b"\x7fELF" + bytes(range(256)) * 20, REFUSED, "program")
    yield Seed("no.ending", lambda: good, REFUSED, "ending")
    for name, line in WORST_LINES.items():
        yield Seed(f"worst-{name}.txt", lambda line=line: f"総務省({line}!)。\n{line}\n".encode(), READ)


WORST_LINES = {
    "hyphens": "A" + "-a" * 20_000,
    "capitals": "A" * 40_000,
    "words": "Ab " * 15_000 + "Corp",
    "digits": "1" * 40_000,
    "thousands": "1," * 20_000,
    "points": "1." * 20_000,
    "dates": "令和5年" * 10_000,
    "lists": "2023年1月、2月、" * 4_000,
    "from-to": "2023年から" * 6_000,
    "quotes": "「" * 20_000 + "』" * 20_000,
    "hereafter": "以下「あい」又は「" * 4_000,
    "brackets": "(" * 20_000 + "決定" + ")" * 20_000,
    "katakana": "ア" * 40_000,
    "kanji": "国" * 40_000,
    "spaces": "あ" + " " * 40_000 + "1",
    "of": "Ministry of " * 4_000,
    "companies": "株式会社" * 10_000,
    "acts": "法の一部を改正する" * 4_000,
    "addresses": "a@" * 20_000,
    "committees": "に関する検討会" * 6_000,
}
"""Lines that patterns with two ways to match the same characters would take for ever over."""


def _markdown_seeds() -> Iterator[Seed]:
    yield Seed("good.md", lambda: f"# 題\n\n{GOOD}\n".encode(), READ, GOOD)
    yield Seed("quotes.md", lambda: (">" * 50_000 + "底。").encode(), EITHER)
    yield Seed("lists.md", lambda: "".join("  " * i + f"- 段{i}\n" for i in range(300)).encode(), READ, "段0")
    yield Seed("links.md", lambda: b"[" * 20_000 + b"](" * 20_000, READ)
    yield Seed("images.md", lambda: b"![[" * 20_000 + b"a", READ)
    yield Seed("emphasis.md", lambda: b"a**b" + b"c* " * 30_000, READ)
    yield Seed("ticks.md", lambda: b"".join(b"`" * i + b"a" for i in range(900)), READ)
    yield Seed("ticks-many.md", lambda: b"".join(b"`" * i + b"a" for i in range(1_500)), REFUSED, "signs of markup")
    yield Seed("references.md", lambda: b"".join(b"[a%d]: b\n" % i for i in range(20_000)) + b"[a]" * 20_000, READ)
    yield Seed("columns.md", lambda: b"|a" * 2000 + b"\n" + b"|-" * 2000 + b"\n" + (b"|" * 2000 + b"\n") * 50, READ)


def _sheet(rows: str, head: str = "") -> bytes:
    """A workbook of one sheet."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return _zip(
        {
            "xl/workbook.xml": f'<w xmlns:r="{relation}"><sheet name="a" r:id="r"/></w>'.encode(),
            "xl/_rels/workbook.xml.rels": b'<R><Relationship Id="r" Type="x/worksheet" Target="worksheets/a.xml"/></R>',
            "xl/worksheets/a.xml": f"{head}<worksheet><sheetData>{rows}</sheetData></worksheet>".encode(),
        }
    )


def _cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def _table_seeds() -> Iterator[Seed]:
    good = f"<row>{_cell('A1', '発言者')}{_cell('B1', '発言')}</row><row>{_cell('A2', '甲')}{_cell('B2', GOOD)}</row>"
    laughs = "".join(f'<!ENTITY l{i} "{_laugh(i)}">' for i in range(10))
    yield Seed("good.xlsx", lambda: _sheet(good), READ, GOOD)
    yield Seed("encrypted.xlsx", lambda: b"\xd0\xcf\x11\xe0" + bytes(600), REFUSED, "password")
    yield Seed("laughs.xlsx", lambda: _sheet(good, f"<!DOCTYPE w [{laughs}]>"), REFUSED, "entities")
    far = "".join(f'<row r="{i}">{_cell(f"XFD{i}", "x")}</row>' for i in range(1, 40_000))
    yield Seed("far.xlsx", lambda: _sheet(far), REFUSED, "beyond column")
    yield Seed("last-row.xlsx", lambda: _sheet(good + f'<row r="1048576">{_cell("A1048576", "末")}</row>'), READ, GOOD)
    yield Seed("bad-cells.xlsx", lambda: _sheet(f'{good}<row r="x"><c r="?" t="s"><v>99</v></c></row>'), EITHER)
    yield Seed("bomb.xlsx", lambda: _lying_zip("xl/workbook.xml", 3_000_000_000), REFUSED, "unpack")
    yield Seed(
        "laughs.xml", lambda: f"<!DOCTYPE d [{laughs}]><d><speech>&l9;</speech></d>".encode(), REFUSED, "entities"
    )
    outside = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d><speech>&x;</speech></d>'
    yield Seed("outside.xml", lambda: outside.encode(), REFUSED, "entities")
    yield Seed("deep.xml", lambda: b"<a>" * 5000 + "文".encode() + b"</a>" * 5000, REFUSED, "damaged")
    yield Seed("wide.xml", lambda: f"<d>{'<r><t>文である。</t></r>' * 30_000}</d>".encode(), READ, "文である。")
    yield Seed("deep.json", lambda: b"[" * 500_000, REFUSED, "deep")
    yield Seed("keys.json", lambda: ("{" + ",".join(f'"k{i}":"文{i}。"' for i in range(20_000)) + "}").encode(), EITHER)
    yield Seed("numbers.json", lambda: b'{"a": [1e999, NaN, 2, 3]}', REFUSED, "texts")
    yield Seed("half.json", lambda: '[{"speech": "一つ。"}, {"spee'.encode(), REFUSED, "damaged")
    yield Seed("long.csv", lambda: f"発言者,発言\n甲,{GOOD * 10_000}\n".encode(), READ, GOOD)
    yield Seed("quote.csv", lambda: f'発言者,発言\n甲,"{GOOD}\n'.encode() + b"a,b\n" * 50_000, EITHER)
    yield Seed(
        "columns.csv",
        lambda: ("a," * 20_000 + "発言\n" + "x," * 20_000 + GOOD + "\n").encode(),
        REFUSED,
        "20,001 columns",
    )
    yield Seed("nulls.csv", lambda: "発言者,発言\n甲,\0文。\n".encode(), EITHER)
    yield Seed("bomb.pptx", lambda: _lying_zip("ppt/presentation.xml", 3_000_000_000), REFUSED, "unpack")
    yield Seed("no-slides.pptx", lambda: _zip({"a.xml": b"<a/>"}), REFUSED, "ppt/presentation.xml")
    yield Seed(
        "laughs.odt", lambda: _zip({"content.xml": f"<!DOCTYPE d [{laughs}]><d>&l9;</d>".encode()}), REFUSED, "entities"
    )
    yield Seed(
        "loop.epub",
        lambda: _zip({"META-INF/container.xml": b'<c><rootfile full-path="../../x"/></c>'}),
        REFUSED,
        "package",
    )


def _bomb_seeds() -> Iterator[Seed]:
    """A few bytes that stand for millions of paragraphs, tags, brackets or cells."""
    book = '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    book += '<sheet name="a" r:id="r1"/></sheets></workbook>'
    links = '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/a.xml"/></Relationships>'

    def workbook(rows: str, more: str = "") -> bytes:
        sheet = f"<worksheet><sheetData>{rows}</sheetData>{more}</worksheet>"
        parts = {"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": links, "xl/worksheets/a.xml": sheet}
        return _zip({name: text.encode() for name, text in parts.items()}, compression=8)

    far = "".join(f'<row r="{i}"><c r="ALK{i}"><v>1</v></c></row>' for i in range(1, 20_000))
    yield Seed("paragraphs.docx", lambda: docx("<w:p/>" * 3_000_000), REFUSED, "signs of markup")
    yield Seed("tags.html", lambda: b"<p>a" * 3_000_000, REFUSED, "signs of markup")
    yield Seed("tags.xml", lambda: b"<a>" + b"<b/>" * 3_000_000 + b"</a>", REFUSED, "signs of markup")
    yield Seed("signs.md", lambda: b"[" * 1_000_000, REFUSED, "signs of markup")
    yield Seed("records.json", lambda: b"[" + b"{}," * 3_000_000 + b"{}]", REFUSED, "signs of markup")
    yield Seed("wide.xlsx", lambda: workbook(far), REFUSED, "cells")
    merged = '<mergeCells><mergeCell ref="A1:ALL200000"/></mergeCells>'
    yield Seed("merged.xlsx", lambda: workbook('<row r="1"><c r="A1"><v>1</v></c></row>', merged), REFUSED, "cells")
    yield Seed("one-row.xlsx", lambda: workbook("<row>" + "<c><v>1</v></c>" * 1_000_000 + "</row>"), REFUSED, "markup")
    chunk = docx("<w:x/>" * 1_100_000)
    many = '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="c"/>' * 3
    links = '<Relationships><Relationship Id="c" Type="x/aFChunk" Target="a.docx"/></Relationships>'
    parts = {"word/document.xml": f"<w:document {_W}><w:body>{many}</w:body></w:document>".encode()}
    parts |= {"word/_rels/document.xml.rels": links.encode(), "word/a.docx": chunk}
    yield Seed("chunks.docx", lambda: _zip(parts), REFUSED, "signs of markup")


def seeds() -> Iterator[Seed]:
    """All hostile files that are files."""
    yield from _text_seeds()
    yield from _markdown_seeds()
    yield from _html_seeds()
    yield from _docx_seeds()
    yield from _zip_seeds()
    yield from _table_seeds()
    yield from _bomb_seeds()
    yield from _pdf_seeds()


def write_odd_places(folder: Path) -> list[Path]:
    """What a folder holds beside files: a folder named like a file, a pipe, links in a circle, a name without characters."""
    places = [folder / "folder.txt", folder / "pipe.txt", folder / "link.txt", folder / "circle"]
    places[0].mkdir()
    os.mkfifo(places[1])
    places[2].symlink_to(places[2].name)
    places[3].symlink_to(folder, target_is_directory=True)
    undecodable = os.path.join(os.fsencode(folder), b"\x8e\x91\x97\xbf.txt")  # noqa: PTH118 - bytes
    with open(undecodable, "wb") as file:  # noqa: PTH123
        file.write(GOOD.encode())
    return [*places, Path(os.fsdecode(undecodable))]


def main() -> None:
    """Write all seeds into the folder given."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True)
    for seed in seeds():
        (folder / seed.name).write_bytes(seed.make())
    write_odd_places(folder)


if __name__ == "__main__":
    main()
