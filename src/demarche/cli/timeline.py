"""`demarche timeline`: events, votes and the steps of measures, in the order of their days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from demarche.cli.support.registers import answering

if TYPE_CHECKING:
    from demarche.register.answers import Entry
    from demarche.register.register import Register


@click.command("timeline", epilog="""\b
Examples:
  demarche timeline --target RUS
  demarche timeline --actor ILO --evidence
""")
@click.option("--target", metavar="ACTOR", help="What was done to this actor: an id (RUS) or a name.")
@click.option("--actor", metavar="ACTOR", help="All in which this actor takes part; with --target what it did to that.")
@answering()
def command(register: Register, **asked: Any) -> list[Entry]:
    """List what happened in the order of its days.

    Where no text tells the day of an act it goes by the earliest publication, or by the day on which the register learnt it, and says so.
    """
    return register.timeline(**asked)
