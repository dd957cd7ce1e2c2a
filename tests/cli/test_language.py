"""The command line in Japanese: every message has a translation that fits, and help is not cut."""

from __future__ import annotations

import gettext
import io
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from plantext.cli.language import LOCALES, tr, use_language
from plantext.cli.wrapping import wrap
from plantext.text import display_width
from tools.messages import CATALOGUE, compile_catalogue, find_messages, read_catalogue, write_catalogue

TRANSLATIONS = read_catalogue(CATALOGUE.read_text(encoding="utf-8"))


def placeholders(text: str) -> list[tuple[str, str, str]]:
    """The values that a message puts in, with how."""
    return sorted(
        (name, form or "", turned or "") for _, name, form, turned in string.Formatter().parse(text) if name is not None
    )


def plantext(*arguments: str, language: str = "ja", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from plantext.cli import main; main()", *arguments],
        capture_output=True, encoding="utf-8", check=False, env={"LANGUAGE": language, "PYTHONUTF8": "1", "COLUMNS": "80", **environment},
    )  # fmt: skip


def test_the_catalogue_has_the_messages_of_the_code_and_no_others() -> None:
    assert list(TRANSLATIONS) == find_messages(), "run `python -m tools.messages` and translate what it lists"


def test_every_message_is_translated() -> None:
    assert [message for message, told in TRANSLATIONS.items() if not told] == []


@pytest.mark.parametrize("message", TRANSLATIONS)
def test_a_translation_has_the_same_placeholders_options_and_paragraphs(message: str) -> None:
    told = TRANSLATIONS[message]
    assert placeholders(told) == placeholders(message)
    for pattern in (r"--[a-z-]+", r"`[^`]+`", r"\.(?:csv|xlsx|html|graphml|svg|jsonl)\b"):
        assert sorted(set(re.findall(pattern, told))) == sorted(set(re.findall(pattern, message)))
    assert told.count("\n\n") == message.count("\n\n")
    assert told != message or message.isascii()


def test_the_compiled_catalogue_is_that_of_the_translations() -> None:
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compile_catalogue(TRANSLATIONS)
    found = gettext.GNUTranslations(io.BytesIO(compile_catalogue(TRANSLATIONS)))
    assert all(found.gettext(message) == told for message, told in TRANSLATIONS.items())
    assert CATALOGUE.read_text(encoding="utf-8") == write_catalogue(TRANSLATIONS)


@pytest.fixture
def japanese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LANGUAGE", "ja")
    use_language()
    yield
    gettext.textdomain("messages")


@pytest.mark.usefixtures("japanese")
def test_a_message_is_in_japanese_with_its_values() -> None:
    assert tr("{n} places", n=3) == "3 か所"
    assert tr("never translated {x}", x=1) == "never translated 1"


def test_help_is_in_japanese_and_whole() -> None:
    help_text = plantext("figure", "--help").stdout
    told = TRANSLATIONS["Draw a figure of a folder of tables, with its table, its account and its caption beside it."]
    assert told in re.sub(r"\n *", "", help_text)
    # Nothing is cut, and nothing is wider than the terminal.
    assert "…" not in help_text
    assert max(display_width(line) for line in help_text.splitlines()) <= 80
    assert "この説明を表示して終わります。" in help_text
    assert "..." not in plantext("--help").stdout.replace("[ARGS]...", "")


@pytest.mark.parametrize(
    ("language", "told"),
    [("C", "neither a folder of tables"), ("fr", "expected a file that ends in"), ("ja", "拡張子なし")],
)
def test_errors_follow_the_language(tmp_path: Path, language: str, told: str) -> None:
    where = ["network", str(tmp_path / "missing"), "-o", "net.csv" if language == "C" else "net"]
    done = plantext(*where, language=language)
    assert done.returncode == 1
    assert told in done.stderr


def test_the_language_is_that_of_the_locale() -> None:
    assert "使い方" in plantext("--help", language="", LANG="ja_JP.UTF-8").stdout
    assert "Usage" in plantext("--help", language="", LANG="de_DE.UTF-8").stdout


@pytest.mark.parametrize(
    "text",
    [
        "",
        "表",
        "表を書きます。",
        "あ" * 100,
        "a" * 100,
        "表 table 表（docs/tables.md）を Parquet または CSV で書きます。",
        "っ" * 9,
    ],
)
@pytest.mark.parametrize("width", [2, 7, 30])
def test_wrapping_keeps_every_character(text: str, width: int) -> None:
    assert "".join(wrap(text, width)).replace(" ", "") == text.replace(" ", "")
    if "a" not in text and "っ" not in text and width > 2:
        assert all(display_width(line) <= max(width, 17) for line in wrap(text, width))


def test_completion_is_offered() -> None:
    script = plantext(language="C", _PLANTEXT_COMPLETE="source_bash").stdout
    assert "plantext" in script
    offered = plantext(
        language="C", _PLANTEXT_COMPLETE="complete_bash", COMP_WORDS="plantext ex", COMP_CWORD="1"
    ).stdout
    assert sorted(offered.split()) == ["explore", "extract"]


def test_the_folder_of_translations_is_shipped() -> None:
    assert (LOCALES / "ja" / "LC_MESSAGES" / "plantext.mo").is_file()
