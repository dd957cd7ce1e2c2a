"""Candidates for a codebook: compound nouns that mark documents off from the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import numpy as np
import pandas as pd

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.elementary import log2
from plantext.networks.measures import log_likelihood
from plantext.recognition.tokenizer import Token, tokenize
from plantext.tables.digits import round_table
from plantext.tables.run import need_text
from plantext.tables.schemas import SENTENCES
from plantext.tables.stored import Run
from plantext.text import fold

NAMES = frozenset({"PERSON", "DATE", "PLACE", "ORG", "FORUM"})
"""Labels whose names are no concepts."""
MOST_WORDS = 6
_NO_PART = ("記号", "名詞-助動詞語幹")


def propose_concepts(run: Run, *, by: str = "doc_id", min_sentences: int = 3, top: int | None = 200) -> pd.DataFrame:
    """Propose concepts: compound nouns that one group of sentences uses more than the rest.

    Parameters
    ----------
    run : Extraction or StoredRun
        One in a folder (:func:`plantext.open_run`) is read part by part.
    by : str
        Column of the sentences table that parts the corpus: ``doc_id``, ``speaker``, ``section``.
    min_sentences : int
        Least number of sentences that hold the compound.
    top : int or None
        Candidates wanted.

    Returns
    -------
    pandas.DataFrame
        concept, forms and notes, empty, for a codebook; then n_sentences, n_groups, key_in (the group where it is most
        a key), log_ratio (binary logarithm of its rate there over that in the rest, half a sentence added to both) and
        log_likelihood (G² of the two), by falling G². With one group, by number of sentences.

    References
    ----------
    P. Rayson and R. Garside, "Comparing corpora using frequency profiling", Workshop on Comparing Corpora, ACL 2000.

    Examples
    --------
    >>> import plantext as pt
    >>> propose_concepts(pt.extract("priority-plan-2023-draft-p145"), min_sentences=2)["concept"].tolist()[:1]
    ['DFFT']
    """
    need_text(run)
    names = run.names()
    no_concepts = {fold(name) for name in names.loc[names["label"].isin(NAMES), "text"]}
    found: dict[str, Counter[str]] = {}
    sizes = Counter[str]()
    for part in run.parts(sentences=[by, "kind", "text"], mentions=[]):
        if by not in part.sentences:
            raise PlantextError(
                "by {by!r}: expected a column of the sentences table: {columns}.", by=by, columns=", ".join(SENTENCES)
            )
        kept = part.sentences[part.sentences["kind"] != "heading"]
        groups = kept[by].astype("str")
        sizes.update(groups)
        for group, text in zip(groups, kept["text"], strict=True):
            found.setdefault(group, Counter()).update(set(compounds(text)) - no_concepts)
    counts = [found[group] for group in sorted(found)]
    total = Counter[str]()
    for of_group in counts:
        total.update(of_group)
    terms = sorted(term for term, number in total.items() if number >= min_sentences)
    if not terms:
        raise EmptyResultError(
            "No compound noun stands in {min_sentences} sentences of {n_kept}; lower min_sentences or add documents.",
            min_sentences=min_sentences,
            n_kept=sizes.total(),
        )
    table = _scored(terms, counts, np.array([sizes[group] for group in sorted(found)]), sorted(found))
    order = ["log_likelihood", "n_sentences", "concept"]
    table = round_table(table).sort_values(order, ascending=[False, False, True], ignore_index=True)
    return table if top is None else table.head(top)


def _scored(terms: list[str], counts: list[Counter[str]], sizes: np.ndarray, names: list[str]) -> pd.DataFrame:
    place = {term: number for number, term in enumerate(terms)}
    cells = [(place[term], group, n) for group, of in enumerate(counts) for term, n in of.items() if term in place]
    row, column, value = (np.array(part, dtype=np.int64) for part in zip(*cells, strict=True))
    total = np.bincount(row, weights=value, minlength=len(terms)).astype(np.int64)
    everything = int(sizes.sum())
    inside, outside = value, total[row] - value
    n_inside = sizes[column]
    n_outside = everything - n_inside
    alone = n_outside == 0
    g2 = np.zeros(len(row))
    g2[~alone] = log_likelihood(inside[~alone], total[row][~alone], n_inside[~alone], everything)
    ratio = log2(((inside + 0.5) / n_inside) / ((outside + 0.5) / np.maximum(n_outside, 1)))
    found = pd.DataFrame({"row": row, "column": column, "g2": np.where(ratio > 0, g2, 0.0), "ratio": ratio})
    best = found.round(9).sort_values(["row", "g2", "column"], ascending=[True, False, True]).drop_duplicates("row")
    return pd.DataFrame(
        {
            "concept": terms,
            "forms": "",
            "notes": "",
            "n_sentences": total,
            "n_groups": np.bincount(row, minlength=len(terms)),
            "key_in": [names[group] for group in best["column"]],
            "log_ratio": np.where(alone.all(), 0.0, best["ratio"].to_numpy()),
            "log_likelihood": best["g2"].to_numpy(),
        }
    )


def compounds(text: str) -> Iterator[str]:
    """Find the compound nouns of a text, folded: two nouns or more side by side, none of them a numeral.

    Examples
    --------
    >>> list(compounds("行政手続のオンライン化と地方公共団体の支援を進める。"))
    ['行政手続', 'オンライン化', '地方公共団体']
    """
    for joined, words in groupby(tokenize(fold(text)), key=_joins):
        parts = list(words)
        whole = "".join(word.text for word in parts)
        if joined and len(parts) <= MOST_WORDS and len(whole) > 2 and _has_head(parts):
            yield whole


def _joins(word: Token) -> bool:
    return word.is_noun and not word.is_number and word.text != "等" and not word.pos.startswith(_NO_PART)


def _has_head(parts: list[Token]) -> bool:
    """Whether it is more than one word; a long word or an acronym by itself counts too."""
    first, alone = parts[0].pos, parts[0].text
    whole = len(parts) > 1 or (len(alone) > 3 and (not alone.isascii() or alone.isupper()))
    return (
        whole
        and alone not in ("御", "お")
        and not first.startswith("接尾辞")
        and "副詞可能" not in first
        and "固有名詞-人名" not in first
    )
