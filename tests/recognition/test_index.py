"""All occurrences of many strings, against a plain search for each."""

from __future__ import annotations

import numpy as np

from plantext.recognition.index import FormIndex


def test_the_index_gives_the_longest_first() -> None:
    index = FormIndex(["総務省", "総務省統計局", "統計局"])
    assert list(index.matches("総務省統計局")) == [(0, "総務省統計局"), (0, "総務省"), (3, "統計局")]


def test_the_index_finds_what_a_plain_search_finds() -> None:
    rng = np.random.default_rng(1)
    for _ in range(200):
        forms = {"".join(rng.choice(list("会議𠮟a"), length)) for length in rng.integers(1, 5, 12)}
        text = "".join(rng.choice(list("会議𠮟a "), 60))
        plain = {(start, form) for form in forms for start in range(len(text)) if text.startswith(form, start)}
        index = FormIndex(forms)
        assert index.matches(text) == sorted(plain, key=lambda match: (match[0], -len(match[1])))
        assert index.occurs(text) == bool(plain)


def test_an_empty_index_finds_nothing() -> None:
    assert FormIndex([]).matches("総務省") == []
    assert not FormIndex([]).occurs("総務省")
