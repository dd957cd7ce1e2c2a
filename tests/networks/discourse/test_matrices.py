import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from itertools import product

import pandas as pd
import pytest

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.discourse.dna import read_dna
from plantext.networks.discourse.matrices import (
    AGGREGATIONS,
    NORMALISATIONS,
    TWO_MODE_AGGREGATIONS,
    TWO_MODE_NORMALISATIONS,
    actor_matrix,
    concept_matrix,
)
from plantext.networks.discourse.statements import DUPLICATES

QUERY = """
SELECT d.ID, d.Date, r.Value, c.Value, b.Value FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId
JOIN VARIABLES vr ON vr.StatementTypeId = s.StatementTypeId AND vr.Variable = ?
JOIN DATASHORTTEXT dr ON dr.StatementId = s.ID AND dr.VariableId = vr.ID JOIN ENTITIES r ON r.ID = dr.Entity
JOIN VARIABLES vc ON vc.StatementTypeId = s.StatementTypeId AND vc.Variable = ?
JOIN DATASHORTTEXT dc ON dc.StatementId = s.ID AND dc.VariableId = vc.ID JOIN ENTITIES c ON c.ID = dc.Entity
JOIN DATABOOLEAN b ON b.StatementId = s.ID ORDER BY d.Date, d.ID, s.Start, s.Stop, s.ID
"""


def periods(rule, document, seconds):
    day = datetime.fromtimestamp(seconds, UTC)
    return {
        "document": document,
        "week": day.strftime("%G-%V"),
        "month": day.strftime("%Y-%m"),
        "year": day.year,
        "window": "",
        "acrossrange": "",
    }[rule]


def cells(rows, rule, ignore):
    """Statements by actor, concept and agreement, counted one by one."""
    seen, found = set(), {}
    for number, (document, seconds, actor, concept, agreement) in enumerate(rows):
        what = (actor, concept) if ignore else (actor, concept, agreement)
        key = (number,) if rule == "include" else (periods(rule, document, seconds), *what)
        if key not in seen and actor and concept:
            seen.add(key)
            found[actor, concept, agreement] = found.get((actor, concept, agreement), 0) + 1
    return found


def tie(found, concepts, one, other, aggregation, normalisation):
    x = lambda actor, concept, q: found.get((actor, concept, q), 0)  # noqa: E731
    congruence = conflict = both = 0
    for concept in concepts:
        for q, r in product((0, 1), repeat=2):
            met = x(one, concept, q) * x(other, concept, r)
            both += met
            congruence += met if q == r else 0
            conflict += met if q != r else 0
    mine, theirs = (sum(n for (actor, _, _), n in found.items() if actor == a) for a in (one, other))
    divisor = 1
    if normalisation == "average":
        divisor = (mine + theirs) / 2
    elif normalisation == "cosine":
        divisor = mine * theirs
    elif normalisation == "jaccard":
        divisor = 0
        for concept, q in product(concepts, (0, 1)):
            a, b = x(one, concept, q), x(other, concept, q)
            divisor += a * b if a and b else a + b
    sums = {"ignore": both, "congruence": congruence, "conflict": conflict}
    if aggregation == "subtract":
        return congruence / divisor - conflict / divisor
    return sums[aggregation] / divisor


def compare_actors(statements, rows, actor, over):
    """Every aggregation, normalisation and rule; the number of different matrices among them."""
    different = set()
    for aggregation, normalisation, rule in product(AGGREGATIONS, NORMALISATIONS, DUPLICATES):
        options = {"aggregation": aggregation, "normalisation": normalisation, "duplicates": rule}
        ours = actor_matrix(statements, actor=actor, over=over, **options)
        found = cells(rows, rule, aggregation == "ignore")
        names, concepts = sorted({key[0] for key in found}), {key[1] for key in found}
        assert ours.index.tolist() == ours.columns.tolist() == names
        for one, other in product(names, repeat=2):
            expected = 0 if one == other else tie(found, concepts, one, other, aggregation, normalisation)
            assert abs(ours.at[one, other] - expected) <= 1e-12, options
        different.add(ours.round(9).to_csv())
    return len(different)


def compare_concepts(statements, rows, actor, over):
    for aggregation, normalisation, rule in product(TWO_MODE_AGGREGATIONS, TWO_MODE_NORMALISATIONS, DUPLICATES):
        options = {"aggregation": aggregation, "normalisation": normalisation, "duplicates": rule}
        if aggregation == "combine" and normalisation != "none":
            with pytest.raises(PlantextError, match="codes"):
                concept_matrix(statements, actor=actor, over=over, **options)
            continue
        ours = concept_matrix(statements, actor=actor, over=over, **options)
        found = cells(rows, rule, aggregation == "ignore")
        assert ours.index.tolist() == sorted({key[0] for key in found})
        assert ours.columns.tolist() == sorted({key[1] for key in found})
        for one, concept in product(ours.index, ours.columns):
            yes, no = found.get((one, concept, 1), 0), found.get((one, concept, 0), 0)
            value = {
                "ignore": yes + no,
                "subtract": yes - no,
                "combine": (1 if yes else 0) + (2 if no else 0),
            }[aggregation]
            place = {"none": None, "activity": (0, one), "prominence": (1, concept)}[normalisation]
            divisor = sum(n for key, n in found.items() if key[place[0]] == place[1]) if place else 1
            assert abs(ours.at[one, concept] - value / divisor) <= 1e-12, options


