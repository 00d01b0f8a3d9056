"""`demarche explain`: how each event of a document was found."""

from __future__ import annotations

import click

from demarche.cli.support.console import destination
from demarche.cli.support.inputs import Inputs, taking_inputs


@click.command("explain", epilog="""\b
Examples:
  demarche explain statement.txt
  echo "Norway condemned Russia's invasion of Ukraine." | demarche explain -
""")
@taking_inputs
def command(inputs: Inputs) -> None:
    """Show how each event of a document was found.

    For every sentence that tells an act: its words with their tags and tree; then for each act the rule that fired, the path
    in the tree from the trigger to each actor, how the actor was resolved, and the word that decided the status.
    """
    from demarche.cli.support.console import console
    from demarche.cli.support.derivations import derivation
    from demarche.cli.support.tables import heading

    with destination(None) as stream:
        screen = console(stream)
        coder = inputs.coder()
        for read in inputs.reads():
            for context, told in inputs.guarded(read, coder.told):
                screen.print(heading(read.source, context.document))
                screen.print(derivation(context, told))
