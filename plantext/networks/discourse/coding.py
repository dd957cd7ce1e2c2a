"""From a run and a codebook to statements: who says something about which concept, and agrees with it or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pandas as pd

from plantext.clauses.codebook import Codebook
from plantext.clauses.stance import AGREEMENT, Stance, find_stances
from plantext.errors import EmptyResultError, PlantextError
from plantext.records import Document
from plantext.tables.columns import mentions_table, records, sentences_table, turns_table
from plantext.tables.documents import document_row, documents_table
from plantext.tables.entities import entities_table
from plantext.tables.run import Extraction, need_text
from plantext.tables.schemas import DOCUMENTS, KEYS
from plantext.tables.stored import Run

NO_SPEECH = frozenset({"heading", "owner", "caption", "agenda", "roster", "vote", "direction"})
"""Kinds of sentences that nobody says."""
_OFFICE = ("大臣", "長官", "政府", "政務官", "局長", "審議官", "部長", "次長", "総裁")
# A minister, or the body that an office belongs to.
_BODY = re.compile(r"[^・、 ]{1,14}?(?:省|庁|府|内閣官房|内閣法制局|委員会|会計検査院|人事院)")
_CODED = ["concept", "form", "stance", "agreement", "formula"]

_Found = tuple[str, int, int, str]
"""A concept, its characters in the sentence, and the form that found it."""


def code_statements(run: Run, codebook: Codebook, *, concern: str = "against") -> pd.DataFrame:
    """List the statements of a run about the concepts of a codebook.

    A stance is about the concepts in its own clause, up to the formula: in 負担増は評価しませんが、減税に賛成します it is 減税 that is agreed
    with. A concept without a formula is a statement without agreement; it counts where the qualifier is ignored.

    Parameters
    ----------
    run : Extraction or StoredRun
        One in a folder (:func:`plantext.open_run`) is read part by part.
    concern : str
        What a concern counts as: ``against`` (agreement 0) or ``none`` (no agreement).

    Returns
    -------
    pandas.DataFrame
        One row a sentence, concept and stance: doc_id, sent_id, date, start, end (characters of the document), turn,
        speaker, person, party, role, affiliation, ministry (of the role), the columns of the documents, concept, form,
        stance (empty for none), agreement (1, 0, missing), formula, text.

    Raises
    ------
    EmptyResultError
        If no sentence holds a concept.

    Examples
    --------
    >>> import plantext as pt
    >>> from plantext.clauses.codebook import Codebook, Concept
    >>> book = Codebook((Concept("データ流通", ("データ流通", "DFFT")),))
    >>> found = code_statements(pt.extract("priority-plan-2023-draft-p145"), book)
    >>> found["concept"].unique().tolist(), bool(found["agreement"].isna().all())
    (['データ流通'], True)
    """
    _check_concern(concern)
    need_text(run)
    tables, spoken = [], 0
    for part in run.parts(sentences=["turn", "speaker", "kind", "text"], mentions=(), turns=True):
        found, number = _code(part, codebook, concern)
        spoken += number
        if found is not None:
            tables.append(found)
    if not tables:
        raise EmptyResultError(
            "{source}: none of {n_concepts} concepts stands in {spoken} sentences. `plantext concepts` "
            "proposes some that do.",
            source=codebook.source,
            n_concepts=len(codebook.concepts),
            spoken=spoken,
        )
    return _joined(tables)


def _check_concern(concern: str) -> None:
    if concern not in ("against", "none"):
        raise PlantextError("concern {concern!r}: expected against or none.", concern=concern)


def _code(run: Extraction, codebook: Codebook, concern: str) -> tuple[pd.DataFrame | None, int]:
    """The statements of a part, None for none, and how many sentences somebody says."""
    spoken = run.sentences[~run.sentences["kind"].isin(NO_SPEECH)]
    occurrences = codebook.occurrences(spoken)
    if occurrences.empty:
        return None, len(spoken)
    sentences = _described(run, spoken.merge(occurrences[KEYS].drop_duplicates(), on=KEYS))
    by_sentence: dict[tuple[str, int], list[_Found]] = {}
    for doc_id, sent_id, *found in occurrences[[*KEYS, "concept", "start", "end", "form"]].itertuples(index=False):
        by_sentence.setdefault((doc_id, sent_id), []).append(tuple(found))
    rows = [
        {**sentence, **dict(zip(_CODED, coded, strict=True))}
        for sentence in records(sentences)
        for coded in _coded(sentence, by_sentence[sentence["doc_id"], sentence["sent_id"]], concern)
    ]
    table = pd.DataFrame(rows)
    texts = [name for name in table.columns if name != "agreement" and not pd.api.types.is_integer_dtype(table[name])]
    table = table[[*(name for name in table.columns if name != "text"), "text"]]
    return table.astype({"agreement": "Int64"} | dict.fromkeys(texts, "str")), len(spoken)


def _joined(tables: list[pd.DataFrame]) -> pd.DataFrame:
    return tables[0] if len(tables) == 1 else pd.concat(tables, ignore_index=True)


def code_documents(documents: Iterable[Document], codebook: Codebook, *, concern: str = "against") -> pd.DataFrame:
    """List the statements of documents as they are read, one after the other, without finding their names first.

    Memory holds the statements and one document.

    Examples
    --------
    >>> import plantext as pt
    >>> from plantext.clauses.codebook import Codebook, Concept
    >>> page = pt.read("priority-plan-2023-draft-p145")
    >>> code_documents([page], Codebook((Concept("DFFT", ("DFFT",)),)))["form"].unique().tolist()
    ['DFFT']
    """
    _check_concern(concern)
    parts, seen = [], 0
    for document in documents:
        seen += 1
        sentences = sentences_table(document.sentences)
        run = Extraction(
            sentences,
            no_names := mentions_table([]),
            entities_table(no_names, sentences),
            turns=turns_table([document]),
            documents=documents_table([document_row(document)]),
        )
        found, _ = _code(run, codebook, concern)
        if found is not None:
            parts.append(found)
    if not parts:
        raise EmptyResultError(
            "{source}: none of {n_concepts} concepts stands in any of {seen} documents.",
            source=codebook.source,
            n_concepts=len(codebook.concepts),
            seen=seen,
        )
    return _joined(parts)


def _described(run: Extraction, sentences: pd.DataFrame) -> pd.DataFrame:
    """Sentences with what is known of their turn and document."""
    kept = sentences[[*KEYS, "start", "end", "turn", "speaker", "text"]]
    turns = run.turns[["doc_id", "turn", "person", "role", "affiliation", "party"]]
    table = kept.merge(turns, on=["doc_id", "turn"], how="left")
    columns = [name for name in run.documents.columns if name not in table.columns or name == "doc_id"]
    documents = run.documents[[name for name in columns if name not in ("source", "n_pages")]]
    if documents.empty:
        rows = [{name: entry.get(name, "") for name in DOCUMENTS} for entry in run.info.get("documents", ())]
        documents = pd.DataFrame(rows, columns=["doc_id", "title", "date", "publisher"])
    table = table.merge(documents, on="doc_id", how="left").fillna("")
    # Where nobody is named, the text speaks for its publisher.
    nameless = (table["person"] == "") & (table["speaker"] == "")
    table["ministry"] = [ministry_of(role) for role in table["role"]]
    table["actor"] = table["person"].where(table["person"] != "", table["speaker"]).mask(nameless, table["publisher"])
    return table


def _coded(sentence: dict[str, Any], occurrences: Iterable[_Found], concern: str) -> Iterator[tuple[Any, ...]]:
    """The concepts of a sentence, each with its stance; a concept named twice with one stance is one."""
    stances = [one for one in find_stances(sentence["text"], own=_own_names(sentence)) if one.holder == "speaker"]
    seen = set()
    for concept, start, end, form in occurrences:
        stance = _nearest(stances, start, end)
        key = (concept, stance.stance if stance else "")
        if key not in seen:
            seen.add(key)
            counts = stance is not None and not (stance.stance == "concern" and concern == "none")
            agreement = AGREEMENT[stance.stance] if stance and counts else pd.NA
            yield concept, form, key[1], agreement, stance.formula if stance else ""


def _nearest(stances: Iterable[Stance], start: int, end: int) -> Stance | None:
    """The first stance whose clause holds a range of the sentence."""
    return next((one for one in stances if one.clause <= start and end <= one.end), None)


def _own_names(sentence: dict[str, Any]) -> list[str]:
    """Names that mean the speaker: the parties of the group, and the government and ministry for those in office."""
    names = [part for part in sentence["party"].split("・") if len(part) > 2]
    if any(word in sentence["role"] for word in _OFFICE):
        names += ["政府", sentence["ministry"]]
    return [name for name in names if name]


@cache
def ministry_of(role: str) -> str:
    """Find the ministry of an office: the body that its name begins with, or the one that a minister heads.

    Examples
    --------
    >>> ministry_of("文部科学大臣"), ministry_of("総務省大臣官房審議官"), ministry_of("議長")
    ('文部科学省', '総務省', '')
    """
    from plantext.recognition.api import find_entities

    head, minister, _ = role.partition("大臣")
    if minister and not _BODY.match(head):
        role = f"{head}省"
    body = _BODY.match(role)
    if body is None:
        return ""
    found = find_entities(body[0]).query("label == 'ORG' and start == 0")
    return "" if found.empty else str(found["entity"].iloc[0])
