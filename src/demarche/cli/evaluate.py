"""`demarche evaluate`: how well the coder does on documents that people have coded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from demarche.cli.support.inputs import Inputs, taking_codebook

if TYPE_CHECKING:
    from demarche.evaluating import PairReport, Report


@click.command("evaluate", epilog="""\b
Examples:
  demarche evaluate gold/dev
  demarche evaluate gold/dev --misses
  demarche evaluate tests/samples --floors tests/floors.json
  demarche evaluate tests/samples --floors tests/floors.json --lower-floors
  demarche evaluate strikes/gold --codebook labour.yaml
  demarche evaluate gold/dev --pairs pairs/dev.jsonl
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
@click.option("--pairs", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Score marked pairs too: who acts on whom is given.")
@taking_codebook
def command(gold: tuple[str, ...], misses: bool, as_json: bool, floors: Path | None, lower_floors: bool, pairs: Path | None, codebook: Path | None) -> None:
    """Score the coder against gold documents.

    GOLD is a file of one gold document, or a folder of them. Prints precision, recall and F1 of events, measures, votes and
    signatories, of each code, and how often each detail is right; of marked pairs how often their root code is right, and how many
    are found where nothing is marked.
    """
    from demarche.evaluating import Floors, digest, read_gold, read_pairs, score, score_pairs
    from demarche.evaluating.gold import gold_files
    from demarche.evaluating.pairs import digest as digest_of_pairs

    if lower_floors and floors is None:
        raise click.UsageError("--lower-floors needs --floors FILE")
    golds = read_gold(gold)
    inputs = Inputs(map(str, gold_files(gold)), codebook=codebook)
    coder = inputs.coder()
    report = score(golds, {record.document.text_sha256: record for _, record in inputs.coded(coder)})
    sets: list[tuple[str, str, Report | PairReport]] = [(" ".join(Path(path).resolve().name for path in gold), digest(golds), report)]
    if pairs is not None:
        marked = read_pairs(pairs)
        sets.append((f"pairs {pairs.name}", digest_of_pairs(marked), score_pairs(coder, marked)))
    if misses:
        for name, lines in report.misses.items():
            click.echo("\n".join((name, *lines)))
        for _, _, other in sets[1:]:
            click.echo("\n".join(other.misses))
    if as_json:
        click.echo(json.dumps({**report.to_dict(), **({"pairs": sets[1][2].figures} if pairs else {})}, ensure_ascii=False))
    else:
        click.echo("\n".join([readable(report), *("  ".join(f"{name} {rate:.3f}" for name, rate in other.figures.items()) for _, _, other in sets[1:])]))
    broken = 0
    if floors is not None:
        known = Floors.load(floors) if floors.exists() or not lower_floors else Floors()
        for name, sha256, scored in sets:
            if lower_floors:
                known = known.lowered(name, sha256, scored)
                continue
            for error in known.broken(floors, sha256, scored):
                broken += 1
                click.echo(error, err=True)
        if lower_floors:
            known.save(floors)
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
