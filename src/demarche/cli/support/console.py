"""Where output goes: standard output or a file, and the progress of long work on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 100
Item = TypeVar("Item")


@contextmanager
def destination(path: str | None) -> Iterator[TextIO]:
    """The stream to write to, in UTF-8; a file is written as FILE.part and moved to its place when it is whole."""
    if path is None or path == "-":
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="replace")
        yield sys.stdout
        sys.stdout.flush()
        return
    whole = Path(path)
    part = whole.with_name(f"{whole.name}.part")
    try:
        file = part.open("w", encoding="utf-8", errors="replace", newline="")
    except OSError as error:
        raise click.UsageError(f"cannot write to {path}: {error.strerror}") from error
    with file:
        yield file
    part.replace(whole)


def console(stream: TextIO) -> Console:
    """A rich console; 100 columns wide where the stream has no width of its own."""
    from rich.console import Console

    return Console(file=stream, width=None if stream.isatty() else WIDTH, highlight=False, emoji=False, markup=False)


def progressing(items: Iterable[Item], total: int | None) -> Iterator[Item]:
    """The items, with a progress bar on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("Coding"), BarColumn(), MofNCompleteColumn(), TextColumn("documents"), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as progress:
        yield from progress.track(items, total=total)
