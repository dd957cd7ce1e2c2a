"""What must hold of everything that reads what others wrote: not only no crash, but no untruth.

Each target takes bytes, hands them to one reader, and raises where a property does not hold. The
fuzzer drives them with inputs that it evolves, the test suite with inputs that hypothesis makes.
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
import math
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from fuzz.seeds import docx
from plantext import corpus
from plantext.dates import find_dates
from plantext.errors import PlantextError
from plantext.labels import LABELS
from plantext.networks.exchange import read_network
from plantext.quality.gold import load_gold
from plantext.reading import Unread, read_bytes, read_zip
from plantext.reading.sentences import split_long
from plantext.recognition.aliases import load_register
from plantext.recognition.lexicon import load_lexicon
from plantext.recognition.recognizer import Recognizer, make_recognizer
from plantext.records import Document, Mention
from plantext.tables.files import read_table
from plantext.tables.run import Extraction
from plantext.tables.schemas import ENTITIES, MENTIONS, SENTENCES
from plantext.text import View, fold

TODAY = dt.date(2023, 6, 9)


class PropertyError(AssertionError):
    """A property that does not hold."""


def holds(condition: object, what: str) -> None:
    """Raise if a property does not hold."""
    if not condition:
        raise PropertyError(what)


def check_document(document: Document) -> None:
    """What holds of every document that a reader gives."""
    text = document.text
    holds(text.strip(), "an empty document is no result")
    holds(document.report, "a document without a report says nothing of what was left out")
    text.encode("utf-8")
    at = 0
    for block in document.blocks:
        holds(0 <= at <= block.start < block.end <= len(text), f"block out of range or order: {block}")
        holds(1 <= block.page <= block.page_end <= document.n_pages, f"page out of range: {block}")
        holds(-1 <= block.anchor <= len(text), f"anchor out of range: {block}")
        at = block.end
    at = 0
    covered = []
    for number, sentence in enumerate(document.sentences):
        holds(sentence.sent_id == number and sentence.doc_id == document.id, f"wrong number or document: {sentence}")
        holds(at <= sentence.start < sentence.end <= len(text), f"sentence out of range or order: {sentence}")
        holds(text[sentence.start : sentence.end] == sentence.text, f"text of another place: {sentence}")
        holds(1 <= sentence.page <= document.n_pages, f"page out of range: {sentence}")
        covered.append(text[at : sentence.start])
        at = sentence.end
    covered.append(text[at:])
    holds(not "".join(covered).strip(), f"characters in no sentence: {''.join(covered).strip()[:60]!r}")
    for measure in document.measure_records:
        holds(1 <= measure.pages[0] <= measure.pages[1] <= document.n_pages, f"page out of range: {measure}")


def _read(data: bytes, name: str) -> None:
    """Read twice: a document with all its properties, or a refusal that names the file; the same both times."""
    outcomes = []
    for _ in range(2):
        try:
            document = read_bytes(data, name, doc_id="fuzz")
            check_document(document)
            outcomes.append((document.text, document.sentences, document.report))
        except PlantextError as error:
            holds(name in str(error), f"the message does not name the file: {error}")
            outcomes.append(str(error))
    holds(outcomes[0] == outcomes[1], "two readings of one file differ")


def text(data: bytes) -> None:
    """The reader of plain text, in whatever encoding."""
    _read(data, "fuzz.txt")


def markdown(data: bytes) -> None:
    """The reader of Markdown."""
    _read(data, "fuzz.md")


def html(data: bytes) -> None:
    """The reader of HTML."""
    _read(data, "fuzz.html")


def word(data: bytes) -> None:
    """The reader of docx: the archive as it is, and as the body of a whole one."""
    if data.startswith(b"PK"):
        _read(data, "fuzz.docx")
        return
    out = io.BytesIO(docx(""))
    with zipfile.ZipFile(out, "a") as made:
        made.writestr("word/footnotes.xml", data)
    _read(out.getvalue(), "fuzz.docx")
    _read(docx(data.decode("utf-8", "replace")), "fuzz.docx")


def pdf(data: bytes) -> None:
    """The reader of PDF."""
    _read(data, "fuzz.pdf")


def archive(data: bytes) -> None:
    """The reader of zip archives."""
    with _file(data, "fuzz.zip") as path:
        try:
            items = list(read_zip(path))
        except PlantextError as error:
            holds("fuzz.zip" in str(error), f"the message does not name the file: {error}")
            return
        for item in items:
            if isinstance(item, Unread):
                holds(item.reason and item.source, "left out without a reason")
            else:
                check_document(item)


def check_mentions(printed: str, mentions: list[Mention]) -> None:
    """What holds of the names found in a text."""
    at = 0
    for mention in mentions:
        holds(at <= mention.start < mention.end <= len(printed), f"out of range, order or empty: {mention}")
        holds(printed[mention.start : mention.end] == mention.text, f"text of another place: {mention}")
        holds(mention.label in LABELS, f"unknown label: {mention}")
        holds(bool(mention.date_start) <= bool(mention.date_end), f"a day without its end: {mention}")
        if mention.date_start and mention.date_end:
            holds(mention.date_start <= mention.date_end, f"ends before it begins: {mention}")
        holds(mention.label == "DATE" or mention.entity.strip(), f"no entity: {mention}")
        at = mention.end


@cache
def _recognizer() -> Recognizer:
    return make_recognizer()


def entities(data: bytes) -> None:
    """``find_entities``: lexicon, patterns, titles, aliases and dates."""
    printed = data.decode("utf-8", "replace")
    found = _recognizer().find(printed, date=TODAY)
    check_mentions(printed, found)
    holds(found == _recognizer().find(printed, date=TODAY), "two searches of one text differ")


def dates(data: bytes) -> None:
    """The date grammar, with and without the document's own date."""
    printed = data.decode("utf-8", "replace")
    before = None
    for date in (TODAY, None):
        at = 0
        for mention in find_dates(printed, date=date, before=before):
            holds(at <= mention.start < mention.end <= len(printed), f"out of range, order or empty: {mention}")
            if mention.date_start and mention.date_end:
                holds(mention.date_start <= mention.date_end, f"ends before it begins: {mention}")
            at = mention.end
            before = mention


