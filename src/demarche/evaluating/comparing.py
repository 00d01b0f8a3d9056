"""When what a program says is what a reader said: names, ends and quotes compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from demarche.evaluating.gold import GoldActor
from demarche.records import Actor, Provision, Span

SMALL = {"the", "a", "of", "to", "in", "and"}
ARTICLE = re.compile(r"^(the|a|an) ")
BOUNDS = {"until": ("until", "unless", "if"), "except": ("except",), "basis": ("basis",)}  # what gold says: the provisions that can say it


def fold(name: str | None) -> str:
    """A name without case, accents, punctuation and leading article.

    >>> fold("The Côte-d’Ivoire")
    'cote d ivoire'
    """
    letters = "".join(c for c in unicodedata.normalize("NFKD", name or "") if not unicodedata.combining(c)).casefold()
    return ARTICLE.sub("", re.sub(r"[^\w]+", " ", letters).strip())


def same_actor(gold: GoldActor, said: Actor) -> bool:
    """Whether an actor is the one of the gold: the same state, or one name in common."""
    if gold.country and gold.kind == "state" and said.country == gold.country:
        return said.kind == "state"
    forms = {fold(form) for form in (said.name, said.id, quote(said.span), *said.aliases)}
    return bool({fold(name) for name in gold.names} & (forms - {""}))


def same_end(gold: GoldActor | None, said: Actor | None) -> bool:
    """Whether one end of an event is right; where gold has nobody there, anybody is."""
    return gold is None or (said is not None and same_actor(gold, said))


def any_same(gold: Sequence[GoldActor], said: Iterable[Actor]) -> bool:
    """Whether two lists of actors have one in common; where gold has nobody, they do."""
    return not gold or any(same_actor(g, s) for g in gold for s in said)


def words(text: str | None) -> set[str]:
    """The words of a quote that count."""
    return set(fold(text).split()) - SMALL


def overlap(gold: str | None, said: str | None) -> bool:
    """Whether a quote has at least half of the words of the gold one.

    >>> overlap("until a ceasefire is agreed", "a ceasefire is agreed")
    True
    """
    wanted, found = words(gold), words(said)
    return bool(wanted and found) and len(wanted & found) / len(wanted) >= 0.5


def quote(span: Span | None) -> str | None:
    """The text of a span."""
    return span.text if span else None


def bound(provisions: Iterable[Provision], name: str) -> str | None:
    """What provisions say of "until", "except" or "basis"."""
    return " ".join(p.span.text for p in provisions if p.kind in BOUNDS[name]) or None
