"""The review round by its requests: filters, decisions, added statements, undo, samples, names, exports."""

import csv
import io
import json
import time
from typing import Any

import pytest
from deciding import event
from desk import TEXT, Desk, publish
from factories import make_result

from extractor.decisions.log import append_events, read_events


def _ids(answer: dict[str, Any]) -> list[str]:
    return [item["id"] for item in answer["items"]]


def _status(answer: dict[str, Any]) -> dict[str, int]:
    return {value: count for value, _, count in answer["facets"]["status"]["values"]}


def _update(desk: Desk) -> None:
    desk.post("/api/update", {})
    for _ in range(8000):
        state = desk.get("/api/update")
        if not state["running"]:
            break
        time.sleep(0.05)
    assert (state["problem"], state["running"]) == ("", False)


def test_pages_of_statements_with_counts(desk: Desk) -> None:
    first = desk.get("/api/statements")
    assert (first["total"], first["pages"], len(first["items"])) == (33, 2, 25)
    assert len(desk.get("/api/statements?page=2")["items"]) == 8
    assert _status(first) == {"unreviewed": 33}
    assert [(label, count) for _, label, count in first["facets"]["speaker"]["values"]] == [
        ("Cy Mora", 30),
        ("Ana Kova", 2),
        ("Bo Lund", 1),
    ]
    assert first["items"][0]["outlet"] == "Courier"


def test_a_condition_is_corrected_and_kept_in_the_tables(desk: Desk) -> None:
    first = _ids(desk.get("/api/statements"))[0]
    told = {"decision": "correct", "is_negated": False, "is_hedged": False, "is_conditional": True}
    answer = desk.post(f"/api/statements/{first}/decision", told)["statement"]
    assert (answer["flags"], answer["found"]["remarks"]) == (["conditional"], "nothing")
    assert [each.corrected for each in read_events(desk.folder / "decisions.jsonl")] == [["is_conditional"]]
    _update(desk)
    assert desk.get(f"/api/statements/{first}")["statement"]["is_conditional"] is True
    (row,) = desk.state.store.rows("SELECT is_conditional FROM statements WHERE statement_id = ?", [first])
    assert row[0] == 1


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("q=leaks", 1), ("q=lea", 1), ("q=ship+number+7", 1), ("q=%22%27%28*", 33), ("q=Kova", 2), ("q=dam", 2), ("q=zebra", 0),
        ("outlet=Courier", 2), ("from=2024-03-05", 2), ("to=2024-03-04", 0), ("act=deny", 0), ("act=say&act=deny", 33),
        ("list=sample", 0), ("list=conflicts", 0), ("rule=test%2Fline&type=indirect", 33),
    ],
)  # fmt: skip
def test_filters(desk: Desk, query: str, count: int) -> None:
    assert desk.get(f"/api/statements?{query}")["total"] == count


def test_values_of_a_filter_are_found(desk: Desk) -> None:
    found = desk.get("/api/values/speaker?words=lun")
    assert [(label, count) for _, label, count in found] == [("Bo Lund", 1)]


def test_an_article_is_plain_words_with_offsets(desk: Desk) -> None:
    (first, *_) = _ids(desk.get("/api/statements"))
    answer = desk.get(f"/api/statements/{first}")
    words = [word for line in answer["article"]["lines"] for piece in line for word in piece["words"]]
    assert all(TEXT[start:end] == word for start, end, word in words)
    marked = {piece["part"]: piece for piece in answer["article"]["lines"][0]}
    assert "".join(word for *_, word in marked["content"]["words"]) == "the dam holds 🙂 for now"
    assert answer["article"]["url"] == ""
    assert answer["article"]["title"] == "The <i>dam</i>"
    other = next(piece for line in answer["article"]["lines"] for piece in line if piece["part"] == "other")
    assert desk.get(f"/api/statements/{other['other']}")["statement"]["speaker"]["name"] == "Bo Lund"


