"""Words, as Universal Dependencies counts them in English, with their places in the text.

Text is cut at white space into chunks and each chunk into words by one pattern; a chunk is always cut the same way, so
its cutting is remembered. Clitics stand alone (do|n't, Russia|'s), hyphens split (long|-|term) but not after a prefix.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

import msgspec
import yaml

from demarche.language.view import GAP, PAD

DATA = Path(__file__).parent.parent / "knowledge" / "patterns" / "segmentation.yaml"
LONGEST = 200  # characters of a chunk that is looked at closely; what is longer is data, not words
CHUNK = re.compile(r"\S+")
PLAIN = re.compile(r"\w+|[^\w\s]")
COMBINING = "\u0300-\u036f"  # accents written after their letter
ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word: its form for the parser, and where the text has it (the two differ where an entity or markup is inside).

    A struct, because a text has a quarter of a million of them a megabyte and a frozen data class takes four times as long to make.
    """

    text: str
    start: int
    end: int


class Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of segmentation.yaml."""

    about: str
    licence: str
    source: str
    abbreviations: dict[str, list[str]]
    starters: list[str]
    prefixes: list[str]
    contractions: dict[str, str]


@cache
def lists() -> Lists:
    """The word lists, read once."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return msgspec.convert(yaml.load(DATA.read_text(encoding="utf-8"), Loader=loader), Lists)


@cache
def abbreviations() -> dict[str, frozenset[str]]:
    """Each abbreviation with its classes."""
    classes: dict[str, frozenset[str]] = {}
    for name, words in lists().abbreviations.items():
        for word in words:
            classes[word] = classes.get(word, frozenset()) | {name}
    return classes


@lru_cache(maxsize=4096)
def abbreviation(stem: str) -> frozenset[str]:
    """The classes of a word before a full stop; empty if it is no abbreviation. Titles and months need their capital."""
    classes = abbreviations().get(stem.lower(), frozenset())
    return classes if stem[:1].isupper() else classes - {"title", "calendar"}


@cache
def _words() -> re.Pattern[str]:
    prefixes = "|".join(lists().prefixes)
    dotted = "|".join(re.escape(word) for word in abbreviations() if "." in word)
    clitic = r"(?:s|m|d|re|ve|ll)\b"
    return re.compile(rf"""
        (?:https?://|www\.)\S*[^\s.,;:!?)\]"'”’>…]
      | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
      | [\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|int|eu|info|co\.uk|gov\.uk|org\.uk)\b(?:/[^\s,;"'”’)]*[^\s.,;:!?)"'”’])?
      | [\w-]+\.(?:pdf|docx?|html?|xlsx?|pptx?|zip)\b | (?-i:[A-Z]{{1,3}}&[A-Z]{{1,3}})\b
      | (?-i:[A-Z]{{1,4}}(?=/)(?:/[\w.()-]*\w)*/[\w.()-]*\d(?:[\w.()-]*\w)?(?:\([^()\s]*\))?)
      | [:;]-?[)(DP](?!\w)
      | (?:[^\W\d_]\.){{2,}}(?![^\W\d_]{{2}}) | (?:{dotted})\.
      | \+?\d{{3,}}(?:-\d{{3}})?-\d{{4}}(?!\w) | \d{{1,2}}-(?-i:[A-Z][a-z]{{2}})-\d{{2,4}}(?!\w) | \d{{1,4}}/\d{{1,2}}(?:/\d{{1,4}})?(?!\w)
      | \d{{1,3}}0['’]s\b | ['’]\d\ds?\b
      | \d+(?=[ap]m\b)
      | \d+(?:[.,:]\d+)*\w* | (?<!\w)\.\d+
      | [\#@](?=[^\W\d])\w+
      | (?:b/c|w/o?|s/he)(?!\w)
      | (?:{prefixes})-(?=[^\W\d_])\w+?(?={clitic.replace("(?:", "['’](?:", 1)}|\b)
      | [^\W_]+?(?=n['’]t\b) | n['’]t\b | ['’]{clitic}
      | (?P<word>\w[\w{COMBINING}]*(?:['’](?!{clitic}|t\b)\w[\w{COMBINING}]*)*)
      | \.{{2,}} | -{{2,}} | ={{2,}} | [!?]{{2,}} | \*{{2,}} | <{{2,}} | >{{2,}} | \^{{2,}}
      | .""", re.VERBOSE | re.IGNORECASE | re.DOTALL)


def _keeps_stop(stem: str, final: bool) -> bool:
    """Whether a word keeps its full stop; at the end of a sentence only what may end one does."""
    if len(stem) == 1 and stem.isupper():
        return not final
    classes = abbreviation(stem)
    return bool(classes & {"either", "calendar"}) if final else bool(classes)


def _cut(chunk: str, final: bool) -> tuple[tuple[str, int, int], ...]:
    """The words of a chunk: form, start and end within it."""
    if PAD in chunk or GAP in chunk:
        return _cut_padded(chunk, final)
    if len(chunk) > LONGEST and not chunk.startswith(("http://", "https://", "www.")):
        return tuple((m.group(), m.start(), m.end()) for m in PLAIN.finditer(chunk))
    pieces: list[tuple[str, int, int]] = []
    taken = 0
    joined = lists().contractions
    for match in _words().finditer(chunk):
        start, end = match.span()
        if start < taken:
            continue
        word = match.group()
        if match.lastgroup == "word":
            first = joined.get(word.lower())
            if first:
                pieces.append((word[:len(first)], start, start + len(first)))
                word, start = word[len(first):], start + len(first)
            elif chunk.startswith(".", end) and not chunk.startswith("..", end) and _keeps_stop(word, final and not chunk[end + 1:].strip("\"'”’)]")):
                end = taken = end + 1
                word += "."
        pieces.append((word, start, end))
    return tuple(pieces)


def _cut_padded(chunk: str, final: bool) -> tuple[tuple[str, int, int], ...]:
    """The same where padding stands inside: cut without it, then put each word back over its padding."""
    places = [i for i, character in enumerate(chunk) if character not in (PAD, GAP)]
    bare = "".join(chunk[i] for i in places)
    pieces = []
    for word, start, end in _cut(bare, final):
        last = places[end - 1] + 1
        while last < len(chunk) and chunk[last] == PAD:
            last += 1
        pieces.append((word, places[start], last))
    return tuple(pieces)


_remembered = lru_cache(maxsize=1 << 16)(_cut)


def tokenize(shown: str, start: int, end: int) -> tuple[Token, ...]:
    """The words of one sentence, shown[start:end] of a view.

    >>> [token.text for token in tokenize("Russia's army didn't leave.", 0, 27)]
    ['Russia', "'s", 'army', 'did', "n't", 'leave', '.']
    """
    found: list[Token] = []
    add = found.append
    remembered = _remembered
    while end > start and shown[end - 1].isspace():
        end -= 1
    for match in CHUNK.finditer(shown, start, end):
        place, stop = match.span()
        pieces = remembered(match.group(), stop == end) if stop - place < 40 else _cut(match.group(), stop == end)
        for word, first, last in pieces:
            add(Token(word, place + first, place + last))
    return tuple(found)
