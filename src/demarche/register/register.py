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
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from demarche.errors import DemarcheError
from demarche.records import CodedDocument, Event, MeasureKind, Vote
from demarche.register import adding
from demarche.register.acts import Act
from demarche.register.answers import Dossier, Entry, Standing
from demarche.register.holdings import Found, Held
from demarche.register.spells import Status
from demarche.register.store import Store, utc

PLACE, VARIABLE = "demarche.db", "DEMARCHE_REGISTER"


class Register:
    """A register, opened. Actors are given by their id ("RUS", "ilo") or by a name that is known ("the ILO")."""

    def __init__(self, store: Store, clock: Callable[[], datetime] = utc) -> None:
        self.store, self._clock = store, clock

    @classmethod
    def open(cls, place: str | Path | None = None, *, make: bool = True, clock: Callable[[], datetime] = utc) -> Self:
        """Open the register of a path or URL; else that of $DEMARCHE_REGISTER; else demarche.db in the working folder.

        Where there is none it is made, unless `make` is False. Raises D717 (none there), and D701 to D708 as `Store.open`.
        """
        chosen = place or os.environ.get(VARIABLE) or PLACE
        if not make and "://" not in str(chosen) and not Path(chosen).exists():
            raise DemarcheError("D717", place=chosen)
        return cls(Store.open(chosen, clock=clock), clock)

    def close(self) -> None:
        """Close it."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def add(self, coded: CodedDocument) -> adding.Added:
        """Add a coded document with its text; raises D709, D201. See `adding.add`."""
        return adding.add(self.store, coded)

    def events(self, *, source: str | None = None, target: str | None = None, code: str | None = None, status: str | None = None,
               since: str | None = None, until: str | None = None, known_on: str | None = None) -> list[Act[Event]]:
        """The events, each once with all its witnesses, by their days; with `since` or `until` only those that are dated."""
        raise NotImplementedError

    def measures(self, *, target: str | None = None, by: str | None = None, kind: MeasureKind | None = None, status: Status | None = None,
                 on: str | None = None, known_on: str | None = None) -> list[Standing]:
        """The measures that held on a day; without a day all, as they stand today. With `status` those that have it then."""
        raise NotImplementedError

    def votes(self, *, body: str | None = None, failing: bool = False, known_on: str | None = None) -> list[Act[Vote]]:
        """The votes; `failing`: those of which a check does not hold, as some text tells them."""
        raise NotImplementedError

    def actor(self, who: str, *, known_on: str | None = None) -> Dossier:
        """What an actor did, and what was done to it."""
        raise NotImplementedError

    def timeline(self, *, target: str | None = None, actor: str | None = None, known_on: str | None = None) -> list[Entry]:
        """Events, votes and the steps of measures in the order of their days: at a target, or all in which an actor takes part."""
        raise NotImplementedError

    def why(self, id: str, *, known_on: str | None = None) -> str:
        """Why texts tell one act, or how a measure came to its state: the id of an act or a chain, or the beginning of it."""
        raise NotImplementedError

    def document(self, name: str, *, known_on: str | None = None) -> Held:
        """A text with all that was read in it: its hash, the beginning of it (8 digits), or a document's own id."""
        raise NotImplementedError

    def search(self, words: str, *, known_on: str | None = None, limit: int = 100) -> list[Found]:
        """The sentences that have all these words, those learnt last first."""
        raise NotImplementedError

    def check(self) -> Iterator[DemarcheError]:
        """What is wrong in the register."""
        raise NotImplementedError

    def backup(self, path: str | Path) -> None:
        """Copy the register into a new file, while others read and write."""
        self.store.backup(path)

    def _today(self) -> date:
        return self._clock().date()