def test_accept_reject_undo(desk: Desk) -> None:
    first, second, *_ = _ids(desk.get("/api/statements"))
    assert desk.post(f"/api/statements/{first}/decision", {"decision": "accept"})["statement"]["status"] == "accepted"
    desk.post(f"/api/statements/{second}/decision", {"decision": "reject", "note": "no statement"})
    assert _status(desk.get("/api/statements")) == {"unreviewed": 31, "accepted": 1, "rejected": 1}
    assert desk.get("/api/statements?status=rejected")["total"] == 1
    assert desk.post("/api/undo", {}) == {"undone": "reject", "statement": second}
    assert desk.post("/api/undo", {})["undone"] == "accept"
    assert desk.post("/api/undo", {}) == {"undone": "", "statement": ""}
    assert _status(desk.get("/api/statements")) == {"unreviewed": 33}
    assert len(read_events(desk.folder / "decisions.jsonl")) == 4


def test_corrections_go_to_the_tables_and_back(desk: Desk) -> None:
    first = _ids(desk.get("/api/statements"))[0]
    kova = desk.get(f"/api/statements/{first}")["statement"]["speaker"]
    people = desk.get(f"/api/documents/{desk.state.index.documents[0]}/speakers?q=lund")
    assert [(each["name"], each["here"]) for each in people] == [("Bo Lund", True)]
    speaker = {"entity_id": people[0]["id"], "kind": "person", "name": "Bo Lund"}
    start = TEXT.index("dam")
    desk.post(f"/api/statements/{first}/decision", {"decision": "correct", "speaker": speaker})
    answer = desk.post(
        f"/api/statements/{first}/decision", {"decision": "correct", "act": "deny", "content": [[start, start + 9]]}
    )
    assert answer["statement"]["found"] == {"speaker": "Ana Kova", "act": "say", "content": "the dam holds 🙂 for now"}
    assert desk.get("/api/statements?act=deny")["items"][0]["speaker"] == "Bo Lund"
    accepted = desk.post(f"/api/statements/{first}/decision", {"decision": "accept"})["statement"]
    assert (accepted["status"], accepted["act"]) == ("corrected", "deny")
    assert desk.get("/api/statements")["progress"]["pending"] == 1
    _update(desk)
    after = desk.get(f"/api/statements/{first}")["statement"]
    assert (after["speaker"]["name"], after["act"], after["content"]) == ("Bo Lund", "deny", "dam holds")
    assert after["found"] == answer["statement"]["found"]
    assert desk.get("/api/statements")["progress"]["pending"] == 0
    for _ in range(3):
        desk.post("/api/undo", {})
    back = desk.get(f"/api/statements/{first}")["statement"]
    assert (back["speaker"], back["act"], back["status"]) == (kova, "say", "unreviewed")
    assert back["content"] == "the dam holds 🙂 for now"
    assert desk.get("/api/statements?act=deny")["total"] == 0


def test_a_missed_statement(desk: Desk) -> None:
    document = desk.state.index.documents[0]
    start = TEXT.index("All is")
    body = {
        "start": start + 1,
        "end": start + 9,
        "act": "claim",
        "type": "",
        "source": "Nobody",
        "cue": "told",
        "speaker": {"kind": "group", "name": "engineers"},
    }
    added = desk.post(f"/api/documents/{document}/statements", body)["statement"]
    assert (added["content"], added["type"], added["source"], added["cue"]) == ("All is well", "indirect", "Nobody", "told")
    assert desk.get("/api/statements?rule=review%2Fadded")["items"][0]["speaker"] == "engineers"
    assert desk.get("/api/statements?q=engineers")["total"] == 1
    assert desk.post(f"/api/documents/{document}/statements", body, status=422)["error"] == "this statement is there already"
    _update(desk)
    assert desk.get(f"/api/statements/{added['id']}")["statement"]["speaker"]["name"] == "engineers"
    desk.post("/api/undo", {})
    assert desk.get("/api/statements")["total"] == 33


