"""Signatures at the end of statements, and what only looks like them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.decisions.signatories import signatories
from demarche.knowledge.loader import Knowledge

PATTERNS = Knowledge.load().patterns.signatures
MISSION = Path(__file__).parents[3] / "shared" / "gold" / "dev" / "dev-000-industriall.json"
LINES = st.sampled_from(["Jane Roe", "**John Doe**  ", "President", "Example Union", "Signed:", "Sincerely,", "We agree.", "", "THE WHITE HOUSE,",
                         "14 May 2022", "- Ann Poe, Chair", "| A B | C D |", "ENDS", "*", "\t",
                         "Jane Roe, Chair, Example Union", "\u00a0\u00a0\u00a0JOHN Q. DOE"])


def signed(block: str) -> list[tuple[str, str | None, str | None]]:
    return [(s.name, s.role, s.organization) for s in signatories(f"We agree with all of this.\n\n{block}", PATTERNS)]


@pytest.mark.parametrize(("block", "signers"), [
    ("**Jane Roe**  \nGeneral Secretary  \nExample Union", [("Jane Roe", "General Secretary", "Example Union")]),
    ("Jane Roe\nPresident\nExample Union\n\nJohn Doe\nSecretary-General\nOther Union",
     [("Jane Roe", "President", "Example Union"), ("John Doe", "Secretary-General", "Other Union")]),
    ("Jane Roe, General Secretary, Example Union", [("Jane Roe", "General Secretary", "Example Union")]),
    ("Jane Roe          John Doe\nPresident         Chair\nExample Union     Other Union",
     [("Jane Roe", "President", "Example Union"), ("John Doe", "Chair", "Other Union")]),
    ("| Jane Roe | John Doe |\n|---|---|\n| President | Chair |\n| Example Union | Other Union |",
     [("Jane Roe", "President", "Example Union"), ("John Doe", "Chair", "Other Union")]),
    ("Signed:\n\nJane Roe\nPresident of the Example Union\n\nJohn Doe\nMinister of Foreign Affairs",
     [("Jane Roe", "President", "Example Union"), ("John Doe", "Minister of Foreign Affairs", None)]),
    ("Signed by Jane Roe, Secretary-General of the Example Council", [("Jane Roe", "Secretary-General", "Example Council")]),
    ("— Dr. Jane van der Roe, Director-General\n\n14 May 2022\n\nENDS", [("Jane van der Roe", "Director-General", None)]),
    ("Sincerely,\n\nJane Roe", [("Jane Roe", None, None)]),
    ("JOHN Q. DOE\n\nTHE WHITE HOUSE,\n\nApril 1, 2021.", [("JOHN Q. DOE", "President", "THE WHITE HOUSE")]),
    ("José-María O'Neil Jr.\nFirst Deputy Director-General\nThe Example Organization\nGeneva",
     [("José-María O'Neil Jr.", "First Deputy Director-General", "The Example Organization")]),
])
def test_a_signature_is_read(block: str, signers: list[tuple[str, str | None, str | None]]) -> None:
    assert signed(block) == signers


@pytest.mark.parametrize("block", [
    "", "Jane Roe spoke, and the President of the Example Union agreed.", "Media contact:\nJane Roe\nCommunications Director\nExample Union",
    "Participants:\n\nJane Roe, Chair, Example Union\nJohn Doe, Chair, Other Union", "- Jane Roe, Chair, Example Union\n- John Doe, Chair, Other Union",
    "Foreign Ministry\nPress Office", "## Jane Roe\nPresident", "Jane Roe, who is the President of the Example Union, said so.",
    "They met with these, among others:\n\nJane Roe, Chair, Example Union\nJohn Doe, Chair, Other Union"])
def test_what_is_no_signature(block: str) -> None:
    assert signed(block) == []


def test_the_span_is_the_name_without_its_marks() -> None:
    text = "We agree.\n\n**Jane Roe**  \nPresident"
    assert [(s.span.start, s.span.end) for s in signatories(text, PATTERNS)] == [(13, 21)]


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_every_span_is_the_text_at_its_place(text: str) -> None:
    for signer in signatories(text, PATTERNS):
        signer.span.verify(text)
        assert signer.name == signer.span.text


@pytest.mark.skipif(not MISSION.exists(), reason="the mission documents are not beside this checkout")
def test_the_mission_document_has_its_signers() -> None:
    gold = json.loads(MISSION.read_text(encoding="utf-8"))
    wanted = [(s["name"], s["role"], s["organization"]) for s in gold["signatories"]]
    assert [(s.name, s.role, s.organization) for s in signatories(gold["text"], PATTERNS)] == wanted
