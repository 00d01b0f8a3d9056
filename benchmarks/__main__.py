"""`make bench`: end to end beside the bare encoder on the same sentences, cold start, import, peak memory, the names of actors, the parser's gate,
and the register.

    python -m benchmarks [--corpus ../shared/data/corpus/briefings.jsonl] [--documents 300] [--threads N] [--only register --added 300 --events 10000]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.register import growing, share
from demarche.actors.gazetteer import Gazetteer
from demarche.coder import Coder
from demarche.knowledge.loader import Knowledge
from demarche.reading import read
from demarche.records import Document

SAMPLES = Path(__file__).parent.parent / "tests" / "samples"


def timed(work: Callable[[], Any]) -> float:
    """Seconds that a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def documents(path: Path, most: int) -> list[Document]:
    """The first documents of a file or folder."""
    found = [each.document for each in read([path]) if each.document is not None]
    return found[:most]


def bare_encoder(coder: Coder, sentences: list[list[str]], batch: int) -> float:
    """Sentences a second of the int8 network alone, its inputs made beforehand, in batches sorted by length, on as many threads as the coder has."""
    from concurrent.futures import ThreadPoolExecutor

    ordered = sorted(sentences, key=coder.model.pieces.length)
    fed = [coder.model.pieces.batch(ordered[i:i + batch]) for i in range(0, len(ordered), batch)]
    with ThreadPoolExecutor(coder.model.threads) as pool:
        return len(sentences) / timed(lambda: list(pool.map(coder.model.run, fed)))


def speed(opt: argparse.Namespace) -> dict[str, float]:
    """End to end and bare, on the same sentences, three rounds each in turn, the median of each."""
    coder = Coder(threads=opt.threads)
    chosen = documents(opt.corpus, opt.documents)
    list(coder.code_many(chosen[:10]))
    sentences = [[t.text for t in piece.tokens] for document in chosen for piece in coder.parser.cut(document.text or "")[0]]
    parsed = sum(coder.parser.telling(words) for words in sentences)
    whole, bare, batched = [], [], []
    for _ in range(opt.rounds):
        whole.append(len(sentences) / timed(lambda: list(coder.code_many(chosen))))
        bare.append(bare_encoder(coder, sentences, 1))
        batched.append(bare_encoder(coder, sentences, 32))
    end, one, many = map(statistics.median, (whole, bare, batched))
    return {"sentences": len(sentences), "sentences parsed": parsed, "threads": coder.model.threads, "end to end, sentences/s": round(end, 1),
            "bare int8 encoder one by one, sentences/s": round(one, 1), "bare int8 encoder in batches of 32, sentences/s": round(many, 1),
            "ratio to the faster": round(end / max(one, many), 3)}


