"""What the tests of the explorer share."""

from __future__ import annotations

import json
from typing import Any

from bs4 import BeautifulSoup

from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network
from plantext.tables.run import Extraction

ROWS = [
    ("plan", 0, "第1", "1-1", "{ORG:総務省}と{FORUM:IGF}が協力する。"),
    ("plan", 1, "第1", "1-1", "{ORG:総務省}は{FORUM:IGF}に出る。"),
    ("plan", 2, "第2", "", "😀𠮷野家と{ORG:外務省}は{ORG:総務省}に諮る。"),
    ("plan", 3, "第2", "", "{ORG:外務省}が{FORUM:IGF}を開く。"),
]


def net_of(run: Extraction, **options: Any) -> Any:
    return network(cooccur(run, unit=options.pop("unit", "paragraph")), min_frequency=1, top=None, **options)


def data_of(page: str) -> dict[str, Any]:
    """The data of a page, its edges as records."""
    soup = BeautifulSoup(page, "lxml")
    data: dict[str, Any] = json.loads(soup.find(id="data").string)  # type: ignore[union-attr, arg-type]
    columns = data["edges"]
    values = columns.pop("values")
    data["edges"] = [
        dict(zip(columns, row, strict=True)) | {"values": {key: each[i] for key, each in values.items()}}
        for i, row in enumerate(zip(*columns.values(), strict=True))
    ]
    return data


def units_by_node(data: dict[str, Any]) -> list[set[int]]:
    units: list[set[int]] = [set() for _ in data["nodes"]]
    for sentence, node in zip(data["mentions"]["sentence"], data["mentions"]["node"], strict=True):
        first, last = data["sentences"]["first"][sentence], data["sentences"]["last"][sentence]
        if first >= 0:
            units[node].update(range(first, last + 1))
    return units
