"""Twice the text is about twice the work of every public function that takes text, counted in lines of Python that run.

What ``re`` does inside one line is counted in test_linear_patterns.py.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import plantext
from fuzz.seeds import WORST_LINES
from plantext import find_entities
from plantext.dates import find_dates
from plantext.reading import read_bytes
from plantext.reading.sentences import split_sentences
from plantext.text import View

GROWTH = 2.7
_OURS = (str(Path(plantext.__file__).parent), __file__)
_UNITS = {
    "sentence": "総務省は、2023年10月に京都市で会合を開催した。",
    "heading": "第１　見出し\n",
    "note": "本文※１です。\n※１ 注。\n",
    "measure": "[No.1-1] 施策\n主担当府省庁：総務省、内閣府\nKPI：あ\n本文。\n\n\n\n",
    "owner": "主担当府省庁：総務省、内閣府\nKPI：あ\n",
    "bracket": "「（「」』",
    "page": "本文。\n1\n\f",
    "feed": "\n \n",
    "damage": "\ufffd縺ゅ＞\n",
    "list": "・項目\n- 項目\n",
    **{f"worst-{name}": line[:24] for name, line in WORST_LINES.items()},
}


def lines_run(function: Callable[[str], Any], text: str) -> int:
    """Lines of plantext that run while a function works on a text."""
    count = 0

    def local(_: FrameType, event: str, __: Any) -> Any:
        nonlocal count
        count += event == "line"
        return local

    def trace(frame: FrameType, _: str, __: Any) -> Any:
        return local if frame.f_code.co_filename.startswith(_OURS) else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(text)
    finally:
        sys.settrace(before)
    return count


def _text(text: str) -> None:
    read_bytes(f"始\n{text}終。".encode(), "a.txt", doc_id="a")


def _html(text: str) -> None:
    marked = text.replace("\n", "<sup>1</sup><br>").replace("。", "</p><h2>")
    read_bytes(f"<p>始{marked}".encode(), "a.html", doc_id="a")


def _markdown(text: str) -> None:
    read_bytes(f"始\n{text}".encode(), "a.md", doc_id="a")


FUNCTIONS: dict[str, Callable[[str], Any]] = {
    "text": _text,
    "html": _html,
    "markdown": _markdown,
    "sentences": split_sentences,
    "view": View.of,
    "dates": find_dates,
    "entities": find_entities,
}


@pytest.mark.parametrize("unit", sorted(_UNITS))
@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_twice_the_text_is_twice_the_work(name: str, unit: str) -> None:
    function, repeated = FUNCTIONS[name], _UNITS[unit]
    # Pieces of a text are cut at 6,000 characters: beyond that, work within a piece is bounded.
    length = 6_500 if name == "entities" else 2_000
    times = length // len(repeated)
    function(repeated)  # what is loaded and kept with the first call is no work of the text
    once, twice = (lines_run(function, repeated * times * factor) for factor in (1, 2))
    assert twice < GROWTH * once + 2_000, f"{once:,} lines, then {twice:,}"


def test_the_count_sees_a_square() -> None:
    once, twice = (lines_run(_square, "a" * length) for length in (60, 120))
    assert twice > 3.5 * once


def _square(text: str) -> int:
    total = 0
    for _ in text:
        for _ in text:
            total += 1
    return total
