"""Where sentences begin and end."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantext.reading.sentences import LONG, split_long, split_sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("一文目である。二文目である。", ["一文目である。", "二文目である。"]),
        ("「進める。」と述べた。次に移る。", ["「進める。」と述べた。", "次に移る。"]),
        ("「進める。」次に移る。", ["「進める。」次に移る。"]),
        ("制度（以下「制度」という。）を改める。", ["制度（以下「制度」という。）を改める。"]),
        ("本当か？そうである。", ["本当か？", "そうである。"]),
        ("Ｙａｈｏｏ！ＪＡＰＡＮと連携する。", ["Ｙａｈｏｏ！", "ＪＡＰＡＮと連携する。"]),
        ("ヤフー！JAPANと連携する。", ["ヤフー！JAPANと連携する。"]),
        ("増加した（図表1）。減少した。（図表2）。", ["増加した（図表1）。", "減少した。（図表2）。"]),
        ("終わりのない行", ["終わりのない行"]),
        ("　字下げの文。　次の文。　", ["字下げの文。", "次の文。"]),
        ("閉じない「かぎ。次の文。", ["閉じない「かぎ。", "次の文。"]),
        ("開かない」かぎ。次の文。", ["開かない」かぎ。", "次の文。"]),
        ("3.5％増の1.2兆円であった。", ["3.5％増の1.2兆円であった。"]),
        ("Web3.0の推進を図る。", ["Web3.0の推進を図る。"]),
        (
            "句点は．これである．次も．",
            ["句点は．これである．", "次も．"][:0] or ["句点は．", "これである．", "次も．"],
        ),
        ("第１．総論を述べる。", ["第１．総論を述べる。"]),
        (
            "This part holds several services. The U.S. industry is one. See No. 5 and Fig. 2 there.",
            ["This part holds several services.", "The U.S. industry is one.", "See No. 5 and Fig. 2 there."],
        ),
        ("", []),
        ("　 ", []),
    ],
)
def test_split(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


def test_very_long_bracket_is_opened() -> None:
    inside = "この文は括弧の中にある。" * 50
    parts = cut(f"前文（{inside}）後文。")
    assert len(parts) > 10
    assert max(map(len, parts)) <= LONG


@given(st.text(alphabet="あ漢A1 。！？「」（）()．.、\u3000", max_size=300))
def test_nothing_but_white_space_is_lost(text: str) -> None:
    ranges = split_sentences(text)
    assert all(start < end for start, end in ranges)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(ranges))
    kept = "".join(text[start:end] for start, end in ranges)
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize("hostile", ["「", "（「", "」", "。", "（。", ".) ", "！a", "「。」"])
def test_hostile_text_is_linear(hostile: str) -> None:
    assert sum(end - start for start, end in split_sentences(hostile * 40_000)) > 0


@given(st.text(alphabet="あ。、 \n", max_size=200), st.integers(1, 50))
def test_parts_of_a_long_text_cover_it_within_the_limit(text: str, limit: int) -> None:
    ranges = split_long(text, limit=limit)
    assert "".join(text[start:end] for start, end in ranges) == text
    assert all(0 < end - start <= limit for start, end in ranges)


def test_a_long_text_is_split_where_a_sentence_ends() -> None:
    assert split_long("一つである。二つ、三つである。", limit=10) == [(0, 6), (6, 15)]
    assert split_long("一つ、二つ、三つ", limit=4) == [(0, 3), (3, 6), (6, 8)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "防災庁は，計画を定める．復興庁は，２．５％の増加を示した．",
            ["防災庁は，計画を定める．", "復興庁は，２．５％の増加を示した．"],
        ),
        (
            "防災庁は計画を定める．防衛省は示した｡復興庁は示した",
            ["防災庁は計画を定める．", "防衛省は示した｡", "復興庁は示した"],
        ),
        ("防災庁は計画を定める. 復興庁は示した.", ["防災庁は計画を定める.", "復興庁は示した."]),
        ("地域の防災の訓練を実施．次に計画を策定．", ["地域の防災の訓練を実施．", "次に計画を策定．"]),
        ("地域の防災を進めた（図２）．次に述べる．", ["地域の防災を進めた（図２）．", "次に述べる．"]),
        ("前の年より増えて２５％．次の年は減る．", ["前の年より増えて２５％．", "次の年は減る．"]),
        ("国際的な会議であるＩＧＦ．次の会議である．", ["国際的な会議であるＩＧＦ．", "次の会議である．"]),
        ("１．現状と課題", ["１．現状と課題"]),
        ("第２．防災の体制", ["第２．防災の体制"]),
        ("ア．防災の体制", ["ア．防災の体制"]),
        ("い．防災の体制", ["い．防災の体制"]),
        ("（１）．防災の体制", ["（１）．防災の体制"]),
        ("目標は３．１４と２．７１である．", ["目標は３．１４と２．７１である．"]),
        ("講演した人はＪ．スミス氏である．", ["講演した人はＪ．スミス氏である．"]),
        ("方針についてはＮｏ．５を見る．", ["方針についてはＮｏ．５を見る．"]),
        ("次の頁のhttps://example.jp/a.htmlを見る。", ["次の頁のhttps://example.jp/a.htmlを見る。"]),
        ("防災庁の議事録の第二十一．次のもの", ["防災庁の議事録の第二十一．次のもの"]),
        ("現在のバージョンはVer.2である。次に述べる。", ["現在のバージョンはVer.2である。", "次に述べる。"]),
    ],
)
def test_full_width_stops(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in split_sentences(text)] == expected
