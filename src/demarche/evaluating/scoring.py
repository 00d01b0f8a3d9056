"""The figures: precision and recall of events, measures, votes and signatories, and how often their details are right.

Events are compared as pairs of one source and one target with a code; a pair told several times in a document counts once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, TypeVar

from demarche.evaluating.comparing import any_same, bound, fold, overlap, quote, same_actor, same_end
from demarche.evaluating.gold import Gold, GoldActor, GoldEvent, GoldMeasure
from demarche.records import Actor, CodedDocument, Event, Measure, spans

QUOTED = 140  # characters of a sentence in the list of misses
Pair = tuple[str | None, str, str | None]  # source, code, target
End = TypeVar("End")
TALLIES = ("events", "measures", "votes", "signatories")


@dataclass
class Tally:
    """How many of those said are right, and how many of those wanted are found."""

    right: int = 0
    said: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """The share of what was said that is right."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found."""
        return self.found / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def row(self) -> dict[str, float]:
        """The figures, to four places."""
        return {"precision": round(self.precision, 4), "recall": round(self.recall, 4), "f1": round(self.f1, 4), "said": self.said, "wanted": self.wanted}


@dataclass
class Report:
    """The figures of a gold set."""

    documents: int = 0
    not_coded: int = 0
    events: Tally = field(default_factory=Tally)
    measures: Tally = field(default_factory=Tally)
    votes: Tally = field(default_factory=Tally)
    signatories: Tally = field(default_factory=Tally)
    by_code: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    asked: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    misses: dict[str, list[str]] = field(default_factory=dict)

    @property
    def rates(self) -> dict[str, float]:
        """How often each detail is right, of the times that it could be checked."""
        return {name: round(self.answered[name] / number, 4) for name, number in sorted(self.asked.items()) if number}

    @property
    def size(self) -> int:
        """How many documents the figures are of."""
        return self.documents

    @property
    def figures(self) -> dict[str, float]:
        """The figures that can have a floor: the F1 of each kind of record, the precision of events, and the rates."""
        found = {f"{name} f1": getattr(self, name).f1 for name in TALLIES if getattr(self, name).wanted}
        return {**found, "events precision": self.events.precision, **self.rates}

    def check(self, name: str, holds: bool) -> None:
        """Count a detail."""
        self.asked[name] += 1
        self.answered[name] += holds

    def to_dict(self) -> dict[str, Any]:
        """All figures, by name."""
        return {"documents": self.documents, "not coded": self.not_coded, **{name: getattr(self, name).row() for name in TALLIES},
                "rates": self.rates, "by code": {code: tally.row() for code, tally in sorted(self.by_code.items())}}


def score(golds: Iterable[Gold], coded: Mapping[str, CodedDocument]) -> Report:
    """The figures of coded documents, found by the hash of their text; a gold document that was not coded counts as empty."""
    report = Report()
    for gold in golds:
        said = coded.get(gold.text_sha256)
        report.documents += 1
        report.not_coded += said is None
        misses: list[str] = []
        misses += score_events(gold, said.events if said else (), report)
        misses += score_actors(gold, said.events if said else (), report)
        misses += score_measures(gold, said.measures if said else (), report)
        misses += score_votes(gold, said, report)
        score_signatories(gold, said, report)
        for span in spans(said) if said else ():
            report.check("spans", gold.text[span.start:span.end] == span.text)
        if misses:
            report.misses[gold.id or gold.text_sha256] = misses
    return report


def score_events(gold: Gold, said: Sequence[Event], report: Report) -> Iterator[str]:
    """Compare the events; yields what was made up and what was missed."""
    wanted: dict[Pair, tuple[GoldActor | None, GoldActor | None, GoldEvent]] = {}
    for event in gold.events:
        for source, target in ends(event.sources, event.targets):
            pair = (source.names[0] if source else None, event.code, target.names[0] if target else None)
            if pair not in wanted or (event.required and not wanted[pair][2].required):
                wanted[pair] = (source, target, event)
    made: dict[Pair, list[tuple[Actor | None, Actor | None, Event]]] = defaultdict(list)
    for told in said:
        for by, to in ends(told.sources, told.targets):
            made[_label(by), told.code, _label(to)].append((by, to, told))
    found: set[Pair] = set()
    for (first, code, second), group in made.items():
        by, to, told = group[0]
        hits = [pair for pair, (source, target, _) in wanted.items() if pair[1] == code and same_end(source, by) and same_end(target, to)]
        for tally in (report.events, report.by_code[code]):
            tally.said += 1
            tally.right += bool(hits)
        if hits:
            found.update(hits)
            event = wanted[hits[0]][2]
            score_details(event, next((e for _, _, e in group if overlap(event.sentence, e.sentence.text)), told), report)
        else:
            yield f"  extra   {first} {code} {second}  « {told.sentence.text[:QUOTED]} »"
    for pair, (_, _, event) in wanted.items():
        if event.required:
            for tally in (report.events, report.by_code[event.code]):
                tally.wanted += 1
                tally.found += pair in found
            if pair not in found:
                yield f"  missed  {pair[0]} {pair[1]} {pair[2]}  « {event.sentence[:QUOTED]} »"


