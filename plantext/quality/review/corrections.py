"""Corrections in review sheets turned into entries of a project lexicon, for ``plantext extract --lexicon``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from plantext.errors import Message
from plantext.quality.review.verdicts import NO_NAME, Review
from plantext.recognition.candidates import SILENT
from plantext.recognition.lexicon import COLUMNS, builtin_terms, load_lexicon
from plantext.storage.atomic import replacing
from plantext.tables.schemas import SEPARATOR
from plantext.text import fold

_NOT_FIRST = tuple("=+-@'\t")
"""Characters that no name begins with, and that a spreadsheet or the lexicon would take for something else."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a reader says a form means: a label and an entity, or nothing."""

    form: str
    label: str
    entity: str
    where: str


def lexicon_rows(review: Review) -> tuple[pd.DataFrame, list[str]]:
    """Build the lexicon entries that make extraction follow the readers.

    A correction overrides the label or entity of a name, adds a name, or silences a form everywhere (label
    ``-``). A verdict without a correction gives no entry: what is wrong in one place may be right in another.

    Returns
    -------
    pandas.DataFrame
        entity, label, name_en, series, forms, note: the columns of a lexicon.
    list of str
        Corrections not taken, and why: readers who contradict each other or a row judged right, dates (which
        a grammar finds), and names that a lexicon cannot hold.

    Examples
    --------
    >>> mentions = pd.DataFrame({"name": ["架空庁"], "label": ["FORUM"], "entity": ["架空庁"]}, index=["a:0-3:FORUM"])
    >>> correction = {"id": "a:0-3:FORUM", "right_label": "ORG", "right_name": "", "right_entity": "", "file": "r.csv", "row": 2}
    >>> review = Review(mentions, pd.DataFrame({"Sato": [0.0]}, index=mentions.index), pd.DataFrame([correction]))
    >>> lexicon_rows(review)[0][["entity", "label"]].values.tolist()
    [['架空庁', 'ORG']]
    """
    notes: list[str] = []
    claims: dict[str, list[_Claim]] = {}
    for claim in _claims(review, notes):
        claims.setdefault(fold(claim.form), []).append(claim)
    for claim in _confirmed(review):
        if fold(claim.form) in claims:
            claims[fold(claim.form)].append(claim)
    entries: dict[tuple[str, str], list[str]] = {}
    for form, stated in claims.items():
        meanings = {(claim.label, claim.entity) for claim in stated}
        if len(meanings) > 1:
            said = "; ".join(dict.fromkeys(f"{c.label} {c.entity} ({c.where})" for c in stated))
            notes.append(
                Message(
                    "{form}: not taken, because the sheets say different things of it: {said}.",
                    form=stated[0].form,
                    said=said,
                )
            )
        elif fault := _unfit(form, stated[0].entity):
            notes.append(
                Message(
                    "{form}: not taken, because {fault} ({where}).",
                    form=stated[0].form,
                    fault=fault,
                    where=stated[0].where,
                )
            )
        else:
            entries.setdefault((stated[0].entity, stated[0].label), []).append(form)
    taken = {form for forms in entries.values() for form in forms}
    rows = [_row(entity, label, forms, taken) for (entity, label), forms in sorted(entries.items())]
    return pd.DataFrame(rows, columns=list(COLUMNS)), notes


def write_lexicon(rows: pd.DataFrame, path: str | Path) -> Path:
    """Write entries as a CSV lexicon; entries that contradict each other are a LexiconError, and nothing is written."""
    content = io.StringIO()
    writer = csv.writer(content, lineterminator="\n")
    writer.writerows([COLUMNS, *rows[list(COLUMNS)].itertuples(index=False, name=None)])
    # Validated before it takes the place of an older file.
    with replacing(path) as partial:
        partial.write_text(content.getvalue(), encoding="utf-8", newline="")
        load_lexicon(partial)
    return Path(path)


def _claims(review: Review, notes: list[str]) -> Iterator[_Claim]:
    """Yield what the corrections say, form by form."""
    for correction in review.corrections.to_dict("records"):
        found = review.mentions.loc[correction["id"]]
        where = Message("{name}, row {row}", name=Path(str(correction["file"])).name, row=correction["row"])
        name, label = str(found["name"]), correction["right_label"] or str(found["label"])
        if label == NO_NAME:
            yield _Claim(name, SILENT, fold(name), where)
            continue
        if label == "DATE":
            notes.append(
                Message(
                    "{name}: not taken, because dates are found by a grammar, not by a lexicon ({where}).",
                    name=name,
                    where=where,
                )
            )
            continue
        right = correction["right_name"]
        form = right or name
        # The recognizer prefers the longest name, so that a shorter form would never win here.
        if right and len(fold(right)) < len(fold(name)):
            notes.append(
                Message(
                    "{name}: a lexicon cannot cut it down to {right}, because the longest name wins; it is given the "
                    "entity {right_entity} instead ({where}).",
                    name=name,
                    right=right,
                    right_entity=correction["right_entity"] or right,
                    where=where,
                )
            )
            form = name
        yield _Claim(form, label, correction["right_entity"] or right or str(found["entity"]), where)


def _confirmed(review: Review) -> Iterator[_Claim]:
    """Yield what the rows say that were judged right and not corrected."""
    right = review.verdicts.mean(axis="columns") == 1
    for key in review.mentions.index[right].difference(review.corrections["id"].tolist(), sort=False):
        found = review.mentions.loc[key]
        yield _Claim(str(found["name"]), str(found["label"]), str(found["entity"]), Message("judged right"))


def _unfit(form: str, entity: str) -> str:
    """Say why a lexicon cannot hold a form or an entity; empty where it can."""
    if len(form) < 2:
        return Message("a form needs two characters at least")
    for text in (form, entity):
        if text.startswith(_NOT_FIRST) or text.endswith("?") or "|" in text:
            return Message("{text!r} has a character that a lexicon or a spreadsheet would take for a sign", text=text)
    return ""


def _row(entity: str, label: str, forms: list[str], taken: set[str]) -> list[str]:
    """Build one entry; its own name is a form unless another entry has it (`taken` grows)."""
    known = next((term for term in builtin_terms() if (term.entity, term.label) == (entity, label)), None)
    own = fold(entity)
    others = SEPARATOR.join(form for form in forms if form != own)
    if own not in forms and (own in taken or len(own) < 2 or (known is not None and own not in known.forms)):
        others = f"={others}"
    taken.add(own)
    return [entity, label, known.name_en if known else "", known.series if known else "", others, "from a review"]
