from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import ResourceError
from extractor.resources import Models
from extractor.statements.examples import Example, load_examples, parse_annotation, read_examples

ENTRY = {"rule": "clause", "about": "a clause", "yes": ["[source She] [cue said] [content it rained]."], "no": ["It rained."]}


def test_the_parts_of_a_sentence() -> None:
    text, spans = parse_annotation("[source Rome] [cue accused] [target content Oslo] [content of lying].")
    assert text == "Rome accused Oslo of lying."
    assert {part: [text[slice(*span)] for span in found] for part, found in spans.items()} == {
        "source": ["Rome"],
        "cue": ["accused"],
        "target": ["Oslo"],
        "content": ["Oslo", "of lying"],
    }


def test_brackets_inside_each_other_and_brackets_of_the_text() -> None:
    text, spans = parse_annotation("[source She] [cue said] [content that [target Oslo] lied [sic]].")
    assert text == "She said that Oslo lied [sic]."
    assert [text[slice(*span)] for span in spans["content"]] == ["that Oslo lied [sic]"]
    assert [text[slice(*span)] for span in spans["target"]] == ["Oslo"]


def test_a_bracket_that_names_no_part_is_text() -> None:
    assert parse_annotation("He [the mayor] left] early [.") == ("He [the mayor] left] early [.", {})


def test_an_open_bracket_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"\[content \.\.\.\] is not closed"):
        parse_annotation("She said [content it rained.")


@given(st.lists(st.text("ab .", min_size=1, max_size=8), min_size=1, max_size=6), st.data())
def test_annotation_leaves_the_text_as_it_is(pieces: list[str], data: st.DataObject) -> None:
    parts = [data.draw(st.sampled_from(["", "source", "cue", "content", "target content"])) for _ in pieces]
    annotated = "".join(f"[{part} {piece}]" if part else piece for part, piece in zip(parts, pieces, strict=True))
    text, spans = parse_annotation(annotated)
    assert text == "".join(pieces)
    marked = [piece for part, piece in zip(parts, pieces, strict=True) if "content" in part]
    assert [text[slice(*span)] for span in spans.get("content", ())] == marked


def test_an_entry_gives_an_example_for_each_sentence() -> None:
    yes, no = read_examples("here", {**ENTRY, "act": "say", "negated": False, "fails": "not yet"})
    assert (yes.kind, yes.text, yes.details, yes.fails) == (
        "yes",
        "She said it rained.",
        {"act": "say", "negated": False},
        "not yet",
    )
    assert (no.kind, no.text, no.spans, no.details) == ("no", "It rained.", {}, {})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"rules": "clause"}, "here: rules: Extra inputs"),
        ({"about": ""}, "here: about"),
        ({"act": "sing"}, "here: act"),
        ({"yes": ["She [cue said] so."]}, r"here: no \[content"),
        ({"yes": ["She said [content so."]}, "here: the bracket of"),
        ({"no": ["She [cue said] so."]}, "here: a 'no' sentence is not annotated"),
    ],
)
def test_a_wrong_entry_is_reported_with_its_place(change: dict[str, object], message: str) -> None:
    with pytest.raises(ResourceError, match=message):
        read_examples("here", {**ENTRY, **change})


def test_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "examples"
    folder.mkdir(parents=True)
    for name in ("b", "a"):
        (folder / f"{name}.toml").write_text('[[example]]\nrule = "clause"\nabout = "none"\nno = ["It rained."]\n', "utf-8")
    (tmp_path / "en" / "frames.toml").write_text(
        '[[frame]]\nid = "clause"\n[[frame.example]]\nabout = "none"\nno = ["It snowed."]\n', "utf-8"
    )
    found = load_examples(Models(tmp_path))
    assert [each.where for each in found] == ["frames.toml, frame 'clause', example 1", "a, example 1", "b, example 1"]
    assert (found[0].rule, found[0].text) == ("clause", "It snowed.")
    (folder / "c.toml").write_text('[[sample]]\nrule = "clause"\n', "utf-8")
    with pytest.raises(ResourceError, match=r"c\.toml: sample: only \[\[example\]\] is known"):
        load_examples(Models(tmp_path))


def test_a_family_of_rules() -> None:
    example = Example("quote/*", "no", "It rained.", "here")
    assert [example.concerns(rule) for rule in ("quote/after", "clause")] == [True, False]


def test_paragraphs_and_headline() -> None:
    text = "Rain falls\n\nIt rained."
    example = Example("clause", "no", text, "here", title=True)
    assert (example.paragraphs(), example.title_end()) == ([(0, 10), (12, 22)], 10)
    assert Example("clause", "no", text, "here").title_end() == 0
