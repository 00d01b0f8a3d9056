"""What the commands of the register share: the register itself, what was known when, and how answers are printed."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any, TextIO

import click

from demarche.cli.support.console import console, destination
from demarche.errors import DemarcheError

if TYPE_CHECKING:
    from demarche.register.register import Register

FORMS = ("table", "jsonl", "csv")
taking_place = click.option("--register", "place", metavar="PATH|URL",
                            help="The register: a file, or postgresql://user@host/database; $DEMARCHE_REGISTER, else demarche.db if not given.")


def dated(name: str, read: str, text: str) -> Callable[[Any], Any]:
    """An option that takes a date; `read` is the function of the register's clocks that refuses what is none."""

    def checked(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        from demarche.register import clocks

        try:
            if value is not None:
                getattr(clocks, read)(value)
        except DemarcheError as error:
            raise click.BadParameter(str(error)) from error
        return value

    return click.option(name, metavar="DATE", callback=checked, help=text)


taking_known_on = dated("--known-on", "moment", "Answer as the register did at the end of this day (UTC), or at this moment: 2022-03-25, 2022-03-25T12:00Z.")


def answering(*forms: str) -> Callable[[Callable[..., Any]], Callable[..., None]]:
    """Make a function that answers into a command: it receives the opened `register` and `known_on`, and what it returns is printed.

    It is given the options --register, --known-on, --format and, where it has tables, --evidence.
    """
    forms = forms or FORMS

    def made(ask: Callable[..., Any]) -> Callable[..., None]:
        @wraps(ask)
        def answered(place: str | None, form: str | None, evidence: bool = False, **asked: Any) -> None:
            from demarche.register.register import Register

            with Register.open(place, make=False) as register, destination(None) as stream:
                if not print_answers(ask(register=register, **asked), form or ("table" if stream.isatty() else "jsonl"), evidence, stream):
                    click.echo(nothing(register, asked["known_on"]), err=True)

        command: Any = answered
        options = [taking_known_on, taking_place, click.option("--evidence", is_flag=True, help="Show the sentences that tell it; for tables."),
                   click.option("--format", "form", type=click.Choice(forms), help="How to print; a table on a terminal, jsonl elsewhere.")]
        for option in reversed(options):
            command = option(command)
        return command  # type: ignore[no-any-return]

    return made


def print_answers(answers: Iterable[Any], form: str, evidence: bool, stream: TextIO) -> bool:
    """Print answers, and tell whether there were any."""
    from demarche.register.rows import plain, row

    found = list(answers)
    if form == "jsonl":
        import msgspec

        for one in found:
            stream.write(msgspec.json.encode(plain(one)).decode() + "\n")
    elif form == "csv":
        writer = None
        for one in found:
            values = row(one)
            if writer is None:
                writer = csv.DictWriter(stream, list(values), lineterminator="\n")
                writer.writeheader()
            writer.writerow(values)
    else:
        from demarche.cli.support.answers import shown

        screen = console(stream)
        for part in shown(found, evidence):
            screen.print(part)
    return bool(found)


def nothing(register: Register, known_on: str | None) -> str:
    """That nothing was found; and why, where the question is of a day before all that the register has learnt."""
    from demarche.register.clocks import moment

    begun = register.begun
    if known_on and begun and moment(known_on) < begun:
        return f"Nothing found: the register learnt its first text on {begun[:10]}, and nothing was known to it by {known_on}."
    return "Nothing found."


def failed() -> None:
    """Leave with status 1, after all that was printed."""
    sys.stdout.flush()
    click.get_current_context().exit(1)
