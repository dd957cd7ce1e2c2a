"""The process that reads PDFs: the same text on every machine, whatever fonts it has."""

from __future__ import annotations

from plantext.reading import read_bytes


def unembedded(text: str) -> bytes:
    """A page in a Japanese face that the file names but does not hold, set from the top down; hiragana and 一 alone."""
    # Adobe-Japan1: ぁ is CID 842, and the hiragana follow in the order of Unicode; 一 is 1200.
    shown = "".join(f"{1200 if c == '一' else 842 + ord(c) - ord('ぁ'):04x}" for c in text)
    stream = f"BT /F1 12 Tf 500 800 Td <{shown}> Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light-Identity-V /Encoding /Identity-V /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /FontDescriptor 7 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> >>",
        b"<< /Type /FontDescriptor /FontName /Ryumin-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
        b" /Ascent 800 /Descent -200 /CapHeight 800 /StemV 80 >>",
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)


def test_vertical_text_in_a_face_that_is_not_embedded_is_read_whole() -> None:
    text = "あるひとはいうひとつめはひとをたすけることふたつめはともにかんがえること"
    document = read_bytes(unembedded(text), "a.pdf", doc_id="a")
    assert document.text.strip() == text
    assert read_bytes(unembedded("一一" + text), "a.pdf", doc_id="a").text.strip() == "一一" + text