@pytest.mark.parametrize(
    ("actor", "over"),
    [("organization", "concept"), ("concept", "person")],
)
def test_every_matrix_equals_loops_over_the_sql_tables_shared(shared_corpus, actor, over):
    path = shared_corpus / "field" / "dna-sample.dna"
    statements = read_dna(path).statements()
    with closing(sqlite3.connect(path)) as base:
        rows = base.execute(QUERY, (actor, over)).fetchall()
    # Each document of the sample has one speaker: beyond include, its rules for duplicates agree.
    assert compare_actors(statements, rows, actor, over) >= (20 if over == "concept" else 10)
    compare_concepts(statements, rows, actor, over)


def test_every_matrix_equals_loops_over_made_up_statements():
    rng = random.Random(7)  # noqa: S311
    days = [datetime(2023 + year, month, day, tzinfo=UTC) for year in (0, 1) for month in (1, 12) for day in (1, 5, 31)]
    documents = sorted((int(day.timestamp()), n) for n, day in enumerate(days * 2))
    rows = [
        (n, seconds, rng.choice("甲乙丙丁"), rng.choice("税年医"), rng.choice((0, 1, 1)))
        for seconds, n in documents
        for _ in range(4)
    ]
    table = pd.DataFrame(rows, columns=["doc_id", "date", "person", "concept", "agreement"])
    table["date"] = [datetime.fromtimestamp(seconds, UTC).date().isoformat() for seconds in table["date"]]
    # Window is acrossrange here, and under it a few of the sixteen agree.
    assert compare_actors(table, rows, "person", "concept") > 80
    compare_concepts(table, rows, "person", "concept")


TABLE = pd.DataFrame(
    [
        ("d", "2024-01-01", "甲", "税", 1),
        ("d", "2024-01-01", "甲", "税", 1),
        ("d", "2024-01-01", "甲", "税", 0),
        ("e", "2024-02-01", "乙", "税", 1),
        ("e", "2024-02-01", "乙", "年金", None),
        ("f", "2024-02-02", "丙", "", 1),
    ],
    columns=["doc_id", "date", "person", "concept", "agreement"],
)


def test_a_small_debate_by_hand():
    plain = {"normalisation": "none"}
    assert actor_matrix(TABLE, **plain).loc["甲", "乙"] == 1
    assert actor_matrix(TABLE, **plain, duplicates="include").loc["甲", "乙"] == 2
    assert actor_matrix(TABLE, **plain, aggregation="conflict").loc["甲", "乙"] == 1
    assert actor_matrix(TABLE, **plain, aggregation="subtract").loc["甲", "乙"] == 0
    assert actor_matrix(TABLE).loc["甲", "乙"] == pytest.approx(1 / 1.5)
    # Without a qualifier a statement counts only where the qualifier is ignored.
    for table in (TABLE, TABLE.astype({"agreement": "Int64"})):
        assert concept_matrix(table, aggregation="ignore").loc["乙"].to_dict() == {"年金": 1, "税": 1}
    assert concept_matrix(TABLE).columns.tolist() == ["税"]


def test_a_scale_counts_by_distance():
    table = pd.DataFrame({"doc_id": "d", "person": list("abc"), "concept": "x", "agreement": [-2, 0, 2]})
    options = {"normalisation": "none"}
    assert actor_matrix(table, **options).loc["a"].tolist() == [0, 0.5, 0]
    assert actor_matrix(table, **options, aggregation="conflict").loc["a"].tolist() == [0, 0.5, 1]
    assert concept_matrix(table)["x"].tolist() == [-2, 0, 2]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"actor": "party"}, "expected a column party; the table has doc_id, date"),
        ({"aggregation": "sum"}, "aggregation 'sum'"),
        ({"normalisation": "l2"}, "normalisation 'l2'"),
        ({"duplicates": "day"}, "duplicates 'day'"),
        ({"qualifier": None}, "needs a qualifier"),
    ],
)
def test_wrong_options_say_what_is_expected(options, said):
    with pytest.raises(PlantextError, match=said):
        actor_matrix(TABLE, **options)


def test_values_that_are_no_numbers_are_shown():
    with pytest.raises(PlantextError, match="got 'yes'"):
        actor_matrix(TABLE.assign(agreement="yes"))
    with pytest.raises(PlantextError, match="fractions"):
        actor_matrix(TABLE.assign(agreement=0.5))
    with pytest.raises(PlantextError, match="row 1, column date"):
        actor_matrix(TABLE.assign(date=""), duplicates="week")
    with pytest.raises(EmptyResultError, match="None of 6"):
        actor_matrix(TABLE.assign(concept=""))
