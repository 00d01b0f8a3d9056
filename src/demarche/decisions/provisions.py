"""Provisions: until when or for how long, unless, if, except what, and on what legal basis an act holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from demarche.actors.mentions import distinct
from demarche.decisions.periods import periods
from demarche.events.coding import Told
from demarche.events.context import Context
from demarche.events.dates import find_dates
from demarche.events.matching import trimmed
from demarche.language import syntax
from demarche.language.sentence import Sentence
from demarche.records import Condition, Date, Provision, Span

Opener = Literal["until", "unless", "if", "except", "basis"]
OPENING = ("mark", "case", "fixed", "cc")
INNER = ("advmod", "nmod", "obl", "compound", "det", "amod", "nsubj", "obj", "aux")
STOPS = (",", ";", ":", ")")
FULL_CLAUSE = ("until", "unless", "if")
FLAT = ("except", "basis")  # their phrases are read as they stand where the tree has torn them


def openers(context: Context) -> list[tuple[Opener, tuple[str, ...]]]:
    """The phrases that open a provision, longest first, with their kind."""
    words = context.knowledge.patterns.provisions
    by_kind: tuple[tuple[Opener, list[str]], ...] = (
        ("until", words.until), ("unless", words.unless), ("if", words.if_),
        ("except", [*words.except_, *words.licensed]), ("basis", [*words.basis, *words.numbered]))
    listed = [(kind, tuple(phrase.split())) for kind, phrases in by_kind for phrase in phrases]
    return sorted(listed, key=lambda item: -len(item[1]))


def provisions(context: Context, s: Sentence) -> list[tuple[int, int, Provision]]:
    """The provisions of a sentence: the word that it hangs on, its first word, and the record."""
    found = list(periods(context, s))
    opening = openers(context)
    first = {phrase[0] for _, phrase in opening}
    if first.isdisjoint(s.lowered):
        return found
    i = 0
    while i < len(s):
        hit = next(((kind, phrase) for kind, phrase in opening if s.lowered[i:i + len(phrase)] == phrase), None)
        if hit is None:
            i += 1
            continue
        kind, phrase = hit
        after = next((j for j in range(i + len(phrase), len(s)) if any(s.lowered[j:j + len(p)] == p for k, p in opening if k != kind)), len(s))
        made = _provision(context, s, i, kind, phrase, after)
        if made is not None:
            found.append((made[0], i, made[1]))
        i += len(phrase)
    return found


def _provision(context: Context, s: Sentence, i: int, kind: Opener, opener: tuple[str, ...], after: int) -> tuple[int, Provision] | None:
    known, width = context.knowledge.patterns.provisions, len(opener)
    whole, numbered = (" ".join(opener) in listed for listed in (known.licensed, known.numbered))
    top = i + width - 1
    while s.heads[top] >= 0 and (s.relation(top) in OPENING or (s.heads[top] >= i and s.relation(top) in INNER)):
        top = s.heads[top]
        if top < i:
            break
    words = [w for w in s.subtree(top) if i <= w < after and not _aside(s, w, top)] if top >= i else []
    attach = s.heads[top]
    if len(words) <= width or words[0] != i:
        if kind not in FLAT or numbered:
            return None
        words = list(range(i, next((w for w in range(i + width, after) if s.words[w] in STOPS and s.lowered[w - 1] not in syntax.RELATIVE), after)))
        attach = syntax.governing_verb(s, i)
    words = trimmed(s, words)
    if kind == "basis":
        named = [w for w in words if s.lemmas[w].lower() in known.instruments]
        if not named or (numbered and (top not in named or all(s.upos[w] != "NUM" for w in words))):
            return None
        words = words[width:]
        comma = next((n for n, w in enumerate(words) if s.words[w] in (",", ";")), len(words))
        words = words[:comma]
    if kind == "except":
        words = trimmed(s, words if whole else words[width:])
        while words and not whole and s.upos[words[0]] in ("ADP", "DET"):
            words = words[1:]
        if words and len(words) > 2 and s.lemmas[words[0]].lower() == "case":
            words = words[2:]
    if not words:
        return None
    span = Span.cut(context.text, *s.extent(range(words[0], words[-1] + 1)))
    condition = _condition(context, s, words) if kind in FULL_CLAUSE else None
    return attach, Provision(kind=kind, span=span, date=_date(context, s, words) if kind == "until" else None, condition=condition)


def _aside(s: Sentence, word: int, top: int) -> bool:
    """Whether a word belongs to a further clause that only follows the provision."""
    for above in [word, *s.ancestors(word)]:
        if above == top:
            return False
        if s.labels[above] == "acl:relcl" and above > top and s.words[max(0, s.subtree(above)[0] - 1)] == ",":
            return True
        if s.relation(above) == "parataxis" and above > top:
            return True
    return False


def _condition(context: Context, s: Sentence, words: list[int]) -> Condition | None:
    """The act that a clause waits for, and who is named in it: "until a ceasefire is agreed"."""
    act = context.matcher.awaited(s, words, context.arguments(s))
    if act is None or act.predicate.code not in context.knowledge.codebook.codes("awaited") or _undone(context, s, act.trigger, words):
        return None
    inside = (context.mentions.at(s.index, w) for w in words)
    return Condition(event=act.predicate.code, actors=distinct(a for m in inside if m and m.form != "adjective" for a in m.actors))


def _undone(context: Context, s: Sentence, trigger: int, words: list[int]) -> bool:
    """Whether a clause waits for an act not to be done: "until Chad *stops* helping Mali", "unless Chad does *not* pay"."""
    wrappers = context.knowledge.patterns.wrappers
    above = [w for w in s.ancestors(trigger) if w in words]
    return any(syntax.negated(s, w) for w in (trigger, *above)) or any(s.lemmas[w].lower() in (*wrappers.denied, *wrappers.factive) for w in above)


def _date(context: Context, s: Sentence, words: list[int]) -> Date | None:
    """The day that a clause names: "until 31 December 2023"."""
    found = find_dates(s, context.text, context.document.published, context.knowledge.patterns.dates)
    return next((one.date for one in found if words[0] <= one.first <= words[-1]), None)


def instrument(context: Context, told: Told) -> Provision | None:
    """The text that lays down an act: "signed *a decree* banning …", "issued *Executive Order 13928* to block …"."""
    s, trigger, words = told.sentence, told.match.trigger, context.knowledge.patterns.provisions
    above = s.heads[trigger]
    if above < 0 or s.relation(trigger) not in ("acl", "advcl", "xcomp"):
        return None
    nouns = syntax.patients(s, above) if s.upos[above] in syntax.VERBAL else [above]
    for noun in nouns:
        if s.lemmas[noun].lower() in words.instruments and noun < trigger:
            inside = trimmed(s, [w for w in s.subtree(noun, without=s.kids(noun, "acl", "advcl")) if w < trigger])
            return Provision(kind="basis", span=Span.cut(context.text, *s.extent(inside))) if inside else None
    return None


def of_act(context: Context, told: Told, found: Iterable[tuple[int, int, Provision]], others: Iterable[Told]) -> tuple[Provision, ...]:
    """The provisions that bound an act: those under its trigger, or under what governs it within the same clause."""
    if told.code not in context.knowledge.codebook.codes("bounded"):
        return ()
    s = told.sentence
    if told.match.led:
        return tuple(provision for _, _, provision in found)
    kept = []
    clause = {told.match.trigger, *told.match.words}
    chain = [told.match.trigger]
    for above in s.ancestors(told.match.trigger):
        if s.upos[above] not in syntax.VERBAL and s.relation(chain[-1]) not in ("acl", "ccomp", "obj", "obl"):
            break
        chain.append(above)
        if len(chain) > 4:
            break
    rivals = {t.match.trigger for t in others if t is not told and t.sentence is s}
    for attach, first, provision in found:
        path = [attach, *s.ancestors(attach)]
        under = next((w for w in path if w in clause), None)
        nearer = next((w for w in path if w in rivals), None)
        if under is not None:
            own = nearer is None or path.index(under) <= path.index(nearer) or nearer in chain
        else:
            own = nearer is None and attach in chain and first > told.match.trigger
        if own:
            kept.append(provision)
    laid_down = instrument(context, told)
    if laid_down is not None and all(p.kind != "basis" for p in kept):
        kept.append(laid_down)
    return tuple(kept)
