"""Samples for review: mentions for a spreadsheet, sentences for an annotation tool."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from plantext.errors import EmptyResultError, PlantextError, listed
from plantext.tables.run import Extraction, need_text
from plantext.tables.schemas import KEYS
from plantext.tables.stored import Run

SEED = 1
"""Seed of the samples, unless another is given."""
WHOLE = "all"
"""Stratum of a sample that is drawn from all mentions alike."""
VERDICT = "verdict"
"""First word of the heading of a column of verdicts; a reader's name may follow it."""
CORRECTIONS = ("right_label", "right_name", "right_entity")
PLACE = ("id", "document", "page", "section", "before", "name", "after", "label", "entity")


def draw_sample(
    run: Run,
    n: int = 200,
    *,
    seed: int = SEED,
    by_label: bool = False,
    readers: int | Sequence[str] = 1,
) -> pd.DataFrame:
    """Draw mentions for people to judge.

    Parameters
    ----------
    run : Extraction or StoredRun
        One in a folder (:func:`plantext.open_run`) is read part by part.
    n : int
        Sample size; all mentions where there are fewer.
    by_label : bool
        Stratify by label, as evenly as the labels' mentions allow. The columns `stratum` and `population` keep
        what :func:`~plantext.quality.review.precision.precision_table` needs for an unbiased overall precision.
    readers : int or sequence of str
        Number or names of the people who judge: one column of verdicts each.

    Returns
    -------
    pandas.DataFrame
        One row a mention, in reading order: id, document, page, section; before, name and after (the sentence
        split at the mention), label, entity; empty columns of verdicts, right_label, right_name, right_entity and
        remark; stratum and population (mentions of the stratum in the whole run).

    Examples
    --------
    >>> import plantext as pt
    >>> sheet = draw_sample(pt.extract("priority-plan-2023-draft-p145"), 10, readers=["Sato", "Lee"])
    >>> len(sheet), "verdict Sato" in sheet
    (10, True)
    """
    need_text(run)
    _check_size(n)
    columns = _verdict_columns(readers)
    counts = _count(run, by_label=by_label)
    if counts.empty:
        raise EmptyResultError("There are no mentions in these tables, so there is nothing to judge.")
    rng = np.random.default_rng(seed)
    sizes = {str(name): int(size) for name, size in counts.groupby(level="stratum").sum().items()}
    drawn = {
        name: np.sort(rng.choice(sizes[name], size=taken, replace=False)) for name, taken in allocate(sizes, n).items()
    }
    sheet = _draw(run, counts, drawn, by_label=by_label)
    for column in (*columns, *CORRECTIONS, "remark"):
        sheet[column] = ""
    sheet["population"] = sheet["stratum"].map(sizes)
    return sheet[[*(name for name in sheet if name not in ("stratum", "population")), "stratum", "population"]]


def _strata(mentions: pd.DataFrame, *, by_label: bool) -> pd.Series[str]:
    return mentions["label"] if by_label else pd.Series(WHOLE, index=mentions.index, dtype="str")


def _count(run: Run, *, by_label: bool) -> pd.Series[int]:
    """Count mentions by stratum and document, in the order of both."""
    counts = [
        part.mentions.groupby([_strata(part.mentions, by_label=by_label).rename("stratum"), "doc_id"]).size()
        for part in run.parts(sentences=[], mentions=["label"])
    ]
    return pd.concat(counts).sort_index()


def _draw(run: Run, counts: pd.Series[int], drawn: dict[str, npt.NDArray[np.int64]], *, by_label: bool) -> pd.DataFrame:
    """Rows of the sheet: of each stratum the mentions at places, as its documents follow one another by name."""
    wanted: dict[tuple[str, str], npt.NDArray[np.int64]] = {}
    for stratum, places in drawn.items():
        sizes = counts.xs(stratum, level="stratum")
        begins = np.cumsum(sizes.to_numpy()) - sizes.to_numpy()
        of = np.searchsorted(begins, places, side="right") - 1
        for number in np.unique(of).tolist():
            wanted[stratum, str(sizes.index[number])] = places[of == number] - begins[number]
    sheets = []
    documents = frozenset(doc_id for _, doc_id in wanted)
    for part in run.parts(mentions=["text", "label", "entity"], doc_ids=documents):
        mentions = part.mentions[part.mentions["doc_id"].isin(list(documents))].sort_values(
            [*KEYS, "start", "end", "label"], ignore_index=True
        )
        strata = _strata(mentions, by_label=by_label)
        groups = mentions.groupby([strata.rename("stratum"), "doc_id"]).indices
        rows = [groups[key][places] for key, places in wanted.items() if key in groups]
        chosen = np.sort(np.concatenate(rows)) if rows else np.zeros(0, dtype=np.int64)
        sheets.append(
            _in_context(part, mentions.iloc[chosen].reset_index(drop=True)).assign(
                stratum=strata.iloc[chosen].to_numpy()
            )
        )
    # As the parts of a run follow one another, not by name.
    return pd.concat(sheets, ignore_index=True).sort_values("document", kind="stable", ignore_index=True)


