"""The commands and what they share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeAlias

import typer
from rich.console import Console

import schema
from ibid import logs, serving
from ibid.cli.backing_up import back_up_store
from ibid.cli.copying import export_records
from ibid.cli.explaining import explain as explain_query
from ibid.cli.exporting import Export, export_documents, language_of, languages_of
from ibid.cli.failures import REFUSED, failing_well
from ibid.cli.indexing import index_store
from ibid.cli.keys import create_key, list_keys, revoke_key
from ibid.cli.loading import load_paths
from ibid.cli.migrating import migrate_store
from ibid.cli.mirroring import Asked, keep_copy, wanted_of
from ibid.cli.options import QUIET, SERVED, STORE, with_settings
from ibid.cli.parsing import print_json, print_tree
from ibid.cli.pruning import prune_changes
from ibid.cli.removing import remove_documents
from ibid.cli.restoring import restore_store
from ibid.cli.serving import run
from ibid.cli.status import print_status
from ibid.cli.translating import export_translations, import_translations
from ibid.settings import Settings
from ibid.version import ibid_version
from seed.writing.formats import Format

app = typer.Typer(
    name="ibid",
    help="A multilingual, citation-aware GraphQL API and document store for United Nations documents.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
keys = typer.Typer(name="keys", help="API keys: make, list and revoke them.", no_args_is_help=True)
app.add_typer(keys)
translations = typer.Typer(
    name="translations", help="Files for translators' tools: XLIFF, out and back.", no_args_is_help=True
)
app.add_typer(translations)
out = Console()

Read: TypeAlias = Callable[[], Settings]
"""What reads a command's settings, or raises BadSetting."""


def _version(wanted: bool) -> None:
    if wanted:
        out.print(f"ibid {ibid_version()}", highlight=False)
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[  # its callback does the work
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which Ibid this is, and end.")
    ] = False,
) -> None:
    """Ibid: United Nations documents as a graph that programs can walk."""


@app.command()
@with_settings(*SERVED)
def serve(*, read: Read) -> None:
    """Serve GraphQL at /graphql until stopped. An empty store is filled with the founding documents first."""
    with failing_well():
        settings = read()
        run(settings, serving.listen(settings.host, settings.port))


@app.command()
@with_settings(*STORE, defaults=QUIET)
def load(
    paths: Annotated[
        list[Path], typer.Argument(help="Files, folders and zips of documents (text, Akoma Ntoso) and of translations.")
    ],
    *,
    read: Read,
) -> None:
    """Load documents and translations. The same file again writes nothing; a stopped load goes on where it was."""
    with failing_well():
        settings = read()
        if not load_paths(settings, paths):
            raise typer.Exit(REFUSED)


@app.command()
@with_settings(*STORE, defaults=QUIET)
def remove(
    symbols: Annotated[list[str], typer.Argument(help="Symbols of documents: A/RES/74/148.")],
    *,
    read: Read,
) -> None:
    """Take documents out of the store. What cites them stands, and their history and translations are kept."""
    with failing_well():
        settings = read()
        if not remove_documents(settings, symbols):
            raise typer.Exit(REFUSED)


@app.command()
@with_settings(*STORE, defaults=QUIET)
def export(
    symbols: Annotated[
        list[str] | None, typer.Argument(help="Symbols of documents: A/RES/74/148; all documents without one.")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="The format.")] = Format.AKN,
    language: Annotated[
        str, typer.Option(help="Languages in order of preference, such as fr,en; `all` is a file for each.")
    ] = "",
    output: Annotated[Path | None, typer.Option(help="The folder to write to; one document needs none.")] = None,
    all_records: Annotated[
        Path | None,
        typer.Option(help="Write every record to a folder instead, as partners keep it; a stopped export goes on."),
    ] = None,
    drafts: Annotated[bool, typer.Option("--drafts", help="With --all-records: what is unpublished, too.")] = False,
    fast: Annotated[bool, typer.Option("--fast", help="With --all-records: let nobody else go first.")] = False,
    *,
    read: Read,
) -> None:
    """Write documents as files: Akoma Ntoso, HTML, Markdown, text, JSON, JSON-LD; one document to standard output."""
    if all_records is not None:
        with failing_well():
            if not export_records(read(), all_records, drafts=drafts, fast=fast):
                raise typer.Exit(REFUSED)
        return
    if output is None and len(symbols or ()) != 1:
        raise typer.BadParameter("name a folder for several documents", param_hint="--output")
    with failing_well():
        settings = read()
        every = language in {"all", "*"}
        preference = () if every else languages_of(language)
        wanted = Export(symbols=symbols or (), format=format_, preference=preference, every=every, folder=output)
        if not export_documents(settings, wanted):
            raise typer.Exit(REFUSED)


