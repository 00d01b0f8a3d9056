"""Reads what institutions say and do: who did what to whom, with the sentence that proves it.

    import demarche

    coded = demarche.code("Norway condemned Russia's invasion of Ukraine.", published="2022-02-24")
    for event in coded.events:
        print(event.code, event.trigger.text)

The names of this module are loaded when they are first used, so that importing it costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from demarche.actors.lookup import Lookup
    from demarche.coder import Coder
    from demarche.errors import DemarcheError
    from demarche.reading import read
    from demarche.records import Actor, CodedDocument, Date, Document, Event, Measure, Provision, Relation, Signatory, Span, Vote
    from demarche.register.register import Register

    __version__: str

__all__ = ["Actor", "CodedDocument", "Coder", "Date", "DemarcheError", "Document", "Event", "Measure", "Provision", "Register", "Relation", "Signatory",
           "Span", "Vote", "__version__", "code", "members", "read", "relate", "resolve"]

HOMES = {"Coder": "demarche.coder", "DemarcheError": "demarche.errors", "Register": "demarche.register.register", "read": "demarche.reading"}
RECORDS = "demarche.records"


def code(text: str, *, published: str | None = None, title: str | None = None, publisher: str | None = None, url: str | None = None,
         id: str | None = None) -> CodedDocument:
    """The records of a text; what is given of it wins over what the text's own head says.

    The first call makes a `Coder` (about a second), which all later calls of this process share; make your own to choose its
    knowledge or threads. Raises D113 where `published` is no date.
    """
    from msgspec.structs import replace

    from demarche.reading import document_of

    document, warnings = document_of(text, published=published, title=title, publisher=publisher, url=url, id=id)
    coded = _shared_coder().code(document)
    return replace(coded, warnings=(*warnings, *coded.warnings))


def relate(text: str, *, source: Sequence[tuple[int, int]], target: Sequence[tuple[int, int]]) -> Relation:
    """What a marked source does to a marked target; each is one or more spans of the text, (start, end) in code points.

    Raises D203 where a span holds no word.

    >>> relate("Norway has condemned Chad.", source=[(0, 6)], target=[(21, 25)]).code     # doctest: +SKIP
    'ACCUSE'
    """
    return _shared_coder().relate(text, source, target)


def resolve(phrase: str, *, on: str | None = None) -> list[Actor]:
    """The actors that a name, an office or another phrase may mean on a day (ISO 8601), best first; empty where it means none that is known.

    Raises D113 where `on` is no date.

    >>> [actor.id for actor in resolve("the Kremlin", on="2022-03-01")]
    ['RUS']
    >>> resolve("the Russian president", on="2009-06-01")[0].aliases[-1]
    'Dmitry Medvedev'
    """
    return _shared_lookup().find(phrase, _checked(on))


def members(body: str, *, on: str | None = None) -> list[Actor]:
    """The members of a body, by its id, on a day; those of all time where no day is given. Empty where none are known.

    >>> len(members("european-union", on="2022-03-01"))
    27
    """
    return _shared_lookup().members(body, _checked(on))


def _checked(day: str | None) -> str | None:
    """A day, if it is one; raises D113."""
    from demarche.knowledge.days import checked

    return checked(day)


@cache
def _shared_lookup() -> Lookup:
    from demarche.actors.lookup import Lookup
    from demarche.actors.resolver import Resolver
    from demarche.knowledge.loader import Knowledge

    return Lookup(Resolver(Knowledge.load()))


@cache
def _shared_coder() -> Coder:
    from demarche.coder import Coder

    return Coder()


if not TYPE_CHECKING:  # a type checker knows the names from above, and that there are no others
    def __getattr__(name: str) -> object:
        """Load a public name from its home."""
        if name == "__version__":
            from importlib.metadata import version

            return version("demarche")
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(HOMES.get(name, RECORDS)), name)
        return value


def __dir__() -> list[str]:
    return __all__
