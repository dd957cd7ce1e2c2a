"""Bytes of Japanese offices → characters, without silent loss."""

from __future__ import annotations

from plantext.errors import ReadingError
from plantext.records import Note


def decode(data: bytes, name: str) -> tuple[str, str, list[Note]]:
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode("utf-8-sig"), "utf-8-sig", []
    for encoding in ("utf-8", "iso2022_jp", "cp932", "euc_jp"):
        try:
            return data.decode(encoding), encoding, [Note("encoding", f"Read as {encoding}.")]
        except UnicodeDecodeError:
            continue
    raise ReadingError(f"{name}: not text.")
