"""The command line: each command parses, calls one public function and prints."""

from __future__ import annotations

import signal
import sys
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plantext.cli.figures import figures
from plantext.cli.guard import guarded
from plantext.cli.review import annotate, review

if TYPE_CHECKING:
    from plantext.networks.pruning import Graph
    from plantext.tables.run import Extraction

app = typer.Typer(
    name="plantext",
    help="From Japanese policy documents to entity co-occurrence networks whose every edge opens its sentences.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that `plantext extract` wrote.")]
Unit = Annotated[
    str, typer.Option(help="sentence, paragraph, section, measure, turn, row, page, document or window:N.")
]
MeasureName = Annotated[str, typer.Option(help="Column of the pairs table that orders and weighs the edges.")]
Top = Annotated[int, typer.Option(help="Strongest edges kept; ties are kept too.")]
MinCount = Annotated[int, typer.Option(help="Least number of units that a pair shares.")]
Labels = Annotated[str, typer.Option(help="Labels kept, separated by commas; all by default.")]
Sources = Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders or ids of the manifest.")]


def _say(message: str) -> None:
    typer.echo(message, err=True)


@app.callback(invoke_without_command=True)
def _top(version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    if version:
        typer.echo(f"plantext {version_of('plantext')}")
        raise typer.Exit


@app.command()
@guarded
def read(
    source: Annotated[str, typer.Argument(metavar="FILE", help="A file, or an id of the manifest.")],
    format: Annotated[str, typer.Option(help="text for people, json for programs.")] = "text",
) -> None:
    """Report how a document was read: its outline, its measures, and what had to be decided."""
    if format not in ("text", "json"):
        raise typer.BadParameter("expected text or json", param_hint="--format")
    import json

    from plantext import corpus
    from plantext.reading import describe, describe_json

    document = corpus.read(source)
    if format == "json":
        typer.echo(json.dumps(describe_json(document), ensure_ascii=False, indent=2))
    else:
        typer.echo(describe(document))


@app.command()
@guarded
def fetch(
    doc_id: Annotated[str, typer.Argument(metavar="ID", help="An id of the manifest.")],
    from_path: Annotated[Path | None, typer.Option("--from", help="Use this file instead of downloading.")] = None,
) -> None:
    """Download a document of the manifest, unless it is there already, and verify its checksum."""
    from plantext import corpus

    typer.echo(corpus.fetch(doc_id, from_path=from_path, progress=sys.stderr.isatty()))


@app.command()
@guarded
def extract(
    sources: Sources,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the tables.")],
    lexicon: Annotated[Path | None, typer.Option(help="CSV with terms of your own.")] = None,
    aliases: Annotated[Path | None, typer.Option(help="CSV with names to unite: main form | forms.")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Write CSV instead of Parquet.")] = False,
    jobs: Annotated[int, typer.Option(min=1, help="Processes that work at the same time.")] = 1,
    dask: Annotated[str, typer.Option(metavar="ADDRESS", help="Dask scheduler whose workers do the documents.")] = "",
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Do everything again, keep nothing.")] = False,
) -> None:
    """Find the entities of documents and write the tables sentences, mentions, entities and measures.

    A run that was stopped goes on where it stopped when it is started again.
    """
    from plantext.extraction import run as extraction

    done = extraction.extract_to(
        sources,
        output,
        lexicon=lexicon,
        aliases=aliases,
        jobs=jobs,
        cluster=dask,
        cache=not no_cache,
        suffix=".csv" if csv else ".parquet",
        progress=sys.stderr.isatty(),
    )
    for item in done.left_out:
        # The reasons of the readers begin with the file's name.
        named = item["reason"].startswith(f"{item['source']}:")
        _say(f"left out: {item['reason']}" if named else f"left out: {item['source']}: {item['reason']}")
    typer.echo(
        f"{done.n_documents} documents, {done.n_sentences} sentences, {done.n_mentions} mentions of "
        f"{done.n_entities} entities: {output}"
    )
    if done.left_out:
        total = len(done.left_out) + done.n_documents
        _say(f"{len(done.left_out)} of {total} inputs were left out (listed above).")
        raise typer.Exit(1)


@app.command()
@guarded
def network(
    folder: Folder,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", help="The network: .graphml, .gexf, .net (Pajek), .json (VOSviewer), .cyjs, .csv."
        ),
    ],
    unit: Unit = "paragraph",
    measure: MeasureName = "jaccard",
    top: Top = 60,
    min_count: MinCount = 1,
    labels: Labels = "",
    evidence: Annotated[Path | None, typer.Option(help="CSV for the sentences behind every edge.")] = None,
) -> None:
    """Build the co-occurrence network of a folder of tables."""
    from plantext.extraction import run as extraction
    from plantext.lookup import evidence as passages
    from plantext.networks import exchange
    from plantext.storage.tablefile import write_table

    run = extraction.load(folder)
    net = _build(run, unit=unit, measure=measure, top=top, min_count=min_count, labels=labels)
    exchange.write_network(net, output)
    if evidence is not None:
        write_table(passages.network_evidence(run, net), evidence)
    typer.echo(f"{net.number_of_nodes()} nodes, {net.number_of_edges()} edges: {output}")


