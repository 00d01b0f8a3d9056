"""Gold documents: read whole or refused."""

import json
from pathlib import Path

import pytest

from demarche.errors import DemarcheError
from demarche.evaluating import digest, read_gold

EMPTY = {"id": "1", "text": "Peace.", "events": [], "measures": [], "votes": [], "signatories": []}


def put(path: Path, content: object) -> Path:
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_folder_stands_for_its_json_files_in_order(tmp_path: Path) -> None:
    put(tmp_path / "b.json", {**EMPTY, "id": "b"})
    put(tmp_path / "a.json", {**EMPTY, "id": "a"})
    put(tmp_path / "README.md", "no gold")
    assert [gold.id for gold in read_gold([tmp_path])] == ["a", "b"]


@pytest.mark.parametrize("content", ["{", "[]", "{}", {**EMPTY, "text": None}, {**EMPTY, "events": [{"code": "AID"}]}])
def test_what_is_no_gold_document_is_refused(tmp_path: Path, content: object) -> None:
    with pytest.raises(DemarcheError, match=r"D501 .*a\.json"):
        read_gold([put(tmp_path / "a.json", content)])


def test_a_missing_path_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DemarcheError, match="D101"):
        read_gold([tmp_path / "nowhere"])
    with pytest.raises(DemarcheError, match="D501"):
        read_gold([tmp_path])


def test_the_digest_changes_with_the_annotation_and_not_with_layout_or_order(tmp_path: Path) -> None:
    one, two = put(tmp_path / "1.json", EMPTY), put(tmp_path / "2.json", {**EMPTY, "text": "War."})
    before = digest(read_gold([one, two]))
    put(one, json.dumps(EMPTY, indent=4))
    assert digest(read_gold([two, one])) == before
    put(one, {**EMPTY, "signatories": [{"name": "A"}]})
    assert digest(read_gold([one, two])) != before
