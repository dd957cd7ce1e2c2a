"""Names of people replaced by stable pseudonyms in every table of a run."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate
from typing import Any

import pandas as pd

from plantext.extraction.pseudonyms import give_pseudonyms
from plantext.reading.turns.naming import parse_label
from plantext.reading.turns.posts import SPLIT
from plantext.tables.entities import entities_table
from plantext.tables.run import Extraction

NOBODY = "P000"
"""Stands for a surname that may be that of several people."""

# What stands behind a surname alone.
_BEHIND = f"(?:[（(][^（）()]{{1,4}}[）)])?(?:{SPLIT['posts']}|でございます|と申し)"
_KANJI = "[々\u3400-\u9fff\uf900-\ufaff]"
_SURNAME = 4
_WHOLE = 3


def mask_persons(run: Extraction, key: Mapping[str, str] | None = None) -> tuple[Extraction, dict[str, str]]:
    """Replace the names of people by pseudonyms, in text, speakers, mentions, titles and what the run says of itself.

    People are those of the turns and persons tables and the entities labelled PERSON; a surname is replaced before
    a post, or where it was recognised as a name. A name that is none of these stays: read what is to be published.

    Parameters
    ----------
    key : mapping of str to str, optional
        Pseudonyms given before, which stay.

    Returns
    -------
    tuple of Extraction and dict
        The run without names, and the key with the people that came new.

    Examples
    --------
    >>> import plantext as pt
    >>> masked, key = mask_persons(pt.load("priority-plan-2023"))
    >>> key
    {}
    """
    people = {*run.persons["person"], *run.turns["person"]}
    people |= set(run.entities.loc[run.entities["label"] == "PERSON", "entity"])
    known = give_pseudonyms(sorted(people - {""}), key or {})
    parts = [_mask_document(run, doc_id, known) for doc_id in dict.fromkeys(run.sentences["doc_id"])]
    everywhere = _Mask({name: known[name] for name in people - {""}})
    tables = {
        name: pd.concat([part[name] for part in parts], ignore_index=True) if parts else getattr(run, name)
        for name in ("sentences", "mentions", "turns")
    }
    names_en = {
        (label, entity): name
        for label, entity, name in zip(*(run.entities[c] for c in ("label", "entity", "name_en")), strict=True)
        if name and label != "PERSON"
    }
    persons = run.persons.assign(
        person=[known.get(person, person) for person in run.persons["person"]],
        form=[_mask_label(*pair, known) for pair in zip(run.persons["form"], run.persons["person"], strict=True)],
    )
    masked = replace(
        run,
        **tables,
        entities=entities_table(tables["mentions"], tables["sentences"], names_en),
        persons=persons,
        measures=everywhere.table(run.measures),
        documents=everywhere.table(run.documents),
        info={**everywhere.value(_without_people(run.info)), "masked": {"persons": len(known)}},
    )
    return masked, known


def _without_people(info: Mapping[str, Any]) -> dict[str, Any]:
    kept = dict(info)
    kept["aliases"] = [row for row in info.get("aliases", ()) if row.get("label") != "PERSON"]
    kept["not_merged"] = [line for line in info.get("not_merged", ()) if ": may be " not in line]
    return kept


@dataclass(frozen=True)
class _Mask:
    """Whole names and surnames, and what stands for them."""

    whole: Mapping[str, str]
    surnames: Mapping[str, str] = field(default_factory=dict)

    def spans(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where names stand in a text, and their pseudonyms."""
        for name in self.whole:
            if len(name) >= _WHOLE:
                for match in _spaced(name).finditer(text):
                    yield match.start(), match.end(), self.whole[name]
        for surname, code in self.surnames.items():
            if surname in text:
                for match in re.finditer(f"(?<!{_KANJI}){re.escape(surname)}(?={_BEHIND})", text):
                    yield match.start(), match.end(), code

    def text(self, text: str) -> str:
        return _replace(text, _disjoint(self.spans(text)))

    def value(self, value: Any) -> Any:
        """Mask the texts of what JSON can hold."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {name: self.value(item) for name, item in value.items()}
        return [self.value(item) for item in value] if isinstance(value, list | tuple) else value

    def table(self, table: pd.DataFrame) -> pd.DataFrame:
        """Mask the columns of text, apart from the documents' identifiers."""
        texts = [name for name in table.columns if name != "doc_id" and not pd.api.types.is_integer_dtype(table[name])]
        return table.assign(**{name: [self.text(value) for value in table[name]] for name in texts})


@cache
def _spaced(name: str) -> re.Pattern[str]:
    """A name as lists set it: 青　葉　太郎."""
    return re.compile(r"[ \u3000]{0,4}".join(map(re.escape, name)))


