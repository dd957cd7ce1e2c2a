"""Small PDF files made for the tests: text set with a Japanese face, and files that are broken on purpose."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Sequence
from pathlib import Path

A4 = (595.0, 842.0)


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
