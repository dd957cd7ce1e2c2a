"""The commands for debates: candidates for a codebook, and the discourse network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from plantext.cli.arguments import Folder
from plantext.cli.language import tr
from plantext.cli.printing import echo


def concepts(
    folder: Folder,
    output: Annotated[Path, typer.Option("--output", "-o", help="CSV: pick, edit, pass to discourse --codebook.")],
    by: Annotated[str, typer.Option(help="Column of the sentences that parts the corpus: doc_id, speaker.")] = "doc_id",
    min_sentences: Annotated[int, typer.Option(min=1, help="Least number of sentences with the compound.")] = 3,
    top: Annotated[int, typer.Option(min=1, help="Candidates written.")] = 200,
) -> None:
    """Propose concepts for a codebook: compound nouns that mark some documents off from the rest."""
    from plantext.extraction import run as extraction
    from plantext.lookup.concepts import propose_concepts
    from plantext.storage.tablefile import write_table

    table = propose_concepts(extraction.open_run(folder), by=by, min_sentences=min_sentences, top=top)
    write_table(table, output, mark=True)
    echo(tr("{n} candidates: {file}", n=len(table), file=output))


def discourse(
    folder: Folder,
    codebook: Annotated[Path, typer.Option(help="CSV with the columns concept, forms, notes.")],
    actor: Annotated[
        str, typer.Option(help="person, party, ministry, or a column of the documents: house.")
    ] = "person",
    mode: Annotated[str, typer.Option(help="actor, concept or two-mode.")] = "actor",
    aggregation: Annotated[str, typer.Option(help="subtract, congruence, conflict or ignore.")] = "subtract",
    normalisation: Annotated[str, typer.Option(help="average, jaccard, cosine or none.")] = "average",
    duplicates: Annotated[
        str, typer.Option(help="Same statements count once a document, week, month, year, acrossrange; or include.")
    ] = "document",
    concern: Annotated[str, typer.Option(help="What a concern counts as: against or none.")] = "against",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The network: .graphml, .gexf, .csv …")] = None,
    statements: Annotated[Path | None, typer.Option(help="The statements: .csv or .parquet.")] = None,
    figure: Annotated[
        Path | None, typer.Option(help="The drawing, without an ending: PNG, SVG, its table and its account.")
    ] = None,
    dna: Annotated[Path | None, typer.Option(help="A data base for the Discourse Network Analyzer: .dna.")] = None,
    lang: Annotated[str, typer.Option(help="Language of the figure: ja or en.")] = "ja",
) -> None:
    """Code who says what about the concepts of a codebook, and build the discourse network.

    A stance is taken from explicit formulas alone; --statements writes every one with its sentence, to be checked.
    """
    from plantext.clauses.codebook import read_codebook
    from plantext.extraction import run as extraction
    from plantext.extraction.provenance import describe_figure
    from plantext.networks.discourse.coding import code_statements
    from plantext.networks.discourse.dna import write_dna
    from plantext.networks.discourse.dna_making import make_dna, texts_of
    from plantext.networks.discourse.study import build_discourse
    from plantext.networks.exchange import tables, write_network
    from plantext.storage.tablefile import write_table

    run = extraction.open_run(folder)
    table = code_statements(run, read_codebook(codebook), concern=concern)
    if statements is not None:
        write_table(table, statements, mark=True)
    if dna is not None:
        write_dna(make_dna(table, texts_of(run)), dna)
    options = {"mode": mode, "aggregation": aggregation, "normalisation": normalisation, "duplicates": duplicates}
    net = build_discourse(table, actor=actor, **options).network
    if output is not None:
        write_network(net, output)
    if figure is not None:
        from plantext.figures.network import draw_network
        from plantext.figures.saving import save_figure

        account = describe_figure(run, codebook=str(codebook), **net.graph)
        save_figure(draw_network(net, lang=lang), figure, data=tables(net)[1], provenance=account)
    signed = int(table["agreement"].notna().sum())
    echo(
        tr(
            "{n} statements, {signed} with a stance; {nodes} nodes, {edges} edges",
            n=len(table),
            signed=signed,
            nodes=len(net),
            edges=net.number_of_edges(),
        )
    )
