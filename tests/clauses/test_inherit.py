"""Actors that a sentence does not name, from the nearest source."""

from __future__ import annotations

import pytest

from plantext.clauses.find import state
from plantext.clauses.inherit import Place, Sources, inherit
from plantext.records import Statement

SOURCES = Sources(
    speakers={("m", 1): "山田花子"},
    measures={("p", "1-1"): "総務省 | デジタル庁"},
    sections={("p", "第1/2"): "気象庁"},
    publishers={"p": "政府", "m": "衆議院"},
)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place("m", turn=1), ("山田花子", "speaker")),
        (Place("m"), ("衆議院", "publisher")),
        (Place("p", measure="1-1", section="第1/2"), ("総務省 | デジタル庁", "measure")),
        (Place("p", section="第1/2/(3)"), ("気象庁", "section")),
        (Place("p", section="第1/2", named=frozenset({"気象庁"})), ("政府", "publisher")),
        (Place("p", section="第9"), ("政府", "publisher")),
        (Place("q"), ("", "none")),
    ],
)
def test_the_nearest_source_is_taken(place: Place, expected: tuple[str, str]) -> None:
    assert inherit(Statement("検討する", "consider", modality="consider"), place, SOURCES) == expected


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (Statement("検討する", "consider", actor="市", actor_source="topic"), ("市", "topic")),
        (Statement("検討する", "consider", voice="passive"), ("", "none")),
        (Statement("増える", "do", subject=True), ("", "none")),
        (Statement("策定する", "establish", modality="obligation", undertaken=False), ("", "none")),
        (Statement("策定する", "establish", undertaken=False), ("", "none")),
        (Statement("策定する", "establish", modality="obligation"), ("政府", "publisher")),
    ],
)
def test_what_has_an_actor_or_cannot_have_one_inherits_none(statement: Statement, expected: tuple[str, str]) -> None:
    assert inherit(statement, Place("p"), SOURCES) == expected


def test_what_was_done_is_not_the_publishers() -> None:
    assert inherit(Statement("策定する", "establish", modality="past"), Place("p"), SOURCES) == ("", "none")


@pytest.mark.parametrize(
    ("text", "subject", "undertaken"),
    [
        ("窓口を設置する。", False, True),
        ("窓口を設置することとする。", False, True),
        # what others do, what comes about, what is judged
        ("御協力をいただく。", True, True),
        ("法案が提出され、成立した。", True, True),
        ("窓口の設置が重要である。", True, True),
        ("窓口を設置していると。", True, False),
        # a need, a rule, a report
        ("窓口を設置する必要がある。", False, False),
        ("手順を定め、窓口を設置することが望ましい。", False, False),
        ("窓口を設置すること。", False, False),
        ("窓口で相談に対応している。", False, False),
    ],
)
def test_who_may_inherit(text: str, subject: bool, undertaken: bool) -> None:
    found = next(state([(text, [])]))
    assert found
    assert {(it.subject, it.undertaken) for it in found} <= {(subject, undertaken), (True, undertaken)}
    assert (found[-1].subject, found[-1].undertaken) == (subject, undertaken)