@app.command()
@with_settings("mirror_key", "driver", "log_level", defaults=QUIET)
def mirror(
    url: Annotated[str, typer.Argument(metavar="URL", help="The Ibid to copy: https://ibid.example.")],
    to: Annotated[str, typer.Option(help="Where the copy is kept: a folder, or a MongoDB (mongodb://host/database).")],
    once: Annotated[
        bool, typer.Option("--once", help="Copy or catch up, prove that the copy is equal, and end.")
    ] = False,
    verify_every: Annotated[
        float | None, typer.Option(min=0, help="Prove it again after so many hours, and take anew what differs.")
    ] = None,
    types: Annotated[str, typer.Option(help="Only these types, such as DOCUMENT,PARAGRAPH.")] = "",
    languages: Annotated[str, typer.Option(help="Only texts in these languages, such as en,fr.")] = "",
    documents: Annotated[str, typer.Option(help="Only what stands in these documents, by symbol.")] = "",
    *,
    read: Read,
) -> None:
    """Keep a copy of another Ibid: take everything, then what changes, until stopped. It goes on where it was."""
    with failing_well():
        wanted = wanted_of(types, languages, documents)
        hours = None if verify_every is None else verify_every * 3600
        keep_copy(read(), Asked(url=url, to=to, once=once, verify_every=hours, wanted=wanted))


