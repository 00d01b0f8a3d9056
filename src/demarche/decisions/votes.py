"""Votes: who decided what by how many, read from sentences near each other and checked.

A sentence that tells a vote of its own (numbers for and against, "adopted unanimously", "the League voted to …", a
veto) opens a vote or joins one that it does not contradict; a sentence that only adds to it (voters, groups, seats,
method, result) is joined to the nearest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from demarche.actors.mentions import Mentions, distinct
from demarche.decisions.ballots import Shorthand
from demarche.decisions.checks import checks
from demarche.decisions.outcome import Method, Outcome, Result
from demarche.decisions.shares import Shares, united
from demarche.decisions.stances import Stances
from demarche.knowledge.schema import VotePatterns
from demarche.language.sentence import Sentence
from demarche.records import Actor, Counts, Date, Document, GroupCount, Option, Span, Vote, Voter, identity

AFTER, BEFORE = 4, 3  # sentences after and before a vote that may add to it

Dates = Callable[[Sentence, int], Date | None]
BodyOf = Callable[[Sentence, int], Actor | None]


@dataclass
class Part:
    """What one sentence says of a vote; `opens` where it tells a vote of its own, at `word`."""

    s: Sentence
    word: int = 0
    opens: bool = False
    counts: dict[Option, int] = field(default_factory=dict)
    groups: tuple[GroupCount, ...] = ()
    seats: dict[str, int] | None = None
    voters: list[tuple[Actor, Option]] = field(default_factory=list)
    method: Method | None = None
    result: Result | None = None
    motion: Span | None = None
    body: Actor | None = None
    another: bool = False

    @property
    def empty(self) -> bool:
        """Whether the sentence adds nothing."""
        return not (self.opens or self.counts or self.groups or self.seats or self.voters or self.method or self.result)


@dataclass
class Draft:
    """A vote in the making: its parts in the order of the text, the first of them that opened it."""

    opening: Part
    parts: list[Part] = field(default_factory=list)

    def accepts(self, part: Part) -> bool:
        """Whether an opening part tells the same vote: nothing that it says contradicts what is known."""
        for known in self.parts:
            if any(part.counts.get(option, count) != count for option, count in known.counts.items()):
                return False
            if known.result and part.result and known.result != part.result:
                return False
            if known.body and part.body and (known.body.id, known.body.name) != (part.body.id, part.body.name):
                return False
            if known.motion and part.motion and not _content(known.motion) & _content(part.motion):
                return False
        return not part.another


def votes(sentences: Sequence[Sentence], mentions: Mentions, text: str, document: Document, patterns: VotePatterns, dates: Dates,
          body_of: BodyOf) -> tuple[Vote, ...]:
    """The votes of a document, in the order of its text.

    "Forty-two voted in favour, two voted against (the governments of Chad and Mali), while eight abstained." →
    counts 42-2-8, Chad and Mali against.
    """
    reader = Reader(patterns, mentions, text)
    read = {s.index: reader.parts(s) for s in sentences if reader.cued(s)}
    openings = [part.s.index for parts in read.values() for part in parts if part.opens]
    if not openings:
        return ()
    read |= {s.index: reader.parts(s) for s in sentences if s.index not in read and any(-BEFORE <= s.index - o <= AFTER for o in openings)}
    parts = [part for index in sorted(read) for part in read[index]]
    drafts: list[Draft] = []
    for part in parts:
        if part.opens:
            draft = next((d for d in reversed(drafts) if d.accepts(part)), None)
            if draft is None:
                draft = Draft(part)
                drafts.append(draft)
            draft.parts.append(part)
    for part in parts:
        if not part.opens and not part.empty:
            near = _nearest(part, drafts)
            if near is not None:
                near.parts.append(part)
    return tuple(reader.vote(draft, sentences, document, dates, body_of) for draft in drafts)


def _nearest(part: Part, drafts: Sequence[Draft]) -> Draft | None:
    """The vote that a sentence adds to: the last before it, else the next; seats stand anywhere near."""
    here = part.s.index
    behind = [d for d in drafts if min((here - p.s.index for p in d.parts if p.opens and p.s.index <= here), default=AFTER + 1) <= AFTER]
    ahead = [d for d in drafts if 0 < d.opening.s.index - here <= BEFORE]
    only_result = part.result and not (part.counts or part.groups or part.voters)
    for draft in [*reversed(behind), *ahead]:
        known = [p.result for p in draft.parts if p.result]
        if not only_result or not known or part.result in known:
            return draft
    return None


def _content(span: Span) -> set[str]:
    """The long words of a span, cut to their stems: "suspend Chad" and "the suspension of Chad" share two."""
    return {w.strip("“”\"'’,.")[:5].lower() for w in span.text.split() if len(w) > 3}


@dataclass
class Reader:
    """Reads sentences into parts, and parts into votes."""

    patterns: VotePatterns
    mentions: Mentions
    text: str

    def __post_init__(self) -> None:
        self.outcome, self.shares, self.stances = Outcome(self.patterns, self.mentions), Shares(self.patterns), Stances(self.patterns, self.mentions)
        p = self.patterns
        phrases = [phrase for group in (p.options, p.methods) for phrases in group.values() for phrase in phrases]
        self._cues = {*p.vote, *p.ballots, *p.stances, *p.adopt, *p.reject, *p.fail, *p.decide, *p.unanimous,
                      *(phrase.split()[-1] for phrase in phrases)}

    def cued(self, s: Sentence) -> bool:
        """Whether a sentence has a word without which none tells a vote."""
        return any(w in self._cues for w in s.lemmas) or any(w in self._cues for w in s.lowered)

    def parts(self, s: Sentence) -> list[Part]:
        """What a sentence says of votes: most often nothing, at times more than one vote."""
        short = Shorthand(s, self.patterns)
        outcome, ballot, vetoes = self.outcome, short.ballot(), self.stances.vetoes(s)
        result, decision, unanimous, judged = outcome.result(s), outcome.decision(s, bodies=ballot is None), outcome.unanimous(s), outcome.judged(s)
        word = next((w for w in (result and result[1], decision and decision[1], unanimous, judged) if w is not None), ballot.at if ballot else 0)
        motion = outcome.motion(s, self.text, word)
        if outcome.elsewhere(s, motion):
            return []
        part = Part(s, word, groups=self.shares.groups(s, short), seats=self.shares.seats(s), method=outcome.method(s), motion=motion,
                    another=any(w in self.patterns.another for w in s.lowered[max(0, word - 3):word + 3]))
        part.body = outcome.body(s, word, motion)
        held = outcome.held(s, ballot.at if ballot else word)
        if held and (short.tells_vote or outcome.opposes(s)):
            part.voters = [(actor, option) for actor, option, _ in self.stances.read(s, short)]
        if ballot and held:
            part.counts = dict(ballot.counts)
            if result and ballot.score and self._turned(s, result) and part.counts["for"] > part.counts["against"]:
                part.counts |= {"for": part.counts["against"], "against": part.counts["for"]}
            if ballot.of is not None and not part.seats:
                part.seats = {"members": ballot.of}
            decided = bool(result or decision or part.body or len(part.counts) > 1) or any(w.lower() in self.patterns.motions for w in s.lemmas)
            part.opens = decided and ("for" in part.counts or (bool(result) and "against" in part.counts))
        if vetoes and all(outcome.held(s, i) for _, i in vetoes):
            part.voters += [(actor, "against") for actor, _ in vetoes if actor not in [a for a, _ in part.voters]]
            part.result, part.opens, part.word = "rejected", True, vetoes[0][1]
        elif unanimous is not None and outcome.held(s, unanimous):
            part.result, part.opens = "adopted", True
        elif decision:
            part.result, part.opens = decision[0], True
        elif judged is not None:
            part.result, part.opens = "adopted", True
        elif result:
            part.result = result[0]
        if not part.opens and not (part.result or short.tells_vote or part.seats):
            part.method = None
        return [part, *(Part(s, word, opens=True, counts={"for": a, "against": b}, result=part.result, body=part.body, another=True)
                        for a, b in (ballot.further if ballot and held else ()))]

    def _turned(self, s: Sentence, result: tuple[Result, int]) -> bool:
        """Whether the winning number comes first though the motion lost: "rejected by 20 votes to 15"."""
        return result[0] == "rejected" and s.lemmas[result[1]] in self.patterns.swapped and not any(w in self.patterns.special for w in s.lowered)

    def vote(self, draft: Draft, sentences: Sequence[Sentence], document: Document, dates: Dates, body_of: BodyOf) -> Vote:
        """The record of a vote."""
        opening = draft.opening
        parts = sorted(draft.parts, key=lambda p: p.s.index)
        told = {option: count for p in reversed(draft.parts) for option, count in p.counts.items()}
        counts = Counts(for_=told.get("for"), against=told.get("against"), abstain=told.get("abstain"), absent=told.get("absent"))
        motion, source = self._motion(draft, sentences)
        named = next((p.body for p in draft.parts if p.body and p.opens), None) or (self.outcome.body(*source, motion) if source else None)
        body = named or body_of(opening.s, opening.word)
        result = next((p.result for p in draft.parts if p.result and p.opens), None) or next((p.result for p in draft.parts if p.result), None)
        near = [source] if source is not None else []
        if result is None and source is not None and (told.get("for") or 0) > (told.get("against") or 0):
            result = "adopted"
        date = next((d for s, w in [*((p.s, p.word) for p in parts if p.opens), *((s, w) for s, w in near)] if (d := dates(s, w)) is not None), None)
        voters = self._voters(parts)
        groups = united([g for p in parts for g in p.groups])
        seats = max((p.seats for p in parts if p.seats), key=len, default=None)
        special = any(w in self.patterns.special for p in parts for w in p.s.lowered)
        place = (motion.start if motion else opening.s.start, opening.s.start, *(opening.counts.values() if opening.another else ()))
        return Vote(id=identity(document.text_sha256, "vote", *place), body=body, motion=motion,
                    date=date, method=next((p.method for p in parts if p.method), None), result=result, counts=counts,
                    by_group=groups, voters=voters, seats=seats, checks=checks(counts, groups, voters, seats, result, special),
                    sentences=tuple(dict.fromkeys(Span.cut(self.text, p.s.start, p.s.end) for p in parts)))

    def _voters(self, parts: Sequence[Part]) -> tuple[Voter, ...]:
        found = []
        for option in ("for", "against", "abstain", "absent"):
            found += [Voter(actor=a, option=option) for a in distinct(a for p in parts for a, o in p.voters if o == option)]
        return tuple(found)

    def _motion(self, draft: Draft, sentences: Sequence[Sentence]) -> tuple[Span | None, tuple[Sentence, int] | None]:
        """What was voted on, and the sentence and verb of the act where another sentence tells it."""
        for part in draft.parts:
            if part.motion is not None:
                return part.motion, None
        opening = draft.opening.s
        place = next(n for n, s in enumerate(sentences) if s.index == opening.index)
        nearby = [*reversed(sentences[max(0, place - BEFORE):place])]
        topic = self.outcome.topic(opening, self.text)
        if topic is None:
            for s in nearby:
                decided = self.outcome.result(s)
                motion = self.outcome.motion(s, self.text, decided[1]) if decided else None
                if decided and motion is not None:
                    return motion, (s, decided[1])
        for s in nearby:
            deed = self.outcome.deed(s, opening.lemmas[topic[1]] if topic else None)
            if deed is not None:
                return self.outcome.about(s, self.text, deed), (s, deed)
        return (topic[0] if topic else None), None
