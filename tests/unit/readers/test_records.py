"""Records with fields: JSON lines, JSON documents, tables."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from extractor.articles import Failure, RawDocument

Read = Callable[..., list[RawDocument | Failure]]
TEXT = "The ferry sails on Monday, the mayor said."


def lines(*records: Any) -> str:
    return "".join((record if isinstance(record, str) else json.dumps(record)) + "\n" for record in records)


def outcome(items: list[RawDocument | Failure]) -> list[tuple[str, str]]:
    return [(item.record, item.code if isinstance(item, Failure) else "ok") for item in items]


def one(items: list[RawDocument | Failure]) -> RawDocument:
    (document,) = items
    assert isinstance(document, RawDocument)
    return document


def test_each_line_is_an_article_named_by_its_id_or_number(read: Read) -> None:
    items = read(
        "jsonl", lines({"id": "a", "text": TEXT}, "", {"text": TEXT}, {"id": " ", "body": TEXT}, {"uuid": 7, "content": TEXT})
    )
    assert outcome(items) == [("a", "ok"), ("2", "ok"), ("3", "ok"), ("7", "ok")]


def test_ids_that_are_equal_are_told_apart(read: Read) -> None:
    items = read("jsonl", lines(*({"id": value, "text": TEXT} for value in ("x", "x", 1, "1", 1.0, True, "2"))))
    names = [item.record for item in items]
    assert names == ["x", "x#2", "1", "1#2", "1.0", "true", "2"]


def test_metadata_is_found_under_common_names(read: Read) -> None:
    record = {
        "articleBody": TEXT,
        "headline": "Ferry\nsails",
        "source": {"id": None, "name": "The Tarnby Post"},
        "authors": ["Jane Roe", "Bo Ek"],
        "publishedAt": "2024-05-03T10:00:00Z",
        "link": "https://example.org/1",
        "lang": "en",
    }
    document = one(read("jsonl", lines(record)))
    assert (document.text, document.title, document.outlet) == (TEXT, "Ferry sails", "The Tarnby Post")
    assert (document.author, document.published_at) == ("Jane Roe; Bo Ek", "2024-05-03T10:00:00Z")
    assert (document.url, document.language) == ("https://example.org/1", "en")


def test_the_first_field_that_holds_something_wins(read: Read) -> None:
    assert one(read("jsonl", lines({"text": None, "content": " ", "body": TEXT}))).text == TEXT


def test_fields_can_be_named_also_inside_objects(read: Read) -> None:
    record = {"text": "wrong", "fields": {"bodyText": TEXT}, "Überschrift": "Ferry"}
    document = one(read("jsonl", lines(record), text_field="fields.bodyText", title_field="Überschrift"))
    assert (document.text, document.title) == (TEXT, "Ferry")


def test_a_list_of_paragraphs_is_a_text(read: Read) -> None:
    assert one(read("jsonl", lines({"paragraphs": ["One.", "Two."]}))).text == "One.\n\nTwo."


def test_html_in_a_field_becomes_blocks(read: Read) -> None:
    markup = "<h2>Ferry sails</h2><p>The mayor said: <b>yes</b>.</p><blockquote>It sails.</blockquote><script>no()</script>"
    document = one(read("jsonl", lines({"content": markup})))
    assert document.text == "Ferry sails\n\nThe mayor said: yes.\n\nIt sails."
    assert [block.kind for block in document.blocks] == ["heading", "paragraph", "quote"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{not json", "parse"),
        ("[]", "record"),
        ("null", "record"),
        ("5", "record"),
        ('"text"', "record"),
        ('{"id": "a"}', "record"),
        ('{"text": 5}', "record"),
        ('{"text": null}', "empty"),
        ('{"text": " "}', "empty"),
        ("[" * 100_000, "parse"),
        ('{"text": "x", "v": ' + "9" * 6000 + "}", "parse"),
        ('{"text": "x"} {}', "parse"),
        ('{"text": "Мэр города сказал, что план принят."}'.encode("cp1251").decode("latin-1"), "ok"),
    ],
)
def test_a_bad_line_costs_one_line(read: Read, line: str, code: str) -> None:
    items = read("jsonl", lines({"text": TEXT}, line, {"text": TEXT}))
    assert [found for _, found in outcome(items)] == ["ok", code, "ok"]


def test_a_line_in_another_character_set_costs_one_line(read: Read) -> None:
    data = lines({"text": TEXT}).encode() + '{"text": "Мэр города сказал, что план принят."}\n'.encode("cp1251")
    assert outcome(read("jsonl", data)) == [("1", "ok"), ("2", "encoding")]


def test_a_line_that_is_too_long_is_not_kept_in_memory(read: Read) -> None:
    data = lines({"text": "x" * 5000}, {"text": TEXT})
    assert outcome(read("jsonl", data, max_bytes=1024)) == [("1", "too_large"), ("2", "ok")]


def test_line_separators_inside_a_string_end_no_line(read: Read) -> None:
    record = json.dumps({"text": "one\u2028two\x85three"}, ensure_ascii=False)
    assert one(read("jsonl", record)).text == "one\u2028two\x85three"


def test_a_lone_surrogate_is_replaced_with_a_warning(read: Read) -> None:
    document = one(read("jsonl", '{"text": "half \\ud800 pair \\ud83d\\ude00", "title": "\\udfff"}'))
    assert (document.text, document.title) == ("half \ufffd pair 😀", "\ufffd")
    assert document.warnings == ("1 lone surrogates replaced by U+FFFD",)


@pytest.mark.parametrize("value", ["[" * 900 + "]" * 900, '{"name":' * 900 + '"A"' + "}" * 900])
@pytest.mark.parametrize("field", ["author", "id", "date", "text"])
def test_metadata_nested_deep_costs_no_other_record(read: Read, field: str, value: str) -> None:
    lines = ['{"text": "One."}', f'{{"{field}": {value}, "body": "Two."}}', '{"text": "Three."}']
    found = read("jsonl", "\n".join(lines))
    assert [item.text for item in found if isinstance(item, RawDocument)] == ["One.", "Two.", "Three."]


def test_byte_order_marks_between_files_that_were_put_together(read: Read) -> None:
    found = read("jsonl", '\ufeff{"text": "One."}\n\ufeff{"text": "Two."}\n\x1e{"text": "Three."}\n')
    assert [item.text for item in found if isinstance(item, RawDocument)] == ["One.", "Two.", "Three."]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("form", "text"),
    [("jsonl", '{"text": "One day."}\n{"text": "Two days."}\n'), ("csv", "number,text\n1,One day.\n2,Two days.\n")],
)
def test_lines_of_utf16_without_a_mark(read: Read, encoding: str, form: str, text: str) -> None:
    found = read(form, text.encode(encoding))
    assert [item.text for item in found if isinstance(item, RawDocument)] == ["One day.", "Two days."]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_lines_with_a_byte_order_mark(read: Read, encoding: str) -> None:
    assert outcome(read("jsonl", lines({"text": TEXT}, {"text": "Tärnby"}).encode(encoding))) == [("1", "ok"), ("2", "ok")]


def test_an_array_over_several_lines_is_taken(read: Read) -> None:
    assert outcome(read("jsonl", '[\n{"text": "a"},\n{"text": "b"}\n]\n')) == [("1", "ok"), ("2", "ok")]


def test_a_file_without_any_json_is_one_failure(read: Read) -> None:
    assert outcome(read("jsonl", "plain text\n" * 30)) == [("", "parse")]


def test_an_evaluation_file_in_a_folder_is_skipped_as_a_whole(read: Read) -> None:
    gold = lines(*({"doc_id": str(number), "text": TEXT, "statements": []} for number in range(3)))
    (skipped,) = read("jsonl", gold, named=False)
    assert isinstance(skipped, Failure)
    assert (skipped.code, skipped.status) == ("not_article", "skipped")
    assert outcome(read("jsonl", gold)) == [("0", "ok"), ("1", "ok"), ("2", "ok")]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"text": TEXT}, [("", "ok")]),
        ([{"text": TEXT}, {"id": "b", "text": TEXT}], [("1", "ok"), ("b", "ok")]),
        ({"status": "ok", "articles": [{"text": TEXT}, 5]}, [("1", "ok"), ("2", "record")]),
        ({"response": {"results": [{"body": TEXT}]}}, [("1", "ok")]),
        ({"floors": {"f1": 0.5}}, [("", "not_article")]),
        ([1, 2], [("", "not_article")]),
        ("text", [("", "not_article")]),
    ],
)
def test_json_documents(read: Read, value: Any, expected: list[tuple[str, str]]) -> None:
    assert outcome(read("json", json.dumps(value))) == expected


def test_a_json_file_without_text_is_skipped_in_a_folder_and_an_error_when_named(read: Read) -> None:
    statuses = [
        item.status for named in (False, True) for item in read("json", '{"a": 1}', named=named) if isinstance(item, Failure)
    ]
    assert statuses == ["skipped", "error"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_of_a_table_is_found_out(read: Read, delimiter: str) -> None:
    data = delimiter.join(("id", "Title", "Full Text")) + "\n" + delimiter.join(("a", "Ferry", f'"{TEXT}\nIt is new."')) + "\n"
    document = one(read("csv", data))
    assert (document.record, document.title, document.text) == ("a", "Ferry", f"{TEXT}\nIt is new.")


def test_cells_larger_than_the_default_of_the_csv_module(read: Read) -> None:
    assert len(one(read("csv", f'text\n"{"word " * 60_000}"\n')).text) == 300_000


def test_a_table_without_a_text_column_names_its_columns_and_the_option(read: Read) -> None:
    (failure,) = read("csv", "name,country\nAnna,Norway\nBo,Sweden\n", named=False)
    assert isinstance(failure, Failure)
    assert (failure.code, failure.status) == ("columns", "error")
    assert failure.message == "no column for the text among: name, country; name it with --text-field"


def test_the_text_column_can_be_named(read: Read) -> None:
    assert one(read("csv", f'name,speech\nAnna,"{TEXT}"\n', text_field="speech")).text == TEXT


def test_a_file_that_is_no_table_is_skipped_in_a_folder(read: Read) -> None:
    (failure,) = read("csv", "Council approves plan\n\nThe council said yes.\n", named=False)
    assert isinstance(failure, Failure)
    assert (failure.code, failure.status) == ("not_article", "skipped")


def test_rows_that_do_not_fit(read: Read) -> None:
    items = read("csv", 'id,text\na,one\nb\nc,three,more\n\nd,"four" x\ne,five\n')
    assert outcome(items) == [("a", "ok"), ("b", "record"), ("c", "ok"), ("4", "parse"), ("e", "ok")]
    assert isinstance(items[2], RawDocument)
    assert items[2].warnings == ("more cells than columns",)


def test_columns_that_are_not_used_cost_nothing(read: Read) -> None:
    table = ",".join(["text", *(f"c{number}" for number in range(5_000))]) + "\n" + ("a story" + "," * 5_000 + "\n") * 60
    begin = time.process_time()
    assert len(read("csv", table)) == 60
    assert time.process_time() - begin < 1


def test_a_column_with_a_dot_in_its_name(read: Read) -> None:
    (item,) = read("csv", "id,fields.body\n1,a story\n", text_field="fields.body")
    assert isinstance(item, RawDocument)
    assert item.text == "a story"


def test_a_quotation_mark_that_never_closes_costs_one_row(read: Read) -> None:
    items = read("csv", 'id,text\na,one\nb,"two\nc,three\nd,"four\nfive"\n')
    assert outcome(items) == [("a", "ok"), ("2", "parse"), ("c", "ok"), ("d", "ok")]


def test_the_first_of_two_columns_with_one_name_wins(read: Read) -> None:
    assert one(read("csv", f'text,text\n"{TEXT}",other\n')).text == TEXT


def test_a_declared_charset_of_records(read: Read) -> None:
    data = "id,text\na,Мэр сказал.\n".encode("koi8-r")
    assert one(read("csv", data, encoding="koi8-r")).text == "Мэр сказал."


def test_tabs_without_quoting(read: Read) -> None:
    items = read("csv", 'id\ttext\na\t"No," she said.\nb\t"Yes.\n')
    assert [item.text for item in items if isinstance(item, RawDocument)] == ['"No," she said.', '"Yes.']


def test_a_table_with_the_line_ends_of_old_files(read: Read) -> None:
    assert outcome(read("csv", 'id,text\ra,one\rb,"two\rthree"\r')) == [("a", "ok"), ("b", "ok")]


def test_a_repaired_byte_marks_its_own_row_only(read: Read) -> None:
    items = read("csv", b"id,text\na,one\nb,caf\xe9\nc,three\n")
    assert [bool(item.warnings) for item in items if isinstance(item, RawDocument)] == [False, True, False]


ITEM = {"title": "Ferry", "text": TEXT}
INSIDE = {"id": "b", "webTitle": "Ferry", "webPublicationDate": "2024-03-05", "fields": {"bodyText": TEXT, "byline": "Jane Roe"}}


@pytest.mark.parametrize("wrap", ["json", "jsonl"])
@pytest.mark.parametrize(
    "value",
    [
        {"response": {"status": "ok", "results": [INSIDE]}},
        {"took": 1, "hits": {"total": {"value": 1}, "hits": [{"_id": "b", "_source": ITEM}]}},
        {"a": {"b": {"c": {"d": [{"e": {"f": {"id": "b", **ITEM}}}]}}}},
        {"query": {"text": "ferry"}, "pages": [{"items": [{"id": "b", **ITEM}]}]},
        {"stories": [{"id": "b", **ITEM, "comments": [{"text": "Long comments are no article, however long they are."}]}]},
        {"data": [{"id": "b", "document": ITEM}]},
        {"posts": [{"id": "b", "title": {"rendered": "Ferry"}, "content": {"rendered": f"<p>{TEXT}</p><p></p>"}}]},
        {"docs": [{"_id": "b", "headline": {"main": "Ferry"}, "body": [{"type": "text", "value": TEXT}]}]},
    ],
)
def test_records_in_wrapper_objects_of_any_depth(read: Read, wrap: str, value: Any) -> None:
    document = one(read(wrap, json.dumps(value) + "\n"))
    assert (document.record, document.title, document.text) == ("b", "Ferry", TEXT)


def test_the_name_of_the_object_inside_is_no_field(read: Read) -> None:
    assert one(read("json", json.dumps({"hits": [{"_id": "b", "_source": ITEM}]}))).outlet == ""
    assert one(read("json", json.dumps({"hits": [{"source": {"name": "Post"}, "document": ITEM}]}))).outlet == "Post"


def test_the_object_inside_a_record_adds_to_it(read: Read) -> None:
    document = one(read("json", json.dumps([INSIDE])))
    assert (document.title, document.published_at, document.author) == ("Ferry", "2024-03-05", "Jane Roe")


@pytest.mark.parametrize("field", ["fields.bodyText", "response.results.fields.bodyText", "response.results[].fields.bodyText"])
@pytest.mark.parametrize("wrap", ["json", "jsonl"])
def test_a_field_is_named_from_the_record_or_from_the_top(read: Read, wrap: str, field: str) -> None:
    value = {"response": {"results": [{**INSIDE, "text": "wrong"}, {"id": "c", "fields": {}}]}}
    items = read(wrap, json.dumps(value) + "\n", text_field=field, title_field="webTitle")
    assert outcome(items) == [("b", "ok"), ("c", "record")]
    assert isinstance(items[0], RawDocument)
    assert (items[0].text, items[0].title) == (TEXT, "Ferry")


def test_lists_in_a_path_are_joined(read: Read) -> None:
    record = {"blocks": {"body": [{"bodyTextSummary": "One."}, {"bodyTextSummary": "Two."}]}}
    assert one(read("json", json.dumps(record), text_field="blocks.body[].bodyTextSummary")).text == "One.\n\nTwo."


def test_every_record_of_a_list_has_a_row(read: Read) -> None:
    value = {"articles": [{"id": 1, "text": TEXT}, {"id": 2, "title": "x"}, 5, {"id": 4, "fields": {"body": TEXT}}]}
    assert outcome(read("json", json.dumps(value))) == [("1", "ok"), ("2", "record"), ("3", "record"), ("4", "ok")]


def test_a_result_of_this_program_is_no_article(read: Read) -> None:
    result = {"document": {"title": "Ferry", "text": TEXT}, "statements": []}
    assert outcome(read("json", json.dumps(result), named=False)) == [("", "not_article")]
    assert outcome(read("jsonl", lines(result), named=False)) == [("", "not_article")]


@pytest.mark.parametrize(
    "name",
    [
        "article_content",
        "cleaned_text",
        "Hit Sentence",
        "Story Text",
        "text_en",
        "newsArticle",
        "document",
        "transcript",
        "raw text",
    ],
)
def test_columns_whose_names_say_text(read: Read, name: str) -> None:
    assert one(read("csv", f"title,{name},source\nFerry,{TEXT},Post\n".replace(TEXT, f'"{TEXT}"'))).text == TEXT


@pytest.mark.parametrize("name", ["article_id", "content_type", "text_length", "page", "news_source", "story_url", "documents"])
def test_columns_whose_names_only_sound_like_text(read: Read, name: str) -> None:
    assert outcome(read("csv", f"title,{name}\nFerry,x\n")) == [("", "columns")]


def test_the_likeliest_column_wins(read: Read) -> None:
    assert one(read("csv", f'document,article,article_text,text\n7,8,9,"{TEXT}"\n')).text == TEXT
    assert one(read("csv", f'document,article,article_text\n7,8,"{TEXT}"\n')).text == TEXT


def test_a_first_paragraph_in_a_field_of_its_own_belongs_to_the_text(read: Read) -> None:
    lead = "The council of Lund put off its vote on the harbour ferry."
    together = one(read("jsonl", lines({"snippet": lead, "body": TEXT})))
    assert together.text == f"{lead}\n\n{TEXT}"
    again = one(read("jsonl", lines({"snippet": lead, "body": f"{lead} {TEXT}"})))
    assert again.text == f"{lead} {TEXT}"
    excerpt = one(read("jsonl", lines({"snippet": f"{lead} And then the ferry …", "body": TEXT})))
    assert excerpt.text == TEXT
    marked = one(read("jsonl", lines({"lead_paragraph": lead, "body": f"<p>{TEXT}</p><blockquote>It sails.</blockquote>"})))
    assert [(block.kind, marked.text[block.start : block.end]) for block in marked.blocks] == [
        ("paragraph", lead),
        ("paragraph", TEXT),
        ("quote", "It sails."),
    ]


def test_beginnings_are_read_with_a_warning(read: Read) -> None:
    lead = one(read("jsonl", lines({"lead_paragraph": TEXT, "snippet": "The …", "headline": {"main": "Ferry"}})))
    assert (lead.text, lead.title, len(lead.warnings)) == (TEXT, "Ferry", 1)
    cut = one(read("jsonl", lines({"content": f"{TEXT} It wil… [+512 chars]"})))
    assert (cut.text, len(cut.warnings)) == (f"{TEXT} It", 1)


def test_markup_that_is_escaped_or_runs_in_the_text(read: Read) -> None:
    assert (
        one(read("jsonl", lines({"text": "&lt;p&gt;One &amp;amp; two.&lt;/p&gt;&lt;p&gt;Three.&lt;/p&gt;"}))).text
        == "One & two.\n\nThree."
    )
    assert (
        one(read("jsonl", lines({"text": "The <b>ferry</b> sails.", "title": "<i>Ferry</i> sails"}))).text == "The ferry sails."
    )
    assert one(read("jsonl", lines({"text": TEXT, "title": "<i>Ferry</i> sails"}))).title == "Ferry sails"
    assert one(read("jsonl", lines({"text": "If a <b and c> d then <e."}))).text == "If a <b and c> d then <e."


@pytest.mark.parametrize("role", ["date", "title", "id", "url", "author", "outlet"])
def test_a_named_field_that_is_not_there_is_an_error(read: Read, role: str) -> None:
    for name, data in (("csv", f'head,text\nFerry,"{TEXT}"\n'), ("jsonl", lines(ITEM, ITEM)), ("json", json.dumps([ITEM, ITEM]))):
        (failure,) = read(name, data, **{f"{role}_field": "nowhere"})
        assert isinstance(failure, Failure)
        assert (failure.code, failure.status) == ("columns", "error")
        assert "'nowhere'" in failure.message
        assert f"--{role}-field" in failure.message


def test_a_named_field_that_only_some_records_have_is_none(read: Read) -> None:
    records = lines({"text": TEXT, "day": "5 March 2024"}, {"text": TEXT})
    dates = [item.published_at for item in read("jsonl", records, date_field="day") if isinstance(item, RawDocument)]
    assert dates == ["5 March 2024", ""]


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;\r"])
def test_the_line_that_tells_a_spreadsheet_the_delimiter(read: Read, line: str) -> None:
    document = one(read("csv", f'{line}\ntitle;text\nFerry, again;"{TEXT}"\n'))
    assert (document.record, document.title, document.text) == ("1", "Ferry, again", TEXT)


ORDERS = [
    (["05/03/2024", "25/03/2024"], True), (["3/5/2024", "3/25/2024"], False), (["05/03/2024", "06/03/2024"], None),
    (["05-03-24", "13-03-24 10:00"], True), (["25/03/2024", "03/25/2024"], None), (["2024-03-05", "x"], None),
    ([*["05/03/2024"] * 300, "31/03/2024"], True),
]  # fmt: skip


@pytest.mark.parametrize(("dates", "expected"), ORDERS)
@pytest.mark.parametrize("name", ["csv", "json", "jsonl"])
def test_a_whole_column_tells_whether_the_day_comes_first(read: Read, name: str, dates: list[str], expected: bool | None) -> None:
    records = [{"date": date, "text": f"{TEXT} {number}"} for number, date in enumerate(dates)]
    table = "date;text\n" + "".join(f"{record['date']};{record['text']}\n" for record in records)
    items = read(name, {"csv": table, "json": json.dumps({"data": records}), "jsonl": lines(*records)}[name])
    assert [item.day_first for item in items if isinstance(item, RawDocument)] == [expected] * len(dates)
