"""Files, folders and standard input."""

import io
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import pytest

from demarche.reading import Limits, Overrides, Read, parse_bytes, read
from demarche.records import Document


def one(reads: Iterable[Read]) -> Read:
    (only,) = reads
    return only


def document(result: Read) -> Document:
    assert result.error is None and result.document is not None, result.error
    return result.document


def code(result: Read) -> str | None:
    assert (result.document is None) == (result.error is not None)
    return result.error.code if result.error else None


def test_a_missing_path_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("They met.")
    first, second = read([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert code(first) == "D101" and first.source == str(tmp_path / "a.txt")
    assert document(second).text == "They met."


@pytest.mark.parametrize("path", ["", "a\0b", "x" * 5000])
def test_impossible_paths_are_errors_of_their_own(path: str) -> None:
    assert code(one(read([path]))) in {"D101", "D114"}


def test_one_path_may_be_given_bare(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("They met.")
    assert document(one(read(str(tmp_path / "a.txt")))).text == "They met."


@pytest.mark.parametrize("content", [b"", b" \r\n\t ", b"\xef\xbb\xbf", b"\xff\xfe", "\u00a0\n".encode()])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json", "a.jsonl"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert code(one(read([tmp_path / name]))) == "D102"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("They met.")
    (tmp_path / "a.txt").chmod(0)
    assert code(one(read([tmp_path / "a.txt"]))) == "D114"


def test_a_file_that_breaks_while_it_is_read_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    (tmp_path / "a.txt").write_text("They met.")
    monkeypatch.setattr("demarche.reading.opened", lambda name: Broken(b"x"))
    assert "Input/output error" in str(one(read([tmp_path / "a.txt"])).error)


def test_a_folder_is_walked_in_order_and_only_known_suffixes_are_read(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "deep/er/c.HTM", "deep/a.jsonl", "z.json", "image.png", "notes.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('{"text": "They met in Geneva."}' if "json" in name else "<p>They met.</p>")
    found = [Path(each.source).relative_to(tmp_path).as_posix() for each in read([tmp_path])]
    assert found == ["a.md", "b.txt", "z.json", "deep/a.jsonl:1", "deep/er/c.HTM"]


def test_a_folder_without_documents_says_so(tmp_path: Path) -> None:
    (tmp_path / "image.png").write_bytes(b"\x89PNG")
    result = one(read([tmp_path]))
    assert code(result) == "D108" and ".markdown" in str(result.error)


def test_a_dangling_link_in_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert code(one(read([tmp_path]))) == "D101"


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    with open(tmp_path / "a.txt", "wb") as file:
        file.truncate(60_000_000)
    tracemalloc.start()
    result = one(read([tmp_path / "a.txt"]))
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()
    assert code(result) == "D105" and "60000000" in str(result.error)


def test_a_file_of_unknown_suffix_is_sniffed(tmp_path: Path) -> None:
    (tmp_path / "dump").write_text('{"text": "One"}\n{"text": "Two"}\n')
    assert [document(each).text for each in read([tmp_path / "dump"])] == ["One", "Two"]


def test_a_long_text_is_cut_at_a_paragraph(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("They met. They left.\n\nThey met again. They left again.")
    result = one(read([tmp_path / "a.txt"], limits=Limits(max_characters=40)))
    assert document(result).text == "They met. They left.\n\n"
    assert [each.code for each in result.warnings] == ["D111"]


@pytest.mark.parametrize(("text", "kept"), [("They met. They left", "They met. "), ("They met in Geneva", "They met in "), ("x" * 30, "x" * 15)])
def test_a_long_paragraph_is_cut_at_a_sentence_or_word(text: str, kept: str) -> None:
    assert document(one(parse_bytes(text.encode(), limits=Limits(max_characters=15)))).text == kept


def test_overrides_win() -> None:
    given = Overrides(title="A", publisher="B", published="2020-01-01", url="https://c.org", id="d", language="en")
    facts = document(one(parse_bytes(b'{"text": "They met.", "title": "X", "publisher": "Y", "published": "2021-01-01"}', overrides=given)))
    assert (facts.title, facts.publisher, facts.published) == ("A", "B", "2020-01-01")
    assert (facts.url, facts.id, facts.language) == ("https://c.org", "d", "en")


STDIN = {
    b"They met.\r\n": ["They met.\n"],
    b"<!DOCTYPE html><html><body><article><p>The ministers met in Geneva.</p></article></body></html>": ["The ministers met in Geneva.\n"],
    b'{"text": "One"}': ["One"],
    b'{\n "title": "T",\n "text": "One"\n}\n': ["One"],
    b'[{"text": "One"},\n{"text": "Two"}]': ["One", "Two"],
    b'{"text": "One"}\n{"text": "Two"}\n': ["One", "Two"],
    b'{"text": "' + b"x" * 9000 + b'"}\n{"text": "Two"}\n': ["x" * 9000, "Two"],
    "\ufeff{\"text\": \"One\"}\n{\"text\": \"Two\"}\n".encode("utf-16-le"): ["One", "Two"],
    b"[Unofficial translation] They met.": ["[Unofficial translation] They met."],
    b"{curly} They met.": ["{curly} They met."],
}


@pytest.mark.parametrize("data", STDIN)
@pytest.mark.parametrize("seekable", [True, False])
def test_standard_input_is_sniffed(data: bytes, seekable: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return seekable

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(Pipe(data)))
    assert [document(each).text for each in read(["-"])] == STDIN[data]


def test_too_much_on_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(Pipe(b"x" * 20_000)))
    assert code(one(read(["-"], limits=Limits(max_bytes=10_000)))) == "D105"


def test_no_standard_input_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert code(one(read(["-"]))) == "D114"


def test_the_import_is_light() -> None:
    heavy = "{'yaml', 'trafilatura', 'charset_normalizer', 'lxml'}"
    subprocess.run([sys.executable, "-c", f"import sys, demarche.reading; sys.exit(bool({heavy} & set(sys.modules)))"], check=True,
                   env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
