"""Measures: acts that change a standing relation and last, with what they touch, their bounds and their status."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from demarche.actors.mentions import distinct
from demarche.decisions.provisions import provisions
from demarche.events.clauses import leads
from demarche.events.coding import Told
from demarche.events.context import Context
from demarche.events.matching import Match, trimmed
from demarche.knowledge.schema import MeasureWords
from demarche.language import syntax
from demarche.language.grammar import grammar
from demarche.language.sentence import Sentence
from demarche.records import Event, Measure, MeasureKind, MeasureStatus, Provision, Span, Vote, identity

NEARBY = 400  # characters between an act and the vote on it


def measures(context: Context, told: Sequence[Told], events: Sequence[Event], votes: Sequence[Vote]) -> tuple[Measure, ...]:
    """The measures of a document, one for each act however often it is told, and one for each clause of a list of them."""
    found: list[Measure] = []
    parts: list[Measure] = []
    clauses: list[Measure] = []
    kinds = [kind_of(context, one) for one in told]
    listing = {one.sentence.index for one, kind in zip(told, kinds, strict=True) if kind is not None and one.sentence.kind == "item"}
    for one, event, kind in zip(told, events, kinds, strict=True):
        if kind is None or not event.sources or event.status == "denied" or (leads(one.sentence) and one.sentence.index + 1 in listing):
            continue  # of a list its clauses are the measures
        status = status_of(context, one, event)
        place = object_of(context, one)
        since = event.date if event.status == "actual" else None
        (clauses if one.match.led else parts if status == "eased" and releases(context, one) else found).append(Measure(
            id=identity(context.document.text_sha256, "measure", kind, event.trigger.start), kind=kind, imposers=event.sources, targets=event.targets,
            object=place, status=status, since=since, provisions=event.provisions, vote=vote_on(event, votes),
            events=() if one.content_only else (event.id,), sentence=event.sentence, confidence=event.confidence))
    return tuple(sorted((based(context, m) for m in [*merged(found), *merged(parts), *clauses]), key=lambda m: m.sentence.start))


def vote_on(event: Event, votes: Sequence[Vote]) -> str | None:
    """The id of the vote that decided an act: one of the same body, told nearby."""
    for vote in votes:
        near = any(abs(span.start - event.sentence.start) < NEARBY for span in vote.sentences)
        if near and vote.body is not None and vote.body.id == event.sources[0].id:
            return vote.id
    return None


def based(context: Context, measure: Measure) -> Measure:
    """A measure without a legal basis of its own has that of the lead-in of its list, or of the preamble: "Acting under …"."""
    if any(p.kind == "basis" for p in measure.provisions) or measure.status in ("proposed", "under-review"):
        return measure
    place = next((s for s in context.sentences if s.start <= measure.sentence.start < s.end), None)
    if place is None or place.kind != "item":
        return measure
    for s in reversed(context.sentences[:place.index]):
        if s.parsed and (s.lowered[0] == "acting" or (s.words[-1] == ":" and s.kind != "item")):
            basis = tuple(p for _, _, p in provisions(context, s) if p.kind == "basis")
            if basis:
                return msgspec.structs.replace(measure, provisions=(*measure.provisions, *basis))
    return measure


def kind_of(context: Context, told: Told) -> MeasureKind | None:
    """What kind of measure an act makes, or None where it makes none."""
    book = context.knowledge.codebook
    if told.match.kind == "modal" or told.code not in book.codes("measured"):
        return None
    predicate = told.match.predicate
    if told.code in book.codes("threatening"):
        return threatened(context, told)
    given = predicate.measure
    if told.code not in book.codes("restricting") and given is None:
        return None
    if given is not None and given not in ("other", "suspend-cooperation", "suspend-membership", "trade"):
        return given
    s, words = told.sentence, region(told)
    text = f" {' '.join(s.lemmas[w].lower() for w in words)} "
    surface = f" {' '.join(s.lowered[w] for w in words)} "
    rows = [(row.kind, min(at)) for row in context.knowledge.patterns.measures.kinds
            if (at := [place for word in row.words for shown in (text, surface) if (place := shown.find(f" {word} ")) >= 0])]
    if rows:
        kind = min(rows, key=lambda row: row[1])[0] if told.match.led else rows[0][0]  # a clause says at once what it is about
        return kind if kind != "other" else listed(given or "other", told)
    if given is not None:
        return listed(given, told)
    return "suspend-membership" if predicate.verb == "suspend" and told.sentence.upos[told.match.trigger] == "VERB" else None


def threatened(context: Context, told: Told) -> MeasureKind | None:
    """The kind of measure that a threat names: "pledged new sanctions", "would face visa restrictions"; None where it names none."""
    s = told.sentence
    words = sorted({*told.match.words, *told.match.content})
    text = f" {' '.join(s.lemmas[w].lower() for w in words)} "
    if not any(f" {word} " in text for word in context.knowledge.patterns.measures.threatened):
        return None
    return next((row.kind for row in context.knowledge.patterns.measures.kinds if any(f" {word} " in text for word in row.words)), None)


def listed(kind: MeasureKind, told: Told) -> MeasureKind:
    """Sanctions of no stated type on companies and persons freeze what they own: a listing is a financial measure."""
    named = bool(told.targets) and all(a.kind in ("company", "person") or (a.kind == "group" and {"BUS"} & set(a.sectors)) for a in told.targets)
    return "financial" if kind == "other" and named else kind


def region(told: Told) -> list[int]:
    """The words that tell what a measure touches: the trigger and its object phrase."""
    s, match = told.sentence, told.match
    if match.led:
        return list(range(len(s)))
    words = set(match.words)
    for noun in touched(s, match):
        aside = [w for w in s.subtree(noun) if w != noun and s.relation(w) in ("acl", "parataxis", "appos")]
        aside += s.kids(noun, "conj")
        words.update(s.subtree(noun, without=aside), *([w, *s.kids(w, "compound", "amod")] for w in behind(s, match.trigger, noun)))
    spans = [a.span for a in told.targets if a.span]
    return sorted(w for w in words if w in match.words or not any(span.start <= s.starts[w] < span.end for span in spans))


def touched(s: Sentence, match: Match) -> list[int]:
    """The heads of what a measure touches: its object; what somebody is forbidden to do: "bars banks *from serving* Chad"."""
    if s.upos[match.trigger] not in syntax.VERBAL:
        return [match.trigger]
    barred = next((child for child in s.kids(match.trigger, "xcomp", "advcl", "obl", "ccomp") if s.upos[child] == "VERB" and syntax.forbidden(s, child)), None)
    return syntax.patients(s, match.trigger) if barred is None else [barred]


def behind(s: Sentence, verb: int, noun: int) -> list[int]:
    """The phrases right behind an object that the parser has hung on the verb: "lifted its ban *on flights*"."""
    if s.heads[noun] != verb:
        return []
    return [w for w in s.kids(verb, "obl") if s.case(w) in ("on", "of", "against") and s.subtree(w)[0] == max(s.subtree(noun)) + 1]


def object_of(context: Context, told: Told) -> Span | None:
    """What is suspended, banned or left: the object phrase, less the actor that it hits."""
    s, match = told.sentence, told.match
    if match.led:
        words = trimmed(s, list(range(len(s))))[:30]
        return Span.cut(context.text, *s.extent(words))
    nouns = touched(s, match)
    if not nouns:
        return Span.cut(context.text, *s.extent(range(match.words[0], match.words[-1] + 1)))
    found: set[int] = set()
    for noun in nouns:
        found.update(s.subtree(noun, without=[c for c in s.children[noun] if s.labels[c] == "acl:relcl" or s.relation(c) in ("parataxis", "case", "mark")]))
        found.update(w for top in behind(s, match.trigger, noun) for w in s.subtree(top))
    words = sorted(found)
    if not words:
        return None
    if len(words) > 30:
        words = words[:30]
    words = trimmed(s, words) or words
    return Span.cut(context.text, *s.extent(range(words[0], words[-1] + 1)))


def status_of(context: Context, told: Told, event: Event) -> MeasureStatus:
    """The status of a measure, as the words of its act give it."""
    words, book = context.knowledge.patterns.measures, context.knowledge.codebook
    s, trigger = told.match.led or (told.sentence, told.match.trigger)
    lemma = s.lemmas[trigger].lower()
    if told.code in book.codes("threatening"):
        return "proposed"
    if event.status == "considered":
        because = told.standing.because
        reviewed = because >= 0 and s.lemmas[because].lower() in grammar().reviews
        return "under-review" if reviewed or whether(s, trigger) else "proposed"
    if lemma in words.extended:
        return "extended"
    if lemma in words.eased:
        return "eased"
    lifting = book.codes("lifting")
    if told.code in lifting and lemma in words.paused:
        return "eased"
    if told.code in lifting or (lemma in words.lifted and told.match.predicate.code in lifting):
        return "eased" if in_part(s, trigger, words) else "lifted"
    return "in-force" if lemma in words.standing or stands(s, trigger) else "decided"


def releases(context: Context, told: Told) -> bool:
    """Whether an act lifts what it eases, for a part or for a time, and so is no second telling of it."""
    s, trigger = told.match.led or (told.sentence, told.match.trigger)
    return told.code in context.knowledge.codebook.codes("lifting") and s.lemmas[trigger].lower() not in context.knowledge.patterns.measures.eased


def in_part(s: Sentence, trigger: int, words: MeasureWords) -> bool:
    """Whether only a part of what is lifted is: "*partly* lifted", "lifted *some of* its sanctions", "a *partial* lifting"."""
    if s.upos[trigger] not in syntax.VERBAL:
        return any(s.lemmas[c].lower() in words.partial for c in s.kids(trigger, "amod"))
    return partly(s, trigger, words.partly) or any(shared(s, noun, words.share) for noun in syntax.patients(s, trigger))


def partly(s: Sentence, verb: int, phrases: Sequence[str]) -> bool:
    """Whether one of the phrases says how far a verb goes; not "lifted it, *in part* because …"."""
    for phrase in (tuple(one.split()) for one in phrases):
        for i in range(len(s) - len(phrase) + 1):
            last = i + len(phrase)
            if s.lowered[i:last] == phrase and s.heads[last - 1] == verb and (i <= verb + 1 or last == len(s) or s.upos[last] in ("PUNCT", "CCONJ")):
                return True
    return False


def shared(s: Sentence, noun: int, share: Sequence[str]) -> bool:
    """Whether a noun is only a share of what there is: "*some of* its sanctions", "*certain* sanctions"; not "its *many* sanctions"."""
    if s.lemmas[noun].lower() in share:
        return any(s.case(c) == "of" for c in s.kids(noun, "nmod"))
    whole = s.kid(noun, "nmod:poss") is not None or any(s.lowered[c] in ("the", "these", "those", "all") for c in s.kids(noun, "det"))
    return not whole and any(s.lemmas[c].lower() in share for c in s.kids(noun, "amod", "det"))


def stands(s: Sentence, trigger: int) -> bool:
    """Whether a ban is told as one that holds: "exports are prohibited", "continues to impose"."""
    above = s.heads[trigger]
    if s.relation(trigger) == "xcomp" and s.lemmas[above].lower() in grammar().ongoing:
        return True
    marks = {s.lowered[c] for c in s.kids(trigger, "aux")}
    return s.lemmas[trigger].lower() in grammar().forbidding and syntax.passive(s, trigger) and bool(marks) and marks <= {"is", "are"}


def whether(s: Sentence, trigger: int) -> bool:
    """Whether an act stands under "whether"."""
    return any(s.lowered[c] == "whether" for w in [trigger, *s.ancestors(trigger)] for c in s.kids(w, "mark", "advmod"))


def merged(found: Sequence[Measure]) -> list[Measure]:
    """One measure for one act: the same kind, imposers and targets; the fullest object stays, the provisions join."""
    kept: list[Measure] = []
    for measure in found:
        for i, known in enumerate(kept):
            if same(known, measure):
                kept[i] = joined(known, measure)
                break
        else:
            kept.append(measure)
    return kept


def same(a: Measure, b: Measure) -> bool:
    """Whether two measures are one act told twice."""
    def ids(m: Measure, side: str) -> set[str]:
        return {actor.id or actor.name.casefold() for actor in getattr(m, side)}

    if a.kind != b.kind or not ids(a, "imposers") & ids(b, "imposers"):
        return False
    if a.targets and b.targets and not ids(a, "targets") & ids(b, "targets"):
        return False
    review = {"proposed", "under-review"}
    return (a.status in review) == (b.status in review) and (a.status == "lifted") == (b.status == "lifted")


def joined(a: Measure, b: Measure) -> Measure:
    """The two tellings of a measure as one: its sentence is the one with the fullest object."""
    first, second = (a, b) if detail(a) >= detail(b) else (b, a)
    provisions: list[Provision] = list(first.provisions)
    provisions += [p for p in second.provisions if all(p.kind != q.kind or p.span.text.casefold() != q.span.text.casefold() for q in provisions)]
    return msgspec.structs.replace(
        first, targets=distinct([*first.targets, *second.targets]), since=first.since or second.since, vote=first.vote or second.vote,
        provisions=tuple(provisions), events=(*a.events, *b.events), confidence=max(a.confidence, b.confidence))


def detail(measure: Measure) -> int:
    """How much a telling says of its object."""
    return len(measure.object.text) if measure.object else 0
