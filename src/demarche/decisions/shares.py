"""Groups and seats: how many of the governments voted so, and how many seats they have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from demarche.decisions.ballots import DASHES, LETTERS, Shorthand
from demarche.decisions.numbers import number
from demarche.knowledge.schema import VotePatterns
from demarche.language.sentence import Sentence
from demarche.language.syntax import VERBAL
from demarche.records import GroupCount

CAST = re.compile(r"([FAX])[nm]*w|w[nm]*([FAX])|(B)")
WORD = ("NOUN", "PROPN", "ADJ")


@dataclass(frozen=True)
class Shares:
    """Reads groups and seats with the words of a pattern file."""

    patterns: VotePatterns

    def groups(self, s: Sentence, short: Shorthand) -> tuple[GroupCount, ...]:
        """The groups of a sentence.

        "The votes in favour came from 18 governments and seven employee representatives" → governments 18, employees 7, for;
        "All six no votes came from governments" → governments 6, against.
        """
        listed = short.listed()
        if listed is not None:
            option, parts = listed
        else:
            origin = next((i for i in range(len(s)) if s.lemmas[i] in self.patterns.origins and s.upos[i] in VERBAL), None)
            cast = CAST.search(short.text)
            if origin is None or cast is None or not any(s.lowered[i] in ("from", "by") for i in range(origin, len(s))):
                return ()
            option = LETTERS[cast[1] or cast[2] or cast[3]]
            parts = short.shares(cast.end(), len(short.text)) or self._only(s, short, cast, origin)
        found = ((self.name(s, first, end), count) for count, first, end in parts)
        return tuple(GroupCount(group=name, option=option, count=count) for name, count in found if name)

    def _only(self, s: Sentence, short: Shorthand, cast: re.Match[str], origin: int) -> list[tuple[int, int, int]]:
        """One group that all the votes come from: the number stands before the votes."""
        counted = [c for c in short.cells[:cast.end()] if c.letter == "#"]
        source = next((i for i in range(origin, len(s)) if s.lowered[i] in ("from", "by")), -1)
        stop = next((i for i in range(source + 1, len(s)) if s.upos[i] in ("PUNCT", "CCONJ", "SCONJ") or s.upos[i] in VERBAL), len(s))
        several = stop < len(s) and s.upos[stop] == "CCONJ"
        return [(counted[-1].value, source + 1, stop)] if len(counted) == 1 and source >= 0 and not several else []

    def seats(self, s: Sentence) -> dict[str, int] | None:
        """The seats that a sentence tells: "governments (28), employees (14)"; "28 governments and 14 employers";
        "The council has 34 seats"; "A and B hold 20 seats each"; "the 15-member Council".
        """
        for i in range(len(s) - 2):
            count = number(s.lowered, i, self.patterns.numbers)
            after = s.lemmas[count[1] + 1].lower() if count and count[1] + 1 < len(s) and s.lowered[count[1]] in DASHES else ""
            if count and after in (*self.patterns.seats, *self.patterns.generic):
                return {"members": count[0]}
        if not any(s.lemmas[i] in self.patterns.composition and (s.upos[i] in VERBAL or s.upos[i] == "NOUN") for i in range(len(s))):
            return None
        return self._bracketed(s) or self._counted(s)

    def _bracketed(self, s: Sentence) -> dict[str, int] | None:
        found: dict[str, int] = {}
        for i in range(1, len(s) - 2):
            count = number(s.lowered, i + 1, self.patterns.numbers) if s.lowered[i] == "(" else None
            if count and count[1] < len(s) and s.lowered[count[1]] == ")":
                first = i
                while first > 0 and s.upos[first - 1] in WORD:
                    first -= 1
                name = self.name(s, first, i)
                if name:
                    found[name] = count[0]
        return found if len(found) > 1 else None

    def _counted(self, s: Sentence) -> dict[str, int] | None:
        verb = next((i for i in range(len(s)) if s.lemmas[i] in self.patterns.composition and s.upos[i] in VERBAL), None)
        if verb is None:
            return None
        found: list[tuple[int, int, int]] = []
        i = verb + 1
        while i < len(s):
            count = number(s.lowered, i, self.patterns.numbers)
            if count is None:
                i += 1
                continue
            stop = next((k for k in range(count[1], len(s)) if s.upos[k] not in WORD), len(s))
            found.append((count[0], count[1], stop))
            i = max(stop, count[1])
        nouns = [s.lemmas[k].lower() for k in range(found[-1][1], found[-1][2])] if found else []
        if not any(noun in (*self.patterns.seats, *self.patterns.generic) for noun in nouns):
            return None
        if len(found) > 1:
            return {name: count for count, first, end in found if (name := self.name(s, first, end))}
        seats, _, end = found[0]
        if s.lemmas[end - 1].lower() not in self.patterns.seats or s.lemmas[verb] in ("cast", "make"):
            return None
        subject = next(s.kids(verb, "nsubj"), None)
        if subject is None:
            return None
        if "each" in s.lowered[end:end + 1]:
            heads = [subject, *s.kids(subject, "conj")]
            return {name: seats for h in heads if (name := self.name(s, self._start(s, h), h + 1))}
        if not self._body(s, subject):
            return None
        return {s.lowered[subject]: seats}

    def _body(self, s: Sentence, word: int) -> bool:
        return s.lowered[word] in self.patterns.bodies

    def _start(self, s: Sentence, word: int) -> int:
        while word > 0 and s.upos[word - 1] in ("NOUN", "ADJ"):
            word -= 1
        return word

    def name(self, s: Sentence, first: int, end: int) -> str | None:
        """The name of a group as the text has it, in the plural, without "representatives": "employer representatives" → "employers"."""
        words = [i for i in range(first, end) if s.upos[i] in WORD]
        while len(words) > 1 and s.lemmas[words[-1]].lower() in self.patterns.generic:
            words.pop()
        if not words:
            return None
        last = words[-1]
        shown = [s.words[i] for i in words]
        if words[0] == 0 and s.upos[0] != "PROPN":
            shown[0] = shown[0].lower()
        if s.upos[last] == "NOUN" and s.lemmas[last] == s.lowered[last] and not shown[-1].endswith("s"):
            shown[-1] = plural(shown[-1])
        return " ".join(shown)


def plural(noun: str) -> str:
    """The regular plural of a noun.

    >>> plural("employer"), plural("country"), plural("church")
    ('employers', 'countries', 'churches')
    """
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(s|x|z|ch|sh)$", noun) else "s")


def united(groups: Sequence[GroupCount]) -> tuple[GroupCount, ...]:
    """The groups without repetitions, the first of each kept."""
    seen: dict[tuple[str, str], GroupCount] = {}
    for group in groups:
        seen.setdefault((group.group.casefold(), group.option), group)
    return tuple(seen.values())
