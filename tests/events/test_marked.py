"""The relation of a marked pair."""

import pytest

import demarche
from demarche.coder import Coder
from demarche.errors import DemarcheError
from demarche.events.marked import said


def relate(coder: Coder, marked: str) -> str | None:
    """The code of a text whose source stands in [] and whose target stands in {}."""
    text = "".join(c for c in marked if c not in "[]{}")
    places = {}
    for opening, closing in ("[]", "{}"):
        before = marked[:marked.index(opening)]
        inside = marked[marked.index(opening) + 1:marked.index(closing)]
        start = len("".join(c for c in before if c not in "[]{}"))
        places[opening] = (start, start + len(inside))
    return coder.relate(text, [places["["]], [places["{"]]).code


@pytest.mark.parametrize(("marked", "code"), [
    ("[Norway] has condemned {Chad}.", "ACCUSE"), ("[Norway] imposed sanctions on {Chad}.", "SANCTION"),
    ("[Norway]'s foreign minister met {her Chadian colleague}.", "CONSULT"),
    ("{A Kenyan journalist} was arrested by [Ethiopian police] on Tuesday.", "COERCE"), ("[The rebels] freed {eleven prisoners} at dawn.", "RETREAT"),
    ("[Norway] refused to receive {the Chadian envoy}.", "REJECT"), ("[Norway] demanded that {Chad} withdraw its troops.", "REQUEST"),
    ("[Norway] agreed to withdraw its troops from {Chad}.", "AGREE"), ("[Norway] threatened to bomb {the port of Mogadishu}.", "THREATEN"),
    ("[Norway] sent forty tonnes of rice to {flooded villages in Malawi}.", "AID"),
])
def test_a_marked_pair_gets_its_code(coder: Coder, marked: str, code: str) -> None:
    assert relate(coder, marked) == code


def test_direction_counts(coder: Coder) -> None:
    assert relate(coder, "{Norway} has condemned [Chad].") != "ACCUSE"


def test_two_that_only_stand_in_a_sentence_have_no_relation(coder: Coder) -> None:
    assert relate(coder, "The road from [Kenya] to {Uganda} is four hundred kilometres long.") is None


def test_the_scores_leave_the_rest_to_no_relation(coder: Coder) -> None:
    relation = coder.relate("Norway has condemned Chad.", [(0, 6)], [(21, 25)])
    assert relation.code == max(relation.scores, key=relation.scores.__getitem__)
    assert 0.9 < sum(relation.scores.values()) <= 1.001
    assert set(relation.scores) == set(coder.knowledge.codebook.by_code)


def test_a_span_without_a_word_is_an_error_with_its_code(coder: Coder) -> None:
    with pytest.raises(DemarcheError, match=r"D203.*40-44.*26"):
        coder.relate("Norway has condemned Chad.", [(0, 6)], [(40, 44)])


def test_relate_is_a_public_name(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demarche, "_shared_coder", lambda: coder)
    assert demarche.relate("Norway has condemned Chad.", source=[(0, 6)], target=[(21, 25)]).code == "ACCUSE"


def test_a_marked_phrase_that_nobody_knows_can_act(coder: Coder) -> None:
    text = "The harbour office praised the Sailmakers' Circle."
    _, told, source, target = coder.marked(text, [(0, 18)], [(27, 49)])
    assert [(one.code, source.among(one.match.sources), target.among(one.targets)) for one in told] == [("SUPPORT", True, True)]


def test_what_did_not_happen_is_no_predicate_of_the_pair(coder: Coder) -> None:
    _, told, source, target = coder.marked("Norway did not condemn Chad.", [(0, 6)], [(23, 27)])
    assert [one.status for one in told] == ["denied"]
    assert said(told, source, target, {0}) == (set(), set())
