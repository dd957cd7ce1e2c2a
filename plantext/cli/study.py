"""The commands for studies that others can run again: lay one out, describe it for publication."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from plantext.cli.language import tr, translate
from plantext.cli.notes import say
from plantext.cli.printing import echo


def new(
    study: Annotated[Path, typer.Argument(metavar="STUDY", help="A new folder.")],
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT", help="Documents: files, folders, URLs, ids; or the folder of a run, to be run again."
        ),
    ] = None,
    title: Annotated[str, typer.Option(help="Of the study; the folder's name by default.")] = "",
    author: Annotated[list[str] | None, typer.Option(help="An author; may be given again.")] = None,
    licence: Annotated[str, typer.Option(help="Of the study's own words, tables and figures: CC-BY-4.0.")] = "",
) -> None:
    """Lay out a study that others can run again: documents with checksums, lexicon, codebook, notebook, Makefile, citation.

    From the folder of a run, the study has its documents, lexicon, options and versions, as far as they are at hand.
    """
    from plantext.study import new_study

    made = new_study(study, sources or (), title=title, authors=author or (), licence=licence)
    for reason in made.left_out:
        say(f"{tr('left out')}: {translate(reason)}")
    for item in made.wanted:
        say(tr("not at hand: {item}; {file} says where it belongs.", item=item, file=made.folder / "README.md"))
    echo(tr("{n} documents listed: {folder}", n=made.documents, folder=made.folder))
    say(
        tr(
            "Next: cd {folder}, then `plantext fetch URL` or `plantext fetch FILE` for more documents, then `make`.",
            folder=made.folder,
        )
    )
    if made.left_out:
        raise typer.Exit(1)


def crate(
    study: Annotated[Path, typer.Argument(metavar="STUDY", help="A folder that `plantext new` made.")],
) -> None:
    """Describe a study for publication: CITATION.cff, codemeta.json and an RO-Crate, of study.toml and its files."""
    from plantext.study import describe_study

    for path in describe_study(study):
        echo(path)
