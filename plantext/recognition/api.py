"""The entity pipeline's public functions for one text: its names, and a spaCy pipeline that finds them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from plantext.recognition.recognizer import make_recognizer

if TYPE_CHECKING:
    from spacy.language import Language

COLUMNS = ("start", "end", "text", "label", "entity", "series", "date_start", "date_end", "norm", "source")


def _day(date: str | dt.date | None) -> dt.date | None:
    return dt.date.fromisoformat(date) if isinstance(date, str) else date


def find_entities(text: str, *, date: str | dt.date | None = None, lexicon: str | Path | None = None) -> pd.DataFrame:
    """Names in a text.

    Parameters
    ----------
    text : str
        Any length.
    date : str or datetime.date, optional
        The document's own date (ISO), the anchor of 同年 and 今年度.
    lexicon : str or pathlib.Path, optional
        CSV that adds, overrides or silences entries.

    Returns
    -------
    pandas.DataFrame
        One row a mention: start, end, text, label, entity, series, date_start, date_end, norm, source.
    """
    mentions = make_recognizer(lexicon).find(text, date=_day(date))
    return pd.DataFrame([[getattr(mention, name) for name in COLUMNS] for mention in mentions], columns=list(COLUMNS))


def load_pipeline(*, lexicon: str | Path | None = None, date: str = "", parse: bool = True) -> Language:
    """GiNZA with plantext's entities in place of its own.

    Parameters
    ----------
    lexicon : str or pathlib.Path, optional
        CSV that adds, overrides or silences entries.
    date : str
        The documents' own date (ISO).
    parse : bool
        False leaves out everything but GiNZA's tokenizer, which is many times faster.

    Returns
    -------
    spacy.Language
        ``doc.ents`` carry plantext's labels, ``ent.kb_id_`` the entity.
    """
    from plantext.recognition.spacy import build_pipeline

    return build_pipeline(lexicon, date=date, parse=parse)
