"""Who does what in a tree: hand-made trees, so that no parser stands between."""

from collections.abc import Callable

import pytest

from demarche.language import syntax
from demarche.language.sentence import Sentence

Tree = Callable[[str], Sentence]
PASSIVE = "Russia/PROPN/3/nsubj:pass was/AUX/3/aux:pass condemned/VERB/0/root/condemn by/ADP/5/case Norway/PROPN/3/obl:agent"
URGED = "Norway/PROPN/2/nsubj urged/VERB/0/root/urge Chad/PROPN/2/obj to/PART/5/mark leave/VERB/2/xcomp"
CALLED = "Norway/PROPN/2/nsubj called/VERB/0/root/call on/ADP/4/case Chad/PROPN/2/obl to/PART/6/mark leave/VERB/2/xcomp"
PROMISED = "Norway/PROPN/2/nsubj promised/VERB/0/root/promise Chad/PROPN/2/obj to/PART/5/mark leave/VERB/2/xcomp"
RELATIVE = ("Mali/PROPN/8/nsubj ,/PUNCT/4/punct which/PRON/4/nsubj expelled/VERB/1/acl:relcl/expel the/DET/6/det envoy/NOUN/4/obj ,/PUNCT/1/punct "
            "praised/VERB/0/root/praise Niger/PROPN/8/obj")
FRONTED = "Mali/PROPN/6/nsubj ,/PUNCT/5/punct which/PRON/5/obj Norway/PROPN/5/nsubj condemned/VERB/1/acl:relcl/condemn left/VERB/0/root/leave"
BARE = "troops/NOUN/4/nsubj Norway/PROPN/3/nsubj sent/VERB/1/acl:relcl/send left/VERB/0/root/leave"
COORDINATED = ("Norway/PROPN/4/nsubj and/CCONJ/3/cc Sweden/PROPN/1/conj condemned/VERB/0/root/condemn Russia/PROPN/4/obj and/CCONJ/7/cc "
               "expelled/VERB/4/conj/expel Belarus/PROPN/7/obj and/CCONJ/10/cc Iran/PROPN/8/conj")
PARTICIPLE = "Expelling/VERB/5/advcl/expel the/DET/3/det envoy/NOUN/1/obj Mali/PROPN/5/nsubj accused/VERB/0/root/accuse France/PROPN/5/obj"
ACCUSED = "Iran/PROPN/5/nsubj accused/VERB/1/acl/accuse by/ADP/4/case Norway/PROPN/2/obl:agent left/VERB/0/root/leave"
FORMER = ("Russia/PROPN/3/nsubj:pass was/AUX/3/aux:pass condemned/VERB/0/root/condemn and/CCONJ/5/cc expelled/VERB/3/conj/expel "
          "by/ADP/7/case Norway/PROPN/5/obl:agent")
PARTICLE = "Rebels/NOUN/2/nsubj shot/VERB/0/root/shoot down/ADP/2/compound:prt a/DET/5/det drone/NOUN/2/obj"
APPEAL = "an/DET/2/det appeal/NOUN/0/root to/ADP/4/case Chad/PROPN/2/nmod to/PART/6/mark leave/VERB/2/acl"


def said(s: Sentence, words: list[int]) -> str:
    return " ".join(s.words[w] for w in words)


@pytest.mark.parametrize(("notation", "verb", "who"), [
    (PASSIVE, 2, "Norway"),
    (URGED, 1, "Norway"), (URGED, 4, "Chad"),
    (CALLED, 1, "Norway"), (CALLED, 5, "Chad"),
    (PROMISED, 4, "Norway"),
    (RELATIVE, 3, "Mali"), (RELATIVE, 7, "Mali"),
    (FRONTED, 4, "Norway"), (FRONTED, 5, "Mali"),
    (COORDINATED, 3, "Norway Sweden"), (COORDINATED, 6, "Norway Sweden"),
    (PARTICIPLE, 0, "Mali"),
    (ACCUSED, 1, "Norway"), (ACCUSED, 4, "Iran"),
    (FORMER, 4, "Norway"),
    (APPEAL, 5, "Chad"),
])
def test_the_agent_of_a_verb_is_who_does_it(tree: Tree, notation: str, verb: int, who: str) -> None:
    s = tree(notation)
    assert said(s, syntax.agents(s, verb)) == who


@pytest.mark.parametrize(("notation", "verb", "whom"), [
    (PASSIVE, 2, "Russia"),
    (URGED, 1, "Chad"), (URGED, 4, ""),
    (RELATIVE, 3, "envoy"), (RELATIVE, 7, "Niger"),
    (FRONTED, 4, "Mali"),
    (BARE, 2, "troops"),
    (COORDINATED, 3, "Russia"), (COORDINATED, 6, "Belarus Iran"),
    (PARTICIPLE, 0, "envoy"),
    (ACCUSED, 1, "Iran"),
    (FORMER, 4, "Russia"),
    (PARTICLE, 1, "drone"),
])
def test_the_patient_of_a_verb_is_to_whom_it_is_done(tree: Tree, notation: str, verb: int, whom: str) -> None:
    s = tree(notation)
    assert said(s, syntax.patients(s, verb)) == whom


