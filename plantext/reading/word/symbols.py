"""Signs of the fonts for symbols: what a private code prints."""

from __future__ import annotations

# Of Wingdings and of Symbol, by the last byte of their code.
_WINGDINGS = {
    0x6C: "●",
    0x6D: "○",
    0x6E: "■",
    0x6F: "□",
    0x71: "□",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x9F: "•",
    0xA1: "○",
    0xA7: "▪",
    0xA8: "□",
    0xAB: "★",
    0xB2: "☆",
    0xD8: "➢",
    0xE0: "→",
    0xE8: "→",
    0xF0: "⇨",
    0xFC: "✓",
    0xFE: "☑",
}
_SYMBOL = {0x2D: "-", 0xA8: "◆", 0xAE: "→", 0xB7: "・"}
_TABLES = {"wingdings": _WINGDINGS, "symbol": _SYMBOL}


def printed(code: int, font: str) -> str:
    """What a code of a font prints; empty where that is unknown.

    Examples
    --------
    >>> printed(0xF06C, "Wingdings"), printed(0x25CF, "ＭＳ 明朝"), printed(0xF0FF, "Wingdings")
    ('●', '●', '')
    """
    name = font.lower()
    table = next((table for key, table in _TABLES.items() if name.startswith(key)), None)
    if table is not None and (code < 0x100 or 0xF000 <= code < 0xF100):
        return table.get(code & 0xFF, "")
    return chr(code) if 0x20 < code < 0xD800 else ""
