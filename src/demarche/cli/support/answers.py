"""Answers of the register as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from demarche.cli.support.tables import STATUS, bound, lines, parties, section, sheet, vote_lines
from demarche.cli.support.tables import line as in_one_line
from demarche.records import Event, Vote
from demarche.register.acts import Act
from demarche.register.answers import Dossier, Entry, Standing
from demarche.register.chains import dated
from demarche.register.facts import Witness, place
from demarche.register.holdings import Found, Held

SHORT = 8  # characters of an id, enough for `demarche why`
MOST = 5  # witnesses whose sentences are shown
Row = tuple[Text | str, ...]


def shown(answers: Sequence[Any], evidence: bool) -> Iterator[RenderableType]:
    """Answers as tables, those of one sort together."""
    for sort, several in groupby(answers, key=lambda answer: (type(answer), isinstance(answer, Act) and isinstance(answer.best, Vote))):
        yield table(sort[0], list(several), evidence)


def table(sort: type, answers: Sequence[Any], evidence: bool, title: str | None = None) -> RenderableType:
    """The table of answers of one sort, under its title."""
    if sort is Standing:
        return section(title or "Measures", ("Id", "Kind, state", "By → against, since when, until when, except what"), (SHORT, 22, None),
                       (measure(one, evidence) for one in answers))
    if sort is Entry:
        return section("Timeline", ("Date", "What", "Who → whom"), (12, 22, None), (entry(one, evidence) for one in answers))
    if sort is Dossier:
        return Group(*(part for one in answers for part in dossier(one, evidence)))
    if sort is Held:
        return Group(*(held(one) for one in answers))
    if sort is Found:
        return lines("Sentences", [found(one) for one in answers])
    if isinstance(answers[0].best, Vote):
        return section(title or "Votes", ("Id", "Date", "Vote"), (SHORT, 10, None), (vote(one, evidence) for one in answers))
    return section(title or "Events", ("Id", "Date", "Act", "Source → target"), (SHORT, 10, 10, None), (event(one, evidence) for one in answers))


def event(act: Act[Event], evidence: bool) -> Row:
    """Id, date, code and status; who and at whom, what of, what is told differently, the sentences."""
    code = Text(act.code, style="bold")
    if act.status and act.status != "actual":
        code.append(f"\n{act.status}", style=f"not bold {STATUS[act.status]}")
    content = Text(in_one_line(act.best.content.text), style="dim") if act.best.content else None
    return act.id[:SHORT], day(*dated(act)), code, under(parties(act.sources, act.targets), content, differing(act), sentences(act.witnesses, evidence))


def measure(standing: Standing, evidence: bool) -> Row:
    """Id; kind and state; by whom, at whom, its bounds, what speaks against it, the sentences."""
    chain, state = standing.chain, standing.state
    held = Text.assemble((chain.kind, "bold"), "\n", (state.status, "" if state.holds else "dim"))
    begun = f"since {state.since}{'' if state.basis in ('told', 'event') else ' at the latest'}" if state.since else ""
    days = [begun, f"ended {state.ended}" if state.ended else "", f"until {state.expiry}" if state.expiry else "",
            f"last told {standing.last_told}" if state.holds else ""]
    bounds = [bound(p) for p in state.provisions if p.kind != "until" or p.date is None]
    against = [*([Text(f"told as denied: {'; '.join(dict.fromkeys(w.place for w in chain.contrary))}", style="red")] if chain.contrary else []),
               *(Text(flaw, style="red") for flaw in chain.flaws)]
    who = parties([chain.imposer] if chain.imposer else [], [chain.target] if chain.target else [])
    return standing.id[:SHORT], held, under(who, Text(", ".join(filter(None, days))), *bounds, *against, sentences(standing.witnesses, evidence))


def vote(act: Act[Vote], evidence: bool) -> Row:
    """Id and date; counts, checks that fail, what is told differently, the sentences."""
    return act.id[:SHORT], day(*dated(act)), under(*vote_lines(act.best), differing(act), sentences(act.witnesses, evidence))


def entry(one: Entry, evidence: bool) -> Row:
    """Date; what was done; by whom, to whom, the sentences."""
    what = Text.assemble((one.what, "bold"), f"\n{one.status}" if one.status and one.status != "actual" else "")
    return day(one.date, one.basis), what, under(parties(one.sources, one.targets), sentences(one.witnesses, evidence))


def day(date: str, basis: str) -> Text:
    """A date, with whose it is unless it is the act's own."""
    return Text.assemble(date, ("" if basis in ("told", "event") else f"\n{basis}", "dim"))


def dossier(one: Dossier, evidence: bool) -> Iterator[RenderableType]:
    """An actor: what it is, then each part that there is."""
    about = ", ".join(filter(None, (one.actor.kind, one.actor.country))) if one.actor else "of which nothing was known"
    yield Text.assemble((one.actor.name if one.actor else one.key, "bold"), f"  {one.key}, {about}\n", style="dim")
    for title, sort, answers in (("It did", Act, one.did), ("Done to it", Act, one.undergone), ("Measures that it imposed", Standing, one.imposed),
                                 ("Measures against it", Standing, one.borne), ("Its votes", Act, one.held), ("Votes that it cast", Act, one.cast)):
        if answers:
            yield table(sort, answers, evidence, title)


def held(one: Held) -> RenderableType:
    """A text: every reading of it that is current, then how many were replaced, and its near copies."""
    parts = [sheet(one.sha256[:12], reading.coded) for reading in one.readings]
    facts = [f"  {one.sha256}, {len(one.content)} characters, known since {one.recorded}"]
    facts += [f"  {len(one.replaced)} readings were replaced, the last until {max(r.recorded_until or '' for r in one.replaced)}"] if one.replaced else []
    facts += [f"  near copies: {', '.join(text[:12] for text in one.copies)}"] if one.copies else []
    return Group(*parts, Text("\n".join(facts) + "\n", style="dim"))


def found(one: Found) -> Text:
    """A sentence, and where it stands."""
    return Text.assemble(in_one_line(one.sentence), (f"\n  {one.text[:12]} {place(one.sources)}\n", "dim"))


def sentences(witnesses: Sequence[Witness[Any]], wanted: bool) -> Text | None:
    """The sentences of witnesses with their sources; without them only how many there are, if there are several."""
    texts = len({w.text for w in witnesses})
    if not wanted:
        return Text(f"{texts} texts", style="dim") if texts > 1 else None
    told = {(w.sentence, w.place): None for w in witnesses}
    shown = [Text.assemble(("“", "dim"), sentence, ("”", "dim"), (f" {source}", "dim")) for sentence, source in list(told)[:MOST]]
    return Text("\n").join([*shown, *([Text(f"and {len(told) - MOST} more", style="dim")] if len(told) > MOST else [])])


def differing(act: Act[Any]) -> Text | None:
    """What the texts tell differently, the best supported first."""
    told = [f"{c.field} told as {' or '.join(account.value for account in c.accounts)}" for c in act.contradictions]
    return Text("; ".join(told), style="yellow") if told else None


def under(first: Text, *others: Text | None) -> Text:
    """Lines, those that there are."""
    return Text("\n").join([first, *(one for one in others if one)])
