"""Units of the page: by which years and documents the filters choose among them."""

from __future__ import annotations

import pytest
from explorer_data import data_of
from made_runs import make_run

from plantext.explorer import explore, units
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network
from plantext.tables.run import Extraction


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2023-06-09", "2023-06-09", (2023, 2023)),
        ("2023-04-01", "2024-03-31", (2023, 2023)),
        ("2020-04-01", "2026-03-31", (2020, 2025)),
        ("2023-01-01", "2025-12-31", (2023, 2025)),
        ("2023-06-09", "", (2023, 2023)),
        ("", "", None),
        ("2025-01-01", "2023-01-01", None),
        ("いつか", "2023", None),
    ],
)
def test_years_of_a_date(start: str, end: str, years: tuple[int, int] | None) -> None:
    assert units.years_of(start, end) == years


def test_years_belong_to_units() -> None:
    rows = [
        ("plan", 0, "", "", "{ORG:総務省}と{ORG:外務省}。"),
        ("plan", 0, "", "", "{DATE:2023年度}。"),
        ("plan", 1, "", "", "{ORG:総務省}と{ORG:外務省}。"),
    ]
    run = make_run(rows)
    dates = run.mentions["label"] == "DATE"
    mentions = run.mentions.assign(
        date_start=run.mentions["date_start"].where(~dates, "2023-04-01"),
        date_end=run.mentions["date_end"].where(~dates, "2024-03-31"),
    )
    run = Extraction(run.sentences, mentions, run.entities)
    data = data_of(explore(run, network(cooccur(run, labels=["ORG"]), min_frequency=1)))
    assert [data["facets"][facet][2] for facet in data["units"]["facet"]] == [[[2023, 2023]], []]
    assert len(data["sentences"]["page"]) == 2


def test_of_many_documents_only_the_years_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(f"d{i}", 0, "", "", "{ORG:総務省}と{ORG:外務省}。") for i in range(3)]
    info = {"documents": [{"doc_id": f"d{i}", "date": date} for i, date in enumerate(("2021-01-01", "2021-05-01", ""))]}
    run = make_run(rows)
    run = Extraction(run.sentences, run.mentions, run.entities, info)
    assert data_of(explore(run))["facets"] == [[0, 2021, []], [1, 2021, []], [2, 0, []]]
    monkeypatch.setattr(units, "MANY_DOCUMENTS", 2)
    data = data_of(explore(run))
    assert data["facets"] == [[-1, 2021, []], [-1, 0, []]]
    assert data["edges"][0]["facets"] == [0, 1]
