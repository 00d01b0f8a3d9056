"""`demarche review`: what people decide about what was coded, in a log to which is only added."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from demarche.cli.support.registers import taking_known_on, taking_place

if TYPE_CHECKING:
    from demarche.register.reviews import Decision

DECISIONS = ("accept", "reject", "correct", "split", "merge")
taking_reviewer = click.option("--reviewer", metavar="NAME", envvar="DEMARCHE_REVIEWER", help="Who decides; $DEMARCHE_REVIEWER if not given.")
taking_reason = click.option("--why", default="", metavar="TEXT", help="The reason, for those who read the log.")
as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")


def named(reviewer: str | None) -> str:
    """The reviewer, who must have a name."""
    if not reviewer:
        raise click.UsageError("a decision needs its reviewer: --reviewer NAME or $DEMARCHE_REVIEWER")
    return reviewer


@click.group("review", invoke_without_command=True, epilog="""\b
Examples:
  demarche review --reviewer Ada
  demarche review --reviewer Ben --second --target RUS
  demarche review decide reject 6b1f0c2a9d3e:1f2e3d4c5b6a7988 --reviewer Ada
  demarche review log
  demarche review undo 7 --reviewer Ada
  demarche review agreement
  demarche review export gold/
""")
@taking_reviewer
@taking_place
@click.option("--kind", "kinds", multiple=True, type=click.Choice(("event", "measure", "vote")), help="Only records of this kind; may be repeated.")
@click.option("--target", metavar="ACTOR", help="Only what was done to this actor: an id (RUS) or a name.")
@click.option("--code", metavar="CODE", help="Only events with this code, and measures of this kind.")
@click.option("--second", is_flag=True, help="Only what others have judged: a second opinion, without seeing the first.")
@click.pass_context
def command(ctx: click.Context, /, reviewer: str | None, place: str | None, **asked: Any) -> None:
    """Judge what was coded, the least certain first; list, undo and export decisions.

    Without a subcommand it shows one record after the other, and asks: a accept, r reject, c correct, s skip, q quit. What follows the
    letter is the reason. Each decision is written at once, and is never overwritten: it holds over what is coded, also when that is coded again.
    """
    if ctx.invoked_subcommand is not None:
        if any(asked.values()):
            raise click.UsageError("--kind, --target, --code and --second are for stepping through records, without a subcommand")
        given = {name: value for name, value in (("reviewer", reviewer), ("place", place)) if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE}
        ctx.default_map = {ctx.invoked_subcommand: given}
        return
    if asked["kinds"] == ("vote",) and (asked["target"] or asked["code"]):
        raise click.UsageError("votes have neither a target nor a code")
    from demarche.cli.support.reviewing import step_through
    from demarche.register.register import Register

    with Register.open(place, make=False) as register:
        step_through(register.store, named(reviewer), **asked)


@command.command("decide")
@click.argument("verb", type=click.Choice(DECISIONS), metavar=f"[{'|'.join(DECISIONS)}]")
@click.argument("records", nargs=-1, required=True, metavar="RECORD...")
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="What is corrected; may be repeated.")
@taking_reviewer
@taking_reason
@taking_place
def decide(verb: Any, records: tuple[str, ...], changes: tuple[str, ...], reviewer: str | None, why: str, place: str | None) -> None:
    """Decide about records: accept, reject or correct them, split them off from an act, or merge them into one.

    RECORD is the key of a witness, as 'demarche why' prints it. In --set, words are given as the sentence has them (content="the attack"),
    dates as ISO 8601 (date=2022-03), actors by id or name (targets=RUS,Belarus), everything else as JSON.
    """
    from demarche.cli.support.reviewing import change_of
    from demarche.register.log import decide, find
    from demarche.register.register import Register

    if bool(changes) != (verb == "correct"):
        raise click.UsageError("--set goes with 'correct', and 'correct' with --set")
    with Register.open(place, make=False) as register:
        witnesses = [find(register.store, key) for key in records]
        click.echo(line(decide(register.store, verb, witnesses, reviewer=named(reviewer), why=why, change=change_of(changes, register.store))))


@command.command("log")
@taking_known_on
@as_json_option
@taking_place
@click.option("--reviewer", metavar="NAME", help="Only what this person decided.")
def log_(known_on: str | None, as_json: bool, place: str | None, reviewer: str | None) -> None:
    """List the decisions, those that were undone or mean no record any more marked as such."""
    import msgspec

    from demarche.register.clocks import moment
    from demarche.register.log import entries, lapsed
    from demarche.register.register import Register
    from demarche.register.reviews import undone

    with Register.open(place, make=False) as register:
        until = moment(known_on) if known_on else register.store.latest()
        log = entries(register.store, until)
        void, gone = undone(log), lapsed(register.store, log, until)
    for entry in log:
        if reviewer in (None, entry.reviewer):
            state = {"undone_by": void.get(entry.id), "lapsed": entry.id in gone}
            click.echo(msgspec.json.encode({**msgspec.to_builtins(entry), **state}).decode() if as_json else line(entry, void.get(entry.id), entry.id in gone))
    if not log:
        click.echo("Nothing was decided yet.", err=True)


@command.command("undo")
@click.argument("number", type=click.IntRange(1))
@taking_reviewer
@taking_reason
@taking_place
def undo(number: int, reviewer: str | None, why: str, place: str | None) -> None:
    """Take the decision NUMBER back. That is a decision too, and can be undone."""
    from demarche.register.log import decide, entries
    from demarche.register.register import Register

    with Register.open(place, make=False) as register:
        click.echo(line(decide(register.store, "undo", reviewer=named(reviewer), why=why, undoes=number)))
        click.echo("\n".join(line(entry, number) for entry in entries(register.store, register.store.latest()) if entry.id == number))


@command.command("agreement")
@as_json_option
@taking_place
def agreement(as_json: bool, place: str | None) -> None:
    """Print how often each two reviewers judged the same record alike, and Cohen's kappa: 1 is full agreement, 0 what chance would give."""
    import msgspec

    from demarche.register.agreement import agreements
    from demarche.register.log import entries
    from demarche.register.register import Register

    with Register.open(place, make=False) as register:
        found = agreements(entries(register.store, register.store.latest()))
    for one in found:
        kappa = "none, as both always said the same" if one.kappa is None else f"{one.kappa:.3f}"
        read = f"{', '.join(one.reviewers)}: {one.judged} judged by both, {one.alike} alike, kappa {kappa}"
        click.echo(msgspec.json.encode(one).decode() if as_json else read)
    if not found:
        click.echo("No record was judged by two reviewers yet.", err=True)


