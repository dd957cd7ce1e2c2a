"""The commands that draw: one figure of a folder of tables, or all figures of the notebooks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, get_args

import typer

from plantext.cli.arguments import Folder, check_ending
from plantext.cli.choice import Choice, with_choice
from plantext.cli.language import tr, translate
from plantext.cli.notes import say
from plantext.cli.printing import echo

FORMATS = (".graphml", ".gexf", ".net", ".dl", ".json", ".cyjs", ".csv", ".xlsx")
"""Endings of networks: GraphML, GEXF, Pajek, UCINET, VOSviewer, Cytoscape, tables."""


@with_choice
def figure(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="network, density, heat-map, sections, entities, timeline, years, correspondence, dendrogram, similarity, uncertain-names or uncertain-edges.",
        ),
    ],
    folder: Folder,
    output: Annotated[Path, typer.Option("--output", "-o", help="The picture: .svg, .png or .pdf.")],
    choice: Choice,
    size: Annotated[str, typer.Option(help="column (84 mm wide), page (174 mm) or slide.")] = "page",
    lang: Annotated[str, typer.Option(help="Language of the figure: ja or en.")] = "ja",
    rows: Annotated[
        int | None, typer.Option(min=1, help="Names, rows or lines shown; the figure's own by default.")
    ] = None,
    by: Annotated[str, typer.Option(help="timeline: fiscal, year or quarter; density: name or community.")] = "",
    weight: Annotated[str, typer.Option(help="density: frequency or strength.")] = "",
    bandwidth: Annotated[
        float | None, typer.Option(help="density: share of the mean distance between names, 0.15 by default.")
    ] = None,
) -> None:
    """Draw a figure of a folder of tables, with its table, its account and its caption beside it."""
    from plantext.extraction import run as extraction
    from plantext.extraction.provenance import describe_figure
    from plantext.figures.captions import figure_caption
    from plantext.figures.catalogue import Wish, find_recipe
    from plantext.figures.saving import save_figure
    from plantext.figures.typesetting import sheet_size

    recipe = find_recipe(name)
    check_ending(output, (".svg", ".png", ".pdf"))
    sheet_size(size)
    run = extraction.load(folder)
    wish = Wish(
        choice.unit, choice.wanted, rows, by, size, lang, lambda: choice.build(run), weight=weight, bandwidth=bandwidth
    )
    drawn, data, how = recipe(run, wish)
    account = describe_figure(run, figure=name, **how)
    files = save_figure(drawn, output.with_suffix(""), data=data, provenance=account, formats=(output.suffix[1:],))
    echo(figure_caption(drawn, lang=lang))
    say(", ".join(str(path) for path in files))


def figures(
    check: Annotated[bool, typer.Option("--check", help="Compare with the figures kept instead of writing.")] = False,
    renew: Annotated[bool, typer.Option("--renew", help="Write figures that are the same, too.")] = False,
) -> None:
    """Run the notebooks and write the figures that changed; with --check only report which differ, and where."""
    from plantext.figures import reproduce
    from plantext.figures.comparing import Verdict

    root = Path.cwd()
    if not check:
        say(tr("Running {n} notebooks (a minute or two)", n=len(reproduce.list_notebooks(root / "notebooks"))))
        written, left = reproduce.make_figures(root, renew=renew, progress=True)
        for name in written:
            echo(tr("written: {file}", file=name))
        total, folder = len(written) + len(left), root / "figures"
        echo(tr("{n} figures made, {same} the same as those kept: {folder}", n=total, same=len(left), folder=folder))
        return
    verdicts = {"same": tr("same"), "differs": tr("differs"), "cannot be compared": tr("cannot be compared")}
    found = reproduce.check_figures(root, progress=True)
    for figure in found:
        for line in figure.messages:
            echo(f"{verdicts[figure.verdict]}: {translate(line)}")
    for line in sorted({line for figure in found for line in figure.machine}):
        say(tr("Compared apart: {line}", line=translate(line)))
    counts = {verdict: sum(figure.verdict == verdict for figure in found) for verdict in get_args(Verdict)}
    echo(", ".join(f"{n} {verdicts[verdict]}" for verdict, n in counts.items() if n))
    if counts["same"] < len(found):
        raise typer.Exit(1)
