"""A folder of documents of mixed kinds and faults, for runs over very many of them.

``python -m fuzz.folder FOLDER --documents 2000`` writes one.
"""

from __future__ import annotations

import argparse
import random
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fuzz.seeds import CATALOG, docx, page, paragraph, pdf, seeds, stream, tree

_WORDS = (
    "総務省は、{n}号の計画に基づき、2023年{m}月に有識者会議を開催した。",
    "デジタル庁は、令和{y}年度末までに{n}件の行政手続を見直す。",
    "京都市で開かれたインターネット・ガバナンス・フォーラム（IGF）では、{n}人が意見を述べた。",
    "経済産業省及び個人情報保護委員会は、{n}番目の指針を公表した。",
    "この施策は、電気通信事業法（昭和59年法律第86号）の改正を踏まえ、{n}回目の検証を行う。",
    "欧州委員会とOECDは、AI原則の実施状況を{n}か国で調べた。",
)
_BAD = [
    "empty.txt",
    "spaces.txt",
    "program.txt",
    "full-of-nul.txt",
    "front-number.txt",
    "front-deep.txt",
    "front-date.txt",
    "head-only.pdf",
    "no-pdf.pdf",
    "encrypted.pdf",
    "circle-object.pdf",
    "scan.pdf",
    "truncated.docx",
    "encrypted.docx",
    "no-document.docx",
    "bomb.docx",
    "laughs.docx",
    "outside.docx",
    "deep.docx",
    "bomb-claimed.zip",
    "truncated.zip",
    "damaged.zip",
    "zip-in-zip.zip",
]
"""Hostile files that are refused, and small."""


@dataclass(frozen=True)
class Expected:
    """What a run over the folder must find.

    Parameters
    ----------
    good : mapping of str to str
        Identifier of every document, and a string that its text alone holds.
    bad : frozenset of str
        Names of the files that must be left out with a reason.
    """

    good: dict[str, str]
    bad: frozenset[str]


def _sentences(number: int, count: int) -> list[str]:
    dice = random.Random(number)
    lines = [
        dice.choice(_WORDS).format(n=number * 1000 + i, m=dice.randint(1, 12), y=dice.randint(1, 6))
        for i in range(count)
    ]
    return [f"文書{number:06d}号である。", *lines]


def _english_pdf(number: int, count: int) -> bytes:
    lines = [f"Document {number:06d} of the OECD.", *(f"The Internet Governance Forum met in {2000 + i}." for i in range(count))]  # fmt: skip
    drawn = b"".join(b"(%s) Tj 0 -16 Td\n" % line.encode() for line in lines[:45])
    packed = stream(zlib.compress(b"BT /F1 11 Tf 50 800 Td\n" + drawn + b"ET"), "/Filter /FlateDecode")
    return pdf(CATALOG, tree(), page(), packed)


_GOOD: tuple[tuple[str, Callable[[int, int], bytes]], ...] = (
    (".txt", lambda n, c: "\n".join(_sentences(n, c)).encode()),
    (".txt", lambda n, c: "\r\n".join(_sentences(n, c)).encode("cp932")),
    (".txt", lambda n, c: "\n".join(_sentences(n, c)).encode("euc_jp")),
    (".txt", lambda n, c: "\n".join(_sentences(n, c)).encode("utf-16")),
    (".md", lambda n, c: ("# 題\n\n" + "\n\n".join(_sentences(n, c))).encode()),
    (".html", lambda n, c: ("<h1>題</h1><p>" + "</p><p>".join(_sentences(n, c))).encode()),
    (".docx", lambda n, c: docx("".join(map(paragraph, _sentences(n, c))))),
    (".pdf", _english_pdf),
)


def write_folder(folder: Path, documents: int, *, sentences: int = 8) -> Expected:
    """Write files of all kinds, every fourth one at fault.

    Parameters
    ----------
    folder : pathlib.Path
        Made here; the files lie in folders of a hundred.
    documents : int
        Files in all.
    sentences : int
        Sentences of a usual good one; every fiftieth has thirty times as many.

    Returns
    -------
    Expected
        What a run must find.
    """
    faults = {seed.name: seed for seed in seeds() if seed.name in _BAD}
    faulty = [(name, faults[name].make()) for name in _BAD]
    good: dict[str, str] = {}
    bad: set[str] = set()
    for number in range(documents):
        place = folder / f"{number // 100:03d}"
        place.mkdir(parents=True, exist_ok=True)
        if number % 4 == 3:
            name, content = faulty[number // 4 % len(faulty)]
            (place / f"{number:06d}-{name}").write_bytes(content)
            bad.add(f"{number:06d}-{name}")
            continue
        suffix, make = _GOOD[number // 4 * 3 % len(_GOOD) if number % 40 else 0]
        count = sentences * 30 if number % 50 == 10 else sentences
        mark = f"Document {number:06d} " if suffix == ".pdf" else f"文書{number:06d}号"
        good[f"{number:06d}"] = mark
        if number % 40 == 20:
            with zipfile.ZipFile(place / f"{number:06d}.zip", "w") as archive:
                archive.writestr(f"inside/{number:06d}{suffix}", make(number, count))
        else:
            (place / f"{number:06d}{suffix}").write_bytes(make(number, count))
    return Expected(good, frozenset(bad))


def main() -> None:
    """Write the folder asked for."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.folder", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=2000)
    asked = parser.parse_args()
    expected = write_folder(asked.folder, asked.documents)
    print(f"{len(expected.good)} good and {len(expected.bad)} bad files in {asked.folder}")


if __name__ == "__main__":
    main()
