"""Gold documents to figures: how well a coder does what people did by hand.

    gold = read_gold(["gold/dev"])
    report = score(gold, {coded.document.text_sha256: coded for coded in ...})
    print(report.events.f1)

The format of gold documents and what each figure means are in docs/evaluating.
"""

from demarche.evaluating.floors import Floors
from demarche.evaluating.gold import Gold, digest, read_gold
from demarche.evaluating.pairs import PairReport, read_pairs, score_pairs
from demarche.evaluating.scoring import Report, Tally, score

__all__ = ["Floors", "Gold", "PairReport", "Report", "Tally", "digest", "read_gold", "read_pairs", "score", "score_pairs"]