def score_actors(gold: Gold, said: Sequence[Event], report: Report) -> Iterator[str]:
    """Check the actors of each event whose code, sentence and trigger are right: each is one that gold has in its place; yields those that are not."""
    for event in said:
        same = [g for g in gold.events if g.code == event.code and overlap(g.sentence, event.sentence.text) and overlap(event.trigger.text, g.trigger)]
        for place in ("sources", "targets") if same else ():
            wanted = [actor for g in same for actor in getattr(g, place)]
            for actor in getattr(event, place) if wanted else ():
                right = any(same_actor(g, actor) for g in wanted)
                report.check("actor", right)
                if not right:
                    yield f"  actor   {_label(actor)} is not {[g.names[0] for g in wanted]} in {event.code} {place}  « {event.sentence.text[:QUOTED]} »"


def ends(sources: Sequence[End], targets: Sequence[End]) -> Iterator[tuple[End | None, End | None]]:
    """Each source with each target; None stands for nobody."""
    yield from product(sources or (None,), targets or (None,))


def _label(actor: Actor | None) -> str | None:
    return (actor.id or actor.name) if actor else None


def score_details(gold: GoldEvent, said: Event, report: Report) -> None:
    """Compare the status, bounds, content and date of an event that was found."""
    report.check("status", said.status == gold.status)
    for name, wanted in (("until", gold.until), ("except", gold.except_)):
        if wanted:
            report.check(f"event {name}", overlap(wanted, bound(said.provisions, name)))
    if gold.content:
        report.check("content", overlap(gold.content, quote(said.content)))
    if gold.date:
        report.check("date", said.date is not None and said.date.value == gold.date)


def score_measures(gold: Gold, said: Sequence[Measure], report: Report) -> Iterator[str]:
    """Compare the measures: first those with the same object, then those of the same sentence."""
    left = list(said)
    report.measures.said += len(left)
    hits: dict[int, Measure] = {}
    for same in (_same_object, _same_sentence):
        for i, wanted in enumerate(gold.measures):
            hit = None if i in hits else next((m for m in left if _same_parties(wanted, m) and same(wanted, m)), None)
            if hit is not None:
                hits[i] = hit
                left.remove(hit)
    for i, wanted in enumerate(gold.measures):
        hit = hits.get(i)
        report.measures.wanted += wanted.required
        if hit is not None:
            report.measures.right += 1
            report.measures.found += wanted.required
            report.check("measure status", hit.status == wanted.status)
            for name, text in (("until", wanted.until), ("except", wanted.except_), ("basis", wanted.basis)):
                if text:
                    report.check(f"measure {name}", overlap(text, bound(hit.provisions, name)))
        elif wanted.required:
            yield f"  missed measure {wanted.kind} {[a.names[0] for a in wanted.imposers]} -> {[a.names[0] for a in wanted.targets]} « {wanted.object} »"
    for extra in left:
        yield f"  extra measure  {extra.kind} {[a.name for a in extra.imposers]} -> {[a.name for a in extra.targets]}"


def _same_parties(gold: GoldMeasure, said: Measure) -> bool:
    return said.kind == gold.kind and any_same(gold.imposers, said.imposers) and any_same(gold.targets, said.targets)


def _same_object(gold: GoldMeasure, said: Measure) -> bool:
    return overlap(gold.object, quote(said.object))


def _same_sentence(gold: GoldMeasure, said: Measure) -> bool:
    return overlap(gold.object, said.sentence.text) or overlap(gold.sentence, said.sentence.text)


def score_votes(gold: Gold, said: CodedDocument | None, report: Report) -> Iterator[str]:
    """Compare the votes by their counts, then their body, result, voters and groups."""
    left = [(vote, _counts(vote.counts)) for vote in said.votes] if said else []
    report.votes.said += len(left)
    for wanted in gold.votes:
        report.votes.wanted += 1
        counts = {option: number for option, number in wanted.counts.items() if number is not None}
        place = next((i for i, (_, numbers) in enumerate(left) if counts.items() <= numbers.items()), None)
        if place is None:
            yield f"  missed vote {counts} « {wanted.sentence[:120]} »"
            continue
        vote, _ = left.pop(place)
        report.votes.right += 1
        report.votes.found += 1
        if wanted.body is not None:
            report.check("vote body", vote.body is not None and same_actor(wanted.body, vote.body))
        report.check("vote result", vote.result == wanted.result)
        for voter in wanted.voters:
            report.check("named voter", any(same_actor(voter.actor, v.actor) and v.option == voter.option for v in vote.voters))
        for group in wanted.by_group:
            report.check("group count", any(g.count == group.count and g.option == group.option for g in vote.by_group))
    for _, numbers in left:
        yield f"  extra vote {numbers}"


def _counts(counts: Any) -> dict[str, int | None]:
    return {"for": counts.for_, "against": counts.against, "abstain": counts.abstain, "absent": counts.absent}


def score_signatories(gold: Gold, said: CodedDocument | None, report: Report) -> None:
    """Compare the names of the signatories."""
    wanted, got = {fold(s.name) for s in gold.signatories}, {fold(s.name) for s in said.signatories} if said else set()
    report.signatories.wanted += len(wanted)
    report.signatories.said += len(got)
    report.signatories.right += len(wanted & got)
    report.signatories.found += len(wanted & got)
