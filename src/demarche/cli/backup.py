"""`demarche backup`: a copy of a register, made while others use it."""

from __future__ import annotations

from pathlib import Path

import click

from demarche.cli.support.registers import taking_place


@click.command("backup", epilog="""\b
Examples:
  demarche backup demarche-2026-11-22.db
""")
@click.argument("file", type=click.Path(path_type=Path))
@taking_place
def command(file: Path, place: str | None) -> None:
    """Copy a register while others use it.

    FILE must not be there. A register in PostgreSQL is backed up with pg_dump.
    """
    from demarche.register.register import Register

    with Register.open(place, make=False) as register:
        register.backup(file)
