"""Commands that take documents in: read, fetch, extract."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from plantext.cli.arguments import check_ending
from plantext.cli.language import tr, translate
from plantext.cli.notes import say, shows_progress
from plantext.cli.printing import echo

if TYPE_CHECKING:
    from plantext.reading.tabular.columns import ColumnNames

_TOLD = 10
"""Documents whose doubtful pages are listed."""
Sources = Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders or ids of the manifest.")]
TextColumn = Annotated[str, typer.Option("--text", metavar="COLUMN", help="Tables of texts: the column of the texts.")]
SpeakerColumn = Annotated[str, typer.Option("--speaker", metavar="COLUMN", help="The column of who speaks.")]
DateColumn = Annotated[str, typer.Option("--date", metavar="COLUMN", help="The column of dates.")]
TitleColumn = Annotated[str, typer.Option("--title", metavar="COLUMN", help="The column of titles.")]
IdColumn = Annotated[str, typer.Option("--id", metavar="COLUMN", help="The column that names the documents.")]
PartyColumn = Annotated[str, typer.Option("--party", metavar="COLUMN", help="The column of parties.")]
RoleColumn = Annotated[str, typer.Option("--role", metavar="COLUMN", help="The column of offices.")]
GroupColumn = Annotated[
    str, typer.Option("--group", metavar="COLUMN", help="The columns whose equal values make one document.")
]


def _columns(**given: str) -> ColumnNames:
    return cast("ColumnNames", {name: value for name, value in given.items() if value})


def read(
    source: Annotated[str, typer.Argument(metavar="FILE", help="A file, or an id of the manifest.")],
    format: Annotated[str, typer.Option(help="text for people, json for programs.")] = "text",
    text: TextColumn = "",
    speaker: SpeakerColumn = "",
    date: DateColumn = "",
    title: TitleColumn = "",
    id: IdColumn = "",
    party: PartyColumn = "",
    role: RoleColumn = "",
    group: GroupColumn = "",
) -> None:
    """Report how a document was read: its outline, its measures, and what had to be decided."""
    if format not in ("text", "json"):
        raise typer.BadParameter(tr("expected text or json"), param_hint="--format")
    import json

    from plantext import corpus
    from plantext.reading import describe, describe_json

    columns = _columns(text=text, speaker=speaker, date=date, title=title, id=id, party=party, role=role, group=group)
    document = corpus.read(source, **columns)
    if format == "json":
        echo(json.dumps(describe_json(document), ensure_ascii=False, indent=2))
    else:
        echo(describe(document))


def fetch(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID|URL|FILE", help="What to get; without any, all that the study lists."),
    ] = None,
    study: Annotated[
        Path, typer.Option(metavar="FOLDER", help="A folder that `plantext new` made; this one by default.")
    ] = Path(),
    from_path: Annotated[Path | None, typer.Option("--from", help="Use this file instead of downloading.")] = None,
    name: Annotated[str, typer.Option(metavar="FILE", help="Name under which an added document is kept.")] = "",
    title: Annotated[str, typer.Option(help="Of an added document; as are the following.")] = "",
    date: Annotated[str, typer.Option(help="Its own date: 2023-06-09 or 令和5年6月9日.")] = "",
    publisher: Annotated[str, typer.Option(help="Who publishes it.")] = "",
    licence: Annotated[str, typer.Option(help="Under which terms it may be used: CC BY 4.0.")] = "",
    source: Annotated[str, typer.Option(metavar="URL", help="The page to cite; the address itself by default.")] = "",
) -> None:
    """Get documents and verify their checksums; a URL or a file is added to the manifest of a study.

    ID: a document of the study's manifest (corpus/manifest.toml) or of plantext's own, downloaded unless it is there.

    URL, FILE: kept in corpus/ and listed with the checksum as first seen, which is verified from then on.
    """
    from plantext import corpus
    from plantext.errors import CorpusError

    folder = study / "corpus"
    own = folder.resolve() == corpus.corpus_folder().resolve()
    listed = {} if own or not (folder / corpus.MANIFEST).is_file() else corpus.load_manifest(folder / corpus.MANIFEST)
    given = sources or list(listed)
    if not given:
        raise CorpusError("nothing to get: give an id, an address or a file, or the study that lists them (--study).")
    if len(given) > 1 and (from_path is not None or any((name, title, date))):
        raise typer.BadParameter(tr("--from, --name, --title and --date are of one document"), param_hint="SOURCE")
    words = {"title": title, "date": date, "publisher": publisher, "licence": licence, "source": source}
    for item in given:
        if item in listed:
            echo(corpus.fetch(item, from_path=from_path, folder=folder, progress=shows_progress()))
        elif not corpus.is_address(item) and not Path(item).is_file():
            echo(corpus.fetch(item, from_path=from_path, progress=shows_progress()))
        elif not own and not (folder / corpus.MANIFEST).is_file():
            raise CorpusError(
                "{file}: no such file. Make a study (`plantext new my-study`) and name it: --study my-study.",
                file=folder / corpus.MANIFEST,
            )
        else:
            entry = corpus.add_document(
                item, folder, name=name, from_path=from_path, progress=shows_progress(), **words
            )
            echo(folder / entry.file)
            for key in ("id", "title", "date", "publisher", "licence", "source", "sha256"):
                say(f"  {key}: {getattr(entry, key) or '-'}")
            say(
                tr(
                    "Check these words; {file} keeps them, and they win over those in the document.",
                    file=folder / corpus.MANIFEST,
                )
            )


def extract(
    sources: Sources,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the tables.")],
    lexicon: Annotated[Path | None, typer.Option(help="CSV with terms of your own.")] = None,
    aliases: Annotated[Path | None, typer.Option(help="CSV with names to unite: main form | forms.")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Write CSV instead of Parquet.")] = False,
    jobs: Annotated[int, typer.Option(min=1, help="Processes that work at the same time.")] = 1,
    dask: Annotated[str, typer.Option(metavar="ADDRESS", help="Dask scheduler whose workers do the documents.")] = "",
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Do everything again, keep nothing.")] = False,
    text: TextColumn = "",
    speaker: SpeakerColumn = "",
    date: DateColumn = "",
    title: TitleColumn = "",
    id: IdColumn = "",
    party: PartyColumn = "",
    role: RoleColumn = "",
    group: GroupColumn = "",
    metadata: Annotated[
        Path | None, typer.Option(help="CSV or Excel table of the documents' metadata, with a column of file names.")
    ] = None,
    names: Annotated[
        str, typer.Option(metavar="PATTERN", help="How file names give metadata: '{date}_{session}_{title}'.")
    ] = "",
    roster: Annotated[
        Path | None, typer.Option(help="The persons table of an earlier run, edited: who each speaker is.")
    ] = None,
    mask: Annotated[
        str, typer.Option(metavar="persons", help="Replace the names of people by pseudonyms (P001).")
    ] = "",
    key: Annotated[
        Path | None, typer.Option(help="CSV that keeps who is behind each pseudonym; keep it apart from the tables.")
    ] = None,
    statements: Annotated[
        Path | None, typer.Option(help="Also write who undertakes what (.csv or .parquet); it needs GiNZA's parser.")
    ] = None,
) -> None:
    """Find the entities of documents and write their tables (docs/tables.md), as Parquet or CSV.

    A run that was stopped goes on where it stopped when it is started again.
    """
    from plantext.errors import PlantextError
    from plantext.extraction import run as extraction
    from plantext.extraction.pseudonyms import load_key, write_key
    from plantext.extraction.statements import statements as find
    from plantext.storage.tablefile import SUFFIXES, write_table

    if statements is not None:
        check_ending(statements, SUFFIXES)
    if mask not in ("", "persons") or (key is not None and not mask):
        raise PlantextError("--mask: expected persons; --key belongs to it.")
    known = load_key(key) if key is not None else {}
    done = extraction.extract_to(
        sources,
        output,
        lexicon=lexicon,
        aliases=aliases,
        jobs=jobs,
        cluster=dask,
        cache=not no_cache,
        suffix=".csv" if csv else ".parquet",
        progress=shows_progress(),
        metadata=metadata,
        names=names,
        roster=roster,
        key=known if mask else None,
        **_columns(text=text, speaker=speaker, date=date, title=title, id=id, party=party, role=role, group=group),
    )
    if key is not None:
        write_key(known, key)
    if statements is not None:
        write_table(find(extraction.open_run(output), jobs=jobs, cache=not no_cache), statements)
    for word, items in ((tr("passed over"), done.passed_over), (tr("left out"), done.left_out)):
        for item in items:
            # The reasons of the readers begin with the file's name.
            named = item["reason"].startswith(f"{item['source']}:")
            reason = translate(item["reason"])
            say(f"{word}: {reason}" if named else f"{word}: {item['source']}: {reason}")
    echo(
        tr(
            "{documents} documents, {sentences} sentences, {mentions} mentions of {entities} entities: {folder}",
            documents=done.n_documents,
            sentences=done.n_sentences,
            mentions=done.n_mentions,
            entities=done.n_entities,
            folder=output,
        )
    )
    if done.undated:
        ids = ", ".join(done.undated[:_TOLD]) + (" …" if len(done.undated) > _TOLD else "")
        say(
            tr(
                "no date ({n}): {ids}. Give one in a file such as {file}, or 今年度 and 同年 cannot be placed.",
                n=len(done.undated),
                ids=ids,
                file=f"{done.undated[0]}.toml",
            )
        )
    for item in done.doubted[:_TOLD]:
        where = tr("something in it")
        if item["doubted"] != "0":
            where = tr("pages {pages} of {n}", pages=item["doubted"], n=item["n_pages"])
        doc_id = item["doc_id"]
        say(
            tr(
                "in doubt: {doc_id}: {where} may not be read right; `plantext read` says why.",
                doc_id=doc_id,
                where=where,
            )
        )
    if len(done.doubted) > _TOLD:
        say(tr("in doubt: pages of {n} more documents (run.json lists them).", n=len(done.doubted) - _TOLD))
    if done.left_out:
        total = len(done.left_out) + done.n_documents
        say(tr("{n} of {total} inputs were left out (listed above).", n=len(done.left_out), total=total))
        raise typer.Exit(1)