def test_a_second_reviewer_in_conflict(desk: Desk) -> None:
    first = _ids(desk.get("/api/statements"))[0]
    desk.post(f"/api/statements/{first}/decision", {"decision": "accept"})
    other = Desk(desk.folder, "bo").enter()
    other.post(f"/api/statements/{first}/decision", {"decision": "reject"})
    assert other.get("/api/statements?list=conflicts")["total"] == 1
    assert other.get(f"/api/statements/{first}")["statement"]["conflict"] is True
    assert [item["id"] for item in other.get("/api/problems")["conflicts"]] == [first]
    assert other.post("/api/undo", {})["undone"] == "reject"
    assert other.get(f"/api/statements/{first}")["statement"]["status"] == "accepted"
    other.state.store.close()


def test_complete_documents_and_gold(desk: Desk) -> None:
    document = desk.state.index.documents[0]
    assert desk.post(f"/api/documents/{document}/complete", {"complete": True})["undecided"] == 2
    done = desk.post(f"/api/documents/{document}/complete", {"complete": True, "accept_rest": True})
    assert (done["complete"], done["progress"]["complete"]) == (True, 1)
    assert desk.client.get("/export/gold.jsonl").status_code == 409
    _update(desk)
    (gold,) = [json.loads(line) for line in desk.client.get("/export/gold.jsonl").text.splitlines()]
    assert (gold["doc_id"], len(gold["statements"]), gold["statements"][0]["speaker"]) == ("a", 2, "Ana Kova")
    assert desk.post(f"/api/documents/{document}/complete", {"complete": False})["complete"] is False


def test_orphans_are_listed(desk: Desk) -> None:
    gone = make_result("Ed Pike said: the mill burns", "in/gone.txt")
    append_events(desk.state.log, [event(gone, "accept")])
    desk.state.load()
    assert desk.get("/api/statements")["progress"]["orphans"] == 0
    _update(desk)
    answer = desk.get("/api/statements")
    assert (answer["total"], answer["progress"]["orphans"]) == (33, 1)
    (orphan,) = desk.get("/api/problems")["orphans"]
    assert (orphan["reviewer"], orphan["content"], orphan["path"]) == ("ann", "the mill burns", "in/gone.txt")


def test_a_sample_is_listed_in_the_order_of_the_draw(desk: Desk) -> None:
    assert desk.post("/api/sample", {"size": 10, "seed": 4}) == {"size": 10}
    answer = desk.get("/api/statements?list=sample")
    assert _ids(answer) == desk.state.draw.statement_ids  # type: ignore[union-attr]
    desk.post(f"/api/statements/{_ids(answer)[0]}/decision", {"decision": "accept"})
    assert desk.get("/api/statements")["progress"]["sample"] == {"size": 10, "done": 1, "seed": 4}
    desk.post("/api/sample", {"size": 10, "seed": 4})
    assert len(read_events(desk.folder / "decisions.jsonl")) == 2


def test_the_page_says_how_much_of_the_sample_is_right(desk: Desk) -> None:
    desk.post("/api/sample", {"size": 4, "seed": 4})
    drawn = _ids(desk.get("/api/statements?list=sample"))
    for number, name in enumerate(drawn):
        desk.post(f"/api/statements/{name}/decision", {"decision": "accept" if number else "reject"})
    assert "right" not in desk.get("/api/statements")["progress"]["sample"]
    _update(desk)
    sample = desk.get("/api/statements")["progress"]["sample"]
    assert (sample["done"], sample["judged"], sample["right"]) == (4, 4, 0.75)
    assert 0.25 < sample["low"] < 0.75 < sample["high"] < 1


