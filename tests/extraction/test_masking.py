"""No name of a person is left in any table, and the same person has the same pseudonym."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import plantext as pt
from plantext.cli.commands import app
from plantext.errors import TableError
from plantext.extraction.masking import mask_persons
from plantext.extraction.pseudonyms import load_key, write_key
from plantext.tables.run import Extraction

TEXT = (
    "第１回国会　衆議院　計画委員会　第１号　令和5年11月8日\n　　　委員長　青葉　太郎君\n"
    "○青葉委員長　開会します。総務省の山川健一君に伺います。\n"
    "○山川（健）委員　山川健一でございます。青葉委員長、総務省は令和５年度に会議を開きます。\n"
    "○議長（石川花子君）　石川県と総務省が連携します。\n"
)
NAMES = ("青葉", "山川", "健一", "太郎", "花子", "石川花子")


@pytest.fixture
def run(tmp_path: Path) -> Extraction:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return pt.extract(tmp_path / "a.txt", cache=False)


def everything(run: Extraction) -> str:
    tables = (run.sentences, run.mentions, run.entities, run.turns, run.persons, run.documents, run.measures)
    return "\n".join(table.to_csv() for table in tables) + str(run.info)


def test_no_name_is_left(run: Extraction) -> None:
    masked, key = mask_persons(run)
    assert all(name in everything(run) for name in ("青葉", "山川", "健一", "花子"))
    assert [name for name in NAMES if name in everything(masked)] == []
    assert {"青葉太郎", "山川健一", "石川花子"} <= set(key)
    assert "石川県" in everything(masked)


def test_pseudonyms_are_the_same_everywhere(run: Extraction) -> None:
    masked, key = mask_persons(run)
    chair, member = key["青葉太郎"], key["山川健一"]
    assert masked.turns["person"].tolist()[:2] == [chair, member]
    assert masked.turns["speaker"].tolist()[:2] == [f"{chair}委員長", f"{member}委員"]
    assert masked.sentences["speaker"].tolist()[-1] == f"議長（{key['石川花子']}君）"
    assert any(text.startswith(f"{chair}委員長、総務省は") for text in masked.sentences["text"])


def test_mentions_stand_where_the_masked_text_has_them(run: Extraction, tmp_path: Path) -> None:
    masked, _ = mask_persons(run)
    texts = masked.sentences.set_index("sent_id")
    for row in masked.mentions.itertuples():
        start = row.start - texts.loc[row.sent_id, "start"]
        assert texts.loc[row.sent_id, "text"][start : start + row.end - row.start] == row.text
    assert (masked.mentions["entity"] == "総務省").sum() == (run.mentions["entity"] == "総務省").sum()
    assert pt.load(masked.save(tmp_path / "out")).sentences.equals(masked.sentences)


def test_a_key_keeps_pseudonyms(run: Extraction, tmp_path: Path) -> None:
    write_key({"山川健一": "P007"}, tmp_path / "key.csv")
    masked, key = mask_persons(run, load_key(tmp_path / "key.csv"))
    assert masked.turns["person"].tolist()[1] == "P007"
    assert sorted(key.values())[0] == "P007"
    write_key(key, tmp_path / "key.csv")
    assert load_key(tmp_path / "key.csv") == key


@pytest.mark.parametrize("text", ["name,code\na,P1\n", "person,pseudonym\na,P1\nb,P1\n"])
def test_a_faulty_key_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "key.csv").write_text(text, encoding="utf-8")
    with pytest.raises(TableError):
        load_key(tmp_path / "key.csv")
    assert load_key(tmp_path / "none.csv") == {}


def test_the_command_masks_and_keeps_the_key(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    out, key = tmp_path / "out", tmp_path / "key.csv"
    call = ["extract", str(tmp_path / "a.txt"), "-o", str(out), "--no-cache", "--mask", "persons", "--key", str(key)]
    result = CliRunner().invoke(app, call)
    assert result.exit_code == 0, result.output
    assert [name for name in NAMES if name in everything(pt.load(out))] == []
    assert "青葉太郎" in load_key(key)
    assert CliRunner().invoke(app, [*call[:5], "--mask", "places"]).exit_code == 1
