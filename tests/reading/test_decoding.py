"""Encodings of Japanese offices: found, reported, nothing lost in silence."""

from __future__ import annotations

import pytest

from plantext.errors import ReadingError
from plantext.reading.decoding import decode

TEXT = "デジタル社会の実現に向けた計画である。\n①総務省及び経済産業省は、令和５年６月に～を策定した。\n" * 5
PLAIN = TEXT.replace("①", "１").replace("～", "から")


@pytest.mark.parametrize(
    ("codec", "label", "text"),
    [
        ("utf-8", "UTF-8", TEXT),
        ("utf-8-sig", "UTF-8 with a byte order mark", TEXT),
        ("utf-16", "UTF-16 (little endian)", TEXT),
        ("utf-16-le", "UTF-16 (little endian, no mark)", TEXT),
        ("utf-16-be", "UTF-16 (big endian, no mark)", TEXT),
        ("utf-32", "UTF-32", TEXT),
        ("cp932", "Shift_JIS (CP932)", TEXT),
        ("shift_jis", "Shift_JIS (CP932)", PLAIN),
        ("euc_jp", "EUC-JP", PLAIN),
        ("iso2022_jp", "ISO-2022-JP", PLAIN),
        ("ascii", "UTF-8", "Plain words.\n"),
    ],
)
def test_encodings(codec: str, label: str, text: str) -> None:
    decoded = decode(text.encode(codec), "a.txt")
    assert (decoded.text, decoded.encoding) == (text, label)
    assert decoded.notes[0].kind == "encoding"


@pytest.mark.parametrize("text", ["計画", "第１章　総論", "ｱｲｳ", "東京都千代田区霞が関"])
@pytest.mark.parametrize("codec", ["cp932", "euc_jp"])
def test_short_texts(text: str, codec: str) -> None:
    assert decode(text.encode(codec), "a.txt").notes[0].confidence <= 0.95


def test_mixed_encodings_are_decoded_line_by_line() -> None:
    data = "一行目は新しい。\n".encode() + "二行目は古い。\n".encode("cp932") + b"third\n"
    decoded = decode(data, "a.txt")
    assert decoded.text == "一行目は新しい。\n二行目は古い。\nthird\n"
    assert decoded.encoding == "mixed" and "first 2" in decoded.notes[0].message


def test_damaged_line_is_reported() -> None:
    data = ("正しい行である。\n" * 5).encode() + b"\xe3\x81\xff\xff broken\n"
    decoded = decode(data, "a.txt")
    unread = [note for note in decoded.notes if note.kind == "unread"]
    assert len(unread) == 1 and "Line 6" in unread[0].message
    assert "\ufffd" in decoded.text and "正しい行である。" in decoded.text


def test_characters_lost_before_are_reported() -> None:
    decoded = decode("一字\ufffdが失われた。".encode(), "a.txt")
    assert any("already lost" in note.message and "line 1" in note.message for note in decoded.notes)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x00\x01" * 400 + bytes(100), "null bytes"),
        (bytes(range(1, 32)) * 40, "binary"),
        (b"\x81\xff\xfe\xa0" * 100, "none of them"),
    ],
)
def test_binary_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(ReadingError, match=r"fake\.txt") as caught:
        decode(data, "fake.txt")
    assert told in str(caught.value)