def view(data: bytes) -> None:
    """The folded view: every character of it has its place in the text as printed."""
    printed = data.decode("utf-8", "replace")
    seen = View.of(printed)
    holds(len(seen.text) == len(seen.starts) == len(seen.ends), "a character without its place")
    for left, right in itertools.pairwise(range(len(seen.text))):
        holds(seen.starts[left] <= seen.starts[right] and seen.ends[left] <= seen.ends[right], "places out of order")
    holds(all(0 <= a < b <= len(printed) for a, b in zip(seen.starts, seen.ends, strict=True)), "a place out of range")
    holds(fold(printed) == seen.text.strip(), "the fold of a text is not its view")
    cuts = split_long(printed, limit=60)
    holds("".join(printed[a:b] for a, b in cuts) == printed, "pieces do not cover the text")


class _file:  # noqa: N801 - reads as a function
    """A file of this name and content, in a folder of its own."""

    def __init__(self, data: bytes, name: str) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / name
        self.path.write_bytes(data)

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.folder.cleanup()


def _parsed(data: bytes, name: str, read: Callable[[Path], object]) -> object | None:
    with _file(data, name) as path:
        try:
            return read(path)
        except PlantextError as error:
            holds(name in str(error), f"the message does not name the file: {error}")
            return None


def lexicon(data: bytes) -> None:
    """The reader of lexicons: each form stands under one term, and has two characters."""
    terms = _parsed(data, "fuzz.csv", load_lexicon) or ()
    forms = [form for term in terms for form in term.forms]  # type: ignore[attr-defined]
    holds(len(forms) == len(set(forms)), "a form stands under two terms")
    holds(all(len(form) > 1 for form in forms), "a form of one character")


def register(data: bytes) -> None:
    """The reader of registers of aliases."""
    aliases = _parsed(data, "fuzz.csv", load_register) or []
    holds(all(alias.form and alias.entity for alias in aliases), "an empty form")  # type: ignore[attr-defined]


def manifest(data: bytes) -> None:
    """The reader of manifests: no entry leaves its folder."""
    entries = _parsed(data, "fuzz.toml", corpus.load_manifest) or {}
    for name, entry in entries.items():  # type: ignore[attr-defined]
        holds(Path(entry.file).name == entry.file and name == entry.id, f"leaves its folder: {entry}")
        holds(isinstance(entry.day, dt.date), f"no day: {entry}")


def csv_table(data: bytes) -> None:
    """The reader of tables as CSV."""
    for schema in (SENTENCES, MENTIONS):
        _parsed(data, "fuzz.csv", lambda path, schema=schema: read_table(path, schema))


def parquet_table(data: bytes) -> None:
    """The reader of tables as Parquet."""
    _parsed(data, "fuzz.parquet", lambda path: read_table(path, SENTENCES))


_TABLES = {"sentences": SENTENCES, "mentions": MENTIONS, "entities": ENTITIES}


def run_json(data: bytes) -> None:
    """The reader of a run's folder, with any run.json."""
    with tempfile.TemporaryDirectory() as folder:
        for name, schema in _TABLES.items():
            (Path(folder) / f"{name}.csv").write_text(",".join(schema) + "\n", encoding="utf-8")
        (Path(folder) / "run.json").write_bytes(data)
        try:
            run = Extraction.load(folder)
        except PlantextError as error:
            holds("run.json" in str(error), f"the message does not name the file: {error}")
            return
        holds(hasattr(run.info, "get"), "a description that is no mapping")


def gold(data: bytes) -> None:
    """The reader of gold annotations."""
    for sentence in _parsed(data, "fuzz.jsonl", load_gold) or ():  # type: ignore[attr-defined]
        holds(all(span.label in LABELS for span in sentence.spans), f"unknown label: {sentence}")


def _network(data: bytes, suffix: str) -> None:
    net = _parsed(data, f"fuzz{suffix}", read_network)
    if net is not None:
        weights = [weight for _, _, weight in net.edges(data="weight", default=1)]  # type: ignore[attr-defined]
        holds(all(math.isfinite(weight) for weight in weights), "a weight that is no number")


def graphml(data: bytes) -> None:
    """The reader of GraphML."""
    _network(data, ".graphml")


def gexf(data: bytes) -> None:
    """The reader of GEXF."""
    _network(data, ".gexf")


def pajek(data: bytes) -> None:
    """The reader of Pajek files."""
    _network(data, ".net")


def json_network(data: bytes) -> None:
    """The readers of networks as JSON."""
    _network(data, ".json")
    _network(data, ".cyjs")


TARGETS: dict[str, Callable[[bytes], None]] = {
    "text": text,
    "markdown": markdown,
    "html": html,
    "docx": word,
    "pdf": pdf,
    "zip": archive,
    "entities": entities,
    "dates": dates,
    "view": view,
    "lexicon": lexicon,
    "register": register,
    "manifest": manifest,
    "csv": csv_table,
    "parquet": parquet_table,
    "run.json": run_json,
    "gold": gold,
    "graphml": graphml,
    "gexf": gexf,
    "pajek": pajek,
    "network-json": json_network,
}
"""Every target by its name."""
