"""`demarche votes`: the votes of bodies, and those whose numbers do not add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from demarche.cli.support.registers import answering
from demarche.records import Vote

if TYPE_CHECKING:
    from demarche.register.acts import Act
    from demarche.register.register import Register


@click.command("votes", epilog="""\b
Examples:
  demarche votes --body ILO
  demarche votes --failing --evidence
""")
@click.option("--body", metavar="ACTOR", help="Of this body: an id (ilo) or a name.")
@click.option("--failing", is_flag=True, help="Only those of which a check does not hold.")
@answering()
def command(register: Register, **asked: Any) -> list[Act[Vote]]:
    """List votes, and those whose numbers do not add up.

    Four checks: groups sum to the total, named voters are within the counts, the total is within the seats, the result is what the counts say.
    """
    return register.votes(**asked)
