"""Events: matches become records, with status, content, attribution and date.

What is demanded, promised or threatened is the content of that act and no event of its own; an act that the sentence
takes for granted ("stop its invasion") is one (the boundary of the annotation guide).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from demarche.actors.mentions import besides, same
from demarche.events.arguments import Actors
from demarche.events.clauses import Lead, deciders, headed, leads, listed, under
from demarche.events.confidence import features
from demarche.events.context import Context
from demarche.events.dates import Found, date_of, find_dates
from demarche.events.lexicon import key
from demarche.events.matching import Match, Matcher
from demarche.events.relating import Judge, Opinions
from demarche.events.status import Standing, StatusReader
from demarche.language import syntax
from demarche.language.grammar import grammar
from demarche.language.sentence import Sentence
from demarche.records import Actor, Code, Date, Event, Provision, Span, Status, identity

REFUSING = {"will", "would", "wo", "shall"}
POWERS = {"COP", "GOV", "JUD", "LEG", "MIL", "PTY", "REB", "SPY"}  # whose acts are public wherever they are
RECENT = 3  # sentences back, within which a pronoun takes up those who acted


@dataclass(frozen=True)
class Told:
    """A match with all that has been read around it; what `explain` shows and the record is made of.

    One that is `content_only` is what another act demands or promises: no event, but a measure that is proposed.
    """

    sentence: Sentence
    match: Match
    code: Code
    standing: Standing
    status: Status
    targets: Actors
    attribution: Actor | None
    date: Date | None
    content_only: bool = False
    evidence: Mapping[str, float] = field(default_factory=dict)
    confidence: float = 0.0


class EventCoder:
    """Reads the events of a document."""

    def __init__(self, matcher: Matcher, status: StatusReader, judge: Judge) -> None:
        self._matcher, self._status, self._judge = matcher, status, judge

    def told(self, context: Context) -> list[Told]:
        """Every act of a document, in order, before it becomes a record."""
        lasting = context.knowledge.codebook.codes("lasting")
        found: list[Told] = []
        lead = Lead()
        for s in context.sentences:
            if not s.parsed:
                continue
            arguments = context.arguments(s)
            if s.kind == "item":
                arguments.led_by, arguments.led_at = lead.sources, lead.targets
            elif not leads(s):
                lead = Lead()
            if leads(s):
                arguments.listed = listed(context, s)
            matches = self._matcher.matches(s, arguments)
            if leads(s):
                act = next((m for m in matches if m.predicate.code in lasting), None)
                lead = Lead(s, act, deciders(s, arguments, context.knowledge.patterns.wrappers.deciding))
            elif (clause := under(s, lead, matches, arguments, lasting)) is not None:
                matches.append(clause)
            else:
                matches = [headed(s, lead, match) for match in matches]
            if not matches and not self._judge.expects(s):
                continue
            opinions = self._judge.opinions(s, context.mentions.of(s.index), context.text)
            matches += self._judge.acts(opinions, matches)
            if not matches:
                continue
            matches = [inherited(s, match, matches) for match in matches]
            dates = find_dates(s, context.text, context.document.published, context.knowledge.patterns.dates)
            for match in matches:
                one = self._tell(context, s, match, matches, dates)
                if one is not None:
                    found.append(self._judged(context, replace(one, date=one.date or carried(context, one, found)), opinions))
        return found

    def _judged(self, context: Context, one: Told, opinions: Opinions) -> Told:
        """The act with how sure it is, by its predicate and by what the head says of its trigger and its pair; and with the target that the head finds."""
        if not one.match.predicate.reciprocal and not one.match.led and not one.match.headed:
            one = replace(one, targets=self._judge.aim(opinions, one.match.sources, one.targets, one.code))
        others = one.targets or (one.match.sources[1:] if len(one.match.sources) > 1 else ())
        reading = opinions.of(one.match.sources, others)
        if reading is not None and one.status == "denied" and reading.best == context.knowledge.codebook.by_code[one.code].refused:
            one = replace(one, code=reading.best, status="actual")  # "failed to agree": what did not happen because somebody would not
        evidence = features(one.sentence, one.match, one.code, one.status, reading, self._judge.codes)
        return replace(one, evidence=evidence, confidence=self._judge.calibration.confidence(evidence))

    def _tell(self, context: Context, s: Sentence, match: Match, matches: Sequence[Match], dates: list[Found]) -> Told | None:
        book, code = context.knowledge.codebook, match.predicate.code
        if not match.sources:
            return None
        if held(s, match, matches, context):
            if code not in book.codes("restricting") or match.kind != "verb" or not match.targets:
                return None
            return Told(s, match, code, Standing("considered", match.trigger), "considered", match.targets, None, None, content_only=True)
        anchor = s.heads[match.trigger] if match.kind == "modal" and s.relation(match.trigger) == "aux" else match.trigger
        above, word = match.led or (s, anchor)  # the standing of a clause is that of its lead-in
        standing = self._status.standing(above, word) if match.kind != "modal" else Standing("actual")
        if standing.reality == "supposed" or not (context.private or public((*match.sources, *match.targets))):
            return None
        targets = match.targets
        if code in book.codes("threatening") and standing.reality == "considered" and above.relation(standing.because) == "aux":
            standing = Standing("actual", standing.because)
        status: Status = "denied" if standing.reality == "denied" else "considered" if standing.reality == "considered" else "actual"
        if match.headed:  # the head has read what is promised, refused or lies ahead as what it is
            status = "denied" if status == "denied" and code not in book.codes("holding") else "considered" if standing.reality == "considered" else "actual"
            return Told(s, match, code, standing, status, targets, self._attribution(context, s, match), self._date(context, s, match, code, dates))
        if code in book.codes("promising"):
            inner = [m for m in matches if m.trigger in match.content and m is not match]
            code = next((turned for m in inner if (turned := book.by_code[m.predicate.code].promised)), code)
            targets = targets or next((m.targets for m in inner if m.targets), ())
        refused = book.by_code[code].refused
        if standing.reality == "denied" and refused and any(s.lowered[c] in REFUSING for c in s.kids(anchor, "aux")):
            code, status = refused, "actual"
            match = replace(match, content=match.content or clause_of(s, match))
        if standing.reality == "future":
            turned = book.by_code[code].future
            if turned:
                code = turned
                match = replace(match, content=match.content or clause_of(s, match))
                if match.partners:
                    match = replace(match, sources=besides(match.sources, match.partners))
                    targets = match.partners
            elif code not in book.codes("announced") and above.lemmas[above.heads[standing.because]].lower() not in grammar().ongoing:
                status = "considered"
        return Told(s, match, code, standing, status, targets, self._attribution(context, s, match), self._date(context, s, match, code, dates))

    def _attribution(self, context: Context, s: Sentence, match: Match) -> Actor | None:
        verb, actors = context.reporter(s, match.trigger)
        if verb < 0 or verb == match.trigger:
            sayers = [w for w in range(len(s)) if s.relation(w) == "obl" and s.case(w) in context.knowledge.patterns.speech.prepositions]
            actors = context.arguments(s).phrases(sayers)
        return next(iter(besides(actors, (*match.sources, *context.speakers))), None)

    def _date(self, context: Context, s: Sentence, match: Match, code: Code, dates: list[Found]) -> Date | None:
        found = date_of(s, match.trigger, dates)
        book = context.knowledge.codebook
        said = code in book.codes("verbal") or (code in book.codes("restricting") and present(s, match.trigger))
        if found is not None or not context.document.published or not said:
            return found
        speaks = {a.id or a.name for a in context.speakers} & {a.id or a.name for a in match.sources}
        return Date(value=context.document.published, precision="day", basis="dateline") if speaks or reportive(s, match.trigger) else None


def carried(context: Context, one: Told, before: Sequence[Told]) -> Date | None:
    """The date of what those whom a pronoun takes up did just before: "On Wednesday the ministers met. *They called* on Chad to …"."""
    s, sources = one.sentence, {a.id or a.name for a in one.match.sources}
    subjects = [context.mentions.covering(s.index, w) for w in syntax.subjects(s, one.match.trigger)]
    if one.status != "actual" or present(s, one.match.trigger) or not any(m is not None and m.form == "pronoun" for m in subjects):
        return None
    near = (b for b in reversed(before) if s.index - b.sentence.index <= RECENT and b.date is not None and b.status == "actual")
    return next((b.date for b in near if sources <= {a.id or a.name for a in b.match.sources}), None)


def clause_of(s: Sentence, match: Match) -> tuple[int, ...]:
    """The clause of an act, from its trigger on: what is promised or refused by it."""
    return tuple(w for w in syntax.clause(s, match.trigger) if w >= match.trigger)


def present(s: Sentence, verb: int) -> bool:
    """Whether a verb is in the present: "suspends", "are imposing", "is suspended"."""
    if syntax.is_infinitive(s, verb) and s.heads[verb] >= 0 and s.upos[s.heads[verb]] == "VERB":  # "issued an order to block": when it was issued
        verb = s.heads[verb]
    marks = {s.lowered[c] for c in s.kids(verb, "aux")}
    if marks & {"has", "have", "had", "was", "were", "did", "been"}:
        return False
    return bool(marks & {"is", "are", "am"}) or s.lowered[verb] in (s.lemmas[verb], s.lemmas[verb] + "s", s.lemmas[verb] + "es")


def reportive(s: Sentence, verb: int) -> bool:
    """Whether a verb reports what has just been done, as headlines and chronicles do: "the agency passes a resolution", "Chad is suspended by"."""
    top = verb
    while s.heads[top] >= 0 and (s.relation(top) in ("xcomp", "conj", "ccomp", "advcl") or (s.upos[s.heads[top]] == "NOUN" and s.relation(top) == "acl")):
        top = s.heads[top]
        if s.upos[top] == "NOUN" and s.relation(top) == "obj":  # "passes a resolution condemning Chad"
            top = s.heads[top]
    marks = {s.lowered[c] for c in s.kids(top, "aux")}
    finite = s.upos[top] == "VERB" and s.heads[top] < 0 and s.lowered[top] in (s.lemmas[top] + "s", s.lemmas[top] + "es") and not marks
    return finite or (s.heads[top] < 0 and marks == {"is"} and syntax.passive(s, top) and bool(syntax.agents(s, top)))


def public(actors: Actors) -> bool:
    """Whether any of the actors is of public life: what companies and persons that nobody knows do among themselves is business or biography."""
    return any(((a.country or (a.id and a.kind != "person")) and a.kind != "company") or not POWERS.isdisjoint(a.sectors) for a in actors)


def inherited(s: Sentence, match: Match, matches: Sequence[Match]) -> Match:
    """A participle without a target of its own has the one of the act that it goes with: "suspended Syria, pledging new sanctions"."""
    if match.targets or match.kind != "verb" or s.relation(match.trigger) not in ("advcl", "conj") or match.predicate.reciprocal:
        return match
    above = next((m for m in matches if m.trigger in s.ancestors(match.trigger) and m.sources == match.sources and m.targets), None)
    return replace(match, targets=above.targets) if above else match


def held(s: Sentence, match: Match, matches: Sequence[Match], context: Context) -> bool:
    """Whether a match is only the content of another act, and no event of its own."""
    book = context.knowledge.codebook
    holding, presupposed = book.codes("holding"), book.codes("presupposed")
    for other in matches:
        if other is match or other.headed or other.predicate.code not in holding or match.trigger not in other.content or other.trigger == match.trigger:
            continue
        factive = context.knowledge.patterns.wrappers.factive
        if match.kind != "noun":
            going_on = s.relation(match.trigger) == "xcomp" and s.lemmas[s.heads[match.trigger]].lower() in factive
            return not (going_on and match.predicate.code in presupposed)
        above = s.heads[match.trigger]
        while above >= 0 and s.relation(match.trigger) == "conj" and s.upos[above] == "NOUN":
            above = s.heads[above]
        taken_for_granted = s.lemmas[above].lower() in factive or s.upos[above] == "NOUN" or (s.case(match.trigger) or "") in factive
        return not (match.predicate.code in presupposed and taken_for_granted)
    return False


def named(context: Context, s: Sentence, actors: Actors) -> Actors:
    """The actors of a sentence, those that a pronoun stands for with the span of their name where the same sentence has it: "Chad said *it* left"."""
    spans = {}
    for pronoun in context.mentions.of(s.index):
        for actor in pronoun.actors if pronoun.form == "pronoun" else ():
            before = (m for m in reversed(context.mentions.of(s.index)) if m.form not in ("pronoun", "adjective") and m.end <= pronoun.first)
            name = next((x.span for m in before for x in m.actors if same(x, actor) and x.span), None)
            if actor.span and name:
                spans[actor.span] = name
    return tuple(msgspec.structs.replace(a, span=spans[a.span]) if a.span in spans else a for a in actors)


def record(context: Context, told: Told, provisions: tuple[Provision, ...] = (), contexts: tuple[str, ...] = ()) -> Event:
    """The event of a told act."""
    s, match, text = told.sentence, told.match, context.text
    words = match.words if match.words[-1] - match.words[0] <= 6 else (match.trigger,)
    trigger = Span.cut(text, *s.extent(range(words[0], words[-1] + 1)))
    content = Span.cut(text, *s.extent(match.content)) if match.content else None
    kind, lemma = key(match.predicate)
    rule = f"{told.code.lower()}.head.v1" if match.headed else f"{told.code.lower()}.{kind}.{lemma.replace(' ', '-')}.v1"
    return Event(id=identity(context.document.text_sha256, "event", told.code, trigger.start, trigger.end, *(a.id or a.name for a in match.sources)),
                 code=told.code, mode=match.predicate.mode if told.code == match.predicate.code else None, contexts=contexts,
                 cameo=context.knowledge.codebook.cameo_of(match.predicate, told.code), sources=named(context, s, match.sources),
                 targets=named(context, s, told.targets), trigger=trigger,
                 sentence=Span.cut(text, s.start, s.end), status=told.status, content=content, provisions=provisions,
                 attribution=told.attribution, date=told.date, confidence=told.confidence, rule=rule)


