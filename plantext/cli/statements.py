"""The commands about statements: who undertakes what, what falls due, what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plantext.cli.arguments import Folder
from plantext.cli.language import tr
from plantext.cli.printing import echo

if TYPE_CHECKING:
    import pandas as pd

Folders = Annotated[list[Path], typer.Argument(metavar="FOLDER...", help="One an edition, the oldest first.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write the table here (.csv or .parquet).")]
Jobs = Annotated[int, typer.Option(min=1, help="Processes that work at the same time.")]
Stated = Annotated[bool, typer.Option("--statements", help="Show with each sentence what it states; takes longer.")]


def stated_in(folder: Path, rows: pd.DataFrame) -> list[str]:
    """Return what the sentence of each row states, as the last column of a line, from the documents of the rows."""
    from plantext.clauses.table import told
    from plantext.extraction import run as extraction
    from plantext.extraction.statements import statements as find

    table = find(extraction.open_run(folder), documents=set(rows["doc_id"]))
    return [f"\t{its}" for its in told(rows, table)]


def statements(
    folder: Folder,
    actor: Annotated[str, typer.Argument(metavar="[ACTOR]", help="Only what this body or person undertakes.")] = "",
    output: Output = None,
    jobs: Jobs = 1,
) -> None:
    """List who undertakes what, with whom, by when, in a folder of tables with text."""
    from plantext.extraction import run as extraction
    from plantext.extraction.statements import statements as find
    from plantext.storage.tablefile import write_table

    table = find(extraction.open_run(folder), actor=actor, jobs=jobs)
    if output is not None:
        write_table(table, output, mark=True)
        echo(tr("{n} statements: {file}", n=len(table), file=output))
        return
    for row in table.to_dict("records"):
        told = f"{row['object']} {row['predicate']}".strip()
        if row["negated"]:
            told = tr("not {told}", told=told)
        due = f" [{row['deadline']}]" if row["deadline"] else ""
        who = f"{row['actor'] or '-'} ({row['actor_source']})"
        echo(f"{row['doc_id']} {row['sent_id']}\t{who}\t{told}{due}\t{row['modality']}")
    echo(tr("{n} statements", n=len(table)), err=True)


def deadlines(
    folder: Folder,
    since: Annotated[str, typer.Option(help="From this day on (ISO).")] = "",
    until: Annotated[str, typer.Option(help="Up to this day (ISO).")] = "",
    output: Output = None,
    jobs: Jobs = 1,
) -> None:
    """List what falls due when, and by whom."""
    from plantext.clauses.deadlines import deadlines as due
    from plantext.extraction import run as extraction
    from plantext.extraction.statements import statements as find
    from plantext.storage.tablefile import write_table

    table = due(find(extraction.open_run(folder), jobs=jobs), since=since, until=until)
    if output is not None:
        write_table(table, output, mark=True)
        echo(tr("{n} deadlines: {file}", n=len(table), file=output))
        return
    for row in table.to_dict("records"):
        told = f"{row['object']} {row['predicate']}".strip()
        echo(f"{row['deadline_end']}\t{row['actor'] or '-'}\t{told}\t{row['doc_id']} {row['sent_id']}")
    echo(tr("{n} deadlines", n=len(table)), err=True)


def ledger(folders: Folders, output: Output = None, jobs: Jobs = 1) -> None:
    """Tell what became of the commitments of each edition of a plan in the next one."""
    from plantext.extraction import run as extraction
    from plantext.extraction.statements import ledger as link
    from plantext.storage.tablefile import write_table

    table = link([extraction.load(folder) for folder in folders], jobs=jobs)
    if output is not None:
        write_table(table, output, mark=True)
    counts = table.groupby(["edition_to", "relation"], sort=False).size().unstack(fill_value=0)
    echo(counts.to_string())
    echo(tr("{n} rows", n=len(table)) + (f": {output}" if output is not None else ""), err=True)
