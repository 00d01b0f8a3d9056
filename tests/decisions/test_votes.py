"""Votes: each form in which a text tells one, what joins them, and what is none."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demarche.coder import Coder
from demarche.decisions.shares import plural
from demarche.records import Document, Vote

MISSION = Path(__file__).parents[3] / "shared" / "gold" / "dev" / "dev-004-ilo.json"
PIECES = st.sampled_from(["The General Assembly", " voted", " 12-3", " by 14 votes to none", ", with 2 abstentions", " in favour", " against",
                          " (Chad and Mali)", " adopted", " the resolution", " unanimously", " Russia vetoed", " it.", " Ten members abstained.", "\n\n",
                          " forty", "-two", " including", " to suspend Chad."])


@pytest.fixture(scope="module")
def whole(coder: Coder) -> Coder:
    return Coder(knowledge=coder.knowledge, model=coder.model, parse_all=True)


def read(coder: Coder, text: str) -> list[Vote]:
    return list(coder.code(Document.of(text, published="2022-03-24")).votes)


def counts(vote: Vote) -> tuple[int | None, ...]:
    return vote.counts.for_, vote.counts.against, vote.counts.abstain


@pytest.mark.parametrize(("text", "numbers", "result"), [
    ("The General Assembly adopted the resolution by 91 votes to 20, with 50 abstentions.", (91, 20, 50), "adopted"),
    ("The General Assembly voted 91-20 with 50 abstentions to expel Chad.", (91, 20, 50), "adopted"),
    ("The text was approved by the General Assembly with 91 in favour, 20 against and 50 abstentions.", (91, 20, 50), "adopted"),
    ("By a show of hands the members carried the motion, 31–4–6.", (31, 4, 6), "adopted"),
    ("The Security Council adopted the text by 14 votes to none, with one abstention (Chad).", (14, 0, 1), "adopted"),
    ("One hundred and four countries voted for the resolution, five voted against.", (104, 5, None), None),
    ("The motion was rejected by 20 votes to 15 in a secret ballot.", (15, 20, None), "rejected"),
    ("The General Assembly failed to adopt the resolution: 40 countries voted in favour, 60 against and 30 abstained.", (40, 60, 30), "rejected"),
    ("The parliament voted to close the mine; the vote passed with 98 votes in favor, twelve abstentions, and three votes against.", (98, 3, 12), "adopted"),
    ("The committee approved the plan by a vote of 12 to 7.", (12, 7, None), "adopted"),
    ("The Senate voted 51 to 44 to return the draft to its authors.", (51, 44, None), "adopted"),
    ("The Security Council unanimously adopted a resolution extending the arms embargo on Haiti.", (None, None, None), "adopted"),
    ("The Arab League voted on Saturday to suspend Libya.", (None, None, None), "adopted"),
    ("We welcome the overwhelming vote in the General Assembly to expel Chad.", (None, None, None), "adopted"),
    ("The General Assembly on Thursday expelled Chad from the committee. The vote was 91 in favour and 20 against.", (91, 20, None), "adopted"),
])
def test_a_vote_is_read(whole: Coder, text: str, numbers: tuple[int | None, ...], result: str | None) -> None:
    assert [(counts(v), v.result) for v in read(whole, text)] == [(numbers, result)]


@pytest.mark.parametrize("text", [
    "The Security Council will vote on Friday on whether to suspend Chad. The measure needs nine votes in favour.",
    "The members voted for Jane Roe to be their treasurer with 45 votes.",
    "Chad won 42-28 in the final against Mali.", "In a poll, 52 percent voted in favour and 48 percent against.",
    "If the Security Council voted 12-1, Chad would have to leave.", "Three missiles against the city were shot down, and 20 people abstained from food.",
    "The party won the election by 300 votes to 200.", "Her film was voted the best of the year by 120 critics.",
    "The court unanimously convicted the general.", "The president vetoed the bill."])
def test_what_is_no_vote(whole: Coder, text: str) -> None:
    assert read(whole, text) == []


@pytest.mark.parametrize(("text", "voters"), [
    ("Forty-one of the 47 members voted in favour of the motion, two voted against (the governments of Chad and Mali), while four including Peru abstained.",
     [("TCD", "against"), ("MLI", "against"), ("PER", "abstain")]),
    ("The Security Council adopted the resolution by 13 votes in favour, with Chad and Mali abstaining.", [("TCD", "abstain"), ("MLI", "abstain")]),
    ("The resolution was adopted by 25 votes to 3. Cuba and Peru were among those who voted against, while Chad abstained.",
     [("CUB", "against"), ("PER", "against"), ("TCD", "abstain")]),
    ("Cuba was the only country to vote against the resolution, which passed with 32 votes in favour.", [("CUB", "against")]),
    ("The General Assembly rejected the resolution by 19 votes to 17. Voting in favour were Chad and Mali.", [("TCD", "for"), ("MLI", "for")]),
])
def test_named_voters(whole: Coder, text: str, voters: list[tuple[str, str]]) -> None:
    assert [(v.actor.id, v.option) for vote in read(whole, text) for v in vote.voters] == voters


def test_a_veto_rejects(whole: Coder) -> None:
    vote, = read(whole, "Russia vetoed a Security Council resolution on Wednesday. The draft received 11 votes in favour, while China abstained.")
    assert (vote.result, counts(vote)) == ("rejected", (11, None, None))
    assert [(v.actor.id, v.option) for v in vote.voters] == [("RUS", "against"), ("CHN", "abstain")]


def test_sentences_about_one_vote_are_one_vote(whole: Coder) -> None:
    text = ("The board voted on Tuesday to expel Chad. Thirty members voted in favour, five against and two abstained. "
            "The votes in favour came from 18 governments, seven employee and five employer representatives. "
            "The board is made up of governments (20), employees (9), and employer representatives (9).")
    vote, = read(whole, text)
    assert [(g.group, g.option, g.count) for g in vote.by_group] == [("governments", "for", 18), ("employees", "for", 7), ("employers", "for", 5)]
    assert vote.seats == {"governments": 20, "employees": 9, "employers": 9}
    assert [c.holds for c in vote.checks] == [True, None, True, True]
    assert len(vote.sentences) == 4


def test_two_votes_are_two(whole: Coder) -> None:
    text = "The General Assembly voted 90-20 to suspend Chad. It also voted by 80 votes to 30 to send observers to Mali."
    assert [counts(v) for v in read(whole, text)] == [(90, 20, None), (80, 30, None)]


@pytest.mark.parametrize(("text", "method"), [
    ("The Executive Board adopted the decision by consensus.", "consensus"), ("The resolution was adopted by acclamation.", "acclamation"),
    ("The motion was rejected by 20 votes to 15 in a secret ballot.", "secret"),
    ("In a roll-call vote, the motion was adopted by 20 votes to 15.", "roll-call"),
    ("In a recorded vote, the motion was adopted by 20 votes to 15.", "recorded"), ("The motion was adopted by 20 votes to 15.", None)])
def test_the_method_is_what_the_text_says(whole: Coder, text: str, method: str | None) -> None:
    assert [v.method for v in read(whole, text)] == [method]


@pytest.mark.parametrize(("text", "motion"), [
    ("The General Assembly voted 91-20 to expel Chad from the committee.", "to expel Chad from the committee"),
    ("The agency passed a resolution “to freeze all funds for Chad”. Thirty members voted in favour of the resolution, two against.",
     "to freeze all funds for Chad"),
    ("The General Assembly adopts a text 31-6 condemning Chad.", "condemning Chad"),
    ("The General Assembly decided by 91 votes to 11 that the referendum had no validity.", "the referendum had no validity")])
def test_what_was_voted_on(whole: Coder, text: str, motion: str) -> None:
    assert [v.motion.text for v in read(whole, text) if v.motion] == [motion]


def test_plurals() -> None:
    assert [plural(w) for w in ("employer", "country", "church", "day")] == ["employers", "countries", "churches", "days"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, min_size=1, max_size=10))
def test_whatever_is_said_the_spans_are_the_text(whole: Coder, pieces: list[str]) -> None:
    text = "".join(pieces)
    first, again = (whole.code(Document.of(text)).votes for _ in range(2))
    assert first == again
    assert len({v.id for v in first}) == len(first)


@pytest.mark.skipif(not MISSION.exists(), reason="the mission documents are not beside this checkout")
def test_the_vote_of_the_mission_document(coder: Coder) -> None:
    gold = json.loads(MISSION.read_text(encoding="utf-8"))
    wanted, (vote,) = gold["votes"][0], coder.code(Document.of(gold["text"], published=gold["published"])).votes
    assert counts(vote) == tuple(wanted["counts"][k] for k in ("for", "against", "abstain"))
    assert (vote.result, vote.seats) == (wanted["result"], wanted["seats"])
    assert [(g.group, g.option, g.count) for g in vote.by_group] == [(g["group"], g["option"], g["count"]) for g in wanted["by_group"]]
    assert {(v.actor.country, v.option) for v in vote.voters} == {(v["actor"]["country"], v["option"]) for v in wanted["voters"]}
    assert all(c.holds for c in vote.checks)
    assert vote.motion is not None
    assert vote.motion.text == wanted["motion"]
