"""A made-up debate: statements by random."""

import numpy as np
import pandas as pd


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
