"""The command line: each command parses, calls one public function and prints."""

from __future__ import annotations

import io
import os
import signal
import sys
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Annotated

import typer

from plantext.cli.arguments import Folder, Unit, check_ending
from plantext.cli.choice import Choice, with_choice
from plantext.cli.discourse import concepts, discourse
from plantext.cli.figures import FORMATS, figure, figures
from plantext.cli.guard import guarded
from plantext.cli.inputs import extract, fetch, read
from plantext.cli.language import tr, translate_help, use_language
from plantext.cli.notes import be_quiet, say, say_warnings
from plantext.cli.printing import echo
from plantext.cli.review import annotate, review
from plantext.cli.statements import Stated, deadlines, ledger, stated_in, statements
from plantext.cli.study import crate, new

app = typer.Typer(
    name="plantext",
    help="From Japanese policy documents to entity co-occurrence networks whose every edge opens its sentences.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Lang = Annotated[str, typer.Option(help="ja or en.")]


@app.callback(invoke_without_command=True)
def _top(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print results and errors only.")] = False,
) -> None:
    be_quiet(quiet)
    if version:
        echo(f"plantext {version_of('plantext')}")
        raise typer.Exit


app.command()(guarded(read))
app.command()(guarded(fetch))
app.command()(guarded(extract))


@app.command()
@guarded
@with_choice
def network(
    folder: Folder,
    output: Annotated[
        Path, typer.Option("--output", "-o", help=f"The network; the ending is the format: {', '.join(FORMATS)}.")
    ],
    choice: Choice,
    evidence: Annotated[Path | None, typer.Option(help="CSV for the sentences behind every edge.")] = None,
) -> None:
    """Build the co-occurrence network of a folder of tables."""
    from plantext.extraction import run as extraction
    from plantext.lookup import evidence as passages
    from plantext.networks import exchange
    from plantext.storage.tablefile import write_table

    check_ending(output, FORMATS)
    run = extraction.open_run(folder)
    net = choice.build(run)
    exchange.write_network(net, output)
    if evidence is not None:
        write_table(passages.network_evidence(run, net), evidence, mark=True)
    echo(tr("{nodes} nodes, {edges} edges: {file}", nodes=len(net), edges=net.number_of_edges(), file=output))


@app.command()
@guarded
@with_choice
def explore(
    folder: Folder,
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file; it works offline.")],
    choice: Choice,
    lang: Annotated[str, typer.Option(help="ja or en; the page can switch.")] = "ja",
    aside: Annotated[
        bool,
        typer.Option(
            "--aside", help="Keep the page small: most sentences go into a folder beside it, which the page opens."
        ),
    ] = False,
    statements: Stated = False,
) -> None:
    """Write a network and the sentences behind it as one HTML page that works offline."""
    from plantext import explorer
    from plantext.extraction import run as extraction
    from plantext.extraction.statements import statements as find

    check_ending(output, (".html", ".htm"))
    run = extraction.open_run(folder)
    net = choice.build(run)
    stated = find(run) if statements else None
    path = explorer.write_explorer(run, output, net, lang=lang, statements=stated, aside=aside)
    echo(tr("{nodes} nodes, {edges} edges: {file}", nodes=len(net), edges=net.number_of_edges(), file=path))


@app.command()
@guarded
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Annotated sentences.")],
    lexicon: Annotated[Path | None, typer.Option(help="CSV with terms of your own.")] = None,
    stock: Annotated[bool, typer.Option("--stock", help="Score stock GiNZA beside it (slow).")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="List every missed and spurious span.")] = False,
    statements: Annotated[bool, typer.Option("--statements", help="GOLD.jsonl tells of statements.")] = False,
) -> None:
    """Score extraction on annotated sentences: precision, recall and F1 by label and by family, over exact spans."""
    if statements:
        from plantext.quality.undertakings import score_statements

        table = score_statements(gold, os.environ.get("PLANTEXT_DATA", "../shared/corpus"))
        echo(table.to_string(index=False, float_format=lambda value: f"{value:.3f}"))
        return
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
    echo(table.to_string(index=False, float_format=lambda value: f"{value:.3f}"))
    if not (by_family := families(sentences, predict)).empty:
        echo("\n" + by_family.to_string(index=False, float_format=lambda value: f"{value:.3f}"))
    for line in lost:
        say(line)
    if errors:
        echo(result.errors.to_string(index=False))


@app.command()
@guarded
def evidence(
    folder: Folder,
    a: Annotated[str, typer.Argument(metavar="A", help="A name.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another name.")],
    unit: Unit = "paragraph",
    statements: Stated = False,
) -> None:
    """List the sentences behind an edge: those of units that hold both names."""
    from plantext.extraction import run as extraction
    from plantext.lookup import evidence as passages

    rows = passages.evidence(extraction.open_run(folder), a, b, unit=unit)
    stated = stated_in(folder, rows) if statements else [""] * len(rows)
    for row, its in zip(rows.to_dict("records"), stated, strict=True):
        text = row.get("marked", tr("(text not shipped)"))
        echo(f"{row['doc_id']} p.{row['page']}\t{row['section']}\t{row['names']}\t{text}{its}")
    say(tr("{n} sentences in {units} units", n=len(rows), units=rows["unit"].nunique()))


@app.command()
@guarded
@with_choice
def methods(
    folder: Folder,
    choice: Choice,
    lang: Lang = "ja",
    uncertainty: Annotated[
        bool, typer.Option("--uncertainty", help="Also what errors of sampling and extraction leave of the network.")
    ] = False,
) -> None:
    """Write the methods paragraph of a paper for a run and the network that the same options make of it."""
    from plantext.extraction import run as extraction
    from plantext.lookup.methods import describe_methods
    from plantext.quality.uncertain import uncertain

    run = extraction.open_run(folder)
    net = choice.build(run)
    drawn = uncertain(run, net) if uncertainty else None
    echo(describe_methods(run, net, uncertainty=drawn, lang=lang))


@app.command()
@guarded
def kwic(
    folder: Folder,
    term: Annotated[str, typer.Argument(metavar="TERM", help="A name, an entity or any string.")],
    width: Annotated[int, typer.Option(help="Characters on either side.")] = 30,
    statements: Stated = False,
) -> None:
    """List a term in its contexts (KWIC), with the rule that found each."""
    from plantext.extraction import run as extraction
    from plantext.lookup import kwic as concordance

    lines = concordance.kwic(extraction.open_run(folder), term, width=width)
    stated = stated_in(folder, lines) if statements else [""] * len(lines)
    for line, its in zip(lines.itertuples(), stated, strict=True):
        echo(f"{line.doc_id} p.{line.page}\t{line.left}【{line.term}】{line.right}\t{line.source}{its}")
    say(tr("{n} places", n=len(lines)))


for command in (new, crate, statements, deadlines, ledger, concepts, discourse, figure, figures, review, annotate):
    app.command()(guarded(command))


def _stop(number: int, _: object) -> None:
    raise KeyboardInterrupt(number)


def main() -> None:
    """Entry point of the command ``plantext``."""
    # What asks a program to end (a logout, a job's time limit) ends it like Ctrl-C: tidily.
    signal.signal(signal.SIGTERM, _stop)
    for stream in (sys.stdout, sys.stderr):
        # A terminal in CP932 lacks characters that documents have.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    use_language()
    say_warnings()
    command = typer.main.get_command(app)
    translate_help(command)
    command(prog_name="plantext")
