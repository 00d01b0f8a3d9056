"""The register: what is known of whom, on a day, as it was known at a moment.

    with Register.open("demarche.db") as register:
        register.add(coded)
        for standing in register.measures(target="RUS", on="2022-04-01", known_on="2022-03-25"):
            print(standing.chain.imposer, standing.state.status, standing.state.until)

Every answer takes `known_on`, a day (its end, in UTC) or a moment: what was learnt or decided after it plays no part, so that the answer
never changes. Without it the answer is of all that the register knows.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from demarche.errors import DemarcheError
from demarche.records import CodedDocument, CoderInfo, Document, Event, MeasureKind, Vote
from demarche.records import Status as EventStatus
from demarche.register import adding
from demarche.register.acts import Act
from demarche.register.answers import Dossier, Entry, Standing, beside, entries_of, entry_of, explanation, in_order
from demarche.register.chains import Chain, dated
from demarche.register.clocks import Interval, day, interval, moment
from demarche.register.holdings import Found, Held
from demarche.register.places import url_of
from demarche.register.steps import Status
from demarche.register.store import Store, utc
from demarche.register.tallies import fails, faults
from demarche.register.view import View
from demarche.register.who import Who

PLACE, VARIABLE = "demarche.db", "DEMARCHE_REGISTER"


class Register:
    """A register, opened. Actors are given by their id ("RUS", "ilo") or by a name that is known ("the ILO")."""

    def __init__(self, store: Store, clock: Callable[[], datetime] = utc) -> None:
        self.store, self.who, self._clock = store, Who(store), clock

    @classmethod
    def open(cls, place: str | Path | None = None, *, make: bool = True, clock: Callable[[], datetime] = utc) -> Self:
        """Open the register of a path or URL; else that of $DEMARCHE_REGISTER; else demarche.db in the working folder.

        Where there is none it is made, unless `make` is False. Raises D717 (none there), and D701 to D708 as `Store.open`.
        """
        chosen = place or os.environ.get(VARIABLE) or PLACE
        url = url_of(chosen)
        if not make and url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
            raise DemarcheError("D717", place=chosen)
        return cls(Store.open(chosen, clock=clock), clock)

    def close(self) -> None:
        """Close it."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def begun(self) -> str | None:
        """The moment at which it learnt its first text; None while it has none."""
        return self.store.begun()

    def add(self, coded: CodedDocument) -> adding.Added:
        """Add a coded document with its text; raises D709, D201. See `adding.add`."""
        return adding.add(self.store, coded)

    def holds(self, document: Document, coder: CoderInfo) -> bool:
        """Whether it has a document as this coder reads it, so that it need not be coded again. See `adding.holds`."""
        return adding.holds(self.store, document, coder)

    def events(self, *, source: str | None = None, target: str | None = None, code: str | None = None, status: EventStatus | None = None,
               since: str | None = None, until: str | None = None, known_on: str | None = None) -> list[Act[Event]]:
        """The events, each once with all its witnesses, by their days. `since` and `until` are days, months or years; an event of which no date is told
        counts on the day of its first publication. Raises D718 where an actor is not known, D113 where a date is none.
        """
        days = Interval(interval(since).start if since else date.min, interval(until).end if until else None)
        found = self._view(known_on).events(self._key(source), self._key(target), code)
        return [act for act in found if status in (None, act.status) and (not (since or until) or _within(act, days))]

    def measures(self, *, target: str | None = None, by: str | None = None, kind: MeasureKind | None = None, status: Status | None = None,
                 on: str | None = None, known_on: str | None = None) -> list[Standing]:
        """The measures that held on a day; without a day all, as they stand today. With `status` those that have it then, whether they hold or not.

        Raises D718 where an actor is not known, D113 where a date is none.
        """
        asked = day(on) if on else self._today()
        chains = self._view(known_on).chains(self._key(target), self._key(by), kind)
        found = [Standing(chain, asked, chain.state(asked)) for chain in chains]
        return [one for one in found if (one.state.status == status if status else one.state.holds or not on)]

    def votes(self, *, body: str | None = None, failing: bool = False, known_on: str | None = None) -> list[Act[Vote]]:
        """The votes, by their days; `failing`: those of which a check does not hold, as some text tells them. Raises D718 and D113."""
        found = self._view(known_on).votes(self._key(body))
        return [act for act in found if not failing or any(fails(w.record) for w in act.witnesses)]

    def actor(self, who: str, *, known_on: str | None = None) -> Dossier:
        """What an actor did, and what was done to it; raises D718 and D113."""
        key, view, today = self.who.key(who), self._view(known_on), self._today()
        did, undergone = tuple(view.events(source=key)), tuple(view.events(target=key))
        imposed, borne = (tuple(Standing(chain, today, chain.state(today)) for chain in chains) for chains in (view.chains(by=key), view.chains(target=key)))
        return Dossier(key, did, undergone, imposed, borne, tuple(view.votes(body=key)), tuple(view.votes(voter=key)))

    def timeline(self, *, target: str | None = None, actor: str | None = None, known_on: str | None = None) -> list[Entry]:
        """Events, votes and the steps of measures in the order of their days: all at a target, or all in which an actor takes part.

        An event that is no more than the step of a measure is told by that step. Without either, all that there is. Raises D718 and D113.
        """
        view, at, of = self._view(known_on), self._key(target), self._key(actor)
        events, chains = view.events(source=of if at else None, target=at or of), view.chains(by=of if at else None, target=at or of)
        votes = [] if at else view.votes(body=of)
        if of and not at:
            events, chains, votes = [*events, *view.events(source=of)], [*chains, *view.chains(by=of)], [*votes, *view.votes(voter=of)]
        today = self._today()
        acts = [*map(entry_of, beside(events, chains)), *map(entry_of, votes)]
        return in_order([*acts, *(entry for chain in chains for entry in entries_of(chain, today))])

    def why(self, id: str, *, known_on: str | None = None) -> str:
        """Why texts tell one act, or how a measure came to its state today.

        The id is that of an act or a chain, or of a record in them, or the beginning of one. Raises D719 where nothing has it, D726 where several have.
        """
        view = self._view(known_on)
        found = explanation(id, self._standing(view.named(id))) or explanation(id, self._standing(view.all()))
        if found is None:
            raise DemarcheError("D719", id=id)
        return found

    def document(self, name: str, *, known_on: str | None = None) -> Held:
        """A text with all that was read in it: by its hash, the beginning of it (8 digits), or a document's own id. Raises D725 (none), D711 (several)."""
        held = self.store.document(name, self._moment(known_on))
        if held is None:
            raise DemarcheError("D725", name=name)
        return held

    def search(self, words: str, *, known_on: str | None = None, limit: int = 100) -> list[Found]:
        """The sentences that have all these words, in any order, those learnt last first; words in double quotes stand side by side. Raises D715."""
        return self.store.search(words, self._moment(known_on), limit=limit)

    def check(self) -> Iterator[DemarcheError]:
        """What is wrong: in the register itself (D704, D712, D713, D714, D730); then, where that is whole, votes whose checks are not those of their numbers
        (D727), and measures of which texts tell what is impossible (D728), which is no fault of the register.
        """
        whole = True
        for error in self.store.check():
            whole = False
            yield error
        if whole:
            latest = self.store.latest()
            for witness in self.store.witnesses("vote", latest):
                for check in faults(witness.record):
                    yield DemarcheError("D727", vote=witness.record.id, text=witness.text, check=check.check, detail=check.detail)
            for chain in View(self.store, latest).chains():
                for flaw in chain.flaws:
                    yield DemarcheError("D728", measure=chain.id, kind=chain.kind, flaw=flaw)

    def backup(self, path: str | Path) -> None:
        """Copy the register into a new file, while others read and write; raises D710 for PostgreSQL, D716 where there is something already."""
        self.store.backup(path)

    def _standing(self, found: Iterable[Chain | Act[Event] | Act[Vote]]) -> Iterator[Standing | Act[Event] | Act[Vote]]:
        """Acts as they are, chains as they stand today."""
        today = self._today()
        return (Standing(one, today, one.state(today)) if isinstance(one, Chain) else one for one in found)

    def _view(self, known_on: str | None) -> View:
        return View(self.store, self._moment(known_on))

    def _moment(self, known_on: str | None) -> str:
        """The moment up to which is asked; without one, the last at which the register has learnt something."""
        return moment(known_on) if known_on else self.store.latest()

    def _key(self, who: str | None) -> str | None:
        return self.who.key(who) if who is not None else None

    def _today(self) -> date:
        return self._clock().date()


def _within(act: Act[Event], days: Interval) -> bool:
    """Whether an event was done on some days, or told first on them; of one of which neither is known nobody can say so."""
    day, basis = dated(act)
    return basis != "recorded" and interval(day).overlaps(days)
