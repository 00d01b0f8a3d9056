"""`demarche code`: documents in, their records out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from demarche.cli.support.console import destination, progressing
from demarche.cli.support.inputs import Coded, Inputs, taking_inputs
from demarche.cli.support.writers import WRITERS


@click.command("code", epilog="""\b
Examples:
  demarche code statement.txt --published 2022-02-28
  demarche code news/ more.jsonl --format jsonl > coded.jsonl
  demarche code --format csv --output events.csv news.jsonl
  curl -s https://example.org/statement.html | demarche code -
\b
Exit status: 0 every input was coded; 1 some could not be read or coded
(the others were); 2 wrong usage.
""")
@click.option("--format", "form", type=click.Choice(list(WRITERS)), help="How to print; a table on a terminal, jsonl elsewhere. csv has the events only.")
@click.option("--with-text", is_flag=True, help="Print the text of each document with its records.")
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write there, not to standard output.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="SHARE", help="Print only events and measures that are at least so sure.")
@taking_inputs
def command(inputs: Inputs, form: str | None, with_text: bool, output: str | None, min_confidence: float) -> None:
    """Print the events, measures, votes and signatories of documents.

    PATH is a file (text, Markdown, HTML, JSON, JSON Lines), a folder of them, or "-" for standard input.
    """
    if output and output != "-":
        inputs.without = Path(output).absolute()
        if any(path != "-" and Path(path).absolute() == inputs.without for path in inputs.paths):
            raise click.UsageError(f"{output} would be read and written at once")
    if with_text and form == "csv":
        raise click.UsageError("a row of CSV has no room for the text: --with-text goes with json and jsonl")
    with destination(output) as stream:
        shown = stream.isatty()
        coded: Iterator[Coded] = ((one, record.above(min_confidence)) for one, record in inputs.coded(inputs.coder()))
        if not shown and inputs.are_many() and sys.stderr.isatty():
            coded = progressing(coded, inputs.count())
        WRITERS[form or ("table" if shown else "jsonl")](coded, stream, with_text)
