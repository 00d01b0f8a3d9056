"""Who is meant: from what a user gives – an id, a name – to the key by which the register knows an actor."""

from __future__ import annotations

from functools import cached_property

from sqlalchemy import select

from demarche.actors.lookup import Lookup
from demarche.actors.mentions import actor_of
from demarche.actors.resolver import Resolver
from demarche.errors import DemarcheError
from demarche.knowledge.layers import layers
from demarche.knowledge.loader import Knowledge
from demarche.records import Actor
from demarche.register.faults import decoded
from demarche.register.likeness import actor_key
from demarche.register.store import Store
from demarche.register.tables import actor


class Who:
    """Finds the keys of actors: those of the register, and those of the knowledge, which is read only when the register alone does not tell."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def key(self, given: str) -> str:
        """The key of an actor: of its id ("RUS", "ilo"), of a name that is known ("the ILO"), or of one that only texts tell ("some protesters").

        Raises D718 where nobody is known by it.
        """
        words = " ".join(given.split())
        own = self._held(words, words.lower(), words.upper())
        return own or self._known(words) or self._held(f"~{words.casefold()}") or self._unknown(given)

    def actor(self, given: str) -> Actor:
        """The actor itself, as the knowledge has it, else as the register learnt it first; raises D718."""
        key = self.key(given)
        if key in self._knowledge.by_id:
            return actor_of(self._knowledge.by_id[key], "name")
        with self._store.reading() as connection:
            row = connection.execute(select(actor).where(actor.c.key == key).order_by(actor.c.id).limit(1)).one()
            sectors, aliases = (decoded(row._mapping[name], tuple[str, ...], f"actor, row {row.id}: {name}") for name in ("sectors", "aliases"))
        return Actor(id=None if key.startswith("~") else key, name=row.name, kind=row.kind, country=row.country, sectors=sectors, aliases=aliases)

    def _held(self, *keys: str) -> str | None:
        """The first of some keys that the register has."""
        with self._store.reading() as connection:
            held = set(connection.scalars(select(actor.c.key).where(actor.c.key.in_(keys))))
        return next((key for key in keys if key in held), None)

    def _known(self, words: str) -> str | None:
        """The id of an actor of the knowledge, by this id or name; of one that has no id the key, if the register has it."""
        by_id = self._knowledge.by_id
        if words in by_id or words.lower() in by_id or words.upper() in by_id:
            return next(id for id in (words, words.lower(), words.upper()) if id in by_id)
        found = self._lookup.find(words)
        return next((key for one in found if (key := one.id or self._held(actor_key(one)))), None)

    def _unknown(self, given: str) -> str:
        """Raise D718, with the keys that begin so."""
        begun = f"~{' '.join(given.casefold().split())}/"
        with self._store.reading() as connection:
            near = sorted(set(connection.scalars(select(actor.c.key).where(actor.c.key.startswith(begun, autoescape=True)))))
        raise DemarcheError("D718", who=given, near=f"; known are {', '.join(near)}" if near else "")

    @cached_property
    def _knowledge(self) -> Knowledge:
        return Knowledge.load(layers=layers())

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(Resolver(self._knowledge))
