"""What the rules see of a text: compounds, heads, the weight of words."""

from __future__ import annotations

import pytest

from plantext.recognition.candidates import Candidate
from plantext.recognition.context import Context, positions
from plantext.recognition.rules.table import load_rules
from plantext.recognition.tokenizer import tokenize


def context(text: str, *known: Candidate) -> Context:
    inside = {position: name for name in known for position in range(name.start, name.end)}
    return Context(text, tokenize(text), inside, frozenset(), load_rules())


@pytest.mark.parametrize(
    ("text", "compound"),
    [
        ("昨日、架空データ検討会", "架空データ"),
        ("同架空検討会", "架空"),
        ("第3回架空検討会", "架空"),
        ("利用の推進架空検討会", "架空"),
    ],
)
def test_the_compound_before_a_head(text: str, compound: str) -> None:
    seen = context(text)
    ((at, end, noun),) = [head for head in seen.heads if head[2] == "検討会"]
    assert end == len(text)
    assert text[seen.tokens[seen.leftmost(at)].start : end - len(noun)] == compound


def test_heads_are_the_longest_and_no_end_of_a_katakana_word() -> None:
    assert [noun for _, _, noun in context("架空推進会議").heads] == ["推進会議"]
    assert [noun for _, _, noun in context("テレビジョン").heads] == []


@pytest.mark.parametrize(
    ("text", "strength"),
    [("国際", ""), ("架空", "strong"), ("架空空想", "double"), ("ABC", "proper"), ("京都", "place")],
)
def test_what_words_amount_to(text: str, strength: str) -> None:
    seen = context(text)
    assert seen.strength(0, len(seen.tokens)) == strength


def test_an_organisation_of_the_lexicon_owns_what_follows() -> None:
    seen = context("総務省空想", Candidate(0, 3, "ORG", "lexicon"))
    assert seen.strength(0, len(seen.tokens)) == "owner"
    assert seen.name_at(0, "ORG") == seen.name_before(3, "ORG") == seen.known[1]
    assert seen.name_at(0, "FORUM") is None


def test_positions() -> None:
    assert positions([Candidate(1, 3, "DATE", ""), Candidate(2, 4, "DATE", "")]) == {1, 2, 3}
