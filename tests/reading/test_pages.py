"""Web pages."""

import sys

import pytest

from demarche.reading import Read, parse_bytes

pytest.importorskip("trafilatura")

PAGE = """<!doctype html><html><head><title>ILO suspends cooperation with Russia - ILO News</title>
<meta property="og:site_name" content="International Labour Organization">
<meta property="article:published_time" content="2022-03-23T10:00:00Z"><link rel="canonical" href="https://www.ilo.org/news/1"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/about">About us</a></li></ul></nav>
<article><h1>ILO suspends cooperation with Russia</h1>
<p>GENEVA (ILO News) – The <b>Governing Body</b> decided on Wednesday to suspend <em>technical</em> cooperation with Russia.</p>
<h2>The vote</h2><p>It was adopted by 42 votes to 2, with 8 abstentions.</p></article>
<footer>Copyright 2024 ILO, all rights reserved</footer></body></html>"""


def one(page: str) -> Read:
    (only,) = parse_bytes(page.encode(), "a.html")
    return only


def test_the_article_is_read_and_the_menus_are_not() -> None:
    result = one(PAGE)
    assert result.document is not None and result.document.text == (
        "# ILO suspends cooperation with Russia\n\nGENEVA (ILO News) – The Governing Body decided on Wednesday to suspend technical cooperation with "
        "Russia.\n\n## The vote\n\nIt was adopted by 42 votes to 2, with 8 abstentions.\n")


def test_the_page_states_its_facts() -> None:
    document = one(PAGE).document
    assert document is not None and (document.title, document.publisher, document.published, document.url) == (
        "ILO suspends cooperation with Russia", "International Labour Organization", "2022-03-23", "https://www.ilo.org/news/1")


def test_a_date_in_running_text_or_footer_is_not_the_day_of_publication() -> None:
    document = one("<html><body><p>They met on 7 April 2022 and left.</p><footer>Copyright 2019</footer></body></html>").document
    assert document is not None and document.published is None and document.publisher is None


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<html><head><title>x</title></head></html>", "<!-- -->"])
def test_a_page_without_text_is_an_error(page: str) -> None:
    error = one(page).error
    assert error is not None and error.code == "D112"


def test_without_trafilatura_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    error = one(PAGE).error
    assert error is not None and error.code == "D109" and "demarche[html]" in str(error)
