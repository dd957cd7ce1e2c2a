"""How sure it is that a page was read right: signs weighed by what they meant on pages whose right reading is known."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from plantext.errors import Message, join
from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.signs import BODY_OUT, SIGNS, join_page, page_signs, sentence_signs
from plantext.records import Note, Sentence

_FITTED: dict[str, Any] = tomllib.loads(Path(__file__).with_name("confidence.toml").read_text(encoding="utf-8"))
SURE: float = _FITTED["sure"]
"""Confidence from which on a page is told without doubt."""


class Judged(NamedTuple):
    """A sentence of running text and its signs, those of its page among them."""

    sentence: Sentence
    signs: Mapping[str, float]


def judge_sentences(pages: Sequence[Sequence[Line]], sentences: Sequence[Sentence]) -> dict[int, list[Judged]]:
    """Find the signs of each sentence of running text; page → its sentences.

    Parameters
    ----------
    pages : sequence of sequence of Line
        Lines of each page, as the file draws them.
    sentences : sequence of Sentence
        In reading order.
    """
    joined = [join_page(lines) for lines in pages]
    signs: dict[int, list[tuple[Sentence, dict[str, float]]]] = {}
    for before, sentence in zip([None, *sentences], sentences, strict=False):
        if sentence.kind in BODY_OUT or not 0 < sentence.page <= len(joined):
            continue
        following = joined[sentence.page] if sentence.page < len(joined) else None
        found = sentence_signs(sentence, before, joined[sentence.page - 1], following)
        signs.setdefault(sentence.page, []).append((sentence, found))
    judged = {}
    for number, rows in signs.items():
        whole = page_signs(joined[number - 1], [found for _, found in rows])
        judged[number] = [Judged(sentence, found | whole) for sentence, found in rows]
    return judged


def confidence_of(signs: Mapping[str, float]) -> float:
    """Chance that a sentence with some signs was read right.

    Examples
    --------
    >>> confidence_of({}) > 0.9 > confidence_of({"hangs": 1.0, "stray": 1.0})
    True
    """
    return 1 / (
        1 + math.exp(-_FITTED["intercept"] - sum(_FITTED["weights"][name] * signs.get(name, 0.0) for name in SIGNS))
    )


def doubt_pages(pages: Sequence[Sequence[Line]], sentences: Sequence[Sentence]) -> list[Note]:
    """Tell the pages whose sentences may not all be right: one note a page, with its confidence and what speaks against it."""
    notes = []
    for number, judged in sorted(judge_sentences(pages, sentences).items()):
        chances = [confidence_of(it.signs) for it in judged]
        sure = sum(chances) / len(chances)
        if sure >= SURE:
            continue
        against = {name: -_FITTED["weights"][name] * sum(it.signs.get(name, 0.0) for it in judged) for name in SIGNS}
        worst = sorted(against, key=lambda name: (-against[name], name))[:2]
        signs = [SIGNS[name] for name in worst if against[name] > 0]
        why = Message("{one} and {other}", one=signs[0], other=signs[1]) if len(signs) > 1 else join("", signs)
        least = judged[chances.index(min(chances))].sentence.text
        message = Message(
            "The page may not be read right ({sure:.0%} of its {n_sentences} sentences, by estimate): {why}.",
            sure=sure,
            n_sentences=len(judged),
            why=why or Message("too few signs"),
        )
        notes.append(Note("uncertain", message, number, least[:60], round(sure, 2)))
    return notes
