"""`demarche document`: a text of the register, with all that was read in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from demarche.cli.support.registers import answering

if TYPE_CHECKING:
    from demarche.register.holdings import Held
    from demarche.register.register import Register


@click.command("document", epilog="""\b
Examples:
  demarche document 3f2a9c01
  demarche document statement.txt
""")
@click.argument("name", metavar="DOCUMENT")
@answering("table", "jsonl")
def command(register: Register, name: str, **asked: Any) -> list[Held]:
    """Show a document of the register with all that was read in it.

    DOCUMENT is the hash of its text, the beginning of it (eight digits or more), or the document's own id; JSON has its replaced readings too.
    """
    return [register.document(name, **asked)]
