"""JSON and JSON Lines."""

import hashlib
import json
import tracemalloc
from pathlib import Path

import pytest

from demarche.reading import Limits, Read, parse_bytes, read


def codes(reads: list[Read]) -> list[str | None]:
    return [each.error.code if each.error else None for each in reads]


def test_the_text_is_exactly_that_of_the_key() -> None:
    text = "\ufeff \r\n\n They\u2028met\t \x0b\n\n"
    (result,) = parse_bytes(json.dumps({"text": text}).encode(), "a.json")
    assert result.document is not None and not result.warnings
    assert result.document.text == text and result.document.text_sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_other_keys_are_ignored() -> None:
    gold = {"id": "014", "url": None, "title": "T", "publisher": "P", "published": "2022-03-24", "type": "news", "text": "They met.",
            "events": [{"code": "CONSULT"}], "measures": [], "votes": [], "places": ["Geneva"]}
    (result,) = parse_bytes(json.dumps(gold, indent=1).encode(), "a.json")
    assert result.document is not None and result.source == "a.json" and not result.warnings
    document = result.document
    assert (document.id, document.url, document.title, document.publisher, document.published) == ("014", None, "T", "P", "2022-03-24")


@pytest.mark.parametrize("filler", ["not json", '{"text": ', '["text"', '{"text": "a"} {"text": "b"}', "[" * 100_000, '{"n": ' + "9" * 5000 + "}"])
def test_one_bad_line_of_ten_leaves_nine(tmp_path: Path, filler: str) -> None:
    lines = [json.dumps({"text": f"They met {number} times."}) for number in range(1, 11)]
    lines[6] = filler
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    reads = list(read([tmp_path / "a.jsonl"]))
    assert codes(reads) == [None] * 6 + ["D106"] + [None] * 3
    assert "line 7" in str(reads[6].error) and reads[6].source == f"{tmp_path / 'a.jsonl'}:7"
    assert [each.source.rsplit(":", 1)[1] for each in reads] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("value", ['"text"', "[]", "null", "{}", '{"text": null}', '{"text": 7}'])
def test_a_value_that_is_no_document_is_named_with_its_line(value: str) -> None:
    reads = list(parse_bytes(f'{{"text": "One"}}\n{value}\n{{"text": "Three"}}\n'.encode(), "a.jsonl"))
    assert codes(reads) == [None, "D107", None] and "line 2" in str(reads[1].error)


def test_blank_lines_are_passed_over() -> None:
    reads = list(parse_bytes(b'\n{"text": "One"}\r\n\r\n{"text": "Two"}\n\n', "a.jsonl"))
    assert [each.source for each in reads] == ["a.jsonl:2", "a.jsonl:4"] and codes(reads) == [None, None]


def test_a_list_gives_each_of_its_objects() -> None:
    reads = list(parse_bytes(b'[\n{"text": "One"},\n{"txt": "Two"},\n{"text":\n "Three"}\n]\n', "a.json"))
    assert codes(reads) == [None, "D107", None] and [each.source for each in reads] == ["a.json[0]", "a.json[1]", "a.json[2]"]
    assert "line 3" in str(reads[1].error)


@pytest.mark.parametrize(("data", "line"), [
    ('[{"text": "One"},\n{"text" "Two"}]', 2), ('[{"text": "One"}\n\n', 3), ('[{"text": "One"}] x', 1), ('[{"text": "One"},]', 1)])
def test_a_broken_list_gives_what_stands_before_the_mistake(data: str, line: int) -> None:
    reads = list(parse_bytes(data.encode(), "a.json"))
    assert codes(reads) == [None, "D106"] and f"line {line}:" in str(reads[1].error)


def test_an_empty_list_is_no_document() -> None:
    assert codes(list(parse_bytes(b"[ ]", "a.json"))) == ["D107"]


def test_a_broken_object_is_named_with_its_line() -> None:
    (result,) = parse_bytes(b'{\n "title": "T",\n "text": "One\n}', "a.json")
    assert codes([result]) == ["D106"] and "line 3" in str(result.error)


