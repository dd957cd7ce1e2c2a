"""GiNZA's dependency parser over sentences; the only place that runs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from plantext.errors import PlantextError

MODEL = "ja_ginza"
# What the parser does not need; names come from plantext itself.
_UNUSED = ["ner", "morphologizer", "compound_splitter", "bunsetu_recognizer", "attribute_ruler"]
_BUNSETU = "_bunsetu"
_BATCH = 64


class Word(NamedTuple):
    """A word of a parsed sentence.

    ``tag`` is its part of speech in UniDic's terms, ``form`` its inflection (``サ行変格;連用形-一般``), ``dep`` its
    relation (Universal Dependencies), ``head`` the number of the word it depends on; the root depends on itself.
    """

    start: int
    end: int
    text: str
    lemma: str
    tag: str
    form: str
    dep: str
    head: int


Parsed = tuple[Word, ...]


@cache
def _pipeline() -> Any:
    """Load GiNZA's parser, computing on numpy's BLAS: thinc's own kernels are several times as slow on most processors."""
    import spacy
    from thinc.api import NumpyOps

    class BlasOps(NumpyOps):  # type: ignore[misc]
        """numpy's matrix product in place of thinc's."""

        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            return np.dot(x.T if trans1 else x, y.T if trans2 else y, out=out)

    try:
        pipeline = spacy.load(MODEL, exclude=_UNUSED)
    except OSError as error:
        raise PlantextError(
            "Statements need GiNZA's model {model}, which is not installed: pip install {model}.", model=MODEL
        ) from error
    ops = BlasOps()
    components: list[tuple[str, Any]] = list(pipeline.pipeline)
    for _, component in components:
        for node in component.model.walk():
            node.ops = ops
    return pipeline


def parse(texts: Iterable[str]) -> Iterator[Parsed]:
    """Parse sentences, in the order given.

    Examples
    --------
    >>> words = next(parse(["総務省が公表する。"]))  # doctest: +SKIP
    >>> [(word.text, word.dep, words[word.head].text) for word in words][:2]  # doctest: +SKIP
    [('総務省', 'nsubj', '公表'), ('が', 'case', '総務省')]
    """
    texts = list(texts)
    # By length, so that a batch holds little padding.
    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    found: list[Parsed] = [()] * len(texts)
    docs = _pipeline().pipe((texts[number] for number in order), batch_size=_BATCH)
    for number, doc in zip(order, docs, strict=True):
        found[number] = tuple(_word(token) for token in doc)
    yield from found


def _word(token: Any) -> Word:
    form = token.morph.get("Inflection")
    return Word(
        token.idx,
        token.idx + len(token.text),
        token.text,
        token.lemma_,
        token.tag_,
        form[0] if form else "",
        token.dep_.removesuffix(_BUNSETU),
        token.head.i,
    )
