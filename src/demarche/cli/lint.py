"""`demarche lint`: are the knowledge files what they should be?"""

from __future__ import annotations

from pathlib import Path

import click


@click.command("lint", epilog="""\b
Examples:
  demarche lint
  demarche lint my-knowledge/
\b
Exit status: 0 nothing found; 1 something to mend.
""")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(folder: Path | None) -> None:
    """Check the knowledge files.

    FOLDER holds actors/, codebook/ and patterns/; the knowledge of the program itself if not given.
    """
    from demarche.knowledge.linter import lint
    from demarche.knowledge.loader import FOLDER

    findings = lint(folder or FOLDER)
    for finding in findings:
        click.echo(str(finding))
    if findings:
        click.get_current_context().exit(1)
