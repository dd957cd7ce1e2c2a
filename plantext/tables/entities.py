"""The entities table: one row an entity, counted mention by mention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from plantext.errors import TableError
from plantext.tables.columns import Columns, checked, frame
from plantext.tables.schemas import ENTITIES, SEPARATOR

EnglishNames = Mapping[tuple[str, str], str]
"""English names by label and entity."""


@dataclass
class _Count:
    first_doc: str
    first_page: int
    n_mentions: int = 0
    n_sentences: int = 0
    forms: Counter[str] = field(default_factory=Counter)


class EntityCounts:
    """Counts of entities over whole documents; memory holds one count an entity and its forms."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], _Count] = {}

    def __len__(self) -> int:
        return len(self._counts)

    def add(self, sentences: Columns, mentions: Columns) -> None:
        """Count the mentions of whole documents; a mention in no sentence is a :class:`~plantext.errors.TableError`."""
        places = zip(sentences["doc_id"], sentences["sent_id"], strict=True)
        pages = dict(zip(places, sentences["page"], strict=True))
        seen: set[tuple[str, str, str, int]] = set()
        columns = ("doc_id", "sent_id", "text", "label", "entity")
        for doc_id, sent_id, text, label, entity in zip(*(mentions[name] for name in columns), strict=True):
            count = self._counts.get((label, entity))
            if count is None:
                # The first mention says where an entity is first found.
                if (doc_id, sent_id) not in pages:
                    raise TableError(
                        "mentions: {text!r}: expected a sentence, got {doc_id} {sent_id}, which is none.",
                        text=text,
                        doc_id=doc_id,
                        sent_id=sent_id,
                    )
                count = self._counts[label, entity] = _Count(doc_id, pages[doc_id, sent_id])
            count.n_mentions += 1
            count.forms[text] += 1
            if (place := (label, entity, doc_id, sent_id)) not in seen:
                seen.add(place)
                count.n_sentences += 1

    def table(self, names_en: EnglishNames | None = None) -> pd.DataFrame:
        """Return the entities, the most frequent first, ties ordered by label and name."""
        names_en = names_en or {}
        columns: dict[str, list[object]] = {name: [] for name in ENTITIES}
        # Ties by label and name, so that the order is the same in any order of counting.
        for (label, entity), count in sorted(self._counts.items(), key=lambda item: (-item[1].n_mentions, item[0])):
            forms = sorted((-n, form) for form, n in count.forms.items() if form != entity)
            row = {
                "entity": entity,
                "label": label,
                "name_en": names_en.get((label, entity), ""),
                "aliases": SEPARATOR.join(form for _, form in forms),
                "n_mentions": count.n_mentions,
                "n_sentences": count.n_sentences,
                "first_doc": count.first_doc,
                "first_page": count.first_page,
            }
            for name, value in row.items():
                columns[name].append(value)
        return frame(checked(columns, ENTITIES, "entities"), ENTITIES)


def entities_table(
    mentions: pd.DataFrame, sentences: pd.DataFrame, names_en: EnglishNames | None = None
) -> pd.DataFrame:
    """Count the entities of whole tables, the most frequent first; `names_en` by label and entity.

    Examples
    --------
    >>> sentences = pd.DataFrame({"doc_id": ["plan"], "sent_id": [0], "page": [1]})
    >>> mentions = pd.DataFrame({"doc_id": ["plan"], "sent_id": [0], "text": ["国"], "label": ["ORG"], "entity": ["国"]})
    >>> entities_table(mentions, sentences)["n_mentions"].tolist()
    [1]
    """
    counts = EntityCounts()
    counts.add(
        {name: sentences[name].tolist() for name in ("doc_id", "sent_id", "page")},
        {name: mentions[name].tolist() for name in ("doc_id", "sent_id", "text", "label", "entity")},
    )
    return counts.table(names_en)
