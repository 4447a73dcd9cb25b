"""Speakers of statements on parses made by hand."""

import pytest

from extractor.analysis.layout import Layout
from extractor.mentions.model import DocumentEntities, Entity, Mention
from extractor.mentions.nominals import link_descriptions
from extractor.mentions.pronouns import resolve_pronouns
from extractor.mentions.speech import Speech
from extractor.records import Kind
from extractor.resources import find_models
from extractor.speakers.model import Speaker
from extractor.speakers.resolve import SpeakerLists, load_speaker_lists, resolve_speakers
from extractor.statements.model import Statement
from extractor.told import Role
from tests.unit.parsed import parsed

SAID = "said/VBD/ROOT/0 so/RB/advmod/-1 ././punct/-2"


@pytest.fixture(scope="module")
def knowledge() -> SpeakerLists:
    return load_speaker_lists(find_models())


def resolved(
    knowledge: SpeakerLists, line: str, names: list[tuple[int, int, Kind]], source: tuple[int, int, int], *, author: str = ""
) -> Speaker:
    """The speaker of a statement; ``source`` is its first token, the token after its last, its head."""
    parse = parsed(line)
    roles = (Role(text="painter", start=0, end=1),)
    document = DocumentEntities(
        tuple(Mention(start, end, "", kind, "name", number) for number, (start, end, kind) in enumerate(names)),
        tuple(
            Entity(kind, parse.span_text(start, end), roles=roles if not number else ())
            for number, (start, end, kind) in enumerate(names)
        ),
    )
    speech = Speech(sources=frozenset({source[2]}))
    document = link_descriptions(parse, document, knowledge.coreference)
    document = resolve_pronouns(parse, document, knowledge.coreference, Layout(), speech)
    span = (parse.starts[source[0]], parse.ends[source[1] - 1])
    statement = Statement("test", ((len(parse.text) - 4, len(parse.text) - 2),), source=(span,), source_head=source[2])
    (speaker,) = resolve_speakers(parse, [statement], document, knowledge, speech, author=author)
    return speaker


ANN, TOM = (0, 2, "person"), (2, 3, "person")
LEE = "Ann/NNP/compound/+1 Lee/NNP/nsubj/+1"
CASES = {
    f"{LEE} {SAID}": ([ANN], (0, 2, 1), "person", "named", "Ann Lee", "painter"),
    f"Oslo/NNP/nsubj/+1 {SAID}": ([(0, 1, "place")], (0, 1, 0), "place", "named", "Oslo", "painter"),
    f"The/DT/det/+1 coach/NN/nsubj/+5 ,/,/punct/-1 Ann/NNP/compound/+1 Lee/NNP/appos/-3 ,/,/punct/-4 {SAID}": (
        [(3, 5, "person")], (0, 5, 1), "person", "named", "Ann Lee", "coach",
    ),
    f"The/DT/det/+1 coach/NN/nsubj/+1 {SAID}": ([], (0, 2, 1), "person", "unresolved", "The coach", "coach"),
    f"A/DT/det/+1 spokesman/NN/nsubj/+4 for/IN/prep/-1 Ann/NNP/compound/+1 Lee/NNP/pobj/-2 {SAID}": (
        [(3, 5, "person")], (0, 5, 1), "anonymous", "anonymous", "A spokesman for Ann Lee", "spokesman for Ann Lee",
    ),
    f"A/DT/det/+1 spokesman/NN/nsubj/+3 for/IN/prep/-1 Norrail/NNP/pobj/-1 {SAID}": (
        [(3, 4, "organization")], (0, 4, 1), "organization", "resolved", "Norrail", "spokesman",
    ),
    f"Ann/NNP/compound/+1 Lee/NNP/poss/+2 's/POS/case/-1 office/NN/nsubj/+1 {SAID}": (
        [ANN], (0, 4, 3), "person", "resolved", "Ann Lee", "",
    ),
    f"The/DT/det/+1 government/NN/nsubj/+3 of/IN/prep/-1 Norland/NNP/pobj/-1 {SAID}": (
        [(3, 4, "place")], (0, 4, 1), "place", "resolved", "Norland", "",
    ),
    f"figures/NNS/nsubj/+4 published/VBN/acl/-1 by/IN/agent/-1 Norrail/NNP/pobj/-1 {SAID}": (
        [(3, 4, "organization")], (0, 4, 0), "organization", "resolved", "Norrail", "painter",
    ),
    f"Ambassador/NNP/nsubj/+5 to/IN/prep/-1 Norland/NNP/pobj/-1 Ann/NNP/compound/+1 Lee/NNP/pobj/-3 {SAID}": (
        [(3, 5, "person"), (2, 3, "place")], (0, 5, 0), "person", "named", "Ann Lee", "painter",
    ),
    "friends/NNS/nsubj/+7 of/IN/prep/-1 the/DT/det/+1 coach/NN/pobj/-2 ,/,/punct/-1 Ann/NNP/compound/+1 Lee/NNP/appos/-3 "
    f"{SAID}": ([(5, 7, "person")], (0, 7, 0), "group", "anonymous", "friends of the coach, Ann Lee", ""),
    f"voters/NNS/nsubj/+1 {SAID}": ([], (0, 1, 0), "group", "anonymous", "voters", ""),
    f"The/DT/det/+1 ministry/NN/nsubj/+1 {SAID}": ([], (0, 2, 1), "organization", "unresolved", "The ministry", ""),
    f"Ann/NNP/compound/+1 Lee/NNP/poss/+2 's/POS/case/-1 letter/NN/nsubj/+1 {SAID}": (
        [ANN], (0, 4, 3), "person", "resolved", "Ann Lee", "painter",
    ),
    f"A/DT/det/+1 letter/NN/nsubj/+1 {SAID}": ([], (0, 2, 1), "document", "anonymous", "A letter", ""),
    f"Ann/NNP/nsubj/+3 and/CC/cc/-1 Tom/NNP/conj/-2 {SAID}": (
        [(0, 1, "person"), TOM], (0, 3, 0), "group", "named", "Ann and Tom", "",
    ),
    f"They/PRP/nsubj/+1 {SAID}": ([], (0, 1, 0), "group", "unresolved", "", ""),
    f"She/PRP/nsubj/+1 {SAID}": ([], (0, 1, 0), "person", "unresolved", "", ""),
    "Ann/NNP/compound/+1 Lee/NNP/ROOT/0 ,/,/punct/-1 who/WP/nsubj/+1 said/VBD/relcl/-3 so/RB/advmod/-1 ././punct/-5": (
        [ANN], (3, 4, 3), "person", "named", "Ann Lee", "painter",
    ),
    "A/DT/det/+1 pilot/NN/ROOT/0 who/WP/nsubj/+1 said/VBD/relcl/-2 so/RB/advmod/-1 ././punct/-4": (
        [], (2, 3, 2), "anonymous", "anonymous", "A pilot", "pilot",
    ),
}  # fmt: skip


