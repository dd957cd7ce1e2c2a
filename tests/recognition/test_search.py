"""Names of the lexicon where they are words of their own, and where they are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plantext.recognition.lexicon import Term
from plantext.recognition.search import TermSearch, differing, fingerprints, stands_alone
from plantext.recognition.tokenizer import tokenize

Names = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("BERECの指針", "BEREC", "ORG"),
        ("EUのサイバーレジリエンス法", "サイバーレジリエンス法", "LAW"),
        ("ITU-TではSG17が担う。", "SG17", "FORUM"),
        ("①NHKの業務", "NHK", "ORG"),
        ("キガリで開かれた。", "キガリ", "PLACE"),
        ("スマホソフトウェア競争促進法に基づき", "スマホソフトウェア競争促進法", "LAW"),
        ("ラピダスとTSMCの工場", "ラピダス", "ORG"),
        ("岐阜大学と東京科学大学の共同研究", "岐阜大学", "ORG"),
        ("広島プロセス国際指針に沿って", "広島プロセス国際指針", "PLAN"),
        ("情報流通プラットフォーム対処法の施行", "情報流通プラットフォーム対処法", "LAW"),
        ("日本経団連の提言", "日本経団連", "ORG"),
        ("英国競争・市場庁（CMA）の調査", "CMA", "ORG"),
        ("酒類総合研究所及び造幣局の業務", "酒類総合研究所", "ORG"),
        ("関東地方整備局が発注した。", "関東地方整備局", "ORG"),
    ],
)
def test_names_are_found(names: Names, text: str, name: str, label: str) -> None:
    assert (name, label) in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "MUSEUMやPANGPAIX、印度尼西亜。",
        "ゲートウェイ、コンチネンタル、ターゲット、テラス、ブロック、ライン。",
        "GitHubのページ、Pinterestの画面、スターリンクの端末。",
        "SG17の表とIFCの印。",
        "EE、AIS、EMC、ART、FIRST、MCI、CBS。",
    ],
)
def test_what_is_no_name(names: Names, text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "form", "alone"),
    [
        ("MUSEUM", "EU", False),
        ("EUの", "EU", True),
        ("EU-x", "EU", False),
        ("IGF2023", "IGF", True),
        ("インドネシア", "インド", False),
        ("x@EU", "EU", False),
    ],
)
def test_where_a_form_is_a_word(text: str, form: str, alone: bool) -> None:
    start = text.index(form)
    edges = {edge for token in tokenize(text) for edge in (token.start, token.end)}
    assert stands_alone(text, start, start + len(form), edges) == alone


def test_a_doubtful_form_needs_another_of_its_term() -> None:
    search = TermSearch([Term("TELWG", "FORUM", series="APEC", forms=("TELWG", "TEL"), doubtful=frozenset({"TEL"}))])
    for text, found in [("TEL 03", []), ("APECのTEL", ["TEL"]), ("TELWG(TEL)", ["TELWG", "TEL"])]:
        assert [text[name.start : name.end] for name in search.find(text, tokenize(text))] == found


@pytest.mark.parametrize(("text", "found"), [("総務省令", 0), ("総務省の", 1), ("Kakuu Watch", 0), ("Kakuu TV", 1)])
def test_what_follows_an_organisation_may_make_another_word_of_it(text: str, found: int) -> None:
    search = TermSearch([Term("総務省", "ORG", forms=("総務省",)), Term("Kakuu", "ORG", forms=("Kakuu",))])
    assert len(list(search.find(text, tokenize(text)))) == found


def test_fingerprints_differ_where_a_term_does() -> None:
    one = {"IGF": Term("IGF", "FORUM", series="IGF"), "G7": Term("G7", "FORUM", series="G7")}
    other = {**one, "G7": Term("G7", "FORUM"), "G20": Term("G20", "FORUM")}
    assert differing(fingerprints(one, one), fingerprints(other, other)) == {"G7", "G20"}