def test_names_are_merged_after_a_look(desk: Desk) -> None:
    found = desk.get("/api/entities?q=o&kind=person")
    by_name = {item["name"]: item["id"] for item in found["items"]}
    asked = {
        "action": "merge",
        "kind": "person",
        "entities": [by_name["Ana Kova"]],
        "value": by_name["Bo Lund"],
        "note": "the same",
    }
    shown = desk.post("/api/entities/preview", asked)
    assert shown["text"] == "Ana Kova becomes one with Bo Lund, which then has 3 mentions."
    assert shown["statements"] == 2
    assert not (desk.folder / "entities.csv").exists()
    after = " said: the dam holds 🙂 for now\nBo Lund said: it …"
    assert shown["places"][0] == {"title": "The <i>dam</i>", "before": "", "text": "Ana Kova", "after": after}
    assert desk.post("/api/entities/decide", asked) == {"written": 1, "pending": ["merge Ana Kova into Bo Lund"]}
    assert desk.get("/api/statements")["progress"]["pending"] == desk.get("/api/entities")["all_pending"] == 1
    assert desk.post("/api/entities/undo", {}) == {"undone": True, "pending": []}
    assert desk.post("/api/entities/undo", {})["undone"] is False
    for wrong in (
        {"action": "marry"},
        {**asked, "value": ""},
        {**asked, "entities": []},
        {**asked, "value": asked["entities"][0]},
    ):
        desk.post("/api/entities/preview", wrong, status=422)
    desk.post("/api/entities/preview", {**asked, "value": "p_nobody"}, status=404)


def test_the_list_as_a_sheet(desk: Desk) -> None:
    document = desk.state.index.documents[0]
    body = {"start": 0, "end": 8, "speaker": {"kind": "group", "name": '=HYPERLINK("x")'}}
    desk.post(f"/api/documents/{document}/statements", body)
    rows = list(csv.DictReader(io.StringIO(desk.client.get("/export/statements.csv?outlet=Courier").text)))
    assert len(rows) == 3
    assert rows[-1]["speaker"] == '\'=HYPERLINK("x")'
    log = desk.client.get("/export/decisions.jsonl").text.splitlines()
    assert json.loads(log[0])["action"] == "add"


@pytest.mark.parametrize(
    "body",
    [{"decision": "maybe"}, {"act": "sing"}, {"content": [[0, 10**9]]}, {"content": []}, {"content": "all"}, {"speaker": "Ana"}],
    ids=str,
)
def test_decisions_that_make_no_sense(desk: Desk, body: dict[str, Any]) -> None:
    first = _ids(desk.get("/api/statements"))[0]
    desk.post(f"/api/statements/{first}/decision", {"decision": "correct", **body}, status=422)
    assert not (desk.folder / "decisions.jsonl").exists()


def test_offsets_are_whole_numbers_that_do_not_overlap(desk: Desk) -> None:
    first = _ids(desk.get("/api/statements"))[0]
    path, headers = f"/api/statements/{first}/decision", {"X-Review-Token": desk.keys.write, "Content-Type": "application/json"}
    for content in ("[[1e999, 2]]", "[[1.5, 3]]", "[[0, 5], [3, 8]]", "[[true, 5]]", "[5]"):
        answer = desk.client.post(path, content=f'{{"decision": "correct", "content": {content}}}', headers=headers)
        assert (answer.status_code, "content: " in answer.text) == (422, True), content


def test_names_are_one_line_of_moderate_length(desk: Desk) -> None:
    first = _ids(desk.get("/api/statements"))[0]
    name = "Eve\n\x1b[31m\u202e  Roe\x00"
    shown = desk.post(f"/api/statements/{first}/decision", {"decision": "correct", "speaker": {"kind": "person", "name": name}})
    assert shown["statement"]["speaker"]["name"] == "Eve [31m Roe"
    long = {"decision": "correct", "speaker": {"kind": "person", "name": "x" * 301}}
    assert "too long" in desk.post(f"/api/statements/{first}/decision", long, status=422)["error"]


