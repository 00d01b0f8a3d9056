"""Acts that the relation head finds, beside those of the predicates."""

from collections.abc import Callable

import pytest

from demarche.coder import Coder
from demarche.events.relating import Judge, words_at
from demarche.records import CodedDocument

Coded = Callable[..., CodedDocument]


def by_head(coded: CodedDocument) -> list[tuple[list[str | None], str, list[str | None]]]:
    return [([a.id for a in e.sources], e.code, [a.id for a in e.targets]) for e in coded.events if ".head." in e.rule]


def test_a_judge_without_a_head_says_nothing(coder: Coder) -> None:
    judge = Judge(None, coder.judge.calibration, coder.knowledge.codebook.by_code)
    context = coder.context("Norway condemned Chad.")
    s = context.sentences[0]
    assert judge.codes == ()
    assert judge.opinions(s, context.mentions.of(0), context.text).read == {}


def test_a_codebook_of_other_codes_is_read_without_the_head(coder: Coder) -> None:
    assert Judge(coder.model.relations, coder.judge.calibration, ["STRIKE", "LOCKOUT"]).codes == ()
    assert Judge(coder.model.relations, coder.judge.calibration, coder.knowledge.codebook.by_code).codes[-1] == "NONE"


def test_what_a_predicate_tells_the_head_does_not_tell_again(coded: Coded) -> None:
    found = coded("Norway condemned Chad.").events
    assert [(e.code, e.rule) for e in found] == [("ACCUSE", "accuse.verb.condemn.v1")]


@pytest.mark.parametrize("text", ["Chad borders Libya, and Norway is in the north.", "Norway beat Chad by three goals in the final.",
                                  "The bank of Norway has more gold than that of Chad."])
def test_the_head_makes_up_nothing_where_nothing_is_done(coded: Coded, text: str) -> None:
    assert by_head(coded(text)) == []


def test_the_head_is_as_sure_as_it_was_told_to_be(coder: Coder) -> None:
    trust = coder.judge.trust
    assert 0.5 <= trust.found <= trust.unnamed <= 1


def test_words_are_found_by_offsets(coder: Coder) -> None:
    s = coder.context("Norway condemned Chad.").sentences[0]
    assert words_at(s, 0, 6) == (0, 1)
    assert words_at(s, 17, 21) == (2, 3)
    assert words_at(s, 90, 95) is None


def test_the_weights_of_the_confidence_are_of_what_the_coder_tells(coder: Coder) -> None:
    _, told = coder.told("Norway condemned Chad, which may have met Mali and did not attack Togo; its ban must end.")
    assert {name for one in told for name in one.evidence} <= set(coder.judge.calibration.weights)


def test_who_act_together_do_not_act_on_each_other(coded: Coded) -> None:
    assert all({a.id for a in e.targets} != {"NOR"} for e in coded("Denmark and Norway rejected the accusation.").events)


def test_an_act_without_a_target_gets_the_one_that_the_head_is_sure_of(coded: Coded) -> None:
    (event,) = coded("The Norwegian Parliament demanded that the Chadian president appear before it.").events
    assert (event.code, [a.id for a in event.targets]) == ("REQUEST", ["TCD"])


@pytest.mark.parametrize("text", ["The Norwegian army said it had attacked Chad.", "Norway said it had condemned Chad."])
def test_who_a_pronoun_stands_for_has_the_span_of_the_name(coded: Coded, text: str) -> None:
    (event,) = coded(text).events
    (source,) = event.sources
    assert source.id == "NOR"
    assert source.span is not None
    assert source.span.text.startswith(("Norw", "The Norw"))
