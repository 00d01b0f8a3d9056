"""The output formats of `demarche code`: a function each, and the registry of them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

import click

from demarche.cli.support.inputs import Coded
from demarche.records import Actor, CodedDocument, Event

COLUMNS = ("document", "published", "event", "code", "mode", "cameo", "status", "source_id", "source", "target_id", "target", "trigger",
           "sentence", "content", "until", "except", "date", "confidence", "rule", "contexts")


def write_jsonl(coded: Iterable[Coded], stream: TextIO, with_text: bool) -> None:
    """One line a document."""
    for _, record in coded:
        stream.write(record.to_json(with_text) + "\n")


def write_json(coded: Iterable[Coded], stream: TextIO, with_text: bool) -> None:
    """One array, written as it comes."""
    separator = "["
    for _, record in coded:
        stream.write(f"{separator}\n{record.to_json(with_text)}")
        separator = ","
    stream.write("[]\n" if separator == "[" else "\n]\n")


def write_csv(coded: Iterable[Coded], stream: TextIO, with_text: bool) -> None:
    """One row for each source and target of an event; warnings, which have no column, go to standard error."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for read, record in coded:
        for warning in record.warnings:
            click.echo(f"{warning.code} {read.source}: {warning.message}", err=True)
        writer.writerows(row for event in record.events for row in rows(record, event))


def rows(record: CodedDocument, event: Event) -> Iterator[tuple[object, ...]]:
    """The rows of an event: every source with every target."""
    before = (record.document.id or record.document.url or record.document.text_sha256, record.document.published, event.id, event.code, event.mode,
              event.cameo, event.status)
    after = (event.trigger.text, event.sentence.text, event.content and event.content.text, bound(event, "until", "unless", "if"), bound(event, "except"),
             event.date and event.date.value, event.confidence, event.rule, " ".join(event.contexts) or None)
    nobody: tuple[Actor | None, ...] = (None,)
    for source in event.sources or nobody:
        for target in event.targets or nobody:
            yield (*before, *named(source), *named(target), *after)


def named(actor: Actor | None) -> tuple[str | None, str | None]:
    """Id and name of an actor."""
    return (actor.id, actor.name) if actor else (None, None)


def bound(event: Event, *kinds: str) -> str | None:
    """The text of an event's provisions of these kinds."""
    return "; ".join(p.span.text for p in event.provisions if p.kind in kinds) or None


def write_table(coded: Iterable[Coded], stream: TextIO, with_text: bool) -> None:
    """Tables to read."""
    from demarche.cli.support.console import console
    from demarche.cli.support.tables import sheet

    screen = console(stream)
    for read, record in coded:
        screen.print(sheet(read.source, record, with_text))


WRITERS: dict[str, Callable[[Iterable[Coded], TextIO, bool], None]] = {
    "table": write_table, "json": write_json, "jsonl": write_jsonl, "csv": write_csv,
}
