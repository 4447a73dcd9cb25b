"""The file of decisions: it only grows, survives a torn line and can be joined with others."""

from pathlib import Path

import pytest
from deciding import event, undo
from factories import make_result

from extractor.decisions.log import add_logs, append_events, log_hash, read_events
from extractor.decisions.model import Event
from extractor.decisions.threads import complete_documents, standing, threads
from extractor.errors import InputError

RESULT = make_result("Ana Kova said: the dam holds\nBo Lund said: it leaks\n")


def test_events_survive_writing_and_reading(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    events = [event(RESULT, "accept"), event(RESULT, "reject", 1)]
    append_events(path, events[:1])
    append_events(path, events[1:])
    assert read_events(path) == events
    assert log_hash(events) != log_hash(events[:1]) != log_hash([]) == ""


@pytest.mark.parametrize("left", [1, 40])
def test_a_torn_line_does_not_count_and_is_cut_off(tmp_path: Path, left: int) -> None:
    path = tmp_path / "log.jsonl"
    append_events(path, [event(RESULT, "accept"), event(RESULT, "reject", 1)])
    whole = path.read_bytes()
    path.write_bytes(whole[:-left])
    assert len(read_events(path)) == (2 if left == 1 else 1)
    append_events(path, [event(RESULT, "accept", 1)])
    assert [each.action for each in read_events(path)][-1] == "accept"
    assert len(read_events(path)) == (3 if left == 1 else 2)


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    append_events(path, [event(RESULT, "accept")])
    path.write_bytes(b'{"event_id": 1}\n' + path.read_bytes())
    with pytest.raises(InputError, match="line 1"):
        read_events(path)


@pytest.mark.parametrize("at", ["", "zzz", "9999", "\x00"])
def test_an_event_has_a_time(at: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        Event.model_validate({**event(RESULT, "accept").model_dump(), "at": at})


def test_words_of_others_are_one_line_without_escape_codes() -> None:
    said = event(RESULT, "accept").model_dump()
    said |= {"reviewer": "\x1b]0;bo\x07\u202e", "note": "one\ntwo \u2066", "event_id": "v\x1b[2J"}
    said["after"]["speaker"] = {"kind": "person", "name": "Ana\tKova\x00\u200f"}
    read = Event.model_validate(said)
    assert read.after is not None
    assert (read.reviewer, read.note, read.event_id, read.after.speaker.name) == ("]0;bo", "one two", "v[2J", "Ana Kova")


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    append_events(path, [event(RESULT, "accept")])
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(read_events(path)) == 1


def test_logs_of_two_reviewers_are_joined_once(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine.jsonl", tmp_path / "other.jsonl"
    first, second = event(RESULT, "accept"), event(RESULT, "reject", reviewer="bo")
    append_events(mine, [first])
    append_events(other, [first, second])
    assert [add_logs(mine, [other]), add_logs(mine, [other])] == [1, 0]
    (thread,) = threads(read_events(mine)).values()
    assert thread.last == second
    assert thread.conflict
    with pytest.raises(InputError, match="no such file"):
        add_logs(mine, [tmp_path / "gone.jsonl"])


def test_undo_can_be_undone() -> None:
    first = event(RESULT, "accept")
    second = undo(first)
    assert standing([first, second]) == []
    assert standing([first, second, undo(second)]) == [first]


def test_reviewers_who_say_the_same_are_in_no_conflict() -> None:
    events = [event(RESULT, "accept"), event(RESULT, "accept", reviewer="bo")]
    (thread,) = threads(events).values()
    assert not thread.conflict


def test_a_reopened_document_is_not_complete() -> None:
    done, opened = event(RESULT, "complete"), event(RESULT, "reopen")
    assert list(complete_documents([done])) == [RESULT.document.document_id]
    assert complete_documents([done, opened]) == {}
