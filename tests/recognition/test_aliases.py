"""Names that brackets give, and the register that a person edits."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantext.errors import LexiconError
from plantext.recognition.aliases import Alias, general_forms, load_register, register_rows, settle, write_register
from plantext.recognition.recognizer import Recognizer
from plantext.recognition.rules.table import load_rules


@pytest.mark.parametrize(
    ("text", "form", "entity"),
    [
        ("架空データ推進機構連合会（KDR）が集まる。KDRは述べた。", "KDR", "架空データ推進機構連合会"),
        ("「架空データ研究会」（以下「架空研」という。）を開いた。", "架空研", "架空データ研究会"),
        ("KDF（架空データ推進協議会）が決めた。", "KDF", "架空データ推進協議会"),
        (
            "架空データ推進協議会（KDF: Kakuu Data Forum）である。",
            "Kakuu Data Forum",
            "架空データ推進協議会",
        ),
        ("架空データ保護法（令和３年法律第99号）の施行。", "令和３年法律第99号", "架空データ保護法"),
        ("Kakuu Data Forum (KDF)は", "KDF", "Kakuu Data Forum"),
        ("架空調査会（以下第１章において「調査会」という。）が", "調査会", "架空調査会"),
        ("架空空想総合戦略2.0（KDS2.0）を", "KDS2.0", "架空空想総合戦略2.0"),
        ("ISOC日本支部 (ISOC-JP)は", "ISOC-JP", "ISOC日本支部"),
    ],
)
def test_brackets_rename(recognizer: Recognizer, text: str, form: str, entity: str) -> None:
    found = {mention.text: mention.entity for mention in recognizer.find(text)}
    assert found[form] == entity


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("シンガポール（ASEANの一国）では", "ASEANの一国"),
        ("インテル（CPU）が売れた。", "CPU"),
        ("総務省（100名）が参加した。", "100名"),
        ("架空データ委員会（以下「委員会」という。）を開いた。", "委員会"),
        ("京都市（KYT）で開く。", "KYT"),
    ],
)
def test_brackets_that_explain_something_else(recognizer: Recognizer, text: str, form: str) -> None:
    assert form not in {mention.text for mention in recognizer.find(text)}


def test_an_alias_holds_in_the_rest_of_the_text(recognizer: Recognizer) -> None:
    mentions = recognizer.find("架空データ推進協議会（KDF）は、KDFとKDFSを論じた。")
    assert [mention.text for mention in mentions] == ["架空データ推進協議会", "KDF", "KDF"]
    assert mentions[-1].source == "alias:repeated"


def test_ambiguous_forms_stay_apart() -> None:
    settled, apart = settle(
        [
            Alias("KD", "架空庁", "ORG", "alias:bracket:a"),
            Alias("KD", "空想会議", "FORUM", "alias:bracket:a"),
            Alias("KX", "架空庁", "ORG", "alias:bracket:a"),
        ]
    )
    assert [alias.form for alias in settled] == ["KX"]
    assert apart == ["KD: ambiguous, not merged; said of 架空庁 (ORG), 空想会議 (FORUM)"]


def test_what_a_ministry_or_a_company_runs_is_not_its_name(recognizer: Recognizer) -> None:
    text = "ACT-X（文部科学省）とKAKUUX（架空建設株式会社）、総務省（KDX）、架空委員会（以下「同委員会」という。）"
    entities = {mention.text: mention.entity for mention in recognizer.find(text)}
    assert not {"ACT-X", "KAKUUX", "KDX", "同委員会"} & set(entities)


@pytest.mark.parametrize(
    ("form", "general"), [("会議", True), ("本部", True), ("ガイドライン", True), ("総合戦略", False)]
)
def test_general_forms_are_reported(form: str, general: bool) -> None:
    assert general_forms(f"架空の集まり(以下「{form}」という。)", load_rules()) == ([form] if general else [])


def test_the_register_round_trips(tmp_path: Path) -> None:
    rows = register_rows([Alias("KX", "架空庁", "ORG", "alias:bracket:a"), Alias("架空庁", "架空庁", "ORG", "x")])
    assert rows == [{"main": "架空庁", "label": "ORG", "forms": "KX", "source": "alias:bracket:a"}]
    write_register(rows, tmp_path / "aliases.csv")
    assert [(alias.form, alias.entity) for alias in load_register(tmp_path / "aliases.csv")] == [
        ("架空庁", "架空庁"),
        ("KX", "架空庁"),
    ]


def test_the_register_may_be_two_columns(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text("main,forms\n架空庁,KX | 架空局\n", encoding="utf-8")
    assert {alias.form for alias in load_register(path)} == {"架空庁", "KX", "架空局"}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("main,forms\n架空庁,KX\n空想庁,KX\n", r"my\.csv, line 3: KX stands under 架空庁 already"),
        ("main,forms\n,KX\n", r"my\.csv, line 2: column main is empty"),
        ("name\n架空庁\n", r"line 1: expected the columns main"),
    ],
)
def test_faulty_registers_are_refused(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "my.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=complaint):
        load_register(path)


def test_a_register_runs_in_no_spreadsheet_and_comes_back(tmp_path: Path) -> None:
    given = [Alias("=1+1", "@架空機構", "ORG", "-"), Alias("'=x", "＝架空協会", "ORG", "x")]
    write_register(register_rows(given), tmp_path / "aliases.csv")
    lines = (tmp_path / "aliases.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1:] == ["'@架空機構,ORG,'=1+1,'-", "'＝架空協会,ORG,''=x,x"]
    read = {(alias.form, alias.entity) for alias in load_register(tmp_path / "aliases.csv")}
    assert {("=1+1", "@架空機構"), ("'=x", "＝架空協会")} <= read
