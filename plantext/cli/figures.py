"""The command that makes the figures of the notebooks, or compares them with those kept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, get_args

import typer


def figures(
    check: Annotated[bool, typer.Option("--check", help="Compare with the figures kept instead of writing.")] = False,
    renew: Annotated[bool, typer.Option("--renew", help="Write figures that are the same, too.")] = False,
) -> None:
    """Run the notebooks and write the figures that changed; with --check only report which differ, and where."""
    from plantext.figures import reproduce
    from plantext.figures.comparing import Verdict

    root = Path.cwd()
    if not check:
        typer.echo(f"Running {len(reproduce.list_notebooks(root / 'notebooks'))} notebooks (a minute or two)", err=True)
        written, left = reproduce.make_figures(root, renew=renew, progress=True)
        for name in written:
            typer.echo(f"written: {name}")
        same = f"; {len(left)} the same as those kept" if left else ""
        typer.echo(f"{len(written) + len(left)} figures made{same}: {root / 'figures'}")
        return
    found = reproduce.check_figures(root, progress=True)
    for figure in found:
        for line in figure.messages:
            typer.echo(f"{figure.verdict}: {line}")
    for line in sorted({line for figure in found for line in figure.machine}):
        typer.echo(f"Compared apart: {line}", err=True)
    counts = {verdict: sum(figure.verdict == verdict for figure in found) for verdict in get_args(Verdict)}
    typer.echo(", ".join(f"{n} {verdict}" for verdict, n in counts.items() if n))
    if counts["same"] < len(found):
        raise typer.Exit(1)
