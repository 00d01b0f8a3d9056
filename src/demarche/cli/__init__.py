"""The command line: one module a command, loaded when it is called.

A new command is a module in this folder with a click command named `command`, and one line in `COMMANDS`.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

COMMANDS = {  # name of the module: what the list of commands says of it
    "code": "Print the events, measures, votes and signatories of documents.",
    "explain": "Show how each event of a document was found.",
    "add": "Code documents and add them to a register.",
    "measures": "List measures: in force on a day, by whom, at whom, until when.",
    "events": "List events, each once with all the texts that tell it.",
    "votes": "List votes, and those whose numbers do not add up.",
    "actor": "Show what an actor did, and what was done to it.",
    "timeline": "List what happened in the order of its days.",
    "document": "Show a document of the register with all that was read in it.",
    "search": "Find sentences by their words.",
    "why": "Show why texts tell one act, or how a measure came to its state.",
    "check": "Verify every span, hash, vote and measure of a register.",
    "backup": "Copy a register while others use it.",
    "review": "Judge what was coded, the least certain first; list, undo and export decisions.",
    "actors": "Look actors up, list names that nobody knows, import lists of others.",
    "codebook": "Show the codebook: roots, contexts, the crosswalk to CAMEO.",
    "evaluate": "Score the coder against gold documents.",
    "schema": "Print the JSON Schema of the records.",
    "lint": "Check the knowledge files.",
}
INTERRUPTED, BROKEN_PIPE = 130, 141


class Commands(click.Group):
    """A group whose commands are imported only when they run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the registry."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"demarche.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help, which loads no command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what stops it becomes a message and an exit status."""
        from demarche.errors import DemarcheError

        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except DemarcheError as error:
            click.echo(error, err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(BROKEN_PIPE)


def print_version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        from demarche import __version__

        click.echo(f"demarche {__version__}")
        ctx.exit()


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, epilog="""\b
Examples:
  demarche code statement.txt
  demarche code --format jsonl news/ > coded.jsonl
  demarche explain statement.txt
  demarche add news/
  demarche measures --target RUS --on 2022-04-01
""")
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=print_version, help="Show the version and exit.")
def commands() -> None:
    """Read what institutions say and do: who did what to whom, with the sentence that proves it."""


def main() -> NoReturn:
    """The program `demarche`."""
    commands(prog_name="demarche")
    sys.exit(0)
