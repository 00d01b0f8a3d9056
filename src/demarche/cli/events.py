"""`demarche events`: who did what to whom, each act once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import click

from demarche.cli.support.registers import answering, dated
from demarche.records import Event, Status

if TYPE_CHECKING:
    from demarche.register.acts import Act
    from demarche.register.register import Register


@click.command("events", epilog="""\b
Examples:
  demarche events --target RUS --code SANCTION --since 2022-02
  demarche events --source ILO --evidence
  demarche events --status denied --format csv > denied.csv
""")
@click.option("--source", metavar="ACTOR", help="Done by this actor: an id (RUS) or a name.")
@click.option("--target", metavar="ACTOR", help="Done to this actor.")
@click.option("--code", metavar="CODE", help="With this code of the codebook: SANCTION.")
@click.option("--status", type=click.Choice(get_args(Status)), help="Done, only considered, or denied.")
@dated("--since", "interval", "On this day or later (2022-03-01, 2022-03 or 2022); one without a told date counts on its publication.")
@dated("--until", "interval", "On this day or before.")
@answering()
def command(register: Register, code: str | None, **asked: Any) -> list[Act[Event]]:
    """List events, each once with all the texts that tell it.

    Where texts tell a date or a status differently, the best supported goes first and the others are shown.
    """
    from demarche.register.clocks import interval

    since, until = asked["since"], asked["until"]
    if since and until and interval(since).start > interval(until).last:
        raise click.UsageError(f"--since {since} lies after --until {until}")
    return register.events(code=code.upper() if code else None, **asked)
