"""What the rules see of a text: compounds, heads, the weight of words."""

from __future__ import annotations

import pytest

from plantext.recognition.candidates import Candidate
from plantext.recognition.context import make_context


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
    seen = make_context(text)
    ((at, end, noun),) = [head for head in seen.heads if head[2] == "検討会"]
    assert end == len(text)
    assert text[seen.tokens[seen.leftmost(at)].start : end - len(noun)] == compound


def test_heads_are_the_longest_and_no_end_of_a_katakana_word() -> None:
    assert [noun for _, _, noun in make_context("架空推進会議").heads] == ["推進会議"]
    assert [noun for _, _, noun in make_context("テレビジョン").heads] == []


@pytest.mark.parametrize(
    ("text", "strength"),
    [("国際", ""), ("架空", "strong"), ("架空空想", "double"), ("ABC", "proper"), ("京都", "place")],
)
def test_what_words_amount_to(text: str, strength: str) -> None:
    seen = make_context(text)
    assert seen.strength(0, len(seen.tokens)) == strength


def test_an_organisation_of_the_lexicon_owns_what_follows() -> None:
    seen = make_context("総務省空想", known=[Candidate(0, 3, "ORG", "lexicon")])
    assert seen.strength(0, len(seen.tokens)) == "owner"
    assert seen.name_at(0, "ORG") == seen.name_before(3, "ORG") == seen.known[1]
    assert seen.name_at(0, "FORUM") is None


def test_the_longest_known_name_counts_and_what_is_blocked_ends_a_compound() -> None:
    short, long = Candidate(0, 2, "PLACE", "a"), Candidate(0, 4, "ORG", "b")
    seen = make_context("空想架空検討会", known=[long, short], blocked=[Candidate(0, 2, "DATE", "")])
    assert {seen.known[position] for position in range(4)} == {long}
    assert seen.blocked == {0, 1}
    assert seen.leftmost(seen.heads[0][0]) == 1
