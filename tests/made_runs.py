"""Made-up runs for the tests of networks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from plantext.tables.entities import entities_table
from plantext.tables.run import Extraction
from plantext.tables.schemas import DEFAULTS, MENTIONS, SENTENCES
from plantext.tables.validation import validate

Row = tuple[str, int, str, str, str]
"""doc_id, paragraph, section, measure, and the sentence with its names in braces: ``{ORG:総務省}が``."""


def make_run(rows: Sequence[Row]) -> Extraction:
    """A run from sentences whose names are written ``{LABEL:name}`` or ``{LABEL:name:series}``."""
    sentences, mentions = [], []
    none = list(DEFAULTS.values())
    places: dict[str, list[int]] = {}
    for doc_id, paragraph, section, measure, marked in rows:
        place = places.setdefault(doc_id, [0, 0])
        sent_id, start = place
        text = ""
        for piece in marked.split("{"):
            inside, _, after = piece.rpartition("}")
            if inside:
                label, name, *series = inside.split(":")
                at = start + len(text)
                fields = [doc_id, sent_id, at, at + len(name), name, label, name, *(series or [""]), "", "", "", "test"]
                mentions.append(fields)
                text += name
            text += after
        page = paragraph // 2 + 1
        sentences.append(
            [doc_id, sent_id, page, section, measure, *none, paragraph, start, start + len(text), "paragraph", text]
        )
        places[doc_id] = [sent_id + 1, start + len(text) + 1]
    sents = validate(pd.DataFrame(sentences, columns=list(SENTENCES)), SENTENCES, "sentences")
    found = validate(pd.DataFrame(mentions, columns=list(MENTIONS)), MENTIONS, "mentions")
    return Extraction(sents, found, entities_table(found, sents))


NAMES = [
    *("総務省", "外務省", "デジタル庁", "経済産業省", "内閣官房", "国際連合", "経済協力開発機構", "世界銀行"),
    *("個人情報保護委員会", "防災科学技術研究所", "地方公共団体情報システム機構", "サイバーセキュリティ戦略本部"),
    *("インターネット・ガバナンス・フォーラム", "日ASEANデジタル大臣会合"),
]


def random_run(seed: int = 0, *, paragraphs: int = 120, names: int = 40, docs: Sequence[str] = ("plan",)) -> Extraction:
    """A run with six topics, frequent and rare names, and paragraphs of one to three sentences."""
    rng = np.random.default_rng(seed)
    labels = ("ORG", "FORUM", "PLAN", "LAW")
    pool = [(labels[i % 4], NAMES[i] if i < len(NAMES) else f"第{i}回懇談会") for i in range(names)]
    rows: list[Row] = []
    for doc_id in docs:
        for paragraph in range(paragraphs):
            topic = int(rng.integers(6))
            for _ in range(int(rng.integers(1, 4))):
                picked = [
                    pool[(int(rng.zipf(1.6)) * 6 + topic) % names] if rng.random() < 0.8 else pool[rng.integers(names)]
                    for _ in range(int(rng.integers(0, 4)))
                ]
                text = "と".join(f"{{{label}:{name}}}" for label, name in picked) + "が協力する。"
                rows.append(
                    (doc_id, paragraph, f"第{paragraph // 30 + 1}", f"1-{paragraph // 5}" * (paragraph % 7 > 0), text)
                )
    return make_run(rows)


MEETINGS = make_run(
    [
        ("a", 0, "第1", "1-1", "{ORG:総務省}は{FORUM:IGF}を開く。"),
        ("a", 0, "第1", "1-1", "{ORG:総務省}と{ORG:外務省}が出る。"),
        ("a", 1, "第1", "", "{ORG:外務省}は{FORUM:G7広島:G7}に出る。"),
        ("a", 2, "第2", "1-2", "名前はない。"),
        ("b", 0, "第1", "1-1", "{ORG:総務省}、{ORG:総務省}と{FORUM:IGF}、{FORUM:G7香川:G7}。"),
        ("b", 1, "", "1-1", "{ORG:外務省}が出る。"),
    ]
)
"""Two documents with measures, paragraphs of several sentences, and two meetings of one series."""


def counts(pairs: pd.DataFrame) -> dict[tuple[str, str], int]:
    """How often each pair of names meets."""
    return {(a, b): n for a, b, n in zip(pairs["source"], pairs["target"], pairs["count"], strict=True)}


def uneven_table(seed: int, units: int = 150, names: int = 14) -> sparse.csr_array:
    """Units from short to very long, names from rare to frequent, otherwise independent."""
    rng = np.random.default_rng(seed)
    length = rng.choice([0.3, 1.0, 6.0], size=units, p=[0.6, 0.3, 0.1])
    frequency = np.linspace(0.05, 0.3, names)
    return sparse.csr_array(
        (rng.random((units, names)) < np.minimum(0.95, np.outer(length, frequency))).astype(np.int64)
    )
