"""Offices: who held one on a day, and whose name a surname beside an office is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from demarche.knowledge.entries import Term
from demarche.knowledge.loader import Knowledge
from demarche.knowledge.names import key_of

ANY = "*"  # in what a role noun means: any office that ends so, "*minister"


class Offices:
    """The terms of office, by state or body and by each word of a name.

    >>> Offices(Knowledge.load()).holder("DEU", "chancellor", "2010-01-01").name
    'Angela Merkel'
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._offices = {role.noun: tuple(dict.fromkeys(key_of(name) for name in (role.noun, *role.means) if name[0] != ANY)) for role in knowledge.roles}
        self._endings = {role.noun: tuple(" " + key_of(name) for name in role.means if name[0] == ANY) for role in knowledge.roles}

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[int, bool]]]:
        """The terms of each word of a person's name, and whether it is the last one."""
        found: dict[str, list[tuple[int, bool]]] = {}
        for key, claims in self._knowledge.names.items():
            terms = [claim.term for claim in claims if claim.term >= 0]
            words = key.split() if terms else []
            for place, word in enumerate(words, 1):
                found.setdefault(word, []).extend((term, place == len(words)) for term in terms)
        return found

    @cached_property
    def _organs(self) -> dict[str, list[str]]:
        """The organs of each body."""
        found: dict[str, list[str]] = {}
        for entry in self._knowledge.actors:
            if entry.parent is not None:
                found.setdefault(entry.parent, []).append(entry.id)
        return found

    def same(self, noun: str, office: str) -> bool:
        """Whether a role noun may name an office."""
        key = key_of(office)
        return key in self._offices.get(noun, (key_of(noun),)) or key.endswith(self._endings.get(noun, ()))

    def holder(self, owner: str, noun: str, day: str | None) -> Term | None:
        """Who held an office of a state or body on a day: the first of the offices that the noun may mean with a holder, and of several
        holders the last to come; nobody where no day is known."""
        held = [t for t in self._knowledge.officials.of(owner) if day and t.since and t.held(day)]
        for office in self._offices.get(noun, (key_of(noun),)):
            found = [t for t in held if key_of(t.office) == office]
            if found:
                return max(found, key=lambda t: (t.likely(day or ""), t.since or ""))
        return None

    def below(self, owner: str, noun: str, day: str | None) -> Term | None:
        """Who held an office of an organ of a body, where only one organ has such an office: the EU's trade commissioner."""
        found = [term for organ in self._organs.get(owner, ()) if (term := self.holder(organ, noun, day)) is not None]
        return found[0] if len(found) == 1 else None

    def of_person(self, owner: str, name: str) -> list[Term]:
        """All terms of a person in a state or body."""
        return [term for term in self._knowledge.officials.of(owner) if name in (term.name, *term.names)]

    def called(self, words: Sequence[str], day: str | None, *, last: bool = True) -> list[Term]:
        """The terms that hold on a day of persons with all these words in their name, the last of them as the last of it, or anywhere."""
        keys = [key.split()[-1] for word in words if (key := key_of(word))]
        if not keys:
            return []
        numbers = {number for number, at_end in self._by_word.get(keys[-1], ()) if at_end or not last}
        for key in keys[:-1]:
            numbers &= {number for number, _ in self._by_word.get(key, ())}
        return [term for number in sorted(numbers) if (term := self._knowledge.officials[number]).held(day)]
