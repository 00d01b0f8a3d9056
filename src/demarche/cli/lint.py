"""`demarche lint`: are the knowledge files what they should be?"""

from __future__ import annotations

from pathlib import Path

import click


@click.command("lint", epilog="""\b
Examples:
  demarche lint
  demarche lint my-knowledge/
  demarche lint --actors dockers.yaml
  demarche lint --codebook labour.yaml
\b
Exit status: 0 nothing found; 1 something to mend.
""")
@click.option("--actors", multiple=True, type=click.Path(exists=True, path_type=Path), metavar="FILE",
              help="Check an actor file or folder of your own, laid over the others; may be repeated.")
@click.option("--codebook", type=click.Path(exists=True, path_type=Path), metavar="FILE",
              help="Check a codebook of your own, a file or a folder, with what it extends.")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(folder: Path | None, actors: tuple[Path, ...], codebook: Path | None) -> None:
    """Check the knowledge files.

    FOLDER holds actors/, codebook/ and patterns/; the knowledge of the program itself if not given.
    """
    from demarche.knowledge.linter import lint
    from demarche.knowledge.loader import FOLDER

    findings = lint(folder or FOLDER, actors, codebook)
    for finding in findings:
        click.echo(str(finding))
    if findings:
        click.get_current_context().exit(1)
