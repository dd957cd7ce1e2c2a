"""Networks of statements against counts made by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.undertakings import statement_network

COLUMNS = ["doc_id", "sent_id", "statement", "actor", "actor_entity", "actor_source", "act", "partners", "recipients"]
ROWS = pd.DataFrame(
    [
        ("a", 0, 0, "総務省", "総務省", "topic", "hold", "県 | 市", ""),
        ("a", 1, 0, "総務省", "総務省", "topic", "support", "県", "市"),
        ("a", 2, 0, "省 | 庁", "", "measure", "hold", "県", ""),
        ("a", 3, 0, "", "", "none", "hold", "県", ""),
        ("a", 4, 0, "県", "", "topic", "hold", "県", ""),
    ],
    columns=COLUMNS,
)


def test_edges_count_statements() -> None:
    net = statement_network(ROWS)
    assert {(a, b): count for a, b, count in net.edges(data="count")} == {
        ("総務省", "県"): 2, ("総務省", "市"): 1, ("省", "県"): 1, ("庁", "県"): 1,
    }  # fmt: skip
    assert net["総務省"]["県"]["acts"] == "hold 1, support 1"
    assert net["総務省"]["県"]["statements"] == "a:0:0 | a:1:0"


def test_direction_act_and_source_choose() -> None:
    assert list(statement_network(ROWS, target="recipients").edges) == [("総務省", "市")]
    assert set(statement_network(ROWS, acts=["support"]).edges) == {("総務省", "県")}
    assert "省" not in statement_network(ROWS, inherited=False)
    assert list(statement_network(ROWS, min_count=2).edges) == [("総務省", "県")]


def test_what_cannot_be_built_is_told() -> None:
    with pytest.raises(PlantextError, match="expected one of partners"):
        statement_network(ROWS, target="predicate")
    with pytest.raises(EmptyResultError, match="9 times"):
        statement_network(ROWS, min_count=9)