def draw_sentences(run: Run, n: int = 200, *, seed: int = SEED) -> pd.DataFrame:
    """Draw `n` sentences for people to annotate, or all where there are fewer; headings are left out.

    Examples
    --------
    >>> import plantext as pt
    >>> len(draw_sentences(pt.extract("priority-plan-2023-draft-p145"), 5))
    5
    """
    need_text(run)
    _check_size(n)
    total = sum(int(_asked(part.sentences).sum()) for part in run.parts(sentences=["kind", "text"], mentions=[]))
    if not total:
        raise EmptyResultError("There are no sentences in these tables, so there is nothing to annotate.")
    rows = np.sort(np.random.default_rng(seed).choice(total, size=min(n, total), replace=False))
    drawn, before = [], 0
    for part in run.parts(mentions=[]):
        sentences = part.sentences[_asked(part.sentences)]
        mine = rows[(rows >= before) & (rows < before + len(sentences))] - before
        drawn.append(sentences.iloc[mine])
        before += len(sentences)
    return pd.concat(drawn, ignore_index=True)


def _asked(sentences: pd.DataFrame) -> pd.Series[bool]:
    return (sentences["kind"] != "heading") & (sentences["text"] != "")


def allocate(sizes: dict[str, int], n: int) -> dict[str, int]:
    """Allocate a sample to strata as evenly as their sizes allow; a remainder goes to the larger ones.

    Examples
    --------
    >>> allocate({"ORG": 100, "LAW": 100, "PLACE": 2}, 13)
    {'ORG': 5, 'LAW': 6, 'PLACE': 2}
    """
    taken = dict.fromkeys(sizes, 0)
    left = min(n, sum(sizes.values()))
    # Each round shares what is left among the strata that are not exhausted; the last rounds give one each.
    while left:
        still = sorted((name for name in sizes if taken[name] < sizes[name]), key=lambda name: (-sizes[name], name))
        share = max(1, left // len(still))
        for name in still:
            more = min(share, sizes[name] - taken[name], left)
            taken[name] += more
            left -= more
    return taken


def mention_id(doc_id: str, start: int, end: int, label: str) -> str:
    """Build the key of a mention in a sheet, such as ``plan:120-123:ORG``."""
    return f"{doc_id}:{start}-{end}:{label}"


def label_of(key: str) -> str:
    """Read the label from the key of a mention."""
    return key.rpartition(":")[2]


def _check_size(n: int) -> None:
    if n < 1:
        raise PlantextError("n: expected at least 1, got {n}.", n=n)


def _verdict_columns(readers: int | Sequence[str]) -> list[str]:
    if isinstance(readers, int):
        if readers < 1:
            raise PlantextError("readers: expected at least 1, got {readers}.", readers=readers)
        return [VERDICT] if readers == 1 else [f"{VERDICT} {number}" for number in range(1, readers + 1)]
    names = [" ".join(name.split()) for name in readers]
    if not names or not all(names) or len(set(names)) < len(names):
        raise PlantextError("readers: expected names that differ, got {readers}.", readers=listed(map(repr, readers)))
    return [f"{VERDICT} {name}" for name in names]


def _in_context(run: Extraction, mentions: pd.DataFrame) -> pd.DataFrame:
    """Place each mention in its document and split its sentence at it."""
    where = run.sentences[[*KEYS, "page", "section", "start", "text"]]
    rows = mentions.merge(where, on=KEYS, how="left", validate="many_to_one", suffixes=("", "_sentence"))
    cut = [
        (text[: start - origin], text[end - origin :])
        for text, origin, start, end in zip(
            *(rows[name] for name in ("text_sentence", "start_sentence", "start", "end")), strict=True
        )
    ]
    ids = [mention_id(*key) for key in zip(*(rows[name] for name in ("doc_id", "start", "end", "label")), strict=True)]
    sheet = rows.assign(id=ids, before=[before for before, _ in cut], after=[after for _, after in cut])
    return sheet.rename(columns={"doc_id": "document", "text": "name"})[list(PLACE)]