def _build(run: Extraction, *, unit: str, measure: str, top: int, min_count: int, labels: str) -> Graph:
    from plantext.networks.cooccurrence import cooccur
    from plantext.networks.graph import network as build

    wanted = [label.strip().upper() for label in labels.split(",") if label.strip()] or None
    return build(cooccur(run, unit=unit, labels=wanted), measure=measure, top=top, min_count=min_count)


@app.command()
@guarded
def explore(
    folder: Folder,
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file; it works offline.")],
    unit: Unit = "paragraph",
    measure: MeasureName = "jaccard",
    top: Top = 60,
    min_count: MinCount = 1,
    labels: Labels = "",
    lang: Annotated[str, typer.Option(help="ja or en; the page can switch.")] = "ja",
) -> None:
    """Write a network and the sentences behind it as one HTML page that works offline."""
    from plantext import explorer
    from plantext.extraction import run as extraction

    run = extraction.load(folder)
    net = _build(run, unit=unit, measure=measure, top=top, min_count=min_count, labels=labels)
    typer.echo(f"{net.number_of_nodes()} nodes: {explorer.write_explorer(run, output, net, lang=lang)}")


@app.command()
@guarded
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Annotated sentences.")],
    lexicon: Annotated[Path | None, typer.Option(help="CSV with terms of your own.")] = None,
    stock: Annotated[bool, typer.Option("--stock", help="Score stock GiNZA beside it (slow).")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="List every missed and spurious span.")] = False,
) -> None:
    """Score extraction on annotated sentences: precision, recall and F1 by label and by family, over exact spans."""
    from plantext.quality.evaluation import evaluate as score
    from plantext.quality.evaluation import families
    from plantext.quality.gold import load_gold
    from plantext.quality.predictors import own_predictor, stock_predictor
    from plantext.quality.sources import read_needed

    lost: list[str] = []
    documents = read_needed(gold, lost=lost)
    sentences = load_gold(gold, documents=documents, lost=lost)
    predict = own_predictor(documents=documents, lexicon=lexicon)
    result = score(sentences, predict)
    table = result.scores
    if stock:
        other = score(sentences, stock_predictor(sentences)).scores
        table = table.merge(other[["label", "precision", "recall", "f1"]], on="label", suffixes=("", "_ginza"))
    typer.echo(table.to_string(index=False, float_format=lambda value: f"{value:.3f}"))
    if not (by_family := families(sentences, predict)).empty:
        typer.echo("\n" + by_family.to_string(index=False, float_format=lambda value: f"{value:.3f}"))
    for line in lost:
        _say(line)
    if errors:
        typer.echo(result.errors.to_string(index=False))


@app.command()
@guarded
def evidence(
    folder: Folder,
    a: Annotated[str, typer.Argument(metavar="A", help="A name.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another name.")],
    unit: Unit = "paragraph",
) -> None:
    """List the sentences behind an edge: those of units that hold both names."""
    from plantext.extraction import run as extraction
    from plantext.lookup import evidence as passages

    rows = passages.evidence(extraction.load(folder), a, b, unit=unit)
    for row in rows.to_dict("records"):
        text = row.get("marked", "(text not shipped)")
        typer.echo(f"{row['doc_id']} p.{row['page']}\t{row['section']}\t{row['names']}\t{text}")
    _say(f"{len(rows)} sentences in {rows['unit'].nunique()} units")


@app.command()
@guarded
def methods(
    folder: Folder,
    lang: Annotated[str, typer.Option(help="ja or en.")] = "ja",
    unit: Unit = "paragraph",
    measure: MeasureName = "jaccard",
    top: Top = 60,
    min_count: MinCount = 1,
    labels: Labels = "",
) -> None:
    """Write the methods paragraph of a paper for a run and the network made of it."""
    from plantext.extraction import run as extraction
    from plantext.lookup.methods import describe_methods

    run = extraction.load(folder)
    net = _build(run, unit=unit, measure=measure, top=top, min_count=min_count, labels=labels)
    typer.echo(describe_methods(run, net, lang=lang))


@app.command()
@guarded
def kwic(
    folder: Folder,
    term: Annotated[str, typer.Argument(metavar="TERM", help="A name, an entity or any string.")],
    width: Annotated[int, typer.Option(help="Characters on either side.")] = 30,
) -> None:
    """List a term in its contexts (KWIC), with the rule that found each."""
    from plantext.extraction import run as extraction
    from plantext.lookup import kwic as concordance

    lines = concordance.kwic(extraction.load(folder), term, width=width)
    for line in lines.itertuples():
        typer.echo(f"{line.doc_id} p.{line.page}\t{line.left}【{line.term}】{line.right}\t{line.source}")
    _say(f"{len(lines)} places")


for command in (figures, review, annotate):
    app.command()(guarded(command))


def _stop(number: int, _: object) -> None:
    raise KeyboardInterrupt(number)


def main() -> None:
    """Entry point of the command ``plantext``."""
    # What asks a program to end (a logout, a job's time limit) ends it like Ctrl-C: tidily.
    signal.signal(signal.SIGTERM, _stop)
    app()
