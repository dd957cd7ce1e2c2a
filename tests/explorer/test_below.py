"""The names that a network leaves out: each once, with the reason that is true."""

from __future__ import annotations

import pytest
from explorer_data import data_of
from made_runs import make_run

from plantext.explorer import below, explore
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network

ROWS = [
    ("plan", 0, "第1", "", "{ORG:総務省}と{FORUM:IGF}が{DATE:2023年}に会う。"),
    ("plan", 1, "第1", "", "{ORG:総務省}と{FORUM:IGF}が{DATE:2023年}に会う。"),
    ("plan", 2, "第2", "", "{ORG:総務省}が{LAW:電波法}を見る。"),
    ("plan", 3, "第2", "", "{ORG:総務省}が{LAW:電波法}を見る。{PLAN:計画}{PLAN:計画}。"),
    ("plan", 4, "第2", "", "{FORUM:G7}は続く。"),
    ("plan", 5, "第2", "", "{FORUM:G7}は続く。"),
]


def test_every_name_left_out_says_why() -> None:
    run = make_run(ROWS)
    net = network(cooccur(run, labels=["ORG", "FORUM", "LAW", "PLAN"]), min_frequency=2)
    found = data_of(explore(run, net))["below"]
    about = {
        name: (frequency, why, page, en)
        for name, frequency, why, page, en in zip(
            *(found[key] for key in ("name", "frequency", "why", "page", "en")), strict=True
        )
    }
    assert about == {
        "2023年": (2, "label", 1, "2023"),
        "計画": (1, "frequency", 2, ""),
        "G7": (2, "edges", 3, ""),
    }
    assert not set(found["name"]) & set(net)
    assert found["name"][0] in {"2023年", "G7"}


def test_the_most_frequent_are_kept_where_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    run = make_run(ROWS)
    net = network(cooccur(run, labels=["ORG", "FORUM"]), min_frequency=2)
    whole = data_of(explore(run, net))["below"]["name"]
    monkeypatch.setattr(below, "MOST", 2)
    assert data_of(explore(run, net))["below"]["name"] == whole[:2]