@pytest.mark.parametrize("line", CASES)
def test_speaker(knowledge: SpeakerLists, line: str) -> None:
    names, source, *expected = CASES[line]
    speaker = resolved(knowledge, line, names, source)
    assert [speaker.kind, speaker.status, speaker.name, speaker.role] == expected


def test_a_family_name_that_was_not_recognised(knowledge: SpeakerLists) -> None:
    parse = parsed(f"Ann/NNP/compound/+1 Lee/NNP/nsubj/+1 left/VBD/ROOT/0 ././punct/-1 Lee/NN/nsubj/+1 {SAID}")
    document = DocumentEntities((Mention(0, 2, "", "person", "name", 0),), (Entity("person", "Ann Lee", family_name="Lee"),))
    end = len(parse.text)
    statement = Statement("test", ((end - 4, end - 2),), source=((parse.starts[4], parse.ends[4]),), source_head=4)
    (speaker,) = resolve_speakers(parse, [statement], document, knowledge, Speech())
    assert (speaker.status, speaker.name, speaker.entity) == ("named", "Ann Lee", 0)


def test_the_members_of_a_group_are_its_candidates(knowledge: SpeakerLists) -> None:
    line = f"Ann/NNP/nsubj/+3 and/CC/cc/-1 Tom/NNP/conj/-2 {SAID}"
    assert resolved(knowledge, line, [(0, 1, "person"), TOM], (0, 3, 0)).candidates == (0, 1)


def test_an_unclear_pronoun_shows_who_it_could_be(knowledge: SpeakerLists) -> None:
    line = f"Kim/NNP/nsubj/+3 and/CC/cc/-1 Lou/NNP/conj/-2 left/VBD/ROOT/0 ././punct/-1 He/PRP/nsubj/+1 {SAID}"
    speaker = resolved(knowledge, line, [(0, 1, "person"), TOM], (5, 6, 5))
    assert (speaker.status, speaker.name, speaker.candidates) == ("ambiguous", "", (0, 1))


def test_a_family_name_of_two_shows_who_it_could_be(knowledge: SpeakerLists) -> None:
    parse = parsed(f"Lee/NNP/nsubj/+1 {SAID}")
    document = DocumentEntities(
        (Mention(0, 1, "PERSON", "person", "name", candidates=(0, 1)),),
        (Entity("person", "Ann Lee"), Entity("person", "Bo Lee")),
    )
    statement = Statement("test", ((4, len(parse.text)),), source=((0, 3),), source_head=0)
    (speaker,) = resolve_speakers(parse, [statement], document, knowledge, Speech())
    assert (speaker.kind, speaker.status, speaker.name, speaker.candidates) == ("person", "ambiguous", "Lee", (0, 1))


def test_i_outside_quotations_is_the_author(knowledge: SpeakerLists) -> None:
    speaker = resolved(knowledge, f"I/PRP/nsubj/+1 {SAID}", [], (0, 1, 0), author="Ann Lee")
    assert (speaker.kind, speaker.status, speaker.name, speaker.entity) == ("person", "resolved", "Ann Lee", None)


def test_without_a_source_there_is_no_speaker(knowledge: SpeakerLists) -> None:
    parse = parsed(f"Rain/NN/nsubj/+1 {SAID}")
    statement = Statement("test", ((0, 4),))
    assert resolve_speakers(parse, [statement], DocumentEntities(), knowledge, Speech()) == [Speaker(why="no source")]


def test_a_description_that_was_not_traced_shows_who_it_could_be(knowledge: SpeakerLists) -> None:
    line = f"{LEE} left/VBD/ROOT/0 ././punct/-1 The/DT/det/+1 coach/NN/nsubj/+1 {SAID}"
    speaker = resolved(knowledge, line, [ANN], (4, 6, 5))
    assert (speaker.status, speaker.name, speaker.candidates) == ("ambiguous", "The coach", (0,))