def test_a_sample_of_nothing_is_none(desk: Desk) -> None:
    desk.post("/api/sample", {"size": 0, "seed": 1}, status=422)
    assert not (desk.folder / "decisions.jsonl").exists()


def test_what_another_review_of_the_folder_decides_is_seen(desk: Desk) -> None:
    other = Desk(desk.folder, "bo").enter()
    first, second = _ids(desk.get("/api/statements"))[:2]
    desk.post(f"/api/statements/{first}/decision", {"decision": "accept"})
    other.post(f"/api/statements/{first}/decision", {"decision": "reject"})
    other.post(f"/api/statements/{second}/decision", {"decision": "reject"})
    assert desk.get("/api/statements")["progress"]["conflicts"] == 1
    assert _status(desk.get("/api/statements"))["rejected"] == 2
    other.post("/api/undo", {})
    assert _status(desk.get("/api/statements"))["rejected"] == 1
    other.state.store.close()


def test_tables_that_another_process_made_anew_are_read(desk: Desk) -> None:
    first = _ids(desk.get("/api/statements"))[0]
    desk.post(f"/api/statements/{first}/decision", {"decision": "accept"})
    assert desk.get("/api/statements")["progress"]["pending"] == 1
    publish(desk.folder, read_events(desk.folder / "decisions.jsonl"))
    assert desk.get("/api/statements")["progress"]["pending"] == 0


def test_a_decision_of_an_earlier_review_is_taken_back(desk: Desk) -> None:
    first = _ids(desk.get("/api/statements"))[0]
    desk.post(f"/api/statements/{first}/decision", {"decision": "accept"})
    later = Desk(desk.folder).enter()
    assert _status(later.get("/api/statements"))["accepted"] == 1
    assert later.post("/api/undo", {})["statement"] == first
    assert "accepted" not in _status(later.get("/api/statements"))
    later.state.store.close()


@pytest.mark.parametrize("page", ["x", "1e9", "--1"])
def test_a_page_is_a_number(desk: Desk, page: str) -> None:
    for path in ("statements", "entities"):
        answer = desk.client.get(f"/api/{path}?page={page}")
        assert (answer.status_code, answer.json()["error"]) == (422, "page must be a whole number")


def test_a_name_that_is_split_off_shows_who_speaks_then(desk: Desk) -> None:
    (item,) = desk.get("/api/entities?q=kova")["items"]
    asked = {"action": "split", "kind": "person", "entities": [item["id"]], "value": "ana kova"}
    shown = desk.post("/api/entities/preview", asked)
    assert shown["text"] == "ana kova (2 mentions in 2 articles) will be somebody or something else than Ana Kova."
    assert shown["statements"] == 2
    assert [each["content"] for each in shown["examples"]] == ["the dam holds 🙂 for now", "the road is shut"]
    assert [each["text"] for each in shown["places"]] == ["Ana Kova", "Ana Kova"]
    assert desk.post("/api/entities/preview", {**asked, "value": "Annie"})["places"] == []
    assert desk.post("/api/entities/decide", asked)["pending"] == ["split ana kova off Ana Kova"]


def test_what_was_accepted_with_an_article_is_taken_back_with_it(desk: Desk) -> None:
    first, second = _ids(desk.get("/api/statements?outlet=Courier"))
    document = desk.state.index.documents[0]
    desk.post(f"/api/statements/{first}/decision", {"decision": "accept"})
    desk.post(f"/api/documents/{document}/complete", {"complete": True, "accept_rest": True})
    assert _status(desk.get("/api/statements"))["accepted"] == 2
    assert desk.post("/api/undo", {})["undone"] == "complete"
    assert _status(desk.get("/api/statements"))["accepted"] == 1
    assert desk.get(f"/api/statements/{second}")["statement"]["status"] == "unreviewed"
    assert desk.post("/api/undo", {}) == {"undone": "accept", "statement": first}
