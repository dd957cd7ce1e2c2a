"""Errors and notes of the library in the user's language, as a Japanese user at the keyboard meets them."""

from __future__ import annotations

import gettext
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from plantext.cli.commands import app
from plantext.cli.language import use_language
from plantext.cli.notes import say_warnings
from plantext.errors import Message
from tests.made_runs import MEETINGS

pytestmark = pytest.mark.usefixtures("japanese")


@pytest.fixture
def japanese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    use_language()
    yield
    gettext.textdomain("messages")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    MEETINGS.save("run")
    Path("own.csv").write_text("entity,label,name_en,series,forms,note\n,ORG,,,総務省,\n", encoding="utf-8")
    Path("empty.txt").write_bytes(b"")
    Path("cut.pdf").write_bytes(b"%PDF-1.4 nothing")
    Path("codes.csv").write_text("concept,forms,notes\n原発,/(/,\n", encoding="utf-8")
    Path("sheet.csv").write_text("名前,判定\nIGF,○\n", encoding="utf-8")
    Path("plan.txt").write_bytes("１．現状\n現状である。\n".encode("cp932"))
    return tmp_path


def plantext(words: str) -> Result:
    result = CliRunner().invoke(app, words.split())
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("read missing.txt", "plantext: missing.txt：ファイルがありません。"),
        ("read empty.txt", "plantext: empty.txt：ファイルが空です。"),
        ("read cut.pdf", "plantext: cut.pdf：壊れているか、途中で切れていて、PDF として開けません（"),
        ("read run", "plantext: run：フォルダーです。"),
        ("read missing", "plantext: 'missing' というファイルはなく、目録の ID でもありません。ID："),
        ("read run/entities.parquet", "のどれかで終わるファイルが必要ですが、.parquet でした。"),
        ("extract plan.txt -o out --lexicon own.csv", "plantext: own.csv：2 行目：entity の列が空です。"),
        ("extract empty.txt cut.pdf -o out", "plantext: empty.txt：ファイルが空です。\ncut.pdf：壊れているか、"),
        ("extract plan.txt -o out --mask people", "plantext: --mask には persons が必要です。"),
        ("network missing -o net.csv", "plantext: missing：表のフォルダーではなく、"),
        ("network run -o net", "のどれかで終わるファイル名が必要ですが、拡張子なしでした。"),
        ("network run -o net.csv --min-count 9", "plantext: min_count=9 では 6 の組が一つも残りません。"),
        ("network run -o net.csv --unit word", "plantext: unit 'word'：sentence, paragraph, "),
        ("network run -o net.csv --labels XX", "plantext: labels：ORG, "),
        ("evidence run 外務省 IGF --unit sentence", "が共に現れる単位がありません（unit=sentence）。"),
        ("evidence run 総務省 総務庁", "plantext: '総務庁' という名前は、この実行にありません。"),
        ("kwic run 経産省", "plantext: '経産省' は 6 文のどこにもありません。"),
        ("figure pie run -o a.svg", "plantext: figure 'pie'：次のどれかが必要です：network, "),
        ("figure network run -o a.svg --size poster", "plantext: size 'poster'：次のどれかが必要です："),
        ("review --read sheet.xlsx", "plantext: sheet.xlsx：シートがありません。"),
        ("review --read sheet.csv", "plantext: sheet.csv：見出しに列 "),
        ("discourse run --codebook codes.csv", "plantext: codes.csv：2 行目：/(/ は正規表現ではありません（"),
        ("new run", "plantext: run：すでに何かがあります。"),
        ("crate run", "plantext: run/study.toml：ファイルがありません。"),
    ],
)
def test_an_error_is_in_japanese(words: str, told: str) -> None:
    result = plantext(words)
    assert result.exit_code == 1
    assert told in result.stderr


@pytest.mark.usefixtures("here")
def test_a_report_is_in_japanese() -> None:
    told = plantext("read plan.txt").stdout
    for line in (
        "題名       不明",
        "章立て（ページ、見出し、その下の文の数）",
        "  文字コード",
        "    Shift_JIS (CP932)（バイト列から判断）。",
    ):
        assert line in told
    assert "Shift_JIS (CP932), found from the bytes." in plantext("read plan.txt --format json").stdout


@pytest.mark.model
@pytest.mark.usefixtures("here")
def test_what_was_left_out_is_told_in_japanese_and_kept_in_english() -> None:
    result = plantext("extract plan.txt empty.txt cut.pdf -o out --no-cache")
    assert "読めなかったもの: empty.txt：ファイルが空です。" in result.stderr
    assert "読めなかったもの: cut.pdf：壊れているか、" in result.stderr
    assert "cut.pdf: damaged or cut off" in Path("out/run.json").read_text(encoding="utf-8")


def test_a_warning_of_the_library_is_a_note(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[object] = []
    monkeypatch.setattr(warnings, "showwarning", lambda message, *_, **__: shown.append(message))
    say_warnings()
    told = Message(
        "{n} names: more than {most} are hard to read; 100 to 150 are advised. Raise min_frequency or lower top.",
        n=200,
        most=150,
    )
    warnings.showwarning(UserWarning(told), UserWarning, "graph.py", 1)
    warnings.showwarning(UserWarning("of another library"), UserWarning, "other.py", 1)
    assert capsys.readouterr().err.startswith("名前が 200 あります。150 を超えると読みにくく、")
    assert [str(one) for one in shown] == ["of another library"]
