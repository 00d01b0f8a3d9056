"""A codebook as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from demarche.cli.support.tables import lines, section
from demarche.knowledge.binding import name
from demarche.knowledge.codebooks import Codebook
from demarche.knowledge.codes import Cameo, ContextCues, Predicate, Root

EXAMPLES = 6  # predicates of a root that are shown


def sheet(book: Codebook, code: str | None) -> RenderableType:
    """What is known of a code that the codebook has, or of all; "contexts" and "cameo" stand for all of these."""
    if code is None:
        return whole(book)
    if code == "contexts":
        return section("Contexts", ("Context", "What it is"), (24, None), ((one.name, one.meaning) for one in book.contexts))
    if code == "cameo":
        return crosswalk("CAMEO", book.crosswalk)
    if code.upper() in book.by_code:
        return one_root(book, book.by_code[code.upper()])
    context = next((one for one in book.contexts if one.name == code.lower()), None)
    if context is not None:
        return one_context(context)
    found = book.cameo(code)
    return crosswalk("CAMEO", [found] if found else [])


def whole(book: Codebook) -> RenderableType:
    """The roots in a table, and how much there is of everything else."""
    about = f"{len(book.contexts)} contexts, {len(book.crosswalk)} CAMEO codes, {len(book.predicates)} predicates"
    title = f"{book.title}{f', extending {book.extends}' if book.extends else ''}: {len(book.roots)} roots, {about}"
    rows = ((root.code, quad(root), weight(root), beneath(root.meaning, ", ".join(mode.name for mode in root.modes))) for root in book.roots)
    return section(title, ("Root", "Quad", "Weight", "What it is, and its modes"), (10, 20, 6, None), rows)


def one_root(book: Codebook, root: Root) -> RenderableType:
    """All of a root: what it is and is not, modes, what it becomes, CAMEO, predicates with examples."""
    about = ", ".join(part for part in (quad(root), f"weight {weight(root)}" if root.weight is not None else "") if part)
    parts: list[RenderableType] = [Text.assemble((root.code, "bold cyan"), f"  {about}"), Padding(Text(f"{root.meaning}\n"), (0, 0, 0, 2))]
    if root.definition:
        parts.append(lines("Definition", [Text(root.definition)]))
    if root.boundaries:
        parts.append(lines("Boundaries", [Text(f"- {sentence}") for sentence in root.boundaries]))
    if root.note:
        parts.append(lines("Decided", [Text(root.note)]))
    if root.modes:
        rows = ((mode.name, mode.meaning, mode.cameo or "", ", ".join(mode.contexts)) for mode in root.modes)
        parts.append(section("Modes", ("Mode", "What it is", "CAMEO", "Contexts"), (15, None, 5, 14), rows))
    if root.traits:
        parts.append(lines("Traits", [Text(", ".join(root.traits))]))
    turns = [Text(f"{what}: {code}") for what, code in becoming(root)]
    if turns:
        parts.append(lines("Becomes", turns))
    codes = [one for one in book.crosswalk if root.code in (one.code, *one.also)]
    if codes:
        parts.append(crosswalk(f"CAMEO, and back to {root.cameo or 'none'}", codes))
    telling = [predicate for predicate in book.predicates if predicate.code == root.code]
    return Group(*parts, lines(f"Predicates: {len(telling)}", [example(predicate) for predicate in spread(telling, EXAMPLES)]))


def becoming(root: Root) -> Iterator[tuple[str, str]]:
    """What the acts of a root are where they are not done."""
    for what, code in (("where it lies ahead", root.future), ("where it is refused", root.refused), ("where it is promised", root.promised)):
        if code:
            yield what, code


def one_context(context: ContextCues) -> RenderableType:
    """A context with its cues."""
    told = (("strong cues", context.strong), ("cues", context.cues), ("mute", context.mute), ("not beside", context.unless), ("though beside", context.beside))
    return lines(context.name, [Text(context.meaning), *(Text.assemble((f"{title}: ", "dim"), ", ".join(words)) for title, words in told if words)])


def crosswalk(title: str, codes: Sequence[Cameo]) -> RenderableType:
    """CAMEO codes with what they correspond to."""
    rows = ((one.cameo, beneath(" or ".join(filter(None, (one.code, *one.also))) or "none", one.mode or ""),
             beneath(one.meaning, ", ".join(one.contexts), one.note)) for one in codes)
    return section(title, ("CAMEO", "Root, mode", "What it is"), (6, 20, None), rows)


def beneath(first: str, *others: str) -> Text:
    """A line, and in lines under it what there is of others."""
    return Text.assemble(first, *((f"\n{other}", "dim") for other in others if other))


def quad(root: Root) -> str:
    """The quad class in words."""
    return (root.quad or "").replace("-", " ")


def weight(root: Root) -> str:
    """The weight with its sign."""
    return "" if root.weight is None else f"{root.weight:+g}" if root.weight else "0"


def example(predicate: Predicate) -> Text:
    """A predicate, with a sentence that it tells an act in."""
    frame = name(predicate)
    return Text.assemble(frame if len(frame) <= 60 else f"{frame[:58]} …", (f"  {predicate.example}" if predicate.example else "", "dim"))


def spread(predicates: Sequence[Predicate], most: int) -> Sequence[Predicate]:
    """Some predicates, evenly taken from all."""
    step = max(1, len(predicates) // most)
    return predicates[::step][:most]
