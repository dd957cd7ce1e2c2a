"""Made-up debates: statements by random, and a run of two meetings."""

from dataclasses import replace

import numpy as np
import pandas as pd
from made_runs import make_run


def random_debate(seed=1, size=120):
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "doc_id": [f"d{n}" for n in rng.integers(12, size=size)],
            "date": [f"2024-{month:02}-{day:02}" for month, day in rng.integers(1, 13, size=(size, 2))],
            "person": [f"p{n}" for n in rng.integers(7, size=size)],
            "party": [f"党{n}" for n in rng.integers(3, size=size)],
            "concept": [f"c{n}" for n in rng.integers(5, size=size)],
            "agreement": rng.integers(2, size=size),
        }
    )


DEBATE = random_debate()


def debate():
    said = [
        ("a", 0, "私は減税に賛成いたします。", "甲", "乙党"),
        ("a", 1, "負担増は評価できませんが、減税の議論は続きます。", "甲", "乙党"),
        ("a", 2, "政府としては減税に反対であります。", "丙", "丁党"),
        ("b", 0, "乙党は負担増に反対します。", "戊", "丁党"),
        ("b", 1, "税の軽減には懸念があります。", "戊", "丁党"),
        ("b", 2, "以上です。", "戊", "丁党"),
    ]
    run = make_run([(doc_id, n, "", "", text) for doc_id, n, text, _, _ in said])
    turns = pd.DataFrame(
        [
            (doc_id, n, person, person, "財務大臣" if person == "丙" else "", "", party, 1)
            for doc_id, n, _, person, party in said
        ],
        columns=["doc_id", "turn", "speaker", "person", "role", "affiliation", "party", "n_sentences"],
    )
    sentences = run.sentences.assign(turn=turns["turn"], speaker=turns["speaker"])
    documents = pd.DataFrame(
        {
            "doc_id": ["a", "b"],
            "title": "委員会",
            "date": ["2024-01-05", "2024-02-05"],
            "publisher": "院",
            "source": "",
            "n_pages": 1,
            "house": "衆",
        }
    )
    return replace(run, sentences=sentences, turns=turns, documents=documents)
