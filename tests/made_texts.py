"""Made-up texts to extract, and how two runs over them are compared."""

from __future__ import annotations

from pathlib import Path

from pandas.testing import assert_frame_equal

from plantext.tables.run import Extraction

TABLES = ("sentences", "mentions", "entities", "measures", "turns", "documents", "persons")


TEXTS = {
    "a.txt": "総務省は、2023年10月に京都市でIGF2023会合を開催する。\n\n経済産業省（METI）は、OECDと連携する。METIは同年に会合を開いた。\n",
    "b.md": "# 架空計画\n\n文部科学省は、令和５年度に架空会議を設置する。\n",
    "inner/a.txt": "内閣府は、G7広島サミットに参加した。総務省も参加した。\n",
}


def assert_same(one: Extraction, other: Extraction) -> None:
    for name in TABLES:
        assert_frame_equal(getattr(one, name), getattr(other, name))
    assert one.info == other.info


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def lexicon(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(["entity,label,name_en,series,forms,note", *rows, ""]), encoding="utf-8")
    return path
