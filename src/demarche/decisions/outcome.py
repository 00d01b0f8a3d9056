"""The outcome of a vote as a sentence tells it: whether it was held, how, on what, by whom and with what result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from demarche.actors.mentions import Mention, Mentions
from demarche.knowledge.schema import VotePatterns
from demarche.language.sentence import Sentence
from demarche.language.syntax import VERBAL, agents, clause, complement, is_infinitive, negated, patients, subjects
from demarche.records import Actor, Span

Result = Literal["adopted", "rejected"]
Method = Literal["recorded", "roll-call", "show-of-hands", "secret", "consensus", "acclamation"]
OPENING, CLOSING = "“\"‘«", "”\"’»"
CLAUSES = ("advcl", "parataxis", "acl")
STEM = 5  # letters that a verb and its noun share: "suspend", "suspension"


@dataclass(frozen=True)
class Outcome:
    """Reads outcomes with the words of a pattern file."""

    patterns: VotePatterns
    mentions: Mentions

    def held(self, s: Sentence, word: int) -> bool:
        """Whether what the word tells has happened: not "will vote", "if it votes", "is expected to vote", "has often voted"."""
        for at in (word, *s.ancestors(word)):
            if at != word and s.lemmas[at].lower() in self.patterns.hypothetical:
                return False
            if (s.upos[at] in VERBAL or s.kid(at, "cop") is not None) and self._unreal(s, at):
                return False
            if at == word and s.upos[at] in VERBAL and is_infinitive(s, at) and s.relation(at) != "conj":
                return False
            if s.relation(at) in CLAUSES:
                return True
        return True

    def _unreal(self, s: Sentence, verb: int) -> bool:
        """Whether a verb has a mark of what is not, not yet, or not once: "would", "not", "if", "repeatedly"."""
        return (negated(s, verb) or any(s.lowered[c] in self.patterns.modals for c in s.kids(verb, "aux"))
                or any(s.lowered[c] in self.patterns.repeated for c in s.kids(verb, "advmod"))
                or any(s.lowered[c] in self.patterns.doubts for c in s.kids(verb, "mark")))

    def elsewhere(self, s: Sentence, inside: Span | None) -> bool:
        """Whether the sentence is of elections, polls or games; words of the motion itself do not count."""
        return any(w in self.patterns.elections and not (inside and inside.start <= s.starts[i] < inside.end) for i, w in enumerate(s.lowered))

    def method(self, s: Sentence) -> Method | None:
        """How was voted, where a sentence says it."""
        words = f" {' '.join(s.lowered)} "
        return next((m for m, phrases in self.patterns.methods.items() if any(f" {p} " in words for p in phrases)), None)

    def unanimous(self, s: Sentence) -> int | None:
        """The verb or noun of a decision that nobody opposed: "adopted unanimously", "by consensus", "a unanimous vote"."""
        agreed = self.method(s) in ("consensus", "acclamation")
        for i in range(len(s)):
            if s.lowered[i] in self.patterns.unanimous:
                at = s.heads[i]
                deciding = at >= 0 and (self._adopts(s, at) or (s.lemmas[at] in self.patterns.vote and s.upos[at] in VERBAL))
                noun = at >= 0 and s.upos[at] == "NOUN" and (s.lemmas[at] in self.patterns.ballots or s.lowered[at] in ("adoption", "approval", "consent"))
                if deciding or (noun and not s.kid(at, "det:neg") and s.lowered[at] != "consent"):
                    return at
            elif agreed and self._adopts(s, i):
                return i
        return None

    def _adopts(self, s: Sentence, i: int) -> bool:
        return s.lemmas[i] in self.patterns.adopt and s.upos[i] in VERBAL and self._decides(s, i)

    def _decides(self, s: Sentence, verb: int) -> bool:
        """Whether a verb is about a motion: "adopted the resolution", "the bill passed", "it was carried"."""
        about = [*patients(s, verb), *subjects(s, verb)]
        return any(s.lemmas[w].lower() in self.patterns.motions or s.lowered[w] == "it" for w in about)

    def result(self, s: Sentence) -> tuple[Result, int] | None:
        """The result that a sentence tells, and its verb."""
        for i in range(len(s)):
            if s.upos[i] not in VERBAL:
                continue
            above = s.heads[i]
            failed = above >= 0 and s.lemmas[above] in self.patterns.fail and s.relation(i) in ("xcomp", "advcl")
            lemma = s.lemmas[i]
            if lemma in self.patterns.vote and any(s.lowered[c] == "down" for c in s.children[i]):
                return "rejected", i
            if lemma in self.patterns.reject + self.patterns.fail and self._decides(s, i) and self.held(s, i):
                return "rejected", i
            if lemma in self.patterns.adopt and self._decides(s, i):
                if failed or negated(s, i):
                    return "rejected", i
                if self.held(s, i):
                    return "adopted", i
        return None

    def decision(self, s: Sentence, bodies: bool = True) -> tuple[Result, int] | None:
        """A body's vote told without numbers: "the League voted to suspend Chad", "voted against the plan"."""
        for i in range(len(s)):
            if not bodies and s.lemmas[i] in self.patterns.decide and s.upos[i] in VERBAL and complement(s, i) is not None and self.held(s, i):
                return "adopted", i
            if s.lemmas[i] not in self.patterns.vote or s.upos[i] not in VERBAL or not self.held(s, i):
                continue
            subject = next(s.kids(i, "nsubj"), None) if s.labels[i] != "acl:relcl" else None
            if subject is None and s.relation(i) in ("conj", "xcomp", "ccomp"):
                subject = next(iter(agents(s, i)), None)
            if bodies and (subject is None or not self.is_body(s, subject)):
                continue
            if self._aim(s, i) is not None:
                return "adopted", i
            if not bodies:
                continue
            follow = s.lowered[i + 1:i + 3]
            if follow[:1] == ("against",):
                return "rejected", i
            if follow[:1] == ("for",) or follow in (("in", "favour"), ("in", "favor")):
                return "adopted", i
        return None

    def opposes(self, s: Sentence) -> bool:
        """Whether a sentence tells who opposed a motion without saying that they voted: "Chad opposed it"."""
        return any(s.lemmas[i] in self.patterns.stances and s.upos[i] in VERBAL and self._decides(s, i) and self.held(s, i) for i in range(len(s)))

    def judged(self, s: Sentence) -> int | None:
        """A vote that the text speaks of as held: "I applaud the overwhelming vote to suspend Chad"."""
        for i in range(len(s)):
            if s.lemmas[i] != "vote" or s.upos[i] != "NOUN" or not (self._aim(s, i) is not None or any(s.case(c) == "in" for c in s.kids(i, "nmod"))):
                continue
            praised = any(s.lowered[c] in self.patterns.judged for c in s.subtree(i) if c < i)
            commented = s.heads[i] >= 0 and s.lemmas[s.heads[i]] in self.patterns.comment
            if (praised or commented) and self.held(s, i):
                return i
        return None

    def is_body(self, s: Sentence, word: int) -> bool:
        """Whether a word names what decides by vote: an intergovernmental body, or a parliament, board, council."""
        mention = self.mentions.covering(s.index, word)
        return s.lowered[word] in self.patterns.bodies or (mention is not None and any(a.kind == "igo" for a in mention.actors))

    def body(self, s: Sentence, word: int, motion: Span | None) -> Actor | None:
        """The body that a sentence names: the subject of its verb, "in the Assembly", "of the Council"; not one inside the motion."""
        named = [m for m in self.mentions.of(s.index) if len(m.actors) == 1 and m.form not in ("person", "adjective", "group")
                 and self._mentions_body(s, m) and not (motion and motion.start <= s.starts[m.first] < motion.end)]
        above = {word, *s.ancestors(word)}

        def rank(m: Mention) -> tuple[int, int]:
            label, case = s.relation(m.head), s.case(m.head)
            place = 1 if case in ("in", "at", "by", "within") else 0 if label == "nsubj" and s.heads[m.head] in above else 2
            return place, m.first

        return min(named, key=rank).actors[0] if named else None

    def _mentions_body(self, s: Sentence, m: Mention) -> bool:
        return m.actors[0].kind == "igo" or any(w in self.patterns.bodies for w in s.lowered[m.first:m.end])

    def _aim(self, s: Sentence, vote: int) -> int | None:
        """The infinitive that tells what was voted on: "voted *to suspend* Chad"."""
        clauses = list(s.kids(vote, "xcomp", "advcl", "acl", "ccomp"))
        if s.upos[vote] == "NOUN" and s.heads[vote] >= 0 and s.relation(vote) == "obj":
            clauses += s.kids(s.heads[vote], "advcl", "xcomp")  # where the parser hangs it on the verb: "applaud the vote to …"
        return next((c for c in clauses if c > vote and is_infinitive(s, c)), None)

    def motion(self, s: Sentence, text: str, word: int) -> Span | None:
        """What was voted on: "to suspend Chad", the words of a quoted text, "condemning Chad", "the ban on arms"."""
        for vote in (word, *(i for i in range(len(s)) if s.lemmas[i] in {*self.patterns.vote, *self.patterns.ballots})):
            aim = self._aim(s, vote) if s.lemmas[vote] in {*self.patterns.vote, *self.patterns.ballots} else None
            if aim is not None:
                return self._clause(s, text, aim)
        if s.lemmas[word] in self.patterns.decide and (clausal := complement(s, word)) is not None:
            return self._clause(s, text, clausal)
        for noun in self._nouns(s):
            quoted = self._quoted(s, text, noun)
            if quoted is not None:
                return quoted
            told = (c for c in s.kids(noun, "acl") if c > noun and s.labels[c] != "acl:relcl")
            aim = next((c for c in told if is_infinitive(s, c) or s.lowered[c].endswith("ing")), None)
            if aim is not None:
                return self._clause(s, text, aim)
        return None

    def topic(self, s: Sentence, text: str) -> tuple[Span, int] | None:
        """The noun phrase that was voted for or on, where it is more than "the resolution": "in favour of *the suspension*"."""
        for i in range(1, len(s) - 1):
            voted = s.lowered[i - 1] in ("favour", "favor", "support", *self.patterns.ballots) or s.lemmas[i - 1] in self.patterns.vote
            if s.lowered[i] in ("of", "on", "against") and voted:
                head = next((h for h in s.ancestors(i) if h > i), None)
                if head is not None and s.upos[head] == "NOUN":
                    apart = [c for c in s.children[head] if s.relation(c) in ("conj", "appos", "parataxis") or s.labels[c] == "acl:relcl"]
                    words = [w for w in s.subtree(head, without=apart) if w > i]
                    if s.lemmas[head] not in self.patterns.motions or len(words) > 2:
                        return self._cut(s, text, words), head
        return None

    def deed(self, s: Sentence, topic: str | None) -> int | None:
        """The verb of a body's act that a vote decided, told in another sentence: "the agency suspended Chad"."""
        for i in range(len(s)):
            if s.upos[i] != "VERB" or s.relation(i) not in ("root", "conj") or is_infinitive(s, i) or not self.held(s, i):
                continue
            if topic is not None and s.lemmas[i][:STEM] != topic[:STEM]:
                continue
            if any(self.is_body(s, subject) for subject in agents(s, i)) and (topic or s.kid(i, "obj") is not None):
                return i
        return None

    def about(self, s: Sentence, text: str, verb: int) -> Span:
        """A verb and what follows in its clause: "suspended Chad until the rules are kept"."""
        return self._cut(s, text, [w for w in clause(s, verb) if w >= verb])

    def _nouns(self, s: Sentence) -> Iterator[int]:
        yield from (i for i in range(len(s)) if s.lemmas[i].lower() in self.patterns.motions and s.upos[i] in ("NOUN", "PROPN"))

    def _quoted(self, s: Sentence, text: str, noun: int) -> Span | None:
        for opening in range(noun + 1, min(noun + 3, len(s))):
            if s.words[opening] in OPENING:
                closing = next((i for i in range(opening + 2, len(s)) if s.words[i] in CLOSING), None)
                if closing is not None:
                    end = closing - 1 if s.words[closing - 1] in ",." else closing
                    return Span.cut(text, s.starts[opening + 1], s.ends[end - 1])
        return None

    def _clause(self, s: Sentence, text: str, verb: int) -> Span:
        words = sorted({*clause(s, verb), *(w for c in s.kids(verb, "conj") for w in clause(s, c) if is_infinitive(s, verb))})
        first = min([verb, *(c for c in s.kids(verb, "mark", "aux") if s.lowered[c] == "to")])
        if s.relation(verb) == "ccomp" and not is_infinitive(s, verb):
            first = 1 + max((c for c in s.kids(verb, "mark")), default=min(words) - 1)
        return self._cut(s, text, [w for w in words if w >= first])

    def _cut(self, s: Sentence, text: str, words: list[int]) -> Span:
        """The span of words without punctuation at its edges."""
        kept = sorted(words)
        while len(kept) > 1 and s.upos[kept[-1]] in ("PUNCT", "CCONJ"):
            kept.pop()
        start, end = s.extent(kept)
        return Span.cut(text, start, end)

