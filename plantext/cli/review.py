"""The commands for people who judge and annotate; :mod:`plantext.cli.commands` registers them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from plantext.cli.language import tr
from plantext.cli.printing import echo

if TYPE_CHECKING:
    import pandas as pd

    from plantext.quality.review import Review

SEED = 1
"""As :data:`plantext.quality.review.sampling.SEED`, which is not loaded before it is used."""
Size = Annotated[int, typer.Option("-n", "--size", min=1, help="How many to draw; all where there are fewer.")]
Seed = Annotated[int, typer.Option(help="The same seed draws the same sample from the same tables.")]
Confidence = Annotated[float, typer.Option(min=0.5, max=0.999, help="Of the intervals.")]


def review(
    sources: Annotated[
        list[Path], typer.Argument(metavar="FOLDER|SHEET...", help="A folder of tables; with --read, filled-in sheets.")
    ],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The sheet to write: .xlsx or .csv.")] = None,
    size: Size = 200,
    seed: Seed = SEED,
    by_label: Annotated[
        bool, typer.Option("--by-label", help="Draw as many of each label; overall precision is weighted back.")
    ] = False,
    readers: Annotated[str, typer.Option(help="How many judge, or their names, separated by commas.")] = "1",
    read: Annotated[bool, typer.Option("--read", help="Read filled-in sheets instead of drawing one.")] = False,
    lexicon_out: Annotated[
        Path | None, typer.Option(help="With --read: write the corrections as a lexicon (.csv) for extract --lexicon.")
    ] = None,
    confidence: Confidence = 0.95,
) -> None:
    """Draw names for people to judge in a spreadsheet; read their verdicts back as precision and agreement.

    A verdict is ○ × (or 1 0, yes no, はい いいえ), of the name from end to end and its label; blank is not judged.

    Corrections go to right_label (- for what is no name in any place), right_name and right_entity.

    Intervals are Wilson's; for the overall precision of a sample by label, the stratified Wilson interval.
    """
    from plantext.extraction import run as extraction
    from plantext.quality import review as room

    if read:
        found = room.read_review(sources)
        if found.corrections.empty or found.verdicts.notna().any(axis=None):
            _say_review(found, confidence)
        rows, notes = room.lexicon_rows(found)
        if len(rows) and lexicon_out is None:
            echo(
                tr("lexicon entries that the corrections give: {n} (--lexicon-out FILE.csv writes them)", n=len(rows)),
                err=True,
            )
        if lexicon_out is not None:
            for note in notes:
                echo(note, err=True)
            path = room.write_lexicon(rows, lexicon_out)
            echo(tr("lexicon entries written: {n} ({file})", n=len(rows), file=path))
        return
    folder, path = _one_folder(sources, output, "-o review.xlsx")
    names = int(readers) if readers.isdecimal() else readers.split(",")
    sheet = room.draw_sample(extraction.open_run(folder), size, seed=seed, by_label=by_label, readers=names)
    written = room.write_sheet(sheet, path)
    echo(tr("{n} mentions, seed {seed}: {file}", n=len(sheet), seed=seed, file=written))


def annotate(
    sources: Annotated[
        list[Path], typer.Argument(metavar="FOLDER|EXPORT...", help="A folder of tables; with --read, exports.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Tasks to write; with --read, gold (.jsonl).")
    ] = None,
    to: Annotated[
        Literal["label-studio", "doccano"], typer.Option(help="The tool to write tasks for.")
    ] = "label-studio",
    size: Size = 200,
    seed: Seed = SEED,
    read: Annotated[bool, typer.Option("--read", help="Read what the tool exported instead of writing tasks.")] = False,
    annotator: Annotated[
        str, typer.Option(help="With --read: take this one's spans as gold; else the majority's.")
    ] = "",
    no_text: Annotated[
        bool, typer.Option("--no-text", help="With --read: gold without the sentences, which are looked up by place.")
    ] = False,
    confidence: Confidence = 0.95,
) -> None:
    """Write sentences for Label Studio or doccano; read their exports back as gold for `plantext evaluate`."""
    from plantext.extraction import run as extraction
    from plantext.quality import review as room

    if read:
        _read_back(sources, output, annotator=annotator, text=not no_text, confidence=confidence)
        return
    folder, path = _one_folder(sources, output, "-o tasks.json")
    run = extraction.open_run(folder)
    sentences = room.draw_sentences(run, size, seed=seed)
    files = room.write_tasks(run, sentences, path, to=to)
    written = ", ".join(map(str, files))
    echo(tr("{n} sentences, seed {seed}: {files}", n=len(sentences), seed=seed, files=written))


def _read_back(sources: list[Path], output: Path | None, *, annotator: str, text: bool, confidence: float) -> None:
    """Agreement and precision from exports, and gold where it is asked for."""
    from plantext.errors import EmptyResultError
    from plantext.quality import review as room

    annotations = room.read_annotations(sources)
    _say_table(room.span_agreement(annotations))
    try:
        _say_review(room.as_review(annotations), confidence)
    except EmptyResultError as error:
        echo(error.message, err=True)
    if output is not None:
        rows, questions = room.gold_rows(annotations, annotator=annotator, text=text)
        if len(questions):
            left = questions["sentence"].nunique()
            echo(tr("{n} sentences are left out, because their annotators are split:", n=left), err=True)
            echo(questions.to_string(index=False), err=True)
        path = room.write_gold(rows, output)
        echo(tr("{n} annotated sentences: {file}", n=len(rows), file=path))


def _one_folder(sources: list[Path], output: Path | None, example: str) -> tuple[Path, Path]:
    if len(sources) != 1:
        raise typer.BadParameter(tr("expected one folder of tables (filled-in files are read with --read)"))
    if output is None:
        raise typer.BadParameter(tr("say where to write, such as {example}", example=example), param_hint="--output")
    return sources[0], output


def _say_review(found: Review, confidence: float) -> None:
    from plantext.quality import review as room

    _say_table(room.precision_table(found, confidence=confidence))
    _say_table(room.agreement_table(found.verdicts))
    judged = found.verdicts.notna().any(axis="columns")
    corrected = len(found.corrections)
    told = tr(
        "{n} of {total} mentions judged, {corrected} corrected", n=judged.sum(), total=len(judged), corrected=corrected
    )
    echo(told, err=True)
    labels = found.mentions["label"]
    if unjudged := sorted(set(labels) - set(labels[judged])):
        labels_told = ", ".join(unjudged)
        echo(tr("nothing is judged of {labels}, so that `all` does not speak of them", labels=labels_told), err=True)


def _say_table(table: pd.DataFrame) -> None:
    if len(table):
        echo(table.to_string(index=False, na_rep="–", float_format=lambda value: f"{value:.3f}") + "\n")
