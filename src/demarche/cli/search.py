"""`demarche search`: sentences by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from demarche.cli.support.registers import answering

if TYPE_CHECKING:
    from demarche.register.holdings import Found
    from demarche.register.register import Register


@click.command("search", epilog="""\b
Examples:
  demarche search walk-out
  demarche search suspends '"technical cooperation"'
""")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=100, show_default=True, metavar="N", help="At most so many sentences.")
@answering()
def command(register: Register, words: tuple[str, ...], **asked: Any) -> list[Found]:
    """Find sentences by their words.

    A sentence is found if it has all WORDS, in any order and in any of their forms; those learnt last come first. Words in double quotes stand side
    by side.
    """
    return register.search(" ".join(words), **asked)
