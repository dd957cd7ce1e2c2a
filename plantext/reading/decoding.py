"""Bytes → characters: the encoding is found, reported, and nothing is lost in silence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from plantext.errors import Message, ReadingError, join
from plantext.reading.foreign import Foreign, find_foreign, lacks_kana
from plantext.reading.jis import decode_euc, decode_iso2022
from plantext.records import Note

# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8 with a byte order mark"),
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16 (little endian)"),
    (b"\xfe\xff", "utf-16", "UTF-16 (big endian)"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", Message("a zip archive or an Office file (docx, xlsx, pptx)")),
    (b"\xd0\xcf\x11\xe0", Message("an old Office file (doc, xls, ppt)")),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"{\\rtf", Message("a Rich Text file")),
    (b"\x1f\x8b", Message("a gzip archive")),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_NAMES = {
    "utf-8": "UTF-8",
    "cp932": "Shift_JIS (CP932)",
    "euc_jp": "EUC-JP",
    "iso2022_jp": "ISO-2022-JP",
    "gb18030": "GB18030 (Chinese)",
    "cp949": "EUC-KR (Korean)",
    "big5": "Big5 (Chinese)",
    "utf-16-le": "UTF-16 (little endian, no mark)",
    "utf-16-be": "UTF-16 (big endian, no mark)",
}
# Control bytes that no text holds: tabs, line breaks, form feed and escape (of ISO-2022-JP) are allowed.
_CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13, 27}
# Characters looked at to score an encoding; more would not change the verdict.
_SAMPLE = 200_000


# Codecs that Python's lack rows of.
_OWN = {"iso2022_jp": decode_iso2022, "euc_jp": decode_euc}
# For damaged lines, those of Python will do.
_SPARE = {"iso2022_jp": "iso2022_jp_ext"}
# What opens Japanese in ISO-2022-JP.
_ESCAPE = b"\x1b$"


@dataclass(frozen=True)
class Decoded:
    """A decoded file.

    Parameters
    ----------
    encoding : str
        Name of the encoding for people.
    notes : tuple of Note
        The encoding and how sure it is; what could not be decoded.
    """

    text: str
    encoding: str
    notes: tuple[Note, ...]


def looks_like(data: bytes) -> str:
    """Name the kind of file that the first bytes suggest; empty where they suggest none.

    Examples
    --------
    >>> looks_like(b"%PDF-1.7")
    'a PDF'
    """
    return next((what for magic, what in _MAGIC if data.startswith(magic)), "")


def decode(data: bytes, name: str) -> Decoded:
    """Decode a text file of unknown encoding.

    UTF-8, UTF-16, UTF-32, ISO-2022-JP, Shift_JIS (CP932) and EUC-JP are tried. Where two fit, the one
    that gives the more ordinary Japanese is taken. A file that mixes them is decoded line by line;
    what fits none becomes U+FFFD and is reported with its line. A text without kana that reads better as
    Chinese or Korean (GB18030, Big5, EUC-KR) is decoded so, and doubted.

    Raises
    ------
    ReadingError
        If the file is not text.

    Examples
    --------
    >>> decode("計画を策定した。".encode("cp932"), "a.txt").encoding
    'Shift_JIS (CP932)'
    """
    marked = _marked(data, name)
    if marked is not None:
        return marked
    if data.count(b"\0") * 50 > len(data) and not looks_like(data):
        # UTF-16 of Latin letters is half null bytes.
        return _without_mark(data, name)
    _refuse_binary(data, name)
    # ISO-2022-JP is plain ASCII but for its escapes, so UTF-8 would accept it: it is tried first.
    escaped = _ESCAPE in data
    codec = "iso2022_jp" if escaped else "utf-8"
    decoded = _try(data, codec)
    if decoded is not None:
        return _found(decoded, codec, 1.0)
    return _line_by_line(data, name) if escaped else _eight_bit(data, name)


def _eight_bit(data: bytes, name: str) -> Decoded:
    """Decode CP932 or EUC-JP, whichever reads better, or what is taken for either."""
    # Bytes of EUC-JP often decode as CP932 too (as half-width kana): the more ordinary text wins.
    candidates = [(codec, text) for codec in ("cp932", "euc_jp") if (text := _try(data, codec)) is not None]
    scores = [_ordinary(text) for _, text in candidates]
    if max(scores, default=0.0) < 0.3:
        foreign = find_foreign(data, "")
        return _found_foreign(foreign) if foreign is not None else _line_by_line(data, name)
    best = scores.index(max(scores))
    if lacks_kana(candidates[best][1]) and (foreign := find_foreign(data, candidates[best][1])) is not None:
        return _found_foreign(foreign)
    rival = max((score for i, score in enumerate(scores) if i != best), default=0.0)
    codec, text = candidates[best]
    # Without any kana, a few characters could be anything.
    sure = scores[best] > 1.3 * rival and any("\u3041" <= one <= "\u30fe" or one >= "\uff66" for one in text)
    found = _found(text, codec, 0.95 if sure else 0.6)
    if not lacks_kana(text):
        return found
    message = Message("Hardly any kana: the text may be no Japanese, or not {encoding}.", encoding=_NAMES[codec])
    return replace(found, notes=(*found.notes, Note("uncertain", message, 0, text.strip()[:60], 0.5)))


def _refuse_binary(data: bytes, name: str) -> None:
    what = looks_like(data)
    if what:
        raise ReadingError(
            "{name}: expected text, but the file is {what}. Give it the ending that fits, or save it as text.",
            name=name,
            what=what,
        )
    sample = data[:_SAMPLE]
    if sum(sample.count(bytes([byte])) for byte in _CONTROLS) * 50 > len(sample):
        raise ReadingError("{name}: expected text, but the file is binary (control bytes throughout).", name=name)


def _try(data: bytes, codec: str) -> str | None:
    if codec in _OWN:
        return _OWN[codec](data)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    # CP932 gives the bytes A0, FD, FE and FF, which it does not know, values for private use.
    return None if codec == "cp932" and any(character in text for character in "\uf8f0\uf8f1\uf8f2\uf8f3\x80") else text


def _found(text: str, codec: str, confidence: float) -> Decoded:
    label = _NAMES[codec]
    notes = [Note("encoding", Message("{label}, found from the bytes.", label=label), 0, "", confidence)]
    lost = text.count("\ufffd")
    if lost:
        first = next(i for i, line in enumerate(text.split("\n"), start=1) if "\ufffd" in line)
        message = Message(
            "{lost} characters were already lost (U+FFFD) when the file was made, the first in line {first}.",
            lost=lost,
            first=first,
        )
        notes.append(Note("uncertain", message, 0, "", 0.5))
    return Decoded(text, label, tuple(notes))


def _found_foreign(foreign: Foreign) -> Decoded:
    label = _NAMES[foreign.codec]
    message = Message("The bytes read as {label}, not as Japanese: check it, and save the file as UTF-8.", label=label)
    encoding = Note("encoding", Message("{label}, found from the bytes.", label=label), 0, "", foreign.confidence)
    return Decoded(
        foreign.text, label, (encoding, Note("uncertain", message, 0, foreign.text.strip()[:60], foreign.confidence))
    )


def _marked(data: bytes, name: str) -> Decoded | None:
    """Decode by the byte order mark; None without one, or where UTF-8 is damaged."""
    for bom, codec, label in _BOMS:
        if data.startswith(bom):
            try:
                # A mark is believed without further tests.
                return Decoded(
                    data.decode(codec),
                    label,
                    (Note("encoding", Message("{label}, as its first bytes say.", label=label)),),
                )
            except UnicodeDecodeError:
                return None if codec == "utf-8-sig" else _with_losses(data, codec, label, name)
    return None


def _with_losses(data: bytes, codec: str, label: str, name: str) -> Decoded:
    """Decode UTF-16 or UTF-32 with a byte order mark and damaged characters."""
    text = data.decode(codec, "replace")
    lost = text.count("\ufffd")
    if lost * 50 > len(text):
        raise ReadingError(
            "{name}: begins as {label}, but {lost:,} of its {n_text:,} characters are none. Get it again, or "
            "save it as UTF-8.",
            name=name,
            label=label,
            lost=lost,
            n_text=len(text),
        )
    first = text[: text.index("\ufffd")].count("\n") + 1
    message = Message(
        "{lost} characters are damaged, the first in line {first}; they stand as U+FFFD.", lost=lost, first=first
    )
    notes = (
        Note("encoding", Message("{label}, as its first bytes say.", label=label), 0, "", 0.9),
        Note("unread", message, 0, "", 0.5),
    )
    return Decoded(text, label, notes)


def _ordinary(text: str) -> float:
    """Share of the non-ASCII characters that ordinary Japanese is made of."""
    sample = [character for character in text[:_SAMPLE] if character > "\x7f"]
    if not sample:
        return 1.0
    usual = 0.0
    for character in sample:
        if "\uff61" <= character <= "\uff9f":
            # Half-width katakana are what EUC-JP looks like when decoded as CP932.
            usual += 0.5
        elif "\u3001" <= character <= "\u30fe" or "\uff01" <= character <= "\uff5e":
            usual += 1
        elif "\u4e00" <= character <= "\u9fff":
            # JIS level 1 holds the kanji in use; its rows are 16 to 47.
            code = character.encode("euc_jp", "ignore")
            usual += len(code) == 2 and 0xB0 <= code[0] <= 0xCF
    return usual / len(sample)


def _without_mark(data: bytes, name: str) -> Decoded:
    """Decode UTF-16 without a byte order mark, or refuse a binary file."""
    for codec in ("utf-16-le", "utf-16-be"):
        text = _try(data[: len(data) // 2 * 2], codec)
        if text is not None and "\0" not in text:
            plain = sum(character.isascii() or _ordinary(character) > 0 for character in text[:_SAMPLE])
            if plain * 10 >= 8 * len(text[:_SAMPLE]):
                return _found(text + "\ufffd" * (len(data) % 2), codec, 0.8)
    raise ReadingError("{name}: expected text, but the file is binary (it is full of null bytes).", name=name)


def _line_by_line(data: bytes, name: str) -> Decoded:
    """Decode lines of mixed encodings; a line that fits none is decoded with losses."""
    raws = data.split(b"\n")
    lines: list[str] = []
    used: dict[str, list[int]] = {}
    damaged: list[int] = []
    for number, raw in enumerate(raws, start=1):
        if raw.isascii() and _ESCAPE not in raw:
            lines.append(raw.decode("ascii"))
            continue
        codecs = ("iso2022_jp",) if _ESCAPE in raw else ("utf-8", "cp932", "euc_jp")
        fits = [(codec, text) for codec in codecs if (text := _try(raw, codec)) is not None]
        if fits:
            codec, text = fits[0] if fits[0][0] == "utf-8" else max(fits, key=lambda fit: _ordinary(fit[1]))
            used.setdefault(codec, []).append(number)
            lines.append(text)
        else:
            damaged.append(number)
            lines.append("")
    known = sum(map(len, used.values()))
    if len(damaged) > known or (known and _ordinary("\n".join(lines)) < 0.3):
        raise ReadingError(
            "{name}: expected text in UTF-8, UTF-16, Shift_JIS, EUC-JP or ISO-2022-JP; the bytes fit none of "
            "them (first at line {line}). Open it in the program it comes from and save it as UTF-8.",
            name=name,
            line=damaged[0] if damaged else 1,
        )
    # Damaged lines are taken to be in the encoding of most others.
    usual = max(used, key=lambda codec: len(used[codec]), default="utf-8")
    notes = [_note_mixture(used, usual)]
    if len(used) > 1:
        notes.append(
            Note("uncertain", "The lines of the file are in different encodings; check that each reads.", 0, "", 0.7)
        )
    for number in damaged:
        lines[number - 1] = raws[number - 1].decode(_SPARE.get(usual, usual), "replace")
        message = Message(
            "Line {number} holds bytes that are not {encoding}; what could not be decoded stands as U+FFFD.",
            number=number,
            encoding=_NAMES[usual],
        )
        notes.append(Note("unread", message, 0, lines[number - 1][:60], 0.5))
    return Decoded("\n".join(lines), "mixed" if len(used) > 1 else _NAMES[usual], tuple(notes))


def _note_mixture(used: dict[str, list[int]], usual: str) -> Note:
    if len(used) <= 1:
        return Note("encoding", Message("{encoding}, with damaged bytes.", encoding=_NAMES[usual]), 0, "", 0.7)
    told = [
        Message("{encoding} in {n} lines, first {first}", encoding=_NAMES[codec], n=len(lines), first=lines[0])
        for codec, lines in sorted(used.items())
    ]
    return Note(
        "encoding", Message("Mixed encodings, decoded line by line: {told}.", told=join("; ", told)), 0, "", 0.7
    )
