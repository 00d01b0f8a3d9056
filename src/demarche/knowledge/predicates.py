"""What the linter checks of the codebook: triggers, keys, places, modes and CAMEO codes of its predicates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from demarche.knowledge.contents import Content
from demarche.knowledge.schema import Predicate, Root

TRIGGERS = ("verb", "noun", "adjective", "modal")
Key = tuple[object, ...]


def check_predicates(content: Content, folder: Path) -> None:
    """Each predicate by itself, then those that nothing tells apart, then the codes that none serves."""
    roots = {root.code: root for root in content.codebook.roots} if content.codebook else {}
    first: dict[Key, tuple[Path, Predicate]] = {}
    for path, predicate in content.predicates:
        for problem in problems(predicate, roots.get(predicate.code or "AGREE"), content):
            content.report(path, f"{name(predicate)}: {problem}")
        rivals = [first.setdefault(key, (path, predicate)) for key in keys(predicate)]
        for other, rival in rivals:
            if rival is not predicate:
                content.report(path, f"{name(predicate)}: nothing tells it from '{name(rival)}' for {rival.code} in {other.name}")
    used = {predicate.code for _, predicate in content.predicates}
    for code in roots:
        if code not in used:
            content.report(folder / "plover.yaml", f"{code}: no predicate has this code")


def name(predicate: Predicate) -> str:
    """What a reader knows a predicate by.

    >>> name(Predicate(verb="impose", object=["tariff", "ban"], prep=["on"]))
    'impose tariff|ban on'
    """
    parts = [" ".join(trigger for form in TRIGGERS if (trigger := getattr(predicate, form))), predicate.particle or "", "|".join(predicate.object),
             "|".join(predicate.prep), "|".join(predicate.adverb)]
    return " ".join(part for part in parts if part) or "a predicate without trigger"


def keys(predicate: Predicate) -> Iterator[Key]:
    """What a sentence must have, each way of it: two predicates that ask for the same cannot both be meant."""
    triggers = tuple(getattr(predicate, form) for form in TRIGGERS)
    for way in product(set(predicate.object) or {""}, set(predicate.prep) or {""}, set(predicate.adverb) or {""}):
        yield (*triggers, predicate.particle, predicate.copula, *way)


def problems(predicate: Predicate, root: Root | None, content: Content) -> Iterator[str]:
    """What is wrong with one predicate."""
    rules = content.rules
    triggers = [form for form in TRIGGERS if getattr(predicate, form)]
    if len(triggers) != 1:
        yield f"exactly one of {', '.join(TRIGGERS)} is its trigger, here {' and '.join(triggers) or 'none'}"
    for field in ("source", "target"):
        for slot in getattr(predicate, field):
            if slot not in rules.places and slot not in rules.prepositions:
                yield f"{field}: '{slot}' is no place and no preposition"
    if predicate.content is not None and predicate.content not in rules.contents and predicate.content not in rules.prepositions:
        yield f"content: '{predicate.content}' is no place and no preposition"
    for preposition in predicate.prep:
        if preposition not in rules.prepositions:
            yield f"prep: '{preposition}' is no preposition"
    for field in ("object", "prep", "adverb", "source", "target"):
        given = getattr(predicate, field)
        for one in {x for x in given if given.count(x) > 1}:
            yield f"{field}: '{one}' stands twice"
    if root is None:
        yield f"the codebook has no code {predicate.code}"
        return
    if predicate.mode is not None and predicate.mode not in root.modes:
        yield f"{root.code} has no mode '{predicate.mode}' (it has {', '.join(root.modes) or 'none'})"
    yield from cameo(predicate.cameo, root, rules.cameo.get(root.code, [root.cameo]))


def cameo(given: str | None, root: Root, roots: list[str]) -> Iterator[str]:
    """A CAMEO code that is none, or that belongs to another type."""
    if given is None:
        return
    if not re.fullmatch(r"\d{2,4}", given):
        yield f"'{given}' is no CAMEO code: two to four digits"
    elif given[:2] not in roots:
        yield f"CAMEO {given} is of root {given[:2]}, and {root.code} corresponds to {' or '.join(roots)}"
