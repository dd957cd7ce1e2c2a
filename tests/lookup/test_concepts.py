import math

import pytest
from made_runs import make_run

from plantext.errors import EmptyResultError, PlantextError, TableError
from plantext.lookup.concepts import compounds, propose_concepts

RUN = make_run(
    [("a", n, "1", "", "行政手続のオンライン化を{ORG:総務省統計局}が進める。") for n in range(4)]
    + [("b", n, "1", "", "所得税減税を求める。") for n in range(3)]
    + [("b", 3, "1", "", "オンライン化も求める。")]
)


def test_compounds_that_mark_a_document():
    table = propose_concepts(RUN)
    rows = table.set_index("concept")
    # The last two tie: of all four and one of four, of three and none. The more frequent comes first.
    assert list(rows.index) == ["行政手続", "オンライン化", "所得税減税"]
    assert rows["key_in"].to_dict() == {"行政手続": "a", "所得税減税": "b", "オンライン化": "a"}
    assert rows["n_sentences"].to_dict() == {"行政手続": 4, "所得税減税": 3, "オンライン化": 5}
    assert rows["n_groups"]["オンライン化"] == 2
    # G² of 4 of 4 sentences against 0 of 4, by hand.
    assert rows["log_likelihood"]["行政手続"] == pytest.approx(2 * 8 * math.log(2))
    assert rows["log_ratio"]["行政手続"] == pytest.approx(math.log2(4.5 / 0.5))


def test_one_group_is_ordered_by_number():
    table = propose_concepts(RUN, by="kind")
    assert table["concept"].tolist() == ["オンライン化", "行政手続", "所得税減税"]
    assert set(table["log_likelihood"]) == {0}
    assert len(propose_concepts(RUN, top=1)) == 1


def test_what_is_no_compound():
    assert list(compounds("令和5年度の等の総務省に、3つのwith等。")) == []
    assert list(compounds("DFFTとﾏｲﾅﾝﾊﾞｰｶｰﾄﾞの利用促進")) == ["DFFT", "マイナンバーカード", "利用促進"]


def test_errors_say_what_to_do():
    with pytest.raises(PlantextError, match="by 'party'"):
        propose_concepts(RUN, by="party")
    with pytest.raises(EmptyResultError, match="in 99 sentences"):
        propose_concepts(RUN, min_sentences=99)
    from dataclasses import replace

    with pytest.raises(TableError, match="carry no text"):
        propose_concepts(replace(RUN, sentences=RUN.sentences.drop(columns="text")))
