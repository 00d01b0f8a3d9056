"""`demarche evaluate`: how well the coder does on documents that people have coded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from demarche.evaluating import Report


@click.command("evaluate", epilog="""\b
Examples:
  demarche evaluate gold/dev
  demarche evaluate gold/dev --misses
  demarche evaluate tests/samples --floors tests/floors.json
  demarche evaluate tests/samples --floors tests/floors.json --lower-floors
\b
Exit status: 0 done, every figure at its floor or above; 1 a figure is below
its floor, the gold set has no floors, or a document could not be coded;
2 wrong usage.
""")
@click.argument("gold", nargs=-1, required=True, type=click.Path(), metavar="GOLD...")
@click.option("--misses", is_flag=True, help="List what was missed or made up, document by document.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
@click.option("--floors", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Fail where a figure is below its floor in this file.")
@click.option("--lower-floors", is_flag=True, help="Set the floors of this gold set from its figures of now, lower or higher.")
def command(gold: tuple[str, ...], misses: bool, as_json: bool, floors: Path | None, lower_floors: bool) -> None:
    """Score the coder against gold documents.

    GOLD is a file of one gold document, or a folder of them. Prints precision, recall and F1 of events, measures, votes and
    signatories, of each code, and how often each detail is right.
    """
    from demarche.cli.support.inputs import Inputs
    from demarche.evaluating import Floors, digest, read_gold, score
    from demarche.evaluating.gold import gold_files

    if lower_floors and floors is None:
        raise click.UsageError("--lower-floors needs --floors FILE")
    golds = read_gold(gold)
    inputs = Inputs(map(str, gold_files(gold)))
    report = score(golds, {record.document.text_sha256: record for _, record in inputs.coded(inputs.coder())})
    if misses:
        for name, lines in report.misses.items():
            click.echo("\n".join((name, *lines)))
    click.echo(json.dumps(report.to_dict(), ensure_ascii=False) if as_json else readable(report))
    broken = 0
    if floors is not None:
        if lower_floors:
            known = Floors.load(floors) if floors.exists() else Floors()
            known.lowered(" ".join(Path(path).resolve().name for path in gold), digest(golds), report).save(floors)
        else:
            for error in Floors.load(floors).broken(floors, digest(golds), report):
                broken += 1
                click.echo(error, err=True)
    if broken or inputs.failed:
        click.get_current_context().exit(1)


def readable(report: Report) -> str:
    """The figures in lines."""
    figures = report.to_dict()
    rows = {name: figures[name] for name in ("events", "measures", "votes", "signatories")}
    lines = [f"documents {report.documents}, not coded {report.not_coded}"]
    lines += [f"{name:12} {row(of)}" for name, of in rows.items()]
    lines += [f"  {code:10} {row(of)}" for code, of in figures["by code"].items()]
    lines.append("  ".join(f"{name} {rate:.3f}" for name, rate in report.rates.items()))
    return "\n".join(lines)


def row(figures: dict[str, float]) -> str:
    """Precision, recall, F1 and the numbers behind them."""
    return (f"P {figures['precision']:.3f}  R {figures['recall']:.3f}  F1 {figures['f1']:.3f}   "
            f"said {figures['said']}, wanted {figures['wanted']}")
