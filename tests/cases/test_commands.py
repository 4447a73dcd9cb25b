"""Commands that analyse, on the real model."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor.analysis.comparison import Comparison, Difference
from extractor.api import TextExtractor
from extractor.cli import main
from extractor.cli.explained_names import in_words

TEXT = "“The dam is safe,” Mayor Ana Ruiz said on Monday.\n\nShe denied that it leaks. Critics worried."


@pytest.fixture(autouse=True)
def loaded(monkeypatch: pytest.MonkeyPatch, text_extractor: TextExtractor) -> None:
    """Commands take the pipeline that is loaded already."""
    monkeypatch.setattr(TextExtractor, "load", lambda *_, **__: text_extractor)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "dam.txt"
    path.write_text(TEXT, "utf-8")
    return path


def _call(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result


def test_show_marks_and_lists(article: Path) -> None:
    output = _call("show", article).output
    assert output.startswith("“The dam is safe,” Mayor Ana Ruiz said on Monday.")
    assert "1. [Mayor Ana Ruiz = Ana Ruiz] said: The dam is safe" in output
    assert "2. [She = Ana Ruiz] denied: that it leaks" in output
    assert "\x1b" not in output


def test_show_json_has_offsets_into_its_text(article: Path) -> None:
    shown = json.loads(_call("show", article, "--json").output)
    assert [row["speaker_name"] for row in shown["statements"]] == ["Ana Ruiz", "Ana Ruiz"]
    for row in shown["statement_spans"]:
        assert shown["document"]["text"][row["start"] : row["end"]] == row["text"]


def test_contents_begin_and_end_with_words(tmp_path: Path) -> None:
    path = tmp_path / "space.txt"
    path.write_text("“The mayor asked me for ‘one more year.’ ” Jay Ott said. “ Go home, ” said Ana Ruiz.\n", "utf-8")
    shown = json.loads(_call("show", path, "--json").output)
    contents = [row["text"] for row in shown["statement_spans"] if row["part"] == "content"]
    assert "Go home," in contents
    assert contents == [content.strip() for content in contents]


def test_show_limits_files_of_many(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text("".join(json.dumps({"id": number, "text": TEXT}) + "\n" for number in range(3)), "utf-8")
    assert len(_call("show", path, "--json", "--limit", 2).output.splitlines()) == 2


@pytest.mark.parametrize("name", ["absent.txt", "empty.txt"])
def test_show_without_an_article_is_code_4(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.txt").touch()
    assert _call("show", tmp_path / name, code=4).output.startswith("extractor: ")


def test_explain_names_rule_words_and_frames(article: Path) -> None:
    output = _call("explain", article).output
    assert "rule       quote/after" in output
    assert "cue word   deny VERB in models/en/cues.csv: act deny" in output
    assert "taken      clause: content at 'leaks', source at 'She'" in output


def test_explain_lists_what_may_be_a_name_taken_or_not(tmp_path: Path) -> None:
    path = tmp_path / "town.txt"
    path.write_text("A nurse from Marlow, Pa., said that Mr. Ann Vance, 31, had left the European Commission.\n", "utf-8")
    blocks = {block.split("\n")[0]: block for block in _call("explain", path, "--names").output.split("\n\n")}
    taken = next(block for title, block in blocks.items() if title.startswith("Ann Vance "))
    assert "  taken      PERSON" in taken
    assert "before: title, honorific +" in taken
    assert "behind: age +" in taken
    assert "  for PERSON     " in taken
    assert "the model says PERSON +" in taken
    part = next(block for title, block in blocks.items() if title.startswith("Vance "))
    assert "  taken      no: part of Ann Vance" in part
    rows = [json.loads(line) for line in _call("explain", path, "--names", "--json").output.splitlines()]
    found = {row["text"]: row for row in rows}
    assert found["European Commission"]["taken"] == "ORG"
    assert found["European"]["taken"] is None
    assert "list: organization, several words" in found["European Commission"]["evidence"]
    assert set(found["Ann Vance"]["sums"]) == {"PERSON", "ORG", "PLACE", "OTHER"}


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        ("before: in", "“in” stands before it"),
        ("behind: ,", "“,” stands behind it"),
        ("before: possessive", "before: possessive"),
        ("model: inside ORG", "the model sees a longer name (ORG)"),
        ("words: 2", "how often 2-word candidates are names"),
        ("list: place, one word", "list: place, one word"),
    ],
)
def test_evidence_is_put_in_words(evidence: str, words: str) -> None:
    assert in_words(evidence) == words


def test_explain_places(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(
        "DECATUR, Ill. -- Roads in Decatur, Macon County and Chicago closed, Mayor Ada Tarn said on Monday at Selde Hall."
    )
    blocks = {block.split("\n")[0]: block for block in _call("explain", path, "--places").output.split("\n\n")}
    assert "Decatur, Illinois, US (city, geonames/4236895)" in blocks["DECATUR"]
    assert "lacks" in blocks["Chicago"]
    rows = [json.loads(line) for line in _call("explain", path, "--places", "--json").output.splitlines()]
    county = next(row for row in rows if row["name"] == "Macon County")
    assert county["taken"] == county["places"][0]["key"] == "county/17115"
    assert "others_region" in county["places"][0]["evidence"]


def test_explain_one_statement_with_its_parse(article: Path) -> None:
    statement = json.loads(_call("show", article, "--json").output)["statements"][1]["statement_id"]
    output = _call("explain", article, "--statement", statement[:12]).output
    assert output.startswith(statement)
    assert "nsubj of denied" in output
    assert "quote/after" not in output


def test_explain_misses_says_what_was_lacking(article: Path) -> None:
    output = _call("explain", article, "--misses").output
    assert "no statement from 'worried'" in output
    assert "lacks      clause: content: ccomp" in output


def test_explain_says_what_is_around_a_cue_and_what_took_its_words(tmp_path: Path) -> None:
    path = tmp_path / "accused.txt"
    path.write_text("Prosecutors accused the mayor of supporting the gunmen.\n", "utf-8")
    output = _call("explain", path).output
    assert "sentence   Prosecutors accused the mayor of supporting the gunmen." in output
    assert "around     'accused' VBD, head of its sentence; below it nsubj 'Prosecutors', dobj 'mayor', prep 'of'" in output
    miss = output[output.index("no statement from 'supporting'") :]
    assert "lost       object: content at 'gunmen', source at 'Prosecutors': part of what is said" in miss
    assert "(Prosecutors accused)" in miss[miss.index("lost       object") :].splitlines()[0]


def test_explain_traces_participles_that_are_adjectives_and_verbs_that_no_list_has(tmp_path: Path) -> None:
    path = tmp_path / "worried.txt"
    path.write_text("Engineers are concerned that the dam will leak.\n\n“The dam will hold,” Ana Ruiz yawned.\n", "utf-8")
    output = _call("explain", path).output
    assert "taken      adjective-clause: content at 'leak', source at 'Engineers'" in output
    assert "cue word   yawn, not in models/en/cues.csv" in output
    assert "taken      quote/after: cue at 'yawned', source at 'Ruiz'" in output


def test_explain_says_who_competed_for_a_pronoun_and_a_description(tmp_path: Path) -> None:
    path = tmp_path / "mayor.txt"
    path.write_text("Mayor Ana Ruiz met Bo Hale. The mayor said it rained. Tom Lund smiled. He said he was late.\n", "utf-8")
    lines = [line for line in _call("explain", path).output.splitlines() if line.startswith("  because ")]
    assert lines[0] == "  because    whom the description means ('mayor' by description/words: Ana Ruiz)"
    assert lines[1].startswith("  because    whom the pronoun means ('He' by pronoun/activation: Tom Lund ")


def test_explain_says_what_the_second_best_speaker_lacked(tmp_path: Path) -> None:
    path = tmp_path / "pier.txt"
    path.write_text("Mr. Tom Lund said the pier was old. Mr. Bo Hale waved.\n\n“It is safe,” he said.\n", "utf-8")
    lines = _call("explain", path, "--speakers").output.splitlines()
    told = next(number for number, line in enumerate(lines) if "('he' by pronoun/activation: Tom Lund" in line)
    assert lines[told + 1].startswith("  odds       Tom Lund: near ")
    assert lines[told + 1].endswith("; gender shown x1.5; spoke before x2.3")
    assert lines[told + 2] == "  lacked     Bo Hale: spoke before"
    rows = [json.loads(line) for line in _call("explain", path, "--speakers", "--json").output.splitlines()]
    assert [row["speaker"] for row in rows] == ["Tom Lund", "Tom Lund"]
    assert [each["name"] for each in rows[1]["competitors"][:2]] == ["Tom Lund", "Bo Hale"]
    assert "spoke before" in rows[1]["competitors"][0]["evidence"]
    assert "spoke before" not in rows[1]["competitors"][1]["evidence"]


def test_explain_says_inside_which_statement_another_lies(tmp_path: Path) -> None:
    path = tmp_path / "nested.txt"
    path.write_text("Ana Ruiz said that Bo Hale denied that the dam leaks.\n", "utf-8")
    (line,) = [line for line in _call("explain", path).output.splitlines() if line.startswith("  inside ")]
    assert line.endswith("(Ana Ruiz said)")


def test_explain_as_json(article: Path) -> None:
    made = [json.loads(line) for line in _call("explain", article, "--json").output.splitlines()]
    statements = [each for each in made if "statement" in each]
    assert statements
    text = json.loads(_call("show", article, "--json").output)["document"]["text"]
    for each in statements:
        assert each["rule"] == each["statement"]["rule_id"]
        assert all(text[span["start"] : span["end"]] == span["text"] for span in each["spans"])
    by_frames = [each for each in statements if not each["rule"].startswith("quote/")]
    assert by_frames
    assert all({"id": each["rule"], "lacks": None} in each["frames"] for each in by_frames)
    assert [json.loads(line) for line in _call("explain", article, "--misses", "--json").output.splitlines()] == [
        each for each in made if "statement" not in each
    ]


def test_explain_an_unknown_statement_is_code_4(article: Path) -> None:
    _call("explain", article, "--statement", "s_none", code=4)


def test_predict_a_folder_keeps_the_text_as_given(tmp_path: Path) -> None:
    text = "\r\n\r\n" + TEXT.replace("\n", "\r\n") + "\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    (tmp_path / "b.txt").write_bytes(b"")
    out = tmp_path / "predictions.jsonl"
    _call("predict", tmp_path, "--out", out)
    first, second = map(json.loads, out.read_text("utf-8").splitlines())
    assert first["doc_id"] == "a"
    assert second == {"doc_id": "b", "language": "", "statements": [], "entities": [], "pronouns": []}
    assert [[text[start:end] for start, end in row["content"]] for row in first["statements"]] == [
        ["The dam is safe,"],
        ["that it leaks"],
    ]
    assert {row["speaker"] for row in first["statements"]} == {"Ana Ruiz"}
    assert [text[row["start"] : row["end"]] for row in first["pronouns"]][:1] == ["She"]


def test_predict_with_given_entities(tmp_path: Path) -> None:
    start = TEXT.index("Critics")
    gold = {"doc_id": "a", "text": TEXT, "entities": [{"start": start, "end": start + 7, "label": "ORG"}]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold), "utf-8")
    shown = json.loads(_call("predict", tmp_path / "gold.jsonl", "--given-entities", "--out", "-").output)
    assert [(row["start"], row["label"]) for row in shown["entities"]] == [(start, "ORG")]


GERMAN = "Der Damm ist sicher, sagte die Bürgermeisterin Ana Ruiz am Montag, nachdem das Wasser gestiegen war."


@pytest.mark.parametrize("command", ["show", "explain"])
def test_a_text_in_another_language_has_a_warning_on_the_screen(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.txt").write_text(GERMAN, "utf-8")
    assert "a.txt: the language is 'de', not 'en'" in _call(command, tmp_path / "a.txt").stderr
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    assert "language" not in _call(command, tmp_path / "a.txt").stderr


def test_show_and_extract_say_the_language(tmp_path: Path, text_extractor: TextExtractor) -> None:
    (tmp_path / "a.txt").write_text(GERMAN, "utf-8")
    document = json.loads(_call("show", tmp_path / "a.txt", "--json").stdout)["document"]
    assert (document["language"], document["warnings"]) == ("de", ["the language is 'de', not 'en'"])
    assert text_extractor.extract(GERMAN).warnings == ["the language is 'de', not 'en'"]
    assert text_extractor.extract(TEXT).document.warnings == []


def test_predict_says_the_language_and_needs_no_more_than_texts(tmp_path: Path) -> None:
    lines = [{"doc_id": 1, "text": GERMAN, "statements": "to be done"}, {"doc_id": 2, "text": TEXT, "statements": [{"act": "?"}]}]
    (tmp_path / "gold.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    result = _call("predict", tmp_path / "gold.jsonl", "--out", "-")
    assert result.stderr.splitlines() == ["1: the language is 'de', not 'en'"]
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["doc_id"], first["language"]) == ("1", "de")
    assert {"content", "cue", "source", "speaker", "type", "form", "act", "rule"} < set(second["statements"][0])


def test_predict_nothing_is_code_4(tmp_path: Path) -> None:
    _call("predict", tmp_path, "--out", "-", code=4)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    content, cue, source = (TEXT.index(words) for words in ("The dam", "said", "Mayor"))
    statement = {
        "content": [[content, content + 15]], "cue": [[cue, cue + 4]], "source": [[source, source + 14]], "type": "direct",
        "act": "say", "speaker": "Ana Ruiz",
    }  # fmt: skip
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"doc_id": "a", "text": TEXT, "statements": [statement]}) + "\n", "utf-8")
    return path


def test_evaluate_extracts_and_scores(gold: Path) -> None:
    output = _call("evaluate", gold, "--mistakes", 5).output
    assert "HEADLINE (0.8, source)      |  50.0 100.0  66.7 |" in output
    assert "quote/after" in output
    assert "a: spurious" in output


def test_evaluate_json(gold: Path) -> None:
    figures = json.loads(_call("evaluate", gold, "--json").output)
    assert figures["statements"]["metrics"]["headline"]["all"]["recall"] == 1.0
    assert "mistakes" not in figures["statements"]


def test_only_statements_of_one_form(gold: Path) -> None:
    figures = json.loads(_call("evaluate", gold, "--form", "quotation", "--json").output)
    assert figures["statements"]["metrics"]["headline"]["all"]["precision"] == 1.0
    rows = json.loads(_call("predict", gold, "--form", "clause", "--out", "-").output)["statements"]
    assert [(row["form"], TEXT[slice(*row["content"][0])]) for row in rows] == [("clause", "that it leaks")]
    _call("evaluate", gold, "--form", "clause", "--write-floors", gold.parent / "floors.json", code=2)


@pytest.mark.parametrize(("floor", "code"), [("0.6", 0), ("0.7", 6)])
def test_evaluate_gate_by_number(gold: Path, floor: str, code: int) -> None:
    _call("evaluate", gold, "--fail-under", floor, code=code)


def test_evaluate_gate_by_file(gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "baseline.json"
    _call("evaluate", gold, "--write-floors", floors)
    _call("evaluate", gold, "--fail-under", floors)
    nothing = tmp_path / "nothing.jsonl"
    nothing.write_text('{"doc_id": "a"}\n', "utf-8")
    assert "below the floor" in _call("evaluate", gold, nothing, "--fail-under", floors, code=6).output
    _call("evaluate", gold, nothing, "--write-floors", floors, code=6)
    _call("evaluate", gold, nothing, "--write-floors", floors, "--allow-lower")


def test_rules_measure_writes_the_table(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "rule_precision.csv"
    _call("rules", "measure", gold, "--out", out)
    assert out.read_text("utf-8").splitlines() == ["rule,n,precision", "clause,1,0.0", "quote/after,1,1.0"]


def test_rules_list_and_check() -> None:
    assert "clause" in _call("rules", "list").output
    assert _call("rules", "list", "--cue", "deny").output.startswith("deny VERB act=deny")
    assert "quote/after" in _call("rules", "list").output
    assert _call("rules", "check").output.endswith("validates\n")
    _call("rules", "list", "--cue", "banana", code=4)
    assert json.loads(_call("rules", "list", "--cue", "deny", "--json").output)["cues"][0]["frames"][0] == "quote"
    listed = json.loads(_call("rules", "list", "--json").output)
    assert (listed["frames"][0]["id"], listed["written"][0]) == ("clause", "quote/after")


def test_rules_check_names_every_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(Path(__file__).parents[2] / "models", tmp_path / "models")
    with (tmp_path / "models" / "en" / "cues.csv").open("a", encoding="utf-8") as file:
        file.write("deny,VERB,deny,assertion,neutral,clause\n")
    (tmp_path / "models" / "en" / "agencies.csv").write_text("short\n", "utf-8")
    monkeypatch.setenv("EXTRACTOR_MODELS", str(tmp_path / "models"))
    lines = _call("rules", "check", code=1).output.splitlines()
    assert "(deny): listed twice" in lines[0]
    assert "agencies.csv" in lines[1]


def test_model_verify_compares_the_engines(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "1 texts, 24 tokens, 0 differences" in _call("model", "verify", "md", "--compare", article.parent).output
    wrong = Comparison(1, 2, [Difference(0, "tags", 1, "'NN'", "'VB'")])
    monkeypatch.setattr("extractor.analysis.comparison.compare", lambda *_: wrong)
    output = _call("model", "verify", "md", "--compare", article.parent, code=6).output
    assert "dam: tags[1] is 'NN', spaCy has 'VB'" in output
