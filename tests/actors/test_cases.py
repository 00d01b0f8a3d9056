"""Who is who: mentions with a date, and the actor that each must mean; some in a short text that decides, some that must stay unknown."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from demarche.actors.lookup import Lookup
from demarche.actors.resolver import Resolver
from demarche.coder import Coder
from demarche.knowledge.loader import Knowledge
from demarche.knowledge.names import key_of
from demarche.records import Actor, Document

LOOKUP = Lookup(Resolver(Knowledge.load()))


def cases() -> Iterator[Any]:
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]:
            yield pytest.param(case, id=f"{path.stem}: {case['mention']} on {case.get('on')}" + (f": {case['text'][:40]}" if "text" in case else ""))


@pytest.fixture(scope="module")
def reader() -> Coder:
    """A coder that parses every sentence, those that tell no act too."""
    return Coder(parse_all=True)


def meant(case: dict[str, Any], reader: Coder) -> Actor | None:
    """The first actor of a mention: alone, or where the text of the case has it last."""
    if "text" not in case:
        return next(iter(LOOKUP.find(case["mention"], case.get("on"))), None)
    context = reader.context(Document.of(case["text"], published=case.get("on")))
    start = case["text"].lower().rindex(case["mention"].lower())
    end = start + len(case["mention"])
    found = [m for m in context.mentions for a in m.actors if a.span is not None and start <= a.span.start and a.span.end <= end]
    return max(found, key=lambda m: m.end - m.first).actors[0] if found else None


@pytest.mark.parametrize("case", list(cases()))
def test_a_mention_means_whom_it_should(case: dict[str, Any], reader: Coder) -> None:
    actor = meant(case, reader)
    assert (actor.id if actor else None) == case["actor"]
    if actor is not None and case["actor"] is None:
        assert actor.kind == case.get("kind", actor.kind)
        assert actor.country == case.get("country", actor.country)
    if "person" in case:
        assert actor is not None
        assert any(key_of(case["person"]) == key_of(name) for name in (actor.name, *actor.aliases))
    if case["actor"] is None and "country" in case:
        assert actor is not None