@pytest.mark.parametrize(("notation", "verb", "passive"), [(PASSIVE, 2, True), (FORMER, 4, True), (ACCUSED, 1, True), (URGED, 1, False), (RELATIVE, 3, False),
                                                           (PARTICIPLE, 0, False), (COORDINATED, 6, False), (BARE, 2, False)])
def test_the_passive_is_told_by_its_marks_or_by_their_loss(tree: Tree, notation: str, verb: int, passive: bool) -> None:
    assert syntax.passive(tree(notation), verb) is passive


def test_conjuncts_are_in_the_order_of_the_text(tree: Tree) -> None:
    s = tree("France/PROPN/0/root ,/PUNCT/3/punct Mali/PROPN/1/conj and/CCONJ/5/cc Chad/PROPN/1/conj")
    assert said(s, syntax.conjuncts(s, 0)) == "France Mali Chad"


@pytest.mark.parametrize(("notation", "above", "below"), [(URGED, 1, 4), (CALLED, 1, 5), (APPEAL, 1, 5)])
def test_the_complement_is_the_clause_that_a_word_asks_for(tree: Tree, notation: str, above: int, below: int) -> None:
    assert syntax.complement(tree(notation), above) == below


def test_a_relative_clause_is_no_complement(tree: Tree) -> None:
    assert syntax.complement(tree(RELATIVE), 0) is None


@pytest.mark.parametrize("notation", ["Russia's/PROPN/2/nmod:poss invasion/NOUN/0/root", "invasion/NOUN/0/root by/ADP/3/case Russia's/PROPN/1/nmod",
                                      "Russia's/PROPN/2/nsubj launched/VERB/0/root/launch invasion/NOUN/2/obj"])
def test_a_noun_belongs_to_its_possessor_its_agent_or_the_subject_above(tree: Tree, notation: str) -> None:
    s = tree(notation)
    assert said(s, syntax.owners(s, s.words.index("invasion"))) == "Russia's"


@pytest.mark.parametrize(("notation", "negated"), [
    ("did/AUX/3/aux not/PART/3/advmod leave/VERB/0/root", True),
    ("never/ADV/3/advmod did/AUX/3/aux leave/VERB/0/root", True),
    ("did/AUX/3/aux soon/ADV/3/advmod leave/VERB/0/root", False),
])
def test_only_a_negation_of_its_own_denies_a_verb(tree: Tree, notation: str, negated: bool) -> None:
    assert syntax.negated(tree(notation), 2) is negated


def test_a_clause_leaves_out_the_clauses_beside_it(tree: Tree) -> None:
    s = tree(COORDINATED)
    assert said(s, syntax.clause(s, 3)) == "Norway and Sweden condemned Russia"


def test_a_long_chain_of_infinitives_has_no_agent_and_ends(tree: Tree) -> None:
    s = tree("to/PART/2/mark " + " ".join(f"go/VERB/{head}/xcomp" for head in range(3, 12)) + " go/VERB/0/root")
    assert syntax.agents(s, 1) == []


def test_a_bare_verb_is_never_joined_to_one_in_the_past(tree: Tree) -> None:
    slip = tree("Norway/PROPN/2/nsubj called/VERB/0/root/call on/ADP/4/case Chad/PROPN/2/obl to/PART/6/mark halt/VERB/2/xcomp "
                "and/CCONJ/8/cc withdraw/VERB/2/conj")
    fine = tree("Norway/PROPN/2/nsubj announced/VERB/0/root/announce sanctions/NOUN/2/obj and/CCONJ/5/cc cut/VERB/2/conj ties/NOUN/5/obj")
    assert syntax.subjects(slip, 7) == []
    assert said(fine, syntax.subjects(fine, 4)) == "Norway"


def test_of_two_objects_the_first_receives_the_second(tree: Tree) -> None:
    s = tree("Norway/PROPN/2/nsubj gave/VERB/0/root/give Chad/PROPN/2/obj grain/NOUN/2/obj")
    assert syntax.receivers(s, 1) == [2]
    assert syntax.patients(s, 1) == [3]


def test_an_infinitive_that_hangs_on_the_first_of_two_verbs_completes_the_one_before_it(tree: Tree) -> None:
    s = tree("Norway/PROPN/2/nsubj thanked/VERB/0/root/thank Mali/PROPN/2/obj and/CCONJ/5/cc called/VERB/2/conj/call "
             "on/ADP/7/case Chad/PROPN/5/obl to/PART/9/mark go/VERB/2/advcl")
    assert syntax.complement(s, 4) == 8