@app.command()
def parse(
    file: Annotated[Path, typer.Argument(help="A document as text.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Print what is understood of a file: its tree, footnotes, citations and diagnostics. Nothing is stored."""
    with failing_well():
        (print_json if as_json else print_tree)(file)


@app.command()
@with_settings(*STORE, defaults=QUIET)
def status(
    check: Annotated[bool, typer.Option(help="Recompute everything that is derived, and compare.")] = False,
    quality: Annotated[bool, typer.Option(help="Read everything, and say how well citations are understood.")] = False,
    *,
    read: Read,
) -> None:
    """Say what the store holds; with --check, whether what is derived agrees with what it is derived from."""
    with failing_well():
        settings = read()
        if not print_status(settings, check=check, quality=quality):
            raise typer.Exit(REFUSED)


@app.command()
@with_settings(*STORE, defaults=QUIET)
def migrate(
    *,
    read: Read,
) -> None:
    """Bring the database to the schema version of this Ibid."""
    with failing_well():
        settings = read()
        migrate_store(settings)


@app.command()
@with_settings(*STORE, defaults=QUIET)
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write, a ZIP. What has that name is replaced at the end.")],
    *,
    read: Read,
) -> None:
    """Write everything that the store holds to one file. It may be served and written meanwhile."""
    with failing_well():
        settings = read()
        back_up_store(settings, file)


@app.command()
@with_settings(*STORE, defaults=QUIET)
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `ibid backup` wrote.")],
    *,
    read: Read,
) -> None:
    """Fill an empty database from a backup, once all of the file is found sound. Partners then copy everything anew."""
    with failing_well():
        settings = read()
        restore_store(settings, file)


@app.command()
@with_settings(*STORE, "changes_kept_days", defaults=QUIET)
def prune(
    *,
    read: Read,
) -> None:
    """Give up changes that are older than they are to be kept. Followers that are further back copy everything anew."""
    with failing_well():
        settings = read()
        prune_changes(settings)


@app.command()
@with_settings(*STORE, defaults=QUIET)
def index(
    rebuild: Annotated[bool, typer.Option(help="Make the index anew from every record.")] = False,
    *,
    read: Read,
) -> None:
    """Bring the search index up to date with what was committed. A load and a start of the server do so themselves."""
    with failing_well():
        settings = read()
        index_store(settings, rebuild=rebuild)


@translations.command("export")
@with_settings(*STORE, defaults=QUIET)
def translations_export(
    symbol: Annotated[str, typer.Argument(help="The document's symbol.")],
    language: Annotated[str, typer.Option(help="The language to translate into: fr.")],
    source: Annotated[
        str | None, typer.Option("--from", help="The language to translate from. Otherwise the original one.")
    ] = None,
    output: Annotated[Path | None, typer.Option(help="The file to write. Otherwise standard output.")] = None,
    *,
    read: Read,
) -> None:
    """Write a document's title, headings, paragraphs and notes as XLIFF 2.1, with the translations that are there."""
    with failing_well():
        into, out_of = language_of(language), None if source is None else language_of(source)
        if not export_translations(read(), symbol, into, out_of, output):
            raise typer.Exit(REFUSED)


@translations.command("import")
@with_settings(*STORE, defaults=QUIET)
def translations_import(
    files: Annotated[list[Path], typer.Argument(help="Files of XLIFF 2.0, 2.1 or 2.2 that `export` made.")],
    *,
    read: Read,
) -> None:
    """Write what translators made of exported files: as drafts, or for review. Each unit that is refused is told."""
    with failing_well():
        if not import_translations(read(), files):
            raise typer.Exit(REFUSED)


@keys.command(name="create")
@with_settings(*STORE, defaults=QUIET)
def create(
    name: Annotated[str, typer.Argument(help="Who will use it. A name has at most two live keys, to change over.")],
    grant: Annotated[
        list[str],
        typer.Option(help="What it may do: ROLE, or ROLE:LANGUAGE,… such as TRANSLATOR:fr,es. It may be given again."),
    ],
    expires: Annotated[
        str | None, typer.Option(help="Its last day (2027-12-31, UTC), or in how many days it ends; never otherwise.")
    ] = None,
    *,
    read: Read,
) -> None:
    """Make an API key, and print it: the key alone, on standard output, and never again."""
    with failing_well():
        settings = read()
        if not create_key(settings, name, grant, expires):
            raise typer.Exit(REFUSED)


@keys.command(name="list")
@with_settings(*STORE, defaults=QUIET)
def list_(*, read: Read) -> None:
    """List the API keys: who has them, what they may, when they were used last. Never the keys themselves."""
    with failing_well():
        settings = read()
        list_keys(settings)


@keys.command()
@with_settings(*STORE, defaults=QUIET)
def revoke(
    key_id: Annotated[str, typer.Argument(metavar="ID", help="The key's id, as `ibid keys list` shows it.")],
    *,
    read: Read,
) -> None:
    """End an API key for ever. A running Ibid takes it for five seconds more at most."""
    with failing_well():
        settings = read()
        if not revoke_key(settings, key_id):
            raise typer.Exit(REFUSED)


@app.command(name="schema")
def print_schema() -> None:
    """Print the GraphQL schema, in the schema definition language."""
    with failing_well():
        typer.echo(schema.sdl(), nl=False)


@app.command()
def explain(
    file: Annotated[typer.FileText, typer.Argument(help="A file with GraphQL queries; - is standard input.")],
) -> None:
    """Print how queries are executed: the plan of each, and the Python that it is compiled to (docs/execution.md)."""
    with failing_well():
        if not explain_query(file.read()):
            raise typer.Exit(REFUSED)


def main() -> None:
    """The entry point of the `ibid` script."""
    # Until a command has read its settings, and in those that need none.
    logs.configure("warning")
    app()
