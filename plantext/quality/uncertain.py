"""Errors of extraction, as measured on gold or by a researcher's own review, passed into a network."""

from __future__ import annotations

from collections.abc import Mapping

from plantext.corpus.manifest import quality_path
from plantext.errors import EmptyResultError, PlantextError, names_arguments
from plantext.labels import LABELS
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network
from plantext.networks.measures import SEED
from plantext.networks.presence import incidence
from plantext.networks.pruning import Graph, need_account
from plantext.networks.uncertainty.errors import Rate, Uncertainty, error_intervals
from plantext.quality.review.precision import majority
from plantext.quality.review.verdicts import Review
from plantext.storage.tablefile import read_csv
from plantext.tables.stored import Run

ASIDE = "aside"


def gold_rates(part: str = ASIDE) -> dict[str, Rate]:
    """Read precision and recall by label, as counted on a part of the gold standard.

    Parameters
    ----------
    part : str
        Of ``corpus/gold/quality.csv``: ``aside`` (sentences from which no rule was written), ``dev`` or ``rich``.

    Examples
    --------
    >>> rate = gold_rates()["ORG"]
    >>> rate.hit == rate.right <= rate.gold
    True
    """
    table = read_csv(quality_path())
    mine = table[(table["part"] == part) & table["label"].isin(LABELS)]
    if mine.empty:
        raise PlantextError(
            "part {part!r}: the scores have {known}.", part=part, known=", ".join(sorted(set(table["part"])))
        )
    columns = zip(*(mine[name] for name in ("label", "gold", "found", "right")), strict=True)
    return {label: Rate(int(right), int(found), int(right), int(gold)) for label, gold, found, right in columns}


def review_rates(review: Review, *, recall: Mapping[str, Rate] | None = None) -> dict[str, Rate]:
    """Count precision by label on a review sheet; what was missed no sheet of found names can tell.

    A mention counts as right where most of its readers say so; ties do not count.

    Parameters
    ----------
    review : Review
        As :func:`plantext.quality.review.verdicts.read_review` reads it.
    recall : mapping of str to Rate, optional
        Where recall is taken from, :func:`gold_rates` by default.

    Examples
    --------
    >>> import pandas as pd
    >>> mentions = pd.DataFrame({"label": ["ORG"] * 4, "stratum": "all", "population": 4})
    >>> review = Review(mentions, pd.DataFrame({"Sato": [1.0, 1, 1, 0]}), pd.DataFrame())
    >>> rate = review_rates(review)["ORG"]
    >>> rate.right, rate.found
    (3, 4)
    """
    known = dict(gold_rates() if recall is None else recall)
    judged = majority(review.verdicts).dropna()
    if judged.empty:
        raise EmptyResultError("No mention has a verdict yet, so there are no rates to count.")
    for label, verdicts in judged.groupby(review.mentions.loc[judged.index, "label"]):
        if str(label) not in known:
            raise PlantextError("No recall is known for {label}; give recall={{{label!r}: Rate(...)}}.", label=label)
        old = known[str(label)]
        known[str(label)] = Rate(int(verdicts.sum()), len(verdicts), old.hit, old.gold)
    return known


@names_arguments
def uncertain(  # noqa: PLR0913
    run: Run,
    net: Graph | None = None,
    *,
    rates: Mapping[str, Rate] | None = None,
    samples: int = 200,
    level: float = 0.95,
    alike: float = 0.0,
    seed: int = SEED,
) -> Uncertainty:
    """Tell which edges and ranks of a network stand when extraction errs as it was measured to err.

    Parameters
    ----------
    run : Extraction or StoredRun
        One in a folder (:func:`plantext.open_run`) is counted part by part.
    net : networkx.Graph, optional
        Made by :func:`plantext.network` from the pairs of `run`; ``network(cooccur(run))`` by default.
    rates : mapping of str to Rate, optional
        By label: :func:`gold_rates` by default, or :func:`review_rates` of a review sheet of your own, which is nearer to
        your text.
    samples, level, alike, seed
        As in :func:`plantext.networks.uncertainty.errors.error_intervals`.

    Returns
    -------
    Uncertainty
        ``edges`` with P(edge | errors) and intervals, ``names`` with intervals of their ranks; each for errors of sampling,
        of extraction, and both.

    Examples
    --------
    >>> import plantext as pt
    >>> run = pt.load("priority-plan-2023")
    >>> found = pt.uncertain(run, pt.network(pt.cooccur(run, labels=["FORUM"])), samples=5)
    >>> found.edges[["source", "drawn_extraction"]].shape[1]
    2
    """
    drawn = network(cooccur(run)) if net is None else net
    how = drawn.graph
    need_account(drawn, "unit", "labels")
    table = incidence(run, unit=how["unit"], labels=how["labels"].split(), node=how.get("node", "entity"))
    if len(table.units) != how.get("n_units") or not set(drawn) <= set(table.names["name"]):
        raise PlantextError(
            "The network is of {n_net_units} units, the run has {n_units} units ({unit}) with other names. "
            "Pass the run that it was made of; for pairs chosen by include, exclude or kinds use "
            "plantext.networks.uncertainty.errors.error_intervals with their incidence.",
            n_net_units=how.get("n_units"),
            n_units=len(table.units),
            unit=how["unit"],
        )
    known = gold_rates() if rates is None else rates
    return error_intervals(table, drawn, known, samples=samples, level=level, alike=alike, seed=seed)
