"""Near copies: texts that share so many runs of five words that one was made from the other.

A text is sketched by MinHash (Broder 1997): for each of many hash functions, the least hash of its shingles. The share of equal
places in two sketches estimates the Jaccard similarity of the texts. Sketches are cut into bands; texts that agree in a whole band
are compared (locality-sensitive hashing). All is a pure function of the two texts, so that the order of arrival cannot matter;
sketches are stored, so these numbers and hashes never change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from hashlib import blake2b, shake_256

import numpy as np
from numpy.typing import NDArray

SHINGLE = 5
ROWS, BANDS = 5, 25  # of a pair with similarity 0.8, one in 20,000 is missed
PLACES = ROWS * BANDS
ALIKE = 0.8
AT_ONCE = 4096  # shingles: bounds the memory for a book

WORD = re.compile(r"\w+")
FACTORS, TERMS = np.frombuffer(shake_256(b"demarche near copies 1").digest(PLACES * 16), dtype="<u8").reshape(2, PLACES)
ODD = FACTORS | np.uint64(1)

Sketch = NDArray[np.uint32]


def sketch(text: str) -> bytes:
    """The MinHash of a text, 125 numbers of four bytes; empty where it has no word.

    >>> len(sketch("The ILO suspended its cooperation with Russia.")), sketch("…")
    (500, b'')
    """
    words = WORD.findall(text.casefold())
    shingles = {" ".join(words[i:i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))} if words else set()
    if not shingles:
        return b""
    digests = b"".join(blake2b(one.encode("utf-8", "surrogatepass"), digest_size=8).digest() for one in shingles)
    hashes = np.frombuffer(digests, dtype="<u8").reshape(-1, 1)
    least = [((hashes[i:i + AT_ONCE] * ODD + TERMS) >> np.uint64(32)).min(axis=0) for i in range(0, len(hashes), AT_ONCE)]
    found: Sketch = np.min(least, axis=0).astype("<u4")
    return found.tobytes()


def bands(signature: bytes) -> list[int]:
    """Where to look for texts like this one: for each band a number of 64 bits, that says which band it is and what is in it."""
    width = ROWS * 4
    return [int.from_bytes(blake2b(signature[i:i + width], digest_size=8, salt=i.to_bytes(2, "little")).digest(), "little", signed=True)
            for i in range(0, len(signature), width)]


def similarity(one: bytes, other: bytes) -> float:
    """The share of shingles that two texts have in common, estimated from their sketches: 0 to 1."""
    if not one or not other:
        return 0.0
    return float(np.mean(np.frombuffer(one, dtype="<u4") == np.frombuffer(other, dtype="<u4")))


def alike(signature: bytes, others: Iterable[tuple[int, bytes]]) -> list[int]:
    """Those of the others, by their number, that are near copies of the text with this signature."""
    return [number for number, other in others if similarity(signature, other) >= ALIKE]


def clusters(texts: Collection[int], neighbours: Callable[[Collection[int]], Iterable[tuple[int, int]]]) -> dict[int, int]:
    """The cluster of each text and of all texts that it is joined to, named by the least number in it.

    `neighbours` gives the pairs of copies that begin with one of some texts.

    >>> pairs = [(1, 2), (2, 1), (2, 3), (3, 2)]
    >>> clusters([3, 7], lambda some: [p for p in pairs if p[0] in some])
    {3: 1, 7: 7, 2: 1, 1: 1}
    """
    least = {text: text for text in texts}

    def root(text: int) -> int:
        while least[text] != text:
            least[text] = text = least[least[text]]
        return text

    frontier: Collection[int] = list(least)
    while frontier:
        found = set()
        for one, other in neighbours(frontier):
            if other not in least:
                least[other] = other
                found.add(other)
            first, second = sorted((root(one), root(other)))
            least[second] = first
        frontier = found
    return {text: root(text) for text in least}
