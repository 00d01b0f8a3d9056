"""The numbers of a vote in one sentence, read from its shorthand: a letter for each word or group of words.

"by 42 votes to two, with eight abstentions" is ".#wt#,&#B": a number, a vote word, "to", a number, a break, a number,
an abstention. An expression over the shorthand then tells which number belongs to which option.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from demarche.decisions.numbers import number
from demarche.knowledge.schema import VotePatterns
from demarche.language.sentence import Sentence
from demarche.language.syntax import VERBAL
from demarche.records import Option

LETTERS: Mapping[str, Option] = {"F": "for", "A": "against", "B": "abstain", "X": "absent"}
OF_OPTION: Mapping[str, str] = {option: letter for letter, option in LETTERS.items()}
SCORE = re.compile(r"(#)(?:w?[nm]*?(?:t|A(?=#)|-t-|-)(#))(?:-(#))?(?!w?t?#)")
TOLD = re.compile(r"(#)(?:n+#)?([nmwp]*?(?:,?p,?)?)(v?)([nwp]*?)([FABX])")
LISTED = re.compile(r"([FABX])[:,-]*(#)")
LIST = re.compile(r"#[nm]+(?:(?:,&?|&)#[nm]+)+(?:v[nw]*([FAX])|(B))")
DASHES = ("-", "–", "—", "‑")
PART = re.compile(r"n(#)")
MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A letter of the shorthand: the words [first, end), and the number where it is one."""

    letter: str
    first: int
    end: int
    value: int = -1


@dataclass(frozen=True)
class Ballot:
    """The counts that a sentence tells, where they stand, and how.

    at       the word of the first number or option
    scores   further scores in the same sentence ("51 to 44 and 60 to 35, respectively")
    score    whether the first two counts come from a score, whose order the result may turn
    of       the whole that the first number is a part of ("42 of the 56 members")
    """

    counts: dict[Option, int]
    at: int
    score: bool = False
    further: tuple[tuple[int, int], ...] = ()
    of: int | None = None