def _disjoint(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans without overlaps: the first, and of those the longest."""
    found: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1], span[2])):
        if not found or span[0] >= found[-1][1]:
            found.append(span)
    return found


def _replace(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    parts, at = [], 0
    for start, end, code in spans:
        parts += [text[at:start], code]
        at = end
    return "".join([*parts, text[at:]])


def _mask_label(label: str, person: str, known: Mapping[str, str]) -> str:
    """A speaker's label with the pseudonym for the name: 山川（健）委員 becomes P001委員."""
    code = known.get(person, "")
    plain, name = "".join(label.split()), parse_label(label)
    if not code:
        return label
    for printed in (person, f"{name.name}（{name.hint}）", f"{name.name}({name.hint})", name.name):
        if printed and printed in plain:
            return plain.replace(printed, code, 1)
    return code


def _mask_document(run: Extraction, doc_id: str, known: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    sentences, mentions, turns = (
        table[table["doc_id"] == doc_id] for table in (run.sentences, run.mentions, run.turns)
    )
    named = mentions[mentions["label"] == "PERSON"]
    mask = _mask_of(sentences, turns, named, known)
    who = dict(zip(turns["turn"], turns["person"], strict=True))
    labels = zip(sentences["speaker"], sentences["turn"], strict=True)
    speakers = [_mask_label(label, who.get(turn, ""), known) for label, turn in labels]
    pairs = zip(turns["speaker"], turns["person"], strict=True)
    turns = turns.assign(
        speaker=[_mask_label(*pair, known) for pair in pairs],
        person=[known.get(person, person) for person in turns["person"]],
    )
    sentences = sentences.assign(speaker=speakers, section=[mask.text(section) for section in sentences["section"]])
    sentences, mentions = _mask_text(sentences, mentions, mask, known)
    return {"sentences": sentences, "mentions": mentions, "turns": turns}


def _mask_of(sentences: pd.DataFrame, turns: pd.DataFrame, named: pd.DataFrame, known: Mapping[str, str]) -> _Mask:
    """The names that stand in a document, and the surnames of its people."""
    text = "".join("".join(sentences["text"]).split()) if "text" in sentences.columns else ""
    whole = {name: code for name, code in known.items() if len(name) >= _WHOLE and name in text}
    surnames: dict[str, str] = {}
    people = sorted({*turns["person"], *named["entity"], *whole} - {""})
    for person in people:
        printed = person.partition("（")[0]
        # A surname that leads to a whole name is that person's.
        if any(other != person and other.startswith(printed) for other in people):
            continue
        for length in range(1, min(len(printed), _SURNAME) + 1):
            code = known[person]
            surnames[printed[:length]] = code if surnames.get(printed[:length], code) == code else NOBODY
    # Longer ones first: they win where two begin at one place.
    return _Mask(whole, dict(sorted(surnames.items(), key=lambda row: (-len(row[0]), row[0]))))


def _mask_text(
    sentences: pd.DataFrame, mentions: pd.DataFrame, mask: _Mask, known: Mapping[str, str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Mask the sentences of a document; its mentions move along."""
    texts = list(sentences["text"]) if "text" in sentences.columns else [""] * len(sentences)
    by_sentence = dict(iter(mentions.groupby("sent_id")))
    starts, ends, shown, moved = [], [], [], []
    shift = 0
    for sent_id, start, end, text in zip(
        sentences["sent_id"], sentences["start"], sentences["end"], texts, strict=True
    ):
        rows = by_sentence.get(sent_id)
        spans = _disjoint([*mask.spans(text), *_of_mentions(rows, start, mask, known)])
        if not text:  # tables without text: nothing moves
            spans = []
        line = _replace(text, spans)
        if rows is not None:
            moved.append(_moved(rows, spans, start, start + shift, line, mask, known))
        starts.append(start + shift)
        shift += len(line) - len(text)
        ends.append(end + shift)
        shown.append(line)
    sentences = sentences.assign(start=starts, end=ends)
    sentences = sentences.assign(text=shown) if "text" in sentences.columns else sentences
    return sentences, pd.concat(moved) if moved else mentions


def _of_mentions(
    rows: pd.DataFrame | None, start: int, mask: _Mask, known: Mapping[str, str]
) -> Iterator[tuple[int, int, str]]:
    """Where a sentence's mentions of people stand."""
    if rows is None:
        return
    for begin, end, label, text, entity in zip(
        *(rows[name] for name in ("start", "end", "label", "text", "entity")), strict=True
    ):
        if label == "PERSON":
            yield begin - start, end - start, mask.surnames.get(text) or known.get(entity, NOBODY)


def _moved(  # noqa: PLR0913, PLR0917
    rows: pd.DataFrame,
    spans: Sequence[tuple[int, int, str]],
    old: int,
    new: int,
    line: str,
    mask: _Mask,
    known: Mapping[str, str],
) -> pd.DataFrame:
    """Mentions of a sentence where its text stands now; those inside a name that is masked, other than it, go."""
    grown = [0, *accumulate(len(code) - (end - start) for start, end, code in spans)]
    ends = [end for _, end, _ in spans]
    within = {(start, end): code for start, end, code in spans}

    def place(offset: int) -> int:
        return offset + grown[bisect_right(ends, offset)]

    kept = []
    for row in rows.to_dict("records"):
        start, end = row["start"] - old, row["end"] - old
        code = within.get((start, end))
        if code is None and any(
            start < stop and begin < end and not (start <= begin and stop <= end) for begin, stop, _ in spans
        ):
            continue
        if row["label"] == "PERSON":
            row |= {"entity": code or known.get(row["entity"], NOBODY)}
        elif code is not None:
            continue
        else:
            row["entity"] = mask.text(row["entity"])
        first, last = place(start), place(end)
        text = line[first:last] if line else (row["entity"] if row["label"] == "PERSON" else mask.text(row["text"]))
        kept.append(row | {"start": new + first, "end": new + last, "text": text})
    return pd.DataFrame(kept, columns=list(rows.columns)).astype(rows.dtypes.to_dict())
