"""`demarche actor`: what an actor did, and what was done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from demarche.cli.support.registers import answering

if TYPE_CHECKING:
    from demarche.register.answers import Dossier
    from demarche.register.register import Register


@click.command("actor", epilog="""\b
Examples:
  demarche actor RUS
  demarche actor "the ILO" --known-on 2022-03-25
""")
@click.argument("who", metavar="ACTOR")
@answering("table", "jsonl")
def command(register: Register, who: str, **asked: Any) -> list[Dossier]:
    """Show what an actor did, and what was done to it.

    ACTOR is an id (RUS, ilo) or a name. Who it is, the actor files say: 'demarche actors show'.
    """
    return [register.actor(who, **asked)]