class Shorthand:
    """The shorthand of a sentence."""

    def __init__(self, s: Sentence, patterns: VotePatterns) -> None:
        self.s, self._patterns = s, patterns
        self._phrases = sorted(((tuple(p.split()), OF_OPTION[o]) for o, ps in patterns.options.items() for p in ps), key=lambda x: -len(x[0]))
        self._after = [(tuple(p.split()), OF_OPTION[o]) for o, ps in patterns.after_vote.items() for p in ps]
        self.cells: list[Cell] = []
        self.text = ""
        i = 0
        while i < len(s):
            cell = self._cell(i)
            self.cells.append(cell)
            self.text += cell.letter
            i = cell.end

    @property
    def tells_vote(self) -> bool:
        """Whether the sentence speaks of voting at all."""
        return bool(re.search(r"[vwBF]", self.text)) or len({m[5] for m in TOLD.finditer(self.text)}) > 1

    def ballot(self) -> Ballot | None:
        """The counts of the sentence; None where it has none."""
        scores = [m for m in SCORE.finditer(self.text) if self._is_score(m)]
        rest, counts, at = self.text, dict[Option, int](), -1
        further: list[tuple[int, int]] = []
        for match in scores:
            pair = (self._value(match, 1), self._value(match, 2))
            rest = rest[:match.start()] + "_" * (match.end() - match.start()) + rest[match.end():]
            if counts:
                further += [pair] if pair not in ((counts["for"], counts["against"]), *further) else []
                continue
            counts, at = {"for": pair[0], "against": pair[1]}, self.cells[match.start()].first
            if match[3]:
                counts["abstain"] = self._value(match, 3)
        listed = LIST.search(rest)
        if listed:
            rest = rest[:listed.start()] + "_" * (listed.end() - listed.start()) + rest[listed.end():]
        whole = None
        told = [m for m in TOLD.finditer(rest) if self._is_told(m)]
        for match in told:
            if LETTERS[match[5]] not in counts:
                counts[LETTERS[match[5]]] = self._value(match, 1)
                part = PART.search(self.text, match.start() + 1, match.start(2))
                whole = self.cells[part.start(1)].value if part and whole is None else whole
                at = self.cells[match.start()].first if at < 0 else at
        pairs = list(LISTED.finditer(rest))
        if not told and not scores and len({m[1] for m in pairs}) > 1:
            for match in pairs:
                counts.setdefault(LETTERS[match[1]], self._value(match, 2))
            at = self.cells[pairs[0].start()].first
        if not counts or not (scores or self.tells_vote):
            return None
        return Ballot(counts, at, bool(scores), tuple(further), whole)

    def listed(self) -> tuple[Option, list[tuple[int, int, int]]] | None:
        """Groups that voted one way: "ten African and two Asian states voted in favour" → for, [(10, first, end) of "African", …]."""
        match = LIST.search(self.text)
        if match is None or not self.tells_vote:
            return None
        return LETTERS[match[1] or match[2]], self.shares(match.start(), match.end())

    def shares(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Each number among these cells, with the words after it up to the next break or number."""
        found = []
        for i in range(start, end):
            if self.text[i] == "#":
                stop = next((k for k in range(i + 1, end) if self.text[k] in "#,&vFABX:"), end)
                found.append((self.cells[i].value, self.cells[i].end, self.cells[stop - 1].end))
        return found

    def _value(self, match: re.Match[str], group: int) -> int:
        return self.cells[match.start(group)].value

    def _is_score(self, match: re.Match[str]) -> bool:
        """Whether two numbers are the sides of a vote: by their own words, those around them, or what they decide."""
        body, before, after = match.group(), self.text[max(0, match.start() - 12):match.start()], self.text[match.end():match.end() + 3]
        if "-" not in body and after.startswith("w") and "w" not in body:
            return False
        if re.search(r"[vwFA]", body + before) or re.match(r"-?[nm]?w", after):
            return True
        word = self.cells[match.start()].first
        near = range(max(0, word - 8), word)
        deciding = {*self._patterns.adopt, *self._patterns.reject, *self._patterns.fail}
        decided = any(self.s.lemmas[w] in deciding and self.s.upos[w] in VERBAL for w in near)
        return decided and (match[3] is not None or any(self.s.lemmas[w].lower() in self._patterns.motions for w in near))

    def _is_told(self, match: re.Match[str]) -> bool:
        between, voted, option = match[2], match[3], match[5]
        before = self.s.lowered[self.cells[match.start()].first - 1] if self.cells[match.start()].first else ""
        if voted and before == "the":
            return False
        return option == "B" or bool(voted) or "m" not in between or (option == "F" and "w" in between)

    def _cell(self, i: int) -> Cell:
        s, low = self.s, self.s.lowered
        last = self.text[-1:]
        if low[i] == "(":
            return self._bracket(i)
        if low[i] == "no" and last == "v":
            return Cell("A", i, i + 1)
        if low[i] in self._patterns.nothing and re.search(r"#w?[nm]*t$", self.text):
            return Cell("#", i, i + 1, 0)
        if low[i] in self._patterns.nothing and low[i] != "zero" and low[i + 1:i + 2] != ("of",):
            if any(self._option(k) for k in range(i + 1, min(i + 4, len(s)))) or low[i + 1:i + 2] == ("one",):
                return Cell("#", i, i + 2 if low[i + 1] == "one" else i + 1, 0)
            if low[i] == "no" and (last == "#" or low[i + 1:i + 2] in ((":",), ("votes",))):
                return Cell("A", i, i + 1)
        found = number(low, i, self._patterns.numbers)
        if found is not None:
            return Cell("d" if self._is_no_count(i, found[1]) else "#", i, found[1], found[0])
        option = self._option(i)
        if option:
            return Cell(option[0], i, option[1])
        if self.text.endswith(("v", "w", "vp")):
            for words, letter in self._after:
                if low[i:i + len(words)] == words:
                    return Cell(letter, i, i + len(words))
        if low[i] == "for" and last == "#" and (i + 1 == len(s) or low[i + 1] in (",", ";", ".", "and", ")", *DASHES)):
            return Cell("F", i, i + 1)
        names = self._names(i)
        return names or Cell(self._letter(i), i, i + 1)

    def _letter(self, i: int) -> str:
        s, word, lemma = self.s, self.s.lowered[i], self.s.lemmas[i].lower()
        if lemma in self._patterns.vote and s.upos[i] in VERBAL:
            return "v"
        if lemma in self._patterns.ballots:
            return "w"
        if word in ("to", "-to-"):
            return "t"
        if word in DASHES:
            return "-"
        if word in (",", ";", ")", ":"):
            return "," if word != ":" else ":"
        if word in ("and", "while", "with", "but", "plus"):
            return "&"
        if lemma in self._patterns.voters:
            return "n"
        nominal = s.upos[i] in ("NOUN", "PROPN", "ADJ", "DET") or s.relation(i) in ("amod", "compound")
        return "m" if nominal else "."

    def _option(self, i: int) -> tuple[str, int] | None:
        """The option that a phrase at this word tells, and its end."""
        for words, letter in self._phrases:
            if self.s.lowered[i:i + len(words)] == words:
                return letter, i + len(words)
        return None

    def _bracket(self, i: int) -> Cell:
        """A bracket that holds no number and no option is passed over: "two (Chad and Mali) abstained"."""
        close = next((k for k in range(i + 1, len(self.s)) if self.s.lowered[k] == ")"), -1)
        if close < 0 or any(number(self.s.lowered, k, self._patterns.numbers) or self._option(k) for k in range(i + 1, close)):
            return Cell(",", i, i + 1)
        return Cell("p", i, close + 1)

    def _names(self, i: int) -> Cell | None:
        """Named examples before the option are passed over: "eight *including Chad and Mali* abstained"."""
        if self.s.lemmas[i].lower() not in self._patterns.including and self.s.lowered[i] not in self._patterns.including:
            return None
        for k in range(i + 1, len(self.s)):
            if self._option(k) or self._letter(k) == "v":
                return Cell("p", i, k)
            if self.s.upos[k] not in ("PROPN", "DET", "CCONJ", "PUNCT", "NOUN", "ADJ", "ADP", "PART"):
                return None
        return None

    def _is_no_count(self, i: int, end: int) -> bool:
        """Whether a number is a date, a share, an amount or the number of a text."""
        before, after = self.s.words[i - 1] if i else "", self.s.words[end] if end < len(self.s) else ""
        numbered = before.lower() in self._patterns.numbered and after not in DASHES
        return numbered or after.lower() in self._patterns.measured or any(MONTH.fullmatch(w) for w in (before, after))

