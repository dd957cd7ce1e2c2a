import pytest
from made_runs import make_run, random_run

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network
from plantext.networks.uncertainty.sensitivity import PRUNINGS, sensitivity

RUN = random_run(1)
TABLE = sensitivity(RUN, min_frequencies=("auto", 5, 5000))


def test_the_reference_survives_whole():
    row = TABLE[TABLE["reference"]].iloc[0]
    for column in ("edges_kept", "edges_jaccard", "names_kept", "top_names_kept", "community_agreement"):
        assert row[column] == 1.0
    assert row["rank_correlation"] == pytest.approx(1.0)
    net = network(cooccur(RUN))
    assert (row["names"], row["edges"]) == (len(net), net.number_of_edges())


def test_every_combination_has_a_row_without_gaps():
    assert len(TABLE) == 3 * 4 * 3 * 5
    assert TABLE["reference"].sum() == 1
    assert not TABLE.isna().any().any()
    assert TABLE["edges_kept"].between(0, 1).all()


def test_what_leaves_nothing_says_why():
    gone = TABLE[TABLE["min_frequency"] == "5000"]
    assert gone["left"].str.contains("min_frequency=5000 leaves none").all()
    assert (gone["edges"] == 0).all()
    assert (TABLE.loc[TABLE["left"] == "", "edges"] > 0).all()


def test_a_unit_that_the_text_lacks_is_a_row_too():
    run = make_run([("a", i, "", "", "{ORG:甲}と{ORG:乙}、{ORG:丙}") for i in range(5)])
    table = sensitivity(
        run, units=("paragraph", "section"), prunings=("top 60",), measures=("jaccard",), min_frequencies=(1,)
    )
    assert table["left"].str.contains("has a section").tolist() == [False, True]


@pytest.mark.parametrize("pruning", PRUNINGS)
def test_each_pruning_can_be_the_reference(pruning):
    options = {"units": ["paragraph"], "measures": ["jaccard"], "min_frequencies": ["auto"], "prunings": [pruning]}
    if pruning == "q 0.05":
        with pytest.raises(EmptyResultError, match="The reference leaves nothing"):
            sensitivity(
                make_run([("a", i, "", "", "{ORG:甲}{ORG:乙}") for i in range(3)]),
                reference={"pruning": pruning},
                **options,
            )
        return
    assert sensitivity(RUN, reference={"pruning": pruning}, **options)["edges_kept"].tolist() == [1.0]


def test_bad_grids_are_told():
    with pytest.raises(PlantextError, match="expected prunings of top 30"):
        sensitivity(RUN, prunings=["backbone"])
    with pytest.raises(PlantextError, match="a reference of"):
        sensitivity(RUN, reference={"window": 5})
