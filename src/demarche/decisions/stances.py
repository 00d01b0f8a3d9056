"""Stances: which named actors voted for, against, abstained or cast a veto, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from demarche.actors.mentions import Mention, Mentions
from demarche.decisions.ballots import LETTERS, Cell, Shorthand
from demarche.knowledge.schema import VotePatterns
from demarche.language.sentence import Sentence
from demarche.language.syntax import VERBAL, conjuncts, passive, subjects
from demarche.records import Actor, Option

JOINING = {",", "and", "&", "both", "the", "as", "well", "governments", "government", "of", "only", "including", "(", "representatives"}
NAMING = ("name", "role", "metonym", "description", "pronoun")


@dataclass(frozen=True)
class Stances:
    """Reads the named voters of a sentence with the words of a pattern file."""

    patterns: VotePatterns
    mentions: Mentions

    def read(self, s: Sentence, short: Shorthand) -> list[tuple[Actor, Option, int]]:
        """Voters with their option and the word that tells it, in order; bodies that decide are no voters."""
        found: dict[str, tuple[Actor, Option, int]] = {}
        readings = (self._in_brackets, self._examples, self._subjects, self._noun_phrases)
        for mention, option, word in (told for reading in readings for told in reading(s, short)):
            for actor in mention.actors:
                if actor.kind not in ("igo", "group"):
                    found.setdefault(actor.id or actor.name.casefold(), (actor, option, word))
        return sorted(found.values(), key=lambda f: f[2])

    def vetoes(self, s: Sentence) -> list[tuple[Actor, int]]:
        """Those who vetoed a draft in a council: "Chad vetoed the resolution", "Chad and Mali cast vetoes"."""
        found = []
        for i in range(len(s)):
            heads: list[int] = []
            if s.lemmas[i] == "veto" and s.upos[i] == "VERB" and self._of_draft(s, i):
                active = s.kid(i, "obj") is not None or (s.labels[i] == "acl:relcl" and not passive(s, i))
                heads = [k for h in subjects(s, i) for k in conjuncts(s, h)] if active else self._by(s, i)
            elif s.lemmas[i] == "veto" and s.upos[i] == "NOUN":
                verb = s.heads[i]
                if verb >= 0 and s.relation(i) == "obj" and s.lemmas[verb] in ("cast", "use", "exercise", "wield"):
                    heads = subjects(s, verb)
                elif self._of_draft(s, i):
                    heads = [*s.kids(i, "nmod:poss"), *self._by(s, i)]
            for head in heads:
                mention = self.mentions.covering(s.index, head)
                if mention is not None and mention.form != "person":
                    found += [(a, i) for a in mention.actors if a.kind == "state"]
        return found

    def _of_draft(self, s: Sentence, veto: int) -> bool:
        if any(s.lowered[w] == "it" for w in s.kids(veto, "obj")):
            return any(s.lemmas[w].lower() in self.patterns.drafts for w in range(veto))
        return any(s.lemmas[w].lower() in self.patterns.drafts for child in s.kids(veto, "obj", "nmod", "nsubj") for w in s.subtree(child)) \
            or (s.labels[veto] == "acl:relcl" and s.lemmas[s.heads[veto]].lower() in self.patterns.drafts)

    def _by(self, s: Sentence, i: int) -> list[int]:
        return [w for child in s.kids(i, "obl", "nmod") if s.case(child) == "by" for w in conjuncts(s, child)]

    def _subjects(self, s: Sentence, short: Shorthand) -> Iterator[tuple[Mention, Option, int]]:
        """Subjects of "voted against", "abstained": from the tree, else the list of names right before the verb."""
        for n, cell in enumerate(short.cells):
            if cell.letter not in LETTERS:
                continue
            verb = self._verb(s, short, n)
            if verb is None:
                continue
            above = [s.heads[verb]] if s.relation(verb) == "acl" else []
            heads = self._antecedents(s, [w for h in subjects(s, verb) or above for w in conjuncts(s, h)])
            known = [self.mentions.at(s.index, h) or self._small(s, h) for h in heads if s.kid(h, "nummod") is None]
            named = [m for m in known if m is not None and not self._is_body(s, m)]
            if not named and not heads:
                named = self._before(s, short.cells[n - 1].first if cell.first != verb and short.cells[n - 1].letter == "v" else cell.first)
            for mention in named:
                yield mention, LETTERS[cell.letter], verb

    def _verb(self, s: Sentence, short: Shorthand, n: int) -> int | None:
        """The verb that an option belongs to: itself ("abstained"), or the "voted" before it."""
        cell = short.cells[n]
        if s.upos[cell.first] in VERBAL and s.lemmas[cell.first] != "be":
            return cell.first
        for before in reversed(short.cells[max(0, n - 3):n]):
            if before.letter == "v":
                return before.first
            if before.letter in "#,&" or before.letter in LETTERS:
                return None
        return None

    def _antecedents(self, s: Sentence, heads: list[int]) -> list[int]:
        """The subjects, those of "X and Y were among those who voted …" and "X was the only one to vote …" in place of "those", "one"."""
        found = []
        for head in heads:
            named = self.mentions.at(s.index, head) is not None
            predicate = None if named else next((w for w in (head, *s.ancestors(head)) if s.kid(w, "cop") is not None), None)
            found += [w for child in s.kids(predicate, "nsubj") for w in conjuncts(s, child)] if predicate is not None else [head]
        return found

    def _small(self, s: Sentence, head: int) -> Mention | None:
        mention = self.mentions.covering(s.index, head)
        return mention if mention is not None and mention.form in NAMING else None

    def _before(self, s: Sentence, end: int) -> list[Mention]:
        """The names of a list that ends before a word: "with *Chad and Mali* voting against"."""
        found: list[Mention] = []
        i = end - 1
        while i >= 0:
            mention = self.mentions.covering(s.index, i)
            if mention is not None and mention.form != "adjective" and not self._is_body(s, mention):
                found.insert(0, mention)
                i = mention.first - 1
            elif s.lowered[i] in JOINING:
                i -= 1
            else:
                break
        return found

    def _in_brackets(self, s: Sentence, short: Shorthand) -> Iterator[tuple[Mention, Option, int]]:
        """Names in brackets beside a count: "two voted against (Chad and Mali)", "two (Chad and Mali) abstained"."""
        for n, cell in enumerate(short.cells):
            if cell.letter != "p" or s.lowered[cell.first] != "(":
                continue
            before, after = short.text[:n], short.text[n + 1:]
            option = before[-1:] if before[-1:] in LETTERS else None
            if before[-1:] in ("#", "n", "m"):
                option = next((c for c in after if c in LETTERS), None)
            if option is None and before.endswith(("t#", "-#")):
                option = "A"
            if option:
                yield from self._within(s, cell, LETTERS[option])

    def _examples(self, s: Sentence, short: Shorthand) -> Iterator[tuple[Mention, Option, int]]:
        """Names after "including": "eight including Chad and Mali abstained"."""
        for n, cell in enumerate(short.cells):
            if cell.letter == "p" and s.lowered[cell.first] != "(":
                option = next((c for c in short.text[n + 1:n + 4] if c in LETTERS), None)
                if option:
                    yield from self._within(s, cell, LETTERS[option])

    def _noun_phrases(self, s: Sentence, short: Shorthand) -> Iterator[tuple[Mention, Option, int]]:
        """ "abstentions by Chad and Mali", "Against: Chad, Mali.", "voting against were Chad and Mali"."""
        for n, cell in enumerate(short.cells):
            if cell.letter not in LETTERS or n + 1 >= len(short.cells):
                continue
            comma = short.text[n + 1] == "," and n + 2 < len(short.cells) and s.lowered[short.cells[n + 2].first] == "including"
            follow = short.cells[n + 1 + comma]
            inverted = s.lemmas[follow.first] == "be" and short.text[n - 1:n] == "v" and "#" not in short.text[:n]
            example = follow.letter == "p" and s.lowered[follow.first] != "("
            listed = inverted or example or follow.letter == ":" or s.lowered[follow.first] in ("from", "by", "including")
            if listed:
                ends = (c.first for c in short.cells[n + 2 + comma:] if c.letter in LETTERS or (c.letter in "#." and s.upos[c.first] not in ("ADP", "PART")))
                stop = next(ends, len(s))
                yield from self._within(s, Cell("p", follow.first, stop), LETTERS[cell.letter])

    def _within(self, s: Sentence, cell: Cell, option: Option) -> Iterator[tuple[Mention, Option, int]]:
        for mention in self.mentions.of(s.index):
            if cell.first <= mention.first and mention.end <= cell.end and mention.form != "adjective":
                yield mention, option, mention.first

    def _is_body(self, s: Sentence, mention: Mention) -> bool:
        return any(a.kind == "igo" for a in mention.actors) or any(w in self.patterns.bodies for w in s.lowered[mention.first:mention.end])