def starts() -> dict[str, float]:
    """Cold start of `demarche code` on a short file, and of `import demarche`, seconds; the median of five."""
    def runs(command: list[str]) -> float:
        return statistics.median(timed(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(5))

    with tempfile.TemporaryDirectory() as folder:
        short = Path(folder) / "short.txt"
        short.write_text("Norway condemned Russia's invasion of Ukraine on Monday.\n", encoding="utf-8")
        nothing = runs([sys.executable, "-c", "pass"])
        return {"cold start of 'demarche code', s": round(runs([sys.executable, "-m", "demarche", "code", "--format", "jsonl", str(short)]), 3),
                "import demarche, s": round(runs([sys.executable, "-c", "import demarche"]) - nothing, 3)}


def memory(opt: argparse.Namespace) -> dict[str, float]:
    """Peak memory of coding the whole corpus file, in a process of its own, MB."""
    code = ("import re, sys; from demarche.coder import Coder; from demarche.reading import read\n"
            f"n = sum(1 for _ in Coder(threads={opt.threads}).code_many(r.document for r in read([sys.argv[1]]) if r.document))\n"
            "print(n, re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])  # ru_maxrss would be the parent's, if that is larger")
    start = time.perf_counter()
    out = subprocess.run([sys.executable, "-c", code, str(opt.corpus)], check=True, capture_output=True, text=True).stdout.split()
    return {"documents": int(out[0]), "seconds": round(time.perf_counter() - start, 1), "peak memory, MB": round(int(out[1]) / 1024, 1)}


def actors(opt: argparse.Namespace) -> dict[str, float]:
    """Loading all knowledge and building the matcher, its memory, and how much text it scans for mentions in a second on one core.

    Loading is the median of five processes of their own, with the compiled cache there.
    """
    knowledge = Knowledge.load()
    gazetteer = Gazetteer(knowledge.names, knowledge.searched)
    code = ("import re, time; from demarche.actors.gazetteer import Gazetteer; from demarche.knowledge.loader import Knowledge\n"
            "def resident(): return int(re.search(r'VmRSS:\\s+(\\d+)', open('/proc/self/status').read())[1]) / 1024\n"
            "before, start = resident(), time.perf_counter()\n"
            "k = Knowledge.load(); g = Gazetteer(k.names, k.searched)\n"
            "print(time.perf_counter() - start, resident() - before)")
    loads = [subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split() for _ in range(5)]
    texts = [document.text for document in documents(opt.corpus, sys.maxsize) if document.text]
    size = sum(len(text.encode()) for text in texts) / 1e6
    mentions = sum(len(gazetteer.find(text)) for text in texts)
    scans = [size / timed(lambda: [gazetteer.find(text) for text in texts]) for _ in range(5)]
    return {"names": len(knowledge.names), "load and build, s": round(statistics.median(float(seconds) for seconds, _ in loads), 3),
            "memory, MB": round(statistics.median(float(memory) for _, memory in loads), 1), "text, MB": round(size, 2), "mentions": mentions,
            "scanned, MB/s": round(statistics.median(scans), 1)}


def gate(opt: argparse.Namespace) -> dict[str, float]:
    """What the scan that spares the parser loses: events with it and without it."""
    chosen = documents(opt.corpus, opt.documents)
    with_gate, without = Coder(threads=opt.threads), Coder(threads=opt.threads, parse_all=True)
    a = [{e.id for e in coded.events} for coded in with_gate.code_many(chosen)]
    b = [{e.id for e in coded.events} for coded in without.code_many(chosen)]
    return {"events with the scan": sum(map(len, a)), "events without it": sum(map(len, b)), "in one only": sum(len(x ^ y) for x, y in zip(a, b, strict=True))}


def register(opt: argparse.Namespace) -> dict[str, dict[str, float]]:
    """The share of storing and merging when the documents of the corpus and of those beside it are added; and answers of a register that grows."""
    chosen = documents(opt.corpus.parent if opt.corpus.is_file() else opt.corpus, opt.added)
    return {"documents of the corpus": share(Coder(threads=opt.threads), chosen), **growing(opt.events)}


def main() -> None:
    """Print every part as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=Path("../shared/data/corpus/briefings.jsonl"))
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=None)
    parser.add_argument("--only", choices=["speed", "starts", "memory", "actors", "gate", "register"])
    parser.add_argument("--added", type=int, default=sys.maxsize, help="documents that are added to a register: all")
    parser.add_argument("--events", type=int, nargs="*", default=[10_000, 100_000, 1_000_000], help="sizes of the synthetic register as it grows")
    opt = parser.parse_args()
    if not opt.corpus.exists():
        opt.corpus = SAMPLES
    parts: dict[str, Callable[[], dict[str, Any]]] = {"speed": lambda: speed(opt), "starts": starts, "memory": lambda: memory(opt),
                                                      "actors": lambda: actors(opt), "gate": lambda: gate(opt), "register": lambda: register(opt)}
    for name, part in parts.items():
        if opt.only in (None, name):
            print(name, json.dumps(part(), indent=1), flush=True)


if __name__ == "__main__":
    main()
