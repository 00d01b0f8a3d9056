"""`demarche why`: why texts tell one act, and how a measure came to its state."""

from __future__ import annotations

import click

from demarche.cli.support.registers import taking_known_on, taking_place


@click.command("why", epilog="""\b
Examples:
  demarche why 3f2a9c01
  demarche why 3f2a9c01 --known-on 2022-03-25
""")
@click.argument("id")
@taking_known_on
@taking_place
def command(id: str, place: str | None, known_on: str | None) -> None:
    """Show why texts tell one act, or how a measure came to its state.

    ID is that of an event, a vote, a measure or a record, or the beginning of it.
    """
    from demarche.cli.support.console import destination
    from demarche.register.register import Register

    with Register.open(place, make=False) as register, destination(None) as stream:
        stream.write(register.why(id, known_on=known_on) + "\n")
