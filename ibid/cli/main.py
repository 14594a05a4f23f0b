"""The commands and what they share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

import schema
from ibid import logs, serving
from ibid.cli.exporting import Export, export_documents, languages_of
from ibid.cli.failures import REFUSED, failing_well
from ibid.cli.indexing import index_store
from ibid.cli.loading import load_paths
from ibid.cli.migrating import migrate_store
from ibid.cli.parsing import print_json, print_tree
from ibid.cli.removing import remove_documents
from ibid.cli.serving import run
from ibid.cli.status import print_status
from ibid.settings import TABLE, Settings, read_settings
from ibid.version import ibid_version
from seed.writing.formats import Format

app = typer.Typer(
    name="ibid",
    help="A multilingual, citation-aware GraphQL API and document store for United Nations documents.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console()

DataDir = Annotated[str | None, typer.Option(help=TABLE["data_dir"].summary)]
MongoDB = Annotated[str | None, typer.Option("--mongodb-uri", help=TABLE["mongodb_uri"].summary)]
Database = Annotated[str | None, typer.Option(help=TABLE["database"].summary)]
Driver = Annotated[str | None, typer.Option(help=TABLE["driver"].summary)]
LogLevel = Annotated[str | None, typer.Option(help=TABLE["log_level"].summary)]


QUIET = {"log_level": "warning"}
"""What a command that prints its own answer logs, unless it is told otherwise."""


def _settings(defaults: Mapping[str, str] | None = None, **given: str | None) -> Settings:
    settings = read_settings(given, defaults=defaults)
    logs.configure(settings.log_level)
    return settings


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
def serve(
    host: Annotated[str | None, typer.Option(help=TABLE["host"].summary)] = None,
    port: Annotated[str | None, typer.Option(help=TABLE["port"].summary)] = None,
    data_dir: DataDir = None,
    mongodb_uri: MongoDB = None,
    database: Database = None,
    driver: Driver = None,
    seed: Annotated[str | None, typer.Option(help=TABLE["seed"].summary)] = None,
    store_port: Annotated[str | None, typer.Option(help=TABLE["store_port"].summary)] = None,
    query_seconds: Annotated[str | None, typer.Option(help=TABLE["query_seconds"].summary)] = None,
    log_level: LogLevel = None,
) -> None:
    """Serve GraphQL at /graphql until stopped. An empty store is filled with the founding documents first."""
    with failing_well():
        settings = _settings(
            host=host,
            port=port,
            data_dir=data_dir,
            mongodb_uri=mongodb_uri,
            database=database,
            driver=driver,
            seed=seed,
            store_port=store_port,
            query_seconds=query_seconds,
            log_level=log_level,
        )
        run(settings, serving.listen(settings.host, settings.port))


@app.command()
def load(
    paths: Annotated[
        list[Path], typer.Argument(help="Files, folders and zips of documents (text, Akoma Ntoso) and of translations.")
    ],
    data_dir: DataDir = None,
    mongodb_uri: MongoDB = None,
    database: Database = None,
    driver: Driver = None,
    log_level: LogLevel = None,
) -> None:
    """Load documents and translations. The same file again writes nothing; a stopped load goes on where it was."""
    with failing_well():
        settings = _settings(
            QUIET, data_dir=data_dir, mongodb_uri=mongodb_uri, database=database, driver=driver, log_level=log_level
        )
        if not load_paths(settings, paths):
            raise typer.Exit(REFUSED)


@app.command()
def remove(
    symbols: Annotated[list[str], typer.Argument(help="Symbols of documents: A/RES/74/148.")],
    data_dir: DataDir = None,
    mongodb_uri: MongoDB = None,
    database: Database = None,
    driver: Driver = None,
    log_level: LogLevel = None,
) -> None:
    """Take documents out of the store. What cites them stands, and their history and translations are kept."""
    with failing_well():
        settings = _settings(
            QUIET, data_dir=data_dir, mongodb_uri=mongodb_uri, database=database, driver=driver, log_level=log_level
        )
        if not remove_documents(settings, symbols):
            raise typer.Exit(REFUSED)


@app.command()
def export(
    symbols: Annotated[
        list[str] | None, typer.Argument(help="Symbols of documents: A/RES/74/148; all documents without one.")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="The format.")] = Format.AKN,
    language: Annotated[
        str, typer.Option(help="Languages in order of preference, such as fr,en; `all` is a file for each.")
    ] = "",
    output: Annotated[Path | None, typer.Option(help="The folder to write to; one document needs none.")] = None,
    data_dir: DataDir = None,
    mongodb_uri: MongoDB = None,
    database: Database = None,
    driver: Driver = None,
    log_level: LogLevel = None,
) -> None:
    """Write documents as files: Akoma Ntoso, HTML, Markdown, text, JSON, JSON-LD; one document to standard output."""
    if output is None and len(symbols or ()) != 1:
        raise typer.BadParameter("name a folder for several documents", param_hint="--output")
    with failing_well():
        settings = _settings(
            QUIET, data_dir=data_dir, mongodb_uri=mongodb_uri, database=database, driver=driver, log_level=log_level
        )
        every = language in {"all", "*"}
        preference = () if every else languages_of(language)
        wanted = Export(symbols=symbols or (), format=format_, preference=preference, every=every, folder=output)
        if not export_documents(settings, wanted):
            raise typer.Exit(REFUSED)


@app.command()
def parse(
    file: Annotated[Path, typer.Argument(help="A document as text.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Print what is understood of a file: its tree, footnotes, citations and diagnostics. Nothing is stored."""
    with failing_well():
        (print_json if as_json else print_tree)(file)


