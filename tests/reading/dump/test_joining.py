"""Pages of one document, dumped one by one."""

from __future__ import annotations

import zipfile
from pathlib import Path

from texts import read

from plantext import corpus
from plantext.extraction.run import extract
from plantext.reading import read_zip
from plantext.records import Document

FIRST = (
    "はじめに\n地域の移動を支える取組は、市町村、交通事業者及び住民の団体が互いに\n協力して進めるものであり、国はその全体像を示す。"
    "運行の範囲や費用の分\n担については、協議の場において合意を重ねることとし、必要な情報を公"
)
SECOND = "開する。\n他方で、車両の位置や乗降の記録は事業者ごとに異なる形式で管理されてい\nるため、指針を定めて形式をそろえる。\n\n- 4 -"
LATER = "１．今後の取組\n実証の成果を全国に展開し、関係者の理解を得ることとする。"


def page(number: int, text: str, *, title: str = "地域交通計画(案)", url: str = "https://example.jp/plan/") -> str:
    return (
        f"よむ、つかう。\n\n資料3:{title} ({number} ページ)\n\n公開元URL {url}\n"
        f"出典情報 地域交通会議(第2回 5/8)《国土庁》\n\n{text}\n"
    )


def write(folder: Path) -> Path:
    folder.mkdir()
    for number, text in ((10, LATER), (3, FIRST), (4, SECOND)):
        (folder / f"plan-{number}.txt").write_text(page(number, text), encoding="utf-8")
    return folder


def check(document: Document) -> None:
    assert (document.id, document.title, document.publisher) == ("plan", "地域交通計画(案)", "国土庁")
    assert document.date is None and document.meta["page"] == "3–4, 10"
    (over,) = [sentence for sentence in document.sentences if "公開する" in sentence.text]
    assert over.page == 3 and over.text.endswith("必要な情報を公開する。")
    assert [sentence.page for sentence in document.sentences] == sorted(s.page for s in document.sentences)
    assert {sentence.page for sentence in document.sentences} == {3, 4, 10}
    unread = [note.message for note in document.report if note.kind == "unread"]
    assert [message.split(" ")[1] for message in unread] == ["1–2", "5–9"]
    assert [document.text[b.start : b.end] for b in document.blocks if b.kind == "heading"] == [
        "はじめに",
        "１．今後の取組",
    ]


def test_a_folder_of_pages_is_one_document(tmp_path: Path) -> None:
    folder = write(tmp_path / "pages")
    check(corpus.read(folder))
    assert extract(folder, cache=None).sentences["doc_id"].unique().tolist() == ["plan"]


def test_a_list_of_pages_is_one_document_where_the_first_of_them_stands(tmp_path: Path) -> None:
    folder = write(tmp_path / "pages")
    (tmp_path / "a.txt").write_text("別の文書である。", encoding="utf-8")
    (tmp_path / "z.txt").write_text("他の文書である。", encoding="utf-8")
    given = [tmp_path / "a.txt", folder / "plan-10.txt", tmp_path / "z.txt", folder / "plan-3.txt"]
    run = extract(given, cache=None)
    assert run.sentences["doc_id"].unique().tolist() == ["a", "plan", "z"]


def test_a_zip_of_pages_is_one_document(tmp_path: Path) -> None:
    folder = write(tmp_path / "pages")
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        archive.writestr("notes.txt", "別の文書である。")
        for path in sorted(folder.iterdir()):
            archive.writestr(path.name, path.read_bytes())
    other, document = read_zip(tmp_path / "pages.zip")
    assert isinstance(other, Document) and other.id == "notes"
    assert isinstance(document, Document)
    check(document)


def test_pages_in_one_file_are_one_document() -> None:
    document = read("\n".join([page(4, SECOND), page(3, FIRST)]))
    assert [sentence.page for sentence in document.sentences][-1] == 4
    assert any(sentence.text.endswith("必要な情報を公開する。") for sentence in document.sentences)


def test_pages_of_other_titles_or_sources_stay_apart(tmp_path: Path) -> None:
    for name, text in (
        ("a", page(1, LATER)),
        ("b", page(2, LATER, title="別の計画")),
        ("c", page(2, LATER, url="https://example.jp/other/")),
    ):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert extract(tmp_path, cache=None).sentences["doc_id"].unique().tolist() == ["a", "b", "c"]


def test_a_sentence_does_not_go_on_over_missing_pages() -> None:
    document = read("\f".join([page(3, FIRST), page(5, SECOND)]))
    assert any(sentence.text.endswith("必要な情報を公") for sentence in document.sentences)
    assert any(note.kind == "uncertain" and "missing" in note.message for note in document.report)


def test_the_same_page_twice_is_read_once() -> None:
    document = read("\f".join([page(3, FIRST), page(4, SECOND), page(3, FIRST)]))
    assert document.text.count("はじめに") == 1
    assert any("twice" in note.message for note in document.report)
