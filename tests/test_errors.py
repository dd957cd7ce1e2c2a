"""Arguments of a wrong type are named, with what is taken; what works is left alone."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal

import pytest

import plantext as pt
from plantext.errors import TableError, names_arguments
from plantext.tables.run import Extraction


@pytest.fixture(scope="module")
def run() -> Extraction:
    return pt.load("priority-plan-2023")


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda run: pt.cooccur("priority-plan-2023"), r"cooccur: run: expected Run, got str \('priority-plan-2023'\)"),
        (lambda run: pt.cooccur(run, unit=3), r"cooccur: unit: expected str, got int \(3\)"),
        (lambda run: pt.cooccur(run, labels=3), "labels: expected .*Sequence.*, got int"),
        (pt.network, r"network: pairs: expected .*DataFrame, got Extraction"),
        (
            lambda run: pt.network(pt.cooccur(run, labels="FORUM"), top="60"),
            r"top: expected int \| None, got str \('60'\)",
        ),
        (pt.draw_network, "draw_network: net: expected .*Graph, got Extraction"),
        (lambda run: pt.evidence(run, "総務省", ["IGF"]), r"evidence: b: expected str, got list"),
        (lambda run: pt.find_entities(3), "find_entities: text: expected str, got int"),
        (lambda run: pt.read(3), r"read: source: expected str \| Path, got int"),
        (lambda run: pt.extract(None), r"extract: sources: expected Given \| Iterable\[Given\], got NoneType"),
        (lambda run: pt.explore(run, "x"), r"explore: net: expected .*Graph \| None, got str"),
    ],
)
def test_a_wrong_argument_is_named(run: Extraction, call: Callable[[Extraction], Any], told: str) -> None:
    with pytest.raises(TypeError, match=told):
        call(run)


def test_one_label_is_a_label_and_not_its_letters(run: Extraction) -> None:
    assert pt.cooccur(run, labels="FORUM").equals(pt.cooccur(run, labels=["FORUM"]))


@names_arguments
def fails(
    a: str | Path, b: Iterable[str] | None = None, c: Literal["x"] = "x", d: Any = None, *more: int, **other: int
) -> None:
    raise ValueError("own reason")


@pytest.mark.parametrize("arguments", [("a",), (Path("a"), ["b"]), ("a", None, "y"), ("a", "b", "x", 3, "d")])
def test_a_fault_of_another_kind_keeps_its_own_words(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match="own reason"):
        fails(*arguments)


def test_errors_for_the_researcher_and_too_many_arguments_pass_through(run: Extraction) -> None:
    with pytest.raises(TableError):
        pt.load("missing")
    with pytest.raises(TypeError, match="unexpected keyword argument 'wrong'"):
        pt.cooccur(run, wrong=1)


def test_public_functions_can_be_sent_to_other_processes() -> None:
    assert pickle.loads(pickle.dumps(pt.read)) is pt.read  # noqa: S301
