"""Decisions in the tables: corrected, rejected, added, kept; found again after the text or the rules changed; none lost."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from deciding import description, event, undo
from factories import make_result
from published import publish_tables

from extractor.decisions.model import Event, SpeakerChoice, place
from extractor.decisions.sample import draw_sample
from extractor.records import DocumentResult
from extractor.running.corpus import Counts
from extractor.tables.dataframes import read_dataframes

TEXT = "Ana Kova said: the dam holds for now\nBo Lund said: it leaks at night\nNobody spoke of the bridge.\n"
RESULT = make_result(TEXT)
OTHER = make_result("Cy Mora said: the road is shut", "in/b.txt")


def _publish(tmp_path: Path, results: Sequence[DocumentResult], events: Sequence[Event]) -> tuple[dict[str, Any], Counts]:
    out = tmp_path / f"out{len(list(tmp_path.iterdir()))}"
    counts = publish_tables(results, out, parts=out.with_name(f"{out.name}-parts"), formats=["csv"], events=events)
    return read_dataframes(out), counts


def _statements(tables: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    rows = tables["statements"]
    return list(zip(rows["speaker_name"], rows["content"], rows["act"], rows["review_status"], strict=True))


def test_without_decisions_nothing_changes(tmp_path: Path) -> None:
    tables, counts = _publish(tmp_path, [RESULT], [])
    assert [row[3] for row in _statements(tables)] == ["unreviewed"] * 2
    assert counts.trust.basis == ""


def test_accepted_rejected_corrected(tmp_path: Path) -> None:
    choice = SpeakerChoice(kind="person", name="Cy Mora")
    start = TEXT.index("leaks")
    content = [place(TEXT, start, start + 5)]
    events = [
        event(RESULT, "accept"),
        event(RESULT, "correct", 1, corrected=("speaker", "act", "content"), act="deny", speaker=choice, content=content),
    ]
    tables, _ = _publish(tmp_path, [RESULT, OTHER], events)
    assert _statements(tables) == [
        ("Ana Kova", "the dam holds for now", "say", "accepted"),
        ("Cy Mora", "leaks", "deny", "corrected"),
        ("Cy Mora", "the road is shut", "say", "unreviewed"),
    ]
    people = tables["people"].set_index("name")
    assert people["statement_count"].to_dict() == {"Ana Kova": 1, "Bo Lund": 0, "Cy Mora": 2}
    row = tables["statements"].iloc[1]
    assert row["speaker_id"] == people.loc["Cy Mora", "person_id"]
    spans = tables["statement_spans"]
    assert spans[spans["statement_id"] == row["statement_id"]]["text"].tolist() == ["leaks"]
    log = tables["decisions"].iloc[1]
    assert (log["anchor"], log["extracted_speaker_name"], log["is_right"], log["holds"]) == ("id", "Bo Lund", False, True)

    tables, _ = _publish(tmp_path, [RESULT, OTHER], [*events, event(RESULT, "reject", 1)])
    assert _statements(tables)[1] == ("Bo Lund", "it leaks at night", "say", "rejected")
    assert tables["people"].set_index("name").loc["Bo Lund", "statement_count"] == 0
    assert tables["documents"]["statement_count"].tolist() == [1, 1]
    assert tables["decisions"]["holds"].tolist() == [True, False, True]


def test_an_undone_decision_only_stands_in_the_log(tmp_path: Path) -> None:
    first = event(RESULT, "reject")
    tables, _ = _publish(tmp_path, [RESULT], [first, undo(first)])
    assert _statements(tables)[0][3] == "unreviewed"
    assert tables["decisions"]["decision"].tolist() == ["reject", "undo"]
    assert tables["decisions"]["holds"].tolist() == [False, False]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (SpeakerChoice(kind="person", name="Di Novak"), ("Di Novak", "person", "named", True)),
        (SpeakerChoice(kind="group", name="villagers"), ("villagers", "group", "named", False)),
        (SpeakerChoice(kind="anonymous", name="an engineer"), ("an engineer", "anonymous", "anonymous", False)),
        (SpeakerChoice(), ("", "unknown", "none", False)),
    ],
    ids=["new", "group", "anonymous", "nobody"],
)
def test_speakers_that_are_no_entity_yet(tmp_path: Path, choice: SpeakerChoice, expected: tuple[str, str, str, bool]) -> None:
    tables, _ = _publish(tmp_path, [RESULT], [event(RESULT, "correct", corrected=("speaker",), speaker=choice)])
    row = tables["statements"].iloc[0]
    found = (row["speaker_name"], row["speaker_kind"], row["speaker_status"], isinstance(row["speaker_id"], str))
    assert found == expected
    assert row["review_status"] == "corrected"
    assert ("Di Novak" in set(tables["people"]["name"])) == expected[3]


def test_a_missed_statement_is_added_with_its_spans(tmp_path: Path) -> None:
    start = TEXT.index("the bridge")
    added = event(
        RESULT, "add", content=[place(TEXT, start, start + 10)], cue=[place(TEXT, start - 9, start - 4)],
        speaker=SpeakerChoice(kind="person", name="Ana Kova"),
    )  # fmt: skip
    tables, counts = _publish(tmp_path, [RESULT], [added])
    row = tables["statements"].iloc[2]
    assert (row["content"], row["cue_text"], row["speaker_name"]) == ("the bridge", "spoke", "Ana Kova")
    assert (row["rule_id"], row["review_status"]) == ("review/added", "accepted")
    assert tables["people"].set_index("name").loc["Ana Kova", "statement_count"] == 2
    assert (counts.trust.added, counts.trust.basis) == (1, "")


def test_two_reviewers_in_conflict_are_shown(tmp_path: Path) -> None:
    tables, counts = _publish(tmp_path, [RESULT], [event(RESULT, "accept"), event(RESULT, "reject", reviewer="bo")])
    assert _statements(tables)[0][3] == "rejected"
    assert tables["decisions"]["conflict"].tolist() == [True, True]
    assert counts.trust.conflicts == 1


def test_decisions_follow_the_text_when_it_is_cleaned_anew(tmp_path: Path) -> None:
    events = [event(RESULT, "reject"), event(RESULT, "correct", 1, corrected=("act",), act="warn")]
    moved = make_result(f"A new headline\n\n{TEXT}")
    tables, _ = _publish(tmp_path, [moved], events)
    assert [row[2:] for row in _statements(tables)] == [("say", "rejected"), ("warn", "corrected")]
    assert tables["decisions"]["anchor"].tolist() == ["content", "content"]


def test_a_statement_that_is_found_otherwise_keeps_its_decision(tmp_path: Path) -> None:
    longer = make_result(TEXT.replace("the dam holds for now", "the dam holds for now, he thinks"))
    tables, _ = _publish(tmp_path, [longer], [event(RESULT, "accept")])
    assert tables["decisions"]["anchor"].tolist() == ["quote"]
    assert _statements(tables)[0] == ("Ana Kova", "the dam holds for now", "say", "corrected")


def test_an_accepted_statement_stays_when_no_rule_finds_it(tmp_path: Path) -> None:
    events = [event(RESULT, "accept"), event(RESULT, "reject", 1)]
    nothing = make_result(TEXT).model_copy(update={"statements": [], "statement_spans": [], "statement_entities": []})
    tables, counts = _publish(tmp_path, [nothing], events)
    assert _statements(tables) == [("Ana Kova", "the dam holds for now", "say", "accepted")]
    assert tables["statements"]["rule_id"].tolist() == ["review/kept"]
    assert tables["decisions"]["anchor"].tolist() == ["kept", "orphan"]
    assert counts.notes == ("1 decision of a reviewer fits no text any more; the table decisions lists it (anchor: orphan)",)


def test_words_that_are_gone_make_an_orphan(tmp_path: Path) -> None:
    tables, _ = _publish(tmp_path, [make_result("Ana Kova said: all is well")], [event(RESULT, "accept", 1)])
    assert tables["decisions"]["anchor"].tolist() == ["orphan"]
    assert not tables["decisions"]["holds"].any()
    tables, _ = _publish(tmp_path, [OTHER], [event(RESULT, "accept", 1), event(RESULT, "complete")])
    assert tables["decisions"]["anchor"].tolist() == ["orphan", "orphan"]


def test_a_file_that_was_moved_is_known_by_its_text(tmp_path: Path) -> None:
    tables, _ = _publish(tmp_path, [make_result(TEXT, "elsewhere/c.txt")], [event(RESULT, "reject"), event(RESULT, "complete")])
    assert _statements(tables)[0][3] == "rejected"
    assert tables["documents"]["review_complete"].tolist() == [True]


def test_thirty_decisions_survive_new_rules_and_cleaning(tmp_path: Path) -> None:
    lines = [f"Ana{n % 4} Kova said: claim number {n} about pier {n % 7}" for n in range(30)]
    old = make_result("\n".join(lines))
    actions = ("accept", "reject", "correct")
    changes = [{"corrected": ("act",), "act": "deny"} if n % 3 == 2 else {} for n in range(30)]
    events = [event(old, actions[n % 3], n, **changes[n]) for n in range(30)]
    # Cleaning drops a line and adds a headline; rules find one content shorter, one not at all, and take others in turn.
    kept = [line.replace("claim number 6", "that claim number 6") for line in lines if "number 9 " not in line]
    new = make_result("Harbour news\n\n" + "\n".join(kept))
    gone = new.statements[11].statement_id
    new = new.model_copy(
        update={
            "statements": [row for row in new.statements[::-1] if row.statement_id != gone],
            "statement_spans": [span for span in new.statement_spans if span.statement_id != gone],
            "statement_entities": [link for link in new.statement_entities if link.statement_id != gone],
        }
    )
    tables, _ = _publish(tmp_path, [new], events)
    log = tables["decisions"]
    assert len(log) == 30
    assert log["anchor"].value_counts().to_dict() == {"content": 27, "quote": 1, "kept": 1, "orphan": 1}
    assert log[log["anchor"] == "orphan"]["content"].tolist() == ["claim number 9 about pier 2"]
    status = dict(zip(tables["statements"]["content"], tables["statements"]["review_status"], strict=True))
    assert status["claim number 1 about pier 1"] == "rejected"
    assert status["claim number 2 about pier 2"] == "corrected"
    assert "unreviewed" not in status.values()


def test_precision_is_that_of_the_sample_and_recall_of_complete_documents(tmp_path: Path) -> None:
    result = make_result("\n".join(f"Ana Kova said: claim {n}" for n in range(20)))
    draw = draw_sample([(row.statement_id, row.rule_id, row.type) for row in result.statements], 10, 3)
    drawn = [n for n, row in enumerate(result.statements) if row.statement_id in draw.statement_ids]
    drawing = event(result, "complete").model_copy(update={"action": "sample", "document": None, "draw": draw})
    judged = [event(result, "reject" if n < 2 else "accept", number) for n, number in enumerate(drawn)]
    outside = [event(result, "reject", number) for number in range(20) if number not in drawn][:5]
    _, counts = _publish(tmp_path, [result], [drawing, *judged, *outside])
    trust = counts.trust
    assert (trust.basis, trust.drawn, trust.is_current, trust.recall) == ("sample", 10, True, None)
    assert trust.precision is not None
    assert (trust.precision.right, trust.precision.judged) == (8, 10)
    assert trust.groups is not None
    assert [value for value, _ in trust.groups["rule_id"]] == ["test/line"]

    accepted = [event(RESULT, "accept"), event(RESULT, "reject", 1), event(RESULT, "complete")]
    start = TEXT.index("the bridge")
    added = event(RESULT, "add", content=[place(TEXT, start, start + 10)])
    _, counts = _publish(tmp_path, [RESULT], [*accepted, added])
    assert counts.trust.precision is not None
    assert counts.trust.recall is not None
    assert (counts.trust.precision.value, counts.trust.recall.value, counts.trust.complete) == (0.5, 0.5, 1)


def test_description_of_a_result_has_its_words() -> None:
    said = description(RESULT, 1)
    assert [(each.exact, each.prefix[-6:]) for each in said.content] == [("it leaks at night", "said: ")]
