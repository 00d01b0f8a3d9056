"""From paths to coded documents: what cannot be read or coded is reported on standard error, and the others go on."""

from __future__ import annotations

import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from demarche.errors import DemarcheError
from demarche.reading import Limits, Overrides, Read, read
from demarche.reading.sniffing import by_suffix
from demarche.reading.sources import STANDARD_INPUT, files, shown
from demarche.records import CodedDocument, Document

if TYPE_CHECKING:
    from demarche.coder import Coder

MANY = 20  # files; the coding of more shows its progress
Coded = tuple[Read, CodedDocument]

taking_codebook = click.option("--codebook", type=click.Path(exists=True, path_type=Path), metavar="FILE",
                               help="Codebook of your own, a file or a folder: in place of PLOVER, or over it.")
OPTIONS = [
    click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="PATH..."),
    click.option("--published", metavar="DATE", help="Day of publication, YYYY-MM-DD, by which relative dates are read."),
    click.option("--publisher", metavar="NAME", help="Who issues the documents."),
    click.option("--title", metavar="TEXT", help="Title of the document."),
    click.option("--url", metavar="URL", help="Address of the document."),
    click.option("--max-bytes", type=click.IntRange(1), metavar="N", default=Limits().max_bytes, show_default=True, help="Refuse larger files."),
    click.option("--max-characters", type=click.IntRange(1), metavar="N", default=Limits().max_characters, show_default=True, help="Cut longer texts."),
    click.option("--actors", multiple=True, type=click.Path(exists=True, path_type=Path), metavar="FILE",
                 help="Actor file or folder of your own; may be repeated."),
    taking_codebook,
    click.option("--threads", type=click.IntRange(1), metavar="N", help="Threads of the language model; as many as there are cores if not given."),
]


class Inputs:
    """The documents that a command is given, and how many of them failed so far.

    without  a file that is left out where a folder holds it: the one that is written to
    passes   says of a document, as it will be named, that it need not be coded
    """

    def __init__(self, paths: Iterable[str], overrides: Overrides = Overrides(), limits: Limits = Limits(), threads: int | None = None,
                 actors: Sequence[Path] = (), codebook: Path | None = None) -> None:
        self.paths, self.overrides, self.limits, self.threads, self.actors, self.codebook = tuple(paths), overrides, limits, threads, actors, codebook
        self.without: Path | None = None
        self.passes: Callable[[Document], bool] = lambda document: False
        self.failed = 0

    def coder(self, *, parse_all: bool = False) -> Coder:
        """The coder, loaded only now, with the user's own layer and codebook; raises D301, D401, D405, D406 where its model or knowledge is damaged."""
        from demarche import coder
        from demarche.knowledge.layers import layers

        return coder.Coder(threads=self.threads, actors=layers(self.actors), codebook=self.codebook, parse_all=parse_all)

    def coded(self, coder: Coder) -> Iterator[Coded]:
        """The record of each document that can be read and coded, in order, with where it was read.

        Documents are coded together; where one breaks the coder those on their way with it are coded one by one. Raises what `passes` raises, after
        the documents before.
        """
        waiting: deque[Read] = deque()
        stopped: list[Exception] = []
        documents = self._fed(waiting, stopped)
        while True:
            try:
                for record in coder.code_many(documents):
                    yield complete(waiting.popleft(), record)
                break
            except Exception:  # whatever it is, it must not cost the other documents
                alone = list(waiting)
                waiting.clear()
                for one in alone:
                    for record in self.guarded(one, coder.code):
                        yield complete(one, record)
        for error in stopped:
            raise error

    def guarded(self, one: Read, work: Callable[[Document], Any]) -> Iterator[Any]:
        """What `work` makes of a document; nothing, and a report, where it breaks."""
        try:
            if one.document is not None:
                yield work(one.document)
        except DemarcheError as error:
            self.fail(error)
        except Exception as error:
            self.fail(DemarcheError("D601", path=one.source, reason=place_of(error)))

    def reads(self) -> Iterator[Read]:
        """Each document that can be read; the others are reported."""
        for path in self.files():
            try:
                for one in [path] if isinstance(path, Read) else read([path], overrides=self.overrides, limits=self.limits):
                    if one.error is None:
                        yield one
                    else:
                        self.fail(one.error)
            except Exception as error:
                self.fail(DemarcheError("D601", path=shown(str(path)), reason=place_of(error)))

    def files(self) -> Iterator[str | Read]:
        """The files that the paths stand for, or why there are none."""
        for path in self.paths:
            for name in files(path):
                if not (isinstance(name, str) and self.without and name != STANDARD_INPUT and Path(name).absolute() == self.without):
                    yield name

    def fail(self, error: DemarcheError) -> None:
        """Report an input that is lost."""
        self.failed += 1
        click.echo(error, err=True)

    def are_many(self) -> bool:
        """Whether coding them may take long."""
        return len(self.paths) > MANY or any(Path(path).is_dir() for path in self.paths)

    def count(self) -> int | None:
        """The number of documents, None where that shows only when they are read."""
        names = list(self.files())
        lines = any(isinstance(name, str) and (name == STANDARD_INPUT or getattr(by_suffix(name), "name", "") == "jsonl") for name in names)
        return None if lines else len(names)

    def _fed(self, waiting: deque[Read], stopped: list[Exception]) -> Iterator[Document]:
        """The documents that are wanted, until asking that fails: no document is to blame for it, so that it must not look as if one broke the coder."""
        for one in self.reads():
            try:
                wanted = one.document is not None and not self.passes(placed(one, one.document))
            except Exception as error:
                stopped.append(error)
                return
            if one.document is not None and wanted:
                waiting.append(one)
                yield one.document


def complete(one: Read, record: CodedDocument) -> Coded:
    """Where a document was read, and its record with the warnings of its reading; one without an id goes by its place."""
    return one, replace(record, document=placed(one, record.document), warnings=(*one.warnings, *record.warnings))


def placed(one: Read, document: Document) -> Document:
    """A document that goes by its place where it has no id."""
    return replace(document, id=one.source) if document.id is None and one.source != STANDARD_INPUT else document


def taking_inputs(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the argument PATH… and the options of reading; it receives them as `inputs`, and fails where one of them failed."""

    @wraps(command)
    def taking(paths: tuple[str, ...], published: str | None, publisher: str | None, title: str | None, url: str | None, max_bytes: int,
               max_characters: int, threads: int | None, actors: tuple[Path, ...], codebook: Path | None, **others: object) -> None:
        try:
            overrides = Overrides(published=published, publisher=publisher, title=title, url=url)
        except DemarcheError as error:
            raise click.UsageError(str(error)) from error
        inputs = Inputs(paths, overrides, Limits(max_bytes, max_characters), threads, actors, codebook)
        command(inputs=inputs, **others)
        if inputs.failed:
            sys.stdout.flush()
            click.get_current_context().exit(1)

    for option in reversed(OPTIONS):
        taking = option(taking)
    return taking


def place_of(error: Exception) -> str:
    """An unexpected error in a line, with the place in the program where it came up."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})".replace("\n", " ")
