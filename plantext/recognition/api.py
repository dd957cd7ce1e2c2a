"""Public functions for one text: its names, and a spaCy pipeline that finds them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from plantext.errors import names_arguments
from plantext.recognition.recognizer import make_recognizer

if TYPE_CHECKING:
    from spacy.language import Language

COLUMNS = ("start", "end", "text", "label", "entity", "series", "date_start", "date_end", "norm", "source")


def _day(date: str | dt.date | None) -> dt.date | None:
    return dt.date.fromisoformat(date) if isinstance(date, str) else date


@names_arguments
def find_entities(text: str, *, date: str | dt.date | None = None, lexicon: str | Path | None = None) -> pd.DataFrame:
    """Find the names in a text.

    Parameters
    ----------
    text : str
        Of any length.
    date : str or datetime.date, optional
        The document's own date (ISO), from which 今年度 and the like are counted.
    lexicon : str or pathlib.Path, optional
        CSV that adds, overrides or silences entries.

    Returns
    -------
    pandas.DataFrame
        One row a mention: start, end, text, label, entity, series, date_start, date_end, norm, source.

    Examples
    --------
    >>> table = find_entities("総務省は今年度IGF2023を開く。", date="2023-06-09")
    >>> table[["text", "label", "norm"]].to_numpy().tolist()
    [['総務省', 'ORG', ''], ['今年度', 'DATE', '2023-04/2024-03'], ['IGF2023', 'FORUM', '']]
    """
    mentions = make_recognizer(lexicon).find(text, date=_day(date))
    return pd.DataFrame([[getattr(mention, name) for name in COLUMNS] for mention in mentions], columns=list(COLUMNS))


@names_arguments
def load_pipeline(*, lexicon: str | Path | None = None, date: str = "", parse: bool = True) -> Language:
    """Load GiNZA with plantext's entities in place of its own: ``ent.label_`` and, for the entity, ``ent.kb_id_``.

    Parameters
    ----------
    lexicon : str or pathlib.Path, optional
        CSV that adds, overrides or silences entries.
    date : str
        The documents' own date (ISO).
    parse : bool
        False leaves out everything but GiNZA's tokenizer, which is many times faster.

    Examples
    --------
    >>> nlp = load_pipeline(parse=False)  # doctest: +SKIP
    >>> [(ent.text, ent.label_) for ent in nlp("総務省の発表").ents]  # doctest: +SKIP
    [('総務省', 'ORG')]
    """
    from plantext.recognition.spacy import build_pipeline

    return build_pipeline(lexicon, date=date, parse=parse)