@command.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@taking_place
def export(folder: Path, place: str | None) -> None:
    """Write the documents of which a record was judged into FOLDER, as gold for 'demarche evaluate'.

    What was accepted or corrected is required, what was rejected left out; events and measures that nobody judged are optional, votes left out.
    """
    from demarche.register.annotations import export
    from demarche.register.register import Register

    with Register.open(place, make=False) as register:
        written = export(register.store, folder)
    click.echo(f"{folder}: {len(written)} documents" if written else "Nothing was judged yet.", err=not written)


def line(entry: Decision, undone_by: int | None = None, lapsed: bool = False) -> str:
    """A decision in lines: number, when, who, what; then the records with their sentences."""
    fields = " ".join(f"{name}={value if isinstance(value, str) else _json(value)}" for name, value in entry.change.items())
    about = f"{entry.verb} {entry.undoes}" if entry.undoes else f"{entry.verb} {fields}".strip()
    state = f" (undone by {undone_by})" if undone_by else " (lapsed: nothing like it is coded any more)" if lapsed else ""
    lines = [f"{entry.id:4}  {entry.recorded[:16].replace('T', ' ')}  {entry.reviewer}: {about}{state}" + (f" – {entry.why}" if entry.why else "")]
    for one in entry.subjects:
        told = f" “{' '.join(one.sentence.text.split())}”" if one.sentence else ""
        lines.append(f"      {one.text[:12]}:{one.record}  {one.code} {', '.join(one.sources)} → {', '.join(one.targets)}{told}")
    return "\n".join(lines)


def _json(value: object) -> str:
    import msgspec

    return msgspec.json.encode(value).decode()
