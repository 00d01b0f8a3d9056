"""Bytes to characters."""

import zlib

import pytest

from demarche.reading import Read, parse_bytes

ENGLISH = "The “resolution” on Côte d’Ivoire was adopted — it’s final. The café’s owner paid £40.\n"


def one(data: bytes, source: str = "a.txt") -> Read:
    (only,) = parse_bytes(data, source)
    return only


def text(result: Read) -> str | None:
    assert result.document is not None, result.error
    return result.document.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_a_warning_and_without_its_mark(encoding: str) -> None:
    result = one(ENGLISH.encode(encoding))
    assert text(result) == ENGLISH and not result.warnings


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_with_a_mark_of_either_order_is_read(encoding: str) -> None:
    assert text(one(f"\ufeff{ENGLISH}".encode(encoding))) == ENGLISH


@pytest.mark.parametrize("string", [ENGLISH, "The “resolution” was adopted.", "café", "They met in Zürich.", "§ 5 applies at 20°."])
def test_windows_english_is_read_with_a_warning(string: str) -> None:
    result = one(string.encode("cp1252"))
    assert text(result) == string
    assert [(each.code, "cp1252" in each.message) for each in result.warnings] == [("D104", True)]


def test_latin_1_is_read() -> None:
    string = "Le café est fermé. The ministers met in Zürich and São Tomé."
    assert text(one(string.encode("latin-1"))) == string


@pytest.mark.parametrize(("encoding", "string"), [("cp1251", "Министр иностранных дел России заявил, что переговоры будут продолжены."),
                                                  ("shift_jis", "外務省は本日、声明を発表した。両国は協議を続ける。")])
def test_other_scripts_are_guessed(encoding: str, string: str) -> None:
    result = one(string.encode(encoding))
    assert text(result) == string and encoding in result.warnings[0].message


def test_a_few_broken_bytes_in_utf_8_spoil_only_themselves() -> None:
    result = one(ENGLISH.encode() + b"\xff" + ENGLISH.encode())
    assert text(result) == f"{ENGLISH}\ufffd{ENGLISH}" and "utf-8 with errors" in result.warnings[0].message


def test_a_page_may_name_its_encoding() -> None:
    page = "<html><head><meta charset='windows-1251'></head><body><article><p>Москва, 7 апреля.</p></article></body></html>"
    result = one(page.encode("cp1251"), "a.html")
    assert "Москва" in str(text(result)) and not result.warnings


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04\x14\0\0\0", b"\x7fELF\x02\x01\x01", b"%PDF-1.7\n%\xe2\xe3",
                                  bytes(range(256)) * 20, zlib.compress(ENGLISH.encode() * 20 + bytes(range(256))) * 20, b"\0" * 5000])
@pytest.mark.parametrize("source", ["a.txt", "a.html", "a.json", "a.jsonl", "-"])
def test_binary_data_is_refused(data: bytes, source: str) -> None:
    result = one(data, source)
    assert result.error is not None and result.error.code == "D103"


def test_line_ends_become_line_feeds() -> None:
    assert text(one(b"One\r\nTwo\rThree\n")) == "One\nTwo\nThree\n"


def test_nul_characters_become_spaces() -> None:
    result = one(b"They\0met in Geneva.")
    assert text(result) == "They met in Geneva." and [each.code for each in result.warnings] == ["D110"]


def test_markdown_keeps_its_markup() -> None:
    markdown = "---\ntitle: T\n---\n# **Peace** [now](#)\n"
    assert text(one(markdown.encode(), "a.md")) == markdown
