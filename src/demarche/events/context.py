"""What the parts of the coder know of a document while they read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from demarche.actors.mentions import Mentions
from demarche.events.arguments import Actors, Arguments
from demarche.events.matching import Matcher
from demarche.knowledge.loader import Knowledge
from demarche.language.sentence import Sentence
from demarche.records import Document

OPENING, CLOSING = "“«„", "”»"


@dataclass
class Context:
    """A document with its sentences, mentions and speakers; `private` where acts among those of private life are asked for too."""

    document: Document
    text: str
    sentences: Sequence[Sentence]
    mentions: Mentions
    speakers: Actors
    knowledge: Knowledge
    matcher: Matcher
    quoted: dict[int, Actors] = field(default_factory=dict)
    titled: Actors = ()
    private: bool = False

    def arguments(self, s: Sentence) -> Arguments:
        """The places of a sentence, by which predicates find their actors."""
        arguments = Arguments(s, self.mentions, self.knowledge.patterns.coreference, lambda word: self.speaker(s, word))
        arguments.titled = self.titled
        return arguments

    def reporter(self, s: Sentence, word: int) -> tuple[int, Actors]:
        """The verb of saying above a word, and who says it; (-1, ()) where there is none."""
        verbs = self.knowledge.patterns.speech.verbs
        below = word
        for above in s.ancestors(word):
            if s.upos[above] == "VERB" and s.lemmas[above] in verbs and s.relation(below) in ("ccomp", "parataxis", "dep", "obj", "advcl"):
                plain = Arguments(s, self.mentions, self.knowledge.patterns.coreference, lambda _: ())
                return above, plain.slot(above, "subj")
            below = above
        for child in s.kids(word, "parataxis"):
            if s.lemmas[child] in verbs:
                plain = Arguments(s, self.mentions, self.knowledge.patterns.coreference, lambda _: ())
                return child, plain.slot(child, "subj")
        return -1, ()

    def speaker(self, s: Sentence, word: int) -> Actors:
        """On whose word an act rests that needs a speaker: who is reported or quoted here, else who issues the document."""
        verb, actors = self.reporter(s, word)
        if verb >= 0:
            return actors
        if self.in_quotes(s, word):
            return self.quoted.get(s.index, ())
        return self.speakers

    def in_quotes(self, s: Sentence, word: int) -> bool:
        """Whether a word stands in a quotation that is opened in its sentence, or goes on from the one before."""
        depth = 0
        straight = False
        for i in range(word):
            small = s.words[i]
            if small in OPENING or small == "``":
                depth += 1
            elif small in CLOSING or small == "''":
                depth = max(0, depth - 1)
            elif small == '"':
                straight = not straight
        return depth > 0 or straight

    def body(self, s: Sentence) -> Actors:
        """The body that a document is most likely about at this sentence: the last one that acted, else the last that was named, else the speaker."""
        for before in range(s.index, max(-1, s.index - 8), -1):
            sentence = self.sentences[before]
            for mention in self.mentions.of(before):
                subject = sentence.parsed and sentence.relation(mention.head) == "nsubj"
                if subject and any(a.kind in ("igo", "ngo") and a.id for a in mention.actors):
                    return mention.actors[:1]
        for before in range(s.index, -1, -1):
            for mention in self.mentions.of(before):
                if any(a.kind == "igo" and a.id for a in mention.actors):
                    return mention.actors[:1]
        return self.speakers
