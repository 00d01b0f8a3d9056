"""Dates: when the text says that something was done.

A date is read as it stands ("23 March 2022"), or counted from the day of publication ("on Wednesday", "last week");
where that day is not known, or where a date could mean two years, there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from demarche.events.calendar import day, grammar
from demarche.knowledge.schema import DatePatterns
from demarche.language.sentence import Sentence
from demarche.language.syntax import VERBAL
from demarche.records import Date, Span

DEPENDENT = ("obl", "advmod", "nmod", "nummod", "compound", "amod", "obj", "advcl", "dep", "parataxis")
PAST = ("had", "was", "were")


@dataclass(frozen=True)
class Found:
    """A date at the words [first, end) of a sentence; `bound` where it ends or limits something ("until 31 May 2023")."""

    first: int
    end: int
    date: Date
    bound: bool = False


def find_dates(s: Sentence, text: str, published: str | None, patterns: DatePatterns) -> list[Found]:
    """The dates of a sentence, in order; a range counts by its start.

    "The Council met on Wednesday", published 2022-03-24 → 2022-03-23, relative; without `published` none.
    """
    rules, found = grammar(patterns), []
    for reading in rules.read(text, s.start, s.end, day(published), lambda start: _will(s, start)):
        first = next((i for i, end in enumerate(s.ends) if end > reading.start), len(s))
        end = next((i for i, start in enumerate(s.starts) if start >= reading.end), len(s))
        if first < end and reading.value is not None:
            span = Span.cut(text, s.starts[first], s.ends[end - 1])
            date = Date(value=reading.value, precision=reading.precision, basis=reading.basis, span=span)
            found.append(Found(first, end, date, rules.lead(reading.before) in patterns.bounds))
    return found


def date_of(s: Sentence, trigger: int, found: Sequence[Found]) -> Date | None:
    """The date of the act that a word tells: one in its own clause, else one of the clause that announces or decides it.

    "On Monday the ILO said it is cutting its ties" dates both "said" and "cutting"; "The ILO said on Monday that Chad
    was invaded" does not date the invasion.
    """
    free = [f for f in found if not f.bound]
    for predicate in _governors(s, trigger):
        mine = [f for f in free if _hangs_on(s, f, predicate)]
        if mine:
            return min(mine, key=lambda f: (f.date.precision != "day", abs(f.first - trigger))).date
    return None


def _hangs_on(s: Sentence, found: Found, predicate: int) -> bool:
    """Whether a date belongs to a word: as its dependent, or (a day only) as that of its object: "passed a text on Monday"."""
    if found.first <= predicate < found.end:
        return False
    head = next((w for w in range(found.first, found.end) if not found.first <= s.heads[w] < found.end), found.first)
    above = _home(s, head)
    if above == predicate or (found.first == predicate + 1 and above == s.heads[predicate] and s.upos[predicate] == "NOUN"):
        return s.relation(head) in DEPENDENT  # "applaud the vote today": it stands by the noun, whatever it hangs on
    return (0 <= above < found.first and found.date.precision == "day" and s.heads[above] == predicate
            and s.case(head) in (None, "on") and s.upos[predicate] in VERBAL and s.relation(above) in ("obj", "obl", "nsubj"))


def _home(s: Sentence, word: int) -> int:
    """The head of a date, over a parser's slips: before "that" it belongs to the verb that says so, after "and" to the next one."""
    above = s.heads[word]
    if above < 0 or s.upos[above] not in VERBAL:
        return above
    if any(s.lowered[mark] == "that" and word < mark for mark in s.kids(above, "mark")):
        return s.heads[above]
    for later in s.kids(above, "conj"):
        if word < later and s.upos[later] in VERBAL and any(cc < word for cc in s.kids(later, "cc")):
            return later
    return above


def _governors(s: Sentence, trigger: int) -> Iterator[int]:
    """The predicates whose date is the trigger's too, nearest first."""
    yield trigger
    yield from (child for child in s.kids(trigger, "parataxis") if s.upos[child] in VERBAL)
    word = trigger
    while s.heads[word] >= 0:
        above, label = s.heads[word], s.relation(word)
        if label not in ("xcomp", "ccomp", "conj") or s.upos[above] not in VERBAL or (label == "ccomp" and _earlier(s, word)):
            return
        yield above
        word = above


def _earlier(s: Sentence, verb: int) -> bool:
    """Whether a reported clause lies before the report: "said that it had left", "said that Chad left"; not "said it was leaving"."""
    aux = [s.lowered[c] for c in s.kids(verb, "aux", "cop")]
    if any(a in PAST for a in aux):
        return not s.lowered[verb].endswith("ing")
    subject = s.kid(verb, "nsubj")
    finite = not aux and s.upos[verb] == "VERB" and s.lowered[verb] != s.lemmas[verb] and not s.lowered[verb].endswith(("s", "ing"))
    return finite and (subject is None or s.upos[subject] != "PRON")


def _will(s: Sentence, start: int) -> bool:
    """Whether the nearest verb above the word at this offset tells of the future: "will vote on Friday"."""
    word = next((i for i, end in enumerate(s.ends) if end > start), len(s) - 1)
    verb = next((a for a in s.ancestors(word) if s.upos[a] in VERBAL), -1)
    return verb >= 0 and any(s.lowered[c] in ("will", "'ll", "shall") for c in s.kids(verb, "aux"))
