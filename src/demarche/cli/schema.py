"""`demarche schema`: the form of the records."""

from __future__ import annotations

import json

import click


@click.command("schema", epilog="""\b
Example:
  demarche schema > demarche.schema.json
""")
def command() -> None:
    """Print the JSON Schema of the records."""
    from demarche.records import json_schema

    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
