"""Where annotated sentences stand in documents as they are read today."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from plantext.errors import TableError
from plantext.records import Document

# Characters at the end of a sentence by which it is found where it has lost or got a beginning, such as a speaker's label.
TAIL = 24


def sha1(text: str) -> str:
    """Return the SHA-1 of a text, hexadecimal.

    Examples
    --------
    >>> sha1("総務省")[:8]
    'd48f2bbb'
    """
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def squeeze(text: str) -> tuple[str, list[int]]:
    """Take typesetting out of a text: NFKC without white space, with the offset that each character came from.

    Examples
    --------
    >>> squeeze("Ｇ７ 会合")
    ('G7会合', [0, 1, 3, 4])
    """
    kept = [
        (character, at)
        for at, printed in enumerate(text)
        for character in unicodedata.normalize("NFKC", printed)
        if not character.isspace()
    ]
    return "".join(character for character, _ in kept), [at for _, at in kept]


@dataclass(frozen=True, slots=True)
class Anchored:
    """A sentence that was found.

    Parameters
    ----------
    places : tuple of int
        Where each character counted by the row's spans is printed in the text; -1 for one that is not in it now.
    """

    document: Document
    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The printed range of a span of the row; None where part of it is not in the sentence."""
        inside = self.places[start:end]
        return None if -1 in inside or len(inside) < end - start else (inside[0], inside[-1] + 1)


@dataclass(frozen=True)
class Anchors:
    """Documents in which the sentences of gold are looked up."""

    documents: Mapping[str, Document]

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Anchors:
        """Take documents by their ids."""
        return cls({document.id: document for document in documents})

    def at_offsets(self, row: Mapping[str, Any], where: str) -> Anchored:
        """Look up a row with start and end: the characters annotated, or the sentence they have become since."""
        document = self.documents.get(row["doc_id"])
        if document is None:
            raise TableError(
                "{where}: the document {doc_id} is needed to look up its text; fetch it and pass it.",
                where=where,
                doc_id=row["doc_id"],
            )
        text = document.text[row["start"] : row["end"]].replace("\n", "")
        # A reader that has improved moves offsets, but seldom changes the sentence.
        if sha1(text) != row["sha1"]:
            moved = next((sentence.text for sentence in document.sentences if sha1(sentence.text) == row["sha1"]), None)
            if moved is None:
                raise TableError(
                    "{where}: characters {start}:{end} of {doc_id} have the sha1 {found}, expected {expected}, and "
                    "no sentence has it; the document is read in another way than when it was annotated. Annotate "
                    "the sentence again, or take the row out.",
                    where=where,
                    start=row["start"],
                    end=row["end"],
                    doc_id=row["doc_id"],
                    found=sha1(text),
                    expected=row["sha1"],
                )
            text = moved
        return Anchored(document, text, tuple(range(len(text))))

    def by_content(self, row: Mapping[str, Any]) -> Anchored | None:
        """Look up a row without offsets: the sentence with the same squeezed text, or else the same end."""
        found = self._sentences.get(row["sha1"]) or self._tails.get(row.get("tail", ""))
        if found is None:
            return None
        document, text = found
        places = squeeze(text)[1]
        lost = int(row.get("length", len(places))) - len(places)
        return Anchored(document, text, (*[-1] * lost, *places[max(0, -lost) :]))

    @cached_property
    def _squeezed(self) -> list[tuple[str, Document, str]]:
        return [
            (squeeze(sentence.text)[0], document, sentence.text)
            for document in self.documents.values()
            for sentence in document.sentences
        ]

    @cached_property
    def _sentences(self) -> dict[str, tuple[Document, str]]:
        return {sha1(squeezed): (document, text) for squeezed, document, text in self._squeezed}

    @cached_property
    def _tails(self) -> dict[str, tuple[Document, str]]:
        """The sentences that alone end as they do."""
        tails: dict[str, dict[str, tuple[Document, str]]] = {}
        for squeezed, document, text in self._squeezed:
            if len(squeezed) >= TAIL:
                tails.setdefault(sha1(squeezed[-TAIL:]), {})[squeezed] = (document, text)
        return {tail: next(iter(found.values())) for tail, found in tails.items() if len(found) == 1}


def anchor(text: str) -> dict[str, Any]:
    """Make the columns by which :meth:`Anchors.by_content` finds a sentence again.

    Examples
    --------
    >>> anchor("Ｇ７ 会合")["length"]
    4
    """
    squeezed = squeeze(text)[0]
    row: dict[str, Any] = {"sha1": sha1(squeezed), "length": len(squeezed)}
    return {**row, "tail": sha1(squeezed[-TAIL:])} if len(squeezed) >= TAIL else row