@app.command()
def status(
    check: Annotated[bool, typer.Option(help="Recompute everything that is derived, and compare.")] = False,
    quality: Annotated[bool, typer.Option(help="Read everything, and say how well citations are understood.")] = False,
    data_dir: DataDir = None,
    mongodb_uri: MongoDB = None,
    database: Database = None,
    driver: Driver = None,
    log_level: LogLevel = None,
) -> None:
    """Say what the store holds; with --check, whether what is derived agrees with what it is derived from."""
    with failing_well():
        settings = _settings(
            QUIET, data_dir=data_dir, mongodb_uri=mongodb_uri, database=database, driver=driver, log_level=log_level
        )
        if not print_status(settings, check=check, quality=quality):
            raise typer.Exit(REFUSED)


@app.command()
def migrate(
    data_dir: DataDir = None,
    mongodb_uri: MongoDB = None,
    database: Database = None,
    driver: Driver = None,
    log_level: LogLevel = None,
) -> None:
    """Bring the database to the schema version of this Ibid."""
    with failing_well():
        settings = _settings(
            QUIET, data_dir=data_dir, mongodb_uri=mongodb_uri, database=database, driver=driver, log_level=log_level
        )
        migrate_store(settings)


@app.command()
def index(
    rebuild: Annotated[bool, typer.Option(help="Make the index anew from every record.")] = False,
    data_dir: DataDir = None,
    mongodb_uri: MongoDB = None,
    database: Database = None,
    driver: Driver = None,
    log_level: LogLevel = None,
) -> None:
    """Bring the search index up to date with what was committed. A load and a start of the server do so themselves."""
    with failing_well():
        settings = _settings(
            QUIET, data_dir=data_dir, mongodb_uri=mongodb_uri, database=database, driver=driver, log_level=log_level
        )
        index_store(settings, rebuild=rebuild)


@app.command(name="schema")
def print_schema() -> None:
    """Print the GraphQL schema, in the schema definition language."""
    with failing_well():
        typer.echo(schema.sdl(), nl=False)


def main() -> None:
    """The entry point of the `ibid` script."""
    # Until a command has read its settings, and in those that need none.
    logs.configure("warning")
    app()
