"""Rows of the tables: every pattern finds its finds, nothing else; every head makes a name, or does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plantext.labels import LABELS
from plantext.recognition.candidates import SILENT
from plantext.recognition.lexicon import Term
from plantext.recognition.recognizer import Recognizer
from plantext.recognition.rules.table import LEVELS, Pattern, load_patterns, load_rules

PATTERNS = {f"{family}.{name}": row for family, rows in load_patterns().items() for name, row in rows.items()}


def cases(column: str) -> list[object]:
    """One test case an example of a column, under the name of its row."""
    return [
        pytest.param(row, example, id=f"{name}-{example}")
        for name, row in PATTERNS.items()
        for example in getattr(row, column)
    ]


@pytest.mark.parametrize(("row", "example"), cases("finds"))
def test_a_pattern_finds_what_it_must(row: Pattern, example: str) -> None:
    marked = example if "<" in example else f"<{example}>"
    before, _, rest = marked.partition("<")
    found, _, after = rest.partition(">")
    spans = [match.span() for match in row.regex.finditer(before + found + after)]
    assert (len(before), len(before) + len(found)) in spans


@pytest.mark.parametrize(("row", "text"), cases("finds_not"))
def test_a_pattern_finds_nothing_where_it_must_not(row: Pattern, text: str) -> None:
    assert row.regex.search(text) is None


@pytest.mark.parametrize(("row", "example"), [case for case in cases("finds") if case.values[0].needs])
def test_a_match_holds_what_its_pattern_needs(row: Pattern, example: str) -> None:
    text = example.replace("<", "").replace(">", "")
    found = [match.group() for match in row.regex.finditer(text)]
    assert [match.group() for match in row.matches(text)] == found
    assert all(any(need in match for need in row.needs) for match in found)


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_says_what_it_finds_and_what_not(name: str) -> None:
    row = PATTERNS[name]
    assert row.finds
    assert row.finds_not
    assert {row.label, row.after} <= {*LABELS, SILENT, ""}


def test_long_patterns_are_verbose_with_a_comment_a_part() -> None:
    long = {name: row.pattern for name, row in PATTERNS.items() if len("".join(row.pattern.split())) > 160}
    assert {name for name, pattern in long.items() if pattern.count("\n") < 3 or "#" not in pattern} == set()


def test_heads_have_the_values_that_the_rules_know() -> None:
    rules = load_rules()
    for head in rules.heads.values():
        assert head.label in LABELS
        assert head.otherwise in ("", *LABELS)
        assert head.strength in (*LEVELS[1:], "word", "none")
        assert head.about in ("yes", "decided", "no")
        assert head.quoted in ("named", "double", "made", "no")
        assert head.organisation in ("", "apart", "never")
        assert head.not_after in ("", *rules.roles)


MINISTRY = Term("総務省", "ORG", forms=("総務省",))
MODIFIERS = {"any": "架空", "strong": "架空空想", "double": "架空空想", "proper": "米国架空", "owner": "総務省架空"}
"""What makes a name of a head of each strength; the shortest that does."""
HEADS = load_rules().heads
AFTER = {"made": "を策定した。", "decided": "（令和５年６月策定）"}


@pytest.fixture(scope="module")
def rules_alone() -> Callable[[str], list[tuple[str, str]]]:
    """The names that are found without a lexicon, but for one ministry."""
    found = Recognizer((MINISTRY,), load_rules())
    return lambda text: [(mention.text, mention.label) for mention in found.find(text)]


@pytest.mark.parametrize("noun", HEADS)
def test_a_head_makes_a_name_of_its_strength(noun: str, rules_alone: Callable[[str], list[tuple[str, str]]]) -> None:
    head = HEADS[noun]
    names = [*head.finds, *([MODIFIERS[head.strength] + noun] if head.strength in MODIFIERS else [])]
    labels = {head.label, head.otherwise or head.label}
    for name in names:
        assert {(name, label) for label in labels} & {*rules_alone(f"{name}が")}
    for text in (noun, *head.finds_not):
        assert text not in [found for found, _ in rules_alone(f"{text}が")]


@pytest.mark.parametrize("noun", HEADS)
def test_a_head_between_brackets(noun: str, rules_alone: Callable[[str], list[tuple[str, str]]]) -> None:
    head, title = HEADS[noun], f"架空の空想{noun}"
    found = (title, head.otherwise or head.label) in rules_alone(f"「{title}」{AFTER.get(head.quoted, 'が')}")
    assert found == (head.quoted != "no") or noun == "法案"  # 空想法 is a word before 案


@pytest.mark.parametrize("noun", HEADS)
def test_a_head_behind_what_it_is_about(noun: str, rules_alone: Callable[[str], list[tuple[str, str]]]) -> None:
    head, name = HEADS[noun], f"架空の空想に関する調査{noun}"
    found = (name, head.label) in rules_alone(name + AFTER.get(head.about, "が"))
    assert found == (head.about != "no")
