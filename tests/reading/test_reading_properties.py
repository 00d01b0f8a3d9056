"""What holds for every input."""

import hashlib
import json
import re

from hypothesis import given
from hypothesis import strategies as st

from demarche.reading import FORMATS, Limits, document_of, parse_bytes

TEXTS = st.text(st.characters(exclude_categories=()))
BYTES = st.binary() | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")) | TEXTS.map(lambda text: text.encode("utf-16", "surrogatepass"))
KINDS = st.sampled_from([None, *FORMATS])
TAGS = ["<p>", "<div>", "</div>", "<table><tr><td>", "<h1>", "\0", "They met. ", "7 April 2022", "<title>", "<!--", "&#0;", "&#xd800;"]
HEADS = ["---", "# ", "title: ", "Date: ", "7 April 2022", "Geneva", ", ", "\n", "\n\n", "Press release", " – ", "They met.", "[", "](", ")", "**"]


@given(TEXTS, st.booleans(), st.sampled_from(["json", "jsonl"]))
def test_any_string_in_json_comes_back(text: str, escaped: bool, form: str) -> None:
    data = json.dumps({"text": text, "title": "T"}, ensure_ascii=escaped).encode("utf-8", "replace")
    (result,) = parse_bytes(data, format=form)
    sent = json.loads(data)["text"]
    assert result.document is not None and result.document.text is not None
    assert result.document.text == re.sub("[\0\ud800-\udfff]", " ", sent)
    assert result.document.text_sha256 == hashlib.sha256(result.document.text.encode()).hexdigest()
    assert ("D110" in [each.code for each in result.warnings]) == (result.document.text != sent)


@given(BYTES, KINDS)
def test_no_bytes_raise(data: bytes, form: str | None) -> None:
    for result in parse_bytes(data, format=form):
        assert (result.document is None) == (result.error is not None)


@given(st.lists(st.sampled_from(TAGS)))
def test_no_page_raises(parts: list[str]) -> None:
    list(parse_bytes("".join(parts).encode(), format="html"))


@given(st.lists(st.sampled_from(HEADS)))
def test_no_head_raises(parts: list[str]) -> None:
    text = "".join(parts)
    assert document_of(text)[0].text == text


@given(TEXTS, st.integers(1, 40))
def test_a_cut_text_is_a_beginning_within_the_limit(text: str, limit: int) -> None:
    whole, cut = document_of(text)[0].text, document_of(text, limits=Limits(max_characters=limit))[0].text
    assert whole is not None and cut is not None
    assert whole.startswith(cut) and len(cut) <= limit and (len(cut) > 0 or not whole)
