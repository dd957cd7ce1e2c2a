import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_runs import make_run

from plantext.errors import EmptyResultError, PlantextError, TableError
from plantext.networks.carryover import carried_over, without_carried

SENTENCES = [
    "関係省庁は毎年度の進捗を確認し、その結果を公表する。",
    "関係省庁は毎年度の進捗を確認し、その結果を必ず公表する。",
    "地域の通信基盤を計画的に整備するための支援を行う。",
    "短い文。",
    "ＡＢＣ 規格に基づく相互運用の実証を進めることとする。",
    "ABC規格に基づく相互運用の実証を進めることとする。",
]


def plain_run(doc, texts):
    return make_run([(doc, i, "", "", text) for i, text in enumerate(texts)])


def test_sentences_carried_over_are_found():
    a, b = plain_run("a", [SENTENCES[0], SENTENCES[3], SENTENCES[4]]), plain_run("b", [*SENTENCES[1:4], SENTENCES[5]])
    found = carried_over(a, b, threshold=0.7)
    assert list(zip(found["sent_a"], found["sent_b"], strict=True)) == [(0, 0), (2, 3)]
    assert found["similarity"].iloc[1] == 1.0  # width of characters and spaces do not count
    assert len(without_carried(b, found).sentences) == 2
    assert len(without_carried(a, found, side="a").sentences) == 1
    assert carried_over(a, plain_run("b", [SENTENCES[2]])).empty


TEXT = st.text(alphabet="政策を定め", min_size=12, max_size=18)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(TEXT, min_size=1, max_size=5),
    st.lists(TEXT, min_size=1, max_size=5),
    st.sampled_from([0.3, 0.5, 0.8, 1.0]),
)
def test_no_pair_is_missed(texts_a, texts_b, threshold):
    found = carried_over(plain_run("a", texts_a), plain_run("b", texts_b), threshold=threshold)
    grams = [[{t[i : i + 3] for i in range(len(t) - 2)} for t in texts] for texts in (texts_a, texts_b)]
    best = {}
    for j, right in enumerate(grams[1]):
        value = max(len(left & right) / len(left | right) for left in grams[0])
        if value >= threshold:
            best[j] = value
    assert dict(zip(found["sent_b"], found["similarity"], strict=True)) == pytest.approx(best)


def test_carried_over_needs_text_and_sense():
    a = plain_run("a", SENTENCES)
    bare = type(a)(a.sentences.drop(columns="text"), a.mentions, a.entities)
    with pytest.raises(TableError, match="carry no text"):
        carried_over(a, bare)
    with pytest.raises(PlantextError, match=r"such as 0\.8"):
        carried_over(a, a, threshold=0)
    with pytest.raises(EmptyResultError, match="All 1 sentences"):
        without_carried(plain_run("b", SENTENCES[:1]), carried_over(a, plain_run("b", SENTENCES[:1])))
