"""ISO-2022-JP and EUC-JP with the rows of the vendors, which Python's codecs lack.

NEC's special characters (①, ㈱, ㎡: row 13) and its selection of IBM's (rows 89 to 92) are what cp50221,
cp51932 and eucJP-ms add to JIS X 0208.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

# Where eucJP-ms has the characters of IBM that JIS lacks: in their order, from row 83 of its third plane on.
_FIRST_OF_IBM = (0xF3, 0xF3)
_LEFT_OUT = "￢￤"  # they stand in JIS under other numbers of Unicode
_TWICE = "№"
# What each escape of ISO-2022-JP switches to; the others are those of ISO-2022-JP-2, which Python knows.
_SETS = {
    b"(B": "ascii",
    b"(J": "roman",
    b"(I": "kana",
    b"$@": "double",
    b"$B": "double",
    b"$(D": "supplement",
    b"$(@": "double",
}
_ESCAPE = re.compile(rb"\x1b(\$\([@ABCDOPQ]|\$[@AB]|\([A-Z]|\.[AF])")
# Of EUC-JP: ASCII, half-width kana, JIS X 0212, JIS X 0208.
_EUC = re.compile(rb"[\x00-\x7f]+|\x8e[\xa1-\xdf]|\x8f[\xa1-\xfe]{2}|[\xa1-\xfe]{2}")


def decode_iso2022(data: bytes) -> str | None:
    r"""Decode ISO-2022-JP, with the vendors' rows and half-width katakana; None where it is none.

    Examples
    --------
    >>> decode_iso2022(b"\x1b$B-!\x1b(B")
    '①'
    """
    parts: list[str] = []
    for kind, body in _runs(data):
        part = _decode_run(kind, body)
        if part is None:
            return None
        parts.append(part)
    return "".join(parts)


def decode_euc(data: bytes) -> str | None:
    r"""Decode EUC-JP with the vendors' rows; None where it is none.

    Examples
    --------
    >>> decode_euc(b"\xad\xa1")
    '①'
    """
    text = _python(data, "euc_jp")
    if text is not None:
        return text
    parts: list[str] = []
    end = 0
    for match in _EUC.finditer(data):
        one = match.group()
        part = _character(one) if one[0] >= 0xA1 else _python(one, "euc_jp") or _of_ibm().get(one)
        if match.start() != end or part is None:
            return None
        parts.append(part)
        end = match.end()
    return "".join(parts) if end == len(data) else None


def _runs(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The runs between escapes, each with its set of characters."""
    kind, start, escape = "ascii", 0, b""
    for match in _ESCAPE.finditer(data):
        yield kind, escape + data[start : match.start()]
        kind = _SETS.get(match.group(1), "other")
        escape = match.group() if kind == "other" else b""
        start = match.end()
    yield kind, escape + data[start:]


def _decode_run(kind: str, body: bytes) -> str | None:
    if kind == "other":
        return _python(body + b"\x1b(B", "iso2022_jp_2") or _python(body + b"\x1b(B", "iso2022_jp_2004")
    if any(byte >= 0x80 for byte in body) or b"\x1b$" in body:
        return None
    if kind in ("ascii", "roman"):
        return body.decode("ascii")
    # Every line should end in ASCII; some programs leave that out.
    lines = [_decode_line(kind, line) for line in body.split(b"\n")]
    return None if None in lines else "\n".join(line for line in lines if line is not None)


def _decode_line(kind: str, line: bytes) -> str | None:
    end = b"\r" if line.endswith(b"\r") else b""
    body = line.removesuffix(b"\r").replace(b" ", b"")
    if kind == "kana":
        text = _python(b"".join(b"\x8e" + bytes([byte | 0x80]) for byte in body), "euc_jp")
    elif kind == "supplement":
        pairs = [body[i : i + 2] for i in range(0, len(body), 2)]
        text = _python(b"".join(b"\x8f" + bytes(byte | 0x80 for byte in pair) for pair in pairs), "euc_jp")
    else:
        text = decode_euc(bytes(byte | 0x80 for byte in body))
    return None if text is None else text + end.decode("ascii")


def _character(pair: bytes) -> str | None:
    """A character of JIS X 0208, or of the vendors' rows: by way of Shift_JIS, whose CP932 has them."""
    text = _python(pair, "euc_jp")
    if text is not None:
        return text
    row, cell = pair[0] - 0xA1, pair[1] - 0xA1
    lead = (row >> 1) + (0x81 if row < 62 else 0xC1)
    trail = cell + 0x9F if row % 2 else cell + 0x40 + (cell >= 63)
    text = _python(bytes((lead, trail)), "cp932")
    # CP932 gives the rows of its users values for private use.
    return None if text is None or "\ue000" <= text <= "\uf8ff" else text


@cache
def _of_ibm() -> dict[bytes, str]:
    """The characters of IBM by their bytes in eucJP-ms."""
    cells = (bytes((lead, trail)) for lead in (0xFA, 0xFB, 0xFC) for trail in range(0x40, 0xFD))
    characters = [one for cell in cells if (one := _python(cell, "cp932")) and len(one) == 1 and one not in _LEFT_OUT]
    lacking = [one for one in characters if one in _TWICE or not _in_jis(one)]
    first = _FIRST_OF_IBM[0] * 94 + _FIRST_OF_IBM[1] - 0xA1
    return {bytes((0x8F, (first + i) // 94, (first + i) % 94 + 0xA1)): one for i, one in enumerate(lacking)}


def _in_jis(character: str) -> bool:
    try:
        character.encode("euc_jp")
    except UnicodeEncodeError:
        return False
    return True


def _python(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None
