"""Rates from gold and from review sheets, and networks under them."""

from __future__ import annotations

import csv

import pandas as pd
import pytest

import plantext as pt
from plantext.corpus.manifest import quality_path
from plantext.errors import EmptyResultError, PlantextError
from plantext.quality.review.verdicts import Review
from plantext.quality.uncertain import gold_rates, review_rates, uncertain


def test_rates_are_the_counts_of_the_scores() -> None:
    with quality_path().open(encoding="utf-8", newline="") as file:
        rows = {row["label"]: row for row in csv.DictReader(file) if row["part"] == "aside"}
    rates = gold_rates()
    assert set(rates) == set(rows) - {"mission", "all"}
    for label, rate in rates.items():
        wanted = tuple(int(rows[label][name]) for name in ("right", "found", "right", "gold"))
        assert (rate.right, rate.found, rate.hit, rate.gold) == wanted
    with pytest.raises(PlantextError, match="aside, dev, rich"):
        gold_rates("other")


def test_a_review_gives_precision_and_the_gold_recall() -> None:
    mentions = pd.DataFrame({"label": ["ORG", "ORG", "ORG", "LAW"]}, index=list("abcd"))
    verdicts = pd.DataFrame({"佐藤": [1.0, 0.0, 1.0, None], "鈴木": [1.0, 0.0, 0.0, None]}, index=list("abcd"))
    rates = review_rates(Review(mentions, verdicts, pd.DataFrame()))
    # Readers are at odds over c, and nobody judged d.
    assert (rates["ORG"].right, rates["ORG"].found) == (1, 2)
    assert (rates["ORG"].hit, rates["ORG"].gold) == (gold_rates()["ORG"].hit, gold_rates()["ORG"].gold)
    assert rates["LAW"] == gold_rates()["LAW"]
    with pytest.raises(EmptyResultError, match="No mention has a verdict"):
        review_rates(Review(mentions, verdicts * float("nan"), pd.DataFrame()))


def test_the_run_is_the_networks_own() -> None:
    plan, paper = pt.load("priority-plan-2023"), pt.load("ict-white-paper-r4")
    net = pt.network(pt.cooccur(plan, labels=["FORUM"]))
    found = uncertain(plan, net, samples=4)
    assert len(found.edges) == net.number_of_edges()
    with pytest.raises(PlantextError, match="Pass the run that it was made of"):
        uncertain(paper, net, samples=4)
