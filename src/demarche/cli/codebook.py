"""`demarche codebook`: what acts there are, what they may be about, and what they are called in CAMEO."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from demarche.cli.support.inputs import taking_codebook

if TYPE_CHECKING:
    from demarche.knowledge.codebooks import Codebook

CONTEXTS, CAMEO = "contexts", "cameo"


@click.command("codebook", epilog="""\b
Examples:
  demarche codebook
  demarche codebook SANCTION
  demarche codebook 1622
  demarche codebook contexts
  demarche codebook STRIKE --codebook labour.yaml --format json
\b
Exit status: 0 shown; 1 the codebook of your own is damaged; 2 there is no
such code.
""")
@click.argument("code", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@taking_codebook
def command(code: str | None, form: str, codebook: Path | None) -> None:
    """Show the codebook: roots, contexts, the crosswalk to CAMEO.

    CODE is a root (SANCTION), a context (cyber) or a CAMEO code (1622); "contexts" and "cameo" list all of these. Without
    it, a table of the roots.
    """
    from demarche.cli.support.console import console, destination
    from demarche.knowledge.loader import Knowledge

    book = Knowledge.load(codebook=codebook).codebook
    known = described(book, code)
    if known is None:
        raise click.UsageError(f"{book.name} has no root, context or CAMEO code '{code}'; 'demarche codebook', 'demarche codebook {CONTEXTS}' and "
                               f"'demarche codebook {CAMEO}' list them")
    if form == "json":
        click.echo(json.dumps(known, indent=2, ensure_ascii=False))
        return
    from demarche.cli.support.codebooks import sheet

    with destination(None) as stream:
        console(stream).print(sheet(book, code))


def described(book: Codebook, code: str | None) -> object:
    """What the codebook says of a code, or of everything; None where it says nothing."""
    from msgspec import to_builtins

    if code is None:
        return {"name": book.name, "version": book.version, "extends": book.extends or None, "roots": to_builtins(book.roots),
                "contexts": to_builtins(book.contexts), "crosswalk": to_builtins(book.crosswalk)}
    if code in (CONTEXTS, CAMEO):
        return to_builtins(book.contexts if code == CONTEXTS else book.crosswalk)
    if code.upper() in book.by_code:
        root = book.by_code[code.upper()]
        telling = [predicate for predicate in book.predicates if predicate.code == root.code]
        return {**to_builtins(root), "crosswalk": to_builtins([one for one in book.crosswalk if root.code in (one.code, *one.also)]),
                "predicates": len(telling), "examples": [predicate.example for predicate in telling if predicate.example]}
    found = next((context for context in book.contexts if context.name == code.lower()), None) or book.cameo(code)
    return to_builtins(found) if found else None
