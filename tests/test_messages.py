"""Messages keep what they were made of, wherever they go, and the catalogue has all that the code can say."""

from __future__ import annotations

import ast
import builtins
import copy
import json
import pickle
import string
from pathlib import Path

import pytest

from plantext.errors import Message, ReadingError, TableError, either, join, listed
from plantext.reading import describe, read_bytes
from plantext.reading.pdf.process import _packed, _unpacked
from tools.messages import CATALOGUE, PACKAGE, calls_of, find_templates, name_of, read_catalogue

JAPANESE = read_catalogue(CATALOGUE.read_text(encoding="utf-8"))
MODULES = sorted(PACKAGE.rglob("*.py"))
TOLD = Message("{path}, line {line}: {what}", path=Path("a.csv"), line=3, what=Message("no such file"))
GERMAN = {
    "{path}, line {line}: {what}": "{what} ({path}, Zeile {line})",
    "no such file": "fehlt",
    "nothing": "nichts",
    "{one} or {other}": "{one} oder {other}",
}


def german(template: str) -> str:
    return GERMAN.get(template, template)


def test_a_message_is_its_text_and_can_be_said_otherwise() -> None:
    assert TOLD == "a.csv, line 3: no such file"
    assert TOLD.said(german) == "fehlt (a.csv, Zeile 3)"
    assert json.dumps({"told": TOLD}) == '{"told": "a.csv, line 3: no such file"}'


@pytest.mark.parametrize("text", ["", "{", "50 % of {n}", "{0}"])
def test_a_text_without_values_is_not_filled(text: str) -> None:
    assert Message(text) == Message(text).said(german) == text


@pytest.mark.parametrize("travel", [copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it))])  # noqa: S301
def test_a_message_and_its_error_travel_whole(travel) -> None:  # type: ignore[no-untyped-def]
    assert travel(TOLD).said(german) == TOLD.said(german)
    error = travel(TableError("{path}, line {line}: {what}", path="b", line=1, what=ReadingError("no such file")))
    assert (type(error), str(error)) == (TableError, "b, line 1: no such file")
    assert error.message.said(german) == "fehlt (b, Zeile 1)"


def test_a_message_travels_from_the_process_that_reads_pdfs() -> None:
    there = _unpacked(json.loads(json.dumps(_packed(join("; ", [TOLD, "a"])))))
    assert there == "a.csv, line 3: no such file; a"
    assert there.said(german) == "fehlt (a.csv, Zeile 3); a"
    with pytest.raises(ReadingError) as refused:
        read_bytes(b"%PDF-1.4 nothing", "a.pdf", doc_id="a")
    assert refused.value.message.template in JAPANESE


def test_texts_in_a_message_are_changed_at_any_depth() -> None:
    nested = Message("{place}: {n}", place=TOLD, n=3)
    assert nested.mapped(lambda text: text.replace("a.csv", "b.csv")) == "b.csv, line 3: no such file: 3"


def test_lists_stay_messages() -> None:
    assert listed([Path("a"), 1]) == "a, 1"
    assert listed([], "nothing").said(german) == "nichts"
    assert either("a", "b", "c").said(german) == "a oder b oder c"
    assert join(", ", ["a", Message("no such file")]).said(german) == "a, fehlt"


def test_an_error_of_a_library_is_kept_as_its_text() -> None:
    error = TableError("{error}", error=ValueError("bad"))
    assert error.message.values == {"error": "bad"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_template_is_filled_before_it_is_known(module: Path) -> None:
    filled = [
        template.lineno
        for template in find_templates(module)
        if isinstance(template, ast.JoinedStr | ast.BinOp)
        or (
            isinstance(template, ast.Call)
            and isinstance(template.func, ast.Attribute)
            and template.func.attr == "format"
        )
    ]
    assert filled == [], "give the template and its values: Error('{path}: …', path=path)"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_template_is_given_its_fields(module: Path) -> None:
    for call in calls_of(module):
        name = name_of(call)
        if name != "Message" and not (name.endswith("Error") and not hasattr(builtins, name)):
            continue
        template = call.args[0] if call.args else None
        given = {keyword.arg for keyword in call.keywords}
        if isinstance(template, ast.Constant) and given and None not in given:
            assert {field for _, field, *_ in string.Formatter().parse(template.value) if field} == given, call.lineno


def test_a_description_is_japanese_where_the_catalogue_is() -> None:
    document = read_bytes("１．現状\n現状である。".encode("cp932"), "a.txt", doc_id="a")
    told = describe(document).said(lambda template: JAPANESE.get(template, template))
    for part in (
        "文書       a",
        "日付       不明：添付の書誌（.toml）か、冒頭の書誌で示してください",
        "日付がありません。",
    ):
        assert part in told
    assert describe(document).count("\n") == told.count("\n")
