"""The spaCy component ``plantext_entities``; the only import of spaCy here."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from plantext.labels import LABEL, LABELS
from plantext.recognition.lexicon import COLUMNS, Term, load_lexicon
from plantext.recognition.recognizer import Recognizer, make_recognizer
from plantext.records import Mention


def displacy_options() -> dict[str, Any]:
    """Return options for ``displacy.render(doc, style="ent", options=…)``: plantext's labels in its colours.

    Examples
    --------
    >>> displacy_options()["ents"][0]
    'ORG'
    """
    return {"ents": list(LABELS), "colors": {code: row.tint for code, row in LABEL.items()}}


class PlantextEntities:
    """Pipeline component: sets ``doc.ents`` and, on every entity, ``kb_id_``, ``_.series`` and ``_.source``.

    `lexicon` and `date` are those of :func:`plantext.recognition.api.load_pipeline`; ``doc.user_data["date"]``
    overrides the date.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("ja")
    >>> component = nlp.add_pipe("plantext_entities")
    >>> [(ent.text, ent.label_, ent.kb_id_) for ent in nlp("国際連合の発表").ents]
    [('国際連合', 'ORG', '国連')]
    """

    def __init__(self, lexicon: str | Path | None = None, date: str = "") -> None:
        self.date = date
        self._own: tuple[Term, ...] = ()
        self._recognizer: Recognizer = make_recognizer()
        if lexicon:
            self._set_terms(load_lexicon(lexicon))
        for name in ("series", "source", "norm", "date_start", "date_end"):
            if not Span.has_extension(name):
                Span.set_extension(name, default="")

    def _set_terms(self, own: Sequence[Term]) -> None:
        self._own = tuple(own)
        self._recognizer = make_recognizer(self._own)

    def __call__(self, doc: Doc) -> Doc:
        """Find the names; words that a name cuts through are split."""
        date = doc.user_data.get("date", self.date)
        day = dt.date.fromisoformat(date) if isinstance(date, str) and date else (date or None)
        mentions = self._recognizer.find(doc.text, date=day)
        # An entity of spaCy consists of whole tokens.
        _split_words(doc, {edge for mention in mentions for edge in (mention.start, mention.end)})
        doc.ents = tuple(filter_spans([span for mention in mentions if (span := _span(doc, mention)) is not None]))
        return doc

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:  # noqa: ARG002
        """Write the project's own entries and the date into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "lexicon.csv").write_text(_to_csv(self._own), encoding="utf-8")
        (folder / "date.txt").write_text(self.date, encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> PlantextEntities:  # noqa: ARG002
        """Read what :meth:`to_disk` wrote."""
        folder = Path(path)
        self._set_terms(load_lexicon(folder / "lexicon.csv"))
        self.date = (folder / "date.txt").read_text(encoding="utf-8")
        return self

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:  # noqa: ARG002
        """The project's own entries and the date."""
        return (self.date + "\n" + _to_csv(self._own)).encode()

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> PlantextEntities:  # noqa: ARG002
        """Read what :meth:`to_bytes` gave."""
        import tempfile

        self.date, _, text = data.decode().partition("\n")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "lexicon.csv"
            path.write_text(text, encoding="utf-8")
            self._set_terms(load_lexicon(path))
        return self


def _to_csv(terms: Sequence[Term]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for term in terms:
        own = "" if term.entity in term.forms else "="
        writer.writerow(
            [
                term.entity,
                term.label,
                term.name_en,
                term.series,
                own + " | ".join(form + "?" * (form in term.doubtful) for form in term.forms),
                term.note,
            ]
        )
    return out.getvalue()


def _span(doc: Doc, mention: Mention) -> Span | None:
    span = doc.char_span(mention.start, mention.end, label=mention.label, kb_id=mention.entity, alignment_mode="expand")
    if span is not None:
        span._.series, span._.source, span._.norm = mention.series, mention.source, mention.norm
        span._.date_start = mention.date_start.isoformat() if mention.date_start else ""
        span._.date_end = mention.date_end.isoformat() if mention.date_end else ""
    return span


def _cuts(token: Token, edges: set[int]) -> list[str]:
    inside = [edge - token.idx for edge in range(token.idx + 1, token.idx + len(token)) if edge in edges]
    points = [0, *inside, len(token)]
    return [token.text[start:end] for start, end in pairwise(points)]


def _split_words(doc: Doc, edges: set[int]) -> None:
    """Split the words that a name begins or ends in (OECDAI in OECDAI原則)."""
    cuts = {token.i: parts for token in doc if len(parts := _cuts(token, edges)) > 1}
    if not cuts:
        return
    # GiNZA keeps the shorter words of each token in a list by token, which has to keep step.
    sub_tokens = doc.user_data.get("sub_tokens")
    with doc.retokenize() as retokenizer:
        for i, parts in cuts.items():
            heads: list[Token | tuple[Token, int]] = [(doc[i], min(n + 1, len(parts) - 1)) for n in range(len(parts))]
            retokenizer.split(doc[i], parts, heads=heads, attrs={"TAG": [doc[i].tag_] * len(parts)})
    if isinstance(sub_tokens, list):
        doc.user_data["sub_tokens"] = [
            entry for i, old in enumerate(sub_tokens) for entry in ([None] * len(cuts[i]) if i in cuts else [old])
        ]


@Language.factory(
    "plantext_entities",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={"lexicon": None, "date": ""},
)
def make_component(nlp: Language, name: str, lexicon: str | None, date: str) -> PlantextEntities:  # noqa: ARG001
    """Make the component for ``nlp.add_pipe("plantext_entities")``; see :class:`PlantextEntities`."""
    return PlantextEntities(lexicon, date)


def build_pipeline(lexicon: str | Path | None = None, *, date: str = "", parse: bool = True) -> Language:
    """Load GiNZA with the component; see :func:`plantext.recognition.api.load_pipeline`."""
    import spacy

    exclude = (
        ["ner"] if parse else ["ner", "tok2vec", "parser", "morphologizer", "compound_splitter", "bunsetu_recognizer"]
    )
    nlp = spacy.load("ja_ginza", exclude=exclude)
    nlp.add_pipe("plantext_entities", first=True, config={"lexicon": str(lexicon) if lexicon else None, "date": date})
    return nlp
