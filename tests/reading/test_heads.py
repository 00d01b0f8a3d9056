"""What the head of a text states: title, publisher, date."""

import pytest

from demarche.errors import DemarcheError
from demarche.reading import Overrides, document_of

BODY = "The unions met in the morning and called for an immediate ceasefire, as they had done before.\n"

DATED = {
    "Nairobi and Lagos, 14 May 2019": "2019-05-14",
    "Washington, D.C., April 7, 2022": "2022-04-07",
    "Rio de Janeiro, 1st of May 2021": "2021-05-01",
    "The Hague (7 April 2022)": "2022-04-07",
    "Friday, January 4, 2019 \u00a0": "2019-01-04",
    "7 April 2022 – Geneva": "2022-04-07",
    "For immediate release: 7 April 2022": "2022-04-07",
    "FOR IMMEDIATE RELEASE\n\nThursday, 7 Apr. 2022, 10:30 GMT": "2022-04-07",
    "Press release 3 March 2024 09:40": "2024-03-03",
    "Press Release SC/14850, 7 April 2022": "2022-04-07",
    "Date: 2022-04-07": "2022-04-07",
    "**Date:** 7 April 2022": "2022-04-07",
    "Published on 7 April 2022": "2022-04-07",
    "2022-04-07T10:00:00Z": "2022-04-07",
    "### [2015-08-03](/days/3-august)": "2015-08-03",
    "Resolution 1826 (2008)\n\nAdopted by the Security Council at its 5951st meeting, on 29 July 2008": "2008-07-29",
    "---\ntitle: T\ndate: 2022-04-07\n---": "2022-04-07",
    "---\ndate: 'April 7, 2022'\n---": "2022-04-07",
}


@pytest.mark.parametrize("head", DATED)
def test_a_date_is_read_from_the_head(head: str) -> None:
    assert document_of(f"{head}\n\n{BODY}")[0].published == DATED[head]


@pytest.mark.parametrize("opening", ["GENEVA, 23 March 2022 (ILO News) – ", "GENEVA, March 23, 2022 — ", "NEW YORK/GENEVA (23 March 2022) – ",
                                     "Geneva, 23 March 2022: ", "KYIV, Ukraine, March 23, 2022 /PRNewswire/ -- "])
def test_a_date_is_read_from_a_dateline_that_opens_the_text(opening: str) -> None:
    assert document_of(f"# A title\n\n{opening}{BODY}")[0].published == "2022-03-23"


@pytest.mark.parametrize("text", [
    "On 24 February 2022, Russia invaded Ukraine.", "In Geneva, 28 February 2022 was a day of mourning.",
    "Russia invaded Ukraine on 24 February 2022.",
    "GENEVA, March 23 (Reuters) – The Governing Body met.",
    f"{BODY}It signed the agreement with the other parties in the capital on\nMarch 2, 2022",
    f"{BODY}\n{BODY}\nGeneva, 28 February 2022\n\n{BODY}", "Geneva, 30 February 2022",
    "On 7 April 2022 – a day later – they met.", "Date: to be announced",
    f"{BODY}\n{BODY}\nDate: 5 May 2022\n", "The statement of 24 February 2022"])
def test_a_date_elsewhere_is_not_the_day_of_publication(text: str) -> None:
    assert document_of(f"{text}\n\n{BODY}")[0].published is None


TITLED = {
    "Nairobi and Lagos, 14 May 2019\n\n## A call to [every union](#)\n\n": "A call to every union",
    "### [2015-08-03](/days/3-august)\n\n# **Dockers end strike**\n\n": "Dockers end strike",
    "Unions call for peace\n=====================\n\n": "Unions call for peace",
    "Unions call for peace\n\n": "Unions call for peace",
    "Unions call for peace\n": "Unions call for peace",
    "Unions call for peace\nGeneva, 28 February 2022\n": "Unions call for peace",
    "NOTICE TO ALL MEMBERS OF THE\nFEDERATION OF BAKERS\n\n": "NOTICE TO ALL MEMBERS OF THE FEDERATION OF BAKERS",
    "FOR IMMEDIATE RELEASE\n\nUnions call for peace\n\n": "Unions call for peace",
    "Joint Statement on Ukraine, 11 October 2022\n\n": "Joint Statement on Ukraine, 11 October 2022",
    "---\ntitle: \"Unions call: peace\"\n---\n# Other\n\n": "Unions call: peace",
    "Title: Unions call for peace\n\n": "Unions call for peace",
}


@pytest.mark.parametrize("head", TITLED)
def test_a_title_is_read_from_the_head(head: str) -> None:
    assert document_of(head + BODY)[0].title == TITLED[head]


@pytest.mark.parametrize("text", [
    "We are grateful to every member of the executive board who came to\nNairobi at such short notice.\n",
    "Dear Madam Speaker\n\nI report to you.",
    "Russia attacked Ukraine", "The unions met.\n\nThey left.", "Geneva, 28 February 2022\n\nThe unions met.",
    "1. Takes note of the report\n\n2. Thanks",
    f"{BODY}\n## Background\n\n{BODY}", "PRESS RELEASE\n\nThe unions met.", "Determining that the situation is a threat,\n\nDecides to act.", ""])
def test_running_text_gives_no_title(text: str) -> None:
    assert document_of(text)[0].title is None


@pytest.mark.parametrize("head", ["Source: Council of the EU", "**Publisher:** Council of the EU", "---\npublisher: Council of the EU\n---",
                                  "Council of the EU\n \n Press release 3 March 2024 09:40"])
def test_a_publisher_is_read_from_the_letterhead(head: str) -> None:
    document = document_of(f"{head}\n\nUnions call for peace\n\n{BODY}")[0]
    assert (document.publisher, document.title) == ("Council of the EU", "Unions call for peace")


@pytest.mark.parametrize("head", ["### Source:\n\n1. [Wire](http://wire.example.org)", "Source: https://www.ilo.org", f"{BODY}\nSource: Reuters"])
def test_a_source_that_is_no_letterhead_gives_no_publisher(head: str) -> None:
    assert document_of(f"{head}\n\n{BODY}")[0].publisher is None


def test_what_is_given_wins_over_the_head() -> None:
    document = document_of(f"# T\n\nGeneva, 28 February 2022\n\n{BODY}", title="A", published="2020-01-01T00:00:00", id="1")[0]
    assert (document.title, document.published, document.id) == ("A", "2020-01-01", "1")


def test_a_string_is_its_own_canonical_text() -> None:
    assert document_of(" a\r\nb\r ")[0].text == " a\r\nb\r "


@pytest.mark.parametrize("value", ["", "yesterday", "2022-13-01", "7 April 2022", "2022"])
def test_an_override_that_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(DemarcheError, match="D113"):
        Overrides(published=value)
