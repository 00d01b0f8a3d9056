"""`demarche add`: documents coded, and added to a register as they come."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

import click

from demarche.cli.support.console import progressing
from demarche.cli.support.inputs import Inputs, taking_inputs
from demarche.cli.support.registers import taking_place
from demarche.errors import DemarcheError
from demarche.reading import Read
from demarche.reading.sources import STANDARD_INPUT, opened, shown, unreadable
from demarche.records import CodedDocument, Document

if TYPE_CHECKING:
    from demarche.register.register import Register

CODED = re.compile(rb'^(?:\xef\xbb\xbf)?\s*\{(.*?(?<!\\)"schema"\s*:\s*"demarche/|\s*"coder"\s*:\s*\{[^{}]*"codebook"\s*:)', re.DOTALL)  # also with sorted keys
HEAD = 4096  # bytes of a file by which coded documents are told from others
TOLD = {"new": "new", "source": "known from other sources", "replaced": "replaced", "again": "there already", "older": "there from a newer version"}
OF_ONE = ("D201", "D202", "D709")  # faults of one document; others concern the register


@click.command("add", epilog="""\b
Examples:
  demarche add statement.txt --published 2022-02-28
  demarche add news/ --register news.db
  demarche add coded.jsonl --register postgresql://team@host/register
  demarche code news/ --format jsonl --with-text | demarche add -
\b
Exit status: 0 every input was added; 1 some could not be read, coded or added
(the others were); 2 wrong usage.
""")
@taking_place
@click.option("--again", is_flag=True, help="Code also the documents that the register has as this coder reads them.")
@taking_inputs
def command(inputs: Inputs, place: str | None, again: bool) -> None:
    """Code documents and add them to a register.

    PATH is what 'demarche code' reads, or JSON Lines of coded documents that hold their text. The register is made if there is none. Every document is
    added at once and as a whole: where this is stopped, run it again and it goes on. Prints for each document what was done: new; source (the text was
    there, from elsewhere); replaced (read in another way before); again (it was there); older (a newer version has coded it).
    """
    from demarche.register.register import Register

    paths = list(inputs.files())
    coded = [path for path in paths if isinstance(path, str) and is_coded(path)]
    for path in paths:
        if isinstance(path, Read) and path.error is not None:
            inputs.fail(path.error)
    inputs.paths = tuple(path for path in paths if isinstance(path, str) and path not in coded)
    done: Counter[str] = Counter()
    with Register.open(place) as register:
        try:
            for path in coded:
                for name, line in lines(path, inputs):
                    add_line(register, name, line, inputs, done)
            if inputs.paths:
                add_documents(register, inputs, again, done)
        finally:
            said = [f"{done[outcome]} {words}" for outcome, words in TOLD.items() if done[outcome]]
            said += [f"{inputs.failed} failed"] if inputs.failed else []
            total = sum(done.values())
            click.echo(f"{total} document{'s' if total != 1 else ''}{': ' if said else ''}{', '.join(said)}", err=True)


def add_documents(register: Register, inputs: Inputs, again: bool, done: Counter[str]) -> None:
    """Code the documents and add each when it is coded; those that are there as this coder reads them are passed over."""
    coder = inputs.coder()

    def passed(document: Document) -> bool:
        held = not again and register.holds(document, coder.info)
        if held:
            report("again", document, done)
        return held

    inputs.passes = passed
    records = inputs.coded(coder)
    for one, record in progressing(records, inputs.count()) if len(inputs.paths) > 1 and sys.stderr.isatty() else records:
        add(register, one.source, record, inputs, done)


def add_line(register: Register, name: str, line: bytes, inputs: Inputs, done: Counter[str]) -> None:
    """Add a line that is a coded document."""
    try:
        record = CodedDocument.from_json(line)
    except DemarcheError as error:
        inputs.fail(DemarcheError("D709", name=name, reason=error.message))
    else:
        add(register, name, record, inputs, done)


def add(register: Register, name: str, record: CodedDocument, inputs: Inputs, done: Counter[str]) -> None:
    """Add a coded document; what is wrong with it is reported, what is wrong with the register ends the work."""
    try:
        added = register.add(record)
    except DemarcheError as error:
        if error.code not in OF_ONE:
            raise
        inputs.fail(error if error.code == "D709" else DemarcheError("D709", name=name, reason=error.message))
    else:
        report(added.outcome, record.document, done)


def report(outcome: str, document: Document, done: Counter[str]) -> None:
    """Print what was done with a document."""
    done[outcome] += 1
    click.echo(f"{outcome:8} {document.text_sha256[:12]} {document.id or document.url or document.title or ''}".rstrip())


def is_coded(path: str) -> bool:
    """Whether a file, or what standard input begins with, is a coded document."""
    try:
        stream = opened(path)
        if path == STANDARD_INPUT:
            return CODED.match(head(stream)) is not None
        with stream:
            return CODED.match(stream.read(HEAD)) is not None
    except OSError:
        return False  # the reader says why it cannot be read


def head(stream: BinaryIO) -> bytes:
    """The first bytes of a stream, which stay to be read."""
    if stream.seekable():
        here = stream.tell()
        data = stream.read(HEAD)
        stream.seek(here)
        return data
    peek = getattr(stream, "peek", None)
    return bytes(peek(HEAD)[:HEAD]) if peek else b""


def lines(path: str, inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """The lines of a file that are not empty, with where they stand."""
    try:
        stream = opened(path)
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield f"{shown(path)}:{number}", line.removeprefix(b"\xef\xbb\xbf")
        if path != STANDARD_INPUT:
            stream.close()
    except OSError as error:
        inputs.fail(unreadable(path, error))
