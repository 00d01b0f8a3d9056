"""`demarche actors`: who is who - find a name, show an actor, list names that nobody knows, import lists of others."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from demarche.cli.support.inputs import Inputs, taking_inputs

if TYPE_CHECKING:
    from demarche.knowledge.loader import Knowledge
    from demarche.records import Actor

LEAST, MOST = 1, 100  # of unknown names: how often seen, how many printed
taking_day = click.option("--on", "day", metavar="DATE", callback=lambda ctx, param, value: a_day(value),
                          help="On this day (ISO 8601: 2022-03-01, 2022-03 or 2022).")
taking_layers = click.option("--actors", multiple=True, type=click.Path(exists=True, path_type=Path), metavar="FILE",
                             help="Actor file or folder of your own; may be repeated.")
as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")


def a_day(value: str | None) -> str | None:
    """A date of the command line, checked."""
    from demarche.errors import DemarcheError
    from demarche.knowledge.days import checked

    try:
        return checked(value)
    except DemarcheError as error:
        raise click.BadParameter(str(error), param_hint="--on") from error


@click.group("actors", epilog="""\b
Examples:
  demarche actors find "IndustriALL"
  demarche actors find "the Russian president" --on 2009-06-01
  demarche actors show european-union --on 2016-01-01
  demarche actors unknown news/ --least 3
  demarche actors import wanted.ftm.json
""")
def command() -> None:
    """Look actors up, list names that nobody knows, import lists of others."""


@command.command("find")
@click.argument("name")
@taking_day
@as_json_option
@taking_layers
def find(name: str, day: str | None, as_json: bool, actors: tuple[Path, ...]) -> None:
    """Print the actors that NAME may mean, best first.

    NAME is a name, an acronym, a seat of power, an office or a person: "IndustriALL", "the Kremlin", "the Russian president".
    Exit status: 0 something was found; 1 nothing.
    """
    from demarche.actors.lookup import Lookup
    from demarche.actors.resolver import Resolver
    from demarche.knowledge.layers import layers
    from demarche.knowledge.loader import Knowledge

    found = Lookup(Resolver(Knowledge.load(layers=layers(actors)))).find(name, day)
    for actor in found:
        click.echo(as_line(actor) if as_json else readable(actor))
    if not found:
        click.echo(f"Nobody of this name is known: {name}", err=True)
        click.get_current_context().exit(1)


def as_line(actor: Actor) -> str:
    """An actor as JSON."""
    import msgspec

    return msgspec.json.encode(actor).decode()


def readable(actor: Actor) -> str:
    """An actor in a line: id, name, what it is, how it was found, other names."""
    what = ", ".join(filter(None, (actor.kind, actor.country if actor.country != actor.id else None, *actor.sectors)))
    others = "; ".join(alias for alias in actor.aliases if alias != actor.name)
    return f"{actor.id or '-':24} {actor.name} ({what}; by {actor.via})" + (f"  {others}" if others else "")


@command.command("show")
@click.argument("id")
@taking_day
@as_json_option
@taking_layers
def show(id: str, day: str | None, as_json: bool, actors: tuple[Path, ...]) -> None:
    """Print all that is known of the actor ID: names, dates, organs, members, office-holders.

    With --on only the members and office-holders of that day.
    """
    from demarche.knowledge.layers import layers
    from demarche.knowledge.loader import Knowledge

    knowledge = Knowledge.load(layers=layers(actors))
    if id not in knowledge.by_id:
        raise click.UsageError(f"no actor has the id '{id}'; 'demarche actors find NAME' gives ids")
    known = described(knowledge, id, day)
    click.echo(json.dumps(known, ensure_ascii=False) if as_json else "\n".join(lines(known)))


def described(knowledge: Knowledge, id: str, day: str | None) -> dict[str, object]:
    """What is known of an actor, by field; what is empty is left out."""
    import msgspec

    from demarche.knowledge.days import within

    known: dict[str, object] = msgspec.to_builtins(knowledge.by_id[id])
    known["part of it"] = [entry.id for entry in knowledge.actors if entry.parent == id]
    membership = knowledge.members.get(id)
    if membership is not None:
        known[membership.what] = [msgspec.to_builtins(m) for m in membership.members if within(day, m.since, m.until)]
    known["member of"] = [m.body for m in knowledge.members.values() if any(one.id == id and within(day, one.since, one.until) for one in m.members)]
    terms = sorted((t for t in knowledge.officials.of(id) if t.held(day)), key=lambda t: (t.office, t.since or ""))
    known["officials"] = [{k: v for k, v in msgspec.to_builtins(t).items() if k != "of"} for t in terms]
    return {key: value for key, value in known.items() if value}


def lines(known: dict[str, object]) -> Iterable[str]:
    """What is known of an actor, for reading."""
    for key, value in known.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{key}:"
            yield from (f"  {one_line(each)}" for each in value)
        elif isinstance(value, dict):
            yield f"{key}:"
            yield from (f"  {part}: {', '.join(names)}" for part, names in value.items())
        else:
            yield f"{key}: {', '.join(value) if isinstance(value, list) else value}"


def one_line(each: dict[str, object]) -> str:
    """An official, a member or a former name, with its dates."""
    dates = f"  {each.get('since', '')} – {each.get('until', '')}" if each.keys() & {"since", "until"} else ""
    return " ".join(str(each[key]) for key in ("office", "id", "name") if key in each) + dates


@command.command("unknown")
@click.option("--least", type=click.IntRange(1), default=LEAST, show_default=True, help="Only names seen so often.")
@click.option("--most", type=click.IntRange(1), default=MOST, show_default=True, help="At most so many names.")
@as_json_option
@taking_inputs
def unknown(inputs: Inputs, least: int, most: int, as_json: bool) -> None:
    """List the names in documents that no actor file has, most frequent first: work for a curator.

    Each with how often and in how many documents it was seen, what is known of it, and a sentence.
    """
    from demarche.actors.census import unknown_names

    coder = inputs.coder(parse_all=True)
    shown = 0
    contexts = (context for read in inputs.reads() for context in inputs.guarded(read, coder.context))
    for name in unknown_names(contexts, least)[:most]:
        shown += 1
        click.echo(json.dumps(name.to_dict(), ensure_ascii=False) if as_json else str(name))
    if not shown:
        click.echo(f"No name that nobody knows was seen at least {least} times.", err=True)


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["ftm", "popolo", "wikidata"]), help="What FILE is; told from its content if not given.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.option("--to", "to", type=click.Path(path_type=Path), metavar="FILE", help="Write this actor file; the default is one in your own layer.")
def import_(file: Path, form: str | None, to: Path | None, force: bool) -> None:
    """Turn a list of FollowTheMoney, Popolo or Wikidata JSON into an actor file of your own layer.

    Every command but lint reads your layer (see docs/actors); `--to` writes elsewhere, for use with --actors.
    """
    from demarche.importing import read_actors, write_actors
    from demarche.knowledge.layers import own_layer

    imported = read_actors(file, form)
    path = to or own_layer() / f"{file.stem}.yaml"
    if path.exists() and not force:
        raise click.UsageError(f"{path} is there already: --force writes over it, --to writes elsewhere")
    write_actors(imported, path)
    click.echo(f"{path}: {len(imported.actors)} actors, {len(imported.officials)} terms of office, {len(imported.memberships)} bodies with members"
               + (f"; left out: {', '.join(f'{count} {why}' for why, count in imported.left_out.items())}" if imported.left_out else ""))
