"""`demarche measures`: what was in force on a day, as it was known at a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import click

from demarche.cli.support.registers import answering, dated
from demarche.records import MeasureKind

if TYPE_CHECKING:
    from demarche.register.answers import Standing
    from demarche.register.register import Register

STATUSES = ("proposed", "under-review", "decided", "in-force", "extended", "eased", "lifted", "rejected", "expired")


@click.command("measures", epilog="""\b
Examples:
  demarche measures --target RUS --on 2022-04-01
  demarche measures --target RUS --on 2022-04-01 --known-on 2022-03-25
  demarche measures --by ILO --status lifted --evidence
""")
@click.option("--target", metavar="ACTOR", help="Against this actor: an id (RUS) or a name.")
@click.option("--by", metavar="ACTOR", help="Imposed by this actor.")
@click.option("--kind", type=click.Choice(get_args(MeasureKind)), metavar="KIND", help=f"Of this kind: {', '.join(get_args(MeasureKind))}.")
@dated("--on", "day", "Those that held on this day; if not given all, with their state today.")
@click.option("--status", type=click.Choice(STATUSES), help="Those with this status on the day, whether they held or not.")
@answering()
def command(register: Register, **asked: Any) -> list[Standing]:
    """List measures: in force on a day, by whom, at whom, until when.

    A measure is a chain of dated acts: proposed, decided, extended, eased, lifted; its state on a day is computed from these.
    """
    return register.measures(**asked)
