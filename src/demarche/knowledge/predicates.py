"""What the linter checks of the predicates of a codebook: triggers, keys, places, modes and CAMEO codes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from demarche.knowledge.binding import TRIGGERS, Key, keys, name
from demarche.knowledge.codebooks import Codebook
from demarche.knowledge.codes import Predicate
from demarche.knowledge.contents import Content, Rules


def check_predicates(content: Content, codebook: Codebook) -> None:
    """Each predicate by itself, then those that nothing tells apart, then the codes that none serves.

    One in a file laid over the others takes the place of what it is not told from.
    """
    first: dict[tuple[bool, Key], tuple[Path, Predicate]] = {}
    targets = {code for one in codebook.crosswalk for code in (one.code, *one.also)}
    for path, predicate in content.predicates:
        for problem in (*places(predicate, content.rules), *codes(predicate, codebook, targets)):
            content.report(path, f"{name(predicate)}: {problem}")
        rivals = [first.setdefault((path in content.over, key), (path, predicate)) for key in keys(predicate)]
        for other, rival in rivals:
            if rival is not predicate:
                content.report(path, f"{name(predicate)}: nothing tells it from '{name(rival)}' for {rival.code} in {other.name}")
    used = {predicate.code for _, predicate in content.predicates}
    for path, root in content.roots:
        if root.code not in used:
            content.report(path, f"{root.code}: no predicate has this code")


def places(predicate: Predicate, rules: Rules) -> Iterator[str]:
    """What is wrong with the trigger of a predicate and with the places that it names."""
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


def codes(predicate: Predicate, codebook: Codebook, targets: set[str | None]) -> Iterator[str]:
    """A code, a mode or a CAMEO code that is none, or a CAMEO code of another type; `targets` are the codes that the crosswalk speaks of."""
    root = codebook.by_code.get(predicate.code)
    if root is None:
        yield f"the codebook has no code {predicate.code}" if predicate.code else "it has no code, and neither has its file"
        return
    modes = [mode.name for mode in root.modes]
    if predicate.mode is not None and predicate.mode not in modes:
        yield f"{root.code} has no mode '{predicate.mode}' (it has {', '.join(modes) or 'none'})"
    if predicate.cameo is None or not codebook.crosswalk:
        return
    found = codebook.cameo(predicate.cameo)
    if found is None:
        yield f"the crosswalk has no CAMEO code {predicate.cameo}"
    elif root.code in targets and root.code not in (found.code, *found.also):
        yield f"CAMEO {found.cameo} corresponds to {' or '.join(filter(None, (found.code, *found.also))) or 'no root'}, not to {root.code}"
