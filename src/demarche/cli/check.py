"""`demarche check`: whether a register is whole, and what in it cannot be."""

from __future__ import annotations

import click

from demarche.cli.support.registers import failed, taking_place

TOLD = "D728"  # what texts tell, which is no fault of the register


@click.command("check", epilog="""\b
Examples:
  demarche check
  demarche check --register demarche.db
\b
Exit status: 0 the register is whole; 1 it is not.
""")
@taking_place
def command(place: str | None) -> None:
    """Verify every span, hash, vote and measure of a register.

    Prints what does not fit: texts that have another hash, records that are not in their text, rows that point nowhere, that are gone or not what was
    stored, votes whose checks are not those of their numbers. Measures of which texts tell what is impossible, lifted before imposed, are printed too,
    but are no fault of the register.
    """
    from demarche.register.register import Register

    faults = told = 0
    with Register.open(place, make=False) as register:
        for error in register.check():
            click.echo(error)
            faults, told = faults + (error.code != TOLD), told + (error.code == TOLD)
    click.echo(f"{faults} faults; {told} measures of which texts tell what is impossible", err=True)
    if faults:
        failed()
