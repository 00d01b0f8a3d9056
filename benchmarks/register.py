"""The register: how much of the work is storing and merging, and how fast it answers at 10,000, 100,000 and 1,000,000 events.

The synthetic documents are of twenty sentences that tell an event and twenty that tell none, one measure each, in made-up words; words and actors are as
unevenly common as in real texts (Zipf). They are coded by hand and added as any other.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, islice, product
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from demarche.coder import Coder
from demarche.records import PLOVER, Actor, CodedDocument, CoderInfo, Condition, Date, Document, Event, Measure, Provision, Span, identity
from demarche.register.register import Register
from demarche.register.tables import actor, participant

EVENTS = 20  # of a synthetic document
ACTORS, WORDS = 5_000, 20_000
ASKED = 51  # of each kind of question
BEGIN = datetime(2000, 1, 1, tzinfo=UTC)
SYLLABLES = ("ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "ze")
VERBS = ("suspended", "condemned", "praised", "met", "urged", "helped", "joined", "warned")
CODES = (*PLOVER, *["AGREE"] * 4)
SUSPENDED, PERIOD = " cooperation with ", timedelta(minutes=30)


def share(coder: Coder, documents: Sequence[Document]) -> dict[str, float]:
    """Seconds of coding documents, of storing them, and of merging all that they tell; the share of the last two."""
    spent: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder, Register.open(Path(folder) / "demarche.db") as register:
        list(coder.code_many(documents[:5]))
        coded, spent["coding"] = timed(lambda: list(coder.code_many(documents)))
        _, spent["storing"] = timed(lambda: [register.add(one) for one in coded])
        acts, spent["merging"] = timed(lambda: (register.events(), register.votes(), register.measures()))
        register.close()
        size = (Path(folder) / "demarche.db").stat().st_size
    told = sum(len(one.events) for one in coded)
    whole = sum(spent.values())
    return {"documents": len(coded), "events told": told, **dict(zip(("events", "votes", "measures"), map(len, acts), strict=True)),
            **{f"{name}, s": round(seconds, 2) for name, seconds in spent.items()},
            "share of storing and merging": round((spent["storing"] + spent["merging"]) / whole, 4), "bytes per event": round(size / max(told, 1))}


def growing(sizes: Iterable[int]) -> dict[str, dict[str, float]]:
    """Side by side, one register as it grows: the median answer to as-of questions and searches, the time of adding a document, the size of an event."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        path, documents, held = Path(folder) / "demarche.db", synthetic(random.Random(1)), 0
        for size in sorted(sizes):
            clock = Clock(held // EVENTS)
            with Register.open(path, clock=clock) as register:
                more = (size - held) // EVENTS
                _, adding = timed(lambda register=register, clock=clock, more=more: [register.add(clock.tick(one)) for one in islice(documents, more)])
                held = size
            with Register.open(path) as register:
                bytes_ = path.stat().st_size
                found[f"{size:,} events"] = {**questions(register, clock), "adding a document, ms": round(adding / more * 1000, 1),
                                             "bytes per event": round(bytes_ / size)}
    return found


def questions(register: Register, clock: Clock) -> dict[str, float]:
    """Milliseconds of answers, each asked once, as of moments in the whole of the register's life."""
    drawn = random.Random(2)
    told = targets(register)
    some, often = drawn.sample(list(told), ASKED), drawn.choices(list(told), list(told.values()), k=ASKED)
    most = list(told)[:1] * 5
    words = vocabulary()
    pairs = [" ".join(drawn.choices(words, cum_weights=zipf(WORDS), k=2)) for _ in range(ASKED)]

    def ask(question: Callable[..., Any], asked: Sequence[Any]) -> float:
        known = [(clock.begin + drawn.random() * (clock.now - clock.begin)).isoformat(timespec="seconds") for _ in asked]
        return round(statistics.median(timed(lambda one=one, on=on: question(one, on))[1] for one, on in zip(asked, known, strict=True)) * 1000, 2)

    register.events(target=most[0], known_on="2000-01-01")  # the first answer reads the lists of words
    acts = [register.events(target=who)[0].id[:12] for who in some[:5]]

    def events(who: str, on: str) -> object:
        return register.events(target=who, known_on=on)

    def measures(who: str, on: str) -> object:
        return register.measures(target=who, on=on[:10], known_on=on)

    def search(text: str, on: str) -> object:
        return register.search(text, known_on=on)

    return {
        "events at a target, ms": ask(events, some), "measures at a target, ms": ask(measures, some),
        "events at a target, drawn as often as told, ms": ask(events, often), "measures at a target, drawn as often as told, ms": ask(measures, often),
        "events at the commonest target, ms": ask(events, most), "measures at the commonest target, ms": ask(measures, most),
        "search for two words, ms": ask(search, pairs), "search for the commonest word, ms": ask(search, [words[0]] * 5),
        "why, ms": ask(lambda id, _: register.why(id), acts),
    }


def targets(register: Register) -> dict[str, int]:
    """All actors to whom something was done, and how often, those to whom most was done first."""
    query = select(actor.c.key, func.count().label("times")).join(participant, participant.c.actor == actor.c.id).where(participant.c.role == "target")
    with register.store.reading() as connection:
        return {row.key: row.times for row in connection.execute(query.group_by(actor.c.key).order_by(func.count().desc(), actor.c.key))}


class Clock:
    """A clock that goes on with each document."""

    def __init__(self, documents: int) -> None:
        self.begin, self.now = BEGIN, BEGIN + documents * PERIOD

    def __call__(self) -> datetime:
        return self.now

    def tick(self, coded: CodedDocument) -> CodedDocument:
        """The document, half an hour later."""
        self.now += PERIOD
        return coded


def synthetic(drawn: random.Random) -> Iterator[CodedDocument]:
    """Documents without end, each published on the day on which the clock reaches it."""
    words, common = vocabulary(), zipf(WORDS)
    actors = [Actor(id=f"A{n}", name=f"{words[n].title()} {words[-n].title()}", kind="other") for n in range(1, ACTORS + 1)]
    known = zipf(ACTORS)
    number = 0
    while True:
        number += 1
        day = (BEGIN + number * PERIOD).date()
        who, said = drawn.choices(actors, cum_weights=known, k=2 * EVENTS), drawn.choices(words, cum_weights=common, k=16 * EVENTS)
        yield document(f"d{number}", day, who, said, drawn)


def document(name: str, day: date, actors: Sequence[Actor], words: Sequence[str], drawn: random.Random) -> CodedDocument:
    """A document: each event has a sentence, two actors, an object, and in half of all cases a day."""
    pieces, told, length = [], [], 0
    for i in range(EVENTS):
        source, target, verb = actors[2 * i], actors[2 * i + 1], drawn.choice(VERBS)
        about, rest = " ".join(words[16 * i:16 * i + 4]), " ".join(words[16 * i + 4:16 * i + 16])
        lead = f"{source.name} {verb} "
        sentence = f"{lead}{about}{SUSPENDED}{target.name}."
        told.append((length, len(lead), len(verb), len(about), len(sentence), source, target))
        pieces += [sentence, rest.capitalize() + "."]
        length += len(sentence) + len(pieces[-1]) + 2
    text = " ".join(pieces)
    described = Document.of(text, id=name, publisher=f"Wire {drawn.randrange(20)}", published=day.isoformat())
    events = tuple(event(text, i, day - timedelta(drawn.randrange(3)) if drawn.random() < 0.5 else None, drawn, *one) for i, one in enumerate(told))
    first = events[0]
    span = first.content or first.sentence
    until = Provision(kind="until", span=span, condition=Condition(event="AGREE", actors=()))
    measure = Measure(id=first.id, kind="suspend-cooperation", imposers=first.sources, targets=first.targets, object=span, sentence=first.sentence,
                      status=drawn.choice(("decided", "in-force", "extended", "eased", "lifted")), since=first.date, events=(first.id,),
                      provisions=(until,) if drawn.random() < 0.02 else ())
    return CodedDocument(document=described, events=events, measures=(measure,), coder=CoderInfo(version="1", codebook="plover", model="none"))


def event(text: str, number: int, day: date | None, drawn: random.Random, start: int, lead: int, verb: int, about: int, length: int, source: Actor,
          target: Actor) -> Event:
    """The event of a sentence that begins at `start`; the other numbers are lengths of its parts."""
    content = start + lead
    return Event(id=identity(text[:40], number), code=drawn.choice(CODES), sources=(source,), targets=(target,), rule="synthetic/1",
                 trigger=Span.cut(text, content - verb - 1, content - 1), sentence=Span.cut(text, start, start + length),
                 content=Span.cut(text, content, content + about), date=Date(value=day.isoformat(), precision="day", basis="explicit") if day else None)


def vocabulary() -> list[str]:
    """Made-up words, the commonest first."""
    made = ["".join(parts) for n in (2, 3, 4) for parts in product(SYLLABLES, repeat=n)]
    return random.Random(3).sample(made, WORDS)


def zipf(many: int) -> list[float]:
    """How common each of many is, and all before it together: the second half as common as the first, the third a third."""
    return list(accumulate(1 / rank for rank in range(1, many + 1)))


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What a piece of work gives, and the seconds that it takes."""
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start
