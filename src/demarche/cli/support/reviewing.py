"""Stepping through records in a terminal: each is shown, and judged."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

import click
import msgspec
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from demarche.cli.support.console import console
from demarche.cli.support.tables import around, bound, line, parties, vote_lines
from demarche.errors import DemarcheError
from demarche.records import Event, Measure, Vote
from demarche.register.corrections import DATES, WORDS
from demarche.register.facts import Witness
from demarche.register.log import KINDS, decide, decided
from demarche.register.reviews import certainty, pending, sentence_of, statement, words_of
from demarche.register.store import Store
from demarche.register.who import Who

ASK = "[a]ccept, [r]eject, [c]orrect, [s]kip, [q]uit"
ANSWERS: tuple[Literal["accept", "reject", "correct", "skip", "quit"], ...] = ("accept", "reject", "correct", "skip", "quit")
ONE, SEVERAL = ("body", "attribution"), ("sources", "targets", "imposers")  # fields that are actors


def step_through(store: Store, reviewer: str, kinds: Sequence[str] = (), target: str | None = None, code: str | None = None, second: bool = False) -> None:
    """Show what a reviewer can judge, the least certain first, and write what is decided, until there is no more or the reviewer quits."""
    queue = waiting(store, reviewer, kinds, target, code, second)
    if not queue:
        click.echo("Nothing waits for a review.", err=True)
        return
    screen, count = console(sys.stdout), 0
    for number, witness in enumerate(queue, 1):
        screen.print(card(witness, f"{number} of {len(queue)}"))
        try:
            judged = judge(store, witness, reviewer)
        except click.Abort:  # the end of the input
            click.echo()
            break
        if judged is None:
            break
        count += judged
    click.echo(f"{count} decided, {len(queue) - count} left.")


def waiting(store: Store, reviewer: str, kinds: Sequence[str], target: str | None, code: str | None, second: bool) -> list[Witness[Any]]:
    """What waits for a reviewer, as it was coded."""
    known_on, asked = store.latest(), {"actor": Who(store).key(target), "role": "target"} if target else {}
    held = decided(store, known_on)
    found: list[Any] = []
    for kind in KINDS:
        if (kind in kinds or not kinds) and not (kind == "vote" and (target or code)):
            found += store.witnesses(kind, known_on, code=code.upper() if code and kind == "event" else code, **asked)
    return pending(found, held, reviewer, second)


def judge(store: Store, witness: Witness[Any], reviewer: str) -> bool | None:
    """Ask until a record is judged (True) or skipped (False); None to leave."""
    while True:
        answer, _, why = str(click.prompt(ASK, default="", show_default=False, prompt_suffix=": ")).strip().partition(" ")
        verb = next((verb for verb in ANSWERS if answer and answer.lower() in (verb, verb[0])), None)
        if verb == "quit":
            return None
        if verb == "skip":
            return False
        if verb is None:
            click.echo(f"Answer with one of {', '.join(verb[0] for verb in ANSWERS)}; what follows is the reason.", err=True)
            continue
        try:
            change: dict[str, Any] = {}
            if verb == "correct":
                first, why = ([why], "") if "=" in why else ([], why)
                change = change_of([*first, *fields()], store)
            decide(store, verb, [witness], reviewer=reviewer, why=why, change=change)
            return True
        except DemarcheError as error:
            if error.code not in ("D718", "D720", "D721", "D722"):
                raise
            click.echo(error, err=True)


def fields() -> Iterator[str]:
    """What a reviewer corrects, a field a line."""
    while given := str(click.prompt("field=value, or nothing", default="", show_default=False, prompt_suffix=": ")).strip():
        yield given


def change_of(given: Iterable[str], store: Store) -> dict[str, Any]:
    """A correction from "field=value" strings: words and dates as they are, actors by id or name, everything else as JSON, or else as a string.

    Raises D718 where nobody is known by a name, D720 where one has no "=".
    """
    change: dict[str, Any] = {}
    who = Who(store)
    for one in given:
        name, sign, value = (part.strip() for part in one.partition("="))
        if not name or not sign:
            raise DemarcheError("D720", fields=one, reason="a correction is written field=value")
        if value == "null" or value[:1] in "[{" or name not in (*WORDS, *DATES, *ONE, *SEVERAL):
            change[name] = _json(value)
        elif name in SEVERAL:
            change[name] = [who.actor(part) for part in value.split(",") if part.strip()]
        else:
            change[name] = who.actor(value) if name in ONE else value
    return change


def card(witness: Witness[Any], title: str) -> RenderableType:
    """A record with all that one must see to judge it: what it says, the sentence, where it stands, how sure the coder is."""
    record: Event | Measure | Vote = witness.record
    sentence, words = sentence_of(record), words_of(record)
    lines: list[Text] = list(said(record))
    if sentence is not None:
        told = around(sentence, words) if words else Text(line(sentence.text))
        lines.append(Text.assemble(("“", "dim"), told, ("”", "dim")))
    lines.append(Text(" · ".join(filter(None, (witness.place, witness.sources[0].title if witness.sources else "", witness.key))), style="dim"))
    kind, code, _, _ = statement(record)
    sure = "" if isinstance(record, Vote) else f", confidence {certainty(record):.2f}"
    return Group(Text.assemble((title, "dim"), "  ", (code if kind != "vote" else "a vote", "bold cyan"), (f"  {kind}{sure}", "dim")),
                 Padding(Group(*lines), (0, 0, 1, 2)))


def said(record: Event | Measure | Vote) -> Iterator[Text]:
    """What a record says, field by field."""
    if isinstance(record, Vote):
        yield from vote_lines(record)
        return
    yield parties(record.sources if isinstance(record, Event) else record.imposers, record.targets)
    date, about = (record.date, record.content) if isinstance(record, Event) else (record.since, record.object)
    told = {"status": record.status, "date" if isinstance(record, Event) else "since": date and date.value,
            "content" if isinstance(record, Event) else "object": about and line(about.text)}
    if isinstance(record, Event) and record.attribution:
        told["attribution"] = record.attribution.name
    yield Text("   ".join(f"{name}: {value}" for name, value in told.items() if value))
    yield from map(bound, record.provisions)


def _json(value: str) -> Any:
    try:
        return msgspec.json.decode(value)
    except msgspec.MsgspecError:  # a plain word
        return value
