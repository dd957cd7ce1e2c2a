"""Actors that a sentence does not name, from the nearest source."""

from __future__ import annotations

import pytest
from made_runs import make_run

from plantext.clauses.find import state
from plantext.clauses.inherit import Place, Sources, collect, inherit
from plantext.records import Statement
from plantext.tables.run import Extraction

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


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (Statement("支援する", "support", humble=True), ("山田花子", "speaker")),
        (Statement("反対する", "state", humble=False), ("山田花子", "speaker")),
        # what others do, in the words of who tells it
        (Statement("支援する", "support", humble=False), ("", "none")),
    ],
)
def test_a_speaker_does_what_is_said_humbly_or_done_by_speaking(
    statement: Statement, expected: tuple[str, str]
) -> None:
    assert inherit(statement, Place("m", turn=1), SOURCES) == expected


def test_a_guideline_or_white_paper_does_little_but_state() -> None:
    sources = Sources(publishers={"g": "環境省"}, readers=frozenset({"g"}))
    assert inherit(Statement("適用する", "do", modality="act"), Place("g"), sources) == ("", "none")
    shown = Statement("示す", "state", modality="act")
    assert inherit(shown, Place("g", itself=True), sources) == ("環境省", "publisher")
    assert inherit(shown, Place("g"), sources) == ("", "none")
    assert sources.by_document() == {"g": sources}


@pytest.mark.parametrize(
    ("publisher", "title", "kept", "for_readers"),
    [
        ("環境省", "海岸計画", "環境省", False),
        ("環境省", "海岸清掃ガイドライン", "環境省", True),
        ("環境省", "海岸利用モデル規則", "環境省", True),
        ("環境省", "海岸調査報告書", "環境省", True),
        ("環境省", "第２章 海岸の動向", "環境省", True),
        # what others say there, and a corporation called so
        ("海岸清掃戦略会議", "海岸計画", "", False),
        ("公益社団法人海岸研究会", "海岸計画", "公益社団法人海岸研究会", False),
    ],
)
def test_who_publishes_what_is_told_by_name_and_title(publisher: str, title: str, kept: str, for_readers: bool) -> None:
    run = make_run([("a", 0, "", "", "窓口を設置する。")])
    info = {"documents": [{"doc_id": "a", "publisher": publisher, "title": title}]}
    sources = collect(Extraction(run.sentences, run.mentions, run.entities, info))
    assert (sources.publishers["a"], "a" in sources.readers) == (kept, for_readers)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "humble"),
    [
        ("窓口の整備に取り組んでまいります。", True),
        ("指針を作成し、窓口に置いております。", True),
        ("隣の国では、来年、最低賃金を引き上げます。", False),
        ("各地で既に講座を開いている。", False),
        # what is thought of others
        ("計画を作っただけで、推進していかないのではないかと思っております。", False),
        ("窓口の整備に取り組みたいと考えております。", True),
        ("一般会計では百億円を計上し、一割の増となっております。", False),
    ],
)
def test_humble_words_tell_who_speaks_of_himself(text: str, humble: bool) -> None:
    (found,) = state([(text, [])])
    assert {it.humble for it in found} == {humble}


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
        ("窓口の整備を図ること。", False, False),
        ("窓口で相談に対応している。", False, False),
    ],
)
def test_who_may_inherit(text: str, subject: bool, undertaken: bool) -> None:
    found = next(state([(text, [])]))
    assert found
    assert {(it.subject, it.undertaken) for it in found} <= {(subject, undertaken), (True, undertaken)}
    assert (found[-1].subject, found[-1].undertaken) == (subject, undertaken)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("全国の台帳は、届出の手引を掲げるとともに、統計を公開しています。", [True, True]),
        ("通信社は「会議が延びる」と報じている。", [True]),
        ("今年は、窓口を整備し、案内を作成する。", [False, False]),
        ("途中で振り返ることをしていただければと思います。", [True]),
        # what should be, can be or comes of itself
        ("制度の拡充を図らなければならないと考える。", [True]),
        ("過去の失敗を繰り返すことになると考えます。", [True]),
        ("届出によって行うことができることとしております。", [True]),
        ("記録の消失は想定し難い。", [True]),
        ("年末までに結論を得ることを目指す。", [False]),
        # whose words they are
        ("会長の声明では、改正に強い危惧を持つと表明しています。", [True]),
        ("本方針では、窓口の整備を進める。", [False]),
        ("報告書では、窓口を設置することを求めていました。", [True]),
        ("本報告書では、窓口の設置を求める。", [False]),
        ("次長につきましては、本日は欠席させていただきます。", [True]),
        ("参考人もそうおっしゃっていた。", [True]),
        ("見返りを期待するからです。", [True]),
        ("連絡会議で申合せを行いました。", [True]),
        ("本院は北朝鮮に抗議する。", [True]),
        ("この課では、施策の企画を担います。", [True]),
        ("ショーン氏が、会議に参加するために来日します。", [True]),
    ],
)
def test_what_has_a_topic_or_doer_of_its_own_has_another_subject(text: str, others: list[bool]) -> None:
    (found,) = state([(text, [])])
    assert [it.subject or bool(it.actor) for it in found] == others


@pytest.mark.model
def test_what_should_be_done_is_nobodys_undertaking() -> None:
    found = state([("成果を国民に還元するべきものだと理解します。", []), ("手続を電子化することとしています。", [])])
    assert [it.undertaken for its in found for it in its] == [False, False]


@pytest.mark.parametrize(
    "statement",
    [
        Statement("満たす", "do", modality="permission"),
        Statement("広げる", "do", modality="possibility"),
        Statement("できる", "do"),
    ],
)
def test_what_can_be_done_is_nobodys_but_who_says_so(statement: Statement) -> None:
    assert inherit(statement, Place("p", measure="1-1"), SOURCES) == ("", "none")
    assert inherit(statement, Place("m", turn=1), SOURCES) == ("山田花子", "speaker")


def test_an_event_in_a_heading_does_nothing() -> None:
    run = make_run([("a", 0, "", "", "見出し")])
    sentences = run.sentences.assign(kind="heading", section="1")
    mention = {"doc_id": "a", "sent_id": sentences["sent_id"].iloc[0], "label": "FORUM", "series": ""}

    def told(entity: str, series: str = "", behind: str = "") -> dict[tuple[str, str], str]:
        mentions = run.mentions.reindex(range(1)).assign(**mention, entity=entity, text=entity).assign(series=series)
        info = {"documents": [{"doc_id": "a"}]}
        return dict(collect(Extraction(sentences.assign(text=entity + behind), mentions, run.entities, info)).sections)

    assert told("海岸審議会") == {("a", "1"): "海岸審議会"}
    assert told("海岸報告会") == told("Coast Update Meeting") == {}
    assert told("海岸庁", behind="（仮称）の創設") == {}
    assert told("海岸会議2023", series="海岸会議") == {}
