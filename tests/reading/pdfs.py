"""Small PDF files made for the tests: text set with a Japanese face, and files that are broken on purpose."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Sequence
from pathlib import Path

from plantext.reading import read_bytes
from plantext.records import Document

A4 = (595.0, 842.0)
HELLO = "BT /F1 12 Tf 20 100 Td (Hello world.) Tj ET"
KANJI = "国と地方が協力して社会の基盤を整え人々の暮らしを便利にするための計画を定めて進めることとし"


def _face() -> bytes:
    import matplotlib_fontja

    return next(Path(matplotlib_fontja.__file__).parent.rglob("*.ttf")).read_bytes()


def make_pdf(pages: Sequence[Sequence[tuple[float, float, float, str]]]) -> bytes:
    """A PDF whose pages hold ``(x, y, size, text)``, y from the lower edge."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    document = pdfium.PdfDocument.new()
    face = _face()
    buffer = (ctypes.c_uint8 * len(face)).from_buffer_copy(face)
    font = raw.FPDFText_LoadFont(document.raw, buffer, len(face), raw.FPDF_FONT_TRUETYPE, True)
    for content in pages:
        page = document.new_page(*A4)
        for x, y, size, text in content:
            item = raw.FPDFPageObj_CreateTextObj(document.raw, font, size)
            encoded = (text + "\0").encode("utf-16-le")
            raw.FPDFText_SetText(
                item, ctypes.cast(ctypes.create_string_buffer(encoded), ctypes.POINTER(ctypes.c_ushort))
            )
            raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, x, y)
            raw.FPDFPage_InsertObject(page.raw, item)
        page.gen_content()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def image_pdf(pages: int) -> bytes:
    """A PDF of images without any text, as a scanner makes it."""
    from PIL import Image

    images = [Image.new("L", (60, 80), 200) for _ in range(pages)]
    out = io.BytesIO()
    images[0].save(out, "PDF", save_all=True, append_images=images[1:])
    return out.getvalue()


def broken_pdf(*, trailer: str = "", kids: str = "[3 0 R]", count: int = 1, content: str = "") -> bytes:
    """A PDF written by hand, with a correct cross reference and whatever is wrong on purpose."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids {kids} /Count {count} >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R"
        " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    ]
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode()
    xref = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    return data + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{xref}\n%%EOF\n".encode()


def read(pages: list[list[tuple[float, float, float, str]]]) -> Document:
    """Read a PDF whose pages hold ``(x, y, size, text)``."""
    return read_bytes(make_pdf(pages), "made.pdf", doc_id="made")


def paragraph(x: float, y: float, lines: list[str], size: float = 11) -> list[tuple[float, float, float, str]]:
    """A paragraph of lines, the first one indented."""
    return [(x + (size if i == 0 else 0), y - 16 * i, size, line) for i, line in enumerate(lines)]


def lines_of(count: int, last: str = "終わる。", width: int = 40) -> list[str]:
    """Lines that fill the width, the first one indented by a character."""
    body = (KANJI * 3)[: width - 1], *[(KANJI * 3)[i : i + width] for i in range(1, count - 1)]
    return [*body, last]


def shape(document: Document) -> list[tuple[str, str]]:
    """Kind and text of each block."""
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def encrypted() -> bytes:
    """A PDF that opens with a password only."""
    names = "/ID [<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
    return broken_pdf(
        trailer=f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'ab' * 32}> /U <{'cd' * 32}> /P -44 >> {names}"
    )
