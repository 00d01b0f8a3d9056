"""Every predicate has an example, and tells its act there."""

import pytest

from demarche.coder import Coder
from demarche.knowledge.loader import FOLDER


@pytest.mark.parametrize("code", sorted(path.stem.upper() for path in (FOLDER / "codebook" / "predicates").glob("*.yaml")))
def test_each_predicate_tells_its_act_in_its_example(coder: Coder, code: str) -> None:
    predicates = [p for p in coder.knowledge.predicates if p.code == code]
    assert predicates
    assert not [p.example for p in predicates if all(told.match.predicate.code != code for told in coder.told(p.example)[1])]