def test_json_lines_under_the_name_of_json_are_read() -> None:
    reads = list(parse_bytes(b'{"text": "One"}\n{"text": }\n{"text": "Three"}\n', "a.json"))
    assert codes(reads) == [None, "D106", None] and reads[2].source == "a.json:3"


def test_lines_are_not_bound_by_the_limit_of_a_file() -> None:
    data = b"".join(b'{"text": "They met %d times."}\n' % number for number in range(1000))
    assert codes(list(parse_bytes(data, "a.jsonl", limits=Limits(max_bytes=100)))) == [None] * 1000


def test_a_line_of_just_the_limit_is_read_and_a_longer_one_refused() -> None:
    line = b'{"text": "%s"}'
    data = b"\n".join([line % b"x", line % (b"x" * 88), line % (b"x" * 89), line % (b"x" * 500), line % b"y"])
    reads = list(parse_bytes(data, "a.jsonl", limits=Limits(max_bytes=100)))
    assert codes(reads) == [None, None, "D105", "D105", None]
    assert [each.error.details["size"] for each in reads if each.error] == [101, 512]


def test_one_long_line_is_read_in_bounded_memory(tmp_path: Path) -> None:
    with open(tmp_path / "a.jsonl", "wb") as file:
        file.write(b'{"text": "One"}\n{"text": "' + b"x" * 10_000_000 + b'"}\n{"text": "Three"}\n')
    whole = read([tmp_path / "a.jsonl"], limits=Limits(max_characters=10**8))
    assert [len(each.document.text or "") for each in whole if each.document] == [3, 10**7, 5]
    tracemalloc.start()
    reads = list(read([tmp_path / "a.jsonl"], limits=Limits(max_bytes=1_000_000)))
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()
    assert codes(reads) == [None, "D105", None]


def test_utf_16_lines_are_read() -> None:
    reads = list(parse_bytes('{"text": "Üne"}\n{"text": "Two"}\n'.encode("utf-16"), "a.jsonl"))
    assert [each.document.text for each in reads if each.document] == ["Üne", "Two"]


def test_a_line_in_another_encoding_is_warned_of() -> None:
    reads = list(parse_bytes(b'{"text": "One"}\n' + '{"text": "café fermé"}'.encode("cp1252"), "a.jsonl"))
    assert [each.document.text for each in reads if each.document] == ["One", "café fermé"]
    assert [[warning.code for warning in each.warnings] for each in reads] == [[], ["D104"]]


@pytest.mark.parametrize(("given", "kept", "warned"), [
    ("2022-04-07", "2022-04-07", []), ("2022-04-07T10:00:00Z", "2022-04-07", []), ("2022-04-07 10:00:00+02:00", "2022-04-07", []),
    ("", None, []),
    ("2022-02-30", None, ["D113"]), ("7 April 2022", None, ["D113"]), ("2022-04", None, ["D113"]),
    ("\ud800", None, ["D113"]), (20220407, None, ["D115"])])
def test_published_is_an_iso_date_or_nothing(given: object, kept: str | None, warned: list[str]) -> None:
    (result,) = parse_bytes(json.dumps({"text": "They met.", "published": given}).encode(), "a.json")
    assert result.document is not None and result.document.published == kept
    assert [each.code for each in result.warnings] == warned
    assert all(each.message.encode() for each in result.warnings)


def test_keys_of_another_type_are_left_out_with_a_warning() -> None:
    (result,) = parse_bytes(b'{"text": "They met.", "id": 7, "title": ["T"]}', "a.json")
    assert result.document is not None and (result.document.id, result.document.title) == ("7", None)
    assert [each.code for each in result.warnings] == ["D115"] and "title" in result.warnings[0].message


def test_characters_that_no_text_has_become_spaces_of_the_same_length() -> None:
    (result,) = parse_bytes(b'{"text": "a\\u0000b\\ud800c \\ud83d\\ude00", "title": "T\\udfff!"}', "a.json")
    assert result.document is not None and (result.document.text, result.document.title) == ("a b c \U0001f600", "T !")
    assert [(each.code, "3 characters" in each.message) for each in result.warnings] == [("D110", True)]
