"""Lemmas: the dictionary form of a word, by its class.

The table is simplemma's; it knows no word classes ("left", "meeting"), so a short table of irregular forms by class
goes first, then the verbs of the codebook by the rules of English spelling, and nouns are only taken out of the plural.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

VERBAL = ("VERB", "AUX")


class Lemmatizer:
    """Lemmas with a memory.

    >>> Lemmatizer({"verb": {"left": "leave"}})("left", "VERB")
    'leave'
    """

    def __init__(self, irregular: Mapping[str, Mapping[str, str]], verbs: Collection[str] = ()) -> None:
        self._verbs, self._nouns = irregular.get("verb", {}), irregular.get("noun", {})
        self._lexicon = frozenset(verbs)
        self._seen: dict[tuple[str, str], str] = {}

    def __call__(self, word: str, upos: str) -> str:
        """The lemma of a word of this universal word class, in small letters unless it is a name."""
        key = (word, upos)
        lemma = self._seen.get(key)
        if lemma is None:
            lemma = self._seen[key] = self._lemma(word, upos)
        return lemma

    def _lemma(self, word: str, upos: str) -> str:
        small = word.lower().replace("’", "'")
        if upos in VERBAL:
            return self._verbs.get(small) or self._known(small)
        if upos == "NOUN":
            return self._nouns.get(small) or self._singular(small)
        if upos == "PROPN":
            return word
        if upos == "PART":
            return "not" if small in ("n't", "not") else small
        return small

    def _known(self, small: str) -> str:
        if small in self._lexicon:
            return small
        for base in bases(small):
            if base in self._lexicon:
                return base
        from simplemma import lemmatize  # loads its table once, and late

        return lemmatize(small, lang="en").lower()

    def _singular(self, small: str) -> str:
        if not small.endswith("s") or re.search(r"(ss|us|is|'s)$", small) or len(small) < 4:
            return small
        if small.endswith("ies") and len(small) > 4:
            return small[:-3] + "y"
        if re.search(r"(ches|shes|xes|sses|zes|oes)$", small):
            return small[:-2]
        return small[:-1]


def bases(form: str) -> Iterator[str]:
    """The infinitives that a regular verb form may have, the likeliest first.

    >>> list(bases("cancelled"))
    ['cancell', 'cancelle', 'cancel']
    """
    if form.endswith("ies") or form.endswith("ied"):
        yield form[:-3] + "y"
    for ending in ("ing", "ed", "es", "s"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)]
            yield stem
            if ending in ("ing", "ed"):
                yield stem + "e"
                if stem[-1] == stem[-2]:
                    yield stem[:-1]
