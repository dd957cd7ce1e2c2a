"""Folders and zip archives: what can be read is read, what is left out is listed."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from plantext.errors import ReadingError
from plantext.reading import Unread, list_folder, read_zip
from plantext.reading.archives import list_passed_over
from plantext.records import Document


def ids(items: list[Document | Unread]) -> list[str]:
    return [item.id for item in items if isinstance(item, Document)]


def reasons(items: list[Document | Unread]) -> str:
    return "\n".join(item.reason for item in items if isinstance(item, Unread))


def test_folders_list_what_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text("本文である。", encoding="cp932")
    (tmp_path / "乙.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "丙.ZIP").write_bytes(b"")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "甲.md").write_text("# 題\n\n本文である。", encoding="utf-8")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / ".hidden.txt").write_text("隠れた。", encoding="utf-8")
    (tmp_path / "table.xlsx").write_bytes(b"PK\x03\x04")
    found = [path.relative_to(tmp_path).as_posix() for path in list_folder(tmp_path)]
    assert found == ["more/甲.md", "table.xlsx", "丙.ZIP", "乙.pdf", "甲.txt"]


def test_other_files_of_a_folder_are_passed_over_with_a_reason(tmp_path: Path) -> None:
    for name in ("計画.txt", "計画.toml", "計画.txt.toml", "alone.toml", "picture.JPG", "noending", ".hidden.jpg"):
        (tmp_path / name).write_text("本文である。", encoding="utf-8")
    (tmp_path / "run").mkdir()
    for name in ("run.json", "sentences.csv", "documents.csv", "speeches.csv"):
        (tmp_path / "run" / name).write_text("{}", encoding="utf-8")
    passed = {Path(item.source).relative_to(tmp_path).as_posix(): item.reason for item in list_passed_over(tmp_path)}
    assert set(passed) == {
        "alone.toml",
        "picture.JPG",
        "noending",
        "run/run.json",
        "run/sentences.csv",
        "run/documents.csv",
    }
    assert "files ending in .JPG are not read" in passed["picture.JPG"] and "without an ending" in passed["noending"]
    assert "belongs to the tables of a run" in passed["run/run.json"]
    assert [path.name for path in list_folder(tmp_path)] == ["speeches.csv", "計画.txt"]


def test_zip_with_names_of_japanese_windows(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("計画.txt".encode("cp932").decode("cp437"))
        archive.writestr(info, "本文である。".encode("cp932"))
        archive.writestr("folder/b.html", "<p>本文である。</p>")
        archive.writestr("../outside.txt", "外へ出る。")
        archive.writestr("/absolute.txt", "外へ出る。")
        archive.writestr("C:/windows.txt", "外へ出る。")
        archive.writestr("inner.zip", b"PK\x05\x06" + bytes(18))
        archive.writestr("broken.pdf", b"%PDF-1.4 broken")
        archive.writestr("__MACOSX/._b.html", b"\0")
    # The archive's writer marks names that are not ASCII as UTF-8: undo it, as old programs do.
    data = path.read_bytes()
    items = list(read_zip(path))
    assert "b" in ids(items) and len(ids(items)) == 2
    told = reasons(items)
    assert told.count("points outside the archive") == 3
    assert "inner.zip: expected a file ending in" in told and "broken.pdf: damaged" in told
    assert not (tmp_path.parent / "outside.txt").exists() and data


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"text"])
def test_broken_zip(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(ReadingError, match=r"a\.zip: cannot be opened"):
        list(read_zip(tmp_path / "a.zip"))
