"""The linter: each thing that it finds, provoked in a small folder of knowledge files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from demarche.knowledge.linter import Finding, lint

HEAD = "about: a test\nlicence: CC0-1.0\nsource: this test\n"
CODEBOOK = f"""{HEAD}name: PLOVER
version: "2.0"
roots:
- {{code: REQUEST, meaning: "Ask.", quad: verbal-conflict, weight: 0.0, cameo: "100",
   modes: [{{name: assist, meaning: "For help."}}, {{name: meet, meaning: "For talks."}}]}}
"""
CROSSWALK = f"""{HEAD}crosswalk:
- {{cameo: "100", meaning: "Demand.", code: REQUEST}}
- {{cameo: "020", meaning: "Appeal.", code: REQUEST}}
- {{cameo: "112", meaning: "Accuse."}}
"""

URGE = '- {verb: urge, cameo: "020", target: [obj], content: comp}\n'
Small = Callable[..., list[str]]


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """Write a small folder without findings, with what a test changes of it, and give the messages of its findings."""

    def written(*, actors: str = "[]", others: str = "[]", roles: str = "[]", predicates: str = URGE, codebook: str = CODEBOOK,
                crosswalk: str = CROSSWALK, officials: str = "[]", memberships: str = "[]", ambiguous: str = "[]", **more: str) -> list[str]:
        contents = {
            "actors/some.yaml": f"{HEAD}actors: {actors}\n",
            "actors/others.yaml": f"{HEAD}actors: {others}\n",
            "actors/officials/these.yaml": f"{HEAD}officials: {officials}\n",
            "actors/rules.yaml": f"{HEAD}memberships: {memberships}\nambiguous: {ambiguous}\n",
            "actors/roles.yaml": f"{HEAD}roles: {roles}\n",
            "codebook/plover.yaml": codebook,
            "codebook/cameo.yaml": crosswalk,
            "codebook/predicates/request.yaml": f"{HEAD}code: REQUEST\npredicates:\n{predicates}",
            **{name.replace("__", "/") + ".yaml": content for name, content in more.items()},
        }
        for name, content in contents.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return [f"{finding.path.relative_to(tmp_path)}: {finding.message}" for finding in lint(tmp_path)]

    return written


def entry(id_: str = "TCD", name: str = "Chad", kind: str = "state", more: str = "") -> str:
    return f"{{id: {id_}, name: {name}, kind: {kind}{', ' if more else ''}{more}}}"


def test_a_good_folder_has_no_finding(small: Small) -> None:
    assert small(actors=f"[{entry(more='country: TCD, metonyms: [Ndjamena]')}]", roles="[{noun: minister, stands: organ, sector: GOV}]") == []


def test_the_shipped_knowledge_has_no_finding() -> None:
    assert [str(finding) for finding in lint()] == []


def test_a_finding_names_its_file(tmp_path: Path) -> None:
    assert str(Finding(tmp_path / "a.yaml", "wrong")) == f"{tmp_path}/a.yaml: wrong"


def test_all_files_and_all_entries_are_checked_though_one_is_bad(small: Small) -> None:
    bad = "- {verb: urge, code: REQUEST, tense: past}\n"
    found = small(actors="[{id: TCD}, {id: NOR, name: Norway, kind: realm}]", roles="[{noun: minister}]", predicates=bad + URGE)
    assert [message.split(": ")[0] for message in found] == ["actors/roles.yaml", "actors/some.yaml", "actors/some.yaml", "codebook/predicates/request.yaml"]
    assert "actors, entry 1 (TCD)" in found[1]
    assert "realm" in found[2]


@pytest.mark.parametrize("missing", ["about", "licence", "source"])
def test_a_head_that_lacks_a_line_is_found(small: Small, missing: str) -> None:
    head = "".join(line for line in HEAD.splitlines(keepends=True) if not line.startswith(missing))
    assert small(actors__more=f"{head}actors: []\n") == [f"actors/more.yaml: the head lacks {missing}"]


@pytest.mark.parametrize(("content", "message"), [
    ("a: [", "while parsing"),
    ("- a\n- b\n", "the file is no mapping"),
    (f"{HEAD}actors: none\n", "Expected `array`"),
    (f"{HEAD}actors: []\nextra: 1\n", "unknown field `extra`"),
])
def test_a_file_that_is_not_as_its_form_says_is_found(small: Small, content: str, message: str) -> None:
    [found] = small(actors__more=content)
    assert found.startswith("actors/more.yaml: ")
    assert message in found


def test_bytes_that_are_not_utf8_are_found(small: Small, tmp_path: Path) -> None:
    small()
    (tmp_path / "actors" / "more.yaml").write_bytes(b"about: \xff\n")
    assert [finding.message for finding in lint(tmp_path)] == ["not UTF-8: invalid start byte at byte 7"]


def test_a_key_that_stands_twice_is_found(small: Small) -> None:
    found = small(actors="\n- id: TCD\n  name: Chad\n  kind: state\n  names: [Tchad]\n  names: [Republic of Chad]")
    assert found == ["actors/some.yaml: line 9: the key 'names' stands twice"]


@pytest.mark.parametrize(("name", "message"), [
    ("patterns__verbs", "no part of the program reads patterns of this name"),
    ("notes", "no part of the program reads a file in this place"),
])
def test_a_file_that_nothing_reads_is_found(small: Small, name: str, message: str) -> None:
    assert small(**{name: HEAD + "words: [a]\n"}) == [f"{name.replace('__', '/')}.yaml: {message}"]


def test_patterns_are_held_against_their_form(small: Small) -> None:
    [found] = small(patterns__speech=HEAD + "verbs: [say]\n")
    assert found.startswith("patterns/speech.yaml: Object missing required field")


def test_a_folder_without_codebook_is_found(tmp_path: Path) -> None:
    assert [finding.message for finding in lint(tmp_path)] == ["no file gives a name to the codebook"]


@pytest.mark.parametrize(("actors", "message"), [
    ([entry(), entry(name="Tchad")], "TCD: 2 entries have this id"),
    ([entry("QQQ", "Qumar")], "QQQ: the id of a state is its code of ISO 3166-1, and 'QQQ' is none"),
    ([entry("unu", "Unu", "ngo", "country: QQQ")], "unu: the country 'QQQ' is no code of ISO 3166-1"),
    ([entry("unu", "Unu", "ngo", "sectors: [XYZ]")], "unu: the sector 'XYZ' is not one of PLOVER's"),
    ([entry(more='since: "2020", until: "2019-05"')], "TCD: Chad: until 2019-05 lies before since 2020"),
    ([entry(more='since: "2020-13"')], "TCD: Chad: '2020-13' is no date"),
    ([entry(more='former: [{name: Old Chad, since: "2023-02-29"}]')], "TCD: Old Chad: '2023-02-29' is no date"),
    ([entry(more="parts: {XYZ: [Chad Guard]}")], "TCD: the sector 'XYZ' is not one of PLOVER's"),
    ([entry(more="successors: [nobody]")], "TCD: its successor 'nobody' is no actor"),
    ([entry("unu", "Unu", "ngo", "parent: nobody")], "unu: its parent 'nobody' is no actor"),
    ([entry(more="names: [Chad]")], "TCD: names: 'Chad' stands 2 times"),
    ([entry(more="demonyms: [Chadian, Chadian]")], "TCD: demonyms: 'Chadian' stands 2 times"),
    ([entry("unu", "Unu", "ngo", "names: [coalition]")], "unu: the name 'coalition' is a common English word"),
    ([entry("unu", "Unu", "ngo", 'names: ["=alliance"]')], "unu: '=alliance' does not look like a name"),
])
def test_what_is_wrong_with_an_actor_is_found(small: Small, actors: list[str], message: str) -> None:
    assert small(actors=f"[{', '.join(actors)}]") == [f"actors/some.yaml: {message}"]


def test_parents_in_a_circle_are_found(small: Small) -> None:
    found = small(actors=f"[{entry('one', 'Unu One', 'igo', 'parent: two')}, {entry('two', 'Unu Two', 'igo', 'parent: one')}]")
    assert found == [f"actors/some.yaml: {id_}: it is its own parent, directly or through others" for id_ in ("one", "two")]


@pytest.mark.parametrize("code", ["XKX", "SUN", "YUG", "CSK", "DDR", "RHO"])
def test_codes_outside_iso_that_this_project_allows_are_known(small: Small, code: str) -> None:
    assert small(actors=f"[{entry(code, 'Some State', more=f'country: {code}')}]") == []


@pytest.mark.parametrize("more", ["names: [CHAD]", "metonyms: [Chad]", "former: [{name: CHAD}]", "parts: {MIL: [Chad]}"])
def test_a_name_claimed_in_two_files_is_found(small: Small, more: str) -> None:
    [found] = small(actors=f"[{entry()}]", others=f"[{entry('unu', 'Unu', 'ngo', more)}]")
    assert found.casefold() == "actors/some.yaml: tcd: the name 'chad' is claimed by unu too (others.yaml), and no rule decides".casefold()


def test_a_rule_decides_between_two_that_have_one_name(small: Small) -> None:
    rule = "[{name: Chad, readings: [{actor: TCD, cues: [desert]}, {actor: unu}]}]"
    assert small(actors=f"[{entry()}]", others=f"[{entry('unu', 'Unu', 'ngo', 'names: [Chad]')}]", ambiguous=rule) == []


@pytest.mark.parametrize(("rule", "message"), [
    ("{name: Chad, readings: [{actor: TCD}]}", "Chad: one reading is nothing to decide"),
    ("{name: Chad, readings: [{actor: TCD}, {actor: QQQ}]}", "Chad: 'QQQ' is no actor"),
    ("{name: Chad, readings: [{kind: person}, {kind: other}]}", "Chad: TCD has this name too, and no reading says so"),
])
def test_a_rule_that_decides_nothing_or_wrongly_is_found(small: Small, rule: str, message: str) -> None:
    assert small(actors=f"[{entry()}, {entry('NOR', 'Norway')}]", ambiguous=f"[{rule}]") == [f"actors/rules.yaml: {message}"]


@pytest.mark.parametrize("name", ["Apple", "Target"])
def test_a_name_that_is_a_common_word_needs_a_rule(small: Small, name: str) -> None:
    [found] = small(actors=f"[{entry('firm', name, 'company')}]")
    assert found == f"actors/some.yaml: firm: the name '{name}' is a common English word, and no rule decides"
    rule = f"[{{name: {name}, evidence: true, readings: [{{actor: firm, cues: [shares]}}]}}]"
    assert small(actors=f"[{entry('firm', name, 'company')}]", ambiguous=rule) == []


@pytest.mark.parametrize(("term", "message"), [
    ("{of: QQQ, office: president, name: Ann Lee}", "QQQ, president: 'QQQ' is no actor"),
    ('{of: TCD, office: president, name: Ann Lee, since: "2023-02-29"}', "TCD, president: Ann Lee: '2023-02-29' is no date"),
    ('{of: TCD, office: president, name: Ann Lee, since: "2023", until: "2020"}', "TCD, president: Ann Lee: until 2020 lies before since 2023"),
    ("{of: TCD, office: president, name: ' Ann Lee'}", "TCD, president: ' Ann Lee' does not look like a name"),
    ('{of: SUN, office: president, name: Ann Lee, since: "1995"}', "SUN, president: Ann Lee takes office in 1995, and Soviet Union ended in 1991"),
])
def test_a_term_of_office_that_cannot_be_is_found(small: Small, term: str, message: str) -> None:
    union = entry("SUN", "Soviet Union", more='until: "1991"')
    assert small(actors=f"[{entry()}, {union}]", officials=f"[{term}]") == [f"actors/officials/these.yaml: {message}"]


@pytest.mark.parametrize(("first", "second", "count"), [
    ('since: "2005", until: "2015-12"', 'since: "2017-01"', 0),
    ('since: "2005", until: "2015-12"', 'since: "2015-12"', 0),
    ('since: "2005", until: "2015-12"', 'since: "2015-06"', 1),
    ('since: "2005"', 'since: "2017"', 1),
])
def test_two_terms_of_one_person_in_one_office_do_not_overlap(small: Small, first: str, second: str, count: int) -> None:
    term = "{of: TCD, office: president, name: Ann Lee, %s}"
    assert len(small(actors=f"[{entry()}]", officials=f"[{term % first}, {term % second}]")) == count


@pytest.mark.parametrize(("members", "message"), [
    ("[{id: QQQ}]", "'QQQ' is no actor"),
    ('[{id: TCD, since: "1999"}]', "TCD joins in 1999, and Unu begins in 2001"),
    ('[{id: TCD, since: "2012"}]', "TCD joins in 2012, and Unu ended in 2010"),
    ('[{id: TCD, since: "2002"}, {id: TCD, since: "2003"}]', "TCD is a member twice at one time"),
])
def test_a_membership_that_cannot_be_is_found(small: Small, members: str, message: str) -> None:
    union = entry("unu", "Unu", "igo", 'since: "2001", until: "2010"')
    assert small(actors=f"[{entry()}, {union}]", memberships=f"[{{body: unu, members: {members}}}]") == [f"actors/rules.yaml: members of unu: {message}"]


def test_members_of_nobody_and_members_that_stand_twice_are_found(small: Small) -> None:
    found = small(memberships="[{body: unu, members: []}, {body: unu, members: []}]")
    assert {message.split(": ", 1)[1] for message in found} == {"members of unu: 'unu' is no actor", "unu: its members stand twice"}


def test_states_that_followed_one_another_may_share_a_seat(small: Small) -> None:
    old = entry("SUN", "Soviet Union", more='metonyms: [Moscow], until: "1991-12"')
    assert small(actors=f"[{old}, {entry('RUS', 'Russia', more='metonyms: [Moscow], since: 1991-12')}]".replace("1991-12}", '"1991-12"}')) == []
    named = old.replace("until", "successors: [RUS], until")
    assert small(actors=f"[{named}, {entry('RUS', 'Russia', more='metonyms: [Moscow]')}]") == []


def test_a_role_that_stands_twice_is_found(small: Small) -> None:
    assert small(roles="[{noun: minister, stands: organ}, {noun: Minister, stands: group}]") == ["actors/roles.yaml: the role 'minister' stands 2 times"]


def test_a_role_of_an_unknown_sector_is_found(small: Small) -> None:
    assert small(roles="[{noun: minister, stands: organ, sector: ZZZ}]") == ["actors/roles.yaml: minister: the sector 'ZZZ' is not one of PLOVER's"]


@pytest.mark.parametrize(("predicate", "message"), [
    ("{verb: beg, noun: plea}", "exactly one of verb, noun, adjective, modal is its trigger, here verb and noun"),
    ("{object: [help]}", "exactly one of verb, noun, adjective, modal is its trigger, here none"),
    ("{verb: beg, source: [subject]}", "source: 'subject' is no place and no preposition"),
    ("{verb: beg, target: [obje]}", "target: 'obje' is no place and no preposition"),
    ("{verb: beg, content: complement}", "content: 'complement' is no place and no preposition"),
    ("{verb: beg, prep: [fro]}", "prep: 'fro' is no preposition"),
    ("{verb: beg, object: [help, help]}", "object: 'help' stands twice"),
    ("{verb: beg, mode: riot}", "REQUEST has no mode 'riot' (it has assist, meet)"),
    ('{verb: beg, cameo: "1"}', "Expected `str` matching regex '^[0-9]{2,4}$' - at `$.cameo`"),
    ('{verb: beg, cameo: "111"}', "the crosswalk has no CAMEO code 111"),
    ('{verb: beg, cameo: "112"}', "CAMEO 112 corresponds to no root, not to REQUEST"),
    ("{verb: beg, code: ASSAULT}", "the codebook has no code ASSAULT"),
])
def test_what_is_wrong_with_a_predicate_is_found(small: Small, predicate: str, message: str) -> None:
    [found] = small(predicates=f"{URGE}- {predicate}\n")
    assert found.endswith(f": {message}")


@pytest.mark.parametrize(("first", "second", "clash"), [
    ("{verb: make, object: [plea, call]}", "{verb: make, object: [call]}", True),
    ("{verb: make, object: [plea]}", "{verb: make, object: [call]}", False),
    ("{verb: call, prep: [for]}", "{verb: call}", False),
    ("{verb: step, particle: up}", "{verb: step, particle: down}", False),
    ("{verb: demand}", "{noun: demand}", False),
    ("{noun: demand}", "{noun: demand, copula: true}", False),
    ("{verb: beg}", "{verb: beg, bare: true}", True),
])
def test_predicates_that_nothing_tells_apart_are_found(small: Small, first: str, second: str, clash: bool) -> None:
    found = small(predicates=f"- {first}\n- {second}\n")
    assert len(found) == clash
    assert all("nothing tells it from" in message for message in found)


def test_a_code_without_predicate_is_found(small: Small) -> None:
    more = '- {code: PROTEST, meaning: "March.", quad: material-conflict, weight: -5.0, cameo: "14"}\n'
    assert small(codebook=CODEBOOK + more) == ["codebook/plover.yaml: PROTEST: no predicate has this code"]


ROOT = '- {code: REQUEST, meaning: "Ask.", cameo: "100"'


@pytest.mark.parametrize(("root", "message"), [
    (ROOT + "}\n" + ROOT + "}", "the root REQUEST stands twice"),
    ('- {code: REQUEST, cameo: "100"}', "REQUEST: it has no meaning"),
    (ROOT + ", future: AGREE}", "REQUEST: future: the codebook has no code AGREE"),
    (ROOT + ", refused: REJECT}", "REQUEST: refused: the codebook has no code REJECT"),
    (ROOT + ", modes: [{name: meet, meaning: Talks.}, {name: meet, meaning: Talks.}]}", "REQUEST: the mode meet stands twice"),
    (ROOT + ", modes: [{name: meet, meaning: Talks., contexts: [cyber]}]}", "REQUEST, meet: the codebook has no context cyber"),
    ("- {code: REQUEST, meaning: Ask.}", "REQUEST: no CAMEO code to go back to"),
    ('- {code: REQUEST, meaning: Ask., cameo: "101"}', "REQUEST: the crosswalk has no CAMEO code 101"),
    (ROOT + ', modes: [{name: meet, meaning: Talks., cameo: "112"}]}', "REQUEST, meet: it goes back to CAMEO 112, which corresponds to no root"),
    (ROOT + ", traits: [loud]}", "roots, entry 1 (REQUEST): Invalid enum value 'loud' - at `$.traits[0]`"),
])
def test_what_is_wrong_with_a_root_is_found(small: Small, root: str, message: str) -> None:
    assert f"codebook/plover.yaml: {message}" in small(codebook=f'{HEAD}name: PLOVER\nversion: "2"\nroots:\n{root}\n')


def test_a_way_back_that_leads_to_another_mode_is_found(small: Small) -> None:
    more = '- {cameo: "101", meaning: Help., code: REQUEST, mode: assist}\n- {cameo: "106", meaning: Talks., code: REQUEST, mode: meet}\n'
    root = ROOT + ', modes: [{name: assist, meaning: Help.}, {name: meet, meaning: Talks., cameo: "101"}]}'
    assert small(codebook=f'{HEAD}name: PLOVER\nversion: "2"\nroots:\n{root}\n', crosswalk=CROSSWALK + more) == [
        "codebook/plover.yaml: REQUEST, meet: it goes back to CAMEO 101, which has the mode assist"]


@pytest.mark.parametrize(("context", "message"), [
    ("{name: cyber, meaning: Nets., cues: [Net]}", "cyber: the cue 'Net' is not in small letters with single spaces"),
    ("{name: cyber, meaning: Nets., cues: [net], strong: [net]}", "cyber: the cue 'net' stands twice"),
    ("{name: cyber, meaning: Nets., cues: [net], mute: [fish]}", "cyber: 'fish' is mute, and holds no cue"),
    ("{name: cyber, meaning: Nets., unless: [crime]}", "cyber: the codebook has no context crime"),
    ("{name: cyber, meaning: Nets.}\n- {name: cyber, meaning: Nets.}", "the context cyber stands twice"),
])
def test_what_is_wrong_with_a_context_is_found(small: Small, context: str, message: str) -> None:
    assert small(codebook__contexts=f"{HEAD}contexts:\n- {context}\n") == [f"codebook/contexts.yaml: {message}"]


@pytest.mark.parametrize(("line", "message"), [
    ("code: AGREE", "the codebook has no code AGREE"),
    ("code: REQUEST, also: [AGREE]", "the codebook has no code AGREE"),
    ("code: REQUEST, mode: riot", "REQUEST has no mode 'riot'"),
    ("contexts: [cyber]", "the codebook has no context cyber"),
    ('becomes: ["101"]', "the crosswalk has no CAMEO code 101"),
])
def test_what_is_wrong_with_the_crosswalk_is_found(small: Small, line: str, message: str) -> None:
    assert small(crosswalk=CROSSWALK + f'- {{cameo: "105", meaning: "Yield.", {line}}}\n') == [f"codebook/cameo.yaml: CAMEO 105: {message}"]


def test_a_codebook_has_one_name_and_a_version(small: Small) -> None:
    assert small(codebook__more=f"{HEAD}name: OTHER\n") == ["codebook/more.yaml: OTHER: the codebook has no version",
                                                            "codebook/plover.yaml: two files give a name to the codebook: OTHER and PLOVER"]


def test_a_verb_has_one_strength(small: Small) -> None:
    assert small(codebook=CODEBOOK + "strength: [[ask], [urge, ask]]\n") == ["codebook/plover.yaml: the strength of 'ask' stands twice"]
