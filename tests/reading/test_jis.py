"""ISO-2022-JP and EUC-JP: what Python's codecs decode is decoded alike, the vendors' rows too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantext.reading.decoding import decode
from plantext.reading.jis import decode_euc, decode_iso2022

TEXT = "復興庁は、地域の防災を進める。\n環境省及び農林水産省は、ｶﾀｶﾅと「かぎ」を使う。\r\nIGF 2023\n"
# Character and its row and cell in JIS, in NEC's rows 13 and 89 to 92.
VENDORS = {"①": (13, 1), "Ⅳ": (13, 24), "㎡": (13, 54), "㈱": (13, 74), "№": (13, 66), "髙": (92, 66), "﨑": (89, 85)}


def euc_of(row: int, cell: int) -> bytes:
    return bytes((row + 0xA0, cell + 0xA0))


@pytest.mark.parametrize("codec", ["iso2022_jp", "iso2022_jp_1", "iso2022_jp_ext"])
def test_iso2022_as_python_decodes_it(codec: str) -> None:
    text = TEXT if codec == "iso2022_jp_ext" else TEXT.replace("ｶﾀｶﾅ", "カタカナ")
    assert decode_iso2022(text.encode(codec)) == text


@given(st.text(alphabet="復興庁は、ｱｲ。IGF\n 防災"))
def test_both_ways(text: str) -> None:
    assert decode_iso2022(text.encode("iso2022_jp_ext")) == text
    assert decode_euc(text.encode("euc_jp")) == text


@pytest.mark.parametrize("character", VENDORS)
def test_the_rows_of_the_vendors(character: str) -> None:
    pair = euc_of(*VENDORS[character])
    text = f"復興庁と{character}の計画を定める。"
    eight = "復興庁と".encode("euc_jp") + pair + "の計画を定める。".encode("euc_jp")
    assert decode_euc(eight) == text
    seven = b"\x1b$B" + bytes(byte & 0x7F for byte in eight) + b"\x1b(B\n"
    assert decode_iso2022(seven) == text + "\n"
    for data, label in ((eight * 5, "EUC-JP"), (seven, "ISO-2022-JP")):
        decoded = decode(data, "a.txt")
        assert character in decoded.text and decoded.encoding == label
        assert not [note for note in decoded.notes if note.kind != "encoding"]


@pytest.mark.parametrize("data", [b"\xad\xff", b"\xa4", b"\x8e\xe0", b"\xf9\xfe\xa4", b"\xff", b"\xf5\xa1"])
def test_what_is_no_euc(data: bytes) -> None:
    assert decode_euc(data) is None


@pytest.mark.parametrize("data", [b"\x1b$Bab\xa4\x1b(B", b"\x1b$Babc\x1b(B", "\x1b$B甲".encode()])
def test_what_is_no_iso2022(data: bytes) -> None:
    assert decode_iso2022(data) is None


def test_a_line_that_does_not_return_to_ascii() -> None:
    data = "復興庁".encode("iso2022_jp").removesuffix(b"\x1b(B") + b"\n" + "防災".encode("iso2022_jp")
    assert decode_iso2022(data) == "復興庁\n防災"


def test_iso2022_and_utf8_in_one_file_are_read_and_doubted() -> None:
    data = "復興庁は定める。\n".encode("iso2022_jp") + "環境省は定める。\n".encode() + b"end"
    decoded = decode(data, "a.txt")
    assert decoded.text == "復興庁は定める。\n環境省は定める。\nend"
    assert [note.kind for note in decoded.notes] == ["encoding", "uncertain"]


@pytest.mark.parametrize(
    ("data", "character"),
    # As iconv decodes EUC-JP-MS.
    [
        (b"\x8f\xf3\xf3", "ⅰ"),
        (b"\x8f\xf4\xac", "№"),
        (b"\x8f\xf4\xb9", "增"),
        (b"\x8f\xf4\xbd", "﨑"),
        (b"\x8f\xf4\xfb", "髙"),
        (b"\x8f\xf4\xfe", "黑"),
    ],
)
def test_the_characters_of_ibm(data: bytes, character: str) -> None:
    assert decode_euc("防災と".encode("euc_jp") + data) == "防災と" + character
    assert decode(("防災の計画と" * 9).encode("euc_jp") + data, "a.txt").text.endswith(character)
