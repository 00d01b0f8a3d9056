"""Events: matches become records, with status, content, attribution and date.

What is demanded, promised or threatened is the content of that act and no event of its own; an act that the sentence
takes for granted ("stop its invasion") is one (the boundary of the annotation guide).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from demarche.events.arguments import Actors
from demarche.events.context import Context
from demarche.events.dates import Found, date_of, find_dates
from demarche.events.lexicon import key
from demarche.events.matching import LASTING, Match, Matcher
from demarche.events.status import Standing, StatusReader
from demarche.language import syntax
from demarche.language.sentence import Sentence
from demarche.records import Actor, Code, Date, Event, Provision, Span, Status, identity

HOLDING = {"REQUEST", "AGREE", "THREATEN", "REJECT", "CONCEDE"}
VERBAL = {"REQUEST", "AGREE", "THREATEN", "REJECT", "ACCUSE", "SUPPORT", "CONCEDE"}
GIVING = {"CONCEDE", "AID", "SUPPORT", "COOPERATE", "AGREE", "CONSULT", "RETREAT"}
REFUSING = {"will", "would", "wo", "shall"}
CONFLICT = {"SANCTION", "COERCE", "ASSAULT"}
PRESUPPOSED = {"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"}
CONFIDENCE = {"verb": 0.7, "noun": 0.6, "adjective": 0.55, "modal": 0.45}


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


class EventCoder:
    """Reads the events of a document."""

    def __init__(self, matcher: Matcher, status: StatusReader) -> None:
        self._matcher, self._status = matcher, status

    def told(self, context: Context) -> list[Told]:
        """Every act of a document, in order, before it becomes a record."""
        futures = {root.code: root.future for root in context.knowledge.codebook.roots if root.future}
        found: list[Told] = []
        lead: tuple[Actors, Actors] = ((), ())
        for s in context.sentences:
            if not s.parsed:
                continue
            arguments = context.arguments(s)
            if s.kind == "item":
                arguments.led_by, arguments.led_at = lead
            matches = self._matcher.matches(s, arguments)
            if s.kind != "item":
                lead = next(((m.sources, m.targets) for m in matches if m.predicate.code in LASTING and s.words[-1] == ":"), ((), ()))
            if not matches:
                continue
            matches = [inherited(s, match, matches) for match in matches]
            dates = find_dates(s, context.text, context.document.published, context.knowledge.patterns.dates)
            for match in matches:
                one = self._tell(context, s, match, matches, dates, futures)
                if one is not None:
                    found.append(one)
        return found

    def _tell(self, context: Context, s: Sentence, match: Match, matches: Sequence[Match], dates: list[Found], futures: Mapping[Code, Code]) -> Told | None:
        if not match.sources:
            return None
        if held(s, match, matches, context):
            if match.predicate.code != "SANCTION" or match.kind != "verb" or not match.targets:
                return None
            return Told(s, match, "SANCTION", Standing("considered", match.trigger), "considered", match.targets, None, None, content_only=True)
        anchor = s.heads[match.trigger] if match.kind == "modal" and s.relation(match.trigger) == "aux" else match.trigger
        standing = self._status.standing(s, anchor) if match.kind != "modal" else Standing("actual")
        if standing.reality == "supposed" or not public((*match.sources, *match.targets)):
            return None
        code: Code = match.predicate.code or "REQUEST"
        targets = match.targets
        if code == "THREATEN" and standing.reality == "considered" and s.relation(standing.because) == "aux":
            standing = Standing("actual", standing.because)
        status: Status = "denied" if standing.reality == "denied" else "considered" if standing.reality == "considered" else "actual"
        if code == "AGREE":
            inner = [m for m in matches if m.trigger in match.content and m is not match]
            if any(m.predicate.code in CONFLICT for m in inner):
                code = "THREATEN"
            targets = targets or next((m.targets for m in inner if m.targets), ())
        if standing.reality == "denied" and code in GIVING and any(s.lowered[c] in REFUSING for c in s.kids(anchor, "aux")):
            code, status = "REJECT", "actual"
            match = replace(match, content=match.content or clause_of(s, match))
        if standing.reality == "future":
            turned = futures.get(code)
            if turned:
                code = turned
                match = replace(match, content=match.content or clause_of(s, match))
                if match.partners:
                    own = {a.id or a.name for a in match.partners}
                    match = replace(match, sources=tuple(a for a in match.sources if (a.id or a.name) not in own))
                    targets = match.partners
            elif code not in ("SANCTION", "CONCEDE", "AGREE", "THREATEN"):
                status = "considered"
        return Told(s, match, code, standing, status, targets, self._attribution(context, s, match), self._date(context, s, match, code, dates))

    def _attribution(self, context: Context, s: Sentence, match: Match) -> Actor | None:
        verb, actors = context.reporter(s, match.trigger)
        if verb < 0 or verb == match.trigger:
            sayers = [w for w in range(len(s)) if s.relation(w) == "obl" and s.case(w) in context.knowledge.patterns.speech.prepositions]
            actors = context.arguments(s).phrases(sayers)
        own = {a.id or a.name for a in (*match.sources, *context.speakers)}
        return next((a for a in actors if (a.id or a.name) not in own), None)

    def _date(self, context: Context, s: Sentence, match: Match, code: Code, dates: list[Found]) -> Date | None:
        found = date_of(s, match.trigger, dates)
        if found is not None or not context.document.published or not (code in VERBAL or (code == "SANCTION" and present(s, match.trigger))):
            return found
        speaks = {a.id or a.name for a in context.speakers} & {a.id or a.name for a in match.sources}
        return Date(value=context.document.published, precision="day", basis="dateline") if speaks else None


def clause_of(s: Sentence, match: Match) -> tuple[int, ...]:
    """The clause of an act, from its trigger on: what is promised or refused by it."""
    return tuple(w for w in syntax.clause(s, match.trigger) if w >= match.trigger)


def present(s: Sentence, verb: int) -> bool:
    """Whether a verb is in the present: "suspends", "are imposing", "is suspended"."""
    marks = {s.lowered[c] for c in s.kids(verb, "aux")}
    if marks & {"has", "have", "had", "was", "were", "did", "been"}:
        return False
    return bool(marks & {"is", "are", "am"}) or s.lowered[verb] in (s.lemmas[verb], s.lemmas[verb] + "s", s.lemmas[verb] + "es")


def public(actors: Actors) -> bool:
    """Whether any of the actors is of public life: what companies and persons that nobody knows do among themselves is business or biography."""
    return any(a.kind not in ("company", "person") and (a.id or a.country) for a in actors) or any(a.kind == "person" and a.country for a in actors)


def inherited(s: Sentence, match: Match, matches: Sequence[Match]) -> Match:
    """A participle without a target of its own has the one of the act that it goes with: "suspended Syria, pledging new sanctions"."""
    if match.targets or match.kind != "verb" or s.relation(match.trigger) not in ("advcl", "conj") or match.predicate.reciprocal:
        return match
    above = next((m for m in matches if m.trigger in s.ancestors(match.trigger) and m.sources == match.sources and m.targets), None)
    return replace(match, targets=above.targets) if above else match


def held(s: Sentence, match: Match, matches: Sequence[Match], context: Context) -> bool:
    """Whether a match is only the content of another act, and no event of its own."""
    for other in matches:
        if other is match or other.predicate.code not in HOLDING or match.trigger not in other.content or other.trigger == match.trigger:
            continue
        factive = context.knowledge.patterns.wrappers.factive
        if match.kind != "noun":
            going_on = s.relation(match.trigger) == "xcomp" and s.lemmas[s.heads[match.trigger]].lower() in factive
            return not (going_on and match.predicate.code in PRESUPPOSED)
        above = s.heads[match.trigger]
        while above >= 0 and s.relation(match.trigger) == "conj" and s.upos[above] == "NOUN":
            above = s.heads[above]
        taken_for_granted = s.lemmas[above].lower() in factive or s.upos[above] == "NOUN" or (s.case(match.trigger) or "") in factive
        return not (match.predicate.code in PRESUPPOSED and taken_for_granted)
    return False


def record(context: Context, told: Told, provisions: tuple[Provision, ...] = ()) -> Event:
    """The event of a told act."""
    s, match, text = told.sentence, told.match, context.text
    words = match.words if match.words[-1] - match.words[0] <= 6 else (match.trigger,)
    trigger = Span.cut(text, *s.extent(range(words[0], words[-1] + 1)))
    content = Span.cut(text, *s.extent(match.content)) if match.content else None
    kind, lemma = key(match.predicate)
    rule = f"{told.code.lower()}.{kind}.{lemma.replace(' ', '-')}.v1"
    confidence = CONFIDENCE[kind] + (0.15 if match.predicate.object else 0.0) - (0.15 if told.status != "actual" else 0.0)
    return Event(id=identity(context.document.text_sha256, "event", told.code, trigger.start, trigger.end, *(a.id or a.name for a in match.sources)),
                 code=told.code, mode=match.predicate.mode if told.code == match.predicate.code else None, cameo=match.predicate.cameo, sources=match.sources,
                 targets=told.targets, trigger=trigger, sentence=Span.cut(text, s.start, s.end), status=told.status, content=content,
                 provisions=provisions, attribution=told.attribution, date=told.date, confidence=round(confidence, 2), rule=rule)


